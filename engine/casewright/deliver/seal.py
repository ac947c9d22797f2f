"""Sealing: the verdict and the manifest are laid beside the documents, the manifest last."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from casewright import __version__
from casewright.deliver.held import limits_json
from casewright.deliver.inputs import inputs_of
from casewright.deliver.manifest import MANIFEST, RETURNED, artifacts_json, findings_json, manifest_of
from casewright.deliver.verdict import NOT_READY, READY, RETURNED_NOTE, return_text, verdict_text
from casewright.model import Artifact, Dossier, Drop, ExhibitCopy, Finding


def seal(
    dossier: Dossier,
    artifacts: Sequence[Artifact],
    copies: Sequence[ExhibitCopy],
    *,
    drop: Drop,
    staging: Path,
) -> Artifact:
    """Write READY.txt or NOT_READY.txt, then manifest.json over every file; return the manifest as an artifact.

    ``artifacts`` and ``copies`` must lie in ``staging``; raises OSError where one does not.
    """
    note = Artifact(READY if dossier.verdict.ready else NOT_READY, "verdict", ("zh", "en"))
    write_note(staging / note.path, verdict_text(dossier))
    copied = {copy.copy for copy in copies}
    listed = [*(each for each in artifacts if each.path not in copied), note]
    manifest = manifest_of(
        dossier, listed, copies, inputs=inputs_of(drop), staging=staging, previous=drop.previous
    )  # fmt: skip
    write_json(staging / MANIFEST, {**manifest, **limits_json(dossier.findings, drop.limits)})
    return Artifact(MANIFEST, "manifest")


def seal_return(
    ref: str, found: Sequence[Finding], artifacts: Sequence[Artifact], *, drop: Drop, playbook: str, staging: Path
) -> Artifact:
    """Write RETURNED.txt, then returned.json, for a drop that goes back to staff; return the latter."""
    note = Artifact(RETURNED_NOTE, "verdict", ("zh", "en"))
    write_note(staging / note.path, return_text(ref, found))
    returned: dict[str, object] = {
        "casewright": __version__,
        "case": ref,
        "verdict": "RETURNED",
        "playbook": {"sha256": playbook},
        "inputs": [each.to_json() for each in inputs_of(drop)],
        "artifacts": artifacts_json([*(each for each in artifacts if each.path != note.path), note], staging),
        "findings": findings_json(found),
        **limits_json(found, drop.limits),
    }
    write_json(staging / RETURNED, returned)
    return Artifact(RETURNED, "manifest")


def write_note(path: Path, text: str) -> None:
    """Write a text so that old and new editors on Windows show it rightly: a mark of UTF-8, Windows line ends."""
    path.write_bytes(text.replace("\n", "\r\n").encode("utf-8-sig"))


def write_json(path: Path, document: Mapping[str, object]) -> None:
    """Write JSON as people can read it: UTF-8, two blanks of indent, keys in the order given."""
    path.write_bytes((json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode("utf-8"))
