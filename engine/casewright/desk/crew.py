"""Who does the work behind the bench: a pool of processes, or one thread that can be left to itself.

A crew is made, recycled and ended as a whole. Worker processes are bounded in memory where the system can do so
(``setrlimit`` on Linux and macOS; Windows knows nothing of the kind), and never outlive the desk.
"""

import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import connection
from multiprocessing.process import BaseProcess
from queue import SimpleQueue
from typing import Any

#: A pool that has not answered after this long does not stop the clocks of its tasks any further.
_START_UP = 60.0
_LAST_BREATH = 5.0


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a task and a worker may use: seconds per task, cases per worker, memory per worker. 0 is no bound."""

    seconds: float = 0.0
    cases: int = 0
    memory_mb: int = 0


class Crew:
    """Workers that start together and are rebuilt together."""

    def __init__(self, workers: int, modules: Sequence[str], bounds: Bounds, *, isolated: bool) -> None:
        self._workers, self._bounds = workers, bounds
        self._made_here = 0
        self._made, self._ready = time.monotonic(), 0.0
        self._pool = _pool(workers, modules, bounds) if isolated or workers > 1 else None
        self._executor: Executor = self._pool or _LoneThread()
        if self._pool is not None:
            self._pool.submit(_answer).add_done_callback(self._answered)

    def _answered(self, answer: Future[None]) -> None:
        if not answer.cancelled() and answer.exception() is None:
            self._ready = time.monotonic()

    @property
    def stood(self) -> bool:
        """Say whether it has ever been at work: a pool that has not cannot blame a task for its end."""
        return self._pool is None or bool(self._ready)

    @property
    def tired(self) -> bool:
        """Say whether its processes have made as many cases as they should."""
        return bool(self._pool and self._bounds.cases and self._made_here >= self._bounds.cases * self._workers)

    def began(self, handed: float) -> float:
        """Return from when on a task counts that was handed over then: not before the pool stands."""
        if self._pool is None or self._ready:
            return max(handed, self._ready)
        return max(handed, min(time.monotonic(), self._made + _START_UP))

    def submit(
        self, function: Callable[..., Any], arguments: tuple[Any, ...], *, makes: bool = False
    ) -> Future[Any]:  # fmt: skip
        """Start a task; ``makes`` one that makes a case. Raises BrokenProcessPool where a worker has just died."""
        self._made_here += makes
        return self._executor.submit(function, *arguments)

    def dismiss(self, *, wait: bool) -> None:
        """Let the crew go; what is under way comes to its end."""
        self._executor.shutdown(wait=wait, cancel_futures=True)

    def end_now(self) -> None:
        """End the crew and all that it has under way; a thread is left to itself and can no longer hinder anybody."""
        if self._pool is not None:
            # What ``ProcessPoolExecutor.kill_workers`` of Python 3.14 does.
            processes: tuple[BaseProcess, ...] = tuple((getattr(self._pool, "_processes", None) or {}).values())
            for process in processes:
                _kill(process)
            until = time.monotonic() + _LAST_BREATH
            for process in processes:
                connection.wait([process.sentinel], max(0.0, until - time.monotonic()))
        self._executor.shutdown(wait=False, cancel_futures=True)


class _LoneThread(Executor):
    """One thread that nobody has to wait for, not even the end of the process."""

    def __init__(self) -> None:
        self._tasks: SimpleQueue[tuple[Future[Any], Callable[..., Any], tuple[Any, ...]] | None] = SimpleQueue()
        self._thread = threading.Thread(target=self._work, name="casewright-worker", daemon=True)
        self._thread.start()

    def submit(self, fn: Callable[..., Any], /, *args: Any, **_: Any) -> Future[Any]:  # noqa: ANN401 - Executor's own
        future: Future[Any] = Future()
        self._tasks.put((future, fn, args))
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: ARG002, FBT001
        self._tasks.put(None)
        if wait:
            self._thread.join()

    def _work(self) -> None:
        while (task := self._tasks.get()) is not None:
            future, function, arguments = task
            future.set_running_or_notify_cancel()
            try:
                result = function(*arguments)
            except BaseException as error:  # noqa: BLE001 - a thread hands on whatever its task raised
                future.set_exception(error)
            else:
                future.set_result(result)
            del task, future, function, arguments


def _pool(workers: int, modules: Sequence[str], bounds: Bounds) -> ProcessPoolExecutor:
    # Never a plain fork: the watcher's threads would be copied in whatever state they are.
    forks = "forkserver" in multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("forkserver" if forks else "spawn")
    if forks:
        context.set_forkserver_preload([*modules, __name__])
    return ProcessPoolExecutor(
        workers, mp_context=context, initializer=_begin_worker, initargs=(bounds.memory_mb,)
    )  # fmt: skip


def _answer() -> None:
    """Say that the pool stands."""


def _begin_worker(memory_mb: int) -> None:
    """Leave Ctrl-C to the desk, never outlive it, and use no more memory than was given."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform != "win32":
        os.setpgid(0, 0)  # whatever it starts (an OCR process, an office program) ends with it
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_follow, args=(parent.sentinel,), daemon=True).start()
    if memory_mb:
        _bound_memory(memory_mb << 20)


def _follow(sentinel: int) -> None:
    connection.wait([sentinel])
    if sys.platform != "win32":
        os.killpg(os.getpid(), signal.SIGKILL)
    os._exit(1)


if sys.platform == "win32":

    def _bound_memory(size: int) -> None:
        """Windows has no such limit."""

    def _kill(process: BaseProcess) -> None:
        process.kill()
else:
    import resource

    def _bound_memory(size: int) -> None:
        # What a process allocates, not what it maps: libraries and models map far more than they use.
        _, most = resource.getrlimit(resource.RLIMIT_DATA)
        resource.setrlimit(resource.RLIMIT_DATA, (size if most == resource.RLIM_INFINITY else min(size, most), most))

    def _kill(process: BaseProcess) -> None:
        if process.pid is None or not process.is_alive():
            return
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):  # it has not got as far as having a group of its own
            process.kill()
