"""A desk on which the real command line runs in a process of its own, over the stand-in house."""

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from beside import load as load_beside
from desks import lay_trays

HERE = Path(__file__).parent
FAKE = HERE.parent / "desk" / "fake_house.py"
KILLS = pytest.StashKey[int]()
#: Where a network share is mounted on which inbox and outbox are to lie, if one is.
SHARE, SECONDS = os.environ.get("CASEWRIGHT_SHARE", ""), 1_780_000_000


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say how many commands were killed, where one process ran all tests."""
    if kills := config.stash.get(KILLS, 0):
        terminalreporter.write_line(f"{kills} commands were killed")


def load(name: str) -> ModuleType:
    """Load a module of this folder, once."""
    return load_beside(HERE / f"{name}.py", f"casewright_crash_{name}")


class Station:
    """A desk, and commands on it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.started: list[subprocess.Popen[str]] = []
        lay_trays(root)

    def drop(self, name: str, told: str = "ok") -> Path:
        folder = self.root / "inbox" / name
        folder.mkdir()
        (folder / "case.txt").write_text(told, encoding="utf-8")
        (folder / "evidence.bin").write_bytes(name.encode() * 500)
        return folder

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, str(FAKE), "--desk", str(self.root), *arguments],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8",
            env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        )  # fmt: skip
        self.started.append(process)
        return process

    def run(self, *arguments: str) -> tuple[int, str, str]:
        process = self.start(*arguments)
        out, err = process.communicate(timeout=120)
        return process.returncode, out, err

    def packages(self) -> list[str]:
        out = self.root / "outbox"
        return sorted(path.parent.relative_to(out).as_posix() for path in out.glob("[!.]*/*/manifest.json"))

    def faults(self) -> list[str]:
        """Say what is wrong with the desk after a stop: half packages, doubles, a ledger that does not agree."""
        out = self.root / "outbox"
        found = [f"half there: {path}" for path in out.glob("[!.]*/*") if not (path / "manifest.json").is_file()]
        found += [f"left in staging: {path.name}" for path in (out / ".staging").iterdir()]
        told = [(path, json.loads((out / path / "manifest.json").read_text("utf-8"))) for path in self.packages()]
        inputs = [json.dumps([each["case"], each["inputs"]]) for _, each in told]
        found += [f"twice: {each}" for each in set(inputs) if inputs.count(each) > 1]
        base = sqlite3.connect(self.root / ".casewright" / "ledger.sqlite3")
        rows = base.execute("select target, state from jobs").fetchall()
        open_drops = base.execute("select name, state from drops where state not in ('delivered')").fetchall()
        base.close()
        found += [f"not final: {row}" for row in open_drops]
        found += [f"not in the ledger: {path}" for path, _ in told if (path, "delivered") not in rows]
        return found

    def stop_all(self) -> None:
        for process in self.started:
            if process.poll() is None:
                process.send_signal(signal.SIGKILL)
            process.communicate(timeout=30)


@pytest.fixture
def station(tmp_path: Path) -> Iterator[Station]:
    station = Station(tmp_path / "desk")
    yield station
    station.stop_all()


@pytest.fixture(scope="session")
def starter(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[Any]:
    """What starts commands quickly, under a library that can kill them at any call; tells how many it killed."""
    faults = load("trial").compile_faults(tmp_path_factory.mktemp("faults"))
    if faults is None:
        pytest.skip("no C compiler here, or no Linux: calls to the file system cannot be counted")
    starter = load("trial").Starter(faults)
    yield starter
    starter.close()
    request.config.stash[KILLS] = starter.kills


def put_on_share(root: Path, share: Path) -> Path:
    """Have inbox and outbox of a desk lie on a share; return a folder of the clerk's beside them."""
    place = Path(tempfile.mkdtemp(dir=share))
    root.mkdir(parents=True)
    for tray in ("inbox", "outbox"):
        (place / tray).mkdir()
        (root / tray).symlink_to(place / tray, target_is_directory=True)
    return place / "elsewhere"


@pytest.fixture
def new_trial(tmp_path: Path, starter: Any) -> Callable[..., Any]:
    """Lay out desks to be put on trial: ``new_trial(seed)``."""
    trial, clerk, checker = load("trial"), load("clerk"), load("checker")

    def lay_out(seed: int, *, broken: str = "", quiet: float = 0.0, root: Path | None = None) -> Any:
        root = root or tmp_path / f"{seed}" / "desk"
        elsewhere = put_on_share(root, Path(SHARE)) if SHARE else root.parent / "elsewhere"
        trial.lay_out(root)
        elsewhere.mkdir(parents=True, exist_ok=True)
        checks = checker.Checker(root, None, quiet)
        checks.clerk = clerk.Clerk(root / "inbox", elsewhere, random.Random(seed), checks.published)
        checks.clerk.whole_seconds = SECONDS if SHARE else 0
        return trial.Trial(root, starter, checks.clerk, checks, seed, broken)

    return lay_out
