"""Rows and files become exhibits: numbers, statuses, what is missing and what is left over."""

from collections.abc import Callable
from datetime import date

from casewright.exhibits import FileRules, make_exhibits
from casewright.model import (
    Case,
    Catalogue,
    CellRef,
    EvidenceItem,
    EvidenceRow,
    Exhibit,
    ExhibitStatus,
    Finding,
    NoticeReading,
    ReportRow,
    Submission,
    Violation,
)

Make = Callable[..., EvidenceItem]
Row = Callable[..., EvidenceRow]
CaseOf = Callable[..., Case]
AT = CellRef("case.xlsx", "Reports 报表", "A4")


def built(
    case: Case, items: list[EvidenceItem], catalogue: Catalogue, rules: FileRules, family: str | None = None
) -> tuple[list[Exhibit], dict[str, Finding]]:
    exhibits, found = make_exhibits(
        case, items, catalogue=catalogue, rules=rules, family=family, today=date(2026, 3, 1)
    )
    return list(exhibits), {each.code: each for each in found}


def test_exhibits_are_numbered_by_letter_in_sheet_order_and_the_notice_is_first(
    case: CaseOf, row: Row, item: Make, catalogue: Catalogue, shipped: FileRules
) -> None:
    rows = (
        row(1, "inv1.pdf"),
        row(2, "dash.png", "dashboard_screenshot"),
        row(3, "inv2.pdf"),
        row(4, "sop.pdf", "sop"),
    )
    items = [item("inv1.pdf"), item("dash.png", "png", width=1920, height=1080), item("inv2.pdf"), item("sop.pdf"),
             item("notice.txt", "text")]  # fmt: skip
    exhibits, _ = built(case(*rows), items, catalogue, shipped)
    assert [(each.id, each.kind, each.row.id) for each in exhibits] == [
        ("A-1", "notice_copy", "NOTICE"), ("A-2", "dashboard_screenshot", "E02"), ("D-1", "sop", "E04"),
        ("E-1", "invoice", "E01"), ("E-2", "invoice", "E03"),
    ]  # fmt: skip
    assert all(each.usable for each in exhibits)
    assert exhibits[3].proves.zh == "证明采购"


def test_a_notice_that_a_row_names_is_not_listed_twice(
    case: CaseOf, row: Row, item: Make, catalogue: Catalogue, shipped: FileRules
) -> None:
    case_ = case(row(1, "停用通知.eml", "notice_copy"), notice_file="停用通知.eml")
    exhibits, found = built(case_, [item("停用通知.eml", "eml")], catalogue, shipped)
    assert [(each.id, each.row.id) for each in exhibits] == [("A-1", "E01")]
    assert found == {}


def test_reports_and_replies_of_other_sheets_become_exhibits_without_a_warning(
    case: CaseOf, item: Make, catalogue: Catalogue, shipped: FileRules
) -> None:
    case_ = case(
        reports=(ReportRow("orders.txt", AT, "orders"), ReportRow("claims.csv", AT, "claims")),
        submissions=(Submission(date(2026, 2, 1), AT, reply_file="reply.eml"),),
    )
    items = [item("orders.txt", "csv"), item("claims.csv", "csv"), item("reply.eml", "eml")]
    exhibits, found = built(case_, items, catalogue, shipped)
    assert [(each.id, each.kind) for each in exhibits] == [
        ("A-1", "amazon_reply"), ("B-1", "order_report"), ("B-2", "claims_report"),
    ]  # fmt: skip
    assert found == {}


def test_a_missing_file_keeps_its_number_and_the_nearest_name_is_offered(
    case: CaseOf, row: Row, item: Make, catalogue: Catalogue, shipped: FileRules
) -> None:
    rows = (row(1, "invoice-jan.pdf"), row(2, "invoice-feb.pdf"))
    exhibits, found = built(case(*rows), [item("invoice-jam.pdf"), item("invoice-feb.pdf")], catalogue, shipped)
    assert [(each.id, each.status, each.copy_name != "") for each in exhibits] == [
        ("E-1", ExhibitStatus.MISSING, False), ("E-2", ExhibitStatus.ACCEPTED, True),
    ]  # fmt: skip
    missing = found["exhibits/file-missing"]
    assert missing.at == "case.xlsx > Evidence 证据!A4"
    assert "“invoice-jam.pdf”" in missing.text.zh
    assert 'the nearest is "invoice-jam.pdf"' in missing.text.en
    assert "exhibits/not-in-sheet" in found


def test_a_row_without_a_file_name_is_missing_and_told_by_intake(
    case: CaseOf, row: Row, catalogue: Catalogue, shipped: FileRules
) -> None:
    exhibits, found = built(case(row(1, " ")), [], catalogue, shipped)
    assert exhibits[0].status is ExhibitStatus.MISSING
    assert [each.code for each in exhibits[0].findings] == ["exhibits/file-not-named"]
    assert found == {}


def test_a_pattern_gives_one_exhibit_for_each_file_of_the_same_row(
    case: CaseOf, row: Row, item: Make, catalogue: Catalogue, shipped: FileRules
) -> None:
    items = [item("发票/1.pdf"), item("发票/2.pdf")]
    exhibits, found = built(case(row(1, "发票/*.pdf")), items, catalogue, shipped)
    assert [(each.id, each.row.id, each.row.file) for each in exhibits] == [
        ("E-1", "E01", "发票/1.pdf"), ("E-2", "E01", "发票/2.pdf"),
    ]  # fmt: skip
    assert found == {}


def test_one_name_in_two_folders_is_ambiguous_unless_the_files_are_equal(
    case: CaseOf, row: Row, item: Make, catalogue: Catalogue, shipped: FileRules
) -> None:
    _, found = built(case(row(1, "inv.pdf")), [item("a/inv.pdf"), item("b/inv.pdf")], catalogue, shipped)
    assert "a/inv.pdf、b/inv.pdf" in found["exhibits/name-ambiguous"].text.zh
    _, found = built(
        case(row(1, "inv.pdf")), [item("a/inv.pdf", content="x"), item("b/inv.pdf", content="x")], catalogue, shipped
    )
    assert "exhibits/name-ambiguous" not in found


def test_a_file_that_no_row_names_is_a_warning_at_the_file(
    case: CaseOf, row: Row, item: Make, catalogue: Catalogue, shipped: FileRules
) -> None:
    _, found = built(case(row(1, "inv.pdf")), [item("inv.pdf"), item("旧资料/合同.pdf")], catalogue, shipped)
    assert {(code, each.at, str(each.severity)) for code, each in found.items()} == {
        ("exhibits/not-in-sheet", "旧资料/合同.pdf", "warning")
    }


def test_a_spare_copy_of_an_exhibit_is_no_trouble(
    case: CaseOf, row: Row, item: Make, catalogue: Catalogue, shipped: FileRules
) -> None:
    items = [item("inv.pdf", content="same"), item("inv (1).pdf", content="same")]
    _, found = built(case(row(1, "inv.pdf")), items, catalogue, shipped)
    assert {code: str(each.severity) for code, each in found.items()} == {"exhibits/spare-copy": "info"}


def test_the_same_file_under_two_rows_is_named_on_the_later(
    case: CaseOf, row: Row, item: Make, catalogue: Catalogue, shipped: FileRules
) -> None:
    rows = (row(1, "a.pdf"), row(2, "b.pdf", "pod"))
    exhibits, found = built(case(*rows), [item("a.pdf", content="x"), item("b.pdf", content="x")], catalogue, shipped)
    assert set(found) == {"exhibits/duplicate"}
    later = next(each for each in exhibits if each.findings)
    assert later.id == "E-1"
    assert "C-1 (b.pdf)" in later.findings[0].text.en
    assert later.usable


def test_a_kind_that_the_catalogue_lacks_is_filed_last_and_one_left_out_is_asked_for(
    case: CaseOf, row: Row, item: Make, catalogue: Catalogue, shipped: FileRules
) -> None:
    exhibits, found = built(case(row(1, "a.pdf", None)), [item("a.pdf")], catalogue, shipped)
    assert (exhibits[0].id, exhibits[0].kind) == ("Z-1", "other")
    assert "exhibits/kind-missing" in found
    exhibits, _ = built(case(row(1, "a.pdf", "fax")), [item("a.pdf")], catalogue, shipped)
    assert (exhibits[0].id, exhibits[0].kind) == ("Z-1", "fax")


def test_a_report_named_in_both_sheets_takes_its_kind_from_the_reports_sheet(
    case: CaseOf, row: Row, item: Make, catalogue: Catalogue, shipped: FileRules
) -> None:
    case_ = case(row(1, "orders.txt", None), reports=(ReportRow("orders.txt", AT, "orders"),))
    exhibits, found = built(case_, [item("orders.txt", "csv")], catalogue, shipped)
    assert [(each.id, each.kind) for each in exhibits] == [("B-1", "order_report")]
    assert found == {}


def test_the_file_that_was_read_as_the_notice_is_the_first_exhibit_whatever_it_is_called(
    case: CaseOf, item: Make, catalogue: Catalogue, shipped: FileRules
) -> None:
    reading = NoticeReading("停用通知书.html", notice_date=date(2026, 2, 7))
    (exhibit,), found = make_exhibits(
        case(notice_date=None), [item("停用通知书.html", "html")], catalogue=catalogue, rules=shipped, notice=reading,
        today=date(2026, 3, 1),
    )  # fmt: skip
    assert (exhibit.id, exhibit.kind, exhibit.row.dated) == ("A-1", "notice_copy", date(2026, 2, 7))
    assert found == ()


def test_what_the_notice_says_decides_the_formats_where_the_sheet_is_silent(
    case: CaseOf, row: Row, item: Make, catalogue: Catalogue, shipped: FileRules
) -> None:
    reading = NoticeReading("", types=(Violation("IP-TM", 0.9),), level="listing")
    _, found = make_exhibits(
        case(row(1, "inv.pdf")), [item("inv.pdf")], catalogue=catalogue, rules=shipped, notice=reading,
        family="intellectual_property", today=date(2026, 3, 1),
    )  # fmt: skip
    assert [each.code for each in found] == ["exhibits/format-not-accepted"]


def test_one_language_of_what_it_proves_is_not_enough_and_nothing_is_translated(
    case: CaseOf, row: Row, item: Make, catalogue: Catalogue, shipped: FileRules
) -> None:
    rows = (row(1, "a.pdf", proves_en=""), row(2, "b.pdf", proves_zh="", proves_en=""))
    exhibits, found = built(case(*rows), [item("a.pdf"), item("b.pdf")], catalogue, shipped)
    assert "缺英文" in found["exhibits/proves-one-language"].text.zh
    assert exhibits[0].proves.en == "Invoice"
    assert "exhibits/proves-missing" in found


def test_a_name_with_another_ending_is_taken_and_said(
    case: CaseOf, row: Row, item: Make, catalogue: Catalogue, shipped: FileRules
) -> None:
    exhibits, found = built(case(row(1, "inv.jpg")), [item("inv.pdf")], catalogue, shipped)
    assert exhibits[0].usable
    assert set(found) == {"exhibits/other-ending"}
