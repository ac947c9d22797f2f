"""Named choices: the codes behind a dropdown, found by code, label or another usual word in either language."""

import difflib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from casewright.model import Bilingual, Catalogue
from casewright.text import language_name

#: Choices whose code is what the clerk knows them by: the label begins with it.
CODE_FIRST = frozenset({"violation", "marketplace"})


@lru_cache(maxsize=20_000)
def label_key(text: str) -> str:
    """Return what counts of a label: letters, digits and Chinese, without width, capitals, blanks or punctuation."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(letter for letter in folded if letter.isalnum()) or folded.strip()


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry of a dropdown."""

    code: str
    label: Bilingual
    also: tuple[str, ...] = ()


class Choices:
    """The vocabularies that a form offers, by name (``position``, ``violation`` ...)."""

    def __init__(self, vocabularies: Mapping[str, Sequence[Choice]]) -> None:
        self._all = {name: tuple(entries) for name, entries in vocabularies.items() if entries}
        self._index: dict[str, dict[str, str]] = {}

    def __getitem__(self, name: str) -> tuple[Choice, ...]:
        return self._all.get(name, ())

    def names(self) -> tuple[str, ...]:
        """Return the names of the vocabularies that have entries."""
        return tuple(self._all)

    def label(self, name: str, code: str) -> str:
        """Return what the dropdown shows for a code, the code itself where the vocabulary does not know it."""
        entry = next((each for each in self[name] if each.code == code), None)
        return code if entry is None else self.show(name, entry)

    def show(self, name: str, entry: Choice) -> str:
        """Return what the dropdown shows for an entry: ``承认 admits``, or ``US 美国 United States``."""
        both = f"{entry.label.zh} {entry.label.en}".strip()
        return f"{entry.code} {both}" if name in CODE_FIRST else both

    def find(self, name: str, text: str) -> str | None:
        """Return the code that a text names, or None; a label that begins with its code may be reworded behind it."""
        words = text.split()
        first = words[0] if words and name in CODE_FIRST else ""
        return self.exact(name, text) or (self.exact(name, first) if first else None)

    def exact(self, name: str, text: str) -> str | None:
        """Return the code that a whole text names, or None."""
        return self._keys(name).get(label_key(text))

    def nearest(self, name: str, text: str) -> str | None:
        """Return the dropdown text of the entry that looks most like a text, or None where none is near."""
        keys = self._keys(name)
        near = difflib.get_close_matches(label_key(text), list(keys), n=1, cutoff=0.6)
        return self.label(name, keys[near[0]]) if near else None

    def with_more(self, more: Mapping[str, Iterable[Choice]]) -> "Choices":
        """Return these choices and others; an entry given later replaces the one of the same code.

        What else people call an entry is kept where the later one says nothing of it.
        """
        changed: dict[str, tuple[Choice, ...]] = {}
        for name, entries in more.items():
            merged = {each.code: each for each in self[name]}
            for each in entries:
                known = merged.get(each.code)
                merged[each.code] = replace(each, also=known.also) if known and not each.also else each
            changed[name] = tuple(merged.values())
        if not changed:
            return self
        both = Choices({**self._all, **changed})
        both._index.update({name: keys for name, keys in self._index.items() if name not in changed})
        return both

    def _keys(self, name: str) -> dict[str, str]:
        if name not in self._index:
            self._index[name] = _words_of(name, self[name], self)
        return self._index[name]


def _words_of(name: str, entries: Iterable[Choice], choices: Choices) -> dict[str, str]:
    """Index everything that names an entry; what is printed on the form goes before other usual words."""
    keys: dict[str, str] = {}
    for entry in entries:
        for word in (entry.code, choices.show(name, entry), f"{entry.label.en}{entry.label.zh}"):
            keys.setdefault(label_key(word), entry.code)
    for entry in entries:
        for word in (entry.label.zh, entry.label.en, f"{entry.label.zh}{entry.label.en}", *entry.also):
            if word:
                keys.setdefault(label_key(word), entry.code)
    return keys


def given_choices(labels: Mapping[str, Sequence[tuple[str, str, str]]] | None) -> dict[str, tuple[Choice, ...]]:
    """Turn ``{vocabulary: [(code, zh, en), ...]}`` into choices."""
    return {name: tuple(Choice(code, Bilingual(zh, en)) for code, zh, en in rows)
            for name, rows in (labels or {}).items()}  # fmt: skip


def language_choices(languages: Iterable[str]) -> dict[str, tuple[tuple[str, str, str], ...]]:
    """Return the languages that the wording book has besides Chinese and English, for the case sheet's dropdown."""
    named = ((lang, language_name(lang)) for lang in languages)
    return {"submission_language": tuple((lang, name.zh, name.en) for lang, name in named if name is not None)}


def catalogue_choices(catalogue: Catalogue) -> dict[str, tuple[tuple[str, str, str], ...]]:
    """Return the labels that the playbook gives to violations, causes, actions and kinds of evidence.

    The result is what ``write_form`` and ``read_case`` take as ``choices``.
    """
    return {
        "violation": tuple((each.code, each.label.zh, each.label.en) for each in catalogue.violations.values()),
        "cause": tuple((each.code, each.label.zh, each.label.en) for each in catalogue.causes.values()),
        "action": tuple((each.code, each.label.zh, each.label.en) for each in catalogue.actions.values()),
        "evidence_kind": tuple((each.code, each.label.zh, each.label.en) for each in catalogue.evidence.values()),
    }
