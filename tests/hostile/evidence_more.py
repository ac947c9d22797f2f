"""More evidence made to do harm: locked files, macros, workbooks and pictures that unpack, archives, shortcuts."""

import gzip
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

from PIL import Image

MB = 1 << 20
ARCHIVE, LOCKED, PROGRAM = "intake/archive-inside", "intake/encrypted", "intake/executable"
TOO_LARGE, DAMAGED = "intake/file-too-large", "intake/unreadable"
_CT = b"<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>"


# --- locked ---------------------------------------------------------------------------------------------------------


def _entry(name: str, kind: int, child: int, right: int = 0xFFFFFFFF) -> bytes:
    raw = name.encode("utf-16-le") + b"\0\0"
    return (
        raw.ljust(64, b"\0") + struct.pack("<HBBIII", len(raw), kind, 1, 0xFFFFFFFF, right, child)
        + bytes(36) + struct.pack("<IQ", 0xFFFFFFFE, 0)
    )  # fmt: skip


def locked_office(path: Path) -> None:
    """What Word and Excel write under a password to open: an OLE2 file with two streams of their own."""
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0) + struct.pack("<I", 0)
    head = head.ljust(512, b"\xff")
    table = struct.pack("<II", 0xFFFFFFFD, 0xFFFFFFFE).ljust(512, b"\xff")
    root = _entry("Root Entry", 5, 1)
    streams = _entry("EncryptedPackage", 2, 0xFFFFFFFF, 2) + _entry("EncryptionInfo", 2, 0xFFFFFFFF)
    path.write_bytes(head + table + (root + streams).ljust(512, b"\0") + bytes(4096))


def locked_zip(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("invoice.pdf", b"%PDF-1.4")
    raw = bytearray(path.read_bytes())
    raw[6] |= 1
    raw[raw.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(raw)


# --- Office ---------------------------------------------------------------------------------------------------------


def macros(path: Path) -> None:
    body = b"<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body/></w:document>"
    with zipfile.ZipFile(path, "w") as archive:
        for name, part in (
            ("[Content_Types].xml", _CT), ("word/document.xml", body), ("word/vbaProject.bin", b"\xd0\xcf\x11\xe0"),
        ):  # fmt: skip
            archive.writestr(name, part)


def _book(path: Path, sheet: bytes) -> None:
    name = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    ties = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _CT)
        archive.writestr(
            "xl/workbook.xml",
            b"<workbook xmlns='%s' xmlns:r='%s'><sheets><sheet name='S' sheetId='1' r:id='r1'/></sheets></workbook>"
            % (name, ties),
        )
        archive.writestr("xl/worksheets/sheet1.xml", sheet)


def rows_without_end(path: Path) -> None:
    _book(path, b"<worksheet><sheetData>" + b"<row><c><v>1</v></c></row>" * 2_000_000 + b"</sheetData></worksheet>")


def entities(path: Path) -> None:
    lol = b"".join(b"<!ENTITY l%d '%s'>" % (n, b"&l%d;" % (n - 1) * 10 if n else b"lol") for n in range(12))
    _book(
        path, b"<!DOCTYPE x [" + lol + b"]><worksheet><sheetData><row><c><v>&l11;</v></c></row></sheetData></worksheet>"
    )


# --- pictures: small files that claim, or are, more pixels than any picture has ---------------------------------------


def tiff(path: Path) -> None:
    """One strip of zeros, called 100,000 by 100,000 pixels."""
    strip = zlib.compress(bytes(100_000))
    tags = [(256, 4, 100_000), (257, 4, 100_000), (258, 3, 8), (259, 3, 8), (262, 3, 1), (273, 4, 8),
            (277, 3, 1), (278, 4, 100_000), (279, 4, len(strip))]  # fmt: skip
    directory = struct.pack("<H", len(tags)) + b"".join(struct.pack("<HHII", t, k, 1, v) for t, k, v in tags)
    path.write_bytes(b"II*\0" + struct.pack("<I", 8 + len(strip)) + strip + directory + bytes(4))


def bmp(path: Path) -> None:
    path.write_bytes(
        b"BM" + struct.pack("<IHHI", 5000, 0, 0, 54) + struct.pack("<IiiHHIIiiII", 40, 90_000, 90_000, 1, 24, *[0] * 6)
        + bytes(4000)
    )  # fmt: skip


def jpeg(path: Path) -> None:
    Image.new("L", (16, 16)).save(path, "JPEG")
    raw = bytearray(path.read_bytes())
    at = raw.index(b"\xff\xc0") + 5
    raw[at : at + 4] = b"\xff\xf0\xff\xf0"
    path.write_bytes(raw)


def gif(path: Path) -> None:
    path.write_bytes(
        b"GIF89a\xff\xff\xff\xff\x80\0\0" + bytes(6) + b"," + struct.pack("<HHHHB", 0, 0, 65_535, 65_535, 0)
        + b"\x02\x02\x4c\x01\0;"
    )  # fmt: skip


def webp(path: Path) -> None:
    Image.new("L", (16_383, 16_383)).save(path, "WEBP", lossless=True, quality=0, method=0)


# --- archives and shortcuts ------------------------------------------------------------------------------------------


def gzipped(path: Path) -> None:
    with gzip.open(path, "wb", compresslevel=1) as file:
        for _ in range(200):
            file.write(bytes(MB))


def zip_bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("zeros", bytes(200 * MB))


def shortcut(path: Path) -> None:
    path.write_bytes(struct.pack("<I", 0x4C) + bytes.fromhex("0114020000000000c000000000000046") + bytes(500))


def address(path: Path) -> None:
    path.write_bytes(b"[InternetShortcut]\r\nURL=file://evil.example/share\r\n")


def archive_with(head: bytes) -> Callable[[Path], None]:
    return lambda path: (path.write_bytes(head + bytes(4000)), None)[1]


#: File name, what makes it, and the codes of which one at least must be told of it; none: read as harmless.
EVIDENCE: tuple[tuple[str, Callable[[Path], None], str], ...] = (
    ("locked.docx", locked_office, LOCKED),
    ("locked.xlsx", locked_office, LOCKED),
    ("locked.pptx", locked_office, LOCKED),
    ("locked evidence.zip", locked_zip, ARCHIVE),
    ("locked.rar", archive_with(b"Rar!\x1a\x07\x01\0"), ARCHIVE),
    ("locked.7z", archive_with(b"7z\xbc\xaf\x27\x1c"), ARCHIVE),
    ("macros.docm", macros, "intake/macros"),
    ("report.xlsx", rows_without_end, TOO_LARGE),
    ("entities.xlsx", entities, DAMAGED),
    ("claims.tiff", tiff, DAMAGED),
    ("claims.bmp", bmp, DAMAGED),
    ("claims.jpg", jpeg, DAMAGED),
    ("claims.gif", gif, DAMAGED),
    ("wide.webp", webp, DAMAGED),
    ("bomb.gz", gzipped, ARCHIVE),
    ("bomb in the folder.zip", zip_bomb, ARCHIVE),
    ("notice.lnk", shortcut, PROGRAM),
    ("notice.url", address, PROGRAM),
)  # fmt: skip
