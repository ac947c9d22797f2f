"""Rows of a FIRST table that never count, because the rows above them take every case."""

from collections.abc import Iterator, Mapping, Sequence

from casewright.model import Bilingual, Finding, Kind, Severity, Value
from casewright.rules.language.condition import Condition
from casewright.rules.lints.cover import Budget, OutOfBudgetError, apart, uncovered
from casewright.rules.lints.duplicate import same_row
from casewright.rules.lints.example import example_in, write_example
from casewright.rules.lints.lint import Check, Lint, Subject
from casewright.rules.lints.space import Box, Space, space_of
from casewright.rules.table import HitPolicy

#: Comparisons of boxes for one row, and for a table.
ROW_STEPS, TABLE_STEPS = 30_000, 300_000
#: How many cases of a row the evaluator is asked about before the row is said never to count.
PROOFS = 16

LINT = Lint(
    "lint/shadowed", Severity.WARNING,
    avoid=Bilingual(
        "FIRST 表里，一行能命中的案件全被它上面的行先拿走。",
        "A row of a FIRST table all of whose cases are taken by the rows above it.",
    ),
    prefer=Bilingual(
        "条件窄的行放上面，条件宽的行放下面；不再需要的行删掉。",
        "Put the narrow rows above and the wide rows below; delete what is no longer needed.",
    ),
    why=Bilingual(
        "这一行看起来有效，其实永远不起作用；改它不会改变任何案件。",
        "The row looks as if it decided something and never does; editing it changes no case.",
    ),
    wrong="R1: > 1%    R2: > 2%",
    right="R1: > 2%    R2: > 1%",
)  # fmt: skip

SHADOWED = LINT.kind(
    "规则 {rule} 永远不起作用：它能命中的案件，都先被上面的规则 {above} 命中。例如：\n{example}",
    "Rule {rule} never counts: whatever it matches is matched first by {above} above it. For example:\n{example}",
    "把 {rule} 移到 {names} 上面，或收紧上面的行，或删掉 {rule}。",
    "Move {rule} above {names}, or narrow the rows above, or delete {rule}.",
)  # fmt: skip
NOT_ALL = Kind(
    "lint/shadowed", Severity.INFO,
    "表“{table}”的条件交错太多，下面这些行没有查完是否被上面的行挡住：{rules}。",
    "The conditions of the table \"{table}\" are too entangled to tell of these rows whether the rows above take all "
    "of their cases: {rules}.",
    "行数多时可以把表拆成两张，或给这些行各写一条测试。",
    "A long table can be split in two; or write a test for each of these rows.",
)  # fmt: skip


def shadowed(subject: Subject) -> Iterator[Finding]:
    """Find rows under FIRST that earlier rows, one or several together, cover wholly.

    A row that no value can meet is not named here. A row is only named where its cells can be told exactly; a missing
    value counts, so ``true`` and ``false`` do not cover ``-``.
    """
    for table in subject.rulebook.tables:
        if table.hit_policy is HitPolicy.FIRST:
            yield from _in_table(space_of(table, subject.rulebook))


def _in_table(space: Space) -> Iterator[Finding]:
    left = TABLE_STEPS
    unknown: list[str] = []
    for place, box in enumerate(space.boxes):
        above = _above(space, place)
        budget = Budget(min(ROW_STEPS, left))
        used: set[Box] = set()
        try:
            covered = all(box) and uncovered(box, tuple(above.values()), budget, used=used) is None
        except OutOfBudgetError:
            unknown.append(space.table.rules[place].id)
            covered = False
        left -= budget.used
        needed = {row: other for row, other in above.items() if other in used}
        if covered and (finding := _finding(space, place, _fewest(box, needed))) is not None:
            yield finding
    if unknown:
        yield NOT_ALL.at(space.table.origin, table=space.table.name, rules=", ".join(unknown))


def _above(space: Space, place: int) -> dict[int, Box]:
    """Return the boxes of the rows above, as far as they can be told exactly against this row.

    On an axis that is only sampled, a row above counts if it asks nothing there, or asks just what this row asks.
    """
    asked = _asked(space, place)
    boxes: dict[int, Box] = {}
    for upper in range(place):
        theirs = _asked(space, upper)
        box = list(space.boxes[upper])
        told = True
        for number, axis in enumerate(space.axes):
            if axis.exact or axis.name not in theirs:
                continue
            told = told and theirs[axis.name] == asked.get(axis.name)
            box[number] = axis.full
        if told and not apart(space.boxes[place], tuple(box)):
            boxes[upper] = tuple(box)
    return boxes


def _asked(space: Space, place: int) -> Mapping[str, tuple[Condition, ...]]:
    asked: dict[str, tuple[Condition, ...]] = {}
    for cell in space.table.rules[place].conditions:
        asked[cell.fact] = (*asked.get(cell.fact, ()), cell.condition)
    return asked


def _fewest(box: Box, needed: Mapping[int, Box]) -> tuple[int, ...]:
    """Return those of the rows without which the box would not be covered, as far as that can be told quickly."""
    kept = dict(needed)
    budget = Budget(ROW_STEPS)
    try:
        for place in tuple(needed)[::-1]:
            fewer = {row: other for row, other in kept.items() if row != place}
            if uncovered(box, tuple(fewer.values()), budget) is None:
                kept = fewer
    except OutOfBudgetError:
        pass  # more rows are named than need be
    return tuple(kept)


def _finding(space: Space, place: int, above: Sequence[int]) -> Finding | None:
    table = space.table
    rule = table.rules[place]
    if any(same_row(table, table.rules[upper], rule) for upper in above):
        return None  # a duplicate is named as one
    rows = [table.rules[upper] for upper in above]
    cases = list(_cases(space, space.boxes[place]))
    met = [space.meets(case, rules=(*rows, rule)) or () for case in cases]
    if not all(len(ids) > 1 and ids[-1] == rule.id for ids in met):
        return None
    return SHADOWED.at(
        rule.origin, rule=rule.id, above=", ".join(f"{row.id} ({row.origin.at})" for row in rows),
        names=", ".join(row.id for row in rows), example=write_example(space, cases[0]),
    )  # fmt: skip


def _cases(space: Space, box: Box) -> Iterator[dict[str, Value]]:
    """Yield a case of the box that reads well, then others, one for each further point of an axis."""
    first = example_in(space, box)
    yield first
    spent = 1
    for axis, points in zip(space.axes, box, strict=False):
        for number, value in enumerate(axis.points):
            if points >> number & 1 and spent < PROOFS:
                spent += 1
                yield {**first, axis.name: value}


CHECK = Check(shadowed, (LINT,))
