"""A decision table as boxes in a space: an axis for each fact that it asks about, a set of points for each cell.

The points of an axis stand for all values of the fact (``points``), the first of them for the missing value. A cell is
the set of points that meet it, written as the bits of a number, so two rows overlap where they share a point on every
axis. A last axis holds the days on which rows are in force. What the sets say is held against the table's own evaluator
before anything is reported (``meets``).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from fractions import Fraction

from casewright.model import Value
from casewright.rules.evaluate import holds
from casewright.rules.fit import misfits
from casewright.rules.held import hold_rows
from casewright.rules.language.condition import EQUAL, Compare, Condition, Contains, Empty, Null, Range, Scalar, Test
from casewright.rules.language.vocabulary import Term
from casewright.rules.lints.points import Part, list_points, points_of
from casewright.rules.table import Column, DecisionTable, Rule, Rulebook, fact_name

#: A set of points for each axis of a table.
Box = tuple[int, ...]
#: The point of every axis that stands for a fact which is not known.
MISSING = 1

_WHOLE = frozenset({"count", "个", "次", "days", "day", "天", "日"})
#: Stands for what a cell names that says ``< 0``.
_BELOW_ZERO = Fraction(-1)
_SHARES = frozenset({"share", "rate", "比率", "占比"})


@dataclass(frozen=True, slots=True)
class Axis:
    """One fact: its points, and which of them may be reported.

    ``fitting`` are the points that a case can have by the dictionary and by what earlier tables conclude; ``usual``
    leaves out the missing value and what nobody means, such as a number below zero where no cell names one. ``odd`` is
    the empty text, which no case has: what is not given is missing.
    """

    name: str
    term: Term | None
    points: tuple[Value, ...]
    exact: bool
    fitting: int
    usual: int
    odd: int = 0
    drawn: bool = False
    ordered: bool = False
    places: Mapping[Value, int] = field(default_factory=dict)
    holders: Mapping[Part, int] = field(default_factory=dict)
    kept: dict[Condition, int] = field(default_factory=dict)

    @property
    def full(self) -> int:
        """Return all points."""
        return (1 << len(self.points)) - 1

    def points_of(self, condition: Condition) -> int:
        """Return the points that meet a condition."""
        if condition.always:
            return self.full
        found = self.kept.get(condition)
        if found is None:
            found = self.kept[condition] = self._points_of(condition)
        return found

    def _points_of(self, condition: Condition) -> int:
        missing = MISSING if holds(condition, None) else 0
        met = 0
        for test in condition.tests:
            alone = Condition((test,))
            if condition == alone:
                met |= self._meeting(test, alone)
            else:
                met |= self.points_of(alone)
        return missing | ((self.full & ~met if condition.negated else met) & ~MISSING)

    def _meeting(self, test: Test, alone: Condition) -> int:
        if self.ordered and isinstance(test, Compare):
            return self._compared(test.operator, test.value)
        if self.ordered and isinstance(test, Range):
            low = self._compared(">=" if test.low_closed else ">", test.low)
            return low & self._compared("<=" if test.high_closed else "<", test.high)
        if isinstance(test, Empty | Null):
            return sum(1 << place for place, value in enumerate(self.points) if place and holds(alone, value))
        met = 0
        for part, lists in self.holders.items():  # a list is asked whether some part of it passes
            if holds(alone, (part,)):
                met |= lists
        if isinstance(test, Compare) and test.operator == EQUAL and self.term is not None:
            return met | (1 << self.places[test.value] if test.value in self.places else 0)
        single = (place for place, value in enumerate(self.points) if place and not isinstance(value, tuple))
        return met | sum(1 << place for place in single if holds(alone, self.points[place]))

    def _compared(self, operator: str, value: Scalar) -> int:
        """Return the points on one side of a value; each value that a cell names is a point, and points ascend."""
        place = self.places[value]
        below = (1 << place) - 1
        here = 1 << place
        return {
            EQUAL: here, "<": below, "<=": below | here, ">": self.full & ~(below | here), ">=": self.full & ~below,
        }[operator] & ~MISSING  # fmt: skip

    def pick(self, points: int) -> Value:
        """Return the point of a set that reads best in an example."""
        for among in (points & self.usual, points & self.fitting & ~MISSING, points & ~MISSING):
            if among:
                return self.points[(among & -among).bit_length() - 1]
        return None


@dataclass(frozen=True, slots=True)
class Space:
    """A table's axes and its rows as boxes. ``boxes`` has one set more than there are axes: the days in force."""

    table: DecisionTable
    axes: tuple[Axis, ...]
    boxes: tuple[Box, ...]
    days: int

    @property
    def exact(self) -> bool:
        """Say whether the points stand for every value of every fact."""
        return all(axis.exact for axis in self.axes)

    @property
    def everywhere(self) -> Box:
        """Return the box that holds every point."""
        return (*(axis.full for axis in self.axes), (1 << self.days) - 1)

    @property
    def fitting(self) -> Box:
        """Return the box of the points that a case can have."""
        return (*(axis.fitting for axis in self.axes), (1 << self.days) - 1)

    def meets(self, values: Mapping[str, Value], *, rules: Sequence[Rule] | None = None) -> tuple[str, ...] | None:
        """Return the ids of the rows that the table's own evaluator finds met, None where a value is of a wrong type.

        ``rules`` asks these rows alone, which in a long table is much quicker.
        """
        table = self.table if rules is None else replace(self.table, rules=tuple(rules))
        if misfits(table, values):
            return None
        return tuple(table.rules[place].id for place in hold_rows(table, values).met_rows())


def space_of(table: DecisionTable, rulebook: Rulebook) -> Space:
    """Return a table's space, made once for a rulebook."""
    key = f"space of {table.name}"
    made = rulebook.kept.made.get(key)
    if not isinstance(made, Space):
        made = rulebook.kept.made[key] = make_space(table, drawn_by(table, rulebook))
    return made


def make_space(table: DecisionTable, drawn: Mapping[str, tuple[Value, ...]]) -> Space:
    """Build the space of a table; ``drawn`` holds what earlier tables conclude, by fact."""
    asked: dict[str, list[Condition]] = {}
    for rule in (*table.rules, *table.dormant):
        for cell in rule.conditions:
            asked.setdefault(cell.fact, []).append(cell.condition)
    columns = {column.name: column for column in reversed(table.inputs)}
    axes = tuple(
        _axis(columns[name], asked.get(name, ()), drawn.get(name))
        for name in dict.fromkeys(c.name for c in table.inputs)
    )
    cuts = _cuts(table.rules)
    boxes = tuple(_box(rule, axes, cuts) for rule in table.rules)
    return Space(table, axes, boxes, len(cuts))


def _box(rule: Rule, axes: Sequence[Axis], cuts: Sequence[date]) -> Box:
    sets = {axis.name: axis.full for axis in axes}
    for cell in rule.conditions:
        axis = next(axis for axis in axes if axis.name == cell.fact)
        sets[cell.fact] &= axis.points_of(cell.condition)
    days = sum(1 << place for place, day in enumerate(cuts) if rule.in_force(day))
    return (*sets.values(), days)


def _cuts(rules: Iterable[Rule]) -> tuple[date, ...]:
    """Return the first day of each stretch of time in which no row comes into force or goes out of it."""
    starts = {date.min}
    for rule in rules:
        if rule.effective_from:
            starts.add(rule.effective_from)
        if rule.effective_to and rule.effective_to < date.max:
            starts.add(rule.effective_to + timedelta(days=1))
    return tuple(sorted(starts))


def _axis(column: Column, conditions: Iterable[Condition], drawn: tuple[Value, ...] | None) -> Axis:
    asked = tuple(dict.fromkeys(conditions))
    found = points_of(column.term, asked, drawn or ())
    values = found.values
    exact = found.exact
    tests = [test for each in asked for test in each.tests]
    if column.guessed and column.term is not None and not column.term.type.plural and all(map(_of_a_list, tests)):
        # Nothing says that the fact is not a list, and the table would take one.
        lists = list_points(column.term, tests, drawn or ())
        values, exact = (*values, *lists.values), exact and lists.exact
    points: tuple[Value, ...] = (None, *values)
    fitting, usual = _reportable(column, asked, points, drawn)
    return Axis(
        column.name, column.term, points, exact, fitting, usual, odd=_odd(points, asked), drawn=drawn is not None,
        ordered=found.ordered and values is found.values,
        places={value: place for place, value in enumerate(points)}, holders=_holders(points),
    )  # fmt: skip


def _holders(points: Sequence[Value]) -> dict[Part, int]:
    """Return, for each part, the lists among the points that hold it."""
    holders: dict[Part, int] = {}
    for place, value in enumerate(points):
        for part in value if isinstance(value, tuple) else ():
            holders[part] = holders.get(part, 0) | 1 << place
    return holders


def _of_a_list(test: Test) -> bool:
    """Say whether a test can be asked of a list as well as of one value."""
    return isinstance(test, Contains | Empty | Null) or (isinstance(test, Compare) and test.operator == EQUAL)


def _odd(points: Sequence[Value], asked: Iterable[Condition]) -> int:
    named = any("" in condition.operands() for condition in asked)
    return 0 if named else sum(1 << place for place, value in enumerate(points) if value == "")


def _reportable(
    column: Column, asked: Sequence[Condition], points: Sequence[Value], drawn: tuple[Value, ...] | None
) -> tuple[int, int]:
    named = {value for condition in asked for value in condition.operands()}
    named |= {_BELOW_ZERO for condition in asked if Compare("<", Fraction(0)) in condition.tests}
    lists = column.term is not None and column.term.type.plural
    fitting = usual = 0
    for place, value in enumerate(points):
        if value is None:
            fitting |= 0 if column.name == "today" else MISSING
            continue
        if (isinstance(value, tuple) and not lists) or (value == "" and "" not in named):
            continue
        if not _in_unit(value, column.term) or not _drawn(value, drawn):
            continue
        fitting |= 1 << place
        usual |= 1 << place if _usual(value, column.term, named) else 0
    return fitting, usual


def _in_unit(value: Value, term: Term | None) -> bool:
    """Say whether a number can be a count, a number of days or a share, where that is its unit."""
    if not isinstance(value, Fraction) or term is None:
        return True
    unit = term.unit.strip().casefold()
    if unit in _WHOLE:
        return value.denominator == 1 and value >= 0
    return unit not in _SHARES or 0 <= value <= 1


def _drawn(value: Value, drawn: tuple[Value, ...] | None) -> bool:
    if drawn is None:
        return True
    if isinstance(value, tuple):
        said = {part for each in drawn if isinstance(each, tuple) for part in each}
        return said.issuperset(value)
    return value in drawn


def _usual(value: Value, term: Term | None, named: Iterable[Scalar]) -> bool:
    if not isinstance(value, Fraction):
        return True
    numbers = [number for number in named if isinstance(number, Fraction)]
    if value < 0 and min(numbers, default=Fraction(0)) >= 0:
        return False
    whole = all(number.denominator == 1 for number in numbers)
    return value.denominator == 1 or not whole or bool(term and term.unit)


def drawn_by(table: DecisionTable, rulebook: Rulebook) -> dict[str, tuple[Value, ...]]:
    """Return what the tables before one conclude, by fact; a fact that a number is made for is left out."""
    drawn: dict[str, tuple[Value, ...]] = {}
    for earlier in rulebook.tables:
        if earlier.name == table.name:
            break
        if earlier.hit_policy.aggregates:
            continue
        for column in earlier.outputs:
            said = dict.fromkeys(rule.outputs.get(column.name) for rule in earlier.written)
            values = tuple(value for value in said if value is not None)
            name = fact_name(earlier.name, column.name)
            drawn[name] = (values,) if earlier.hit_policy.many else values  # type: ignore[assignment]
    return drawn
