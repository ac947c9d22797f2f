"""The plain evaluator: each row, each cell, straight from the syntax tree.

It is the reference that the engine is held against, and the only one of the two that can say why a row did not match.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import TypeVar

from casewright.model import CellTrace, RowTrace, Value
from casewright.rules.fit import show_value
from casewright.rules.language.condition import EQUAL, Compare, Condition, Contains, Empty, Scalar, Test
from casewright.rules.table import DecisionTable, Rule
from casewright.text import fold_width

Ordered = TypeVar("Ordered", Fraction, date, str)


def holds(condition: Condition, value: Value) -> bool:
    """Say whether a fact's value meets a condition.

    Nothing known (None) meets only ``-`` and a test for ``empty``, whatever else the cell says. A list meets a value
    that is one of its parts; an empty list is known to hold none. Values are of the cell's type (see ``fit``).
    """
    if condition.always:
        return True
    if value is None:
        return not condition.negated and any(isinstance(test, Empty) for test in condition.tests)
    return any(_passes(test, value) for test in condition.tests) is not condition.negated


def _passes(test: Test, value: Value) -> bool:
    if isinstance(test, Empty):
        return value in ("", ())
    if isinstance(test, Contains):
        return _contains(test, value)
    if isinstance(value, tuple):
        return isinstance(test, Compare) and test.operator == EQUAL and test.value in value
    if value is None:
        return False
    if isinstance(test, Compare):
        return compare(value, test.operator, test.value)
    low, high = ">=" if test.low_closed else ">", "<=" if test.high_closed else "<"
    return compare(value, low, test.low) and compare(value, high, test.high)


def _contains(test: Contains, value: Value) -> bool:
    words = [fold(word) for word in test.words]
    if isinstance(value, tuple):
        parts = {fold(part) for part in value}
        return any(word in parts for word in words)
    return isinstance(value, str) and any(word in fold(value) for word in words)


def fold(text: str) -> str:
    """Return a text as words are looked for in it: width and capitals ignored."""
    return fold_width(text).casefold()


def compare(left: Scalar, operator: str, right: Scalar) -> bool:
    """Compare two values of one type; values of two types are never equal and have no order."""
    if operator == EQUAL:
        return left == right and isinstance(left, bool) == isinstance(right, bool)
    if isinstance(left, bool) or isinstance(right, bool):
        return False
    if isinstance(left, Fraction) and isinstance(right, Fraction):
        return _in_order(left, operator, right)
    if isinstance(left, date) and isinstance(right, date):
        return _in_order(left, operator, right)
    if isinstance(left, str) and isinstance(right, str):
        return _in_order(left, operator, right)
    return False


def _in_order(left: Ordered, operator: str, right: Ordered) -> bool:
    sign = (left > right) - (left < right)
    return {"<": sign < 0, "<=": sign <= 0, ">": sign > 0, ">=": sign >= 0}[operator]


#: For each row, for each of its cells that asks something, whether it held.
Held = tuple[tuple[bool, ...], ...]


def hold_rows(table: DecisionTable, values: Mapping[str, Value]) -> Held:
    """Ask every cell of every row, whether or not the row can still match: the trace needs them all."""
    return tuple(
        tuple(holds(cell.condition, values.get(cell.fact)) for cell in rule.conditions) for rule in table.rules
    )


def met_rows(held: Held) -> tuple[int, ...]:
    """Return the positions of the rows whose every cell held, in sheet order."""
    return tuple(number for number, cells in enumerate(held) if all(cells))


def trace_rows(
    table: DecisionTable, values: Mapping[str, Value], held: Held, *, fired: Sequence[Rule] = ()
) -> tuple[RowTrace, ...]:
    """Return every row with every cell that asks something, met or not."""
    shown = {column.name: show_value(values.get(column.name)) for column in table.inputs}
    applied = {rule.id for rule in fired}
    rows = []
    for rule, cells in zip(table.rules, held, strict=True):
        traced = tuple(
            CellTrace(cell.ref.at, cell.text, cell.fact, shown[cell.fact], met)
            for cell, met in zip(rule.conditions, cells, strict=True)
        )
        rows.append(
            RowTrace(
                table.name, rule.id, rule.origin.at, all(cells), rule.id in applied, traced, rule.reason,
            )
        )  # fmt: skip
    return tuple(rows)
