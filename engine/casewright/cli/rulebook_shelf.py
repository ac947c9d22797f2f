"""The workbooks that a command looks at: those named, or all of the desk that hold decision tables."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from casewright.cli.shared import Shared
from casewright.model import Finding
from casewright.notices import Example, run_examples
from casewright.playbook import load_notice_shelf
from casewright.rules import Rulebook, is_table, lists_beside, resolve_values
from casewright.sheets import Book, ListSheet, read_book, read_list

FACTS, NOTICES = "facts.xlsx", "notices.xlsx"


class Shelved(NamedTuple):
    """One workbook with the facts dictionary that its tables are read by."""

    path: Path
    book: Book
    vocabulary: ListSheet | None
    rulebook: Rulebook | None = None


def shelved_books(shared: Shared, named: Sequence[Path]) -> tuple[tuple[Shelved, ...], list[Finding]]:
    """Read the workbooks named, without any the desk's books that hold decision tables, in name order."""
    found: list[Finding] = []
    if named:
        places = [(path, path.name) for path in named]
    else:
        layout, _ = shared.open_desk()
        places = [(path, layout.shown(path)) for path in workbooks(layout.rulebooks)]
    shelved: list[Shelved] = []
    for path, name in places:
        book, faults = read_book(path, name=name)
        found += faults
        if book is not None and (named or any(is_table(sheet) for sheet in book.sheets)):
            vocabulary, faults = vocabulary_for(path, book)
            found += (fault for fault in faults if fault not in found)
            shelved.append(Shelved(path, book, vocabulary))
    return tuple(shelved), found


def notice_examples(shared: Shared, named: Sequence[Path], on: date) -> tuple[tuple[Example, ...], tuple[Finding, ...]]:
    """Read the examples of notices.xlsx: of the desk, or of a named one with its catalogue beside it."""
    folders = [path.parent for path in named if path.name == NOTICES]
    if named and not folders:
        return (), ()
    folder = folders[0] if folders else shared.open_desk()[0].rulebooks
    if not (folder / NOTICES).is_file():
        return (), ()
    shelf, found = load_notice_shelf(folder, on=on)
    if shelf is None:
        return (), tuple(finding for finding in found if finding.is_error)
    return run_examples(shelf.book, shelf.lexicon, marketplaces=shelf.marketplaces, on=on), ()


def workbooks(folder: Path) -> Iterator[Path]:
    """Yield the workbooks of a folder in name order, without the marks that an open workbook leaves beside it."""
    yield from sorted(path for path in folder.glob("*.xlsx") if not path.name.startswith(("~$", ".~")))


def vocabulary_for(path: Path, book: Book) -> tuple[ListSheet | None, tuple[Finding, ...]]:
    """Return the facts dictionary of a workbook: its own, else that of facts.xlsx beside it, else none.

    What it refers to is looked up in the catalogue and the other lists beside it; the findings tell what is not there.
    """
    rows, _ = read_list(book, "facts")
    beside = path.with_name(FACTS)
    if rows is None and beside.is_file():
        facts, _ = read_book(beside, name=beside.name)
        rows = read_list(facts, "facts")[0] if facts else None
    return resolve_values(rows, lists_beside(path)) if rows is not None else (None, ())
