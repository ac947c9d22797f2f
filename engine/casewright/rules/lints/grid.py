"""A sheet of a rulebook as the raw lints see it: what each column is, and the rows below the head."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from casewright.rules.books.booktests import tests_sheet
from casewright.rules.books.layout import DAY_COLUMNS, LIST_ROW, TESTS_ROW
from casewright.rules.head import is_table, read_head
from casewright.sheets import Book, Cell, Sheet, is_list
from casewright.sheets.book import WIDEST


class Role(StrEnum):
    """What a column is for."""

    ID = "id"
    ASK = "ask"
    ANSWER = "answer"
    CELL = "cell"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Column:
    """One column that the program reads, by its place."""

    place: int
    name: str
    role: Role

    @property
    def prose(self) -> bool:
        """Say whether people write sentences into it, so that any character may stand there."""
        return self.role is Role.NOTE or self.name in {"zh", "en", "example", "from"} or self.name.endswith(
            ("_zh", "_en")
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """One row that holds anything: its filled cells by column."""

    sheet: Sheet
    number: int
    filled: Mapping[int, Cell]

    def at(self, place: int) -> Cell:
        """Return the cell of a column, a blank one where nothing was typed."""
        return self.filled.get(place) or self.sheet.cell(self.number, place)


@dataclass(frozen=True, slots=True)
class Grid:
    """A table (``table``), a list (``list``) or the tests of a book (``tests``)."""

    sort: str
    sheet: Sheet
    name: str
    first: int
    names_row: int
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    def column(self, name: str) -> Column | None:
        """Return the column of that name."""
        return next((column for column in self.columns if column.name == name), None)

    @property
    def id(self) -> Column:
        """Return the column of the rows' ids."""
        return next((column for column in self.columns if column.role is Role.ID), Column(1, "id", Role.ID))


def grids(book: Book) -> tuple[Grid, ...]:
    """Return every sheet of a book that the program reads; a table whose head does not read is left out."""
    tests = tests_sheet(book)
    return tuple(grid for sheet in book.sheets if (grid := _grid(sheet, tests)) is not None)


def _grid(sheet: Sheet, tests: Sheet | None) -> Grid | None:
    if is_table(sheet):
        return _table(sheet)
    if is_list(sheet):
        return _plain("list", sheet, LIST_ROW)
    return _plain("tests", sheet, TESTS_ROW) if sheet is tests else None


def _table(sheet: Sheet) -> Grid | None:
    head, _ = read_head(sheet)
    if head is None:
        return None
    columns = [Column(head.ids, "id", Role.ID)]
    columns += [Column(place, column.name, Role.ASK) for place, column in head.inputs]
    columns += [Column(place, column.name, Role.ANSWER) for place, column in head.outputs]
    columns += [Column(place, name, Role.NOTE) for name, place in head.notes.items()]
    in_order = tuple(sorted(columns, key=lambda column: column.place))
    return Grid("table", sheet, head.name, head.first_row, 3, in_order, _rows(sheet, head.first_row))


def _plain(sort: str, sheet: Sheet, first: int) -> Grid:
    names: Mapping[int, str] = {cell.column: cell.text for cell in sheet.row(2) if cell.text}
    columns = tuple(Column(place, name, _role(sort, place, name)) for place, name in names.items())
    return Grid(sort, sheet, sheet.cell(1, 2).text, first, 2, columns, _rows(sheet, first))


def _rows(sheet: Sheet, first: int) -> tuple[Row, ...]:
    filled: dict[int, dict[int, Cell]] = {}
    for (row, column), cell in sheet.cells.items():
        if row >= first and column <= WIDEST and (cell.text or cell.formula is not None):
            filled.setdefault(row, {})[column] = cell
    return tuple(Row(sheet, row, dict(sorted(filled[row].items()))) for row in sorted(filled))


def _role(sort: str, place: int, name: str) -> Role:
    if place == 1:
        return Role.ID
    return Role.NOTE if sort == "list" and name in {*DAY_COLUMNS, "source"} else Role.CELL


def day_of(cell: Cell) -> date | None:
    """Return the day that a cell holds, None where it holds none or does not read (said elsewhere)."""
    try:
        return cell.day()
    except ValueError:
        return None
