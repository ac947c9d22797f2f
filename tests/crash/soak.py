"""A watch under mixed activity for minutes: does its memory grow, does it keep handles open?

``.venv/bin/python tests/crash/soak.py [MINUTES]`` (20 unless told) lays a desk out in a temporary folder, lets a clerk
go on at it, and prints every ten seconds the resident memory and the open handles of the desk and of its workers, then
the ratio of the last sixth to the second one: the first is start-up. Collected by no test run; it needs Linux.
"""

from __future__ import annotations

import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from types import ModuleType

sys.path.insert(0, str(Path(__file__).parents[1] / "support"))
from beside import load as load_beside

HERE = Path(__file__).parent
EVERY = 10.0
#: Drops that lie in the inbox at most: a clerk tidies up, and what grows with the inbox is no leak.
MOST = 60


def load(name: str) -> ModuleType:
    return load_beside(HERE / f"{name}.py", f"casewright_crash_{name}")


def family(process: int) -> list[int]:
    """Return a process and all that it has started."""
    try:
        told = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii").split()
    except FileNotFoundError:
        return []
    return [process, *(each for child in told for each in family(int(child)))]


def measure(process: int) -> tuple[int, int]:
    """Return resident kilobytes and open handles."""
    pages = int(Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") // 1024, len(list(Path(f"/proc/{process}/fd").iterdir()))


def soak(minutes: float, root: Path) -> int:
    trial, clerk_module, checker_module = load("trial"), load("clerk"), load("checker")
    trial.lay_out(root / "desk")
    (root / "elsewhere").mkdir()
    checker = checker_module.Checker(root / "desk", None)
    checker.clerk = clerk = clerk_module.Clerk(
        root / "desk" / "inbox", root / "elsewhere", random.Random(7), checker.published, away=False
    )
    house = [sys.executable, str(HERE.parent / "desk" / "fake_house.py"), "--desk", str(root / "desk")]
    with (root / "out.txt").open("wb") as out:
        watch = subprocess.Popen([*house, "watch", "--quiet", "0.2", "--workers", "2"], stdout=out, stderr=out)
    told: list[tuple[int, int, int]] = []
    end, due = time.monotonic() + minutes * 60, time.monotonic() + EVERY
    while time.monotonic() < end and watch.poll() is None:
        clerk.act()
        if len(clerk.folders) > MOST:
            clerk.take_out(clerk.rng.choice(sorted(set(clerk.folders) - {f"batch {number}" for number in range(3)})))
        time.sleep(clerk.rng.uniform(0, 0.4))
        if time.monotonic() >= due:
            due += EVERY
            desk, handles = measure(watch.pid)
            others = sum(measure(each)[0] for each in family(watch.pid)[1:])
            told.append((desk, others, handles))
            sys.stdout.write(f"desk {desk:7} kB  workers {others:7} kB  handles {handles:3}  acts {clerk.made}\n")
            sys.stdout.flush()
    died = watch.poll() is not None
    watch.terminate()
    watch.wait(timeout=60)
    size = max(1, len(told) // 6)
    for name, place in (("desk", 0), ("workers", 1), ("handles", 2)):
        first, last = told[size : 2 * size] or told[:1], told[-size:]
        before, after = (statistics.median(each[place] for each in part) for part in (first, last))
        sys.stdout.write(f"{name}: {before:.0f} -> {after:.0f}, ratio {after / before:.3f}\n")
    found = [*checker.after_stop()]
    sys.stdout.write(f"{len(checker.packages())} packages; {'; '.join(found) or 'nothing wrong'}\n")
    return int(died or bool(found))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        sys.exit(soak(float(sys.argv[1]) if len(sys.argv) > 1 else 20.0, Path(folder)))
