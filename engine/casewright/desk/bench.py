"""One door to whatever computes: a thread of this process, or a pool of processes that may die and come back.

The pool breaks as a whole when one of its workers dies. Then it is built anew and the tasks that were under way run
again one at a time: the one that kills its worker when it is alone is the poison, and is given up by name.
"""

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Hashable, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import connection
from typing import Any


@dataclass(frozen=True, slots=True)
class Task:
    """One call to make: a top-level function and arguments that can travel; ``name`` tells tasks apart."""

    name: Hashable
    function: Callable[..., Any]
    arguments: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Done:
    """A task's result, or what it raised; ``poison`` where it ended its worker process when it ran alone."""

    task: Task
    value: Any = None
    error: BaseException | None = None
    poison: bool = False


class Bench:
    """Runs tasks; ``workers`` 1 is a thread of this process, more are processes.

    ``modules`` are imported once, in the process that workers are forked from, where the system can fork.
    """

    def __init__(self, workers: int, *, modules: Sequence[str] = ()) -> None:
        self.workers = max(1, workers)
        self._modules = tuple(modules)
        self._executor: Executor | None = None
        self._running: dict[Future[Any], Task] = {}
        self._suspects: deque[Task] = deque()

    @property
    def room(self) -> int:
        """Return how many more tasks are worth handing over now."""
        if self._suspects:
            return 0
        return self.workers + (1 if self.workers > 1 else 0) - len(self._running)

    @property
    def busy(self) -> bool:
        """Say whether anything is under way."""
        return bool(self._running or self._suspects)

    def submit(self, task: Task) -> None:
        """Start a task."""
        if self._executor is None:
            self._executor = _executor(self.workers, self._modules)
        try:
            self._running[self._executor.submit(task.function, *task.arguments)] = task
        except BrokenProcessPool:  # found broken before its futures told us
            self._suspects.append(task)
            self._rebuild()

    def collect(self, timeout: float | None) -> tuple[Done, ...]:
        """Wait for at least one task to end, at most ``timeout`` seconds; return what ended."""
        self._try_suspect()
        if not self._running:
            return ()
        ended, _ = wait(self._running, timeout=timeout, return_when=FIRST_COMPLETED)
        if any(isinstance(future.exception(), BrokenProcessPool) for future in ended):
            ended, _ = wait(self._running)  # all of them end when the pool breaks
        alone = len(self._running) == 1
        results = [self._result(future, alone=alone) for future in sorted(ended, key=list(self._running).index)]
        if any(result is None or result.poison for result in results):
            self._rebuild()
        for future in ended:
            del self._running[future]
        return tuple(result for result in results if result is not None)

    def _result(self, future: Future[Any], *, alone: bool) -> Done | None:
        task, error = self._running[future], future.exception()
        if isinstance(error, BrokenProcessPool):
            if alone:
                return Done(task, error=error, poison=True)
            self._suspects.append(task)
            return None
        return Done(task, error=error) if error else Done(task, value=future.result())

    def _try_suspect(self) -> None:
        if self._suspects and not self._running:
            self.submit(self._suspects.popleft())

    def _rebuild(self) -> None:
        if self._executor is not None:
            self._executor.shutdown(wait=False, cancel_futures=True)
        self._executor = None

    def close(self) -> tuple[Done, ...]:
        """Let what is under way come to its end, and return it; nothing new is started."""
        self._suspects.clear()
        ended = self.collect(None) if self._running else ()
        while self._running:
            ended = (*ended, *self.collect(None))
        self._suspects.clear()
        if self._executor is not None:
            self._executor.shutdown(wait=True, cancel_futures=True)
        self._executor = None
        return ended


def _executor(workers: int, modules: Sequence[str]) -> Executor:
    if workers == 1:
        return ThreadPoolExecutor(1, thread_name_prefix="casewright")
    # Never a plain fork: the watcher's threads would be copied in whatever state they are.
    forks = "forkserver" in multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("forkserver" if forks else "spawn")
    if forks:
        context.set_forkserver_preload(list(modules))
    return ProcessPoolExecutor(workers, mp_context=context, initializer=_begin_worker)


def _begin_worker() -> None:
    """Leave Ctrl-C to the desk, and never outlive it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_follow, args=(parent.sentinel,), daemon=True).start()


def _follow(sentinel: int) -> None:
    connection.wait([sentinel])
    os._exit(1)
