"""The README sheet of a rulebook: its sheets, worked examples out of its own rows, and every way to write a cell."""

from collections.abc import Iterable, Iterator, Sequence

from casewright.model import Bilingual
from casewright.rules.books import readme_pictures as pictures
from casewright.rules.books import readme_words as words
from casewright.rules.books.booktext import ListText, SheetText, TableText
from casewright.rules.books.layout import README_SHEET
from casewright.rules.books.notes import POLICIES
from casewright.rules.language.vocabulary import Vocabulary
from casewright.sheets import Draft, SheetDraft

_WIDTHS = (26.0, 20.0, 20.0, 20.0, 22.0, 22.0, 22.0)
#: How many columns the Chinese and the English text reach over.
_ZH, _EN = 3, 3

Row = tuple[Draft, ...]


def draft_readme(book: str, sheets: Sequence[SheetText], vocabulary: Vocabulary | None = None) -> SheetDraft:
    """Lay out the README sheet of a book; the part about decision tables only where it has some."""
    known = vocabulary or Vocabulary()
    tables = [sheet for sheet in sheets if isinstance(sheet, TableText)]
    lists = [sheet for sheet in sheets if isinstance(sheet, ListText)]
    rows: list[Row] = [_heading(f"{book}.xlsx"), _texts("hint", "工作表 Sheet", Bilingual("用途", "What it is for"))]
    rows += [_texts("cell", sheet.name, sheet.purpose) for sheet in sheets]
    if tables:
        rows += _tables(book, tables, known)
    if lists:
        rows += _lists(lists)
    return SheetDraft(README_SHEET, tuple(rows), _WIDTHS, "A2", tab="1F3A5F", page=True)


def _tables(book: str, tables: Sequence[TableText], vocabulary: Vocabulary) -> Iterator[Row]:
    yield from _example("例一：加一行规则", "Example 1: add a rule", words.ADD_ROW, pictures.adding(tables, vocabulary))
    changed = pictures.changing(tables, vocabulary)
    if changed:
        yield from _example("例二：改一个门槛", "Example 2: change a threshold", words.CHANGE, changed)
    yield from _example("例三：停用一行", "Example 3: end a rule", words.END, pictures.ending(tables))
    yield from _example("例四：加一个测试", "Example 4: add a test", words.ADD_TEST, pictures.testing(tables))
    yield from _example(
        "例五：看懂错误提示", "Example 5: read a message", words.MESSAGE, pictures.message(book, tables[0])
    )
    yield from _section("条件怎么写 Condition cells", ((text, meaning) for text, _, meaning in words.CELLS))
    yield from _section("没有填的事实 Facts not given", words.EMPTY)
    yield from _section("命中策略 Hit policies", ((policy.value, told) for policy, told in POLICIES.items()))
    yield from _section("表格软件会改什么 What Excel changes", words.TRAPS)
    yield from _section("颜色 Colours", ())
    yield from (_texts("cell", text, meaning, lead=role) for text, role, meaning in words.COLOURS)
    yield from (_texts("cell", text, meaning) for text, meaning in words.HINTS)


def _lists(lists: Sequence[ListText]) -> Iterator[Row]:
    yield from _example("清单：加一个条目", "Lists: add an entry", words.ADD_ENTRY, pictures.entering(lists))
    yield from _example("清单：停用一个条目", "Lists: end an entry", words.END, ())


def _example(zh: str, en: str, steps: Sequence[Bilingual], picture: Iterable[Row]) -> Iterator[Row]:
    yield _blank()
    yield _heading(f"{zh}　{en}")
    for number, step in enumerate(steps, start=1):
        yield (Draft(str(number), "step"), Draft(step.zh, "text", span=_ZH), Draft(step.en, "text", span=_EN))
    yield from picture


def _section(title: str, rows: Iterable[tuple[str, Bilingual]]) -> Iterator[Row]:
    yield _blank()
    yield _heading(title)
    yield from (_texts("cell", text, meaning) for text, meaning in rows)


def _heading(text: str) -> Row:
    return (Draft(text, "heading", span=1 + _ZH + _EN),)


def _blank() -> Row:
    return (Draft(None, "text"),)


def _texts(role: str, first: str, text: Bilingual, *, lead: str = "") -> Row:
    head = lead or ("code" if role == "cell" else role)
    return (Draft(first, head), Draft(text.zh, role, span=_ZH), Draft(text.en, role, span=_EN))
