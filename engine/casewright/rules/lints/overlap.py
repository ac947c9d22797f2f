"""Rows that can match together where the hit policy forbids it."""

from collections.abc import Iterator
from operator import and_

from casewright.model import Bilingual, Finding, Kind, Severity
from casewright.rules.lints.cover import meet
from casewright.rules.lints.example import example_in, write_example
from casewright.rules.lints.lint import Check, Lint, Subject
from casewright.rules.lints.space import Space, space_of
from casewright.rules.table import DecisionTable, HitPolicy, Rule

#: So many pairs of a table are named; whoever has more of them has one mistake made many times.
SHOWN = 60

LINT = Lint(
    "lint/overlap", Severity.ERROR,
    avoid=Bilingual(
        "UNIQUE（唯一）表里两行能被同一个案件同时命中；ANY 表里同时命中的两行结论不同。",
        "Two rows of a UNIQUE table that one case can match; two rows of an ANY table that match together and conclude "
        "differently.",
    ),
    prefer=Bilingual(
        "让每个案件只落在一行里：收紧其中一行；确实要以靠上的行为准时，用 FIRST。",
        "Let each case fall into one row: narrow one of the two; where the upper row is meant to count, use FIRST.",
    ),
    why=Bilingual(
        "出现这样的案件时，这张表没有结论，案件会停下。",
        "With such a case the table concludes nothing, and the case stops.",
    ),
    wrong="R1: >= 1%    R2: [0.5%..1%]",
    right="R1: >= 1%    R2: [0.5%..1%)",
)  # fmt: skip

UNIQUE_OVERLAP = LINT.kind(
    "规则 {second} 和 {first}（{first_at}）会同时命中，而这张表（UNIQUE）只允许一行命中。"
    "例如出现这样的案件时：\n{example}",
    "Rules {second} and {first} ({first_at}) match together, but this table (UNIQUE) lets only one row match. "
    "For example, if such a case can occur:\n{example}",
    "收紧其中一行的条件，使上面的例子只命中一行；如果本来就以靠上的行为准，把命中策略改成 FIRST。",
    "Narrow one of the two rows so that the example matches only one; if the upper row is meant to count, make the hit "
    "policy FIRST.",
)  # fmt: skip
ANY_OVERLAP = LINT.kind(
    "规则 {second} 和 {first}（{first_at}）会同时命中，结论却不同（{columns}），"
    "而这张表（ANY）要求同时命中的行结论相同。例如出现这样的案件时：\n{example}",
    "Rules {second} and {first} ({first_at}) match together and conclude differently ({columns}), but rows of this "
    "table (ANY) that match together must conclude the same. For example, if such a case can occur:\n{example}",
    "把两行的结论改成一样，或收紧其中一行的条件，使上面的例子只命中一行。",
    "Let both rows conclude the same, or narrow one of them so that the example matches only one.",
)  # fmt: skip
MORE = Kind(
    "lint/overlap", Severity.INFO,
    "表“{table}”里互相重叠的行很多，这里只列出前 {shown} 对。",
    "Many rows of the table \"{table}\" overlap; only the first {shown} pairs are listed.",
    "先改正列出的，再检查一次。", "Correct the listed ones first, then check again.",
)  # fmt: skip


def overlaps(subject: Subject) -> Iterator[Finding]:
    """Find pairs of rows that match together, each pair once, with a case that shows it.

    Only cases that the dictionary and the earlier tables allow count, and the evaluator must find both rows met.
    """
    for table in subject.rulebook.tables:
        if table.hit_policy in {HitPolicy.UNIQUE, HitPolicy.ANY}:
            yield from _in_table(space_of(table, subject.rulebook))


def _in_table(space: Space) -> Iterator[Finding]:
    shown = 0
    for first, second in _pairs(space):
        finding = _finding(space, first, second)
        if finding is None:
            continue
        if shown == SHOWN:
            yield MORE.at(space.table.origin, table=space.table.name, shown=SHOWN)
            return
        shown += 1
        yield finding


def _pairs(space: Space) -> Iterator[tuple[int, int]]:
    """Yield the positions of rows whose boxes share a point, the later row leading."""
    fitting = space.fitting
    boxes = [meet(box, fitting) for box in space.boxes]
    for second, box in enumerate(boxes):
        if box is None:
            continue
        for first in range(second):
            other = boxes[first]
            if other is not None and all(map(and_, box, other)):
                yield first, second


def _finding(space: Space, first: int, second: int) -> Finding | None:
    table = space.table
    upper, lower = table.rules[first], table.rules[second]
    columns = _differ(table, upper, lower)
    if table.hit_policy is HitPolicy.ANY and not columns:
        return None
    shared = tuple(map(and_, space.boxes[first], space.boxes[second]))
    example = example_in(space, tuple(map(and_, shared, space.fitting)))
    if space.meets(example, rules=(upper, lower)) != (upper.id, lower.id):
        return None
    kind = UNIQUE_OVERLAP if table.hit_policy is HitPolicy.UNIQUE else ANY_OVERLAP
    return kind.at(
        lower.origin, first=upper.id, second=lower.id, first_at=upper.origin.at, columns=", ".join(columns),
        example=write_example(space, example),
    )  # fmt: skip


def _differ(table: DecisionTable, first: Rule, second: Rule) -> tuple[str, ...]:
    names = (column.name for column in table.outputs)
    return tuple(name for name in names if first.outputs.get(name) != second.outputs.get(name))


CHECK = Check(overlaps, (LINT,))
