"""Labels on a worksheet: where the form's heads stand, whichever way the columns were moved."""

from collections.abc import Mapping
from dataclasses import dataclass

from casewright.intake.choices import label_key
from casewright.intake.form import FormField, FormSheet, is_example
from casewright.sheets import Cell, Sheet

#: How far down a head may stand: titles and a purpose come before it.
HEAD_ROWS = 15
_LABEL_HEADS = frozenset(label_key(word) for word in ("项目", "字段", "项目 Field", "Field", "Item", "名称", "项"))
_VALUE_HEADS = frozenset(label_key(word) for word in ("内容", "内容 Value", "Value", "填写", "填写内容", "值"))
_SHOW_HEADS = frozenset(
    label_key(word)
    for word in ("示例", "示例 Example", "Example", "说明", "说明 Help", "Help", "填写说明", "填写说明 Help", "例子")
)


def own(cell: Cell) -> bool:
    """Say whether a cell's value is its own, or came down a merge of its own column (a sideways merge is blank)."""
    if not cell.merged_from:
        return True
    letters = "".join(letter for letter in cell.merged_from if letter.isalpha())
    return cell.ref.cell.startswith(letters) and cell.ref.cell[len(letters) :].isdigit()


def filled(cell: Cell) -> bool:
    """Say whether something was typed into a cell: a value, or a formula whose value was never saved."""
    return own(cell) and bool(cell.text or cell.formula)


def rows_of(sheet: Sheet) -> dict[int, tuple[Cell, ...]]:
    """Return the filled cells by row, both in order; empty cells cost nothing, however wide the sheet."""
    rows: dict[int, list[Cell]] = {}
    for (row, _), cell in sorted(sheet.cells.items()):
        if filled(cell):
            rows.setdefault(row, []).append(cell)
    return {row: tuple(cells) for row, cells in rows.items()}


@dataclass(frozen=True, slots=True)
class KeyValues:
    """A sheet of labels and values: the columns of both, the first row of content, what other columns are called."""

    label: int
    value: int
    first: int
    shown: frozenset[int]
    heads: tuple[tuple[int, str], ...]


def key_values(sheet: Sheet, form: FormSheet) -> KeyValues | None:
    """Find the label column and the value column of the case sheet; None where it is not laid out so."""
    for row, cells in rows_of(sheet).items():
        if row > HEAD_ROWS:
            break
        keys = {cell.column: label_key(cell.text) for cell in cells}
        label = next((column for column, key in keys.items() if key in _LABEL_HEADS), None)
        value = next((column for column, key in keys.items() if key in _VALUE_HEADS), None)
        if label and value:
            shown = frozenset(column for column, key in keys.items() if key in _SHOW_HEADS)
            others = tuple((column, sheet.cell(row, column).text) for column in keys
                           if column not in {label, value} | shown)  # fmt: skip
            return KeyValues(label, value, row + 1, shown, others)
    return _by_content(sheet, form)


def _by_content(sheet: Sheet, form: FormSheet) -> KeyValues | None:
    counts: dict[int, int] = {}
    for (_, column), cell in sheet.cells.items():
        if own(cell) and isinstance(cell.value, str) and form.find(cell.text):
            counts[column] = counts.get(column, 0) + 1
    if not counts:
        return None
    label = min(counts, key=lambda column: (-counts[column], column))
    if counts[label] < 3:
        return None
    return KeyValues(label, label + 1, 1, frozenset(), ())


@dataclass(frozen=True, slots=True)
class Head:
    """The head row of a row sheet: which column holds which field, and the columns that the form does not know."""

    row: int
    fields: tuple[tuple[int, FormField], ...]
    unknown: tuple[Cell, ...]

    def column(self, key: str) -> int | None:
        """Return the column of a field, or None."""
        return next((column for column, field in self.fields if field.key == key), None)


def find_head(sheet: Sheet, form: FormSheet) -> Head | None:
    """Find the row that names most of the form's columns; None where no row does."""
    best: Head | None = None
    for row, cells in rows_of(sheet).items():
        if row > HEAD_ROWS:
            break
        head = _head(cells, form, row)
        if head.fields and (best is None or len(head.fields) > len(best.fields)):
            best = head
    if best is None:
        return None
    required = any(field.required for _, field in best.fields)
    return best if len(best.fields) >= 2 or required else None


def _head(cells: tuple[Cell, ...], form: FormSheet, row: int) -> Head:
    fields: dict[str, tuple[int, FormField]] = {}
    unknown: list[Cell] = []
    for cell in cells:
        if not isinstance(cell.value, str):
            continue
        field = form.find(cell.text)
        if field is None or field.key in fields:
            unknown.append(cell)
        else:
            fields[field.key] = (cell.column, field)
    return Head(row, tuple(fields.values()), tuple(unknown))


@dataclass(frozen=True, slots=True)
class Table:
    """A row sheet laid open: its head and the cells of each row below it, examples left out."""

    sheet: Sheet
    head: Head
    rows: Mapping[int, tuple[Cell, ...]]


def table_of(sheet: Sheet, form: FormSheet) -> Table | None:
    """Lay a row sheet open; None where no row is its head."""
    head = find_head(sheet, form)
    if head is None:
        return None
    below = {
        row: cells
        for row, cells in rows_of(sheet).items()
        if row > head.row and not any(is_example(cell.text) for cell in cells)
    }
    return Table(sheet, head, below)
