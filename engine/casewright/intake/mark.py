"""What goes back to staff with a case that cannot be read: their sheet, marked, and the list of issues."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from casewright.intake.locate import find_case_sheet, shown
from casewright.intake.opened import open_book
from casewright.intake.secret_scan import REMOVED, SECRET_FOUND, scrub
from casewright.model import Artifact, Bilingual, CellRef, Drop, Finding, sort_findings
from casewright.sheets import Issue, Mark, issues_bytes, losses, marked_copy

ISSUES = "问题清单 Issues.xlsx"

_TITLE = Bilingual("问题清单", "Issues")
_MARKED = Bilingual(
    "点“位置”可跳到标注副本里的单元格。原表没有改动；请在原表上改好后重新放入。",
    "Click a place to go to its cell in the marked copy. The original is untouched: correct it and drop it again.",
)
_UNMARKED = Bilingual(
    "表里有{what_zh}，标注会弄丢它们，所以副本没有标注；请按“位置”在原表上改好后重新放入。",
    "The sheet holds {what_en}, which marking would lose, so the copy is not marked. Correct the original by "
    "the places below and drop it again.",
)
_LIST_ONLY = Bilingual(
    "请按“位置”改好后重新放入。", "Correct the original by the places below and drop it again.",
)  # fmt: skip


def annotate(drop: Drop, findings: Sequence[Finding], *, out: Path) -> tuple[Artifact, ...]:
    """Write the marked copy of the case sheet and ``问题清单 Issues.xlsx`` into a folder.

    The copy is left unmarked where marking would lose content, and left out where it cannot be opened or would carry a
    secret that cannot be taken out of it.
    """
    out.mkdir(parents=True, exist_ok=True)
    ordered = sort_findings(findings)
    copy, note = _copy(drop, ordered, out)
    places = {copy[0]: copy[1]} if copy else {}
    issues = [_issue(finding, places) for finding in ordered]
    (out / ISSUES).write_bytes(issues_bytes(issues, title=_TITLE, note=note))
    listed = Artifact(ISSUES, "issues", ("zh", "en"))
    return (Artifact(copy[1], "annotated", ("zh", "en")), listed) if copy else (listed,)


def _copy(drop: Drop, findings: Sequence[Finding], out: Path) -> tuple[tuple[str, str] | None, Bilingual]:
    """Write the copy; returns the name that addresses show and the copy's own, and what to say above the list."""
    path = find_case_sheet(drop)[0] if drop.root.is_dir() else None
    if path is None or path.suffix.casefold() not in {".xlsx", ".xlsm"}:
        return None, _LIST_ONLY
    name = shown(drop, path)
    if open_book(path, name=name, limits=drop.limits).book is None:
        return None, _LIST_ONLY
    target = f"{Path(name).stem}_annotated{path.suffix}"
    lost = losses(path)
    if lost:
        note = _UNMARKED.fill(
            {"what_zh": "、".join(what.zh for what in lost), "what_en": ", ".join(what.en for what in lost)}
        )
        if any(finding.code == SECRET_FOUND.code for finding in findings):
            return None, note
        (out / target).write_bytes(path.read_bytes())
        return (name, target), note
    here = [(finding, finding.origin) for finding in findings
            if isinstance(finding.origin, CellRef) and finding.origin.file == name]  # fmt: skip
    marks = [Mark(at.sheet, at.cell, str(finding.severity), _comment(finding)) for finding, at in here]
    secrets = {(at.sheet, at.cell): REMOVED for finding, at in here if finding.code == SECRET_FOUND.code}
    copy = marked_copy(path, marks, clean=lambda text: scrub(text)[0], instead=secrets)
    (out / target).write_bytes(copy)
    return (name, target), _MARKED


def _comment(finding: Finding) -> str:
    return f"{finding.text.zh}\n→ {finding.fix.zh}\n{finding.text.en}\n→ {finding.fix.en}\n[{finding.code}]"


def _issue(finding: Finding, copies: Mapping[str, str]) -> Issue:
    origin = finding.origin
    link = None
    if isinstance(origin, CellRef) and origin.file in copies:
        link = (copies[origin.file], origin.sheet, origin.cell)
    return Issue(str(finding.severity), finding.at, finding.text, finding.fix, finding.code, link)
