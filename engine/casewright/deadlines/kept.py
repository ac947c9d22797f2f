"""What has become of a limit: kept by an appeal, running, near, or past."""

from collections.abc import Iterator
from datetime import date, tzinfo

from casewright.deadlines.kinds import PAST, SOON
from casewright.model import Bilingual, Case, Deadline, FileRef, Finding, NoticeReading, Origin, Submission
from casewright.text import clocks_line, day_span, standing

#: Stages of a letter that answers an appeal: one that went out on the same day went out before it.
_ANSWERING = frozenset({"more_info", "rejected", "final", "reinstated"})
#: Answers after which the limit of the notice runs on.
_RUNS_ON = frozenset({"more_info", "rejected", "final"})


def newest_of(case: Case) -> Submission | None:
    """Return the newest appeal that has a day, None where none went out."""
    sent = [(each.on, number) for number, each in enumerate(case.submissions) if each.on]
    return case.submissions[max(sent)[1]] if sent else None


def waits(submission: Submission) -> bool:
    """Say whether an appeal has no answer yet."""
    return not submission.reply_file and submission.result not in {*_RUNS_ON, "reinstated"}


def is_open(case: Case, notice: NoticeReading) -> bool:
    """Say whether a case still waits for anything: not once Amazon has reinstated."""
    newest = newest_of(case)
    return "reinstated" not in {notice.stage or case.stage, newest.result if newest else None}


def kept_by(
    deadline: Deadline, case: Case, *, since: date | None, stage: str | None, zone: tzinfo
) -> Submission | None:
    """Return the newest appeal where it went out within the limit; a refused one does not stop the notice's clock."""
    newest = newest_of(case)
    if deadline.at is None or newest is None or newest.on is None:
        return None
    after = since is None or newest.on > since or (newest.on == since and stage not in _ANSWERING)
    within = newest.on <= deadline.at.astimezone(zone).date()
    return newest if after and within and (waits(newest) or newest.result == "reinstated") else None


def shout(deadline: Deadline, today: date, origin: Origin) -> Iterator[Finding]:
    """Tell what cannot be missed: a limit that is past, or that a day of work may not reach."""
    if deadline.at is None or not deadline.runs:
        return
    stands = standing(deadline.at, *day_span(today))
    if stands == "later":
        return
    clocks = clocks_line(deadline.at, deadline.zone)
    place = FileRef(deadline.source) if deadline.basis == "stated" and deadline.source else origin
    told = {"what": deadline.what.zh, "what_en": deadline.what.en, "at_zh": clocks.zh, "at_en": clocks.en}
    if stands == "past":
        yield PAST.at(place, **told, today=today.isoformat())
        return
    left = (
        Bilingual("今天到", "TODAY") if stands == "today"
        else Bilingual("明天到，可能不足 24 小时", "TOMORROW, perhaps less than 24 hours")
    )  # fmt: skip
    yield SOON.at(place, **told, today=today.isoformat(), left_zh=left.zh, left_en=left.en)
