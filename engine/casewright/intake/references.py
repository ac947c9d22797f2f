"""References between rows: which evidence a fact names."""

import difflib
import re
from collections.abc import Sequence

from casewright.model import EvidenceRow, Finding, Kind, Place, Severity

NO_SUCH_EVIDENCE = Kind(
    "intake/evidence-id-unknown", Severity.WARNING,
    "证据表里没有“{id}”。{near_zh}", "The Evidence sheet has no \"{id}\".{near_en}",
    "在证据表补上这一行，或改成已有的编号。", "Add the row to the Evidence sheet, or use an id that stands there.",
)  # fmt: skip

_NUMBERED = re.compile(r"([A-Z]*)[-_ ]?0*(\d+)")


def resolve_evidence(
    words: Sequence[str], evidence: Sequence[EvidenceRow], *, at: Place
) -> tuple[tuple[str, ...], tuple[Finding, ...]]:
    """Return the ids that the words name: by id (E1 is E01) or by file name; an unknown id is kept and found."""
    by_id = {row.id: row.id for row in evidence}
    by_number = {_number(row.id): row.id for row in reversed(evidence) if _number(row.id)}
    by_file = {row.file.rpartition("/")[2].casefold(): row.id for row in reversed(evidence) if row.file}
    ids: list[str] = []
    found: list[Finding] = []
    for word in words:
        name = "".join(word.split()).upper()
        hit = by_id.get(name) or by_number.get(_number(name)) or by_file.get(word.rpartition("/")[2].casefold())
        if hit is None:
            near = difflib.get_close_matches(name, list(by_id), n=1, cutoff=0.6)
            found.append(NO_SUCH_EVIDENCE.at(
                at, id=name, near_zh=f"是不是“{near[0]}”？" if near else "",
                near_en=f" Did you mean \"{near[0]}\"?" if near else "",
            ))  # fmt: skip
        ids.append(hit or name)
    return tuple(dict.fromkeys(ids)), tuple(found)


def _number(name: str) -> tuple[str, int] | None:
    match = _NUMBERED.fullmatch(name)
    return (match[1], int(match[2])) if match else None
