"""After a stop of any kind: sweep what was half done, enter what was published, take up what was taken."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from casewright.deliver import is_half_copy
from casewright.desk.layout import Layout
from casewright.desk.ledger import QUEUED, WORKING, DropRow, Ledger
from casewright.desk.outgrown import release_outgrown
from casewright.desk.snapshot import find_snapshot
from casewright.desk.work import find_published
from casewright.model import Limits


@dataclass(frozen=True, slots=True)
class Left:
    """A drop that an earlier run had taken and not finished; its snapshot is whole.

    ``starts`` tells how many runs before ended with it, nothing of it being finished.
    """

    name: str
    entry: Path
    work: Path
    fingerprint: str
    starts: int = 0


def recover(
    layout: Layout, ledger: Ledger, limits: Limits | None = None, *, token: str, alive: Callable[[str], bool]
) -> tuple[Left, ...]:
    """Mend ledger and staging at the start; return the drops to go on with, now in the name of ``token``.

    What another running desk holds is left alone. What ``limits`` that were raised since had held back comes again.
    """
    limits = limits or Limits()
    release_outgrown(layout, ledger, limits)
    left: list[Left] = []
    kept: set[str] = set()
    for drop in ledger.drops():
        if drop.state not in {QUEUED, WORKING}:
            continue
        if alive(drop.owner):
            kept.add(drop.work)
            continue
        found = _take_up(layout, ledger, limits, drop, token)
        if found is not None:
            left.append(found)
            kept.add(drop.work)
    for folder in _children(layout.staging):
        if not alive(folder.name.split(".")[0]):
            shutil.rmtree(folder, ignore_errors=True)
    for folder in _children(layout.work):
        if folder.name not in kept and not alive(folder.name.split(".")[0]):
            shutil.rmtree(folder, ignore_errors=True)
    return tuple(left)


def _take_up(layout: Layout, ledger: Ledger, limits: Limits, drop: DropRow, token: str) -> Left | None:
    for job in ledger.jobs_of(drop.name):
        begun = job.state in {QUEUED, WORKING}
        there = find_published(layout.outbox / job.folder, job.key, limits) if begun else None
        if there is not None:
            ledger.finish_job(
                job.key, there.state, version=there.number, target=there.path.relative_to(layout.outbox).as_posix(),
                verdict=there.verdict, course=there.course, missing=there.missing,
            )  # fmt: skip
        folder = layout.outbox / job.folder
        for half in (folder / f"v{job.version}", *folder.glob("returned-*")):
            if job.state == WORKING and is_half_copy(half):
                shutil.rmtree(half, ignore_errors=True)
    work = layout.work / drop.work if drop.work else None
    entry = find_snapshot(work, ledger.snapshot_of(drop.name)) if work else None
    if work is None or entry is None:
        ledger.release_drop(drop.name)
        return None
    ledger.drop_jobs(drop.name)
    ledger.adopt_drop(drop.name, token)
    return Left(drop.name, entry, work, drop.fingerprint, drop.starts + 1)


def _children(folder: Path) -> tuple[Path, ...]:
    return tuple(folder.iterdir()) if folder.is_dir() else ()
