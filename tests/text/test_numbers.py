"""Numbers, rates and money."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casewright.text import join_words, parse_number, parse_percent, show_money, show_number, show_percent


@pytest.mark.parametrize("typed", ["1.98%", "1,98%", "1.98 %", "１．９８％", " 1.98%"])
def test_a_percentage_is_an_exact_fraction_however_it_is_typed(typed: str) -> None:
    assert parse_percent(typed) == Fraction(198, 10_000)


@pytest.mark.parametrize(
    ("typed", "value"), [("1,234", 1234), ("1,234.5", Fraction(2469, 2)), ("12,5", Fraction(25, 2)), ("－3", -3)]
)
def test_commas_group_thousands_only_before_three_digits(typed: str, value: Fraction) -> None:
    assert parse_number(typed) == value


@pytest.mark.parametrize("typed", ["", "x", "1-3", "12abc", "1.2.3"])
def test_what_is_no_number_is_none(typed: str) -> None:
    assert parse_number(typed) is None


@given(st.integers(0, 5_000), st.integers(1, 100_000))
def test_a_rate_reads_the_same_in_both_languages(num: int, den: int) -> None:
    assert show_percent(Fraction(num, den), "en") == show_percent(Fraction(num, den), "zh")


def test_a_rate_is_rounded_only_for_reading() -> None:
    assert show_percent(Fraction(24, 1212), "en") == "1.98%"
    assert show_percent(Fraction(1, 100), "zh") == "1.00%"


def test_the_yen_has_no_decimals() -> None:
    assert show_money(Decimal("1200.4"), "JPY", "en") == "¥1,200"


def test_numbers_are_grouped_and_lists_joined_as_each_language_does() -> None:
    assert show_number(1212, "zh") == "1,212"
    assert join_words(["A", "B", "C"], "en") == "A, B and C"
    assert join_words(["A", "B", "C"], "zh") == "A、B和C"
