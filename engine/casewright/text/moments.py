"""Days and moments for reading, each with its zone."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_skeleton

from casewright.model import Bilingual
from casewright.text.numbers import locale_of

BEIJING = "Asia/Shanghai"

_DAY_FORMAT = {"en": "MMMM d, y", "zh": "y年M月d日", "ja": "y年M月d日"}
_WEEKDAYS = {"en": ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"], "zh": [f"周{sign}" for sign in "一二三四五六日"]}


def show_day(day: date, lang: str) -> str:
    """Return a day for reading: ``March 5, 2026``, ``2026年3月5日``, ``5. März 2026``."""
    return format_date(day, format=_DAY_FORMAT.get(lang, "long"), locale=locale_of(lang))


def show_month_day(day: date, lang: str) -> str:
    """Return a day without its year: ``March 5``, ``3月5日``, ``5. März``."""
    return str(format_skeleton("MMMMd", day, locale=locale_of(lang)))


def show_weekday(day: date, lang: str) -> str:
    """Return the day of the week as a clerk notes it: ``Thu``, ``周四``."""
    return _WEEKDAYS[lang][day.weekday()]


def show_moment(moment: datetime, zone: str) -> str:
    """Return an aware moment in a zone, to the minute, with the zone's name: ``2026-02-26 08:14 (Asia/Shanghai)``."""
    return f"{moment.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M} ({zone})"


def show_clock(moment: datetime, zone: str, lang: str = "") -> str:
    """Return an aware moment in a zone with the day of the week: ``2026-02-26 08:14 周四``; both where no ``lang``."""
    there = moment.astimezone(ZoneInfo(zone))
    days = [show_weekday(there.date(), each) for each in ((lang,) if lang else ("en", "zh"))]
    return f"{there:%Y-%m-%d %H:%M} {' '.join(days)}"


def three_clocks(moment: datetime, zone: str) -> tuple[str, str, str]:
    """Return a moment on the marketplace's clock, in Beijing and in UTC, each with its zone."""
    return show_moment(moment, zone), show_moment(moment, BEIJING), show_moment(moment, "UTC")


def clocks_line(moment: datetime, zone: str) -> Bilingual:
    """Return a moment on all three clocks in a line, with the days of the week; one clock that is another stands once.

    ``站点时间 2026-02-26 00:00 周四（America/Los_Angeles）｜北京时间 2026-02-26 16:00 周四｜UTC 2026-02-26 08:00 周四``
    """
    rest = (("北京时间", "Beijing time", BEIJING), ("UTC", "UTC", "UTC"))
    zh = [f"{name} {show_clock(moment, at, 'zh')}" for name, _, at in rest]
    en = [f"{name} {show_clock(moment, at, 'en')}" for _, name, at in rest]
    if zone not in {BEIJING, "UTC"}:
        zh.insert(0, f"站点时间 {show_clock(moment, zone, 'zh')}（{zone}）")
        en.insert(0, f"store time {show_clock(moment, zone, 'en')} ({zone})")
    return Bilingual("｜".join(zh), " | ".join(en))


def clocks_both(moment: datetime, zone: str) -> str:
    """Return the same line once for readers of both languages."""
    rest = [f"北京 Beijing {show_clock(moment, BEIJING)}", f"UTC {show_clock(moment, 'UTC')}"]
    if zone not in {BEIJING, "UTC"}:
        rest.insert(0, f"站点 Store {show_clock(moment, zone)} ({zone})")
    return " | ".join(rest)


def day_span(day: date) -> tuple[datetime, datetime]:
    """Return when a day of the desk begins and ends: midnight to midnight in Beijing, in UTC."""
    start = datetime.combine(day, time(), ZoneInfo(BEIJING)).astimezone(UTC)
    return start, start + timedelta(hours=24)


def standing(at: datetime, since: datetime, until: datetime | None = None) -> str:
    """Say how a limit stands at a moment, or on a day from ``since`` to ``until``: ``past today soon later``.

    ``past``: it had passed when the day began; ``today``: it passes within that day; ``soon``: less than 24 hours are
    left at its end. Of a moment there is no ``today``.
    """
    end = until or since
    if at < since or (until is None and at == since):
        return "past"
    if at < end:
        return "today"
    return "soon" if at < end + timedelta(hours=24) else "later"


def hours_left(at: datetime, now: datetime) -> int:
    """Return the whole hours from now to a moment, rounded down; below zero where it has passed."""
    return int((at - now).total_seconds() // 3600)
