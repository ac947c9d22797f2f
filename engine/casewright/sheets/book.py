"""A workbook as cells that know their address, read once and never written back."""

import stat
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

import openpyxl
from openpyxl import Workbook
from openpyxl.cell.cell import Cell as XlCell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from casewright.model import CellRef, FileRef, Finding, Kind, Limits, Severity

CellValue = str | int | float | bool | date | datetime | time | None

NOT_A_WORKBOOK = Kind(
    "sheets/not-a-workbook", Severity.ERROR,
    "这个文件打不开，不是完好的 .xlsx 工作簿（{why_zh}）。",
    "This file cannot be opened as an .xlsx workbook ({why_en}).",
    "用 Excel 或 WPS 打开原文件，另存为“Excel 工作簿 (.xlsx)”后重新放入。",
    "Open the original in Excel or WPS, save it as an Excel workbook (.xlsx), and drop it again.",
)  # fmt: skip
LOCKED = Kind(
    "sheets/password-protected", Severity.ERROR,
    "这个工作簿有打开密码，或是旧的 .xls 格式，无法读取。",
    "This workbook has an open password or is in the old .xls format, so it cannot be read.",
    "去掉打开密码并另存为 .xlsx；不要把密码写在任何单元格里。",
    "Remove the open password and save as .xlsx; do not write the password into any cell.",
)  # fmt: skip
TOO_LARGE = Kind(
    "sheets/too-large", Severity.ERROR,
    "这个工作簿展开后过大（{what_zh}），为保护其他案件没有读取。",
    "This workbook is too large when unpacked ({what_en}); it was not read, to protect the other cases.",
    "删掉空白行列、图片和多余工作表，只保留案件内容后重新保存。",
    "Remove blank rows and columns, pictures and extra sheets, keep the case only, and save again.",
)  # fmt: skip
UNSAFE = Kind(
    "sheets/unsafe-archive", Severity.ERROR,
    "这个工作簿的内部结构不正常（{what}），没有读取。",
    "The inside of this workbook is not as it should be ({what}); it was not read.",
    "在 Excel 或 WPS 中新建空白表，把内容复制过去再保存。",
    "Copy the content into a fresh workbook in Excel or WPS and save that.",
)  # fmt: skip


#: A row is given this far. A slip of the keyboard into the last column (XFD) would make every row 16,384 cells long.
WIDEST = 400

#: openpyxl reports a damaged part by whichever of these its parsers met first.
_DAMAGE = (
    ArithmeticError, AttributeError, EOFError, LookupError, NotImplementedError, OSError, RuntimeError, SyntaxError,
    TypeError, ValueError, zipfile.BadZipFile, zlib.error,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class BookLimits:
    """What a workbook may hold: zip members, bytes after unpacking, unpacking ratio, filled cells."""

    members: int = 2_000
    total_bytes: int = 80 << 20
    member_bytes: int = 40 << 20
    ratio: int = 200
    cells: int = 400_000

    @classmethod
    def of(cls, limits: Limits, *, times: int = 1) -> "BookLimits":
        """Return the limits of a workbook that may hold so many times as much as a case sheet."""
        total = times * limits.workbook_mb << 20
        return cls(2_000 * times, total, total // 2, limits.zip_ratio * min(times, 2), limits.workbook_cells * times)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its value as stored (a formula's cached value), and how it came to be."""

    value: CellValue
    ref: CellRef
    row: int
    column: int
    formula: str | None = None
    hidden: bool = False
    number_format: str = "General"
    merged_from: str | None = None

    @property
    def text(self) -> str:
        """Return the value as a person would type it, without blanks around it."""
        value = self.value
        if value is None:
            return ""
        if isinstance(value, float) and value.is_integer():
            return str(int(value))
        return str(value).strip()

    def day(self) -> date | None:
        """Return the day that stands here, as a date or as ISO text; None where blank; raise ValueError for others."""
        value = self.value
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        return date.fromisoformat(self.text) if self.text else None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One worksheet: filled cells by (row, column), both 1-based; rows are given up to column ``WIDEST``."""

    file: str
    name: str
    cells: Mapping[tuple[int, int], Cell]
    rows: int
    columns: int
    hidden: bool = False

    def cell(self, row: int, column: int) -> Cell:
        """Return the cell at a place, an empty one where nothing was typed."""
        found = self.cells.get((row, column))
        return found or Cell(None, CellRef(self.file, self.name, f"{get_column_letter(column)}{row}"), row, column)

    def row(self, row: int) -> tuple[Cell, ...]:
        """Return the cells of a row, from column A to the last used column."""
        return tuple(self.cell(row, column) for column in range(1, self.columns + 1))

    def filled_rows(self, first: int = 1) -> Iterator[tuple[Cell, ...]]:
        """Yield the rows that hold anything but blanks, from row ``first`` on."""
        used = sorted({row for (row, _), cell in self.cells.items() if row >= first and cell.text})
        for row in used:
            yield self.row(row)


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook; ``file`` is the name that addresses show."""

    file: str
    sheets: tuple[Sheet, ...]

    def sheet(self, name: str) -> Sheet | None:
        """Return the sheet of that name, capitals ignored."""
        return next((sheet for sheet in self.sheets if sheet.name.casefold() == name.casefold()), None)


def read_book(path: Path, *, name: str, limits: BookLimits | None = None) -> tuple[Book | None, tuple[Finding, ...]]:
    """Read a workbook; ``name`` is the file name that addresses show.

    Returns ``(None, findings)`` for anything that is not a whole, unlocked, reasonably sized .xlsx. Merged ranges give
    their first cell's value to each cell of the range. The file is only read.
    """
    limits = limits or BookLimits()
    trouble = preflight(path, name=name, limits=limits)
    if trouble:
        return None, (trouble,)
    try:
        typed = _load(path, values=False)
        # The values that formulas last had stand in a second reading, which most workbooks do not need.
        cached = _load(path, values=True) if _has_formula(typed) else typed
    except _DAMAGE as error:
        return None, (NOT_A_WORKBOOK.at(FileRef(name), why_zh="内容损坏", why_en=f"damaged: {type(error).__name__}"),)
    sheets = []
    for sheet in typed.worksheets:
        if len(sheet._cells) > limits.cells:
            found = TOO_LARGE.at(
                FileRef(name, sheet.title),
                what_zh=f"{len(sheet._cells)} 个单元格", what_en=f"{len(sheet._cells)} cells",
            )  # fmt: skip
            return None, (found,)
        sheets.append(_sheet(name, sheet, cached[sheet.title]))
    return Book(name, tuple(sheets)), ()


def _load(path: Path, *, values: bool) -> Workbook:
    # Opened here, so that it is closed again where openpyxl stops half-way. Its warnings are about parts that it does
    # not read, and nothing is written back.
    with path.open("rb") as file, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return openpyxl.load_workbook(file, data_only=values, keep_links=False)


def preflight(path: Path, *, name: str, limits: BookLimits) -> Finding | None:
    """Look at the zip directory before any parser sees the file; return what speaks against reading it."""
    with path.open("rb") as file:
        head = file.read(8)
    if not head:
        return NOT_A_WORKBOOK.at(FileRef(name), why_zh="文件是空的，0 字节", why_en="the file is empty, 0 bytes")
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return LOCKED.at(FileRef(name))
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            trouble = _oversize(members, name, limits) or _unsafe(members, name) or _crowded(archive, name, limits)
    except _DAMAGE:
        return NOT_A_WORKBOOK.at(FileRef(name), why_zh="文件不完整或不是 Excel", why_en="incomplete, or not Excel")
    if not any(member.filename == "[Content_Types].xml" for member in members):
        return NOT_A_WORKBOOK.at(FileRef(name), why_zh="不是 Excel 文件", why_en="not an Excel file")
    return trouble


def _crowded(archive: zipfile.ZipFile, name: str, limits: BookLimits) -> Finding | None:
    """Count cells as they stand in the file: a parser would take a minute and a gigabyte to say the same."""
    for member in archive.infolist():
        if not member.filename.startswith("xl/worksheets/sheet") or member.file_size < limits.cells:
            continue
        with archive.open(member) as part:
            cells = sum(chunk.count(b"<c ") + chunk.count(b"<c>") for chunk in iter(lambda: part.read(1 << 20), b""))
        if cells > limits.cells:
            return TOO_LARGE.at(FileRef(name), what_zh=f"{cells} 个单元格", what_en=f"{cells} cells")
    return None


def _oversize(members: list[zipfile.ZipInfo], name: str, limits: BookLimits) -> Finding | None:
    total = sum(member.file_size for member in members)
    largest = max((member.file_size for member in members), default=0)
    ratio = max((member.file_size // max(1, member.compress_size) for member in members
                 if member.file_size > 1 << 20), default=0)  # fmt: skip
    if len(members) > limits.members:
        what = (f"{len(members)} 个内部文件", f"{len(members)} inner files")
    elif total > limits.total_bytes or largest > limits.member_bytes:
        what = (f"{total >> 20} MB", f"{total >> 20} MB")
    elif ratio > limits.ratio:
        what = (f"压缩比 {ratio}:1", f"unpacks {ratio}:1")
    else:
        return None
    return TOO_LARGE.at(FileRef(name), what_zh=what[0], what_en=what[1])


def _unsafe(members: list[zipfile.ZipInfo], name: str) -> Finding | None:
    seen: set[str] = set()
    for member in members:
        inner = member.filename.replace("\\", "/")
        parts = inner.split("/")
        if member.flag_bits & 1:
            return UNSAFE.at(FileRef(name), what="encrypted member")
        if inner.startswith("/") or ":" in parts[0] or ".." in parts:
            return UNSAFE.at(FileRef(name), what="path outside the file")
        if stat.S_ISLNK(member.external_attr >> 16):
            return UNSAFE.at(FileRef(name), what="link")
        if inner.casefold() in seen:
            return UNSAFE.at(FileRef(name), what="the same part twice")
        seen.add(inner.casefold())
    return None


def _has_formula(book: Workbook) -> bool:
    return any(
        isinstance(cell, XlCell) and cell.data_type == "f"
        for sheet in book.worksheets
        for cell in sheet._cells.values()
    )


def _sheet(file: str, formulas: Worksheet, values: Worksheet) -> Sheet:
    cells: dict[tuple[int, int], Cell] = {}
    hidden = _hidden_columns(formulas)
    rows = formulas.row_dimensions
    for (row, column), raw in formulas._cells.items():
        if not isinstance(raw, XlCell) or raw.value is None:
            continue
        formula = str(raw.value) if raw.data_type == "f" else None
        value = values.cell(row, column).value if formula is not None else raw.value
        cells[row, column] = Cell(
            value=value if isinstance(value, str | int | float | bool | date | datetime | time) else None,
            ref=CellRef(file, formulas.title, raw.coordinate), row=row, column=column, formula=formula,
            hidden=column in hidden or (row in rows and bool(rows[row].hidden)), number_format=raw.number_format,
        )  # fmt: skip
    for merged in formulas.merged_cells.ranges:
        first = cells.get((merged.min_row, merged.min_col))
        if first is None or merged.size["rows"] * merged.size["columns"] > 10_000:
            continue
        for row, column in merged.cells:
            ref = CellRef(file, formulas.title, f"{get_column_letter(column)}{row}")
            cells.setdefault((row, column), Cell(first.value, ref, row, column, merged_from=first.ref.cell))
    return Sheet(
        file, formulas.title, cells,
        rows=max((row for row, _ in cells), default=0),
        columns=min(WIDEST, max((column for _, column in cells), default=0)),
        hidden=formulas.sheet_state != "visible",
    )  # fmt: skip


def _hidden_columns(sheet: Worksheet) -> frozenset[int]:
    """Return the hidden columns; several neighbours are stored as one, under the letter of the first."""
    hidden: set[int] = set()
    for column in sheet.column_dimensions.values():
        if column.hidden and column.min is not None and column.max is not None:
            hidden.update(range(column.min, min(column.max, WIDEST) + 1))
    return frozenset(hidden)
