"""Families of words: which of them have a word in a text, asked in one pass before any pattern is tried.

A pattern of many words is slow where it matches nothing, and hardly a sentence holds what it looks for. One pass for
all families tells which patterns are worth trying; it decides nothing, the pattern has the last word.
"""

from collections.abc import Iterable, Mapping
from operator import itemgetter

from ahocorasick_rs import AhoCorasick

#: The number of a word that was hit, taken without a step of our own.
_FIRST = itemgetter(0)


class Families:
    """Words by family, as they stand in a text: parts of words count too."""

    def __init__(self, words: Mapping[str, Iterable[str]]) -> None:
        owners: dict[str, set[str]] = {}
        for family, members in words.items():
            for word in members:
                owners.setdefault(word, set()).add(family)
        self._owners = [frozenset(families) for families in owners.values()]
        self._automaton = AhoCorasick(list(owners))

    def standing(self, text: str) -> frozenset[str]:
        """Return the families of which a word stands in a text, in the very letters."""
        hits = set(map(_FIRST, self._automaton.find_matches_as_indexes(text, overlapping=True)))
        return frozenset().union(*map(self._owners.__getitem__, hits))
