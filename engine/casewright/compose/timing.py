"""Dates that must be in order: done before today, after the cause, before the proof."""

from datetime import date

from casewright.compose.claims import exhibits_of
from casewright.compose.ground import Ground
from casewright.model import Finding, Kind, Severity, Statement, StatementKind

IN_FUTURE = Kind(
    "compose/corrective-in-future", Severity.ERROR,
    "整改措施“{id}”的日期 {day} 晚于今天，还没有发生，不能写成已经完成。",
    "Corrective action \"{id}\" is dated {day}, after today; what has not happened cannot be stated as done.",
    "核对日期；如果还没有做，做完再填，或改为预防措施并填写开始日期。",
    "Check the date; if it is not done yet, fill it in once it is, or make it a preventive action with a start date.",
)  # fmt: skip
BEFORE_CAUSE = Kind(
    "compose/before-its-cause", Severity.ERROR,
    "“{id}”的日期 {day} 早于它要解决的原因“{cause}”的日期 {since}。",
    "\"{id}\" is dated {day}, before its cause \"{cause}\" of {since}.",
    "核对这两行的日期，改正写错的一个。", "Check the dates of both rows and correct the wrong one.",
)  # fmt: skip
STARTED_BEFORE_CAUSE = Kind(
    "compose/started-before-cause", Severity.WARNING,
    "预防措施“{id}”自 {day} 起执行，早于原因“{cause}”的日期 {since}：它当时没有起作用。",
    "Preventive action \"{id}\" runs since {day}, before its cause \"{cause}\" of {since}.",
    "核对开始日期；如果确实早已执行，说明这次改了什么。",
    "Check the start date; if it did run before, state what was changed this time.",
)  # fmt: skip
PROOF_BEFORE_ACTION = Kind(
    "compose/proof-before-action", Severity.ERROR,
    "“{id}”的证据日期（{dates}）都早于措施日期 {day}，证明不了它已完成。",
    "Every exhibit of \"{id}\" is dated ({dates}) before the action of {day}, so none can show that it was done.",
    "补上完成之后的截图或记录，或改正日期。",
    "Add a screenshot or record made after it was done, or correct the dates.",
)  # fmt: skip


def check_timing(row: Statement, ground: Ground) -> tuple[Finding, ...]:
    """Return what speaks against the dates of an action; an error among it keeps the action out of the plan."""
    found: list[Finding] = []
    corrective = row.kind is StatementKind.CORRECTIVE
    day = row.on if corrective else row.starts_on
    if day is None:
        return ()
    if corrective and day > ground.today:
        found.append(IN_FUTURE.at(row.origin, id=row.id, day=day.isoformat()))
    code = cause_of(row, ground)
    since = [
        each.on for each in ground.case.of_kind(StatementKind.CAUSE) if each.on and (each.cause or each.id) == code
    ]
    if since and day < min(since):
        kind = BEFORE_CAUSE if corrective else STARTED_BEFORE_CAUSE
        found.append(kind.at(row.origin, id=row.id, day=day.isoformat(), cause=code, since=min(since).isoformat()))
    if corrective:
        found.extend(_stale_proof(row, day, ground))
    return tuple(found)


def _stale_proof(row: Statement, day: date, ground: Ground) -> tuple[Finding, ...]:
    evidence, record, _ = exhibits_of(row, ground)
    dates = [each.row.dated for each in evidence + record]
    known = [each for each in dates if each]
    if not known or len(known) < len(dates) or max(known) >= day:
        return ()
    shown = ", ".join(sorted({each.isoformat() for each in known}))
    return (PROOF_BEFORE_ACTION.at(row.origin, id=row.id, dates=shown, day=day.isoformat()),)


def cause_of(row: Statement, ground: Ground) -> str | None:
    """Return the cause an action answers: the one it names, or the only one there is."""
    if row.cause:
        return row.cause
    causes = {each.cause or each.id for each in ground.case.of_kind(StatementKind.CAUSE)} | set(ground.decision.causes)
    return causes.pop() if len(causes) == 1 else None
