"""The rows of a decision table, read cell by cell under a head whose columns have their types."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from fractions import Fraction

from casewright.model import Bilingual, CellRef, Finding, Kind, RuleRef, Severity, Value
from casewright.rules.head import NOTES, Head
from casewright.rules.language.condition import print_number
from casewright.rules.language.cursor import ConditionError
from casewright.rules.language.grammar import parse_condition
from casewright.rules.language.literal import read_value
from casewright.rules.language.vocabulary import FactType, Term
from casewright.rules.table import Column, ConditionCell, Rule
from casewright.sheets import Cell
from casewright.text import fold_width

FORMULA = Kind(
    "rules/formula-cell", Severity.ERROR,
    "这里是公式“{formula}”；规则只接受写明的条件和结论。",
    "This cell holds the formula \"{formula}\"; rules take plain conditions and conclusions.",
    "把单元格设为“文本”格式后直接写值，不要以 = 开头。",
    "Format the cell as Text and type the value, without a leading =.",
)  # fmt: skip
SHEET_ERROR = Kind(
    "rules/error-cell", Severity.ERROR,
    "这里是表格错误值“{value}”。", "This cell holds the spreadsheet error \"{value}\".",
    "清空后重新写条件或结论。", "Clear the cell and type the condition or conclusion again.",
)  # fmt: skip
MANGLED = Kind(
    "rules/date-instead-of-text", Severity.ERROR,
    "“{column}”列的这个单元格变成了日期 {value}，多半是输入 {typed} 之类时被自动转换的。",
    "This cell of column \"{column}\" has become the date {value}, most likely from typing something like {typed}.",
    "把单元格设为“文本”格式后重新输入；区间写成 [{low}..{high}]。",
    "Format the cell as Text and type it again; a range is written [{low}..{high}].",
)  # fmt: skip
UNREADABLE = Kind(
    "rules/cell-unreadable", Severity.ERROR,
    "“{column}”列的“{text}”第 {position} 个字符处：{what_zh}。",
    "Column \"{column}\", \"{text}\", at character {position}: {what_en}.",
    "{fix_zh}", "{fix_en}",
)  # fmt: skip
NO_ID = Kind(
    "rules/row-without-id", Severity.ERROR,
    "第 {row} 行有条件或结论，但没有规则编号。", "Row {row} has conditions or conclusions but no rule id.",
    "在第一列写上编号，例如 D07。", "Put an id into the first column, for example D07.",
)  # fmt: skip
ID_TWICE = Kind(
    "rules/id-twice", Severity.ERROR,
    "规则编号“{id}”在这张表里出现两次，另一次在 {other}。",
    "The rule id \"{id}\" stands twice in this table; also at {other}.",
    "给其中一行换一个编号。", "Give one of the rows another id.",
)  # fmt: skip
NO_SOURCE = Kind(
    "rules/row-without-source", Severity.WARNING,
    "规则 {id} 没有写依据。", "Rule {id} names no source.",
    "在 source 列写明依据（政策页、通知或内部决定）。",
    "Say in the column source what it rests on: a policy page, a notice, a decision of your own.",
)  # fmt: skip
NO_ANSWER = Kind(
    "rules/row-without-conclusion", Severity.ERROR,
    "规则 {id} 没有写任何结论。", "Rule {id} concludes nothing.",
    "在结论列写上结论，或删掉这一行。", "Fill in a conclusion column, or delete the row.",
)  # fmt: skip
DEFAULT_ASKS = Kind(
    "rules/default-with-condition", Severity.ERROR,
    "默认行不能有条件，这里写的是“{text}”。", "The default row takes no conditions; here stands \"{text}\".",
    "清空这个条件，或给这一行换一个编号。", "Clear the condition, or give the row another id.",
)  # fmt: skip
DEFAULT_TWICE = Kind(
    "rules/default-twice", Severity.ERROR,
    "这张表有两个默认行，另一行在 {other}。", "This table has two default rows; the other one is at {other}.",
    "只保留一个默认行。", "Keep one default row only.",
)  # fmt: skip
BAD_DAY = Kind(
    "rules/date-unreadable", Severity.ERROR,
    "“{column}”列的“{value}”不是日期。", "\"{value}\" in column \"{column}\" is not a date.",
    "写成 2026-11-22 这样。", "Write it like 2026-11-22.",
)  # fmt: skip

_DEFAULT = {"default", "默认"}
_ERRORS = {"#N/A", "#NAME?", "#REF!", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!"}


@dataclass(frozen=True, slots=True)
class RawRow:
    """A row with its conclusions read and its conditions still as cells, so that types can be settled first."""

    rule: Rule
    cells: tuple[tuple[Column, Cell], ...]


def is_default(rule_id: str) -> bool:
    """Say whether a row is the one that applies when no other matches."""
    return fold_width(rule_id).strip().casefold() in _DEFAULT


def read_rows(head: Head) -> tuple[tuple[RawRow, ...], tuple[Finding, ...]]:
    """Read ids, conclusions, notes and dates of every row; a row without anything but notes is a remark."""
    rows: list[RawRow] = []
    found: list[Finding] = []
    seen: dict[str, CellRef] = {}
    default: CellRef | None = None
    for cells in _lines(head):
        asks = tuple((column, cells[number - 1]) for number, column in head.inputs)
        answers = tuple((column, cells[number - 1]) for number, column in head.outputs)
        first = cells[head.ids - 1]
        if first.formula is not None:
            found.append(FORMULA.at(first.ref, formula=first.formula))
            continue
        if not first.text:
            if any(_filled(cell) for _, cell in (*asks, *answers)):
                found.append(NO_ID.at(first.ref, row=first.row))
            continue
        if first.text in seen:
            found.append(ID_TWICE.at(first.ref, id=first.text, other=seen[first.text].at))
            continue
        if is_default(first.text):
            if default is not None:
                found.append(DEFAULT_TWICE.at(first.ref, other=default.at))
                continue
            default = first.ref
        seen[first.text] = first.ref
        rows.append(RawRow(_rule(head, cells, answers, found), asks))
    return tuple(rows), tuple(found)


def _lines(head: Head) -> Iterator[tuple[Cell, ...]]:
    """Yield the rows that hold anything, a formula that was never worked out included."""
    first = head.first_row
    used = {row for (row, _), cell in head.sheet.cells.items() if row >= first and _filled(cell)}
    for row in sorted(used):
        yield head.sheet.row(row)


def _filled(cell: Cell) -> bool:
    return bool(cell.text) or cell.formula is not None


def _rule(head: Head, cells: tuple[Cell, ...], answers: tuple[tuple[Column, Cell], ...], found: list[Finding]) -> Rule:
    first = cells[head.ids - 1]
    notes = {name: cells[number - 1] for name, number in head.notes.items() if name in NOTES}
    found.extend(FORMULA.at(cell.ref, formula=cell.formula) for cell in notes.values() if cell.formula)
    source = notes["source"].text if "source" in notes else ""
    if not source:
        found.append(NO_SOURCE.at(first.ref, id=first.text))
    if not any(_filled(cell) for _, cell in answers):
        found.append(NO_ANSWER.at(first.ref, id=first.text))
    days = {name: _day(notes[name], name, found) for name in NOTES[3:] if name in notes}
    zh, en = (notes[name].text if name in notes else "" for name in NOTES[:2])
    return Rule(
        first.text, RuleRef(head.ref.file, head.ref.sheet, first.text, first.ref.cell), (),
        {column.name: _output(column, cell, found) for column, cell in answers},
        Bilingual(zh, en), source, **days,
    )  # fmt: skip


def finish_row(raw: RawRow, terms: Iterable[Term | None]) -> tuple[Rule, tuple[Finding, ...]]:
    """Read the conditions of a row, each by the type of its column."""
    found: list[Finding] = []
    conditions = tuple(_conditions(raw, terms, found))
    if is_default(raw.rule.id):
        found.extend(DEFAULT_ASKS.at(cell.ref, text=cell.text) for cell in conditions)
        conditions = ()
    return replace(raw.rule, conditions=conditions), tuple(found)


def _conditions(raw: RawRow, terms: Iterable[Term | None], found: list[Finding]) -> Iterator[ConditionCell]:
    for (column, cell), term in zip(raw.cells, terms, strict=True):
        text = _text(column, cell, term, found)
        if not text:
            continue
        try:
            condition = parse_condition(text, term=term)
        except ConditionError as error:
            found.append(_unreadable(column, cell, text, error))
            continue
        if not condition.always:
            yield ConditionCell(column.name, text, condition, cell.ref)


def _output(column: Column, cell: Cell, found: list[Finding]) -> Value:
    text = _text(column, cell, column.term, found)
    if not text or text == "-":
        return None
    try:
        return read_value(text, term=column.term)
    except ConditionError as error:
        found.append(_unreadable(column, cell, text, error))
        return None


def _unreadable(column: Column, cell: Cell, text: str, error: ConditionError) -> Finding:
    return UNREADABLE.at(
        cell.ref, column=column.name, text=text, position=error.position, what_zh=error.what.zh,
        what_en=error.what.en, fix_zh=error.fix.zh, fix_en=error.fix.en,
    )  # fmt: skip


def _text(column: Column, cell: Cell, term: Term | None, found: list[Finding]) -> str:
    """Return a cell as the grammar writes it; empty for a blank or for a cell that must not be read."""
    value = cell.value
    if cell.formula is not None:
        found.append(FORMULA.at(cell.ref, formula=cell.formula))
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return _number_text(cell, value)
    if isinstance(value, date | time):
        if isinstance(value, date) and (term is None or term.type.part is FactType.DATE):
            return _day_text(value)
        found.append(_mangled(column, cell))
        return ""
    if cell.text in _ERRORS:
        found.append(SHEET_ERROR.at(cell.ref, value=cell.text))
        return ""
    return cell.text


def _day_text(value: date) -> str:
    """Return a day as the grammar writes it; a time of day stays, so that the grammar refuses it."""
    if isinstance(value, datetime) and value.time() != time():
        return value.isoformat()
    return (value.date() if isinstance(value, datetime) else value).isoformat()


def _number_text(cell: Cell, value: float) -> str:
    exact = Fraction(repr(value))
    return f"{print_number(exact * 100)}%" if "%" in cell.number_format else print_number(exact)


def _mangled(column: Column, cell: Cell) -> Finding:
    value = cell.value
    low, high = (value.month, value.day) if isinstance(value, date) else (1, 3)
    shown = value.date() if isinstance(value, datetime) else value
    return MANGLED.at(cell.ref, column=column.name, value=shown, typed=f"{low}-{high}", low=low, high=high)


def _day(cell: Cell, name: str, found: list[Finding]) -> date | None:
    try:
        return cell.day()
    except ValueError:
        found.append(BAD_DAY.at(cell.ref, column=name, value=cell.text))
        return None
