"""What Excel, WPS and their users do to a sheet: merges, formulas, hidden rows, real dates, lost zeros."""

from collections.abc import Callable
from datetime import date, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from casewright.intake import read_case
from casewright.model import Case, Drop, Finding

Made = Callable[[Callable[[Worksheet, Worksheet], None]], tuple[Case | None, tuple[Finding, ...]]]


@pytest.fixture
def made(tmp_path: Path) -> Made:
    """Read a small case after something was done to its two sheets."""

    def make(change: Callable[[Worksheet, Worksheet], None]) -> tuple[Case | None, tuple[Finding, ...]]:
        book = openpyxl.Workbook()
        case = book.worksheets[0]
        case.title = "Case 案件"
        for line in (("项目", "内容"), ("案件编号", "CW-1"), ("站点", "US"), ("通知文件", "n.txt"), ("通知日期", None)):
            case.append(line)
        facts = book.create_sheet("Facts 事实")
        facts.append(("编号", "类别", "陈述", "日期", "英文陈述"))
        for number in (1, 2, 3):
            facts.append((f"F0{number}", "发生经过", f"第 {number} 件", None, None))
        change(case, facts)
        book.save(tmp_path / "case.xlsx")
        return read_case(Drop("made", tmp_path))

    return make


def codes(found: tuple[Finding, ...]) -> list[str]:
    return [each.code for each in found]


def test_a_real_date_cell_is_a_date_whatever_it_looks_like(made: Made) -> None:
    def change(case: Worksheet, facts: Worksheet) -> None:
        case["B5"] = datetime(2026, 3, 5)  # noqa: DTZ001
        case["B5"].number_format = "d/m/yy"

    case, found = made(change)
    assert case is not None
    assert (case.notice_date, codes(found)) == (date(2026, 3, 5), [])


def test_a_date_in_chinese_excels_own_format_arrives_as_a_number_and_is_read(made: Made) -> None:
    def change(case: Worksheet, facts: Worksheet) -> None:
        case["B5"] = 46086

    case, _ = made(change)
    assert case is not None
    assert case.notice_date == date(2026, 3, 5)


def test_a_percent_cell_is_a_rate(made: Made) -> None:
    def change(case: Worksheet, facts: Worksheet) -> None:
        case.append(("ODR", 0.0198))
        case["B6"].number_format = "0.00%"

    case, found = made(change)
    assert case is not None
    assert ([each.rate for each in case.dashboard], codes(found)) == ([Fraction(198, 10000)], [])


def test_cells_merged_downwards_hold_for_each_row(made: Made) -> None:
    def change(case: Worksheet, facts: Worksheet) -> None:
        facts["D2"] = "2026-02-12"
        facts.merge_cells("D2:D4")

    case, _ = made(change)
    assert case is not None
    assert [each.on for each in case.statements] == [date(2026, 2, 12)] * 3


def test_cells_merged_sideways_hold_for_their_first_column_only(made: Made) -> None:
    def change(case: Worksheet, facts: Worksheet) -> None:
        facts.merge_cells("C2:E2")

    case, _ = made(change)
    assert case is not None
    assert (case.statements[0].zh, case.statements[0].en, case.statements[0].on) == ("第 1 件", "", None)


def test_a_formula_without_a_saved_value_is_an_error_and_the_row_is_not_lost(made: Made) -> None:
    def change(case: Worksheet, facts: Worksheet) -> None:
        facts["C2"] = "=A1&B1"

    case, found = made(change)
    assert case is None
    assert {each.code: each.at for each in found}["intake/formula-without-value"] == "case.xlsx > Facts 事实!C2"


def test_an_error_value_is_an_error(made: Made) -> None:
    def change(case: Worksheet, facts: Worksheet) -> None:
        case["B5"] = "#REF!"

    case, found = made(change)
    assert case is None
    assert "intake/error-value" in codes(found)


def test_hidden_rows_are_read_and_named(made: Made) -> None:
    def change(case: Worksheet, facts: Worksheet) -> None:
        facts.row_dimensions[3].hidden = True

    case, found = made(change)
    assert case is not None
    assert [each.id for each in case.statements] == ["F01", "F02", "F03"]
    assert [(each.code, each.at, each.severity) for each in found] == [
        ("intake/hidden-row", "case.xlsx > Facts 事实!A3", "warning")
    ]


def test_a_hidden_column_is_read_and_named_once(made: Made) -> None:
    def change(case: Worksheet, facts: Worksheet) -> None:
        facts.column_dimensions["C"].hidden = True

    case, found = made(change)
    assert case is not None
    assert case.statements[0].zh == "第 1 件"
    assert codes(found) == ["intake/hidden-column"]


def test_a_hidden_sheet_is_read_and_named(made: Made) -> None:
    def change(case: Worksheet, facts: Worksheet) -> None:
        facts.sheet_state = "hidden"

    case, found = made(change)
    assert case is not None
    assert len(case.statements) == 3
    assert codes(found) == ["intake/hidden-sheet"]


def test_blank_rows_between_and_blanks_behind_do_no_harm(made: Made) -> None:
    def change(case: Worksheet, facts: Worksheet) -> None:
        facts.insert_rows(3, 2)
        facts["A9"] = "   "
        facts["C2"] = "  第 1 件  \n"
        case["A3"] = " 站点 "

    case, found = made(change)
    assert case is not None
    assert [each.zh for each in case.statements] == ["第 1 件", "第 2 件", "第 3 件"]
    assert (case.marketplace, codes(found)) == ("US", [])


def test_an_id_typed_as_a_long_number_that_excel_rounded_is_asked(made: Made) -> None:
    def change(case: Worksheet, facts: Worksheet) -> None:
        case.append(("Case ID", 123456789012345678))

    case, found = made(change)
    assert case is None
    assert codes(found) == ["intake/digits-lost"]


def test_a_row_sheet_without_its_head_is_an_error(made: Made) -> None:
    def change(case: Worksheet, facts: Worksheet) -> None:
        facts.delete_rows(1)

    case, found = made(change)
    assert case is None
    assert codes(found) == ["intake/no-head"]


def test_a_head_further_down_is_found(made: Made) -> None:
    def change(case: Worksheet, facts: Worksheet) -> None:
        facts.insert_rows(1, 3)
        facts["A1"] = "某某公司内部资料"
        facts.merge_cells("A1:E1")

    case, _ = made(change)
    assert case is not None
    assert len(case.statements) == 3


def test_a_formula_with_its_saved_value_is_read_and_named(sheet_drop: Callable[[Any], Drop]) -> None:
    drop = sheet_drop({"Case": [("案件编号", "CW-1"), ("站点", "US"), ("通知文件", "n.txt"), ("店铺", "SAVED")]})
    _with_formula(drop.root / "case.xlsx")
    case, found = read_case(drop)
    assert case is not None
    assert case.store_name == "SAVED"
    assert [(each.code, each.severity) for each in found] == [("intake/formula-value", "info")]


def _with_formula(path: Path) -> None:
    """Put a formula with a cached value into B4, which openpyxl itself cannot write."""
    import zipfile

    with zipfile.ZipFile(path) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"].decode()
    start = sheet.index('<c r="B4"')
    end = sheet.index("</c>", start) + 4
    cell = '<c r="B4" t="str"><f>UPPER("saved")</f><v>SAVED</v></c>'
    parts["xl/worksheets/sheet1.xml"] = (sheet[:start] + cell + sheet[end:]).encode()
    with zipfile.ZipFile(path, "w") as target:
        for name, content in parts.items():
            target.writestr(name, content)
