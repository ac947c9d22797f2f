"""Cells that no value meets, so that their row never applies."""

from collections.abc import Iterator

from casewright.model import Bilingual, Finding, Severity
from casewright.rules.language.condition import Condition, print_condition
from casewright.rules.lints.lint import Check, Lint, Subject
from casewright.rules.lints.space import Axis, space_of
from casewright.rules.table import ConditionCell, Rule

LINT = Lint(
    "lint/never-met", Severity.WARNING,
    avoid=Bilingual(
        "条件里写了任何值都满足不了的要求：区间写反、排除了所有可选值、两列要求互相矛盾。",
        "A condition that no value meets: a range the wrong way round, every listed value excluded, two columns that "
        "contradict each other.",
    ),
    prefer=Bilingual(
        "区间从小写到大；排除时至少留下一个值。", "Write a range from low to high; leave at least one value in.",
    ),
    why=Bilingual("整行永远不会命中，却看不出来。", "The row never matches, and nothing shows it."),
    wrong="[5..1]",
    right="[1..5]",
)  # fmt: skip

CELL = LINT.kind(
    "规则 {rule} 的“{column}”写的是“{text}”，没有任何值能满足，这一行永远不会命中。",
    "Rule {rule} asks {column} \"{text}\", which no value meets, so the row never matches.",
    "改正条件（区间从小到大，例如 [1..5]），或删掉这一行。",
    "Correct the condition (a range goes from low to high, as in [1..5]), or delete the row.",
)  # fmt: skip
PART = LINT.kind(
    "规则 {rule} 的“{column}”里，“{part}”这一部分没有任何值能满足，写了等于没写。",
    "In what rule {rule} asks of {column}, the part \"{part}\" is met by no value, so it says nothing.",
    "改正这一部分（区间从小到大，例如 [1..5]），或删掉它。",
    "Correct this part (a range goes from low to high, as in [1..5]), or take it out.",
)  # fmt: skip
TOGETHER = LINT.kind(
    "规则 {rule} 对“{column}”写了两个互相矛盾的条件（{text} 和 {other}），这一行永远不会命中。",
    "Rule {rule} asks two things of {column} that exclude each other ({text} and {other}), so the row never matches.",
    "改正其中一个条件，或删掉这一行。", "Correct one of the two, or delete the row.",
)  # fmt: skip
NOT_DRAWN = LINT.kind(
    "规则 {rule} 等的是 {column} = {text}，但前面的表没有一行得出这样的结论，这一行永远不会命中。",
    "Rule {rule} waits for {column} = {text}, which no row of the earlier tables concludes, so the row never matches.",
    "在前面的表里补上得出这个结论的行，或删掉这一行。",
    "Add the row that concludes it to the earlier table, or delete this row.",
)  # fmt: skip


def never_met(subject: Subject) -> Iterator[Finding]:
    """Find conditions that nothing meets, one finding for each row that never matches.

    Looked at in every policy. Where a fact is concluded by an earlier table, only its conclusions can come.
    """
    for table in subject.rulebook.tables:
        axes = {axis.name: axis for axis in space_of(table, subject.rulebook).axes}
        for rule in (*table.rules, *table.dormant):
            whole = next(_whole(rule, axes), None)
            if whole is not None:
                yield whole
            else:
                yield from _parts(rule, axes)


def _whole(rule: Rule, axes: dict[str, Axis]) -> Iterator[Finding]:
    seen: dict[str, tuple[int, ConditionCell]] = {}
    for cell in rule.conditions:
        axis = axes[cell.fact]
        met = axis.points_of(cell.condition) & ~axis.odd
        before, other = seen.get(cell.fact, (axis.full, cell))
        if not axis.exact:
            continue
        if not met:
            yield CELL.at(cell.ref, rule=rule.id, column=cell.fact, text=cell.text)
        elif not met & before:
            yield TOGETHER.at(cell.ref, rule=rule.id, column=cell.fact, text=cell.text, other=other.text)
        elif axis.drawn and not met & axis.fitting and axis.term is not None and axis.term.values:
            yield NOT_DRAWN.at(cell.ref, rule=rule.id, column=cell.fact, text=cell.text)
        seen[cell.fact] = (met & before, cell)


def _parts(rule: Rule, axes: dict[str, Axis]) -> Iterator[Finding]:
    for cell in rule.conditions:
        axis = axes[cell.fact]
        if not axis.exact:
            continue
        for test in cell.condition.tests:
            alone = Condition((test,))
            if not axis.points_of(alone):
                yield PART.at(cell.ref, rule=rule.id, column=cell.fact, part=print_condition(alone))


CHECK = Check(never_met, (LINT,))
