"""Text out of workbooks: what a reviewer reads is what staff saved."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from fractions import Fraction
from pathlib import Path

from casewright.model import Bilingual, CellRef, Finding, Kind, PlaybookError, Severity
from casewright.rules.books.bookbuild import FACTS, term_of_row
from casewright.rules.books.booktests import read_tests, tests_sheet
from casewright.rules.books.booktext import ListColumn, ListText, RuleText, SheetText, TableText, TestText, print_sheet
from casewright.rules.books.drafts import label_of
from casewright.rules.books.layout import LIST_ROW, MADE_SHEETS, NOTE_COLUMNS, label_text, split_label
from casewright.rules.head import Head, is_table, read_head, split_purpose
from casewright.rules.language.condition import print_number
from casewright.rules.language.vocabulary import Vocabulary
from casewright.rules.listed import Lists
from casewright.sheets import Book, Cell, Sheet, is_list, read_book, read_widths

NOT_KEPT = Kind(
    "rules/sheet-not-in-text", Severity.WARNING,
    "工作表“{sheet}”不是决策表、清单或测试，没有写进文本。",
    "The sheet \"{sheet}\" is no decision table, list or tests sheet; it was not written as text.",
    "要保留内容，就按“说明 README”里的格式写成清单；只是便笺可以不管。",
    "To keep its content, write it as a list in the form that the README sheet shows; a mere note may stay.",
)  # fmt: skip
COLUMN_NOT_KEPT = Kind(
    "rules/column-not-in-text", Severity.WARNING,
    "“{column}”列没有写进文本：{why_zh}。", "The column \"{column}\" was not written as text: {why_en}.",
    "{fix_zh}", "{fix_en}",
)  # fmt: skip
NAME_UNFIT = Kind(
    "rules/sheet-name-unfit", Severity.ERROR,
    "表名“{name}”不能作文件名，或已有另一张同名的表；没有写进文本。",
    "The name \"{name}\" cannot be a file's name, or another sheet has it; it was not written as text.",
    "在 B1 写一个不重复的名称，只用字母、数字、下划线或汉字。",
    "Put a name of its own into B1, of letters, digits and underscores.",
)  # fmt: skip
_TWICE = Bilingual("同名的条件列出现两次", "two condition columns have this name")
_MERGE = Bilingual("把两列合成一列，例如 [1%..5%]。", "Make one column of the two, for example [1%..5%].")
_FILE_NAME = re.compile(r"\w[\w .-]*")
_OWN = Bilingual("文本只保留 {known}", "the text keeps {known} only")
_MOVE = Bilingual("把内容写进这些列之一；只是便笺可以不管。", "Put it into one of these columns; a mere note may stay.")


@dataclass(frozen=True, slots=True)
class BookTexts:
    """A workbook as texts: its lists and tables in sheet order, and the sheets that do not read as either.

    ``titles`` are the names on the tabs of ``sheets``, ``raw`` are all sheets as cells.
    """

    sheets: tuple[SheetText, ...]
    titles: tuple[str, ...]
    unread: tuple[Sheet, ...]
    raw: tuple[Sheet, ...]
    findings: tuple[Finding, ...]


def export_book(path: Path, *, vocabulary: Vocabulary | None = None) -> dict[str, str]:
    """Return the text of every sheet of a workbook, by sheet name, in its one spelling.

    Rows stay in sheet order, because under FIRST the order decides. What staff typed stays as typed: a condition
    ``PERF-ODR，PERF-LSR`` is not rewritten, so that text and workbook can be laid side by side, and ``rulebook diff``
    tells another spelling from another meaning. One spelling have only the things that spreadsheet programs vary by
    themselves: days, numbers, percents and flags in typed cells, blanks around a text, ``-`` for a blank condition.

    ``vocabulary`` tells which labels need not be written; without it the ``facts.xlsx`` beside the workbook does.
    Raise PlaybookError where the file is no workbook.
    """
    return print_texts(read_workbook(path, vocabulary=vocabulary, widths=read_widths(path)).sheets)


def export_sheets(path: Path, *, name: str) -> tuple[dict[str, str], tuple[Finding, ...]]:
    """Return what :func:`export_book` returns, and find what of the workbook no text keeps.

    ``name`` is what addresses show. A table whose head does not read is an error and has no text.
    """
    read = read_workbook(path, widths=read_widths(path), name=name)
    kept: dict[str, SheetText] = {}
    found = list(read.findings)
    for title, sheet in zip(read.titles, read.sheets, strict=True):
        key = sheet.name.casefold()
        if key in kept or not _FILE_NAME.fullmatch(sheet.name):
            found.append(NAME_UNFIT.at(CellRef(name, title, "B1"), name=sheet.name))
        kept.setdefault(key, sheet)
    fit = tuple(sheet for sheet in kept.values() if _FILE_NAME.fullmatch(sheet.name))
    return print_texts(fit), tuple(found)


def print_texts(sheets: tuple[SheetText, ...]) -> dict[str, str]:
    """Return texts by sheet name; where the sheets do not stand in name order, each says its place."""
    names = [sheet.name for sheet in sheets]
    in_order = names == sorted(names, key=lambda name: f"{name}.yaml")
    return {
        sheet.name: print_sheet(sheet if in_order else replace(sheet, order=place))
        for place, sheet in enumerate(sheets, start=1)
    }


def read_workbook(
    path: Path, *, vocabulary: Vocabulary | None = None, widths: Mapping[str, Mapping[int, float]] | None = None,
    name: str = "",
) -> BookTexts:  # fmt: skip
    """Read a workbook as texts, whether or not its rules would load; ``name`` is what addresses show.

    ``widths`` are the widths of columns by sheet; without them a list has none of its own. Raise PlaybookError where
    the file is no workbook.
    """
    book = _open(path, name or path.name)
    vocabulary = vocabulary or workbook_vocabulary(path.with_name(f"{FACTS}.xlsx"))
    tests = _tests(book)
    own = tests_sheet(book)
    texts: list[SheetText] = []
    titles: list[str] = []
    unread: list[Sheet] = []
    found: list[Finding] = []
    for sheet in book.sheets:
        if sheet.name in MADE_SHEETS or (own is not None and sheet.name == own.name) or not sheet.cells:
            continue
        if is_list(sheet):
            texts.append(_list_text(sheet, (widths or {}).get(sheet.name, {})))
            titles.append(sheet.name)
            continue
        head, faults = read_head(sheet) if is_table(sheet) else (None, ())
        if head is None:
            unread.append(sheet)
            found += faults or [NOT_KEPT.at(CellRef(book.file, sheet.name, "A1"), sheet=sheet.name)]
            continue
        found += _lost_columns(head)
        texts.append(_table_text(head, tests.get(head.name, ()), vocabulary))
        titles.append(sheet.name)
    return BookTexts(tuple(texts), tuple(titles), tuple(unread), book.sheets, tuple(found))


def workbook_vocabulary(path: Path, *, lists: Lists | None = None) -> Vocabulary:
    """Return the facts dictionary of a ``facts.xlsx``; an empty one where there is none.

    ``lists`` are those that its values refer to; names, labels and types are known without.
    """
    if not path.is_file():
        return Vocabulary()
    sheet = next(
        (each for each in _open(path, path.name).sheets if is_list(each) and each.cell(1, 2).text == FACTS), None
    )
    rows = _list_text(sheet, {}).rows if sheet else ()
    terms = (term_of_row(row, lists) for row in rows)
    return Vocabulary({term.name: term for term in terms})


def _open(path: Path, name: str) -> Book:
    book, found = read_book(path, name=name)
    if book is None:
        raise PlaybookError(Bilingual(f"{name}：{found[0].text.zh}", f"{name}: {found[0].text.en}"), found[0].fix)
    return book


def _lost_columns(head: Head) -> Iterator[Finding]:
    seen: set[str] = set()
    for _, column in head.inputs:
        if column.name in seen:
            yield _lost(column.ref, column.name, _TWICE, _MERGE)
        seen.add(column.name)
    known = ", ".join(NOTE_COLUMNS)
    for name, place in head.notes.items():
        if name not in NOTE_COLUMNS:
            yield _lost(head.sheet.cell(3, place).ref, name, _OWN.fill({"known": known}), _MOVE)


def _lost(ref: CellRef, column: str, why: Bilingual, fix: Bilingual) -> Finding:
    return COLUMN_NOT_KEPT.at(ref, column=column, why_zh=why.zh, why_en=why.en, fix_zh=fix.zh, fix_en=fix.en)


def _list_text(sheet: Sheet, widths: Mapping[int, float]) -> ListText:
    columns = tuple(
        ListColumn(cell.text, split_label(sheet.cell(3, cell.column).text), round(widths.get(cell.column, 20)))
        for cell in sheet.row(2) if cell.text
    )  # fmt: skip
    places = {cell.text: cell.column for cell in sheet.row(2) if cell.text}
    rows = tuple(_texts(cells, places) for cells in sheet.filled_rows(LIST_ROW))
    return ListText(sheet.cell(1, 2).text, split_purpose(sheet.cell(1, 4).text), columns, rows)


def _table_text(head: Head, tests: tuple[TestText, ...], vocabulary: Vocabulary) -> TableText:
    inputs = {column.name: place for place, column in head.inputs}
    outputs = {column.name: place for place, column in head.outputs}
    notes = {name: place for name, place in head.notes.items() if name in NOTE_COLUMNS}
    rows = []
    for cells in head.sheet.filled_rows(head.first_row):
        noted = _texts(cells, notes)
        reason = Bilingual(noted.pop("reason_zh", ""), noted.pop("reason_en", ""))
        asked = {name: text for name, text in _texts(cells, inputs).items() if text != "-"}
        rows.append(RuleText(cells[head.ids - 1].text, asked, _texts(cells, outputs), reason, noted))
    shown = {**{name: (place, False) for name, place in inputs.items()},
             **{name: (place, True) for name, place in outputs.items()}}  # fmt: skip
    labels = {name: split_label(head.sheet.cell(4, place).text) for name, (place, _) in shown.items()}
    strange = {name: label for name, label in labels.items()
               if label and label != _as_shown(label_of(name, {}, vocabulary, own=shown[name][1]))}  # fmt: skip
    return TableText(
        head.name, head.policy.value, head.purpose, tuple(inputs), tuple(outputs), tuple(rows), tests, strange,
        priority={column.name: column.order for _, column in head.outputs if column.order},
    )  # fmt: skip


def _as_shown(label: Bilingual) -> Bilingual:
    """Return a label as it is read back from its cell: one half that is blank is read as the other."""
    return split_label(label_text(label).strip())


def _tests(book: Book) -> dict[str, tuple[TestText, ...]]:
    made: dict[str, tuple[TestText, ...]] = {}
    for test in read_tests(book)[0]:
        text = TestText(test.id, test.given, test.expect, test.rules, test.day_text)
        made[test.table] = (*made.get(test.table, ()), text)
    return made


def _texts(cells: Iterable[Cell], places: Mapping[str, int]) -> dict[str, str]:
    row = tuple(cells)
    texts = {name: _cell_text(row[place - 1]) for name, place in places.items()}
    return {name: text for name, text in texts.items() if text}


def _cell_text(cell: Cell) -> str:
    """Return what a cell says as the text keeps it: a day as ISO, a flag in the grammar's word, a plain decimal."""
    value = cell.value
    if cell.formula is not None:
        return cell.formula
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        exact = Fraction(repr(value))
        return f"{print_number(exact * 100)}%" if "%" in cell.number_format else print_number(exact)
    return cell.text
