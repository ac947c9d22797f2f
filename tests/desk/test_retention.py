"""What is past its days goes, once a day and by command, and a report without case data stays."""

import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from casewright.desk.daily import Daily
from casewright.desk.ledger import Ledger
from casewright.desk.presence import Presence
from casewright.desk.settings import Settings
from casewright.desk.tidy import AFTER_A_PAUSE, CLOCK_BACK, Report, last_turn, tidy

Desk = Any
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
ALL = Settings(keep_log_days=30, keep_work_days=30, keep_archive_days=30, keep_done_days=30, keep_outbox_days=30)


def age(path: Path, days: int) -> Path:
    then = (NOW - timedelta(days=days)).timestamp()
    for each in (*path.rglob("*"), path) if path.is_dir() else (path,):
        os.utime(each, (then, then))
    return path


def put(path: Path, text: str = "x" * 10) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def names(report: Report) -> list[str]:
    return [each.name for each in report.gone]


@pytest.fixture
def full(desk: Desk) -> Desk:
    """A desk with something old and something young of each kind."""
    layout = desk.layout
    for name in ("desk.log", "desk.log.1", "ab.traceback.txt"):
        age(put(layout.logs / name), 40)
    put(layout.logs / "young.traceback.txt")
    age(put(layout.work / "host-1-a.1" / "drop" / "王小明 身份证.pdf").parents[1], 40)
    for name in ("old", "young"):
        put(layout.archive / f"{name}.zip")
        put(layout.done / "CW-1" / name / "case.xlsx")
        put(layout.outbox / f"CW-{name}" / "v1" / "manifest.json", '{"playbook": {"sha256": "named"}}')
        put(layout.outbox / f"CW-{name}" / "v2" / "manifest.json", "{}")
    age(put(layout.archive / "named.zip"), 40)
    age(layout.archive / "old.zip", 40)
    age(layout.done / "CW-1" / "old", 40)
    age(layout.outbox / "CW-old", 40)
    age(layout.outbox / "CW-young" / "v1", 40)
    return desk


def test_without_a_setting_only_our_own_logs_and_left_copies_go(full: Desk) -> None:
    far = NOW + timedelta(days=3000)
    gone = names(tidy(full.layout, Settings(), now=far))
    assert gone == ["ab.traceback.txt", "desk.log.1", "young.traceback.txt", "host-1-a.1"]
    assert full.outbox() == ["CW-old/v1", "CW-old/v2", "CW-young/v1", "CW-young/v2"]
    assert (full.layout.logs / "desk.log").exists()
    assert (full.layout.done / "CW-1" / "old").exists()


def test_what_is_past_its_days_goes_and_the_rest_stays(full: Desk) -> None:
    report = tidy(full.layout, ALL, now=NOW)
    assert names(report) == [
        "ab.traceback.txt", "desk.log.1", "host-1-a.1", "old.zip", "CW-1/old", "CW-old/v1", "CW-old/v2",
    ]  # fmt: skip
    assert full.outbox() == ["CW-young/v1", "CW-young/v2"]  # a case goes as a whole, once its newest version is old
    assert not (full.layout.outbox / "CW-old").exists()
    assert sorted(path.name for path in full.layout.archive.iterdir()) == ["named.zip", "young.zip"]
    assert [path.name for path in (full.layout.done / "CW-1").iterdir()] == ["young"]
    assert list(full.layout.staging.iterdir()) == []
    assert names(tidy(full.layout, ALL, now=NOW)) == []


def test_the_report_tells_what_when_why_and_how_much_and_nothing_of_the_client(full: Desk) -> None:
    report = tidy(full.layout, ALL, now=NOW)
    assert report.path is not None
    told = json.loads(report.path.with_suffix(".json").read_text(encoding="utf-8"))
    text = report.path.read_text(encoding="utf-8")
    assert told["at"] == "2026-11-22T09:00:00Z"
    assert told["deleted"][2] == {
        "what": "private copy, or reading of a picture, not needed",
        "what_zh": "已不需要的私有副本或读图结果", "name": "host-1-a.1",
        "since": "2026-10-13", "why": "keep_work_days = 30", "files": 1, "bytes": 10,
    }  # fmt: skip
    assert told["bytes"] == sum(each["bytes"] for each in told["deleted"])
    assert "CW-old/v1：材料包，2026-10-13 起存放" in text
    assert "CW-old/v1: package, there since 2026-10-13" in text
    assert "王小明" not in text + json.dumps(told, ensure_ascii=False)


def test_a_dry_run_lists_the_same_and_deletes_nothing(full: Desk) -> None:
    before = sorted(full.root.rglob("*"))
    listed = tidy(full.layout, ALL, now=NOW, dry=True)
    assert sorted(full.root.rglob("*")) == before
    assert names(listed) == names(tidy(full.layout, ALL, now=NOW))


def test_what_staff_laid_beside_a_package_is_left_alone(full: Desk) -> None:
    put(full.layout.outbox / "CW-old" / "client's answer.docx")
    put(full.layout.outbox / "our notes" / "a.txt")
    age(full.layout.outbox / "our notes", 400)
    tidy(full.layout, ALL, now=NOW)
    assert [path.name for path in (full.layout.outbox / "CW-old").iterdir()] == ["client's answer.docx"]
    assert (full.layout.outbox / "our notes" / "a.txt").exists()


def test_what_was_read_of_a_picture_goes_with_the_private_copies(full: Desk) -> None:
    old = age(put(full.layout.state / "cache" / "pictures" / "0a1b", "Dear seller, ..."), 40)
    young = put(full.layout.state / "cache" / "pictures" / "2c3d")
    assert "0a1b" in names(tidy(full.layout, ALL, now=NOW))
    assert (old.exists(), young.exists()) == (False, True)


def test_a_private_copy_that_is_still_needed_is_never_deleted(full: Desk) -> None:
    ledger = Ledger(full.layout.ledger)
    ledger.take_drop("A", "fp", owner="host-1-a", alive=lambda _: False, work="host-1-a.1")
    ledger.close()
    presence = Presence(full.layout.running)
    age(put(full.layout.work / f"{presence.token}.1" / "a").parent, 40)
    assert not [name for name in names(tidy(full.layout, ALL, now=NOW)) if name.startswith("host")]
    presence.close()


def test_a_clock_that_was_set_back_deletes_nothing_and_says_so(full: Desk) -> None:
    tidy(full.layout, Settings(), now=NOW)
    report = tidy(full.layout, ALL, now=NOW - timedelta(days=400))
    assert (report.note, report.gone) == (CLOCK_BACK, ())
    assert last_turn(full.layout) == NOW


def test_what_carries_a_time_to_come_is_kept(full: Desk) -> None:
    age(full.layout.outbox / "CW-old", -400)
    assert "CW-old/v1" not in names(tidy(full.layout, ALL, now=NOW))


def test_a_clock_that_jumps_ahead_does_not_empty_a_desk_by_itself(full: Desk) -> None:
    told: list[Report] = []
    clock = [NOW]
    daily = Daily(full.layout, ALL, told=told.append, clock=lambda: clock[0])
    daily.look()  # the first turn ever only notes the day
    assert told == []
    clock[0] = NOW + timedelta(days=3000)
    daily.look()
    assert told == []
    clock[0] = NOW + timedelta(days=1)
    assert tidy(full.layout, ALL, now=clock[0], by_itself=True).note == CLOCK_BACK
    clock[0] = NOW + timedelta(days=3001)
    daily.look()
    assert "CW-old/v1" in names(told[0])
    daily.look()
    assert len(told) == 1


def test_after_a_long_pause_the_next_day_deletes(full: Desk) -> None:
    assert tidy(full.layout, ALL, now=NOW, by_itself=True).note == AFTER_A_PAUSE
    assert names(tidy(full.layout, ALL, now=NOW + timedelta(days=1), by_itself=True)) != []


def test_what_somebody_has_open_stays_whole_is_told_and_goes_next_time(
    full: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows refuses to move a folder while a file in it is open."""
    real = Path.rename

    def refuse(path: Path, target: Path) -> Path:
        if path.parent.name == "CW-old" and path.name == "v1":
            raise PermissionError(13, "in use", str(path))
        return real(path, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", refuse)
        report = tidy(full.layout, ALL, now=NOW)
    assert report.left == (("CW-old/v1", "in use"),)
    assert (full.layout.outbox / "CW-old" / "v1" / "manifest.json").exists()
    assert report.path is not None
    assert "could not be deleted now" in report.path.read_text(encoding="utf-8")
    assert names(tidy(full.layout, ALL, now=NOW)) == ["CW-old/v1"]


def test_what_a_stop_left_half_deleted_is_finished(full: Desk) -> None:
    half = put(full.layout.done / ".deleting-1-ab" / "x").parent
    tidy(full.layout, ALL, now=NOW)
    assert not half.exists()


def test_a_desk_that_was_tidied_produces_nothing_twice(desk: Desk) -> None:
    desk.drop("A")
    desk.run()
    tidy(desk.layout, Settings(keep_outbox_days=1), now=datetime.now(UTC) + timedelta(days=30))
    assert desk.outbox() == []
    assert desk.run().lines == []
    assert desk.outbox() == []
