"""Limits and reminders as a calendar file for Outlook, WPS and phones.

The same case always gives the same bytes: the stamp of an entry is the day of its package, not of the clock, and its
id is made of case and code, so that a calendar that takes the file again moves the entry instead of doubling it.
Nothing of the client but the case's own reference is in it.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from icalendar import TRANSP, Alarm, Calendar, Event

from casewright.model import Bilingual, Deadline, Dossier, Reminder
from casewright.model.labels import BASES
from casewright.text import clocks_line

_PRODUCT = "-//Casewright//Deadlines//ZH"
_NAME = Bilingual("申诉期限", "Appeal deadlines")
_DAY_AHEAD = timedelta(hours=-24)
_HEADS = {
    "stated": Bilingual("期限", "DEADLINE"),
    "assumed": Bilingual("推定期限", "DEADLINE, ASSUMED"),
    "kept": Bilingual("期限（已提交）", "deadline, answered"),
    "reminder": Bilingual("提醒", "reminder"),
}


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """One limit or reminder of a case, of the package made on ``stamp``; ``until`` ends a window.

    ``kind`` is ``stated``, ``assumed``, ``kept`` (an appeal went out in time) or ``reminder``.
    """

    case: str
    version: int
    stamp: date
    code: str
    kind: str
    what: Bilingual
    at: datetime
    zone: str
    source: str = ""
    quote: str = ""
    internal_at: datetime | None = None
    until: datetime | None = None


def entries_of(dossier: Dossier) -> tuple[CalendarEntry, ...]:
    """Return what a package puts into a calendar: limits with a moment, and reminders, soonest first."""
    ref, version, day = dossier.case.ref, dossier.version, dossier.today
    made = [
        *(_limit(each, ref, version, day) for each in dossier.deadlines if each.at is not None),
        *(_reminder(each, ref, version, day) for each in dossier.reminders),
    ]
    return tuple(sorted(made, key=lambda each: (each.at, each.code)))


def _limit(limit: Deadline, ref: str, version: int, day: date) -> CalendarEntry:
    kind = limit.basis if limit.runs else "kept"
    at = limit.at or datetime.combine(day, time(), UTC)
    return CalendarEntry(
        ref, version, day, limit.code, kind, limit.what, at, limit.zone, limit.source, limit.quote, limit.internal_at
    )


def _reminder(reminder: Reminder, ref: str, version: int, day: date) -> CalendarEntry:
    source = " · ".join(part for part in (reminder.source, reminder.basis) if part)
    return CalendarEntry(
        ref, version, day, reminder.code, "reminder", reminder.what, reminder.at, reminder.zone, source,
        until=reminder.until,
    )  # fmt: skip


def write_calendar(entries: Iterable[CalendarEntry]) -> bytes:
    """Return one calendar (iCalendar 2.0, UTF-8) of the entries given, in their order."""
    listed = list(entries)
    owner = hashlib.sha256("|".join(sorted({each.case for each in listed})).encode()).hexdigest()[:32]
    calendar = Calendar.new(
        prodid=_PRODUCT, method="PUBLISH", name=f"{_NAME.zh} {_NAME.en}", uid=f"{owner}@casewright",
        subcomponents=[_event(each) for each in listed],
    )  # fmt: skip
    return bytes(calendar.to_ical())


def _event(entry: CalendarEntry) -> Event:
    limit = entry.kind != "reminder"
    head = _HEADS[entry.kind]
    event = Event.new(
        uid=f"{hashlib.sha256(f'{entry.case}|{entry.code}'.encode()).hexdigest()[:32]}@casewright",
        summary=_plain(f"【{head.zh} {head.en}】{entry.case} {entry.what.zh} {entry.what.en}"),
        description=_plain("\n".join(_lines(entry))),
        start=entry.at.astimezone(UTC),
        end=entry.until.astimezone(UTC) if entry.until else None,
        stamp=datetime.combine(entry.stamp, time(), UTC),
        sequence=entry.version,
        categories=[f"{head.zh} {head.en}"],
        priority=1 if limit else 5,
        transparency=TRANSP.TRANSPARENT,
        subcomponents=[_alarm(entry, before) for before in _alarms(entry)],
    )
    event.add("LAST-MODIFIED", datetime.combine(entry.stamp, time(), UTC))
    return event


def _lines(entry: CalendarEntry) -> Iterator[str]:
    yield f"{entry.what.zh} {entry.what.en}"
    clocks = clocks_line(entry.at, entry.zone)
    yield from (clocks.zh, clocks.en)
    if entry.until:
        ends = clocks_line(entry.until, entry.zone)
        yield from (f"至 {ends.zh}", f"until {ends.en}")
    if entry.kind in BASES:
        basis = BASES[entry.kind]
        yield f"依据 Basis: {basis.zh} {basis.en}"
    if entry.quote:
        yield f"通知原文 Words of the notice: {entry.quote}"
    if entry.internal_at:
        ours = clocks_line(entry.internal_at, entry.zone)
        yield from (f"内部完成时间 {ours.zh}", f"our own target {ours.en}")
    if entry.source:
        yield f"出处 Source: {entry.source}"
    yield f"案件 Case {entry.case} v{entry.version}"


def _alarms(entry: CalendarEntry) -> list[timedelta]:
    if entry.kind == "reminder":
        return [timedelta(0)]
    if entry.kind == "kept":
        return []
    ours = [entry.internal_at - entry.at] if entry.internal_at else []
    return sorted({_DAY_AHEAD, *ours})


def _alarm(entry: CalendarEntry, before: timedelta) -> Alarm:
    alarm = Alarm.new(description=_plain(f"{entry.case} {entry.what.zh} {entry.what.en}"))
    alarm.add("ACTION", "DISPLAY")
    alarm.add("TRIGGER", before)
    return alarm


def _plain(text: str) -> str:
    """Leave out signs that no calendar file may hold."""
    return "".join(sign for sign in text if sign == "\n" or sign.isprintable())
