"""The playbook in force: read again when a workbook or template changes, refused as a whole where it does not pass."""

import hashlib
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from casewright import __version__
from casewright.desk.archive import SHELVES, archive
from casewright.desk.engine import Engine, InForce
from casewright.desk.layout import Layout
from casewright.desk.names import is_lock, is_passing
from casewright.model import Bilingual, Finding, PlaybookError

_GOOD, _PART = "good", ".part"


@dataclass(frozen=True, slots=True)
class Copy:
    """A private copy of the shelves that staff may be editing meanwhile."""

    folder: Path
    sha256: str


class Shelf:
    """The shelves of a desk, and the last copy of them that passed."""

    def __init__(self, layout: Layout, engine: Engine) -> None:
        self._layout = layout
        self._engine = engine
        self._looked: tuple[object, date] | None = None
        self._in_force: Copy | None = None
        self.refused: tuple[Finding, ...] = ()

    def in_force(self, on: date) -> tuple[Copy, tuple[Finding, ...]]:
        """Return the playbook of a day, and, once per change, why a changed one is refused.

        Raises PlaybookError where the shelves do not pass and no earlier copy is known to be good.
        """
        look = tuple(_marks(self._layout))
        if self._in_force and self._looked == (look, on):
            return self._in_force, ()
        fresh = _copy(self._layout)
        if (known := self._known_good(fresh.folder.name, on)) is not None:
            self._looked, self._in_force, self.refused = (look, on), Copy(fresh.folder, known), ()
            return self._in_force, ()
        playbook, found = load(self._engine, fresh.folder, on)
        told = found if self._looked is None or self._looked[0] != look else ()
        self._looked = (look, on)
        if playbook is not None:
            self._in_force = Copy(fresh.folder, playbook.sha256)
            self.refused = ()
            archive(self._layout, fresh.folder, sha256=playbook.sha256)
            self._keep(self._in_force, on)
            return self._in_force, ()
        self.refused = tuple(finding for finding in found if finding.is_error)
        self._in_force = self._in_force or self._last_good(on)
        if self._in_force is None:
            raise _refused(self.refused)
        if fresh.folder != self._in_force.folder:
            shutil.rmtree(fresh.folder, ignore_errors=True)
        return self._in_force, told

    def _good(self) -> tuple[str, ...]:
        """Return what passed last: the copy's name, the playbook's hash, the program's version and the day."""
        mark = self._layout.playbooks / _GOOD
        return tuple(mark.read_text(encoding="utf-8").split()) if mark.is_file() else ()

    def _known_good(self, name: str, on: date) -> str | None:
        """Return the hash of a copy that this program found to pass on this very day: no need to load it again."""
        good = self._good()
        return good[1] if good[:1] + good[2:] == (name, __version__, on.isoformat()) else None

    def _last_good(self, on: date) -> Copy | None:
        good = self._good()
        folder = self._layout.playbooks / good[0] if good else None
        playbook, _ = load(self._engine, folder, on) if folder and folder.is_dir() else (None, ())
        return Copy(folder, playbook.sha256) if folder and playbook else None

    def _keep(self, copy: Copy, on: date) -> None:
        """Note the good copy and drop those before the last one: running workers may still read that."""
        mark = self._layout.playbooks / _GOOD
        before = self._good()[:1]
        waiting = _waiting(mark)
        waiting.write_text(f"{copy.folder.name} {copy.sha256} {__version__} {on.isoformat()}\n", encoding="utf-8")
        waiting.replace(mark)
        for other in self._layout.playbooks.iterdir():
            if (
                other.is_dir()
                and other.name not in {copy.folder.name, *before, self._layout.archive.name}
                and other.suffix != _PART
            ):
                shutil.rmtree(other, ignore_errors=True)


@lru_cache(maxsize=4)
def _loaded(engine: Engine, folder: Path, on: date) -> tuple[InForce | None, tuple[Finding, ...]]:
    return engine.load(folder / "rulebooks", folder / "doc_templates", on=on)


def load(engine: Engine, folder: Path, on: date) -> tuple[InForce | None, tuple[Finding, ...]]:
    """Load a private copy of the shelves, once per process and day; its name tells its content."""
    return _loaded(engine, folder, on)


def _refused(found: tuple[Finding, ...]) -> PlaybookError:
    first = found[0] if found else None
    place = f"{first.at}: " if first else ""
    text = first.text if first else Bilingual("规则或模板没有通过检查。", "The rulebooks or templates do not pass.")
    more = len(found) - 1
    rest = Bilingual(f"（另有 {more} 处）", f" (and {more} more)") if more > 0 else Bilingual("", "")
    return PlaybookError(
        Bilingual(f"{place}{text.zh}{rest.zh}", f"{place}{text.en}{rest.en}"),
        Bilingual(
            f"{first.fix.zh if first else ''} 用 casewright rulebook check 看全部问题。".strip(),
            f"{first.fix.en if first else ''} casewright rulebook check shows every fault.".strip(),
        ),
    )


def _files(layout: Layout) -> Iterator[tuple[str, Path]]:
    for name, folder, ending in (
        ("rulebooks", layout.rulebooks, "*.xlsx"),
        ("doc_templates", layout.templates, "*.docx"),
    ):
        for path in sorted(folder.glob(ending)):
            if not (is_lock(path.name) or is_passing(path.name)) and path.is_file():
                yield f"{name}/{path.name}", path


def _marks(layout: Layout) -> Iterator[tuple[str, int, int]]:
    for name, path in _files(layout):
        status = path.stat()
        yield name, status.st_size, status.st_mtime_ns


def _copy(layout: Layout) -> Copy:
    content = [(name, path.read_bytes()) for name, path in _files(layout)]
    digest = hashlib.sha256()
    for name, data in content:
        digest.update(name.encode() + b"\0" + hashlib.sha256(data).digest())
    folder = layout.playbooks / digest.hexdigest()[:16]
    if not folder.is_dir():
        waiting = _waiting(folder)
        shutil.rmtree(waiting, ignore_errors=True)
        for shelf in SHELVES:
            (waiting / shelf).mkdir(parents=True)
        for name, data in content:
            (waiting / name).write_bytes(data)
        try:
            waiting.rename(folder)
        except OSError:  # another desk laid the same copy down at the same moment
            shutil.rmtree(waiting, ignore_errors=True)
            if not folder.is_dir():
                raise
    return Copy(folder, digest.hexdigest())


def _waiting(path: Path) -> Path:
    """Name what is being written so that two desks do not write the same."""
    return path.with_name(f"{path.name}.{os.getpid()}{_PART}")
