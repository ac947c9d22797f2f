"""Sentences with places for values, the same in both languages.

``{name}`` is a place. ``[ ... {name} ... ]`` is a part that stands only where all its values are known, so a sentence
may say more where more is known and is still true where less is.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from casewright.model import Bilingual

#: What stands in an English sentence where only Chinese was given: never a guess.
UNTRANSLATED = "【待人工翻译】"

_PLACE = re.compile(r"\{([a-z_]+)\}")
_OPTIONAL = "[]"
_STOPS = "，。；：、（）"
_SPLIT = re.compile(r"\[([^\[\]]*)\]")


@dataclass(frozen=True, slots=True)
class Said:
    """A value in both languages, with the facts and exhibits that it came from."""

    text: Bilingual
    facts: tuple[str, ...] = ()
    exhibits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a sentence; an optional one stands only where all its values are known."""

    text: str
    optional: bool

    @property
    def names(self) -> frozenset[str]:
        """Return the names of the values that the part needs."""
        return frozenset(_PLACE.findall(self.text))


@dataclass(frozen=True, slots=True)
class Filled:
    """A sentence with its values in it, what those rest on, and the values that nobody translated yet."""

    text: Bilingual
    facts: tuple[str, ...]
    exhibits: tuple[str, ...]
    untranslated: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One wording in both languages, cut into parts."""

    zh: tuple[Part, ...]
    en: tuple[Part, ...]

    @property
    def names(self) -> frozenset[str]:
        """Return every name that stands in either language."""
        return frozenset[str]().union(*(part.names for part in (*self.zh, *self.en)))

    @property
    def required(self) -> frozenset[str]:
        """Return the names without which the sentence does not stand."""
        return frozenset[str]().union(*(part.names for part in (*self.zh, *self.en) if not part.optional))

    def lacks(self, values: Mapping[str, Said]) -> tuple[str, ...]:
        """Return the required names that have no value, in alphabetical order."""
        return tuple(sorted(name for name in self.required if name not in values))

    def fill(self, values: Mapping[str, Said]) -> Filled:
        """Put the values in; raise KeyError where a required one is lacking (ask :meth:`lacks` first)."""
        used = sorted(
            name for part in self.en if not part.optional or part.names <= values.keys() for name in part.names
        )
        said = [values[name] for name in used]
        return Filled(
            Bilingual(_show(self.zh, values, "zh"), _show(self.en, values, "en")),
            _each(fact for value in said for fact in value.facts),
            _each(exhibit for value in said for exhibit in value.exhibits),
            tuple(name for name in used if not values[name].text.en),
        )


def cut(text: str) -> tuple[Part, ...] | None:
    """Cut a wording into parts; None where a brace or bracket is unmatched, nested or holds no value."""
    parts: list[Part] = []
    for position, stretch in enumerate(_SPLIT.split(text)):
        optional = position % 2 == 1
        part = Part(stretch, optional)
        if any(mark in _PLACE.sub("", stretch) for mark in "{}[]") or (optional and not part.names):
            return None
        if stretch:
            parts.append(part)
    return tuple(parts)


def same_places(sentence: Sentence) -> bool:
    """Say whether both languages ask for the same values, in the same optional parts."""
    return _sets(sentence.zh) == _sets(sentence.en)


def odd_places(sentence: Sentence) -> tuple[str, ...]:
    """Return the names that only one of the languages has, or has in another part."""
    zh, en = _sets(sentence.zh), _sets(sentence.en)
    return tuple(sorted(frozenset[str]().union(*(zh ^ en)) - {_OPTIONAL}))


def _sets(parts: tuple[Part, ...]) -> frozenset[frozenset[str]]:
    fixed = frozenset[str]().union(*(part.names for part in parts if not part.optional))
    return frozenset({fixed, *(part.names | {_OPTIONAL} for part in parts if part.optional)})


def _show(parts: Iterable[Part], values: Mapping[str, Said], lang: str) -> str:
    shown = ""
    for part in parts:
        if part.optional and not part.names <= values.keys():
            continue
        for position, piece in enumerate(_PLACE.split(part.text)):
            said = _word(values[piece], lang) if position % 2 else piece
            shown = _join(shown, said) if lang == "zh" else shown + said
    return shown.strip()


def _join(left: str, right: str) -> str:
    """Join where a value meets its wording: a blank between Chinese and Latin letters, none between Chinese ones."""
    head, tail = left.rstrip(" "), right.lstrip(" ")
    if not head or not tail:
        return left + right
    if _is_chinese(head[-1]) and _is_chinese(tail[0]):
        return head + tail
    apart = {_is_chinese(head[-1]), _is_chinese(tail[0])} == {True, False}
    letters = head[-1] + tail[0]
    if apart and head == left and tail == right and any(each.isascii() and each.isalpha() for each in letters):
        return f"{head}{'' if any(each in _STOPS for each in letters) else ' '}{tail}"
    return left + right


def _is_chinese(letter: str) -> bool:
    return "\u4e00" <= letter <= "\u9fff" or letter in _STOPS


def _word(value: Said, lang: str) -> str:
    if lang == "en":
        return value.text.en or UNTRANSLATED
    return value.text.zh or value.text.en


def _each(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
