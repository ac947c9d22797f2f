"""A built workbook knows what it was built as: so an edit by staff shows, and is never built over.

Two marks stand among the workbook's own properties, which office programs keep: ``content`` tells the cells as built,
``parts`` the file itself. Where ``parts`` still fits, nobody has saved the file since; where ``content`` fits, somebody
has saved it and every cell says what it said.
"""

import hashlib
import io
import json
import re
import warnings
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import openpyxl
from openpyxl.packaging.custom import StringProperty
from openpyxl.workbook import Workbook

from casewright.sheets.book import Book, Cell, CellValue
from casewright.sheets.draft import SheetDraft

_CONTENT, _PARTS = "Casewright content", "Casewright parts"
_OPEN = "not yet known"
_CUSTOM = "docProps/custom.xml"

Place = tuple[int, int]
Content = tuple[tuple[str, tuple[tuple[Place, str], ...]], ...]


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a workbook says of its own making, and what is so now. Empty marks: it was not built here."""

    content: str
    parts: str
    parts_now: str

    @property
    def untouched(self) -> bool:
        """Say whether the file is, byte for byte where it counts, as it was built."""
        return bool(self.parts) and self.parts == self.parts_now


def content_of(book: Book) -> Content:
    """Return what stands in the cells of a workbook that was read."""
    return tuple((sheet.name, _filled((at, said(cell)) for at, cell in sheet.cells.items() if not cell.merged_from))
                 for sheet in book.sheets)  # fmt: skip


def drafted_content(sheets: Iterable[SheetDraft]) -> Content:
    """Return what will stand in the cells of a workbook that is built from drafts."""
    return tuple((sheet.name, _filled(_drafted(sheet))) for sheet in sheets)


def _drafted(sheet: SheetDraft) -> Iterable[tuple[Place, str]]:
    for row, drafts in enumerate(sheet.rows, start=1):
        column = 1
        for draft in drafts:
            yield (row, column), _text(draft.value)
            column += draft.span


def _filled(cells: Iterable[tuple[Place, str]]) -> tuple[tuple[Place, str], ...]:
    return tuple(sorted((place, text) for place, text in cells if text))


def said(cell: Cell) -> str:
    """Return what a cell says: a formula as typed, a day as ISO, a flag as ``true`` or ``false``."""
    return cell.formula if cell.formula is not None else _text(cell.value)


def _text(value: CellValue) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime) and not (value.hour or value.minute or value.second):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value).replace("\r\n", "\n").strip()


def digest_of(content: Content) -> str:
    """Return the hash of a content."""
    return hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()


def set_stamp(workbook: Workbook, content: str) -> None:
    """Write the content's hash into the properties, and leave room for that of the parts."""
    for name, value in ((_CONTENT, content), (_PARTS, _OPEN)):
        workbook.custom_doc_props.append(StringProperty(name=name, value=value))  # type: ignore[attr-defined]


def close_stamp(name: str, part: bytes, parts: str) -> bytes:
    """Return a part of the file with the hash of the parts in its place."""
    return part.replace(_OPEN.encode(), parts.encode()) if name == _CUSTOM else part


def parts_digest(data: bytes) -> str:
    """Return the hash of what a workbook's file is made of, its properties left out."""
    total = hashlib.sha256()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in sorted(name for name in archive.namelist() if name.startswith("xl/")):
            total.update(f"{name}\0{hashlib.sha256(archive.read(name)).hexdigest()}\n".encode())
    return total.hexdigest()


def read_stamp(path: Path) -> Stamp:
    """Read the marks of a workbook that ``read_book`` has found whole."""
    data = path.read_bytes()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        workbook = openpyxl.load_workbook(io.BytesIO(data), read_only=True)
    marks = {each.name: str(each.value) for each in workbook.custom_doc_props.props}  # type: ignore[attr-defined]
    workbook.close()
    good = {name: mark for name, mark in marks.items() if re.fullmatch(r"[0-9a-f]{64}", mark)}
    return Stamp(good.get(_CONTENT, ""), good.get(_PARTS, ""), parts_digest(data))
