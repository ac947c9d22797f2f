"""The doctor: what is exposed, damaged or too small, with a way out each, and the exit code that it calls for."""

import os
import shutil
import sqlite3
import stat
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from casewright.cli import doctor_state
from casewright.cli.doctor_system import long_paths, memory, watch_limit
from casewright.desk import Ledger, Settings
from casewright.model.errors import EXIT_DESK

Cli = Callable[..., Any]
POSIX = pytest.mark.skipif(os.name == "nt", reason="modes are POSIX")


def check(told: Any, name: str) -> dict[str, Any]:
    (found,) = [each for each in told.document["checks"] if each["name"] == name]
    return dict(found)


def test_every_check_speaks_both_languages_and_a_sound_desk_ends_with_0(cli: Cli, desk: Path) -> None:
    (desk / "inbox").chmod(0o755)
    told = cli("--desk", desk, "doctor", "--json")
    assert told.code == 0
    names = [each["name"] for each in told.document["checks"]]
    assert len(names) == len(set(names))
    assert {
        ".casewright exposed", "inbox exposed", "outbox exposed", "ledger", "inbox clock", "retention", "extra ocr",
        "extra cluster", "workers' memory",
    } <= set(names)  # fmt: skip
    assert all(each["zh"] and each["en"] for each in told.document["checks"])
    assert check(told, "retention")["en"].startswith("keep_log_days = 90, keep_ledger_days = 90, keep_work_days = 7")


@POSIX
def test_a_tray_that_anybody_may_write_to_is_told_but_stops_nothing(cli: Cli, desk: Path) -> None:
    (desk / "inbox").chmod(0o777)
    told = cli("--desk", desk, "doctor", "--json")
    assert told.code == 0
    assert not check(told, "inbox exposed")["ok"]
    assert "2770" in check(told, "inbox exposed")["en"]
    assert check(told, "outbox exposed")["ok"]


@POSIX
def test_a_state_folder_that_cannot_be_closed_is_told(cli: Cli, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (desk / ".casewright").mkdir(mode=0o755)
    real = Path.chmod

    def on_a_share(path: Path, mode: int) -> None:
        if path.name != ".casewright":
            real(path, mode)

    monkeypatch.setattr(Path, "chmod", on_a_share)
    told = check(cli("--desk", desk, "doctor", "--json"), ".casewright exposed")
    assert not told["ok"]
    assert "Other accounts can read" in told["en"]
    assert stat.S_IMODE((desk / ".casewright").stat().st_mode) & 0o077


def test_a_sound_ledger_is_looked_through_and_a_damaged_one_makes_the_desk_unusable(
    cli: Cli, desk: Path, drop: Callable[..., Path]
) -> None:
    drop("A")
    cli("--desk", desk, "run", "--quiet", "0")
    ledger = desk / ".casewright" / "ledger.sqlite3"
    before = ledger.read_bytes()
    assert "sound" in check(cli("--desk", desk, "doctor", "--json"), "ledger")["en"]
    assert ledger.read_bytes() == before
    with sqlite3.connect(ledger) as db:
        db.execute("pragma journal_mode=DELETE")
    db.close()
    data = bytearray(ledger.read_bytes())
    data[100:] = b"\xff" * (len(data) - 100)
    ledger.write_bytes(data)
    told = cli("--desk", desk, "doctor", "--json")
    assert told.code == 6
    assert "rebuilds it from inbox and outbox" in check(told, "ledger")["en"]


def test_a_storage_whose_clock_differs_is_told(cli: Cli, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = doctor_state.time.time
    monkeypatch.setattr(doctor_state.time, "time", lambda: real() + 3600)
    told = check(cli("--desk", desk, "doctor", "--json"), "inbox clock")
    assert not told["ok"]
    assert "60 minutes behind" in told["en"]
    assert "慢 60 分钟" in told["zh"]


def test_more_folders_than_the_system_watches_are_told_with_the_way_out() -> None:
    assert watch_limit(100, 8192).ok
    assert watch_limit(100, None).ok
    told = watch_limit(6000, 8192)
    assert not told.ok
    assert "fs.inotify.max_user_watches" in told.text.en


def test_workers_that_may_need_more_memory_than_there_is_are_told() -> None:
    assert memory(Settings(workers=2), cores=2, total_mb=24000).ok
    assert memory(Settings(worker_memory_mb=0), cores=64, total_mb=1000).ok
    told = memory(Settings(workers=8), cores=2, total_mb=8000)
    assert not told.ok
    assert "8 x 3000 MB / 8000 MB" in told.text.en


def test_short_paths_on_windows_are_told_with_the_way_out() -> None:
    assert long_paths(enabled=True).ok
    assert "casewright service windows" in long_paths(enabled=False).text.en


def test_a_fresh_desk_is_not_told_that_others_can_read_it(cli: Cli, tmp_path: Path) -> None:
    place = tmp_path / "fresh"
    cli("init", place)
    mask = os.umask(0o022)
    try:
        told = cli("--desk", place, "doctor", "--json")
    finally:
        os.umask(mask)
    assert check(told, ".casewright exposed")["ok"]


def test_a_share_that_does_not_tell_its_free_space_is_not_taken_for_full(
    cli: Cli, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = shutil.disk_usage

    def untold(place: Path) -> Any:
        return real(place)._replace(total=0, used=0, free=0) if place == desk / "outbox" else real(place)

    monkeypatch.setattr(shutil, "disk_usage", untold)
    told = check(cli("--desk", desk, "doctor", "--json"), "outbox storage")
    assert told["ok"]
    assert told["en"].endswith("free space not told")
    assert told["zh"].endswith("剩余空间未知")


def test_a_storage_that_is_read_only_is_told_and_ends_nothing(
    cli: Cli, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even the removal of a file that was never made is refused there."""
    for name in ("mkdir", "write_bytes", "unlink"):
        real = getattr(Path, name)

        def refuse(path: Path, *given: Any, _real: Any = real, **named: Any) -> Any:
            if path.parent == desk / "outbox" and path.name.startswith(".doctor-"):
                raise OSError(30, "Read-only file system", str(path))
            return _real(path, *given, **named)

        monkeypatch.setattr(Path, name, refuse)
    told = cli("--desk", desk, "doctor", "--json")
    assert told.code == EXIT_DESK
    assert check(told, "outbox writable")["en"].startswith("cannot be written (Read-only file system). Look at")
    assert check(told, "outbox clock")["zh"] == "无法查看：Read-only file system"


def test_a_clock_that_was_set_back_behind_the_ledger_is_told(cli: Cli, desk: Path) -> None:
    ledger = desk / ".casewright" / "ledger.sqlite3"
    Ledger(ledger).close()
    assert check(cli("--desk", desk, "doctor", "--json"), "ledger clock")["ok"]
    later = time.time() + 36_000
    os.utime(ledger, (later, later))
    told = check(cli("--desk", desk, "doctor", "--json"), "ledger clock")
    assert not told["ok"]
    assert "10.0 hours behind" in told["en"]
    assert "早 10.0 小时" in told["zh"]
