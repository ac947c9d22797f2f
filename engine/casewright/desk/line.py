"""The production line: snapshots come in, their cases are opened, queued, produced and entered in the ledger."""

import shutil
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Protocol

from casewright.deliver import TargetTakenError
from casewright.desk.bench import Bench, Done, Task
from casewright.desk.copies import Copy
from casewright.desk.engine import Engine
from casewright.desk.journal import Journal
from casewright.desk.layout import Layout
from casewright.desk.ledger import DELIVERED, FAILED, QUEUED, RETURNED, JobRow, Ledger
from casewright.desk.work import (
    Made,
    Opened,
    Order,
    find_published,
    highest,
    open_source,
    opened_case,
    produce_case,
    warm_up,
)
from casewright.model import Drop, FileRef, Finding, Kind, Severity

_TRIES = 5

NOTHING_IN_IT = Kind(
    "desk/no-case", Severity.ERROR,
    "{name} 里没有找到案件。", "No case was found in {name}.",
    "放入一个含 case.xlsx 的案件文件夹；空白表用 casewright case new 生成。",
    "Drop a case folder with its case.xlsx; casewright case new makes a blank one.",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one case: ``state`` of the ledger; ``again`` where it had been done before."""

    ref: str
    state: str
    target: str = ""
    version: int = 0
    verdict: str = ""
    course: str = ""
    errors: int = 0
    missing: int = 0
    note: str = ""
    again: bool = False
    findings: tuple[Finding, ...] = ()


class Listener(Protocol):
    """Who wants to hear what happens: the command line, the log, a test."""

    def case(self, result: Result) -> None:
        """Hear of a case that is finished."""

    def say(self, finding: Finding) -> None:
        """Hear of something in the inbox, the shelves or the disk that a person should know."""

    def progress(self, done: int, total: int) -> None:
        """Hear how far the work is."""


@dataclass(slots=True)
class Source:
    """One drop that has been taken; ``entry`` is its private snapshot in ``work``."""

    name: str
    entry: Path
    work: Path
    shelf: Copy
    findings: tuple[Finding, ...] = ()
    again: bool = False
    resumed: bool = False
    pending: int = 0
    results: list[Result] = field(default_factory=list)

    @property
    def state(self) -> str:
        """Return what became of the whole drop: the worst of its cases."""
        states = {result.state for result in self.results}
        return next((state for state in (FAILED, RETURNED) if state in states), DELIVERED)


@dataclass(frozen=True, slots=True)
class _Case:
    """One case in the queue."""

    source: Source
    key: str
    order: Order
    tries: int = 0


class Line:
    """Works through sources. ``pump`` moves it on; nothing happens between calls but what the bench computes."""

    def __init__(
        self, layout: Layout, engine: Engine, ledger: Ledger, journal: Journal, listener: Listener, *,
        token: str, alive: Callable[[str], bool], today: Callable[[], date],
    ) -> None:  # fmt: skip
        self._layout, self._engine, self._ledger = layout, engine, ledger
        self._journal, self._listener = journal, listener
        self._token, self._alive, self._today = token, alive, today
        self._bench = Bench(1)
        self._wanted = 1
        self._warm: Copy | None = None
        self._sources: dict[str, Source] = {}
        self._to_open: deque[Source] = deque()
        self._ready: deque[_Case] = deque()
        self._working: dict[str, _Case] = {}
        self._done = 0
        self.stuck = ""

    @property
    def names(self) -> frozenset[str]:
        """Return the drops that are on the line."""
        return frozenset(self._sources)

    @property
    def busy(self) -> bool:
        """Say whether anything is left to do."""
        return bool(self._sources)

    def staff(self, workers: int) -> None:
        """Set the number of workers: more of them as soon as those at work are through, fewer once all is done."""
        if workers > self._wanted or not self.busy:
            self._wanted = workers

    def add(self, source: Source) -> None:
        """Put a drop on the line."""
        self._sources[source.name] = source
        self._to_open.append(source)
        self._progress()

    def warm_up(self, shelf: Copy) -> None:
        """Have a worker load a playbook, once, while nothing else is to do."""
        if shelf != self._warm and self._bench.room > 0:
            self._warm = shelf
            self._bench.submit(Task(("warm", shelf.folder.name), warm_up, (self._engine, shelf.folder, shelf.on)))

    def pump(self, timeout: float | None) -> bool:
        """Hand out what can start, wait at most ``timeout`` seconds for something to end; say whether work is left."""
        self._feed()
        for done in self._bench.collect(timeout):
            self._ended(done)
        self._feed()
        return self.busy

    def go_on(self) -> None:
        """Try again after the desk was in the way."""
        self.stuck = ""

    def close(self) -> None:
        """Let what is under way end and enter it; the rest stays queued in the ledger for the next start."""
        self._to_open.clear()
        self._ready.clear()
        for done in self._bench.close():
            self._ended(done)

    # -- handing out ------------------------------------------------------------------------------------------------

    def _feed(self) -> None:
        if self._wanted != self._bench.workers:
            if self._bench.busy:
                return
            self._bench.close()
            self._bench = Bench(self._wanted, modules=self._engine.modules)
        while self._bench.room > 0 and not self.stuck:
            case = self._next_case()
            if case is not None:
                self._start(case)
            elif self._to_open:
                source = self._to_open.popleft()
                arguments = (self._engine, source.entry, source.work / "open", source.shelf.sha256, source.findings)
                self._bench.submit(Task(("open", source.name), open_source, arguments))
            else:
                return

    def _next_case(self) -> _Case | None:
        """Return the next case whose folder nobody is writing to: versions of one case come one after another."""
        busy = {case.order.folder for case in self._working.values()}
        for case in self._ready:
            if case.order.folder not in busy:
                self._ready.remove(case)
                return case
        return None

    def _start(self, case: _Case) -> None:
        version = self._ledger.start_job(case.key, on_disk=highest(case.order.folder, "v"))
        order = replace(case.order, version=version)
        self._working[case.key] = replace(case, order=order)
        self._bench.submit(Task(("make", case.key), produce_case, (self._engine, order)))

    # -- taking back ------------------------------------------------------------------------------------------------

    def _ended(self, done: Done) -> None:
        step, name = done.task.name if isinstance(done.task.name, tuple) else ("", "")
        if step == "open":
            source = self._sources[name]
            if done.error is not None:
                self._failed(source, source.name, f"open-{source.work.name}", done.error)
            elif isinstance(done.value, Opened):
                self._queue(source, done.value)
            self._close_if_done(source)
            return
        if step == "warm":
            return  # what is wrong with the playbook shows when a case asks for it
        case = self._working.pop(name)
        if isinstance(done.error, TargetTakenError) and case.tries < _TRIES:
            self._ledger.requeue_job(case.key, "version taken")
            self._ready.append(replace(case, tries=case.tries + 1))
        elif done.error is not None:
            note = self._failed(case.source, case.order.ref, case.key[:12], done.error)
            self._ledger.finish_job(case.key, FAILED, version=0, target="", note=note)
            case.source.pending -= 1
        elif isinstance(done.value, Made):
            self._made(case, done.value)
        self._close_if_done(case.source)

    def _queue(self, source: Source, opened: Opened) -> None:
        for case in opened.cases:
            self._queue_case(source, case.key, case.content, self._order(source, case.drop, case.ref))
        broken = opened.findings if any(each.is_error for each in opened.findings) else ()
        if not opened.cases and not broken:
            broken = (*opened.findings, NOTHING_IN_IT.at(FileRef(source.name), name=source.name))
        if broken:
            whole = source.entry.is_dir()
            drop = Drop(
                source.entry.name if whole else source.entry.stem,
                source.entry if whole else source.entry.parent,
                source.entry if source.entry.suffix.casefold() == ".xlsx" else None,
            )
            named = opened_case(drop, drop.name, source.shelf.sha256)
            found = (*broken, *source.findings)
            self._queue_case(
                source, named.key, named.content, replace(self._order(source, drop, drop.name), failed=found)
            )
        elif opened.findings:
            for finding in opened.findings:
                self._listener.say(finding)

    def _order(self, source: Source, drop: Drop, ref: str) -> Order:
        return Order(
            drop, ref, source.shelf.folder, source.shelf.sha256, source.shelf.on, self._today(), Path(),
            self._layout.outbox,
        )  # fmt: skip

    def _queue_case(self, source: Source, key: str, content: str, order: Order) -> None:
        order = replace(order, staging=self._layout.staging / f"{self._token}.{key[:16]}")
        known = self._known(source, key, content, order)
        if known is None:
            job = JobRow(key, content, source.name, order.ref, order.folder.name, QUEUED, owner=self._token)
            known = self._ledger.queue_job(job, alive=self._alive, again=source.again)
        if known is not None:
            self._report(source, _result(known, again=True))
            return
        source.pending += 1
        self._ready.append(_Case(source, key, order))

    def _known(self, source: Source, key: str, content: str, order: Order) -> JobRow | None:
        """Return earlier work that makes this needless; take note of a package that the ledger does not know."""
        if source.resumed and (row := self._ledger.finished_content(content)) is not None:
            return row
        row = self._ledger.job(key)
        if row is not None and row.state in {DELIVERED, RETURNED}:
            if source.again and not (self._layout.outbox / row.target).exists():
                self._ledger.forget_job(key)
                return None
            return row
        there = find_published(order.folder, key)
        if there is None:
            return None
        job = JobRow(key, content, source.name, order.ref, order.folder.name, QUEUED, owner=self._token)
        self._ledger.queue_job(job, alive=self._alive, again=True)
        self._ledger.finish_job(
            key, there.state, version=there.number, target=self._target(there.path), verdict=there.verdict,
            course=there.course, missing=there.missing,
        )  # fmt: skip
        return self._ledger.job(key)

    def _target(self, path: Path) -> str:
        return path.relative_to(self._layout.outbox).as_posix()

    def _made(self, case: _Case, made: Made) -> None:
        if made.state == "stuck":
            self.stuck = made.note
            self._journal.trouble(f"{case.order.ref}: {made.note}")
            self._ledger.requeue_job(case.key, made.note)
            self._ready.appendleft(case)
            return
        case.source.pending -= 1
        self._ledger.finish_job(
            case.key, made.state, version=made.version, target=self._target(made.target), verdict=made.verdict,
            course=made.course, errors=made.errors, missing=made.missing,
        )  # fmt: skip
        row = self._ledger.job(case.key)
        if row is not None:
            self._report(case.source, replace(_result(row, again=False), findings=made.findings))

    def _failed(self, source: Source, ref: str, name: str, error: BaseException) -> str:
        path = self._journal.fault(name, error)
        note = f"{type(error).__name__}; {self._layout.shown(path)}"
        self._report(source, Result(ref, FAILED, note=note))
        return note

    def _report(self, source: Source, result: Result) -> None:
        source.results.append(result)
        self._done += 1
        self._listener.case(result)
        self._progress()

    def _progress(self) -> None:
        waiting = len(self._ready) + len(self._working)
        unopened = sum(not source.results and not source.pending for source in self._sources.values())
        self._listener.progress(self._done, self._done + waiting + unopened)

    def _close_if_done(self, source: Source) -> None:
        if source.pending or not source.results or source.name not in self._sources:
            return
        del self._sources[source.name]
        targets = [result.target for result in source.results if result.target]
        self._ledger.close_drop(source.name, source.state, targets[-1] if targets else "")
        shutil.rmtree(source.work, ignore_errors=True)


def _result(row: JobRow, *, again: bool) -> Result:
    return Result(
        row.ref, row.state, row.target, row.version, row.verdict, row.course, row.errors, row.missing, row.note, again
    )  # fmt: skip
