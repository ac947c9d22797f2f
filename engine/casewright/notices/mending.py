"""Words of a scanned notice, mended for the search: letters read wrongly, blanks lost or doubled, words cut in two.

Only the copy that phrases are looked for in is mended, and only towards words of the rulebook; numbers, names and
dates are read from the notice as it lies.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

_TOKEN = re.compile(r"[A-Za-z0-9|!\u00c0-\u024f]*[A-Za-z\u00c0-\u024f][A-Za-z0-9|!\u00c0-\u024f]*")
#: A small word with a figure in it, or one that no language has: what a scan leaves and a writer does not.
_ODD = re.compile(r"\b[A-Z]?[a-z]+[0158|][a-z0158|]*\b|\b[A-Z]?[0158|][a-z]{2,}[a-z0158|]*\b|\b[A-Z]?[a-z]+1\b")
_FIGURES = frozenset("0158|")
_CUT = re.compile(r"([a-z\u00df-\u024f]{2,})-\n([a-z\u00df-\u024f]{2,})")
_PAIRS = (("rn", "m"), ("vv", "w"), ("cl", "d"), ("ii", "n"))
_SIGNS = str.maketrans({"0": "o", "1": "l", "i": "l", "|": "l", "!": "l", "5": "s", "8": "b"})
#: Words shorter than this are mended by their looks only; a text with so many odd words, and so often, is a scan.
_SHORT, _FEW, _SHARE = 5, 2, 0.015


@dataclass(frozen=True, slots=True)
class _Words:
    """Words that phrases are made of, by what they look like and by what is left of them without one letter."""

    known: frozenset[str]
    looks: Mapping[str, str]
    short_of: Mapping[str, str]


def scanned(text: str) -> bool:
    """Say whether a text looks read from a picture: more than a few words have figures among their letters."""
    figured = " ".join([word for word in text.split() if not _FIGURES.isdisjoint(word)])  # only these can be odd
    odd = len(_ODD.findall(figured)) + (len(_CUT.findall(text)) if "-\n" in text else 0)
    return odd >= _FEW and odd >= _SHARE * len(_TOKEN.findall(text))


def mended(text: str, words: frozenset[str]) -> str:
    """Return a text whose unknown words are put right where a known word looks like them."""
    known = _sorted_out(words)
    joined = _CUT.sub(r"\1\2", text)
    return _joined(_TOKEN.sub(lambda match: _word(match[0], known), joined), known)


@lru_cache(maxsize=4)
def _sorted_out(words: frozenset[str]) -> _Words:
    ordered = sorted(words)
    short_of: dict[str, str] = {}
    for word in ordered:
        if len(word) >= _SHORT:
            for part in (word, *_without_one(word)):
                short_of.setdefault(part, word)
    return _Words(words, {_look(word): word for word in reversed(ordered)}, short_of)


def _look(word: str) -> str:
    for pair, single in _PAIRS:
        word = word.replace(pair, single)
    return word.translate(_SIGNS)


def _without_one(word: str) -> list[str]:
    return [word[:place] + word[place + 1 :] for place in range(len(word))]


def _word(token: str, words: _Words) -> str:
    lowered = token.lower()
    if lowered in words.known or len(lowered) < 3 or (token.isupper() and len(token) > 3):
        return token
    return _like(lowered, words) or _parted(lowered, words) or token


def _like(lowered: str, words: _Words) -> str:
    """Return the known word that an unknown one looks like, else the one that is a letter off."""
    plural = lowered[:-1] if lowered.endswith("s") else ""
    if plural in words.known:
        return lowered
    look = _look(lowered)
    if look in words.looks:
        return words.looks[look]
    if len(lowered) < _SHORT:
        return ""
    return next((words.short_of[part] for part in (lowered, *_without_one(lowered)) if part in words.short_of), "")


def _parted(lowered: str, words: _Words) -> str:
    """Return two known words that stand without a blank between them."""
    for place in range(3, len(lowered) - 2):
        if lowered[:place] in words.known and lowered[place:] in words.known:
            return f"{lowered[:place]} {lowered[place:]}"
    return ""


def _joined(text: str, words: _Words) -> str:
    """Close up words that a blank or a line break cut in two."""

    def close(match: re.Match[str]) -> str:
        one, other = match[1].lower(), match[2].lower()
        whole = one + other
        cut = whole in words.known and not (one in words.known and other in words.known)
        return whole if cut else match[0]

    return re.sub(r"\b([A-Za-z\u00c0-\u024f]+)[ \n]([a-z\u00df-\u024f]+)\b", close, text)
