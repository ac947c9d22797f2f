"""What the desk itself costs: cases without documents, from the inbox to the outbox, against the bare file work.

``python tests/bench/desk.py`` prints one report (a few minutes on a quiet machine). Every way does the same 1,000
small cases, a sheet of 5.6 KB and three files of 20 KB each: the floors with plain calls, ours through the real desk
with a house that writes nothing but a manifest. Each round takes every way in turn, beginning with another one each
time; a ratio is the middle one of the rounds' own. ``cold``: the pages of the inbox's files are given up before the
clock starts, where the system lets us (names and folders stay known to it); ``warm``: just written. No desk is removed
before the end: ext4 passes over every file number that was freed in the last minute whenever it makes a file, so a
removed desk made the next way's files dear, whichever that was. It takes some four gigabytes. Then the queue alone,
and the time from a drop's last byte to its package. Wall time, since it is disk work; read the ratios, a busy machine
moves the rest. ``--calls`` counts system calls by strace instead, which no load moves. ``--tiny`` only shows that the
script works.
"""

import argparse
import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from statistics import median, quantiles

from casewright import __version__
from casewright.deliver import MANIFEST, inputs_of
from casewright.deliver.seal import write_json
from casewright.desk import Foreman, Result, Until, open_desk
from casewright.desk.bench import Bench, Task
from casewright.desk.settings import Settings
from casewright.model import Artifact, Drop, Finding, Outcome, Urgency

sys.path.insert(0, str(Path(__file__).parents[1] / "support"))
from desks import lay_trays

SHEET, FILE, FILES = 5_600, 20_000, 3
DAY = date(2026, 11, 22)


@dataclass(frozen=True, slots=True)
class Plan:
    """How much to measure."""

    cases: int
    rounds: int
    drops: int
    tasks: int


FULL, TINY = Plan(cases=1_000, rounds=3, drops=40, tasks=2_000), Plan(cases=3, rounds=1, drops=2, tasks=4)
FLOOR, EASY = "the same, a ledger with two commits on disk", "the same, commits not waited for, as ours"


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
    parser.add_argument("--cases", type=int, help="so many cases instead of 1,000")
    parser.add_argument("--rounds", type=int, help="so many rounds instead of three")
    parser.add_argument("--calls", action="store_true", help="count system calls a case by strace, measure nothing")
    parser.add_argument("--one", help="go one way once, in silence")
    given = parser.parse_args(arguments)
    plan = TINY if given.tiny else FULL
    plan = replace(plan, cases=given.cases or plan.cases, rounds=given.rounds or plan.rounds)
    with tempfile.TemporaryDirectory(dir=given.where) as name:
        root = Path(name)
        if given.one:
            WAYS[given.one](lay_out(root / "desk", plan.cases))
        elif given.calls:
            calls(root)
        else:
            floors(root, plan)
            queue(plan)
            latency(root / "latency", plan)
    return 0


def floors(root: Path, plan: Plan) -> None:
    """Print the floors and ours, side by side."""
    say(f"{plan.cases:,} cases of {(SHEET + FILES * FILE) / 1000:.0f} KB, {plan.rounds} rounds")
    for cold in (True, False):
        taken: dict[str, list[float]] = {title: [] for title in (*WAYS, *AGAIN)}
        dropped = True
        for number in range(plan.rounds):
            ways = list(WAYS)
            for place, title in enumerate(ways[number % len(ways) :] + ways[: number % len(ways)]):
                desk = lay_out(root / f"{'cold' if cold else 'warm'}-{number}-{place}", plan.cases)
                dropped = forget_pages(desk) if cold else True
                taken[title].append(seconds(lambda at=desk, way=WAYS[title]: way(at)))  # type: ignore[misc]
                if f"{title}{DONE}" in taken:
                    assert len(list((desk / "outbox").glob("*/v1/manifest.json"))) == plan.cases
                    taken[f"{title}{DONE}"].append(seconds(lambda at=desk, way=WAYS[title]: way(at)))  # type: ignore[misc]
        say("cold" if cold and dropped else "cold was asked for, but the system drops no pages" if cold else "warm")
        for title, each in taken.items():
            beside = f"{median(each) / plan.cases * 1000:6.2f} ms a case"
            for floor in (FLOOR, EASY):
                beside += f"  {median(one / under for one, under in zip(each, taken[floor], strict=True)):5.2f} x"
            say(f"  {title:56} {beside}")
    say(f"  the first ratio is to: {FLOOR}; the second to: {EASY}")


def calls(root: Path) -> None:
    """Print the system calls of one more case, each way: those of 120 cases less those of 20."""
    if shutil.which("strace") is None:
        say("strace is not here")
        return
    for title in WAYS:
        few, many = (counted(root, title, cases) for cases in (20, 120))
        each = {name: (many[name] - few.get(name, 0)) / 100 for name in many}
        flushes = each.get("fsync", 0) + each.get("fdatasync", 0)
        say(f"{title}: {sum(each.values()):.0f} calls a case, {flushes:.1f} of them wait for the disk")
        most = sorted(each.items(), key=lambda one: -one[1])[:12]
        say("  " + ", ".join(f"{name} {number:.1f}" for name, number in most))


def counted(root: Path, title: str, cases: int) -> dict[str, int]:
    """Return how often each system call was made when so many cases went one way."""
    told = root / "calls.txt"
    itself = [sys.executable, __file__, "--one", title, "--cases", str(cases), "--where", str(root)]
    subprocess.run(["strace", "-f", "-c", "-o", str(told), *itself], check=True)
    rows = [line.split() for line in told.read_text().splitlines()]
    return {row[-1]: int(row[3]) for row in rows if len(row) >= 5 and row[3].isdigit() and row[-1] != "total"}


def forget_pages(desk: Path) -> bool:
    """Have the system give up what it holds of the inbox's files in memory; False where it cannot be asked."""
    if not hasattr(os, "posix_fadvise"):
        return False
    for path in (desk / "inbox").glob("*/*"):
        handle = os.open(path, os.O_RDONLY)
        os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
        os.close(handle)
    return True


def lay_out(desk: Path, cases: int) -> Path:
    """Lay out a desk with its cases, everything on disk before the clock starts."""
    lay_trays(desk)
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


def bare(desk: Path, *, fsync: bool = True, ledger: str = "") -> None:
    """Do by plain calls what no desk can do without: look, hash, copy, write a manifest, show it by one rename.

    ``fsync`` flushes what a safe delivery has to, and nothing more: the manifest and its folder before the rename, the
    case's folder and the outbox after it. ``ledger`` is how a commit is waited for: FULL flushes at each of two commits
    a case, NORMAL at none; then what a power cut takes from the ledger has to be mended from the outbox, as ours is.
    """
    staging = desk / "outbox" / ".staging"
    staging.mkdir()
    base = sqlite3.connect(desk / "ledger.sqlite3", isolation_level=None)
    base.execute("pragma journal_mode=WAL")
    base.execute(f"pragma synchronous={ledger or 'OFF'}")
    base.execute("create table jobs (name text primary key, state text)")
    for entry in sorted(os.scandir(desk / "inbox"), key=lambda each: each.name):
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


#: Every way from the inbox to the outbox.
WAYS: dict[str, Callable[[Path], None]] = {
    "scan, hash, copy, stage, rename": partial(bare, fsync=False),
    "the same, everything fsynced": bare,
    FLOOR: partial(bare, ledger="FULL"),
    EASY: partial(bare, ledger="NORMAL"),
    "ours, 1 worker": partial(run, workers=1),
    "ours, 2 workers": partial(run, workers=2),
}
DONE = ", once more, everything done already"
AGAIN = tuple(f"{title}{DONE}" for title in WAYS if title.startswith("ours"))


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
