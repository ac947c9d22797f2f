"""What lies on the shelves agrees with itself."""

from pathlib import Path

import pytest

from casewright.playbook import BOOKS
from casewright.rules import export_book


@pytest.mark.parametrize("book", BOOKS)
def test_a_workbook_and_its_text_say_the_same(book: str, root: Path) -> None:
    shelf = root / "rulebooks"
    texts = {path.stem: path.read_text(encoding="utf-8") for path in (shelf / "text" / book).glob("*.yaml")}

    assert export_book(shelf / f"{book}.xlsx") == texts
