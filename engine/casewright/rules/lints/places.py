"""Content in the wrong place: hidden, merged, beside the table, without an id, on a sheet that is not read."""

from collections.abc import Iterator
from difflib import SequenceMatcher

from casewright.model import Bilingual, Finding, Severity
from casewright.rules.books.booktests import tests_sheet
from casewright.rules.books.layout import LIST_MARK, MADE_SHEETS, NOTE_COLUMNS, TABLE_MARK, TESTS_MARK
from casewright.rules.head import is_table
from casewright.rules.language.vocabulary import nearest
from casewright.rules.lints.grid import Grid, Role
from casewright.rules.lints.lint import Lint
from casewright.sheets import Book, Cell, Sheet, is_list
from casewright.text import fold_width

HIDDEN = Lint(
    "lint/hidden", Severity.WARNING,
    Bilingual("把规则表的行、列或整张表隐藏起来，以为它就不算了。",
              "Hiding rows, columns or a whole sheet as if that switched them off."),
    Bilingual("取消隐藏；不再要的行写上失效日，或删掉。", "Show them again; end a row with a last day, or delete it."),
    Bilingual("隐藏的行照样参与判定，看表的人却不知道。",
              "A hidden row still decides, and whoever reads the sheet does not know."),
    "第 7 行隐藏 row 7 hidden", "第 7 行 row 7: effective_to 2026-11-22",
)  # fmt: skip
MERGED = Lint(
    "lint/merged", Severity.WARNING,
    Bilingual("在规则行里合并单元格。", "Merged cells among the rows of a rulebook."),
    Bilingual("取消合并，每一行各写各的内容。", "Unmerge them and write each row's own content."),
    Bilingual("合并区域的内容算在它盖住的每一行、每一列里；排序和筛选也会出错。",
              "What a merged range says counts in every row and column that it covers, and sorting breaks."),
    "C5:C8 合并 merged", "C5, C6, C7, C8",
)  # fmt: skip
OUTSIDE = Lint(
    "lint/outside-the-table", Severity.WARNING,
    Bilingual("在没有表头的列里写内容。", "Content in a column that has no head."),
    Bilingual("写进有表头的列；只是备注就在第 2、3 行加一个 note 说明 列。",
              "Use a column with a head; for remarks give the column the role note and a name."),
    Bilingual("没有表头的列不会读入，写在那里的条件不起作用。",
              "A column without a head is not read: a condition there does nothing."),
    "Z7: > 5", "C7: > 5",
)  # fmt: skip
NO_ID = Lint(
    "lint/entry-without-id", Severity.WARNING,
    Bilingual("清单里有内容的行没有编号。", "A filled row of a list without an id."),
    Bilingual("在第一列写上编号；确实不要就删掉整行。", "Give it an id in the first column, or delete the row."),
    Bilingual("没有编号的行会被当成备注跳过，不会起作用。", "A row without an id is passed over as a remark."),
    "A9 （空 blank）", "A9: Q017",
)  # fmt: skip
NOT_READ = Lint(
    "lint/sheet-not-read", Severity.WARNING,
    Bilingual("A1 写错，整张表就不会读入。", "A slip in A1, so that the whole sheet is not read."),
    Bilingual("决策表的 A1 写 decision table 决策表，清单写 list 清单，测试写 tests 测试。",
              "Write \"decision table\", \"list\" or \"tests\" into A1."),
    Bilingual("程序按 A1 认表；认不出的表会整张跳过。",
              "Sheets are told by A1; one that is not told is passed over whole."),
    "A1: decison table", "A1: decision table 决策表",
)  # fmt: skip
NOTE_NAME = Lint(
    "lint/note-column-unknown", Severity.WARNING,
    Bilingual("说明列第 3 行的列名拼错。", "A slip in the name of a note column in row 3."),
    Bilingual(f"用这些名称：{'、'.join(NOTE_COLUMNS)}。", f"Use one of: {', '.join(NOTE_COLUMNS)}."),
    Bilingual("名称不认识的说明列只当备注，里面的日期和依据不起作用。",
              "A note column of another name is a remark: its dates and sources do not count."),
    "efective_to", "effective_to",
)  # fmt: skip

_HIDDEN = HIDDEN.kind(
    "{zh}是隐藏的，但仍然起作用。", "{en} hidden and still counts.",
    "取消隐藏；不再要的行写上失效日或删掉。",
    "Show it again; end what is no longer wanted with a last day, or delete it.",
)  # fmt: skip
_MERGED = MERGED.kind(
    "从这里起合并了 {count} 个单元格，“{text}”算在每一个里。",
    "{count} cells are merged from here on; \"{text}\" counts in each of them.",
    "取消合并，每个单元格各写各的内容。", "Unmerge them and write each cell's own content.",
)  # fmt: skip
_OUTSIDE = OUTSIDE.kind(
    "“{text}”写在没有表头的列里，不会读入。", "\"{text}\" stands in a column without a head and is not read.",
    "移到有表头的列；只是备注就给这一列写上 note 说明 和名称。",
    "Move it to a column with a head; for remarks give the column the role note and a name.",
)  # fmt: skip
_NO_ID = NO_ID.kind(
    "第 {row} 行有内容但没有编号，不会读入。", "Row {row} has content but no id, so it is not read.",
    "在第一列写上编号，或删掉整行。", "Give it an id in the first column, or delete the row.",
)  # fmt: skip
_NOT_READ = NOT_READ.kind(
    "A1 写的是“{text}”，这张表没有读入。", "A1 reads \"{text}\", so this sheet was not read.",
    "A1 改成“{mark}”。", "Write \"{mark}\" into A1.",
)  # fmt: skip
_NOTE_NAME = NOTE_NAME.kind(
    "说明列“{name}”的名称不认识，里面的内容不起作用。",
    "The note column \"{name}\" is not known, so its content does not count.",
    "是否想写 {near}？", "Did you mean {near}?",
)  # fmt: skip

PLACE_LINTS = (HIDDEN, MERGED, OUTSIDE, NO_ID, NOT_READ, NOTE_NAME)


def places(grid: Grid) -> Iterator[Finding]:
    """Yield what stands where it should not on one sheet."""
    yield from _hidden(grid)
    yield from _merged(grid)
    yield from _outside(grid)
    yield from _without_id(grid)
    yield from _note_names(grid)


def unread(book: Book) -> Iterator[Finding]:
    """Yield the sheets that look like a table, a list or tests and are passed over because of their A1."""
    tests = tests_sheet(book)
    for sheet in book.sheets:
        if sheet.name in MADE_SHEETS or is_table(sheet) or is_list(sheet) or sheet is tests:
            continue
        cell = sheet.cell(1, 1)
        mark = _near_mark(cell.text) or (TABLE_MARK if _headed(sheet) else None)
        if mark is not None:
            yield _NOT_READ.at(cell.ref, text=cell.text, mark=mark)


def _near_mark(text: str) -> str | None:
    typed = fold_width(text).casefold().strip()
    words = {part: mark for mark in (TABLE_MARK, LIST_MARK, TESTS_MARK)
             for part in (mark, mark.rpartition(" ")[0], mark.rpartition(" ")[2])}  # fmt: skip
    return next((mark for word, mark in words.items()
                 if len(typed) >= 4 and SequenceMatcher(None, typed, word).ratio() >= 0.85), None)  # fmt: skip


def _headed(sheet: Sheet) -> bool:
    """Say whether row 2 says rule, if and then, as only a decision table does."""
    words = {word for cell in sheet.row(2) for word in fold_width(cell.text).casefold().split()}
    return bool(words & {"if", "条件"}) and bool(words & {"then", "结论"}) and bool(words & {"rule", "规则"})


def _hidden(grid: Grid) -> Iterator[Finding]:
    if grid.sheet.hidden:
        yield _HIDDEN.at(grid.sheet.cell(1, 1).ref, zh="这张表", en="This sheet is")
        return
    rows = [tuple(row.filled.values()) for row in grid.rows]
    unseen = [cells for cells in rows if all(cell.hidden for cell in cells)]
    if len(unseen) < len(rows):
        for cells in unseen:
            yield _HIDDEN.at(cells[0].ref, zh=f"第 {cells[0].row} 行", en=f"Row {cells[0].row} is")
    shown = [cells for cells in rows if not all(cell.hidden for cell in cells)]
    for column in grid.columns:
        if column.role is Role.NOTE:
            continue
        cells = tuple(cell for row in shown for cell in row if cell.column == column.place)
        if cells and all(cell.hidden for cell in cells):
            head = grid.sheet.cell(grid.names_row, column.place)
            yield _HIDDEN.at(head.ref, zh=f"“{column.name}”列", en=f'The column "{column.name}" is')


def _merged(grid: Grid) -> Iterator[Finding]:
    ranges: dict[str, list[Cell]] = {}
    for row in grid.rows:
        for cell in row.filled.values():
            if cell.merged_from is not None:
                ranges.setdefault(cell.merged_from, []).append(cell)
    firsts = {cell.ref.cell: cell for row in grid.rows for cell in row.filled.values()} if ranges else {}
    for first, covered in ranges.items():
        cell = firsts.get(first, covered[0])
        yield _MERGED.at(cell.ref, count=len(covered) + (first in firsts), text=cell.text)


def _outside(grid: Grid) -> Iterator[Finding]:
    sheet = grid.sheet
    headed = {column.place for column in grid.columns}
    headed |= {cell.column for row in range(2, grid.first) for cell in sheet.row(row) if cell.text}
    for row in grid.rows:
        for cell in row.filled.values():
            if cell.text and cell.column not in headed and cell.merged_from is None:
                yield _OUTSIDE.at(cell.ref, text=cell.text[:40])


def _without_id(grid: Grid) -> Iterator[Finding]:
    if grid.sort != "list":
        return  # load tells it of a table, the run of the tests of a test
    places = {column.place for column in grid.columns}
    for row in grid.rows:
        first = row.at(grid.id.place)
        filled = [place for place in row.filled if place in places]
        if not first.text and first.formula is None and len(filled) > 1:  # one cell alone is a remark
            yield _NO_ID.at(first.ref, row=row.number)


def _note_names(grid: Grid) -> Iterator[Finding]:
    if grid.sort != "table":
        return
    have = {column.name for column in grid.columns}
    missing = [name for name in NOTE_COLUMNS if name not in have]
    for column in grid.columns:
        near = nearest(column.name, missing) if column.role is Role.NOTE and column.name not in NOTE_COLUMNS else None
        if near is not None and SequenceMatcher(None, column.name.casefold(), near).ratio() >= 0.85:
            yield _NOTE_NAME.at(grid.sheet.cell(3, column.place).ref, name=column.name, near=near)
