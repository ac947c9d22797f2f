"""Rulebooks written in the test: a grid of cells with ``|`` between them, a dictionary line by line."""

from collections.abc import Callable, Mapping
from datetime import date

import pytest

from casewright.model import CellRef, Fact, Facts, FileRef, Finding, Value
from casewright.rules import Rulebook, load_rulebook
from casewright.sheets import Book, Cell, CellValue, ListSheet, Sheet, read_list

TableBook = Callable[..., Book]
Load = Callable[..., tuple[Rulebook | None, tuple[Finding, ...]]]


def sheet_of(name: str, rows: list[list[CellValue]]) -> Sheet:
    cells = {
        (row, column): Cell(value, CellRef("book.xlsx", name, f"{chr(64 + column)}{row}"), row, column)
        for row, values in enumerate(rows, start=1)
        for column, value in enumerate(values, start=1)
        if value not in (None, "")
    }
    return Sheet("book.xlsx", name, cells, rows=len(rows), columns=max(map(len, rows)))


def grid(text: str) -> list[list[CellValue]]:
    return [[part.strip() for part in line.split("|")] for line in text.strip().splitlines()]


@pytest.fixture
def book() -> TableBook:
    """Make a workbook of tables: the first line is ``name POLICY``, then roles, names and rows."""

    def make(*texts: str, cells: Mapping[str, CellValue] | None = None) -> Book:
        sheets = []
        for text in texts:
            head, roles, names, *rows = grid(text)
            name, policy = str(head[0]).split()
            title: list[CellValue] = [
                "decision table 决策表",
                name,
                "hit policy",
                policy,
                "purpose",
                f"{name} | {name}",
            ]
            lines = [title, roles, names, [""], *rows]
            for address, value in (cells or {}).items():
                place = lines[int(address[1:]) - 1]
                place[ord(address[0]) - 65] = value
            sheets.append(sheet_of(name, lines))
        return Book("book.xlsx", tuple(sheets))

    return make


@pytest.fixture
def words() -> Callable[[str], ListSheet]:
    """Make a facts dictionary of lines ``name type value,value``."""

    def make(text: str) -> ListSheet:
        rows: list[list[CellValue]] = [["list 清单", "facts"], ["name", "zh", "en", "type", "values"], [""]]
        for line in text.strip().splitlines():
            name, kind, *values = line.split()
            rows.append([name, name, name, kind, "|".join(values[0].split(",")) if values else ""])
        sheet = read_list(Book("facts.xlsx", (sheet_of("facts", rows),)), "facts")[0]
        assert sheet is not None
        return sheet

    return make


@pytest.fixture
def load(book: TableBook) -> Load:
    """Load tables written in the test; without a dictionary, any fact name is taken."""

    def make(
        *texts: str,
        facts: ListSheet | None = None,
        on: date | None = None,
        cells: Mapping[str, CellValue] | None = None,
    ) -> tuple[Rulebook | None, tuple[Finding, ...]]:
        return load_rulebook(book(*texts, cells=cells), vocabulary=facts, on=on)

    return make


@pytest.fixture
def case() -> Callable[..., Facts]:
    """Make facts out of names and values."""

    def make(**values: Value) -> Facts:
        return {name: Fact(name, value, FileRef("case.xlsx", name)) for name, value in values.items()}

    return make
