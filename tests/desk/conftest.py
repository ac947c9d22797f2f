"""A desk in a temporary folder with a house that stands in for the stages."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest
from beside import load
from desks import lay_trays

from casewright.desk import Engine, Foreman, Layout, Result, Until, open_desk
from casewright.desk.settings import Settings
from casewright.model import Finding

HERE = Path(__file__).parent


def load_fake() -> ModuleType:
    return load(HERE / "fake_house.py", "casewright_fake_house")


@pytest.fixture(scope="session")
def house() -> Engine:
    fake: Engine = load_fake().FakeHouse()
    return fake


@dataclass
class Heard:
    """Everything that a foreman said."""

    results: list[Result] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    steps: list[tuple[int, int]] = field(default_factory=list)

    def case(self, result: Result) -> None:
        self.results.append(result)

    def say(self, finding: Finding) -> None:
        self.findings.append(finding)

    def progress(self, done: int, total: int) -> None:
        self.steps.append((done, total))

    @property
    def lines(self) -> list[tuple[str, str, str]]:
        return [(each.ref, each.state, each.target) for each in self.results]


@dataclass
class Desk:
    """A desk to drop things on."""

    root: Path
    house: Engine
    settings: Settings = field(default_factory=Settings)

    @property
    def layout(self) -> Layout:
        return open_desk(self.root)[0]

    def drop(self, name: str, told: str = "ok", **files: str) -> Path:
        folder = self.root / "inbox" / name
        folder.mkdir(exist_ok=True)
        (folder / "case.txt").write_text(told, encoding="utf-8")
        for file, text in files.items():
            (folder / file.replace("__", ".")).write_text(text, encoding="utf-8")
        return folder

    def outbox(self) -> list[str]:
        out = self.root / "outbox"
        return sorted(path.relative_to(out).as_posix() for path in out.glob("[!.]*/*"))

    def foreman(self, heard: Heard, **options: object) -> Foreman:
        values: dict[str, object] = {"quiet": 0.0, "today": lambda: date(2026, 11, 22), **options}
        return Foreman(self.layout, self.settings, self.house, listener=heard, **values)  # type: ignore[arg-type]

    def run(self, *entries: Path, until: Until = Until.ONCE, **options: object) -> Heard:
        return self._work(Heard(), entries, until, options)

    @contextmanager
    def held(self, *entries: Path, until: Until = Until.IDLE, **options: object) -> Iterator[Heard]:
        """Work beside the test: inside the block a case told ``held`` has been begun, and ends behind it."""
        heard = Heard()
        options = {"poll": 0.05, **options}
        work = threading.Thread(target=self._work, args=(heard, entries, until, options), daemon=True)
        work.start()
        self.wait_for((self.root / "HELD").exists)
        yield heard
        (self.root / "GO").touch()
        work.join(60)
        assert not work.is_alive()

    def wait_for(self, happened: Callable[[], bool]) -> None:
        end = time.monotonic() + 60
        while not happened():
            assert time.monotonic() < end, "it did not happen within a minute"
            time.sleep(0.01)

    def _work(self, heard: Heard, entries: tuple[Path, ...], until: Until, options: dict[str, object]) -> Heard:
        with self.foreman(heard, **options) as foreman:
            if entries:
                foreman.run_named(entries, threading.Event())
            else:
                foreman.run_inbox(threading.Event(), until=until)
        return heard


@pytest.fixture
def desk(tmp_path: Path, house: Engine) -> Desk:
    root = tmp_path / "desk"
    lay_trays(root, rules=b"rules, first edition")
    return Desk(root, house)
