"""Real header lines are read; targets are dated rows with their own strictness."""

from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from casewright.figures import Targets, targets
from casewright.figures.gather import read_reports
from casewright.figures.reports import readers
from casewright.figures.table import read_when
from casewright.model import Case, EvidenceItem, FileRef, MediaFacts
from casewright.sheets import Book, Cell, Sheet, read_list

#: Header lines as Seller Central exports them (rows are invented).
HEADERS = {
    "orders": (
        "amazon-order-id\tmerchant-order-id\tpurchase-date\tlast-updated-date\torder-status\tfulfillment-channel\tsales-channel\t"
        "order-channel\turl\tship-service-level\tproduct-name\tsku\tasin\titem-status\tquantity\tcurrency\titem-price\titem-tax\n"
        "111-0000001-0000001\t\t2026-08-03T10:11:12+00:00\t2026-08-05T01:00:00+00:00\tShipped\tMerchant\tAmazon.com\t\t\tStandard\t"
        "20\" Bottle\tSKU-1\tB0TEST0001\tShipped\t1\tUSD\t19.99\t\n"
    ),
    "feedback": "Datum\tBewertung\tKommentare\tAntwort\tBestellnummer\tE-Mail des Bewerters\n"
                "20.08.26\t1\tWare beschädigt\t\t302-0000001-0000001\ta@b\n",
    "returns": "return-date\torder-id\tsku\tasin\tfnsku\tproduct-name\tquantity\tfulfillment-center-id\t"
               "detailed-disposition\treason\t"
               "status\tlicense-plate-number\tcustomer-comments\n"
               "2026-08-15T15:31:40+00:00\t111-0000001-0000001\tS\tB0TEST0001\tX\tB\t1\tT\tD\tDEFECTIVE\tok\tL\tleaks\n",
    "shipments": "order-id\torder-item-id\tpurchase-date\tpayments-date\treporting-date\tpromise-date\t"
                 "buyer-email\t"
                 "sku\tquantity-purchased\tquantity-shipped\tquantity-to-ship\n"
                 "111-0000001-0000003\t1\t2026-08-03T10:11:12+00:00\tx\tx\t2026-08-06T18:29:59+00:00\t-1\ta@b\tS\t1\t0\t1\n",
    "claims": "Order ID,Claim date,Claim reason,Claim amount,Outcome\n"
              "111-0000001-0000001,2026-06-01,Not received,20,Granted\n",
    "chargebacks": "Order ID,Chargeback date,Chargeback type,Reason,Status\n"
                   "111-0000001-0000001,2026-06-01,Service,x,Open\n",
}  # fmt: skip
MFN_RETURNS = (
    "Order ID\tOrder date\tReturn request date\tReturn request status\tAmazon RMA ID\tLabel type\tTracking "
    "ID\tA-to-Z Claim\tASIN\t"
    "Merchant SKU\tItem Name\tReturn quantity\tReturn Reason\n"
    "111-0000001-0000001\t03-Aug-2026\t14-Aug-2026\tApproved\tD\tA\t9400\tY\tB0TEST0001\tS\tB\t1\tCR-DEFECTIVE\n"
)
ERP = (
    "亚马逊订单号,订单编号,站点,产品SKU,ASIN,下单时间,配送方式\n"
    "111-0000001-0000001,E1,US,S,B0TEST0001,2026-06-01 10:00:00,自发货\n"
)


def item(text: str, path: str = "r.txt", kind: str = "text") -> EvidenceItem:
    return EvidenceItem(path, Path(path), 1, "0", MediaFacts(kind), text)


def kinds(text: str, kind: str = "text") -> dict[str, Any]:
    reports, _ = read_reports(Case("C", FileRef("c")), [item(text, kind=kind)], zone="UTC")
    return dict(reports.files)


@pytest.mark.parametrize("kind", sorted(HEADERS))
def test_each_export_is_known_by_its_header(kind: str) -> None:
    assert list(kinds(HEADERS[kind])) == [kind]


@pytest.mark.req("S0-85")
def test_a_sellers_own_chinese_order_list_is_read(measured: Any) -> None:
    reports, found = read_reports(Case("C", FileRef("c")), [item(ERP)], zone="Asia/Shanghai")
    order = reports.orders[0]
    assert not found
    assert (order.id, order.asin, order.channel) == ("111-0000001-0000001", "B0TEST0001", "MFN")
    assert order.placed is not None
    assert order.placed.at is not None
    assert order.placed.at.hour == 2  # ten in the morning in Shanghai


def test_a_title_with_an_inch_sign_does_not_swallow_the_next_line() -> None:
    doubled = HEADERS["orders"] + HEADERS["orders"].split("\n")[1].replace("0000001-0000001", "0000001-0000002")
    reports, _ = read_reports(Case("C", FileRef("c")), [item(doubled)], zone="UTC")
    assert [order.id for order in reports.orders] == ["111-0000001-0000001", "111-0000001-0000002"]


def test_returns_of_seller_fulfilled_orders_are_read() -> None:
    assert list(kinds(MFN_RETURNS)) == ["returns"]


def test_a_workbook_with_two_sheets_gives_two_reports() -> None:
    text = f"# Orders\n{HEADERS['orders'].strip()}\n# 索赔\n" + HEADERS["claims"].replace(",", "\t")
    assert set(kinds(text, kind="xlsx")) == {"orders", "claims"}


def test_a_notice_is_no_report() -> None:
    assert kinds("Hello,\nYour order, claims, and feedback, are late.\nOrder ID, reason\n") == {}


def test_every_reader_has_a_kind_of_its_own() -> None:
    assert sorted(reader.kind for reader in readers()) == sorted([*HEADERS, "account_health"])


@pytest.mark.parametrize(
    ("raw", "day"),
    [
        ("2026-08-03T23:30:00-07:00", date(2026, 8, 4)),
        ("2026-08-03", date(2026, 8, 3)),
        ("03-Aug-2026", date(2026, 8, 3)),
        ("2026/8/3 10:00", date(2026, 8, 3)),
        ("20.08.26", date(2026, 8, 20)),
        ("03/04/2026", None),
        ("", None),
        ("soon", None),
    ],
)
def test_times_of_reports_become_utc_days_and_two_readings_become_none(raw: str, day: date | None) -> None:
    when = read_when(raw, "UTC")
    assert (when.day if when else None) == day


HEALTH = """{"performanceMetrics": [{"orderDefectRate": {
  "mfn": {"orderCount": 1000, "orderWithDefects": {"count": 15}, "rate": 0.015,
          "reportingDateRange": {"reportingDateFrom": "2026-04-01T00:00Z", "reportingDateTo": "2026-05-30T23:59Z"}},
  "afn": {"orderCount": 1000, "orderWithDefects": {"count": 1}, "rate": 0.001}},
 "lateShipmentRate": {"orderCount": 870669, "lateShipmentCount": 27896, "rate": 0.03203973037},
 "prefulfillmentCancelRate": {"orderCount": 17197, "cancellationCount": 551, "rate": 0.005}}]}"""


@pytest.mark.req("S0-84")
def test_the_account_health_report_gives_amazons_own_figures(measured: Any) -> None:
    found, findings = measured({"health.json": HEALTH})
    odr, lsr = found["ODR dashboard"], found["LSR dashboard"]
    assert (odr.num, odr.den, odr.rate) == (16, 2000, Fraction(16, 2000))
    assert [note.en for note in odr.notes] == ["MFN: 1.50%.", "AFN: 0.10%."]
    assert (odr.window_from, odr.window_to) == (date(2026, 4, 1), date(2026, 5, 30))
    assert lsr.verdict == "ok"
    assert any(finding.code == "figures/health-not-consistent" and "CXL" in finding.text.en for finding in findings)
    assert (found["CXL dashboard"].num, found["CXL dashboard"].rate) == (None, Fraction(1, 200))


def test_a_broken_json_is_a_finding(measured: Any) -> None:
    found, findings = measured({"health.json": '{"performanceMetrics": [{'})
    assert not found
    assert [finding.code for finding in findings] == ["figures/health-unreadable"]


@pytest.mark.req("S4-38")
def test_the_shipped_targets_are_those_of_the_policy_pages(goals: Targets) -> None:
    words = {code: goals.of(code).words for code in ("ODR", "LSR", "CXL", "VTR", "OTDR", "IDR")}  # type: ignore[union-attr]
    assert words == {
        "ODR": "< 0.01", "LSR": "< 0.04", "CXL": "< 0.025", "VTR": ">= 0.95", "OTDR": ">= 0.9", "IDR": "< 0.05",
    }  # fmt: skip
    assert goals.of("IDR", "US") is None
    assert goals.of("IDR", "DE") is not None


def test_a_target_that_is_no_number_is_a_finding_by_cell() -> None:
    grid = [
        ["list", "metrics"],
        ["code", "op", "target", "window_days"],
        [],
        ["ODR", "<", "one percent", "60"],
        ["X", "!", "1%", "3"],
    ]
    from casewright.model import CellRef

    cells = {(r, c): Cell(value, CellRef("numbers.xlsx", "metrics", f"{'ABCD'[c - 1]}{r}"), r, c)
             for r, row in enumerate(grid, 1) for c, value in enumerate(row, 1)}  # fmt: skip
    sheet, _ = read_list(Book("numbers.xlsx", (Sheet("numbers.xlsx", "metrics", cells, 5, 4),)), "metrics")
    assert sheet is not None
    value, found = targets(sheet, violations={})
    assert not value.rows
    assert [finding.at for finding in found] == ["numbers.xlsx > metrics!C4", "numbers.xlsx > metrics!B5"]


def test_an_order_defect_rate_row_without_its_stars_is_a_finding_by_cell() -> None:
    from casewright.model import CellRef

    grid = [["list", "metrics"], ["code", "op", "target", "window_days", "negative_stars"], [],
            ["ODR", "<", "1%", "60", ""]]  # fmt: skip
    cells = {(r, c): Cell(value, CellRef("numbers.xlsx", "metrics", f"{'ABCDE'[c - 1]}{r}"), r, c)
             for r, row in enumerate(grid, 1) for c, value in enumerate(row, 1)}  # fmt: skip
    sheet, _ = read_list(Book("numbers.xlsx", (Sheet("numbers.xlsx", "metrics", cells, 4, 5),)), "metrics")
    assert sheet is not None
    value, found = targets(sheet, violations={})
    assert not value.rows
    assert [finding.at for finding in found] == ["numbers.xlsx > metrics!E4"]
