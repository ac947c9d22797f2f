"""How two types that are easily confused are told apart: a list of notices.xlsx, shown where a type is not certain."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from casewright.model import ViolationKind
from casewright.notices import Lexicon, lexicon
from casewright.sheets import Book, Sheet

LIST = Path(__file__).parents[2] / "rulebooks" / "text" / "notices" / "telling_apart.yaml"
ROWS = yaml.safe_load(LIST.read_text(encoding="utf-8"))["rows"]


def test_every_pair_names_two_codes_of_the_catalogue_and_stands_once(violations: dict[str, ViolationKind]) -> None:
    pairs = [frozenset({row["code"], row["other"]}) for row in ROWS]
    assert all(row["code"] in violations for row in ROWS)
    assert all(len(pair) == 2 and pair <= {*violations, "*"} for pair in pairs)
    assert len(set(pairs)) == len(pairs) >= 25


@pytest.mark.parametrize("row", ROWS, ids=[row["id"] for row in ROWS])
def test_each_hint_is_short_and_speaks_both_languages(row: dict[str, str]) -> None:
    assert 12 <= len(row["zh"]) <= 90
    assert 40 <= len(row["en"]) <= 260
    assert any("\u4e00" <= sign <= "\u9fff" for sign in row["zh"])
    assert row["en"].isascii()


def test_an_unsure_finding_tells_how_its_two_candidates_are_told_apart(read: Any, words: Lexicon) -> None:
    reading, found = read(
        "Hello Amazon.com seller,\nbuyers said the item they got was used and the box open. Others doubt that it "
        "is the brand's own. We took the offer down."
    )
    unsure = next(finding for finding in found if finding.code == "notices/type-unsure")
    hint = words.hint(reading.types[0].code, (*reading.types[1:], *reading.rivals)[0].code)
    assert hint is not None
    assert hint.zh in unsure.fix.zh
    assert hint.en in unsure.fix.en


def changed(book: Book, *, row: int, column: str, to: object) -> Book:
    """Return notices.xlsx with one cell of the list changed."""
    sheet = next(each for each in book.sheets if each.name == "telling_apart")
    names = {cell.value: place[1] for place, cell in sheet.cells.items() if place[0] == 2}
    place = (row, names[column])
    cells = {**sheet.cells, place: replace(sheet.cells[place], value=to)}
    other = Sheet(sheet.file, sheet.name, cells, sheet.rows, sheet.columns)
    return Book(book.file, tuple(other if each is sheet else each for each in book.sheets))


@pytest.mark.parametrize(
    ("column", "to", "code"),
    [("other", "PROD-INAUTH", "playbook/notice-pair-unreadable"), ("en", "", "playbook/notice-hint-missing")],
)
def test_a_row_that_cannot_be_read_is_a_finding_at_its_cell(
    notices_book: Book, violations: dict[str, ViolationKind], column: str, to: str, code: str
) -> None:
    value, found = lexicon(changed(notices_book, row=4, column=column, to=to), violations=violations)
    assert [finding.code for finding in found] == [code]
    assert "telling_apart!" in found[0].at
    assert len(value.hints) == len(ROWS) - 1
