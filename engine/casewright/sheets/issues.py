"""The list of issues: one row per finding, each with a link to its cell in the marked copy."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from casewright.model import Bilingual
from casewright.sheets import form_look as look
from casewright.sheets.fixed import fixed_bytes

_HEADS = (
    ("序号\nNo.", 7), ("程度\nSeverity", 11), ("位置\nPlace", 34), ("问题（中文）\nIssue (Chinese)", 46),
    ("Issue (English)\n问题（英文）", 46), ("怎么改（中文）\nFix (Chinese)", 42), ("Fix (English)\n怎么改（英文）", 42),
    ("代码\nCode", 28),
)  # fmt: skip
_SEVERITY = {
    "error": ("必须改 error", "FFFFC7CE", "FF9C0006"),
    "warning": ("请核对 warning", "FFFFE8B8", "FF7A4B00"),
    "info": ("说明 info", "FFDDEBF7", "FF1F4E79"),
}
_LINK = "FF0B5394"


@dataclass(frozen=True, slots=True)
class Issue:
    """One row: ``link`` is (file beside the list, sheet, cell), or None where there is no cell to go to."""

    severity: str
    place: str
    text: Bilingual
    fix: Bilingual
    code: str
    link: tuple[str, str, str] | None = None


def issues_bytes(issues: Sequence[Issue], *, title: Bilingual, note: Bilingual) -> bytes:
    """Return the list of issues as the bytes of an .xlsx; the same issues give the same bytes."""
    book = Workbook()
    book.properties.creator = "Casewright"
    sheet = book.worksheets[0]
    sheet.title = "问题清单 Issues"
    for number, (_, width) in enumerate(_HEADS, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    look.banner(sheet, f"{title.zh}  {title.en}", f"{note.zh}\n{note.en}", len(_HEADS))
    for number, (head, _) in enumerate(_HEADS, 1):
        cell = look.put(look.at(sheet, 3, number), head)
        look.style(cell, bold=True, color=look.WHITE, back=look.HEAD, across="center")
    sheet.row_dimensions[3].height = look.height(2)
    for row, issue in enumerate(issues, 4):
        _row(sheet, row, row - 3, issue)
    sheet.freeze_panes = "D4"
    sheet.auto_filter.ref = f"A3:{get_column_letter(len(_HEADS))}{max(3, 3 + len(issues))}"
    look.page(sheet, repeat=3)
    return fixed_bytes(book)


def _row(sheet: Worksheet, row: int, number: int, issue: Issue) -> None:
    word, back, ink = _SEVERITY[issue.severity]
    texts = (str(number), word, issue.place, issue.text.zh, issue.text.en, issue.fix.zh, issue.fix.en, issue.code)
    for column, text in enumerate(texts, 1):
        cell = look.style(
            look.put(look.at(sheet, row, column), text), down="top", across="center" if column < 3 else "left"
        )
        cell.number_format = look.TEXT_FORMAT
    look.style(look.at(sheet, row, 2), bold=True, color=ink, back=back, down="top", across="center")
    look.style(look.at(sheet, row, 8), size=8.5, color=look.MUTED, down="top")
    if issue.link:
        file, tab, cell_name = issue.link
        place = look.at(sheet, row, 3)
        tab = tab.replace("'", "''")
        place.hyperlink = Hyperlink(ref=place.coordinate, target=quote(file), location=f"'{tab}'!{cell_name}")
        place.font = Font(name=look.FONT, size=10, color=_LINK, underline="single")
    lines = (look.lines_in(text, width) for text, (_, width) in zip(texts, _HEADS, strict=True))
    sheet.row_dimensions[row].height = look.height(max(lines))
