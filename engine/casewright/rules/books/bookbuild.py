"""Workbooks out of text: what staff edit is built from what a reviewer reads."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from casewright.model import Bilingual, PlaybookError
from casewright.rules.books.booktext import BookTextError, ListText, SheetText, TableText, parse_sheet
from casewright.rules.books.drafts import Shelf, draft_list, draft_table, draft_tests
from casewright.rules.books.readme import draft_readme
from casewright.rules.books.values import Library, draft_values, library_of, listings
from casewright.rules.language.vocabulary import FactType, Term, Vocabulary
from casewright.rules.listed import LISTED_IN, Line, Lists, expand
from casewright.sheets import Content, build_book, drafted_content

FACTS = "facts"


@dataclass(frozen=True, slots=True)
class MadeBook:
    """A workbook built in memory: its name, the sheets of its text, what stands in its cells, its bytes."""

    name: str
    sheets: tuple[SheetText, ...]
    content: Content
    data: bytes


def make_books(text_folder: Path) -> tuple[MadeBook, ...]:
    """Build every workbook of a folder of texts (``<folder>/<book>/<sheet>.yaml``), in name order; nothing is written.

    The same text gives the same bytes. Raise PlaybookError for a text that is not of the form.
    """
    folders = sorted(path for path in text_folder.iterdir() if path.is_dir())
    texts = {folder.name: read_texts(folder) for folder in folders}
    vocabulary = _vocabulary(texts.get(FACTS, ()), Lists(lists_in(texts.get(name, ())) for name in LISTED_IN))
    library = library_of(sheet for sheets in texts.values() for sheet in sheets)
    return tuple(make_book(name, sheets, vocabulary, library) for name, sheets in texts.items())


def make_book(name: str, texts: tuple[SheetText, ...], vocabulary: Vocabulary, library: Library) -> MadeBook:
    """Build one workbook: README, tables and lists, the tests of the tables, the values that they may hold."""
    tables = [sheet for sheet in texts if isinstance(sheet, TableText)]
    listed = listings(tables, vocabulary, library)
    values, ranges = draft_values(listed)
    shelf = Shelf(vocabulary, library, listed, ranges)
    drafts = [draft_readme(name, texts, vocabulary)]
    drafts += [draft_table(sheet, shelf) if isinstance(sheet, TableText) else draft_list(sheet, shelf)
               for sheet in texts]  # fmt: skip
    if tables:
        tests = ((table.name, test) for table in tables for test in table.tests)
        drafts.append(draft_tests(tests, [table.name for table in tables]))
    if listed:
        drafts.append(values)
    return MadeBook(name, texts, drafted_content(drafts), build_book(drafts))


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


def text_vocabulary(text_folder: Path) -> Vocabulary:
    """Return the facts dictionary of a folder of texts; an empty one where there is none."""
    beside = (text_folder / name for name in LISTED_IN)
    lists = Lists(lists_in(read_texts(folder)) for folder in beside if folder.is_dir())
    folder = text_folder / FACTS
    return _vocabulary(read_texts(folder) if folder.is_dir() else (), lists)


def _vocabulary(texts: Iterable[SheetText], lists: Lists) -> Vocabulary:
    facts = next((sheet for sheet in texts if isinstance(sheet, ListText) and sheet.name == FACTS), None)
    terms = (term_of_row(row, lists) for row in facts.rows) if facts else ()
    return Vocabulary({term.name: term for term in terms})


def lists_in(texts: Iterable[SheetText]) -> dict[str, tuple[Line, ...]]:
    """Return the lists among the texts of a book by name, as a dictionary's references look rows up."""
    lists = (sheet for sheet in texts if isinstance(sheet, ListText) and sheet.columns)
    return {sheet.name: tuple((row.get(sheet.columns[0].name, ""), row) for row in sheet.rows) for sheet in lists}


def term_of_row(row: Mapping[str, str], lists: Lists | None = None) -> Term:
    """Return a row of the list ``facts`` as a term; a type that is not known counts as a text.

    ``lists`` are those that its values may refer to; without them a reference stands for nothing.
    """
    kind = row.get("type", "")
    parts = tuple(part.strip() for part in row.get("values", "").split("|") if part.strip())
    label = Bilingual(row.get("zh", ""), row.get("en", ""))
    fact_type = FactType(kind) if kind in set(FactType) else FactType.STRING
    return Term(row.get("name", ""), label, fact_type, expand(parts, lists or Lists()), row.get("unit", ""))
