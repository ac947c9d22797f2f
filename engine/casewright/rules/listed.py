"""Values of the dictionary that other lists keep: ``@violations`` stands for every code of the list ``violations``.

A new code is then entered once, in the list that names it. ``@actions.section=corrective`` stands for the rows in
which a column has that value, ``@violations.metric`` for the values of a column. What staff typed stays in the
workbook; it is resolved where it is read.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from casewright.model import Bilingual, CellRef, Finding, Kind, Severity
from casewright.rules.language.vocabulary import AS_TYPED, REFERENCE, did_you_mean
from casewright.sheets import Book, Entry, ListSheet, is_list, read_book, read_list
from casewright.text import fold_width

#: The books whose lists a dictionary may refer to, the likeliest first: where two lists share a name, the first counts.
LISTED_IN = ("catalogue", "wording", "numbers")

NO_LIST = Kind(
    "rules/values-list-unknown", Severity.ERROR,
    "“{text}”指的清单“{name}”没有找到。", "\"{text}\" refers to the list \"{name}\", which was not found.",
    "{hint_zh}", "{hint_en}",
)  # fmt: skip
NO_COLUMN = Kind(
    "rules/values-column-unknown", Severity.ERROR,
    "“{text}”指的列“{name}”，清单“{list}”里没有。",
    "\"{text}\" refers to the column \"{name}\", which the list \"{list}\" does not have.",
    "{hint_zh}", "{hint_en}",
)  # fmt: skip
NO_ROW = Kind(
    "rules/values-no-row", Severity.ERROR,
    "“{text}”没有取到任何代码：清单“{list}”里没有这样的行。",
    "\"{text}\" stands for no code: the list \"{list}\" has no such row.",
    "{hint_zh}", "{hint_en}",
)  # fmt: skip
_ALONE = Bilingual(
    "把 catalogue.xlsx、wording.xlsx、numbers.xlsx 放在 facts.xlsx 的同一个文件夹里，或直接写出可选值。",
    "Keep catalogue.xlsx, wording.xlsx and numbers.xlsx in the folder of facts.xlsx, or write the values themselves.",
)

#: A row of a list: its id, and its texts by column.
Line = tuple[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Reference:
    """What a part of a ``values`` cell refers to: a list's ids, those with a value in a column, a column's values."""

    text: str
    list: str
    column: str = ""
    value: str = ""


class Lists:
    """Lists by name, read book by book and only as far as a name is looked for."""

    def __init__(self, books: Iterable[Mapping[str, Sequence[Line]]] = ()) -> None:
        """Take books in the order in which they are to be searched."""
        self._books = iter(books)
        self._known: dict[str, Sequence[Line]] = {}

    def find(self, name: str) -> Sequence[Line] | None:
        """Return the rows of a list, None where no book has it."""
        while name not in self._known and (book := next(self._books, None)) is not None:
            self._known = {**book, **self._known}
        return self._known.get(name)

    def names(self) -> tuple[str, ...]:
        """Return the names of the lists read so far: all, once a name was not found."""
        return tuple(self._known)


def read_reference(part: str) -> Reference | None:
    """Return what a part of a ``values`` cell refers to, None for a plain value."""
    text = fold_width(part).strip()
    if not text.startswith(REFERENCE):
        return None
    name, _, rest = text.removeprefix(REFERENCE).partition(".")
    column, _, value = rest.partition("=")
    return Reference(part, name.strip(), column.strip(), value.strip())  # no value: the values of the column


def expand(parts: Iterable[str], lists: Lists) -> tuple[str, ...]:
    """Return values with the codes that references stand for in their place; a reference to nothing gives none."""
    values: list[str] = []
    for part in parts:
        reference = read_reference(part)
        values += [part] if reference is None else _codes(reference, lists.find(reference.list) or ())
    return tuple(dict.fromkeys(values))


def _codes(reference: Reference, lines: Sequence[Line]) -> list[str]:
    if not reference.column:
        return [code for code, _ in lines]
    held = [(code, texts.get(reference.column, "").strip()) for code, texts in lines]
    if not reference.value:
        return [text for _, text in held if text]
    return [code for code, text in held if text == reference.value]


def resolve_values(rows: ListSheet, lists: Lists) -> tuple[ListSheet, tuple[Finding, ...]]:
    """Return the list ``facts`` with every reference resolved; one that stands for nothing is a finding at its cell."""
    made: list[Entry] = []
    found: list[Finding] = []
    for row in rows.rows:
        references = [each for part in row.words("values") if (each := read_reference(part)) is not None]
        if not references:
            made.append(row)
            continue
        found += [fault for each in references if (fault := _fault(each, lists, row.at("values"))) is not None]
        typed = row.cells["values"]
        values = replace(typed, value="|".join(expand(row.words("values"), lists)))
        made.append(replace(row, cells={**row.cells, "values": values, AS_TYPED: typed}))
    return replace(rows, rows=tuple(made)), tuple(found)


def _fault(reference: Reference, lists: Lists, at: CellRef) -> Finding | None:
    lines = lists.find(reference.list)
    if lines is None:
        hint = did_you_mean(reference.list, lists.names()) if lists.names() else _ALONE
        return NO_LIST.at(at, text=reference.text, name=reference.list, hint_zh=hint.zh, hint_en=hint.en)
    columns = {column for _, texts in lines for column in texts}
    if reference.column and lines and reference.column not in columns:
        hint = did_you_mean(reference.column, columns)
        return NO_COLUMN.at(
            at, text=reference.text, name=reference.column, list=reference.list, hint_zh=hint.zh, hint_en=hint.en
        )
    if _codes(reference, lines):
        return None
    hint = did_you_mean(reference.value, {text for _, texts in lines if (text := texts.get(reference.column))})
    return NO_ROW.at(at, text=reference.text, list=reference.list, hint_zh=hint.zh, hint_en=hint.en)


def lists_of(book: Book) -> dict[str, tuple[Line, ...]]:
    """Return the lists of a workbook by name; what is wrong with them is told where they are read for themselves.

    All rows, in force or not: a row to come may name a code to come.
    """
    names = [sheet.cell(1, 2).text for sheet in book.sheets if is_list(sheet)]
    read = ((name, read_list(book, name)[0]) for name in names)
    return {name: tuple(_line(row) for row in rows.rows) for name, rows in read if rows is not None}


def _line(row: Entry) -> Line:
    return row.id, {column: row.text(column) for column in row.cells}


def lists_beside(path: Path) -> Lists:
    """Return the lists that a workbook's dictionary may refer to: those of the books beside it."""

    def books() -> Iterator[Mapping[str, Sequence[Line]]]:
        for name in LISTED_IN:
            beside = path.with_name(f"{name}.xlsx")
            if beside.is_file() and (book := read_book(beside, name=beside.name)[0]) is not None:
                yield lists_of(book)

    return Lists(books())
