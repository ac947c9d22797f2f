"""A .docx as zip members: opened with care, written with the same bytes every time."""

import io
import lzma
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

MAX_MEMBERS = 500
MAX_BYTES = 60 << 20

_STAMP = struct.pack("<HH", 0, (0 << 9) | (1 << 5) | 1)  # 1980-01-01 00:00, so that bytes depend on content alone
_STORED, _DEFLATE, _UTF8 = 0, 8, 0x800
_SMALL = 200

#: What the zip library raises for a file that is cut, bent or locked; bz2 says OSError, a password RuntimeError.
_BROKEN = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, OSError, EOFError, RuntimeError, ValueError, struct.error,
)  # fmt: skip


class UnsafePackageError(ValueError):
    """The zip is not one to open; the argument says why, ``(zh, en)``."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh, self.en = zh, en


@dataclass(frozen=True, slots=True)
class Member:
    """One file of the zip, already deflated."""

    name: str
    crc: int
    size: int
    packed: bytes
    method: int = _DEFLATE


def pack(name: str, data: bytes, *, level: int = 6) -> Member:
    """Deflate one member; what is too small to gain by that is stored as it is."""
    if len(data) < _SMALL:
        return store(name, data)
    deflater = zlib.compressobj(level, _DEFLATE, -15)
    return Member(name, zlib.crc32(data), len(data), deflater.compress(data) + deflater.flush())


def store(name: str, data: bytes) -> Member:
    """Take one member as it is; pictures are packed already."""
    return Member(name, zlib.crc32(data), len(data), data, _STORED)


def read_members(data: bytes) -> dict[str, bytes]:
    """Return every file of a .docx by name.

    Raise UnsafePackageError for what is no whole zip, is too large, is encrypted or reaches outside itself.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
            _check(members)
            return {member.filename: archive.read(member) for member in members}
    except UnsafePackageError:
        raise
    except _BROKEN as error:
        raise UnsafePackageError("文件不完整，或不是 .docx", "incomplete, or not a .docx") from error


def packed_members(data: bytes) -> dict[str, Member]:
    """Return every file of a .docx that ``read_members`` took, as the very bytes that lie in the zip.

    A stream with something behind its end, or packed in a way that Word does not read, is packed anew.
    """
    found = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for entry in archive.infolist():
            if entry.is_dir():
                continue
            start = entry.header_offset + 30
            name_length, extra_length = struct.unpack_from("<HH", data, start - 4)
            start += name_length + extra_length
            packed = data[start : start + entry.compress_size]
            if _whole(entry, packed):
                found[entry.filename] = Member(entry.filename, entry.CRC, entry.file_size, packed, entry.compress_type)
            else:
                found[entry.filename] = pack(entry.filename, archive.read(entry))
    return found


def _whole(entry: zipfile.ZipInfo, packed: bytes) -> bool:
    if entry.compress_type == _STORED:
        return len(packed) == entry.file_size
    if entry.compress_type != _DEFLATE:
        return False
    inflater = zlib.decompressobj(-15)
    return (
        len(inflater.decompress(packed, entry.file_size + 1)) == entry.file_size
        and inflater.eof
        and not inflater.unused_data
    )


def _check(members: list[zipfile.ZipInfo]) -> None:
    if len(members) > MAX_MEMBERS or sum(member.file_size for member in members) > MAX_BYTES:
        raise UnsafePackageError("展开后过大", "too large when unpacked")
    seen: set[str] = set()
    for member in members:
        parts = member.filename.replace("\\", "/").split("/")
        if member.flag_bits & 1:
            raise UnsafePackageError("有打开密码", "it has an open password")
        if ".." in parts or not parts[0] or ":" in parts[0] or stat.S_ISLNK(member.external_attr >> 16):
            raise UnsafePackageError("内部路径指向文件之外", "an inner path leads outside the file")
        if member.filename.casefold() in seen:
            raise UnsafePackageError("同一内部文件出现两次", "the same inner file twice")
        seen.add(member.filename.casefold())
    if "[content_types].xml" not in seen or "word/document.xml" not in seen:
        raise UnsafePackageError("不是 Word 文档", "not a Word document")


def write_members(members: Iterable[Member]) -> bytes:
    """Return the zip of the members, sorted by name, under one fixed date."""
    body: list[bytes] = []
    directory: list[bytes] = []
    offset = count = 0
    for member in sorted(members, key=lambda member: member.name):
        name = member.name.encode()
        flags = 0 if member.name.isascii() else _UTF8
        sizes = struct.pack("<III", member.crc, len(member.packed), member.size)
        shared = struct.pack("<HHH", 20, flags, member.method) + _STAMP + sizes + struct.pack("<HH", len(name), 0)
        body += (b"PK\x03\x04", shared, name, member.packed)
        tail = struct.pack("<HHHII", 0, 0, 0, 0, offset)
        directory += (b"PK\x01\x02", struct.pack("<H", 20), shared, tail, name)
        offset += 30 + len(name) + len(member.packed)
        count += 1
    index = b"".join(directory)
    end = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, count, count, len(index), offset, 0)
    return b"".join(body) + index + end
