"""Zips made to do harm, as a drop of their own: each with the codes of which one must be told."""

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

MB = 1 << 20
SHEET = b"case: H-1\nmarketplace: US\nnotice_file: notice.txt\n"
LARGE, UNSAFE, LOCKED, BROKEN = (
    "intake/zip-too-large",
    "intake/zip-unsafe",
    "intake/zip-encrypted",
    "intake/zip-damaged",
)


def made(*parts: tuple[str | zipfile.ZipInfo, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (("case.yaml", SHEET), ("notice.txt", b"Your account is at risk"), *parts):
            archive.writestr(name, content)
    return out.getvalue()


def with_parts(*parts: tuple[str | zipfile.ZipInfo, bytes]) -> Callable[[Path], None]:
    return lambda path: (path.write_bytes(made(*parts)), None)[1]


def info(name: str, mode: int) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name)
    entry.create_system, entry.external_attr = 3, mode << 16
    return entry


def many(path: Path) -> None:
    path.write_bytes(made(*((f"{number}.txt", b"x") for number in range(5_001))))


def overlapping(path: Path) -> None:
    """Two hundred entries that all unpack the same kernel of zeros."""
    kernel = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = kernel.compress(bytes(900_000)) + kernel.flush()
    crc = zlib.crc32(bytes(900_000))
    local = struct.pack("<4sHHHHHIIIHH", b"PK\x03\x04", 20, 0, 8, 0, 33, crc, len(packed), 900_000, 1, 0) + b"0"
    entries = b"".join(
        struct.pack("<4sHHHHHHIII", b"PK\x01\x02", 20, 20, 0, 8, 0, 33, crc, len(packed), 900_000)
        + struct.pack("<HHHHHII", 3, 0, 0, 0, 0, 0, 0) + b"%03d" % number for number in range(200)
    )  # fmt: skip
    end = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, 200, 200, len(entries), len(local) + len(packed), 0)
    path.write_bytes(local + packed + entries + end)


def lying(path: Path) -> None:
    """An entry that says ten bytes and unpacks fifty megabytes."""
    raw = bytearray(made(("big.txt", bytes(50 * MB))))
    at = raw.rindex(b"PK\x01\x02")
    raw[at + 24 : at + 28] = (10).to_bytes(4, "little")
    path.write_bytes(bytes(raw))


def locked(path: Path) -> None:
    raw = bytearray(made())
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = raw.find(mark)
        while at >= 0:
            raw[at + place] |= 1
            at = raw.find(mark, at + 4)
    path.write_bytes(bytes(raw))


def gbk(path: Path) -> None:
    path.write_bytes(made(("AAAA.txt", b"x")).replace(b"AAAA", "发票".encode("gbk")))


def deep() -> str:
    return "/".join(["很长的文件夹名" * 9] * 30) + "/a.txt"


#: File name, what makes it, the codes of which one must be told, whether a case comes out of it.
ZIPS: tuple[tuple[str, Callable[[Path], None], str, bool], ...] = (
    ("ratio.zip", with_parts(("zeros.txt", bytes(80 * MB))), LARGE, False),
    ("entries.zip", many, LARGE, False),
    ("overlap.zip", overlapping, LARGE, False),
    ("lying.zip", lying, BROKEN, False),
    ("nested.zip", with_parts(("a.zip", made(("b.zip", made())))), "intake/zip-nested", True),
    ("slip.zip", with_parts(("../evil.txt", b"x")), UNSAFE, False),
    ("windows.zip", with_parts(("..\\evil.txt", b"x")), UNSAFE, False),
    ("root.zip", with_parts(("/evil.txt", b"x")), UNSAFE, False),
    ("drive.zip", with_parts(("C:\\evil.txt", b"x")), UNSAFE, False),
    ("link.zip", with_parts((info("passwd.txt", stat.S_IFLNK | 0o777), b"/etc/passwd")), "intake/zip-link", True),
    ("device.zip", with_parts((info("null.txt", stat.S_IFCHR | 0o666), b"")), "intake/zip-link", True),
    ("locked.zip", locked, LOCKED, False),
    ("rar.zip", lambda path: (path.write_bytes(b"Rar!\x1a\x07\x01\0" + bytes(900)), None)[1], BROKEN, False),
    ("seven.zip", lambda path: (path.write_bytes(b"7z\xbc\xaf\x27\x1c" + bytes(900)), None)[1], BROKEN, False),
    ("deep.zip", with_parts((deep(), b"x")), "intake/path-too-long", True),
    ("capitals.zip", with_parts(("A.txt", b"1"), ("a.txt", b"2")), "intake/file-renamed", True),
    ("normal forms.zip", with_parts(("caf\u00e9.txt", b"1"), ("cafe\u0301.txt", b"2")), "intake/file-renamed", True),
    ("reserved.zip", with_parts(("CON", b"1"), ("aux.txt", b"2"), ("x. ", b"3")), "intake/file-renamed", True),
    ("turned.zip", with_parts(("invoice\u202efdp.exe", b"MZ")), "intake/file-renamed", True),
    ("file and folder.zip", with_parts(("a", b"1"), ("a/b.txt", b"2")), "", True),
    ("gbk.zip", gbk, "", True),
)  # fmt: skip
