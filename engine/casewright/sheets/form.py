"""Blank forms: bilingual heads, dropdowns, notes and grey examples, written with openpyxl."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.workbook import Workbook
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from casewright.model import Bilingual
from casewright.sheets import form_look as look
from casewright.sheets.fixed import fixed_bytes

LISTS = "Lists"
#: Dropdowns reach this far down, past the rows that are drawn.
LAST_ROW = 500


@dataclass(frozen=True, slots=True)
class Blank:
    """One thing to fill in: its head, what to know about it, an example, the dropdown's name, what is typed so far."""

    head: str
    help: Bilingual
    example: str
    width: int = 30
    choices: str = ""
    several: bool = False
    required: bool = False
    value: str = ""


@dataclass(frozen=True, slots=True)
class FieldsTab:
    """A sheet of labels and values, in sections."""

    name: str
    title: str
    purpose: Bilingual
    sections: tuple[tuple[Bilingual, tuple[Blank, ...]], ...]


@dataclass(frozen=True, slots=True)
class RowsTab:
    """A sheet with a head and rows; ``rows`` are the texts of the rows filled so far."""

    name: str
    title: str
    purpose: Bilingual
    columns: tuple[Blank, ...]
    rows: tuple[tuple[str, ...], ...] = ()
    drawn: int = 14


@dataclass(frozen=True, slots=True)
class Dropdown:
    """The entries of a dropdown: code, zh, en and the text that is shown."""

    entries: tuple[tuple[str, str, str, str], ...]


@dataclass(frozen=True, slots=True)
class FormBook:
    """A whole form: its tabs in order, its dropdowns by name, and what the README sheet says."""

    tabs: tuple[FieldsTab | RowsTab, ...]
    dropdowns: Mapping[str, Dropdown] = field(default_factory=dict)
    readme: tuple[Bilingual, ...] = ()
    example_mark: str = "例 e.g."


def form_bytes(form: FormBook) -> bytes:
    """Return a form as the bytes of an .xlsx; the same form gives the same bytes."""
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.creator = "Casewright"
    for tab in form.tabs:
        sheet = book.create_sheet(tab.name)
        if isinstance(tab, FieldsTab):
            _fields(sheet, tab, form)
        else:
            _rows(sheet, tab, form)
    if form.readme:
        _readme(book.create_sheet("说明 README"), form.readme)
    _lists(book, form.dropdowns)
    book.active = 0
    return fixed_bytes(book)


_FIELD_HEADS = ("项目 Field", "内容 Value", "示例 Example", "填写说明 Help")
_FIELD_WIDTHS = (38, 46, 34, 62)


def _fields(sheet: Worksheet, tab: FieldsTab, form: FormBook) -> None:
    sheet.sheet_properties.tabColor = look.HEAD
    for number, width in enumerate(_FIELD_WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    look.entry_column(sheet.column_dimensions["B"])
    look.banner(sheet, tab.title, f"{tab.purpose.zh}\n{tab.purpose.en}", len(_FIELD_HEADS))
    for number, text in enumerate(_FIELD_HEADS, 1):
        look.style(look.put(look.at(sheet, 3, number), text), bold=True, color=look.WHITE, back=look.HEAD)
    sheet.row_dimensions[3].height = 22
    row = 4
    for label, blanks in tab.sections:
        _section(sheet, row, label)
        for blank in blanks:
            row += 1
            _field(sheet, row, blank, form)
        row += 1
    sheet.freeze_panes = "B4"
    look.page(sheet, repeat=3)


def _section(sheet: Worksheet, row: int, label: Bilingual) -> None:
    for number in range(1, len(_FIELD_HEADS) + 1):
        look.style(look.at(sheet, row, number), bold=True, color=look.HEAD, back=look.SECTION, box=False)
    look.put(look.at(sheet, row, 1), f"{label.zh}  {label.en}")
    look.middle(look.at(sheet, row, 1), wrap=False)
    sheet.row_dimensions[row].height = 21


def _field(sheet: Worksheet, row: int, blank: Blank, form: FormBook) -> None:
    help_text = f"{blank.help.zh}\n{blank.help.en}"
    look.style(look.put(look.at(sheet, row, 1), blank.head), bold=blank.required, back=look.HELP)
    value = look.middle(look.entry(look.at(sheet, row, 2)))
    if blank.value:
        look.put(value, blank.value)
    example = look.style(look.put(look.at(sheet, row, 3), blank.example), italic=True, color=look.MUTED)
    example.number_format = look.TEXT_FORMAT
    look.style(look.put(look.at(sheet, row, 4), help_text), size=9, color=look.MUTED)
    texts = zip((blank.head, blank.value, blank.example, help_text), _FIELD_WIDTHS, (10, 10, 10, 9), strict=True)
    lines = max(look.lines_in(text, width, size=size) for text, width, size in texts)
    sheet.row_dimensions[row].height = look.height(lines)
    _dropdown(sheet, f"B{row}", blank, form)


def _rows(sheet: Worksheet, tab: RowsTab, form: FormBook) -> None:
    for number, blank in enumerate(tab.columns, 1):
        column = sheet.column_dimensions[get_column_letter(number)]
        column.width = blank.width
        look.entry_column(column)
    look.banner(sheet, tab.title, f"{tab.purpose.zh}\n{tab.purpose.en}", len(tab.columns))
    for number, blank in enumerate(tab.columns, 1):
        head = look.style(
            look.put(look.at(sheet, 3, number), blank.head),
            bold=True,
            color=look.WHITE,
            back=look.HEAD,
            across="center",
        )
        look.note(head, _note_text(blank))
        _dropdown(sheet, f"{head.column_letter}5:{head.column_letter}{LAST_ROW}", blank, form)
    sheet.row_dimensions[3].height = look.height(
        max(look.lines_in(blank.head, blank.width - 1) for blank in tab.columns)
    )
    _example(sheet, tab, form.example_mark)
    model = look.entry(look.at(sheet, 5, 1))
    for row in range(5, 5 + max(tab.drawn, len(tab.rows) + 3)):
        texts = tab.rows[row - 5] if row - 5 < len(tab.rows) else ()
        for number in range(1, len(tab.columns) + 1):
            cell = look.like(look.at(sheet, row, number), model)
            if number <= len(texts) and texts[number - 1]:
                look.put(cell, texts[number - 1])
        lines = [look.lines_in(text, blank.width) for text, blank in zip(texts, tab.columns, strict=False)]
        sheet.row_dimensions[row].height = look.height(max(lines, default=1))
    sheet.freeze_panes = "B4"
    look.page(sheet, repeat=3)


def _example(sheet: Worksheet, tab: RowsTab, mark: str) -> None:
    lines = 1
    for number, blank in enumerate(tab.columns, 1):
        text = f"{mark} {blank.example}" if number == 1 else blank.example
        cell = look.put(look.at(sheet, 4, number), text)
        look.style(cell, size=9, italic=True, color=look.MUTED, back=look.SAMPLE)
        cell.number_format = look.TEXT_FORMAT
        lines = max(lines, look.lines_in(text, blank.width))
    sheet.row_dimensions[4].height = look.height(lines)


def _note_text(blank: Blank) -> str:
    star = "必填。\nRequired. " if blank.required else ""
    zh, en = star.split("\n") if star else ("", "")
    return f"{zh}{blank.help.zh}\n{en}{blank.help.en}\n例 e.g. {blank.example}"


def _dropdown(sheet: Worksheet, cells: str, blank: Blank, form: FormBook) -> None:
    if blank.choices not in form.dropdowns:
        return
    rule = DataValidation(type="list", formula1=f"=list_{blank.choices}", allow_blank=True)
    # Codes may be typed too, and several entries in one cell: ask, do not forbid.
    rule.errorStyle = "warning"
    rule.showErrorMessage = not blank.several
    rule.errorTitle = "不在列表中 Not on the list"
    rule.error = "这一项不在下拉列表里，确定要这样填写吗？\nThis is not on the list. Keep it?"
    rule.add(cells)
    sheet.add_data_validation(rule)


def _lists(book: Workbook, dropdowns: Mapping[str, Dropdown]) -> None:
    """Write the entries of every dropdown to a hidden sheet, four columns each, named for the validations."""
    sheet = book.create_sheet(LISTS)
    sheet.sheet_state = "hidden"
    for number, (name, dropdown) in enumerate(dropdowns.items()):
        first = number * 4 + 1
        look.put(look.at(sheet, 1, first), name)
        for offset, head in enumerate(("code", "zh", "en", "label")):
            look.put(look.at(sheet, 2, first + offset), head)
        for row, entry in enumerate(dropdown.entries, 3):
            for offset, text in enumerate(entry):
                look.put(look.at(sheet, row, first + offset), text)
        letter = get_column_letter(first + 3)
        last = 2 + len(dropdown.entries)
        place = f"{quote_sheetname(LISTS)}!${letter}$3:${letter}${last}"
        book.defined_names[f"list_{name}"] = DefinedName(f"list_{name}", attr_text=place)


def _readme(sheet: Worksheet, lines: Sequence[Bilingual]) -> None:
    for letter, width in (("A", 5), ("B", 62), ("C", 74)):
        sheet.column_dimensions[letter].width = width
    look.banner(sheet, "填写说明  How to fill this in", "", 3)
    sheet.row_dimensions[2].height = 6
    for number, text in enumerate(("", "中文", "English"), 1):
        look.style(look.put(look.at(sheet, 3, number), text), bold=True, color=look.WHITE, back=look.HEAD)
    for number, line in _numbered(lines):
        row = number + 3
        look.style(look.put(look.at(sheet, row, 1), str(number)), color=look.MUTED, across="center")
        look.style(look.put(look.at(sheet, row, 2), line.zh))
        look.style(look.put(look.at(sheet, row, 3), line.en))
        sheet.row_dimensions[row].height = look.height(max(look.lines_in(line.zh, 62), look.lines_in(line.en, 74))) + 4
    sheet.freeze_panes = "A4"
    look.page(sheet, repeat=3)


def _numbered(lines: Sequence[Bilingual]) -> Iterator[tuple[int, Bilingual]]:
    yield from enumerate(lines, 1)
