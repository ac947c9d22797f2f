"""The lexicon as shipped, read from its text; and a reader for a notice that stands in the test."""

from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml
from beside import load
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

OPENINGS = {
    "en": "March 2, 2026\n\nHello,\n\nWe removed your listing because of a trademark complaint.\n\n",
    "zh": "2026年3月2日\n\n您好：\n\n由于商标侵权投诉，我们已移除您的商品。\n\n",
    "ja": "2026年3月2日\n\n出品者様\n\n商標権に関する申告により、お客様の商品の出品を取り消しました。\n\n",
    "de": "2. März 2026\n\nGuten Tag,\n\nwir haben Ihr Angebot wegen einer Verletzung des Markenrechts entfernt.\n\n",
    "fr": "2 mars 2026\n\nBonjour,\n\nnous avons supprimé votre offre en raison d'une plainte pour une marque.\n\n",
    "es": "2 de marzo de 2026\n\nHola:\n\nHemos retirado su oferta por una reclamación de marca registrada.\n\n",
    "it": "2 marzo 2026\n\nGentile venditore,\n\nabbiamo rimosso la tua offerta per una violazione del marchio.\n\n",
    "pt": "2 de março de 2026\n\nOlá,\n\nremovemos a sua oferta por causa de uma reclamação de marca registrada.\n\n",
    "nl": "2 maart 2026\n\nBeste verkoper,\n\nwij hebben uw aanbieding verwijderd wegens een klacht over een merk.\n\n",
}

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
            **{name: tuple(str(row[name]).split("|")) for name in ("signs", "money", "phones") if name in row},
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


@pytest.fixture(scope="session")
def openings() -> dict[str, str]:
    """Return the opening of a notice of 2 March 2026 in each language, for a clause to stand in."""
    return OPENINGS


@pytest.fixture(scope="session")
def told() -> Callable[[NoticeReading], str]:
    """Write the limit of a reading as the tables of clauses do: ``h72 d7 b3 2026-03-15 12:00``, ``-`` for none."""
    return _told


def _told(reading: NoticeReading) -> str:
    limit = reading.deadline
    if limit is None:
        return "-"
    if limit.business_days:
        return f"b{limit.business_days}"
    if limit.on is None:
        return f"d{limit.days}" if limit.days else f"h{limit.hours}"
    clock = f"{limit.clock:%H:%M}" if limit.clock else ""
    return " ".join(part for part in (limit.on.isoformat(), clock, limit.zone) if part)


@pytest.fixture(scope="session")
def scoring() -> ModuleType:
    """Return the script that compares readings with labels."""
    return load(Path(__file__).parent / "score.py", "notice_score")


@pytest.fixture(scope="session")
def figures(scoring: ModuleType) -> Callable[[str], Any]:
    """Score a part of the corpus, once for all tests that look at it."""
    return cache(lambda part: scoring.score([Path(__file__).parent / "corpus" / part], scoring.shelf()))
