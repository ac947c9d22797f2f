from collections.abc import Callable

import pytest

from casewright.model import CellRef, Finding
from casewright.rules import Rulebook, load_rulebook, run_tests
from casewright.sheets import Book, Cell, ListSheet, Sheet

TableBook = Callable[..., Book]

DOOR = """
    door FIRST
    rule | if | if | then | note
    id | rate | causes | door | source
    D1 | > 1% | late | fix | S0
    D2 | - | - | dispute | S0
"""


def with_tests(book: Book, *rows: tuple[str, str, str, str, str]) -> Book:
    lines = [("tests 测试", "tests", "", "", ""), ("id", "table", "given", "expect", "rules"), ("",) * 5, *rows]
    cells = {
        (row, column): Cell(value, CellRef("book.xlsx", "测试 Tests", f"{chr(64 + column)}{row}"), row, column)
        for row, line in enumerate(lines, start=1)
        for column, value in enumerate(line, start=1)
        if value
    }
    return Book(book.file, (*book.sheets, Sheet("book.xlsx", "测试 Tests", cells, len(lines), 5)))


@pytest.fixture
def tested(book: TableBook, words: Callable[[str], ListSheet]) -> Callable[..., tuple[Book, Rulebook]]:
    def make(*rows: tuple[str, str, str, str, str]) -> tuple[Book, Rulebook]:
        whole = with_tests(book(DOOR), *rows)
        rulebook, found = load_rulebook(whole, vocabulary=words("rate number\ncauses list late,lost"), on=None)
        assert rulebook is not None, found
        return whole, rulebook

    return make


def run(pair: tuple[Book, Rulebook]) -> tuple[list[bool], tuple[Finding, ...]]:
    result, found = run_tests(*pair)
    return [each.passed for each in result.results], (*found, *(f for each in result.results for f in each.findings))


def test_a_test_holds_where_conclusions_and_rows_are_as_expected(tested: Callable[..., tuple[Book, Rulebook]]) -> None:
    passed, found = run(tested(
        ("T1", "door", "rate=1.98%\ncauses=late|lost", "door=fix", "D1"),
        ("T2", "door", "rate=0.5%", "door=dispute", ""),
        ("T3", "door", "rate=0.5%", "door=fix", ""), ("T4", "door", "rate=0.5%", "door=dispute", "D1"),
        ("T5", "door", "rate=0.5%", "", "-"),
    ))  # fmt: skip
    assert passed == [True, True, False, False, False]
    assert found == ()


def test_a_row_that_no_test_reaches_is_named(tested: Callable[..., tuple[Book, Rulebook]]) -> None:
    result, _ = run_tests(*tested(("T1", "door", "rate=0.5%", "door=dispute", "D2")))
    assert result.passed
    assert result.untested() == (("door", "D1"),)


def test_a_test_of_a_table_that_does_not_exist_gets_the_nearest_one(
    tested: Callable[..., tuple[Book, Rulebook]],
) -> None:
    _, found = run(tested(("T1", "doors", "rate=1%", "door=fix", "")))
    (finding,) = found
    assert (finding.code, finding.at) == ("rules/test-table-unknown", "book.xlsx > 测试 Tests!B4")
    assert finding.fix.en == "Did you mean door?"


def test_a_given_value_that_does_not_read_fails_its_test(tested: Callable[..., tuple[Book, Rulebook]]) -> None:
    passed, found = run(tested(("T1", "door", "rate=viel", "door=dispute", "")))
    assert passed == [False]
    assert found[0].text.en == 'The given fact rate = "viel": "viel" is not a number.'


def test_a_given_fact_that_nothing_asks_about_is_warned_of(tested: Callable[..., tuple[Book, Rulebook]]) -> None:
    passed, found = run(tested(("T1", "door", "raet=2%", "door=dispute", "")))
    assert passed == [True]
    assert [(each.code, each.fix.en) for each in found] == [("rules/given-unknown", "Did you mean rate?")]


def test_a_row_of_a_collecting_table_is_tested_with_all_that_match_and_the_message_says_so(
    book: TableBook, words: Callable[[str], ListSheet]
) -> None:
    collect = """
        proof COLLECT
        rule | if | then | note
        id | rate | kind | source
        E1 | > 1% | list | S0
        E2 | - | invoice | S0
    """
    whole = with_tests(
        book(collect), ("T1", "proof", "rate=2%", "kind=list", "E1"),
        ("T2", "proof", "rate=2%", "kind=list|invoice", "E1|E2"),
        ("T3", "proof", "rate=0.5%", "kind=list", "E1"),
    )  # fmt: skip
    rulebook, _ = load_rulebook(whole, vocabulary=words("rate number"), on=None)
    assert rulebook is not None
    short, full, other = run_tests(whole, rulebook)[0].results
    assert full.passed
    assert any("要写全" in each.zh for each in short.why)
    assert not any("要写全" in each.zh for each in other.why)
