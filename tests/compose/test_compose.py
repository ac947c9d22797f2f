"""What stands in a plan, and what is left out of it."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from casewright.model import Ask, Bilingual, Exhibit, Metric, Requirement, RuleRef

Make = Callable[..., Any]


def texts(plan: Any, section: str) -> list[tuple[str, str]]:
    return [(claim.text.en, claim.text.zh) for claim in plan.of(section)]


def codes(found: Any) -> list[str]:
    return [finding.code for finding in found]


def missing(plan: Any) -> dict[str, str]:
    return {each.code: each.need for each in plan.missing}


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


def test_a_whole_case_becomes_a_whole_plan(
    case: Make, row: Make, plan: Make, proofs: Any, odr: Metric, decide: Make
) -> None:
    decision = decide(blocks=("MET-ODR", "RC-CARRIER_LANE_DELAY"), causes=("carrier_lane_delay",))
    made, found = plan(case(cause(row), refund(row), control(row)), *proofs, metrics=(odr,), decision=decision)
    for claim in made.claims:
        print(claim.id, claim.section, claim.text.en, "//", claim.text.zh, claim.facts, claim.exhibits)
    print(made.title, made.subject, made.missing, found)
    assert codes(found) == []
    assert made.missing == ()
