"""The lexicon as shipped, read from its text; and a reader for a notice that stands in the test."""

from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import pytest
import yaml
from openpyxl.utils import get_column_letter

from casewright.model import (
    Bilingual,
    Case,
    CellRef,
    EvidenceItem,
    FileRef,
    Finding,
    Marketplace,
    MediaFacts,
    NoticeReading,
    Role,
    ViolationKind,
)
from casewright.notices import Lexicon, lexicon, read_notice
from casewright.sheets import Book, Cell, Sheet

ROOT = Path(__file__).parents[2] / "rulebooks" / "text"

Read = Callable[..., tuple[NoticeReading, tuple[Finding, ...]]]


def sheet_of(path: Path) -> Sheet:
    """Lay a list's text out in the grid that the workbook has."""
    told = yaml.safe_load(path.read_text(encoding="utf-8"))
    names = [column["name"] for column in told["columns"]]
    rows: list[list[object]] = [["list 清单", told["list"]], names, [column["zh"] for column in told["columns"]]]
    rows += [[row.get(name) for name in names] for row in told["rows"]]
    cells = {}
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            if isinstance(value, str | int | float | bool | date):
                ref = CellRef("notices.xlsx", told["list"], f"{get_column_letter(column)}{number}")
                cells[number, column] = Cell(value, ref, number, column)
    return Sheet("notices.xlsx", told["list"], cells, len(rows), len(names))


@cache
def book_of(name: str) -> Book:
    """Read one book of the shelf from its text."""
    return Book(f"{name}.xlsx", tuple(sheet_of(path) for path in sorted((ROOT / name).glob("*.yaml"))
                                      if "list" in (path.read_text(encoding="utf-8")[:5])))  # fmt: skip


@pytest.fixture(scope="session")
def notices_book() -> Book:
    return book_of("notices")


@pytest.fixture(scope="session")
def violations() -> dict[str, ViolationKind]:
    rows = yaml.safe_load((ROOT / "catalogue" / "violations.yaml").read_text(encoding="utf-8"))["rows"]
    return {
        row["code"]: ViolationKind(
            row["code"], Bilingual(row["zh"], row["en"]), row["family"],
            role=Role(row["role"]) if "role" in row else None, no_deadline=bool(row.get("no_deadline")),
        )
        for row in rows
    }  # fmt: skip


@pytest.fixture(scope="session")
def words(notices_book: Book, violations: dict[str, ViolationKind]) -> Lexicon:
    value, found = lexicon(notices_book, violations=violations)
    assert not found
    return value


@pytest.fixture(scope="session")
def stores() -> dict[str, Marketplace]:
    rows = yaml.safe_load((ROOT / "numbers" / "marketplaces.yaml").read_text(encoding="utf-8"))["rows"]
    return {
        row["code"]: Marketplace(
            row["code"], Bilingual(row["zh"], row["en"]), row["domain"], row["language"], row["currency"], row["zone"],
            tuple(part.strip() for part in str(row["hosts"]).split("|")), Bilingual("", ""),
            day_first=bool(row["day_first"]) if "day_first" in row else None,
        )
        for row in rows
    }  # fmt: skip


def file_of(text: str, path: str = "notice.txt") -> EvidenceItem:
    return EvidenceItem(path, Path(path), len(text), "0" * 64, MediaFacts("text"), text)


@pytest.fixture
def read(words: Lexicon, stores: dict[str, Marketplace]) -> Read:
    """Read a notice's text as the one file of a case."""

    def reading(text: str, **fields: object) -> tuple[NoticeReading, tuple[Finding, ...]]:
        case = Case("C-1", FileRef("case.xlsx"), **fields)  # type: ignore[arg-type]
        return read_notice(case, [file_of(text)], lexicon=words, marketplaces=stores)

    return reading
