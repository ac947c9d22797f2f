"""What a reviewer would refuse in a file, told before it is sent."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

import pytest

from casewright.exhibits import FileRules, make_exhibits
from casewright.model import Case, Catalogue, EvidenceItem, EvidenceRow, Exhibit, ExhibitStatus, Finding

MB = 1 << 20
Make = Callable[..., EvidenceItem]
Row = Callable[..., EvidenceRow]
CaseOf = Callable[..., Case]
Judge = Callable[..., tuple[Exhibit, dict[str, Finding]]]


@pytest.fixture
def judge(case: CaseOf, row: Row, item: Make, catalogue: Catalogue, shipped: FileRules) -> Judge:
    """Judge one file as one exhibit; keywords for the row in ``row=``, for the case in ``case=``."""

    def one(
        kind: str, name: str, media: str, *, of_row: dict[str, object] | None = None,
        of_case: dict[str, object] | None = None, family: str | None = None, **facts: object,
    ) -> tuple[Exhibit, dict[str, Finding]]:  # fmt: skip
        this = case(row(1, name, kind, **(of_row or {})), **(of_case or {}))
        (exhibit,), found = make_exhibits(
            this,
            [item(name, media, **facts)],
            catalogue=catalogue,
            rules=shipped,
            family=family,
            today=date(2026, 3, 1),
        )
        assert tuple(found) == exhibit.findings
        return exhibit, {each.code: each for each in found}

    return one


def test_a_good_invoice_passes_in_silence(judge: Judge) -> None:
    exhibit, found = judge("invoice", "inv.pdf", "pdf", family="product_quality", revisions=1, made_with="SAP ERP")
    assert exhibit.status is ExhibitStatus.ACCEPTED
    assert found == {}


@pytest.mark.parametrize(
    ("media", "facts"),
    [("empty", {"size": 0}), ("pdf", {"problem": "damaged"}), ("png", {"problem": "too-many-pixels"}), ("zip", {}),
     ("unknown", {}), ("doc", {"problem": "legacy-office"}), ("executable", {})],
)  # fmt: skip
def test_a_file_that_cannot_be_opened_is_unreadable(judge: Judge, media: str, facts: dict[str, object]) -> None:
    exhibit, found = judge("invoice", f"inv.{media}", media, **facts)
    assert exhibit.status is ExhibitStatus.UNREADABLE
    assert found["exhibits/unreadable"].is_error
    assert found["exhibits/unreadable"].fix.zh


@pytest.mark.req("S0-67")
@pytest.mark.parametrize("pages", [None, 3])
def test_any_encryption_makes_a_file_defective(judge: Judge, pages: int | None) -> None:
    exhibit, found = judge("invoice", "inv.pdf", "pdf", encrypted=True, pages=pages)
    assert exhibit.status is ExhibitStatus.DEFECTIVE
    assert "加密" in found["exhibits/encrypted"].text.zh


@pytest.mark.req("S0-67")
@pytest.mark.req("S0-68")
@pytest.mark.parametrize(
    ("size", "code", "usable"),
    [(5 * MB, None, True), (5 * MB + 1, "exhibits/large", True), (8 * MB, "exhibits/large", True),
     (8 * MB + 1, "exhibits/over-size", False)],
)  # fmt: skip
def test_five_megabytes_are_advised_and_eight_are_the_end(
    judge: Judge, *, size: int, code: str | None, usable: bool
) -> None:
    exhibit, found = judge("invoice", "inv.pdf", "pdf", size=size)
    assert set(found) == ({code} if code else set())
    assert exhibit.usable is usable


@pytest.mark.req("S0-86")
def test_a_file_with_a_password_in_it_is_not_used(judge: Judge) -> None:
    exhibit, found = judge("sop", "sop.pdf", "pdf", secrets=1)
    assert set(found) == {"exhibits/secret-inside"}
    assert exhibit.status is ExhibitStatus.DEFECTIVE


@pytest.mark.req("S0-68")
def test_a_scan_is_normal_for_a_third_party_and_an_error_for_own_documents(judge: Judge) -> None:
    scan = {"chars": 0, "image_only": True, "text_extractable": False}
    exhibit, found = judge("invoice", "inv.pdf", "pdf", **scan)
    assert exhibit.usable
    assert str(found["exhibits/image-only"].severity) == "warning"
    exhibit, found = judge("sop", "sop.pdf", "pdf", **scan)
    assert exhibit.status is ExhibitStatus.DEFECTIVE
    assert "FR20" in found["exhibits/image-only"].text.en
    exhibit, _ = judge("training_signin", "signin.pdf", "pdf", **scan)
    assert exhibit.usable


def test_a_broken_text_layer_is_named(judge: Judge) -> None:
    _, found = judge("sop", "sop.pdf", "pdf", legal_text_share=0.6)
    assert found["exhibits/broken-text"].is_error


@pytest.mark.parametrize(
    ("media", "kind", "family", "of_case", "fits"),
    [
        ("jpeg", "invoice", "product_quality", {}, True),
        ("docx", "invoice", "product_quality", {}, False),
        ("jpeg", "utility_bill", "account_integrity", {"violations": ("ACC-VERIFY",)}, False),
        ("png", "utility_bill", "account_integrity", {"violations": ("ACC-VERIFY",)}, True),
        ("pdf", "invoice", "intellectual_property", {"level": "listing"}, False),
        ("tiff", "invoice", "intellectual_property", {"level": "listing"}, True),
        ("pdf", "invoice", "intellectual_property", {"level": "account"}, True),
        ("csv", "order_report", "performance", {}, True),
        ("text", "order_report", "performance", {}, True),
        ("eml", "notice_copy", "performance", {}, True),
        ("heic", "invoice", "performance", {}, False),
    ],
)
def test_formats_follow_the_family_of_the_notice(
    judge: Judge,
    *,
    media: str,
    kind: str,
    family: str,
    of_case: dict[str, object],
    fits: bool,
) -> None:
    exhibit, found = judge(kind, "file", media, family=family, of_case=of_case)
    assert ("exhibits/format-not-accepted" in found) is not fits
    assert exhibit.usable


def test_a_word_invoice_is_not_to_be_converted(judge: Judge) -> None:
    _, found = judge("invoice", "inv.docx", "docx", family="performance")
    assert "Never convert" in found["exhibits/format-not-accepted"].fix.en


def test_a_misleading_ending_is_told_and_the_copy_named_by_content(judge: Judge) -> None:
    exhibit, found = judge("invoice", "inv.pdf", "jpeg")
    assert set(found) == {"exhibits/ending-differs"}
    assert exhibit.copy_name.endswith(".jpg")


@pytest.mark.req("S0-65")
@pytest.mark.parametrize(
    ("facts", "word"),
    [({"width": 1170, "height": 2532}, "phone screen"),
     ({"width": 1920, "height": 1080, "camera": "Apple iPhone 15"}, "photo")],
)  # fmt: skip
def test_a_phone_screen_or_a_photo_is_no_seller_central_screenshot(
    judge: Judge, facts: dict[str, object], word: str
) -> None:
    exhibit, found = judge("dashboard_screenshot", "dash.png", "png", **facts)
    assert exhibit.status is ExhibitStatus.DEFECTIVE
    assert word in found["exhibits/phone-screenshot"].text.en


def test_a_tall_photo_of_a_paper_is_no_screenshot_and_passes(judge: Judge) -> None:
    _, found = judge("pod", "pod.jpg", "jpeg", width=1170, height=2532, camera="Apple iPhone 15")
    assert found == {}


@pytest.mark.req("S0-24")
def test_the_address_bar_is_asked_for_never_claimed(judge: Judge) -> None:
    size = {"width": 1920, "height": 1080}
    exhibit, found = judge("dashboard_screenshot", "dash.png", "png", **size)
    assert {code: str(each.severity) for code, each in found.items()} == {"exhibits/check-address-bar": "info"}
    assert exhibit.usable
    _, found = judge("dashboard_screenshot", "dash.png", "png", of_row={"note": "已核对地址栏和时间"}, **size)
    assert found == {}
    exhibit, found = judge("dashboard_screenshot", "dash.png", "png", of_row={"note": "截图没有地址栏"}, **size)
    assert set(found) == {"exhibits/no-address-bar"}
    assert not exhibit.usable


def test_a_small_screenshot_may_be_cropped(judge: Judge) -> None:
    _, found = judge("dashboard_screenshot", "dash.png", "png", width=640, height=400)
    assert "640×400" in found["exhibits/screenshot-small"].text.zh


def test_what_is_dated_in_the_future_is_no_evidence(judge: Judge) -> None:
    exhibit, found = judge("invoice", "inv.pdf", "pdf", of_row={"dated": date(2026, 3, 2)})
    assert not exhibit.usable
    assert "2026-03-02" in found["exhibits/dated-in-future"].text.zh
    exhibit, _ = judge("invoice", "inv.pdf", "pdf", of_row={"dated": date(2026, 3, 1)}, of_case={"plan_date": None})
    assert exhibit.usable


def test_what_is_dated_after_the_plan_is_told(judge: Judge) -> None:
    _, found = judge("invoice", "inv.pdf", "pdf", of_row={"dated": date(2026, 2, 25)})
    assert set(found) == {"exhibits/dated-after-plan"}


@pytest.mark.parametrize(("day", "old"), [(date(2025, 2, 9), False), (date(2025, 2, 8), True)])
def test_an_invoice_counts_365_days_back_from_the_notice(judge: Judge, *, day: date, old: bool) -> None:
    exhibit, found = judge("invoice", "inv.pdf", "pdf", of_row={"dated": day})
    assert ("exhibits/too-old" in found) is old
    assert exhibit.usable


def test_a_utility_bill_older_than_90_days_cannot_be_used(judge: Judge) -> None:
    exhibit, found = judge("utility_bill", "bill.pdf", "pdf", of_row={"dated": date(2025, 11, 10)})
    assert "91 days" in found["exhibits/too-old"].text.en
    assert exhibit.status is ExhibitStatus.DEFECTIVE


@pytest.mark.req("S0-25")
def test_corrective_proof_and_dated_papers_need_their_date(judge: Judge) -> None:
    for kind, wanted in (("pod", True), ("invoice", True), ("sop", False)):
        _, found = judge(kind, "a.pdf", "pdf", of_row={"dated": None})
        assert ("exhibits/date-missing" in found) is wanted


def test_a_picture_whose_own_clock_disagrees_is_told(judge: Judge) -> None:
    taken = datetime(2025, 6, 1, 9, 0)  # noqa: DTZ001 - EXIF's clock has no zone
    _, found = judge("pod", "pod.jpg", "jpeg", taken_at=taken)
    assert "2025-06-01" in found["exhibits/date-differs"].text.en
    near = datetime(2026, 1, 16, 1, 0)  # noqa: DTZ001
    assert judge("pod", "pod.jpg", "jpeg", taken_at=near)[1] == {}


def test_before_and_after_that_are_swapped_are_told(
    case: CaseOf, row: Row, item: Make, catalogue: Catalogue, shipped: FileRules
) -> None:
    note = {"note": "地址栏已核对", "asins": ("B0AAAAAAA1",)}
    rows = (row(1, "b.png", "listing_before", dated=date(2026, 2, 10), **note),
            row(2, "a.png", "listing_after", dated=date(2026, 2, 1), **note))  # fmt: skip
    items = [item("b.png", "png", width=1920, height=1080), item("a.png", "png", width=1920, height=1080)]
    _, found = make_exhibits(case(*rows), items, catalogue=catalogue, rules=shipped, today=date(2026, 3, 1))
    assert [each.code for each in found] == ["exhibits/before-after-swapped"]
    apart = replace(rows[1], asins=("B0AAAAAAA2",))
    _, found = make_exhibits(case(rows[0], apart), items, catalogue=catalogue, rules=shipped, today=date(2026, 3, 1))
    assert found == ()


@pytest.mark.req("S0-76")
@pytest.mark.parametrize(
    ("made_with", "rule"),
    [("Adobe Photoshop 27.0", "FR40"), ("Microsoft® Word 2021 / Microsoft® Word 2021", "FR41"), ("WPS 文字", "FR41"),
     ("iLovePDF", "FR42")],
)  # fmt: skip
def test_an_editor_leaves_its_name_in_an_invoice(judge: Judge, made_with: str, rule: str) -> None:
    exhibit, found = judge("invoice", "inv.pdf", "pdf", made_with=made_with)
    assert f"rule {rule}" in found["exhibits/editor-trace"].text.en
    assert str(found["exhibits/editor-trace"].severity) == "warning"
    assert exhibit.usable


def test_own_documents_are_made_in_word_and_nobody_minds(judge: Judge) -> None:
    assert judge("sop", "sop.pdf", "pdf", made_with="Microsoft® Word 2021", revisions=3)[1] == {}


def test_an_invoice_saved_again_is_told_unless_it_is_signed(judge: Judge) -> None:
    _, found = judge("invoice", "inv.pdf", "pdf", revisions=3)
    assert "2 more times" in found["exhibits/saved-again"].text.en
    assert judge("invoice", "inv.pdf", "pdf", revisions=3, signed=True)[1] == {}
