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
from casewright.rules.held import hold_rows
from casewright.rules.language.condition import (
    Compare,
    Condition,
    Contains,
    Empty,
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
    "brand": FactType.STRING, "family": FactType.ENUM, "kinds": FactType.LIST,
}  # fmt: skip
NUMBERS: list[Scalar] = [*(Fraction(n, 100) for n in range(-2, 6)), Fraction(2**63 + 1), Fraction(1, 10**6)]
TEXTS: list[Scalar] = ["", "a", "A", "ab", "b", "侵权", "侵权投诉", "📦", "ａ"]
POOLS: dict[FactType, list[Scalar]] = {
    FactType.NUMBER: NUMBERS, FactType.BOOLEAN: [True, False], FactType.STRING: TEXTS, FactType.LIST: TEXTS,
    FactType.DATE: [date(2026, 1, day) for day in range(1, 7)], FactType.ENUM: ["ip", "perf", "linked"],
}  # fmt: skip
ORDERED = {FactType.NUMBER, FactType.DATE, FactType.STRING}


def some_test(chance: Random, kind: FactType) -> Test:
    pick = partial(chance.choice, POOLS[kind])
    forms = ["=", "=", "empty"]
    forms += ["<", "<=", ">", ">=", ".."] if kind in ORDERED else []
    forms += ["contains"] if kind in {FactType.STRING, FactType.LIST} else []
    form = chance.choice(forms)
    if form == "empty":
        return Empty()
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
    if kind is FactType.LIST:
        return tuple(str(chance.choice(TEXTS)) for _ in range(chance.randint(0, 3)))
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
