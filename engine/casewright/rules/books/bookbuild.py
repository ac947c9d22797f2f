"""Workbooks out of text: what staff edit is built from what a reviewer reads."""

from collections.abc import Mapping
from pathlib import Path

from casewright.model import Bilingual, PlaybookError
from casewright.rules.books.booktext import BookTextError, ListText, SheetText, TableText, parse_sheet
from casewright.rules.books.drafts import draft_list, draft_table, draft_tests, draft_values
from casewright.rules.books.readme import draft_readme
from casewright.rules.language.vocabulary import FactType, Term, Vocabulary
from casewright.sheets import SheetDraft, build_book

FACTS = "facts"


def build_books(text_folder: Path, out: Path) -> tuple[Path, ...]:
    """Build every workbook of a folder of texts (``<folder>/<book>/<sheet>.yaml``) into ``out``, in name order.

    The same text gives the same bytes. Raise PlaybookError for a text that is not of the form.
    """
    vocabulary = text_vocabulary(text_folder)
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


def text_vocabulary(text_folder: Path) -> Vocabulary:
    """Return the facts dictionary of a folder of texts; an empty one where there is none."""
    folder = text_folder / FACTS
    texts = read_texts(folder) if folder.is_dir() else ()
    facts = next((sheet for sheet in texts if isinstance(sheet, ListText) and sheet.name == FACTS), None)
    terms = (term_of_row(row) for row in facts.rows) if facts else ()
    return Vocabulary({term.name: term for term in terms})


def term_of_row(row: Mapping[str, str]) -> Term:
    """Return a row of the list ``facts`` as a term; a type that is not known counts as a text."""
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
