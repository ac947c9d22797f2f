"""Late shipments, cancellations, tracking and delivery, from shipping lists."""

from datetime import date, timedelta
from typing import Any

import pytest

from casewright.model import NoticeReading, Violation

END = date(2026, 6, 30)


def shipping(*rows: tuple[date, date | None], start: int = 1) -> str:
    lines = [
        f"111-0000001-{number:07d},{promised},{confirmed or ''}"
        for number, (promised, confirmed) in enumerate(rows, start)
    ]
    return "\n".join(("order-id,expected-ship-date,ship-confirmation-date", *lines))


def on_time(day: date) -> tuple[date, date]:
    return day, day


def late(day: date) -> tuple[date, date]:
    return day, day + timedelta(days=1)


@pytest.mark.req("S4-41")
def test_late_in_ten_days_but_not_in_thirty_is_a_breach(measured: Any) -> None:
    older = [on_time(END - timedelta(days=20))] * 90
    recent = [on_time(END)] * 19 + [late(END - timedelta(days=3))]
    found, _ = measured({"s.csv": shipping(*older, *recent)})
    lsr = found["LSR computed"]
    assert (lsr.num, lsr.den) == (1, 20)
    assert lsr.verdict == "breach"
    notes = [note.en for note in lsr.notes]
    assert "30 days: 1/110 (0.91%)." in notes
    assert "10 days: 1/20 (5.00%)." in notes


def test_shipped_on_the_promised_day_is_not_late(measured: Any) -> None:
    found, _ = measured({"s.csv": shipping(*[on_time(END)] * 10)})
    assert (found["LSR computed"].num, found["LSR computed"].verdict) == (0, "ok")


def test_past_due_and_never_confirmed_is_late(measured: Any) -> None:
    found, _ = measured({"s.csv": shipping((END - timedelta(days=2), None), on_time(END))})
    assert found["LSR computed"].num == 1


def test_clocks_are_compared_where_both_sides_show_one(measured: Any) -> None:
    text = (
        "order-id,expected-ship-date,ship-confirmation-date\n"
        "111-0000001-0000001,2026-06-30T06:59:59+00:00,2026-06-30T08:00:00+00:00\n"
        "111-0000001-0000002,2026-06-30T06:59:59+00:00,2026-06-30T06:00:00+00:00\n"
    )
    found, _ = measured({"s.csv": text})
    assert (found["LSR computed"].num, found["LSR computed"].den) == (1, 2)


def test_one_of_two_items_cancelled_by_the_seller_counts_the_order_and_a_buyers_wish_does_not(measured: Any) -> None:
    text = (
        "order-id,order-item-id,purchase-date,cancel-reason\n"
        "111-0000001-0000001,1,2026-06-20,\n"
        "111-0000001-0000001,2,2026-06-20,Out of stock\n"
        "111-0000001-0000002,3,2026-06-20,Requested by buyer through Amazon\n"
        "111-0000001-0000003,4,2026-06-20,\n"
        "111-0000001-0000004,5,2026-06-21,\n"
    )
    found, _ = measured({"s.csv": text})
    assert (found["CXL computed"].num, found["CXL computed"].den) == (1, 3)


def test_one_category_below_the_tracking_target_is_a_breach_though_the_whole_is_not(measured: Any) -> None:
    rows = ["order-id,tracking-number,first-scan-date,ship-confirmation-date,deliver-by-date,category"]
    rows += [f"111-0000001-{n:07d},T{n},2026-06-11,2026-06-10,2026-06-15,Toys" for n in range(1, 90)]
    rows += [
        f"111-0000002-{n:07d},T{n},{'' if n == 1 else '2026-06-11'},2026-06-10,2026-06-15,Home" for n in range(1, 12)
    ]
    rows += ["111-0000003-0000001,T,2026-06-25,2026-06-25,2026-06-30,Toys"]
    found, _ = measured({"s.csv": "\n".join(rows)})
    vtr = found["VTR computed"]
    assert (vtr.num, vtr.den) == (99, 100)
    assert vtr.verdict == "breach"
    assert any("Home" in note.en and "miss" in note.en for note in vtr.notes)


def test_exactly_ninety_percent_on_time_is_at_target_without_alarm(measured: Any) -> None:
    rows = ["order-id,tracking-number,deliver-by-date,delivered-date"]
    rows += [f"111-0000001-{n:07d},T{n},2026-06-10,{'2026-06-12' if n == 1 else '2026-06-10'}" for n in range(1, 11)]
    rows += ["111-0000001-0000099,T,2026-06-17,2026-06-17"]
    found, _ = measured({"s.csv": "\n".join(rows)})
    assert (found["OTDR computed"].num, found["OTDR computed"].den, found["OTDR computed"].verdict) == (
        9,
        10,
        "at_target",
    )


def test_all_orders_cannot_give_a_late_shipment_rate_and_that_is_said(measured: Any) -> None:
    orders = "amazon-order-id\tpurchase-date\tasin\n111-0000001-0000001\t2026-06-01T00:00:00+00:00\tB0TEST0001"
    notice = NoticeReading("n.eml", types=(Violation("PERF-LSR", 0.9),))
    found, findings = measured({"o.txt": orders}, notice=notice)
    assert "LSR computed" not in found
    said = next(finding for finding in findings if finding.code == "figures/cannot-compute")
    assert "expected ship date" in said.text.en


@pytest.mark.req("S4-32")
def test_a_not_received_claim_on_an_order_that_the_carrier_delivered_is_reported(measured: Any) -> None:
    claims = (
        "订单号,索赔日期,原因,结果\n111-0000001-0000001,2026-06-20,未收到货,卖家承担\n"
        "111-0000001-0000002,2026-06-20,破损,卖家承担"
    )
    tracking = (
        "订单号,物流单号,物流状态,签收日期\n"
        "111-0000001-0000001,T1,已妥投,2026-06-15\n111-0000001-0000002,T2,已妥投,2026-06-15"
    )
    _, findings = measured({"claims.csv": claims, "track.csv": tracking})
    said = next(finding for finding in findings if finding.code == "figures/claimed-but-delivered")
    assert "1 claims" in said.text.en
    assert "111-0000001-0000001" in said.text.en
    assert "POD" in said.fix.zh


def test_another_metric_that_misses_its_target_is_reported(measured: Any) -> None:
    notice = NoticeReading("n.eml", types=(Violation("PERF-ODR", 0.9),), metrics=(("ODR", "1.98%"), ("LSR", "6%")))
    _, findings = measured({}, notice=notice)
    assert any(finding.code == "figures/other-metric-missed" and "LSR" in finding.text.en for finding in findings)
