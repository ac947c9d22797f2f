"""The targets as shipped, and a desk of tiny reports that stand in the test."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import yaml
from openpyxl.utils import get_column_letter

from casewright.figures import Targets, measure, targets
from casewright.model import (
    Case,
    CellRef,
    EvidenceItem,
    FileRef,
    Finding,
    MediaFacts,
    Metric,
    NoticeReading,
    ViolationKind,
    both,
)
from casewright.sheets import Book, Cell, ListSheet, Sheet, read_list

ROOT = Path(__file__).parents[2] / "rulebooks" / "text" / "numbers"

Measure = Callable[..., tuple[dict[str, Metric], tuple[Finding, ...]]]


def list_of(name: str) -> ListSheet:
    """Read one list of numbers.xlsx from its text."""
    told = yaml.safe_load((ROOT / f"{name}.yaml").read_text(encoding="utf-8"))
    names = [column["name"] for column in told["columns"]]
    rows: list[list[object]] = [
        ["list", name],
        names,
        names,
        *([row.get(key) for key in names] for row in told["rows"]),
    ]
    cells = {
        (number, column): Cell(
            value, CellRef("numbers.xlsx", name, f"{get_column_letter(column)}{number}"), number, column
        )
        for number, row in enumerate(rows, 1) for column, value in enumerate(row, 1)
        if isinstance(value, str | int | float | bool | date)
    }  # fmt: skip
    sheet, found = read_list(Book("numbers.xlsx", (Sheet("numbers.xlsx", name, cells, len(rows), len(names)),)), name)
    assert sheet is not None
    assert not found
    return sheet


@pytest.fixture(scope="session")
def goals() -> Targets:
    catalogue = yaml.safe_load((ROOT.parent / "catalogue" / "violations.yaml").read_text(encoding="utf-8"))["rows"]
    kinds = {row["code"]: ViolationKind(row["code"], both(row["en"]), row["family"], row.get("metric", ""))
             for row in catalogue}  # fmt: skip
    value, found = targets(list_of("metrics"), words=list_of("report_words"), violations=kinds)
    assert not found
    return value


def file_of(path: str, text: str, kind: str = "text") -> EvidenceItem:
    return EvidenceItem(path, Path(path), len(text), "0" * 64, MediaFacts(kind), text)


@pytest.fixture
def measured(goals: Targets) -> Measure:
    """Measure a case whose files are given as name -> text; metrics come back by "CODE source"."""

    def run(
        files: dict[str, str], *, notice: NoticeReading | None = None, case: Case | None = None, zone: str = "UTC"
    ) -> tuple[dict[str, Metric], tuple[Finding, ...]]:
        case = case or Case("C-1", FileRef("case.xlsx"))
        items = [file_of(path, text) for path, text in files.items()]
        metrics, found = measure(case, items, notice=notice or NoticeReading(""), targets=goals, zone=zone)
        return {f"{metric.code} {metric.source}": metric for metric in metrics}, found

    return run
