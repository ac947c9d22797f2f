"""Which rows of a table match a case, by the plain evaluator.

It is the reference that the engine is held against, and the only one of the two that can say why a row did not match.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from casewright.model import Value
from casewright.rules.evaluate import holds
from casewright.rules.language.condition import EQUAL, Compare, Condition
from casewright.rules.table import DecisionTable

_KEPT = "asked"


#: Which fact, what is asked of it, and the codes where it asks for nothing but one of them.
_Question = tuple[str, Condition, frozenset[str]]


@dataclass(frozen=True, slots=True)
class _Asked:
    """The distinct questions of a table, and the numbers of those that each row asks."""

    questions: tuple[_Question, ...]
    rows: tuple[tuple[int, ...], ...]
    #: The same, what is soon answered first: most rows fail on a code.
    quick: tuple[tuple[int, ...], ...]


class Held:
    """What the rows of a table ask, answered for one case: each distinct question once, and when it first matters."""

    def __init__(self, asked: _Asked, values: Mapping[str, Value]) -> None:
        self._asked = asked
        self._values = values
        self._answers: list[bool | None] = [None] * len(asked.questions)

    def met_rows(self) -> tuple[int, ...]:
        """Return the positions of the rows whose every cell holds, in sheet order."""
        answers, holds_now = self._answers, self._holds
        met: list[int] = []
        for row, numbers in enumerate(self._asked.quick):
            for number in numbers:
                answer = answers[number]
                if not (holds_now(number) if answer is None else answer):
                    break
            else:
                met.append(row)
        return tuple(met)

    def cells(self, row: int) -> tuple[bool, ...]:
        """Return, for each cell of a row that asks something, whether it holds."""
        return tuple(self._holds(number) for number in self._asked.rows[row])

    def _holds(self, number: int) -> bool:
        answer = self._answers[number]
        if answer is None:
            fact, condition, codes = self._asked.questions[number]
            value = self._values.get(fact)
            answer = value in codes if codes and value.__class__ is str else holds(condition, value)
            self._answers[number] = answer
        return answer


def hold_rows(table: DecisionTable, values: Mapping[str, Value]) -> Held:
    """Return the table's questions, ready to be answered for a case whose facts no longer change."""
    asked = table.kept.made.get(_KEPT)
    if not isinstance(asked, _Asked):
        asked = table.kept.made[_KEPT] = _number(table)
    return Held(asked, values)


def _number(table: DecisionTable) -> _Asked:
    numbers: dict[tuple[str, Condition], int] = {}
    rows = tuple(
        tuple(numbers.setdefault((cell.fact, cell.condition), len(numbers)) for cell in rule.conditions)
        for rule in table.rules
    )
    questions = tuple((fact, condition, _codes(condition)) for fact, condition in numbers)
    quick = tuple(tuple(sorted(dict.fromkeys(row), key=lambda number: not questions[number][2])) for row in rows)
    return _Asked(questions, rows, quick)


def _codes(condition: Condition) -> frozenset[str]:
    if condition.negated or not all(isinstance(t, Compare) and t.operator == EQUAL for t in condition.tests):
        return frozenset()
    texts = [operand for operand in condition.operands() if isinstance(operand, str)]
    return frozenset(texts) if len(texts) == len(condition.tests) else frozenset()
