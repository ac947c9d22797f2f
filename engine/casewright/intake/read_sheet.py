"""The filled form as given values: every sheet of the workbook, by label, with the address of each cell."""

from collections.abc import Iterable

from casewright.intake.choices import Choice, label_key
from casewright.intake.form import Form, FormField, FormSheet, is_example
from casewright.intake.given import Given, GivenCase, GivenRow
from casewright.intake.sheet_tables import Head, KeyValues, Table, key_values, own, rows_of, table_of
from casewright.model import Bilingual, CellRef, Finding, Kind, Remark, Severity
from casewright.sheets import Book, Cell, Sheet

FORMULA_VALUE = Kind(
    "intake/formula-value", Severity.INFO,
    "这里是公式 {formula}，按保存时算出的值“{value}”读取。",
    "This cell holds the formula {formula}; the value \"{value}\" saved with it was read.",
    "不用改；若结果不对，请直接写值。", "Nothing to do; if the result is not right, type the value itself.",
)  # fmt: skip
FORMULA_EMPTY = Kind(
    "intake/formula-without-value", Severity.ERROR,
    "这里是公式 {formula}，文件里没有保存它的结果，读不出值。",
    "This cell holds the formula {formula}, and no result was saved with it.",
    "在 Excel 或 WPS 里打开并重新保存，或直接写值。",
    "Open the file in Excel or WPS and save it again, or type the value itself.",
)  # fmt: skip
ERROR_VALUE = Kind(
    "intake/error-value", Severity.ERROR,
    "这里显示的是 Excel 错误值 {value}。", "This cell shows the Excel error {value}.",
    "改成真正的内容；以 = 开头的文字请在前面加一个单引号。",
    "Type the real content; put an apostrophe before text that begins with =.",
)  # fmt: skip
HIDDEN_ROW = Kind(
    "intake/hidden-row", Severity.WARNING,
    "第 {row} 行是隐藏的，内容已照常读取。", "Row {row} is hidden; its content was read all the same.",
    "取消隐藏并核对；不需要的内容请删除，而不是隐藏。",
    "Unhide and check it; delete what is not wanted instead of hiding it.",
)  # fmt: skip
HIDDEN_COLUMN = Kind(
    "intake/hidden-column", Severity.WARNING,
    "{column} 列是隐藏的，内容已照常读取。", "Column {column} is hidden; its content was read all the same.",
    "取消隐藏并核对；不需要的内容请删除，而不是隐藏。",
    "Unhide and check it; delete what is not wanted instead of hiding it.",
)  # fmt: skip
HIDDEN_SHEET = Kind(
    "intake/hidden-sheet", Severity.WARNING,
    "工作表“{sheet}”是隐藏的，内容已照常读取。", "Sheet \"{sheet}\" is hidden; its content was read all the same.",
    "取消隐藏并核对。", "Unhide the sheet and check it.",
)  # fmt: skip
FIELD_TWICE = Kind(
    "intake/field-twice", Severity.ERROR,
    "“{field_zh}”填了两次，内容不同；另一处在 {other}。",
    "\"{field_en}\" is filled in twice with different values; the other stands at {other}.",
    "只保留正确的一处。", "Keep the right one only.",
)  # fmt: skip
NOT_ON_FORM = Kind(
    "intake/not-on-form", Severity.INFO,
    "“{label}”不是表格里的项目，内容作为备注保留，不参与判断。",
    "\"{label}\" is no item of the form; it is kept as a remark and decides nothing.",
    "若有表格里的对应项目，请填到那里。", "If the form has an item for it, fill it in there.",
)  # fmt: skip
LIKE_ON_FORM = Kind(
    "intake/label-misspelt", Severity.WARNING,
    "“{label}”不是表格里的项目，是不是“{near_zh}”？内容先作为备注保留。",
    "\"{label}\" is no item of the form; did you mean \"{near_en}\"? It is kept as a remark for now.",
    "把项目名改成“{near_zh}”。", "Change the label to \"{near_en}\".",
)  # fmt: skip
NO_HEAD = Kind(
    "intake/no-head", Severity.ERROR,
    "工作表“{sheet}”里找不到表头，内容没有读取。", "Sheet \"{sheet}\" has no head row, so its content was not read.",
    "从空白表复制表头行到数据上方。", "Copy the head row from the blank form above the data.",
)  # fmt: skip
UNKNOWN_SHEET = Kind(
    "intake/unknown-sheet", Severity.INFO,
    "工作表“{sheet}”不是表格的一部分，没有读取。", "Sheet \"{sheet}\" is no part of the form; it was not read.",
    "需要的内容请填到表格的工作表里。", "Move what matters to a sheet of the form.",
)  # fmt: skip

#: What Excel shows where a formula fails.
ERRORS = frozenset({"#REF!", "#N/A", "#NAME?", "#VALUE!", "#DIV/0!", "#NUM!", "#NULL!"})
#: Sheets of our own that hold no case data.
LISTS_SHEET = "Lists"
_OURS = frozenset(label_key(name) for name in (LISTS_SHEET, "README 说明", "说明 README", "README", "说明", "填写说明"))
#: Where one field of the case sheet stands on several lines, these are joined; others only under one merged label.
_JOINED = frozenset({"list", "enums", "ids", "asins", "orders"})


def case_sheet(book: Book, form: Form) -> Sheet | None:
    """Return the sheet that holds the case's own fields, by its name or else by its labels; None where none does."""
    named = [sheet for sheet in book.sheets if form.case.named(sheet.name)]
    for sheet in (*named, *book.sheets):
        layout = key_values(sheet, form.case)
        if layout and _known_labels(sheet, layout, form.case) >= (1 if sheet in named else 3):
            return sheet
    return None


def _known_labels(sheet: Sheet, layout: KeyValues, form: FormSheet) -> int:
    labels = (cell for (row, column), cell in sheet.cells.items() if column == layout.label and row >= layout.first)
    return len({field.key for cell in labels if (field := form.find(cell.text))})


def read_form(book: Book, form: Form) -> GivenCase | None:
    """Return what was typed into a filled form; None where the workbook is no form."""
    main = case_sheet(book, form)
    if main is None:
        return None
    found: list[Finding] = list(_hidden(main))
    fields, remarks = _fields(main, form.case, found)
    rows: dict[str, tuple[GivenRow, ...]] = {}
    for sheet in book.sheets:
        if sheet is main or label_key(sheet.name) in _OURS or not sheet.cells:
            continue
        part = next((each for each in form.sheets if each.named(sheet.name) and each.key not in rows), None)
        if part is None:
            found.append(UNKNOWN_SHEET.at(CellRef(sheet.file, sheet.name, "A1"), sheet=sheet.name))
            continue
        rows[part.key] = _whole_sheet(sheet, part, remarks, found)
    return GivenCase(CellRef(main.file, main.name, "A1"), fields, rows, tuple(remarks), tuple(found))


def _whole_sheet(sheet: Sheet, part: FormSheet, remarks: list[Remark], found: list[Finding]) -> tuple[GivenRow, ...]:
    table = table_of(sheet, part)
    if table is None:
        if any(not is_example(cells[0].text) for cells in rows_of(sheet).values()):
            found.append(NO_HEAD.at(CellRef(sheet.file, sheet.name, "A1"), sheet=sheet.name))
        return ()
    found.extend(_hidden(sheet, first=table.head.row + 1))
    found.extend(_unknown_columns(table, part))
    return read_rows(table, remarks, found)


def book_choices(book: Book) -> dict[str, tuple[Choice, ...]]:
    """Return the dropdowns that the form brought along on its hidden sheet, so that its own labels can be read."""
    sheet = book.sheet(LISTS_SHEET)
    lists: dict[str, tuple[Choice, ...]] = {}
    if sheet is None:
        return lists
    for column in range(1, min(sheet.columns, 200) + 1):
        if sheet.cell(2, column).text != "code":
            continue
        entries = (
            Choice(
                sheet.cell(row, column).text,
                Bilingual(sheet.cell(row, column + 1).text, sheet.cell(row, column + 2).text),
            )
            for row in range(3, min(sheet.rows, 2_000) + 1)
        )
        lists[sheet.cell(1, column).text] = tuple(entry for entry in entries if entry.code)
    return lists


def given(cell: Cell, found: list[Finding]) -> Given:
    """Return a cell as a given value; a formula without a value or an error value is a finding and counts as blank."""
    if cell.formula is not None:
        if cell.value is None:
            found.append(FORMULA_EMPTY.at(cell.ref, formula=cell.formula))
        elif cell.text not in ERRORS:
            found.append(FORMULA_VALUE.at(cell.ref, formula=cell.formula, value=cell.text))
    if isinstance(cell.value, str) and cell.value.strip() in ERRORS:
        found.append(ERROR_VALUE.at(cell.ref, value=cell.text))
        return Given(None, cell.ref)
    return Given(cell.value if own(cell) else None, cell.ref, percent="%" in cell.number_format)


def _fields(sheet: Sheet, form: FormSheet, found: list[Finding]) -> tuple[dict[str, Given], list[Remark]]:
    layout = key_values(sheet, form)
    fields: dict[str, Given] = {}
    remarks: list[Remark] = []
    if layout is None:
        return fields, remarks
    for row, cells in rows_of(sheet).items():
        if row < layout.first:
            continue
        label, value = sheet.cell(row, layout.label), sheet.cell(row, layout.value)
        field = form.find(label.text) if own(label) else None
        if field:
            _keep(fields, field, given(value, found), found, joined=bool(label.merged_from))
        elif own(value) and value.text and not label.merged_from:
            _remark(label.text or f"{value.ref.cell}", value, form, remarks, found)
        for cell in cells:
            if cell.column not in {layout.label, layout.value} | layout.shown and not cell.merged_from:
                head = next((text for column, text in layout.heads if column == cell.column), "")
                _remark(" · ".join(part for part in (head, label.text) if part), cell, None, remarks, found)
    return fields, remarks


def _keep(fields: dict[str, Given], field: FormField, new: Given, found: list[Finding], *, joined: bool) -> None:
    old = fields.get(field.key)
    if old is None or old.blank:
        fields[field.key] = new
    elif not new.blank and new.text != old.text:
        if joined or field.type in _JOINED:
            fields[field.key] = Given(f"{old.text}\n{new.text}", old.place)
        else:
            found.append(FIELD_TWICE.at(new.place, **field.names_both(), other=old.place.at))


def _remark(label: str, cell: Cell, form: FormSheet | None, remarks: list[Remark], found: list[Finding]) -> None:
    text = Given(cell.value, cell.ref).text
    remarks.append(Remark(label or cell.ref.cell, text, cell.ref))
    near = form.nearest(label) if form and label else None
    if near:
        found.append(LIKE_ON_FORM.at(cell.ref, label=label, near_zh=near.label.zh, near_en=near.label.en))
    else:
        found.append(NOT_ON_FORM.at(cell.ref, label=label or cell.ref.cell))


def read_rows(
    table: Table, remarks: list[Remark], found: list[Finding], *, only: Iterable[int] | None = None
) -> tuple[GivenRow, ...]:
    """Return the rows of a row sheet, blank rows left out; ``only`` the rows of that number, for a batch workbook."""
    sheet, head = table.sheet, table.head
    kept: list[GivenRow] = []
    for row in table.rows if only is None else only:
        one = _row(sheet, head, row, found)
        if one is None:
            continue
        kept.append(one)
        for label in head.unknown:
            cell = sheet.cell(row, label.column)
            if cell.text and not cell.merged_from:
                remarks.append(Remark(f"{label.text} · {sheet.name}", Given(cell.value, cell.ref).text, cell.ref))
    return tuple(kept)


def _row(sheet: Sheet, head: Head, row: int, found: list[Finding]) -> GivenRow | None:
    trouble: list[Finding] = []
    cells = {field.key: given(sheet.cell(row, column), trouble) for column, field in head.fields}
    if all(value.blank for key, value in cells.items() if key != "id") and not trouble:
        return None  # only a number was pre-printed
    found.extend(trouble)
    first = min(column for column, _ in head.fields)
    return GivenRow(cells, sheet.cell(row, first).ref)


def _unknown_columns(table: Table, form: FormSheet) -> list[Finding]:
    found: list[Finding] = []
    used = {cell.column for cells in table.rows.values() for cell in cells}
    taken = {field.key for _, field in table.head.fields}
    for label in table.head.unknown:
        if label.column not in used:
            continue
        near = form.nearest(label.text)
        if near and near.key not in taken:
            found.append(LIKE_ON_FORM.at(label.ref, label=label.text, near_zh=near.label.zh, near_en=near.label.en))
        else:
            found.append(NOT_ON_FORM.at(label.ref, label=label.text))
    return found


def _hidden(sheet: Sheet, *, first: int = 1) -> list[Finding]:
    if sheet.hidden:
        return [HIDDEN_SHEET.at(CellRef(sheet.file, sheet.name, "A1"), sheet=sheet.name)]
    found: list[Finding] = []
    columns: dict[str, Cell] = {}
    for row, cells in rows_of(sheet).items():
        if row < first:
            continue
        if all(cell.hidden for cell in cells if not cell.merged_from):
            found.append(HIDDEN_ROW.at(cells[0].ref, row=row))
            continue
        for cell in cells:
            if cell.hidden:
                columns.setdefault("".join(letter for letter in cell.ref.cell if letter.isalpha()), cell)
    found.extend(HIDDEN_COLUMN.at(cell.ref, column=letter) for letter, cell in columns.items())
    return found
