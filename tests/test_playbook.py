"""The shelves as one thing: read again when a byte of them has changed, and only then."""

import shutil
from datetime import date, timedelta
from pathlib import Path

import openpyxl
import pytest

from casewright.playbook import load_playbook
from casewright.sheets import book as workbooks

ON = date(2026, 11, 22)


@pytest.fixture(scope="module")
def shelf(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two of the shipped workbooks, which a test may change; that the others are missing is found each time."""
    folder = tmp_path_factory.mktemp("desk")
    for name in ("rulebooks/review.xlsx", "rulebooks/facts.xlsx", "doc_templates/poa_en.docx"):
        (folder / name).parent.mkdir(exist_ok=True)
        shutil.copy(root / name, folder / name)
    return folder


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The workbooks that were opened while a test ran."""
    names: list[str] = []
    load = workbooks.load_cells

    def noted(path: Path, *, values: bool) -> openpyxl.Workbook:
        names.append(path.name)
        return load(path, values=values)

    monkeypatch.setattr(workbooks, "load_cells", noted)
    return names


def test_unchanged_shelves_are_opened_once_and_a_copy_of_them_is_the_same(
    shelf: Path, tmp_path: Path, opened: list[str]
) -> None:
    first, found = load_playbook(shelf / "rulebooks", shelf / "doc_templates", on=ON)
    opened.clear()
    shutil.copytree(shelf, tmp_path / "other desk")
    copy = tmp_path / "other desk"
    again, told = load_playbook(copy / "rulebooks", copy / "doc_templates", on=ON)
    assert opened == []
    assert (again, told) == (first, found)
    assert any("strategy.xlsx" in each.text.en for each in told)


def test_a_workbook_that_was_saved_is_opened_again(shelf: Path, opened: list[str]) -> None:
    load_playbook(shelf / "rulebooks", shelf / "doc_templates", on=ON)
    opened.clear()
    path = shelf / "rulebooks" / "review.xlsx"
    book = openpyxl.load_workbook(path)
    book["phrases"]["A1"] = "no list any more"
    book.save(path)
    load_playbook(shelf / "rulebooks", shelf / "doc_templates", on=ON)
    assert "review.xlsx" in opened


def test_another_day_is_another_reading(shelf: Path, opened: list[str]) -> None:
    """Rows come into force and go out of it by the day."""
    load_playbook(shelf / "rulebooks", shelf / "doc_templates", on=ON)
    opened.clear()
    load_playbook(shelf / "rulebooks", shelf / "doc_templates", on=ON + timedelta(days=1))
    assert opened


def test_shelves_saved_while_they_are_read_are_read_again(
    shelf: Path, opened: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    load = workbooks.load_cells
    path = shelf / "rulebooks" / "facts.xlsx"
    kept = path.read_bytes()

    def saved_meanwhile(file: Path, *, values: bool) -> openpyxl.Workbook:
        told = load(file, values=values)
        if file.name == "facts.xlsx":
            file.write_bytes(kept + b"\n")
        return told

    monkeypatch.setattr(workbooks, "load_cells", saved_meanwhile)
    load_playbook(shelf / "rulebooks", shelf / "doc_templates", on=ON - timedelta(days=3))
    path.write_bytes(kept)
    opened.clear()
    load_playbook(shelf / "rulebooks", shelf / "doc_templates", on=ON - timedelta(days=3))
    assert "facts.xlsx" in opened
