"""A workbook as cells that know their address, read once and never written back."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell.cell import Cell as XlCell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from casewright.model import CellRef, FileRef, Finding
from casewright.sheets.cells_reader import load_cells
from casewright.sheets.preflight import DAMAGE, NOT_A_WORKBOOK, TOO_LARGE, BookLimits, preflight

CellValue = str | int | float | bool | date | datetime | time | None

#: A row is given this far. A slip of the keyboard into the last column (XFD) would make every row 16,384 cells long.
WIDEST = 400


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its value as stored (a formula's cached value), and how it came to be."""

    value: CellValue
    ref: CellRef
    row: int
    column: int
    formula: str | None = None
    hidden: bool = False
    number_format: str = "General"
    merged_from: str | None = None

    @property
    def text(self) -> str:
        """Return the value as a person would type it, without blanks around it."""
        value = self.value
        if value is None:
            return ""
        if isinstance(value, float) and value.is_integer():
            return str(int(value))
        return str(value).strip()

    def day(self) -> date | None:
        """Return the day that stands here, as a date or as ISO text; None where blank; raise ValueError for others."""
        value = self.value
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        return date.fromisoformat(self.text) if self.text else None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One worksheet: filled cells by (row, column), both 1-based; rows are given up to column ``WIDEST``."""

    file: str
    name: str
    cells: Mapping[tuple[int, int], Cell]
    rows: int
    columns: int
    hidden: bool = False

    def cell(self, row: int, column: int) -> Cell:
        """Return the cell at a place, an empty one where nothing was typed."""
        found = self.cells.get((row, column))
        return found or Cell(None, CellRef(self.file, self.name, f"{get_column_letter(column)}{row}"), row, column)

    def row(self, row: int) -> tuple[Cell, ...]:
        """Return the cells of a row, from column A to the last used column."""
        return tuple(self.cell(row, column) for column in range(1, self.columns + 1))

    def filled_rows(self, first: int = 1) -> Iterator[tuple[Cell, ...]]:
        """Yield the rows that hold anything but blanks, from row ``first`` on."""
        used = sorted({row for (row, _), cell in self.cells.items() if row >= first and cell.text})
        for row in used:
            yield self.row(row)


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook; ``file`` is the name that addresses show."""

    file: str
    sheets: tuple[Sheet, ...]

    def sheet(self, name: str) -> Sheet | None:
        """Return the sheet of that name, capitals ignored."""
        return next((sheet for sheet in self.sheets if sheet.name.casefold() == name.casefold()), None)


def read_book(path: Path, *, name: str, limits: BookLimits | None = None) -> tuple[Book | None, tuple[Finding, ...]]:
    """Read a workbook; ``name`` is the file name that addresses show.

    Returns ``(None, findings)`` for anything that is not a whole, unlocked, reasonably sized .xlsx. Merged ranges give
    their first cell's value to each cell of the range. The file is only read.
    """
    limits = limits or BookLimits()
    trouble = preflight(path, name=name, limits=limits)
    if trouble:
        return None, (trouble,)
    try:
        typed = load_cells(path, values=False)
        # The values that formulas last had stand in a second reading, which most workbooks do not need.
        cached = load_cells(path, values=True) if _has_formula(typed) else typed
    except DAMAGE as error:
        return None, (NOT_A_WORKBOOK.at(FileRef(name), why_zh="内容损坏", why_en=f"damaged: {type(error).__name__}"),)
    sheets = []
    for sheet in typed.worksheets:
        if len(sheet._cells) > limits.cells:
            found = TOO_LARGE.at(
                FileRef(name, sheet.title),
                what_zh=f"{len(sheet._cells)} 个单元格", what_en=f"{len(sheet._cells)} cells",
            )  # fmt: skip
            return None, (found,)
        sheets.append(_sheet(name, sheet, cached[sheet.title]))
    return Book(name, tuple(sheets)), ()


def _has_formula(book: Workbook) -> bool:
    return any(
        isinstance(cell, XlCell) and cell.data_type == "f"
        for sheet in book.worksheets
        for cell in sheet._cells.values()
    )


def _sheet(file: str, formulas: Worksheet, values: Worksheet) -> Sheet:
    cells: dict[tuple[int, int], Cell] = {}
    hidden = _hidden_columns(formulas)
    rows = formulas.row_dimensions
    for (row, column), raw in formulas._cells.items():
        if not isinstance(raw, XlCell) or raw.value is None:
            continue
        formula = str(raw.value) if raw.data_type == "f" else None
        value = values.cell(row, column).value if formula is not None else raw.value
        cells[row, column] = Cell(
            value=value if isinstance(value, str | int | float | bool | date | datetime | time) else None,
            ref=CellRef(file, formulas.title, raw.coordinate), row=row, column=column, formula=formula,
            hidden=column in hidden or (row in rows and bool(rows[row].hidden)), number_format=raw.number_format,
        )  # fmt: skip
    for merged in formulas.merged_cells.ranges:
        first = cells.get((merged.min_row, merged.min_col))
        if first is None or merged.size["rows"] * merged.size["columns"] > 10_000:
            continue
        for row, column in merged.cells:
            ref = CellRef(file, formulas.title, f"{get_column_letter(column)}{row}")
            cells.setdefault((row, column), Cell(first.value, ref, row, column, merged_from=first.ref.cell))
    return Sheet(
        file, formulas.title, cells,
        rows=max((row for row, _ in cells), default=0),
        columns=min(WIDEST, max((column for _, column in cells), default=0)),
        hidden=formulas.sheet_state != "visible",
    )  # fmt: skip


def _hidden_columns(sheet: Worksheet) -> frozenset[int]:
    """Return the hidden columns; several neighbours are stored as one, under the letter of the first."""
    hidden: set[int] = set()
    for column in sheet.column_dimensions.values():
        if column.hidden and column.min is not None and column.max is not None:
            hidden.update(range(column.min, min(column.max, WIDEST) + 1))
    return frozenset(hidden)
