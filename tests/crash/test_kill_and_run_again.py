"""The real command, killed without warning; the next run finishes, and each case stands there exactly once."""

import signal
from typing import Any

import pytest

Station = Any


def read_lines(process: Any, count: int) -> list[str]:
    return [process.stdout.readline() for _ in range(count)]


@pytest.mark.parametrize(("workers", "kill_after"), [("1", 1), ("1", 13), ("2", 17)])
def test_a_batch_killed_half_way_is_finished_by_the_next_run(station: Station, workers: str, kill_after: int) -> None:
    names = [f"CW-{number:03}" for number in range(40)]
    for name in names:
        station.drop(name, "slow" if workers == "2" else "ok")
    process = station.start("run", "--quiet", "0", "--workers", workers)
    read_lines(process, kill_after)
    process.send_signal(signal.SIGKILL)
    process.wait(timeout=30)
    before = station.packages()
    assert 0 < len(before) < 40
    code, _, err = station.run("run", "--quiet", "0", "--workers", "1")
    assert code == 0, err
    assert station.packages() == [f"{name}/v1" for name in names]
    assert station.faults() == []
    code, out, err = station.run("run", "--quiet", "0")
    assert (code, out) == (0, ""), err


def test_killed_again_and_again_while_drops_change_nothing_is_lost(station: Station) -> None:
    for number in range(12):
        station.drop(f"CW-{number:03}")
    for kill_after in (1, 2, 1, 3, 2):
        process = station.start("run", "--quiet", "0", "--workers", "1")
        read_lines(process, kill_after)
        process.send_signal(signal.SIGKILL)
        process.wait(timeout=30)
        (station.root / "inbox" / "CW-000" / "late.txt").write_text(f"late {kill_after} {len(station.started)}")
    code, _, err = station.run("run", "--quiet", "0", "--until-idle")
    assert code == 0, err
    assert station.faults() == []
    assert {path.split("/")[0] for path in station.packages()} == {f"CW-{number:03}" for number in range(12)}
    assert all((path.parent / "v1").is_dir() for path in (station.root / "outbox").glob("CW-*/v2"))


def test_a_case_that_kills_its_worker_is_given_up_by_name(station: Station) -> None:
    for number in range(5):
        station.drop(f"CW-{number}", "kill worker" if number == 2 else "ok")
    code, out, _ = station.run("run", "--quiet", "0", "--workers", "2")
    assert code == 5
    assert sorted(line.split()[0] for line in out.splitlines()) == [f"CW-{number}" for number in range(5)]
    assert [line.split()[2] for line in out.splitlines() if line.startswith("CW-2 ")] == ["FAILED"]
    assert station.packages() == [f"CW-{number}/v1" for number in (0, 1, 3, 4)]


def test_a_case_that_ends_the_whole_program_is_set_aside_by_the_third_run(station: Station) -> None:
    for number in range(4):
        station.drop(f"CW-{number}", "kill worker" if number == 1 else "ok")
    codes = [station.run("run", "--quiet", "0", "--workers", "1")[0] for _ in range(2)]
    assert codes == [9, 9]
    code, out, _ = station.run("run", "--quiet", "0", "--workers", "1")
    assert code == 5
    assert [line.split()[0] for line in out.splitlines() if "FAILED" in line] == ["CW-1"]
    assert station.packages() == ["CW-0/v1", "CW-2/v1", "CW-3/v1"]
    assert station.run("run", "--quiet", "0", "--workers", "1")[:2] == (0, "")


def test_two_desks_at_work_on_the_same_inbox_do_each_case_once(station: Station) -> None:
    names = [f"CW-{number:03}" for number in range(16)]
    for name in names:
        station.drop(name, "slow")
    both = [station.start("run", "--quiet", "0", "--workers", "1") for _ in range(2)]
    results = [process.communicate(timeout=120) for process in both]
    assert [process.returncode for process in both] == [0, 0], results
    assert station.packages() == [f"{name}/v1" for name in names]
    assert station.faults() == []


def test_ctrl_c_ends_a_run_with_130_and_nothing_half_done(station: Station) -> None:
    for number in range(30):
        station.drop(f"CW-{number:03}", "slow")
    process = station.start("run", "--quiet", "0", "--workers", "1")
    read_lines(process, 2)
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=60)
    assert process.returncode == 130
    assert len(station.packages()) < 30
    assert not list((station.root / "outbox" / ".staging").iterdir())
    assert station.run("run", "--quiet", "0")[0] == 0
    assert len(station.packages()) == 30
    assert station.faults() == []
