"""What is needed no more is removed when nothing else is to be done, or where too much of it lies there."""

import sys
from pathlib import Path

from casewright.desk.sweeper import Sweeper


def folder(place: Path, name: str) -> Path:
    made = place / name / "drop"
    made.mkdir(parents=True)
    (made / "case.xlsx").write_bytes(b"x" * 100)
    return place / name


def left(place: Path) -> list[str]:
    return sorted(path.name for path in place.iterdir())


def test_folders_wait_while_cases_are_made_and_go_when_the_line_is_idle(tmp_path: Path) -> None:
    sweeper = Sweeper()
    for name in ("1", "2", "3"):
        sweeper.away(folder(tmp_path, name), 100)
    assert left(tmp_path) == ["1", "2", "3"]
    sweeper.now()
    sweeper.close()
    assert left(tmp_path) == []


def test_more_bytes_than_may_lie_there_go_at_once(tmp_path: Path) -> None:
    sweeper = Sweeper(most_bytes=250)
    for name in ("1", "2", "3"):
        sweeper.away(folder(tmp_path, name), 100)
    sweeper.away(folder(tmp_path, "4"), 100)
    wait_for(sweeper)
    assert left(tmp_path) == ["4"]
    sweeper.close()
    assert left(tmp_path) == []


def test_more_folders_than_may_lie_there_go_at_once(tmp_path: Path) -> None:
    sweeper = Sweeper(most_folders=2)
    for name in ("1", "2", "3", "4"):
        sweeper.away(folder(tmp_path, name), 1)
    wait_for(sweeper)
    assert left(tmp_path) == ["4"]
    sweeper.close()


def test_a_folder_of_unknown_weight_goes_at_once(tmp_path: Path) -> None:
    sweeper = Sweeper()
    sweeper.away(folder(tmp_path, "zip"), sys.maxsize)
    wait_for(sweeper)
    assert left(tmp_path) == []
    sweeper.close()


def test_a_folder_that_is_not_there_any_more_hinders_nobody(tmp_path: Path) -> None:
    sweeper = Sweeper()
    sweeper.away(tmp_path / "gone", 1)
    sweeper.away(folder(tmp_path, "there"), 1)
    sweeper.close()
    assert left(tmp_path) == []


def wait_for(sweeper: Sweeper) -> None:
    """Wait for what is on its way out, as the sweeper itself does where it is slower than the work."""
    assert sweeper._leaving is not None
    sweeper._leaving.result()
