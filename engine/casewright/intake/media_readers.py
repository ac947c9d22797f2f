"""Which reader looks into which kind of file, and how far."""

import re
import tempfile
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from casewright.intake.media_mail import MAX_DEPTH, read_eml
from casewright.intake.media_msg import read_msg
from casewright.intake.media_office import read_docx, read_ole, read_xlsx
from casewright.intake.media_pdf import read_pdf
from casewright.intake.media_picture import read_picture
from casewright.intake.media_reading import TOO_LARGE, Reader, Reading
from casewright.intake.media_text import read_html, read_text
from casewright.intake.signatures import sniff
from casewright.model import FileRef, Limits, MediaFacts

#: What a notice that is attached to a mail may be kept in, and how one is called that is a text file.
_NOTICE_KINDS = frozenset({"pdf", "html", "docx", "eml", "msg"})
_NOTICE_NAME = re.compile(r"notice|notification|amazon|mail|message|通知|邮件|停用|亚马逊", re.IGNORECASE)
MAX_ATTACHMENT = 24 << 20
_PICTURES = ("png", "jpeg", "gif", "tiff", "webp", "bmp", "heic", "avif")
#: A workbook that is evidence may be so many times as large as a case sheet: a report of a busy month.
_EVIDENCE = 3


def read_file(path: Path, ref: FileRef, kind: str, limits: Limits, depth: int = 0) -> Reading:
    """Look into one file, here and now; a kind that is not read gives its name alone."""
    size = path.stat().st_size
    if size > limits.file_bytes:
        return Reading(MediaFacts(kind, problem=TOO_LARGE))
    mail = {"eml": read_eml, "msg": read_msg}.get(kind)
    if mail is not None:
        if size > limits.mail_mb << 20:
            return Reading(MediaFacts(kind, problem=TOO_LARGE))
        return mail(path, ref, kind, attached=partial(_attached, ref, limits, depth + 1))
    reader = _readers(limits).get(kind)
    return reader(path, ref, kind) if reader else Reading(MediaFacts(kind))


def _readers(limits: Limits) -> Mapping[str, Reader]:
    text = partial(read_text, most=limits.text_mb << 20)
    book = partial(read_xlsx, limits=limits, times=_EVIDENCE)
    return {
        "pdf": partial(read_pdf, most=limits.pdf_pages), "html": partial(read_html, most=limits.text_mb << 20),
        "text": text, "csv": text, "docx": partial(read_docx, most=limits.word_mb << 20), "xlsx": book,
        **dict.fromkeys(("ole", "doc", "xls", "ppt"), read_ole), **dict.fromkeys(_PICTURES, read_picture),
    }  # fmt: skip


def _attached(ref: FileRef, limits: Limits, depth: int, name: str, raw: bytes) -> Reading | None:
    """Read a file that came with a mail where it may be the notice itself; tables and photos are not."""
    if depth > MAX_DEPTH or not raw or len(raw) > MAX_ATTACHMENT:
        return None
    with tempfile.TemporaryDirectory(prefix="casewright-") as folder:
        path = Path(folder, "attached")
        path.write_bytes(raw)
        kind = sniff(path)
        if kind not in _NOTICE_KINDS and not (kind == "text" and _NOTICE_NAME.search(name)):
            return None
        return read_file(path, ref, kind, limits, depth)
