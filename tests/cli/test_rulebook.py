"""A clerk tests, compares and exports rulebooks: what is said, and with which exit code."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from casewright.rules import build_books

Cli = Callable[..., Any]
DAY = ("--as-of", "2026-11-22")


FACTS = """list: facts
purpose: {zh: 事实, en: Facts}
columns:
- {name: name, zh: 事实名, en: Name, width: '24'}
- {name: zh, zh: 中文, en: Chinese, width: '20'}
- {name: en, zh: 英文, en: English, width: '20'}
- {name: type, zh: 类型, en: Type, width: '10'}
- {name: values, zh: 可选值, en: Values, width: '30'}
rows:
- {name: phishing, zh: 是否疑似钓鱼, en: Phishing, type: boolean}
- {name: position, zh: 立场, en: Position, type: enum, values: admits|denies}
"""
DOOR = """table: door
hit_policy: FIRST
purpose: {zh: 走哪条路, en: Which door}
inputs: [phishing, position]
outputs: [door]
rows:
- {id: D01, if: {phishing: true}, then: {door: none}, source: P1}
- {id: D02, if: {position: denies}, then: {door: dispute}, source: P1}
- {id: D03, then: {door: fix}, source: P1}
tests:
- {id: T1, given: {phishing: true}, expect: {door: none}, rules: [D01]}
- {id: T2, given: {position: denies}, expect: {door: dispute}, rules: [D02]}
- {id: T3, given: {position: admits}, expect: {door: fix}}
"""


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """Lay a small rulebook and its dictionary on a shelf of its own."""
    for name, text in {"facts/facts.yaml": FACTS, "strategy/door.yaml": DOOR}.items():
        path = tmp_path / "made" / name
        path.parent.mkdir(parents=True)
        path.write_text(text, encoding="utf-8")
    folder = tmp_path / "rulebooks"
    build_books(tmp_path / "made", folder)
    return folder


def typed(book: Path, **cells: str) -> None:
    workbook = openpyxl.load_workbook(book)
    for address, value in cells.items():
        workbook["door"][address] = value
    workbook.save(book)


def conclusion(book: Path, rule: str) -> str:
    """Return the address of the cell in which a row of the table door says its conclusion."""
    sheet = openpyxl.load_workbook(book)["door"]
    column = next(cell for cell in sheet[3] if cell.value == "door")
    row = next(cell.row for cell in sheet["A"] if cell.value == rule)
    return f"{column.column_letter}{row}"


def test_the_tests_of_a_book_are_run_with_their_coverage(real: Cli, shelf: Path) -> None:
    said = real("rulebook", "test", shelf / "strategy.xlsx", "--table", "door", *DAY, "--lang", "en")
    assert said.code == 0
    assert "pass" in said.out
    assert "FAIL" not in said.out
    assert said.err.endswith("0 failed; 0 rows not reached.\n")


def test_a_changed_conclusion_fails_its_test_and_says_why(real: Cli, shelf: Path) -> None:
    book = shelf / "strategy.xlsx"
    typed(book, **{conclusion(book, "D01"): "fix"})
    said = real("rulebook", "test", book, "--table", "door", *DAY)
    assert said.code == 4
    lines = said.out.splitlines()
    assert lines[0].startswith("strategy.xlsx > 测试 Tests!A")
    assert "未通过 FAIL" in lines[0]
    assert "    -> “door”应为 none，实为 fix。" in lines
    assert "    -> door: none expected, fix came." in lines

    told = real("rulebook", "test", book, *DAY, "--json").document
    first = told["books"][0]["tests"][0]
    assert (told["clean"], first["passed"], first["rules"]) == (False, False, ["D01"])
    assert first["got"]["door"] == "fix"
    assert told["failed"] == sum(not test["passed"] for test in told["books"][0]["tests"])
    assert {"table", "rows", "reached", "untested", "columns"} <= set(told["books"][0]["coverage"][0])


def test_a_book_that_does_not_load_and_one_without_tables_have_their_codes(real: Cli, shelf: Path) -> None:
    assert real("rulebook", "test", shelf / "facts.xlsx").code == 3
    typed(shelf / "strategy.xlsx", D1="FIRTS")
    said = real("rulebook", "test", shelf / "strategy.xlsx")
    assert said.code == 4
    assert "No test was run" in said.err
    assert real("rulebook", "test", shelf / "strategy.xlsx", "--json").document["clean"] is False


def test_a_table_that_no_book_has_is_a_matter_of_usage(real: Cli, shelf: Path) -> None:
    assert real("rulebook", "test", shelf / "strategy.xlsx", "--table", "nowhere").code == 2


def test_a_change_is_told_in_words_in_either_language(real: Cli, shelf: Path, tmp_path: Path) -> None:
    old = tmp_path / "old.xlsx"
    shutil.copy(shelf / "strategy.xlsx", old)
    shutil.copy(shelf / "facts.xlsx", tmp_path / "facts.xlsx")
    typed(shelf / "strategy.xlsx", **{conclusion(old, "D01"): "fix"})
    said = real("rulebook", "diff", old, shelf / "strategy.xlsx", "--lang", "en")
    assert said.code == 0
    assert said.out == "strategy > door\n    row D01 changed: conclusion door: none → fix\n"
    assert said.err == "1 change of content, 0 of spelling only.\n"
    told = real("rulebook", "diff", old, shelf / "strategy.xlsx", "--json").document
    assert told["equal"] is False
    assert told["changes"][0]["zh"] == "规则 D01 改了：结论“整改或申辩 door”：none → fix"
    assert real("rulebook", "diff", tmp_path, shelf / "none.xlsx").code == 2


def test_an_export_names_what_is_left_over(real: Cli, shelf: Path) -> None:
    book = shelf / "facts.xlsx"
    assert real("rulebook", "export", book).code == 0
    assert real("rulebook", "diff", book, shelf / "text" / "facts").code == 0
    (shelf / "text" / "facts" / "old.yaml").write_text("list: old\n", encoding="utf-8")
    said = real("rulebook", "export", book, "--json")
    assert said.code == 3
    assert said.document["stale"] == [str(shelf / "text" / "facts" / "old.yaml")]
    assert (shelf / "text" / "facts" / "old.yaml").is_file()


def test_a_table_that_does_not_read_is_not_exported_and_its_old_text_stays(real: Cli, shelf: Path) -> None:
    book = shelf / "strategy.xlsx"
    real("rulebook", "export", book)
    before = (shelf / "text" / "strategy" / "door.yaml").read_text(encoding="utf-8")
    typed(book, D1="FIRTS")
    said = real("rulebook", "export", book)
    assert said.code == 4
    assert "Did you mean FIRST?" in said.err
    assert (shelf / "text" / "strategy" / "door.yaml").read_text(encoding="utf-8") == before
