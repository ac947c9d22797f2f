"""Whether an earlier exhibit is the very same file."""

from collections.abc import Iterator

from casewright.exhibits.checking import Candidate, World
from casewright.model import Finding, Kind, Severity

SAME_FILE = Kind(
    "exhibits/duplicate", Severity.WARNING,
    "{zh}与证据 {other}（{other_file}）内容完全相同。",
    "{en} is the same file, byte for byte, as exhibit {other} ({other_file}).",
    "如果放错了文件就换掉；确实是同一份，就只保留一行，在需要的地方都引用 {other}。",
    "Replace it if it is the wrong file; if it is meant, keep one row and cite {other} wherever it is needed.",
)  # fmt: skip


def check(candidate: Candidate, world: World) -> Iterator[Finding]:
    """Yield a finding on the later of two exhibits with equal bytes."""
    for other in world.slots:
        if other.id == candidate.id:
            return
        if other.item is not None and other.item.size and other.item.sha256 == candidate.item.sha256:
            yield SAME_FILE.at(
                candidate.row.origin, zh=candidate.label.zh, en=candidate.label.en, other=other.id,
                other_file=other.item.path,
            )  # fmt: skip
            return
