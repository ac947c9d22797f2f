"""Phrases of a rulebook row, searched in a text whatever its capitals, blanks, hyphens and line breaks."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import chain
from operator import itemgetter, methodcaller

from ahocorasick_rs import AhoCorasick

from casewright.text.width import fold_width

#: How far the two halves of a phrase with a gap (``plan of action ... within``) may stand apart, in characters.
GAP = 90

_LOOKS = {
    "\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u2010": "-", "\u2011": "-", "\u2012": "-",
    "\u2013": "-", "\u2014": "-", "\u2212": "-", "\u2026": "...", "\u00ad": "",
}  # fmt: skip
_ODD = re.compile(f"[{''.join(_LOOKS)}]")
_LETTER = r"[a-z0-9\u00c0-\u024f]"
_ASCII_WORD = re.compile(_LETTER)
#: A word, and its first letters, by which phrases are called up that may begin there: so many, and in a pinch fewer.
_LETTERS, _FEWER = 4, 2
_BEGINNING = re.compile(rf"({_LETTER}{{1,{_LETTERS}}}){_LETTER}*")
_HEAD = re.compile(rf"{_LETTER}{{1,{_LETTERS}}}")
_WORD_END = re.compile(rf"{_LETTER}{{2}}$")
_WIDE = r"[\u3040-\u30ff\u3400-\u9fff]"
#: Between Chinese or Japanese signs, and where they meet Latin letters or figures: with a blank or without one.
_SEAM = re.compile(rf"(?<={_WIDE})\s*(?=[a-z0-9])|(?<=[a-z0-9%])\s*(?={_WIDE})|(?<={_WIDE})(?={_WIDE})")
_CHOICE = re.compile(r"\{([^{}]*)\}")
_PARTING = re.compile(r"(\s+|-|'|\*\s*|\0)")
_BREAK = re.compile(r"\.\.\.|[\s\-*']+")
#: A choice that may be none, with a blank on both sides or at its only side: the blank goes with it.
_OPTIONAL = re.compile(r"\{([^{}]*/)\}\s+|\s+\{([^{}]*/)\}$")


#: Sets of pieces, by number, of each of which a phrase wants one.
Slots = tuple[frozenset[int], ...]
#: A piece of so many letters tells something; of signs that are words by themselves two do.
_LEAST = 3
#: The place of a match, and the number of a piece that was hit, taken without a step of our own.
_SPAN, _FIRST = methodcaller("span"), itemgetter(0)


def plain(text: str) -> str:
    """Return a text with straight quotes, plain hyphens, narrow characters and composed accents; capitals stay."""
    if text.isascii():
        return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
    even = _ODD.sub(_even, fold_width(unicodedata.normalize("NFC", text)))
    return even.replace("\r\n", "\n").replace("\r", "\n")


def _even(match: re.Match[str]) -> str:
    return _LOOKS[match[0]]


@dataclass(frozen=True, slots=True)
class Phrase:
    """One phrase: words in order, ``...`` a gap within a sentence, ``*`` an open word end; a plural s may follow.

    ``{a/b}`` is either word, ``{a/b/}`` either or none. ``key`` is its longest unbroken piece: a prepared text that
    does not hold it does not hold the phrase. Whoever looks for many phrases asks that first, without any call.
    """

    text: str
    key: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "key", _key(self.text))

    def spans(self, lowered: str) -> Iterator[tuple[int, int]]:
        """Yield where the phrase stands in a text that :func:`plain` and ``str.lower`` have prepared."""
        if self.key in lowered:
            return map(_SPAN, _pattern(self.text).finditer(lowered))
        return iter(())

    def within(self, lowered: str) -> bool:
        """Say whether the phrase stands in a prepared text."""
        return self.key in lowered and _pattern(self.text).search(lowered) is not None

    def spans_in(self, text: "Worded") -> Iterator[tuple[int, int]]:
        """Yield the same as :meth:`spans`; one that opens with a choice is tried where a word begins as it does."""
        if self.key not in text.lowered:
            return iter(())
        heads = _heads(self.text)
        return text.matches(_pattern(self.text), heads) if heads else self.spans(text.lowered)


class Worded:
    """A prepared text with the places of its words by their first letters.

    A pattern that opens with one of many words is slow, because it is tried at every sign that one of them begins with.
    """

    __slots__ = ("_fewer", "_places", "lowered")

    def __init__(self, lowered: str) -> None:
        self.lowered = lowered
        self._places: dict[str, list[int]] = {}
        self._fewer: dict[str, list[str]] = {}
        for match in _BEGINNING.finditer(lowered):
            self._places.setdefault(match[1], []).append(match.start())

    def matches(self, pattern: re.Pattern[str], heads: "Heads") -> Iterator[tuple[int, int]]:
        """Yield where a pattern matches that begins with one of some beginnings of words, as a search would find it."""
        found, end = self._places, 0
        likely = found.keys() & heads.whole
        if heads.fewer:
            fewer = self._by_fewer()
            likely.update(head for few in heads.fewer for head in fewer.get(few, ()))
        for place in sorted([place for head in likely for place in found[head]]):
            if place >= end and (match := pattern.match(self.lowered, place)):
                end = match.end()
                yield match.span()

    def _by_fewer(self) -> dict[str, list[str]]:
        if not self._fewer:
            for head in self._places:
                self._fewer.setdefault(head[:_FEWER], []).append(head)
        return self._fewer


class PhraseIndex:
    """All phrases of a rulebook in one automaton: one pass over a text tells which of them may stand in it.

    Texts and phrases are compared without blanks, hyphens and apostrophes, so that a phrase that is written otherwise
    is still found; its own pattern has the last word. Only the rarest piece of a phrase calls it up; whether its other
    pieces stand there too is then looked up among all that were found.
    """

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self._phrases = tuple(phrases)
        pieces: dict[str, int] = {}
        told = [_telling(phrase) for phrase in self._phrases]
        shared = Counter(piece for slots in told for slot in slots for piece in slot)
        slots_of = [
            [frozenset(pieces.setdefault(piece, len(pieces)) for piece in slot) for slot in _by_rarity(slots, shared)]
            for slots in told
        ]  # fmt: skip
        #: Phrases of signs alone that are not compared: they may stand anywhere.
        self._anywhere = [number for number, slots in enumerate(slots_of) if not slots]
        #: By piece: the phrases that it is all of; those that want other pieces too, by the sets of pieces of which
        #: they want one each. Equal sets are one object, since what is asked often is then near at hand.
        self._whole: dict[int, list[int]] = {}
        self._more: dict[int, list[tuple[Slots, list[int]]]] = {}
        kept: dict[Slots, Slots] = {}
        one: dict[frozenset[int], frozenset[int]] = {}
        grouped: dict[int, dict[Slots, list[int]]] = {}
        for number, slots in enumerate(slots_of):
            wanted = tuple(one.setdefault(slot, slot) for slot in slots[1:])
            wanted = kept.setdefault(wanted, wanted)
            for rarest in slots[0] if slots else ():
                if wanted:
                    grouped.setdefault(rarest, {}).setdefault(wanted, []).append(number)
                else:
                    self._whole.setdefault(rarest, []).append(number)
        self._more = {piece: list(phrases.items()) for piece, phrases in grouped.items()}
        self._automaton = AhoCorasick(list(pieces)) if pieces else None

    def __reduce__(self) -> tuple[type["PhraseIndex"], tuple[tuple[Phrase, ...]]]:
        """Travel to another process as the phrases alone."""
        return PhraseIndex, (self._phrases,)

    def standing(self, lowered: str) -> list[int]:
        """Return the places, in the order given to the index, of the phrases that may stand in a prepared text."""
        if self._automaton is None:
            return self._anywhere
        found = set(map(_FIRST, self._automaton.find_matches_as_indexes(_squeezed(lowered), overlapping=True)))
        standing = set(self._anywhere).union(*map(self._whole.__getitem__, found & self._whole.keys()))
        for wanted, numbers in chain.from_iterable(map(self._more.__getitem__, found & self._more.keys())):
            for slot in wanted:
                if slot.isdisjoint(found):
                    break
            else:
                standing.update(numbers)
        return sorted(standing)


def _squeezed(text: str) -> str:
    return "".join(text.split()).replace("-", "").replace("'", "")


@cache
def _slots(text: str) -> tuple[tuple[str, ...], ...]:
    """Return what a squeezed text must hold for a phrase to stand in it: one of the spellings of every slot.

    The rarest slot stands first: the one whose shortest spelling is the longest.
    """
    folded = plain(text).lower().replace("...", "*")
    slots: set[tuple[str, ...]] = {(piece,) for part in _CHOICE.split(folded)[::2] for piece in _pieces(part)}
    for choice in _CHOICE.findall(folded):
        spellings = [_pieces(spelling) for spelling in choice.split("/")]
        if all(spellings):
            slots.add(tuple(sorted({max(spelling, key=len) for spelling in spellings})))
    return tuple(sorted(slots, key=lambda slot: (-min(map(len, slot)), slot)))


def _telling(phrase: Phrase) -> tuple[tuple[str, ...], ...]:
    """Return the slots worth looking up: beside the rarest none that a sign or two of any text fill."""
    slots = _slots(phrase.text)
    return slots[:1] + tuple(slot for slot in slots[1:] if min(map(_told, slot)) >= _LEAST)


def _by_rarity(slots: Iterable[tuple[str, ...]], shared: Mapping[str, int]) -> list[tuple[str, ...]]:
    """Put that slot first whose pieces are the rarest in a text: long ones, that few phrases share."""

    def often(slot: tuple[str, ...]) -> tuple[bool, float]:
        return min(map(_told, slot)) < _LEAST, sum(shared[piece] / len(piece) ** 2 for piece in slot)

    return sorted(slots, key=often)


def _told(piece: str) -> int:
    return len(piece) if piece.isascii() else _LEAST * (len(piece) > 1)


def _pieces(text: str) -> list[str]:
    return [piece for piece in _squeezed(text).split("*") if piece]


@cache
def _key(text: str) -> str:
    """Return the longest unbroken piece of a phrase, to be looked for first."""
    fixed = _SEAM.sub(" ", _CHOICE.sub(" ", plain(text).lower().strip()))
    return max((piece for piece in _BREAK.split(fixed) if piece), key=len, default="")


@cache
def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(rf"(?:[^.!?。！？\n]|\.(?=[a-z0-9])){{0,{GAP}}}?".join(map(_half, _halves(text))))


def _halves(text: str) -> list[str]:
    return [half.strip() for half in plain(text).lower().strip().split("...") if half.strip()]


def _parts(half: str) -> list[str]:
    """Part a half at its choices: every second part is what stands in one."""
    return _CHOICE.split(_OPTIONAL.sub(_closed_up, half.rstrip("*")))


@dataclass(frozen=True, slots=True)
class Heads:
    """The beginnings of the words that a phrase may open with, as :class:`Worded` keeps them.

    ``whole`` are told in full: so many letters, or all of a word that surely has no more; ``fewer`` by the first two.
    """

    whole: frozenset[str]
    fewer: tuple[str, ...]


@cache
def _heads(text: str) -> Heads | None:
    """Return the beginnings of the words of the choice that a phrase opens with; none where it opens otherwise."""
    half = next(iter(_halves(text)), "")
    first, *rest = _parts(half)
    if first or not rest:
        return None
    behind, wide = rest[1], re.search(_WIDE, half) is not None
    whole, fewer = set(), set()
    for spelling in rest[0].split("/"):
        match = _HEAD.match(spelling)
        if match is None:
            return None
        ends = not wide and (spelling[match.end() :] or behind)[:1].isspace()
        if ends or len(match[0]) == _LETTERS:
            whole.add(match[0])
        elif len(match[0]) >= _FEWER:
            fewer.add(match[0][:_FEWER])
        else:
            return None
    return Heads(frozenset(whole), tuple(sorted(fewer)))


def _half(text: str) -> str:
    open_end = text.endswith("*")
    body = text.rstrip("*")
    glue = r"\s*" if re.search(_WIDE, body) else ""
    parts = _parts(text)
    runs = [_choice(part) if place % 2 else _run(part) for place, part in enumerate(parts) if part]
    seen = body.replace("{", "").replace("}", "").replace("/", "").strip()
    if _ASCII_WORD.match(seen[:1]):
        runs[0] = _opened([parts[0]] if parts[0] else parts[1].split("/"), runs[0])
    pattern = glue.join(runs)
    pattern = pattern.replace(r"\s+", glue) if glue else pattern
    plural = "(?:e?s)?" if _WORD_END.search(seen) else ""  # "is not a" is no "is not as"
    tail = rf"{plural}(?!{_LETTER})" if _ASCII_WORD.match(seen[-1:]) and not open_end else ""
    return pattern + tail


def _opened(spellings: list[str], run: str) -> str:
    """Return the run that a phrase opens with, held to the start of a word.

    The look back stands behind the first letters, so that the search leaps from one place of these to the next.
    """
    heads = [_words(spelling)[0] for spelling in spellings]
    if not all(heads):
        return rf"(?<!{_LETTER}){run}"
    either = []
    for head, spelling in sorted(zip(heads, spellings, strict=True), key=lambda pair: -len(pair[1])):
        word = re.escape(head)
        either.append(f"{word}(?<!{_LETTER}{word}){''.join(map(_word, _words(spelling)[1:]))}")
    return either[0] if len(either) == 1 else f"(?:{'|'.join(either)})"


def _closed_up(match: re.Match[str]) -> str:
    """Return an optional choice with its blank drawn into its words."""
    before, behind = match.groups()
    spellings = (before or behind).split("/")
    return "{" + "/".join(f"{word} " if before else f" {word}" for word in spellings if word) + "/}"


def _choice(text: str) -> str:
    spellings = sorted(text.split("/"), key=len, reverse=True)
    return f"(?:{'|'.join(map(_run, spellings))})"


def _run(text: str) -> str:
    return "".join(map(_word, _words(text)))


def _words(text: str) -> list[str]:
    """Part a run into its words and what stands between them."""
    return _PARTING.split(_SEAM.sub("\0", text))


def _word(word: str) -> str:
    if word == "\0":
        return r"\s*"
    if not word.strip():
        return r"\s+" if word else ""
    if word == "-":
        return r"[-\s]?"
    if word == "'":
        return "'?"
    return rf"{_LETTER}*\s*" if word.startswith("*") else re.escape(word)
