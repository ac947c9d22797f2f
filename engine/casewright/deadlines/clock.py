"""Days, hours and business days on the clock of a store, through every change of it."""

import re
from collections.abc import Collection
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

END_OF_DAY = time(23, 59)
SATURDAY_SUNDAY = (5, 6)

_OFFSET = re.compile(r"(?:UTC|GMT)?\s*([+-])(\d{1,2}):?(\d{2})?")


def zone_named(name: str, default: str = "UTC") -> tzinfo:
    """Return a zone by its IANA name or as ``UTC+09:00``; the default where the name is empty or unknown."""
    offset = _OFFSET.fullmatch(name.strip())
    if offset:
        minutes = int(offset[2]) * 60 + int(offset[3] or 0)
        if minutes < 24 * 60:
            return timezone(timedelta(minutes=-minutes if offset[1] == "-" else minutes))
    try:
        return ZoneInfo(name.strip() or default)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo(default)


def moment_of(day: date, clock: time, zone: tzinfo) -> datetime:
    """Return when a clock in a zone shows a time of a day, in UTC, by the earliest reading.

    A time that the clock shows twice is the first of both; one that it leaps over is the moment of the leap.
    """
    first, second = (
        datetime.combine(day, clock.replace(tzinfo=None, fold=fold), zone).astimezone(UTC) for fold in (0, 1)
    )
    if first.astimezone(zone).replace(tzinfo=None, fold=0) == datetime.combine(day, clock.replace(tzinfo=None, fold=0)):
        return min(first, second)
    early, late = min(first, second), max(first, second)
    before = early.astimezone(zone).utcoffset()
    while early < late and early.astimezone(zone).utcoffset() == before:
        early += timedelta(minutes=1)
    return early


def after_hours(start: datetime, hours: int) -> datetime:
    """Return the moment so many hours later; hours run on through a change of the clocks."""
    return start.astimezone(UTC) + timedelta(hours=hours)


def after_days(start: datetime, days: int, zone: tzinfo) -> datetime:
    """Return when the store's clock shows the same time so many calendar days later."""
    there = start.astimezone(zone)
    return moment_of(there.date() + timedelta(days=days), there.time().replace(fold=0), zone)


def business_day(start: date, count: int, weekend: Collection[int] = SATURDAY_SUNDAY) -> date:
    """Return the day that lies so many working days later; public holidays are not known."""
    day = start
    while count > 0 and len(set(weekend)) < 7:
        day += timedelta(days=1)
        count -= day.weekday() not in weekend
    return day


def clock_changes(start: datetime, end: datetime, zone: tzinfo) -> bool:
    """Say whether the clocks of a zone stand otherwise at the end than at the start."""
    return start.astimezone(zone).utcoffset() != end.astimezone(zone).utcoffset()
