"""Two rulebooks compared: what a reviewer needs to know, each difference told once and in words."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from casewright.model import Bilingual, PlaybookError
from casewright.rules.books.booktext import ListText, SheetText, TableText
from casewright.rules.books.diff.change import Change, How, RulebookDiff, What
from casewright.rules.books.diff.lists import diff_list
from casewright.rules.books.diff.match import match
from casewright.rules.books.diff.say import BLANK, part_text, same_words
from casewright.rules.books.diff.sides import BookSide, Side, open_side
from casewright.rules.books.diff.tables import diff_table
from casewright.rules.language.vocabulary import Vocabulary
from casewright.sheets import Sheet


def diff_rulebooks(older: Path, newer: Path) -> RulebookDiff:
    """Return what changed from one rulebook to another; each may be a workbook, a folder of them or of their texts.

    Rows are compared as they would be read: another spelling of the same meaning is told apart from a change of
    meaning. Rows, tests, columns and sheets are known again where only their name is new. Nothing has to load: a cell
    that does not read is compared as text, a sheet that is no table or list cell by cell, and a remark says so. How
    wide a column is shown, colours and the sheets that are made at every build are no part of the comparison.

    Raise PlaybookError for a side that cannot be opened.
    """
    old, new = open_side(older), open_side(newer)
    _have_a_book_in_common(old, new)
    books = _books(old, new)
    vocabularies = old.vocabulary, new.vocabulary
    changes: list[Change] = []
    for name, before, after in books:
        if before is None or after is None:
            changes.append(_whole_book(name, before or after, How.REMOVED if before else How.ADDED))
        else:
            changes.extend(_book(name, before, after, vocabularies))
    remarks = (remark for _, before, after in books for side in (before, after) if side for remark in side.remarks)
    return RulebookDiff(tuple(changes), tuple(dict.fromkeys(remarks)))


def _have_a_book_in_common(old: Side, new: Side) -> None:
    """Raise PlaybookError where one side is a single book and the other a folder without it."""
    for one, other in ((old, new), (new, old)):
        (name, *_) = one.books
        if one.single and not other.single and name not in other.books:
            raise PlaybookError(
                Bilingual(f"另一边没有叫 {name} 的规则工作簿，只有 {', '.join(other.books)}。",
                          f"The other side has no rulebook {name}; it has {', '.join(other.books)}."),
                Bilingual("两边都写到文件。", "Name a file on both sides."),
            )  # fmt: skip


def _books(old: Side, new: Side) -> list[tuple[str, BookSide | None, BookSide | None]]:
    if old.single and new.single:
        (before,), (after,) = old.books.values(), new.books.values()
        return [(after.name, before, after)]
    names = sorted({*old.books, *new.books})
    if old.single or new.single:
        (names,) = [[*side.books] for side in (old, new) if side.single]
    return [(name, old.books.get(name), new.books.get(name)) for name in names]


def _whole_book(name: str, book: BookSide | None, how: How) -> Change:
    sheets = ", ".join(sheet.name for sheet in book.sheets) if book else ""
    zh = f"工作簿 {name} {'新增' if how is How.ADDED else '删除'}：{sheets}"
    return Change(name, "", What.BOOK, how, name, Bilingual(zh, f"workbook {name} {how}: {sheets}"))


def _book(name: str, old: BookSide, new: BookSide, words: tuple[Vocabulary, Vocabulary]) -> Iterator[Change]:
    found = match(old.sheets, new.sheets, name=_sheet_name, body=_sheet_body)
    torn = {sheet.name for sheet in old.sheets} & {*new.unread} | {sheet.name for sheet in new.sheets} & {*old.unread}
    for _, sheet in found.removed:
        if sheet.name not in torn:
            yield _whole_sheet(name, sheet, How.REMOVED)
    for _, sheet in found.added:
        if sheet.name not in torn:
            yield _whole_sheet(name, sheet, How.ADDED)
    for sheet_name in sorted(torn):
        yield _torn(name, sheet_name, readable_before=sheet_name not in old.unread)
        if sheet_name in old.raw and sheet_name in new.raw:
            yield from _cells(name, old.raw[sheet_name], new.raw[sheet_name])
    for pair in found.pairs:
        if pair.renamed:
            text = Bilingual(f"工作表 {pair.old.name} 改名为 {pair.new.name}，内容没有变",
                             f"sheet {pair.old.name} renamed {pair.new.name}, same content")  # fmt: skip
            yield Change(name, pair.new.name, What.SHEET, How.RENAMED, pair.new.name, text)
            continue
        yield from _sheet(name, pair.old, pair.new, words)
    if any(pair.moved for pair in found.pairs):
        order = ", ".join(pair.new.name for pair in found.pairs)
        text = same_words(Bilingual(f"工作表的先后变为 {order}", f"sheets stand in another order: {order}"))
        yield Change(name, "", What.BOOK, How.MOVED, name, text, meaning=False)
    yield from _unread(name, old, new)


def _sheet_name(sheet: SheetText) -> str:
    return f"{'table' if isinstance(sheet, TableText) else 'list'} {sheet.name}"


def _sheet_body(sheet: SheetText) -> str:
    return repr(replace(sheet, name="", order=None))


def _sheet(name: str, old: SheetText, new: SheetText, words: tuple[Vocabulary, Vocabulary]) -> Iterator[Change]:
    if isinstance(old, TableText) and isinstance(new, TableText):
        yield from diff_table(name, old, new, words=words)
    if isinstance(old, ListText) and isinstance(new, ListText):
        yield from diff_list(name, old, new)


def _whole_sheet(book: str, sheet: SheetText, how: How) -> Change:
    noun = Bilingual("决策表", "table") if isinstance(sheet, TableText) else Bilingual("清单", "list")
    policy = f", {sheet.hit_policy}" if isinstance(sheet, TableText) else ""
    rows, verb = len(sheet.rows), "新增" if how is How.ADDED else "删除"
    text = Bilingual(f"{noun.zh} {sheet.name} {verb}（{rows} 行{policy}）：{sheet.purpose.zh}",
                     f"{noun.en} {sheet.name} {how} ({rows} rows{policy}): {sheet.purpose.en}")  # fmt: skip
    return Change(book, sheet.name, What.SHEET, how, sheet.name, text)


def _torn(book: str, sheet: str, *, readable_before: bool) -> Change:
    zh, en = "新版里这张表读不懂", "the newer version of this sheet does not read as a table"
    if not readable_before:
        zh, en = "旧版里这张表读不懂", "the older version of this sheet does not read as a table"
    text = Bilingual(f"{zh}（原因见备注），不能逐行比较，下面按单元格比较",
                     f"{en} (the remarks say why), so rows cannot be compared; cells are, below")  # fmt: skip
    return Change(book, sheet, What.SHEET, How.CHANGED, sheet, text)


def _unread(book: str, old: BookSide, new: BookSide) -> Iterator[Change]:
    """Compare the sheets that are no table or list: those in both cell by cell."""
    readable = {sheet.name for sheet in (*old.sheets, *new.sheets)}
    for name in sorted({*old.unread, *new.unread} - readable):
        before, after = old.unread.get(name), new.unread.get(name)
        if before is not None and after is not None:
            yield from _cells(book, before, after)
        else:
            how = How.ADDED if after is not None else How.REMOVED
            text = Bilingual(f"工作表 {name} {'新增' if how is How.ADDED else '删除'}（不是决策表或清单）",
                             f"sheet {name} {how} (neither a decision table nor a list)")  # fmt: skip
            yield Change(book, name, What.SHEET, how, name, text)


def _cells(book: str, old: Sheet, new: Sheet) -> Iterator[Change]:
    for row, column in sorted({*old.cells, *new.cells}):
        cells = [side.cell(row, column) for side in (old, new)]
        before, after = (cell.formula or cell.text for cell in cells)
        if before != after:
            place = cells[1].ref.cell
            text = part_text(Bilingual(f"单元格 {place}", f"cell {place}"), before, after, blank=BLANK)
            yield Change(book, new.name, What.CELL, How.CHANGED, place, text)
