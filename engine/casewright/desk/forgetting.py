"""The ledger forgets: rows that belong to nothing any more, what they told of a deleted package, and old steps.

A row is needed while its drop lies in the inbox (or it would be produced again) or its package stands (its number, its
content). Where neither does, it goes ``keep_ledger_days`` after that was first seen: a share that was away for an
evening forgets nothing. What a row tells of a package beyond its name goes at once with a package that was deleted.
Steps are the log once more and go with it, by ``keep_log_days``. The file is written anew, so that no byte stays.
"""

import sqlite3
from collections.abc import Iterable
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from casewright.desk.layout import Layout
from casewright.desk.ledger import FINAL, QUEUED, WORKING, DropRow, JobRow, Ledger
from casewright.desk.ledger_stuck import stuck_or
from casewright.desk.scan import scan
from casewright.desk.settings import Settings

_JOB, _DROP, _PACKAGE = "job", "drop", "package"
_TOLD = "verdict='', course='', errors=0, missing=0, note=''"


@dataclass(frozen=True, slots=True)
class Forgotten:
    """How much of the ledger a turn let go, or would: rows of cases and drops, steps, and rows that tell less now."""

    cases: int = 0
    drops: int = 0
    steps: int = 0
    shortened: int = 0

    def __bool__(self) -> bool:
        return bool(self.cases or self.drops or self.steps or self.shortened)

    def to_json(self) -> dict[str, int]:
        """Return it as it stands in the report."""
        return {"cases": self.cases, "drops": self.drops, "steps": self.steps, "shortened": self.shortened}


@dataclass(frozen=True, slots=True)
class _Found:
    """What of the ledger belongs to nothing: rows of work by key, drops by name, packages by the key of their work."""

    jobs: dict[str, JobRow]
    drops: dict[str, DropRow]
    packages: dict[str, JobRow]

    def of(self, what: str) -> Iterable[str]:
        kinds: dict[str, Iterable[str]] = {_JOB: self.jobs, _DROP: self.drops, _PACKAGE: self.packages}
        return kinds[what]


def forget(
    layout: Layout, settings: Settings, *, now: datetime, deleted: frozenset[str] = frozenset(), dry: bool = False
) -> Forgotten:
    """Let go what the settings no longer keep; ``deleted`` are the packages, below the outbox, that went just now.

    Nothing goes where inbox or outbox cannot be reached, which raises OSError. ``dry`` changes nothing.
    """
    if not layout.ledger.is_file():
        return Forgotten()
    ledger = Ledger(layout.ledger)  # brings an older one up to date
    with closing(ledger):
        found = _belonging_to_nothing(layout, ledger.drops(), ledger.jobs())
    with closing(sqlite3.connect(layout.ledger, timeout=30, isolation_level=None)) as db:
        try:
            db.execute("begin immediate")
            told = _Turn(db, found, settings, now).take(deleted)
            db.execute("rollback" if dry else "commit")
        except sqlite3.OperationalError as error:
            raise stuck_or(error) from error
        if told and not dry:
            with suppress(sqlite3.OperationalError):  # somebody reads, or the disk is full: the next turn does it
                db.execute("vacuum")
                db.execute("pragma wal_checkpoint(truncate)")
    return told


def _belonging_to_nothing(layout: Layout, drops: tuple[DropRow, ...], jobs: tuple[JobRow, ...]) -> _Found:
    lying = {each.name for each in scan(layout.inbox)[0]}
    standing = {f"{case.name}/{path.name}" for case in layout.outbox.iterdir() if case.is_dir() for path in _in(case)}

    def lies(name: str) -> bool:
        return name in lying or (Path(name).is_absolute() and Path(name).exists())

    ended = [job for job in jobs if job.state in FINAL]
    needless = {job.key: job for job in ended if job.target not in standing and not lies(job.drop_name)}
    needed = {job.drop_name for job in jobs if job.key not in needless}
    gone = {drop.name: drop for drop in drops if not (
        drop.state in {QUEUED, WORKING} or drop.name in needed or lies(drop.name)
    )}  # fmt: skip
    packages = {job.key: job for job in ended if job.target and job.target not in standing}
    return _Found(needless, gone, packages)


def _in(case: Path) -> Iterable[Path]:
    try:
        return tuple(case.iterdir())
    except FileNotFoundError:  # taken away just now
        return ()


class _Turn:
    """One transaction over the ledger."""

    def __init__(self, db: sqlite3.Connection, found: _Found, settings: Settings, now: datetime) -> None:
        self._db, self._found, self._settings, self._now = db, found, settings, now

    def take(self, deleted: frozenset[str]) -> Forgotten:
        """Note what is gone now, let go what has been gone long enough; say how much."""
        for what in (_JOB, _DROP, _PACKAGE):
            self._note(what)
        days = self._settings.keep_ledger_days
        jobs = self._long_gone(_JOB, days) & self._found.jobs.keys()
        drops = self._long_gone(_DROP, days) & self._found.drops.keys()
        just_now = {key for key, job in self._found.packages.items() if job.target in deleted}
        short = self._shorten(((self._long_gone(_PACKAGE, days) & self._found.packages.keys()) | just_now) - jobs)
        for key in jobs:
            self._delete("jobs", "key", key, _JOB)
        for name in drops:
            self._delete("drops", "name", name, _DROP)
            self._db.execute("delete from leanings where drop_name=?", (name,))
        steps = self._steps({self._found.jobs[key].ref for key in jobs}, drops)
        return Forgotten(len(jobs), len(drops), steps, short)

    def _note(self, what: str) -> None:
        """Note what is newly gone, and strike out what has come back."""
        gone = set(self._found.of(what))
        known = {name for (name,) in self._db.execute("select name from gone where what=?", (what,))}
        self._db.executemany("delete from gone where what=? and name=?", [(what, name) for name in known - gone])
        now = self._now.isoformat()
        self._db.executemany("insert into gone values (?, ?, ?)", [(what, name, now) for name in sorted(gone - known)])

    def _long_gone(self, what: str, days: int) -> set[str]:
        if days == 0:
            return set()
        rows = self._db.execute("select name, since from gone where what=?", (what,))
        return {name for name, since in rows if datetime.fromisoformat(since) <= self._now - timedelta(days=days)}

    def _shorten(self, keys: Iterable[str]) -> int:
        marked = [(key,) for key in sorted(keys)]
        before = self._db.total_changes
        self._db.executemany(
            f"update jobs set {_TOLD} where key=? and (verdict, course, errors, missing, note) <> ('', '', 0, 0, '')",  # noqa: S608
            marked,
        )
        return self._db.total_changes - before

    def _delete(self, table: str, column: str, name: str, what: str) -> None:
        self._db.execute(f"delete from {table} where {column}=?", (name,))  # noqa: S608 - names of our own
        self._db.execute("delete from gone where name=? and what in (?, ?)", (name, what, _PACKAGE))

    def _steps(self, refs: set[str], drops: set[str]) -> int:
        """Let go the steps of what is forgotten, and those that are past their days; the last one keeps its number.

        What is taken next is numbered after it; it stays without a name.
        """
        kept = {ref for (ref,) in self._db.execute("select ref from jobs")}
        names = [("job", ref) for ref in sorted(refs - kept)] + [("drop", name) for name in sorted(drops)]
        going = {id_ for name in names for (id_,) in self._db.execute(
            "select id from transitions where subject=? and name=?", name
        )}  # fmt: skip
        if days := self._settings.keep_log_days:
            limit = f"{self._now - timedelta(days=days):%Y-%m-%dT%H:%M:%SZ}"
            going |= {id_ for (id_,) in self._db.execute("select id from transitions where at<?", (limit,))}
        last = self._db.execute("select max(id) from transitions").fetchone()[0]
        self._db.executemany("delete from transitions where id=?", [(id_,) for id_ in going - {last}])
        blank = self._db.execute(
            "update transitions set name='', note='' where id=? and name<>''", (last if last in going else None,)
        )
        return len(going - {last}) + blank.rowcount
