"""A zip opened safely: nothing leaves the folder, nothing unpacks without measure, Chinese names stay Chinese."""

import errno
import lzma
import re
import shutil
import stat
import struct
import unicodedata
import zipfile
import zlib
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path, PurePosixPath

from casewright.intake.copying import LONGEST_PATH, RENAMED, SKIPPED, TOO_LONG, free_name
from casewright.intake.media_tree import MAX_DEPTH, is_ignored, readable
from casewright.model import FileRef, Finding, Kind, Limits, Severity
from casewright.text.file_names import short_name

ZIP_DAMAGED = Kind(
    "intake/zip-damaged", Severity.ERROR,
    "压缩包“{name}”不完整或已损坏（{what}），没有取出任何文件。",
    "The zip \"{name}\" is incomplete or damaged ({what}); nothing was taken from it.",
    "重新压缩并等上传完成后再放入，或直接放文件夹。",
    "Make it again and wait for the upload to end, or drop the folder itself.",
)  # fmt: skip
ZIP_ENCRYPTED = Kind(
    "intake/zip-encrypted", Severity.ERROR,
    "压缩包“{name}”有密码，没有取出任何文件。", "The zip \"{name}\" is encrypted; nothing was taken from it.",
    "解压后直接放文件夹；不要把密码写在任何地方。",
    "Unpack it and drop the folder; do not write the password anywhere.",
)  # fmt: skip
ZIP_UNSAFE = Kind(
    "intake/zip-unsafe", Severity.ERROR,
    "压缩包“{name}”里的“{inner}”指向包外的位置，整包没有取出。",
    "\"{inner}\" in the zip \"{name}\" points outside it; nothing was taken from it.",
    "用系统自带的压缩功能重新压缩案件文件夹。", "Make the zip again from the case folder with the system's own tool.",
)  # fmt: skip
ZIP_TOO_LARGE = Kind(
    "intake/zip-too-large", Severity.ERROR,
    "压缩包“{name}”解开后过大（{what_zh}），为保护其他案件没有解开。",
    "The zip \"{name}\" is too large when unpacked ({what_en}); it was not opened, to protect the other cases.",
    "只放本案需要的文件，去掉录像和整包备份。", "Keep what the case needs; leave out recordings and whole backups.",
)  # fmt: skip
ZIP_LINK = Kind(
    "intake/zip-link", Severity.WARNING,
    "压缩包里的“{inner}”是链接或设备，没有取出。",
    "\"{inner}\" in the zip is a link or a device; it was not taken out.",
    "把真正的文件放进压缩包。", "Put the real file into the zip.",
)  # fmt: skip
ZIP_NESTED = Kind(
    "intake/zip-nested", Severity.WARNING,
    "“{inner}”是压缩包里的压缩包，没有展开。", "\"{inner}\" is a zip inside the zip; it was not unpacked.",
    "先解开，把里面的文件放进案件文件夹。", "Unpack it and put its files into the case folder.",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Budget:
    """What a zip may hold: entries, bytes after unpacking in all and in one file, unpacking ratio of a large file."""

    entries: int = 5_000
    total_bytes: int = 2 << 30
    entry_bytes: int = 512 << 20
    ratio: int = 200

    @classmethod
    def of(cls, limits: Limits) -> "Budget":
        """Return the budget of a drop."""
        return cls(limits.drop_files, limits.drop_bytes, limits.drop_bytes // 4, limits.zip_ratio)


#: zipfile raises RuntimeError for a password, NotImplementedError for an unknown method, and the others for a body
#: that does not match its directory.
_DAMAGE = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, NotImplementedError, RuntimeError,
    ValueError, OverflowError,
)  # fmt: skip
#: Letters between Latin and the Chinese and Japanese scripts: what GBK bytes look like when read as UTF-8.
_ODD = re.compile("[\u0250-\u07ff]")


def unzip(path: Path, target: Path, *, budget: Budget | None = None) -> tuple[Path | None, tuple[Finding, ...]]:
    """Unpack a zip below ``target``; returns the folder that holds the case (a single top folder is stepped into).

    ``(None, findings)`` where the zip cannot be trusted or is not whole; then nothing of it stays on disk.
    """
    name = readable(path.name)
    try:
        with zipfile.ZipFile(path) as archive:
            trouble = _trouble(archive, name, budget or Budget())
            if trouble:
                return None, (trouble,)
            found = _extract(archive, target)
    except _DAMAGE as error:
        shutil.rmtree(target, ignore_errors=True)
        return None, (ZIP_DAMAGED.at(FileRef(name), name=name, what=type(error).__name__),)
    except OSError as error:
        if error.errno != errno.EINVAL:  # our own disk
            raise
        shutil.rmtree(target, ignore_errors=True)  # the directory points before the start of the file
        return None, (ZIP_DAMAGED.at(FileRef(name), name=name, what="directory"),)
    return _only_folder(target), found


def _trouble(archive: zipfile.ZipFile, name: str, budget: Budget) -> Finding | None:
    members = archive.infolist()
    for member in members:
        if member.flag_bits & 1:
            return ZIP_ENCRYPTED.at(FileRef(name), name=name)
        inner = inner_name(member)
        if _escapes(inner):
            return ZIP_UNSAFE.at(FileRef(name, inner), name=name, inner=inner)
    return _too_large(members, name, budget)


def _escapes(inner: str) -> bool:
    return inner.startswith("/") or ".." in inner.split("/") or bool(re.match(r"[A-Za-z]:", inner))


def _too_large(members: list[zipfile.ZipInfo], name: str, budget: Budget) -> Finding | None:
    total = sum(member.file_size for member in members)
    largest = max((member.file_size for member in members), default=0)
    ratio = max((member.file_size // max(1, member.compress_size) for member in members
                 if member.file_size > 1 << 20), default=0)  # fmt: skip
    starts = sorted((member.header_offset, member.compress_size) for member in members if member.compress_size)
    overlap = any(here + size > there for (here, size), (there, _) in pairwise(starts))
    if len(members) > budget.entries:
        what = (f"{len(members)} 个文件", f"{len(members)} files")
    elif total > budget.total_bytes or largest > budget.entry_bytes:
        what = (f"{total >> 20} MB", f"{total >> 20} MB")
    elif ratio > budget.ratio or overlap:
        what = (f"压缩比 {ratio}:1", f"unpacks {ratio}:1")
    else:
        return None
    return ZIP_TOO_LARGE.at(FileRef(name), name=name, what_zh=what[0], what_en=what[1])


def _extract(archive: zipfile.ZipFile, target: Path) -> tuple[Finding, ...]:
    target.mkdir(parents=True, exist_ok=True)
    found: list[Finding] = []
    folders: dict[PurePosixPath, Path] = {PurePosixPath(): target}
    taken: dict[Path, set[str]] = {}
    for member in archive.infolist():
        inner = PurePosixPath(inner_name(member))
        if any(is_ignored(part) for part in inner.parts) or len(inner.parts) > MAX_DEPTH:
            found.append(SKIPPED.at(FileRef(str(inner)), name=str(inner)))
        elif len(str(inner).encode("utf-8", "replace")) > LONGEST_PATH:
            found.append(TOO_LONG.at(FileRef(f"…{str(inner)[-80:]}"), name=f"…{str(inner)[-80:]}"))
        elif stat.S_IFMT(member.external_attr >> 16) not in {0, stat.S_IFREG, stat.S_IFDIR}:
            found.append(ZIP_LINK.at(FileRef(str(inner)), inner=str(inner)))
        elif not inner.name or member.is_dir() or inner_name(member).endswith("/"):
            _folder(inner, folders, taken)
        else:
            folder = _folder(inner.parent, folders, taken)
            place = folder / free_name(short_name(inner.name), taken.setdefault(folder, set()))
            with archive.open(member) as packed, place.open("wb") as plain:
                shutil.copyfileobj(packed, plain)
            inside = place.relative_to(target).as_posix()
            if inside != str(inner):
                found.append(RENAMED.at(FileRef(inside), name=str(inner), other=inside))
            if inner.suffix.casefold() in {".zip", ".rar", ".7z"}:
                found.append(ZIP_NESTED.at(FileRef(inside), inner=inside))
    return tuple(found)


def _folder(inner: PurePosixPath, folders: dict[PurePosixPath, Path], taken: dict[Path, set[str]]) -> Path:
    if inner not in folders:
        above = _folder(inner.parent, folders, taken)
        folders[inner] = above / free_name(short_name(inner.name), taken.setdefault(above, set()))
        folders[inner].mkdir(exist_ok=True)
    return folders[inner]


def inner_name(member: zipfile.ZipInfo) -> str:
    """Return an entry's name as its maker typed it, with forward slashes.

    Without the UTF-8 flag the bytes are UTF-8 from a Mac or GBK from Chinese Windows; zipfile has read them as cp437.
    """
    name = member.filename
    if not member.flag_bits & 0x800 and not name.isascii():
        raw = name.encode("cp437", "replace")
        readings = [text for text in (_decoded(raw, "utf-8"), _decoded(raw, "gbk")) if text is not None]
        # Short GBK words are often valid UTF-8 too (通知 reads as two Hebrew marks), which no clerk would type.
        name = next((text for text in readings if not _ODD.search(text)), readings[0] if readings else name)
    # A GBK letter may end in the byte of a backslash, so slashes are told apart only after decoding; and before odd
    # letters are shown escaped, which brings backslashes of its own.
    return readable(name.replace("\\", "/"))


def _decoded(raw: bytes, encoding: str) -> str | None:
    try:
        return unicodedata.normalize("NFC", raw.decode(encoding))
    except UnicodeDecodeError:
        return None


def _only_folder(target: Path) -> Path:
    inside = list(target.iterdir())
    return inside[0] if len(inside) == 1 and inside[0].is_dir() else target
