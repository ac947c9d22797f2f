"""What a new version adds to its package: comments in the working copy, a redline of each document in both versions."""

from collections.abc import Sequence
from pathlib import Path

from casewright.model import Artifact, Bilingual, Dossier, Earlier, EarlierDocument, FileRef, Finding, Kind, Severity
from casewright.render.fill.container import UnsafePackageError
from casewright.render.fill.properties import Properties
from casewright.render.forms import file_safe
from casewright.render.versions.comments import commented, notes_of
from casewright.render.versions.redline import NoRedlineError, Said, redline
from casewright.render.versions.xml import NotWordError

NO_REDLINE = Kind(
    "render/no-redline", Severity.WARNING,
    "上一版的 {old} 和这一版的 {name} 无法对照（{why}），没有修订对照稿。",
    "{old} of the version before and {name} cannot be compared ({why}); there is no redline.",
    "修改说明仍在《停用根因报告》和清单里；要对照稿，请检查模板里是否有少见的内容。",
    "The list of changes still stands in the Diagnosis; for a redline, look for unusual content in the template.",
)  # fmt: skip
NO_COMMENTS = Kind(
    "render/no-comments", Severity.WARNING,
    "{name} 加不上修改批注（{why}）。", "{name} could not take comments on what changed ({why}).",
    "修改说明仍在《停用根因报告》里。", "The list of changes still stands in the Diagnosis.",
)  # fmt: skip

_COMPARED = ("poa", "dispute_letter")
_WORKING = ("poa", frozenset({"en", "zh"}))
TITLE = Bilingual("修订对照稿（仅供内部，不得提交）", "Redline (internal, not for submission)")


def add_versions(
    dossier: Dossier, artifacts: Sequence[Artifact], *, staging: Path
) -> tuple[tuple[Artifact, ...], tuple[Finding, ...]]:
    """Write a redline of each document that both versions have, then comments into the working copy.

    Returns the redlines; nothing where there is no version before. What cannot be compared is a finding.
    """
    earlier = dossier.earlier
    if earlier is None:
        return (), ()
    made: list[Artifact] = []
    found: list[Finding] = []
    for artifact in artifacts:
        old = _counterpart(artifact, earlier)
        if old is None:
            continue
        name = _name(dossier, earlier, artifact)
        try:
            data = redline(
                old.data, (staging / artifact.path).read_bytes(), day=dossier.today, said=_said(dossier, earlier)
            )
        except NoRedlineError as error:
            found.append(NO_REDLINE.at(FileRef(artifact.path), old=old.name, name=artifact.path, why=str(error)))
            continue
        (staging / name).write_bytes(data)
        made.append(Artifact(name, "redline", artifact.lang))
    for artifact in artifacts:
        if (artifact.kind, frozenset(artifact.lang)) == _WORKING:
            found += _comment(dossier, earlier, artifact.path, staging)
    return tuple(made), tuple(found)


def _comment(dossier: Dossier, earlier: Earlier, name: str, staging: Path) -> tuple[Finding, ...]:
    notes = notes_of(dossier.changes, since=earlier.version, version=dossier.version)
    if not notes:
        return ()
    order = [(claim.id, claim.section) for claim in dossier.plan.claims]
    try:
        data = commented((staging / name).read_bytes(), notes, day=dossier.today, order=order)
    except (NotWordError, UnsafePackageError, KeyError) as error:
        return (NO_COMMENTS.at(FileRef(name), name=name, why=str(error)),)
    (staging / name).write_bytes(data)
    return ()


def _counterpart(artifact: Artifact, earlier: Earlier) -> EarlierDocument | None:
    if artifact.kind not in _COMPARED or not artifact.path.endswith(".docx"):
        return None
    same = (each for each in earlier.documents if (each.kind, set(each.lang)) == (artifact.kind, set(artifact.lang)))
    return next(same, None)


def _name(dossier: Dossier, earlier: Earlier, artifact: Artifact) -> str:
    """Return a name that says that the file is not for submission."""
    letter = "letter-" if artifact.kind == "dispute_letter" else ""
    case, langs = file_safe(dossier.case.ref), "-".join(artifact.lang)
    return f"Redline_{case}_v{earlier.version}-v{dossier.version}_{letter}{langs}_INTERNAL.docx"


def _said(dossier: Dossier, earlier: Earlier) -> Said:
    between = f"v{earlier.version} → v{dossier.version}"
    return Said(
        Properties(
            title=f"{TITLE.en} {TITLE.zh}", subject=f"{dossier.case.ref} {between}", day=dossier.today,
            custom=(("Case", dossier.case.ref), ("Version", between), ("Document", "redline"),
                    ("Playbook", dossier.playbook_sha256)),
        ),
        f"{between}  INTERNAL COMPARISON, NOT FOR SUBMISSION  内部修订对照，不得提交",
    )  # fmt: skip
