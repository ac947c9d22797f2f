"""A blank rulebook is clean, works, and says of its rows that they are examples."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from casewright.model import both
from casewright.rules import HitPolicy, load_rulebook, run_tests
from casewright.rules.books.blank import BlankTable, blank_book
from casewright.rules.books.notes import examples_for
from casewright.rules.books.readme_words import CELLS
from casewright.rules.language.grammar import parse_condition
from casewright.rules.language.vocabulary import FactType, Term
from casewright.sheets import read_book, read_list

DAY = date(2026, 11, 22)


@pytest.mark.parametrize("policy", [HitPolicy.FIRST, HitPolicy.PRIORITY, HitPolicy.COLLECT_SUM])
def test_a_blank_loads_without_a_finding_and_its_tests_pass(policy: HitPolicy, tmp_path: Path, root: Path) -> None:
    facts, _ = read_book(root / "rulebooks" / "facts.xlsx", name="facts.xlsx")
    wanted = BlankTable("mine", ("position", "odr_rate", "reinstated"), ("advice",), policy)
    path = tmp_path / "mine.xlsx"
    path.write_bytes(blank_book(wanted, facts, today=DAY).data)
    book, _ = read_book(path, name="mine.xlsx")
    assert book is not None
    rulebook, found = load_rulebook(book, vocabulary=read_list(book, "facts")[0], on=DAY)
    assert found == ()
    assert rulebook is not None
    run, faults = run_tests(book, rulebook)
    assert faults == ()
    assert run.passed
    assert "例子" in str(openpyxl.load_workbook(path)["mine"]["F5"].value)


def test_a_fact_that_no_dictionary_has_is_entered_and_told(root: Path) -> None:
    facts, _ = read_book(root / "rulebooks" / "facts.xlsx", name="facts.xlsx")
    made = blank_book(BlankTable(inputs=("positon",)), facts, today=DAY)
    assert made.new == (("positon", "position"),)


@pytest.mark.parametrize("names", [("a b",), ("x", "x"), ("id",), ("effective_from",)])
def test_a_name_that_cannot_be_a_column_is_refused(names: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="；"):
        blank_book(BlankTable(inputs=names), None, today=DAY)


@pytest.mark.parametrize(("text", "kind"), [(text, kind) for text, kind, _ in CELLS])
def test_every_form_of_the_readme_is_a_legal_cell(text: str, kind: str) -> None:
    assert parse_condition(text, term=Term("x", both("x"), FactType(kind)))


@pytest.mark.parametrize("kind", list(FactType))
def test_every_example_of_a_note_is_a_legal_cell(kind: FactType) -> None:
    for text in examples_for(Term("x", both("x"), kind, ("a", "b") if kind is FactType.ENUM else ())):
        assert parse_condition(text, term=Term("x", both("x"), kind))


def test_dropdowns_stay_within_what_excel_allows_and_codes_have_meanings(root: Path) -> None:
    workbook = openpyxl.load_workbook(root / "rulebooks" / "strategy.xlsx")
    for sheet in workbook.worksheets:
        for rule in sheet.data_validations.dataValidation:
            assert len(rule.prompt or "") <= 255
            assert len(rule.formula1) <= 257
    rows = list(workbook["取值 Values"].iter_rows(min_row=4, values_only=True))
    assert len(rows) > 100
    assert [
        row[2] for row in rows if row[0] in {"door", "stage", "violation", "kind"} and not (row[3] and row[4])
    ] == []
