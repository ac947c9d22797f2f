"""Builds that are broken on purpose: the checker must catch each, within a bounded number of kills."""

import errno
import sys
from collections.abc import Callable
from typing import Any

import pytest

NewTrial = Callable[..., Any]
RUN = ("--quiet", "0", "--workers", "1")
#: Kills by which a broken build has to be caught, and which the build as it is passes.
ENOUGH = 8


def kill_until_found(trial: Any) -> None:
    """Kill runs at calls in the outbox, and let every other run end, until the checker finds something.

    Each third kill comes right after a package was shown and before the ledger knows of it.
    """
    for number in range(3):
        trial.clerk.drop(f"drop {number}", {"case.txt": f"ref=CW-{number} ok".encode(), "proof.bin": b"proof"})
    for _ in range(2 * ENOUGH):
        if trial.kills == ENOUGH or trial.found:
            break
        anywhere = {"first": trial.rng.randrange(1, 30), "has": "/outbox/"}
        just_shown = {"first": trial.rng.randrange(1, 4), "has": "/outbox/CW", "kinds": ["fsync"]}
        for rules in ((just_shown if trial.kills % 3 == 2 else anywhere,), ()):
            trial.run(*RUN, rules=rules)
            if rules and trial.rng.random() < 0.5:
                continue  # the next run finds the drops as the killed one left them
            for name in sorted(trial.clerk.folders):
                trial.clerk.write(name, "case.txt", f"ref=CW-{name[-1]} ok {trial.runs}".encode())
    trial.finish()


@pytest.mark.parametrize(
    "broken",
    [
        "no_staging", "done_before_rename", "random_name", "random_version", "not_idempotent", "stale_result",
        "manifest_first", "staging_not_swept", "originals_touched",
    ],
)  # fmt: skip
def test_a_broken_build_is_caught(new_trial: NewTrial, broken: str) -> None:
    trial = new_trial(11, broken=broken)
    kill_until_found(trial)
    sys.stdout.write(f"{broken}: after {trial.kills} kills: {trial.found[:1]}\n")  # shown by -rP
    assert trial.found


def test_the_build_as_it_is_passes_the_same_kills(new_trial: NewTrial) -> None:
    trial = new_trial(11)
    kill_until_found(trial)
    assert trial.kills == ENOUGH
    assert trial.found == []


def copy_slowly(trial: Any) -> None:
    """Copy a drop with pauses, while a watch runs that lets drops rest much longer than that."""
    trial.clerk.drop("A", {"case.txt": b"ref=CW-A ok"})
    command = trial.start("watch", "--quiet", "3", "--poll", "0.05", "--workers", "1")
    trial.wait_for(trial.watching)
    for number in range(3):
        trial.clerk.write("A", f"part {number}.bin", b"x" * 1000)
        trial.rest(0.7)
    command.kill(group=True)
    trial.ended(-9)


def test_a_build_that_does_not_wait_for_rest_is_caught(new_trial: NewTrial) -> None:
    trial = new_trial(12, broken="no_quiet_period", quiet=3.0)
    copy_slowly(trial)
    assert any("made of what did not rest" in each for each in trial.found)


def test_a_build_that_waits_for_rest_passes_the_same_copying(new_trial: NewTrial) -> None:
    trial = new_trial(12, quiet=3.0)
    copy_slowly(trial)
    assert trial.found == []


def take_out_while_held(trial: Any) -> None:
    """Take a drop out of the inbox while its case is being made."""
    trial.clerk.drop("A", {"case.txt": b"ref=CW-A held", "proof.bin": b"proof"})
    command = trial.start("run", *RUN)
    trial.wait_for((trial.root / "HELD").exists)
    trial.clerk.take_out("A")
    (trial.root / "GO").touch()
    trial.ended(command.wait())
    trial.check([] if trial.checker.packages() else ["what was taken is not delivered"])


@pytest.mark.parametrize("broken", ["", "no_snapshot"])
def test_a_build_that_produces_from_the_inbox_is_caught(new_trial: NewTrial, broken: str) -> None:
    trial = new_trial(13, broken=broken)
    take_out_while_held(trial)
    assert bool(trial.found) == bool(broken)


# -- what no kill can show: the order in which things reach the disk ------------------------------------------------


def published_in_order(calls: list[str], package: str) -> list[str]:
    """Say what was not on disk before a package was shown, and whether the folder was that shows it."""
    shows = next(number for number, call in enumerate(calls) if call.startswith("rename") and call.endswith(package))
    staging = calls[shows].split(" ", 1)[1].partition(" -> ")[0].rpartition(".staging/")[2]
    before, after = calls[:shows], calls[shows:]
    wrong = []
    written = {call.split(" ", 1)[1] for call in before if call.startswith("write ") and staging in call}
    for path in sorted({*written, *(path.rpartition("/")[0] for path in written)}):
        fsyncs = [number for number, call in enumerate(before) if call == f"fsync {path}"]
        writes = [number for number, call in enumerate(before) if call.startswith(("write ", "open ")) and path in call]
        if not fsyncs or fsyncs[-1] < writes[-1]:
            wrong.append(f"not on disk before it is shown: {path}")
    parent = f"outbox/{package.rpartition('/')[0]}"
    if f"fsync {parent}" not in after or "fsync outbox" not in after:
        wrong.append(f"not on disk once it is shown: {parent}")
    return wrong


@pytest.mark.parametrize("broken", ["", "files_not_flushed", "folders_not_flushed"])
def test_everything_is_on_disk_before_it_is_shown(new_trial: NewTrial, broken: str) -> None:
    trial = new_trial(14, broken=broken)
    trial.clerk.drop("A", {"case.txt": b"ref=CW-A ok", "proof.bin": b"proof"})
    assert trial.run(*RUN) == 0
    assert bool(published_in_order(trial.calls(), "CW-A/v1")) == bool(broken)


# -- a disk that refuses to rename: the package is copied, what says that it is whole last ----------------------------


def test_a_copy_to_an_outbox_that_cannot_rename_is_killed_at_any_call(new_trial: NewTrial) -> None:
    rule = {"kinds": ["rename"], "has": "/.staging/", "error": errno.EXDEV, "lacks": ".half"}
    for number in range(1, 40, 8):
        trial = new_trial(1000 + number)
        trial.checker.half_copies = True
        trial.clerk.drop("A", {"case.txt": b"ref=CW-A ok", "proof.bin": b"a" * 9000})
        trial.run(*RUN, rules=(rule, {"first": number, "has": "/outbox/CW-A"}))
        trial.clerk.change()
        trial.run("--quiet", "0", "--until-idle", "--workers", "1", rules=(rule,))
        trial.check(trial.checker.at_end())
