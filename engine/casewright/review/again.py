"""The gate before a second appeal: an answer or silence long enough, a pause, and something new."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from casewright.model import Case, Comparison, Deadline, Exhibit, Finding, Kind, Severity, Submission
from casewright.review.phrases import Phrases

TOO_EARLY = Kind(
    "review/too-early", Severity.ERROR,
    "上一次申诉在 {last} 提交，还没有回复；{until} 之前不再提交（静默 {days} 日，通知另有期限的除外）。",
    "The last appeal of {last} has no reply; nothing goes out before {until} ({days} days of silence, "
    "unless a stated deadline forces it).",
    "在提交记录里补上亚马逊的回复；没有回复就等到 {until}，届时先截图当前状态。",
    "Enter Amazon's reply under Submissions; without one, wait until {until} and take a screenshot of the status.",
)  # fmt: skip
TOO_SOON = Kind(
    "review/too-soon", Severity.ERROR,
    "距上一次申诉（{last}）不足 {days} 个工作日，会被当作重复提交；最早 {until}。",
    "Less than {days} working days since the last appeal of {last}; it would count as a duplicate. Earliest: {until}.",
    "等到 {until} 再提交。", "Wait until {until}.",
)  # fmt: skip
NOTHING_NEW = Kind(
    "review/nothing-new", Severity.ERROR,
    "与 {last} 提交的版本相比，没有新证据，也没有更正的事实；同样的内容不再提交。",
    "Against the version of {last} there is no new exhibit and no corrected fact; the same content is not sent again.",
    "补上 {last} 之后取得的证据（填写证据日期）或之后完成的措施；都没有就暂不提交。",
    "Add an exhibit obtained after {last} (with its date) or an action done since; with neither, do not submit.",
)  # fmt: skip
NO_DATE = Kind(
    "review/submission-undated", Severity.ERROR,
    "这条提交记录没有日期，无法判断能否再次提交。",
    "This submission has no date, so it cannot be told whether another may follow.",
    "填写提交日期，例如 2026-03-05。", "Fill in the day it was submitted, for example 2026-03-05.",
)  # fmt: skip
IN_FUTURE = Kind(
    "review/submission-in-future", Severity.ERROR,
    "提交日期 {last} 晚于今天。", "The submission is dated {last}, after today.",
    "核对日期；还没有提交的不要登记。", "Check the date; enter only what has been submitted.",
)  # fmt: skip
FINAL = Kind(
    "review/final-notice", Severity.WARNING,
    "亚马逊已给出最终答复；再次申诉前先判断途径。",
    "Amazon has given a final answer; decide the route before another appeal.",
    "没有新事实就不再申诉，和客户商量其他途径，必要时请律师。",
    "Without a new fact, send no further appeal; weigh other routes with the client, and counsel where needed.",
)  # fmt: skip

SAME_AS_SENT = Kind(
    "review/same-as-submitted", Severity.ERROR,
    "与 {last} 提交的 v{version} 逐条对照：没有新证据，也没有更正的事实；同样的内容不再提交。",
    "Item by item against v{version}, submitted on {last}, there is no new exhibit and no corrected fact; the same "
    "content is not sent again.",
    "补上亚马逊回复所指部分的新证据，或在 Facts 工作表更正、补充事实；都没有就暂不提交。",
    "Add new evidence for the part that the reply names, or correct and add facts in the Facts sheet; with neither, do "
    "not submit.",
)  # fmt: skip
MUCH_THE_SAME = Kind(
    "review/much-the-same", Severity.WARNING,
    "英文有 {share}% 与已提交的 v{version} 相同（超过 {limit}%），容易被当作重复提交。",
    "{share}% of the English is that of v{version}, which was submitted (more than {limit}%); it may pass for a "
    "duplicate.",
    "把新证据和更正的事实写进亚马逊回复所指的部分，改了什么见《停用根因报告》的对照表。",
    "Bring the new evidence and corrected facts into the part that the reply names; the Diagnosis lists what changed.",
)  # fmt: skip

#: Results that are an answer from Amazon.
ANSWERED = frozenset({"more_info", "rejected", "final", "reinstated"})
_VERSION = re.compile(r"[vV]?\s*([1-9][0-9]{0,3})", re.ASCII)


def check_again(
    case: Case, *, exhibits: Sequence[Exhibit], deadlines: Sequence[Deadline], phrases: Phrases, today: date,
    sent: Comparison | None = None,
) -> Iterator[Finding]:  # fmt: skip
    """Yield what speaks against another appeal (domain reference D.6); nothing where none was sent before.

    With the submitted version at hand (``sent``) new is what was not in it; without it, what bears a later day.
    """
    for submission in case.submissions:
        if submission.on is None:
            yield NO_DATE.at(submission.origin)
        elif submission.on > today:
            yield IN_FUTURE.at(submission.origin, last=submission.on.isoformat())
    newest = _newest(case, today)
    if newest is None:
        return
    last_on, last = newest
    if last.result == "final":
        yield FINAL.at(last.origin)
    yield from _clock(last, last_on, deadlines=deadlines, phrases=phrases, today=today)
    if sent is None:
        if not is_new(case, exhibits, since=last_on):
            yield NOTHING_NEW.at(last.origin, last=last_on.isoformat())
        return
    if not (sent.evidence or sent.facts):
        yield SAME_AS_SENT.at(last.origin, version=sent.version, last=last_on.isoformat())
        return
    most = phrases.limit("LIMIT-ALIKE-PERCENT")
    if most is not None and sent.alike * 100 > most:
        yield MUCH_THE_SAME.at(last.origin, version=sent.version, share=int(sent.alike * 100), limit=most)


def submitted_version(case: Case, today: date) -> int | None:
    """Return the number of the version that was submitted last, None where the sheet does not name one."""
    newest = _newest(case, today)
    named = _VERSION.fullmatch(newest[1].version.strip()) if newest else None
    return int(named[1]) if named else None


def _newest(case: Case, today: date) -> tuple[date, Submission] | None:
    sent = [(each.on, number, each) for number, each in enumerate(case.submissions) if each.on and each.on <= today]
    if not sent:
        return None
    on, _, submission = max(sent, key=lambda entry: entry[:2])
    return on, submission


def is_new(case: Case, exhibits: Sequence[Exhibit], *, since: date) -> bool:
    """Say whether anything came after a day: a usable exhibit, an action done, a control started."""
    dated = [each.row.dated or each.row.covers_to for each in exhibits if each.usable]
    acted = [day for row in case.statements for day in (row.on, row.starts_on)]
    return any(day is not None and day > since for day in (*dated, *acted))


def add_working_days(day: date, count: int) -> date:
    """Return the day that lies so many Mondays to Fridays later; public holidays are not known here."""
    while count > 0:
        day += timedelta(days=1)
        count -= day.weekday() < 5
    return day


def _clock(
    last: Submission, on: date, *, deadlines: Sequence[Deadline], phrases: Phrases, today: date
) -> Iterator[Finding]:
    silence, pause = phrases.limit("LIMIT-SILENCE-DAYS"), phrases.limit("LIMIT-WORKING-DAYS")
    answered = bool(last.reply_file) or (last.result or "") in ANSWERED
    forced = any(each.basis == "stated" and each.at is not None and each.at.date() >= today for each in deadlines)
    if silence is not None and not answered and not forced:
        until = on + timedelta(days=silence)
        if today < until:
            yield TOO_EARLY.at(last.origin, last=on.isoformat(), until=until.isoformat(), days=silence)
    if pause is not None and today < (until := add_working_days(on, pause)):
        yield TOO_SOON.at(last.origin, last=on.isoformat(), until=until.isoformat(), days=pause)
