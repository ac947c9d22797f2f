"""List sheets of a rulebook: reference rows with a source and dates, read from their grid.

The grid: row 1 ``list 清单 | name | purpose 用途 | text``, row 2 machine names of the columns, row 3 labels for people,
row 4 on the rows. A row without its first cell is a remark and is passed over.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from casewright.model import Bilingual, CellRef, Finding, Kind, Severity
from casewright.sheets.book import Book, Cell, Sheet

MARK = "list"

NO_LIST = Kind(
    "playbook/list-missing", Severity.ERROR,
    "规则工作簿里没有名为“{name}”的清单工作表。", "The rulebook has no list sheet named \"{name}\".",
    "从 casewright init 新建的 desk 里把这张表复制回来。",
    "Copy the sheet back from a desk laid out by casewright init.",
)  # fmt: skip
NO_COLUMN = Kind(
    "playbook/column-missing", Severity.ERROR,
    "清单“{name}”缺少“{column}”列。", "List \"{name}\" lacks the column \"{column}\".",
    "在第 2 行补上列名 {column}。", "Put the column name {column} back into row 2.",
)  # fmt: skip
FORMULA = Kind(
    "playbook/formula", Severity.ERROR,
    "这里是公式“{formula}”；规则只接受写明的值。",
    "This cell holds the formula \"{formula}\"; rules take plain values.",
    "把单元格设为“文本”格式后直接写值，不要以 = 开头。",
    "Format the cell as Text and type the value, without a leading =.",
)  # fmt: skip
BAD_VALUE = Kind(
    "playbook/value-unreadable", Severity.ERROR,
    "“{value}”不是{want_zh}。", "\"{value}\" is not {want_en}.",
    "改成{example}这样的写法。", "Write it like {example}.",
)  # fmt: skip
DOUBLE_ID = Kind(
    "playbook/id-twice", Severity.ERROR,
    "编号“{id}”在清单“{name}”里出现两次，另一次在 {other}。",
    "Id \"{id}\" stands twice in list \"{name}\"; also at {other}.",
    "给其中一行换一个编号。", "Give one of the rows another id.",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a list sheet, by column name."""

    cells: Mapping[str, Cell]
    first: Cell

    @property
    def ref(self) -> CellRef:
        """Return the address of the row's first cell."""
        return self.first.ref

    @property
    def id(self) -> str:
        """Return the first column's text."""
        return self.first.text

    def at(self, column: str) -> CellRef:
        """Return the address of a column's cell, the row's own where the column does not exist."""
        return self.cells[column].ref if column in self.cells else self.ref

    def text(self, column: str) -> str:
        """Return a cell's text, empty where nothing stands there."""
        return self.cells[column].text if column in self.cells else ""

    def both(self, name: str, langs: Iterable[str] = ()) -> Bilingual:
        """Return the columns ``<name>_zh`` and ``<name>_en`` (or ``zh`` and ``en`` for an empty name).

        ``langs`` are further languages; those whose cell is blank are left out.
        """
        head = f"{name}_" if name else ""
        more = tuple((lang, said) for lang in sorted(langs) if (said := self.text(f"{head}{lang}")))
        return Bilingual(self.text(f"{head}zh"), self.text(f"{head}en"), more)

    def words(self, column: str) -> tuple[str, ...]:
        """Return a cell's parts, split at ``|``, ``;``, ``；`` or line breaks, blanks dropped."""
        raw = self.text(column)
        for mark in (";", "；", "\n"):
            raw = raw.replace(mark, "|")
        return tuple(part.strip() for part in raw.split("|") if part.strip())

    def flag(self, column: str) -> bool:
        """Return whether a cell says yes (``yes true 是 1``)."""
        return self.text(column).casefold() in {"yes", "true", "是", "1", "y"}

    def day(self, column: str) -> date | None:
        """Return a cell's date, None where it is blank; raise ValueError where it is no date."""
        return self.cells[column].day() if column in self.cells else None

    def number(self, column: str) -> Fraction | None:
        """Return a cell's number (``1%`` is 1/100), None where blank; raise ValueError where it is none."""
        raw = self.text(column).replace(",", "")
        if not raw:
            return None
        return Fraction(raw[:-1].strip()) / 100 if raw.endswith("%") else Fraction(raw)


@dataclass(frozen=True, slots=True)
class ListSheet:
    """A list of a rulebook: its name and its rows in sheet order."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[Entry, ...]
    ref: CellRef

    def active(self, on: date) -> "ListSheet":
        """Keep the rows in force on a day: ``effective_from`` <= day <= ``effective_to``, blanks open."""
        kept = tuple(row for row in self.rows if _in_force(row, on))
        return ListSheet(self.name, self.columns, kept, self.ref)


def _in_force(row: Entry, on: date) -> bool:
    try:
        start, end = row.day("effective_from"), row.day("effective_to")
    except ValueError:
        return True
    return (start is None or start <= on) and (end is None or on <= end)


def is_list(sheet: Sheet) -> bool:
    """Say whether a sheet is laid out as a list."""
    return sheet.cell(1, 1).text.casefold().startswith((MARK, "清单"))


def read_list(book: Book, name: str, *, required: Iterable[str] = ()) -> tuple[ListSheet | None, tuple[Finding, ...]]:
    """Read the list ``name`` of a workbook; ``required`` are column names that must stand in row 2.

    Formula cells, ids that stand twice and unreadable dates are findings by cell; the rows are returned all the same.
    """
    sheet = next((each for each in book.sheets if is_list(each) and each.cell(1, 2).text == name), None)
    if sheet is None:
        return None, (NO_LIST.at(CellRef(book.file, name, "A1"), name=name),)
    columns = {cell.text: cell.column for cell in sheet.row(2) if cell.text}
    head = sheet.cell(2, 1)
    found = [NO_COLUMN.at(head.ref, name=name, column=column) for column in required if column not in columns]
    rows: list[Entry] = []
    seen: dict[str, CellRef] = {}
    for cells in sheet.filled_rows(4):
        if not cells[0].text:
            continue
        row = Entry({column: cells[number - 1] for column, number in columns.items()}, cells[0])
        if row.id in seen:
            found.append(DOUBLE_ID.at(row.ref, id=row.id, name=name, other=seen[row.id].at))
            continue
        seen[row.id] = row.ref
        rows.append(row)
        found.extend(_cell_findings(row))
    return ListSheet(name, tuple(columns), tuple(rows), head.ref), tuple(found)


def _cell_findings(row: Entry) -> Iterable[Finding]:
    for column, cell in row.cells.items():
        if cell.formula is not None:
            yield FORMULA.at(cell.ref, formula=cell.formula)
        elif column in {"effective_from", "effective_to", "checked_on"}:
            try:
                row.day(column)
            except ValueError:
                yield BAD_VALUE.at(cell.ref, value=cell.text, want_zh="日期", want_en="a date", example="2026-11-22")
