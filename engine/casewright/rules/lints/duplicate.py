"""Rows that ask and conclude the same."""

from collections.abc import Hashable, Iterator

from casewright.model import Bilingual, Finding, Severity
from casewright.rules.lints.lint import Check, Lint, Subject
from casewright.rules.table import DecisionTable, HitPolicy, Rule

LINT = Lint(
    "lint/duplicate-row", Severity.WARNING,
    avoid=Bilingual("两行的条件和结论都一样。", "Two rows with the same conditions and the same conclusions."),
    prefer=Bilingual("只留一行；两行的理由和依据合写在一起。", "Keep one, with the reasons and sources of both."),
    why=Bilingual(
        "多半是复制后忘了改；以后只改其中一行，另一行仍按旧的来。汇总的表会算两次。",
        "Mostly a copy that was meant to be changed. Later one is edited and the other stays; a table that sums "
        "counts it twice.",
    ),
    wrong="R1: > 1% -> fix    R2: > 1% -> fix",
    right="R1: > 1% -> fix",
)  # fmt: skip

DUPLICATE = LINT.kind(
    "规则 {second} 和 {first}（{first_at}）的条件和结论完全一样。",
    "Rule {second} has the same conditions and conclusions as {first} ({first_at}).",
    "删掉其中一行；如果是复制后忘了改，改成原来想写的条件或结论。",
    "Delete one of them; if it is a copy that was meant to be changed, write what was meant.",
)  # fmt: skip


def duplicates(subject: Subject) -> Iterator[Finding]:
    """Find rows that say the same as an earlier row and are in force on a common day.

    Under UNIQUE such rows overlap, which says more. The order of the tests within a cell makes no difference.
    """
    for table in subject.rulebook.tables:
        if table.hit_policy is not HitPolicy.UNIQUE:
            yield from _in_table(table)


def _in_table(table: DecisionTable) -> Iterator[Finding]:
    seen: dict[Hashable, list[Rule]] = {}
    for rule in table.rules:
        alike = seen.setdefault(_said(table, rule), [])
        first = next((other for other in alike if _together(other, rule)), None)
        if first is not None:
            yield DUPLICATE.at(rule.origin, first=first.id, second=rule.id, first_at=first.origin.at)
        alike.append(rule)


def same_row(table: DecisionTable, first: Rule, second: Rule) -> bool:
    """Say whether two rows ask and conclude the same, and are in force together on some day."""
    return _said(table, first) == _said(table, second) and _together(first, second)


def _said(table: DecisionTable, rule: Rule) -> Hashable:
    asks = frozenset((cell.fact, frozenset(cell.condition.tests), cell.condition.negated) for cell in rule.conditions)
    return asks, tuple(rule.outputs.get(column.name) for column in table.outputs)


def _together(first: Rule, second: Rule) -> bool:
    starts = [rule.effective_from for rule in (first, second) if rule.effective_from]
    ends = [rule.effective_to for rule in (first, second) if rule.effective_to]
    return not starts or not ends or max(starts) <= min(ends)


CHECK = Check(duplicates, (LINT,))
