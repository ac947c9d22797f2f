"""The command line in this process, over the stand-in house or over the real one."""

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from beside import load
from desks import lay_trays

from casewright.cli import main
from casewright.desk import Engine, House, lay_out

FAKE = Path(__file__).parent.parent / "desk" / "fake_house.py"


@dataclass(frozen=True)
class Said:
    """What a command said and how it ended."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        return json.loads(self.out)


Cli = Callable[..., Said]


@pytest.fixture(scope="session")
def house() -> Engine:
    module = load(FAKE, "casewright_fake_house_cli")
    fake: Engine = module.FakeHouse()
    return fake


@pytest.fixture
def cli(house: Engine, capsys: pytest.CaptureFixture[str]) -> Cli:
    """Run a command over the stand-in house."""

    def run(*arguments: str | Path) -> Said:
        code = main([str(each) for each in arguments], engine=house)
        said = capsys.readouterr()
        return Said(code, said.out, said.err)

    return run


@pytest.fixture
def real(capsys: pytest.CaptureFixture[str]) -> Cli:
    """Run a command over the real house."""

    def run(*arguments: str | Path) -> Said:
        code = main([str(each) for each in arguments], engine=House())
        said = capsys.readouterr()
        return Said(code, said.out, said.err)

    return run


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    root = tmp_path / "desk"
    lay_trays(root)
    return root


@pytest.fixture(scope="session")
def real_desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk of the starter with one sample case in its inbox."""
    root: Path = tmp_path_factory.mktemp("real") / "desk"
    lay_out(root)
    sample = Path(__file__).parent.parent / "cases" / "CQ-2611-RP"
    shutil.copytree(sample, root / "inbox" / sample.name)
    return root


@pytest.fixture
def drop(desk: Path) -> Callable[..., Path]:
    def put(name: str, told: str = "ok") -> Path:
        folder = desk / "inbox" / name
        folder.mkdir(exist_ok=True)
        (folder / "case.txt").write_text(told, encoding="utf-8")
        return folder

    return put
