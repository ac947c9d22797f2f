"""Hit policies: what becomes of the rows that match.

One function per policy, under its name; a policy of DMN that is not here yet is a function more.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from casewright.model import Finding, Kind, Severity
from casewright.rules.table import DecisionTable, HitPolicy, Rule

UNIQUE_TWICE = Kind(
    "rules/unique-matched-twice", Severity.ERROR,
    "表“{table}”只允许一行命中，但 {rules} 同时命中；这张表没有结论。",
    "Only one row of the table \"{table}\" may match, but {rules} match together; the table concludes nothing.",
    "收紧其中一行的条件，使它们不再重叠。", "Narrow the conditions of one of the rows so that they no longer overlap.",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Hit:
    """The rows that apply, in the order in which they count; ``failed`` where the policy was broken."""

    rules: tuple[Rule, ...]
    findings: tuple[Finding, ...] = ()

    @property
    def failed(self) -> bool:
        """Say whether the policy was broken, so that the table has no conclusion."""
        return bool(self.findings)


def apply_policy(table: DecisionTable, matched: Sequence[Rule]) -> Hit:
    """Return the rows that apply out of those that match; ``matched`` is in sheet order."""
    return _POLICIES[table.hit_policy](table, matched)


def _first(_table: DecisionTable, matched: Sequence[Rule]) -> Hit:
    return Hit(tuple(matched[:1]))


def _unique(table: DecisionTable, matched: Sequence[Rule]) -> Hit:
    if len(matched) < 2:
        return Hit(tuple(matched))
    rows = ", ".join(f"{rule.id} ({rule.origin.at})" for rule in matched)
    return Hit((), (UNIQUE_TWICE.at(matched[0].origin, table=table.name, rules=rows),))


def _collect(_table: DecisionTable, matched: Sequence[Rule]) -> Hit:
    return Hit(tuple(matched))


_POLICIES: Mapping[HitPolicy, Callable[[DecisionTable, Sequence[Rule]], Hit]] = {
    HitPolicy.FIRST: _first,
    HitPolicy.UNIQUE: _unique,
    HitPolicy.COLLECT: _collect,
}
