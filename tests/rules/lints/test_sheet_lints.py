"""Lints that look at the sheets themselves: silent on generated sound books, at the cell where a fault is planted."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casewright.model import CellRef, Finding
from casewright.rules.lints import SHEET_LINTS, lint_book
from casewright.sheets import Book, Cell, CellValue, Sheet

TODAY = date(2026, 11, 22)
NOTES = ["reason_zh", "reason_en", "source", "effective_from", "effective_to", "checked_on"]
CONDITIONS = ["-", "> 1%", "< 5", "[1..3]", "not(2)", "1, 2, 3", "[0..100), 200", '"1,234"', "empty", "12.5%, 300"]


@dataclass
class Lines:
    """A book before it is cells: lines by sheet, and cells that are not as they seem."""

    sheets: dict[str, list[list[CellValue]]]
    hidden: set[tuple[str, int, int]] = field(default_factory=set)
    merged: dict[tuple[str, int, int], str] = field(default_factory=dict)
    hidden_sheets: set[str] = field(default_factory=set)

    def book(self) -> Book:
        return Book("book.xlsx", tuple(self._sheet(name, rows) for name, rows in self.sheets.items()))

    def _sheet(self, name: str, rows: list[list[CellValue]]) -> Sheet:
        cells: dict[tuple[int, int], Cell] = {}
        for row, values in enumerate(rows, start=1):
            for column, value in enumerate(values, start=1):
                if value not in (None, ""):
                    cells[row, column] = Cell(
                        value, CellRef("book.xlsx", name, f"{chr(64 + column)}{row}"), row, column,
                        hidden=(name, row, column) in self.hidden, merged_from=self.merged.get((name, row, column)),
                    )  # fmt: skip
        width = max((len(row) for row in rows), default=0)
        return Sheet("book.xlsx", name, cells, len(rows), width, hidden=name in self.hidden_sheets)


days = st.dates(date(2020, 1, 1), TODAY)
checked = st.dates(TODAY - timedelta(days=365), TODAY)
prose = st.text(
    st.characters(min_codepoint=33, max_codepoint=0x9FFF, exclude_categories=("C", "Z")), min_size=1, max_size=4
).filter(lambda text: not text.startswith("#"))  # "#N/A" is what a broken formula leaves


@st.composite
def sound(draw: st.DrawFn) -> Lines:
    """Draw a book of a table, a list and tests without any of the faults."""
    count = draw(st.integers(2, 3))
    table: list[list[CellValue]] = [
        ["decision table 决策表", "door", "hit policy 命中策略", "FIRST", "purpose 用途", "a | b"],
        ["rule 规则", "if 条件", "if 条件", "then 结论", *["note 说明"] * 6],
        ["id", "odr_rate", "stage", "door", *NOTES],
        ["规则编号\nRule"],
    ]
    for number in range(count):
        start = draw(days)
        end = draw(st.one_of(st.none(), st.dates(TODAY, date(2030, 1, 1))))
        asks = [draw(st.sampled_from(CONDITIONS)), draw(st.sampled_from(["-", "removed", "not(final)"]))]
        notes: list[CellValue] = [draw(prose), draw(prose), "A.1", start, end, draw(checked)]
        table.append([f"D{number:02}", *asks, draw(st.sampled_from(["fix", "none"])), *notes])
    lines: list[list[CellValue]] = [
        ["list 清单", "cues", "purpose 用途", "a | b"], ["id", "code", "zh", "source", "effective_from", "checked_on"],
        ["编号\nId"],
    ]  # fmt: skip
    lines += [[f"Q{number}", "PERF-ODR|PERF-AZ", draw(prose), "A.1", draw(days), draw(checked)]
              for number in range(count)]  # fmt: skip
    tests: list[list[CellValue]] = [
        ["tests 测试", "tests"], ["id", "table", "given", "expect", "rules", "on"], ["测试编号\nTest"],
    ]  # fmt: skip
    for number in range(count):
        facts = "odr_rate=2%\nstage=removed"
        tests.append([f"T{number}", "door", facts, "door=fix", f"D{number:02}", draw(days)])
    remarks: list[list[CellValue]] = [["Anything goes here", "1-3"]]
    return Lines({"door": table, "cues": lines, "tests": tests, "Remarks": remarks})


def said(lines: Lines) -> list[tuple[str, str]]:
    return [(finding.code, finding.at) for finding in lint_book(lines.book(), on=TODAY)]


@given(sound())
def test_a_sound_book_brings_nothing_up(lines: Lines) -> None:
    assert lint_book(lines.book(), on=TODAY) == ()


Plant = Callable[[Lines], str]
PLANTS: dict[str, Plant] = {}


def plant(code: str) -> Callable[[Plant], Plant]:
    """Enter a planter: it spoils the third row of a sheet and tells where the finding must stand."""

    def enter(function: Plant) -> Plant:
        PLANTS[f"{code} {function.__name__}"] = function
        return function

    return enter


def put(lines: Lines, sheet: str, cell: str, value: CellValue) -> str:
    row, column = int(cell[1:]), ord(cell[0]) - 64
    line = lines.sheets[sheet][row - 1]
    line += [None] * (column - len(line))
    line[column - 1] = value
    return f"book.xlsx > {sheet}!{cell}"


@plant("lint/expired")
def a_last_day_before_today(lines: Lines) -> str:
    put(lines, "door", "H6", date(2020, 1, 1))
    return put(lines, "door", "I6", TODAY - timedelta(days=1))


@plant("lint/future")
def a_first_day_to_come(lines: Lines) -> str:
    put(lines, "door", "I6", None)
    return put(lines, "door", "H6", TODAY + timedelta(days=1))


@plant("lint/future")
def an_entry_to_come(lines: Lines) -> str:
    return put(lines, "cues", "E5", TODAY + timedelta(days=1))


@plant("lint/days-swapped")
def a_first_day_after_the_last(lines: Lines) -> str:
    put(lines, "door", "I6", date(2021, 1, 1))
    return put(lines, "door", "H6", date(2021, 1, 2))


@plant("lint/not-checked")
def never_checked(lines: Lines) -> str:
    return put(lines, "door", "J6", None)


@plant("lint/not-checked")
def checked_over_a_year_ago(lines: Lines) -> str:
    return put(lines, "cues", "F5", date(2025, 11, 21))


@plant("lint/entry-without-source")
def an_entry_without_source(lines: Lines) -> str:
    return put(lines, "cues", "D5", None)


@plant("lint/invisible-character")
def a_zero_width_space_in_an_id(lines: Lines) -> str:
    return put(lines, "door", "A6", "D\u200b01")


@plant("lint/invisible-character")
def a_no_break_space_in_a_condition(lines: Lines) -> str:
    return put(lines, "door", "C6", "removed,\u00a0final")


@plant("lint/invisible-character")
def a_mark_in_a_fact_name(lines: Lines) -> str:
    return put(lines, "door", "B3", "odr_rate\ufeff")


@plant("lint/invisible-character")
def a_soft_hyphen_in_a_code_of_a_list(lines: Lines) -> str:
    return put(lines, "cues", "B5", "PERF\u00ad-ODR")


@plant("lint/number-as-id")
def a_number_as_id(lines: Lines) -> str:
    return put(lines, "door", "A6", 7.1)


@plant("lint/date-instead-of-code")
def an_id_that_became_a_day(lines: Lines) -> str:
    return put(lines, "door", "A6", datetime(2026, 1, 3))  # noqa: DTZ001 - as spreadsheets have it


@plant("lint/date-instead-of-code")
def a_code_of_a_list_that_became_a_day(lines: Lines) -> str:
    return put(lines, "cues", "B5", datetime(2026, 1, 3))  # noqa: DTZ001 - as spreadsheets have it


@plant("lint/date-instead-of-code")
def a_rule_of_a_test_that_became_a_day(lines: Lines) -> str:
    return put(lines, "tests", "E5", datetime(2026, 1, 3))  # noqa: DTZ001 - as spreadsheets have it


@plant("lint/error-value")
def an_error_in_a_list(lines: Lines) -> str:
    return put(lines, "cues", "B5", "#REF!")


@plant("lint/error-value")
def an_error_for_an_id(lines: Lines) -> str:
    return put(lines, "door", "A6", "#N/A")


@plant("lint/hidden")
def a_hidden_row(lines: Lines) -> str:
    lines.hidden |= {("door", 6, column) for column in range(1, 11)}
    return "book.xlsx > door!A6"


@plant("lint/hidden")
def a_hidden_column(lines: Lines) -> str:
    lines.hidden |= {("door", row, 3) for row in range(1, 20)}
    return "book.xlsx > door!C3"


@plant("lint/hidden")
def a_hidden_sheet(lines: Lines) -> str:
    lines.hidden_sheets |= {"cues"}
    return "book.xlsx > cues!A1"


@plant("lint/merged")
def merged_conditions(lines: Lines) -> str:
    at = put(lines, "door", "C5", "removed")
    put(lines, "door", "C6", "removed")
    lines.merged["door", 6, 3] = "C5"
    return at


@plant("lint/outside-the-table")
def a_remark_beside_the_table(lines: Lines) -> str:
    return put(lines, "door", "M6", "> 5")


@plant("lint/entry-without-id")
def an_entry_without_id(lines: Lines) -> str:
    return put(lines, "cues", "A5", None)


@plant("lint/sheet-not-read")
def a_slip_in_the_mark_of_a_list(lines: Lines) -> str:
    return put(lines, "cues", "A1", "lsit 清单")


@plant("lint/sheet-not-read")
def a_slip_in_the_mark_of_a_table(lines: Lines) -> str:
    return put(lines, "door", "A1", "decison tabel")


@plant("lint/note-column-unknown")
def a_slip_in_a_note_column(lines: Lines) -> str:
    return put(lines, "door", "G3", "sorce")


@pytest.mark.parametrize("name", sorted(PLANTS))
@settings(max_examples=8)
@given(lines=sound())
def test_a_planted_fault_is_found_at_its_cell_and_nothing_else_is(name: str, lines: Lines) -> None:
    at = PLANTS[name](lines)
    assert said(lines) == [(name.split()[0], at)]


def test_every_lint_of_sheets_has_a_planted_fault() -> None:
    planted = {name.split()[0] for name in PLANTS} | {"lint/number-with-comma"}  # looks at loaded conditions
    assert {lint.code for lint in SHEET_LINTS} == planted


def test_dates_are_judged_by_the_day_that_is_asked_for() -> None:
    lines = Lines({
        "cues": [["list 清单", "cues"], ["id", "effective_from", "effective_to"], [""],
                 ["Q1", date(2026, 1, 1), date(2026, 6, 30)]],
    })  # fmt: skip

    def codes(on: date | None) -> list[str]:
        return [finding.code for finding in lint_book(lines.book(), on=on)]

    assert codes(date(2025, 12, 31)) == ["lint/future"]
    assert codes(date(2026, 1, 1)) == codes(date(2026, 6, 30)) == []
    assert codes(date(2026, 7, 1)) == ["lint/expired"]
    assert codes(None) == []


def test_a_remark_that_stands_alone_in_a_list_is_no_lost_row() -> None:
    rows: list[list[CellValue]] = [["list 清单", "cues"], ["id", "code"], [""], ["", "remember to ask"]]
    assert lint_book(Lines({"cues": rows}).book()) == ()


def test_only_errors_are_told_where_only_errors_are_asked_for() -> None:
    rows: list[list[CellValue]] = [
        ["list 清单", "cues"], ["id", "code", "source", "effective_from", "effective_to"], [""],
        ["Q1", "A", "", date(2026, 2, 1), date(2026, 1, 1)],
    ]  # fmt: skip
    found: tuple[Finding, ...] = lint_book(Lines({"cues": rows}).book(), errors_only=True)
    assert [finding.code for finding in found] == ["lint/days-swapped"]
    assert found[0].text.en == '"Q1" begins on 2026-02-01, after its last day 2026-01-01; it counts on no day.'
