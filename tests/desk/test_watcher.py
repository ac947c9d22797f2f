"""What is listened to below the inbox: everything that lies there now, and nothing that has gone."""

import sys
import threading
import time
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from casewright.desk.watcher import Watcher


def listened_to() -> int:
    """Return how many folders this process listens to, as the system says."""
    told = Path("/proc/self/fdinfo").iterdir()
    return sum(path.read_text("ascii").count("inotify wd:") for path in told if path.exists())


def until(happened: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not happened():
        assert time.monotonic() < end, "it did not happen within a minute"
        time.sleep(0.01)


@pytest.fixture
def wake() -> threading.Event:
    return threading.Event()


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "inbox").mkdir()
    return tmp_path / "inbox"


@pytest.fixture
def watcher(inbox: Path, wake: threading.Event) -> Iterator[Watcher]:
    watcher = Watcher(inbox, wake, worn=10)
    assert watcher.start()
    yield watcher
    watcher.stop()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks Linux what is listened to")
def test_folders_that_were_moved_out_are_not_listened_to_for_ever(
    inbox: Path, watcher: Watcher, wake: threading.Event
) -> None:
    before = listened_to()
    for number in range(40):
        folder = inbox.parent / "elsewhere" / f"drop {number}"
        (folder / "proof").mkdir(parents=True)
        folder.rename(inbox / folder.name)
        (inbox / folder.name).rename(folder)
        time.sleep(0.01)
    until(lambda: listened_to() < before + 25)
    wake.clear()
    (inbox / "still heard").mkdir()
    assert wake.wait(60)


def test_folders_that_come_back_are_heard_of_without_a_warning(
    inbox: Path, watcher: Watcher, wake: threading.Event
) -> None:
    with warnings.catch_warnings(record=True) as told:
        for number in range(12):
            folder = inbox / f"drop {number % 2}"
            away = inbox.parent / "elsewhere" / folder.name
            if not folder.exists() and not away.exists():
                folder.mkdir()
            if folder.exists():
                folder.rename(away)
            else:
                away.rename(folder)
            time.sleep(0.02)
        wake.clear()
        (inbox / "another").mkdir()
        assert wake.wait(60)
    assert [str(each.message)[:80] for each in told] == []
