"""Days typed by people."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casewright.text import Unclear, find_days, find_month_days, parse_day, show_day, three_clocks

FIFTH_OF_MARCH = date(2026, 3, 5)


@pytest.mark.parametrize(
    "typed",
    [
        "2026-03-05", "2026/3/5", "2026.3.5", "2026年3月5日", "20260305", "5 Mar 2026", "March 5, 2026", "Mar. 5, 2026",
        "5. März 2026", "le 5 mars 2026", "5 de marzo de 2026", "令和8年3月5日", "２０２６年３月５日", "5th March 2026",
        "05-Mar-2026", "2026-03-05 16:14:00", "2026-03-05T16:14:00Z", "Thursday, March 5, 2026", " 2026 / 3 / 5 ",
    ],
)  # fmt: skip
def test_the_usual_ways_to_write_a_day_give_the_same_day(typed: str) -> None:
    assert parse_day(typed) == FIFTH_OF_MARCH


@pytest.mark.parametrize("written", ["5 APRİL 2026", "5 Aprıl 2026", "Aprıl 5 2026"])
def test_a_day_written_on_a_turkish_keyboard_is_read(written: str) -> None:
    assert [day for _, _, day in find_days(f"It was sent on {written}.")] == [date(2026, 4, 5)]
    assert [(month, day) for _, _, month, day in find_month_days(written.removesuffix(" 2026").rstrip(","))] == [(4, 5)]


def test_a_day_that_could_be_two_days_is_never_guessed() -> None:
    assert parse_day("03/04/2026") == Unclear((date(2026, 3, 4), date(2026, 4, 3)))


def test_a_source_that_says_which_way_it_writes_is_believed() -> None:
    assert parse_day("03/04/2026", day_first=True) == date(2026, 4, 3)
    assert parse_day("03/04/2026", day_first=False) == date(2026, 3, 4)


def test_a_numeric_day_with_one_reading_is_read() -> None:
    assert parse_day("25/03/2026") == date(2026, 3, 25)
    assert parse_day("05/05/2026") == date(2026, 5, 5)


@pytest.mark.parametrize("typed", ["13/25/2026", "2026-02-30", "20261399"])
def test_a_day_that_no_calendar_has_is_unclear_without_readings(typed: str) -> None:
    assert parse_day(typed) == Unclear(())


@pytest.mark.parametrize("typed", ["", "hello", "1-3", "B0TEST0001", "111-1234567-1234567"])
def test_what_is_no_day_is_no_day(typed: str) -> None:
    assert parse_day(typed) is None


@given(st.dates(date(1990, 1, 1), date(2099, 12, 31)), st.sampled_from(["en", "zh"]))
def test_a_day_shown_reads_back_as_itself(day: date, lang: str) -> None:
    assert parse_day(show_day(day, lang)) == day


def test_days_are_found_in_running_text_and_not_inside_ids() -> None:
    text = "On March 5, 2026 and 2026-03-09, order 113-2026031-1234567, by 05/06/2026."

    assert [day for _, _, day in find_days(text)] == [date(2026, 3, 5), date(2026, 3, 9)]


def test_a_sentence_that_ends_in_a_year_does_not_make_a_day_with_the_rate_behind_it() -> None:
    assert list(find_days("The notice is dated in 2026. 3.5% of the orders were late.")) == []


def test_a_moment_is_shown_on_three_clocks_across_daylight_saving() -> None:
    winter = three_clocks(datetime(2026, 2, 26, 0, 14, tzinfo=UTC), "America/Los_Angeles")
    summer = three_clocks(datetime(2026, 7, 26, 0, 14, tzinfo=UTC), "America/Los_Angeles")

    assert winter == (
        "2026-02-25 16:14 (America/Los_Angeles)", "2026-02-26 08:14 (Asia/Shanghai)", "2026-02-26 00:14 (UTC)",
    )  # fmt: skip
    assert summer[0] == "2026-07-25 17:14 (America/Los_Angeles)"
