"""Tables and facts of any size, made by chance from a seed: sixty fields, four conditions a row.

The same table in three forms: ours, plain Python closures over native values, and a decision table for zen-engine.
"""

import operator
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from random import Random

from casewright.model import NOTHING, CellRef, Fact, Facts, RuleRef, Value, both
from casewright.rules import DecisionTable, HitPolicy, Rule
from casewright.rules.language.grammar import parse_condition
from casewright.rules.language.vocabulary import FactType, Term
from casewright.rules.table import Column, ConditionCell

HEAD = CellRef("book.xlsx", "t", "A1")
FIELDS = 60
CONDITIONS = 4
CODES = tuple(f"code_{number}" for number in range(12))
_KINDS = (FactType.NUMBER, FactType.ENUM, FactType.BOOLEAN, FactType.NUMBER, FactType.ENUM, FactType.ENUM)
_COMPARE: Mapping[str, Callable[[float, float], bool]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip

Native = Mapping[str, float | str | bool]
Closure = Callable[[Native], bool]


@dataclass(frozen=True, slots=True)
class Asked:
    """One condition: of which field, as the cell's text, and as a closure over native values."""

    field: str
    text: str
    holds: Closure


@dataclass(frozen=True, slots=True)
class Case:
    """One case: as facts with an origin, as bare exact values, and as the peers take it."""

    facts: Facts
    values: Mapping[str, Value]
    native: Native


def kind_of(number: int) -> FactType:
    return _KINDS[number % len(_KINDS)]


def make_rows(size: int, *, seed: int = 7) -> tuple[tuple[Asked, ...], ...]:
    chance = Random(seed)
    return tuple(
        tuple(_asked(chance, field) for field in sorted(chance.sample(range(FIELDS), CONDITIONS)))
        for _ in range(size)
    )  # fmt: skip


def _asked(chance: Random, number: int) -> Asked:
    name = f"f{number}"
    if kind_of(number) is FactType.BOOLEAN:
        wanted = chance.random() < 0.5
        return Asked(name, str(wanted).lower(), lambda case: case[name] is wanted)
    if kind_of(number) is FactType.ENUM:
        codes = tuple(chance.sample(CODES, chance.randint(1, 4)))
        return Asked(name, ", ".join(f'"{code}"' for code in codes), lambda case: case[name] in codes)
    sign, bound = chance.choice(tuple(_COMPARE)), chance.randint(0, 100)
    compare = _COMPARE[sign]
    return Asked(name, f"{sign} {bound}", lambda case: compare(case[name], bound))  # type: ignore[arg-type]


def make_cases(count: int, *, seed: int = 11) -> tuple[Case, ...]:
    chance = Random(seed)
    cases = []
    for _ in range(count):
        native = {f"f{number}": _native(chance, kind_of(number)) for number in range(FIELDS)}
        values: dict[str, Value] = {name: _exact(value) for name, value in native.items()}
        cases.append(Case({name: Fact(name, value, HEAD) for name, value in values.items()}, values, native))
    return tuple(cases)


def _native(chance: Random, kind: FactType) -> float | str | bool:
    if kind is FactType.BOOLEAN:
        return chance.random() < 0.5
    return chance.choice(CODES) if kind is FactType.ENUM else chance.randint(0, 100)


def _exact(value: float | str | bool) -> Value:  # noqa: FBT001 - a value like the others
    return value if isinstance(value, bool | str) else Fraction(value)


def our_table(rows: Sequence[Sequence[Asked]]) -> DecisionTable:
    terms = {f"f{number}": Term(f"f{number}", both(f"f{number}"), kind_of(number)) for number in range(FIELDS)}
    rules = tuple(
        Rule(
            f"R{number}", RuleRef("book.xlsx", "t", f"R{number}", f"A{number + 5}"),
            tuple(ConditionCell(a.field, a.text, parse_condition(a.text, term=terms[a.field]), HEAD) for a in row),
            {"out": f"R{number}"}, NOTHING, effective_from=date(2020, 1, 1),
        )
        for number, row in enumerate(rows)
    )  # fmt: skip
    inputs = tuple(Column(name, HEAD, term) for name, term in terms.items())
    return DecisionTable("t", HitPolicy.COLLECT, NOTHING, inputs, (Column("out", HEAD),), rules, HEAD)


def closures(rows: Sequence[Sequence[Asked]]) -> Callable[[Native], list[int]]:
    """Return the least that Python can do: a function per cell, rows in order, no trace, no check, no types."""
    made = [tuple(asked.holds for asked in row) for row in rows]

    def matched(case: Native) -> list[int]:
        return [number for number, row in enumerate(made) if all(holds(case) for holds in row)]

    return matched


def zen_table(rows: Sequence[Sequence[Asked]]) -> dict[str, object]:
    """Return the table as a graph of zen-engine: input, one decision table that collects, output."""
    names = [f"f{number}" for number in range(FIELDS)]
    rules = [{"_id": f"R{number}", **{asked.field: asked.text for asked in row}, "out": str(number)}
             for number, row in enumerate(rows)]  # fmt: skip
    content = {
        "hitPolicy": "collect", "inputs": [{"id": name, "name": name, "field": name} for name in names],
        "outputs": [{"id": "out", "name": "out", "field": "out"}], "rules": rules,
    }  # fmt: skip
    place = {"x": 0, "y": 0}
    return {
        "nodes": [
            {"id": "in", "name": "in", "type": "inputNode", "position": place},
            {"id": "t", "name": "t", "type": "decisionTableNode", "position": place, "content": content},
            {"id": "out", "name": "out", "type": "outputNode", "position": place},
        ],
        "edges": [
            {"id": "a", "sourceId": "in", "targetId": "t", "type": "edge"},
            {"id": "b", "sourceId": "t", "targetId": "out", "type": "edge"},
        ],
    }
