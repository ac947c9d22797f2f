"""Workbooks made to do harm, as the case sheet of a drop: each with the codes of which one must be told."""

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
from PIL import Image

MB = 1 << 20
SHEET, BOOK, STRINGS = "xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/sharedStrings.xml"
LARGE, DAMAGED, LOCKED, UNSAFE = (
    "sheets/too-large",
    "sheets/not-a-workbook",
    "sheets/password-protected",
    "sheets/unsafe-archive",
)
Change = Callable[[bytes], bytes | Iterator[bytes]]


def plain() -> dict[str, bytes]:
    book = openpyxl.Workbook()
    book.worksheets[0].title = "Case 案件"
    for row in (("项目 Field", "内容 Value"), ("case", "H-1"), ("marketplace", "US"), ("notice_file", "notice.txt")):
        book.worksheets[0].append(row)
    saved = io.BytesIO()
    book.save(saved)
    with zipfile.ZipFile(saved) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def book(path: Path, **changes: Change) -> None:
    """Write a plain case sheet with parts changed; a part is named by its path with ``__`` for slashes."""
    parts: dict[str, bytes | Iterator[bytes]] = dict(plain())
    for name, change in changes.items():
        name = name.replace("__", "/").replace("_xml", ".xml").replace("_rels", ".rels").replace("_bin", ".bin")
        old = parts.get(name, b"")
        parts[name] = change(old if isinstance(old, bytes) else b"")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            with archive.open(name, "w", force_zip64=True) as part:
                for block in [content] if isinstance(content, bytes) else content:
                    part.write(block)


def blocks(head: bytes, block: bytes, times: int, tail: bytes) -> Iterator[bytes]:
    yield head
    for _ in range(times):
        yield block
    yield tail


def within(mark: bytes, more: bytes) -> Change:
    return lambda part: part.replace(mark, more + mark, 1)


def in_sheet(more: bytes, mark: bytes = b"</sheetData>") -> Callable[[Path], None]:
    return lambda path: book(path, xl__worksheets__sheet1_xml=within(mark, more))


def after_sheet(more: bytes) -> Callable[[Path], None]:
    return lambda path: book(
        path, xl__worksheets__sheet1_xml=lambda part: part.replace(b"</sheetData>", b"</sheetData>" + more, 1)
    )


def one_huge_cell(path: Path) -> None:
    book(path, xl__worksheets__sheet1_xml=lambda part: blocks(
        part.partition(b"</sheetData>")[0] + b'<row r="9"><c r="A9" t="inlineStr"><is><t>', b"a" * MB, 500,
        b"</t></is></c></row></sheetData></worksheet>"))  # fmt: skip


def eight_million_rows(path: Path) -> None:
    book(path, xl__worksheets__sheet1_xml=lambda part: blocks(
        part.partition(b"</sheetData>")[0], b"<row><c><v>1</v></c></row>" * 40_000, 200,
        b"</sheetData></worksheet>"))  # fmt: skip


def strings(path: Path) -> None:
    items = b"".join(b"<si><t>%x</t></si>" % (n * 7919 * 7919) for n in range(900_000))
    book(path, xl__sharedStrings_xml=lambda _: b"<sst>" + items + b"</sst>")


def many_rows(path: Path) -> None:
    rows = b"".join(b'<row r="%d" ht="%d.5" customHeight="1"/>' % (n, n * 7919 % 97) for n in range(9, 800_000))
    in_sheet(rows)(path)


def merges(path: Path) -> None:
    cells = b"".join(b'<mergeCell ref="A%d:B%d"/>' % (n, n) for n in range(10, 300_000))
    after_sheet(b"<mergeCells>" + cells + b"</mergeCells>")(path)


def shared_sheets(path: Path) -> None:
    """Twenty thousand sheets that are all the same part."""
    tie = b'r:id="rId1" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    sheets = b"".join(b'<sheet name="S%d" sheetId="%d" %s/>' % (n, n, tie) for n in range(9, 20_000))
    book(path, xl__workbook_xml=within(b"</sheets>", sheets))


def names(path: Path) -> None:
    defined = b"".join(b'<definedName name="N%d">Sheet!$A$%d</definedName>' % (n, n) for n in range(1, 200_000))
    book(path, xl__workbook_xml=lambda part: part.replace(b"<definedNames/>", b"").replace(b"<definedNames />", b"")
         .replace(b"</sheets>", b"</sheets><definedNames>" + defined + b"</definedNames>"))  # fmt: skip


def styles(path: Path) -> None:
    looks = b"".join(
        b'<xf numFmtId="0" fontId="0" fillId="0" borderId="0" applyFont="%d"/>' % (n % 2) for n in range(500_000)
    )
    book(path, xl__styles_xml=within(b"</cellXfs>", looks))


def entities(path: Path) -> None:
    levels = b"".join(b'<!ENTITY e%d "%s">' % (n, b"&e%d;" % (n - 1) * 10) for n in range(1, 12))
    book(path, xl__workbook_xml=lambda part: b'<!DOCTYPE x [<!ENTITY e0 "lol">' + levels + b"]>" + part)


def entity_from_file(path: Path) -> None:
    book(path, xl__workbook_xml=lambda part: b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + part)


def picture(path: Path) -> None:
    """A drawing whose picture claims fifty thousand by fifty thousand pixels."""
    book_ = openpyxl.Workbook()
    raw = io.BytesIO()
    Image.new("RGB", (8, 8)).save(raw, "PNG")
    sheet = book_.worksheets[0]
    sheet.title = "Case 案件"
    for row in (("项目 Field", "内容 Value"), ("case", "H-1"), ("marketplace", "US"), ("notice_file", "notice.txt")):
        sheet.append(row)
    sheet.add_image(openpyxl.drawing.image.Image(raw), "D4")
    book_.save(path)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = next(name for name in parts if name.startswith("xl/media/"))
    head = b"\0\0\xc3\x50\0\0\xc3\x50\x08\x02\0\0\0"
    parts[name] = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR" + head + zlib.crc32(b"IHDR" + head).to_bytes(4, "big") + bytes(50)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for each, content in parts.items():
            archive.writestr(each, content)


def false_dimension(path: Path) -> None:
    true, false = b'<dimension ref="A1:B4"', b'<dimension ref="A1:XFD1048576"'
    book(path, xl__worksheets__sheet1_xml=lambda part: part.replace(true, false))


def encrypted(path: Path) -> None:
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000))


def twins(path: Path) -> None:
    book(path)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("XL/WORKBOOK.XML", b"<x/>")


#: Name of the test, what makes the case sheet, and the codes of which one must be told; none: the case is read whole.
BOOKS: tuple[tuple[str, Callable[[Path], None], str], ...] = (
    ("one huge cell", one_huge_cell, LARGE),
    ("eight million rows", eight_million_rows, LARGE),
    ("shared strings", strings, LARGE),
    ("rows of a height", many_rows, LARGE),
    ("the last corner", in_sheet(b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'), ""),
    ("one merge of all", after_sheet(b'<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'), LARGE),
    ("many merges", merges, LARGE),
    ("one link over all", after_sheet(b'<hyperlinks><hyperlink ref="A1:XFD1048576" location="x"/></hyperlinks>'), ""),
    ("same sheet often", shared_sheets, LARGE),
    ("names", names, LARGE),
    ("styles", styles, LARGE),
    ("entities", entities, UNSAFE),
    ("a file as entity", entity_from_file, UNSAFE),
    ("a false dimension", false_dimension, ""),
    ("a picture", picture, ""),
    ("old or locked", encrypted, LOCKED),
    ("twins inside", twins, UNSAFE),
    ("a program", lambda path: (path.write_bytes(b"MZ" + bytes(500)), None)[1], DAMAGED),
    ("macros", lambda path: book(path, xl__vbaProject_bin=lambda _: b"\xd0\xcf\x11\xe0" + bytes(80)), "intake/macros"),
    ("external links", lambda path: book(path, xl__externalLinks__externalLink1_xml=lambda _: b"<externalLink/>"), ""),
)  # fmt: skip
