"""What is made to do harm, and a process of its own that looks into it."""

import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import pytest
from beside import load as load_beside

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Seen:
    """What was told of one drop: its cases, (code, place, zh, en, fix) of each finding, items, and memory in MB."""

    cases: list[str | None]
    told: list[list[str]]
    items: dict[str, str]
    peak: int
    helper: int

    @property
    def codes(self) -> set[str]:
        return {code for code, *_ in self.told}

    def at(self, path: str) -> set[str]:
        return {code for code, place, *_ in self.told if place.startswith(path)}


def load(name: str) -> ModuleType:
    return load_beside(HERE / f"{name}.py", f"casewright_{name}")


@pytest.fixture(scope="session")
def made() -> Callable[[str], ModuleType]:
    return load


@pytest.fixture(scope="session")
def look() -> Callable[[Sequence[Path], Path], list[Seen]]:
    """Open, read and inspect drops in one process of its own, with its memory measured for each drop."""

    def run(entries: Sequence[Path], work: Path, *, seconds: int = 20) -> list[Seen]:
        order = [sys.executable, str(HERE / "probe.py"), str(work), str(seconds), *map(str, entries)]
        done = subprocess.run(order, capture_output=True, text=True, encoding="utf-8", timeout=1200, check=False)
        assert done.returncode == 0, done.stderr[-3000:]
        return [Seen(**json.loads(line)) for line in done.stdout.splitlines()]

    return run
