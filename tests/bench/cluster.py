"""What a second worker of a cluster is worth: the same cases with one and with two, side by side in one run.

``python tests/bench/cluster.py`` prints one report (a quarter of an hour on a crowded machine). A scheduler, a desk
and two workers of one process each run as commands over the stand-in house of the tests. ``waits``: a case takes 0.15 s
of nobody's processor, as on machines of their own; ``computes``: 0.1 s of a processor, for which all four commands
contend here. Counted from the first package to the last by the disk's own clock, so no start is in it. Read the ratios.
``--tiny`` only shows that the script works.
"""

import argparse
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median

HOUSE = Path(__file__).parents[1] / "desk" / "fake_house.py"
KINDS = {"waits": "slow", "computes": "busy"}


def main(arguments: Sequence[str]) -> int:
    """Print the report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tiny", action="store_true", help="show that the script works, measure nothing")
    given = parser.parse_args(arguments)
    cases, rounds = (3, 1) if given.tiny else (120, 3)
    rates: dict[tuple[str, int], list[float]] = {}
    with tempfile.TemporaryDirectory() as name, ExitStack() as commands:
        root, address = lay_out(Path(name) / "desk"), free_address()
        commands.enter_context(command(root, "scheduler", "--listen", address, until="The scheduler is at"))
        join = ("worker", "--cluster", address, "--workers", "1")
        commands.enter_context(command(root, *join, until="Joined"))
        rate(root, "warm", 4, "waits", address)
        for turn in range(rounds):
            for kind in KINDS:
                rates.setdefault((kind, 1), []).append(rate(root, f"{kind}-1-{turn}", cases, kind, address))
            with command(root, *join, until="Joined"):
                rate(root, f"warm-{turn}", 4, "waits", address)  # its own process starts with its first case
                for kind in KINDS:
                    rates.setdefault((kind, 2), []).append(rate(root, f"{kind}-2-{turn}", cases, kind, address))
    say(f"{cases} cases a turn, {rounds} turn(s), medians")
    for kind in KINDS:
        one, two = median(rates[kind, 1]), median(rates[kind, 2])
        say(f"  {kind:10} 1 worker {one:6.2f} cases a second   2 workers {two:6.2f}   ratio {two / one:.2f}")
    return 0


def lay_out(desk: Path) -> Path:
    """Lay out a desk."""
    for tray in ("inbox", "outbox", "rulebooks", "doc_templates"):
        (desk / tray).mkdir(parents=True)
    (desk / "rulebooks" / "strategy.xlsx").write_bytes(b"rules")
    return desk


def free_address() -> str:
    """Return an address of this machine that nobody has taken."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"tcp://127.0.0.1:{free.getsockname()[1]}"


@contextmanager
def command(desk: Path, *arguments: str, until: str) -> Iterator[None]:
    """Have a command run while the block does, from the line on that it says when it is ready."""
    process = subprocess.Popen(
        [sys.executable, str(HOUSE), "--lang", "en", "--desk", str(desk), *arguments],
        stderr=subprocess.PIPE, text=True, encoding="utf-8",
    )  # fmt: skip
    assert process.stderr is not None
    try:
        while until not in (line := process.stderr.readline()):
            assert line, f"{arguments[0]} ended"
        yield
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=60)


def rate(desk: Path, name: str, cases: int, kind: str, address: str) -> float:
    """Run so many cases over the cluster; return how many were done in a second."""
    refs = [f"{name}-{number:04}" for number in range(cases)]
    for ref in refs:
        (desk / "inbox" / ref).mkdir()
        (desk / "inbox" / ref / "case.txt").write_text(KINDS[kind], encoding="utf-8")
    subprocess.run(
        [sys.executable, str(HOUSE), "--desk", str(desk), "run", "--quiet", "0", "--cluster", address],
        check=True, capture_output=True,
    )  # fmt: skip
    times = [(desk / "outbox" / ref / "v1" / "manifest.json").stat().st_mtime_ns for ref in refs]
    return (cases - 1) / ((max(times) - min(times)) / 1e9)


def say(line: str) -> None:
    """Print one line."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
