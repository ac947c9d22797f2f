"""What a package was made from: every file of a drop by hash, and the one key that follows from it."""

import hashlib
import json
import os
import stat
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path

from casewright.model import Drop

_CHUNK = 1 << 20
_BY_PATH = attrgetter("path", "sha256")


@dataclass(frozen=True, slots=True, order=True)
class Input:
    """One file of a drop: its path in the drop with forward slashes, and the sha256 of its bytes.

    ``row`` is the row of a batch workbook that tells the case, None for every other file.
    """

    path: str
    sha256: str
    row: int | None = None

    def to_json(self) -> dict[str, object]:
        """Return the input as it stands in the manifest."""
        shown: dict[str, object] = {"path": self.path, "sha256": self.sha256}
        return shown if self.row is None else {**shown, "row": self.row}


def sha256_of(path: str | Path) -> str:
    """Return the sha256 of a file's bytes, in hex."""
    digest = hashlib.sha256()
    with open(path, "rb", buffering=0) as file:
        while block := file.read(_CHUNK):
            digest.update(block)
    return digest.hexdigest()


#: Hashes of files by path, size, both times and number: the same as long as these are.
_known: dict[tuple[str, int, int, int, int], str] = {}
_MOST_KNOWN = 4096


def remember_hash(path: str, there: os.stat_result, sha256: str) -> None:
    """Keep the hash of a file that was just copied, so that ``inputs_of`` need not read it again in this process."""
    if len(_known) >= _MOST_KNOWN:
        _known.clear()
    _known[_name_of(path, there)] = sha256


def _name_of(path: str, there: os.stat_result) -> tuple[str, int, int, int, int]:
    return path, there.st_size, there.st_mtime_ns, there.st_ctime_ns, there.st_ino


def _hashed(path: str, there: os.stat_result) -> str:
    known = _known.get(_name_of(path, there))
    if known is None:
        known = sha256_of(path)
        remember_hash(path, there, known)
    return known


def inputs_of(drop: Drop) -> tuple[Input, ...]:
    """Return every file of a drop with its hash, by path; the sheet too where it lies outside the drop's folder.

    Meant for the desk's own copy, which nobody else writes: a file that has not changed by size, both times and number
    is read once, though it is hashed when it is copied, asked for when a case is opened and when it is sealed.
    """
    sheet = None if drop.sheet is None else str(drop.sheet)
    files: list[tuple[str, str, os.stat_result]] = []
    _add_files(files, str(drop.root), "")
    found = [
        Input(
            _shown(name),
            _hashed(path, there),
            drop.row if path == sheet else None,
        )
        for path, name, there in files
    ]
    if drop.sheet is not None and all(path != sheet for path, _, _ in files) and drop.sheet.is_file():
        found.append(Input(unicodedata.normalize("NFC", drop.sheet.name), sha256_of(drop.sheet), drop.row))
    return tuple(sorted(found, key=_BY_PATH))


def _add_files(files: list[tuple[str, str, os.stat_result]], root: str, head: str) -> None:
    """Add every plain file below a folder, its path from there with forward slashes, and what the system tells."""
    try:
        with os.scandir(root) as entries:
            found = list(entries)
    except FileNotFoundError:
        return
    for entry in found:
        if entry.is_dir(follow_symlinks=False):
            _add_files(files, entry.path, f"{head}{entry.name}/")
        else:
            status = os.lstat(entry.path)
            if stat.S_ISREG(status.st_mode):
                files.append((entry.path, f"{head}{entry.name}", status))


def shown_path(path: Path, root: Path) -> str:
    """Return a path relative to a folder, with forward slashes, composed, and printable whatever its bytes are."""
    return _shown(path.relative_to(root).as_posix())


def _shown(path: str) -> str:
    text = unicodedata.normalize("NFC", path)
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def content_key(ref: str, inputs: Iterable[Input], *, playbook: str, casewright: str) -> str:
    """Return the name of one piece of work: the same case, files, playbook and program always give the same key.

    A batch workbook does not count: what its row says of the case lies beside the evidence, and a change in another
    row is no change of this case.
    """
    files = sorted([[each.path, each.sha256] for each in inputs if each.row is None])
    parts = [ref, files, playbook, casewright]
    return hashlib.sha256(json.dumps(parts, ensure_ascii=True).encode("ascii")).hexdigest()
