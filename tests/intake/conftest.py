"""Sheets and drops made on the spot: the input of a test stands in the test."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import openpyxl
import pytest

from casewright.intake import read_case, write_form
from casewright.model import Case, Drop, Finding

Rows = Sequence[Sequence[object]]
Sheets = Mapping[str, Rows]
Read = tuple[Case | None, tuple[Finding, ...]]

#: What a case needs to be read at all.
LEAST: Mapping[str, object] = {"case": "CW-1", "marketplace": "US", "notice_file": "notice.txt"}

CHOICES = {
    "violation": [("PERF-ODR", "订单缺陷率超标", "Order defect rate"), ("IP-TM", "商标侵权", "Trademark")],
    "cause": [("carrier_lane_delay", "承运商线路延误", "Carrier lane delay")],
    "action": [("orders_refunded", "订单已退款", "Orders refunded"), ("carrier_stopped", "停用承运商", "Carrier stop")],
    "evidence_kind": [("refund_record", "退款记录", "Refund record"), ("invoice", "采购发票", "Invoice")],
}


@pytest.fixture
def sheet_drop(tmp_path: Path) -> Callable[[Sheets], Drop]:
    """Write a plain workbook, sheet by sheet, row by row, as a drop's case.xlsx."""

    def make(sheets: Sheets) -> Drop:
        book = openpyxl.Workbook()
        book.remove(book.worksheets[0])
        for name, rows in sheets.items():
            sheet = book.create_sheet(name)
            for row in rows:
                sheet.append(list(row))
        root = tmp_path / "drop"
        root.mkdir(exist_ok=True)
        book.save(root / "case.xlsx")
        return Drop("drop", root)

    return make


@pytest.fixture
def case_with(sheet_drop: Callable[[Sheets], Drop]) -> Callable[..., Read]:
    """Read a case sheet that holds the least and the given labels and values."""

    def read(*lines: tuple[str, object], **sheets: Rows) -> Read:
        rows: list[Sequence[object]] = [("项目 Field", "内容 Value"), *LEAST.items(), *lines]
        return read_case(sheet_drop({"Case 案件": rows, **sheets}), choices=CHOICES)

    return read


@pytest.fixture
def filled(tmp_path: Path) -> Callable[..., Drop]:
    """Write the real form, filled with the least and the given values, as a drop."""

    def make(**values: object) -> Drop:
        root = tmp_path / "filled"
        write_form(root, case={**LEAST, **values}, choices=CHOICES, replace=True)
        return Drop("filled", root)

    return make
