"""A copy of a workbook with its faulty cells marked; the workbook itself is never saved over.

openpyxl drops what it does not know (text boxes, sparklines, newer formats). Where a copy would lose such content it is
not marked at all, and the list of issues stands alone.
"""

import re
import warnings
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import openpyxl
from openpyxl.cell.cell import Cell
from openpyxl.styles import Border, Side
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from casewright.model import Bilingual
from casewright.sheets import form_look as look
from casewright.sheets.fixed import fixed_bytes

_FILLS = {"error": "FFFFC7CE", "warning": "FFFFE8B8", "info": "FFDDEBF7"}
_LINES = {"error": "FFC00000", "warning": "FFB7791F", "info": "FF5B84B1"}
_WORST = ("error", "warning", "info")

#: Parts of an .xlsx that openpyxl does not write back, or not whole.
_LOST_PARTS = (
    (re.compile(r"xl/drawings/drawing[^/]*\.xml"), Bilingual("文本框、图片或图表", "text boxes, pictures or charts")),
    (re.compile(r"xl/vbaProject\.bin"), Bilingual("宏", "macros")),
    (re.compile(r"xl/(?:pivotTables|pivotCache)/"), Bilingual("数据透视表", "pivot tables")),
    (re.compile(r"xl/(?:ctrlProps|activeX|embeddings)/"), Bilingual("控件或嵌入对象", "controls or embedded objects")),
    (re.compile(r"xl/(?:slicers|timelines)/"), Bilingual("切片器", "slicers")),
    (re.compile(r"xl/threadedComments/"), Bilingual("新式批注", "threaded comments")),
    (re.compile(r"xl/externalLinks/"), Bilingual("外部链接", "links to other workbooks")),
)
_LOST_MARKUP = (
    (b"sparklineGroup", Bilingual("迷你图", "sparklines")),
    (b"x14:conditionalFormatting", Bilingual("新式条件格式", "newer conditional formats")),
    (b"x14:dataValidation", Bilingual("跨表下拉列表", "dropdowns from other sheets")),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mark:
    """What to hang on one cell: ``severity`` is ``error``, ``warning`` or ``info``."""

    sheet: str
    cell: str
    severity: str
    text: str


def losses(path: Path) -> tuple[Bilingual, ...]:
    """Return what a copy made with openpyxl would lose of a workbook."""
    lost: list[Bilingual] = []
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        lost.extend(what for pattern, what in _LOST_PARTS if any(pattern.match(name) for name in names))
        sheets = [archive.read(name) for name in names if name.startswith("xl/worksheets/") and name.endswith(".xml")]
    lost.extend(what for mark, what in _LOST_MARKUP if any(mark in sheet for sheet in sheets))
    return tuple(dict.fromkeys(lost))


def marked_copy(
    path: Path, marks: Sequence[Mark], *, clean: Callable[[str], str], instead: Mapping[tuple[str, str], str]
) -> bytes:
    """Return a copy of a workbook with the marks on it.

    Every text passes through ``clean``; ``instead`` gives the text for cells (sheet, address) that it leaves as they
    are and whose content must go altogether. Whoever calls has read the workbook before: it is whole and unlocked.
    """
    with path.open("rb") as file, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what openpyxl warns of was looked for by losses()
        book = openpyxl.load_workbook(file, rich_text=True)
    for sheet in book.worksheets:
        _clean(sheet, clean, {cell: text for (name, cell), text in instead.items() if name == sheet.title})
    for (name, address), here in _by_cell(marks).items():
        if name in book.sheetnames:
            _mark(book, name, address, here)
    return fixed_bytes(book)


def _clean(sheet: Worksheet, clean: Callable[[str], str], instead: Mapping[str, str]) -> None:
    for cell in _cells(sheet):
        text = "" if cell.value is None else str(cell.value)
        if clean(text) != text:
            look.put(cell, clean(text))
        elif cell.coordinate in instead:
            look.put(cell, instead[cell.coordinate])
        if cell.comment is not None and clean(cell.comment.text) != cell.comment.text:
            cell.comment.text = clean(cell.comment.text)


def _cells(sheet: Worksheet) -> Iterator[Cell]:
    yield from (cell for cell in sheet._cells.values() if isinstance(cell, Cell))


def _by_cell(marks: Sequence[Mark]) -> dict[tuple[str, str], list[Mark]]:
    cells: dict[tuple[str, str], list[Mark]] = {}
    for mark in marks:
        cells.setdefault((mark.sheet, mark.cell), []).append(mark)
    return cells


def _mark(book: Workbook, name: str, address: str, marks: Sequence[Mark]) -> None:
    sheet = book[name]
    cell = sheet[address]
    if not isinstance(cell, Cell):  # inside a merged range only the first cell can carry anything
        first = next(each for each in sheet.merged_cells.ranges if address in each)
        cell = look.at(sheet, first.min_row, first.min_col)
    worst = min((mark.severity for mark in marks), key=_WORST.index)
    cell.fill = look.fill(_FILLS[worst])
    line = Side(style="medium", color=_LINES[worst])
    cell.border = Border(left=line, right=line, top=line, bottom=line)
    earlier = [cell.comment.text] if cell.comment is not None else []
    look.note(cell, "\n\n".join([*(mark.text for mark in marks), *earlier]))
