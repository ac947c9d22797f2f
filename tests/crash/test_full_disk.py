"""A disk that fills, an outbox that refuses, a document that somebody holds open: the desk waits, says so, goes on."""

import errno
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

NewTrial = Callable[..., Any]
RUN = ("--quiet", "0", "--workers", "1")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Callable[[Path], Path]]:
    """Mount a file system of 2 MB where the system lets us."""
    mounted: list[Path] = []

    def mount(folder: Path) -> Path:
        folder.mkdir(parents=True, exist_ok=True)
        done = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)], check=False, capture_output=True
        )
        if done.returncode:
            pytest.skip(f"no file system can be mounted here: {done.stderr.decode().strip()}")
        mounted.append(folder)
        return folder

    try:
        yield mount
    finally:
        for folder in mounted:
            subprocess.run(["umount", "-l", str(folder)], check=True)


def says_so(trial: Any) -> bool:
    return "Disk or folder trouble" in trial.said() or "cannot be written" in trial.said()


def fill(folder: Path) -> Path:
    """Use up what is free."""
    ballast = folder / ".ballast"
    with ballast.open("wb", buffering=0) as file:
        for size in (65536, 512, 1):
            try:
                while file.write(b"x" * size):
                    pass
            except OSError:
                continue
    return ballast


@pytest.mark.parametrize("full", ["outbox", ".casewright"])
def test_a_watch_on_a_full_disk_says_so_and_goes_on_when_there_is_room(
    new_trial: NewTrial, small_disk: Callable[[Path], Path], full: str
) -> None:
    trial = new_trial(21)
    disk = small_disk(trial.root / full)
    trial.clerk.drop("A", {"case.txt": b"ref=CW-A ok"})
    command = trial.start("--lang", "en", "watch", *RUN, "--poll", "0.1")
    trial.wait_for(lambda: len(trial.checker.packages()) == 1)
    ballast = fill(disk)
    trial.clerk.drop("B", {"case.txt": b"ref=CW-B ok", "proof.bin": b"b" * 9000})
    trial.wait_for(lambda: says_so(trial) or command.ended)
    assert not command.ended, trial.said()
    assert len(trial.checker.packages()) == 1
    ballast.unlink()
    trial.wait_for(lambda: len(trial.checker.packages()) == 2)
    assert trial.ended(command.stop()) == 0
    trial.finish()


@pytest.mark.parametrize(
    ("kinds", "has", "error"),
    [
        (["rename"], "outbox/CW-B", "EROFS"), (["rename"], "outbox/CW-B", "EDQUOT"), (["rename"], "outbox/CW-B", "EIO"),
        (["rename"], "outbox/CW-B", "ESTALE"), (["mkdir"], "outbox/CW-B", "EROFS"), (["fsync"], "outbox/", "EIO"),
        (["write"], "outbox/.staging", "ENOSPC"), (["write"], ".casewright/work", "ENOSPC"),
        (["write"], "ledger.sqlite3-wal", "ENOSPC"),
    ],
)  # fmt: skip
def test_a_watch_whose_disk_refuses_waits_and_goes_on(
    new_trial: NewTrial, kinds: list[str], has: str, error: str
) -> None:
    trial = new_trial(22)
    refuses = trial.root.parent / "refuses"
    number = getattr(errno, error)
    rules = tuple(
        {"kinds": kinds, "has": has, "error": number, "lasts": str(refuses), "who": who} for who in ("desk", "worker")
    )
    trial.clerk.drop("A", {"case.txt": b"ref=CW-A ok"})
    command = trial.start("--lang", "en", "watch", *RUN, "--poll", "0.1", rules=rules)
    trial.wait_for(lambda: len(trial.checker.packages()) == 1)
    refuses.touch()
    trial.clerk.drop("B", {"case.txt": b"ref=CW-B ok", "proof.bin": b"b" * 9000})
    trial.wait_for(lambda: says_so(trial) or command.ended)
    assert not command.ended, trial.said()
    refuses.unlink()
    trial.wait_for(lambda: len(trial.checker.packages()) == 2)
    assert trial.ended(command.stop()) == 0
    trial.finish()


@pytest.mark.parametrize("error", ["EACCES", "EBUSY"])
def test_a_package_that_another_program_holds_for_a_moment_is_delivered_after_it(
    new_trial: NewTrial, error: str
) -> None:
    trial = new_trial(23)
    held = trial.root.parent / "held"
    held.touch()
    rule = {"kinds": ["rename"], "has": "outbox/CW-A", "error": getattr(errno, error), "lasts": str(held)}
    trial.clerk.drop("A", {"case.txt": b"ref=CW-A ok"})
    command = trial.start("run", *RUN, rules=(rule,))
    trial.wait_for(lambda: any(call.startswith("FAILED rename") for call in trial.calls()))
    held.unlink()
    assert trial.ended(command.wait()) == 0
    trial.finish()


WRITES = ("open", "write", "mkdir", "rename")


def test_a_disk_that_is_full_at_any_call_loses_nothing(new_trial: NewTrial) -> None:
    """Without anybody to wait for, a run gives up with everything kept, wherever the disk was full."""
    refused = 0
    while any(call.startswith("FAILED") for call in full_from(new_trial(2400 + refused), refused + 1)):
        refused += 1
    assert refused >= 3, "the desk writes to the outbox at fewer calls than a package needs"


def full_from(trial: Any, number: int) -> list[str]:
    """Work on a case on a disk that is full from the call of that number on; return the calls of that run."""
    trial.clerk.drop("A", {"case.txt": b"ref=CW-A ok", "proof.bin": b"a" * 9000})
    rule = {"kinds": list(WRITES), "has": "/outbox/", "first": number, "error": errno.ENOSPC}
    trial.run(*RUN, rules=(rule,))
    calls: list[str] = trial.calls()
    trial.acts(2)
    trial.finish()
    return calls
