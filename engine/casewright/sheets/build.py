"""Styled workbooks from drafts: column widths, frozen heads, dropdowns, notes, hints; the same bytes every time.

A draft says what a cell is for (``if``, ``then``, ``note`` ...); ``looks`` says how that looks.
"""

import re
from collections.abc import Sequence
from datetime import date
from math import ceil
from pathlib import Path
from unicodedata import east_asian_width

import openpyxl
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.dimensions import RowDimension
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from casewright.sheets.draft import Choices, Draft, SheetDraft
from casewright.sheets.fixed import fixed_bytes
from casewright.sheets.looks import DAY, FONT, LOOKS, TEXT, add_styles, shading
from casewright.sheets.stamp import close_stamp, digest_of, drafted_content, parts_digest, set_stamp

#: Prepared empty rows below the last one.
SPARE_ROWS = 25
#: Points that one line of 10-point text takes, and the highest row that Excel knows.
LINE_HEIGHT, HIGHEST = 14.0, 400.0
#: Characters in a note's line at its width in pixels, and the characters that make a page of A4 across.
_NOTE_LINE, _NOTE_WIDTH, _PAGE_WIDTH = 46, 360, 190
#: What Excel allows in a dropdown's texts and in its list.
LONGEST_PROMPT, LONGEST_LIST = 255, 255
_A4 = 9


class _Following(RowDimension):
    """A row as high as its text at first, which grows with what staff type."""

    @property
    def customHeight(self) -> bool:  # noqa: N802 - openpyxl's name
        return False


def build_book(sheets: Sequence[SheetDraft]) -> bytes:
    """Write the sheets to a workbook and return its bytes. It opens on its first sheet, at A1."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    workbook.properties.creator = "Casewright"
    add_styles(workbook)
    for draft in sheets:
        _write(workbook.create_sheet(draft.name), draft)
    workbook.active = 0
    set_stamp(workbook, digest_of(drafted_content(sheets)))
    made = fixed_bytes(workbook, change=_quiet)
    parts = parts_digest(made)
    return fixed_bytes(made, change=lambda name, part: close_stamp(name, part, parts))


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
        _write_row(sheet, number, row, draft)
    last = len(draft.rows)
    for number in range(last + 1, last + 1 + (SPARE_ROWS if draft.spare else 0)):
        for column, role in enumerate(draft.spare, start=1):
            _fill(sheet.cell(number, column), Draft(None, role), day=column in draft.days)
    _columns(sheet, draft)
    if draft.freeze:
        sheet.freeze_panes = draft.freeze
    if draft.tab:
        sheet.sheet_properties.tabColor = draft.tab
    for choices in draft.choices:
        sheet.add_data_validation(_validation(choices))
    for hint in draft.hints:
        sheet.conditional_formatting.add(hint.where, shading(hint))
    if draft.filter_row:
        sheet.auto_filter.ref = f"A{draft.filter_row}:{get_column_letter(len(draft.widths))}{sheet.max_row}"
    _page(sheet, draft)


def _write_row(sheet: Worksheet, number: int, row: Sequence[Draft], draft: SheetDraft) -> None:
    column, room = 1, []
    for cell in row:
        _fill(sheet.cell(number, column), cell)
        if cell.span > 1:
            for beside in range(column + 1, column + cell.span):
                _fill(sheet.cell(number, beside), Draft(None, cell.role))
            sheet.merge_cells(None, number, column, number, column + cell.span - 1)
        room.append(sum(draft.widths[column - 1 : column - 1 + cell.span]))
        column += cell.span
    lines, large = _lines(row, room), any(LOOKS[cell.role].size > 11 for cell in row)
    if lines > 1 or large:  # a plain single line keeps the automatic height
        height = min(HIGHEST, (8.0 if large else 4.0) + LINE_HEIGHT * lines)
        kind = RowDimension if draft.page else _Following
        sheet.row_dimensions[number] = kind(sheet, index=number, ht=height)


def _columns(sheet: Worksheet, draft: SheetDraft) -> None:
    for column, width in enumerate(draft.widths, start=1):
        dimension = sheet.column_dimensions[get_column_letter(column)]
        dimension.width = width
        if column <= len(draft.spare):  # what is typed below the prepared rows stays text, too
            dimension.number_format = DAY if column in draft.days else TEXT
            dimension.font = Font(name=FONT, size=10)
            dimension.alignment = Alignment(wrap_text=True, vertical="top")


def _page(sheet: Worksheet, draft: SheetDraft) -> None:
    """Set a sheet up for the screen and for A4: its heads and ids on every page, the page numbers below."""
    sheet.sheet_view.showGridLines = False
    sheet.sheet_view.zoomScale = 100
    sheet.page_setup.orientation = "portrait" if draft.page else "landscape"
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.fitToWidth = 1 if draft.page else max(1, ceil(sum(draft.widths) / _PAGE_WIDTH))
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    margins = sheet.page_margins
    margins.left = margins.right = 0.4
    margins.top, margins.bottom, margins.header, margins.footer = 0.5, 0.7, 0.3, 0.3
    sheet.HeaderFooter.oddFooter = HeaderFooterItem(center=_HeaderFooterPart(text="&F  &A    &P / &N"))
    match = re.fullmatch(r"([A-Z]+)(\d+)", draft.freeze)
    if match and not draft.page:
        if int(match[2]) > 2:
            sheet.print_title_rows = f"2:{int(match[2]) - 1}"
        if match[1] != "A":
            sheet.print_title_cols = "A:A"


def _lines(row: Sequence[Draft], widths: Sequence[float]) -> int:
    """Estimate how many lines the fullest cell of a row takes, since no reader of the file works that out alike."""
    most = 1
    for cell, width in zip(row, widths, strict=False):
        if isinstance(cell.value, str) and LOOKS[cell.role].wrap:
            parts = cell.value.split("\n")
            most = max(most, sum(max(1, ceil(wide(part) * 1.1 / max(1.0, width - 1))) for part in parts))
    return most


def wide(text: str) -> int:
    """Return a text's width in columns of a plain digit; Chinese characters take two."""
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in text)


def _fill(cell: Cell | MergedCell, draft: Draft, *, day: bool = False) -> None:
    value = draft.value
    if isinstance(value, str) and value:
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)  # control signs, which no workbook can hold
        cell.data_type = "s"  # "= 5" is a condition, not a formula
    elif isinstance(value, date):
        cell.value = value
    cell.style = f"{draft.role} {'day' if day or isinstance(value, date) else 'text'}"
    if draft.note:
        cell.comment = _note(draft.note)


def _note(text: str) -> Comment:
    """Return a note large enough for its text."""
    text = ILLEGAL_CHARACTERS_RE.sub("", text)
    lines = sum(max(1, ceil(wide(line) / _NOTE_LINE)) for line in text.split("\n"))
    return Comment(text, "Casewright", width=_NOTE_WIDTH, height=24 + 18 * lines)


def _validation(choices: Choices) -> DataValidation:
    source = choices.source if "!" in choices.source else f'"{choices.source}"'
    letter = get_column_letter(choices.column)
    prompt = _short(f"{choices.prompt.zh}\n{choices.prompt.en}")
    firm = choices.strict or choices.ask
    rule = DataValidation(
        type="list", formula1=source, allow_blank=True, showErrorMessage=firm, showInputMessage=True, prompt=prompt,
        error=prompt if firm else None, errorStyle="warning" if choices.ask and not choices.strict else None,
        errorTitle="Casewright" if firm else None,
    )  # fmt: skip
    rule.add(f"{letter}{choices.first_row}:{letter}{choices.last_row}")
    return rule


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_PROMPT else f"{text[: LONGEST_PROMPT - 1]}…"


def _quiet(name: str, part: bytes) -> bytes:
    """Tell Excel not to mark numbers that stand as text with green corners: here they are meant so."""
    if not re.fullmatch(r"xl/worksheets/sheet\d+\.xml", name):
        return part
    mark = b'<ignoredErrors><ignoredError sqref="A1:XFD1048576" numberStoredAsText="1"/></ignoredErrors>'
    return re.sub(rb"(?=<legacyDrawing|</worksheet>)", mark, part, count=1)


def sheet_title(name: str) -> str:
    """Return a name as a sheet may carry it: no forbidden signs, at most 31 characters."""
    return re.sub(r"[\\/*?:\[\]]", "-", name)[:31]
