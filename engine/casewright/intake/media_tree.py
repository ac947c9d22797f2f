"""The files of a drop: which lie there, under which readable name, and which are passed over."""

import os
import re
import stat
import unicodedata
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

from casewright.model import FileRef, Finding, Kind, Severity
from casewright.text.secrets import REMOVED, clean_name

#: What editors, sync tools and operating systems leave behind; never part of a case.
IGNORED = (
    "~$*", ".~*", "*.tmp", "*.part", "*.crdownload", "*.filepart", ".syncthing.*", "~syncthing~*", ".ds_store",
    "._*", "thumbs.db", "desktop.ini", ".stfolder", "@eadir", "__macosx", ".git", "ready",
)  # fmt: skip
#: Deeper folders are a loop or a trick, not a clerk's filing.
MAX_DEPTH = 32

NOT_A_FILE = Kind(
    "intake/not-a-plain-file", Severity.WARNING,
    "“{name}”是{what_zh}，不是普通文件，没有读取。",
    "\"{name}\" is {what_en}, not a plain file; it was not read.",
    "把真正的文件本身复制到案件文件夹里。",
    "Copy the real file itself into the case folder.",
)  # fmt: skip
NO_ACCESS = Kind(
    "intake/no-access", Severity.ERROR,
    "“{name}”没有读取权限，未能打开。", "\"{name}\" may not be read; it could not be opened.",
    "修改该文件或文件夹的权限，或重新复制一份放入。",
    "Change its permissions, or copy it into the drop again.",
)  # fmt: skip
TOO_DEEP = Kind(
    "intake/folders-too-deep", Severity.WARNING,
    "文件夹“{name}”超过 {depth} 层，里面的文件没有读取。",
    "Folder \"{name}\" lies more than {depth} levels deep; the files in it were not read.",
    "把文件移到案件文件夹的前几层里。", "Move the files up, near the case folder itself.",
)  # fmt: skip
TWINS = Kind(
    "intake/same-name-twice", Severity.WARNING,
    "有两个文件都叫“{name}”（只是字符编码写法不同），后一个按“{other}”处理。",
    "Two files are called \"{name}\" (only the encoding of the letters differs); the later is taken as \"{other}\".",
    "给其中一个文件换一个名字。", "Give one of the files another name.",
)  # fmt: skip
SECRET_IN_NAME = Kind(
    "intake/secret-in-name", Severity.ERROR,
    "文件名“{name}”里写有密码、验证码或密钥，已移除，不会出现在任何产出文件里。",
    "The name \"{name}\" held a password, code or key; it was removed and appears in no document.",
    "改掉文件名（案件表里写到它的地方也改），并请客户立即更换密码；我方不保存任何登录凭证。",
    "Rename the file, also where the case sheet names it, and ask the client to change it at once; we keep none.",
)  # fmt: skip

_CASE_SHEETS = {"case", "案件", "cases"}


@dataclass(frozen=True, slots=True)
class Found:
    """One plain file of a drop under the name that addresses show."""

    path: str
    file: Path


def files_of(root: Path, *, sheet: Path | None) -> tuple[tuple[Found, ...], tuple[Finding, ...]]:
    """Return every plain file under a folder but the case sheet, sorted by shown path, and what was passed over."""
    found: list[Finding] = []
    files = sorted(_walk(root, found), key=lambda each: (each.path, os.fsencode(each.file)))
    sheet = sheet.resolve() if sheet else None
    kept: dict[str, Found] = {}
    for each in files:
        if (sheet is not None and each.file.resolve() == sheet) or is_case_sheet(each):
            continue
        path = each.path
        if path in kept:
            path = _second_name(path, kept)
            found.append(TWINS.at(FileRef(each.path), name=each.path, other=path))
        kept[path] = Found(path, each.file)
    return tuple(kept[path] for path in sorted(kept)), tuple(found)


def _second_name(path: str, taken: dict[str, Found]) -> str:
    stem, dot, ending = path.rpartition(".")
    number = 2
    while (name := f"{stem} ({number}){dot}{ending}" if dot else f"{path} ({number})") in taken:
        number += 1
    return name


def _walk(root: Path, found: list[Finding]) -> Iterator[Found]:
    stack: list[tuple[Path, str, int]] = [(root, "", 0)]
    while stack:
        folder, prefix, depth = stack.pop()
        try:
            with os.scandir(folder) as entries:
                inside = list(entries)
        except OSError:
            found.append(NO_ACCESS.at(FileRef(prefix or "."), name=prefix or "."))
            continue
        for entry in inside:
            if is_ignored(entry.name):
                continue
            shown = readable(entry.name)
            name = f"{prefix}{shown}"
            if REMOVED in shown:
                found.append(SECRET_IN_NAME.at(FileRef(name), name=name))
            mode = entry.stat(follow_symlinks=False).st_mode
            if stat.S_ISDIR(mode):
                if depth < MAX_DEPTH:
                    stack.append((folder / entry.name, f"{name}/", depth + 1))
                else:
                    found.append(TOO_DEEP.at(FileRef(name), name=name, depth=MAX_DEPTH))
            elif stat.S_ISREG(mode):
                yield Found(name, folder / entry.name)
            else:
                what = _special(mode)
                found.append(NOT_A_FILE.at(FileRef(name), name=name, what_zh=what[0], what_en=what[1]))


def _special(mode: int) -> tuple[str, str]:
    if stat.S_ISLNK(mode):
        return "链接（快捷方式）", "a link"
    if stat.S_ISFIFO(mode):
        return "管道", "a pipe"
    return "设备或套接字", "a device or socket"


def is_ignored(name: str) -> bool:
    """Say whether a name belongs to a temporary, lock or system file."""
    folded = name.casefold()
    return any(fnmatch(folded, pattern) for pattern in IGNORED)


def readable(name: str) -> str:
    """Return a file name as valid, NFC-normalised text on one line.

    Bytes that are no UTF-8 are read as GBK, which is what Chinese Windows writes, or shown escaped; control and
    direction-override letters are shown escaped too. A password or key in it is taken out.
    """
    raw = os.fsencode(name)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        try:
            text = raw.decode("gbk")
        except UnicodeDecodeError:
            text = raw.decode("utf-8", errors="backslashreplace")
    text = unicodedata.normalize("NFC", text)
    return clean_name("".join(_escaped(letter) for letter in text))


def _escaped(letter: str) -> str:
    hidden = unicodedata.category(letter) == "Cc" or letter in "\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u2069\u200f"
    return f"\\u{ord(letter):04x}" if hidden else letter


def is_case_sheet(found: Found) -> bool:
    """Say whether a file is the case form: ``case.xlsx``, ``case.yaml``, or a workbook with a ``Case 案件`` sheet."""
    name = found.path.rpartition("/")[2].casefold()
    if name in {"case.xlsx", "case.yaml", "case.yml"}:
        return True
    if not name.endswith((".xlsx", ".xlsm")):
        return False
    try:
        with zipfile.ZipFile(found.file) as archive:
            info = archive.getinfo("xl/workbook.xml")
            book = archive.read(info)[: 1 << 20] if info.file_size < 4 << 20 else b""
    except (zipfile.BadZipFile, KeyError, OSError, ValueError, RuntimeError, NotImplementedError):
        return False
    titles = re.findall(r'<(?:\w+:)?sheet\b[^>]*?\bname="([^"]*)"', book.decode("utf-8", errors="replace"))
    return any(set(re.split(r"[\s/·]+", title.casefold().strip())) <= _CASE_SHEETS for title in titles)
