"""The facts that rules decide on: where each comes from, who leads where two sources differ, what is contradicted."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from casewright.model import (
    Ask,
    Bilingual,
    Case,
    Catalogue,
    CauseKind,
    CellRef,
    DashboardFigure,
    EvidenceItem,
    EvidenceKind,
    EvidenceRow,
    Exhibit,
    ExhibitStatus,
    Facts,
    Finding,
    MediaFacts,
    Metric,
    NoticeReading,
    Position,
    ReportRow,
    Role,
    StatedDeadline,
    Statement,
    StatementKind,
    Submission,
    Violation,
    ViolationKind,
    both,
)
from casewright.rules.facts.gather import gather_facts
from casewright.sheets import ListSheet

TODAY = date(2026, 11, 22)
SHEET = CellRef("case.xlsx", "Case 案件", "B1")
NO_REQUESTS = ListSheet("requests", ("id",), (), SHEET)
NAMES = Catalogue(
    violations={
        "IP-TM": ViolationKind(
            "IP-TM", Bilingual("商标侵权投诉", "Trademark complaint"), "intellectual_property", infringement="trademark"
        ),
        "PERF-LSR": ViolationKind("PERF-LSR", Bilingual("迟发率超标", "Late shipment rate"), "performance"),
        **{
            code: ViolationKind(code, both(code), "no_appeal", role=role)
            for code, role in (
                ("NON-MOREINFO", Role.REPLY),
                ("NON-ACK", Role.REPLY),
                ("NON-FINAL", Role.FINAL),
                ("NON-INFO", Role.NEWS),
                ("ACC-LINKED", Role.LINKED),
            )
        },
    },
    causes={
        "split_stock": CauseKind(
            "split_stock", Bilingual("分仓", "Split stock"), Bilingual("在哪两处？", "Which sites?")
        ),
    },
    evidence={
        code: EvidenceKind(code, both(code), "F", own_screenshot=False, identity=identity, how=both("-"))
        for code, identity in (("lease", True), ("entrustment", True), ("invoice", False))
    },
)


def cell(address: str, sheet: str = "Case 案件") -> CellRef:
    return CellRef("case.xlsx", sheet, address)


def case(**fields: object) -> Case:
    """A case whose every given field stands in its own cell."""
    origins = {name: cell(f"C{row}") for row, name in enumerate(fields, start=3)}
    return replace(Case("T-1", SHEET), origins=origins, **fields)  # type: ignore[arg-type]


def notice(*codes: str, confidence: float = 0.95, **fields: object) -> NoticeReading:
    types = tuple(Violation(code, confidence) for code in codes)
    return replace(NoticeReading("notice.txt", types, text="Hello"), **fields)  # type: ignore[arg-type]


def exhibit(
    row: str, kind: str, *, status: ExhibitStatus = ExhibitStatus.ACCEPTED, dated: date | None = None
) -> Exhibit:
    number = int(row.removeprefix("E"))
    item = None if status is ExhibitStatus.MISSING else EvidenceItem(f"{row}.pdf", None, 9, "0", MediaFacts("pdf"))  # type: ignore[arg-type]
    line = EvidenceRow(row, f"{row}.pdf", cell(f"A{number + 4}", "Evidence 证据"), kind=kind, dated=dated)
    return Exhibit(f"Z-{number}", line, kind, item, status, both(""), f"{row}.pdf")


def gathered(
    sheet: Case, read: NoticeReading | None = None, *, exhibits: Sequence[Exhibit] = (), metrics: Sequence[Metric] = (),
    secrets: bool = False,
) -> tuple[Facts, tuple[Finding, ...]]:  # fmt: skip
    return gather_facts(
        sheet, read or notice(), exhibits, metrics, today=TODAY, catalogue=NAMES, requests=NO_REQUESTS, secrets=secrets
    )


def codes(found: Sequence[Finding]) -> list[str]:
    return [finding.code for finding in found]


def test_the_notice_leads_and_the_difference_is_shown_at_the_cell() -> None:
    facts, found = gathered(case(violations=("PERF-LSR",)), notice("IP-TM"))
    assert facts["violation"].value == "IP-TM"
    assert facts["violation"].origin.at == "notice.txt"
    assert facts["violations"].value == ("IP-TM", "PERF-LSR")
    (differ,) = [finding for finding in found if finding.code == "rules/notice-and-sheet-differ"]
    assert differ.at == "case.xlsx > Case 案件!C3"
    assert "商标侵权投诉 IP-TM" in differ.text.zh
    assert "Late shipment rate (PERF-LSR)" in differ.text.en


def test_a_notice_read_with_little_confidence_gives_way_to_the_sheet_and_says_so() -> None:
    facts, found = gathered(case(violations=("PERF-LSR",)), notice("IP-TM", confidence=0.4))
    assert facts["violation"].value == "PERF-LSR"
    assert facts["violation"].origin.at == "case.xlsx > Case 案件!C3"
    assert facts["violations"].value == ("PERF-LSR",)
    assert codes(found) == ["rules/notice-unsure"]


def test_of_several_violations_in_the_notice_the_sheet_chooses_the_one_that_leads() -> None:
    facts, found = gathered(case(violations=("PERF-LSR",)), notice("IP-TM", "PERF-LSR"))
    assert facts["violation"].value == "PERF-LSR"
    assert facts["violations"].value == ("PERF-LSR", "IP-TM")
    assert codes(found) == ["rules/notice-names-several"]
    hardly = NoticeReading("n.txt", (Violation("IP-TM", 0.9), Violation("PERF-LSR", 0.3)), text="Hello")
    facts, found = gathered(case(violations=("PERF-LSR",)), hardly)
    assert facts["violation"].value == "IP-TM"
    assert codes(found) == ["rules/notice-and-sheet-differ"]


def test_a_notice_and_a_sheet_that_agree_say_nothing() -> None:
    facts, found = gathered(case(violations=("PERF-AZ", "IP-TM")), notice("IP-TM"))
    assert facts["violation"].value == "IP-TM"
    assert facts["violation_count"].value == 2
    assert facts["infringement_type"].value == "trademark"
    assert found == ()


def test_without_a_violation_anywhere_the_case_is_told_to_name_one() -> None:
    facts, found = gathered(case())
    assert facts["violation"].value is None
    assert codes(found) == ["rules/violation-unknown"]
    assert found[0].is_error


def test_a_sheet_stands_alone_where_no_notice_could_be_read() -> None:
    facts, found = gathered(case(violations=("IP-TM",)), NoticeReading("", text=""))
    assert facts["violation"].value == "IP-TM"
    assert facts["notice_given"].value is False
    assert facts["notice_confidence"].value is None
    assert found == ()


def test_a_notice_in_which_nothing_was_recognised_is_mentioned() -> None:
    _, found = gathered(case(violations=("IP-TM",)), notice())
    assert codes(found) == ["rules/notice-not-recognised"]


@pytest.mark.parametrize("reply", ["NON-MOREINFO", "NON-FINAL", "NON-ACK"])
def test_a_reply_keeps_the_type_of_its_case(reply: str) -> None:
    facts, found = gathered(case(violations=("IP-TM",)), notice(reply))
    assert facts["violation"].value == "IP-TM"
    assert facts["violations"].value == ("IP-TM",)
    assert facts["final_notice"].value is (reply == "NON-FINAL")
    assert found == ()


def test_news_dropped_as_the_notice_does_not_lead() -> None:
    facts, found = gathered(case(violations=("IP-TM",)), notice("NON-INFO"))
    assert facts["violation"].value == "IP-TM"
    assert codes(found) == ["rules/notice-not-recognised"]


def test_the_stage_of_the_sheet_leads_once_a_reply_came() -> None:
    facts, found = gathered(case(violations=("IP-TM",), stage="rejected"), notice("IP-TM", stage="deactivated"))
    assert facts["stage"].value == "rejected"
    assert found == ()


def test_the_stage_of_the_notice_leads_otherwise_and_the_difference_is_shown() -> None:
    facts, found = gathered(case(violations=("IP-TM",), stage="removed"), notice("IP-TM", stage="warning"))
    assert facts["stage"].value == "warning"
    assert codes(found) == ["rules/notice-and-sheet-differ"]


def test_the_store_of_the_sheet_leads_and_the_difference_is_shown() -> None:
    facts, found = gathered(case(violations=("IP-TM",), marketplace="DE"), notice("IP-TM", marketplace="US"))
    assert facts["marketplace"].value == "DE"
    assert codes(found) == ["rules/notice-and-sheet-differ"]
    assert "follows the sheet" in found[0].text.en


@pytest.mark.req("S0-99")
def test_days_and_hours_count_from_the_date_of_the_notice() -> None:
    read = notice("IP-TM", notice_date=date(2026, 11, 10), deadline=StatedDeadline("within 72 hours", hours=72),
                  asks=(Ask("root_cause", "-"), Ask("documents", "-"), Ask("root_cause", "-")))  # fmt: skip
    facts, _ = gathered(case(violations=("IP-TM",), notice_date=date(2026, 11, 12)), read)
    assert facts["days_since_notice"].value == 12
    assert facts["deadline_hours"].value == 72
    assert facts["notice_asks"].value == ("root_cause", "documents")


def test_a_notice_dated_ahead_has_no_age() -> None:
    facts, _ = gathered(case(violations=("IP-TM",), notice_date=date(2027, 1, 1)), notice("IP-TM"))
    assert facts["days_since_notice"].value is None


def test_phishing_signs_become_a_fact() -> None:
    facts, _ = gathered(case(), notice("IP-TM", phishing=(both("sender"),)))
    assert facts["phishing"].value is True


@pytest.mark.req("S0-66")
def test_an_admission_counts_only_with_a_name_and_a_day_that_has_come() -> None:
    signed = case(violations=("IP-TM",), position=Position.ADMITS, admitted_by="Li", admitted_on=date(2026, 11, 20))
    facts, found = gathered(signed, notice("IP-TM"))
    assert facts["admitted"].value is True
    assert found == ()
    for half in (replace(signed, admitted_by=None), replace(signed, admitted_on=None)):
        facts, found = gathered(half, notice("IP-TM"))
        assert facts["admitted"].value is False
        assert codes(found) == ["rules/admission-unsigned"]
    facts, found = gathered(replace(signed, admitted_on=date(2026, 12, 1)), notice("IP-TM"))
    assert facts["admitted"].value is False
    assert codes(found) == ["rules/admission-dated-ahead"]


@pytest.mark.req("S0-66")
def test_denying_and_admitting_in_one_sheet_is_a_contradiction_at_the_row() -> None:
    row = Statement("F07", StatementKind.ADMISSION, cell("A12", "Facts 事实"), zh="我们确实用了品牌词")
    denies = case(violations=("IP-TM",), position=Position.DENIES, statements=(row,))
    _, found = gathered(denies, notice("IP-TM"))
    assert codes(found) == ["rules/facts-contradict"]
    assert found[0].is_error
    assert found[0].at == "case.xlsx > Facts 事实!A12"


def test_denying_with_a_sign_off_is_a_contradiction() -> None:
    _, found = gathered(case(violations=("IP-TM",), position=Position.DENIES, admitted_by="Li"), notice("IP-TM"))
    assert codes(found) == ["rules/facts-contradict"]


@pytest.mark.parametrize(("position", "whose"), [(Position.DENIES, "ours"), (Position.ADMITS, "not ours")])
def test_a_position_against_the_ownership_of_the_other_account_is_a_contradiction(
    position: Position, whose: str
) -> None:
    sheet = case(violations=("ACC-LINKED",), position=position, other_account_ours=whose == "ours")
    _, found = gathered(sheet, notice("ACC-LINKED"))
    assert "rules/facts-contradict" in codes(found)


def test_the_other_account_is_back_only_from_its_day_on() -> None:
    for day, back in ((date(2026, 11, 22), True), (date(2026, 11, 23), False), (None, False)):
        facts, _ = gathered(case(violations=("ACC-LINKED",), other_account_reactivated_on=day), notice("ACC-LINKED"))
        assert facts["other_account_reactivated"].value is back


def test_what_nobody_answered_stays_unknown() -> None:
    facts, _ = gathered(case(violations=("IP-TM",)), notice("IP-TM"))
    assert facts["authorised"].value is None
    assert facts["other_account_ours"].value is None
    assert facts["position"].value == "unknown"
    assert facts["last_result"].value is None
    assert facts["new_evidence"].value is None
    assert facts["odr_rate"].value is None
    assert facts["corrective_actions"].value == ()


def test_only_usable_exhibits_count_as_evidence() -> None:
    proofs = (
        exhibit("E1", "invoice"), exhibit("E2", "lease", status=ExhibitStatus.DEFECTIVE),
        exhibit("E3", "invoice", status=ExhibitStatus.DEFECTIVE), exhibit("E4", "loa", status=ExhibitStatus.MISSING),
    )  # fmt: skip
    facts, _ = gathered(case(violations=("IP-TM",)), notice("IP-TM"), exhibits=proofs)
    assert facts["evidence_kinds"].value == ("invoice",)
    assert facts["evidence_kinds"].origin.at == "case.xlsx > Evidence 证据!A5"
    assert facts["evidence_defective"].value == ("lease",)


def test_identity_papers_ask_for_an_entrustment_which_is_not_one_of_them() -> None:
    lease, entrustment = exhibit("E1", "lease"), exhibit("E2", "entrustment")
    facts, _ = gathered(case(violations=("IP-TM",)), notice("IP-TM"), exhibits=(lease,))
    assert (facts["identity_documents"].value, facts["entrustment_signed"].value) == (True, None)
    facts, _ = gathered(case(violations=("IP-TM",)), notice("IP-TM"), exhibits=(entrustment,))
    assert (facts["identity_documents"].value, facts["entrustment_signed"].value) == (False, True)
    missing = exhibit("E1", "lease", status=ExhibitStatus.MISSING)
    facts, _ = gathered(case(violations=("IP-TM",)), notice("IP-TM"), exhibits=(missing,))
    assert facts["identity_documents"].value is False


@pytest.mark.req("S0-11")
def test_a_cause_counts_with_a_day_or_a_usable_exhibit_and_otherwise_brings_its_question() -> None:
    at = cell("A9", "Facts 事实")
    bare = Statement("F02", StatementKind.CAUSE, at, cause="split_stock", evidence=("E1",))
    sheet = case(violations=("PERF-LSR",), statements=(bare,))
    facts, found = gathered(sheet, notice("PERF-LSR"))
    assert facts["causes_claimed"].value == ()
    assert codes(found) == ["rules/cause-without-backing"]
    assert "在哪两处？" in found[0].fix.zh
    facts, found = gathered(sheet, notice("PERF-LSR"), exhibits=(exhibit("E1", "stock_record"),))
    assert (facts["causes_claimed"].value, found) == (("split_stock",), ())
    facts, _ = gathered(
        sheet, notice("PERF-LSR"), exhibits=(exhibit("E1", "stock_record", status=ExhibitStatus.UNREADABLE),)
    )
    assert facts["causes_claimed"].value == ()
    dated = replace(bare, on=date(2026, 10, 15), kind=StatementKind.HAPPENED, evidence=())
    facts, found = gathered(replace(sheet, statements=(bare, dated)), notice("PERF-LSR"))
    assert (facts["causes_claimed"].value, found) == (("split_stock",), ())


def test_actions_are_listed_once_and_counted_each() -> None:
    rows = tuple(
        Statement(f"F{n}", StatementKind.CORRECTIVE, cell(f"A{n}", "Facts 事实"), action="orders_refunded")
        for n in (5, 6)
    )
    facts, _ = gathered(case(violations=("PERF-LSR",), statements=rows), notice("PERF-LSR"))
    assert facts["corrective_actions"].value == ("orders_refunded",)
    assert facts["corrective_count"].value == 2
    assert facts["preventive_count"].value == 0
    assert facts["corrective_count"].origin.at == "case.xlsx > Facts 事实!A5"


def test_reports_are_known_by_kind() -> None:
    rows = (
        ReportRow("a.txt", cell("A5", "Reports 报表"), "orders"),
        ReportRow("b.txt", cell("A6", "Reports 报表"), None),
    )
    facts, _ = gathered(case(violations=("PERF-LSR",), reports=rows), notice("PERF-LSR"))
    assert facts["report_kinds"].value == ("orders",)


def test_contact_with_the_rights_owner_is_no_retraction() -> None:
    facts, _ = gathered(case(violations=("IP-TM",)), notice("IP-TM"), exhibits=(exhibit("E1", "retraction_request"),))
    assert (facts["rights_owner_contacted"].value, facts["retraction_obtained"].value) == (True, False)
    facts, _ = gathered(case(violations=("IP-TM",)), notice("IP-TM"), exhibits=(exhibit("E1", "retraction_reply"),))
    assert (facts["rights_owner_contacted"].value, facts["retraction_obtained"].value) == (True, True)


def test_amazons_figure_counts_before_ours() -> None:
    typed = DashboardFigure("ODR", Fraction(198, 10000), cell("C30"))
    computed = Metric("ODR", 5, 606, Fraction(5, 606), "< 0.01", "ok", "computed", files=("orders.txt",))
    shown = Metric("ODR", None, None, Fraction(198, 10000), "< 0.01", "breach", "dashboard")
    facts, _ = gathered(
        case(violations=("PERF-ODR",), dashboard=(typed,)), notice("PERF-ODR"), metrics=(computed, shown)
    )
    assert facts["odr_rate"].value == Fraction(198, 10000)
    assert facts["odr_breach"].value is True
    assert facts["odr_rate"].origin.at == "case.xlsx > Case 案件!C30"
    facts, _ = gathered(case(violations=("PERF-ODR",)), notice("PERF-ODR"), metrics=(computed,))
    assert (facts["odr_breach"].value, facts["odr_rate"].origin.at) == (False, "orders.txt")


def test_of_several_categories_the_one_that_misses_its_target_counts() -> None:
    good = Metric("VTR", 97, 100, Fraction(97, 100), ">= 0.95", "ok", "computed")
    bad = Metric("VTR", 91, 100, Fraction(91, 100), ">= 0.95", "breach", "computed")
    facts, _ = gathered(case(violations=("PERF-VTR",)), notice("PERF-VTR"), metrics=(good, bad))
    assert facts["vtr_rate"].value == Fraction(91, 100)


def appeal(row: int, on: date | None, result: str, reply: str = "") -> Submission:
    return Submission(on, cell(f"A{row}", "Submissions 提交记录"), result=result, reply_file=reply)


@pytest.mark.req("S0-12")
def test_what_is_new_is_measured_from_the_last_appeal() -> None:
    sent = (appeal(6, date(2026, 11, 10), "rejected", "reply.eml"), appeal(5, date(2026, 10, 1), "more_info"))
    old, new = exhibit("E1", "invoice", dated=date(2026, 9, 1)), exhibit("E2", "loa", dated=date(2026, 11, 15))
    sheet = case(violations=("IP-TM",), submissions=sent)
    facts, _ = gathered(sheet, notice("IP-TM"), exhibits=(old,))
    assert (facts["previous_appeals"].value, facts["last_result"].value) == (2, "rejected")
    assert facts["days_since_last"].value == 12
    assert facts["new_evidence"].value is False
    assert facts["amazon_reply_on_file"].value is True
    facts, _ = gathered(sheet, notice("IP-TM"), exhibits=(old, new))
    assert facts["new_evidence"].value is True
    assert facts["new_evidence"].origin.at == "case.xlsx > Evidence 证据!A6"


def test_a_date_still_to_come_is_nothing_new() -> None:
    ahead = exhibit("E1", "loa", dated=date(2026, 12, 1))
    sheet = case(violations=("IP-TM",), submissions=(appeal(5, date(2026, 11, 10), "rejected"),))
    facts, _ = gathered(sheet, notice("IP-TM"), exhibits=(ahead,))
    assert facts["new_evidence"].value is False


def test_an_appeal_without_a_date_is_asked_for() -> None:
    facts, found = gathered(case(violations=("IP-TM",), submissions=(appeal(5, None, "rejected"),)), notice("IP-TM"))
    assert facts["new_evidence"].value is None
    assert codes(found) == ["rules/submission-undated"]


def test_a_secret_is_a_fact_without_its_value() -> None:
    facts, _ = gathered(case(violations=("IP-TM",)), notice("IP-TM"), secrets=True)
    assert facts["secret_found"].value is True
