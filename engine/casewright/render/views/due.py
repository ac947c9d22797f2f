"""Limits and reminders on three clocks as plain data."""

from datetime import datetime
from zoneinfo import ZoneInfo

from casewright.model import Bilingual, Deadline, Dossier, Reminder, both
from casewright.model.labels import BASES, STANDINGS, label
from casewright.render.shapes.case import Text
from casewright.render.shapes.report import DeadlineView, ReminderView
from casewright.render.views.words import DASH, text, word
from casewright.text import BEIJING, day_span, show_clock, standing


def deadline_views(dossier: Dossier) -> list[DeadlineView]:
    """Return the deadlines, the known ones first in order of time."""
    known = sorted((one for one in dossier.deadlines if one.at), key=lambda one: str(one.at))
    return [_deadline(one, dossier) for one in (*known, *(one for one in dossier.deadlines if not one.at))]


def reminder_views(dossier: Dossier) -> list[ReminderView]:
    """Return the reminders that a client may read, soonest first; the desk's own chores stand in its lists only."""
    return [_reminder(one) for one in dossier.reminders if one.for_client]


def due_steps(dossier: Dossier) -> list[Bilingual]:
    """Return the first known deadline as a step to take; what is past or near is said first."""
    return [_step(view) for view in deadline_views(dossier)[:1] if view["known"]]


def _clock(moment: datetime | None, zone: str, *, named: bool = False) -> str:
    if moment is None:
        return DASH
    return f"{show_clock(moment, zone)} ({zone})" if named else show_clock(moment, zone)


def _deadline(deadline: Deadline, dossier: Dossier) -> DeadlineView:
    at, zone = deadline.at, deadline.zone or "UTC"
    stands = _stands(deadline, dossier)
    return {
        "what": text(deadline.what), "market": _clock(at, zone, named=True), "beijing": _clock(at, BEIJING),
        "utc": _clock(at, "UTC"), "left": _left(deadline, dossier),
        "basis": text(label(BASES, deadline.basis)), "quote": word(deadline.quote),
        "internal": _clock(deadline.internal_at, BEIJING), "source": word(deadline.source), "known": at is not None,
        "loud": stands in STANDINGS, "alarm": text(STANDINGS.get(stands, both(DASH))),
    }  # fmt: skip


def _stands(deadline: Deadline, dossier: Dossier) -> str:
    return standing(deadline.at, *day_span(dossier.today)) if deadline.at and deadline.runs else ""


def _left(deadline: Deadline, dossier: Dossier) -> Text:
    if not deadline.at:
        return text(both(DASH))
    if deadline.answered_on:
        return text(Bilingual(f"已于 {deadline.answered_on} 提交", f"answered on {deadline.answered_on}"))
    days = (deadline.at.astimezone(ZoneInfo(BEIJING)).date() - dossier.today).days
    if days < 0:
        return text(Bilingual(f"已过 {-days} 天", f"{_days(-days)} past"))
    return text(Bilingual(f"还有 {days} 天", f"{_days(days)} left") if days else Bilingual("今天到期", "due today"))


def _days(number: int) -> str:
    return "1 day" if number == 1 else f"{number} days"


def _step(view: DeadlineView) -> Bilingual:
    zh, en = (f"{view['left']['zh']}，{view['basis']['zh']}", f"{view['left']['en']}; {view['basis']['en']}")
    loud = view["loud"]
    head = Bilingual(f"【{view['alarm']['zh']}】" if loud else "", f"{view['alarm']['en']}! " if loud else "")
    return Bilingual(
        f"{head.zh}期限 {view['beijing']}（北京时间；{zh}）：{view['what']['zh']}",
        f"{head.en}Due {view['beijing']} Beijing time ({en}): {view['what']['en']}",
    )


def _reminder(reminder: Reminder) -> ReminderView:
    at, until, zone = reminder.at, reminder.until, reminder.zone or "UTC"
    return {
        "what": text(reminder.what), "market": _clock(at, zone, named=True), "beijing": _clock(at, BEIJING),
        "utc": _clock(at, "UTC"), "market_end": _clock(until, zone), "beijing_end": _clock(until, BEIJING),
        "utc_end": _clock(until, "UTC"), "basis": word(reminder.basis), "source": word(reminder.source),
    }  # fmt: skip
