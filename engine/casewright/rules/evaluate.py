"""What a condition means: the plain evaluator's reading of one cell, straight from the syntax tree."""

from datetime import date
from fractions import Fraction
from typing import TypeVar

from casewright.model import Value
from casewright.rules.language.condition import EQUAL, AnyPart, Compare, Condition, Contains, Empty, Null, Scalar, Test
from casewright.text import fold_width

Ordered = TypeVar("Ordered", Fraction, date, str)


def holds(condition: Condition, value: Value) -> bool:
    """Say whether a fact's value meets a condition.

    Nothing known (None) meets only ``-`` and a test for ``empty`` or ``null``, whatever else the cell says. A list
    meets a value that is one of its parts; an empty list is known to hold none. Values are of the cell's type (see
    ``fit``).
    """
    if condition.always:
        return True
    if value is None:
        return not condition.negated and any(isinstance(test, Empty | Null) for test in condition.tests)
    for test in condition.tests:
        if _passes(test, value):
            return not condition.negated
    return condition.negated


def _passes(test: Test, value: Value) -> bool:
    if isinstance(test, Empty):
        return value in ("", ())
    if isinstance(test, Contains):
        return _contains(test, value)
    if isinstance(test, AnyPart):
        return isinstance(value, tuple) and any(_passes(each, part) for part in value for each in test.tests)
    if isinstance(test, Null):
        return False  # what is not known was answered above
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
        parts = {fold(part) for part in value if isinstance(part, str)}
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
    if operator == "<":
        return left < right
    if operator == "<=":
        return left <= right
    return left > right if operator == ">" else left >= right
