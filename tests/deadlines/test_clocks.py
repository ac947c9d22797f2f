"""Days and hours on the clocks of the stores, through every change of them."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casewright.deadlines import deadlines_for
from casewright.deadlines.clock import business_day, moment_of, zone_named
from casewright.deadlines.rows import DeadlineRules
from casewright.model import Case, FileRef, Marketplace, NoticeReading, StatedDeadline, both
from casewright.text import clocks_both, clocks_line, day_span, standing, three_clocks

NO_RULES = DeadlineRules((), ())
ZONES = (
    "America/Los_Angeles", "America/Toronto", "America/Mexico_City", "America/Sao_Paulo", "Europe/London",
    "Europe/Berlin", "Europe/Dublin", "Europe/Istanbul", "Africa/Cairo", "Asia/Riyadh", "Asia/Dubai", "Asia/Kolkata",
    "Asia/Tokyo", "Australia/Sydney", "Africa/Johannesburg",
)  # fmt: skip
days = st.dates(date(2020, 1, 1), date(2035, 12, 31))


def end(store: str, stores: Mapping[str, Marketplace], notice: date | datetime, **limit: object) -> datetime:
    """Return when a limit stated in a notice of that day, or moment, ends in UTC."""
    at = notice if isinstance(notice, datetime) else None
    on = None if isinstance(notice, datetime) else notice
    told = StatedDeadline("...", **limit)  # type: ignore[arg-type]
    reading = NoticeReading("n.txt", notice_date=on, notice_at=at, deadline=told)
    case = Case("C", FileRef("case.xlsx"), marketplace=store)
    (deadline, *_), _ = deadlines_for(
        case, reading, violation=None, rules=NO_RULES, marketplaces=stores, today=date(2026, 1, 1)
    )
    assert deadline.at is not None
    return deadline.at


@pytest.mark.parametrize(
    ("store", "notice", "hours", "days", "utc"),
    [
        # clocks forward within the limit: hours run on, days end an hour of UTC earlier
        ("US", date(2026, 3, 7), 72, None, "2026-03-10T08:00"),
        ("US", date(2026, 3, 7), 72, 3, "2026-03-10T07:00"),
        ("UK", date(2026, 3, 28), 48, None, "2026-03-30T00:00"),
        ("UK", date(2026, 3, 28), 48, 2, "2026-03-29T23:00"),
        ("DE", date(2026, 3, 28), 48, 2, "2026-03-29T22:00"),
        ("AU", date(2026, 10, 3), 48, 2, "2026-10-04T13:00"),  # the south moves forward in October
        ("EG", date(2026, 4, 23), 48, 2, "2026-04-24T21:00"),
        # clocks back
        ("US", date(2026, 10, 31), 72, None, "2026-11-03T07:00"),
        ("US", date(2026, 10, 31), 72, 3, "2026-11-03T08:00"),
        ("FR", date(2026, 10, 24), 48, None, "2026-10-25T22:00"),
        ("FR", date(2026, 10, 24), 48, 2, "2026-10-25T23:00"),
        ("AU", date(2026, 4, 4), 48, None, "2026-04-05T13:00"),
        ("AU", date(2026, 4, 4), 48, 2, "2026-04-05T14:00"),
        # no change at all
        ("MX", date(2026, 4, 4), 72, 3, "2026-04-07T06:00"),
        ("JP", date(2026, 2, 9), 408, 17, "2026-02-25T15:00"),
        ("IN", date(2026, 2, 9), 72, None, "2026-02-11T18:30"),
        ("AE", date(2026, 2, 9), 72, None, "2026-02-11T20:00"),
    ],
)
def test_a_limit_ends_when_the_clock_of_the_store_says_so(
    store: str, notice: date, hours: int, days: int | None, utc: str, stores: Mapping[str, Marketplace]
) -> None:
    assert end(store, stores, notice, hours=hours, days=days) == datetime.fromisoformat(f"{utc}:00+00:00")


def test_every_store_has_a_zone_that_the_world_knows(stores: Mapping[str, Marketplace]) -> None:
    for store in stores.values():
        assert ZoneInfo(store.zone).key == store.zone
        midnight = moment_of(date(2026, 7, 1), time(), zone_named(store.zone))
        assert f"{midnight.astimezone(ZoneInfo(store.zone)):%Y-%m-%d %H:%M}" == "2026-07-01 00:00"


def test_a_day_with_a_time_of_its_own_ends_at_the_same_time_of_day(stores: Mapping[str, Marketplace]) -> None:
    sent = datetime(2026, 3, 6, 18, 30, tzinfo=UTC)  # 10:30 in Los Angeles, before the change of March 8
    assert end("US", stores, sent, hours=96, days=4) == datetime(2026, 3, 10, 17, 30, tzinfo=UTC)
    assert end("US", stores, sent, hours=96) == datetime(2026, 3, 10, 18, 30, tzinfo=UTC)


def test_a_notice_of_the_very_day_of_a_change_counts_from_its_first_minute(stores: Mapping[str, Marketplace]) -> None:
    assert end("US", stores, date(2026, 3, 8), hours=24) == datetime(2026, 3, 9, 8, 0, tzinfo=UTC)
    assert end("US", stores, date(2026, 3, 8), hours=24, days=1) == datetime(2026, 3, 9, 7, 0, tzinfo=UTC)
    # in Cairo the day of April 24 has no midnight: it begins with the leap
    assert end("EG", stores, date(2026, 4, 24), hours=24) == datetime(2026, 4, 24, 22, 0, tzinfo=UTC)


def test_a_time_that_comes_twice_is_the_first_and_one_that_never_comes_is_the_leap() -> None:
    los_angeles = zone_named("America/Los_Angeles")
    assert moment_of(date(2026, 11, 1), time(1, 30), los_angeles) == datetime(2026, 11, 1, 8, 30, tzinfo=UTC)
    assert moment_of(date(2026, 3, 8), time(2, 30), los_angeles) == datetime(2026, 3, 8, 10, 0, tzinfo=UTC)


def test_a_stated_day_ends_at_its_last_minute_or_at_the_time_and_zone_given(stores: Mapping[str, Marketplace]) -> None:
    notice, day = date(2026, 2, 9), date(2026, 2, 26)
    assert end("US", stores, notice, on=day) == datetime(2026, 2, 27, 7, 59, tzinfo=UTC)
    assert end("US", stores, notice, on=day, clock=time(17, 0)) == datetime(2026, 2, 27, 1, 0, tzinfo=UTC)
    assert end("US", stores, notice, on=day, clock=time(17, 0), zone="UTC") == datetime(2026, 2, 26, 17, tzinfo=UTC)
    assert end("US", stores, notice, on=day, clock=time(9, 0), zone="UTC+09:00") == datetime(2026, 2, 26, tzinfo=UTC)
    assert end("DE", stores, notice, on=day, clock=time(12), zone="Asia/Tokyo") == datetime(2026, 2, 26, 3, tzinfo=UTC)


@pytest.mark.parametrize(
    ("store", "notice", "count", "last"),
    [
        ("US", date(2026, 2, 9), 5, date(2026, 2, 16)),  # a Monday: Tuesday to Friday, and the Monday after
        ("US", date(2026, 2, 13), 1, date(2026, 2, 16)),  # a Friday
        ("US", date(2026, 2, 14), 2, date(2026, 2, 17)),  # a Saturday
        ("SA", date(2026, 2, 12), 1, date(2026, 2, 15)),  # a Thursday: Friday and Saturday are off, Sunday counts
        ("EG", date(2026, 2, 11), 3, date(2026, 2, 16)),
        ("AE", date(2026, 2, 12), 2, date(2026, 2, 16)),  # Saturday and Sunday are off
    ],
)
def test_business_days_end_with_the_last_of_them_by_the_weekend_of_the_store(
    store: str, notice: date, count: int, last: date, stores: Mapping[str, Marketplace]
) -> None:
    at = end(store, stores, notice, hours=count * 24, business_days=count)
    assert at.astimezone(ZoneInfo(stores[store].zone)).replace(tzinfo=None) == datetime.combine(last, time(23, 59))


@given(days, st.integers(1, 90), st.sampled_from(ZONES))
def test_days_end_at_midnight_of_the_store_and_never_more_than_an_hour_off(start: date, count: int, name: str) -> None:
    stores = {"X": Marketplace("X", both("X"), "", "", "", name, (), both(""))}
    by_days, by_hours = (end("X", stores, start, hours=count * 24, days=each) for each in (count, None))
    begins = moment_of(start, time(), zone_named(name))
    assert by_hours == begins + timedelta(hours=count * 24)
    assert abs(by_days - by_hours) <= timedelta(hours=1)
    assert by_days == moment_of(start + timedelta(days=count), time(), zone_named(name))


@given(days, st.times().map(lambda clock: clock.replace(second=0, microsecond=0)), st.sampled_from(ZONES))
def test_a_time_of_day_has_its_earliest_reading(day: date, clock: time, name: str) -> None:
    zone = ZoneInfo(name)
    at = moment_of(day, clock, zone)
    readings = [datetime.combine(day, clock.replace(fold=fold), zone).astimezone(UTC) for fold in (0, 1)]
    assert at.tzinfo is UTC
    assert min(readings) <= at <= max(readings)
    if at != min(
        readings
    ):  # only a time that the clock leaps over is not its own first reading: the moment of the leap
        assert at.astimezone(zone).replace(tzinfo=None) > datetime.combine(day, clock)
        assert (at - timedelta(minutes=1)).astimezone(zone).replace(tzinfo=None) < datetime.combine(day, clock)


@given(days, st.integers(0, 30))
def test_business_days_are_never_fewer_than_days(start: date, count: int) -> None:
    last = business_day(start, count)
    assert (last - start).days >= count
    assert count == 0 or last.weekday() < 5


@given(days, st.integers(0, 24 * 60 - 1), st.sampled_from(ZONES))
def test_three_clocks_show_one_moment(day: date, minute: int, name: str) -> None:
    moment = datetime.combine(day, time(), UTC) + timedelta(minutes=minute)
    for shown in three_clocks(moment, name):
        text, _, zone = shown.partition(" (")
        there = datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone.rstrip(")")))
        assert moment in {there.astimezone(UTC), there.replace(fold=1).astimezone(UTC)}


def test_the_line_of_clocks_names_each_clock_and_the_day_of_the_week() -> None:
    moment = datetime(2026, 2, 26, 8, 0, tzinfo=UTC)
    line = clocks_line(moment, "America/Los_Angeles")
    assert line.zh == (
        "站点时间 2026-02-26 00:00 周四（America/Los_Angeles）"
        "｜北京时间 2026-02-26 16:00 周四｜UTC 2026-02-26 08:00 周四"
    )
    assert "store time 2026-02-26 00:00 Thu (America/Los_Angeles) | Beijing time 2026-02-26 16:00 Thu" in line.en
    assert clocks_line(moment, "UTC").zh == "北京时间 2026-02-26 16:00 周四｜UTC 2026-02-26 08:00 周四"
    assert clocks_both(moment, "Asia/Tokyo").startswith("站点 Store 2026-02-26 17:00 Thu 周四 (Asia/Tokyo)")


@pytest.mark.parametrize(
    ("hour", "stands"), [(-1, "past"), (0, "today"), (23, "today"), (24, "soon"), (47, "soon"), (48, "later")]
)
def test_how_a_limit_stands_on_a_day_of_the_desk(hour: int, stands: str) -> None:
    since, until = day_span(date(2026, 2, 12))
    assert since == datetime(2026, 2, 11, 16, 0, tzinfo=UTC)
    assert standing(since + timedelta(hours=hour), since, until) == stands


@pytest.mark.parametrize(("hour", "stands"), [(0, "past"), (1, "soon"), (23, "soon"), (24, "later")])
def test_how_a_limit_stands_at_a_moment(hour: int, stands: str) -> None:
    now = datetime(2026, 2, 12, 3, 0, tzinfo=UTC)
    assert standing(now + timedelta(hours=hour), now) == stands
