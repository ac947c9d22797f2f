"""Limits of a case: stated in the notice or the reply, assumed from a dated row, or not known.

The clock starts with the date printed on the notice, not with the mail's arrival; where the notice shows no time, at
the first minute of that day in the marketplace's zone, which is the earliest reading.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from casewright.deadlines.clock import (
    END_OF_DAY,
    after_days,
    after_hours,
    business_day,
    clock_changes,
    moment_of,
    zone_named,
)
from casewright.deadlines.kept import kept_by, shout
from casewright.deadlines.kinds import (
    ANSWERED,
    ASSUMED,
    BUSINESS_DAYS,
    CLOCK_CHANGE,
    DATES_DIFFER,
    NO_DATE,
    NO_STORE,
    REPLY_UNDATED,
)
from casewright.deadlines.rows import DeadlineRules, DefaultRow
from casewright.model import (
    Bilingual,
    Case,
    Deadline,
    FileRef,
    Finding,
    Marketplace,
    NoticeReading,
    Origin,
    StatedDeadline,
    ViolationKind,
)
from casewright.text import clocks_line, hours_left, show_weekday

APPEAL, REPLY = "appeal", "reply"
_WHAT = {
    APPEAL: Bilingual("按通知写明的期限回复", "Answer within the limit stated in the notice"),
    REPLY: Bilingual("按亚马逊回复写明的期限补充", "Send what Amazon's reply asks for, within the limit it states"),
    "further": Bilingual("通知里另写的期限（较晚）", "A further, later limit stated in the same letter"),
    "none": Bilingual(
        "通知没有写明期限，也没有默认期限；越早提交越好", "No limit is stated and none is assumed; sooner is better"
    ),
    "phishing": Bilingual(
        "来信疑似假冒，不按它计算期限；真实期限到“绩效通知”核对",
        "The letter may not be Amazon's, so no limit counts from it; look for a real one in Performance Notifications",
    ),
    "silent": Bilingual("这类来信不给卖家设期限", "A letter of this kind sets the seller no limit"),
}


@dataclass(frozen=True, slots=True)
class _Page:
    """A letter and what its limits are counted by; ``day`` is set where the letter shows no time of its own."""

    notice: NoticeReading
    code: str
    store: Marketplace | None
    start: datetime | None
    day: date | None
    origin: Origin

    @property
    def zone(self) -> str:
        return self.store.zone if self.store else "UTC"

    @property
    def clock(self) -> tzinfo:
        return zone_named(self.zone)


def deadlines_for(
    case: Case,
    notice: NoticeReading,
    *,
    violation: str | None,
    rules: DeadlineRules,
    marketplaces: Mapping[str, Marketplace],
    today: date,
    kinds: Mapping[str, ViolationKind] | None = None,
    reply: NoticeReading | None = None,
) -> tuple[tuple[Deadline, ...], tuple[Finding, ...]]:
    """Return the limits of a case, that of the notice first; basis ``none`` where none is stated and none is assumed.

    ``kinds`` say which letters set no limit. ``reply`` is Amazon's answer to the newest appeal, where it is a file of
    its own: its limit counts from its own date.
    """
    found: list[Finding] = []
    page = _page(case, notice, marketplaces, found)
    known = [*_of_notice(case, page, violation, rules, kinds or {}, found)]
    if reply is not None:
        known += _of_reply(case, reply, violation, rules, marketplaces, found)
    if page.store is None and any(each.at for each in known):
        found.append(NO_STORE.at(case.where("marketplace")))
    known = [_answered(each, case, page, found) for each in known]
    for each in known:
        found.extend(shout(each, today, page.origin))
    return tuple(known), tuple(found)


def _page(case: Case, notice: NoticeReading, marketplaces: Mapping[str, Marketplace], found: list[Finding]) -> _Page:
    store = marketplaces.get(case.marketplace or notice.marketplace or "")
    origin: Origin = FileRef(notice.file) if notice.file else case.where("notice_file")
    page = _Page(notice, APPEAL, store, notice.notice_at, None, origin)
    day = notice.notice_date or (notice.notice_at.astimezone(page.clock).date() if notice.notice_at else None)
    if day and case.notice_date and day != case.notice_date:
        found.append(_dates_differ(case, notice, page, day, case.notice_date))
    if page.start is not None:
        return page
    day = day or case.notice_date
    if day is None:
        day = case.received_on
        instead = (f"，暂按收到日期 {day} 计", f"; the day of receipt, {day}, is used instead") if day else ("", "")
        found.append(NO_DATE.at(case.where("notice_date"), instead_zh=instead[0], instead_en=instead[1]))
    return replace(page, start=moment_of(day, time(), page.clock) if day else None, day=day)


def _dates_differ(case: Case, notice: NoticeReading, page: _Page, read: date, given: date) -> Finding:
    """Show both dates and, where the notice states a limit, both limits."""
    zh = en = ""
    if notice.deadline is not None and notice.deadline.on is None:
        own = replace(page, start=page.start or moment_of(read, time(), page.clock))
        other = replace(page, start=moment_of(given, time(), page.clock))
        here, there = _moment(own, notice.deadline), _moment(other, notice.deadline)
        if here and there:
            zh = f"，为 {clocks_line(here, page.zone).zh}；按案件表则为 {clocks_line(there, page.zone).zh}"
            en = f": {clocks_line(here, page.zone).en}; by the sheet it would be {clocks_line(there, page.zone).en}"
    return DATES_DIFFER.at(
        case.where("notice_date"), given=given.isoformat(), read=read.isoformat(), difference_zh=zh, difference_en=en
    )


def _of_notice(
    case: Case, page: _Page, violation: str | None, rules: DeadlineRules, kinds: Mapping[str, ViolationKind],
    found: list[Finding],
) -> Iterator[Deadline]:  # fmt: skip
    notice = page.notice
    kind = kinds.get(notice.primary or "")
    if notice.phishing or (kind is not None and kind.no_deadline):
        yield _none(page, _WHAT["phishing" if notice.phishing else "silent"])
        return
    stated = _stated(page)
    if stated:
        yield from _told(page, stated, rules, found)
        return
    level = notice.level or case.level
    row = _default(rules, violation, notice.stage or case.stage, page.store, level, staged=False)
    yield _assumed(page, row, rules, found) if row else _none(page, _WHAT["none"])


def _of_reply(
    case: Case, reply: NoticeReading, violation: str | None, rules: DeadlineRules,
    marketplaces: Mapping[str, Marketplace], found: list[Finding],
) -> list[Deadline]:  # fmt: skip
    """Return the limits that the answer to an appeal sets; they count from its own date alone."""
    if reply.phishing:
        return []
    store = marketplaces.get(case.marketplace or reply.marketplace or "")
    page = _Page(reply, REPLY, store, reply.notice_at, None, FileRef(reply.file))
    if page.start is None and reply.notice_date is not None:
        page = replace(page, start=moment_of(reply.notice_date, time(), page.clock), day=reply.notice_date)
    if stated := _stated(page):
        if page.start is None and stated[0].on is None:
            found.append(REPLY_UNDATED.at(page.origin, quote=stated[0].quote))
        return list(_told(page, stated, rules, found))
    row = _default(rules, violation, reply.stage, page.store, reply.level or case.level, staged=True)
    return [_assumed(page, row, rules, found)] if row and page.start else []


def _stated(page: _Page) -> list[StatedDeadline]:
    """Return what the letter states, the earliest first, each moment once."""
    notice = page.notice
    told = dict.fromkeys((*((notice.deadline,) if notice.deadline else ()), *notice.limits))
    timed = [(_moment(page, each), each) for each in told]
    ordered = sorted(timed, key=lambda pair: (pair[0] is None, pair[0] or datetime.max.replace(tzinfo=UTC)))
    seen: dict[datetime | int | None, StatedDeadline] = {}
    for at, each in ordered:
        seen.setdefault(at or each.hours, each)
    return list(seen.values())


def _told(
    page: _Page, stated: Sequence[StatedDeadline], rules: DeadlineRules, found: list[Finding]
) -> Iterator[Deadline]:
    for number, each in enumerate(stated, 1):
        at = _moment(page, each)
        code = page.code if number == 1 else f"{page.code}-{number}"
        deadline = Deadline(
            _WHAT[page.code if number == 1 else "further"], at, "stated", each.quote, page.zone, code,
            page.notice.file, hours=_hours(page, each, at),
        )  # fmt: skip
        yield _with_internal(deadline, page, rules)
        if at is not None and number == 1:
            found.extend(_how(page, each, at))


def _moment(page: _Page, told: StatedDeadline) -> datetime | None:
    """Return when a stated limit ends, in UTC; None where it counts from a date that is not known."""
    if told.business_days and page.start is not None:
        base = page.start.astimezone(page.clock).date()
        return moment_of(business_day(base, told.business_days, _weekend(page)), END_OF_DAY, page.clock)
    if told.on is not None:
        zone = zone_named(told.zone, page.zone) if told.zone else page.clock
        return moment_of(told.on, told.clock or END_OF_DAY, zone)
    if page.start is None or told.hours is None:
        return None
    if told.days:
        return after_days(page.start, told.days, page.clock)
    return after_hours(page.start, told.hours)


def _hours(page: _Page, told: StatedDeadline, at: datetime | None) -> int | None:
    """Return a limit in whole hours from the date of the notice: as stated, else as far as its end is away."""
    if told.hours is not None and not told.business_days:
        return told.hours
    return hours_left(at, page.start) if at is not None and page.start is not None else None


def _weekend(page: _Page) -> tuple[int, ...]:
    return page.store.weekend if page.store else (5, 6)


def _how(page: _Page, told: StatedDeadline, at: datetime) -> Iterator[Finding]:
    if told.business_days:
        days = [date(2024, 1, 1 + number) for number in _weekend(page)]  # 2024 began on a Monday
        zh = "、".join(show_weekday(day, "zh") for day in days)
        en = ", ".join(show_weekday(day, "en") for day in days)
        yield BUSINESS_DAYS.at(page.origin, count=told.business_days, weekend_zh=zh, weekend_en=en)
    elif told.on is None and page.start and clock_changes(page.start, at, page.clock):
        how = (
            Bilingual("按日历天计，到期仍在同一钟点", "counted in calendar days it ends at the same time of day")
            if told.days else Bilingual("按小时连续计算", "hours run on without a break")
        )  # fmt: skip
        yield CLOCK_CHANGE.at(page.origin, zone=page.zone, how_zh=how.zh, how_en=how.en)


def _default(
    rules: DeadlineRules, violation: str | None, stage: str | None, store: Marketplace | None, level: str | None, *,
    staged: bool,
) -> DefaultRow | None:  # fmt: skip
    """Return the shortest default that fits; ``staged`` asks for rows that name the stage."""
    code = store.code if store else None
    fitting = (
        row for row in rules.defaults if row.fits(violation, stage, code, level) and (bool(row.stages) or not staged)
    )
    return min(fitting, key=lambda row: row.hours, default=None)


def _assumed(page: _Page, row: DefaultRow, rules: DeadlineRules, found: list[Finding]) -> Deadline:
    at = None
    if page.start is not None:  # hours that are whole days part where the clocks change: the earlier reading is safe
        readings = [after_hours(page.start, row.hours)]
        if row.hours % 24 == 0 and page.day is not None:
            readings.append(after_days(page.start, row.hours // 24, page.clock))
        at = min(readings)
    since = Bilingual("通知日期", "the date of the notice")
    if page.code == REPLY:
        since = Bilingual("亚马逊回复的日期", "the date of Amazon's reply")
    found.append(ASSUMED.at(page.origin, hours=row.hours, row=row.at, from_zh=since.zh, from_en=since.en))
    deadline = Deadline(row.what, at, "assumed", "", page.zone, page.code, row.at, hours=row.hours)
    return _with_internal(deadline, page, rules)


def _answered(deadline: Deadline, case: Case, page: _Page, found: list[Finding]) -> Deadline:
    """Mark a limit of the notice that the newest appeal has kept."""
    since = page.start.astimezone(page.clock).date() if page.start else None
    sent = kept_by(deadline, case, since=since, stage=page.notice.stage or case.stage, zone=page.clock)
    if sent is None or sent.on is None or deadline.code.startswith(REPLY):
        return deadline
    if deadline.code == page.code:
        found.append(ANSWERED.at(sent.origin, on=sent.on.isoformat()))
    return replace(deadline, answered_on=sent.on)


def _none(page: _Page, what: Bilingual) -> Deadline:
    return Deadline(what, None, "none", "", page.zone, page.code)


def _with_internal(deadline: Deadline, page: _Page, rules: DeadlineRules) -> Deadline:
    if deadline.at is None:
        return deadline
    hours = deadline.hours
    if hours is None and page.start is not None:
        hours = int((deadline.at - page.start.astimezone(UTC)).total_seconds() // 3600)
    lead = rules.lead(hours or 0)
    if not lead or (page.start is not None and deadline.at - timedelta(hours=lead) <= page.start):
        return replace(deadline, hours=hours)
    return replace(deadline, hours=hours, internal_at=deadline.at - timedelta(hours=lead))
