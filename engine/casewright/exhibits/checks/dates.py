"""Dates that cannot be, or do not fit one another."""

from collections.abc import Iterator
from datetime import timedelta

from casewright.exhibits.checking import Candidate, World
from casewright.model import Finding, Kind, Severity

FUTURE = Kind(
    "exhibits/dated-in-future", Severity.ERROR,
    "{zh}的日期是 {day}，晚于今天（{today}）。", "{en} is dated {day}, which is after today ({today}).",
    "核对文件上的日期并改正案件表；不得使用还没发生的证据，也不得改日期。",
    "Compare the document and correct the sheet; what has not happened is no evidence, and no date may be changed.",
)  # fmt: skip
AFTER_PLAN = Kind(
    "exhibits/dated-after-plan", Severity.WARNING,
    "{zh}的日期 {day} 晚于行动计划日期 {plan}。", "{en} is dated {day}, after the plan of action of {plan}.",
    "把计划日期改到证据之后，或换用之前的证据。", "Move the plan's date behind the evidence, or use earlier evidence.",
)  # fmt: skip
UNDATED = Kind(
    "exhibits/date-missing", Severity.WARNING,
    "{zh}没有填写日期，无法核对时间。", "{en} has no date in the sheet, so its time cannot be checked.",
    "在“日期”栏填写文件上的日期（截图填截取日期）。",
    "Fill in the date on the document (for a screenshot, the day it was taken).",
)  # fmt: skip
CLOCK_DIFFERS = Kind(
    "exhibits/date-differs", Severity.WARNING,
    "{zh}：案件表写 {day}，图片自带的拍摄时间是 {taken}。",
    "{en}: the sheet says {day}, the picture itself says {taken}.",
    "核对哪个日期是对的；不要修改图片信息。", "Find out which is right; leave the picture's own data as it is.",
)  # fmt: skip
BEFORE_AFTER = Kind(
    "exhibits/before-after-swapped", Severity.WARNING,
    "“整改前”的{zh}日期 {day} 晚于“整改后”的 {other}（{other_day}）。",
    "The \"before\" {en} is dated {day}, later than the \"after\" {other} ({other_day}).",
    "核对两份截图是否填反。", "Check whether the two were swapped.",
)  # fmt: skip

#: Corrective proof says when something was done; without its date the claim cannot be dated (S0-25, S0-90).
_DATED_GROUPS = frozenset({"C"})
#: A picture taken late in the evening carries the next day elsewhere.
_CLOCK_SLACK = timedelta(days=2)


def check(candidate: Candidate, world: World) -> Iterator[Finding]:
    """Yield what is wrong with an exhibit's dates; age windows have their own check, reversed periods are intake's."""
    row, label, origin = candidate.row, candidate.label, candidate.row.origin
    if row.dated is None:
        if candidate.own_row and _needs_date(candidate, world):
            yield UNDATED.at(origin, zh=label.zh, en=label.en)
        return
    if row.dated > world.today:
        yield FUTURE.at(origin, zh=label.zh, en=label.en, day=row.dated, today=world.today)
    elif world.case.plan_date and row.dated > world.case.plan_date:
        yield AFTER_PLAN.at(origin, zh=label.zh, en=label.en, day=row.dated, plan=world.case.plan_date)
    taken = candidate.item.media.taken_at
    if taken is not None and abs(taken.date() - row.dated) > _CLOCK_SLACK:
        yield CLOCK_DIFFERS.at(origin, zh=label.zh, en=label.en, day=row.dated, taken=taken.date())
    yield from _swapped(candidate, world)


def _needs_date(candidate: Candidate, world: World) -> bool:
    return candidate.kind.group in _DATED_GROUPS or bool(world.rules_about("age", candidate.kind))


def _swapped(candidate: Candidate, world: World) -> Iterator[Finding]:
    row, label = candidate.row, candidate.label
    if candidate.kind.code != "listing_before" or row.dated is None:
        return
    for other in world.slots:
        same = not row.asins or not other.row.asins or not set(row.asins).isdisjoint(other.row.asins)
        day = other.row.dated
        if other.kind.code == "listing_after" and same and day is not None and day < row.dated:
            yield BEFORE_AFTER.at(row.origin, zh=label.zh, en=label.en, day=row.dated, other=other.id, other_day=day)
