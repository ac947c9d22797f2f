"""The Cases sheet of a batch workbook, read for the folders that it names."""

from pathlib import Path

from casewright.sheets import Book, Sheet, read_book

_SHEETS = ("cases", "案件")
_COLUMNS = ("folder", "文件夹", "目录")


def read_folders(workbook: Path) -> frozenset[str]:
    """Return the top folders that the rows of a workbook's Cases sheet name; none where it cannot be read."""
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
