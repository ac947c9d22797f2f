"""The production line: snapshots come in, their cases are opened, queued, produced and entered in the ledger."""

import shutil
from collections import deque
from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from casewright.deliver import TargetTakenError
from casewright.desk.bench import Bench, Done, Door, Task
from casewright.desk.copies import Copy
from casewright.desk.engine import Engine
from casewright.desk.journal import Journal
from casewright.desk.layout import Layout
from casewright.desk.ledger import DELIVERED, FAILED, QUEUED, RETURNED, JobRow, Ledger, utc_now
from casewright.desk.outgrown import package_is_outgrown
from casewright.desk.queue import Case, Listener, Queue, Result, Source, result_of
from casewright.desk.sweeper import Sweeper
from casewright.desk.withdrawal import WithdrawnError, close_words, new_word, open_words
from casewright.desk.work import (
    OVERTAKEN,
    Made,
    Opened,
    OpenedCase,
    Order,
    Published,
    Shelves,
    find_published,
    highest,
    open_source,
    opened_case,
    produce_case,
    warm_up,
)
from casewright.model import DeskError, Drop, FileRef, Finding, Kind, Limits, Severity

_TRIES = 5
#: Beside a drop's copy: what is unpacked of it. No candidate of the inbox is called so.
_UNPACKED = ".open"

NOTHING_IN_IT = Kind(
    "desk/no-case", Severity.ERROR,
    "{name} 里没有找到案件。", "No case was found in {name}.",
    "放入一个含 case.xlsx 的案件文件夹；空白表用 casewright case new 生成。",
    "Drop a case folder with its case.xlsx; casewright case new makes a blank one.",
)  # fmt: skip


class Line:
    """Works through sources. ``pump`` moves it on; nothing happens between calls but what the bench computes."""

    def __init__(
        self, layout: Layout, engine: Engine, ledger: Ledger, journal: Journal, listener: Listener, *,
        token: str, alive: Callable[[str], bool], today: Callable[[], date], bench: Door | None = None,
        limits: Limits | None = None,
    ) -> None:  # fmt: skip
        self._layout, self._engine, self._ledger = layout, engine, ledger
        self._journal, self._listener = journal, listener
        self._token, self._alive, self._today = token, alive, today
        self._limits = limits or Limits()
        self._bench: Door = bench or Bench(1, modules=engine.modules)
        self._words = layout.work / f"{token}.words"
        self._speaks = False
        self._wanted = 1
        self._warm: Copy | None = None
        self._sources: dict[str, Source] = {}
        self._queue = Queue()
        self._sweeper = Sweeper()
        self._working: dict[str, Case] = {}
        self._begins: deque[Task] = deque()
        self._results: deque[Result] = deque()
        self._untaken: deque[Source] = deque()
        self._opens = False
        self._done = 0
        self.stuck = ""
        self.overtaken: list[str] = []

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
            self._bench.staff(workers)

    def add(self, source: Source) -> None:
        """Put a drop on the line that the ledger has as ours."""
        self._sources[source.name] = source
        self._queue.add_source(source)
        self._progress()

    def take(self, source: Source) -> None:
        """Put a drop on the line that was copied; the next change of the ledger takes it, if nobody else had it."""
        self._sources[source.name] = source
        self._untaken.append(source)
        self._progress()

    def enter(self) -> None:
        """Have the ledger take what was put on the line, now."""
        if self._untaken:
            with self._journal.together(), self._ledger.together():
                self._enter_taken()

    def _enter_taken(self) -> None:
        while self._untaken:
            source = self._untaken.popleft()
            if source.taken is not None and self._ledger.take_drop(
                source.name, source.taken.fingerprint, owner=self._token, alive=self._alive, again=source.again,
                work=source.work.name, files=source.files,
            ):  # fmt: skip
                self._queue.add_source(source)
            else:  # another desk had it meanwhile
                del self._sources[source.name]
                self._sweeper.away(source.work, source.size)

    def warm_up(self, shelf: Copy) -> None:
        """Have a worker load a playbook, once, while nothing else is to do."""
        if shelf != self._warm and self._bench.room > 0:
            self._warm = shelf
            self._bench.submit(Task(("warm", shelf.folder.name), warm_up, (self._engine, shelf.folder, shelf.on)))

    def pump(self, timeout: float | None) -> bool:
        """Hand out what can start, wait at most ``timeout`` seconds for something to end; say whether work is left."""
        self._go_on(())
        self._go_on(self._bench.collect(timeout))
        if not self.busy:
            self._sweeper.now()
        return self.busy

    def _go_on(self, ended: Collection[Done]) -> None:
        """Enter what has ended and what begins by one change of the ledger; only then is it begun."""
        if not ended and self._bench.room <= 0:
            return
        with self._journal.together(), self._ledger.together():
            self._enter_taken()
            for done in ended:
                self._ended(done)
            while self._bench.room > len(self._begins) and not self.stuck and self._hand_out():
                pass
        while self._begins:
            self._bench.submit(self._begins.popleft())
        self._tell()

    def _tell(self) -> None:
        """Tell of the cases that are done, once the ledger has them."""
        while self._results:
            self._done += 1
            self._listener.case(self._results.popleft())
            self._progress()

    @property
    def trouble(self) -> Finding | None:
        """Say why whatever computes does not, None where it does."""
        return self._bench.trouble

    def go_on(self) -> None:
        """Try again after the desk was in the way."""
        self.stuck = ""

    def close(self) -> None:
        """Let what is under way end and enter it; the rest stays queued in the ledger for the next start."""
        self.enter()
        self._queue.clear()
        for done in self._bench.close():
            with self._ledger.together():
                self._ended(done)
            self._tell()
        self._sweeper.close()
        close_words(self._words)  # what was given up meanwhile can no longer publish

    # -- handing out ------------------------------------------------------------------------------------------------

    def _hand_out(self) -> bool:
        """Start one thing that waits: in turns a drop to open and a case to make; say whether there was one."""
        self._opens = not self._opens
        for opens in (self._opens, not self._opens):
            if opens and (source := self._queue.next_source()) is not None:
                self._open(source)
                return True
            if not opens and (case := self._queue.next_case(self._folders_at_work())) is not None:
                self._start(case)
                return True
        return False

    def _folders_at_work(self) -> frozenset[Path]:
        return frozenset(case.order.folder for case in self._working.values())

    def _open(self, source: Source) -> None:
        arguments = (self._engine, source.entry, source.work / _UNPACKED, self._shelves(source), source.findings)
        rank = len(self._sources) > self._wanted  # others wait too: how soon each must be done counts
        self._begins.append(Task(("open", source.name), partial(open_source, rank=rank), arguments))

    def _shelves(self, source: Source) -> Shelves:
        shelf = source.shelf
        return Shelves(shelf.folder, shelf.sha256, shelf.on, self._today())

    def _start(self, case: Case) -> None:
        version = self._ledger.start_job(case.key, on_disk=highest(case.order.folder, "v"))
        if not version:
            self._overtaken(case)
            self._close_if_done(case.source)
            return
        self._speaks = self._speaks or bool(open_words(self._words))
        word = new_word(self._words, case.key[:16])
        order = replace(case.order, version=version, word=word)
        self._working[case.key] = replace(case, order=order)
        self._begins.append(Task(("make", case.key), produce_case, (self._engine, order), word))

    # -- taking back ------------------------------------------------------------------------------------------------

    def _ended(self, done: Done) -> None:
        step, name = done.task.name if isinstance(done.task.name, tuple) else ("", "")
        if step == "open":
            source = self._sources[name]
            if done.error is not None:
                self._failed(source, source.name, f"open-{source.work.name}", done.error)
            elif isinstance(done.value, Opened) and not source.overtaken:
                self._add_cases(source, done.value)
            self._close_if_done(source)
            return
        if step == "warm":
            return  # what is wrong with the playbook shows when a case asks for it
        case = self._working.pop(name)
        if done.error is not None:
            shutil.rmtree(case.order.staging, ignore_errors=True)  # what a task leaves that was ended from outside
        there = find_published(case.order.folder, case.key, self._limits) if done.publishing else None
        if there is not None:  # over its time, or its worker dead, but in the end it was through
            self._published(case, there)
        elif isinstance(done.error, WithdrawnError) and case.source.overtaken:
            self._overtaken(case)
        elif isinstance(done.error, TargetTakenError | WithdrawnError) and case.tries < _TRIES:
            self._ledger.requeue_job(case.key, "version taken" if isinstance(done.error, DeskError) else "given up")
            self._wait(replace(case, tries=case.tries + 1))
        elif done.error is not None:
            note = self._failed(case.source, case.order.ref, case.key[:12], done.error)
            self._ledger.finish_job(case.key, FAILED, version=0, target="", note=note)
            case.source.pending -= 1
        elif isinstance(done.value, Made):
            self._made(case, done.value)
        self._close_if_done(case.source)

    def _add_cases(self, source: Source, opened: Opened) -> None:
        for case in opened.cases:
            self._queue_case(source, case, self._order(source, case.drop, case.ref, case.key))
        broken = opened.findings if any(each.is_error for each in opened.findings) else ()
        if not opened.cases and not broken:
            broken = (*opened.findings, NOTHING_IN_IT.at(FileRef(source.name), name=source.name))
        if broken:
            whole = source.entry.is_dir()
            drop = Drop(
                source.entry.name if whole else source.entry.stem,
                source.entry if whole else source.entry.parent,
                source.entry if source.entry.suffix.casefold() == ".xlsx" else None,
                limits=self._limits,
            )
            named = opened_case(drop, drop.name, source.shelf.sha256)
            order = self._order(source, drop, drop.name, named.key)
            self._queue_case(source, named, replace(order, failed=(*broken, *source.findings)))
        elif opened.findings:
            for finding in opened.findings:
                self._listener.say(finding)

    def _order(self, source: Source, drop: Drop, ref: str, key: str) -> Order:
        staging = self._layout.staging / f"{self._token}.{key[:16]}"
        return Order(drop, ref, self._shelves(source), staging, self._layout.outbox, key, taken=source.taken)

    def _queue_case(self, source: Source, case: OpenedCase, order: Order) -> None:
        key, content = case.key, case.content
        known = self._known(source, key, content, order)
        if known is None:
            job = JobRow(key, content, source.name, order.ref, order.folder.name, QUEUED, owner=self._token)
            known = self._ledger.queue_job(job, alive=self._alive, again=source.again)
        if known is not None:
            self._report(source, result_of(known, again=True))
            return
        source.pending += 1
        self._wait(Case(source, key, order, urgency=case.urgency))

    def _wait(self, case: Case, *, begun: bool = False) -> None:
        self._queue.add_case(case, now=utc_now(), begun=begun)

    def _known(self, source: Source, key: str, content: str, order: Order) -> JobRow | None:
        """Return earlier work that makes this needless; take note of a package that the ledger does not know."""
        row = self._ledger.finished_content(content) if source.resumed else None
        row = row or self._ledger.job(key)
        if row is not None and row.state in {DELIVERED, RETURNED}:
            package = self._layout.outbox / row.target
            gone = row.key == key and source.again and not package.exists()
            if not gone and not package_is_outgrown(package, self._limits):
                return row
            self._ledger.forget_job(row.key, "package gone" if gone else "limits raised")
            return None
        there = find_published(order.folder, key, self._limits)
        if there is None:
            return None
        job = JobRow(key, content, source.name, order.ref, order.folder.name, QUEUED, owner=self._token)
        self._ledger.queue_job(job, alive=self._alive, again=True)
        return self._enter(key, there)

    def _enter(self, key: str, there: Published) -> JobRow | None:
        return self._ledger.finish_job(
            key, there.state, version=there.number, target=_below_outbox(there.path), verdict=there.verdict,
            course=there.course, missing=there.missing,
        )  # fmt: skip

    def _published(self, case: Case, there: Published) -> None:
        """Enter a package that stands there although nobody could say so."""
        case.source.pending -= 1
        row = self._enter(case.key, there)
        if row is not None:
            self._report(case.source, result_of(row, again=False))

    def _made(self, case: Case, made: Made) -> None:
        if made.state == "stuck":
            self.stuck = made.note
            self._journal.trouble(f"{case.order.ref}: {made.note}")
            self._ledger.requeue_job(case.key, made.note)
            self._wait(case, begun=True)
            return
        if made.state == OVERTAKEN:
            self._overtaken(case)
            return
        case.source.pending -= 1
        row = self._ledger.finish_job(
            case.key, made.state, version=made.version, target=_below_outbox(made.target), verdict=made.verdict,
            course=made.course, errors=made.errors, missing=made.missing,
        )  # fmt: skip
        if row is not None:
            self._report(case.source, result_of(row, again=False, findings=made.findings))

    def _overtaken(self, case: Case) -> None:
        """Take back what was made, or would be, of a state that is not the newest any more: what lies there comes."""
        case.source.pending -= 1
        self._ledger.forget_job(case.key, "drop changed")
        self.withdraw(case.source.name)

    def _failed(self, source: Source, ref: str, name: str, error: BaseException) -> str:
        path = self._journal.fault(name, error)
        note = f"{type(error).__name__}; {self._layout.shown(path)}"
        self._report(source, Result(ref, FAILED, note=note))
        return note

    def _report(self, source: Source, result: Result) -> None:
        source.results.append(result)
        self._results.append(result)

    def _progress(self) -> None:
        waiting = len(self._queue) + len(self._working)
        unopened = len([1 for source in self._sources.values() if not source.pending and not source.results])
        self._listener.progress(self._done, self._done + waiting + unopened)

    def withdraw(self, name: str) -> None:
        """Take back a drop that its clerk has changed: what has not begun is not made, what is made of it not shown."""
        source = self._sources.get(name)
        if source is None or source.overtaken:
            return
        source.overtaken = True
        for case in self._working.values():
            if case.source is source and case.order.word is not None:
                case.order.word.withdraw()  # on whatever machine: it may no longer publish, unless it has begun to
        unopened = self._queue.unopened
        for case in self._queue.drop(source):
            self._ledger.forget_job(case.key, "drop changed")
            source.pending -= 1
        if unopened != self._queue.unopened:
            self._close_if_done(source)

    def _close_if_done(self, source: Source) -> None:
        if source.pending or self._sources.get(source.name) is not source:
            return
        if source.overtaken:
            del self._sources[source.name]
            self.overtaken.append(source.name)
            self._ledger.release_drop(source.name)
            self._sweeper.away(source.work, source.size)
            return
        if not source.results:
            return
        del self._sources[source.name]
        targets = [result.target for result in source.results if result.target]
        self._ledger.close_drop(source.name, source.state, targets[-1] if targets else "")
        self._sweeper.away(source.work, source.size)


def _below_outbox(package: Path) -> str:
    return f"{package.parent.name}/{package.name}"
