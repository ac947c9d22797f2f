"""The watch: it picks up what comes, outlives what goes wrong, and ends when asked."""

import json
import shutil
import signal
from pathlib import Path
from typing import Any

import pytest

Station = Any


@pytest.mark.parametrize("watching", ["events", "poll"])
def test_a_watch_takes_what_is_dropped_and_ends_on_ctrl_c(station: Station, tmp_path: Path, watching: str) -> None:
    (station.root / "desk.toml").write_text(f"watching = '{watching}'\n")
    station.drop("there before")
    process = station.start("watch", "--quiet", "0.2", "--poll", "0.2")
    assert process.stdout.readline().startswith("there before  v1  READY")
    station.drop("fault", "fault")
    assert process.stdout.readline().startswith("fault  -  FAILED")
    station.drop("comes later", "not ready")
    assert process.stdout.readline().startswith("comes later  v1  NOT_READY  performance/perf_fix  1 ")
    elsewhere = station.drop("moved").rename(tmp_path / "elsewhere")
    (elsewhere / "case.txt").write_text("ref=MOVED ok")
    elsewhere.rename(station.root / "inbox" / "moved in whole")
    assert process.stdout.readline().startswith("MOVED  v1  READY")
    (station.root / "inbox" / "comes later" / "case.txt").write_text("ok, and ready now")
    assert process.stdout.readline().startswith("comes later  v2  READY")
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=60)
    assert process.returncode == 130


def test_a_watch_ends_quietly_when_the_system_stops_it(station: Station) -> None:
    process = station.start("watch", "--quiet", "0", "--poll", "0.2")
    station.drop("A")
    process.stdout.readline()
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=60)
    assert process.returncode == 0
    assert station.faults() == []


def test_a_watch_waits_while_the_inbox_is_away_and_forgets_nothing(station: Station, tmp_path: Path) -> None:
    process = station.start("watch", "--quiet", "0", "--poll", "0.2")
    station.drop("A")
    process.stdout.readline()
    away = tmp_path / "away"
    (station.root / "inbox").rename(away)
    assert "inbox" in process.stderr.readline() + process.stderr.readline()
    shutil.copytree(away / "A", away / "B")
    (away / "B" / "case.txt").write_text("ref=B ok")
    away.rename(station.root / "inbox")
    assert process.stdout.readline().startswith("B  v1  READY")
    process.send_signal(signal.SIGINT)
    out, _ = process.communicate(timeout=60)
    assert out == ""
    assert station.packages() == ["A/v1", "B/v1"]


def test_a_full_disk_makes_a_watch_wait_and_go_on(station: Station) -> None:
    full = station.root / "outbox" / "DISK FULL"
    full.touch()
    process = station.start("--lang", "en", "watch", "--quiet", "0", "--poll", "0.2")
    station.drop("A")
    while "No space left" not in (line := process.stderr.readline()):
        assert line, "the watch ended"
    full.unlink()
    assert process.stdout.readline().startswith("A  v1  READY")
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=60)
    assert process.returncode == 130


def test_a_watch_follows_the_rulebooks_and_keeps_the_last_good_ones(station: Station) -> None:
    book = station.root / "rulebooks" / "strategy.xlsx"
    note = station.root / "rulebooks" / "strategy.xlsx 有误 PROBLEMS.txt"
    process = station.start("watch", "--quiet", "0", "--poll", "0.2")

    def heard(words: str) -> None:
        while words not in (line := process.stderr.readline()):
            assert line, "the watch ended"

    def playbook_of(case: str) -> str:
        path = station.root / "outbox" / case / "v1" / "manifest.json"
        return str(json.loads(path.read_text(encoding="utf-8"))["playbook"]["sha256"])

    station.drop("A")
    process.stdout.readline()
    book.write_bytes(b"broken")
    heard("rulebooks/strategy.xlsx")
    station.drop("B")
    assert process.stdout.readline().startswith("B  v1  READY")
    assert note.read_text(encoding="utf-8-sig").startswith("strategy.xlsx 有误")
    told = json.loads(station.run("status", "--json")[1])["playbook"]
    assert (told["state"], told["sha256"], [each["at"] for each in told["problems"]], told["notes"]) == (
        "refused", playbook_of("A"), ["rulebooks/strategy.xlsx"], ["rulebooks/strategy.xlsx 有误 PROBLEMS.txt"],
    )  # fmt: skip
    assert "The rule cannot be read" in (station.root / ".casewright/logs/desk.log").read_text(encoding="utf-8")
    book.write_bytes(b"rules, mended")
    heard("desk/playbook-taken")
    assert not note.exists()
    station.drop("C")
    assert process.stdout.readline().startswith("C  v1  READY")
    assert playbook_of("A") == playbook_of("B") != playbook_of("C")
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=60)
    assert process.returncode == 130


def test_a_watch_without_any_good_rulebook_does_not_start_and_says_why(station: Station) -> None:
    (station.root / "rulebooks" / "strategy.xlsx").write_bytes(b"broken")
    code, out, err = station.run("watch", "--quiet", "0", "--poll", "0.2")
    assert (code, out) == (4, "")
    assert "rulebooks/strategy.xlsx: The rule cannot be read" in err
    assert list((station.root / "rulebooks").glob("*PROBLEMS.txt"))
