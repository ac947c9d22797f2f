"""One door to whatever computes: a thread of this process, or a pool of processes that may die and come back.

The pool breaks as a whole when one of its workers dies. Then it is built anew and the tasks that were under way run
again one at a time: the one whose worker dies again when it is alone is the poison, and is given up by name. So is a
task that exceeds its time: its process is killed, the others run again. A call that hangs in a thread cannot be killed:
it is left to itself, and its word is taken from it (see ``withdrawal``).
"""

import time
from collections import deque
from collections.abc import Callable, Hashable, Sequence
from concurrent.futures import Future, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import Any, Protocol

from casewright.desk.crew import Bounds, Crew
from casewright.desk.settings import Settings
from casewright.desk.withdrawal import Withdrawal
from casewright.model import Bilingual, DeskError, Finding

#: So many crews in a row may end before they have stood.
_MOST_STILLBORN = 3
_NO_WORKERS = (
    Bilingual(
        "工作进程一启动就退出。案件都还在，没有丢失。", "Worker processes end as soon as they start. No case is lost."
    ),
    Bilingual(
        "看看内存够不够、desk.toml 的 worker_memory_mb 写得对不对，用 casewright doctor 检查环境，然后重新运行。",
        "See that there is memory and that worker_memory_mb in desk.toml is right, ask casewright doctor, then run "
        "again.",
    ),
)  # fmt: skip


class TimeLimitError(DeskError):
    """A task was not done within its time and has been ended."""


@dataclass(frozen=True, slots=True)
class Task:
    """One call to make: a top-level function and arguments that can travel; ``name`` tells tasks apart.

    A task that publishes brings the word that it must commit to first.
    """

    name: Hashable
    function: Callable[..., Any]
    arguments: tuple[Any, ...]
    word: Withdrawal | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """A task's result, or what it raised; ``poison`` where it ended its worker process when it ran alone.

    ``publishing`` with a TimeLimitError: it had begun to publish, so look whether its package stands.
    """

    task: Task
    value: Any = None
    error: BaseException | None = None
    poison: bool = False
    publishing: bool = False


class Door(Protocol):
    """What the line needs of whatever computes."""

    @property
    def room(self) -> int:
        """Return how many more tasks are worth handing over now."""

    @property
    def busy(self) -> bool:
        """Say whether anything is under way."""

    @property
    def trouble(self) -> Finding | None:
        """Say why nothing goes on at present, None where it does."""

    def staff(self, workers: int) -> None:
        """Set how many workers there should be; it takes hold as soon as nothing is under way."""

    def submit(self, task: Task) -> None:
        """Start a task."""

    def collect(self, timeout: float | None) -> tuple[Done, ...]:
        """Wait for at least one task to end, at most ``timeout`` seconds; return what ended."""

    def close(self) -> tuple[Done, ...]:
        """Let what is under way come to its end, and return it; nothing new is started."""


@dataclass(slots=True)
class _Running:
    task: Task
    handed: float
    grace: float = 0.0


class Bench:
    """Runs tasks; ``workers`` 1 is a thread of this process unless ``isolated``, more are processes.

    ``modules`` are imported once, in the process that workers are forked from, where the system can fork.
    """

    def __init__(
        self, workers: int, *, modules: Sequence[str] = (), isolated: bool = False, bounds: Bounds | None = None
    ) -> None:
        self.workers = max(1, workers)
        self._wanted = self.workers
        self._modules, self._isolated, self._bounds = tuple(modules), isolated, bounds or Bounds()
        self._crew: Crew | None = None
        self._running: dict[Future[Any], _Running] = {}
        self._ends: SimpleQueue[Future[Any]] = SimpleQueue()
        self._suspects: deque[Task] = deque()
        self._accused: set[Hashable] = set()
        self._stillborn = 0

    @property
    def room(self) -> int:
        """Return how many more tasks can start at once: none while suspects run alone or the crew is to change."""
        if self._suspects or (self._running and self._changes):
            return 0
        if self._accused and any(each.task.name in self._accused for each in self._running.values()):
            return 0
        return (self.workers if self._running else self._wanted) - len(self._running)

    @property
    def _changes(self) -> bool:
        return self._wanted != self.workers or (self._crew is not None and self._crew.tired)

    @property
    def busy(self) -> bool:
        """Say whether anything is under way."""
        return bool(self._running or self._suspects)

    @property
    def trouble(self) -> Finding | None:
        """Return nothing: processes of this machine can always be started."""
        return None

    def staff(self, workers: int) -> None:
        """Set how many workers there should be; it takes hold as soon as nothing is under way."""
        self._wanted = max(1, workers)

    def submit(self, task: Task) -> None:
        """Start a task."""
        if not self._running and self._changes:
            self._renew(wait=False)
            self.workers = self._wanted
        if self._crew is None:
            self._crew = Crew(self.workers, self._modules, self._bounds, isolated=self._isolated)
        try:
            future = self._crew.submit(task.function, task.arguments, makes=task.word is not None)
        except BrokenProcessPool:  # found broken before its futures told us
            self._broken([task])
        else:
            self._running[future] = _Running(task, time.monotonic())
            future.add_done_callback(self._ends.put)

    def collect(self, timeout: float | None) -> tuple[Done, ...]:
        """Wait for at least one task to end, at most ``timeout`` seconds; return what ended."""
        end = None if timeout is None else time.monotonic() + timeout
        while True:
            self._try_suspect()
            if not self._running:
                return ()
            ended = self._wait(self._pause(end))
            results = (*self._take(ended), *self._end_overdue())
            if results or (end is not None and time.monotonic() >= end):
                return results

    def _wait(self, timeout: float | None) -> set[Future[Any]]:
        """Return what has ended, waiting for the first of it; of a crew that was put away nothing counts any more."""
        ended: set[Future[Any]] = set()
        with suppress(Empty):
            ended.add(self._ends.get(timeout=timeout))
            while True:
                ended.add(self._ends.get_nowait())
        return ended & self._running.keys()

    def _take(self, ended: set[Future[Any]]) -> list[Done]:
        broken = any(isinstance(future.exception(), BrokenProcessPool) for future in ended)
        if broken:
            ended, _ = wait(self._running)  # all of them end when the pool breaks
        results, lost = [], []
        for future in [each for each in self._running if each in ended]:
            task, error = self._running.pop(future).task, future.exception()
            if not isinstance(error, BrokenProcessPool):
                results.append(self._done(Done(task, error=error) if error else Done(task, value=future.result())))
            elif task.name in self._accused and self._stands:
                results.append(self._done(Done(task, error=error, poison=True)))
            else:
                lost.append(task)
        if broken:
            self._broken(lost)
        return results

    def _done(self, done: Done) -> Done:
        self._accused.discard(done.task.name)
        if done.task.word is not None and not isinstance(done.error, TimeLimitError):
            done.task.word.clear()
        return done

    @property
    def _stands(self) -> bool:
        return self._crew is not None and self._crew.stood

    def _broken(self, lost: list[Task]) -> None:
        """Put a broken crew away. What it had under way runs again, alone; none of it is to blame where it never stood.

        Raises DeskError where crew after crew does not come to stand: what is to be done stays in the ledger.
        """
        stood = self._stands
        self._renew(wait=False)
        self._suspects.extend(lost)
        self._stillborn = 0 if stood else self._stillborn + 1
        if stood:
            self._accused.update(task.name for task in lost)
        elif self._stillborn >= _MOST_STILLBORN:
            self._suspects.clear()
            raise DeskError(*_NO_WORKERS)

    def _try_suspect(self) -> None:
        if self._suspects and not self._running:
            self.submit(self._suspects.popleft())

    # -- time -------------------------------------------------------------------------------------------------------

    def _due(self, each: _Running) -> float:
        began = each.handed if self._crew is None else self._crew.began(each.handed)
        return began + self._bounds.seconds + each.grace

    def _pause(self, end: float | None) -> float | None:
        """Return how long to wait for something to end: at most until the next task is overdue."""
        limits = [] if end is None else [end]
        if self._bounds.seconds:
            limits += [self._due(each) for each in self._running.values()]
        return max(0.0, min(limits) - time.monotonic()) if limits else None

    def _end_overdue(self) -> list[Done]:
        """Give up what is over its time, once its word is taken from it; the others begin again."""
        if not self._bounds.seconds:
            return []
        now = time.monotonic()
        over = [
            each for future, each in self._running.items()
            if not future.done() and now >= self._due(each) and self._may_end(each)
        ]  # fmt: skip
        if not over or self._crew is None:
            return []
        results = self._take({future for future in self._running if future.done()})
        self.end_now()
        others = [each.task for each in self._running.values() if each not in over]
        self._running.clear()
        for task in others:
            self.submit(task)
        for each in over:
            late = Done(each.task, error=time_limit(self._bounds.seconds), publishing=bool(each.grace))
            results.append(self._done(late))
        return results

    def _may_end(self, each: _Running) -> bool:
        """Take the word from a task; one that has begun to publish has as much time again."""
        if each.grace or each.task.word is None or each.task.word.withdraw():
            return True
        each.grace = self._bounds.seconds
        return False

    # -- the crew ---------------------------------------------------------------------------------------------------

    def _renew(self, *, wait: bool) -> None:
        if self._crew is not None:
            self._crew.dismiss(wait=wait)
        self._crew = None

    def close(self) -> tuple[Done, ...]:
        """Let what is under way come to its end, and return it; nothing new is started."""
        self._suspects.clear()
        ended: tuple[Done, ...] = ()
        while self._running:
            ended = (*ended, *self.collect(None))
            self._suspects.clear()
        self._renew(wait=True)
        return ended

    def end_now(self) -> None:
        """End at once, with all that is under way."""
        if self._crew is not None:
            self._crew.end_now()
        self._crew = None


def own_bench(settings: Settings, modules: Sequence[str], *, isolated: bool) -> Bench:
    """Return the bench of this machine, as the desk is set."""
    bounds = Bounds(settings.job_seconds, settings.worker_tasks, settings.worker_memory_mb)
    return Bench(1, modules=modules, isolated=isolated, bounds=bounds)


def time_limit(seconds: float) -> TimeLimitError:
    """Say that a task took longer than it may."""
    told = f"{seconds:g}"
    return TimeLimitError(
        Bilingual(f"超过 {told} 秒还没做完，已停止。", f"It was not done after {told} seconds and was ended."),
        Bilingual(
            "检查案件里有没有特别大或损坏的文件；确实需要更长时间，就加大 desk.toml 的 job_seconds；"
            "然后用 casewright retry 重做。",
            "Look for very large or damaged files in the case; where it needs longer, raise job_seconds in desk.toml; "
            "then have it done again with casewright retry.",
        ),
    )  # fmt: skip
