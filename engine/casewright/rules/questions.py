"""All that a table asks about one fact, answered together: which of it holds for a value.

The engine's side of a case. A table asks about a few facts in hundreds of cells, mostly whether they equal a code or
lie beyond a bound. A value finds all codes at once by looking itself up, and all bounds by its place among them; every
other condition is a small predicate of its own (``atoms``).
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from fractions import Fraction
from math import lcm
from typing import Any

from casewright.model import Value
from casewright.rules.atoms import Predicate, compile_condition
from casewright.rules.language.condition import EQUAL, Compare, Condition

_Key = tuple[type, object]


class Questions:
    """The conditions on one fact, each under a number."""

    def __init__(self, about: str, asked: Mapping[Condition, int]) -> None:
        self.about = about
        equal = {condition: number for condition, number in asked.items() if only_equals(condition)}
        beyond = {condition: number for condition, number in asked.items() if _one_bound(condition) is not None}
        self._codes = _Codes(equal)
        self._bounds = tuple(bounds for kind in (Fraction, date, str) if (bounds := _Bounds(kind, beyond)).kept)
        self._others: tuple[tuple[int, Predicate], ...] = tuple(
            (number, compile_condition(condition)) for condition, number in asked.items()
            if condition not in equal and condition not in beyond
        )  # fmt: skip
        self._beyond_codes = bool(self._bounds or self._others)
        self._unknown = tuple(number for condition, number in asked.items() if compile_condition(condition)(None))

    def met(self, value: Value) -> Iterable[int]:
        """Return the numbers of the conditions that a value meets."""
        if value is None:
            return self._unknown
        if not self._beyond_codes:
            return self._codes.met(value)
        met = [*self._codes.met(value)] if self._codes.asked else []
        for bounds in self._bounds:
            if isinstance(value, bounds.kind):
                met += bounds.met(value)
        met += [number for number, meets in self._others if meets(value)]
        return met


class _Codes:
    """Conditions that only name values: ``a, b`` and ``not(a, b)``."""

    def __init__(self, asked: Mapping[Condition, int]) -> None:
        #: What a known value meets unless it is named.
        self._unless = frozenset(number for condition, number in asked.items() if condition.negated)
        naming: dict[_Key, set[int]] = {}
        for condition, number in asked.items():
            for operand in condition.operands():
                naming.setdefault((type(operand), operand), set()).add(number)
        self._met = {key: tuple(sorted(named ^ self._unless)) for key, named in naming.items()}
        self._naming = naming
        self._else = tuple(sorted(self._unless))
        self.asked = bool(asked)

    def met(self, value: Value) -> Iterable[int]:
        if not isinstance(value, tuple):
            return self._met.get((type(value), value), self._else)
        named: set[int] = set()
        for part in value:
            named |= self._naming.get((type(part), part), frozenset())
        return named ^ self._unless


class _Bounds:
    """Conditions that ask for one side of one bound: ``> 1%``, ``<= 2026-01-31``. Sorted, a value's place tells all."""

    def __init__(self, kind: type[Fraction] | type[date] | type[str], asked: Mapping[Condition, int]) -> None:
        self.kind = kind
        tests = [(test, number) for condition, number in asked.items()
                 if (test := _one_bound(condition)) is not None and isinstance(test.value, kind)]  # fmt: skip
        self._scale = lcm(*(test.value.denominator for test, _ in tests if isinstance(test.value, Fraction)))
        #: For each sign that is asked: how a value is placed, the places, the numbers, and whether those before count.
        self._sides: list[tuple[Callable[[list[Any], Any], int], list[Any], tuple[int, ...], bool]] = []
        for sign, cut in (("<", bisect_right), ("<=", bisect_left), (">", bisect_left), (">=", bisect_right)):
            mine = sorted((self._place(test.value), number) for test, number in tests if test.operator == sign)
            if mine:
                places, numbers = zip(*mine, strict=True)
                self._sides.append((cut, list(places), numbers, sign in (">", ">=")))
        self.kept = bool(tests)

    def met(self, value: Value) -> list[int]:
        place = self._place(value)
        met: list[int] = []
        for cut, places, numbers, before in self._sides:
            at = cut(places, place)
            met += numbers[:at] if before else numbers[at:]
        return met

    def _place(self, value: Value) -> Any:  # noqa: ANN401 - a number, a day or a text
        """Return what sorts as the value does: for numbers a whole one, even on a bound and odd between two."""
        if not isinstance(value, Fraction):
            return value
        whole, rest = divmod(value.numerator * self._scale, value.denominator)
        return 2 * whole + (rest > 0)


def only_equals(condition: Condition) -> bool:
    """Say whether a condition does nothing but name values."""
    tests = condition.tests
    return bool(tests) and all(isinstance(test, Compare) and test.operator == EQUAL for test in tests)


def _one_bound(condition: Condition) -> Compare | None:
    if condition.negated or len(condition.tests) != 1:
        return None
    test = condition.tests[0]
    return test if isinstance(test, Compare) and test.operator != EQUAL else None
