"""Every file of a drop: typed by content, hashed, measured, its text taken out. Nothing is written."""

import hashlib
from collections.abc import Callable, Collection
from dataclasses import replace
from pathlib import Path

from casewright.intake.bounded import READER, is_heavy
from casewright.intake.locate import find_case_sheet
from casewright.intake.media_faults import faults_of, secret_faults
from casewright.intake.media_mojibake import put_right
from casewright.intake.media_notice_picture import read_notice_pictures
from casewright.intake.media_readers import read_file
from casewright.intake.media_reading import SLOW, TOO_LARGE, Reading
from casewright.intake.media_tree import NO_ACCESS, Found, files_of
from casewright.intake.signatures import sniff
from casewright.model import Drop, EvidenceItem, FileRef, Finding, Limits, MediaFacts
from casewright.text.secrets import black_out

#: Kinds in which words stand as somebody typed or pasted them; a table of figures is left as it is.
_PROSE = frozenset({"text", "html", "eml", "msg", "docx"})


def inspect_files(
    drop: Drop, *, notices: Collection[str] = (), only: Callable[[str], bool] | None = None
) -> tuple[tuple[EvidenceItem, ...], tuple[Finding, ...]]:
    """Look into every file of a drop but its case sheet; returns the items by path.

    ``EvidenceItem.path`` is readable text whatever bytes the name had; ``file`` is the file itself. Secrets are blacked
    out in ``text``. A file that cannot be used is an item with ``media.problem`` and a finding, never an exception.
    Pictures are read only where they are the notice: ``notices`` are the files that the case sheet calls one. ``only``
    chooses by path which files are looked into, where not all are wanted.
    """
    sheet, _ = find_case_sheet(drop)
    files, found = files_of(drop.root, sheet=sheet)
    items: list[EvidenceItem] = []
    collected = list(found)
    slow = 0
    for each in files:
        if only is not None and not only(each.path):
            continue
        ref = FileRef(each.path)
        try:
            item, faults = _inspect(each, ref, drop.limits, slow)
        except OSError:
            collected.append(NO_ACCESS.at(ref, name=each.path))
            continue
        slow += item.media.problem == SLOW
        items.append(item)
        collected.extend(faults)
    return read_notice_pictures(items, collected, named=notices)


def _inspect(each: Found, ref: FileRef, limits: Limits, slow: int) -> tuple[EvidenceItem, tuple[Finding, ...]]:
    kind = sniff(each.file)
    size = each.file.stat().st_size
    reading = _read(each.file, ref, kind, size, limits, slow)
    text, mended = put_right(reading.text, ref) if kind in _PROSE else (reading.text, ())
    text, secrets = black_out(text)
    media = replace(reading.media, secrets=sum(count for _, count in secrets))
    item = EvidenceItem(each.path, each.file, size, sha256_of(each.file), media, text, reading.links)
    return item, (*faults_of(item, ref), *reading.found, *mended, *secret_faults(secrets, ref))


def _read(path: Path, ref: FileRef, kind: str, size: int, limits: Limits, slow: int) -> Reading:
    """Read a file here where it is a plain one, else within bounds; files that took too long leave the others less."""
    if size > limits.file_bytes:
        return Reading(MediaFacts(kind, problem=TOO_LARGE))
    if is_heavy(path, kind, size):
        return READER.read(path, ref, kind, limits=limits, seconds=max(1.0, limits.read_seconds / (1 + slow)))
    return read_file(path, ref, kind, limits)


def sha256_of(path: Path) -> str:
    """Return the sha256 of a file's bytes, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
