"""``rulebook check`` on a shelf that staff spoilt, on a workbook alone, and the meaning of a code."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

Cli = Callable[..., Any]
HOUSE = Path(__file__).parents[2]
DAY = ("--as-of", "2026-11-22")


@pytest.fixture
def spoilt(tmp_path: Path) -> Path:
    """A desk whose evidence table has an unknown kind and a hidden row, and whose wording table lost its mark."""
    for name in ("rulebooks", "doc_templates"):
        shutil.copytree(HOUSE / name, tmp_path / name, ignore=shutil.ignore_patterns("text"))
    for name in ("inbox", "outbox"):
        (tmp_path / name).mkdir()
    path = tmp_path / "rulebooks" / "strategy.xlsx"
    book = openpyxl.load_workbook(path)
    evidence = book["evidence"]
    names = {evidence.cell(3, column).value: column for column in range(1, evidence.max_column + 1)}
    evidence.cell(5, names["kind"]).value = "invoise"
    evidence.row_dimensions[9].hidden = True
    book["wording"]["A1"].value = "decison table"
    book.save(path)
    return tmp_path


def test_one_run_shows_every_fault_by_sheet_and_cell_errors_first(real: Cli, spoilt: Path) -> None:
    result = real("--desk", spoilt, "rulebook", "check", *DAY, "--json")
    told = result.document
    assert result.code == 4
    assert told["clean"] is False
    assert told["as_of"] == "2026-11-22"
    codes = {finding["code"] for finding in (*told["findings"], *told["lints"])}
    assert {"rules/cell-unreadable", "playbook/table-missing", "lint/hidden", "lint/sheet-not-read"} <= codes
    shown = real("--desk", spoilt, "--lang", "en", "rulebook", "check", *DAY).out
    assert shown.startswith("rulebooks/strategy.xlsx\n")
    assert shown.index("error [rules/cell-unreadable]") < shown.index("A9  warning [lint/hidden]")


def test_a_workbook_anywhere_is_checked_by_the_dictionary_beside_it(real: Cli, tmp_path: Path) -> None:
    for name in ("strategy", "facts", "catalogue", "wording", "numbers"):
        shutil.copy(HOUSE / "rulebooks" / f"{name}.xlsx", tmp_path)
    result = real("rulebook", "check", tmp_path / "strategy.xlsx", *DAY, "--json")
    told = result.document
    assert [finding for finding in told["findings"] if finding["severity"] == "error"] == []
    assert told["tests"]["run"] > 0
    assert result.code == 0


def test_a_code_is_explained_in_both_languages_with_an_example(real: Cli) -> None:
    shown = real("rulebook", "check", "--explain", "lint/days-swapped").out
    assert "避免：生效日写在失效日之后。" in shown
    assert "Why: Such a row counts on no day at all" in shown
    assert "✗ effective_from 2026-12-31" in shown


def test_an_unknown_code_brings_the_nearest(real: Cli) -> None:
    result = real("rulebook", "check", "--explain", "lint/hiden")
    assert result.code == 2
    assert "lint/hidden" in result.err


def test_notes_wait_until_they_are_asked_for_and_are_counted_meanwhile(real: Cli, tmp_path: Path) -> None:
    path = _one_table(tmp_path)
    few = real("rulebook", "check", path, *DAY)
    assert "lint/expired" not in few.out
    assert "另有 1 条说明，不影响执行，加 --all 查看。" in few.err
    assert "Besides, 1 note that can wait; --all shows it." in few.err
    whole = real("rulebook", "check", path, *DAY, "--all")
    assert "lint/expired" in whole.out
    assert "--all" not in whole.err
    told = real("rulebook", "check", path, *DAY, "--json").document
    assert "lint/expired" in {each["code"] for each in told["lints"]}


def test_one_is_counted_in_the_singular(real: Cli, tmp_path: Path) -> None:
    path = _one_table(tmp_path, condition=">> 1")
    said = real("--lang", "en", "rulebook", "check", path, *DAY)
    assert said.code == 4
    assert "Not clean: 1 error, 0 warnings." in said.err


def _one_table(folder: Path, *, condition: str = "> 1") -> Path:
    """Write a workbook of one table with a row in force and a row that has ended."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "advice"
    for row in (
        ["decision table 决策表", "advice", "hit policy", "FIRST"], ["rule", "if", "then", "note", "note", "note"],
        ["id", "count", "advice", "source", "effective_to", "checked_on"], ["", "", "", "", "", ""],
        ["D1", condition, "wait", "A.1", "", "2026-11-01"], ["D2", "<= 1", "go", "A.1", "2026-01-31", "2026-11-01"],
        ["default", "-", "none", "A.1", "", "2026-11-01"],
    ):  # fmt: skip
        sheet.append(row)
    book.save(folder / "advice.xlsx")
    return folder / "advice.xlsx"
