"""Which folders of the inbox belong to a batch workbook beside them."""

from functools import lru_cache
from pathlib import Path

from casewright.sheets import Book, Sheet, read_book

_SHEETS = ("cases", "案件")
_COLUMNS = ("folder", "文件夹", "目录")


def batch_folders(workbook: Path, folders: frozenset[str]) -> frozenset[str]:
    """Return which of the folders beside a workbook its Cases sheet names; none where it is no batch."""
    try:
        status = workbook.stat()
    except FileNotFoundError:
        return frozenset()
    return folders & _named(workbook, status.st_size, status.st_mtime_ns)


@lru_cache(maxsize=64)
def _named(workbook: Path, size: int, mtime_ns: int) -> frozenset[str]:
    """Read once per state of the file; ``size`` and ``mtime_ns`` are what makes it another file."""
    if size <= 0 or mtime_ns <= 0:
        return frozenset()
    try:
        book, _ = read_book(workbook, name=workbook.name)
    except OSError:  # still being written, or locked by Excel: the next state of the file is read again
        return frozenset()
    return frozenset(name for sheet in _cases(book) for name in _folders(sheet)) if book else frozenset()


def _cases(book: Book) -> list[Sheet]:
    return [sheet for sheet in book.sheets if any(word in sheet.name.casefold() for word in _SHEETS)]


def _folders(sheet: Sheet) -> set[str]:
    names: set[str] = set()
    heads = {
        cell.column for row in (1, 2, 3) for cell in sheet.row(row)
        if any(word in cell.text.casefold() for word in _COLUMNS)
    }  # fmt: skip
    for row in sheet.filled_rows(2):
        for cell in row:
            if cell.column in heads and cell.text:
                names.add(cell.text.replace("\\", "/").strip("/").removeprefix("./").split("/")[0])
    return names
