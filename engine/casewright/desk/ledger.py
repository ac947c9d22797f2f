"""The ledger: every drop and every piece of work, what became of it, and each step on the way (SQLite, WAL)."""

import json
import sqlite3
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from casewright.desk import leaning
from casewright.desk.ledger_change import Change, Together
from casewright.desk.ledger_schema import SCHEMA
from casewright.desk.ledger_stuck import is_stuck, stuck
from casewright.desk.private import private_file, private_folder
from casewright.model import Bilingual, DeskError

SEEN, SETTLING, QUEUED, WORKING = "seen", "settling", "queued", "working"
DELIVERED, RETURNED, FAILED = "delivered", "returned", "failed"
#: Why a drop waits, as the ledger notes it and as people read it.
NOTE_OPEN, NOTE_EMPTY = "still open", "empty"
NOTE_NAMES = {NOTE_OPEN: Bilingual("文件还开着", "still open"), NOTE_EMPTY: Bilingual("空文件夹", "empty")}
#: What each state is called for people.
STATE_NAMES = {
    SEEN: Bilingual("已看到", "seen"), SETTLING: Bilingual("等文件放稳", "settling"),
    QUEUED: Bilingual("排队中", "queued"), WORKING: Bilingual("生成中", "working"),
    DELIVERED: Bilingual("已产出", "delivered"), RETURNED: Bilingual("已退回", "returned"),
    FAILED: Bilingual("程序出错", "failed"),
}  # fmt: skip
#: Nothing more happens to a drop or a job in one of these, unless its content changes.
FINAL = frozenset({DELIVERED, RETURNED, FAILED})
_DROPS = "select name, fingerprint, state, owner, work, note, seen_at, changed_at, starts, taken from drops "
_NAMED = "where ?1='null' or name in (select value from json_each(?1)) order by name"


@dataclass(frozen=True, slots=True)
class DropRow:
    """One drop as the ledger knows it; ``fingerprint`` is of the state that was taken last, empty for none.

    ``starts`` counts how often work on it was begun since anything of it was last finished. ``taken`` orders what was
    taken, without a clock.
    """

    name: str
    fingerprint: str
    state: str
    owner: str
    work: str
    note: str
    seen_at: str
    changed_at: str
    starts: int = 0
    taken: int = 0


@dataclass(frozen=True, slots=True)
class JobRow:
    """One piece of work: one case with one content under one playbook.

    ``content`` names the case and its files alone; ``target`` is relative to the outbox; ``taken`` is its drop's.
    """

    key: str
    content: str
    drop_name: str
    ref: str
    folder: str
    state: str
    owner: str = ""
    version: int = 0
    target: str = ""
    verdict: str = ""
    course: str = ""
    errors: int = 0
    missing: int = 0
    attempts: int = 0
    note: str = ""
    created_at: str = ""
    changed_at: str = ""
    taken: int = 0


def utc_now() -> datetime:
    """Return the present moment, in UTC."""
    return datetime.now(UTC)


def _unopened(path: Path, error: sqlite3.DatabaseError) -> DeskError:
    if is_stuck(error) and path.parent.is_dir():
        return stuck(error)
    return DeskError(
        Bilingual(f"台账 {path} 打不开：{error}", f"The ledger {path} cannot be opened: {error}"),
        Bilingual(
            "先备份，再把它移开；重新运行会按收件箱和发件箱重建。",
            "Back it up and move it away; the next run rebuilds it from inbox and outbox.",
        ),
    )


class Ledger:
    """The ledger's file, open. Several desks may hold it at once; each change is one transaction."""

    def __init__(self, path: Path, *, clock: Callable[[], datetime] = utc_now) -> None:
        private_folder(path.parent)
        try:
            with suppress(OSError):  # what hinders it is SQLite's to say
                private_file(path)  # its log and its index of readers take its mode over
            self._db = sqlite3.connect(path, timeout=30, isolation_level=None)
        except sqlite3.DatabaseError as error:
            raise _unopened(path, error) from error
        try:
            for pragma in ("busy_timeout=30000", "synchronous=NORMAL", "foreign_keys=ON"):
                self._db.execute(f"pragma {pragma}")
            self._use_wal()
            self._upgrade(path)
        except sqlite3.DatabaseError as error:
            self._db.close()
            raise _unopened(path, error) from error
        except DeskError:
            self._db.close()
            raise
        self._together = Together(self._db, clock)
        self._now = self._together.now

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def listen(self, listener: Callable[[str, str, str, str], None]) -> None:
        """Hand each transition (subject, name, state, note) on, after it is on disk."""
        self._together.listener = listener

    def _use_wal(self) -> None:
        """Turn the write-ahead log on; SQLite does not wait for another desk that is doing the same, so we do."""
        for last in (*[False] * 200, True):
            try:
                self._db.execute("pragma journal_mode=WAL")
            except sqlite3.OperationalError as error:
                if last or "locked" not in str(error):
                    raise
                time.sleep(0.05)
            else:
                return

    def _upgrade(self, path: Path) -> None:
        known = int(self._db.execute("pragma user_version").fetchone()[0])
        if known > len(SCHEMA):
            raise DeskError(
                Bilingual(f"台账 {path} 是更新版本的程序写的。", f"A newer Casewright wrote the ledger {path}."),
                Bilingual("请升级 casewright 后再运行。", "Upgrade casewright, then run again."),
            )
        if known == len(SCHEMA):
            return
        with self._db:
            self._db.execute("begin immediate")
            # Another desk may have laid the tables out while this one waited for the lock: ask again inside it.
            known = int(self._db.execute("pragma user_version").fetchone()[0])
            for script in SCHEMA[known:]:
                for statement in filter(str.strip, script.split(";")):
                    self._db.execute(statement)
            self._db.execute(f"pragma user_version={len(SCHEMA)}")

    def together(self) -> Together:
        """Make the changes of a ``with`` block one transaction: all of them come to disk and are told of, or none."""
        return self._together

    def _change(self) -> Change:
        return Change(self._together)

    # -- drops ------------------------------------------------------------------------------------------------------

    def drop(self, name: str) -> DropRow | None:
        """Return what is known of a drop."""
        row = self._db.execute(_DROPS + "where name=?", (name,)).fetchone()
        return DropRow(*row) if row else None

    def drops(self, names: Iterable[str] | None = None) -> tuple[DropRow, ...]:
        """Return all drops, or those of some names, by name."""
        rows = self._db.execute(_DROPS + _NAMED, (json.dumps(names and [*names]),))
        return tuple(DropRow(*row) for row in rows)

    def note_drop(self, name: str, state: str, note: str = "") -> None:
        """Record that a drop was seen or is settling; a drop that is taken keeps its fingerprint and owner."""
        with self._change() as steps:
            known = self._db.execute("select state, note from drops where name=?", (name,)).fetchone()
            if known == (state, note):
                return
            now = self._now()
            self._db.execute(
                "insert into drops (name, state, note, seen_at, changed_at) values (?, ?, ?, ?, ?) on conflict (name) "
                "do update set state=excluded.state, note=excluded.note, changed_at=excluded.changed_at",
                (name, state, note, now, now),
            )
            steps.append(("drop", name, state, note))

    def may_take(
        self, name: str, fingerprint: str, *, owner: str, alive: Callable[[str], bool], again: bool = False
    ) -> bool:  # fmt: skip
        """Say whether ``take_drop`` would take this state of a drop now."""
        row = self._db.execute("select fingerprint, state, owner from drops where name=?", (name,)).fetchone()
        if not row:
            return True
        at_work = row[1] in {QUEUED, WORKING}
        if at_work and row[2] != owner and alive(row[2]):
            return False
        return row[0] != fingerprint or not ((row[1] in FINAL and not again) or (at_work and row[2] == owner))

    def take_drop(
        self, name: str, fingerprint: str, *, owner: str, alive: Callable[[str], bool], again: bool = False,
        work: str = "", files: str = "",
    ) -> bool:  # fmt: skip
        """Take a drop in this state for one desk; False where it is done or another desk has it.

        ``work`` is where its private snapshot lies, and ``files`` its list of hashes: it counts only where it is whole.
        """
        with self._change() as steps:
            if not self.may_take(name, fingerprint, owner=owner, alive=alive, again=again):
                return False
            now = self._now()
            self._db.execute(
                "insert into drops (name, fingerprint, state, owner, work, files, seen_at, changed_at, taken) "
                "values (?, ?, ?, ?, ?, ?, ?, ?, (select coalesce(max(id), 0) + 1 from transitions)) "
                "on conflict (name) do update set fingerprint=excluded.fingerprint, state=excluded.state, "
                "owner=excluded.owner, work=excluded.work, files=excluded.files, note='', starts=0, "
                "changed_at=excluded.changed_at, taken=excluded.taken",
                (name, fingerprint, QUEUED, owner, work, files, now, now),
            )
            steps.append(("drop", name, QUEUED, ""))
            return True

    def snapshot_of(self, name: str) -> str:
        """Return the list of hashes of a drop's snapshot, empty for none."""
        row = self._db.execute("select files from drops where name=?", (name,)).fetchone()
        return str(row[0]) if row else ""

    def adopt_drop(self, name: str, owner: str) -> None:
        """Go on with a drop that a desk left behind."""
        with self._change():
            self._db.execute("update drops set owner=?, starts=starts+1 where name=?", (owner, name))

    def close_drop(self, name: str, state: str, note: str = "") -> None:
        """Record what became of a drop; its snapshot may go."""
        with self._change() as steps:
            self._db.execute(
                "update drops set state=?, work='', files='', owner='', note=?, changed_at=? where name=?",
                (state, note, self._now(), name),
            )
            steps.append(("drop", name, state, note))

    def drop_jobs(self, name: str) -> None:
        """Forget the unfinished work of a drop: it is named anew when the drop is opened again."""
        with self._change() as steps:
            steps.extend(leaning.forget(self._db, leaning.unfinished(self._db, name)))

    def forget_job(self, key: str, note: str) -> None:
        """Forget a piece of work: somebody has taken its package away, or its drop has changed."""
        with self._change() as steps:
            steps.append(("job", self._ref(key), SEEN, note))
            steps.extend(leaning.forget(self._db, (key,)))

    def release_drop(self, name: str) -> None:
        """Forget that a drop was taken: the next look takes it as new."""
        with self._change() as steps:
            self._db.execute(
                "update drops set fingerprint='', state=?, owner='', work='', files='', changed_at=? where name=?",
                (SEEN, self._now(), name),
            )
            steps.append(("drop", name, SEEN, "released"))
            steps.extend(leaning.forget(self._db, leaning.unfinished(self._db, name)))

    # -- jobs -------------------------------------------------------------------------------------------------------

    def job(self, key: str) -> JobRow | None:
        """Return one piece of work by its key."""
        row = self._db.execute("select * from jobs where key=?", (key,)).fetchone()
        return JobRow(*row) if row else None

    def jobs(self) -> tuple[JobRow, ...]:
        """Return all pieces of work, oldest first."""
        return tuple(JobRow(*row) for row in self._db.execute("select * from jobs order by created_at, ref, version"))

    def jobs_of(self, drop_name: str) -> tuple[JobRow, ...]:
        """Return the pieces of work that came from one drop."""
        rows = self._db.execute("select * from jobs where drop_name=? order by created_at, ref, version", (drop_name,))
        return tuple(JobRow(*row) for row in rows)

    def finished_content(self, content: str) -> JobRow | None:
        """Return finished work on the same case and files, whatever playbook decided it then."""
        row = self._db.execute(
            "select * from jobs where content=? and state in (?, ?) order by changed_at desc limit 1",
            (content, DELIVERED, RETURNED),
        ).fetchone()
        return JobRow(*row) if row else None

    def queue_job(self, job: JobRow, *, alive: Callable[[str], bool], again: bool = False) -> JobRow | None:
        """Put work in the queue; return the earlier row instead where it is done or a running desk has it.

        ``again`` queues work that failed before once more.
        """
        with self._change() as steps:
            row = self._db.execute("select * from jobs where key=?", (job.key,)).fetchone()
            known = JobRow(*row) if row else None
            if known and (known.state in {DELIVERED, RETURNED} or (known.state == FAILED and not again)):
                return known
            if known and known.state in {QUEUED, WORKING} and alive(known.owner):
                leaning.lean(self._db, job.key, job.drop_name)
                return known
            now = self._now()
            if known:
                self._db.execute("delete from jobs where key=?", (job.key,))
            self._db.execute(
                "insert into jobs (key, content, drop_name, ref, folder, state, owner, created_at, changed_at, taken) "
                "values (?, ?, ?, ?, ?, ?, ?, ?, ?, coalesce((select taken from drops where name=?), 0))",
                (job.key, job.content, job.drop_name, job.ref, job.folder, QUEUED, job.owner, now, now, job.drop_name),
            )
            steps.append(("job", job.ref, QUEUED, job.key[:12]))
            return None

    def start_job(self, key: str, *, on_disk: int) -> int:
        """Mark work as begun and return its version: one above those on disk and those in the ledger.

        0 where a later state of the case is delivered: its drop was changed and renamed, or lies there twice.
        """
        with self._change() as steps:
            folder, ref, at = self._db.execute("select folder, ref, taken from jobs where key=?", (key,)).fetchone()
            later = "select 1 from jobs where folder=? and state=? and taken>?"
            if self._db.execute(later, (folder, DELIVERED, at)).fetchone():
                return 0
            taken = self._db.execute(
                "select max(version) from jobs where folder=? and state in (?, ?) and key<>?",
                (folder, WORKING, DELIVERED, key),
            ).fetchone()[0]
            version = max(on_disk, taken or 0) + 1
            self._db.execute(
                "update jobs set state=?, version=?, attempts=attempts+1, changed_at=? where key=?",
                (WORKING, version, self._now(), key),
            )
            steps.append(("job", ref, WORKING, f"v{version}"))
            return version

    def requeue_job(self, key: str, note: str) -> None:
        """Put begun work back: the desk, not the case, was in the way."""
        with self._change() as steps:
            self._db.execute(
                "update jobs set state=?, version=0, note=?, changed_at=? where key=?", (QUEUED, note, self._now(), key)
            )
            steps.append(("job", self._ref(key), QUEUED, note))

    def finish_job(
        self, key: str, state: str, *, version: int, target: str, verdict: str = "", course: str = "", errors: int = 0,
        missing: int = 0, note: str = "",
    ) -> JobRow | None:  # fmt: skip
        """Record what became of a piece of work, after the outbox shows it; return its row."""
        with self._change() as steps:
            self._db.execute(
                "update jobs set state=?, version=?, target=?, verdict=?, course=?, errors=?, missing=?, note=?, "
                "owner='', changed_at=? where key=?",
                (state, version, target, verdict, course, errors, missing, note, self._now(), key),
            )
            row = self.job(key)
            if row is not None:
                self._db.execute("update drops set starts=0 where name=? and starts<>0", (row.drop_name,))
            leaning.settle(self._db, key, state)
            steps.append(("job", row.ref if row is not None else key[:12], state, target or note))
            return row

    def _ref(self, key: str) -> str:
        row = self._db.execute("select ref from jobs where key=?", (key,)).fetchone()
        return str(row[0]) if row else key[:12]

    def transitions(self) -> tuple[tuple[str, str, str, str, str], ...]:
        """Return each step: when, drop or job, its name, the state, a note."""
        rows = self._db.execute("select at, subject, name, state, note from transitions order by id")
        return tuple((row[0], row[1], row[2], row[3], row[4]) for row in rows)
