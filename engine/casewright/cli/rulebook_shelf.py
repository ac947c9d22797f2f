"""The workbooks that a command looks at: those named, or all of the desk that hold decision tables."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from casewright.cli.shared import Shared
from casewright.model import Finding
from casewright.rules import Rulebook, is_table, lists_beside, resolve_values
from casewright.sheets import Book, ListSheet, read_book, read_list

FACTS = "facts.xlsx"


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
