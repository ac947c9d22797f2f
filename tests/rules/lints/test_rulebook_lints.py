"""Lints that look at a loaded rulebook: silent on generated sound tables, at the cell where a fault is planted."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casewright.model import CellRef, Finding
from casewright.rules import load_rulebook, run_tests
from casewright.rules.lints import lint_references, lint_rulebook
from casewright.rules.lints.characters import commas
from casewright.rules.lints.codes import CODE_LINTS
from casewright.rules.lints.columns import COLUMN_LINTS
from casewright.rules.lints.tested import TEST_LINTS
from casewright.sheets import Book, Cell, CellValue, ListSheet, Sheet, read_list

TODAY = date(2026, 11, 22)
MINE = {lint.code for lint in (*CODE_LINTS, *COLUMN_LINTS, *TEST_LINTS)}
KINDS = ("invoice", "loa", "pod")
KNOWN = {"kind": frozenset(KINDS), "stage": frozenset({"removed", "final"}), "facts": frozenset({"odr_rate", "stage"})}
CONDITIONS = ["> 1%", "< 5", "[1..3]", "not(2)", "1, 2, 3", "[0..100), 200", "empty", "1, 234", "not(0.5, 7)", "2,3"]
Lines = dict[str, list[list[CellValue]]]


def book_of(lines: Lines) -> Book:
    def sheet(name: str, rows: list[list[CellValue]]) -> Sheet:
        cells = {
            (row, column): Cell(value, CellRef("book.xlsx", name, f"{chr(64 + column)}{row}"), row, column)
            for row, values in enumerate(rows, start=1) for column, value in enumerate(values, start=1)
            if value not in (None, "")
        }  # fmt: skip
        return Sheet("book.xlsx", name, cells, len(rows), max(map(len, rows)))

    return Book("book.xlsx", tuple(sheet(name, rows) for name, rows in lines.items()))


@st.composite
def sound(draw: st.DrawFn) -> Lines:
    """Draw two tables in which every row is tested and every code is known."""
    rows = draw(st.integers(2, 4))
    flags: list[list[CellValue]] = [
        ["decision table 决策表", "flags", "hit policy", "COLLECT"], ["rule", "if", "then", "note", "note", "note"],
        ["id", "odr_rate", "flag", "reason_zh", "reason_en", "source"], [""],
    ]  # fmt: skip
    proof: list[list[CellValue]] = [
        ["decision table 决策表", "proof", "hit policy", "COLLECT"],
        ["rule", "if", "then", "then", "then", "note", "note", "note"],
        ["id", "stage", "kind", "why_zh", "why_en", "reason_zh", "reason_en", "source"], [""],
    ]  # fmt: skip
    tests: list[list[CellValue]] = [["tests", "tests"], ["id", "table", "given", "expect", "rules"], [""]]
    for number in range(rows):
        both = draw(st.sampled_from([("理由", "reason"), ("", "")]))
        texts = draw(st.sampled_from([("要", "needed"), ("", "")]))
        flags.append([f"D{number}", draw(st.sampled_from(CONDITIONS)), f"f{number}", *both, "A.1"])
        stage, kind = draw(st.sampled_from(["removed", "-", "not(final)"])), draw(st.sampled_from(KINDS))
        proof.append([f"E{number}", stage, kind, *texts, *both, "A.1"])
    for number, given_ in enumerate(["", "odr_rate=1", "odr_rate=2", "odr_rate=3", "odr_rate=4", "odr_rate=200",
                                     "odr_rate=234"]):  # fmt: skip
        tests.append([f"T{number}", "flags", given_, "", "-"])
    tests += [["P1", "proof", "stage=removed", "", "-"]]
    return {"flags": flags, "proof": proof, "tests": tests, "facts": [
        ["list 清单", "facts"], ["name", "zh", "en", "type", "values"], [""],
        ["odr_rate", "率", "Rate", "number", ""], ["stage", "阶段", "Stage", "enum", "removed|final"],
    ]}  # fmt: skip


def lint(lines: Lines) -> tuple[Finding, ...]:
    """Return what my lints say, the tests run as they stand."""
    book = book_of(lines)
    facts: ListSheet | None = read_list(book, "facts")[0] if "facts" in lines else None
    rulebook, found = load_rulebook(book, vocabulary=facts, on=TODAY)
    assert rulebook is not None, [finding.text.en for finding in found if finding.is_error]
    run, _ = run_tests(book, rulebook)
    return tuple(finding for finding in lint_rulebook(rulebook, run=run, known=KNOWN, on=TODAY) if finding.code in MINE)


@given(sound())
@settings(max_examples=60)
def test_a_sound_rulebook_brings_nothing_up(lines: Lines) -> None:
    assert [(finding.code, finding.at) for finding in lint(lines)] == []


def put(lines: Lines, sheet: str, cell: str, value: CellValue) -> tuple[str, str]:
    row, column = int(cell[1:]), ord(cell[0]) - 64
    lines[sheet][row - 1][column - 1] = value
    return sheet, cell


def an_unknown_kind(lines: Lines) -> tuple[str, str]:
    return put(lines, "proof", "C6", "invoise")


def a_dictionary_value_that_nothing_defines(lines: Lines) -> tuple[str, str]:
    put(lines, "facts", "E5", "removed|final|gone")
    return "facts", "A5"


def a_code_that_the_dictionary_lacks(lines: Lines) -> tuple[str, str]:
    put(lines, "facts", "E5", "removed|final")
    lines["proof"][4][1] = lines["proof"][5][1] = "-"
    for row in lines["proof"][4:]:
        row[1] = "removed"
    put(lines, "facts", "E5", "removed")
    return "facts", "A5"


def a_reason_in_chinese_only(lines: Lines) -> tuple[str, str]:
    put(lines, "flags", "D6", "理由")
    put(lines, "flags", "E6", "")
    return "flags", "A6"


def a_text_in_english_only(lines: Lines) -> tuple[str, str]:
    put(lines, "proof", "E6", "needed")
    return put(lines, "proof", "D6", "")


def an_id_of_another_table(lines: Lines) -> tuple[str, str]:
    return put(lines, "proof", "A6", "D0")


def a_fact_that_no_table_asks(lines: Lines) -> tuple[str, str]:
    lines["facts"].append(["spare", "备用", "Spare", "string", ""])
    return "facts", "A6"


def a_fact_that_no_case_has(lines: Lines) -> tuple[str, str]:
    put(lines, "facts", "A4", "moon")
    lines["tests"][3:] = [["T0", "flags", f"moon={number}", "", "-"] for number in (1, 2, 3, 4, 200, 234)]
    lines["tests"] += [["T1", "flags", "", "", "-"], ["P1", "proof", "stage=removed", "", "-"]]
    return put(lines, "flags", "B3", "moon")


def a_thousands_comma(lines: Lines) -> tuple[str, str]:
    return put(lines, "flags", "B6", "1.000,5")


def a_row_that_no_test_reaches(lines: Lines) -> tuple[str, str]:
    put(lines, "flags", "B6", "> 1000")
    return "flags", "A6"


FAULTS: list[tuple[str, Callable[[Lines], tuple[str, str]]]] = [
    ("lint/code-unknown", an_unknown_kind),
    ("lint/value-not-defined", a_dictionary_value_that_nothing_defines),
    ("lint/code-not-in-dictionary", a_code_that_the_dictionary_lacks),
    ("lint/one-language", a_reason_in_chinese_only),
    ("lint/one-language", a_text_in_english_only),
    ("lint/id-in-two-tables", an_id_of_another_table),
    ("lint/fact-never-asked", a_fact_that_no_table_asks),
    ("lint/fact-never-gathered", a_fact_that_no_case_has),
    ("lint/number-with-comma", a_thousands_comma),
    ("lint/untested", a_row_that_no_test_reaches),
]


@pytest.mark.parametrize(("code", "plant"), FAULTS, ids=[plant.__name__ for _, plant in FAULTS])
@settings(max_examples=8)
@given(lines=sound())
def test_a_planted_fault_is_found_at_its_cell_and_nothing_else_is(
    code: str, plant: Callable[[Lines], tuple[str, str]], lines: Lines
) -> None:
    sheet, cell = plant(lines)
    assert [(finding.code, finding.at) for finding in lint(lines)] == [(code, f"book.xlsx > {sheet}!{cell}")]


def test_a_day_among_numbers_of_a_column_without_a_type_is_found() -> None:
    lines: Lines = {"flags": [
        ["decision table", "flags", "hit policy", "FIRST"], ["rule", "if", "then", "note"],
        ["id", "count", "flags", "source"], [""],
        ["D1", "> 3", "fix", "A"], ["D2", "[1..3]", "none", "A"], ["D3", date(2026, 1, 3), "fix", "A"],
    ]}  # fmt: skip
    found = [(finding.code, finding.at) for finding in lint(lines)]
    assert ("lint/mixed-types", "book.xlsx > flags!B7") in found


def test_a_row_that_nothing_can_reach_is_not_also_called_untested() -> None:
    lines: Lines = {"flags": [
        ["decision table", "flags", "hit policy", "FIRST"], ["rule", "if", "then", "note"],
        ["id", "odr_rate", "flag", "source"], [""],
        ["D1", "> 1", "wide", "A"], ["D2", "> 3", "narrow", "A"], ["D3", "0", "none", "A"],
    ], "tests": [
        ["tests", "tests"], ["id", "table", "given", "expect", "rules"], [""], ["T1", "flags", "odr_rate=2", "", "D1"],
    ]}  # fmt: skip
    book = book_of(lines)
    rulebook, _ = load_rulebook(book, vocabulary=None, on=TODAY)
    assert rulebook is not None
    run, _ = run_tests(book, rulebook)
    found = [(finding.code, finding.at) for finding in lint_rulebook(rulebook, run=run, on=TODAY)]
    assert ("lint/shadowed", "book.xlsx > flags!A6") in found
    assert ("lint/untested", "book.xlsx > flags!A7") in found
    assert ("lint/untested", "book.xlsx > flags!A6") not in found


@pytest.mark.parametrize("text", ["1,234", "> 1,234", "1.000,5", "< 0,5", "1,5%", "not(1,234)", "12,345,678"])
def test_one_number_with_a_comma_is_told_apart(text: str) -> None:
    assert commas(text) is not None


@pytest.mark.parametrize(
    "text", ["1, 234", "1,2,3", "1%,5%", "[1..3],5", '"1,234"', "0.5, 7", "1%, 234", "2026-01-03, 2026-01-04", "1234"]
)
def test_several_values_are_not_taken_for_one_number(text: str) -> None:
    assert commas(text) is None


def test_a_list_that_names_a_code_which_nothing_defines_is_found_with_the_nearest_name() -> None:
    rows: list[list[CellValue]] = [["list", "guide"], ["id", "families"], [""], ["G1", "performance|fundz"]]
    guide = read_list(book_of({"guide": rows}), "guide")[0]
    assert guide is not None
    found = lint_references(guide, {"families": frozenset({"performance", "funds"})})
    assert [(finding.at, finding.fix.en) for finding in found] == [("book.xlsx > guide!B4", "Did you mean funds?")]
