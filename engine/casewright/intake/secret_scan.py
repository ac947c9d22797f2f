"""Passwords, one-time codes and keys in cells, found and taken out before anything else looks at a text.

The value itself is never kept, shown or logged: the finding names the place and what sort of secret stood there.
"""

import re
from dataclasses import replace

from casewright.model import Bilingual, Finding, Kind, Place, Severity
from casewright.sheets import Book, Cell, Sheet
from casewright.text.secrets import NAMES_CODE, NAMES_KEY, NAMES_LOGIN, REMOVED, scrub

__all__ = ["REMOVED", "SECRET_FOUND", "scrub", "scrub_book", "secret_at"]

SECRET_FOUND = Kind(
    "intake/secret-found", Severity.ERROR,
    "这里写有{what_zh}，读取时已移除，不会出现在任何产出文件里。",
    "Secret found here ({what_en}); it was removed on reading and appears in no document.",
    "从原表中删掉它，并请客户立即更换；我方不需要也不得保存任何登录凭证。",
    "Delete it from the original and ask the client to change it at once; we neither need nor may keep credentials.",
)  # fmt: skip

_PASSWORD = Bilingual("密码", "password")
_ONLY_LABEL = re.compile(
    rf"[\w\s（()）/&·.-]{{0,16}}?(?:{NAMES_LOGIN}|{NAMES_CODE}|{NAMES_KEY})[\s:：*]*", re.IGNORECASE
)
_LONGEST_LABEL = 40


def secret_at(place: Place, sorts: tuple[Bilingual, ...]) -> Finding:
    """Return the finding for the secrets of some sorts at a place."""
    return SECRET_FOUND.at(
        place, what_zh="、".join(sort.zh for sort in sorts), what_en=", ".join(sort.en for sort in sorts)
    )


def scrub_book(book: Book) -> tuple[Book, tuple[Finding, ...]]:
    """Return a workbook without the secrets in its cells, and a finding for each cell that held one.

    A cell beside or below one that says only "password" counts too.
    """
    found: list[Finding] = []
    sheets = tuple(_scrub_sheet(sheet, found) for sheet in book.sheets)
    return Book(book.file, sheets), tuple(found)


def _scrub_sheet(sheet: Sheet, found: list[Finding]) -> Sheet:
    cells = dict(sheet.cells)
    for place, cell in sheet.cells.items():
        if not isinstance(cell.value, str) and not cell.formula:
            continue
        clean, sorts = scrub(cell.text)
        hidden, more = scrub(cell.formula or "")
        if not sorts and not more:
            continue
        cells[place] = replace(cell, value=clean, formula=hidden or None)
        if not cell.merged_from:
            found.append(secret_at(cell.ref, sorts or more))
    for cell in _labelled(sheet):
        if cells[cell.row, cell.column].value == cell.value:
            cells[cell.row, cell.column] = replace(cell, value=REMOVED, formula=None)
            found.append(secret_at(cell.ref, (_PASSWORD,)))
    return replace(sheet, cells=cells)


def _labelled(sheet: Sheet) -> list[Cell]:
    """Return the filled cells right of, or in the column under, a cell that is nothing but the name of a secret."""
    hits: list[Cell] = []
    for (row, column), label in sheet.cells.items():
        text = label.text
        if not isinstance(label.value, str) or len(text) > _LONGEST_LABEL or not _ONLY_LABEL.fullmatch(text):
            continue
        beside = sheet.cells.get((row, column + 1))
        if beside is not None and _may_be_secret(beside):
            hits.append(beside)
            continue
        below = (cell for (other, same), cell in sheet.cells.items() if same == column and other > row)
        hits.extend(cell for cell in below if _may_be_secret(cell))
    return hits


_NOT_SECRETS = frozenset({"password", "value", "note", "required", "removed", "unknown", "none", "never", "true"})


def _may_be_secret(cell: Cell) -> bool:
    text = cell.text
    return (
        4 <= len(text) <= 64 and text.isascii() and not any(letter.isspace() for letter in text)
        and text.casefold() not in _NOT_SECRETS and any(letter.isalnum() for letter in text)
    )  # fmt: skip
