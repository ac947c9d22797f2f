"""By when an appeal is due: stated in the notice, assumed from a dated row, or not known, never guessed silently.

The clock starts with the date printed on the notice, not with the mail's arrival; where the notice shows no time, at
the first minute of that day in the marketplace's zone, which is the earliest reading.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from casewright.model import (
    Bilingual,
    Case,
    Deadline,
    FileRef,
    Finding,
    Kind,
    Marketplace,
    NoticeReading,
    Origin,
    Severity,
)
from casewright.sheets import Entry, ListSheet

BAD_ROW = Kind(
    "playbook/deadline-unreadable", Severity.ERROR,
    "期限行“{id}”的小时数“{value}”不是整数。", "Deadline row \"{id}\": \"{value}\" is not a whole number of hours.",
    "写成整数，例如 72。", "Write a whole number such as 72.",
)  # fmt: skip
ASSUMED = Kind(
    "deadlines/assumed", Severity.INFO,
    "通知没有写明回复期限；按 {row} 采用推定期限 {hours} 小时，从通知日期起算。",
    "The notice states no limit; {hours} hours are assumed by {row}, counted from the date of the notice.",
    "请对照通知原文确认；若通知另有说明，以通知为准。",
    "Check the notice itself; what it says goes before this assumption.",
)  # fmt: skip
NO_DATE = Kind(
    "deadlines/notice-date-unknown", Severity.WARNING,
    "通知上没有读到日期，期限无法从通知日期起算{instead_zh}。",
    "No date was found on the notice, so the limit cannot be counted from it{instead_en}.",
    "在案件表“通知日期”填写通知右上角的日期，例如 2026-03-05。",
    "Fill in \"Notice date\" with the date printed on the notice, for example 2026-03-05.",
)  # fmt: skip
DATES_DIFFER = Kind(
    "deadlines/notice-date-differs", Severity.WARNING,
    "案件表写的通知日期是 {given}，通知正文上的日期是 {read}；期限按通知正文计算。",
    "The sheet gives {given} as the notice date, the notice itself shows {read}; the limit counts from the notice.",
    "核对通知原文，把案件表改成通知上的日期。", "Check the notice and put its date into the sheet.",
)  # fmt: skip
PAST = Kind(
    "deadlines/past", Severity.WARNING,
    "期限 {at} 已过（按 {today} 计）。", "The limit {at} has passed (as of {today}).",
    "仍可提交，但要先在卖家平台确认案件是否还开放，并在提交记录里注明。",
    "It can still be sent; first check in Seller Central whether the case is open, and note it under Submissions.",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class DefaultRow:
    """A default limit for some violations and stages; ``hours`` from the notice date."""

    codes: tuple[str, ...]
    stages: tuple[str, ...]
    hours: int
    what: Bilingual
    at: str


@dataclass(frozen=True, slots=True)
class DeadlineRules:
    """Default limits, and how many hours before a limit of up to so many hours we want to be done."""

    defaults: tuple[DefaultRow, ...]
    internal: tuple[tuple[int | None, int], ...]


def deadline_rules(rows: ListSheet) -> tuple[DeadlineRules, tuple[Finding, ...]]:
    """Read the ``deadlines`` list of numbers.xlsx."""
    defaults: list[DefaultRow] = []
    internal: list[tuple[int | None, int]] = []
    found: list[Finding] = []
    for row in rows.rows:
        hours = _hours(row, "hours")
        if hours is None:
            found.append(BAD_ROW.at(row.at("hours"), id=row.id, value=row.text("hours")))
        elif row.text("kind") == "internal":
            internal.append((_hours(row, "up_to_hours"), hours))
        else:
            defaults.append(DefaultRow(row.words("codes"), row.words("stages"), hours, row.both(""), row.ref.at))
    return DeadlineRules(tuple(defaults), tuple(internal)), tuple(found)


def _hours(row: Entry, column: str) -> int | None:
    text = row.text(column)
    return int(text) if text.isdigit() else None


def deadlines_for(
    case: Case,
    notice: NoticeReading,
    *,
    violation: str | None,
    rules: DeadlineRules,
    marketplaces: Mapping[str, Marketplace],
    today: date,
) -> tuple[tuple[Deadline, ...], tuple[Finding, ...]]:
    """Return the limits of a case, soonest first; basis ``none`` where none is stated and none is assumed."""
    found: list[Finding] = []
    zone = _zone(case, notice, marketplaces)
    start, day = _start(case, notice, zone, found)
    stated, default = notice.deadline, _default(rules, violation, notice.stage or case.stage)
    if stated is not None:
        what = Bilingual("按通知写明的期限回复", "Answer within the limit stated in the notice")
        at = _end_of(stated.on, zone) if stated.on else _after(start, day, stated.hours, zone)
        deadline = Deadline(what, at, "stated", stated.quote, zone, "appeal", notice.file, hours=stated.hours)
    elif default is not None:
        at = _after(start, day, default.hours, zone)
        deadline = Deadline(default.what, at, "assumed", "", zone, "appeal", default.at, hours=default.hours)
        found.append(ASSUMED.at(_notice_ref(case, notice), hours=default.hours, row=default.at))
    else:
        what = Bilingual(
            "通知没有写明期限，也没有默认期限；越早提交越好", "No limit is stated and none is assumed; sooner is better"
        )
        deadline = Deadline(what, None, "none", "", zone, "appeal")
    if deadline.at and deadline.at.astimezone(ZoneInfo(zone)).date() < today:
        local = f"{deadline.at.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M} {zone}"
        found.append(PAST.at(_notice_ref(case, notice), at=local, today=today.isoformat()))
    return (_with_internal(deadline, start, rules),), tuple(found)


def _zone(case: Case, notice: NoticeReading, marketplaces: Mapping[str, Marketplace]) -> str:
    store = marketplaces.get(case.marketplace or notice.marketplace or "")
    return store.zone if store else "UTC"


def _notice_ref(case: Case, notice: NoticeReading) -> Origin:
    return FileRef(notice.file) if notice.file else case.where("notice_file")


def _start(case: Case, notice: NoticeReading, zone: str, found: list[Finding]) -> tuple[datetime | None, date | None]:
    if notice.notice_date and case.notice_date and notice.notice_date != case.notice_date:
        found.append(DATES_DIFFER.at(
            case.where("notice_date"), given=case.notice_date.isoformat(), read=notice.notice_date.isoformat(),
        ))  # fmt: skip
    if notice.notice_at is not None:
        return notice.notice_at, None
    day = notice.notice_date or case.notice_date
    if day is None:
        day = case.received_on
        instead = (f"，暂按收到日期 {day} 计", f"; the day of receipt, {day}, is used instead") if day else ("", "")
        found.append(NO_DATE.at(case.where("notice_date"), instead_zh=instead[0], instead_en=instead[1]))
    return (datetime.combine(day, time(), ZoneInfo(zone)), day) if day else (None, None)


def _after(start: datetime | None, day: date | None, hours: int | None, zone: str) -> datetime | None:
    if start is None or hours is None:
        return None
    exact = start.astimezone(UTC) + timedelta(hours=hours)
    if day is None or hours % 24:
        return exact
    midnight = datetime.combine(day + timedelta(days=hours // 24), time(), ZoneInfo(zone)).astimezone(UTC)
    return min(exact, midnight)  # they part where a clock change lies between: the earlier reading is the safe one


def _end_of(day: date, zone: str) -> datetime:
    return datetime.combine(day, time(23, 59), ZoneInfo(zone)).astimezone(UTC)


def _default(rules: DeadlineRules, violation: str | None, stage: str | None) -> DefaultRow | None:
    fitting = (row for row in rules.defaults if violation in row.codes and (not row.stages or stage in row.stages))
    return min(fitting, key=lambda row: row.hours, default=None)


def _with_internal(deadline: Deadline, start: datetime | None, rules: DeadlineRules) -> Deadline:
    if deadline.at is None:
        return deadline
    hours = deadline.hours
    if hours is None and start is not None:
        hours = int((deadline.at - start.astimezone(UTC)).total_seconds() // 3600)
    ahead = next((lead for limit, lead in rules.internal if limit is None or (hours or 0) <= limit), 0)
    return Deadline(
        deadline.what, deadline.at, deadline.basis, deadline.quote, deadline.zone, deadline.code, deadline.source,
        internal_at=deadline.at - timedelta(hours=ahead) if ahead else None, hours=hours,
    )  # fmt: skip
