"""A file's type by its content: a closed list, because no general sniffer was right on every kind that sellers send."""

import csv
import io
import re
import zipfile
from pathlib import Path

import olefile

from casewright.intake.media_decode import wide_text

_HEAD = 65_536

_STARTS: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xd8\xff", "jpeg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"II*\0", "tiff"),
    (b"MM\0*", "tiff"),
    (b"{\\rtf", "rtf"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!\x1a\x07", "rar"),
    (b"\x1f\x8b\x08", "gzip"),
    (b"\x7fELF", "executable"),
    (b"\xcf\xfa\xed\xfe", "executable"),
    (b"#!/", "executable"),
    (b"L\0\0\0\x01\x14\x02\0", "executable"),  # a Windows shortcut runs what it points to
)
_PARTS = (
    ("word/document.xml", "docx"),
    ("xl/workbook.xml", "xlsx"),
    ("xl/workbook.bin", "xlsx"),
    ("ppt/presentation.xml", "pptx"),
    ("OFD.xml", "ofd"),
)
_STREAMS = (
    ("__properties_version1.0", "msg"),
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
    ("Book", "xls"),
    ("PowerPoint Document", "ppt"),
)
_BRANDS = {
    b"heic": "heic", b"heix": "heic", b"hevc": "heic", b"heim": "heic", b"mif1": "heic", b"msf1": "heic",
    b"avif": "avif", b"avis": "avif",
}  # fmt: skip
_MAIL_HEADERS = {
    b"received", b"return-path", b"from", b"message-id", b"mime-version", b"delivered-to", b"x-mozilla-status",
    b"authentication-results", b"dkim-signature", b"x-received", b"reply-to",
}  # fmt: skip
#: A page that was copied without its head: it opens with a tag, and further ones follow.
_OPENS_PAGE = re.compile(r"(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body|meta|style|title)\b", re.DOTALL)
_OPENS_PART = re.compile(r"<(?:div|p|table|center|span|font|section|article|main|h[1-6]|ul|ol|blockquote|b)\b[^<>]*>")
_FURTHER = re.compile(r"</(?:div|p|table|tr|td|center|span|font|section|article|main|h[1-6]|ul|ol|li|blockquote|b)\s*>")
_WEAK_HEADERS = {b"date", b"subject", b"to", b"content-type"}


def sniff(path: Path) -> str:
    """Return the kind of a file by looking into it.

    One of ``pdf png jpeg gif tiff webp bmp heic avif mp4 docx xlsx pptx ofd eml msg doc xls ppt ole html rtf text csv
    zip 7z rar gzip executable empty unknown``. The name is not looked at. Raises OSError where it cannot be opened.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if not head:
        return "empty"
    if re.search(rb"(?:\A|[\r\n\0]\s*)(?:\xef\xbb\xbf)?%PDF-\d", head[:1024]):
        return "pdf"
    for start, kind in _STARTS:
        if head.startswith(start):
            return kind
    return _binary(path, head) or _texts(head)


def _binary(path: Path, head: bytes) -> str | None:
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "webp"
    if head[:2] == b"BM" and head[6:10] == b"\0\0\0\0" and b"\0" in head[10:18]:
        return "bmp"
    if head[:2] == b"MZ" and b"\0" in head[:512]:
        return "executable"
    if head[4:8] == b"ftyp":
        return _BRANDS.get(head[8:12], "mp4")
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _archive(path, head)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        streams = ole_streams(path)
        return next((kind for name, kind in _STREAMS if name in streams), "ole")
    return None


def _archive(path: Path, head: bytes) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError, OSError):
        # Cut off in transit: the directory at the end is gone, the first part still tells what it was.
        text = head.decode("latin-1")
        return next((kind for part, kind in _PARTS if part.split("/")[0] + "/" in text and "/" in part), "zip")
    return next((kind for part, kind in _PARTS if part in names), "zip")


def ole_streams(path: Path) -> frozenset[str]:
    """Return the stream names of an OLE2 file, none where its directory is damaged."""
    try:
        with olefile.OleFileIO(str(path)) as ole:
            return frozenset("/".join(parts) for parts in ole.listdir())
    except (OSError, ValueError, IndexError, KeyError, AttributeError, TypeError):
        return frozenset()


def _texts(head: bytes) -> str:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _words(head.decode("utf-16", errors="replace"))
    if _is_wide(head):
        return _words(head.decode("utf-16-le" if head[1:2] == b"\0" else "utf-16-be", errors="replace"))
    if b"\0" in head and (wide := wide_text(head)) is not None:
        return _words(wide)
    if b"\0" in head or _control_share(head) > 0.1:
        return "unknown"
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:2048].lower()
    if start.startswith((b"<!doctype html", b"<html")):
        return "html"
    if start.startswith((b"[internetshortcut]", b"[desktop entry]")):
        return "executable"  # a shortcut in words: it opens or runs what it names
    if _is_mail(start):
        return "eml"
    if b"<html" in start[:1024]:
        return "html"
    return _words(head.decode("latin-1"))


def _words(text: str) -> str:
    return "html" if _is_page(text) else _prose_or_table(text)


def _is_page(text: str) -> bool:
    """Say whether a text opens as a web page does, or as a part of one that was copied out of its frame."""
    start = text.lstrip("\ufeff \t\r\n")[:16_384].lower()
    if not start.startswith("<"):
        return False
    return _OPENS_PAGE.match(start) is not None or (
        _OPENS_PART.match(start) is not None and len(_FURTHER.findall(start)) > 1
    )


def _is_wide(head: bytes) -> bool:
    """Say whether bytes look like UTF-16 without a mark: every other byte of the start is zero."""
    sample = head[:256]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    return half >= 8 and (min(even, odd) == 0 and max(even, odd) > half * 0.6)


def _control_share(head: bytes) -> float:
    odd = sum(byte < 32 and byte not in b"\t\r\n\f\x1b" for byte in head[:4096])
    return odd / min(len(head), 4096)


def _is_mail(start: bytes) -> bool:
    names = [line.split(b":")[0] for line in start.splitlines()[:6] if b":" in line and line[:1].strip()]
    strong = any(name in _MAIL_HEADERS for name in names[:3])
    return strong and sum(name in _MAIL_HEADERS or name in _WEAK_HEADERS or name.startswith(b"x-")
                          for name in names) >= 2  # fmt: skip


def _prose_or_table(text: str) -> str:
    lines = [line for line in io.StringIO(text.lstrip("\ufeff"), newline=None).read(16_384).split("\n")[:7] if line]
    if len(lines) > 2:
        lines = lines[:-1]
    if len(lines) < 2:
        return "csv" if lines and lines[0].count("\t") >= 3 else "text"
    for mark, least in (("\t", 1), (";", 2), (",", 2)):
        try:
            widths = {len(row) for row in csv.reader(lines, delimiter=mark)}
        except csv.Error:
            continue
        if len(widths) == 1 and min(widths) > least:
            return "csv"
    return "text"
