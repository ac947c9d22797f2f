"""A private copy of a drop, hashed while it is copied; nothing is ever produced from the inbox itself."""

import hashlib
import json
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from casewright.deliver import remember_hash, sha256_of
from casewright.desk.private import PRIVATE_FILE, private_folder
from casewright.desk.scan import Candidate, Mark
from casewright.model.limits import NOT_COPIED

_CHUNK = 1 << 20
#: Windows would change line ends.
_BINARY = getattr(os, "O_BINARY", 0)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A copy that is whole: what intake opens, and the list of its files' hashes as ``find_snapshot`` reads it."""

    entry: Path
    files: str


def take_snapshot(seen: Candidate, work: Path) -> Snapshot | None:
    """Copy a candidate into ``work``, named as the clerk named it; None where it changed meanwhile or is locked.

    In place of what is refused stands a note alone. Raises OSError where our own disk fails.
    """
    top = str(work)
    if os.path.exists(work):
        shutil.rmtree(work, ignore_errors=True)
    private_folder(work)
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
    return Snapshot(Path(top, seen.name), json.dumps({"entry": seen.name, "files": hashes}))


def find_snapshot(work: Path, told: str) -> Path | None:
    """Return the entry of a snapshot that an earlier run left, None where it is not whole to the byte.

    ``told`` is its list of hashes; where it is empty, a program that is older than that
    column of the ledger may have laid it into ``work``.
    """
    top = work
    try:
        if not told:
            top, told = work / "drop", (work / "whole.json").read_text(encoding="utf-8")
        listed = json.loads(told)
        files: dict[str, str] = listed["files"]
        if all(sha256_of(top / name) == sha256 for name, sha256 in files.items()):
            return top / str(listed["entry"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return None


def _copy(mark: Mark, goal: str) -> str | None:
    """Copy one file and return its sha256; None where it is gone, locked or no longer what was seen."""
    digest = hashlib.sha256()
    size = 0
    try:
        source = os.open(mark.file, os.O_RDONLY | _BINARY)
    except (FileNotFoundError, PermissionError):
        return None
    try:
        copy = os.open(goal, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | _BINARY, PRIVATE_FILE)
        try:
            while block := os.read(source, min(_CHUNK, mark.size + 1)):
                digest.update(block)
                size += len(block)
                left = memoryview(block)
                while left:
                    left = left[os.write(copy, left) :]
            laid_down = os.fstat(copy)
        finally:
            os.close(copy)
    finally:
        os.close(source)
    try:
        after = os.stat(mark.file)
    except FileNotFoundError:
        return None
    if (size, after.st_size, after.st_mtime_ns) != (mark.size, mark.size, mark.mtime_ns):
        return None
    sha256 = digest.hexdigest()
    remember_hash(goal, laid_down, sha256)
    return sha256
