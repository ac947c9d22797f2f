"""Conditions compiled to small predicates, each asked once per case however many rows share it.

Written apart from the plain evaluator on purpose: where the two disagree, one of them is wrong, and the case stops.
"""

import operator
from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from casewright.model import Value
from casewright.rules.language.condition import (
    EQUAL,
    AnyPart,
    Compare,
    Condition,
    Contains,
    Empty,
    Null,
    Range,
    Scalar,
    Test,
)
from casewright.text import fold_width

Predicate = Callable[[Value], bool]

_COMPARE: Mapping[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip


def compile_condition(condition: Condition) -> Predicate:
    """Return a function that tells whether a fact's value meets a condition."""
    if not condition.tests:
        return lambda _value: True
    unknown = not condition.negated and not {Empty(), Null()}.isdisjoint(condition.tests)
    equal = frozenset(_keyed(test.value) for test in condition.tests if isinstance(test, Compare)
                      and test.operator == EQUAL)  # fmt: skip
    others = tuple(
        _compile(test) for test in condition.tests if not (isinstance(test, Compare) and test.operator == EQUAL)
    )
    wanted = not condition.negated

    def meets(value: Value) -> bool:
        if value is None:
            return unknown
        keys = [_keyed(part) for part in value] if isinstance(value, tuple) else [_keyed(value)]
        return (not equal.isdisjoint(keys) or any(other(value) for other in others)) is wanted

    return meets


def _keyed(value: Scalar) -> tuple[type, Scalar]:
    """Return a value with its type, since True would equal 1."""
    return (bool if isinstance(value, bool) else type(value), value)


def _compile(test: Test) -> Predicate:
    if isinstance(test, Empty):
        return lambda value: isinstance(value, str | tuple) and not value
    if isinstance(test, Null):
        return lambda _value: False
    if isinstance(test, AnyPart):
        asked = tuple(_compile(part) for part in test.tests)
        return lambda value: isinstance(value, tuple) and any(meets(part) for meets in asked for part in value)
    if isinstance(test, Contains):
        return _compile_contains(tuple(fold_width(word).casefold() for word in test.words))
    if isinstance(test, Range):
        low = _ordered(">=" if test.low_closed else ">", test.low)
        high = _ordered("<=" if test.high_closed else "<", test.high)
        return lambda value: low(value) and high(value)
    if test.operator == EQUAL:  # within any(...); elsewhere equality is looked up, not compared
        wanted = _keyed(test.value)
        return lambda value: not isinstance(value, tuple) and value is not None and _keyed(value) == wanted
    return _ordered(test.operator, test.value)


def _ordered(sign: str, bound: Scalar) -> Predicate:
    compare = _COMPARE[sign]
    kind = next((kind for kind in (Fraction, date, str) if isinstance(bound, kind)), Fraction)
    return lambda value: isinstance(value, kind) and compare(value, bound)


def _compile_contains(words: tuple[str, ...]) -> Predicate:
    def meets(value: Value) -> bool:
        if isinstance(value, tuple):
            return not {fold_width(str(part)).casefold() for part in value}.isdisjoint(words)
        folded = fold_width(value).casefold() if isinstance(value, str) else ""
        return isinstance(value, str) and any(word in folded for word in words)

    return meets
