"""Values that say nothing beside a wider part of their cell: told only where leaving them out changes no case."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import TypeGuard

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casewright.model import Finding
from casewright.rules import Rulebook
from casewright.rules.evaluate import holds
from casewright.rules.language.condition import EQUAL, Compare, Condition, Range
from casewright.rules.lints import lint_rulebook
from casewright.rules.lints.within import swallowed
from casewright.sheets import ListSheet

Load = Callable[..., tuple[Rulebook | None, tuple[Finding, ...]]]
Words = Callable[[str], ListSheet]
Look = Callable[..., list[Finding]]

TABLE = """
t COLLECT
rule | if    | if  | if    | then
id   | count | day | lines | out
R1   | {0}   | {1} | {2}   | a
"""
DICTIONARY = "count number\nday date\nlines list"


@pytest.fixture
def look(load: Load, words: Words) -> Look:
    """Return what the lint says of one cell for the number column."""

    def see(count: str, day: str = "-") -> list[Finding]:
        rulebook, found = load(TABLE.format(count, day, "-"), facts=words(DICTIONARY))
        assert rulebook is not None, [finding.text.en for finding in found]
        return [finding for finding in lint_rulebook(rulebook) if finding.code == "lint/value-within"]

    return see


@pytest.mark.parametrize("cell", ["> 1, 500", ">1， 500", ">= 1, 500", "not(> 1, 500)"])
def test_a_number_that_fell_apart_at_its_comma_is_put_together_again(look: Look, cell: str) -> None:
    (found,) = look(cell)
    assert found.at == "book.xlsx > t!B5"
    assert "1500" in found.fix.zh
    assert "1500" in found.fix.en


@pytest.mark.parametrize("cell", ["[1..3], 2", "> 5, 7", "2, [1..3)", "< 10, 3, 20"])
def test_a_value_within_a_range_is_named_with_the_range(look: Look, cell: str) -> None:
    (found,) = look(cell)
    assert "1500" not in found.fix.zh
    assert not found.is_error


def test_a_day_within_a_span_is_named(look: Look) -> None:
    (found,) = look("-", "> 2026-01-01, 2026-03-05")
    assert "2026-03-05" in found.text.zh


@pytest.mark.parametrize("cell", ["1, 2, 3", "< 1, 500", "[1..3), 3", "(0..1), 1, 0", "> 1%, 0.01", "> 500, 1", "-"])
def test_a_value_that_adds_something_is_left_alone(look: Look, cell: str) -> None:
    assert look(cell) == []


@pytest.mark.parametrize("cell", ["> 1,500", ">1，500"])
def test_one_number_with_a_comma_is_told_once(load: Load, words: Words, cell: str) -> None:
    rulebook, _ = load(TABLE.format(cell, "-", "-"), facts=words(DICTIONARY))
    assert rulebook is not None
    told = {finding.code for finding in lint_rulebook(rulebook) if "comma" in finding.code or "within" in finding.code}
    assert told == {"lint/number-with-comma"}


NUMBERS = st.integers(-4, 4).map(Fraction)
PARTS = st.one_of(
    st.builds(Compare, st.sampled_from([EQUAL, "<", "<=", ">", ">="]), NUMBERS),
    st.builds(Range, NUMBERS, NUMBERS, st.booleans(), st.booleans()),
)


def _plain(test: Compare | Range) -> TypeGuard[Compare]:
    return isinstance(test, Compare) and test.operator == EQUAL


@given(st.lists(PARTS, min_size=1, max_size=5).map(tuple))
def test_a_value_is_named_only_where_the_cell_means_the_same_without_it(tests: tuple[Compare | Range, ...]) -> None:
    told = {value for value, _, _ in swallowed(Condition(tests))}
    left = tuple(test for test in tests if not (_plain(test) and test.value in told))
    for point in range(-10, 11):
        value = Fraction(point, 2)
        assert holds(Condition(tests), value) is holds(Condition(left), value)


@given(st.lists(st.integers(0, 2000), min_size=1, max_size=5), st.lists(st.dates(), max_size=3))
def test_a_plain_list_of_values_brings_nothing_up(numbers: list[int], days: list[date]) -> None:
    values: list[Fraction | date] = [*map(Fraction, numbers), *days]
    assert list(swallowed(Condition(tuple(Compare(EQUAL, value) for value in values)))) == []
