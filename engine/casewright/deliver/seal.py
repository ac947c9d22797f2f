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

#: A part that fits on a line of this many signs is not broken up.
_LINE = 120
_in_json = json.JSONEncoder(ensure_ascii=False).encode


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
    """Write JSON as people can read it: UTF-8, keys in the order given, what is long laid out line by line."""
    path.write_bytes(f"{_laid_out(document, '')}\n".encode())


def _laid_out(value: object, indent: str) -> str:
    """Return JSON on one line where that is short; else each part on lines of its own, two blanks further in."""
    flat = _in_json(value)
    if len(flat) <= _LINE or not isinstance(value, Mapping | Sequence) or isinstance(value, str):
        return flat
    inner = f"{indent}  "
    if isinstance(value, Mapping):
        parts = [f"{inner}{_in_json(key)}: {_laid_out(each, inner)}" for key, each in value.items()]
    else:
        parts = [f"{inner}{_laid_out(each, inner)}" for each in value]
    first, last = "{}" if isinstance(value, Mapping) else "[]"
    between = ",\n"
    return f"{first}\n{between.join(parts)}\n{indent}{last}"
