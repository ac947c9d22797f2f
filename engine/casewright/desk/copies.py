"""Private copies of the shelves: staff go on editing while a case is produced from what they had saved."""

import hashlib
import os
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from casewright.desk.archive import SHELVES
from casewright.desk.engine import Engine, InForce
from casewright.desk.layout import Layout
from casewright.desk.names import is_lock, is_passing
from casewright.model import Finding

PART = ".part"

#: What was seen of the shelves without reading a file: name, size and time of each.
Marks = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class Copy:
    """A private copy of the shelves that passed as of the day ``on``."""

    folder: Path
    sha256: str
    on: date


def marks_of(layout: Layout) -> Marks:
    """Look at the shelves without opening anything. Raises OSError where a file goes away meanwhile."""
    seen = ((name, path.stat()) for name, path in _files(layout))
    return tuple((name, status.st_size, status.st_mtime_ns) for name, status in seen)


def newest_of(layout: Layout) -> int:
    """Return when anything on the shelves was last saved, renamed or removed, in nanoseconds."""
    places = (layout.rulebooks, layout.templates, *(path for _, path in _files(layout)))
    return max((place.stat().st_mtime_ns for place in places if place.exists()), default=0)


def read_shelves(layout: Layout) -> dict[str, bytes]:
    """Read every workbook and template. Raises OSError where one is locked or going away."""
    return {name: path.read_bytes() for name, path in _files(layout)}


def content_name(content: Mapping[str, bytes]) -> str:
    """Return the name that a copy of that content has."""
    digest = hashlib.sha256()
    for name, data in content.items():
        digest.update(name.encode() + b"\0" + hashlib.sha256(data).digest())
    return digest.hexdigest()[:16]


def lay_down(layout: Layout, content: Mapping[str, bytes]) -> Path:
    """Lay a copy of the shelves down, once per content; return its folder. Raises OSError where our disk fails."""
    folder = layout.playbooks / content_name(content)
    if folder.is_dir():
        return folder
    waiting = being_written(folder)
    shutil.rmtree(waiting, ignore_errors=True)
    for shelf in SHELVES:
        (waiting / shelf).mkdir(parents=True)
    for name, data in content.items():
        (waiting / name).write_bytes(data)
    try:
        waiting.rename(folder)
    except OSError:  # another desk laid the same copy down at the same moment
        shutil.rmtree(waiting, ignore_errors=True)
        if not folder.is_dir():
            raise
    return folder


def drop_copies(layout: Layout, *, but: frozenset[str]) -> None:
    """Remove the copies that nobody needs any more."""
    kept = but | {layout.archive.name}
    for other in layout.playbooks.iterdir():
        if other.is_dir() and other.name not in kept and other.suffix != PART:
            shutil.rmtree(other, ignore_errors=True)


def being_written(path: Path) -> Path:
    """Name what is being written so that two desks do not write the same."""
    return path.with_name(f"{path.name}.{os.getpid()}{PART}")


@lru_cache(maxsize=4)
def _loaded(engine: Engine, folder: Path, on: date) -> tuple[InForce | None, tuple[Finding, ...]]:
    return engine.load(folder / "rulebooks", folder / "doc_templates", on=on)


def load(engine: Engine, folder: Path, on: date) -> tuple[InForce | None, tuple[Finding, ...]]:
    """Load a private copy of the shelves, once per process and day; its name tells its content."""
    return _loaded(engine, folder, on)


def _files(layout: Layout) -> Iterator[tuple[str, Path]]:
    for name, folder, ending in (
        ("rulebooks", layout.rulebooks, "*.xlsx"),
        ("doc_templates", layout.templates, "*.docx"),
    ):
        for path in sorted(folder.glob(ending)):
            if not (is_lock(path.name) or is_passing(path.name)) and path.is_file():
                yield f"{name}/{path.name}", path
