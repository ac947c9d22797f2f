"""Traces of editing in documents that must be as their issuer made them. Looks at originals only."""

from collections.abc import Iterator
from dataclasses import replace

from casewright.exhibits.checking import Candidate, World
from casewright.model import Finding, Kind, Severity

EDITOR = Kind(
    "exhibits/editor-trace", Severity.WARNING,
    "{zh}的文件信息写着“{made_with}”（规则 {rule}）。", "{en} carries the mark \"{made_with}\" (rule {rule}).",
    "{why_zh}", "{why_en}",
)  # fmt: skip
REVISED = Kind(
    "exhibits/saved-again", Severity.WARNING,
    "{zh}生成之后又被保存过 {times} 次（规则 {rule}）。",
    "{en} was saved {times} more times after it was made (rule {rule}).",
    "{why_zh}", "{why_en}",
)  # fmt: skip


def check(candidate: Candidate, world: World) -> Iterator[Finding]:
    """Yield one finding per rule whose program names stand in the file, and one for later saved states."""
    media, label = candidate.item.media, candidate.label
    made_with = media.made_with.casefold()
    for rule in world.rules_about("editor", candidate.kind):
        if any(word.casefold() in made_with for word in rule.words):
            found = EDITOR.at(
                candidate.row.origin, zh=label.zh, en=label.en, made_with=media.made_with, rule=rule.id,
                why_zh=rule.why.zh, why_en=rule.why.en,
            )  # fmt: skip
            yield replace(found, severity=rule.severity)
    if (media.revisions or 0) < 2 or media.signed or media.problem:
        return
    for rule in world.rules_about("revisions", candidate.kind)[:1]:
        found = REVISED.at(
            candidate.row.origin, zh=label.zh, en=label.en, times=(media.revisions or 1) - 1, rule=rule.id,
            why_zh=rule.why.zh, why_en=rule.why.en,
        )  # fmt: skip
        yield replace(found, severity=rule.severity)
