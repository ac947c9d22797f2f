"""A clerk adds a wording and an example to notices.xlsx, and the desk tells whether it is read so."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from casewright.model import Finding
from casewright.notices import Example, lint_cues, run_examples
from casewright.playbook import load_notice_shelf

BOOKS = Path(__file__).parents[2] / "rulebooks"
TODAY = date(2026, 11, 22)
SOURCED = ["J", date(2020, 1, 1), None, date(2026, 11, 22)]


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    for name in ("catalogue", "notices", "numbers"):
        shutil.copy(BOOKS / f"{name}.xlsx", tmp_path)
    return tmp_path


def add(folder: Path, sheet: str, *rows: list[object]) -> None:
    book = load_workbook(folder / "notices.xlsx")
    for row in rows:
        book[sheet].append([*row, *SOURCED])
    book.save(folder / "notices.xlsx")


def tried(folder: Path, name: str) -> Example:
    loaded, found = load_notice_shelf(folder, on=TODAY)
    assert loaded is not None, [finding.text.en for finding in found]
    examples = run_examples(loaded.book, loaded.lexicon, marketplaces=loaded.marketplaces, on=TODAY)
    return next(example for example in examples if example.id == name)


def linted(folder: Path) -> list[Finding]:
    loaded, _ = load_notice_shelf(folder, on=TODAY)
    assert loaded is not None
    return list(lint_cues(loaded.book, loaded.lexicon, on=TODAY))


def test_a_new_wording_is_taught_by_one_row_and_held_by_one_example(shelf: Path) -> None:
    text = "Hello,\n\nYour offers were zorbled by the grumwald bureau, so look at them again in the coming weeks."
    add(shelf, "examples", ["EX-NEW", text, "LST-PRICE", None, None, None])
    before = tried(shelf, "EX-NEW")
    assert not before.passed
    told = before.finding()
    assert "examples!C" in told.at
    assert "LST-PRICE" in told.text.en
    assert "LST-PRICE" in told.text.zh
    add(shelf, "cues", ["LST-PRICE.NEW", "LST-PRICE", "zorbled by the grumwald bureau", "en", 8, "any", "type"])
    after = tried(shelf, "EX-NEW")
    assert after.passed, after
    assert "zorbled" in after.cues


def test_an_example_may_ask_for_stage_and_level_too(shelf: Path) -> None:
    text = "Your account has been deactivated. Your order defect rate is 2.4%, above our target of 1%. Why did it rise?"
    add(shelf, "examples", ["EX-NEW", text, "PERF-ODR", "deactivated", "listing", None])
    example = tried(shelf, "EX-NEW")
    assert not example.passed
    assert example.wanted == "PERF-ODR, deactivated, listing"
    assert example.got == "PERF-ODR, deactivated, account"


def test_cues_that_will_go_wrong_are_told_by_cell(shelf: Path) -> None:
    add(
        shelf, "cues",
        ["X-1", "LST-PRICE", "zorble gate", "en", 11, "any", "type"],
        ["X-2", "PERF-ODR", "zorble gate|ab", "en", 5, "any", "type"],
        ["X-3", "PERF-ODR", "zorble moon", "qq", 5, "any", "type"],
    )  # fmt: skip
    own = [finding for finding in linted(shelf) if not finding.code.endswith(("without-example",))]
    told = {finding.code for finding in own}
    assert {
        "notices/weight-out-of-range", "notices/phrase-of-two-codes", "notices/phrase-too-short",
        "notices/language-unknown",
    } <= told  # fmt: skip
    assert all("cues!" in finding.at for finding in own)


def test_a_missing_number_closes_the_shelf(shelf: Path) -> None:
    book = load_workbook(shelf / "notices.xlsx")
    sheet = book["thresholds"]
    row = next(number for number in range(4, 60) if sheet.cell(number, 1).value == "sure")
    sheet.delete_rows(row)
    book.save(shelf / "notices.xlsx")
    loaded, found = load_notice_shelf(shelf, on=TODAY)
    assert loaded is None
    assert "playbook/notice-threshold-missing" in {finding.code for finding in found}
