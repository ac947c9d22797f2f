"""What a package was made from: every file of a drop by hash, and the one key that follows from it."""

import hashlib
import json
import os
import stat
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from casewright.model import Drop

_CHUNK = 1 << 20


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


def sha256_of(path: Path) -> str:
    """Return the sha256 of a file's bytes, in hex."""
    digest = hashlib.sha256()
    with path.open("rb", buffering=0) as file:
        while block := file.read(_CHUNK):
            digest.update(block)
    return digest.hexdigest()


def inputs_of(drop: Drop) -> tuple[Input, ...]:
    """Return every file of a drop with its hash, by path; the sheet too where it lies outside the drop's folder."""
    files = dict(_files(drop.root))
    found = [
        Input(_shown(name), sha256_of(path), drop.row if path == drop.sheet else None) for path, name in files.items()
    ]
    if drop.sheet is not None and drop.sheet not in files and drop.sheet.is_file():
        found.append(Input(unicodedata.normalize("NFC", drop.sheet.name), sha256_of(drop.sheet), drop.row))
    return tuple(sorted(found, key=lambda each: (each.path, each.sha256)))


def _files(root: Path) -> Iterator[tuple[Path, str]]:
    """Yield every plain file below a folder, and its path from there with forward slashes."""
    for folder, _, names in os.walk(root):
        head = Path(folder).relative_to(root).as_posix() if folder != str(root) else "."
        for name in names:
            path = Path(folder, name)
            if stat.S_ISREG(path.lstat().st_mode):
                yield path, name if head == "." else f"{head}/{name}"


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
    files = sorted([each.path, each.sha256] for each in inputs if each.row is None)
    parts = [ref, files, playbook, casewright]
    return hashlib.sha256(json.dumps(parts, ensure_ascii=True).encode("ascii")).hexdigest()
