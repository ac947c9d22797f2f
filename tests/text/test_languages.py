"""Days, numbers, rates and lists as each language of a plan writes them."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casewright.text import (
    join_ids,
    join_words,
    language_name,
    plain_numbers,
    show_day,
    show_month_day,
    show_number,
    show_percent,
)

DAY = date(2026, 3, 5)


@pytest.mark.req("S0-39", "S0-50")
@pytest.mark.parametrize(
    ("lang", "day", "short", "rate", "number", "listed", "ids"),
    [
        ("zh", "2026年3月5日", "3月5日", "1.98%", "1,212.5", "A、B和C", "C-2、C-3"),
        ("en", "March 5, 2026", "March 5", "1.98%", "1,212.5", "A, B and C", "C-2, C-3"),
        ("ja", "2026年3月5日", "3月5日", "1.98%", "1,212.5", "A、B、C", "C-2、C-3"),
        ("de", "5. März 2026", "5. März", "1,98\u00a0%", "1.212,5", "A, B und C", "C-2, C-3"),
        ("fr", "5 mars 2026", "5 mars", "1,98\u00a0%", "1\u202f212,5", "A, B et C", "C-2, C-3"),
    ],
)
def test_each_language_has_its_own_forms(
    lang: str, day: str, short: str, rate: str, number: str, listed: str, ids: str
) -> None:
    assert show_day(DAY, lang) == day
    assert show_month_day(DAY, lang) == short
    assert show_percent(Fraction(198, 10_000), lang) == rate
    assert show_number(Fraction(2425, 2), lang) == number
    assert join_words(["A", "B", "C"], lang) == listed
    assert join_ids(["C-2", "C-3"], lang) == ids


@given(count=st.integers(0, 10**12), places=st.integers(0, 9_999), lang=st.sampled_from(["ja", "de", "fr", "pl", "sv"]))
def test_a_number_shown_in_any_language_reads_back_as_in_english(count: int, places: int, lang: str) -> None:
    value = count + Fraction(places, 10_000)
    plain = plain_numbers(f"x {show_number(value, lang)} y", lang).replace(",", "")
    assert plain == f"x {show_number(value, 'en').replace(',', '')} y"


def test_a_day_and_an_order_number_are_no_german_numbers() -> None:
    text = "12.02.2026, Bestellung 114-1234567-7654321, Anlagen C-2, C-3"
    assert plain_numbers(text, "de") == text


def test_a_language_has_a_name_and_an_id_is_none() -> None:
    named = language_name("ja")
    assert named is not None
    assert (named.zh, named.en) == ("日文", "Japanese")
    assert language_name("id") is None
    assert language_name("xx") is None
