"""A case in hand: the shipped wording and catalogue from their text, and small builders of nouns."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml

from casewright.compose import Wording, compose, wording
from casewright.model import (
    ActionKind,
    Bilingual,
    Case,
    Catalogue,
    CauseKind,
    CellRef,
    Decision,
    Entities,
    EvidenceKind,
    EvidenceRow,
    Exhibit,
    ExhibitStatus,
    Finding,
    Listing,
    Marketplace,
    Metric,
    NoticeReading,
    PlanOfAction,
    Statement,
    StatementKind,
    ViolationKind,
    both,
)
from casewright.sheets import Book, Cell, Sheet

SHELF = Path(__file__).parents[2] / "rulebooks" / "text"
TODAY = date(2026, 4, 1)


def sheet_from(doc: Mapping[str, Any], file: str) -> Sheet:
    """Lay a list out on its grid, as the built workbook has it."""
    names = [column["name"] for column in doc["columns"]]
    grid = [["list 清单", doc["list"]], names, names]
    grid += [[row.get(name, "") for name in names] for row in doc["rows"]]
    cells = {}
    for number, row in enumerate(grid, start=1):
        for column, value in enumerate(row, start=1):
            if value != "":
                ref = CellRef(file, doc["list"], f"{chr(64 + column)}{number}")
                cells[number, column] = Cell(value, ref, number, column)
    return Sheet(file, doc["list"], cells, len(grid), len(names))


def book_from(folder: Path) -> Book:
    docs = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.yaml"))]
    name = f"rulebooks/{folder.name}.xlsx"
    return Book(name, tuple(sheet_from(doc, name) for doc in docs))


def rows_of(name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = yaml.safe_load((SHELF / name).read_text(encoding="utf-8"))["rows"]
    return rows


@pytest.fixture(scope="session")
def small_book() -> Callable[..., Book]:
    """Return a maker of a one-list book: columns as a string, rows as lists."""

    def make(name: str, columns: str, *rows: Sequence[str]) -> Book:
        names = columns.split()
        doc = {
            "list": name,
            "columns": [{"name": each} for each in names],
            "rows": [dict(zip(names, row, strict=False)) for row in rows],
        }
        return Book("wording.xlsx", (sheet_from(doc, "wording.xlsx"),))

    return make


@pytest.fixture(scope="session")
def shipped_book() -> Book:
    return book_from(SHELF / "wording")


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    def pair(row: Mapping[str, Any], head: str = "") -> Bilingual:
        return Bilingual(row.get(f"{head}zh", ""), row.get(f"{head}en", ""))

    evidence = {
        row["code"]: EvidenceKind(row["code"], pair(row), row["group"], False, False, pair(row, "how_"))
        for row in rows_of("catalogue/evidence_kinds.yaml")
    }
    violations, causes, actions = (rows_of(f"catalogue/{name}.yaml") for name in ("violations", "causes", "actions"))
    market = Marketplace(
        "US", Bilingual("美国", "United States"), "amazon.com", "en", "USD", "America/Los_Angeles",
        ("sellercentral.amazon.com",), Bilingual("绩效 > 账户状况", "Performance > Account Health"),
    )  # fmt: skip
    alleged = (ViolationKind(each["code"], pair(each), each["family"], each.get("metric", "")) for each in violations)
    return Catalogue(
        {kind.code: kind for kind in alleged},
        {each["code"]: CauseKind(each["code"], pair(each), pair(each, "question_")) for each in causes},
        {each["code"]: ActionKind(each["code"], pair(each), each["section"]) for each in actions},
        evidence, {"US": market},
    )  # fmt: skip


@pytest.fixture(scope="session")
def shipped(shipped_book: Book) -> Wording:
    value, _ = wording(shipped_book)
    return value


@pytest.fixture(scope="session")
def row() -> Callable[..., Statement]:
    """Return a maker of rows of the Facts sheet: ``row("F04", "corrective", ...)``."""

    def make(id_: str, kind: str, **fields: Any) -> Statement:
        return Statement(id_, StatementKind(kind), CellRef("case.xlsx", "Facts 事实", f"A{int(id_[1:]) + 1}"), **fields)

    return make


@pytest.fixture(scope="session")
def exhibit() -> Callable[..., Exhibit]:
    """Return a maker of exhibits: ``exhibit("C-1", "E01", "refund_record")``."""

    def make(id_: str, row_id: str, kind: str, *, usable: bool = True, dated: date | None = None) -> Exhibit:
        at = CellRef("case.xlsx", "Evidence 证据", f"A{int(row_id[1:]) + 1}")
        status = ExhibitStatus.ACCEPTED if usable else ExhibitStatus.DEFECTIVE
        line = EvidenceRow(row_id, f"{row_id}.pdf", at, kind, dated=dated)
        return Exhibit(id_, line, kind, None, status, both(""), f"{id_}.pdf")

    return make


@pytest.fixture(scope="session")
def case() -> Callable[..., Case]:
    def make(*rows: Statement, **fields: Any) -> Case:
        at = CellRef("case.xlsx", "Case 案件", "A1")
        listing = Listing("B0TESTAAA1", CellRef("case.xlsx", "ASINs", "A2"))
        known: dict[str, Any] = {
            "store_name": "North Lane Home", "merchant_token": "A1B2C3D4E5F6G7", "marketplace": "US",
            "violations": ("PERF-ODR",), "amazon_case_ids": ("14012345678",), "listings": (listing,),
            "notice_date": date(2026, 3, 1),
        }  # fmt: skip
        return Case("CW-1", at, statements=rows, **{**known, **fields})

    return make


@pytest.fixture(scope="session")
def notice() -> Callable[..., NoticeReading]:
    def make(**fields: Any) -> NoticeReading:
        return NoticeReading("notice.txt", notice_date=date(2026, 3, 1), entities=Entities(), **fields)

    return make


@pytest.fixture(scope="session")
def decide() -> Callable[..., Decision]:
    """Return a maker of decisions: approach, door, then the blocks."""

    def make(approach: str = "perf_fix", door: str = "fix", blocks: Sequence[str] = (), **fields: Any) -> Decision:
        known: dict[str, Any] = {"violation": "PERF-ODR", "strategy": "performance"}
        head = (f"SUM-{approach.upper()}", *blocks, f"REQ-{approach.upper()}", f"CLOSE-{door.upper()}")
        return Decision(approach=approach, door=door, why=both("why"), blocks=head, **{**known, **fields})

    return make


@pytest.fixture(scope="session")
def odr() -> Metric:
    return Metric(
        "ODR", 24, 1212, Fraction(24, 1212), "< 0.01", "breach", "dashboard", date(2026, 1, 1), date(2026, 3, 1)
    )


@pytest.fixture(scope="session")
def plan(
    shipped: Wording, catalogue: Catalogue, decide: Callable[..., Decision], notice: Callable[..., NoticeReading]
) -> Callable[..., tuple[PlanOfAction, tuple[Finding, ...]]]:
    """Return compose with everything but the case filled in."""

    def make(of: Case, *exhibits: Exhibit, **other: Any) -> tuple[PlanOfAction, tuple[Finding, ...]]:
        return compose(
            other.pop("decision", None) or decide(), of, notice=other.pop("notice", None) or notice(),
            exhibits=exhibits, metrics=other.pop("metrics", ()), wording=shipped,
            catalogue=other.pop("catalogue", catalogue), today=other.pop("today", TODAY),
        )  # fmt: skip

    return make


class Kit:
    """All makers in one, with a short name where a property test prints its arguments."""

    def __init__(self, **makers: Any) -> None:
        self.__dict__.update(makers)

    def __repr__(self) -> str:
        return "kit"


@pytest.fixture(scope="session")
def kit(case: Any, row: Any, plan: Any, exhibit: Any, decide: Any, notice: Any, shipped: Any, catalogue: Any) -> Kit:
    return Kit(
        case=case, row=row, plan=plan, exhibit=exhibit, decide=decide, notice=notice, shipped=shipped,
        catalogue=catalogue,
    )  # fmt: skip
