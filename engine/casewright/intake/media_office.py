"""Office files: the words of a document, the cells of a workbook, and macros and locks in either."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from lxml import etree  # type: ignore[import-untyped]

from casewright.intake.media_extras import office_extras
from casewright.intake.media_reading import DAMAGED, LEGACY, TOO_LARGE, Reading, shown, tidy
from casewright.intake.signatures import ole_streams
from casewright.model import FileRef, Limits, Link, MediaFacts
from casewright.sheets import BookLimits, Sheet, read_book

#: The document part of the longest real annexe is some 10 MB.
_MOST = Limits().word_mb << 20
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_TIES = "word/_rels/document.xml.rels"


def read_docx(path: Path, ref: FileRef, kind: str, *, most: int = _MOST) -> Reading:
    """Read the body of a Word document: paragraphs by line, table rows by line with tabs between cells.

    One of more than ``most`` bytes when unpacked is not read.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            body = _part(archive, "word/document.xml", most)
            app = _part(archive, "docProps/app.xml", most) if "docProps/app.xml" in names else b""
            ties = _part(archive, _TIES, most) if _TIES in names else b""
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, RuntimeError, NotImplementedError, EOFError):
        return Reading(MediaFacts(kind, problem=DAMAGED))
    if body is None:
        return Reading(MediaFacts(kind, problem=TOO_LARGE))
    try:
        root = _parsed(body)
        text = tidy("\n".join(_lines(root)))
        links = tuple(_links(root, _targets(ties)))
    except (etree.LxmlError, ValueError, RecursionError):
        return Reading(MediaFacts(kind, problem=DAMAGED))
    media = MediaFacts(
        kind, pages=_number(app, b"Pages"), chars=sum(not letter.isspace() for letter in text),
        text_extractable=bool(text.strip()), made_with=_tag(app, b"Application"),
    )  # fmt: skip
    return Reading(media, text, tuple(office_extras(path, ref)), links)


def read_xlsx(path: Path, ref: FileRef, kind: str, *, limits: Limits | None = None, times: int = 1) -> Reading:
    """Read a workbook as text: a ``# sheet`` line, then rows with tabs between cells.

    ``times`` is how many times as much it may hold as a case sheet.
    """
    book, found = read_book(path, name=ref.path, limits=BookLimits.of(limits or Limits(), times=times))
    if book is None:
        large = any(each.code == "sheets/too-large" for each in found)
        return Reading(MediaFacts(kind, problem=TOO_LARGE if large else DAMAGED))
    lines: list[str] = []
    for sheet in book.sheets:
        lines.append(f"# {sheet.name}")
        lines.extend(_written(sheet))
    text = "\n".join(lines)
    media = MediaFacts(kind, chars=sum(not letter.isspace() for letter in text), text_extractable=True)
    return Reading(media, text, tuple(office_extras(path, ref)))


def _written(sheet: Sheet) -> Iterator[str]:
    """Yield the filled rows of a sheet; empty cells cost nothing, however wide it is."""
    rows: dict[int, dict[int, str]] = {}
    for (row, column), cell in sheet.cells.items():
        if column <= sheet.columns and cell.text:
            rows.setdefault(row, {})[column] = _cell(cell.text)
    for _, texts in sorted(rows.items()):
        yield "\t".join(texts.get(column, "") for column in range(1, max(texts) + 1)).rstrip("\t")


def read_ole(path: Path, ref: FileRef, kind: str) -> Reading:
    """Tell a locked Office file from an old one; the words of neither are read."""
    del ref
    locked = "EncryptedPackage" in ole_streams(path)
    return Reading(MediaFacts(kind, encrypted=locked, problem="" if locked else LEGACY))


def _part(archive: zipfile.ZipFile, name: str, most: int) -> bytes | None:
    info = archive.getinfo(name)
    if info.file_size > most:
        return None
    with archive.open(info) as part:
        raw = part.read(most + 1)
    return raw if len(raw) <= most else None


def _parsed(raw: bytes) -> etree._Element:
    if b"<!DOCTYPE" in raw[:4096].upper():
        raise ValueError("a Word document has no DOCTYPE")
    return etree.fromstring(raw, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))


def _lines(root: etree._Element) -> Iterator[str]:
    body = root.find(f"{_W}body")
    for block in body if body is not None else ():
        if block.tag == f"{_W}tbl":
            yield from _rows(block)
        else:
            yield from (_words(paragraph) for paragraph in block.iter(f"{_W}p"))


def _rows(table: etree._Element) -> Iterator[str]:
    for row in table.iter(f"{_W}tr"):
        cells = (cell for cell in row.iter(f"{_W}tc") if _nearest_row(cell) is row)
        yield "\t".join(" ".join(filter(None, map(_words, cell.iter(f"{_W}p")))) for cell in cells)


def _nearest_row(cell: etree._Element) -> etree._Element | None:
    return next(cell.iterancestors(f"{_W}tr"), None)


def _words(paragraph: etree._Element) -> str:
    """Join the visible runs of a paragraph: not the deleted, not the hidden, not the field codes."""
    parts: list[str] = []
    for run in paragraph.iter(f"{_W}r"):
        if next(run.iterancestors(f"{_W}p"), None) is not paragraph or run.find(f"{_W}rPr/{_W}vanish") is not None:
            continue
        for piece in run:
            if piece.tag == f"{_W}t":
                parts.append(piece.text or "")
            elif piece.tag == f"{_W}tab":
                parts.append("\t")
            elif piece.tag in {f"{_W}br", f"{_W}cr"}:
                parts.append("\n")
    return "".join(parts)


def _targets(raw: bytes | None) -> dict[str, str]:
    """Return where the links of a document lead, by the id that its body calls them."""
    return {each.get("Id", ""): each.get("Target", "") for each in _parsed(raw)} if raw else {}


def _links(root: etree._Element, targets: dict[str, str]) -> Iterator[Link]:
    """Yield the links of a document: those tied to an address, and those written as a field."""
    for tied in root.iter(f"{_W}hyperlink"):
        target = targets.get(tied.get(f"{_R}id", ""), "")
        if target:
            yield Link("".join(word.text or "" for word in tied.iter(f"{_W}t")), target)
    for code in root.iter(f"{_W}instrText"):
        match = re.search(r'HYPERLINK\s+"([^"]+)"', code.text or "")
        if match:
            yield Link("", match[1])


def _tag(raw: bytes | None, name: bytes) -> str:
    found = re.search(rb"<" + name + rb">([^<]{0,200})<", raw or b"")
    return shown(found.group(1).decode("utf-8", errors="replace")) if found else ""


def _number(raw: bytes | None, name: bytes) -> int | None:
    text = _tag(raw, name)
    return int(text) if text.isdecimal() else None


def _cell(text: str) -> str:
    return " ".join(text.split())
