"""What a workbook is to hold, before it is one: cells with a role, dropdowns, notes, hints by colour."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from casewright.model import Bilingual


@dataclass(frozen=True, slots=True)
class Draft:
    """One cell to write: a text (never a formula), a day or nothing, and what it is for.

    ``note`` hangs on the cell; ``span`` is how many columns the cell reaches over.
    """

    value: str | date | None
    role: str
    note: str = ""
    span: int = 1


@dataclass(frozen=True, slots=True)
class Choices:
    """A dropdown. ``source`` is a range of another sheet or a short list.

    What is not listed may be typed freely; with ``ask`` after a question, with ``strict`` not at all.
    """

    column: int
    first_row: int
    last_row: int
    source: str
    prompt: Bilingual
    strict: bool = False
    ask: bool = False


class Shade(StrEnum):
    """How a hint by colour looks: wrong, missing, ended, not yet in force, of no weight."""

    WRONG = "wrong"
    MISSING = "missing"
    ENDED = "ended"
    FUTURE = "future"
    QUIET = "quiet"


@dataclass(frozen=True, slots=True)
class Hint:
    """Colour for the cells of ``where`` (``A5:H600``) for which a formula, written for its first cell, holds."""

    where: str
    formula: str
    shade: Shade


@dataclass(frozen=True, slots=True)
class SheetDraft:
    """One sheet to write: its rows from row 1, the width of each column, where it freezes.

    ``spare`` are the roles of the columns in the empty rows below, so that what staff add looks and counts the same.
    ``filter_row`` is the row of heads that gets filter buttons, 0 for none. ``page`` is a page to read: its row heights
    are set for good, while those of a sheet to fill follow what staff type.
    """

    name: str
    rows: tuple[tuple[Draft, ...], ...]
    widths: tuple[float, ...]
    freeze: str = ""
    choices: tuple[Choices, ...] = ()
    spare: tuple[str, ...] = ()
    days: tuple[int, ...] = ()
    tab: str = ""
    hints: tuple[Hint, ...] = ()
    filter_row: int = 0
    page: bool = False
