"""One desk under trial: a clerk who goes on, commands that are killed, and a checker after each stop."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from desks import lay_trays

HERE = Path(__file__).parent
#: A command that does not end in this time has hung; no test waits so long when all is well.
PATIENCE = 60.0


class Starter:
    """The process that starts commands; see ``starter.py``."""

    def __init__(self, faults: Path) -> None:
        self.kills = 0
        env = {
            **os.environ, "PYTHONWARNINGS": "ignore:resource_tracker:UserWarning",
            "LD_PRELOAD": str(faults), "PYTHONIOENCODING": "utf-8", "PYTHONDONTWRITEBYTECODE": "1",
            "PYTHONPATH": os.pathsep.join([str(HERE), str(HERE.parent / "desk")]),
        }  # fmt: skip
        self._process = subprocess.Popen(
            [sys.executable, str(HERE / "starter.py")],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=env,
        )  # fmt: skip
        told = self._answer()
        self._workers, self.forks_at = int(told["forkserver"]), str(told["address"])

    def start(self, order: dict[str, Any]) -> Command:
        return Command(self, int(self.ask(order)["pid"]))

    def ask(self, order: dict[str, Any]) -> Any:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        return self._answer()

    def _answer(self) -> Any:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line, "the starter has ended"
        return json.loads(line)

    def workers(self) -> list[int]:
        """Return the worker processes that live, of whatever command."""
        told = Path(f"/proc/{self._workers}/task/{self._workers}/children").read_text(encoding="ascii")
        return [int(number) for number in told.split() if _lives(int(number))]

    def close(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(timeout=30)
        if self._process.stdout is not None:
            self._process.stdout.close()


def _lives(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


@dataclass
class Command:
    """One command, running or ended."""

    starter: Starter
    process: int
    code: int | None = None

    @property
    def ended(self) -> bool:
        if self.code is None:
            self.code = self.starter.ask({"wait": self.process, "ask": True})["code"]
        return self.code is not None

    def kill(self, *, group: bool = False) -> None:
        """Kill the command alone, or with all its workers as when the power fails."""
        for process in self.starter.workers() if group else ():
            _send(process, signal.SIGKILL)
        if not self.ended:
            _send(self.process, signal.SIGKILL)
        self.wait()

    def stop(self) -> int:
        _send(self.process, signal.SIGTERM)
        return self.wait()

    def wait(self, meanwhile: Callable[[], None] = lambda: None) -> int:
        """Wait for the end of the command and of every worker of it; return its exit code (-9 where killed)."""
        end = time.monotonic() + PATIENCE
        while not self.ended or self.starter.workers():
            if time.monotonic() > end:
                self._hangs()
            if not self.ended:
                meanwhile()
            time.sleep(0.003)
        assert self.code is not None
        return self.code

    def _hangs(self) -> None:
        """Have the command say where it stands, and end it."""
        workers = self.starter.workers()
        if not self.ended:
            _send(self.process, signal.SIGUSR1)
            time.sleep(1)
        for process in (self.process, *workers):
            _send(process, signal.SIGKILL)
        raise HungError(
            f"the command ({'ended' if self.ended else 'running'}) or one of {len(workers)} workers does not end"
        )


class HungError(AssertionError):
    """A command that does not end."""


def _send(process: int, number: signal.Signals) -> None:
    try:
        os.kill(process, number)
    except ProcessLookupError:
        return


@dataclass
class Trial:
    """A desk under trial. ``told`` is what to print when something is wrong: the seed and all that was done."""

    root: Path
    starter: Starter
    clerk: Any
    checker: Any
    seed: int
    broken: str = ""
    kills: int = 0
    patience: int = 0
    runs: int = 0
    found: list[str] = field(default_factory=list)

    @property
    def rng(self) -> random.Random:
        return self.clerk.rng

    @property
    def once(self) -> Path:
        """Return a file that the first worker to be killed takes away."""
        return self.root.parent / "once"

    @property
    def trace(self) -> Path:
        return self.root.parent / "trace.txt"

    def start(self, *arguments: str, rules: tuple[dict[str, Any], ...] = ()) -> Command:
        self.runs += 1
        self.patience = 20
        self.once.touch()
        self.clerk.away = False
        self.clerk.journal.write(f"start {' '.join(arguments)} {list(rules) or ''}")
        self.trace.unlink(missing_ok=True)
        return self.starter.start({
            "arguments": ["--desk", str(self.root), *arguments], "root": str(self.root), "rules": rules,
            "trace": str(self.trace), "broken": self.broken,
            "out": str(self.root.parent / "out.txt"), "err": str(self.root.parent / "err.txt"),
        })  # fmt: skip

    def run(self, *arguments: str, rules: tuple[dict[str, Any], ...] = (), acting: bool = False) -> int:
        """Run a command to its end, whatever end that is, and check; ``acting``: the clerk goes on meanwhile."""
        command = self.start("run", *arguments, rules=rules)
        try:
            code = command.wait(self.act if acting else lambda: None)
        except HungError as error:
            self.check([str(error)])
            raise
        return self.ended(code)

    def ended(self, code: int) -> int:
        self.clerk.away = True
        if code == -signal.SIGKILL:
            self.kills += 1
            self.starter.kills += 1
        self.clerk.journal.write(f"ended with {code} {self.last_call() if code < 0 else ''}")
        self.check(self.checker.after_stop())
        return code

    def kill_after(self, seconds: float, *arguments: str, group: bool) -> None:
        """Start a command, let the clerk act, and kill it."""
        command = self.start(*arguments)
        end = time.monotonic() + seconds
        while time.monotonic() < end and not command.ended:
            self.act()
            time.sleep(self.rng.uniform(0, 0.03))
        command.kill(group=group)
        self.ended(-9 if command.code is None else command.code)

    def act(self) -> None:
        """Do something now and then, but not for ever: the desk may wait for the end."""
        if self.patience and self.rng.random() < 0.08:
            self.patience -= 1
            self.clerk.act()

    def wait_for(self, happened: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE
        while not happened():
            assert time.monotonic() < end, f"it did not happen: {self.said()}"
            time.sleep(0.01)

    def watching(self) -> bool:
        """Say whether the desk has begun to look at the inbox."""
        return any(call.endswith("ledger.sqlite3-wal") for call in self.calls())

    def rest(self, seconds: float) -> None:
        time.sleep(seconds)

    def acts(self, number: int) -> None:
        for _ in range(number):
            self.clerk.act()

    def finish(self) -> None:
        """Let a run come to its end, twice: the second has nothing to do. Then check everything."""
        code = self.run("--quiet", "0", "--until-idle", "--workers", "1")
        self.check([] if code == 0 else [f"the last run ended with {code}: {self.said()}"])
        self.check(self.checker.at_end())

    def check(self, found: list[str]) -> None:
        self.found += found
        if found and not self.broken:
            raise AssertionError("\n".join([*found, f"seed {self.seed}", self.clerk.journal.told(), self.said()]))

    def last_call(self) -> str:
        if not self.trace.exists():
            return ""
        lines = self.trace.read_text(encoding="utf-8", errors="replace").splitlines()
        return next((line for line in reversed(lines) if line.startswith("KILLED")), "").replace(str(self.root), "")

    def calls(self) -> list[str]:
        """Return every call of the last command that changed something, in order."""
        text = self.trace.read_text(encoding="utf-8", errors="replace") if self.trace.exists() else ""
        return [line.replace(f"{self.root}/", "") for line in text.splitlines()]

    def said(self) -> str:
        path = self.root.parent / "err.txt"
        return path.read_text(encoding="utf-8")[-3000:] if path.exists() else ""


def lay_out(root: Path) -> None:
    """Lay a desk out."""
    lay_trays(root)


def compile_faults(folder: Path) -> Path | None:
    """Compile ``faults.c``; None where there is no compiler."""
    compiler = shutil.which("cc") or shutil.which("gcc")
    if compiler is None or not sys.platform.startswith("linux"):
        return None
    library = folder / "faults.so"
    subprocess.run(
        [compiler, "-shared", "-fPIC", "-O1", "-o", str(library), str(HERE / "faults.c"), "-ldl"], check=True
    )
    return library
