"""Ids in text that was read from a picture: compared with the case's own, and never called wrong."""

import re
from collections.abc import Collection, Iterator, Mapping
from enum import StrEnum

from casewright.model import Case, FileRef, Finding, Kind, Severity

SETTLED = Kind(
    "notices/id-read-from-picture", Severity.INFO,
    "图片里的“{shown}”很可能就是案件表里的 {own}，已按案件表的写法读取。",
    "\"{shown}\" in the picture is most likely {own} of the case sheet, and was taken for it.",
    "对照图片核对这个编号。", "Check this id against the picture.",
)  # fmt: skip
UNREAD_IDS = Kind(
    "notices/ids-not-in-picture", Severity.INFO,
    "案件表里的 {ids} 在图片里没有认出来；可能不在通知里，也可能没有识别清楚。",
    "{ids} of the case sheet could not be made out in the picture: not named there, or not readable.",
    "对照图片看一眼；识别不清不等于编号写错。", "Look at the picture; what is hard to read is not wrong.",
)  # fmt: skip

#: Letters and figures that are read for one another.
_FOLDED = str.maketrans("OQDIL|SB", "00011158")
#: Every such id begins with B and a zero; a picture shows the two alike.
_ASIN_WITH_O = re.compile(r"\bB[OQ](?=[A-Z0-9]{8}\b)(?=[A-Z]{0,7}\d)")
#: Shorter ids have too many neighbours at one letter's distance.
_LEAST = 8


class Likeness(StrEnum):
    """How an id of the case stands in a text that was read from a picture."""

    MATCH = "match"
    PROBABLE = "probable"
    UNREADABLE = "unreadable"


def likeness(own: Collection[str], text: str) -> dict[str, Likeness]:
    """Return, for each of the case's own ids, how it stands in the text.

    Probable: with O for 0, I for 1, S for 5 or B for 8, and at most one more error; and it could be no other own id.
    """
    near = {each: shown for shown, each in _near(own, text)}
    return {
        each: Likeness.MATCH if _stands(each, text) else Likeness.PROBABLE if each in near else Likeness.UNREADABLE
        for each in own
    }


def settled(text: str, own: Collection[str], ref: FileRef) -> tuple[str, tuple[Finding, ...]]:
    """Return the text with probable ids written as the case writes them, and what was taken for what."""
    found = []
    text = _ASIN_WITH_O.sub("B0", text)
    for shown, each in _near(own, text):
        text = re.sub(rf"(?<![A-Za-z0-9]){re.escape(shown)}(?![A-Za-z0-9])", each, text)
        found.append(SETTLED.at(ref, shown=shown, own=each))
    unread = [each for each, how in likeness(own, text).items() if how is Likeness.UNREADABLE]
    if unread:
        found.append(UNREAD_IDS.at(ref, ids=", ".join(unread[:8]) + ("…" if len(unread) > 8 else "")))
    return text, tuple(found)


def own_ids(case: Case) -> tuple[str, ...]:
    """Return the ids that a case sheet gives: ASINs, case and complaint ids, orders of its statements."""
    orders = [order for statement in case.statements for order in statement.orders]
    return tuple(dict.fromkeys((*case.asins, *case.amazon_case_ids, *case.complaint_ids, *orders)))


def _near(own: Collection[str], text: str) -> Iterator[tuple[str, str]]:
    """Yield what stands in the text for an own id that is not there as it is written."""
    missing = {each: _folded(each) for each in own if len(each) >= _LEAST and not _stands(each, text)}
    if not missing:
        return
    every = {each: _folded(each) for each in own}
    for shown in dict.fromkeys(re.findall(r"(?<![A-Za-z0-9])[A-Za-z0-9|][A-Za-z0-9|-]{6,24}(?![A-Za-z0-9])", text)):
        if shown in every or not any(letter.isdigit() for letter in shown):
            continue
        likely = list(_likely(_folded(shown), every))
        if len(likely) == 1 and likely[0] in missing:
            yield shown, likely[0]


def _likely(folded: str, every: Mapping[str, str]) -> list[str]:
    """Return the own ids that a reading may stand for: those that fold to it, else those one error away."""
    same = [each for each, own in every.items() if own == folded]
    return same or [each for each, own in every.items() if len(own) == len(folded) and _errors(own, folded) == 1]


def _errors(own: str, other: str) -> int:
    return sum(a != b for a, b in zip(own, other, strict=True))


def _folded(text: str) -> str:
    return text.upper().translate(_FOLDED)


def _stands(own: str, text: str) -> bool:
    return re.search(rf"(?<![A-Za-z0-9]){re.escape(own)}(?![A-Za-z0-9])", text, re.IGNORECASE) is not None
