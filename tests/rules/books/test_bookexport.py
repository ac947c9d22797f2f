"""What staff saved comes out as text: in sheet order, as typed, with one spelling for what spreadsheets vary."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from casewright.rules import build_books, export_book, export_sheets
from casewright.rules.books.booktext import TableText, parse_sheet, print_sheet

FACTS = """list: facts
purpose: {zh: 事实, en: Facts}
columns:
- {name: name, zh: 事实名, en: Name, width: '24'}
- {name: zh, zh: 中文, en: Chinese, width: '20'}
- {name: en, zh: 英文, en: English, width: '20'}
- {name: type, zh: 类型, en: Type, width: '10'}
- {name: values, zh: 可选值, en: Values, width: '30'}
rows:
- name: position
  zh: 立场
  en: Position
  type: enum
  values: admits|denies
"""
LEVEL = """table: level
hit_policy: PRIORITY
purpose: {zh: 等级, en: Level}
inputs: [position, rate]
outputs: [level]
priority: {level: [high, low]}
rows:
- id: L2
  if: {position: admits}
  then: {level: low}
  source: S
- id: L1
  if: {rate: '> 1%'}
  then: {level: high}
  source: S
- id: default
  then: {level: low}
  source: S
tests:
- id: T1
  on: 2026-01-31
  given: {position: admits, rate: 2}
  expect: {level: high}
  rules: [L1]
"""
#: Excel stores a day as a moment without a zone.
NOON = datetime(2026, 1, 5, 12, 0)  # noqa: DTZ001


@pytest.fixture
def level(tmp_path: Path) -> Path:
    for name, text in {"facts/facts.yaml": FACTS, "strategy/level.yaml": LEVEL}.items():
        path = tmp_path / "text" / name
        path.parent.mkdir(parents=True)
        path.write_text(text, encoding="utf-8")
    build_books(tmp_path / "text", tmp_path)
    return tmp_path / "strategy.xlsx"


@pytest.fixture
def saved(level: Path) -> Callable[..., TableText]:
    """Return the table as exported after cells were typed into it."""

    def save(**cells: str | float | date) -> TableText:
        workbook = openpyxl.load_workbook(level)
        for address, value in cells.items():
            workbook["level"][address] = value
        workbook.save(level)
        sheet = parse_sheet(export_book(level)["level"])
        assert isinstance(sheet, TableText)
        return sheet

    return save


def test_rows_keep_their_order_and_ranks_and_days_come_back(level: Path) -> None:
    assert export_book(level)["level"] == LEVEL


def test_what_staff_typed_stays_as_typed(saved: Callable[..., TableText]) -> None:
    table = saved(B5="admits，denies", C5="＞ 1%")
    assert dict(table.rows[0].conditions) == {"position": "admits，denies", "rate": "＞ 1%"}


def test_days_numbers_flags_and_blanks_have_one_spelling(saved: Callable[..., TableText]) -> None:
    table = saved(B5=" admits ", C5=0.00001, B6="-", C6=5.0, H5=NOON, H6=date(2026, 1, 6))
    assert dict(table.rows[0].conditions) == {"position": "admits", "rate": "0.00001"}
    assert dict(table.rows[1].conditions) == {"rate": "5"}
    assert [row.notes.get("effective_from") for row in table.rows[:2]] == ["2026-01-05", "2026-01-06"]


def test_a_number_shown_as_percent_is_written_as_percent(level: Path) -> None:
    workbook = openpyxl.load_workbook(level)
    workbook["level"]["C6"] = 0.015
    workbook["level"]["C6"].number_format = "0.0%"
    workbook.save(level)
    assert "if: {rate: 1.5%}" in export_book(level)["level"]


def test_what_no_text_keeps_is_found(level: Path) -> None:
    workbook = openpyxl.load_workbook(level)
    workbook.create_sheet("便笺")["A1"] = "记得问"
    sheet = workbook["level"]
    sheet["K2"], sheet["K3"] = "note 说明", "owner"
    workbook.save(level)
    texts, found = export_sheets(level, name="strategy.xlsx")
    assert list(texts) == ["level"]
    assert [(finding.code, finding.at) for finding in found] == [
        ("rules/column-not-in-text", "strategy.xlsx > level!K3"),
        ("rules/sheet-not-in-text", "strategy.xlsx > 便笺!A1"),
    ]


@pytest.mark.parametrize("name", ["../../away", "a/b", "", "facts?"])
def test_a_name_that_is_no_file_name_is_never_written(level: Path, name: str) -> None:
    workbook = openpyxl.load_workbook(level)
    workbook["level"]["B1"] = name
    workbook.save(level)
    texts, found = export_sheets(level, name="strategy.xlsx")
    assert texts == {}
    assert any(finding.is_error and finding.at == "strategy.xlsx > level!B1" for finding in found) or not name


def test_text_to_text_is_the_identity() -> None:
    assert print_sheet(parse_sheet(LEVEL)) == LEVEL
