"""What the desk itself costs: cases without documents, from the inbox to the outbox, against the bare file work.

``python tests/bench/desk.py`` prints one report (about three minutes). Every way does the same 1,000 small cases, a
sheet of 5.6 KB and three files of 20 KB each: the floors with plain calls, ours through the real desk with a house that
writes nothing but a manifest. ``cold`` is a first run on a new desk, ``warm`` a run where everything is done already.
Then the queue alone, and the time from a drop's last byte to its package. Wall time, since it is disk work; read the
ratios, a busy machine moves the rest. ``--tiny`` only shows that the script works.
"""

import argparse
import hashlib
import json
import os
import shutil
import sqlite3
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import median, quantiles

from casewright import __version__
from casewright.deliver import MANIFEST, inputs_of
from casewright.deliver.seal import write_json
from casewright.desk import Foreman, Result, Until, open_desk
from casewright.desk.bench import Bench, Task
from casewright.desk.settings import Settings
from casewright.model import Artifact, Drop, Finding, Outcome, Urgency

SHEET, FILE, FILES = 5_600, 20_000, 3
DAY = date(2026, 11, 22)


@dataclass(frozen=True, slots=True)
class Plan:
    """How much to measure."""

    cases: int
    drops: int
    tasks: int


FULL, TINY = Plan(cases=1_000, drops=40, tasks=2_000), Plan(cases=3, drops=2, tasks=4)


@dataclass(frozen=True)
class BareBook:
    """A playbook that is only a hash."""

    sha256: str = "0" * 64


@dataclass(frozen=True)
class BareHouse:
    """A house that makes no document: what is left of the time is the desk's."""

    modules: tuple[str, ...] = ()

    def load(self, rulebooks: Path, templates: Path, *, on: date) -> tuple[BareBook, tuple[Finding, ...]]:
        """Give a playbook at once."""
        del rulebooks, templates, on
        return BareBook(), ()

    def accept(self, playbook: BareBook, rulebooks: Path) -> tuple[Finding, ...]:
        """Accept it."""
        del playbook, rulebooks
        return ()

    def open(self, path: Path, workdir: Path) -> tuple[tuple[Drop, ...], tuple[Finding, ...]]:
        """Take a folder as it is."""
        del workdir
        return (Drop(path.name, path),), ()

    def ref(self, drop: Drop) -> str | None:
        """Call the case as its folder is called."""
        return drop.name

    def urgency(self, drop: Drop, playbook: BareBook, *, today: date) -> Urgency:
        """Know of no limit."""
        del drop, playbook, today
        return Urgency()

    def produce(self, drop: Drop, playbook: BareBook, *, today: date, staging: Path, version: int) -> Outcome:
        """Write the manifest alone."""
        del today
        write_json(staging / MANIFEST, {
            "casewright": __version__, "case": drop.name, "version": version, "verdict": "READY", "reasons": [],
            "decision": {"strategy": "performance", "approach": "perf_fix"}, "playbook": {"sha256": playbook.sha256},
            "inputs": [each.to_json() for each in inputs_of(drop)], "artifacts": [], "exhibits": [], "missing": [],
        })  # fmt: skip
        return Outcome("produced", drop.name, "READY", "performance/perf_fix", (), (), staging)

    def annotate(self, drop: Drop, found: tuple[Finding, ...], *, out: Path) -> tuple[Artifact, ...]:
        """Mark nothing."""
        del drop, found, out
        return ()


class Quiet:
    """Hears everything and says nothing; keeps when each case was there."""

    def __init__(self) -> None:
        self.there: dict[str, float] = {}

    def case(self, result: Result) -> None:
        """Note the moment."""
        self.there[result.ref] = time.monotonic()

    def say(self, finding: Finding) -> None:
        """Pass over it."""

    def progress(self, done: int, total: int) -> None:
        """Pass over it."""


def main(arguments: Sequence[str]) -> int:
    """Print the report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tiny", action="store_true", help="show that the script works, measure nothing")
    parser.add_argument("--where", type=Path, help="a folder on the disk to measure")
    given = parser.parse_args(arguments)
    plan = TINY if given.tiny else FULL
    with tempfile.TemporaryDirectory(dir=given.where) as name:
        root = Path(name)
        floors(root, plan)
        queue(plan)
        latency(root / "latency", plan)
    return 0


def floors(root: Path, plan: Plan) -> None:
    """Print the floors and ours, side by side."""
    taken: dict[str, float] = {}
    for title, fsync, ledger in (
        ("scan, hash, copy, stage, rename", False, False),
        ("the same, everything fsynced", True, False),
        ("the same, with a ledger of two commits a case", True, True),
    ):
        inbox = lay_out(root / f"floor{len(taken)}", plan.cases) / "inbox"
        taken[title] = seconds(lambda at=inbox, sync=fsync, book=ledger: bare(at, fsync=sync, ledger=book))  # type: ignore[misc]
    floor = taken["the same, with a ledger of two commits a case"]
    for workers in (1, 2):
        desk = lay_out(root / f"ours{workers}", plan.cases)
        taken[f"ours, cold, {workers} worker(s)"] = seconds(lambda at=desk, number=workers: run(at, number))  # type: ignore[misc]
        assert len(list((desk / "outbox").glob("*/v1/manifest.json"))) == plan.cases
        taken[f"ours, warm, {workers} worker(s)"] = seconds(lambda at=desk, number=workers: run(at, number))  # type: ignore[misc]
    say(f"{plan.cases:,} cases of {(SHEET + FILES * FILE) / 1000:.0f} KB")
    for title, each in taken.items():
        beside = f"{each / plan.cases * 1000:6.2f} ms a case  {each / floor:5.2f} x the ledger floor"
        say(f"  {title:48} {each:7.2f} s  {beside}")


def lay_out(desk: Path, cases: int) -> Path:
    """Lay out a desk with its cases, everything on disk before the clock starts."""
    for tray in ("inbox", "outbox", "rulebooks", "doc_templates"):
        (desk / tray).mkdir(parents=True)
    (desk / "rulebooks" / "strategy.xlsx").write_bytes(b"rules")
    for number in range(cases):
        drop(desk, f"C-{number:05}")
    os.sync()
    return desk


def drop(desk: Path, name: str) -> None:
    """Drop one case."""
    folder = desk / "inbox" / name
    folder.mkdir()
    seed = hashlib.sha256(f"{desk.name}/{name}".encode()).digest()
    (folder / "case.xlsx").write_bytes(seed * (SHEET // len(seed)))
    for file in range(FILES):
        (folder / f"evidence-{file}.bin").write_bytes((seed + bytes([file])) * (FILE // (len(seed) + 1)))


def bare(inbox: Path, *, fsync: bool, ledger: bool) -> None:
    """Do by plain calls what no desk can do without: look, hash, copy, write a manifest, show it by one rename."""
    desk = inbox.parent
    staging = desk / "outbox" / ".staging"
    staging.mkdir()
    base = sqlite3.connect(desk / "ledger.sqlite3", isolation_level=None)
    base.execute("pragma journal_mode=WAL")
    base.execute("pragma synchronous=FULL")
    base.execute("create table jobs (name text primary key, state text)")
    for entry in sorted(os.scandir(inbox), key=lambda each: each.name):
        if ledger:
            base.execute("insert into jobs values (?, 'taken')", (entry.name,))
        copy, stage, case = desk / "work" / entry.name, staging / entry.name, desk / "outbox" / entry.name
        for folder in (copy, stage, case):
            folder.mkdir(parents=True)
        hashes = {each.name: copied(Path(each.path), copy / each.name) for each in os.scandir(entry.path)}
        (stage / MANIFEST).write_text(json.dumps(hashes), encoding="utf-8")
        if fsync:
            flush(stage / MANIFEST)
            flush(stage)
        stage.rename(case / "v1")
        if fsync:
            flush(case)
            flush(case.parent)
        if ledger:
            base.execute("update jobs set state='done' where name=?", (entry.name,))
        shutil.rmtree(copy)
    base.close()


def copied(source: Path, goal: Path) -> str:
    """Copy and hash one file."""
    data = source.read_bytes()
    goal.write_bytes(data)
    return hashlib.sha256(data).hexdigest()


def flush(path: Path) -> None:
    """Force a file or folder to disk."""
    handle = os.open(path, os.O_RDONLY)
    os.fsync(handle)
    os.close(handle)


def run(desk: Path, workers: int) -> None:
    """Work through the inbox by the real desk."""
    with foreman(desk, Quiet(), workers=workers) as at_work:
        at_work.run_inbox(threading.Event(), until=Until.IDLE)


def foreman(desk: Path, listener: Quiet, *, workers: int, quiet: float = 0.0) -> Foreman:
    """Return the desk's foreman over the bare house."""
    layout, _ = open_desk(desk)
    return Foreman(
        layout, Settings(), BareHouse(), listener=listener, today=lambda: DAY, workers=workers, quiet=quiet, poll=1.0
    )


def queue(plan: Plan) -> None:
    """Print what handing a task over and taking it back costs."""
    say("the queue alone, a task that does nothing")
    for workers in (1, 2):
        bench = Bench(workers)
        for number in range(workers):  # the workers' own start is not counted
            bench.submit(Task(("warm", number), nothing, ()))
        while bench.busy:
            bench.collect(None)
        taken = seconds(lambda at=bench: through(at, plan.tasks))  # type: ignore[misc]
        bench.close()
        say(f"  {workers} worker(s)  {taken / plan.tasks * 1000:6.3f} ms a task")


def through(bench: Bench, tasks: int) -> None:
    """Put tasks through a bench."""
    left = tasks
    while left or bench.busy:
        while left and bench.room > 0:
            left -= 1
            bench.submit(Task(left, nothing, ()))
        bench.collect(None)


def nothing() -> None:
    """Do nothing."""


def latency(desk: Path, plan: Plan) -> None:
    """Print how long after a drop's last byte its package is there, the quiet time apart."""
    lay_out(desk, 0)
    heard, quiet = Quiet(), 0.2
    last: dict[str, float] = {}
    with watching(desk, heard, quiet):
        for number in range(plan.drops):
            name = f"L-{number:03}"
            drop(desk, name)
            last[name] = time.monotonic()
            while name not in heard.there:
                time.sleep(0.005)
            time.sleep(0.05)
    waits = sorted((heard.there[name] - last[name] - quiet) * 1000 for name in last)
    say(f"from the last byte to the package, {plan.drops} drops one by one, the quiet time of {quiet} s apart")
    say(f"  p50 {median(waits):.0f} ms  p95 {quantiles(waits, n=20)[-1]:.0f} ms")


@contextmanager
def watching(desk: Path, heard: Quiet, quiet: float) -> Iterator[None]:
    """Watch a desk while the block runs."""
    stop = threading.Event()

    def watch() -> None:
        with foreman(desk, heard, workers=1, quiet=quiet) as at_work:
            at_work.run_inbox(stop, until=Until.STOPPED)

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    time.sleep(0.5)
    try:
        yield
    finally:
        stop.set()
        thread.join(60)


def seconds(work: Callable[[], object]) -> float:
    """Return how many seconds of wall time some work took."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def say(line: str) -> None:
    """Print one line."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
