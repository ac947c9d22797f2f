"""Clauses of Amazon's terms that a notice names: Section 3.1(a), Abschnitt 3, §18, 第三条第2款."""

import re
from collections.abc import Iterator, Sequence

from casewright.model import Mention
from casewright.notices.lexicon import Label
from casewright.notices.lines import Lines

_ONE = (
    r"(?:\d{1,3}(?:\.\d{1,2}){0,4}(?: ?\((?:[a-z]|[ivx]{1,4}|\d{1,2})\))*|[A-HJ-Z]-?\d{1,2}|[B-HJ-Z](?![\w'-]))"
    r"(?![\w%-])(?!\.\d)"
)
_AND = r"(?:\s*[,、&/]\s*|\s+(?:and|or|und|oder|sowie|et|ou|y|o|e|ed|och|i|ve)\s+|和|及|と|、)"
_AFTER = re.compile(rf"(?: ?(?:no\.?|nos\.?|nr\.?|n°|#))?(?:[ \t]*[:.]?[ \t]*|[ \t]*\n[ \t]*)({_ONE}(?:{_AND}{_ONE})*)")
_EACH = re.compile(_ONE)
_HAN = r"(?:\d{1,3}(?:\.\d{1,2}){0,3}|[一二三四五六七八九十百〇]{1,4})"
_CJK = re.compile(
    rf"第\s*({_HAN}(?:\s*[、,和及と]\s*第?\s*{_HAN})*)\s*([条條])((?:の\d{{1,2}})?(?:\s*第?\s*{_HAN}\s*[款项項号號])*)"
)
_PART = re.compile(_HAN)
_PARAGRAPH = re.compile(
    r"§{1,2}\s*(\d{1,4}[a-z]?(?:\.\d{1,2})*(?:\s*(?:,|und|and|et|y|e)\s*\d{1,4}[a-z]?(?:\.\d{1,2})*)*)(?!\d)"
)
_NUMBER = re.compile(r"\d{1,4}[a-z]?(?:\.\d{1,2})*")
#: What follows a count of things, not the number of a clause.
_COUNTED = re.compile(
    r"\s*(?:%|[-–]?\s?(?:days?|hours?|tagen?|jours?|días?|giorni|dias|x|pieces|units?|件|个|個|天|日)(?![a-z]))"
)

#: What follows the number of a list's point.
_LISTED = re.compile(r"[.)]\s")


def clauses(lines: Lines, labels: Sequence[Label]) -> Iterator[Mention]:
    """Yield the clauses of a text, of lists each one."""
    for label in labels:
        if label.kind == "clause":
            for phrase in label.phrases:
                for _, right in phrase.spans(lines.small):
                    yield from _numbered(lines, label.shown, right)
    if "第" in lines.even:
        yield from _articles(lines, labels)
    if "§" in lines.even:
        for match in _PARAGRAPH.finditer(lines.even):
            for number in _NUMBER.finditer(lines.even, *match.span(1)):
                yield lines.mention("clause", f"§{number[0]}", *number.span())


def _numbered(lines: Lines, shown: str, right: int) -> Iterator[Mention]:
    match = _AFTER.match(lines.even, right)
    if (
        match is None
        or (_LISTED.match(lines.even, match.end()) and "\n" in match[0])
        or _COUNTED.match(lines.small, match.end())
    ):
        return
    if right == match.start(1) and lines.even[right - 1 : right].isascii():
        return
    for number in _EACH.finditer(lines.even, *match.span(1)):
        value = f"{shown} {''.join(number[0].split())}"
        yield lines.mention("clause", value, *number.span())


def _articles(lines: Lines, labels: Sequence[Label]) -> Iterator[Mention]:
    not_behind = [phrase for label in labels if label.kind == "no_clause" for phrase in label.phrases]
    for match in _CJK.finditer(lines.even):
        behind = lines.small[match.end() : match.end() + 6]
        if any(next(phrase.spans(behind), (1, 0))[0] == 0 for phrase in not_behind):
            continue
        parts = list(_PART.finditer(lines.even, *match.span(1)))
        for part in parts:
            tail = match[3] if part is parts[-1] else ""
            place = match.span() if len(parts) == 1 else part.span()
            yield lines.mention("clause", "".join(f"第{part[0]}{match[2]}{tail}".split()), *place)
