"""Whether the file is small enough to be uploaded."""

from collections.abc import Iterator

from casewright.exhibits.checking import Candidate, World
from casewright.model import Finding, Kind, Severity

OVER = Kind(
    "exhibits/over-size", Severity.ERROR,
    "{zh}有 {size} MB，超过 {limit} MB 上限（规则 {rule}）。",
    "{en} has {size} MB, above the limit of {limit} MB (rule {rule}).",
    "{why_zh}", "{why_en}",
)  # fmt: skip
NEAR = Kind(
    "exhibits/large", Severity.WARNING,
    "{zh}有 {size} MB，超过建议的 {limit} MB（规则 {rule}）。",
    "{en} has {size} MB, above the advised {limit} MB (rule {rule}).",
    "{why_zh}", "{why_en}",
)  # fmt: skip


def check(candidate: Candidate, world: World) -> Iterator[Finding]:
    """Yield an error above the hard limit, a warning above the soft one; data reports are not uploaded."""
    if candidate.item.media.kind in {"csv", "text", "eml", "msg", "html"}:
        return
    size = candidate.item.size
    for rule in world.rules_about("size", candidate.kind)[:1]:
        kind, limit = None, None
        if rule.max_bytes is not None and size > rule.max_bytes:
            kind, limit = OVER, rule.max_bytes
        elif rule.warn_bytes is not None and size > rule.warn_bytes:
            kind, limit = NEAR, rule.warn_bytes
        if kind is not None and limit is not None:
            yield kind.at(
                candidate.row.origin, zh=candidate.label.zh, en=candidate.label.en, size=megabytes(size),
                limit=megabytes(limit), rule=rule.id, why_zh=rule.why.zh, why_en=rule.why.en,
            )  # fmt: skip


def megabytes(size: int) -> str:
    """Return a size as a clerk reads it: 5, 5.2."""
    tenths = -(-size * 10 // (1 << 20))
    return f"{tenths // 10}.{tenths % 10}".removesuffix(".0")
