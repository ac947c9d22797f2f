"""The engine and the plain evaluator, on rulebooks and facts that nobody wrote by hand."""

from datetime import date
from fractions import Fraction
from functools import partial
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casewright.model import NOTHING, CellRef, RuleRef, Value, both
from casewright.rules import DecisionTable, HitPolicy, Rule, available
from casewright.rules.atoms import compile_condition
from casewright.rules.evaluate import holds
from casewright.rules.held import hold_rows
from casewright.rules.language.condition import (
    AnyPart,
    Compare,
    Condition,
    Contains,
    Empty,
    Null,
    PartTest,
    Range,
    Scalar,
    Test,
    print_condition,
)
from casewright.rules.language.grammar import parse_condition
from casewright.rules.language.vocabulary import FactType, Term
from casewright.rules.runtime import Engine
from casewright.rules.table import Column, ConditionCell

HEAD = CellRef("book.xlsx", "t", "A1")
TYPES = {
    "rate": FactType.NUMBER, "count": FactType.NUMBER, "urgent": FactType.BOOLEAN, "on": FactType.DATE,
    "brand": FactType.STRING, "family": FactType.ENUM, "kinds": FactType.LIST, "lines": FactType.NUMBER_LIST,
    "days": FactType.DATE_LIST,
}  # fmt: skip
NUMBERS: list[Scalar] = [*(Fraction(n, 100) for n in range(-2, 6)), Fraction(2**63 + 1), Fraction(1, 10**6)]
TEXTS: list[Scalar] = ["", "a", "A", "ab", "b", "侵权", "侵权投诉", "📦", "ａ"]
POOLS: dict[FactType, list[Scalar]] = {
    FactType.NUMBER: NUMBERS, FactType.BOOLEAN: [True, False], FactType.STRING: TEXTS,
    FactType.DATE: [date(2026, 1, day) for day in range(1, 7)], FactType.ENUM: ["ip", "perf", "linked"],
}  # fmt: skip
ORDERED = {FactType.NUMBER, FactType.DATE, FactType.STRING}


def some_test(chance: Random, kind: FactType) -> Test:
    form = chance.choice(["part", "part", "part", "part", "empty", "null"])
    if form == "empty":
        return Empty()
    if form == "null":
        return Null()
    if kind.plural and chance.random() < 0.5:
        return AnyPart(tuple(part_test(chance, kind.part) for _ in range(chance.randint(1, 3))))
    return part_test(chance, kind.part, whole=kind.plural)


def part_test(chance: Random, kind: FactType, *, whole: bool = False) -> PartTest:
    """Ask something of one value; of a ``whole`` list only whether a part equals it, or is one of the words."""
    pick = partial(chance.choice, POOLS[kind])
    forms = ["=", "="]
    forms += ["<", "<=", ">", ">=", ".."] if kind in ORDERED and not whole else []
    forms += ["contains"] if kind is FactType.STRING else []
    form = chance.choice(forms)
    if form == "..":
        return Range(pick(), pick(), chance.random() < 0.5, chance.random() < 0.5)
    if form == "contains":
        return Contains(tuple(str(pick()) or "z" for _ in range(chance.randint(1, 2))))
    return Compare(form, pick())


def row_of(chance: Random) -> dict[str, Condition]:
    asked = [name for name in TYPES if chance.random() < 0.3]
    return {
        name: Condition(
            tuple(some_test(chance, TYPES[name]) for _ in range(chance.randint(1, 3))), chance.random() < 0.3
        )
        for name in asked
    }


def value_of(chance: Random, kind: FactType) -> Value:
    if chance.random() < 0.2:
        return None
    if kind.plural:
        parts = (chance.choice(POOLS[kind.part]) for _ in range(chance.randint(0, 3)))
        return tuple(part for part in parts if not isinstance(part, bool))
    return chance.choice(POOLS[kind])


def table(rows: list[dict[str, Condition]]) -> DecisionTable:
    inputs = tuple(Column(name, HEAD, Term(name, both(name), kind)) for name, kind in TYPES.items())
    rules = tuple(
        Rule(
            f"R{number}", RuleRef("book.xlsx", "t", f"R{number}"),
            tuple(_cell(name, condition) for name, condition in row.items()), {"out": f"R{number}"}, NOTHING,
        )
        for number, row in enumerate(rows)
    )  # fmt: skip
    return DecisionTable("t", HitPolicy.COLLECT, NOTHING, inputs, (Column("out", HEAD),), rules, HEAD)


def _cell(name: str, condition: Condition) -> ConditionCell:
    text = print_condition(condition)
    return ConditionCell(name, text, parse_condition(text, term=Term(name, both(name), TYPES[name])), HEAD)


@pytest.mark.skipif(not available(), reason="durable-rules does not load on this machine")
@given(st.integers(0, 2**32))
@settings(max_examples=250, deadline=None)
def test_both_engines_match_the_same_rows(seed: int) -> None:
    chance = Random(seed)
    of = table([row_of(chance) for _ in range(chance.randint(1, 12))])
    engine = Engine([of])
    for _ in range(8):
        facts = {name: value_of(chance, kind) for name, kind in TYPES.items()}
        assert engine.met_rows("t", facts) == hold_rows(of, facts).met_rows()


@given(st.integers(0, 2**32))
@settings(max_examples=400, deadline=None)
def test_both_readings_of_a_cell_agree_on_every_value(seed: int) -> None:
    """Of values of the cell's own type: others never get this far (``fit`` finds them)."""
    chance = Random(seed)
    for kind in TYPES.values():
        condition = Condition(
            tuple(some_test(chance, kind) for _ in range(chance.randint(1, 3))), chance.random() < 0.3
        )
        meets = compile_condition(condition)
        for value in (None, *(value_of(chance, kind) for _ in range(6))):
            assert meets(value) is holds(condition, value), (print_condition(condition), value)
