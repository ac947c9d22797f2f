"""Workbooks out of text, and text out of workbooks: what staff edit and what a reviewer reads are the same rules."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from casewright.model import Bilingual, PlaybookError
from casewright.rules.books.booktests import read_tests
from casewright.rules.books.booktext import (
    BookTextError,
    ListColumn,
    ListText,
    RuleText,
    SheetText,
    TableText,
    TestText,
    parse_sheet,
    print_sheet,
)
from casewright.rules.books.drafts import draft_list, draft_table, draft_tests, draft_values, label_of
from casewright.rules.books.layout import LIST_ROW, MADE_SHEETS, NOTE_COLUMNS, TABLE_ROW, split_label
from casewright.rules.books.readme import draft_readme
from casewright.rules.head import Head, is_table, read_head, split_purpose
from casewright.rules.language.vocabulary import FactType, Term, Vocabulary
from casewright.sheets import Book, Cell, Sheet, SheetDraft, build_book, is_list, read_book, read_widths

FACTS = "facts"


def build_books(text_folder: Path, out: Path) -> tuple[Path, ...]:
    """Build every workbook of a folder of texts (``<folder>/<book>/<sheet>.yaml``) into ``out``, in name order.

    The same text gives the same bytes. Raise PlaybookError for a text that is not of the form.
    """
    vocabulary = _vocabulary(text_folder)
    out.mkdir(parents=True, exist_ok=True)
    made = []
    for folder in sorted(path for path in text_folder.iterdir() if path.is_dir()):
        path = out / f"{folder.name}.xlsx"
        path.write_bytes(build_book(_sheets(folder.name, read_texts(folder), vocabulary)))
        made.append(path)
    return tuple(made)


def read_texts(folder: Path) -> tuple[SheetText, ...]:
    """Read the sheets of one book: by their ``order``, then by file name."""
    texts = []
    for path in sorted(folder.glob("*.yaml")):
        try:
            sheet = parse_sheet(path.read_text(encoding="utf-8"), name=f"{folder.name}/{path.name}")
        except BookTextError as error:
            raise PlaybookError(
                Bilingual(f"规则文本读不懂：{error}", f"A rulebook text cannot be read: {error}."),
                Bilingual("按同一文件夹里其他文件的格式改正。", "Correct it after the form of its neighbours."),
            ) from error
        texts.append((sheet.order if sheet.order is not None else 0, path.name, sheet))
    return tuple(sheet for _, _, sheet in sorted(texts, key=lambda each: each[:2]))


def _vocabulary(text_folder: Path) -> Vocabulary:
    folder = text_folder / FACTS
    texts = read_texts(folder) if folder.is_dir() else ()
    facts = next((sheet for sheet in texts if isinstance(sheet, ListText) and sheet.name == FACTS), None)
    terms = (_term(row) for row in facts.rows) if facts else ()
    return Vocabulary({term.name: term for term in terms})


def _term(row: Mapping[str, str]) -> Term:
    kind = row.get("type", "")
    values = tuple(part.strip() for part in row.get("values", "").split("|") if part.strip())
    label = Bilingual(row.get("zh", ""), row.get("en", ""))
    return Term(row.get("name", ""), label, FactType(kind) if kind in set(FactType) else FactType.STRING, values)


def _sheets(book: str, texts: tuple[SheetText, ...], vocabulary: Vocabulary) -> list[SheetDraft]:
    tables = [sheet for sheet in texts if isinstance(sheet, TableText)]
    names = dict.fromkeys(name for table in tables for name in (*table.inputs, *table.outputs))
    listed = [term for name in names if (term := vocabulary.term(name)) is not None and term.values]
    values, ranges = draft_values(listed)
    drafts = [draft_readme(book, texts)]
    drafts += [draft_table(sheet, vocabulary, ranges) if isinstance(sheet, TableText) else draft_list(sheet)
               for sheet in texts]  # fmt: skip
    if tables:
        drafts.append(draft_tests((table.name, test) for table in tables for test in table.tests))
    return [*drafts, values] if listed else drafts


def export_book(path: Path, *, vocabulary: Vocabulary | None = None) -> dict[str, str]:
    """Return the text of every sheet of a workbook, by sheet name, in its one spelling.

    ``vocabulary`` tells which labels need not be written; without it the ``facts.xlsx`` beside the workbook does.
    Raise PlaybookError where the file is no workbook.
    """
    book = _open(path)
    vocabulary = vocabulary or _vocabulary_of(path.with_name(f"{FACTS}.xlsx"))
    widths = read_widths(path)
    tests = _tests(book)
    texts: list[SheetText] = []
    for sheet in book.sheets:
        if sheet.name in MADE_SHEETS:
            continue
        if is_list(sheet):
            texts.append(_list_text(sheet, widths[sheet.name]))
        elif is_table(sheet) and (head := read_head(sheet)[0]) is not None:
            texts.append(_table_text(head, tests.get(head.name, ()), vocabulary))
    names = [sheet.name for sheet in texts]
    in_order = names == sorted(names, key=lambda name: f"{name}.yaml")
    return {
        sheet.name: print_sheet(sheet if in_order else replace(sheet, order=place))
        for place, sheet in enumerate(texts, start=1)
    }


def _open(path: Path) -> Book:
    book, found = read_book(path, name=path.name)
    if book is None:
        raise PlaybookError(found[0].text, found[0].fix)
    return book


def _vocabulary_of(path: Path) -> Vocabulary:
    if not path.is_file():
        return Vocabulary()
    sheet = next((sheet for sheet in _open(path).sheets if is_list(sheet) and sheet.cell(1, 2).text == FACTS), None)
    rows = _list_text(sheet, {}).rows if sheet else ()
    return Vocabulary({term.name: term for term in map(_term, rows)})


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
    for cells in head.sheet.filled_rows(TABLE_ROW):
        noted = _texts(cells, notes)
        reason = Bilingual(noted.pop("reason_zh", ""), noted.pop("reason_en", ""))
        asked = {name: text for name, text in _texts(cells, inputs).items() if text != "-"}
        rows.append(RuleText(cells[head.ids - 1].text, asked, _texts(cells, outputs), reason, noted))
    shown = {**{name: (place, False) for name, place in inputs.items()},
             **{name: (place, True) for name, place in outputs.items()}}  # fmt: skip
    labels = {name: split_label(head.sheet.cell(4, place).text) for name, (place, _) in shown.items()}
    strange = {name: label for name, label in labels.items()
               if label and label != label_of(name, {}, vocabulary, own=shown[name][1])}  # fmt: skip
    return TableText(
        head.name, head.policy.value, head.purpose, tuple(inputs), tuple(outputs), tuple(rows), tests, strange,
    )  # fmt: skip


def _tests(book: Book) -> dict[str, tuple[TestText, ...]]:
    made: dict[str, tuple[TestText, ...]] = {}
    for test in read_tests(book)[0]:
        text = TestText(test.id, test.given, test.expect, test.rules)
        made[test.table] = (*made.get(test.table, ()), text)
    return made


def _texts(cells: Iterable[Cell], places: Mapping[str, int]) -> dict[str, str]:
    row = tuple(cells)
    texts = {name: _cell_text(row[place - 1]) for name, place in places.items()}
    return {name: text for name, text in texts.items() if text}


def _cell_text(cell: Cell) -> str:
    """Return what a cell says as the text keeps it: a day as ISO, a flag in the grammar's word."""
    if isinstance(cell.value, datetime):
        return cell.value.date().isoformat()
    if isinstance(cell.value, date):
        return cell.value.isoformat()
    if isinstance(cell.value, bool):
        return "true" if cell.value else "false"
    return cell.formula if cell.formula is not None else cell.text
