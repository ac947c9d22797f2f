"""The door to whatever computes: results, faults, and workers that die."""

import os
from typing import Any

import pytest

from casewright.desk.bench import Bench, Done, Task


def work(bench: Bench, *tasks: Task) -> dict[Any, Done]:
    waiting, ended = list(tasks), {}
    while waiting or bench.busy:
        while waiting and bench.room > 0:
            bench.submit(waiting.pop(0))
        for done in bench.collect(None):
            ended[done.task.name] = done
    bench.close()
    return ended


@pytest.mark.parametrize("workers", [1, 2])
def test_a_fault_of_one_task_is_its_own(workers: int) -> None:
    ended = work(Bench(workers), Task("good", len, ("abc",)), Task("bad", int, ("x",)), Task("next", len, ("ab",)))
    assert (ended["good"].value, ended["next"].value) == (3, 2)
    assert isinstance(ended["bad"].error, ValueError)
    assert not ended["bad"].poison


def test_a_task_that_kills_its_worker_is_found_and_the_others_are_done() -> None:
    tasks = [Task(number, len, ("x" * number,)) for number in range(6)]
    tasks.insert(2, Task("poison", os._exit, (9,)))
    ended = work(Bench(2), *tasks)
    assert ended["poison"].poison
    assert {name: done.value for name, done in ended.items() if name != "poison"} == {n: n for n in range(6)}
