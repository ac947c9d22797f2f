"""Whether a PDF's text can be copied, which a reviewer's tools need."""

from collections.abc import Iterator
from dataclasses import replace

from casewright.exhibits.checking import Candidate, World
from casewright.model import Finding, Kind, Severity

IMAGE_ONLY = Kind(
    "exhibits/image-only", Severity.WARNING,
    "{zh}只有扫描图像，没有可复制的文字（规则 {rule}）。",
    "{en} holds scanned pictures only, no copyable text (rule {rule}).",
    "{why_zh}", "{why_en}",
)  # fmt: skip
BROKEN_TEXT = Kind(
    "exhibits/broken-text", Severity.WARNING,
    "{zh}的文字复制出来是乱码，审核系统读不到内容（规则 {rule}）。",
    "The text of {en} copies out as garbage, so the reviewer's tools cannot read it (rule {rule}).",
    "{why_zh}", "{why_en}",
)  # fmt: skip

#: As in the PDF reader: 1.00 on sound text layers, 0.75 measured on a broken one.
_LEGAL_SHARE = 0.95


def check(candidate: Candidate, world: World) -> Iterator[Finding]:
    """Yield what the text rule says: an error for own documents, a warning for scans of paper originals."""
    media = candidate.item.media
    if media.kind != "pdf" or media.problem or not media.pages:
        return
    share = media.legal_text_share
    if not media.chars:
        kind = IMAGE_ONLY
    elif share is not None and share < _LEGAL_SHARE:
        kind = BROKEN_TEXT
    else:
        return
    for rule in world.rules_about("text", candidate.kind)[:1]:
        label = candidate.label
        found = kind.at(
            candidate.row.origin, zh=label.zh, en=label.en, rule=rule.id, why_zh=rule.why.zh, why_en=rule.why.en
        )
        yield replace(found, severity=rule.severity)
