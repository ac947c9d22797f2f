"""A finished plan in hand, the shipped phrases from their text, and a review with everything else filled in."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from casewright.model import (
    Bilingual,
    Case,
    CauseLink,
    CellRef,
    Claim,
    Decision,
    Entities,
    EvidenceRow,
    Exhibit,
    ExhibitStatus,
    Finding,
    Listing,
    NoticeReading,
    PlanOfAction,
    Statement,
    StatementKind,
    Verdict,
    Violation,
    both,
)
from casewright.review import Phrases, phrases, review
from casewright.sheets import Cell, Entry, ListSheet

SHELF = Path(__file__).parents[2] / "rulebooks" / "text"
TODAY = date(2026, 4, 1)


def list_from(doc: Mapping[str, Any], file: str) -> ListSheet:
    """Return a list's text as the rows that a reader of the built workbook would give."""
    names = [column["name"] for column in doc["columns"]]
    rows = []
    for number, row in enumerate(doc["rows"], start=4):
        cells = {
            name: Cell(row.get(name, ""), CellRef(file, doc["list"], f"{chr(65 + column)}{number}"), number, column + 1)
            for column, name in enumerate(names)
        }
        rows.append(Entry(cells, cells[names[0]]))
    return ListSheet(doc["list"], tuple(names), tuple(rows), CellRef(file, doc["list"], "A2"))


@pytest.fixture(scope="session")
def phrase_rows() -> Callable[..., ListSheet]:
    """Return a maker of a phrase list from rows of fields; reason and remedy are filled in."""

    def make(*rows: Mapping[str, str]) -> ListSheet:
        columns = ["id", "lang", "pattern", "severity", "sections", "unless", "why_zh", "why_en", "fix_zh", "fix_en"]
        words = {"why_zh": "因", "why_en": "why", "fix_zh": "改", "fix_en": "fix"}
        base = {"id": "P1", "lang": "en", "pattern": "oops", "severity": "error", **words}
        doc = {
            "list": "phrases", "columns": [{"name": name} for name in columns],
            "rows": [{**base, **row} for row in rows],
        }  # fmt: skip
        return list_from(doc, "review.xlsx")

    return make


@pytest.fixture(scope="session")
def shipped_rows() -> ListSheet:
    doc = yaml.safe_load((SHELF / "review" / "phrases.yaml").read_text(encoding="utf-8"))
    return list_from(doc, "rulebooks/review.xlsx")


@pytest.fixture(scope="session")
def shipped(shipped_rows: ListSheet) -> Phrases:
    value, _ = phrases(shipped_rows)
    return value


@pytest.fixture(scope="session")
def row() -> Callable[..., Statement]:
    def make(id_: str, kind: str, **fields: Any) -> Statement:
        return Statement(id_, StatementKind(kind), CellRef("case.xlsx", "Facts 事实", f"A{int(id_[1:]) + 1}"), **fields)

    return make


@pytest.fixture(scope="session")
def exhibit() -> Callable[..., Exhibit]:
    def make(id_: str, kind: str = "pod", *, usable: bool = True, dated: date | None = None) -> Exhibit:
        at = CellRef("case.xlsx", "Evidence 证据", "A2")
        status = ExhibitStatus.ACCEPTED if usable else ExhibitStatus.DEFECTIVE
        return Exhibit(id_, EvidenceRow("E01", "e.pdf", at, kind, dated=dated), kind, None, status, both(""), "e.pdf")

    return make


@pytest.fixture(scope="session")
def case() -> Callable[..., Case]:
    def make(*rows: Statement, **fields: Any) -> Case:
        at = CellRef("case.xlsx", "Case 案件", "A1")
        known: dict[str, Any] = {
            "store_name": "North Lane Home", "amazon_case_ids": ("14012345678",),
            "listings": (Listing("B0TESTAAA1", CellRef("case.xlsx", "ASINs", "A2")),),
        }  # fmt: skip
        return Case("CW-1", at, statements=rows, **{**known, **fields})

    return make


@pytest.fixture(scope="session")
def notice() -> NoticeReading:
    return NoticeReading(
        "notice.txt", types=(Violation("PERF-ODR", 0.97, ("order defect rate",)),), entities=Entities(("B0TESTAAA1",))
    )


@pytest.fixture(scope="session")
def decision() -> Decision:
    return Decision("PERF-ODR", "performance", "perf_fix", "fix", Bilingual("因为超标", "because of the rate"))


@pytest.fixture(scope="session")
def claim() -> Callable[..., Claim]:
    """Return a maker of claims: id, section, English; Chinese is the same text unless given."""

    def make(id_: str, section: str, en: str, zh: str | None = None, **fields: Any) -> Claim:
        fields.setdefault("facts", ("case.store_name",))
        return Claim(id_, section, Bilingual(en if zh is None else zh, en), **fields)

    return make


@pytest.fixture(scope="session")
def plan(claim: Callable[..., Claim]) -> Callable[..., PlanOfAction]:
    """Return a maker of plans that are in order, but for the claims and fields given."""

    def make(*claims: Claim, **fields: Any) -> PlanOfAction:
        whole = (
            claim("C-1", "summary", "North Lane Home answers; Case ID 14012345678; ASIN B0TESTAAA1."),
            claim("C-2", "root_cause", "Our order defect rate rose on one lane.", cause="lane"),
            claim("C-3", "corrective", "The orders were refunded.", cause="lane"),
            claim("C-4", "preventive", "The lane is compared with the promise.", cause="lane"),
        )
        fields.setdefault("causes", (CauseLink("lane", both("lane"), ("C-2",), ("C-3",), ("C-4",)),))
        fields.setdefault("outline", ("summary", "root_cause", "corrective", "preventive"))
        fields.setdefault("door", "fix")
        return PlanOfAction(title=both("t"), subject=both("s"), claims=(*whole, *claims), **fields)

    return make


@pytest.fixture(scope="session")
def judge(
    shipped: Phrases, case: Callable[..., Case], notice: NoticeReading, decision: Decision
) -> Callable[..., tuple[Verdict, tuple[Finding, ...]]]:
    """Return review with everything but the plan filled in."""

    def make(of: PlanOfAction, **other: Any) -> tuple[Verdict, tuple[Finding, ...]]:
        known: dict[str, Any] = {
            "case": case(), "notice": notice, "exhibits": (), "metrics": (), "deadlines": (), "phrases": shipped,
            "found": (), "today": TODAY,
        }  # fmt: skip
        return review(of, other.pop("decision", decision), **{**known, **other})

    return make
