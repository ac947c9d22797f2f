"""Rulebooks written in the test: a grid of cells with ``|`` between them, a dictionary line by line."""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from casewright.cli import main
from casewright.model import CellRef, Fact, Facts, FileRef, Finding, Value
from casewright.rules import Rulebook, load_rulebook
from casewright.sheets import Book, Cell, CellValue, ListSheet, Sheet, read_list

TableBook = Callable[..., Book]
Row = Sequence[object]
Try = Callable[..., Any]
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


@pytest.fixture
def try_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Try:
    """Write a sheet cell by cell, decide it for facts, and return the document (and keep the exit code in it)."""

    def run(
        rows: Sequence[Row], facts: object, *options: str, policy: object = "FIRST", dictionary: Sequence[Row] = (),
        formats: dict[str, str] | None = None, others: Sequence[Sequence[Row]] = (), merged: str = "",
    ) -> Any:  # fmt: skip
        workbook = openpyxl.Workbook()
        workbook.remove(workbook.worksheets[0])
        title = ["decision table 决策表", "T", "hit policy 命中策略", policy, "purpose 用途", "试验 | A trial"]
        for number, lines in enumerate([[title, *rows], *others]):
            sheet = workbook.create_sheet(f"Sheet{number}")
            for line in lines:
                sheet.append(list(line))
        for address, form in (formats or {}).items():
            workbook.worksheets[0][address].number_format = form
        if merged:
            workbook.worksheets[0].merge_cells(merged)
        if dictionary:
            sheet = workbook.create_sheet("facts")
            for line in [["list 清单", "facts"], ["name", "zh", "en", "type", "values"], ["名", "", "", "", ""]]:
                sheet.append(line)
            for line in dictionary:
                sheet.append([line[0], line[0], line[0], *line[1:]])
        book, given = tmp_path / "book.xlsx", tmp_path / "facts.json"
        workbook.save(book)
        given.write_text(facts if isinstance(facts, str) else json.dumps(facts, ensure_ascii=False), encoding="utf-8")
        code = main(["rulebook", "eval", str(book), "--table", "T", "--facts", str(given), "--json", *options])
        return json.loads(capsys.readouterr().out) | {"code": code}

    return run
