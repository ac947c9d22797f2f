"""The bench of many machines: the same door over Dask distributed.

A task that publishes has its content key for Dask's task key, so that handing it over twice is one task. Dask runs the
tasks of a worker that died again; one that has killed four of them comes back as poison. A scheduler that is gone takes
its tasks with it: they are kept here as not done, and handed over again as soon as it is back.

Imported only where a cluster is asked for: it needs the extra ``cluster``.
"""

import logging
import shutil
import threading
import time
from collections import deque
from collections.abc import Hashable
from concurrent.futures import CancelledError
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import Any

from distributed import Client
from distributed.scheduler import KilledWorker

from casewright.desk.bench import Done, Task
from casewright.desk.cluster_host import NotDone, carry_out, hush, our_versions
from casewright.desk.joining import alike
from casewright.desk.travel import Atlas, name_desk
from casewright.desk.withdrawal import WithdrawnError
from casewright.desk.work import Order
from casewright.model import Bilingual, DeskError, FileRef, Finding, Kind, Severity

_CONNECT, _AGAIN, _GLANCE, _ANSWER = 3.0, 2.0, 0.2, 10.0
#: Workers join again by themselves after a scheduler has come back; that takes them a moment.
_PATIENT = 10.0
_MOST_TURNS = 10_000

SCHEDULER_GONE = Kind(
    "desk/cluster-gone", Severity.ERROR,
    "集群 {address} 没有应答。案件都还在，没有丢失。", "The cluster at {address} does not answer. No case is lost.",
    "在那台机器上运行 casewright scheduler，检查网络；恢复后自动继续。",
    "Run casewright scheduler on that machine and check the network; work goes on by itself.",
)  # fmt: skip
NO_WORKER = Kind(
    "desk/cluster-without-workers", Severity.WARNING,
    "集群 {address} 里没有一台机器在干活。", "No machine works for the cluster at {address}.",
    "在干活的机器上运行 casewright worker --cluster {address} --desk 共享文件夹。",
    "Run casewright worker --cluster {address} --desk SHARED_FOLDER on the machines that are to work.",
)  # fmt: skip
BLIND_WORKER = Kind(
    "desk/cluster-blind-worker", Severity.ERROR,
    "机器 {host} 看不到这个 desk，它的案件交给别的机器做。",
    "The machine {host} does not see this desk; others do its cases.",
    "在那台机器上连好共享文件夹，用 --desk 指向它，再启动 casewright worker。",
    "Connect the shared folder there, name it with --desk, and start casewright worker again.",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Sent:
    task: Task
    future: Any


class ClusterBench:
    """Runs tasks on the workers of a cluster; see ``bench.Door``.

    ``patience`` is how many seconds a cluster may be away before that is a DeskError; None waits for ever.
    """

    def __init__(self, address: str, atlas: Atlas, *, patience: float | None = None) -> None:
        self._address, self._atlas, self._patience = address, atlas, patience
        self._desk = name_desk(atlas.layout)
        self._link: Any = None
        self._threads = 0
        self._next_glance = self._next_try = 0.0
        self._gone_since: float | None = None
        self._alone_since = time.monotonic()
        self._blind: str = ""
        self._waiting: deque[Task] = deque()
        self._not_before = 0.0
        self._sent: dict[str, _Sent] = {}
        self._ended: SimpleQueue[str] = SimpleQueue()
        self._turns: dict[Hashable, int] = {}
        self._run = f"{time.time_ns():x}"

    # -- the door ---------------------------------------------------------------------------------------------------

    @property
    def room(self) -> int:
        """Return how many more tasks are worth handing over: one for each process, and a few that follow at once."""
        self._tend()
        spare = max(1, self._threads // 4)
        return self._threads + spare - len(self._sent) - len(self._waiting) if self._threads else 0

    @property
    def busy(self) -> bool:
        """Say whether anything is under way."""
        return bool(self._sent or self._waiting)

    @property
    def trouble(self) -> Finding | None:
        """Say why nothing goes on at present, None where it does."""
        at = FileRef(self._address)
        if self._link is None:
            return SCHEDULER_GONE.at(at, address=self._address) if self._gone_since is not None else None
        if not self._threads and time.monotonic() - self._alone_since > _PATIENT:
            return NO_WORKER.at(at, address=self._address)
        return BLIND_WORKER.at(at, host=self._blind) if self._blind else None

    def staff(self, workers: int) -> None:
        """Leave the number of workers to the machines that have joined."""

    def submit(self, task: Task) -> None:
        """Hand a task over, as soon as there is a scheduler to take it."""
        self._waiting.append(task)
        self._send()

    def collect(self, timeout: float | None) -> tuple[Done, ...]:
        """Wait for at least one task to end, at most ``timeout`` seconds; return what ended.

        Raises DeskError where the cluster runs other versions, or is away for longer than there is patience.
        """
        end = None if timeout is None else time.monotonic() + timeout
        while True:
            self._tend()
            self._send()
            left = _GLANCE if end is None else max(0.0, min(_GLANCE, end - time.monotonic()))
            results = self._harvest(left)
            if results or not self.busy or (end is not None and time.monotonic() >= end):
                return results

    def close(self) -> tuple[Done, ...]:
        """Let what is under way come to its end, and return it; what is not under way stays in the ledger."""
        ended: tuple[Done, ...] = ()
        self._waiting.clear()
        while self._sent and self._link is not None and self._threads:
            ended = (*ended, *self._harvest(_GLANCE))
            self._tend()
            self._waiting.clear()
        if self._link is not None:
            self._link.close(timeout=_CONNECT)
        self._link = None
        self._sent.clear()
        return ended

    # -- the link ---------------------------------------------------------------------------------------------------

    def _tend(self) -> None:
        """Look after the link: notice that it is gone, make a new one, count the workers."""
        now = time.monotonic()
        if self._link is not None and self._link.status != "running":
            self._lose()
        if self._link is None and now >= self._next_try:
            self._connect()
            self._next_try = time.monotonic() + _AGAIN
        if self._link is None and self._gone_since is not None and self._patience is not None:
            if now - self._gone_since > self._patience:
                raise _gone(self._address)
        elif self._link is not None and now >= self._next_glance:
            self._count()
            self._next_glance = time.monotonic() + 1.0

    def _connect(self) -> None:
        try:
            link: Any = Client(  # type: ignore[no-untyped-call]
                self._address, timeout=_CONNECT, set_as_default=False, direct_to_workers=False
            )
        except (OSError, TimeoutError):
            self._gone_since = time.monotonic() if self._gone_since is None else self._gone_since
            return
        hush(logging.CRITICAL)
        try:
            theirs = link.sync(link.scheduler.casewright_versions)
        except (OSError, TimeoutError):
            _leave(link)
            return
        except (AttributeError, ValueError, KeyError, TypeError, RuntimeError):
            theirs = {}
        try:
            alike(our_versions(), dict(theirs), self._address)
        except DeskError:
            _leave(link)
            raise
        self._link, self._gone_since, self._next_glance = link, None, 0.0
        self._alone_since = time.monotonic()

    def _lose(self) -> None:
        """Take back all that the scheduler had: it is not done."""
        link, self._link = self._link, None
        self._threads, self._gone_since, self._next_try = 0, time.monotonic(), time.monotonic()
        self._waiting.extendleft(sent.task for sent in reversed(self._sent.values()))
        self._sent.clear()
        self._ended = SimpleQueue()
        if link is not None:
            _leave(link)

    def _count(self) -> None:
        try:
            self._threads = sum(self._link.sync(self._link.scheduler.ncores, callback_timeout=_CONNECT).values())
        except (OSError, TimeoutError, ValueError):
            self._threads = 0
        if self._threads:
            self._alone_since = time.monotonic()

    # -- tasks ------------------------------------------------------------------------------------------------------

    def _send(self) -> None:
        while self._waiting and self._link is not None and time.monotonic() >= self._not_before:
            task = self._waiting.popleft()
            key = self._key(task)
            future = self._link.submit(carry_out, self._desk, self._atlas.pack(task), key=key, pure=False)
            self._sent[key] = _Sent(task, future)
            ended = self._ended
            future.add_done_callback(lambda _, key=key, ended=ended: ended.put(key))

    def _key(self, task: Task) -> str:
        """Name a task: by its content where it publishes, so that it is one task however often it is handed over."""
        turn = self._turns[task.name] = self._turns.pop(task.name, 0) + 1
        if len(self._turns) > _MOST_TURNS:  # a watch runs for months: no scheduler remembers the oldest any more
            del self._turns[next(iter(self._turns))]
        told = task.name if isinstance(task.name, str) else "-".join(map(str, task.name)) if isinstance(
            task.name, tuple) else repr(task.name)  # fmt: skip
        return f"{self._desk}-{told}-{turn}" if task.word else f"{self._desk}-{told}-{self._run}-{turn}"

    def _harvest(self, timeout: float) -> tuple[Done, ...]:
        try:
            keys = [self._ended.get(timeout=timeout)]
        except Empty:
            return ()
        while not self._ended.empty():
            keys.append(self._ended.get())
        results = []
        for key in keys:
            sent = self._sent.get(key)
            if sent is not None and (done := self._result(key, sent)) is not None:
                results.append(done)
        return tuple(results)

    def _result(self, key: str, sent: _Sent) -> Done | None:
        """Return what became of a task; None where it is not done, and waits or runs again."""
        try:
            reply = self._atlas.unpack(sent.future.result(timeout=_ANSWER))
        except TimeoutError:  # the worker that kept it died as well: Dask runs it again
            self._ended.put(key)
            return None
        except KilledWorker as error:
            return self._done(key, Done(sent.task, error=error, poison=True))
        except CancelledError:
            self._lose()
            return None
        except OSError:
            self._again(key)
            return None
        if isinstance(reply, NotDone):
            self._blind = reply.host
            self._not_before = time.monotonic() + 1.0
            self._again(key)
            return None
        if isinstance(reply.error, WithdrawnError):  # that of a desk that is gone: it had the same key
            self._again(key)
            return None
        self._blind = ""
        return self._done(key, Done(sent.task, reply.value, reply.error, reply.poison, reply.publishing))

    def _again(self, key: str) -> None:
        sent = self._sent.pop(key)
        sent.future.release()
        self._waiting.append(sent.task)

    def _done(self, key: str, done: Done) -> Done:
        sent = self._sent.pop(key)
        sent.future.release()
        self._turns.pop(done.task.name, None) if done.task.word is None else None
        if done.task.word is not None and done.error is None:
            done.task.word.clear()
        elif done.task.word is not None:
            done.task.word.withdraw()
        for order in (each for each in done.task.arguments if isinstance(each, Order)):
            for left in order.staging.parent.glob(f"{order.staging.name}.*"):  # of workers that died over it
                shutil.rmtree(left, ignore_errors=True)
        return done


def _leave(link: Any) -> None:  # noqa: ANN401 - Dask's client is not typed for us
    """Close a link without waiting for an end that may never come."""
    threading.Thread(target=link.close, kwargs={"timeout": _CONNECT}, daemon=True).start()


def _gone(address: str) -> DeskError:
    return DeskError(
        Bilingual(f"集群 {address} 一直没有应答。", f"The cluster at {address} did not answer."),
        Bilingual(
            "启动 casewright scheduler 并检查网络，再运行；案件会接着做。",
            "Start casewright scheduler, check the network, and run again: work goes on.",
        ),
    )  # fmt: skip
