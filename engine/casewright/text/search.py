"""Phrases of a rulebook row, searched in a text whatever its capitals, blanks, hyphens and line breaks."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from ahocorasick_rs import AhoCorasick

from casewright.text.width import fold_width

#: How far the two halves of a phrase with a gap (``plan of action ... within``) may stand apart, in characters.
GAP = 90

_LOOKS = str.maketrans({
    "\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u2010": "-", "\u2011": "-", "\u2012": "-",
    "\u2013": "-", "\u2014": "-", "\u2212": "-", "\u2026": "...", "\u00ad": "",
})  # fmt: skip
_ASCII_WORD = re.compile(r"[a-z0-9\u00c0-\u024f]")


def plain(text: str) -> str:
    """Return a text with straight quotes, plain hyphens, narrow characters and composed accents; capitals stay."""
    return fold_width(unicodedata.normalize("NFC", text)).translate(_LOOKS).replace("\r\n", "\n").replace("\r", "\n")


@dataclass(frozen=True, slots=True)
class Phrase:
    """One phrase: words in order, ``...`` a gap within a sentence, ``*`` an open word end; a plural s may follow."""

    text: str

    def spans(self, lowered: str) -> Iterator[tuple[int, int]]:
        """Yield where the phrase stands in a text that :func:`plain` and ``str.lower`` have prepared."""
        key, pattern = _compiled(self.text)
        if key in lowered:
            for match in pattern.finditer(lowered):
                yield match.span()

    def may_stand_in(self, lowered: str) -> bool:
        """Say quickly whether the longest piece of the phrase stands in a prepared text at all."""
        return _compiled(self.text)[0] in lowered

    def within(self, lowered: str) -> bool:
        """Say whether the phrase stands in a prepared text."""
        return next(self.spans(lowered), None) is not None


class PhraseIndex:
    """All phrases of a rulebook in one automaton: one pass over a text tells which of them may stand in it.

    Texts and phrases are compared without blanks, hyphens and apostrophes, so that a phrase that is written otherwise
    is still found; its own pattern has the last word. Every piece of a phrase must be there.
    """

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self._phrases = tuple(phrases)
        pieces: dict[str, int] = {}
        self._holders: list[list[int]] = []
        self._wanted: list[int] = []
        for number, phrase in enumerate(self._phrases):
            own = {piece: pieces.setdefault(piece, len(pieces)) for piece in _pieces(phrase.text)}
            self._wanted.append(len(own))
            for place in own.values():
                if place == len(self._holders):
                    self._holders.append([])
                self._holders[place].append(number)
        self._automaton = AhoCorasick(list(pieces)) if pieces else None

    def __reduce__(self) -> tuple[type["PhraseIndex"], tuple[tuple[Phrase, ...]]]:
        """Travel to another process as the phrases alone."""
        return PhraseIndex, (self._phrases,)

    def standing(self, lowered: str) -> list[int]:
        """Return the places, in the order given to the index, of the phrases that may stand in a prepared text."""
        if self._automaton is None:
            return []
        hits = {hit[0] for hit in self._automaton.find_matches_as_indexes(_squeezed(lowered), overlapping=True)}
        counts: dict[int, int] = {}
        for piece in hits:
            for number in self._holders[piece]:
                counts[number] = counts.get(number, 0) + 1
        return sorted(number for number, count in counts.items() if count == self._wanted[number])


def _squeezed(text: str) -> str:
    return "".join(text.split()).replace("-", "").replace("'", "")


@cache
def _pieces(text: str) -> frozenset[str]:
    """Return the parts of a phrase between its gaps and open ends, as they stand in a squeezed text."""
    folded = _squeezed(plain(text).lower().replace("...", "*"))
    return frozenset(piece for piece in folded.split("*") if piece)


@cache
def _compiled(text: str) -> tuple[str, re.Pattern[str]]:
    """Return the longest unbroken piece of a phrase, to be looked for first, and its pattern."""
    folded = plain(text).lower().strip()
    pieces = [piece for piece in re.split(r"\.\.\.|[\s\-*']+", folded) if piece]
    halves = [_half(half.strip()) for half in folded.split("...") if half.strip()]
    return max(pieces, key=len, default=folded), re.compile(rf"[^.!?。！？]{{0,{GAP}}}?".join(halves))


def _half(text: str) -> str:
    open_end = text.endswith("*")
    body = text.rstrip("*")
    words = re.split(r"(\s+|-|'|\*\s*)", body)
    pattern = "".join(_word(word) for word in words)
    head = r"(?<![a-z0-9\u00c0-\u024f])" if _ASCII_WORD.match(body[:1]) else ""
    tail = r"(?:e?s)?(?![a-z0-9\u00c0-\u024f])" if _ASCII_WORD.match(body[-1:]) and not open_end else ""
    return head + pattern + tail


def _word(word: str) -> str:
    if not word.strip():
        return r"\s+" if word else ""
    if word == "-":
        return r"[-\s]?"
    if word == "'":
        return "'?"
    return r"[a-z0-9\u00c0-\u024f]*\s*" if word.startswith("*") else re.escape(word)
