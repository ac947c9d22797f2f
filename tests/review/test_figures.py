"""Figures are the same figures in either language."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casewright.review import difference, figures_of
from casewright.text import show_day, show_number, show_percent


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("2026年3月5日退款 14 单", "On March 5, 2026 we refunded 14 orders"),
        ("2026年3月5日", "5 Mar 2026"),
        ("2026年3月共 40 单", "40 orders in March 2026"),
        ("3月5日", "on March 5"),
        ("1.98%（24 / 1,212 个订单）", "1.98% (24 of 1212 orders)"),
        ("超过1.2万件", "more than 12,000 units"),
        ("（附件 C-2、C-3）", "(Exhibits C-2, C-3)"),
        ("订单 111-2345678-1234567，ASIN B0TESTAAA1", "order 111-2345678-1234567, ASIN B0TESTAAA1"),
        ("60天内", "a 60-day window"), ("第3.1条", "Section 3.1"), ("SKU NL-204", "SKU NL-204"),
        ("５０％", "50%"), ("2026年。3.5%", "in 2026. 3.5%"), ("上午10:30", "at 10:30"),
    ],
)  # fmt: skip
def test_the_same_said_twice_has_the_same_figures(zh: str, en: str) -> None:
    assert figures_of(zh) == figures_of(en)
    assert figures_of(zh)


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("14 单", "15 orders"), ("2026年3月5日", "May 3, 2026"), ("（附件 C-2）", "(Exhibit C-3)"), ("1.98%", "1.89%"),
        ("B0TESTAAA1", "B0TESTAAA2"), ("14 件", "14% of it"), ("3月5日", "March 6"),
    ],
)  # fmt: skip
def test_a_changed_figure_shows(zh: str, en: str) -> None:
    assert figures_of(zh) != figures_of(en)


@settings(max_examples=40, deadline=None)
@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.fractions(0, 1), st.integers(0, 10**9))
def test_what_the_house_shows_reads_the_same_in_both_languages(day: date, rate: Fraction, count: int) -> None:
    shown = {
        lang: f"{show_day(day, lang)} / {show_percent(rate, lang)} / {show_number(count, lang)}"
        for lang in ("zh", "en")
    }
    assert figures_of(shown["zh"]) == figures_of(shown["en"])


def test_a_month_that_is_a_verb_is_no_month() -> None:
    assert figures_of("we may march on") == frozenset()


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("2026年9月8日至10月31日", "from September 8 to October 31, 2026"),
        ("9月8日", "September 8, 2026"), ("9月", "September 2026"),
    ],
)  # fmt: skip
def test_a_year_left_out_in_one_language_is_no_difference(zh: str, en: str) -> None:
    assert difference(zh, en) == ((), ())


def test_a_year_left_out_hides_no_other_day() -> None:
    assert difference("9月8日", "September 9, 2026") == (("day --09-08",), ("day 2026-09-09",))
