"""Words found in a picture, put into the order in which a person reads them."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Word:
    """One stretch of text in a picture, where it stands in pixels from the top left, and how sure its reading is."""

    left: float
    top: float
    right: float
    bottom: float
    text: str
    score: float = 1.0

    @property
    def middle(self) -> float:
        """Return the height of its middle."""
        return (self.top + self.bottom) / 2

    @property
    def height(self) -> float:
        """Return how high its letters are."""
        return self.bottom - self.top


def in_order(words: Sequence[Word]) -> str:
    """Return the words as lines of text: columns one after the other, rows of a table across, a blank line at gaps."""
    kept = [word for word in words if word.text.strip()]
    if not kept:
        return ""
    usual = sorted(word.height for word in kept)[len(kept) // 2]
    return "\n\n".join(_paragraphs(block, usual) for block in _blocks(kept, usual))


def _blocks(words: list[Word], usual: float) -> list[list[Word]]:
    """Cut a page into blocks that are read one after the other; rows that go together stay together."""
    done: list[list[Word]] = []
    stack = [words]
    while stack:
        block = stack.pop()
        parts = _columns(block, usual) or _split_above_columns(block, usual)
        if parts:
            stack.extend(reversed(parts))
        else:
            done.append(block)
    return done


def _columns(words: Sequence[Word], usual: float) -> list[list[Word]]:
    """Cut at a gap from top to bottom where the sides are no table: their lines stand at other heights."""
    ordered = sorted(words, key=lambda word: word.left)
    reach = ordered[0].right
    for number, word in enumerate(ordered[1:], 1):
        if word.left - reach >= 1.2 * usual:
            left, right = ordered[:number], ordered[number:]
            if len(left) >= 3 and len(right) >= 3 and _aligned(left, right, usual) < 0.7:
                return [left, right]
        reach = max(reach, word.right)
    return []


def _aligned(left: Sequence[Word], right: Sequence[Word], usual: float) -> float:
    """Return the share of lines on the side with fewer that have one at their height on the other."""
    few, many = sorted((left, right), key=len)
    return sum(any(abs(a.middle - b.middle) <= 0.35 * usual for b in many) for a in few) / len(few)


def _split_above_columns(words: Sequence[Word], usual: float) -> list[list[Word]]:
    """Cut across at the gap between lines that leaves columns below or above it."""
    ordered = sorted(words, key=lambda word: word.top)
    reach = ordered[0].bottom
    for number, word in enumerate(ordered[1:], 1):
        if word.top - reach >= 0.4 * usual:
            upper, lower = ordered[:number], ordered[number:]
            if _columns(lower, usual) or _columns(upper, usual):
                return [upper, lower]
        reach = max(reach, word.bottom)
    return []


def _paragraphs(words: Sequence[Word], usual: float) -> str:
    rows = _rows(words, usual)
    text = " ".join(word.text for word in rows[0])
    for above, row in pairwise(rows):
        gap = min(word.top for word in row) - max(word.bottom for word in above)
        text += ("\n\n" if gap > 0.9 * usual else "\n") + " ".join(word.text for word in row)
    return text


def _rows(words: Sequence[Word], usual: float) -> list[list[Word]]:
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (word.middle, word.left)):
        if rows and abs(rows[-1][0].middle - word.middle) <= 0.5 * min(usual, word.height):
            rows[-1].append(word)
        else:
            rows.append([word])
    return [sorted(row, key=lambda word: word.left) for row in rows]
