"""The door to whatever computes: results, faults, and workers that die."""

import os
import pickle
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import pytest

from casewright.desk.bench import Bench, Done, Task, TimeLimitError
from casewright.desk.crew import Bounds
from casewright.desk.withdrawal import Withdrawal, WithdrawnError, close_words, new_word, open_words
from casewright.model import DeskError


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


def test_one_worker_is_a_thread_of_this_process_unless_it_is_to_be_apart() -> None:
    who = Task("who", os.getpid, ())
    assert work(Bench(1), who)["who"].value == os.getpid()
    assert work(Bench(1, isolated=True), who)["who"].value != os.getpid()


def test_a_worker_that_was_killed_from_outside_costs_no_case(tmp_path: Path) -> None:
    mark = str(tmp_path / "mark")
    unlucky = f"import os\nif not os.path.exists({mark!r}): open({mark!r}, 'w').close(); os._exit(9)"
    ended = work(Bench(1, isolated=True), Task("unlucky", exec, (unlucky, {})))
    assert ended["unlucky"].error is None
    assert Path(mark).exists()


def test_workers_that_cannot_start_are_not_started_for_ever_and_no_task_is_blamed() -> None:
    bench = Bench(2, bounds=Bounds(memory_mb=1 << 60))  # more than the system can be told
    with pytest.raises(DeskError) as error:  # noqa: PT012 - by whichever of the two comes to know it
        for number in range(2):
            bench.submit(Task(number, len, ("x",)))
        assert bench.collect(None) == ()
    assert "worker_memory_mb" in error.value.fix.zh
    assert "worker_memory_mb" in error.value.fix.en
    assert bench.close() == ()


# -- time -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("workers", [1, 2])
def test_a_task_that_hangs_is_ended_by_name_and_the_others_are_done(workers: int) -> None:
    bench = Bench(workers, isolated=True, bounds=Bounds(seconds=1.0))
    tasks = [Task(number, len, ("x" * number,)) for number in range(4)]
    ended = work(bench, Task("hangs", time.sleep, (600,)), *tasks)
    assert isinstance(ended["hangs"].error, TimeLimitError)
    assert "job_seconds" in ended["hangs"].error.fix.zh
    assert [ended[number].value for number in range(4)] == [0, 1, 2, 3]


def test_the_process_of_a_task_that_hangs_is_killed(tmp_path: Path) -> None:
    told = tmp_path / "pid"
    hang = (
        "import os, subprocess, time; helper = subprocess.Popen(['sleep', '600'])\n"
        f"open({str(told)!r}, 'w').write(f'{{os.getpid()}} {{helper.pid}}'); time.sleep(600)"
    )
    ended = work(Bench(1, isolated=True, bounds=Bounds(seconds=2.0)), Task("hangs", exec, (hang, {})))
    assert isinstance(ended["hangs"].error, TimeLimitError)
    worker, helper = map(int, told.read_text().split())
    assert ends(worker)
    assert ends(helper), "what the task had started outlived it"


def ends(pid: int) -> bool:
    """Wait until the system has taken a killed process away; one that was not killed sleeps on for ten minutes."""
    for _ in range(200):
        if not is_running(pid):
            return True
        time.sleep(0.05)
    return False


def is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


def test_a_call_that_hangs_in_a_thread_is_left_to_itself_and_never_publishes(tmp_path: Path) -> None:
    word, release, heard = new_word(open_words(tmp_path / "words"), "CW-1"), threading.Event(), threading.Event()

    def hang() -> None:
        release.wait()
        try:
            word.commit()
        except WithdrawnError:
            heard.set()

    ended = work(Bench(1, bounds=Bounds(seconds=0.1)), Task("hangs", hang, (), word), Task("next", len, ("ab",)))
    assert isinstance(ended["hangs"].error, TimeLimitError)
    assert ended["next"].value == 2
    release.set()
    assert heard.wait(30)


def test_a_process_ends_though_a_call_in_its_thread_hangs() -> None:
    program = (
        "import time; from casewright.desk.bench import *; from casewright.desk.crew import Bounds\n"
        "bench = Bench(1, bounds=Bounds(seconds=0.1)); bench.submit(Task(1, time.sleep, (600,)))\n"
        "print(type(bench.collect(None)[0].error).__name__); bench.close()"
    )
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True)
    assert told.stdout.strip() == "TimeLimitError"


def test_a_task_that_has_begun_to_publish_is_not_torn_away_at_its_limit(tmp_path: Path) -> None:
    word = new_word(open_words(tmp_path / "words"), "CW-1")

    def publish() -> str:
        word.commit()
        time.sleep(0.3)
        return "published"

    ended = work(Bench(1, bounds=Bounds(seconds=0.2)), Task("slow", publish, (), word))
    assert ended["slow"].value == "published" or ended["slow"].publishing


# -- the word between a task and who gave it out ----------------------------------------------------------------------


def here(word: Withdrawal) -> Withdrawal:
    """Return the word as a thread of the desk's own process has it."""
    return word


def sent(word: Withdrawal) -> Withdrawal:
    """Return the word as a worker process gets it."""
    return cast("Withdrawal", pickle.loads(pickle.dumps(word)))  # noqa: S301 - our own


EACH_WAY = pytest.mark.parametrize("handed", [here, sent])
Handed = Callable[[Withdrawal], Withdrawal]


@EACH_WAY
def test_of_giving_up_and_publishing_whichever_comes_first_holds(tmp_path: Path, handed: Handed) -> None:
    folder = open_words(tmp_path / "words")
    given_up, published = new_word(folder, "CW-1"), new_word(folder, "CW-1")
    theirs, published_theirs = handed(given_up), handed(published)
    assert given_up.path != published.path
    assert given_up.withdraw()
    with pytest.raises(WithdrawnError):
        theirs.commit()
    published_theirs.commit()
    published_theirs.commit()  # the same task, run anew after its worker died
    assert not published.withdraw()
    assert given_up.withdraw()
    for word in (given_up, published):  # the task has ended, whoever had the word
        word.clear()
        assert not word.path.exists()


@EACH_WAY
def test_no_task_of_a_desk_that_is_gone_publishes(tmp_path: Path, handed: Handed) -> None:
    word = handed(new_word(open_words(tmp_path / "words"), "CW-1"))
    close_words(tmp_path / "words")
    with pytest.raises(WithdrawnError):
        word.commit()


def test_what_was_decided_before_a_word_is_sent_holds_where_it_arrives(tmp_path: Path) -> None:
    folder = open_words(tmp_path / "words")
    given_up, published = new_word(folder, "CW-1"), new_word(folder, "CW-1")
    assert given_up.withdraw()
    published.commit()
    with pytest.raises(WithdrawnError):
        sent(given_up).commit()
    sent(published).commit()
    assert not published.withdraw()


def test_a_word_that_stays_in_one_process_needs_no_file(tmp_path: Path) -> None:
    folder = open_words(tmp_path / "words")
    word = new_word(folder, "CW-1")
    word.commit()
    assert not word.withdraw()
    word.clear()
    assert list(folder.iterdir()) == []


@EACH_WAY
def test_one_of_two_that_ask_at_the_same_moment_has_the_word(tmp_path: Path, handed: Handed) -> None:
    for number in range(50):
        word = Withdrawal(tmp_path / str(number))
        theirs = handed(word)
        start, had = threading.Barrier(2), []

        def publish(word: Withdrawal = theirs, start: threading.Barrier = start, had: list[str] = had) -> None:
            start.wait()
            try:
                word.commit()
            except WithdrawnError:
                return
            had.append("published")

        thread = threading.Thread(target=publish)
        thread.start()
        start.wait()
        if word.withdraw():
            had.append("given up")
        thread.join()
        assert len(had) == 1


# -- workers --------------------------------------------------------------------------------------------------------


def test_a_worker_is_replaced_after_so_many_cases_however_much_it_has_opened(tmp_path: Path) -> None:
    made = [Task(f"made {number}", os.getpid, (), Withdrawal(tmp_path / str(number))) for number in range(4)]
    opened = [Task(f"opened {number}", os.getpid, ()) for number in range(4)]
    tasks = [each for pair in zip(opened, made, strict=True) for each in pair]
    ended = work(Bench(1, isolated=True, bounds=Bounds(cases=2)), *tasks)
    pids = [ended[task.name].value for task in tasks]
    assert len(set(pids[:4])) == len(set(pids[4:])) == 1
    assert pids[0] != pids[4]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sets no limit to the memory of a process")
def test_a_task_that_wants_too_much_memory_fails_alone() -> None:
    bench = Bench(1, isolated=True, bounds=Bounds(memory_mb=600))
    ended = work(bench, Task("greedy", bytearray, (1 << 30,)), Task("modest", len, ("abc",)))
    assert isinstance(ended["greedy"].error, MemoryError)
    assert not ended["greedy"].poison
    assert ended["modest"].value == 3


def test_the_number_of_workers_changes_when_nothing_is_under_way() -> None:
    bench = Bench(1)
    assert bench.room == 1
    bench.staff(2)
    assert bench.room == 2
    bench.submit(Task("a", os.getpid, ()))
    assert bench.workers == 2
    bench.staff(1)
    assert bench.room == 0
    assert bench.collect(None)[0].value != os.getpid()
    assert bench.room == 1
    bench.close()
