"""Copies of what staff dropped: every plain file under a name that any system can hold; the original is only read."""

import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

from casewright.intake.media_tree import MAX_DEPTH, NO_ACCESS, NOT_A_FILE, TOO_DEEP, is_ignored, readable
from casewright.model import FileRef, Finding, Kind, Limits, Severity
from casewright.model.limits import NOT_COPIED
from casewright.text.file_names import short_name

SKIPPED = Kind(
    "intake/temporary-file", Severity.INFO,
    "“{name}”是临时文件或锁定文件，没有带入案件。",
    "\"{name}\" is a temporary or lock file; it is no part of the case.",
    "若表格正开着，请关闭后再放入。", "If the sheet is still open, close it and drop the case again.",
)  # fmt: skip
RENAMED = Kind(
    "intake/file-renamed", Severity.INFO,
    "文件名“{name}”过长或含特殊字符，案件内改用“{other}”；原件未动。",
    "The name \"{name}\" is too long or holds odd characters; inside the case it is \"{other}\". The original stays.",
    "下次请用较短、不含特殊字符的文件名。", "Use a shorter name without odd characters next time.",
)  # fmt: skip
TOO_LONG = Kind(
    "intake/path-too-long", Severity.WARNING,
    "“{name}”的完整路径过长，没有带入案件。", "The whole path of \"{name}\" is too long; it is no part of the case.",
    "缩短文件夹名，或把文件移到案件文件夹的前几层里。",
    "Use shorter folder names, or move the file up, near the case folder itself.",
)  # fmt: skip
TOO_MUCH = Kind(
    "intake/drop-too-large", Severity.ERROR,
    "“{name}”里的内容超出上限（{what_zh}），为保护其他案件没有读取。",
    "\"{name}\" holds more than the limit ({what_en}); it was not read, to protect the other cases.",
    "只放本案需要的文件，去掉录像和整包备份；确实需要的，请管理员调高 desk.toml 的 {setting}，之后会自动重做。",
    "Keep what the case needs; where all of it is needed, have {setting} raised in desk.toml: it is then taken again.",
)  # fmt: skip

#: Bytes of a path inside a drop: with the desk's own folders before it, it must fit what systems take.
LONGEST_PATH = 2_000


def too_much(folder: Path, limits: Limits) -> Finding | None:
    """Say what of a folder is more than a drop may hold; looks at names and sizes alone.

    A folder that was not even copied says so itself.
    """
    if setting := _not_copied(folder):
        return _over(folder, setting, limits)
    count = size = 0
    for top, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not is_ignored(name)]
        for name in names:
            status = Path(top, name).lstat()
            count, size = count + 1, size + (status.st_size if stat.S_ISREG(status.st_mode) else 0)
        if setting := limits.exceeded(count, size):
            return _over(folder, setting, limits)
    return None


def _not_copied(folder: Path) -> str:
    """Return the setting for whose sake the desk copied nothing of a folder, empty where it did."""
    try:
        first = (folder / NOT_COPIED).read_bytes()[:64].partition(b"\n")[0].decode("ascii", "replace")
    except OSError:
        return ""
    return first if first in {"drop_files", "drop_mb"} else ""


def _over(folder: Path, setting: str, limits: Limits) -> Finding:
    shown, most = readable(folder.name), getattr(limits, setting)
    unit_zh, unit_en = ("个文件", "files") if setting == "drop_files" else ("MB", "MB")
    return TOO_MUCH.at(
        FileRef(shown), name=shown, what_zh=f"多于 {most} {unit_zh}", what_en=f"more than {most} {unit_en}",
        setting=setting,
    )  # fmt: skip


def copy_folder(source: Path, target: Path) -> tuple[Finding, ...]:
    """Copy every plain file below ``source``; lock files, links and devices are left out and named."""
    found: list[Finding] = []
    target.mkdir(parents=True, exist_ok=True)
    for path, place in _plain_files(source, target, found):
        name = "/".join(readable(part) for part in path.relative_to(source).parts)
        if len(os.fsencode(place.relative_to(target))) > LONGEST_PATH:
            found.append(TOO_LONG.at(FileRef(f"…{name[-80:]}"), name=f"…{name[-80:]}"))
            continue
        place.parent.mkdir(parents=True, exist_ok=True)
        try:
            shutil.copyfile(path, place)
        except OSError:
            place.unlink(missing_ok=True)
            found.append(NO_ACCESS.at(FileRef(name), name=name))
            continue
        inside = place.relative_to(target).as_posix()
        if inside != name:
            found.append(RENAMED.at(FileRef(inside), name=name, other=inside))
    return tuple(found)


def _plain_files(source: Path, target: Path, found: list[Finding], depth: int = 0) -> Iterator[tuple[Path, Path]]:
    taken: set[str] = {path.name.casefold() for path in target.iterdir()} if target.is_dir() else set()
    try:
        inside = sorted(source.iterdir(), key=lambda each: os.fsencode(each.name))
    except OSError:
        found.append(NO_ACCESS.at(FileRef(readable(source.name)), name=readable(source.name)))
        return
    for path in inside:
        shown = readable(path.name)
        if is_ignored(path.name):
            found.append(SKIPPED.at(FileRef(shown), name=shown))
            continue
        mode = path.lstat().st_mode
        place = target / free_name(short_name(shown), taken)
        if stat.S_ISDIR(mode):
            if depth >= MAX_DEPTH:
                found.append(TOO_DEEP.at(FileRef(shown), name=shown, depth=MAX_DEPTH))
                continue
            yield from _plain_files(path, place, found, depth + 1)
        elif stat.S_ISREG(mode):
            yield path, place
        else:
            found.append(
                NOT_A_FILE.at(FileRef(shown), name=shown, what_zh="链接或特殊文件", what_en="a link or a device")
            )


def free_name(name: str, taken: set[str]) -> str:
    """Return the name, or the next one that no other file has when capitals are ignored; it is taken from then on."""
    ending = Path(name).suffix
    stem = name.removesuffix(ending)
    number = 2
    free = name
    while free.casefold() in taken:
        free = f"{stem} ({number}){ending}"
        number += 1
    taken.add(free.casefold())
    return free
