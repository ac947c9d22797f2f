"""The verdict, and what stands against it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from casewright.model import (
    Bilingual,
    CellRef,
    DashboardFigure,
    Deadline,
    Entities,
    FileRef,
    Kind,
    Metric,
    Missing,
    Position,
    Risk,
    RuleRef,
    Severity,
    Submission,
    Violation,
    both,
)

Make = Callable[..., Any]
TODAY = date(2026, 4, 1)
AT = CellRef("case.xlsx", "Facts 事实", "A9")
OTHER = Kind("exhibits/unreadable", Severity.ERROR, "坏", "bad", "换", "replace")
REFUSED = Kind("rules/refused-forgery", Severity.WARNING, "拒", "refused", "删", "remove")


def codes(result: tuple[Any, Any]) -> list[str]:
    return [finding.code for finding in result[1]]


def test_a_plan_in_order_is_ready(plan: Make, judge: Make) -> None:
    verdict, found = judge(plan())
    assert (verdict.ready, verdict.word, verdict.reasons, found) == (True, "READY", (), ())


def test_an_error_of_any_stage_blocks(plan: Make, judge: Make) -> None:
    verdict, _ = judge(plan(), found=(OTHER.at(AT),))
    assert verdict.word == "NOT_READY"
    assert [each.code for each in verdict.reasons] == ["exhibits/unreadable"]


def test_what_must_be_there_blocks_with_place_and_way_out(plan: Make, judge: Make) -> None:
    lacks = Missing(both("the carrier letter"), both("because."), both("ask the carrier"), "must", AT, "evidence/pod")
    helps = replace(lacks, need="optional", what=both("photos"))
    verdict, _ = judge(plan(missing=(lacks, helps)))
    (reason,) = verdict.reasons
    assert (reason.code, reason.at) == ("review/missing", "case.xlsx > Facts 事实!A9")
    assert "the carrier letter" in reason.text.en
    assert reason.fix.en == "ask the carrier"


def test_a_risk_of_the_rules_blocks_when_it_is_an_error(plan: Make, judge: Make, decision: Any) -> None:
    at = RuleRef("rulebooks/strategy.xlsx", "risks", "K1", "A6")
    risks = (Risk("K1", "error", both("stop"), at), Risk("K2", "warning", both("mind"), at))
    verdict, _ = judge(plan(), decision=replace(decision, risks=risks))
    assert [(each.code, each.at) for each in verdict.reasons] == [("review/risk", "rulebooks/strategy.xlsx > risks!A6")]


def test_refusals_are_shown_beside_the_reasons(plan: Make, judge: Make) -> None:
    verdict, _ = judge(plan(), found=(REFUSED.at(AT),))
    assert [each.code for each in verdict.refusals] == ["rules/refused-forgery"]
    assert verdict.ready


def test_a_case_without_a_plan_is_never_ready(plan: Make, judge: Make, decision: Any) -> None:
    verdict, _ = judge(replace(plan(), claims=()), decision=replace(decision, door="none"))
    assert [each.code for each in verdict.reasons] == ["review/nothing-to-submit"]


@pytest.mark.req("S0-18")
@pytest.mark.parametrize("section", ["root_cause", "corrective", "preventive"])
def test_none_of_the_three_elements_may_be_absent(plan: Make, judge: Make, section: str) -> None:
    whole = plan()
    made = replace(whole, claims=tuple(each for each in whole.claims if each.section != section), outline=())
    verdict, found = judge(made)
    assert not verdict.ready
    assert "review/section-empty" in [each.code for each in found]


@pytest.mark.req("S0-43")
def test_an_open_cause_blocks(plan: Make, judge: Make) -> None:
    (link,) = plan().causes
    assert "review/cause-open" in codes(judge(plan(causes=(replace(link, preventive=()),))))


@pytest.mark.req("S0-89")
def test_a_root_cause_without_the_words_of_the_notice_is_warned_of(plan: Make, judge: Make, notice: Any) -> None:
    assert "review/key-words-absent" not in codes(judge(plan()))
    other = replace(notice, types=(Violation("PERF-ODR", 0.9, ("late shipment rate",)),))
    assert "review/key-words-absent" in codes(judge(plan(), notice=other))


@pytest.mark.req("S0-64")
def test_each_clause_of_the_notice_must_be_answered(plan: Make, judge: Make, notice: Any, claim: Make) -> None:
    cites = replace(notice, entities=replace(notice.entities, clauses=("Section 3.1",)))
    assert "review/clause-unanswered" in codes(judge(plan(), notice=cites))
    named = claim("C-5", "summary", "It cites Section 3.1.")
    assert "review/clause-unanswered" not in codes(judge(plan(named), notice=cites))


@pytest.mark.req("S0-94")
def test_ids_of_the_notice_must_appear_and_no_foreign_asin_may(
    plan: Make, judge: Make, notice: Any, claim: Make
) -> None:
    named = replace(notice, entities=Entities(("B0OTHERBB2",), ("14099999999",), ("771",)))
    found = judge(plan(), notice=named)[1]
    assert [each.text.en for each in found if each.code == "review/id-absent"] == [
        "ASIN B0OTHERBB2 of the notice or the case does not appear in the plan.",
        "Case ID 14099999999 of the notice or the case does not appear in the plan.",
        "Complaint ID 771 of the notice or the case does not appear in the plan.",
    ]
    assert "review/several-cases" in [each.code for each in found]
    assert "review/asin-foreign" in codes(judge(plan(claim("C-5", "corrective", "Closed B0ALIENCC3."))))


def test_a_second_matter_of_the_notice_is_warned_of(plan: Make, judge: Make, notice: Any) -> None:
    two = replace(notice, types=(*notice.types, Violation("ACC-REVIEW", 0.8), Violation("NON-ACK", 0.9, alleged=False)))
    found = [each for each in judge(plan(), notice=two)[1] if each.code == "review/other-violation"]
    assert len(found) == 1
    assert "ACC-REVIEW" in found[0].text.en


@pytest.mark.req("S0-66", "S0-40")
def test_admitting_and_denying_in_one_plan_is_blocked(
    plan: Make, judge: Make, claim: Make, case: Make, row: Make
) -> None:
    admits = row("F01", "admission", en="we did", admitted=True)
    of = case(admits, admitted_by="Chen Li", admitted_on=date(2026, 3, 1))
    says = (claim("C-5", "dispute", "We did not do it."), claim("C-6", "root_cause", "We did it.", facts=("F01",)))
    assert "review/admits-and-denies" in codes(judge(plan(*says, door="dispute"), case=of))


def test_a_client_who_denies_gets_no_plan_that_fixes(plan: Make, judge: Make, case: Make) -> None:
    assert "review/admits-and-denies" in codes(judge(plan(), case=case(position=Position.DENIES)))
    assert "review/admits-and-denies" not in codes(judge(plan(), case=case(position=Position.PARTLY)))


def test_a_client_who_denies_may_still_tell_what_happened(
    plan: Make, judge: Make, claim: Make, case: Make, row: Make
) -> None:
    told = row("F01", "what_happened", en="A stranger signed in and changed the bank account.")
    says = claim("C-5", "root_cause", "A stranger signed in and changed the bank account.", facts=("F01",))
    others = tuple(each for each in plan().claims if each.section != "root_cause")
    of = case(told, position=Position.DENIES)
    assert "review/admits-and-denies" not in codes(judge(replace(plan(), claims=(*others, says)), case=of))
    cause = replace(says, cause="ex_employee_access")
    assert "review/admits-and-denies" in codes(judge(replace(plan(), claims=(*others, cause)), case=of))


@pytest.mark.req("S0-66")
def test_an_admission_nobody_signed_is_blocked(plan: Make, judge: Make, claim: Make, case: Make, row: Make) -> None:
    says = claim("C-5", "root_cause", "We bought reviews.", facts=("F01",))
    fact = row("F01", "admission", admitted=True)
    found = codes(judge(plan(says), case=case(fact)))
    assert {"review/admission-unsigned", "review/phrase"} <= set(found)
    signed = case(fact, admitted_by="Chen Li", admitted_on=date(2026, 3, 1))
    assert codes(judge(plan(says), case=signed)) == []


def test_a_claim_on_a_defective_exhibit_is_blocked(plan: Make, judge: Make, claim: Make, exhibit: Make) -> None:
    says = claim("C-5", "corrective", "Done.", exhibits=("C-1",))
    assert "review/claim-unsupported" in codes(judge(plan(says), exhibits=(exhibit("C-1", usable=False),)))
    assert codes(judge(plan(says), exhibits=(exhibit("C-1"),))) == []


def test_figures_that_differ_between_the_languages_block_at_the_row(
    plan: Make, judge: Make, claim: Make, case: Make, row: Make
) -> None:
    says = claim("C-5", "corrective", "We refunded 14 orders.", "已退款 15 单。", facts=("F04",))
    verdict, _ = judge(plan(says), case=case(row("F04", "corrective")))
    (reason,) = verdict.reasons
    assert (reason.code, reason.at) == ("review/figures-differ", "case.xlsx > Facts 事实!A5")
    assert "number 15" in reason.text.en


def test_chinese_in_the_english_blocks_and_in_a_name_is_warned_of(
    plan: Make, judge: Make, claim: Make, case: Make
) -> None:
    mixed = judge(plan(claim("C-5", "corrective", "We closed 商品.")))
    named = judge(plan(claim("C-5", "corrective", "We are 北道公司.")), case=case(legal_name="北道公司"))
    assert [each.severity for each in mixed[1]] == ["error"]
    assert [each.severity for each in named[1]] == ["warning"]


def test_a_refused_phrase_points_at_the_row_it_came_from(
    plan: Make, judge: Make, claim: Make, case: Make, row: Make
) -> None:
    says = claim("C-5", "corrective", "We are very sorry.", "已退款。", facts=("F04",))
    verdict, _ = judge(plan(says), case=case(row("F04", "corrective")))
    (reason,) = verdict.reasons
    assert reason.at == "case.xlsx > Facts 事实!A5"
    assert "We are very sorry" in reason.text.en
    assert "PH-01" in reason.text.zh


def odr(rate: str, source: str = "computed") -> Metric:
    return Metric("ODR", None, None, Fraction(rate), "< 0.01", "breach", source)


def test_a_metric_that_differs_from_the_dashboard_blocks(plan: Make, judge: Make, claim: Make, case: Make) -> None:
    says = claim("C-5", "metrics", "Order defect rate: 1.98%.", facts=("metric.ODR",))
    of = case(dashboard=(DashboardFigure("ODR", Fraction("0.0213"), AT),))
    verdict, _ = judge(plan(says), case=of, metrics=(odr("0.0198"),))
    assert [each.code for each in verdict.reasons] == ["review/metric-differs"]
    same = case(dashboard=(DashboardFigure("ODR", Fraction("0.0198"), AT),))
    assert judge(plan(says), case=same, metrics=(odr("0.0198"),))[0].ready


def test_a_rate_in_the_text_that_no_source_gives_is_warned_of(
    plan: Make, judge: Make, claim: Make, exhibit: Make
) -> None:
    says = claim("C-5", "root_cause", "The order defect rate rose to 3.5%.", exhibits=("C-1",))
    assert "review/rate-without-source" in codes(
        judge(plan(says), metrics=(odr("0.0198"),), exhibits=(exhibit("C-1"),))
    )


def test_a_quantity_that_is_not_the_count_of_its_orders_is_warned_of(
    plan: Make, judge: Make, case: Make, row: Make
) -> None:
    rows = row("F04", "corrective", action="orders_refunded", quantity=Decimal(3), orders=("111-1111111-1111111",))
    assert "review/count-differs" in codes(judge(plan(), case=case(rows)))


def sent(on: date | None, result: str | None = "rejected", reply: str = "") -> Submission:
    return Submission(on, CellRef("case.xlsx", "Submissions 提交记录", "A2"), result=result, reply_file=reply)


@pytest.mark.req("S0-12", "S0-69")
def test_nothing_new_is_not_sent_again(plan: Make, judge: Make, case: Make, row: Make, exhibit: Make) -> None:
    of = case(submissions=(sent(date(2026, 3, 10)),))
    verdict, _ = judge(plan(), case=of)
    assert [(each.code, each.at) for each in verdict.reasons] == [
        ("review/nothing-new", "case.xlsx > Submissions 提交记录!A2")
    ]
    fresh = exhibit("C-1", dated=date(2026, 3, 20))
    assert judge(plan(), case=of, exhibits=(fresh,))[0].ready
    stale = exhibit("C-1", dated=date(2026, 3, 9))
    assert not judge(plan(), case=of, exhibits=(stale,))[0].ready
    acted = case(row("F04", "corrective", on=date(2026, 3, 12)), submissions=of.submissions)
    assert judge(plan(), case=acted)[0].ready


@pytest.mark.req("S0-47", "S0-12")
@pytest.mark.parametrize(("day", "blocked"), [(date(2026, 3, 19), 1), (date(2026, 3, 18), 0)])
def test_without_a_reply_fourteen_days_must_pass(
    plan: Make, judge: Make, case: Make, exhibit: Make, day: date, blocked: int
) -> None:
    of = case(submissions=(sent(day, "pending"),))
    found = codes(judge(plan(), case=of, exhibits=(exhibit("C-1", dated=TODAY),)))
    assert found.count("review/too-early") == blocked


def test_a_stated_deadline_or_a_reply_lifts_the_wait(plan: Make, judge: Make, case: Make, exhibit: Make) -> None:
    new = exhibit("C-1", dated=TODAY)
    due = Deadline(both("answer"), datetime(2026, 4, 3, tzinfo=UTC), "stated", "72 hours", "UTC", "D1")
    pending = case(submissions=(sent(date(2026, 3, 25), "pending"),))
    replied = case(submissions=(sent(date(2026, 3, 25), None, "reply.txt"),))
    assert codes(judge(plan(), case=pending, exhibits=(new,), deadlines=(due,))) == []
    assert codes(judge(plan(), case=replied, exhibits=(new,))) == []
    assert "review/too-early" in codes(
        judge(plan(), case=pending, exhibits=(new,), deadlines=(replace(due, basis="assumed"),))
    )


@pytest.mark.parametrize(
    ("last", "today", "soon"),
    [
        (date(2026, 4, 3), date(2026, 4, 6), 1),  # Friday to Monday: one working day
        (date(2026, 4, 3), date(2026, 4, 7), 0),
        (date(2026, 4, 1), date(2026, 4, 2), 1),
    ],
)
def test_two_working_days_lie_between_two_appeals(
    plan: Make, judge: Make, case: Make, exhibit: Make, last: date, today: date, soon: int
) -> None:
    of = case(submissions=(sent(last),))
    found = codes(judge(plan(), case=of, exhibits=(exhibit("C-1", dated=today),), today=today))
    assert found.count("review/too-soon") == soon


def test_submissions_without_a_day_or_from_the_future_are_found(plan: Make, judge: Make, case: Make) -> None:
    of = case(submissions=(sent(None), sent(date(2026, 5, 1))))
    assert sorted(codes(judge(plan(), case=of))) == ["review/submission-in-future", "review/submission-undated"]


@pytest.mark.req("S4-20")
def test_after_a_final_answer_the_route_comes_first(plan: Make, judge: Make, case: Make, exhibit: Make) -> None:
    of = case(submissions=(sent(date(2026, 3, 1), "final"),))
    assert "review/final-notice" in codes(judge(plan(), case=of, exhibits=(exhibit("C-1", dated=TODAY),)))


def test_the_words_of_a_finding_stand_in_both_languages(plan: Make, judge: Make) -> None:
    _, found = judge(replace(plan(), claims=plan().claims[:1], outline=()))
    assert found
    for each in found:
        assert each.text.zh
        assert each.fix.en
        assert isinstance(each.origin, CellRef | FileRef)
        assert isinstance(each.text, Bilingual)
