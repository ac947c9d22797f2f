"""A small catalogue, the shipped file rules, and items made by hand."""

import hashlib
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import yaml

from casewright.exhibits import FileRules, file_rules
from casewright.model import (
    NOTHING,
    Bilingual,
    Case,
    Catalogue,
    CellRef,
    EvidenceItem,
    EvidenceKind,
    EvidenceRow,
    MediaFacts,
)
from casewright.sheets import Entry, ListSheet
from casewright.sheets.book import Cell

KINDS = (
    ("notice_copy", "A", "亚马逊通知原文", "Amazon's notice", False),
    ("dashboard_screenshot", "A", "账户状况指标截图", "Account Health screenshot", True),
    ("amazon_reply", "A", "亚马逊回复", "Amazon's reply", False),
    ("order_report", "B", "订单报表", "Order report", False),
    ("claims_report", "B", "索赔报表", "Claims report", False),
    ("listing_before", "C", "整改前截图", "Listing before", True),
    ("listing_after", "C", "整改后截图", "Listing after", True),
    ("pod", "C", "签收证明", "Proof of delivery", False),
    ("sop", "D", "操作规程", "Operating procedure", False),
    ("training_signin", "D", "签到表", "Sign-in sheet", False),
    ("invoice", "E", "采购发票", "Invoice", False),
    ("utility_bill", "F", "水电账单", "Utility bill", False),
    ("other", "Z", "其他", "Other", False),
)

TODAY = date(2026, 3, 1)


@pytest.fixture
def today() -> date:
    return TODAY


@pytest.fixture
def catalogue() -> Catalogue:
    kinds = (
        EvidenceKind(code, Bilingual(zh, en), group, own_screenshot=own, identity=group == "F", how=NOTHING)
        for code, group, zh, en, own in KINDS
    )
    return Catalogue(evidence={kind.code: kind for kind in kinds})


def sheet_of(rows: list[dict[str, object]], columns: tuple[str, ...]) -> ListSheet:
    """Lay rows out as the list reader hands them over, from row 4 on."""
    entries = []
    for number, row in enumerate(rows, 4):
        cells = {}
        for place, column in enumerate(columns, 1):
            ref = CellRef("numbers.xlsx", "file_rules", f"{chr(64 + place)}{number}")
            value = row.get(column)
            cells[column] = Cell(str(value) if value is not None else None, ref, number, place)
        entries.append(Entry(cells, cells[columns[0]]))
    return ListSheet("file_rules", columns, tuple(entries), CellRef("numbers.xlsx", "file_rules", "A2"))


@pytest.fixture
def rule_sheet() -> Callable[[list[dict[str, object]]], ListSheet]:
    columns = ("id", "about", "name_zh", "name_en", "family", "violations", "levels", "kinds", "formats", "max_mb",
               "warn_mb", "days", "words", "severity", "zh", "en")  # fmt: skip
    return lambda rows: sheet_of(rows, columns)


@pytest.fixture(scope="session")
def shipped() -> FileRules:
    """The rows that ship, without a fault among them."""
    path = Path(__file__).parents[2] / "rulebooks" / "text" / "numbers" / "file_rules.yaml"
    raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    rules, found = file_rules(sheet_of(raw["rows"], tuple(column["name"] for column in raw["columns"])))
    assert found == ()
    return rules


def at(cell: str) -> CellRef:
    return CellRef("case.xlsx", "Evidence 证据", cell)


@pytest.fixture
def row() -> Callable[..., EvidenceRow]:
    """One evidence row; says what it proves in both languages unless told otherwise."""

    def make(number: int, file: str, kind: str | None = "invoice", **more: object) -> EvidenceRow:
        told = {"proves_zh": "证明采购", "proves_en": "Shows the purchase", "dated": date(2026, 1, 15), **more}
        return EvidenceRow(f"E{number:02}", file, at(f"A{number + 3}"), kind, **told)  # type: ignore[arg-type]

    return make


@pytest.fixture
def item(tmp_path: Path) -> Callable[..., EvidenceItem]:
    """One file of the drop with measured facts made up, its bytes its own path unless told otherwise."""

    def make(
        path: str, kind: str = "pdf", *, content: str | None = None, size: int | None = None, **facts: object
    ) -> EvidenceItem:
        raw = (path if content is None else content).encode()
        file = tmp_path / "drop" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(raw)
        usual: dict[str, object] = {"pages": 1, "chars": 900, "text_extractable": True} if kind == "pdf" else {}
        media = MediaFacts(kind, **{**usual, **facts})  # type: ignore[arg-type]
        return EvidenceItem(path, file, len(raw) if size is None else size, hashlib.sha256(raw).hexdigest(), media)

    return make


@pytest.fixture
def case() -> Callable[..., Case]:
    def make(*rows: EvidenceRow, **more: object) -> Case:
        told: dict[str, object] = {"notice_date": date(2026, 2, 9), "plan_date": date(2026, 2, 20), **more}
        return Case("CW-1", CellRef("case.xlsx", "Case 案件", "B2"), evidence=rows, **told)  # type: ignore[arg-type]

    return make
