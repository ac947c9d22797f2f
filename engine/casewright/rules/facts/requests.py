"""Wishes that are refused: a forged date, an admission that nobody signed, a password to log in with.

The phrases and the refusals stand in the rulebook (list ``requests``); here they are only looked for. A phrase behind
a word of denial ("we did not ...", "不要...") is no wish.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from casewright.model import Bilingual, Case, Finding, Origin, Position, Severity, StatementKind
from casewright.sheets import Entry, ListSheet
from casewright.text import fold_width

CODE = "rules/refused-request"

#: Which statements a row of the list looks at, by its column ``where``; the client's wishes are always looked at.
_LOOKS_AT = {
    "requests": frozenset({StatementKind.REQUEST}),
    "planned": frozenset({StatementKind.REQUEST, StatementKind.CORRECTIVE, StatementKind.PREVENTIVE}),
    "anywhere": frozenset(StatementKind),
}
_BREAKS = re.compile(r"[。！？；，、\n.!?;,]")
_DENIED_ZH = re.compile(
    r"((?<!有)没有?|未|从未|并未|从不|绝不|(?<!会)不会|(?<!要)不要|不得|(?<!可)不可以|禁止|拒绝|不允许|不想|不愿)[^，。]{0,2}$"
)
_DENIED_EN = re.compile(r"((?<!why )\b(not|never|without|refused? to)|n't)(\s+\S+){0,2}\s*$")


@dataclass(frozen=True, slots=True)
class Refused:
    """One wish that is refused: the row of the list, its topic, and where it was asked."""

    id: str
    topic: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class _Passage:
    """A text of the case; ``kind`` None for the wishes and remarks of the sheet."""

    text: str
    origin: Origin
    kind: StatementKind | None = None


def refused_requests(case: Case, *, requests: ListSheet) -> tuple[tuple[Refused, ...], tuple[Finding, ...]]:
    """Look for each row's phrases in what was asked and stated; one finding for each row and place."""
    refused: list[Refused] = []
    found: list[Finding] = []
    signed = case.position in {Position.ADMITS, Position.PARTLY} and bool(case.admitted_by and case.admitted_on)
    for row in requests.rows:
        if signed and row.flag("unless_signed"):
            continue
        for passage in _passages(case, row):
            phrase = _phrase(row, passage.text)
            if phrase:
                refused.append(Refused(row.id, row.text("topic"), passage.origin))
                found.append(_finding(row, phrase, passage.origin))
    return tuple(refused), tuple(found)


def _passages(case: Case, row: Entry) -> Iterator[_Passage]:
    kinds = _LOOKS_AT.get(row.text("where"), _LOOKS_AT["requests"])
    if case.requests:
        yield _Passage(case.requests, case.where("requests"))
    for remark in case.remarks:
        yield _Passage(remark.value, remark.origin)
    for each in case.evidence:
        if each.note:
            yield _Passage(each.note, each.origin)
    for statement in case.of_kind(*kinds):
        text = "\n".join(
            part for part in (statement.zh, statement.en, statement.detail_zh, statement.detail_en) if part
        )
        yield _Passage(text, statement.origin, statement.kind)


def _phrase(row: Entry, text: str) -> str | None:
    """Return the first phrase of a row that a text asks for."""
    plain = fold_width(text).casefold()
    tight = re.sub(r"[ \t\u3000]+", "", plain)
    for column, looked_in, denied in (("patterns_zh", tight, _DENIED_ZH), ("patterns_en", plain, _DENIED_EN)):
        for phrase in row.words(column):
            wanted = fold_width(phrase).casefold()
            wanted = wanted.replace(" ", "") if column == "patterns_zh" else wanted
            if any(not denied.search(before) for before in _clauses_before(looked_in, wanted)):
                return phrase
    return None


def _clauses_before(text: str, wanted: str) -> Iterator[str]:
    """Yield, for each place of a phrase, the words that stand before it in the same clause."""
    place = text.find(wanted)
    while place >= 0:
        yield _BREAKS.split(text[:place])[-1]
        place = text.find(wanted, place + 1)


def _finding(row: Entry, phrase: str, origin: Origin) -> Finding:
    severity = Severity.WARNING if row.text("severity") == Severity.WARNING else Severity.ERROR
    label, text = row.both(""), row.both("text")
    return Finding(
        CODE, severity, origin,
        Bilingual(f"{label.zh}（“{phrase}”）：{text.zh}", f"{label.en} (\"{phrase}\"): {text.en}"), row.both("instead"),
    )  # fmt: skip
