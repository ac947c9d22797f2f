"""Cases for which a table has no row."""

from collections.abc import Iterator, Mapping, Sequence

from casewright.model import Bilingual, Finding, Kind, Severity, Value
from casewright.rules.language.vocabulary import FactType
from casewright.rules.lints.cover import Budget, OutOfBudgetError, apart, uncovered
from casewright.rules.lints.example import write_example, write_value
from casewright.rules.lints.lint import Check, Lint, Subject
from casewright.rules.lints.space import MISSING, Axis, Box, Space, space_of
from casewright.rules.table import HitPolicy

#: So many combinations of facts without a row are named for a table, so many values of one fact.
SHOWN, VALUES = 3, 12
#: Comparisons of boxes for a table.
STEPS = 200_000
#: How many combinations are found before the simplest of them is shown.
TRIES = 24

LINT = Lint(
    "lint/gap", Severity.WARNING,
    avoid=Bilingual(
        "有的案件在表里一行也命中不了，而表里没有 default（默认）行。",
        "A case that no row of the table matches, and no default row.",
    ),
    prefer=Bilingual(
        "给漏掉的值补一行；或者加一行编号为 default（默认）的规则，写明其余情况怎么办。",
        "Add a row for what was left out; or a row with the id default that says what is done in all other cases.",
    ),
    why=Bilingual(
        "这样的案件没有结论，要等到案件来了才会发现。",
        "Such a case gets no conclusion, which comes out when the case is there.",
    ),
    wrong="R1: < 1%    R2: > 1%",
    right="R1: < 1%    R2: >= 1%",
)  # fmt: skip

NO_ROW = LINT.kind(
    "表“{table}”没有给 {fact} 的这些值留任何一行：{values}。例如：\n{example}",
    "The table \"{table}\" has no row for these values of {fact}: {values}. For example:\n{example}",
    "给这些值补一行，或加一行编号为 default（默认）、不写条件的规则。",
    "Add a row for these values, or a row with the id default and no conditions.",
)  # fmt: skip
#: The same where the values of a fact cannot be counted up, so that nobody would list them all.
NO_ROW_FOR_OTHERS = Kind(
    LINT.code, Severity.INFO, NO_ROW.zh, NO_ROW.en, NO_ROW.fix_zh, NO_ROW.fix_en,
)  # fmt: skip
#: Facts often go together, and the combination may never occur: nothing is claimed but that no row is there for it.
NO_ROW_TOGETHER = Kind(
    LINT.code, Severity.INFO,
    "如果出现下面这样的案件，表“{table}”没有一行命中（最接近的是规则 {near}，差 {lack}）：\n{example}",
    "If such a case can occur, no row of the table \"{table}\" matches it (rule {near} comes nearest, short of {lack}):"
    "\n{example}",
    "会出现就补一行，或加一行编号为 default（默认）、不写条件的规则；不会出现则不用改。",
    "If it can occur, add a row, or a row with the id default and no conditions; if it cannot, leave the table as is.",
)  # fmt: skip

NOT_ALL = Kind(
    LINT.code, Severity.INFO,
    "表“{table}”的条件交错太多，没有查完是否有漏掉的组合。",
    "The conditions of the table \"{table}\" are too entangled to tell whether some combination has no row.",
    "加一行编号为 default（默认）、不写条件的规则，就不会有漏掉的案件。",
    "A row with the id default and no conditions leaves no case out.",
)  # fmt: skip

_SINGLE = frozenset({HitPolicy.UNIQUE, HitPolicy.ANY, HitPolicy.FIRST, HitPolicy.PRIORITY})


def gaps(subject: Subject) -> Iterator[Finding]:
    """Find cases that no row of a single-answer table without a default row matches.

    A fact that is not known is no gap: the case is asked for it. Values of one fact that no row takes, whatever the
    other facts are, weigh as a warning; combinations of several facts as an information, since facts go together and
    some combinations never occur. A table that collects may leave a case without a row, and is not looked at.
    """
    for table in subject.rulebook.tables:
        if table.hit_policy in _SINGLE and table.default is None and table.rules:
            yield from _in_table(_Gaps(space_of(table, subject.rulebook)))


def _in_table(of: "_Gaps") -> Iterator[Finding]:
    if of.rows:
        yield from of.alone()
        yield from of.together()


class _Gaps:
    """The search in one table: rows as boxes without their days, and the cases that count as known."""

    def __init__(self, space: Space) -> None:
        self.space = space
        self.axes = space.axes
        self.asked = {cell.fact for rule in space.table.rules for cell in rule.conditions}
        self.rows = tuple(self._row(box) for box in space.boxes if all(box))
        self.taken = list(self.rows)
        self.known = tuple(self._known(axis) for axis in self.axes)

    def _row(self, box: Box) -> Box:
        """Return a row's box; on an axis that is only sampled, the row counts as taking everything."""
        return tuple(
            points if axis.exact and axis.name != "today" else axis.full
            for axis, points in zip(self.axes, box, strict=False)
        )

    def _known(self, axis: Axis) -> int:
        return axis.usual if axis.name in self.asked and axis.exact else axis.full

    def alone(self) -> Iterator[Finding]:
        """Find the values of one fact that no row takes."""
        for number, axis in enumerate(self.axes):
            reached = 0
            for row in self.rows:
                reached |= row[number]
            left = self.known[number] & ~reached
            values = [value for place, value in enumerate(axis.points) if left >> place & 1]
            if not values or not reached & axis.usual:
                continue
            self.known = (*self.known[:number], self.known[number] & ~left, *self.known[number + 1 :])
            case = {axis.name: axis.pick(left)}
            if self._unmatched(case):
                yield self._value_finding(axis, values, case)

    def _value_finding(self, axis: Axis, values: Sequence[Value], case: Mapping[str, Value]) -> Finding:
        shown = [write_value(value, axis.term) or "empty" for value in values[:VALUES]]
        more = len(values) - VALUES
        tail = f" (+{more})" if more > 0 else ""
        counted = axis.term is not None and (bool(axis.term.values) or axis.term.type is not FactType.STRING)
        counted = counted and not isinstance(values[0], tuple)
        column = next(column for column in self.space.table.inputs if column.name == axis.name)
        return (NO_ROW if counted else NO_ROW_FOR_OTHERS).at(
            column.ref, table=self.space.table.name, fact=axis.name, values=", ".join(shown) + tail,
            example=write_example(self.space, case),
        )  # fmt: skip

    def together(self) -> Iterator[Finding]:
        """Find a few combinations of facts that no row takes, the simplest and nearest to a row first."""
        budget = Budget(STEPS)
        try:
            for _ in range(SHOWN):
                case = self._simplest(budget)
                if case is None:
                    return
                self.taken.append(self._box_of(case))
                if self._unmatched(case):
                    yield self._case_finding(case)
        except OutOfBudgetError:
            yield NOT_ALL.at(self.space.table.origin, table=self.space.table.name)

    def _simplest(self, budget: Budget) -> dict[str, Value] | None:
        """Return the case with the fewest facts among those that are one cell away from a row."""
        if uncovered(self.known, self.taken, budget) is None:
            return None
        found: list[dict[str, Value]] = []
        for row in self.rows:
            for number, axis in enumerate(self.axes):
                if row[number] == axis.full or len(found) >= TRIES:
                    continue
                near = [one & other for one, other in zip(row, self.known, strict=True)]
                near[number] = self.known[number] & ~row[number]
                if (left := uncovered(tuple(near), self.taken, budget)) is not None:
                    found.append(self._case_of(left))
        if not found:
            left = uncovered(self.known, self.taken, budget)
            return None if left is None else self._case_of(left)
        return min(found, key=len)

    def _case_of(self, box: Box) -> dict[str, Value]:
        """Return a case of the box with only the facts that keep every row away, whatever the others are."""
        point = [self._bit(axis, axis.pick(points)) for axis, points in zip(self.axes, box, strict=True)]
        uses = [sum(row[number] != axis.full for row in self.rows) for number, axis in enumerate(self.axes)]
        for number in sorted(range(len(point)), key=lambda place: (uses[place], -place)):
            wider = (*point[:number], self.axes[number].full, *point[number + 1 :])
            if all(apart(tuple(wider), row) for row in self.taken):
                point[number] = self.axes[number].full
        return {
            axis.name: axis.pick(points) for axis, points in zip(self.axes, point, strict=True) if points != axis.full
        }

    def _bit(self, axis: Axis, value: Value) -> int:
        return MISSING if value is None else 1 << axis.places[value]

    def _box_of(self, case: Mapping[str, Value]) -> Box:
        return tuple(self._bit(axis, case[axis.name]) if axis.name in case else axis.full for axis in self.axes)

    def _unmatched(self, case: Mapping[str, Value]) -> bool:
        """Say whether the evaluator finds no row for the case, alone and with every other fact given."""
        full = {axis.name: axis.pick(axis.usual) for axis in self.axes} | dict(case)
        return self.space.meets(case) == () == self.space.meets(full)

    def _case_finding(self, case: Mapping[str, Value]) -> Finding:
        box = self._box_of(case)
        rules = [rule for rule, days in zip(self.space.table.rules, self.space.boxes, strict=True) if all(days)]
        short = [[axis.name for axis, one, other in zip(self.axes, box, row, strict=True) if not one & other]
                 for row in self.rows]  # fmt: skip
        asks = [len({cell.fact for cell in rule.conditions}) for rule in rules]
        nearest = min(range(len(rules)), key=lambda place: (len(short[place]), len(short[place]) - asks[place]))
        cells = [cell for cell in rules[nearest].conditions if cell.fact in short[nearest]]
        return NO_ROW_TOGETHER.at(
            self.space.table.origin, table=self.space.table.name, near=rules[nearest].id,
            lack=", ".join(f"{cell.fact} {cell.text}" for cell in cells), example=write_example(self.space, case),
        )  # fmt: skip


CHECK = Check(gaps, (LINT,))
