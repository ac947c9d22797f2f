"""What the geometric lints say, against every case of a grid that knows nothing of boxes; and their examples."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import product
from random import Random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from casewright.model import NOTHING, CellRef, Finding, RuleRef, Value, both
from casewright.rules import DecisionTable, HitPolicy, Rule, Rulebook
from casewright.rules.evaluate import holds
from casewright.rules.given import facts_from_lines, read_value
from casewright.rules.language.condition import (
    AnyPart,
    Compare,
    Condition,
    Contains,
    Empty,
    Null,
    Range,
    Scalar,
    Test,
    print_condition,
)
from casewright.rules.language.vocabulary import FactType, Term, Vocabulary
from casewright.rules.lints import duplicate, gap, idle, never_met, overlap, shadow
from casewright.rules.lints.cover import Budget, uncovered
from casewright.rules.lints.example import write_value
from casewright.rules.lints.lint import Subject
from casewright.rules.lints.space import make_space
from casewright.rules.table import Column, ConditionCell

HEAD = CellRef("book.xlsx", "t", "A1")
TERMS = {
    "n": Term("n", both("n"), FactType.NUMBER, unit="USD"),
    "urgent": Term("urgent", both("urgent"), FactType.BOOLEAN),
    "family": Term("family", both("family"), FactType.ENUM, ("ip", "perf", "funds")),
    "on": Term("on", both("on"), FactType.DATE),
    "brand": Term("brand", both("brand"), FactType.STRING),
    "kinds": Term("kinds", both("kinds"), FactType.LIST, ("invoice", "loa", "sop")),
    "tags": Term("tags", both("tags"), FactType.LIST),
    "sizes": Term("sizes", both("sizes"), FactType.NUMBER_LIST),
}
#: What cells compare with.
ASKED: Mapping[str, Sequence[Scalar]] = {
    "n": [Fraction(n) for n in range(4)], "urgent": [True, False], "family": ["ip", "perf", "funds"],
    "on": [date(2026, 1, day) for day in (1, 2, 4)], "brand": ["a", "ab", "B"], "kinds": ["invoice", "loa", "sop"],
    "tags": ["x", "X", "y"], "sizes": [Fraction(1), Fraction(2)],
}  # fmt: skip
#: Every way in which a case can answer them, written down by hand and not taken from the product.
GRID: Mapping[str, Sequence[Value]] = {
    "n": [Fraction(n, 2) for n in range(-1, 8)], "urgent": [True, False], "family": ["", "ip", "perf", "funds"],
    "on": [date(2025, 12, 31), *(date(2026, 1, day) for day in range(1, 6))],
    "brand": ["", "a", "A", "ab", "B", "b", "Ba", "xax", "c", "xab", "aB", "abc", "a b", "zz", "aa", "0"],
    "kinds": [(), ("invoice",), ("loa",), ("sop",), ("invoice", "loa"), ("invoice", "sop"), ("loa", "sop"),
              ("invoice", "loa", "sop")],
    "tags": [(), ("x",), ("X",), ("y",), ("Y",), ("z",), ("x", "X"), ("x", "y"), ("X", "y"), ("X", "Y"), ("x", "Y"),
             ("x", "X", "y"), ("x", "X", "Y")],
    "sizes": [(), *((Fraction(n, 2),) for n in range(1, 6)), (Fraction(1), Fraction(2)), (Fraction(1, 2), Fraction(2)),
              (Fraction(2), Fraction(3)), (Fraction(3, 2), Fraction(2)), (Fraction(1, 2), Fraction(1)),
              *(tuple(Fraction(n, 2) for n in range(1, 7) if bits >> n & 1) for bits in (14, 28, 42, 84, 112, 70, 98)),
              (Fraction(1), Fraction(3)), (Fraction(1, 2), Fraction(3)), (Fraction(3, 2), Fraction(3)),
              (Fraction(1), Fraction(3, 2)), (Fraction(1, 2), Fraction(3, 2))],
}  # fmt: skip
ORDERED = {"n", "on", "brand"}


def some_test(chance: Random, name: str) -> Test:
    def pick() -> Scalar:
        return chance.choice(ASKED[name])

    forms = ["=", "=", "empty", "null"]
    forms += ["<", "<=", ">", ">=", "..", ".."] if name in ORDERED else []
    forms += ["contains"] if name in {"brand", "tags"} else []
    forms = ["=", "empty", "any", "any"] if name == "sizes" else forms
    form = chance.choice(forms)
    if form in {"empty", "null"}:
        return Empty() if form == "empty" else Null()
    if form == "..":
        return Range(pick(), pick(), chance.random() < 0.5, chance.random() < 0.5)
    if form == "contains":
        return Contains((str(pick()),))
    if form == "any":
        return AnyPart((Compare(chance.choice([">", "<", "=", ">="]), pick()),))
    return Compare(form, pick())


def some_condition(chance: Random, name: str) -> Condition:
    return Condition(tuple(some_test(chance, name) for _ in range(chance.randint(1, 2))), chance.random() < 0.3)


def cell(name: str, condition: Condition) -> ConditionCell:
    return ConditionCell(name, print_condition(condition), condition, HEAD)


def table_of(policy: HitPolicy, rows: Sequence[Mapping[str, Condition]], names: Sequence[str]) -> DecisionTable:
    rules = tuple(
        Rule(
            f"R{number}", RuleRef("book.xlsx", "t", f"R{number}", f"A{number}"),
            tuple(cell(name, condition) for name, condition in row.items()), {"out": f"R{number}"}, NOTHING,
        )
        for number, row in enumerate(rows)
    )  # fmt: skip
    inputs = tuple(Column(name, HEAD, TERMS[name]) for name in names)
    return DecisionTable("t", policy, NOTHING, inputs, (Column("out", HEAD),), rules, HEAD)


def some_table(chance: Random, policy: HitPolicy) -> DecisionTable:
    names = chance.sample(sorted(TERMS), chance.randint(1, 3))
    rows = [
        {name: some_condition(chance, name) for name in names if chance.random() < 0.7}
        for _ in range(chance.randint(1, 6))
    ]
    return table_of(policy, rows, names)


def book_of(table: DecisionTable) -> Rulebook:
    return Rulebook("book.xlsx", (table,), Vocabulary(TERMS))


def look(check: Iterator[Finding]) -> list[Finding]:
    return list(check)


def cases(table: DecisionTable, *, missing: bool) -> Iterator[dict[str, Value]]:
    names = [column.name for column in table.inputs]
    pools = [[*([None] if missing else []), *GRID[name]] for name in names]
    for values in product(*pools):
        yield dict(zip(names, values, strict=True))


def met(table: DecisionTable, case: Mapping[str, Value]) -> list[int]:
    return [
        place for place, rule in enumerate(table.rules)
        if all(holds(each.condition, case.get(each.fact)) for each in rule.conditions)
    ]  # fmt: skip


def example_of(finding: Finding, table: DecisionTable) -> dict[str, Value]:
    """Read the example back as the tests sheet would."""
    lines = dict(line.split("=", 1) for line in finding.text.en.splitlines()[1:] if line != "-")
    facts, found = facts_from_lines(lines, table=table, rulebook=book_of(table), origin=HEAD)
    assert not found
    return {name: fact.value for name, fact in facts.items()}


def likely(case: Mapping[str, Value]) -> bool:
    """Say whether a case can come: an empty text is never given, it is missing."""
    return all(value != "" for value in case.values())


@given(st.integers(0, 2**32))
@settings(max_examples=70, deadline=None)
def test_a_cell_as_points_is_what_the_evaluator_says_of_each_point(seed: int) -> None:
    chance = Random(seed)
    table = some_table(chance, HitPolicy.FIRST)
    space = make_space(table, {})
    for axis in space.axes:
        for rule in table.rules:
            for each in rule.conditions:
                if each.fact == axis.name:
                    points = axis.points_of(each.condition)
                    assert [bool(points >> place & 1) for place in range(len(axis.points))] == [
                        holds(each.condition, value) for value in axis.points
                    ]


@given(st.integers(0, 2**32))
@settings(max_examples=70, deadline=None)
def test_every_value_has_its_like_among_the_points_of_an_exact_axis(seed: int) -> None:
    chance = Random(seed)
    table = some_table(chance, HitPolicy.FIRST)
    for axis in make_space(table, {}).axes:
        asked = [each.condition for rule in table.rules for each in rule.conditions if each.fact == axis.name]
        answers = {tuple(holds(condition, value) for condition in asked) for value in axis.points}
        for value in GRID[axis.name]:
            if value == "" and "" not in axis.points:
                continue
            if axis.exact:
                assert tuple(holds(condition, value) for condition in asked) in answers, (axis.name, value)


@given(st.integers(0, 2**32))
@settings(max_examples=70, deadline=None)
def test_overlaps_are_the_pairs_that_some_case_of_the_grid_meets_and_their_examples_show_it(seed: int) -> None:
    table = some_table(Random(seed), HitPolicy.UNIQUE)
    found = look(overlap.overlaps(Subject(book_of(table))))
    named = set()
    for finding in found:
        met_rows = met(table, example_of(finding, table))
        upper, lower = finding.text.en.split(" and ")[1].split(" ")[0], finding.at.split("!A")[1]
        assert {int(upper[1:]), int(lower)} <= set(met_rows)
        named.add((int(upper[1:]), int(lower)))
    assert len(named) == len(found)
    seen = {
        (first, second)
        for case in cases(table, missing=True) if likely(case)
        for rows in [met(table, case)]
        for place, first in enumerate(rows) for second in rows[place + 1 :]
    }  # fmt: skip
    exact = make_space(table, {}).exact
    assert seen <= named or not exact
    assert named <= seen or not exact


@given(st.integers(0, 2**32))
@example(3056)  # the empty text, which not("ip") takes
@settings(max_examples=70, deadline=None)
def test_shadowed_rows_are_those_that_no_case_of_the_grid_reaches_first(seed: int) -> None:
    table = some_table(Random(seed), HitPolicy.FIRST)
    found = look(shadow.shadowed(Subject(book_of(table))))
    named = {int(finding.at.split("!A")[1]) for finding in found}
    first = {rows[0] for case in cases(table, missing=True) if (rows := met(table, case))}
    some = {row for case in cases(table, missing=True) for row in met(table, case)}
    assert not named & first
    if make_space(table, {}).exact:
        assert some - first <= named
    for finding in found:
        rows = met(table, example_of(finding, table))
        assert int(finding.at.split("!A")[1]) in rows[1:]


@given(st.integers(0, 2**32))
@settings(max_examples=70, deadline=None)
def test_a_gap_is_told_where_a_known_case_of_the_grid_has_no_row_and_nowhere_else(seed: int) -> None:
    table = some_table(Random(seed), HitPolicy.FIRST)
    found = look(gap.gaps(Subject(book_of(table))))
    for finding in found:
        assert met(table, example_of(finding, table)) == []
    missed = any(not met(table, case) for case in cases(table, missing=False) if likely(case) and _counted(case, table))
    if make_space(table, {}).exact and any(met(table, case) for case in cases(table, missing=True)):
        assert missed == bool(found)


def _counted(case: Mapping[str, Value], table: DecisionTable) -> bool:
    """Leave numbers below zero out where no cell says ``< 0``: nobody means them then."""
    value = case.get("n")
    meant = any("< 0" in each.text for rule in table.rules for each in rule.conditions if each.fact == "n")
    return meant or not isinstance(value, Fraction) or value >= 0


@given(st.integers(0, 2**32))
@settings(max_examples=50, deadline=None)
def test_a_cell_is_never_met_only_where_no_value_of_the_grid_meets_it(seed: int) -> None:
    table = some_table(Random(seed), HitPolicy.COLLECT)
    named = {finding.text.en.split(" asks ")[0][5:] for finding in never_met.never_met(Subject(book_of(table)))
             if " so the row never matches" in finding.text.en}  # fmt: skip
    for rule in table.rules:
        dead = any(
            not any(holds(each.condition, value) for value in (None, *GRID[each.fact]) if value != "")
            for each in rule.conditions
        )
        exact = all(axis.exact for axis in make_space(table, {}).axes)
        assert (rule.id in named) == dead or not exact


def partition(chance: Random, left: Sequence[str], row: Mapping[str, Condition]) -> Iterator[dict[str, Condition]]:
    """Split the space of all known cases into rows that neither overlap nor leave anything out."""
    if not left or chance.random() < 0.2:
        yield dict(row)
        return
    name, rest = left[0], left[1:]
    if name == "n":
        cuts: list[Condition] = []
        edge, closed = Fraction(chance.randint(1, 3)), chance.random() < 0.5
        cuts.append(Condition((Compare("<=" if closed else "<", edge),)))
        upper = edge + chance.randint(1, 3)
        cuts.append(Condition((Range(edge, upper, not closed, True),)))
        cuts.append(Condition((Compare(">", upper),)))
    elif name == "urgent":
        cuts = [Condition((Compare("=", True),)), Condition((Compare("=", False),))]
    else:
        word = Compare("=", str(ASKED[name][0]))
        cuts = [Condition((word,)), Condition((word,), negated=True)]
    for cut in cuts:
        yield from partition(chance, rest, {**row, name: cut})


@given(st.integers(0, 2**32))
@settings(max_examples=50, deadline=None)
def test_a_partition_has_no_fault_until_one_is_planted(seed: int) -> None:
    chance = Random(seed)
    names = ["n", "urgent", "family", "brand", "kinds"]
    rows = list(partition(chance, names, {}))
    table = table_of(HitPolicy.UNIQUE, rows, names)
    checks = (overlap.overlaps, gap.gaps, never_met.never_met)
    assert [finding for check in checks for finding in check(Subject(book_of(table)))] == []
    first = table_of(HitPolicy.FIRST, rows, names)
    assert list(shadow.shadowed(Subject(book_of(first)))) == []

    wider = dict(rows[chance.randrange(len(rows))])
    if wider:
        wider.pop(chance.choice(sorted(wider)))
    planted = table_of(HitPolicy.UNIQUE, [*rows, wider], names)
    assert any(f.at.endswith(f"!A{len(rows)}") for f in overlap.overlaps(Subject(book_of(planted))))
    narrower = {**rows[chance.randrange(len(rows))], "on": Condition((Compare(">", date(2026, 1, 1)),))}
    covered = table_of(HitPolicy.FIRST, [*rows, narrower], [*names, "on"])
    assert [f.at for f in shadow.shadowed(Subject(book_of(covered)))] == [f"book.xlsx > t!A{len(rows)}"]
    if len(rows) > 1:
        gone = rows[:]
        del gone[chance.randrange(len(gone))]
        assert list(gap.gaps(Subject(book_of(table_of(HitPolicy.FIRST, gone, names)))))


def test_what_cannot_be_told_within_the_budget_is_said_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    chance = Random(7)
    names = ["n", "urgent", "family", "brand"]
    rows = [*partition(chance, names, {}), {}]
    monkeypatch.setattr(shadow, "ROW_STEPS", 3)
    found = list(shadow.shadowed(Subject(book_of(table_of(HitPolicy.FIRST, rows, names)))))
    assert [finding.severity for finding in found] == ["info"]
    assert f"R{len(rows) - 1}" in found[0].text.en
    monkeypatch.setattr(gap, "STEPS", 3)
    (*_, last) = gap.gaps(Subject(book_of(table_of(HitPolicy.FIRST, rows[1:-1], names))))
    assert "too entangled" in last.text.en


@given(st.integers(0, 2**32))
@settings(max_examples=50, deadline=None)
def test_a_column_is_idle_only_where_leaving_it_out_changes_no_case(seed: int) -> None:
    table = some_table(Random(seed), HitPolicy.COLLECT)
    named = {finding.text.en.split('"')[1] for finding in idle.idle_columns(Subject(book_of(table)))}
    used = {each.fact for rule in table.rules for each in rule.conditions}
    for column in table.inputs:
        without = replace(
            table,
            rules=tuple(
                replace(rule, conditions=tuple(c for c in rule.conditions if c.fact != column.name))
                for rule in table.rules
            ),
        )
        same = all(met(table, case) == met(without, case) for case in cases(table, missing=True))
        assert same or column.name not in named
        assert (column.name in named) or column.name in used


@given(st.integers(0, 2**32), st.sampled_from([HitPolicy.FIRST, HitPolicy.COLLECT, HitPolicy.ANY]))
@settings(max_examples=50, deadline=None)
def test_a_duplicate_is_a_row_that_was_copied_and_no_other(seed: int, policy: HitPolicy) -> None:
    chance = Random(seed)
    table = some_table(chance, policy)
    assert list(duplicate.duplicates(Subject(book_of(table)))) == []  # every row concludes something else
    copied = replace(chance.choice(table.rules), id="R99", origin=RuleRef("book.xlsx", "t", "R99", "A99"))
    more = replace(table, rules=(*table.rules, copied))
    assert [found.at for found in duplicate.duplicates(Subject(book_of(more)))] == ["book.xlsx > t!A99"]


@given(st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp"))))
def test_a_text_in_an_example_is_read_back_as_it_was(text: str) -> None:
    for term in (TERMS["brand"], None):
        assert read_value(write_value(text, term), term=term) == text


@given(st.lists(st.tuples(st.integers(0, 15), st.integers(0, 15), st.integers(0, 3)), max_size=8))
def test_a_part_that_is_left_over_touches_none_of_the_boxes(boxes: list[tuple[int, int, int]]) -> None:
    left = uncovered((15, 15, 3), boxes, Budget(100_000))
    points = {(a, b, c) for a in range(4) for b in range(4) for c in range(2)}
    for one, two, three in boxes:
        points -= {(a, b, c) for a, b, c in points if one >> a & 1 and two >> b & 1 and three >> c & 1}
    assert (left is None) == (not points)
    if left is not None:
        assert {(a, b, c) for a in range(4) for b in range(4) for c in range(2)
                if left[0] >> a & 1 and left[1] >> b & 1 and left[2] >> c & 1} <= points  # fmt: skip
