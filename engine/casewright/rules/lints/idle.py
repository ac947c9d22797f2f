"""Condition columns that decide nothing."""

from collections.abc import Iterator

from casewright.model import Bilingual, Finding, Severity
from casewright.rules.lints.lint import Check, Lint, Subject
from casewright.rules.lints.space import Axis, space_of
from casewright.rules.table import ConditionCell

LINT = Lint(
    "lint/idle-column", Severity.INFO,
    avoid=Bilingual("条件列整列是空的或“-”。", "A condition column that is empty, or \"-\", from top to bottom."),
    prefer=Bilingual(
        "删掉这一列，或在需要它的行写上条件。", "Delete the column, or write the condition where it is meant.",
    ),
    why=Bilingual(
        "看表的人会以为它参与判定；填测试时也要多填一项。",
        "Readers take it for something that decides, and tests give it a value for nothing.",
    ),
    wrong="if urgent: -, -, -",
    right="(no such column)",
)  # fmt: skip

UNUSED = LINT.kind(
    "条件列“{column}”没有一行用到。", "No row uses the condition column \"{column}\".",
    "删掉这一列，或在需要的行写上条件。", "Delete the column, or write a condition in the rows that need it.",
)  # fmt: skip
TRUE_ANYWAY = LINT.kind(
    "条件列“{column}”里写的条件（{texts}）任何值都满足，这一列不影响判定。",
    "Whatever the value, the conditions of the column \"{column}\" ({texts}) hold, so the column decides nothing.",
    "删掉这一列，或改正条件。", "Delete the column, or correct the conditions.",
)  # fmt: skip


def idle_columns(subject: Subject) -> Iterator[Finding]:
    """Find columns that no row uses, rows out of force included, or whose every cell holds for every value and none."""
    for table in subject.rulebook.tables:
        rules = (*table.rules, *table.dormant)
        if not rules:
            continue
        axes = {axis.name: axis for axis in space_of(table, subject.rulebook).axes}
        for column in table.inputs:
            cells = [cell for rule in rules for cell in rule.conditions if cell.fact == column.name]
            if not cells:
                yield UNUSED.at(column.ref, column=column.name)
            elif all(_holds_anyway(cell, axes[column.name]) for cell in cells):
                texts = ", ".join(dict.fromkeys(cell.text for cell in cells))
                yield TRUE_ANYWAY.at(column.ref, column=column.name, texts=texts)


def _holds_anyway(cell: ConditionCell, axis: Axis) -> bool:
    return axis.exact and axis.points_of(cell.condition) == axis.full


CHECK = Check(idle_columns, (LINT,))
