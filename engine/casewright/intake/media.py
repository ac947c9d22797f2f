"""Every file of a drop: typed by content, hashed, measured, its text taken out. Nothing is written."""

import hashlib
import re
import tempfile
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import MappingProxyType

from casewright.intake.locate import find_case_sheet
from casewright.intake.media_faults import faults_of, secret_faults
from casewright.intake.media_mail import MAX_DEPTH, read_eml
from casewright.intake.media_mojibake import put_right
from casewright.intake.media_msg import read_msg
from casewright.intake.media_notice_picture import read_notice_pictures
from casewright.intake.media_office import read_docx, read_ole, read_xlsx
from casewright.intake.media_pdf import read_pdf
from casewright.intake.media_picture import read_picture
from casewright.intake.media_reading import MAX_BYTES, TOO_LARGE, Reader, Reading
from casewright.intake.media_secrets import black_out
from casewright.intake.media_text import read_html, read_text
from casewright.intake.media_tree import NO_ACCESS, Found, files_of
from casewright.intake.signatures import sniff
from casewright.model import Drop, EvidenceItem, FileRef, Finding, MediaFacts

_READERS: Mapping[str, Reader] = MappingProxyType({
    "pdf": read_pdf, "html": read_html, "text": read_text, "csv": read_text,
    "docx": read_docx, "xlsx": read_xlsx, "ole": read_ole, "doc": read_ole, "xls": read_ole, "ppt": read_ole,
    **dict.fromkeys(("png", "jpeg", "gif", "tiff", "webp", "bmp", "heic", "avif"), read_picture),
})  # fmt: skip

#: Kinds in which words stand as somebody typed or pasted them; a table of figures is left as it is.
_PROSE = frozenset({"text", "html", "eml", "msg", "docx"})
#: What a notice that is attached to a mail may be kept in, and how one is called that is a text file.
_NOTICE_KINDS = frozenset({"pdf", "html", "docx", "eml", "msg"})
_NOTICE_NAME = re.compile(r"notice|notification|amazon|mail|message|通知|邮件|停用|亚马逊", re.IGNORECASE)
MAX_ATTACHMENT = 24 << 20


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
    for each in files:
        if only is not None and not only(each.path):
            continue
        ref = FileRef(each.path)
        try:
            item, faults = _inspect(each, ref)
        except OSError:
            collected.append(NO_ACCESS.at(ref, name=each.path))
            continue
        items.append(item)
        collected.extend(faults)
    return read_notice_pictures(items, collected, named=notices)


def _inspect(each: Found, ref: FileRef) -> tuple[EvidenceItem, tuple[Finding, ...]]:
    kind = sniff(each.file)
    size = each.file.stat().st_size
    reading = _read(each.file, ref, kind, size)
    text, mended = put_right(reading.text, ref) if kind in _PROSE else (reading.text, ())
    text, secrets = black_out(text)
    media = replace(reading.media, secrets=sum(count for _, count in secrets))
    item = EvidenceItem(each.path, each.file, size, sha256_of(each.file), media, text, reading.links)
    return item, (*faults_of(item, ref), *reading.found, *mended, *secret_faults(secrets, ref))


def _read(path: Path, ref: FileRef, kind: str, size: int, depth: int = 0) -> Reading:
    if size > MAX_BYTES:
        return Reading(MediaFacts(kind, problem=TOO_LARGE))
    mail = {"eml": read_eml, "msg": read_msg}.get(kind)
    if mail is not None:
        return mail(path, ref, kind, attached=partial(_attached, ref, depth + 1))
    reader = _READERS.get(kind)
    return reader(path, ref, kind) if reader else Reading(MediaFacts(kind))


def _attached(ref: FileRef, depth: int, name: str, raw: bytes) -> Reading | None:
    """Read a file that came with a mail where it may be the notice itself; tables and photos are not."""
    if depth > MAX_DEPTH or not raw or len(raw) > MAX_ATTACHMENT:
        return None
    with tempfile.TemporaryDirectory(prefix="casewright-") as folder:
        path = Path(folder, "attached")
        path.write_bytes(raw)
        kind = sniff(path)
        if kind not in _NOTICE_KINDS and not (kind == "text" and _NOTICE_NAME.search(name)):
            return None
        return _read(path, ref, kind, len(raw), depth)


def sha256_of(path: Path) -> str:
    """Return the sha256 of a file's bytes, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
