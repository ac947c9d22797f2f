"""What a notice resembles: a small linear model over its words, fitted on labelled notices and on the cues.

It supports the cues and never decides alone: what it adds to a code is bounded by a row of ``thresholds``, and a code
that no cue speaks for stays below ``sure``. It is a readable table of words and weights, fitted by
``tests/notices/fit_resemblance.py`` with scikit-learn (one linear support vector machine for each code over TF-IDF),
and it needs no library to be read. Codes that the catalogue no longer has are left out.
"""

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from casewright.notices.lexicon import Lexicon
from casewright.notices.scoring import Candidate
from casewright.text.search import plain

#: How many letters of a notice are compared: subject and opening, which say what it is.
OPENING = 700
_WORD = re.compile(r"[a-z\u00df-\u024f]+|[\u3040-\u30ff\u3400-\u9fff]+")
_STEM = 7
_TABLE = Path(__file__).with_name("resemblance.tsv")


@dataclass(frozen=True, slots=True)
class Resemblance:
    """The fitted table: for each feature its rarity and what it weighs for the codes it tells of."""

    codes: tuple[str, ...]
    bias: tuple[float, ...]
    words: Mapping[str, tuple[float, tuple[tuple[int, float], ...]]]

    def margins(self, text: str, *, fewest: float = 0) -> dict[str, float]:
        """Return for each code how far a text lies on its side: above 0 clearly, -1 not at all.

        Nothing is returned for a text in which fewer than ``fewest`` features are known.
        """
        counted = Counter(filter(self.words.__contains__, features(text[:OPENING])))
        if len(counted) < fewest:
            return {}
        known = [(count, *self.words[word]) for word, count in counted.items()]
        told = [(rare if count == 1 else (1 + math.log(count)) * rare, weights) for count, rare, weights in known]
        length = math.sqrt(sum([often**2 for often, _ in told])) or 1.0
        found = list(self.bias)
        for often, weights in told:
            share = often / length
            for code, weight in weights:  # the inmost loop of a reading: a few hundred times a notice
                found[code] += share * weight
        return dict(zip(self.codes, found, strict=True))


def supported(
    kept: Sequence[Candidate], dropped: frozenset[str], margins: Mapping[str, float], lexicon: Lexicon
) -> tuple[Candidate, ...]:
    """Return the candidates of the cues with what resemblance adds to each, and those that only resemblance knows.

    ``margins`` are those of the text. ``dropped`` are codes that gave way to another by a rule: no resemblance brings
    them back.
    """
    weight, least, alone = (lexicon.number(name) for name in ("resemblance", "resembles_from", "resembles_alone"))
    found = {candidate.code: candidate for candidate in kept}
    for code, margin in margins.items():
        points = weight * max(0.0, margin - least)
        if code in found:
            found[code] = replace(found[code], score=found[code].score + points, added=points)
        elif margin >= alone and code in lexicon.kinds and code not in dropped:
            found[code] = Candidate(code, points, (), kind=lexicon.kinds[code], added=points)
    return tuple(sorted(found.values(), key=lambda candidate: candidate.rank))


def features(text: str) -> list[str]:
    """Return what is compared: stems and pairs of stems, of Chinese and Japanese two and three signs in a row."""
    before, found = "", []
    for word in _WORD.findall(plain(text).lower()):
        if word[0] >= "\u3040":
            found += [word[at : at + size] for size in (2, 3) for at in range(len(word) - size + 1)]
            before = ""
        elif len(word) > 1:
            stem = word[:_STEM]
            found.append(stem)
            if before:
                found.append(f"{before} {stem}")
            before = stem
    return found


@cache
def resemblance() -> Resemblance:
    """Return the table as shipped."""
    return read_table(_TABLE.read_text(encoding="utf-8"))


def read_table(text: str) -> Resemblance:
    """Read a table: comment lines, then codes, their biases, and one line for each feature; weights in thousandths."""
    codes, bias, *lines = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    words = {
        word: (int(rare) / 1000, tuple((int(pair[0]), int(pair[1]) / 1000) for pair in map(_pair, weights)))
        for word, rare, *weights in lines
    }
    return Resemblance(tuple(codes), tuple(int(each) / 1000 for each in bias), words)


def _pair(text: str) -> list[str]:
    return text.split(":")
