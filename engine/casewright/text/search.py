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
_WIDE = r"[\u3040-\u30ff\u3400-\u9fff]"
#: Between Chinese or Japanese signs, and where they meet Latin letters or figures: with a blank or without one.
_SEAM = re.compile(rf"(?<={_WIDE})\s*(?=[a-z0-9])|(?<=[a-z0-9%])\s*(?={_WIDE})|(?<={_WIDE})(?={_WIDE})")
_CHOICE = re.compile(r"\{([^{}]*)\}")
#: A choice that may be none, with a blank on both sides or at its only side: the blank goes with it.
_OPTIONAL = re.compile(r"\{([^{}]*/)\}\s+|\s+\{([^{}]*/)\}$")


def plain(text: str) -> str:
    """Return a text with straight quotes, plain hyphens, narrow characters and composed accents; capitals stay."""
    return fold_width(unicodedata.normalize("NFC", text)).translate(_LOOKS).replace("\r\n", "\n").replace("\r", "\n")


@dataclass(frozen=True, slots=True)
class Phrase:
    """One phrase: words in order, ``...`` a gap within a sentence, ``*`` an open word end; a plural s may follow.

    ``{a/b}`` is either word, ``{a/b/}`` either or none.
    """

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
        self._holders: list[list[tuple[int, int]]] = []
        self._wanted: list[int] = []
        for number, phrase in enumerate(self._phrases):
            slots = _slots(phrase.text)
            self._wanted.append(len(slots))
            for slot, spellings in enumerate(slots):
                for piece in spellings:
                    place = pieces.setdefault(piece, len(pieces))
                    if place == len(self._holders):
                        self._holders.append([])
                    self._holders[place].append((number, slot))
        self._automaton = AhoCorasick(list(pieces)) if pieces else None

    def __reduce__(self) -> tuple[type["PhraseIndex"], tuple[tuple[Phrase, ...]]]:
        """Travel to another process as the phrases alone."""
        return PhraseIndex, (self._phrases,)

    def standing(self, lowered: str) -> list[int]:
        """Return the places, in the order given to the index, of the phrases that may stand in a prepared text."""
        if self._automaton is None:
            return []
        hits = {hit[0] for hit in self._automaton.find_matches_as_indexes(_squeezed(lowered), overlapping=True)}
        filled: dict[int, set[int]] = {}
        for piece in hits:
            for number, slot in self._holders[piece]:
                filled.setdefault(number, set()).add(slot)
        return sorted(number for number, slots in filled.items() if len(slots) == self._wanted[number])


def _squeezed(text: str) -> str:
    return "".join(text.split()).replace("-", "").replace("'", "")


@cache
def _slots(text: str) -> tuple[frozenset[str], ...]:
    """Return what a squeezed text must hold for a phrase to stand in it: one of the spellings of every slot."""
    folded = plain(text).lower().replace("...", "*")
    slots = {frozenset([piece]) for part in _CHOICE.split(folded)[::2] for piece in _pieces(part)}
    for choice in _CHOICE.findall(folded):
        spellings = [_pieces(spelling) for spelling in choice.split("/")]
        if all(spellings):
            slots.add(frozenset(max(spelling, key=len) for spelling in spellings))
    return tuple(slots)


def _pieces(text: str) -> list[str]:
    return [piece for piece in _squeezed(text).split("*") if piece]


@cache
def _compiled(text: str) -> tuple[str, re.Pattern[str]]:
    """Return the longest unbroken piece of a phrase, to be looked for first, and its pattern."""
    folded = plain(text).lower().strip()
    fixed = _SEAM.sub(" ", _CHOICE.sub(" ", folded))
    pieces = [piece for piece in re.split(r"\.\.\.|[\s\-*']+", fixed) if piece]
    halves = [_half(half.strip()) for half in folded.split("...") if half.strip()]
    return max(pieces, key=len, default=""), re.compile(rf"[^.!?。！？]{{0,{GAP}}}?".join(halves))


def _half(text: str) -> str:
    open_end = text.endswith("*")
    body = text.rstrip("*")
    glue = r"\s*" if re.search(_WIDE, body) else ""
    parts = _CHOICE.split(_OPTIONAL.sub(_closed_up, body))
    pattern = glue.join(_choice(part) if place % 2 else _run(part) for place, part in enumerate(parts) if part)
    pattern = pattern.replace(r"\s+", glue) if glue else pattern
    seen = body.replace("{", "").replace("}", "").replace("/", "").strip()
    head = r"(?<![a-z0-9\u00c0-\u024f])" if _ASCII_WORD.match(seen[:1]) else ""
    tail = r"(?:e?s)?(?![a-z0-9\u00c0-\u024f])" if _ASCII_WORD.match(seen[-1:]) and not open_end else ""
    return head + pattern + tail


def _closed_up(match: re.Match[str]) -> str:
    """Return an optional choice with its blank drawn into its words."""
    before, behind = match.groups()
    spellings = (before or behind).split("/")
    return "{" + "/".join(f"{word} " if before else f" {word}" for word in spellings if word) + "/}"


def _choice(text: str) -> str:
    spellings = sorted(text.split("/"), key=len, reverse=True)
    return f"(?:{'|'.join(map(_run, spellings))})"


def _run(text: str) -> str:
    words = re.split(r"(\s+|-|'|\*\s*|\0)", _SEAM.sub("\0", text))
    return "".join(map(_word, words))


def _word(word: str) -> str:
    if word == "\0":
        return r"\s*"
    if not word.strip():
        return r"\s+" if word else ""
    if word == "-":
        return r"[-\s]?"
    if word == "'":
        return "'?"
    return r"[a-z0-9\u00c0-\u024f]*\s*" if word.startswith("*") else re.escape(word)
