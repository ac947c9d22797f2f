"""The command is killed at any call and at any time, while a clerk goes on; nothing is lost, doubled or half there.

What went wrong is printed with its seed and with all that the clerk and the desk did; a seed gives the same acts again.
The suite marked ``long`` is the same at every single call and over many more seeds.
"""

import socket
from collections.abc import Callable
from typing import Any

import pytest

NewTrial = Callable[..., Any]
RUN = ("--quiet", "0", "--workers", "1")


def three_drops(trial: Any) -> None:
    trial.clerk.drop("A", {"case.txt": b"ref=CW-A ok", "proof.bin": b"a" * 9000})
    trial.clerk.drop("B", {"case.txt": b"ref=CW-B return"})
    trial.clerk.drop_zip("packed 1.zip", {"case.txt": b"ref=ZIP-1 not ready"})


def kill_at(new_trial: NewTrial, number: int, *, half: bool) -> bool:
    """Kill a run at a call, two more at others; False where the first run has no so many calls."""
    trial = new_trial(number)
    three_drops(trial)
    code = trial.run(*RUN, rules=({"first": number, "half": half},))
    trial.acts(2)
    for _ in range(2):
        trial.run(*RUN, rules=({"first": trial.rng.randrange(30, 200), "half": half},), acting=True)
        trial.acts(1)
    trial.finish()
    return bool(code == -9)


@pytest.mark.parametrize("first", range(2))
def test_a_run_killed_at_any_call_loses_nothing(new_trial: NewTrial, first: int) -> None:
    number = 1 + first * 15
    while kill_at(new_trial, number, half=bool(number % 2)):
        number += 30
    assert number > 120, "the run made fewer calls than it must: were they counted?"


def kill_at_times(new_trial: NewTrial, seed: int, command: str, workers: str, *, kills: int) -> int:
    """Kill a command again and again at random times, alone or with its workers, and let a last run end.

    Returns how many were killed before they had come to their end.
    """
    trial = new_trial(seed)
    trial.acts(6)
    options = ("--quiet", "0.05", *(("--poll", "0.1") if command == "watch" else ()))
    for _ in range(kills):
        trial.kill_after(
            trial.rng.uniform(0.05, 0.7), command, *options, "--workers", workers, group=trial.rng.random() < 0.5
        )
        trial.acts(trial.rng.randrange(4))
    trial.finish()
    return int(trial.kills)


@pytest.mark.parametrize(("seed", "command", "workers"), [(1, "watch", "1"), (2, "watch", "2"), (3, "run", "2")])
def test_a_command_killed_at_any_time_loses_nothing(new_trial: NewTrial, seed: int, command: str, workers: str) -> None:
    assert kill_at_times(new_trial, seed, command, workers, kills=8) >= (8 if command == "watch" else 1)


def kill_a_worker_at(new_trial: NewTrial, number: int) -> bool:
    """Kill a worker at a call of its own, then one of the next run; say whether there was one to kill."""
    trial = new_trial(number)
    three_drops(trial)
    options = ("--quiet", "0", "--until-idle", "--workers", "2")
    trial.run(*options, rules=({"first": number, "who": "worker", "lasts": str(trial.once)},), acting=True)
    killed = not trial.once.exists()
    trial.acts(2)
    trial.run(*options, rules=({"first": number + 3, "who": "desk", "kinds": ["rename", "mkdir", "unlink"]},))
    trial.finish()
    return killed


@pytest.mark.parametrize("number", [5, 9, 14, 17, 20, 23])
def test_a_worker_killed_at_any_call_loses_nothing(new_trial: NewTrial, number: int) -> None:
    assert kill_a_worker_at(new_trial, number)


def test_a_command_killed_as_it_asks_for_a_worker_leaves_the_others_theirs(new_trial: NewTrial) -> None:
    trial = new_trial(1)
    for _ in range(3):
        with socket.socket(socket.AF_UNIX) as asks:
            asks.connect(trial.starter.forks_at)
    three_drops(trial)
    assert trial.run("--quiet", "0", "--workers", "2", "--until-idle") == 0


@pytest.mark.long
@pytest.mark.parametrize("first", range(10))
def test_a_run_killed_at_every_single_call_loses_nothing(new_trial: NewTrial, first: int) -> None:
    number = 1 + first
    while kill_at(new_trial, number, half=bool(number % 2)):
        number += 10
    assert number > 120


@pytest.mark.long
@pytest.mark.parametrize("seed", range(100, 140))
def test_a_command_killed_at_any_of_many_times_loses_nothing(new_trial: NewTrial, seed: int) -> None:
    command, workers = [("watch", "1"), ("watch", "2"), ("run", "1"), ("run", "2")][seed % 4]
    assert kill_at_times(new_trial, seed, command, workers, kills=15) >= (15 if command == "watch" else 1)
