"""One side of a comparison: a workbook, a folder of workbooks, or a folder of their texts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from casewright.model import Bilingual, PlaybookError
from casewright.rules.books.bookbuild import FACTS, read_texts, text_vocabulary
from casewright.rules.books.bookexport import read_workbook, workbook_vocabulary
from casewright.rules.books.booktext import SheetText
from casewright.rules.language.vocabulary import Vocabulary
from casewright.rules.listed import lists_beside
from casewright.sheets import Sheet


@dataclass(frozen=True, slots=True)
class BookSide:
    """One book: what reads as table or list, in sheet order, and the sheets that do not.

    ``raw`` are all sheets of a workbook as cells; a text has none.
    """

    name: str
    sheets: tuple[SheetText, ...]
    unread: Mapping[str, Sheet] = field(default_factory=dict)
    remarks: tuple[Bilingual, ...] = ()
    raw: Mapping[str, Sheet] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Side:
    """All books of a side by name; ``single``: one book was named, whatever it is called."""

    books: Mapping[str, BookSide]
    vocabulary: Vocabulary
    single: bool = False


def open_side(path: Path) -> Side:
    """Read one side; raise PlaybookError where it holds neither workbooks nor their texts, or one cannot be opened."""
    if path.is_file():
        vocabulary = workbook_vocabulary(path.with_name(f"{FACTS}.xlsx"), lists=lists_beside(path))
        return Side({path.stem: _workbook(path, vocabulary)}, vocabulary, single=True)
    books = sorted(each for each in path.glob("*.xlsx") if not each.name.startswith(("~$", ".~")))
    if books:
        facts = path / f"{FACTS}.xlsx"
        vocabulary = workbook_vocabulary(facts, lists=lists_beside(facts))
        return Side({each.stem: _workbook(each, vocabulary) for each in books}, vocabulary)
    if any(path.glob("*.yaml")):
        name = path.resolve().name
        return Side({name: BookSide(name, read_texts(path))}, text_vocabulary(path.resolve().parent), single=True)
    folders = sorted(each for each in path.iterdir() if each.is_dir() and any(each.glob("*.yaml")))
    if folders:
        return Side({each.name: BookSide(each.name, read_texts(each)) for each in folders}, text_vocabulary(path))
    raise PlaybookError(
        Bilingual(f"{path} 里没有规则工作簿，也没有规则文本。", f"{path} holds neither rulebooks nor their texts."),
        Bilingual(
            "写一个 .xlsx 文件、放工作簿的文件夹，或 rulebooks/text 这样的文件夹。",
            "Name an .xlsx file, a folder of workbooks, or a folder such as rulebooks/text.",
        ),
    )


def _workbook(path: Path, vocabulary: Vocabulary) -> BookSide:
    read = read_workbook(path, vocabulary=vocabulary)
    remarks = tuple(
        Bilingual(f"{finding.at}：{finding.text.zh}", f"{finding.at}: {finding.text.en}") for finding in read.findings
    )
    raw = {sheet.name: sheet for sheet in read.raw}
    return BookSide(path.stem, read.sheets, {sheet.name: sheet for sheet in read.unread}, remarks, raw)
