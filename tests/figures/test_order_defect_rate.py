"""The order defect rate: which rows count, over which orders, and what is said beside the number."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casewright.figures import Targets, measure
from casewright.model import (
    Case,
    CellRef,
    DashboardFigure,
    EvidenceItem,
    FileRef,
    MediaFacts,
    NoticeReading,
    Violation,
)

LAST = date(2026, 6, 30)


def orders(*days: date, channel: str = "Merchant", asin: str = "B0TEST0001") -> str:
    head = "amazon-order-id\tpurchase-date\torder-status\tfulfillment-channel\tsales-channel\tasin"
    rows = [f"111-0000001-{number:07d}\t{day}T10:00:00+00:00\tShipped\t{channel}\tAmazon.com\t{asin}"
            for number, day in enumerate(days, 1)]  # fmt: skip
    return "\n".join((head, *rows))


def feedback(*rows: tuple[int, int, str]) -> str:
    lines = [f"6/1/26\t{stars}\t{comment}\t\t111-0000001-{number:07d}\ta@b" for number, stars, comment in rows]
    return "\n".join(("Date\tRating\tComments\tYour Response\tOrder ID\tRater Email", *lines))


def claims(*rows: tuple[int, str, str]) -> str:
    lines = [f"111-0000001-{number:07d},2026-06-01,{reason},{outcome}" for number, reason, outcome in rows]
    return "\n".join(("Order ID,Claim date,Reason,Outcome", *lines))


def chargebacks(*rows: tuple[int, str]) -> str:
    lines = [f"111-0000001-{number:07d},2026-06-01,{kind}" for number, kind in rows]
    return "\n".join(("Order ID,Chargeback date,Chargeback type", *lines))


#: 100 orders inside the window that ends 15 days before the last order day, and one that sets that day.
INSIDE = [LAST - timedelta(days=20)] * 100
SHOP = orders(*INSIDE, LAST)


@pytest.mark.req("S4-38")
def test_one_order_with_bad_feedback_and_a_granted_claim_is_one_defect(measured: Any) -> None:
    found, _ = measured(
        {"o.txt": SHOP, "f.txt": feedback((1, 1, "never arrived")), "c.csv": claims((1, "Not received", "Granted"))}
    )
    odr = found["ODR computed"]
    assert (odr.num, odr.den) == (1, 100)


def test_a_claim_on_an_order_placed_outside_the_window_is_not_counted(measured: Any) -> None:
    shop = orders(*INSIDE, LAST - timedelta(days=2), LAST)  # order 101 lies behind the window's end
    found, _ = measured({"o.txt": shop, "c.csv": claims((101, "Late", "Granted"))})
    assert (found["ODR computed"].num, found["ODR computed"].den) == (0, 100)


@pytest.mark.parametrize(("outcome", "counted"), [
    ("Denied", 0), ("Withdrawn by buyer", 0), ("Granted - Amazon funded", 0), ("Under review", 0), ("已驳回", 0),
    ("Refunded after claim was filed", 1), ("Granted, seller funded", 1), ("卖家承担", 1), ("Order cancelled", 1),
])  # fmt: skip
def test_a_claim_counts_by_its_outcome(measured: Any, outcome: str, counted: int) -> None:
    found, _ = measured({"o.txt": SHOP, "c.csv": claims((3, "Not received", f'"{outcome}"'))})
    assert found["ODR computed"].num == counted


def test_a_fraud_chargeback_is_not_counted_and_a_service_one_is(measured: Any) -> None:
    found, _ = measured({"o.txt": SHOP, "b.csv": chargebacks((1, "Fraud"), (2, "Service - not received"))})
    assert found["ODR computed"].num == 1


def test_three_stars_are_neutral(measured: Any) -> None:
    found, _ = measured({"o.txt": SHOP, "f.txt": feedback((1, 3, "fine"), (2, 2, "late"), (3, 5, "good"))})
    assert found["ODR computed"].num == 1


@pytest.mark.req("S4-38")
def test_which_stars_are_negative_is_read_from_the_row_and_not_from_the_program(goals: Targets) -> None:
    (row,) = goals.rows["ODR"]
    stricter = replace(goals, rows={**goals.rows, "ODR": (replace(row, negative_stars=3),)})
    items = [item("o.txt", SHOP), item("f.txt", feedback((1, 3, "ok")))]

    def odr(targets: Targets) -> tuple[int | None, int | None]:
        metrics, _ = measure(Case("C-1", FileRef("case.xlsx")), items, notice=NoticeReading(""), targets=targets,
                             zone="UTC")  # fmt: skip
        return next((metric.num, metric.den) for metric in metrics if metric.code == "ODR")

    assert row.negative_stars == 2
    assert (odr(goals), odr(stricter)) == ((0, 100), (1, 100))


def item(path: str, text: str) -> EvidenceItem:
    return EvidenceItem(path, Path(path), len(text), "0" * 64, MediaFacts("text"), text)


def test_exactly_one_percent_misses_a_target_of_under_one_percent(measured: Any) -> None:
    found, _ = measured({"o.txt": SHOP, "f.txt": feedback((1, 1, "bad"))})
    odr = found["ODR computed"]
    assert odr.rate == Fraction(1, 100)
    assert odr.target == "< 0.01"
    assert odr.verdict == "breach"


def test_just_under_one_percent_passes(measured: Any) -> None:
    found, _ = measured({"o.txt": orders(*INSIDE, INSIDE[0], LAST), "f.txt": feedback((1, 1, "bad"))})
    assert found["ODR computed"].verdict == "ok"


def test_no_order_in_the_window_is_not_measurable(measured: Any) -> None:
    found, _ = measured({"o.txt": orders(LAST), "f.txt": feedback((1, 1, "bad"))})
    odr = found["ODR computed"]
    assert odr.rate is None
    assert odr.verdict == "not_measurable"


def test_the_window_is_sixty_utc_days_that_end_fifteen_days_before_the_notice(measured: Any) -> None:
    shop = orders(*(date(2026, 1, 1) + timedelta(days=day) for day in range(120)))
    found, _ = measured({"o.txt": shop, "f.txt": feedback()}, notice=NoticeReading("n", notice_date=date(2026, 4, 20)))
    odr = found["ODR computed"]
    assert (odr.window_from, odr.window_to) == (date(2026, 2, 5), date(2026, 4, 5))
    assert odr.den == 60
    assert any("UTC" in note.en for note in odr.notes)


def test_each_cause_of_the_defects_is_counted(measured: Any) -> None:
    said = feedback((1, 1, "Never arrived"), (2, 2, "arrived two weeks late"), (3, 1, "box was crushed"), (4, 1, "hm"))
    found, _ = measured(
        {"o.txt": SHOP, "f.txt": said, "c.csv": claims((5, "货不对版", "卖家承担"), (6, "未收到", "已批准"))}
    )
    assert dict(found["ODR computed"].by_cause) == {
        "not_received": 2, "late": 1, "damaged": 1, "not_as_described": 1, "other": 1,
    }  # fmt: skip


def test_seller_fulfilled_and_fba_orders_are_shown_apart_and_fba_defects_reported(measured: Any) -> None:
    shop = SHOP.replace(
        "0000002\t2026-06-10T10:00:00+00:00\tShipped\tMerchant", "0000002\t2026-06-10T10:00:00+00:00\tShipped\tAmazon"
    )
    found, findings = measured({"o.txt": shop, "f.txt": feedback((1, 1, "bad"), (2, 1, "bad"))})
    notes = [note.en for note in found["ODR computed"].notes]
    assert "Seller-fulfilled: 1/99." in notes
    assert "FBA: 1/1." in notes
    assert any(finding.code == "figures/fba-among-defects" and "0000002" in finding.text.en for finding in findings)


def test_removal_orders_outside_amazon_are_no_orders(measured: Any) -> None:
    extra = "\nS01-0000001-0000002\t2026-06-10T10:00:00+00:00\tShipped\tAmazon\tNon-Amazon\tB0TEST0001"
    found, _ = measured({"o.txt": SHOP + extra, "f.txt": feedback((1, 1, "bad"))})
    assert found["ODR computed"].den == 100


def test_an_order_report_without_asin_and_date_names_the_missing_headers(measured: Any) -> None:
    text = "amazon-order-id\torder-status\tsku\n111-0000001-0000001\tShipped\tS1"
    case = Case("C", FileRef("case.xlsx"), reports=(report("o.txt", "orders"),))
    _, findings = measured({"o.txt": text}, case=case)
    missing = [finding.text.en for finding in findings if finding.code == "figures/column-missing"]
    assert len(missing) == 2
    assert "asin" in missing[1]
    assert "purchase-date" in missing[0]


def report(file: str, kind: str | None) -> Any:
    from casewright.model import ReportRow

    return ReportRow(file, CellRef("case.xlsx", "Reports", "A2"), kind)


def test_a_report_that_is_not_there_is_a_finding_with_its_cell(measured: Any) -> None:
    case = Case("C", FileRef("case.xlsx"), reports=(report("orders.csv", "orders"),))
    _, findings = measured({}, case=case)
    assert [(finding.code, finding.at) for finding in findings] == [
        ("figures/report-missing", "case.xlsx > Reports!A2")
    ]


def test_a_report_of_another_kind_than_the_sheet_says_is_named(measured: Any) -> None:
    case = Case("C", FileRef("case.xlsx"), reports=(report("f.txt", "orders"),))
    _, findings = measured({"f.txt": "Date\tRating\tComments\n1/1/26\t1\tx"}, case=case)
    assert findings[0].code in {"figures/not-a-report", "figures/column-missing"}


def test_amazons_figure_comes_first_and_a_difference_names_the_rows_behind_it(measured: Any) -> None:
    notice = NoticeReading("notice.eml", types=(Violation("PERF-ODR", 0.9),), metrics=(("ODR", "4.00%"),))
    said = claims((1, "Late", "Granted"), (2, "Late", "Under review"), (3, "Late", "Denied"))
    found, findings = measured({"o.txt": SHOP, "c.csv": said}, notice=notice)
    assert list(found)[:2] == ["ODR notice", "ODR computed"]
    assert found["ODR notice"].rate == Fraction(4, 100)
    differs = next(finding for finding in findings if finding.code == "figures/differs-from-amazon")
    assert "4.00%" in differs.text.en
    assert "1/100" in differs.text.en
    assert "111-0000001-0000002 (claim under review)" in differs.text.en


def test_one_order_of_difference_is_no_finding(measured: Any) -> None:
    notice = NoticeReading("notice.eml", metrics=(("ODR", "2.00%"),))
    _, findings = measured({"o.txt": SHOP, "c.csv": claims((1, "Late", "Granted"))}, notice=notice)
    assert not [finding for finding in findings if finding.code == "figures/differs-from-amazon"]


def test_the_dashboard_figure_of_the_sheet_is_a_metric_of_its_own(measured: Any) -> None:
    figure = DashboardFigure("ODR", Fraction(198, 10000), CellRef("case.xlsx", "Case", "C20"))
    found, _ = measured({}, case=Case("C", FileRef("case.xlsx"), dashboard=(figure,)))
    odr = found["ODR dashboard"]
    assert (odr.num, odr.den, odr.rate, odr.verdict) == (None, None, Fraction(198, 10000), "breach")


def test_a_notice_about_a_metric_that_the_reports_show_within_target_is_reported(measured: Any) -> None:
    notice = NoticeReading("n.eml", types=(Violation("PERF-ODR", 0.9),))
    _, findings = measured({"o.txt": SHOP, "f.txt": feedback((1, 5, "ok"))}, notice=notice)
    assert "figures/notice-disagrees" in {finding.code for finding in findings}


def test_orders_alone_give_no_rate_and_say_why(measured: Any) -> None:
    found, findings = measured({"o.txt": SHOP})
    assert not found
    assert [finding.code for finding in findings] == ["figures/odr-not-computable"]


def test_a_report_that_covers_half_the_window_is_said(measured: Any) -> None:
    _, findings = measured({"o.txt": SHOP, "f.txt": feedback((1, 1, "bad"))})
    assert "figures/window-not-covered" in {finding.code for finding in findings}


def test_an_outcome_that_nobody_knows_is_asked(measured: Any) -> None:
    _, findings = measured({"o.txt": SHOP, "c.csv": claims((1, "Late", "Zorp"))})
    assert any(finding.code == "figures/outcome-unknown" and "Zorp" in finding.text.en for finding in findings)


@settings(max_examples=25, deadline=None)
@given(st.permutations(list(range(1, 13))))
def test_the_order_of_rows_does_not_change_the_metric(goals: Targets, order: list[int]) -> None:
    from pathlib import Path

    from casewright.model import EvidenceItem, MediaFacts

    lines = orders(*INSIDE[:12], LAST).split("\n")
    shuffled = "\n".join([lines[0], *(lines[number] for number in order), lines[13]])
    said = feedback((1, 1, "late"), (4, 2, "broken"), (9, 3, "ok"))
    items = [EvidenceItem(path, Path(path), 1, "0", MediaFacts("text"), text)
             for path, text in (("o.txt", shuffled), ("f.txt", said))]  # fmt: skip
    metrics, _ = measure(Case("C", FileRef("c")), items, notice=NoticeReading(""), targets=goals, zone="UTC")
    assert [(metric.num, metric.den, dict(metric.by_cause)) for metric in metrics] == [
        (2, 12, {"late": 1, "damaged": 1})
    ]
