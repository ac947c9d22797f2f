"""How our own sheets look: fonts, fills, borders, page set-up; explicit, since LibreOffice ignores table styles."""

import math
import unicodedata
from copy import copy

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.dimensions import ColumnDimension
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

FONT = "Microsoft YaHei"
INK, MUTED, WHITE, ACCENT = "FF1F2933", "FF8A94A0", "FFFFFFFF", "FF8C2F1B"
HEAD, SECTION, HELP, SAMPLE = "FF24505A", "FFDCE9EA", "FFF6F8F9", "FFF3F1EA"
LINE = Side(style="thin", color="FFC9D2D6")
BOX = Border(left=LINE, right=LINE, top=LINE, bottom=LINE)
TEXT_FORMAT = "@"
_LONGEST_CELL = 32_000
_PAGE_WIDTH = 260
_LINE_HEIGHT = 14.5


def fill(color: str) -> PatternFill:
    """Return a plain fill."""
    return PatternFill("solid", start_color=color, end_color=color)


def at(sheet: Worksheet, row: int, column: int) -> Cell:
    """Return a cell that can be written; raise ValueError inside a merged range."""
    cell = sheet.cell(row, column)
    if not isinstance(cell, Cell):
        raise ValueError(f"{cell.coordinate} lies inside a merged range")  # noqa: TRY004 - a wrong place
    return cell


def put(cell: Cell, text: str) -> Cell:
    """Write text as text: nothing in it can become a formula, and letters that XML cannot hold are left out."""
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", text)[:_LONGEST_CELL]
    cell.data_type = "s"
    if text.lstrip()[:1] in {"=", "+", "-", "@"} or text[:1] in {"\t", "\r"}:
        cell.quotePrefix = True
    return cell


def style(
    cell: Cell, *, size: float = 10, bold: bool = False, italic: bool = False, color: str = INK, back: str = "",
    box: bool = True, across: str = "left", down: str = "center", wrap: bool = True,
) -> Cell:  # fmt: skip
    """Dress a cell."""
    cell.font = Font(name=FONT, size=size, bold=bold, italic=italic, color=color)
    cell.alignment = Alignment(horizontal=across, vertical=down, wrap_text=wrap, indent=0 if across == "center" else 1)
    if back:
        cell.fill = fill(back)
    if box:
        cell.border = BOX
    return cell


def middle(cell: Cell, *, wrap: bool = True) -> Cell:
    """Centre a cell's text between top and bottom."""
    cell.alignment = Alignment(horizontal="left", vertical="center", wrap_text=wrap, indent=1)
    return cell


def entry(cell: Cell) -> Cell:
    """Dress a cell that people type into: text format, so that ids keep their zeros and dates stay as typed."""
    style(cell, down="top")
    cell.number_format = TEXT_FORMAT
    return cell


def like(cell: Cell, model: Cell) -> Cell:
    """Dress a cell as another one is, a hundred times faster than dressing it anew."""
    cell._style = copy(model._style)  # type: ignore[attr-defined]
    return cell


def entry_column(column: ColumnDimension) -> None:
    """Give a whole column the format of :func:`entry`, so that rows below the drawn ones take text too."""
    column.number_format = TEXT_FORMAT
    column.font = Font(name=FONT, size=10, color=INK)
    column.alignment = Alignment(horizontal="left", vertical="top", wrap_text=True, indent=1)


def note(cell: Cell, text: str) -> None:
    """Hang a note on a cell, wide enough for its lines."""
    lines = sum(max(1, math.ceil(width_of(line) / 44)) for line in text.splitlines())
    comment = Comment(ILLEGAL_CHARACTERS_RE.sub("", text)[:_LONGEST_CELL], "Casewright")
    comment.width, comment.height = 330, 26 + 19 * lines
    cell.comment = comment


def width_of(text: str) -> int:
    """Return how many Latin letters wide a text stands."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def lines_in(text: str, width: float, *, size: float = 10) -> int:
    """Return how many lines a text takes in a column of some width, at a font size."""
    room = max(1.0, (width - 2.5) * 10.5 / size)
    return sum(max(1, math.ceil(width_of(line) / room)) for line in text.splitlines() or [""])


def height(lines: int) -> float:
    """Return a row's height in points for some lines of text."""
    return lines * _LINE_HEIGHT + 8


def banner(sheet: Worksheet, title: str, purpose: str, columns: int) -> None:
    """Write the two rows on top: the sheet's name and what it is for."""
    widths = [sheet.column_dimensions[get_column_letter(each)].width for each in range(1, columns + 1)]
    for row, text, size, bold, color in ((1, title, 15, True, HEAD), (2, purpose, 9.5, False, MUTED)):
        style(put(at(sheet, row, 1), text), size=size, bold=bold, color=color, box=False)
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=columns)
    sheet.row_dimensions[1].height = 27
    # A wide sheet shows its left part only, so the purpose must fit the screen, not the sheet.
    sheet.row_dimensions[2].height = height(lines_in(purpose, min(sum(widths), 150)))


def page(sheet: Worksheet, *, repeat: int) -> None:
    """Set a sheet up for A4 landscape, as few pages wide as can be read, its head and first column on every page."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    wide = sum(column.width for column in sheet.column_dimensions.values())
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = math.ceil(wide / _PAGE_WIDTH), 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"{repeat}:{repeat}"
    sheet.print_title_cols = "A:A"
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top, sheet.page_margins.bottom = 0.5, 0.7
    sheet.page_margins.header = sheet.page_margins.footer = 0.3
    sheet.HeaderFooter.oddFooter = HeaderFooterItem(center=_HeaderFooterPart(text="&A    &P / &N"))
    sheet.sheet_view.showGridLines = False
