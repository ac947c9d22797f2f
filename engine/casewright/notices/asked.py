"""What a notice asks for that Amazon never asks for; advice that warns of such asks is none."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from casewright.notices.lexicon import Cue, Lexicon
from casewright.notices.sections import Passage, sentences, small
from casewright.notices.twins import unmasked
from casewright.text.search import Phrase, plain

#: Where a new thought begins in a sentence: "we never ask for it, but ..." asks for it after all.
_TURN = re.compile(
    r"[;；]|\b(?:but|however|instead|aber|sondern|jedoch|mais|cependant|pero|sino|sin embargo|ma|tuttavia|però|mas"
    r"|porém)\b"
    r"|但是|但(?!凡)|不过|而是|(?:です|ます|せん)が、|しかし|ただし"
)
_LINK = re.compile(r"\S*(?:://|@)\S*")
_POINT = re.compile(r"^\s*(?:[-*•·▪◦–—・○●]|\(?\d{1,2}[.)、]|\(?[a-z][.)]\s|[①-⑳])")
_OPEN = (":", "：", ",", "，", "、")


@dataclass(frozen=True, slots=True)
class Asked:
    """A row of the list ``scams`` that a notice meets, and the words that meet it."""

    scam: Cue
    words: str


@dataclass(frozen=True, slots=True)
class Told:
    """A notice's sentences: as they stand, as phrases are looked for in them, and which stretches only warn."""

    lines: tuple[str, ...]
    lowered: tuple[str, ...]
    covered: tuple[Sequence[tuple[int, int]], ...]

    @property
    def free(self) -> list[str]:
        """Return the sentences in which no advice against frauds stands."""
        return [line for line, covered in zip(self.lines, self.covered, strict=True) if not covered]


def told(passages: Sequence[Passage], lexicon: Lexicon) -> Told:
    """Split a notice into sentences and find the advice among them."""
    lines: list[str] = []
    lowered: list[str] = []
    for passage in passages:
        own = [sentence for _, sentence in sentences(passage.text)]
        lines += own
        if passage.text.isascii() and "\r" not in passage.text:  # even as it stands: no sign is another's twin
            lowered += [_without_links(line.lower()) for line in own]
        else:
            lowered += [_without_links(small(plain(unmasked(line)))) for line in own]
    return Told(tuple(lines), tuple(lowered), tuple(warned(lowered, lexicon.advice)))


def _without_links(line: str) -> str:
    return _LINK.sub(_blank, line) if "@" in line or "://" in line else line


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def asked(notice: Told, lexicon: Lexicon) -> Iterator[Asked]:
    """Yield what is asked, each row once, with the words where it stands."""
    for scam in lexicon.scams:
        words = next(_met(scam, notice.lines, notice.lowered, notice.covered), None)
        if words is not None:
            yield Asked(scam, words)


def _met(scam: Cue, lines: Sequence[str], lowered: Sequence[str], covered: Sequence[Sequence[tuple[int, int]]]
         ) -> Iterator[str]:  # fmt: skip
    for number, line in enumerate(lowered):
        span = _free(scam.phrases, line, covered[number])
        if span is None:
            continue
        if not scam.wants:
            yield lines[number][span[0] : span[1]]
        elif any(phrase.within(line) for phrase in scam.wants) or _lead_asks(scam.wants, lowered, number):
            yield _short(lines[number], span)


def _free(phrases: Sequence[Phrase], line: str, covered: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    """Return where a phrase stands outside all advice."""
    for phrase in phrases:
        for start, end in phrase.spans(line) if phrase.key in line else ():
            if not any(first <= start < last for first, last in covered):
                return start, end
    return None


def _lead_asks(wants: Sequence[Phrase], lowered: Sequence[str], number: int) -> bool:
    """Say whether the line that a list hangs from asks for its points."""
    lead = _lead(lowered, number)
    return lead is not None and any(phrase.within(lowered[lead]) for phrase in wants)


def _lead(lowered: Sequence[str], number: int) -> int | None:
    """Return the line that opens the list in which a line is a point."""
    for before in range(number - 1, max(-1, number - 9), -1):
        if lowered[before].rstrip().endswith(_OPEN[:2]):
            return before
        if not _POINT.match(lowered[before]):
            return None
    return None


def _short(line: str, span: tuple[int, int]) -> str:
    """Return the words about a hit, no longer than a clerk reads."""
    start, end = max(0, span[0] - 60), min(len(line), span[1] + 60)
    return ("…" if start else "") + line[start:end].strip() + ("…" if end < len(line) else "")


def warned(lowered: Sequence[str], advice: Sequence[Cue]) -> list[list[tuple[int, int]]]:
    """Return, per sentence, the stretches that only warn: "we never ask for ...", and the list that hangs from it.

    Rows of kind ``back`` speak of the sentences before them ("we never ask for any of these").
    """
    covered: list[list[tuple[int, int]]] = [[] for _ in lowered]
    ahead = [phrase for cue in advice if cue.target == "ahead" for phrase in cue.phrases]
    back = [phrase for cue in advice if cue.target == "back" for phrase in cue.phrases]
    for number, line in enumerate(lowered) if ahead else ():
        clauses = [_clause(line, *span) for phrase in ahead if phrase.key in line for span in phrase.spans(line)]
        covered[number] += clauses
        if clauses and line.rstrip().endswith(_OPEN):
            _onwards(lowered, number, covered)
        if clauses and any(phrase.within(line) for phrase in back):
            _backwards(lowered, number, covered)
    return covered


def _clause(line: str, start: int, end: int) -> tuple[int, int]:
    turns = [match.start() for match in _TURN.finditer(line)]
    before = max((turn for turn in turns if turn < start), default=0)
    return before, min((turn for turn in turns if turn >= end), default=len(line))


def _onwards(lowered: Sequence[str], number: int, covered: list[list[tuple[int, int]]]) -> None:
    """Carry advice that ends in a colon over the points below it."""
    for after in range(number + 1, len(lowered)):
        point = _POINT.match(lowered[after]) is not None
        if not point and len(lowered[after]) > 60:
            return
        covered[after].append((0, len(lowered[after])))
        if not point and lowered[after].rstrip().endswith((".", "。", "!", "！")):
            return


def _backwards(lowered: Sequence[str], number: int, covered: list[list[tuple[int, int]]]) -> None:
    """Carry advice over the list above it, or over the sentence that it speaks of."""
    for before in range(number - 1, max(-1, number - 9), -1):
        covered[before].append((0, len(lowered[before])))
        if not _POINT.match(lowered[before]):
            return
