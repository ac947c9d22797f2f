"""A look at a workbook before any parser sees it: what its zip says, and how much stands in its parts.

A parser makes an object of every element: half a kilobyte of memory for ten bytes of file, a whole sheet of cells for
one merged range. So elements are counted and ranges measured here, in the text of the parts.
"""

import re
import stat
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from openpyxl.utils import column_index_from_string

from casewright.model import FileRef, Finding, Kind, Limits, Severity

NOT_A_WORKBOOK = Kind(
    "sheets/not-a-workbook", Severity.ERROR,
    "这个文件打不开，不是完好的 .xlsx 工作簿（{why_zh}）。",
    "This file cannot be opened as an .xlsx workbook ({why_en}).",
    "用 Excel 或 WPS 打开原文件，另存为“Excel 工作簿 (.xlsx)”后重新放入。",
    "Open the original in Excel or WPS, save it as an Excel workbook (.xlsx), and drop it again.",
)  # fmt: skip
LOCKED = Kind(
    "sheets/password-protected", Severity.ERROR,
    "这个工作簿有打开密码，或是旧的 .xls 格式，无法读取。",
    "This workbook has an open password or is in the old .xls format, so it cannot be read.",
    "去掉打开密码并另存为 .xlsx；不要把密码写在任何单元格里。",
    "Remove the open password and save as .xlsx; do not write the password into any cell.",
)  # fmt: skip
TOO_LARGE = Kind(
    "sheets/too-large", Severity.ERROR,
    "这个工作簿展开后过大（{what_zh}），为保护其他案件没有读取。",
    "This workbook is too large when unpacked ({what_en}); it was not read, to protect the other cases.",
    "删掉空白行列、图片和多余工作表，只保留案件内容后重新保存。",
    "Remove blank rows and columns, pictures and extra sheets, keep the case only, and save again.",
)  # fmt: skip
UNSAFE = Kind(
    "sheets/unsafe-archive", Severity.ERROR,
    "这个工作簿的内部结构不正常（{what}），没有读取。",
    "The inside of this workbook is not as it should be ({what}); it was not read.",
    "在 Excel 或 WPS 中新建空白表，把内容复制过去再保存。",
    "Copy the content into a fresh workbook in Excel or WPS and save that.",
)  # fmt: skip

#: openpyxl reports a damaged part by whichever of these its parsers met first.
DAMAGE = (
    ArithmeticError, AttributeError, EOFError, LookupError, NotImplementedError, OSError, RuntimeError, SyntaxError,
    TypeError, ValueError, zipfile.BadZipFile, zlib.error,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class BookLimits:
    """What a workbook may hold: zip members, bytes after unpacking, unpacking ratio, filled cells."""

    members: int = 2_000
    total_bytes: int = 80 << 20
    member_bytes: int = 40 << 20
    ratio: int = 200
    cells: int = 400_000

    @classmethod
    def of(cls, limits: Limits, *, times: int = 1) -> "BookLimits":
        """Return the limits of a workbook that may hold so many times as much as a case sheet."""
        total = times * limits.workbook_mb << 20
        return cls(2_000 * times, total, total // 2, limits.zip_ratio * min(times, 2), limits.workbook_cells * times)


def preflight(path: Path, *, name: str, limits: BookLimits) -> Finding | None:
    """Look at the zip directory before any parser sees the file; return what speaks against reading it."""
    with path.open("rb") as file:
        head = file.read(8)
    if not head:
        return NOT_A_WORKBOOK.at(FileRef(name), why_zh="文件是空的，0 字节", why_en="the file is empty, 0 bytes")
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return LOCKED.at(FileRef(name))
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            trouble = (
                _oversize(members, name, limits) or _unsafe(members, name) or crowded(archive, members, name, limits)
            )
    except DAMAGE:
        return NOT_A_WORKBOOK.at(FileRef(name), why_zh="文件不完整或不是 Excel", why_en="incomplete, or not Excel")
    if not any(member.filename == "[Content_Types].xml" for member in members):
        return NOT_A_WORKBOOK.at(FileRef(name), why_zh="不是 Excel 文件", why_en="not an Excel file")
    return trouble


def _oversize(members: list[zipfile.ZipInfo], name: str, limits: BookLimits) -> Finding | None:
    total = sum(member.file_size for member in members)
    largest = max((member.file_size for member in members), default=0)
    ratio = max((member.file_size // max(1, member.compress_size) for member in members
                 if member.file_size > 1 << 20), default=0)  # fmt: skip
    if len(members) > limits.members:
        what = (f"{len(members)} 个内部文件", f"{len(members)} inner files")
    elif total > limits.total_bytes or largest > limits.member_bytes:
        what = (f"{total >> 20} MB", f"{total >> 20} MB")
    elif ratio > limits.ratio:
        what = (f"压缩比 {ratio}:1", f"unpacks {ratio}:1")
    else:
        return None
    return TOO_LARGE.at(FileRef(name), what_zh=what[0], what_en=what[1])


def _unsafe(members: list[zipfile.ZipInfo], name: str) -> Finding | None:
    seen: set[str] = set()
    for member in members:
        inner = member.filename.replace("\\", "/")
        parts = inner.split("/")
        if member.flag_bits & 1:
            return UNSAFE.at(FileRef(name), what="encrypted member")
        if inner.startswith("/") or ":" in parts[0] or ".." in parts:
            return UNSAFE.at(FileRef(name), what="path outside the file")
        if stat.S_ISLNK(member.external_attr >> 16):
            return UNSAFE.at(FileRef(name), what="link")
        if inner.casefold() in seen:
            return UNSAFE.at(FileRef(name), what="the same part twice")
        seen.add(inner.casefold())
    return None


#: Elements of which openpyxl makes an object each, and how many of them a workbook may have; those of which every
#: honest workbook may have as many as cells are not named. Excel itself stops at 65,490 formats and 65,530 links.
_MOST = {
    "xf": 70_000, "font": 70_000, "fill": 70_000, "border": 70_000, "dxf": 70_000, "numFmt": 70_000, "col": 70_000,
    "mergeCell": 70_000, "definedName": 20_000, "sheet": 500, "externalReference": 500, "Relationship": 70_000,
    "Override": 20_000, "pivotCache": 500,
}  # fmt: skip
_AS_CELLS = ("c", "row", "si")
_ELEMENT = re.compile(rb"[<:](" + "|".join((*_AS_CELLS, *_MOST)).encode() + rb")[\s/>]")
_MERGED = re.compile(rb"[<:]mergeCell\s[^>]{0,400}?ref\s*=\s*([\"'][^\"']{0,60})")
_RANGE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})", re.IGNORECASE)
_ENCODING = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([^\"']{0,40})")
_ENCODINGS = frozenset({b"", b"utf-8", b"utf8", b"us-ascii", b"ascii", b"iso-8859-1", b"windows-1252"})
#: Elements of all sorts for each cell that is allowed: a cell of text with its parts takes six.
_TAGS = 12
_CHUNK = 1 << 20


def crowded(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], name: str, limits: BookLimits) -> Finding | None:
    """Count what the parts of a workbook hold: a parser would take a minute and gigabytes to say the same."""
    counts: Counter[str] = Counter()
    merged = tags = 0
    for member in members:
        if not member.filename.lower().endswith((".xml", ".rels")):
            continue
        for number, text in enumerate(_pieces(archive, member)):
            if number == 0 and _odd_encoding(text):
                return UNSAFE.at(FileRef(name), what="encoding of a part")
            if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
                return UNSAFE.at(FileRef(name), what="DOCTYPE")
            tags += text.count(b"<")
            counts.update(found.decode() for found in _ELEMENT.findall(text))
            merged += sum(_area(found) for found in _MERGED.findall(text))
            what = _too_many(counts, merged, tags, limits)
            if what:
                return TOO_LARGE.at(FileRef(name), what_zh=what[0], what_en=what[1])
    return None


def _pieces(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
    """Yield the text of a part in pieces that cut no element in two; a single element may be two pieces long."""
    rest = b""
    with archive.open(member) as part:
        for chunk in iter(lambda: part.read(_CHUNK), b""):
            text = rest + chunk
            cut = text.rfind(b"<")
            cut = cut if cut > 0 and len(text) - cut < _CHUNK else len(text)
            yield text[:cut]
            rest = text[cut:]
    yield rest


def _odd_encoding(start: bytes) -> bool:
    """Say whether a part is in letters that hide its elements: no office program writes such."""
    found = _ENCODING.search(start[:400])
    return (
        b"\0" in start[:400]
        or start[:2] in {b"\xff\xfe", b"\xfe\xff"}
        or (found is not None and found[1].lower() not in _ENCODINGS)
    )


def _area(ref: bytes) -> int:
    text = ref[1:].decode("latin-1")
    if "&" in text:  # an address that is spelled in entities hides from this look
        return 1 << 40
    found = _RANGE.search(text)
    if not found:
        return 1
    columns = column_index_from_string(found[3].upper()) - column_index_from_string(found[1].upper())
    return (abs(columns) + 1) * (abs(int(found[4]) - int(found[2])) + 1)


def _too_many(counts: Counter[str], merged: int, tags: int, limits: BookLimits) -> tuple[str, str] | None:
    for element in _AS_CELLS:
        if counts[element] > limits.cells:
            zh, en = {"c": ("单元格", "cells"), "row": ("行", "rows"), "si": ("段文字", "texts")}[element]
            return f"多于 {limits.cells} 个{zh}", f"more than {limits.cells} {en}"
    if merged > limits.cells:
        return "合并区域过大", "merged ranges as large as whole sheets"
    if tags > limits.cells * _TAGS:
        return "内部元素过多", "more inner elements than cells can need"
    many = next((element for element, most in _MOST.items() if counts[element] > most), None)
    return (f"多于 {_MOST[many]} 个 {many} 元素", f"more than {_MOST[many]} {many} elements") if many else None
