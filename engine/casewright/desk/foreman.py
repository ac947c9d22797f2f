"""The foreman: looks over the inbox, takes what rests, keeps the line going, and clears away."""

import math
import os
import shutil
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import date
from enum import Enum
from pathlib import Path
from types import TracebackType
from typing import Self

from casewright.desk import presence
from casewright.desk.bench import Door, own_bench
from casewright.desk.clearing import Clearing
from casewright.desk.copies import Copy
from casewright.desk.engine import Engine
from casewright.desk.journal import Journal
from casewright.desk.layout import Layout
from casewright.desk.ledger import FINAL, NOTE_EMPTY, NOTE_OPEN, QUEUED, SEEN, SETTLING, WORKING, DropRow, Ledger
from casewright.desk.line import Line
from casewright.desk.names import shown
from casewright.desk.presence import Presence
from casewright.desk.private import private_folder
from casewright.desk.queue import Listener, Source
from casewright.desk.recover import recover
from casewright.desk.scan import STILL_OPEN, STRAY, Candidate, look_at, scan
from casewright.desk.settings import Settings
from casewright.desk.settle import Settler
from casewright.desk.shares import share_type
from casewright.desk.shelf import Shelf
from casewright.desk.snapshot import Snapshot, take_snapshot
from casewright.desk.sparing import spare
from casewright.desk.watcher import Watcher
from casewright.desk.work import Taken
from casewright.model import Bilingual, DeskError, FileRef, Finding, Kind, PlaybookError, Severity

#: Drops on the line at once: enough to keep every worker busy, few enough to spare the disk. The last places are kept
#: for what comes later than the drops that wait already: it may be what is due first.
_ON_THE_LINE, _FOR_LATECOMERS = 64, 8
#: Below this many cases the workers' own start costs more than they save.
_POOL_PAYS_FROM = 16
_MOST_WORKERS = 8
_BREATH, _PULSE = 0.05, 0.2
#: A look over a large inbox costs work; so many times as long passes before the next (not of waiting for a busy disk).
_LOOK_PAUSE = 25
_MOST_SAID = 2_000

STILL_CHANGING = Kind(
    "desk/still-changing", Severity.WARNING,
    "{name} 还在变化（正在复制？），这次没有处理。",
    "{name} is still changing (being copied?); it was left for the next run.",
    "等复制完成后再运行。", "Run again once it is copied.",
)  # fmt: skip
IN_THE_WAY = Kind(
    "desk/in-the-way", Severity.ERROR,
    "磁盘或文件夹有问题：{what}。案件都还在，没有丢失。", "Disk or folder trouble: {what}. No case is lost.",
    "腾出空间或恢复网络盘；之后会自动继续。", "Free some space or reconnect the share; work goes on by itself.",
)  # fmt: skip


class Until(Enum):
    """When to stop: after what lies there now, when nothing is left to do, or when told to."""

    ONCE = "once"
    IDLE = "idle"
    STOPPED = "stopped"


class Foreman:
    """One desk at work. Use as a context manager: leaving it lets what is under way end."""

    def __init__(
        self, layout: Layout, settings: Settings, engine: Engine, *,
        listener: Listener, today: Callable[[], date], workers: int | None = None, quiet: float | None = None,
        poll: float | None = None, isolated: bool = False, bench: Door | None = None,
    ) -> None:  # fmt: skip
        self._layout, self._settings, self._listener, self._today = layout, settings, listener, today
        self._workers = settings.workers if workers is None else workers
        self._quiet = settings.quiet_seconds if quiet is None else quiet
        self._poll = poll
        self._settler = Settler(self._quiet)
        self._shelf = Shelf(layout, engine, patience=self._quiet)
        self._journal = Journal(layout.logs)
        self._shown: Copy | None = None
        self._first = self._first_playbook()  # before anything is opened: without a playbook nothing starts
        self._ledger = Ledger(layout.ledger)
        self._ledger.listen(self._journal.step)
        isolated = isolated or any(row.starts for row in self._ledger.drops())  # it ended two runs, maybe by its own
        self._presence = Presence(layout.running)
        self._line = Line(
            layout, engine, self._ledger, self._journal, listener,
            token=self._presence.token, alive=self._alive, today=today, limits=settings.limits,
            bench=bench or own_bench(settings, engine.modules, isolated=isolated),
        )  # fmt: skip
        self._clearing = Clearing(layout.done, self._journal, self._say)
        self._wake = threading.Event()
        self._said: set[Finding] = set()
        self._trouble: Finding | None = None
        self._taken = 0
        self._looks = 0
        self._met: dict[str, int] = {}
        self._no_place: deque[Candidate] = deque()
        self._next_look = 0.0

    def __enter__(self) -> Self:
        self._layout.staging.mkdir(parents=True, exist_ok=True)
        private_folder(self._layout.work)
        shelf = self._told_of(*self._first)
        presence.sweep(self._layout.running)
        limits = self._settings.limits
        for left in recover(self._layout, self._ledger, limits, token=self._presence.token, alive=self._alive):
            taken = Taken(self._layout.inbox / left.name, left.fingerprint)  # or where it was named
            self._line.add(Source(left.name, left.entry, left.work, shelf, resumed=True, taken=taken))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with closing(self._journal), closing(self._ledger), closing(self._presence):
            self._line.close()

    @property
    def stuck(self) -> str:
        """Return what stands in the desk's way, empty for nothing."""
        return self._line.stuck

    def wake(self) -> None:
        """Ask for a look now; from any thread or signal handler."""
        self._wake.set()

    # -- ways to work -----------------------------------------------------------------------------------------------

    def run_named(self, entries: Sequence[Path], stop: threading.Event) -> None:
        """Produce the drops named, wherever they lie, without waiting for them to rest."""
        self._line.staff(self._staff_for(len(entries)))
        for entry in entries:
            if stop.is_set():
                return
            self._take_named(entry.absolute())
            self._line.pump(0)
        self._drain(stop)

    def run_inbox(self, stop: threading.Event, *, until: Until) -> None:
        """Work through the inbox until the end that ``until`` names, or until ``stop`` is set.

        Raises DeskError where the disk or the outbox is in the way and nobody is there to wait for.
        """
        watcher = self._watch() if until is Until.STOPPED else None
        end = time.monotonic() + 3 * self._quiet + 2 if until is Until.ONCE else math.inf
        wanted: frozenset[str] | None = None
        try:
            while not stop.is_set():
                self._wake.clear()
                begun = time.thread_time()
                seen = self._scan()
                if until is Until.ONCE and wanted is None:
                    wanted = frozenset(each.name for each in seen)
                seen = tuple(each for each in seen if wanted is None or each.name in wanted)
                shelf = self._playbook()
                due = self._look(seen, trust_age=until is not Until.STOPPED, late=time.monotonic() > end)
                due = min((each for each in (due, self._shelf.due) if each is not None), default=None)
                if not self._line.busy:
                    if until is not Until.STOPPED and due is None:
                        return
                    if until is Until.STOPPED:
                        self._line.warm_up(shelf)
                self._next_look = time.monotonic() + _LOOK_PAUSE * (time.thread_time() - begun)
                self._work_on(stop, due)
                self._line.overtaken.clear()  # each comes again by itself
                self._mind_trouble(until)
        finally:
            if watcher is not None:
                watcher.stop()

    def _drain(self, stop: threading.Event) -> None:
        while self._line.busy and not stop.is_set():
            self._line.pump(_PULSE)
            self._mind_trouble(Until.ONCE)
        for name in self._line.overtaken:
            self._say(STILL_CHANGING.at(FileRef(name), name=name))

    def _work_on(self, stop: threading.Event, due: float | None) -> None:
        """Keep the line going until the next look is due or something wakes us."""
        pause = min(due if due is not None else self._poll_seconds, self._poll_seconds)
        next_look = max(time.monotonic() + max(pause, _BREATH), self._next_look)
        if not self._line.busy:
            self._wake.wait(max(0.0, next_look - time.monotonic()))
            stop.wait(max(0.0, self._next_look - time.monotonic()))
            return
        while not stop.is_set():
            left = self._line.pump(min(_PULSE, max(0.0, next_look - time.monotonic())))
            self._fill_up()
            if (not left and not self._no_place) or self._line.stuck or time.monotonic() >= next_look:
                return
            if self._wake.is_set() and time.monotonic() >= self._next_look:
                return

    def _fill_up(self) -> None:
        """Take drops that had no place at the last look. What has changed since is found out before it is delivered."""
        while self._no_place and self._has_place(late_by=0):
            self._take(self._no_place.popleft())

    def _mind_trouble(self, until: Until) -> None:
        """Say what is in the way; wait for it when watching, give up with everything kept when not."""
        if (trouble := self._line.trouble) != self._trouble:  # told each time that it comes
            self._trouble = trouble
            if trouble is not None:
                self._listener.say(trouble)
        if not self._line.stuck:
            return
        what = self._line.stuck
        self._say(IN_THE_WAY.at(FileRef(self._layout.shown(self._layout.outbox)), what=what))
        if until is not Until.STOPPED:
            raise DeskError(
                Bilingual(f"写不进发件箱：{what}。", f"The outbox cannot be written: {what}."),
                Bilingual(
                    "腾出空间或恢复连接后再运行，案件会接着做。",
                    "Make room or reconnect, then run again: work goes on.",
                ),
            )
        self._wake.wait(self._poll_seconds)
        self._line.go_on()

    # -- the inbox --------------------------------------------------------------------------------------------------

    @property
    def _poll_seconds(self) -> float:
        if self._poll is not None:
            return self._poll
        shared = share_type(self._layout.inbox) is not None
        return self._settings.share_poll_seconds if shared else self._settings.poll_seconds

    def _watch(self) -> Watcher | None:
        how = self._settings.watching
        if how == "poll" or (how == "auto" and share_type(self._layout.inbox) is not None):
            return None
        watcher = Watcher(self._layout.inbox, self._wake)
        if watcher.start():
            return watcher
        self._journal.trouble("the system cannot report changes here; looking at intervals instead")
        return None

    def _scan(self) -> tuple[Candidate, ...]:
        try:
            seen, left = scan(self._layout.inbox)
        except OSError as error:  # unreachable is not empty: say so and look again later
            self._say(IN_THE_WAY.at(FileRef(str(self._layout.inbox)), what=error.strerror or "OSError"))
            return ()
        for finding in left:
            self._say(finding)
        self._settler.keep_only(frozenset(each.name for each in seen))
        return seen

    def _look(self, seen: Sequence[Candidate], *, trust_age: bool, late: bool) -> float | None:
        """Take what rests; return the seconds until the next thing is due, None where nothing is."""
        self._line.enter()
        rows = {row.name: row for row in self._ledger.drops([each.name for each in seen])}
        self._looks += 1
        self._met = {each.name: self._met.get(each.name, self._looks) for each in seen}
        first = min((self._met[each.name] for each in seen if self._waits(each, rows.get(each.name))), default=0)
        self._no_place.clear()
        self._line.staff(self._staff_for(sum(not _is_done(each, rows.get(each.name)) for each in seen)))
        due: list[float] = []
        for each in seen:
            row = rows.get(each.name)
            if _is_done(each, row):
                if self._settings.after_delivery == "move" and row is not None:
                    self._clearing.clear_away(each, row)
            elif each.name in self._line.names:
                if row is not None and row.fingerprint != each.fingerprint:
                    self._line.withdraw(each.name)  # what is made of its old state is not shown: its turn comes again
                due.append(max(self._quiet, _PULSE))
            elif (wait := self._wait_for(each, row, trust_age=trust_age, late=late)) is not None:
                if wait > 0:
                    due.append(wait)
                elif not self._has_place(late_by=self._met[each.name] - first):
                    self._no_place.append(each)
                    due.append(self._poll_seconds)
                elif not self._take(each):
                    due.append(_BREATH)
        return min(due, default=None)

    def _waits(self, each: Candidate, row: DropRow | None) -> bool:
        return each.name not in self._line.names and not _is_done(each, row)

    def _has_place(self, *, late_by: int) -> bool:
        """Say whether the line takes one more: one of its last places only for what came later than others."""
        return len(self._line.names) < _ON_THE_LINE - (0 if late_by > 0 else _FOR_LATECOMERS)

    def _wait_for(self, each: Candidate, row: DropRow | None, *, trust_age: bool, late: bool) -> float | None:
        wait = self._settler.wait_for(each, now=time.monotonic(), trust_age=trust_age)
        if wait is None:
            note = NOTE_OPEN if each.locked_by else NOTE_EMPTY
            if row is None or row.state not in {QUEUED, WORKING}:
                self._ledger.note_drop(each.name, SEEN, note)
            if each.locked_by:
                self._say(STILL_OPEN.at(FileRef(f"{each.name}/{each.locked_by[0]}"), name=each.name))
        elif wait > 0:
            if late:
                self._say(STILL_CHANGING.at(FileRef(each.name), name=each.name))
                return None
            if row is None or row.state not in {QUEUED, WORKING}:
                self._ledger.note_drop(each.name, SETTLING)
        return wait

    def _take(self, each: Candidate, *, name: str | None = None, again: bool = False) -> bool:
        """Take a drop: copy it, and put it on the line. False where it has to be looked at again."""
        name = name or each.name
        token = self._presence.token
        if not self._ledger.may_take(name, each.fingerprint, owner=token, alive=self._alive, again=again):
            return True
        self._taken += 1
        work = self._layout.work / f"{token}.{self._taken}"
        copy = self._copy_of(each, work)
        if copy is None:
            shutil.rmtree(work, ignore_errors=True)
            return False
        taken = Taken(each.entry, each.fingerprint, each.plain)
        source = Source(name, copy.entry, work, self._playbook(fresh=_PULSE), each.findings, again, taken=taken)
        source.look, source.size, source.files = self._looks, each.weight, copy.files
        self._line.take(source)
        return True

    def _copy_of(self, each: Candidate, work: Path) -> Snapshot | None:
        self._settler.forget(each.name)
        try:
            return take_snapshot(spare(each, self._settings.limits), work)
        except OSError as error:
            self._say(IN_THE_WAY.at(FileRef(each.name), what=error.strerror or "OSError"))
            return None

    def _take_named(self, entry: Path) -> None:
        each = look_at(entry)
        if each is None or not each.files:
            self._say(STRAY.at(FileRef(str(entry)), name=shown(entry.name)))
            return
        if each.locked_by:
            self._say(STILL_OPEN.at(FileRef(f"{each.name}/{each.locked_by[0]}"), name=each.name))
        name = each.name if entry.parent == self._layout.inbox else shown(str(entry))
        for _ in range(3):
            if name in self._line.names or self._take(each, name=name, again=True):
                return
            each = look_at(entry) or each
        self._say(STILL_CHANGING.at(FileRef(each.name), name=each.name))

    def _first_playbook(self) -> tuple[Copy, tuple[Finding, ...]]:
        try:
            return self._shelf.in_force(self._today())
        except PlaybookError:
            for finding in self._shelf.refused:
                self._journal.remark(finding)
            self._journal.close()
            raise

    def _playbook(self, *, fresh: float = 0.0) -> Copy:
        """Return the playbook in force, and say once per change why a changed one is not, or that it is."""
        return self._told_of(*self._shelf.in_force(self._today(), fresh=fresh))

    def _told_of(self, shelf: Copy, told: tuple[Finding, ...]) -> Copy:
        for finding in told:
            self._journal.remark(finding)
            self._listener.say(finding)
        if shelf != self._shown:
            self._shown = shelf
            self._journal.step("playbook", shelf.sha256[:12], "in force", f"as of {shelf.on}")
        return shelf

    # -- small things -----------------------------------------------------------------------------------------------

    def _alive(self, token: str) -> bool:
        return bool(token) and presence.is_alive(self._layout.running, token)

    def _staff_for(self, cases: int) -> int:
        if self._workers:
            return self._workers
        return 1 if cases < _POOL_PAYS_FROM else min(os.cpu_count() or 1, _MOST_WORKERS)

    def _say(self, finding: Finding) -> None:
        if finding not in self._said:
            if len(self._said) >= _MOST_SAID:  # a watch runs for months: it is better told once more than kept for ever
                self._said.clear()
            self._said.add(finding)
            self._listener.say(finding)


def _is_done(each: Candidate, row: DropRow | None) -> bool:
    return row is not None and row.fingerprint == each.fingerprint and row.state in FINAL
