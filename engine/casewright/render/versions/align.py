"""Which piece of the new stands for which piece of the old: the pairing of greatest likeness that keeps the order."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher

#: A pair of places; None where a piece has no counterpart.
Pair = tuple[int | None, int | None]

#: Beyond so many comparisons only pieces that are exactly alike are paired.
MAX_PAIRS = 120_000
#: Han, kana and hangul stand one by one, other letters in words.
_SINGLE = r"\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\U00020000-\U0003ffff"
_TOKEN = re.compile(rf"(?:(?![{_SINGLE}])[^\W_])+(?:[.,]\d+)*|[{_SINGLE}]|\s+|.", re.DOTALL)


def tokens(text: str) -> list[str]:
    """Return a text in words, single Chinese characters, numbers and signs; joined they are the text again."""
    return _TOKEN.findall(text)


def likeness(one: Counter[str], other: Counter[str]) -> float:
    """Return how much two bags of words share, 0 to 1."""
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 1.0


def align(
    old: Sequence[object], new: Sequence[object], score: Callable[[int, int], float]
) -> list[Pair]:  # fmt: skip
    """Return all places of both in order, paired where they stand for one another.

    ``old`` and ``new`` are keys: equal at either end means unchanged. ``score`` says what pairing two places is worth,
    0 that they may not be paired. What has no counterpart comes with None, deletions before insertions.
    """
    first, last = 0, 0
    shorter = min(len(old), len(new))
    while first < shorter and old[first] == new[first]:
        first += 1
    while last < shorter - first and old[-1 - last] == new[-1 - last]:
        last += 1
    n, m = len(old) - first - last, len(new) - first - last
    middle = _by_score if n * m <= MAX_PAIRS else _by_key
    pairs: list[Pair] = [(place, place) for place in range(first)]
    pairs += [
        (None if i is None else i + first, None if j is None else j + first)
        for i, j in middle(old[first : first + n], new[first : first + m], lambda i, j: score(i + first, j + first))
    ]
    pairs += [(len(old) - rest, len(new) - rest) for rest in range(last, 0, -1)]
    return pairs


def _by_score(old: Sequence[object], new: Sequence[object], score: Callable[[int, int], float]) -> list[Pair]:
    n, m = len(old), len(new)
    best = [[0.0] * (m + 1) for _ in range(n + 1)]
    worth = [[score(i, j) for j in range(m)] for i in range(n)]
    for i in range(n - 1, -1, -1):
        for j in range(m - 1, -1, -1):
            paired = worth[i][j] + best[i + 1][j + 1] if worth[i][j] > 0 else 0.0
            best[i][j] = max(paired, best[i + 1][j], best[i][j + 1])
    pairs: list[Pair] = []
    i = j = 0
    while i < n and j < m:
        if worth[i][j] > 0 and best[i][j] <= worth[i][j] + best[i + 1][j + 1]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i + 1][j] >= best[i][j + 1]:
            pairs.append((i, None))
            i += 1
        else:
            pairs.append((None, j))
            j += 1
    pairs += [(place, None) for place in range(i, n)]
    pairs += [(None, place) for place in range(j, m)]
    return _deletions_first(pairs)


def _by_key(old: Sequence[object], new: Sequence[object], _: Callable[[int, int], float]) -> list[Pair]:
    names: dict[object, int] = {}
    keys = [[names.setdefault(each, len(names)) for each in side] for side in (old, new)]
    pairs: list[Pair] = []
    for kind, i, end, j, stop in SequenceMatcher(None, keys[0], keys[1], autojunk=False).get_opcodes():
        if kind == "equal":
            pairs += zip(range(i, end), range(j, stop), strict=True)
        else:
            pairs += [(place, None) for place in range(i, end)]
            pairs += [(None, place) for place in range(j, stop)]
    return pairs


def _deletions_first(pairs: list[Pair]) -> list[Pair]:
    ordered: list[Pair] = []
    waiting: list[Pair] = []
    for pair in pairs:
        if pair[0] is None:
            waiting.append(pair)
        elif pair[1] is None:
            ordered.append(pair)
        else:
            ordered += [*waiting, pair]
            waiting = []
    return ordered + waiting
