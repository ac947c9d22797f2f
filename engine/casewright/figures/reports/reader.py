"""What a report reader is, and the readers that lie in this folder."""

import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Protocol

from casewright.figures.rows import Row
from casewright.figures.table import Column, Line, Table
from casewright.model import EvidenceItem, FileRef, Finding, Kind, Severity

COLUMN_MISSING = Kind(
    "figures/column-missing", Severity.ERROR,
    "{report_zh}缺少“{header}”列，相关数字算不出来。",
    "The {report_en} lacks the column \"{header}\"; figures that need it cannot be counted.",
    "从卖家平台重新导出整张报表，不要删列、不要改表头。",
    "Export the whole report from Seller Central again; delete no columns and rename no headers.",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Read:
    """What one file gave: its rows, and the column keys that it had."""

    rows: tuple[Row, ...] = ()
    columns: frozenset[str] = frozenset()
    findings: tuple[Finding, ...] = ()


class Reader(Protocol):
    """Reads one kind of report."""

    kind: str
    columns: tuple[Column, ...]

    def fits(self, item: EvidenceItem, table: Table | None) -> int:
        """Return how well a file fits, 0 where it is not of this kind."""

    def read(self, item: EvidenceItem, table: Table | None, *, zone: str) -> Read:
        """Read the file."""


@dataclass(frozen=True, slots=True)
class TableReader:
    """A reader of tables: a file fits where all of ``marks``, and one of ``any_of``, stand in its header."""

    kind: str
    zh: str
    en: str
    columns: tuple[Column, ...]
    marks: tuple[str, ...]
    row: Callable[[Line, str], Row | None]
    any_of: tuple[str, ...] = ()

    def fits(self, item: EvidenceItem, table: Table | None) -> int:
        """Return the count of known columns, telling ones thrice, where the telling ones are there."""
        del item
        if table is None:
            return 0
        places = table.positions(self.columns)
        if not all(mark in places for mark in self.marks):
            return 0
        if self.any_of and places.keys().isdisjoint(self.any_of):
            return 0
        return len(places) + 2 * len(self.marks)

    def read(self, item: EvidenceItem, table: Table | None, *, zone: str) -> Read:
        """Read the lines; a required column that is not there is a finding that names its header."""
        if table is None:
            first = self.columns[0].names[0]
            return Read(findings=(self._missing(item.path, first),))
        places = table.positions(self.columns)
        found = tuple(
            self._missing(item.path, column.names[0])
            for column in self.columns if column.required and column.key not in places
        )  # fmt: skip
        rows = (self.row(line, zone) for line in table.read(self.columns))
        return Read(tuple(row for row in rows if row is not None), frozenset(places), found)

    def _missing(self, path: str, header: str) -> Finding:
        return COLUMN_MISSING.at(FileRef(path), header=header, report_zh=self.zh, report_en=self.en)


@cache
def readers() -> tuple[Reader, ...]:
    """Return the readers of this folder, by module name."""
    found = []
    for module in sorted(pkgutil.iter_modules([str(Path(__file__).parent)]), key=lambda each: each.name):
        reader = getattr(import_module(f"{__package__}.{module.name}"), "READER", None)
        if reader is not None:
            found.append(reader)
    return tuple(found)
