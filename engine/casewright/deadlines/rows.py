"""The rows of numbers.xlsx that limits and reminders rest on."""

from collections.abc import Callable
from dataclasses import dataclass

from casewright.model import Bilingual, Finding, Kind, Severity
from casewright.sheets import Entry, ListSheet

BAD_ROW = Kind(
    "playbook/deadline-unreadable", Severity.ERROR,
    "期限行“{id}”的小时数“{value}”不是整数。", "Deadline row \"{id}\": \"{value}\" is not a whole number of hours.",
    "写成整数，例如 72。", "Write a whole number such as 72.",
)  # fmt: skip
BAD_REMINDER = Kind(
    "playbook/reminder-unreadable", Severity.ERROR,
    "提醒行“{id}”的“{column}”列写着“{value}”，应为{want_zh}。",
    "Reminder row \"{id}\": column \"{column}\" reads \"{value}\", which is not {want_en}.",
    "改正这一格；不需要这条提醒就删掉整行。", "Mend the cell, or delete the row if the reminder is not wanted.",
)  # fmt: skip

#: What a reminder counts from: the day of receipt, the notice's date, an appeal that waits for its answer, the last
#: appeal once it was answered, a limit (our own target ahead of it).
ANCHORS = ("intake", "notice", "submission", "answered", "deadline")
#: Under which further condition it stands.
CONDITIONS = ("urgent", "first", "later")
#: Who sees a reminder: the desk alone, or the client as well.
AUDIENCES = ("internal", "client")
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True)
class DefaultRow:
    """A default limit for some violations, stages, stores and levels (none: all); ``hours`` from the notice date."""

    codes: tuple[str, ...]
    stages: tuple[str, ...]
    hours: int
    what: Bilingual
    at: str
    marketplaces: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()

    def fits(self, violation: str | None, stage: str | None, store: str | None, level: str | None) -> bool:
        """Say whether the row speaks of such a notice."""
        asked = ((self.stages, stage), (self.marketplaces, store), (self.levels, level))
        return violation in self.codes and all(not named or value in named for named, value in asked)


@dataclass(frozen=True, slots=True)
class ReminderRow:
    """When the desk is reminded: so long ``after`` something, as a moment or as a window up to ``until_days``.

    ``when`` is empty or one of CONDITIONS, ``codes`` the violations it is for (none: all). ``store``: days begin by the
    store's clock, else by Beijing's. ``for_client``: documents that a client reads show it too.
    """

    code: str
    what: Bilingual
    after: str
    at: str
    source: str
    hours: int | None = None
    days: int | None = None
    until_days: int | None = None
    working_days: int | None = None
    repeats: bool = False
    when: str = ""
    codes: tuple[str, ...] = ()
    store: bool = False
    for_client: bool = False


@dataclass(frozen=True, slots=True)
class DeadlineRules:
    """Default limits, how many hours before a limit of up to so many hours we want to be done, and the reminders."""

    defaults: tuple[DefaultRow, ...]
    internal: tuple[tuple[int | None, int], ...]
    reminders: tuple[ReminderRow, ...] = ()

    def lead(self, hours: int) -> int:
        """Return how many hours ahead of a limit of that length we want to be done."""
        fitting = [(limit, lead) for limit, lead in self.internal if limit is None or hours <= limit]
        return min(fitting, key=lambda row: (row[0] is None, row[0] or 0), default=(None, 0))[1]


def deadline_rules(rows: ListSheet, reminders: ListSheet | None = None) -> tuple[DeadlineRules, tuple[Finding, ...]]:
    """Read the lists ``deadlines`` and ``reminders`` of numbers.xlsx."""
    defaults: list[DefaultRow] = []
    internal: list[tuple[int | None, int]] = []
    found: list[Finding] = []
    for row in rows.rows:
        hours = _whole(row, "hours")
        if hours is None:
            found.append(BAD_ROW.at(row.at("hours"), id=row.id, value=row.text("hours")))
        elif row.text("kind") == "internal":
            internal.append((_whole(row, "up_to_hours"), hours))
        else:
            defaults.append(DefaultRow(
                row.words("codes"), row.words("stages"), hours, row.both(""), row.ref.at, row.words("marketplaces"),
                row.words("levels"),
            ))  # fmt: skip
    read = [_reminder(row, found) for row in (reminders.rows if reminders else ())]
    return DeadlineRules(tuple(defaults), tuple(internal), tuple(row for row in read if row)), tuple(found)


def _reminder(row: Entry, found: list[Finding]) -> ReminderRow | None:
    checks: tuple[tuple[str, Callable[[str], bool], str, str], ...] = (
        ("after", lambda text: text in ANCHORS, "、".join(ANCHORS) + " 之一", f"one of {', '.join(ANCHORS)}"),
        ("when", lambda text: not text or text in CONDITIONS, "、".join(CONDITIONS) + " 之一或空白",
         f"blank or one of {', '.join(CONDITIONS)}"),
        ("shown", lambda text: not text or text in AUDIENCES, "、".join(AUDIENCES) + " 之一或空白",
         f"blank or one of {', '.join(AUDIENCES)}"),
        *((name, lambda text: not text or text.isdigit(), "整数或空白", "a whole number or blank")
          for name in ("hours", "days", "until_days", "working_days")),
    )  # fmt: skip
    bad = [check for check in checks if not check[1](row.text(check[0]))]
    found.extend(
        BAD_REMINDER.at(row.at(name), id=row.id, column=name, value=row.text(name), want_zh=zh, want_en=en)
        for name, _, zh, en in bad
    )
    if bad:
        return None
    return ReminderRow(
        row.id, row.both(""), row.text("after"), row.ref.at, row.text("source"),
        hours=_whole(row, "hours"), days=_whole(row, "days"), until_days=_whole(row, "until_days"),
        working_days=_whole(row, "working_days"), repeats=row.flag("repeats"), when=row.text("when"),
        codes=row.words("codes"), store=row.text("clock") == "store",
        for_client=row.text("shown") == "client",
    )  # fmt: skip


def _whole(row: Entry, column: str) -> int | None:
    text = row.text(column)
    return int(text) if text.isdigit() else None


def weekend_days(names: tuple[str, ...]) -> tuple[int, ...]:
    """Return days off such as ``fri sat`` as numbers, Monday 0; Saturday and Sunday where none is named."""
    days = tuple(sorted({_DAYS.index(name.casefold()[:3]) for name in names if name.casefold()[:3] in _DAYS}))
    return days or (5, 6)
