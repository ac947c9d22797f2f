"""PDFs: pages, locks, text page by page, scans, and what made or changed them."""

import base64
import io
import re
import unicodedata
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium

from casewright.intake.media_extras import pdf_extras
from casewright.intake.media_pdf_links import links_of
from casewright.intake.media_reading import DAMAGED, TOO_LARGE, Reading, shown, tidy
from casewright.model import FileRef, Finding, Kind, Limits, Link, MediaFacts, Severity

#: Text is read from so many pages; a notice or an invoice has few, and a long annexe costs 30 ms a Chinese page.
MAX_PAGES = Limits().pdf_pages
#: A page with fewer visible characters has no text of its own: page numbers and stamps do not count.
FEW_CHARS = 12
#: A picture over this share of the page, with no characters on it, is a scan.
SCAN_COVER = 0.8
#: Measured: 1.00 on good text layers, 0.75 on a broken one.
LEGAL_SHARE = 0.95
#: The largest honest stream is an embedded Chinese font of some 20 MB; deflate packs at most 1,032 to 1.
MAX_STREAM = 48 << 20
_SMALL_STREAM = MAX_STREAM // 1032

REPAIRED = Kind(
    "intake/pdf-repaired", Severity.WARNING,
    "这个 PDF 的内部目录有损坏，程序修复后才读到内容；亚马逊可能打不开。",
    "The inner directory of this PDF is damaged; it was read only after repair, and Amazon may not be able to open it.",
    "向出具方或下载处重新取一份完好的原文件，不要自己转存。",
    "Get a sound original again from the issuer or the download page; do not re-save it yourself.",
)  # fmt: skip
SOME_PAGES_NO_TEXT = Kind(
    "intake/pdf-pages-without-text", Severity.INFO,
    "第 {pages} 页没有可复制的文字。", "No copyable text on page {pages}.",
    "人工看一下这几页；如果是自己写的文件，从 Word 重新导出 PDF。",
    "Look at these pages by eye; where the document is your own, export the PDF from Word again.",
)  # fmt: skip
NOT_ALL_READ = Kind(
    "intake/pdf-partly-read", Severity.INFO,
    "这个 PDF 有 {pages} 页，只读取了前 {read} 页的文字。",
    "This PDF has {pages} pages; text was read from the first {read}.",
    "如果要点在后面的页，把那几页的内容写进案件表。",
    "If what matters stands further back, write it into the case sheet.",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Structure:
    pages: int
    encrypted: bool
    extract: bool
    made_with: str
    repaired: bytes | None
    bomb: bool
    extras: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Page:
    text: str
    scan: bool
    links: tuple[Link, ...] = ()


def read_pdf(path: Path, ref: FileRef, kind: str, *, most: int = MAX_PAGES) -> Reading:
    """Look into a PDF; never raises for what is wrong with the file.

    ``media.pages`` None with ``encrypted`` means that it needs a password to be opened. Owner-password files open
    silently in every viewer and are encrypted all the same.
    """
    raw = path.read_bytes()
    media = MediaFacts(kind, revisions=revisions(raw), signed=b"/ByteRange" in raw)
    try:
        structure = _structure(raw, ref)
    except pikepdf.PasswordError:
        return Reading(replace(media, encrypted=True, text_extractable=False))
    except (pikepdf.PdfError, ValueError, TypeError, RuntimeError, RecursionError):
        return Reading(replace(media, problem=DAMAGED))
    media = replace(
        media, pages=structure.pages or None, encrypted=structure.encrypted, made_with=structure.made_with
    )  # fmt: skip
    if structure.bomb:
        return Reading(replace(media, problem=TOO_LARGE))
    pages = _pages(raw, most)
    whole = pages is not None and b"%%EOF" in raw[-2048:]
    if pages is None and structure.repaired:
        pages = _pages(structure.repaired, most)
    if not pages:
        return Reading(replace(media, problem=DAMAGED))
    text = tidy("\n\n".join(page.text for page in pages))
    share = legal_share(text)
    media = replace(
        media, chars=_visible(text), legal_text_share=share,
        text_extractable=structure.extract and _has_text(text) and (share is None or share >= LEGAL_SHARE),
        image_only=not _has_text(text) and any(page.scan for page in pages),
        problem="" if whole or structure.repaired is None else DAMAGED,
    )  # fmt: skip
    links = tuple(link for page in pages for link in page.links)
    return Reading(media, text, (*structure.extras, *_remarks(media, structure, pages, ref)), links)


def revisions(raw: bytes) -> int:
    """Count the saved states of a PDF: its non-zero ``startxref`` values (``%%EOF`` counts too many)."""
    return sum(int(found) != 0 for found in re.findall(rb"startxref\s+(\d{1,12})", raw))


def legal_share(text: str) -> float | None:
    """Return the share of letters that are real ones, None where there are none.

    A PDF without its letter table (``/ToUnicode``) copies out as control characters and private-use letters while the
    page looks right.
    """
    letters = [letter for letter in text if not letter.isspace() and letter not in "\x02\ufffe\u00ad"]
    if not letters:
        return None
    odd = sum(letter == "\ufffd" or unicodedata.category(letter) in {"Cc", "Cn", "Co", "Cs"} for letter in letters)
    return 1 - odd / len(letters)


def _visible(text: str) -> int:
    return sum(not letter.isspace() for letter in text)


def _has_text(text: str) -> bool:
    return _visible(text) >= FEW_CHARS


def _structure(raw: bytes, ref: FileRef) -> _Structure:
    with pikepdf.open(io.BytesIO(raw)) as pdf:
        count = len(pdf.pages)
        damaged = any("damaged" in str(warning) or "reconstruct" in str(warning) for warning in pdf.get_warnings())
        return _Structure(
            pages=count, encrypted=pdf.is_encrypted, extract=not pdf.is_encrypted or pdf.allow.extract,
            made_with=_made_with(pdf), repaired=_saved(pdf) if damaged else None, bomb=_unpacks_too_far(pdf),
            extras=tuple(pdf_extras(pdf, ref)),
        )  # fmt: skip


def _unpacks_too_far(pdf: pikepdf.Pdf) -> bool:
    """Say whether any stream but a picture unpacks beyond all use: the renderer would spend minutes and gigabytes."""
    streams = (thing for thing in pdf.objects if isinstance(thing, pikepdf.Stream))
    return any(_is_bomb(stream) for stream in streams if stream.get("/Subtype") != "/Image")


def _is_bomb(stream: pikepdf.Stream) -> bool:
    filters = stream.get("/Filter")
    names = [str(name) for name in filters] if isinstance(filters, pikepdf.Array) else [str(filters)]
    try:
        raw = stream.read_raw_bytes()
        if len(raw) <= _SMALL_STREAM:
            return False
        if names[0] == "/ASCII85Decode":
            raw = base64.a85decode(raw.strip().removesuffix(b"~>"))
    except (pikepdf.PdfError, ValueError):
        return False
    return names.count("/FlateDecode") > 1 or _inflated(raw) > MAX_STREAM


def _inflated(raw: bytes) -> int:
    """Return how far deflated bytes unpack, counted up to just above the limit."""
    worker, size, rest = zlib.decompressobj(), 0, raw
    try:
        while rest and size <= MAX_STREAM and not worker.eof:
            size += len(worker.decompress(rest, 1 << 20))
            rest = worker.unconsumed_tail
    except zlib.error:
        return size
    return size


def _saved(pdf: pikepdf.Pdf) -> bytes:
    target = io.BytesIO()
    try:
        pdf.save(target, encryption=False)
    except (pikepdf.PdfError, ValueError, RuntimeError):
        return b""
    return target.getvalue()


def _made_with(pdf: pikepdf.Pdf) -> str:
    names: list[str] = []
    info = pdf.docinfo
    for key in ("/Creator", "/Producer"):
        try:
            names.append(shown(str(info[key])))
        except (KeyError, ValueError, TypeError, UnicodeDecodeError):
            continue
    names.append(_xmp_tool(pdf))
    return " / ".join(dict.fromkeys(name for name in names if name and name not in {"anonymous", "unspecified"}))


def _xmp_tool(pdf: pikepdf.Pdf) -> str:
    try:
        raw = pdf.Root.Metadata.read_bytes()[: 1 << 18]
    except (AttributeError, KeyError, ValueError, TypeError, pikepdf.PdfError):
        return ""
    return creator_tool(raw)


def creator_tool(xmp: bytes) -> str:
    """Return the program that an XMP block names, as tag or attribute, empty where it names none."""
    found = re.search(rb"CreatorTool(?:>|=[\"'])([^<\"']{1,200})", xmp)
    return shown(found.group(1).decode("utf-8", errors="replace")) if found else ""


def _pages(raw: bytes, most: int) -> tuple[_Page, ...] | None:
    """Read the pages of a PDF, None where the renderer cannot open it at all."""
    try:
        document = pdfium.PdfDocument(raw)
    except pdfium.PdfiumError:
        return None
    try:
        return tuple(_page(document, number) for number in range(min(len(document), most)))
    except pdfium.PdfiumError:
        return None
    finally:
        document.close()


def _page(document: pdfium.PdfDocument, number: int) -> _Page:
    page = document[number]
    try:
        words = page.get_textpage()
        try:
            text = words.get_text_range() if words.count_chars() else ""
            links = links_of(document, page, words)
        finally:
            words.close()
        scan = _visible(text) < FEW_CHARS and _cover(page) >= SCAN_COVER
        return _Page(text, scan, links)
    finally:
        page.close()


def _cover(page: pdfium.PdfPage) -> float:
    left, bottom, right, top = page.get_bbox()
    area: float = max(1.0, (right - left) * (top - bottom))
    covered = 0.0
    for box in _picture_boxes(page):
        width = min(right, box[2]) - max(left, box[0])
        height = min(top, box[3]) - max(bottom, box[1])
        covered += max(0.0, width) * max(0.0, height)
    return covered / area


def _picture_boxes(page: pdfium.PdfPage) -> Iterator[tuple[float, float, float, float]]:
    for thing in page.get_objects(filter=[pdfium.raw.FPDF_PAGEOBJ_IMAGE], max_depth=4):
        yield thing.get_bounds()


def _remarks(media: MediaFacts, structure: _Structure, pages: tuple[_Page, ...], ref: FileRef) -> Iterator[Finding]:
    if media.problem:
        return
    if structure.repaired is not None:
        yield REPAIRED.at(ref)
    blank = [str(number) for number, page in enumerate(pages, 1) if _visible(page.text) < FEW_CHARS]
    if 0 < len(blank) < len(pages):
        yield SOME_PAGES_NO_TEXT.at(ref, pages=", ".join(blank[:12]) + ("…" if len(blank) > 12 else ""))
    if structure.pages > len(pages):
        yield NOT_ALL_READ.at(ref, pages=structure.pages, read=len(pages))
