"""A private copy of a drop, hashed while it is copied; nothing is ever produced from the inbox itself."""

import hashlib
import json
import os
import shutil
from pathlib import Path

from casewright.deliver import sha256_of
from casewright.desk.private import opener, private_folder
from casewright.desk.scan import Candidate, Mark
from casewright.model.limits import NOT_COPIED

_CHUNK = 1 << 20
_WHOLE = "whole.json"


def take_snapshot(seen: Candidate, work: Path) -> Path | None:
    """Copy a candidate into ``work``; return the copy's entry, None where it changed meanwhile or is locked.

    The copy lies in ``work/drop/``, named as the clerk named it; a list of its hashes marks it whole. In place of what
    is refused stands a note alone. Raises OSError where our own disk fails.
    """
    top = f"{work}/drop"
    if os.path.exists(work):
        shutil.rmtree(work, ignore_errors=True)
    private_folder(work)
    os.mkdir(top)
    head = ""
    if seen.is_folder:
        head = f"{seen.name}/"
        os.mkdir(f"{top}/{seen.name}")
    hashes: dict[str, str] = {}
    for folder, setting in seen.refused:
        note = Path(top, folder or seen.name, NOT_COPIED)
        note.parent.mkdir(parents=True, exist_ok=True)
        note.write_bytes(f"{setting}\n".encode())
        hashes[f"{folder or seen.name}/{NOT_COPIED}"] = sha256_of(note)
    folders = {top, f"{top}/{seen.name}"}
    for mark in seen.files:
        goal = f"{top}/{head}{mark.path}"
        folder = goal.rpartition("/")[0]
        if folder not in folders:
            folders.add(folder)
            os.makedirs(folder, exist_ok=True)
        copied = _copy(mark, goal)
        if copied is None:
            return None
        hashes[f"{head}{mark.path}"] = copied
    with open(f"{work}/{_WHOLE}", "wb", opener=opener) as told:
        told.write(json.dumps({"entry": seen.name, "files": hashes}).encode())
    return Path(top, seen.name)


def find_snapshot(work: Path) -> Path | None:
    """Return the entry of a snapshot that an earlier run left, None where it is not whole to the byte."""
    try:
        told = json.loads((work / _WHOLE).read_text(encoding="utf-8"))
        files: dict[str, str] = told["files"]
        if all(sha256_of(work / "drop" / name) == sha256 for name, sha256 in files.items()):
            return Path(work, "drop", told["entry"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return None


def _copy(mark: Mark, goal: str) -> str | None:
    """Copy one file and return its sha256; None where it is gone, locked or no longer what was seen."""
    digest = hashlib.sha256()
    size = 0
    try:
        source = open(mark.file, "rb", buffering=0)  # noqa: SIM115 - closed below; large blocks need no buffer
    except (FileNotFoundError, PermissionError):
        return None
    with source, open(goal, "wb", buffering=0, opener=opener) as copy:
        while block := source.read(min(_CHUNK, mark.size + 1)):
            digest.update(block)
            size += len(block)
            left = memoryview(block)
            while left:
                left = left[copy.write(left) :]
    try:
        after = os.stat(mark.file)
    except FileNotFoundError:
        return None
    if (size, after.st_size, after.st_mtime_ns) != (mark.size, mark.size, mark.mtime_ns):
        return None
    return digest.hexdigest()
