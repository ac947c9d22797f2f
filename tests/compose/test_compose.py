"""What stands in a plan, and what is left out of it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from casewright.model import NOTHING, Ask, Entities, Exhibit, Metric, Requirement, RuleRef, StatementKind, both

Make = Callable[..., Any]


def texts(plan: Any, section: str) -> list[str]:
    return [claim.text.en for claim in plan.of(section)]


def codes(found: Any) -> list[str]:
    return [finding.code for finding in found]


def missing(plan: Any, need: str = "must") -> dict[str, str]:
    return {each.code: each.what.en for each in plan.missing if each.need == need}


def refund(row: Make, **fields: Any) -> Any:
    given: dict[str, Any] = {
        "zh": "已退款", "en": "refunded", "on": date(2026, 3, 5), "cause": "carrier_lane_delay",
        "action": "orders_refunded", "evidence": ("E01",), "quantity": Decimal(14),
    }  # fmt: skip
    return row("F04", "corrective", **{**given, **fields})


def control(row: Make, **fields: Any) -> Any:
    given: dict[str, Any] = {
        "action": "carrier_sla_review", "cause": "carrier_lane_delay", "owner_zh": "物流主管",
        "owner_en": "logistics lead", "frequency": "weekly", "starts_on": date(2026, 3, 9), "record": ("E02",),
    }  # fmt: skip
    return row("F05", "preventive", **{**given, **fields})


def cause(row: Make, **fields: Any) -> Any:
    given = {
        "cause": "carrier_lane_delay", "on": date(2026, 2, 1),
        "zh": "2026年2月1日起该线路平均14天送达", "en": "since February 1, 2026 parcels on this lane took 14 days",
    }  # fmt: skip
    return row("F03", "root_cause", **{**given, **fields})


@pytest.fixture
def proofs(exhibit: Make) -> tuple[Exhibit, ...]:
    return (
        exhibit("C-1", "E01", "refund_record", dated=date(2026, 3, 6)), exhibit("D-1", "E02", "sla_report"),
        exhibit("A-1", "E03", "dashboard_screenshot"),
    )  # fmt: skip


@pytest.fixture
def fix(decide: Make) -> Any:
    return decide(blocks=("MET-ODR", "RC-CARRIER_LANE_DELAY"), causes=("carrier_lane_delay",))


@pytest.mark.req("S0-41", "S4-27", "S4-31")
def test_a_whole_case_becomes_a_whole_plan(
    case: Make, row: Make, plan: Make, proofs: Any, odr: Metric, fix: Any
) -> None:
    made, found = plan(case(cause(row), refund(row), control(row)), *proofs, metrics=(odr,), decision=fix)
    assert codes(found) == []
    assert made.missing == ()
    assert [claim.section for claim in made.claims] == [
        "summary", "metrics", "root_cause", "root_cause", "corrective", "preventive", "request", "closing",
    ]  # fmt: skip
    assert [claim.id for claim in made.claims] == [f"C-{number}" for number in range(1, 9)]
    assert texts(made, "corrective") == [
        "On March 5, 2026, we refunded the orders affected, 14 orders (Exhibit C-1)."
    ]  # fmt: skip
    assert made.of("corrective")[0].text.zh == (
        "2026年3月5日，我们已为受影响的订单办理退款，涉及 14 个订单（附件 C-1）。"
    )
    assert "B0TESTAAA1" in made.of("summary")[0].text.en
    assert made.subject.en.startswith("North Lane Home | Merchant token A1B2C3D4E5F6G7 | Case ID 14012345678")
    assert texts(made, "closing") == ["Exhibits cited: 3. The exhibit list gives the date of each and what it shows."]


@pytest.mark.req("S4-36")
def test_current_metrics_state_rate_count_window_target_and_exhibit(
    case: Make, plan: Make, proofs: Any, odr: Metric, fix: Any
) -> None:
    made, _ = plan(case(), *proofs, metrics=(odr,), decision=fix)
    assert texts(made, "metrics") == [
        "The order defect rate is 1.98% (24 of 1,212 orders), counted from January 1, 2026 to March 1, 2026; "
        "Amazon's target is under 1%. The figure is as shown on the Account Health page (Exhibit A-1)."
    ]


def test_a_metric_without_its_screenshot_is_not_quoted(
    case: Make, plan: Make, proofs: Any, odr: Metric, fix: Any
) -> None:
    made, _ = plan(case(), *proofs[:2], metrics=(odr,), decision=fix)
    assert texts(made, "metrics") == []
    assert "block/MET-ODR" in missing(made)


@pytest.mark.req("S0-43")
def test_the_map_shows_which_actions_answer_which_cause(
    case: Make, row: Make, plan: Make, proofs: Any, fix: Any
) -> None:
    made, _ = plan(case(cause(row), refund(row), control(row)), *proofs, decision=fix)
    (link,) = made.causes
    by_id = {claim.id: claim.section for claim in made.claims}
    assert link.cause == "carrier_lane_delay"
    assert link.closed
    assert [by_id[each] for each in (*link.root_claims, *link.corrective, *link.preventive)] == [
        "root_cause", "corrective", "preventive",
    ]  # fmt: skip


@pytest.mark.req("S0-43")
def test_a_cause_without_prevention_is_missing_it(case: Make, row: Make, plan: Make, proofs: Any, fix: Any) -> None:
    made, _ = plan(case(cause(row), refund(row)), *proofs, decision=fix)
    assert "cause-open/carrier_lane_delay/preventive" in missing(made)
    assert "cause-open/carrier_lane_delay/corrective" not in missing(made)


@pytest.mark.req("S0-90")
@pytest.mark.parametrize(
    ("change", "gap"),
    [
        ({"on": None}, "the date it was done"),
        ({"evidence": ()}, "exhibit (Refund record)"),
    ],
)
def test_a_corrective_action_without_date_or_exhibit_is_left_out(
    case: Make, row: Make, plan: Make, proofs: Any, fix: Any, change: Any, gap: str
) -> None:
    made, _ = plan(case(cause(row), refund(row, **change), control(row)), *proofs, decision=fix)
    assert texts(made, "corrective") == []
    line = next(each for each in made.missing if each.code == "fact/F04")
    assert gap in line.what.en
    assert line.need == "must"
    assert line.origin.at == "case.xlsx > Facts 事实!A5"


def test_a_defective_exhibit_carries_no_claim(case: Make, row: Make, plan: Make, exhibit: Make, fix: Any) -> None:
    made, _ = plan(case(refund(row)), exhibit("C-1", "E01", "refund_record", usable=False), decision=fix)
    assert texts(made, "corrective") == []


@pytest.mark.req("S0-25")
def test_removed_listings_need_their_takedown_screenshot(
    case: Make, row: Make, plan: Make, exhibit: Make, fix: Any
) -> None:
    removed = refund(row, action="listings_deleted")
    made, _ = plan(case(removed), exhibit("C-1", "E01", "refund_record"), decision=fix)
    assert texts(made, "corrective") == []
    made, _ = plan(case(removed), exhibit("C-1", "E01", "takedown_screenshot"), decision=fix)
    assert texts(made, "corrective") == ["On March 5, 2026, we deleted the listings concerned (Exhibit C-1)."]


@pytest.mark.req("S0-91")
@pytest.mark.parametrize(
    ("change", "gap"),
    [
        ({"owner_zh": "", "owner_en": ""}, "the owner"), ({"frequency": None}, "the frequency"),
        ({"starts_on": None}, "the start date"), ({"record": ()}, "exhibit (Carrier service report"),
    ],
)  # fmt: skip
def test_a_preventive_action_needs_owner_frequency_start_and_record(
    case: Make, row: Make, plan: Make, proofs: Any, fix: Any, change: Any, gap: str
) -> None:
    made, _ = plan(case(control(row, **change)), *proofs, decision=fix)
    assert texts(made, "preventive") == []
    assert gap in missing(made)["fact/F05"]


@pytest.mark.req("S0-70", "S0-26")
def test_training_needs_sign_in_sheet_outline_and_test(
    case: Make, row: Make, plan: Make, exhibit: Make, fix: Any
) -> None:
    kinds = ("training_signin", "training_outline", "training_test")
    three = tuple(exhibit(f"D-{n}", f"E0{n}", kind) for n, kind in enumerate(kinds, start=1))
    training = control(row, action="training_delivered", record=("E01", "E02", "E03"))
    made, _ = plan(case(training), *three[:2], decision=fix)
    assert texts(made, "preventive") == []
    assert "exhibit" in missing(made)["fact/F05"]
    made, _ = plan(case(training), *three, decision=fix)
    assert made.of("preventive")[0].records == ("D-1", "D-2", "D-3")


def test_a_control_that_starts_later_reads_scheduled(case: Make, row: Make, plan: Make, proofs: Any, fix: Any) -> None:
    made, _ = plan(case(control(row, starts_on=date(2026, 5, 1))), *proofs, decision=fix)
    (claim,) = made.of("preventive")
    assert claim.scheduled
    assert "scheduled to start on May 1, 2026" in claim.text.en
    assert "计划于2026年5月1日开始" in claim.text.zh


def test_what_is_dated_after_today_is_not_stated_as_done(
    case: Make, row: Make, plan: Make, proofs: Any, fix: Any
) -> None:
    made, found = plan(case(refund(row, on=date(2026, 4, 2))), *proofs, decision=fix)
    assert texts(made, "corrective") == []
    assert "compose/corrective-in-future" in codes(found)


def test_an_action_before_its_cause_is_left_out(case: Make, row: Make, plan: Make, proofs: Any, fix: Any) -> None:
    made, found = plan(case(cause(row, on=date(2026, 3, 6)), refund(row)), *proofs, decision=fix)
    assert texts(made, "corrective") == []
    assert "compose/before-its-cause" in codes(found)


def test_proof_older_than_the_action_proves_nothing(case: Make, row: Make, plan: Make, exhibit: Make, fix: Any) -> None:
    old = exhibit("C-1", "E01", "refund_record", dated=date(2026, 3, 4))
    made, found = plan(case(refund(row)), old, decision=fix)
    assert texts(made, "corrective") == []
    assert "compose/proof-before-action" in codes(found)


def test_evidence_that_nobody_listed_is_named(case: Make, row: Make, plan: Make, proofs: Any, fix: Any) -> None:
    _, found = plan(case(refund(row, evidence=("E01", "E99"))), *proofs, decision=fix)
    (finding,) = [each for each in found if each.code == "compose/exhibit-unknown"]
    assert "E99" in finding.text.zh
    assert "E01" in finding.fix.en


def test_an_action_of_the_other_kind_is_a_finding(case: Make, row: Make, plan: Make, proofs: Any, fix: Any) -> None:
    made, found = plan(case(refund(row, action="weekly_metric_review")), *proofs, decision=fix)
    assert texts(made, "corrective") == []
    assert "compose/action-of-other-kind" in codes(found)


def test_words_of_the_client_without_an_action_code_keep_their_words(
    case: Make, row: Make, plan: Make, proofs: Any, fix: Any
) -> None:
    free = refund(row, action=None, zh="已联系承运商暂停揽收", en="the carrier stopped collecting")
    made, found = plan(case(cause(row), free), *proofs, decision=fix)
    assert texts(made, "corrective") == ["March 5, 2026: the carrier stopped collecting (Exhibit C-1)."]
    assert codes(found) == []


def test_a_date_that_the_client_wrote_is_not_written_twice(
    case: Make, row: Make, plan: Make, proofs: Any, fix: Any
) -> None:
    free = refund(
        row, action=None, zh="2026年3月5日承运商停止揽收", en="On March 5, 2026 the carrier stopped collecting"
    )
    made, _ = plan(case(cause(row), free), *proofs, decision=fix)
    assert texts(made, "corrective") == ["On March 5, 2026 the carrier stopped collecting (Exhibit C-1)."]


def test_a_fact_about_orders_names_them_once(case: Make, row: Make, plan: Make, decide: Make, exhibit: Make) -> None:
    orders = ("302-1234567-1234567", "302-7654321-7654321")
    told = {"kind": StatementKind.HAPPENED, "orders": orders, "evidence": ("E01",)}
    bare = row("F01", zh="两个包裹都已签收", en="Both parcels were delivered", **told)
    full = row("F02", zh=f"{orders[0]} 已签收", en=f"{orders[0]} was delivered", **told)
    decision = decide("perf_dispute", door="dispute", violation="PERF-AZ")
    made, _ = plan(case(bare, full), exhibit("C-1", "E01", "pod"), decision=decision)
    assert texts(made, "dispute")[1:] == [
        f"Both parcels were delivered (orders {orders[0]}, {orders[1]}) (Exhibit C-1).",
        f"{orders[0]} was delivered (Exhibit C-1).",
    ]


def test_chinese_without_english_is_marked_and_never_guessed(
    case: Make, row: Make, plan: Make, proofs: Any, fix: Any
) -> None:
    free = refund(row, action=None, zh="承运商停止揽收", en="")
    made, found = plan(case(cause(row), free), *proofs, decision=fix)
    (claim,) = made.of("corrective")
    assert claim.text.en == "March 5, 2026: 【待人工翻译】 (Exhibit C-1)."
    assert not claim.translated
    (finding,) = [each for each in found if each.code == "compose/needs-translation"]
    assert finding.is_error
    assert finding.at == "case.xlsx > Facts 事实!A5"


def test_chinese_inside_the_english_is_found(case: Make, row: Make, plan: Make, proofs: Any, fix: Any) -> None:
    _, found = plan(case(refund(row, detail_zh="全额", detail_en="全额 refund")), *proofs, decision=fix)
    assert "compose/chinese-in-english" in codes(found)


@pytest.mark.req("S0-66")
def test_an_admission_without_sign_off_is_not_written(case: Make, row: Make, plan: Make, decide: Make) -> None:
    says = row("F06", "admission", zh="放置了索评卡", en="we put review cards into parcels", admitted=True)
    made, found = plan(case(says), decision=decide("integrity_fix"))
    assert texts(made, "root_cause") == []
    assert "compose/admission-unsigned" in codes(found)
    signed = case(says, admitted_by="Chen Li", admitted_on=date(2026, 3, 20))
    made, found = plan(signed, decision=decide("integrity_fix"))
    assert texts(made, "root_cause") == ["we put review cards into parcels."]
    assert "compose/admission-unsigned" not in codes(found)


@pytest.mark.req("S0-66")
def test_a_cause_that_admits_waits_for_the_sign_off(case: Make, row: Make, plan: Make, decide: Make) -> None:
    opened = row("F03", "root_cause", cause="second_account_opened", zh="2025年开设", en="opened in 2025")
    decision = decide("linked_ours", blocks=("RC-SECOND_ACCOUNT_OPENED",), causes=("second_account_opened",))
    made, _ = plan(case(opened), decision=decision)
    assert texts(made, "root_cause") == []
    assert "an admission signed off by the client" in missing(made)["fact/F03"]


@pytest.mark.req("S0-04")
def test_a_dispute_states_facts_with_exhibits_and_admits_nothing(
    case: Make, row: Make, plan: Make, decide: Make, exhibit: Make
) -> None:
    fact = row("F01", "what_happened", zh="全部签收", en="all parcels were signed for", evidence=("E01",))
    bare = row("F02", "what_happened", zh="买家收到货", en="the buyers have the goods")
    admits = row("F04", "corrective", on=date(2026, 3, 5), zh="已退款", en="refunded", admitted=True, evidence=("E01",))
    decision = decide("perf_dispute", "dispute", blocks=("DIS-PERF_DISPUTE-1", "DIS-PERF_DISPUTE-3"))
    pods = exhibit("C-1", "E01", "pod"), exhibit("C-2", "E02", "tracking_record")
    made, found = plan(case(fact, bare, admits), *pods, decision=decision)
    assert texts(made, "dispute") == [
        "As to what the notice alleges (Order defect rate above target), the facts are these.",
        "all parcels were signed for (Exhibit C-1).",
        "On delivery we attach, order by order: Proof of delivery and Tracking record (Exhibits C-1, C-2).",
    ]
    assert texts(made, "corrective") == []
    assert "compose/admits-in-dispute" in codes(found)
    assert "fact/F02" in missing(made)
    assert "block/DIS-PERF_DISPUTE-3" in missing(made, "optional")


def test_a_row_whose_section_the_plan_has_not_is_named(case: Make, row: Make, plan: Make, decide: Make) -> None:
    _, found = plan(case(control(row)), decision=decide("rp_dispute", "dispute"))
    assert "compose/not-in-this-plan" in codes(found)


@pytest.mark.req("S4-46")
def test_a_retraction_plan_shows_the_letter_to_the_owner(
    case: Make, row: Make, plan: Make, decide: Make, exhibit: Make
) -> None:
    wrote = refund(row, action="owner_contacted", cause=None)
    made, _ = plan(
        case(wrote, rights_owner="Alder & Finch Ltd"), exhibit("C-1", "E01", "retraction_request"),
        decision=decide("ip_retraction"),
    )  # fmt: skip
    assert "Alder & Finch Ltd" in texts(made, "corrective")[0]
    assert "A retraction reaches Amazon from the owner directly." in texts(made, "summary")[0]


@pytest.mark.req("S0-92", "S0-64")
def test_each_ask_of_the_notice_has_its_claims_or_a_finding(
    case: Make, row: Make, plan: Make, proofs: Any, fix: Any, notice: Make
) -> None:
    asks = (Ask("root_cause", "the root cause"), Ask("corrective", "the actions you have taken"))
    made, found = plan(case(cause(row)), *proofs, decision=fix, notice=notice(asks=asks))
    assert [bool(each.claims) for each in made.coverage] == [True, False]
    (finding,) = [each for each in found if each.code == "compose/ask-uncovered"]
    assert "the actions you have taken" in finding.text.en


@pytest.mark.req("S0-64")
def test_the_summary_names_every_id_and_clause_of_the_notice(case: Make, plan: Make, fix: Any, notice: Make) -> None:
    said = replace(
        notice(), entities=Entities(("B0OTHERBB2",), ("14099999999",), ("7712345",), clauses=("Section 3.1",))
    )
    made, _ = plan(case(), decision=fix, notice=said)
    (summary,) = made.of("summary")
    for name in ("B0OTHERBB2", "B0TESTAAA1", "14099999999", "7712345", "Section 3.1"):
        assert name in summary.text.en
        assert name in summary.text.zh


def test_a_summary_without_the_notice_date_is_missing_it(case: Make, plan: Make, fix: Any, notice: Make) -> None:
    made, _ = plan(case(notice_date=None), decision=fix, notice=replace(notice(), notice_date=None))
    assert texts(made, "summary") == []
    assert "the notice's date" in missing(made)["block/SUM-PERF_FIX"]


def test_unmet_evidence_is_missing_with_the_way_to_get_it(
    case: Make, plan: Make, decide: Make, exhibit: Make, catalogue: Any
) -> None:
    at = RuleRef("rulebooks/strategy.xlsx", "evidence", "E1", "A6")
    needs = (
        Requirement("refund_record", "must", both("because"), at),
        Requirement("pod", "optional", both("helps"), at),
    )
    made, _ = plan(case(), exhibit("C-1", "E01", "refund_record", usable=False), decision=decide(requirements=needs))
    lines = {each.code: each for each in made.missing}
    assert lines["evidence/refund_record"].need == "must"
    assert "C-1" in lines["evidence/refund_record"].why.en
    assert lines["evidence/refund_record"].origin.at == "case.xlsx > Evidence 证据!A2"
    assert lines["evidence/pod"].need == "optional"
    assert lines["evidence/pod"].how == catalogue.evidence["pod"].how


def test_no_cause_at_all_asks_the_questions_of_the_strategy(case: Make, plan: Make, decide: Make) -> None:
    made, _ = plan(case(), decision=decide())
    assert missing(made)["section/root_cause"] == 'no sentence stands in the section "root cause"'
    asked = [code for code in missing(made, "optional") if code.startswith("question/")]
    assert "question/carrier_lane_delay" in asked
    assert "question/brand_word_in_listing" not in asked


def test_a_cause_that_only_the_rules_see_is_asked_for_and_not_written(case: Make, plan: Make, fix: Any) -> None:
    made, _ = plan(case(), decision=fix)
    assert texts(made, "root_cause") == []
    assert "cause/carrier_lane_delay" in missing(made)


def test_no_appeal_has_no_claims(case: Make, plan: Make, decide: Make) -> None:
    decision = replace(decide("no_appeal", "none"), blocks=())
    made, found = plan(case(), decision=decision)
    assert made.claims == ()
    assert codes(found) == []


def test_a_block_that_the_shelf_lacks_is_a_finding(case: Make, plan: Make, decide: Make) -> None:
    _, found = plan(case(), decision=decide(blocks=("MET-XYZ",)))
    assert "compose/no-block" in codes(found)


def test_many_orders_are_counted_and_few_are_named(case: Make, row: Make, plan: Make, proofs: Any, fix: Any) -> None:
    ids = tuple(f"111-0000000-000000{number}" for number in range(9))
    few, _ = plan(case(refund(row, orders=ids[:2], quantity=None)), *proofs, decision=fix)
    many, _ = plan(case(refund(row, orders=ids, quantity=None)), *proofs, decision=fix)
    assert "orders 111-0000000-0000000, 111-0000000-0000001" in texts(few, "corrective")[0]
    assert "9 orders" in texts(many, "corrective")[0]


@pytest.mark.req("S0-94")
def test_the_subject_line_stays_short_with_many_asins(case: Make, plan: Make, fix: Any, notice: Make) -> None:
    asins = tuple(f"B0MANYAAA{number}" for number in range(9))
    made, _ = plan(case(listings=()), decision=fix, notice=replace(notice(), entities=Entities(asins)))
    assert made.subject.en.endswith("ASINs B0MANYAAA0, B0MANYAAA1, B0MANYAAA2, B0MANYAAA3, B0MANYAAA4 and 4 more")
    assert "Case ID 14012345678" in made.subject.en


def test_papers_that_a_fact_cites_already_are_not_attached_again(
    case: Make, row: Make, plan: Make, decide: Make, exhibit: Make
) -> None:
    fact = row("F01", "what_happened", zh="全部签收", en="all parcels were signed for", evidence=("E01",))
    decision = decide("perf_dispute", "dispute", blocks=("DIS-PERF_DISPUTE-1",))
    made, _ = plan(case(fact), exhibit("C-1", "E01", "pod"), decision=decision)
    assert [claim.block for claim in made.of("dispute")] == ["DIS-LEAD", "FREE-PLAIN"]


def test_a_notice_that_names_no_conduct_is_not_answered_as_an_allegation(
    case: Make, row: Make, plan: Make, decide: Make, exhibit: Make
) -> None:
    fact = row("F01", "what_happened", zh="账户由本公司经营", en="the account is run by our company", evidence=("E01",))
    decision = decide("integrity_dispute", "dispute", violation="ACC-S3", strategy="account_integrity")
    made, _ = plan(case(fact), exhibit("F-1", "E01", "company_registration"), decision=decision)
    lead = texts(made, "dispute")[0]
    assert lead == "The facts of the account of North Lane Home are these."


def test_what_happened_comes_after_the_lead_and_before_the_causes(
    case: Make, row: Make, plan: Make, proofs: Any, odr: Metric, fix: Any
) -> None:
    told = row("F01", "what_happened", zh="线路变慢", en="the lane slowed down")
    made, _ = plan(case(cause(row), told, refund(row), control(row)), *proofs, metrics=(odr,), decision=fix)
    assert [claim.block for claim in made.of("root_cause")] == ["RC-LEAD", "FREE-PLAIN", "RC-CARRIER_LANE_DELAY"]


@pytest.mark.parametrize("approach", ["verify_documents", "funds_appeal"])
def test_without_a_cause_what_happened_stands_in_the_summary_before_the_papers(
    case: Make, row: Make, plan: Make, decide: Make, exhibit: Make, approach: str
) -> None:
    told = row("F01", "what_happened", zh="营业执照已更新", en="the licence was renewed")
    paper = "DOC-VERIFY_DOCUMENTS-1" if approach == "verify_documents" else "DOC-FUNDS_APPEAL-1"
    decision = decide(approach, blocks=(paper,), violation="ACC-VERIFY", strategy="account_integrity")
    made, _ = plan(case(told), exhibit("F-1", "E01", "company_registration"), decision=decision)
    assert [claim.block for claim in made.of("summary")] == [f"SUM-{approach.upper()}", "FREE-PLAIN", paper]
    assert made.of("root_cause", "dispute") == ()


@pytest.mark.parametrize(
    ("approach", "door", "title"),
    [
        ("perf_fix", "fix", "Plan of Action: Order defect rate above target"),
        ("perf_dispute", "dispute", "Explanation and evidence: Order defect rate above target"),
        ("funds_appeal", "fix", "Request for a review of the account balance"),
        ("verify_documents", "fix", "Account documents and information: Order defect rate above target"),
    ],
)
def test_the_title_is_that_of_the_approach_and_else_of_the_door(
    case: Make, plan: Make, decide: Make, approach: str, door: str, title: str
) -> None:
    made, _ = plan(case(), decision=decide(approach, door))
    assert made.title.en == title


def test_a_figure_is_stated_with_the_counts_of_a_source_that_agrees(
    case: Make, plan: Make, proofs: Any, odr: Metric, fix: Any
) -> None:
    bare = replace(odr, num=None, den=None, window_from=None, window_to=None, source="notice")
    made, _ = plan(case(), *proofs, metrics=(bare, odr), decision=fix)
    assert "1.98% (24 of 1,212 orders)" in texts(made, "metrics")[0]
    other = replace(odr, num=1, rate=Fraction(1, 1212))
    made, _ = plan(case(), *proofs, metrics=(bare, other), decision=fix)
    assert "rate is 1.98%; Amazon" in texts(made, "metrics")[0]


def test_a_claim_has_its_sentence_for_a_table_beside_the_whole_one(
    case: Make, row: Make, plan: Make, proofs: Any, odr: Metric, fix: Any
) -> None:
    made, _ = plan(case(cause(row), refund(row), control(row)), *proofs, metrics=(odr,), decision=fix)
    (action,), (rule,) = made.of("corrective"), made.of("preventive")
    assert action.short.en == "We refunded the orders affected, 14 orders."
    assert action.short.zh == "我们已为受影响的订单办理退款，涉及 14 个订单。"
    for said in (rule.short.en, rule.short.zh):
        assert rule.owner.en not in said
        assert rule.owner.zh not in said
        assert "2026" not in said
    assert made.of("request")[0].short == NOTHING


def test_words_of_a_client_keep_the_day_they_give_in_a_table_too(
    case: Make, row: Make, plan: Make, proofs: Any, fix: Any
) -> None:
    said = {"zh": "2026年3月5日已退款14单", "en": "On March 5, 2026, 14 orders were refunded"}
    free = refund(row, action=None, **said)
    made, _ = plan(case(cause(row), free), *proofs, decision=fix)
    assert made.of("corrective")[0].short.en == "On March 5, 2026, 14 orders were refunded."


def test_an_ask_for_a_paper_is_answered_where_that_very_paper_is_cited(
    case: Make, plan: Make, decide: Make, exhibit: Make, notice: Make
) -> None:
    papers = ("DOC-FUNDS_APPEAL-1", "DOC-FUNDS_APPEAL-2", "DOC-FUNDS_APPEAL-3")
    decision = decide("funds_appeal", blocks=papers, violation="FUND-HOLD", strategy="funds")
    asks = tuple(
        Ask("documents", quote) for quote in ("Proof of delivery.", "Invoices for the goods.", "Anything else.")
    )
    made, _ = plan(
        case(), exhibit("F-1", "E01", "identity_document"), exhibit("E-1", "E02", "invoice"),
        exhibit("C-1", "E03", "pod"), decision=decision, notice=notice(asks=asks),
    )  # fmt: skip
    by_block = {claim.block: claim.id for claim in made.claims}
    assert [row.claims for row in made.coverage] == [
        (by_block["DOC-FUNDS_APPEAL-3"],), (by_block["DOC-FUNDS_APPEAL-2"],),
        (by_block["DOC-FUNDS_APPEAL-1"], by_block["DOC-FUNDS_APPEAL-2"]),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("quotes", "labels"),
    [
        (("販売した商品の請求書", "本人確認書類"), (("ja", "仕入請求書"), ("ja", "本人確認書類"))),
        (("Rechnungen für die Ware.", "Ihr Ausweisdokument."), (("de", "Einkaufsrechnung"), ("de", "Ausweisdokument"))),
    ],
)  # fmt: skip
def test_a_paper_asked_for_in_japanese_or_german_is_answered_where_that_paper_is_cited(
    quotes: tuple[str, str], labels: tuple[tuple[str, str], ...], case: Make, plan: Make, decide: Make, exhibit: Make,
    notice: Make, catalogue: Any,
) -> None:  # fmt: skip
    named = {
        code: replace(catalogue.evidence[code], label=catalogue.evidence[code].label.also({lang: text}))
        for code, (lang, text) in zip(("invoice", "identity_document"), labels, strict=True)
    }
    book = replace(catalogue, evidence={**catalogue.evidence, **named})
    papers = ("DOC-FUNDS_APPEAL-1", "DOC-FUNDS_APPEAL-2")
    decision = decide("funds_appeal", blocks=papers, violation="FUND-HOLD", strategy="funds")
    asks = tuple(Ask("documents", quote) for quote in quotes)
    made, _ = plan(
        case(), exhibit("E-1", "E01", "invoice"), exhibit("F-1", "E02", "identity_document"), decision=decision,
        notice=notice(asks=asks), catalogue=book,
    )  # fmt: skip
    by_block = {claim.block: claim.id for claim in made.claims}
    assert [row.claims for row in made.coverage] == [
        (by_block["DOC-FUNDS_APPEAL-2"],), (by_block["DOC-FUNDS_APPEAL-1"],)
    ]  # fmt: skip


def test_a_retraction_that_nobody_gave_is_not_called_answered_by_facts(
    case: Make, plan: Make, decide: Make, exhibit: Make, notice: Make
) -> None:
    decision = decide("quality_documents", blocks=("DOC-QUALITY_DOCUMENTS-1",), violation="PROD-INAUTH")
    asks = (Ask("documents", "A retraction by the rights owner."), Ask("documents", "Anything that shows the facts."))
    made, found = plan(case(), exhibit("E-1", "E01", "invoice"), decision=decision, notice=notice(asks=asks))
    assert [bool(row.claims) for row in made.coverage] == [False, True]
    assert "compose/ask-paper-not-cited" in codes(found)


def test_a_paper_that_nobody_gave_is_not_called_answered_by_others(
    case: Make, plan: Make, decide: Make, exhibit: Make, notice: Make
) -> None:
    decision = decide("quality_documents", blocks=("DOC-QUALITY_DOCUMENTS-1",), violation="PROD-INAUTH")
    asks = (Ask("documents", "An invoice from your supplier."), Ask("documents", "A retraction by the rights owner."))
    made, found = plan(case(), exhibit("E-1", "E01", "invoice"), decision=decision, notice=notice(asks=asks))
    assert [bool(row.claims) for row in made.coverage] == [True, False]
    (finding,) = [each for each in found if each.code == "compose/ask-paper-not-cited"]
    assert not finding.is_error
