"""Sentences with places for values, the same in every language.

``{name}`` is a place. ``[ ... {name} ... ]`` is a part that stands only where all its values are known, so a sentence
may say more where more is known and is still true where less is. ``< ... {name} ... >`` is what the columns of a table
say beside the sentence (its day, its owner): there the sentence stands without it.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from casewright.model import NOTHING, Bilingual
from casewright.text import writes_without_blanks

#: What stands in a sentence where a text was not given in its language: never a guess. The English follows, where
#: there is one, so that whoever translates sees what to translate.
UNTRANSLATED = "【待人工翻译】"

_PLACE = re.compile(r"\{([a-z_]+)\}")
_OPTIONAL, _ASIDE = "[]", "<>"
_STOPS = "，。；：、（）"
_MARKS, _OPTIONAL_MARKS = re.compile(r"([\[\]<>])"), re.compile(r"([\[\]])")

#: Values that every table shows in a column of its own: a sentence in a table goes without them, marks or no marks.
SHOWN_ALWAYS = frozenset({"exhibits", "records"})
#: Values that the tables of actions and controls show besides; ``< >`` says with which words they go.
SHOWN_WITH_ACTIONS = frozenset({"date", "owner", "frequency", "start"})


@dataclass(frozen=True, slots=True)
class Said:
    """A value in every language, with the facts and exhibits that it came from."""

    text: Bilingual
    facts: tuple[str, ...] = ()
    exhibits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a sentence; an optional one stands only where all its values are known, an aside in no table."""

    text: str
    optional: bool = False
    aside: bool = False

    @property
    def names(self) -> frozenset[str]:
        """Return the names of the values that the part needs."""
        return frozenset(_PLACE.findall(self.text))


@dataclass(frozen=True, slots=True)
class Filled:
    """A sentence with its values in it, what those rest on, and what nobody translated yet.

    ``short`` is the sentence for a table whose columns show the rest; NOTHING where that is the whole sentence.
    ``untranslated`` holds the languages that lack something, each with the names of those values; the empty name is the
    sentence itself.
    """

    text: Bilingual
    short: Bilingual
    facts: tuple[str, ...]
    exhibits: tuple[str, ...]
    untranslated: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One wording in both languages, and in those that it has besides, cut into parts."""

    zh: tuple[Part, ...]
    en: tuple[Part, ...]
    more: tuple[tuple[str, tuple[Part, ...]], ...] = ()

    def lang(self, lang: str) -> tuple[Part, ...] | None:
        """Return the parts of one language, None where it has no wording."""
        return {"zh": self.zh, "en": self.en, **dict(self.more)}.get(lang)

    @property
    def names(self) -> frozenset[str]:
        """Return every name that stands in either language."""
        return frozenset[str]().union(*(part.names for part in (*self.zh, *self.en)))

    @property
    def required(self) -> frozenset[str]:
        """Return the names without which the sentence does not stand."""
        return frozenset[str]().union(*(part.names for part in (*self.zh, *self.en) if not part.optional))

    @property
    def aside(self) -> frozenset[str]:
        """Return the names that stand in ``< >`` in either language."""
        return frozenset[str]().union(*(part.names for part in (*self.zh, *self.en) if part.aside))

    @property
    def in_tables(self) -> frozenset[str]:
        """Return the names that the sentence keeps in a table, in either language."""
        parts = (part.names for part in (*self.zh, *self.en) if not part.aside)
        return frozenset[str]().union(*parts) - SHOWN_ALWAYS

    def lacks(self, values: Mapping[str, Said]) -> tuple[str, ...]:
        """Return the required names that have no value, in alphabetical order."""
        return tuple(sorted(name for name in self.required if name not in values))

    def fill(self, values: Mapping[str, Said], langs: Iterable[str] = ()) -> Filled:
        """Put the values in; raise KeyError where a required one is lacking (ask :meth:`lacks` first).

        ``langs`` are the languages wanted besides Chinese and English; one without a wording shows the English, marked.
        """
        used = sorted(
            name for part in self.en if not part.optional or part.names <= values.keys() for name in part.names
        )
        said = [values[name] for name in used]
        langs = tuple(langs)
        text, short = (self._text(values, langs, table=table) for table in (False, True))
        lacking = ((lang, self._untranslated(used, values, lang)) for lang in ("en", *langs))
        return Filled(
            text,
            NOTHING if short == text else short,
            _each(fact for value in said for fact in value.facts),
            _each(exhibit for value in said for exhibit in value.exhibits),
            tuple((lang, names) for lang, names in lacking if names),
        )

    def _text(self, values: Mapping[str, Said], langs: Iterable[str], *, table: bool) -> Bilingual:
        def show(parts: tuple[Part, ...], lang: str) -> str:
            return _show(_for_table(parts) if table else parts, values, lang, table=table)

        zh, en = show(self.zh, "zh"), show(self.en, "en")
        more = ((lang, show(parts, lang) if (parts := self.lang(lang)) else _marked(en)) for lang in langs)
        return Bilingual(zh, en, tuple(sorted(more)))

    def _untranslated(self, used: Iterable[str], values: Mapping[str, Said], lang: str) -> tuple[str, ...]:
        """Return what a language lacks: values, and the wording itself as the empty name."""
        lacking = tuple(name for name in dict.fromkeys(used) if not values[name].text.lang(lang))
        return lacking if self.lang(lang) else ("", *lacking)


def cut(text: str, *, tables: bool = True) -> tuple[Part, ...] | None:
    """Cut a wording into parts; None where a mark is unmatched, nested in its own kind, or holds no value.

    ``tables``: the sentence may come to stand in a table; else ``<`` and ``>`` are plain text (the ways of a menu).
    """
    parts: list[Part] = []
    optional = aside = False
    opened = 0
    for piece in (_MARKS if tables else _OPTIONAL_MARKS).split(text):
        if piece in {"[", "<"}:
            if optional or (aside and piece == "<"):
                return None
            optional, aside = piece == "[", aside or piece == "<"
            opened = len(parts) if piece == "<" else opened
        elif piece == "]":
            if not optional or not parts or not parts[-1].names:
                return None
            optional = False
        elif piece == ">":
            if not aside or optional or not any(part.names for part in parts[opened:]):
                return None
            aside = False
        elif piece:
            if any(mark in _PLACE.sub("", piece) for mark in "{}"):
                return None
            parts.append(Part(piece, optional, aside))
    return None if optional or aside else tuple(parts)


def same_places(one: tuple[Part, ...], other: tuple[Part, ...]) -> bool:
    """Say whether two languages ask for the same values, in the same optional parts."""
    return _sets(one) == _sets(other)


def odd_places(one: tuple[Part, ...], other: tuple[Part, ...]) -> tuple[str, ...]:
    """Return the names that only one of two languages has, or has in another part."""
    return tuple(sorted(frozenset[str]().union(*(_sets(one) ^ _sets(other))) - {_OPTIONAL, _ASIDE}))


def _sets(parts: tuple[Part, ...]) -> frozenset[frozenset[str]]:
    fixed = frozenset[str]().union(*(part.names for part in parts if not part.optional))
    aside = frozenset[str]().union(*(part.names for part in parts if part.aside))
    return frozenset({fixed, aside | {_ASIDE}, *(part.names | {_OPTIONAL} for part in parts if part.optional)})


def _for_table(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """Return a sentence without what a table's columns say; one that began with it begins with a capital now."""
    kept = [part for part in parts if not part.aside and not (part.optional and part.names <= SHOWN_ALWAYS)]
    if kept and parts[0].aside:
        kept[0] = replace(kept[0], text=kept[0].text[:1].upper() + kept[0].text[1:])
    return tuple(kept)


def _show(parts: Iterable[Part], values: Mapping[str, Said], lang: str, *, table: bool = False) -> str:
    shown = ""
    for part in parts:
        if part.optional and not part.names <= values.keys():
            continue
        for position, piece in enumerate(_PLACE.split(part.text)):
            if table and position % 2 and piece in SHOWN_ALWAYS:
                shown = shown.rstrip(" ")
                continue
            said = _word(values[piece], lang) if position % 2 else piece
            shown = _join(shown, said, lang)
    return shown.strip()


def _join(left: str, right: str, lang: str) -> str:
    """Join where a value meets its wording.

    Chinese has a blank between Chinese and Latin letters and none between Chinese ones; Japanese has neither.
    """
    if not writes_without_blanks(lang):
        return left + right
    head, tail = left.rstrip(" "), right.lstrip(" ")
    if not head or not tail:
        return left + right
    if _is_chinese(head[-1]) and _is_chinese(tail[0]):
        return head + tail
    if lang == "ja":
        return left + right
    apart = {_is_chinese(head[-1]), _is_chinese(tail[0])} == {True, False}
    letters = head[-1] + tail[0]
    if apart and head == left and tail == right and any(each.isascii() and each.isalpha() for each in letters):
        return f"{head}{'' if any(each in _STOPS for each in letters) else ' '}{tail}"
    return left + right


def _is_chinese(letter: str) -> bool:
    return "\u4e00" <= letter <= "\u9fff" or "\u3041" <= letter <= "\u30ff" or letter in _STOPS


def _word(value: Said, lang: str) -> str:
    if lang == "zh":
        return value.text.zh or value.text.en
    return value.text.lang(lang) or _marked(value.text.en if lang != "en" else "")


def _marked(text: str) -> str:
    return text if text.startswith(UNTRANSLATED) else f"{UNTRANSLATED}{text}"


def _each(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
