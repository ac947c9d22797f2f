"""What the desk keeps in mind: counted from the case by the rows of the rulebook, as of a day."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from casewright.deadlines.clock import END_OF_DAY, SATURDAY_SUNDAY, after_hours, business_day, moment_of, zone_named
from casewright.deadlines.kept import is_open, newest_of, waits
from casewright.deadlines.rows import DeadlineRules, ReminderRow
from casewright.model import Case, Deadline, Marketplace, NoticeReading, Reminder
from casewright.text import BEIJING, day_span


def reminders_for(
    case: Case,
    notice: NoticeReading,
    deadlines: Sequence[Deadline],
    *,
    violation: str | None,
    rules: DeadlineRules,
    marketplaces: Mapping[str, Marketplace],
    today: date,
) -> tuple[Reminder, ...]:
    """Return the reminders of an open case, soonest first; none where Amazon has reinstated or the letter is false."""
    if not is_open(case, notice) or notice.phishing:
        return ()
    store = marketplaces.get(case.marketplace or notice.marketplace or "")
    zone = store.zone if store else "UTC"
    known: list[Reminder] = []
    for row in rules.reminders:
        if row.codes and violation not in row.codes:
            continue
        if row.after == "deadline":
            known.extend(_ahead(row, deadlines, today))
        elif (day := _anchor(row, case, notice)) is not None:
            known.append(_counted(row, day, zone, today))
    return tuple(sorted((_at(each, today) for each in known), key=lambda each: (each.at, each.code)))


def _anchor(row: ReminderRow, case: Case, notice: NoticeReading) -> date | None:
    """Return the day that a reminder counts from, None where it does not apply to the case as it stands."""
    newest = newest_of(case)
    if row.after in {"intake", "notice"}:
        if row.after == "notice":
            return notice.notice_date or case.notice_date
        return case.received_on if newest is None and (row.when != "urgent" or case.urgent) else None
    if newest is None or waits(newest) != (row.after == "submission"):
        return None
    number = sum(each.on is not None for each in case.submissions)
    return newest.on if row.when not in {"first", "later"} or (number == 1) == (row.when == "first") else None


def _counted(row: ReminderRow, day: date, store: str, today: date) -> Reminder:
    name = store if row.store else BEIJING
    zone = zone_named(name)
    every = row.hours if row.repeats else None
    if row.working_days is not None:
        at = moment_of(business_day(day, row.working_days, SATURDAY_SUNDAY), time(), zone)
    elif row.hours is not None:
        at = after_hours(moment_of(day, time(), zone), row.hours)
    else:
        at = moment_of(day + timedelta(days=row.days or 0), time(), zone)
    if every:
        at = _next(at, every, today)
    until = moment_of(day + timedelta(days=row.until_days), END_OF_DAY, zone) if row.until_days is not None else None
    return Reminder(row.code, row.what, at, store, row.at, row.source, until, every, for_client=row.for_client)


def _next(at: datetime, every: int, today: date) -> datetime:
    """Return the first time of a repeated reminder that does not lie before a day."""
    start, _ = day_span(today)
    return at + timedelta(hours=max(0, -(-int((start - at).total_seconds()) // (every * 3600))) * every)


def _ahead(row: ReminderRow, deadlines: Sequence[Deadline], today: date) -> Iterator[Reminder]:
    """Yield our own target ahead of each limit that still runs."""
    start, _ = day_span(today)
    for each in deadlines:
        if each.runs and each.at is not None and each.internal_at is not None and each.at >= start:
            code = row.code if each.code == "appeal" else f"{row.code}-{each.code}"
            yield Reminder(
                code,
                row.what,
                each.internal_at.astimezone(UTC),
                each.zone,
                row.at,
                row.source,
                for_client=row.for_client,
            )


def _at(reminder: Reminder, today: date) -> Reminder:
    start, end = day_span(today)
    if reminder.ends < start:
        return replace(reminder, state="past")
    return replace(reminder, state="due" if reminder.at < end else "later")
