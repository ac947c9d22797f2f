"""The nearest other decisions: which one fact, otherwise than it is, leads to another door, strategy or approach."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction

from casewright.model import Decision, Fact, Facts, FileRef, OtherWay, RowTrace, Value
from casewright.rules.conclude import conclude
from casewright.rules.facts.follow import Follower
from casewright.rules.language.condition import EQUAL, Compare, Condition, Contains, Empty, Range, Scalar
from casewright.rules.runtime import engine_of
from casewright.rules.table import ConditionCell, DecisionTable, Rulebook
from casewright.rules.whatif import given_facts, suppose

#: The tables that choose the way, the last of them last; what the first asks about is what the case is.
CHAIN = ("violation", "door", "strategy")
#: At most so many values are tried for one case, and so many for one cell.
TRIED, PER_CELL = 40, 3


def other_ways(
    rulebook: Rulebook, decision: Decision, *, today: date, follow: Sequence[Follower] = (), notice: str = ""
) -> tuple[OtherWay, ...]:
    """Return the single facts that lead elsewhere: what the client can answer first, what the ``notice`` says last.

    Looks only at rows that lack one cell, and decides the chain again for each value: nothing is told that was not
    tried. What the first table asks about (the violation itself) is never supposed otherwise.
    """
    tables = tuple(table for name in CHAIN if (table := rulebook.table(name)) is not None)
    facts = given_facts(decision)
    now = _outcome(decision.door, decision.strategy, decision.approach)
    if len(tables) < len(CHAIN) or not decision.strategy:
        return ()
    ways: list[OtherWay] = []
    seen: set[tuple[str, tuple[str, ...]]] = set()
    for row, cell, value in list(_candidates(tables, decision, facts))[:TRIED]:
        supposed, changes = suppose(facts, {cell.fact: value}, follow=follow)
        outcome, fired = _decided(tables, supposed, rulebook, today)
        key = (cell.fact, outcome)
        if not changes or outcome in {now, ("", "", "")} or (row.table, row.rule) not in fired or key in seen:
            continue
        seen.add(key)
        was = facts[cell.fact].value if cell.fact in facts else None
        ways.append(OtherWay(cell.fact, was, value, cell.text, row.table, row.rule, row.row, row.reason, *outcome))
    return tuple(sorted(ways, key=lambda way: _distance(way, facts, notice)))


def _outcome(door: str, strategy: str, approach: str) -> tuple[str, str, str]:
    return door, strategy, approach


def _distance(way: OtherWay, facts: Facts, notice: str) -> tuple[bool, bool]:
    """Put what the case sheet has not said yet before what it says, and both before what the notice says."""
    origin = facts[way.fact].origin if way.fact in facts else None
    return isinstance(origin, FileRef) and origin.path == notice, way.before is not None


def _candidates(
    tables: Sequence[DecisionTable], decision: Decision, facts: Facts
) -> Iterator[tuple[RowTrace, ConditionCell, Value]]:
    named = {column.name for column in tables[0].inputs}
    names = {table.name for table in tables[1:]}
    cells = {(table.name, rule.id): {each.ref.at: each for each in rule.conditions}
             for table in tables for rule in table.rules}  # fmt: skip
    for row in decision.trace:
        lacking = [cell for cell in row.cells if not cell.met] if row.table in names else []
        if len(lacking) != 1 or lacking[0].fact in named or lacking[0].fact not in facts:
            continue
        cell = cells.get((row.table, row.rule), {}).get(lacking[0].at)
        if cell is not None:
            for value in _meeting(cell.condition, facts[cell.fact].value)[:PER_CELL]:
                yield row, cell, value


def _meeting(condition: Condition, value: Value) -> tuple[Value, ...]:
    """Return values that may meet a condition; whether they do is tried, not assumed."""
    if condition.negated:
        flags = [test.value for test in condition.tests if isinstance(test, Compare) and isinstance(test.value, bool)]
        return tuple(not flag for flag in flags)
    made: list[Value] = []
    for test in condition.tests:
        if isinstance(test, Compare):
            made.append(_beside(test.operator, test.value, value))
        elif isinstance(test, Range):
            made += [test.low, test.high]
        elif isinstance(test, Contains):
            made += [_with(word, value) for word in test.words]
        elif isinstance(test, Empty):
            made.append(None)
    return tuple(made)


def _beside(operator: str, wanted: Scalar, value: Value) -> Value:
    if operator in {EQUAL, "<=", ">="}:
        return _with(wanted, value) if isinstance(wanted, str) else wanted
    step = -1 if operator == "<" else 1
    if isinstance(wanted, date):
        return wanted + timedelta(days=step)
    if isinstance(wanted, Fraction):
        return wanted + step * (Fraction(1) if wanted.denominator == 1 and wanted else Fraction(1, 10_000))
    return wanted


def _with(word: str, value: Value) -> Value:
    if not isinstance(value, tuple):
        return word
    return (*(part for part in value if isinstance(part, str)), word)


def _decided(
    tables: Sequence[DecisionTable], facts: Facts, rulebook: Rulebook, today: date
) -> tuple[tuple[str, str, str], frozenset[tuple[str, str]]]:
    known: dict[str, Fact] = {**facts, "today": Fact("today", today, FileRef("today"))}
    fired: set[tuple[str, str]] = set()
    engine = engine_of(rulebook)
    for table in tables:
        result = conclude(table, known, engine=engine)
        if result.failed:
            return ("", "", ""), frozenset()
        known |= result.facts()
        fired |= {(table.name, rule.id) for rule in result.fired}
    return _outcome(*(_said(known, name) for name in ("door", "strategy", "approach"))), frozenset(fired)


def _said(facts: Mapping[str, Fact], name: str) -> str:
    value = facts[name].value if name in facts else None
    return value if isinstance(value, str) else ""
