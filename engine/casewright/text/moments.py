"""Days and moments for reading, each with its zone."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_skeleton

from casewright.text.numbers import locale_of

BEIJING = "Asia/Shanghai"

_DAY_FORMAT = {"en": "MMMM d, y", "zh": "y年M月d日", "ja": "y年M月d日"}


def show_day(day: date, lang: str) -> str:
    """Return a day for reading: ``March 5, 2026``, ``2026年3月5日``, ``5. März 2026``."""
    return format_date(day, format=_DAY_FORMAT.get(lang, "long"), locale=locale_of(lang))


def show_month_day(day: date, lang: str) -> str:
    """Return a day without its year: ``March 5``, ``3月5日``, ``5. März``."""
    return str(format_skeleton("MMMMd", day, locale=locale_of(lang)))


def show_moment(moment: datetime, zone: str) -> str:
    """Return an aware moment in a zone, to the minute, with the zone's name: ``2026-02-26 08:14 (Asia/Shanghai)``."""
    return f"{moment.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M} ({zone})"


def three_clocks(moment: datetime, zone: str) -> tuple[str, str, str]:
    """Return a moment on the marketplace's clock, in Beijing and in UTC."""
    return show_moment(moment, zone), show_moment(moment, BEIJING), show_moment(moment, "UTC")
