"""The inbox as it is now: one look over the folder is the truth, events only say when to look."""

import hashlib
import os
import stat
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from operator import attrgetter
from pathlib import Path

from casewright.desk.batches import batch_folders
from casewright.desk.names import is_lock, is_ready_mark, locks_file, shown, sort_of
from casewright.model import FileRef, Finding, Kind, Severity
from casewright.text.secrets import REMOVED

_BY_PATH = attrgetter("path", "size", "mtime_ns", "file")
_BY_NAME = attrgetter("name")
#: A lock that a crashed program left behind must not hold a case for ever.
_LOCK_LIVES_NS = 24 * 3600 * 10**9

PASSED_OVER = Kind(
    "desk/file-passed-over", Severity.INFO,
    "{name} 是临时文件或系统文件，没有读取。", "{name} is a temporary or system file; it was not read.",
    "不用处理；如果它确实是证据，请改名后再放入。", "Nothing to do; if it is evidence after all, give it another name.",
)  # fmt: skip
STILL_OPEN = Kind(
    "desk/still-open", Severity.WARNING,
    "{name}：有人还开着这个案件里的文件，等关闭后再处理。",
    "{name}: somebody still has a file of this case open; it is taken once that is closed.",
    "在 Excel、WPS 或 Word 里保存并关闭文件。", "Save and close the file in Excel, WPS or Word.",
)  # fmt: skip
LINK = Kind(
    "desk/not-a-file", Severity.WARNING,
    "{name} 是快捷链接或设备，不是普通文件，没有读取。",
    "{name} is a link or a device, not a plain file; it was not read.",
    "把真正的文件复制进来。", "Copy the real file here.",
)  # fmt: skip
STRAY = Kind(
    "desk/stray-file", Severity.WARNING,
    "收件箱里单独的文件 {name} 不知道属于哪个案件，没有处理。",
    "The single file {name} in the inbox belongs to no case that could be told; it was left alone.",
    "把它放进案件文件夹里；RAR、7z 请先解压。", "Put it into its case's folder; unpack RAR and 7z first.",
)  # fmt: skip
SECRET_IN_NAME = Kind(
    "desk/secret-in-name", Severity.ERROR,
    "案件文件夹或文件的名字“{name}”里写有密码、验证码或密钥，已移除，不会写进台账、日志和任何产出文件。",
    "The name of the drop, \"{name}\", held a password, code or key; it was removed and stands in no ledger, log or "
    "document.",
    "给它改名，并请客户立即更换密码；我方不保存任何登录凭证。",
    "Rename it and ask the client to change the password at once; we keep none.",
)  # fmt: skip


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """One file of a candidate: its path for people, its size and change time, and where it really lies.

    ``touched_ns`` is the file system's own time of the last change, which no program sets back; 0 on Windows, which
    keeps none.
    """

    path: str
    size: int
    mtime_ns: int
    file: str
    touched_ns: int = 0


@dataclass(frozen=True)
class Candidate:
    """One thing in the inbox that may be a drop.

    ``entry`` is what intake opens: a folder (``is_folder``), a zip, a workbook or a case.yaml. ``newest_ns`` is the
    latest change of any file or folder in it, by the file system's own clock. ``findings`` tell what was passed over
    and why. ``refused`` names what is not even copied (see ``desk.sparing``).
    """

    name: str
    entry: Path
    files: tuple[Mark, ...]
    newest_ns: int
    locked_by: tuple[str, ...] = ()
    ready: bool = False
    findings: tuple[Finding, ...] = ()
    refused: tuple[tuple[str, str], ...] = ()
    is_folder: bool = False

    @cached_property
    def fingerprint(self) -> str:
        """Return a short name of the candidate's present state: names, sizes, change times."""
        text = "\n".join(f"{mark.path}\0{mark.size}\0{mark.mtime_ns}\0{mark.touched_ns}" for mark in self.files)
        return hashlib.sha256(text.encode("utf-8", "backslashreplace")).hexdigest()

    @property
    def weight(self) -> int:
        """Return about how many bytes its copy comes to, ``sys.maxsize`` where that is unknown: a zip unfolds."""
        return sum(mark.size for mark in self.files) if self.is_folder else sys.maxsize

    @property
    def plain(self) -> str:
        """Return a short name of what every machine sees of it alike, whatever times its share shows it."""
        text = "\n".join(f"{mark.path}\0{mark.size}" for mark in self.files)
        return hashlib.sha256(text.encode("utf-8", "backslashreplace")).hexdigest()


def scan(inbox: Path) -> tuple[tuple[Candidate, ...], tuple[Finding, ...]]:
    """Look over the inbox once; return its candidates by name, and what was left alone at its top.

    Raises OSError where the inbox itself cannot be read: an unreachable inbox never means an empty one.
    """
    with os.scandir(inbox) as entries:
        found = sorted(entries, key=_BY_NAME)
    locks = [entry.name for entry in found if is_lock(entry.name)]
    folders = {entry.name for entry in found if entry.is_dir(follow_symlinks=False)}
    candidates: dict[str, Candidate] = {}
    taken: set[str] = set()
    left: list[Finding] = []
    in_batches: set[str] = set()
    for entry in found:
        if not _counts(entry.name):
            left.extend(_remark(entry.name))
        elif entry.is_symlink():
            left.append(LINK.at(FileRef(shown(entry.name)), name=shown(entry.name)))
        else:
            path = _path(entry.path)
            seen = _look_into(path) if entry.name in folders else _look_beside(path, folders, locks)
            if seen is None:
                left.append(STRAY.at(FileRef(shown(entry.name)), name=shown(entry.name)))
                continue
            free = _free(seen.name, taken)
            candidates[entry.name] = seen if free == seen.name else replace(seen, name=free)
            in_batches.update(_members(path, folders))
    kept = tuple(seen for name, seen in candidates.items() if name not in in_batches)
    return kept, tuple(left)


def look_at(path: Path) -> Candidate | None:
    """Look at one drop wherever it lies; None where it is no folder, zip, workbook or case.yaml."""
    if path.is_dir():  # what lies beside it says nothing of a folder
        return _look_into(path)
    with os.scandir(path.parent) as entries:
        beside = list(entries)
    locks = [entry.name for entry in beside if is_lock(entry.name)]
    return _look_beside(path, {entry.name for entry in beside if entry.is_dir(follow_symlinks=False)}, locks)


@lru_cache(maxsize=4096)  # each look meets the same entries
def _path(text: str) -> Path:
    return Path(text)


def _counts(name: str) -> bool:
    return sort_of(name) not in {"lock", "passing"} and not name.startswith(".")


def _remark(name: str) -> Iterator[Finding]:
    if sort_of(name) == "lock" or (sort_of(name) == "passing" and not name.startswith(".")):
        yield PASSED_OVER.at(FileRef(shown(name)), name=shown(name))


def _free(name: str, taken: set[str]) -> str:
    """Return the name, or the next one that is free: two names on disk may read alike for people."""
    free, number = name, 2
    while free in taken:
        ending = Path(name).suffix
        free, number = f"{name.removesuffix(ending)} ({number}){ending}", number + 1
    taken.add(free)
    return free


def _members(entry: Path, folders: Iterable[str]) -> frozenset[str]:
    if not entry.name.casefold().endswith((".xlsx", ".xlsm")):
        return frozenset()
    return batch_folders(entry, frozenset(folders))


def _look_into(folder: Path) -> Candidate:
    walk = _Walk()
    walk.folder(str(folder), "")
    files = [mark for mark in walk.files if not is_ready_mark(mark.path)] if walk.may_be_ready else walk.files
    return walk.candidate(folder, files, ready=len(files) < len(walk.files), is_folder=True)


def _look_beside(entry: Path, folders: Iterable[str], locks: Iterable[str]) -> Candidate | None:
    """Look at a file of the inbox and, where it is a batch workbook, at the evidence folders beside it."""
    walk = _Walk()
    if entry.suffix.casefold() not in {".zip", ".xlsx", ".xlsm", ".yaml", ".yml"} or not entry.is_file():
        return None
    walk.file(str(entry), shown(entry.name))
    for name in sorted(_members(entry, folders)):
        walk.folder(str(entry.parent / name), f"{shown(name)}/")
    walk.locks.extend(shown(lock) for lock in locks if locks_file(lock, entry.name))
    return walk.candidate(entry, walk.files, ready=False)


class _Walk:
    """One walk through a candidate's files."""

    def __init__(self) -> None:
        self.files: list[Mark] = []
        self.locks: list[str] = []
        self.findings: list[Finding] = []
        self.newest_ns = 0
        self.may_be_ready = False

    def candidate(
        self, entry: Path, files: Iterable[Mark], *, ready: bool, is_folder: bool = False
    ) -> Candidate:  # fmt: skip
        name = shown(entry.name)
        if REMOVED in name:
            self.findings.append(SECRET_IN_NAME.at(FileRef(name), name=name))
        return Candidate(
            name, entry, tuple(sorted(files, key=_BY_PATH)), self.newest_ns, tuple(sorted(self.locks)), ready,
            tuple(self.findings), is_folder=is_folder,
        )  # fmt: skip

    def folder(self, folder: str, head: str) -> None:
        try:
            self._note(os.lstat(folder))
            with os.scandir(folder) as entries:
                found = sorted(entries, key=_BY_NAME)
        except FileNotFoundError:
            return  # moved away while we looked: the next look will tell
        taken: set[str] = set()
        for entry in found:
            sort, path, name = sort_of(entry.name), entry.path, f"{head}{_free(shown(entry.name), taken)}"
            if sort == "lock":
                self._lock(path, name)
            elif sort == "passing":
                self.findings.append(PASSED_OVER.at(FileRef(name), name=name))
            elif entry.is_dir(follow_symlinks=False):
                self.folder(path, f"{name}/")
            else:
                self.may_be_ready = self.may_be_ready or (sort == "ready" and not head)
                self.file(path, name)

    def file(self, path: str, name: str) -> None:
        try:
            status = os.lstat(path)
        except FileNotFoundError:
            return
        if not stat.S_ISREG(status.st_mode):
            self.findings.append(LINK.at(FileRef(name), name=name))
            return
        self._note(status)
        touched = 0 if sys.platform == "win32" else status.st_ctime_ns
        self.files.append(Mark(name, status.st_size, status.st_mtime_ns, path, touched))

    def _lock(self, path: str, name: str) -> None:
        try:
            age = time.time_ns() - os.lstat(path).st_mtime_ns
        except FileNotFoundError:
            return
        if age < _LOCK_LIVES_NS:
            self.locks.append(name)
        self.findings.append(PASSED_OVER.at(FileRef(name), name=name))

    def _note(self, status: os.stat_result) -> None:
        """Copies keep the time of the original; the inode's own time (creation on Windows) tells when it came."""
        self.newest_ns = max(self.newest_ns, status.st_mtime_ns, status.st_ctime_ns)
