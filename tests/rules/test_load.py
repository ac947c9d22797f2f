from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest

from casewright.model import Finding
from casewright.rules import Rulebook, load_rulebook
from casewright.sheets import Book, ListSheet, read_book

Load = Callable[..., tuple[Rulebook | None, tuple[Finding, ...]]]
Words = Callable[[str], ListSheet]

DOOR = """
    door FIRST
    rule | if | then | note | note
    id | position | door | reason_en | source
    D1 | admits | fix | He admits. | S0
    D2 | - | dispute | Else. | S0
"""


def codes(found: tuple[Finding, ...]) -> list[tuple[str, str]]:
    return [(finding.code, finding.at) for finding in found]


def test_a_table_is_read_with_the_address_of_every_cell(load: Load) -> None:
    rulebook, found = load(DOOR)
    assert found == ()
    assert rulebook is not None
    (table,) = rulebook.tables
    assert (table.name, table.hit_policy, table.purpose.en) == ("door", "FIRST", "door")
    first, second = table.rules
    assert (first.id, first.origin.at, first.conditions[0].ref.at) == (
        "D1",
        "book.xlsx > door!A5",
        "book.xlsx > door!B5",
    )
    assert (dict(first.outputs), first.reason.en, first.source) == ({"door": "fix"}, "He admits.", "S0")
    assert second.conditions == ()


def test_a_fact_that_nobody_knows_gets_the_nearest_name(load: Load, words: Words) -> None:
    rulebook, found = load(DOOR.replace("position", "positon"), facts=words("position enum admits,denies"))
    assert rulebook is None
    assert codes(found) == [("rules/fact-unknown", "book.xlsx > door!B3")]
    assert found[0].fix.en == "Did you mean position?"


def test_a_value_that_the_dictionary_does_not_list_is_found_by_cell_and_position(load: Load, words: Words) -> None:
    _, found = load(DOOR.replace("| admits", "| admitts"), facts=words("position enum admits,denies"))
    (finding,) = found
    assert (finding.code, finding.at) == ("rules/cell-unreadable", "book.xlsx > door!B5")
    assert (
        finding.text.en
        == 'Column "position", "admitts", at character 1: "admitts" is not one of the values of position.'
    )
    assert finding.fix.zh == "是否想写 admits？"


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (("D2 |", "D1 |"), ("rules/id-twice", "book.xlsx > door!A6")),
        (("D2 |", "|"), ("rules/row-without-id", "book.xlsx > door!A6")),
        (("| dispute |", "| |"), ("rules/row-without-conclusion", "book.xlsx > door!A6")),
        (("FIRST", "FRIST"), ("rules/hit-policy-unknown", "book.xlsx > door!D1")),
        (("rule | if", "rule | wenn"), ("rules/column-role-unknown", "book.xlsx > door!B2")),
        (("id | position", "id | "), ("rules/column-without-name", "book.xlsx > door!B3")),
        (("if | then", "if | note"), ("rules/table-without-conclusion", "book.xlsx > door!A2")),
        (("| fix |", "| fxi |"), ("rules/conclusion-word-unknown", "book.xlsx > door!D1")),
    ],
)  # fmt: skip
def test_a_fault_of_the_table_is_found_at_its_cell(
    change: tuple[str, str], expected: tuple[str, str], load: Load
) -> None:
    rulebook, found = load(DOOR.replace(*change))
    assert rulebook is None
    assert found[0].code == expected[0]
    assert expected[0] == "rules/conclusion-word-unknown" or found[0].at == expected[1]


def test_a_row_without_a_source_is_warned_of_and_kept(load: Load) -> None:
    rulebook, found = load(DOOR.replace("| Else. | S0", "| Else. |"))
    assert rulebook is not None
    assert codes(found) == [("rules/row-without-source", "book.xlsx > door!A6")]
    assert not found[0].is_error


def test_a_line_with_notes_only_is_a_remark(load: Load) -> None:
    rulebook, found = load(DOOR + "    | | | remember to ask |\n")
    assert found == ()
    assert rulebook is not None
    assert len(rulebook.tables[0].rules) == 2


def test_what_excel_made_of_one_to_three_is_found_in_a_number_column(load: Load, words: Words) -> None:
    rulebook, found = load(
        DOOR.replace("position", "appeals"),
        facts=words("appeals number"),
        cells={"B5": datetime(2026, 1, 3, tzinfo=UTC)},
    )
    assert rulebook is None
    (finding,) = found
    assert (finding.code, finding.at) == ("rules/date-instead-of-text", "book.xlsx > door!B5")
    assert "has become the date 2026-01-03" in finding.text.en
    assert finding.fix.en == "Format the cell as Text and type it again; a range is written [1..3]."


def test_numbers_flags_and_days_may_stand_as_such_in_the_cell(load: Load, words: Words) -> None:
    table = """
        t COLLECT
        rule | if | if | if | then | note
        id | rate | urgent | on | out | source
        R1 | | | | 1 | S0
    """
    rulebook, found = load(
        table, facts=words("rate number\nurgent boolean\non date"),
        cells={"B5": 0.00001, "C5": True, "D5": datetime(2026, 1, 31, tzinfo=UTC), "E5": 7},
    )  # fmt: skip
    assert found == ()
    assert rulebook is not None
    (rule,) = rulebook.tables[0].rules
    assert [cell.text for cell in rule.conditions] == ["0.00001", "true", "2026-01-31"]
    assert rule.conditions[0].condition.operands() == (Fraction(1, 100_000),)
    assert rule.outputs == {"out": Fraction(7)}


def test_rows_count_only_while_they_are_in_force(load: Load) -> None:
    table = """
        t COLLECT
        rule | then | note | note | note
        id | out | source | effective_from | effective_to
        OLD | a | S0 | 2020-01-01 | 2025-12-31
        NOW | b | S0 | 2026-01-01 |
        SOON | c | S0 | 2027-01-01 |
    """

    def active(on: date | None) -> list[str]:
        rulebook, found = load(table, on=on)
        assert found == ()
        assert rulebook is not None
        return [rule.id for rule in rulebook.tables[0].rules]

    assert active(date(2026, 11, 22)) == ["NOW"]
    assert active(date(2025, 12, 31)) == ["OLD"]
    assert active(None) == ["OLD", "NOW", "SOON"]


def test_a_date_of_force_that_is_none_is_found(load: Load) -> None:
    _, found = load("t FIRST\nrule | then | note | note\nid | out | source | effective_from\nR1 | a | S0 | 31.1.2026")
    assert codes(found) == [("rules/date-unreadable", "book.xlsx > t!D5")]


def test_a_column_of_two_types_of_its_own_keeps_each_cell(load: Load) -> None:
    rulebook, found = load("t COLLECT\nrule | if | then | note\nid | x | out | source\nA | 5 | a | S\nB | word | b | S")
    assert found == ()
    assert rulebook is not None
    assert rulebook.tables[0].inputs[0].term is None


def test_a_workbook_without_a_table_is_said_to_have_none() -> None:
    rulebook, found = load_rulebook(Book("notes.xlsx", ()), vocabulary=None, on=None)
    assert rulebook is None
    assert codes(found) == [("rules/no-table", "notes.xlsx")]


def test_a_known_table_must_conclude_what_the_program_reads(load: Load) -> None:
    rulebook, found = load("evidence FIRST\nrule | then | note\nid | kind | source\nE1 | invoice | S0")
    assert rulebook is None
    assert {finding.code for finding in found} == {"rules/conclusion-missing", "rules/hit-policy-unfit"}
    assert 'lacks the conclusion column "need"' in " ".join(finding.text.en for finding in found)


def _saved(tmp_path: Path, values: Mapping[str, object]) -> Path:
    workbook = openpyxl.Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = "door"
    rows = [
        ["decision table", "door", "hit policy", "FIRST"], ["rule", "if", "then", "note"],
        ["id", "rate", "door", "source"], [], ["D1", "> 1%", "fix", "S0"],
    ]  # fmt: skip
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(row, start=1):
            sheet.cell(number, column, value)
    for address, value in values.items():
        sheet[address] = value
    path = tmp_path / "strategy.xlsx"
    workbook.save(path)
    return path


@pytest.mark.parametrize(
    ("address", "typed", "code"),
    [
        ("B5", "= 5", "rules/formula-cell"), ("C5", "=B1", "rules/formula-cell"), ("A5", "=A1", "rules/formula-cell"),
        ("D5", "=NOW()", "rules/formula-cell"), ("B1", "=C1", "rules/formula-in-head"),
        ("B5", "#N/A", "rules/error-cell"),
    ],
)  # fmt: skip
def test_a_formula_or_an_error_is_refused_by_address(address: str, typed: str, code: str, tmp_path: Path) -> None:
    book, _ = read_book(_saved(tmp_path, {address: typed}), name="rulebooks/strategy.xlsx")
    assert book is not None
    rulebook, found = load_rulebook(book, vocabulary=None, on=None)
    assert rulebook is None
    assert (code, f"rulebooks/strategy.xlsx > door!{address}") in codes(found)


def test_a_percent_typed_by_staff_is_shown_as_they_see_it(tmp_path: Path) -> None:
    path = _saved(tmp_path, {"B5": 0.05})
    workbook = openpyxl.load_workbook(path)
    workbook.worksheets[0]["B5"].number_format = "0%"
    workbook.save(path)
    book, _ = read_book(path, name="strategy.xlsx")
    assert book is not None
    rulebook, _ = load_rulebook(book, vocabulary=None, on=None)
    assert rulebook is not None
    cell = rulebook.tables[0].rules[0].conditions[0]
    assert (cell.text, cell.condition.operands()) == ("5%", (Fraction(1, 20),))
