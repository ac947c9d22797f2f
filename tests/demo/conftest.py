"""One demo desk for all its tests, made by the command itself."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest


@dataclass(frozen=True)
class Demo:
    """A produced demo desk: its folder, exit code, and the manifests of its packages."""

    folder: Path
    code: int
    said: str

    @property
    def packages(self) -> list[Path]:
        return sorted(path.parent for path in self.folder.glob("outbox/*/v*/manifest.json"))

    @property
    def own(self) -> list[Path]:
        """Return the packages that the demo makes by itself, without those that lie apart."""
        apart = {path.name for path in (self.folder / "samples").iterdir()}
        return [package for package in self.packages if package.parent.name not in apart]

    def manifests(self) -> list[dict[str, Any]]:
        return [json.loads((package / "manifest.json").read_text(encoding="utf-8")) for package in self.packages]


def run_demo(folder: Path) -> Demo:
    done = subprocess.run(
        [sys.executable, "-m", "casewright", "demo", str(folder)],
        check=False,
        capture_output=True,
        encoding="utf-8",
    )
    aside = sorted((folder / "samples").iterdir())
    assert aside
    run = [sys.executable, "-m", "casewright", "--desk", str(folder), "run", "--as-of", "2026-11-22"]
    subprocess.run([*run, *map(str, aside)], check=False, capture_output=True)
    return Demo(folder, done.returncode, done.stdout + done.stderr)


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    return run_demo(tmp_path_factory.mktemp("first") / "desk")


@pytest.fixture(scope="session")
def second_demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    return run_demo(tmp_path_factory.mktemp("second") / "desk")
