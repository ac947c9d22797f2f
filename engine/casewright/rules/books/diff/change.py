"""What differs between two rulebooks: one change, and all of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from casewright.model import Bilingual


class What(StrEnum):
    """What a change is about."""

    BOOK = "book"
    SHEET = "sheet"
    HEAD = "head"
    COLUMN = "column"
    ROW = "row"
    TEST = "test"
    CELL = "cell"


class How(StrEnum):
    """What became of it."""

    ADDED = "added"
    REMOVED = "removed"
    RENAMED = "renamed"
    MOVED = "moved"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Part:
    """One difference within a row: ``before`` and ``after`` as they stand in the cell, empty for a blank.

    ``meaning`` False: written differently, and it says the same.
    """

    name: str
    before: str
    after: str
    text: Bilingual
    meaning: bool = True


@dataclass(frozen=True, slots=True)
class Change:
    """One difference, told once: in which book and sheet, of what, and in words.

    ``id`` names the row, column or test as it is called in the newer rulebook, in the older where it is gone.
    """

    book: str
    sheet: str
    what: What
    how: How
    id: str
    text: Bilingual
    meaning: bool = True
    parts: tuple[Part, ...] = ()

    @property
    def where(self) -> str:
        """Return book and sheet as the reader looks for them."""
        return f"{self.book} > {self.sheet}" if self.sheet else self.book

    def to_json(self) -> dict[str, object]:
        """Return the change as JSON has it."""
        return {
            "book": self.book, "sheet": self.sheet or None, "what": str(self.what), "how": str(self.how),
            "id": self.id, "meaning": self.meaning, "zh": self.text.zh, "en": self.text.en,
            "parts": [{"name": part.name, "before": part.before, "after": part.after, "meaning": part.meaning,
                       "zh": part.text.zh, "en": part.text.en} for part in self.parts],
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class RulebookDiff:
    """All differences from an older rulebook to a newer one; ``remarks`` say what could be compared as text only."""

    changes: tuple[Change, ...]
    remarks: tuple[Bilingual, ...] = ()

    @property
    def meaning(self) -> tuple[Change, ...]:
        """Return the changes of meaning."""
        return tuple(change for change in self.changes if change.meaning)

    @property
    def spelling(self) -> tuple[Change, ...]:
        """Return the changes that leave the meaning as it was."""
        return tuple(change for change in self.changes if not change.meaning)

    def to_json(self) -> dict[str, object]:
        """Return the differences as one document."""
        return {
            "equal": not self.changes, "same_meaning": not self.meaning,
            "changes": [change.to_json() for change in self.changes],
            "remarks": [{"zh": remark.zh, "en": remark.en} for remark in self.remarks],
        }  # fmt: skip


def joined(parts: Sequence[Bilingual]) -> Bilingual:
    """Return several halves of a sentence as one."""
    return Bilingual("；".join(part.zh for part in parts), "; ".join(part.en for part in parts))


def filled(zh: str, en: str, values: Mapping[str, object]) -> Bilingual:
    """Return a sentence with values in its places."""
    return Bilingual(zh, en).fill(values)
