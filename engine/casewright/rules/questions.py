"""All that a table asks about one fact, answered together: which of it holds for a value.

The engine's side of a case. A table asks about a few facts in hundreds of cells, mostly whether they equal a code: a
value finds all of these at once, by looking itself up. Every other condition is its own small predicate (``atoms``).
"""

from collections.abc import Iterable, Mapping

from casewright.model import Value
from casewright.rules.atoms import Predicate, compile_condition
from casewright.rules.language.condition import EQUAL, Compare, Condition

_Key = tuple[type, object]


class Questions:
    """The conditions on one fact, each under a number."""

    def __init__(self, about: str, asked: Mapping[Condition, int]) -> None:
        self.about = about
        plain = {condition: number for condition, number in asked.items() if _only_equals(condition)}
        compiled = {number: compile_condition(condition) for condition, number in asked.items()}
        self._unknown = tuple(number for number, meets in compiled.items() if meets(None))
        self._others: tuple[tuple[int, Predicate], ...] = tuple(
            (number, meets) for number, meets in compiled.items() if number not in plain.values()
        )
        #: What a known value meets unless it says otherwise: the codes that it is not.
        self._unless = frozenset(number for condition, number in plain.items() if condition.negated)
        self._equal: dict[_Key, frozenset[int]] = {}
        for condition, number in plain.items():
            for operand in condition.operands():
                key = (type(operand), operand)
                self._equal[key] = self._equal.get(key, frozenset()) | {number}

    def met(self, value: Value) -> Iterable[int]:
        """Return the numbers of the conditions that a value meets."""
        if value is None:
            return self._unknown
        named = self._named(value)
        met = [*(named - self._unless), *(self._unless - named)] if self._unless else list(named)
        met += [number for number, meets in self._others if meets(value)]
        return met

    def _named(self, value: Value) -> frozenset[int]:
        """Return the conditions that name the value, or a part of a list."""
        if not isinstance(value, tuple):
            return self._equal.get((type(value), value), frozenset())
        return frozenset().union(*(self._equal.get((type(part), part), ()) for part in value))


def _only_equals(condition: Condition) -> bool:
    tests = condition.tests
    return bool(tests) and all(isinstance(test, Compare) and test.operator == EQUAL for test in tests)
