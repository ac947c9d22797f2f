"""Publishing: everything to disk first, then one rename; what stands in the outbox is never overwritten."""

import errno
import os
import shutil
import stat
import time
from collections.abc import Callable
from pathlib import Path

from casewright.deliver.verify import ready_mark
from casewright.model import Bilingual, DeskError

_RETRIES = 7
_FIRST_WAIT = 0.05
#: Another program holds a handle for a moment (Windows 5 and 32), or a share is slow to let go.
_BUSY = frozenset({errno.EACCES, errno.EPERM, errno.EBUSY})
#: This file system will not rename the folder, however often it is asked.
_NO_RENAME = frozenset({errno.EXDEV, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EINVAL, errno.ENOSYS})
_PART = ".part"


class TargetTakenError(DeskError):
    """Another whole package stands where this one was to go."""


def publish(staging: Path, target: Path, *, wait: Callable[[float], None] = time.sleep) -> None:
    """Make a sealed package visible as ``target``, whole or not at all.

    Returns quietly where the same package already stands there. Raises TargetTakenError where another one does, OSError
    where the disk is full or the outbox cannot be written; staging is then left for another try.
    """
    folder = target.parent
    outbox = folder.parent
    mode = _mode_in(outbox)
    if not os.path.isdir(folder):
        folder.mkdir(parents=True, exist_ok=True)
        _give_mode(str(folder), mode)
    _finish_tree(str(staging), mode)
    if _settle_target(staging, target):
        return
    try:
        _rename(staging, target, wait)
    except OSError as error:
        if target.exists() and _settle_target(staging, target):
            return
        if error.errno not in _BUSY | _NO_RENAME:
            raise
        _copy(staging, target)
        shutil.rmtree(staging, ignore_errors=True)
    flush_folder(folder)
    flush_folder(outbox)


def follow_mode(made: Path, outbox: Path) -> None:
    """Give what was made the rights of the outbox, whatever the umask: whoever may read that may read its packages.

    Nothing is done on Windows, where rights are inherited, nor where the storage knows no modes.
    """
    mode = _mode_in(outbox)
    if mode is None:
        return
    for root, _, files in os.walk(made):
        mode = _give_mode(root, mode)
        for name in files:
            mode = _give_mode(os.path.join(root, name), mode, 0o666)


def _mode_in(outbox: Path) -> int | None:
    """Return the mode of the outbox, None where rights are no matter of modes."""
    if os.name == "nt":
        return None
    try:
        return os.stat(outbox).st_mode & 0o2777
    except OSError:
        return None


def is_whole(package: Path) -> bool:
    """Say whether a folder of the outbox is a whole package."""
    return ready_mark(package) is not None


def is_half_copy(package: Path) -> bool:
    """Say whether a folder of the outbox is what a copy left that was cut off: no package, and nothing of anybody's."""
    if ready_mark(package) is not None:
        return False
    names = [path.name for path in package.iterdir()] if package.is_dir() else [""]
    return not names or any(name.startswith(".") and name.endswith(_PART) for name in names)


def _settle_target(staging: Path, target: Path) -> bool:
    """Say whether the package stands there already; move half a copy that a crash left out of the way."""
    if not target.exists():
        return False
    mark, ours = ready_mark(target), ready_mark(staging)
    if mark is None:
        aside = target.replace(staging.with_name(f"{staging.name}.half"))
        shutil.rmtree(aside, ignore_errors=True)
        return False
    if ours is None or mark.name != ours.name or mark.read_bytes() != ours.read_bytes():
        raise TargetTakenError(
            Bilingual(f"{target} 已有另一个版本，没有覆盖。", f"{target} holds another version; it was kept."),
            Bilingual("重新运行，会使用下一个版本号。", "Run again; the next version number is taken."),
        )
    shutil.rmtree(staging, ignore_errors=True)
    return True


def _rename(staging: Path, target: Path, wait: Callable[[float], None]) -> None:
    for attempt in range(_RETRIES):
        try:
            staging.rename(target)
        except OSError as error:
            if error.errno not in _BUSY or target.exists() or attempt == _RETRIES - 1:
                raise
            wait(_FIRST_WAIT * 2**attempt)
        else:
            return


def _copy(staging: Path, target: Path) -> None:
    """Copy file by file, the manifest last and by a rename of its own: it is the mark of a whole package."""
    mark = ready_mark(staging)
    if mark is None:
        raise FileNotFoundError(errno.ENOENT, "no manifest", str(staging))
    target.mkdir()
    waiting = target / f".{mark.name}{_PART}"
    try:
        waiting.touch()  # until the end it says that this is half a copy
        for path in sorted(staging.rglob("*")):
            goal = target / path.relative_to(staging)
            if path.is_dir():
                goal.mkdir()
            elif path != mark:
                shutil.copyfile(path, goal)
        flush_tree(target)
        shutil.copyfile(mark, waiting)
        flush_file(waiting)
        waiting.replace(target / mark.name)
        flush_folder(target)
    except OSError:
        shutil.rmtree(target, ignore_errors=True)
        raise


def flush_tree(folder: Path) -> None:
    """Force every file of a folder, then every folder from the inside out, to disk."""
    _finish_tree(str(folder), None)


def _finish_tree(folder: str, mode: int | None) -> int | None:
    """Give everything the mode, if one is given, and force it to disk; return None where the storage takes no mode."""
    mode = _give_mode(folder, mode)
    files = []
    with os.scandir(folder) as entries:
        found = list(entries)
    for entry in found:
        if not entry.is_dir():
            files.append(entry.path)
        elif not entry.is_symlink():
            mode = _finish_tree(entry.path, mode)
    for path in files:
        mode = _give_mode(path, mode, 0o666)
        flush_file(path)
    flush_folder(folder)
    return mode


def _give_mode(path: str, mode: int | None, mask: int = 0o2777) -> int | None:
    """Give a file or folder the mode; return what to give the next one, None where the storage takes no mode.

    A service that is hardened may be forbidden the bit that hands on the group; readers matter more than that bit.
    """
    if mode is not None:
        try:
            os.chmod(path, mode & mask)
        except OSError:
            return _give_mode(path, mode & 0o777, mask) if mode & mask & stat.S_ISGID else None
    return mode


def flush_file(path: str | Path) -> None:
    """Force one file's bytes to disk."""
    handle = os.open(path, os.O_RDWR if os.name == "nt" else os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def flush_folder(path: str | Path) -> None:
    """Force a folder's names to disk, where the system knows such a thing (Windows does not)."""
    if os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
