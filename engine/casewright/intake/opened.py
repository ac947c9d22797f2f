"""A workbook opened once: its cells without secrets, its own dropdowns, and its cases where it is a batch."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from casewright.intake.choices import Choices
from casewright.intake.form import the_form
from casewright.intake.media_extras import office_extras
from casewright.intake.read_batch import Batch, batch_of
from casewright.intake.read_sheet import book_choices
from casewright.intake.secret_scan import scrub_book
from casewright.model import FileRef, Finding, Limits
from casewright.sheets import Book, BookLimits, read_book


@dataclass(frozen=True, slots=True)
class Opened:
    """``book`` is None where the file cannot be read; ``choices`` are the form's own and those that came with it."""

    book: Book | None
    findings: tuple[Finding, ...]
    choices: Choices
    batch: Batch | None = None


def open_book(path: Path, *, name: str, limits: Limits) -> Opened:
    """Open a workbook; a second opening of the same content under the same name costs nothing.

    Each row of a batch asks for the same workbook, and the desk asks for a case's reference before it is produced.
    """
    if path.stat().st_size > limits.file_bytes:
        return _open(path, name, limits)
    key = (hashlib.sha256(path.read_bytes()).digest(), name, limits)
    found = _KEPT.pop(key, None) or _open(path, name, limits)
    _KEPT[key] = found
    for oldest in list(_KEPT)[:-_KEEP]:
        _KEPT.pop(oldest, None)
    return found


#: The workbooks opened last, by content and shown name, the latest behind.
_KEPT: dict[tuple[bytes, str, Limits], Opened] = {}
_KEEP = 4


def _open(path: Path, name: str, limits: Limits) -> Opened:
    form = the_form()
    book, found = read_book(path, name=name, limits=BookLimits.of(limits))
    if book is None:
        return Opened(None, found, form.choices)
    clean, secrets = scrub_book(book)
    extras = tuple(office_extras(path, FileRef(name)))
    choices = form.choices.with_more(book_choices(clean))
    return Opened(clean, (*found, *secrets, *extras), choices, batch_of(clean, form))
