"""What was submitted before, what came of it, and whether anything is new since."""

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction

from casewright.model import (
    Case,
    Exhibit,
    Fact,
    Finding,
    Kind,
    Origin,
    Severity,
    StatementKind,
    Submission,
)
from casewright.rules.facts.proof import usable_kinds

UNDATED = Kind(
    "rules/submission-undated", Severity.WARNING,
    "上一次申诉没有填日期，无法判断之后有没有新的证据和事实。",
    "The last appeal has no date, so it cannot be told what is new since.",
    "在“提交记录”填写提交日期（后台申诉记录里可以查到）。",
    "Fill in the day of submission; the appeal history in Seller Central shows it.",
)  # fmt: skip


def history_facts(
    case: Case, exhibits: Sequence[Exhibit], *, today: date
) -> tuple[tuple[Fact, ...], tuple[Finding, ...]]:
    """Return the number of earlier appeals, the last result, its age in days, and whether anything is new."""
    last = last_of(case)
    origin: Origin = last.origin if last else case.origin
    reply = usable_kinds(exhibits).get("amazon_reply")
    answered = last is not None and (bool(last.reply_file) or reply is not None)
    days = None if last is None or last.on is None or last.on > today else Fraction((today - last.on).days)
    facts = (
        Fact("previous_appeals", Fraction(len(case.submissions)), origin),
        Fact("last_result", last.result if last else None, origin),
        Fact("days_since_last", days, origin),
        _novelty(case, exhibits, last, today),
        Fact("amazon_reply_on_file", answered, reply.row.origin if reply and last else origin),
    )
    undated = last is not None and last.on is None
    return facts, (UNDATED.at(origin),) if undated else ()


def last_of(case: Case) -> Submission | None:
    """Return the latest earlier appeal; of two undated or same-day ones the lower row."""
    ranked = sorted(enumerate(case.submissions), key=lambda pair: (pair[1].on or date.min, pair[0]))
    return ranked[-1][1] if ranked else None


def _novelty(case: Case, exhibits: Sequence[Exhibit], last: Submission | None, today: date) -> Fact:
    """Look for an exhibit or an action dated after the last appeal and not after today."""
    if last is None or last.on is None:
        return Fact("new_evidence", None, last.origin if last else case.origin)
    fresh = next((origin for day, origin in _dated(case, exhibits) if last.on < day <= today), None)
    return Fact("new_evidence", fresh is not None, fresh or last.origin)


def _dated(case: Case, exhibits: Sequence[Exhibit]) -> Iterator[tuple[date, Origin]]:
    for exhibit in exhibits:
        if exhibit.usable and exhibit.row.dated is not None:
            yield exhibit.row.dated, exhibit.row.origin
    for row in case.of_kind(StatementKind.CORRECTIVE, StatementKind.PREVENTIVE):
        day = row.on or row.starts_on
        if day is not None:
            yield day, row.origin
