"""What lies on the shelves agrees with itself."""

from pathlib import Path

import pytest

from casewright.playbook import BOOKS
from casewright.rules import export_sheets

SHELF = Path(__file__).parents[2] / "rulebooks"
NAMES = sorted({*BOOKS, *(path.stem for path in SHELF.glob("*.xlsx")), *(path.name for path in SHELF.glob("text/*/"))})


@pytest.mark.parametrize("book", NAMES)
def test_a_workbook_and_its_text_say_the_same(book: str) -> None:
    texts = {path.stem: path.read_text(encoding="utf-8") for path in (SHELF / "text" / book).glob("*.yaml")}

    assert export_sheets(SHELF / f"{book}.xlsx", name=book) == (texts, ())
