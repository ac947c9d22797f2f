"""Styled workbooks from drafts: cells with a role, column widths, frozen heads, dropdowns; the same bytes every time.

A draft says what a cell is for (``if``, ``then``, ``note`` ...); this file alone says how that looks. Table styles are
not used, since LibreOffice ignores them: every cell has its own fill.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil
from pathlib import Path
from unicodedata import east_asian_width

import openpyxl
from openpyxl.cell.cell import Cell as XlCell
from openpyxl.cell.cell import MergedCell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from casewright.model import Bilingual
from casewright.sheets.fixed import fixed_bytes

TEXT = "@"
DAY = "yyyy-mm-dd"
FONT = "Microsoft YaHei"
#: Prepared empty rows below the last one, and how far down dropdowns reach.
SPARE_ROWS, CHOICE_ROWS = 25, 600
#: Points that one line of 10-point text takes.
LINE_HEIGHT = 14.0
_LINE = Side(style="thin", color="D0D7DE")
_BORDER = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)


@dataclass(frozen=True, slots=True)
class Look:
    """How cells of one role appear. Colours are RGB in hex; ``line`` draws the grid around the cell."""

    fill: str = ""
    ink: str = "1F2328"
    size: int = 10
    bold: bool = False
    italic: bool = False
    line: bool = True
    wrap: bool = True
    middle: bool = False


LOOKS: Mapping[str, Look] = {
    "title": Look("1F3A5F", "FFFFFF", 10, bold=True, line=False, middle=True),
    "title-value": Look("1F3A5F", "FFFFFF", 11, line=False, wrap=False, middle=True),
    "role-rule": Look("57606A", "FFFFFF", 9, middle=True), "role-if": Look("2F6DB5", "FFFFFF", 9, middle=True),
    "role-then": Look("2E7D4F", "FFFFFF", 9, middle=True), "role-note": Look("8A6D3B", "FFFFFF", 9, middle=True),
    "name": Look("EAEEF2", "57606A", 9), "label-rule": Look("D8DEE4", bold=True), "label-if": Look("CFE2F8", bold=True),
    "label-then": Look("CDEBD8", bold=True), "label-note": Look("F3E7CF", bold=True),
    "rule": Look("F6F8FA", bold=True), "if": Look("F3F8FE"), "then": Look("F1FAF4"), "note": Look("FDFAF3", "57606A"),
    "text": Look(line=False), "heading": Look("1F3A5F", "FFFFFF", 12, bold=True, line=False),
    "head": Look("D8DEE4", bold=True), "cell": Look(), "code": Look("F6F8FA", bold=True),
    "hint": Look("", "57606A", 9, italic=True, line=False),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Draft:
    """One cell to write: a text (never a formula), a day or nothing, and what it is for."""

    value: str | date | None
    role: str


@dataclass(frozen=True, slots=True)
class Choices:
    """A dropdown. ``source`` is a range of another sheet or a short list; others may be typed unless ``strict``."""

    column: int
    first_row: int
    last_row: int
    source: str
    prompt: Bilingual
    strict: bool = False


@dataclass(frozen=True, slots=True)
class SheetDraft:
    """One sheet to write: its rows from row 1, the width of each column, where it freezes.

    ``spare`` are the roles of the columns in the empty rows below, so that what staff add looks and counts the same.
    """

    name: str
    rows: tuple[tuple[Draft, ...], ...]
    widths: tuple[float, ...]
    freeze: str = ""
    choices: tuple[Choices, ...] = ()
    spare: tuple[str, ...] = ()
    days: tuple[int, ...] = ()
    tab: str = ""


def build_book(sheets: Sequence[SheetDraft]) -> bytes:
    """Write the sheets to a workbook and return its bytes."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    _add_styles(workbook)
    for draft in sheets:
        _write(workbook.create_sheet(draft.name), draft)
    return fixed_bytes(workbook)


def read_widths(path: Path) -> dict[str, dict[int, float]]:
    """Return the column widths of a workbook by sheet name and 1-based column."""
    workbook = openpyxl.load_workbook(path)
    try:
        return {sheet.title: _widths(sheet) for sheet in workbook.worksheets}
    finally:
        workbook.close()


def _widths(sheet: Worksheet) -> dict[int, float]:
    """Return widths by column; an office program may write one entry for several columns of the same width."""
    widths: dict[int, float] = {}
    for dimension in sheet.column_dimensions.values():
        first = dimension.min or 1
        for column in range(first, min(dimension.max or first, sheet.max_column) + 1):
            widths[column] = dimension.width
    return widths


def _write(sheet: Worksheet, draft: SheetDraft) -> None:
    for number, row in enumerate(draft.rows, start=1):
        for column, cell in enumerate(row, start=1):
            _fill(sheet.cell(number, column), cell)
        lines, large = _lines(row, draft.widths), any(LOOKS[cell.role].size > 11 for cell in row)
        if lines > 1 or large:  # a plain single line keeps the automatic height, which Excel adjusts while staff type
            sheet.row_dimensions[number].height = min(400.0, (8.0 if large else 4.0) + LINE_HEIGHT * lines)
    last = len(draft.rows)
    for number in range(last + 1, last + 1 + (SPARE_ROWS if draft.spare else 0)):
        for column, role in enumerate(draft.spare, start=1):
            _fill(sheet.cell(number, column), Draft(None, role), day=column in draft.days)
    for column, width in enumerate(draft.widths, start=1):
        dimension = sheet.column_dimensions[get_column_letter(column)]
        dimension.width = width
        if column <= len(draft.spare):  # what is typed below the prepared rows stays text, too
            dimension.number_format = DAY if column in draft.days else TEXT
            dimension.font = Font(name=FONT, size=10)
            dimension.alignment = Alignment(wrap_text=True, vertical="top")
    if draft.freeze:
        sheet.freeze_panes = draft.freeze
    if draft.tab:
        sheet.sheet_properties.tabColor = draft.tab
    for choices in draft.choices:
        sheet.add_data_validation(_validation(choices))
    sheet.sheet_view.showGridLines = False
    sheet.sheet_view.zoomScale = 100
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _lines(row: Sequence[Draft], widths: Sequence[float]) -> int:
    """Estimate how many lines the fullest cell of a row takes, since no reader of the file works that out alike."""
    most = 1
    for cell, width in zip(row, widths, strict=False):
        if isinstance(cell.value, str) and LOOKS[cell.role].wrap:
            parts = cell.value.split("\n")
            most = max(most, sum(max(1, ceil(_wide(part) * 1.1 / max(1.0, width - 1))) for part in parts))
    return most


def _wide(text: str) -> int:
    """Return a text's width in columns of a plain digit; Chinese characters take two."""
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in text)


def _fill(cell: XlCell | MergedCell, draft: Draft, *, day: bool = False) -> None:
    value = draft.value
    if isinstance(value, str) and value:
        cell.value = value
        cell.data_type = "s"  # "= 5" is a condition, not a formula
    elif isinstance(value, date):
        cell.value = value
    cell.style = f"{draft.role} {'day' if day or isinstance(value, date) else 'text'}"


def _add_styles(workbook: Workbook) -> None:
    """Give the workbook a named style for each role, for texts and for days; staff find them under Cell Styles."""
    for role, look in LOOKS.items():
        for kind, number_format in (("text", TEXT), ("day", DAY)):
            style = NamedStyle(
                f"{role} {kind}", number_format=number_format,
                font=Font(name=FONT, size=look.size, bold=look.bold, italic=look.italic, color=look.ink),
                alignment=Alignment(wrap_text=look.wrap, vertical="center" if look.middle else "top"),
                fill=PatternFill("solid", start_color=look.fill, end_color=look.fill) if look.fill else PatternFill(),
                border=_BORDER if look.line else Border(),
            )  # fmt: skip
            workbook.add_named_style(style)


def _validation(choices: Choices) -> DataValidation:
    source = choices.source if "!" in choices.source else f'"{choices.source}"'
    letter = get_column_letter(choices.column)
    prompt = f"{choices.prompt.zh}\n{choices.prompt.en}"
    rule = DataValidation(
        type="list", formula1=source, allow_blank=True, showErrorMessage=choices.strict, showInputMessage=True,
        prompt=prompt[:250], error=prompt[:220] if choices.strict else None,
    )  # fmt: skip
    rule.add(f"{letter}{choices.first_row}:{letter}{choices.last_row}")
    return rule


def sheet_title(name: str) -> str:
    """Return a name as a sheet may carry it: no forbidden signs, at most 31 characters."""
    return re.sub(r"[\\/*?:\[\]]", "-", name)[:31]
