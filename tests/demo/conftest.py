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

    def manifests(self) -> list[dict[str, Any]]:
        return [json.loads((package / "manifest.json").read_text(encoding="utf-8")) for package in self.packages]


def run_demo(folder: Path) -> Demo:
    done = subprocess.run(
        [sys.executable, "-m", "casewright", "demo", str(folder)],
        check=False,
        capture_output=True,
        encoding="utf-8",
    )
    return Demo(folder, done.returncode, done.stdout + done.stderr)


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    return run_demo(tmp_path_factory.mktemp("first") / "desk")


@pytest.fixture(scope="session")
def second_demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    return run_demo(tmp_path_factory.mktemp("second") / "desk")
