"""Byte-identical submission copies. Originals are opened for reading only."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

from casewright.model import Bilingual, DeskError, EvidenceItem, Exhibit, ExhibitCopy

FOLDER = "exhibits"
_CHUNK = 1 << 20


def write_copies(exhibits: Sequence[Exhibit], *, staging: Path) -> tuple[ExhibitCopy, ...]:
    """Copy every usable exhibit into ``exhibits/`` of the staging folder, byte by byte, and hash both sides.

    The copy's hash is taken from what was written, read back. Raises DeskError where the original is no longer what
    was inspected, and FileExistsError where a copy is already there.
    """
    folder = staging / FOLDER
    copies: list[ExhibitCopy] = []
    for exhibit in exhibits:
        if exhibit.usable and exhibit.item is not None:
            folder.mkdir(parents=True, exist_ok=True)
            copies.append(_copy(exhibit, exhibit.item, folder))
    return tuple(copies)


def _copy(exhibit: Exhibit, item: EvidenceItem, folder: Path) -> ExhibitCopy:
    target = folder / exhibit.copy_name
    digest = hashlib.sha256()
    with item.file.open("rb") as source, target.open("xb") as copy:
        while chunk := source.read(_CHUNK):
            digest.update(chunk)
            copy.write(chunk)
    with target.open("rb") as copy:
        written = hashlib.file_digest(copy, "sha256").hexdigest()
    if not item.sha256 == digest.hexdigest() == written:
        raise DeskError(
            Bilingual(
                f"复制“{item.path}”时内容与检查时不一致。", f"\"{item.path}\" changed between inspection and copying."
            ),
            Bilingual("等同步或编辑结束后重新运行。", "Run again when syncing or editing has ended."),
        )  # fmt: skip
    return ExhibitCopy(exhibit.id, item.path, item.sha256, f"{FOLDER}/{exhibit.copy_name}", written)
