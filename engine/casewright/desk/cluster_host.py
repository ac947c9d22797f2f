"""The two other ends of a cluster: the scheduler, which only passes on, and a worker, which lends its machine.

A worker's own process never computes. It hands each task to a bench of its own (see ``bench``), so that time limit,
memory limit, recycling and the hunt for a task that kills its process are the same as on a single machine, heartbeats
never wait for a case, and a case that brings its process down does not take the worker with it. Dask's nannies would
do less: they know no time limit, and a task would have to kill whole workers to be found out.

Imported only where a cluster is asked for: it needs the extra ``cluster``.
"""

import asyncio
import itertools
import logging
import os
import shutil
import signal
import socket
import tempfile
import threading
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from importlib.metadata import version
from pickle import PicklingError
from typing import Any

from distributed import Scheduler, Worker, WorkerPlugin, get_worker
from distributed.comm.addressing import get_address_host
from distributed.core import Status, rpc
from distributed.utils import get_ip

from casewright.desk.bench import Bench, Done, Task
from casewright.desk.crew import Bounds
from casewright.desk.joining import alike
from casewright.desk.travel import Atlas, desk_id, versions
from casewright.desk.work import Order
from casewright.model import Bilingual, DeskError

_NAME = "casewright"
_RETRY = 1.0
_GLANCE, _FETCHED = 0.25, 2.0
#: A worker that has not been heard of for so long is gone, and its cases run elsewhere.
_SILENT = 60.0
_numbers = itertools.count(1)

Tell = Callable[[Bilingual], None]


@dataclass(frozen=True, slots=True)
class NotDone:
    """A worker's word that it did not even begin: it does not see the desk."""

    host: str


@dataclass(frozen=True, slots=True)
class Reply:
    """What became of a task on another machine; see ``bench.Done``."""

    value: Any = None
    error: BaseException | None = None
    poison: bool = False
    publishing: bool = False


def our_versions() -> dict[str, str]:
    """Return what must be alike on every machine of a cluster."""
    return {**versions(), "distributed": version("distributed")}


def hush(level: int) -> None:
    """Leave Dask's own messages to the log level asked for: what matters is said in our words."""
    for name in [*logging.root.manager.loggerDict]:
        if name.partition(".")[0] in {"distributed", "tornado"}:
            logging.getLogger(name).setLevel(level)


# -- the scheduler --------------------------------------------------------------------------------------------------


class _Scheduler(Scheduler):
    def start_http_server(self, *_: object, **__: object) -> None:
        """Open no port but the one that was asked for."""


async def run_scheduler(listen: str, tell: Tell, stop: asyncio.Event) -> None:
    """Pass tasks on between desks and workers until told to stop. Raises DeskError where the address is taken."""
    hush(logging.ERROR)
    scheme, _, place = listen.partition("://")
    host, _, port = place.rpartition(":")
    try:
        scheduler = await _Scheduler(
            host=f"{scheme}://{host}", port=int(port), protocol=scheme, dashboard=False, worker_ttl=_SILENT
        )  # fmt: skip
    except (OSError, RuntimeError) as error:
        raise DeskError(
            Bilingual(f"不能在 {listen} 上监听：{error}", f"Cannot listen at {listen}: {error}"),
            Bilingual("换一个端口，或检查地址是不是本机的。", "Take another port, or an address of this machine."),
        ) from error
    scheduler.handlers["casewright_versions"] = our_versions
    tell(Bilingual(f"调度已启动：{scheduler.address}，按 Ctrl-C 结束。",
                   f"The scheduler is at {scheduler.address}; Ctrl-C ends it."))  # fmt: skip
    await stop.wait()
    await scheduler.close(reason="stopped")


# -- a worker -------------------------------------------------------------------------------------------------------


def carry_out(desk: str, payload: bytes) -> bytes:
    """Carry out one packed task on the worker that this runs on; return its packed reply."""
    hands = get_worker().plugins[_NAME]
    assert isinstance(hands, Hands)  # noqa: S101 - only run_worker starts workers that are told this function
    return hands.carry_out(desk, payload)


class Hands(WorkerPlugin):
    """What one worker machine brings: where it sees the desk, its house, and a bench for each of its threads."""

    name = _NAME

    def __init__(self, atlas: Atlas, bounds: Bounds, modules: tuple[str, ...]) -> None:
        self.blind = False
        self._atlas, self._bounds, self._modules = atlas, bounds, modules
        self._own = threading.local()
        self._benches: list[Bench] = []
        self._closed = False

    def carry_out(self, desk: str, payload: bytes) -> bytes:
        """Carry out one task in a process of its own."""
        if desk_id(self._atlas.layout) != desk:
            self.blind = True
            return self._atlas.pack(NotDone(socket.gethostname()))
        task = _apart(self._atlas.unpack(payload))
        bench = self._bench()
        bench.submit(task)
        while bench.busy and not self._closed:
            for done in bench.collect(_RETRY):
                return self._reply(done)
        return self._atlas.pack(NotDone(socket.gethostname()))

    def _bench(self) -> Bench:
        if not hasattr(self._own, "bench"):
            self._own.bench = Bench(1, modules=self._modules, isolated=True, bounds=self._bounds)
            self._benches.append(self._own.bench)
        bench: Bench = self._own.bench
        return bench

    def _reply(self, done: Done) -> bytes:
        if done.error is not None:
            done.error.add_note(f"on {socket.gethostname()}:\n" + "".join(traceback.format_exception(done.error)))
        reply = Reply(done.value, done.error, done.poison, done.publishing)
        try:
            return self._atlas.pack(reply)
        except (PicklingError, TypeError, AttributeError) as error:
            told = RuntimeError("".join(traceback.format_exception(done.error or error)))
            return self._atlas.pack(Reply(error=told, poison=done.poison))

    def close(self) -> None:
        """End what is under way: others will do it."""
        self._closed = True
        for bench in self._benches:
            bench.end_now()


def _apart(task: Task) -> Task:
    """Stage where no other worker stages: one that was given up for lost may still be writing the same case.

    The drop is compared with how this machine sees it: a share may show it with other times here.
    """
    mark = f"{socket.gethostname()[:20]}-{os.getpid()}-{next(_numbers)}"
    arguments = tuple(
        replace(
            each,
            staging=each.staging.with_name(f"{each.staging.name}.{mark}"),
            taken=each.taken and each.taken.seen_from_here(),
        )
        if isinstance(each, Order)
        else each
        for each in task.arguments
    )
    return replace(task, arguments=arguments)


class _Worker(Worker):
    def start_http_server(self, *_: object, **__: object) -> None:
        """Open no port but the one that tasks come through."""


@dataclass(frozen=True, slots=True)
class WorkerOptions:
    """Which cluster a worker joins, and what it lends: processes, and the address that it may be reached at."""

    cluster: str
    workers: int
    host: str | None = None


async def run_worker(options: WorkerOptions, atlas: Atlas, bounds: Bounds, tell: Tell, stop: asyncio.Event) -> None:
    """Work for a cluster until told to stop; join again whenever the scheduler was away or the desk out of sight.

    Raises DeskError where the versions differ, or where this machine sees another desk.
    """
    hush(logging.CRITICAL)
    modules = getattr(atlas.engine, "modules", ())
    said = ""
    while not stop.is_set():
        if (trouble := await _way_to(options.cluster, atlas)) is not None:
            if trouble.en != said:
                tell(trouble)
                said = trouble.en
        else:
            said = ""
            hands = Hands(atlas, bounds, modules)
            await _work(options, hands, tell, stop)
            if hands.blind and desk_id(atlas.layout):
                raise _other_desk(atlas)
            if not stop.is_set():
                tell(Bilingual("与集群断开，正在重新加入。", "Lost the cluster; joining again."))
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), _RETRY)


async def _way_to(cluster: str, atlas: Atlas) -> Bilingual | None:
    """Return what keeps this machine from joining, None for nothing; raise DeskError for other versions."""
    if not atlas.layout.inbox.is_dir() or not atlas.layout.outbox.is_dir():
        root = atlas.layout.root
        return Bilingual(f"看不到 {root}，等待共享文件夹恢复。", f"{root} is out of sight; waiting for the share.")
    try:
        async with rpc(cluster, timeout=3) as scheduler:  # type: ignore[no-untyped-call]
            theirs = await asyncio.wait_for(scheduler.casewright_versions(), 5)
    except (OSError, TimeoutError):
        return Bilingual(
            f"{cluster} 没有应答，等待调度启动。", f"{cluster} does not answer; waiting for the scheduler."
        )
    except (AttributeError, ValueError, KeyError, TypeError, RuntimeError):
        theirs = {}
    alike(our_versions(), dict(theirs), cluster)
    return None


def _own_address(cluster: str) -> str:
    """Return the address by which this machine reaches the scheduler: the only one that it listens at."""
    return str(get_ip(get_address_host(cluster)))  # type: ignore[no-untyped-call]


async def _work(options: WorkerOptions, hands: Hands, tell: Tell, stop: asyncio.Event) -> None:
    scratch = tempfile.mkdtemp(prefix="casewright-")
    try:
        worker = await _Worker(
            options.cluster, nthreads=options.workers, host=options.host or _own_address(options.cluster),
            memory_limit=0, dashboard=False, local_directory=scratch, plugins=(hands,), death_timeout=10,
            name=f"{socket.gethostname()}-{os.getpid()}-{next(_numbers)}",
        )  # fmt: skip
    except (OSError, TimeoutError, RuntimeError, ValueError):
        shutil.rmtree(scratch, ignore_errors=True)
        return
    number = options.workers
    tell(Bilingual(f"已加入 {options.cluster}，用 {number} 个进程干活。",
                   f"Joined {options.cluster} with {number} {'process' if number == 1 else 'processes'}."))  # fmt: skip
    while not (stop.is_set() or hands.blind or worker.status in {Status.closing, Status.closed, Status.failed}):
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), _GLANCE)
    if hands.blind:  # what it answered lies here until the desk has fetched it: that tells who is blind
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), _FETCHED)
    hands.close()
    await worker.close(timeout=2, executor_wait=False)
    shutil.rmtree(scratch, ignore_errors=True)


def _other_desk(atlas: Atlas) -> DeskError:
    root = atlas.layout.root
    return DeskError(
        Bilingual(f"{root} 不是派活的那个 desk。", f"{root} is not the desk that sends the cases."),
        Bilingual(
            "用 --desk 指向同一个共享文件夹，再启动 worker。",
            "Name the same shared folder with --desk, and start again.",
        ),
    )


async def until_stopped(work: Callable[[asyncio.Event], Any]) -> bool:
    """Run until the work ends or somebody asks to stop; say whether that was Ctrl-C."""
    stop, loop, interrupted = asyncio.Event(), asyncio.get_running_loop(), False

    def ask(number: int) -> None:
        nonlocal interrupted
        interrupted = interrupted or number == signal.SIGINT
        stop.set()

    before = {
        number: signal.signal(number, lambda number, _: loop.call_soon_threadsafe(ask, number))
        for number in (signal.SIGINT, signal.SIGTERM)
    }
    try:
        await work(stop)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    return interrupted
