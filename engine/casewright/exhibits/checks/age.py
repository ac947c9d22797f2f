"""Whether an invoice or a bill is recent enough for the notice."""

from collections.abc import Iterator
from dataclasses import replace

from casewright.exhibits.checking import Candidate, World
from casewright.model import Finding, Kind, Severity

TOO_OLD = Kind(
    "exhibits/too-old", Severity.WARNING,
    "{zh}的日期 {day} 距 {anchor} 有 {age} 天，超过 {limit} 天（规则 {rule}）。",
    "{en} is dated {day}, {age} days before {anchor}; the window is {limit} days (rule {rule}).",
    "{why_zh}", "{why_en}",
)  # fmt: skip


def check(candidate: Candidate, world: World) -> Iterator[Finding]:
    """Yield what the age rule says of a document dated before its window, counted back from the notice."""
    day = candidate.row.dated
    if day is None:
        return
    age = (world.anchor - day).days
    for rule in world.rules_about("age", candidate.kind)[:1]:
        if rule.days is not None and age > rule.days:
            found = TOO_OLD.at(
                candidate.row.origin, zh=candidate.label.zh, en=candidate.label.en, day=day, anchor=world.anchor,
                age=age, limit=rule.days, rule=rule.id, why_zh=rule.why.zh, why_en=rule.why.en,
            )  # fmt: skip
            yield replace(found, severity=rule.severity)
