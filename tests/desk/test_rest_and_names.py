"""When a drop is taken, and which names are read."""

import os
import time
from pathlib import Path

import pytest

from casewright.desk.names import folder_name, is_lock, is_passing, locks_file, shown
from casewright.desk.scan import Candidate, look_at, scan
from casewright.desk.settle import Settler
from casewright.desk.snapshot import find_snapshot, take_snapshot


def seen(folder: Path) -> Candidate:
    candidate = look_at(folder)
    assert candidate is not None
    return candidate


@pytest.fixture
def drop(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox" / "A"
    (folder / "证据").mkdir(parents=True)
    (folder / "case.xlsx").write_bytes(b"sheet")
    (folder / "证据" / "发票.pdf").write_bytes(b"invoice")
    return folder


def test_a_drop_rests_for_the_quiet_time_by_our_own_clock(drop: Path) -> None:
    settler = Settler(quiet=5)
    assert settler.wait_for(seen(drop), now=100.0) == 5
    assert settler.wait_for(seen(drop), now=103.0) == 2
    assert settler.wait_for(seen(drop), now=105.0) == 0


def test_any_change_starts_the_rest_again(drop: Path) -> None:
    settler = Settler(quiet=5)
    settler.wait_for(seen(drop), now=100.0)
    (drop / "证据" / "发票.pdf").write_bytes(b"invoice, second page")
    assert settler.wait_for(seen(drop), now=104.9) == 5


def test_a_copy_that_kept_an_old_date_is_not_taken_for_an_old_file(drop: Path) -> None:
    for path in (drop / "case.xlsx", drop / "证据" / "发票.pdf"):
        os.utime(path, (1_000_000_000, 1_000_000_000))
    wait = Settler(quiet=3600).wait_for(seen(drop), now=100.0, trust_age=True)
    assert wait == 3600


def test_a_single_run_takes_at_once_what_nobody_touched_for_long(drop: Path) -> None:
    time.sleep(0.02)
    assert Settler(quiet=0.01).wait_for(seen(drop), now=100.0, trust_age=True) == 0


def test_a_ready_mark_shortens_the_rest_and_is_not_part_of_the_case(drop: Path) -> None:
    (drop / "READY").touch()
    candidate = seen(drop)
    assert Settler(quiet=3600).wait_for(candidate, now=100.0) == 0
    assert [mark.path for mark in candidate.files] == ["case.xlsx", "证据/发票.pdf"]


@pytest.mark.parametrize("lock", ["~$case.xlsx", ".~lock.case.xlsx#", ".~case.xlsx"])
def test_a_drop_waits_while_somebody_has_a_file_open(drop: Path, lock: str) -> None:
    (drop / lock).touch()
    assert Settler(quiet=0).wait_for(seen(drop), now=100.0) is None
    (drop / lock).unlink()
    assert Settler(quiet=0).wait_for(seen(drop), now=101.0) == 0


def test_a_lock_that_a_crash_left_behind_holds_nothing(drop: Path) -> None:
    lock = drop / "~$case.xlsx"
    lock.touch()
    os.utime(lock, (1_000_000_000, 1_000_000_000))
    assert seen(drop).locked_by == ()


def test_an_empty_folder_is_not_a_case_yet(tmp_path: Path) -> None:
    (tmp_path / "B").mkdir()
    assert Settler(quiet=0).wait_for(seen(tmp_path / "B"), now=1.0) is None


def test_a_workbook_waits_for_its_own_lock_only(tmp_path: Path) -> None:
    for name in ("batch.xlsx", "~$tch.xlsx"):
        (tmp_path / name).write_bytes(b"x")
    assert seen(tmp_path / "batch.xlsx").locked_by == ("~$tch.xlsx",)
    (tmp_path / "~$tch.xlsx").rename(tmp_path / "~$other.xlsx")
    assert seen(tmp_path / "batch.xlsx").locked_by == ()


def test_links_and_pipes_are_named_and_never_followed(drop: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    (drop / "link.txt").symlink_to(tmp_path / "secret.txt")
    os.mkfifo(drop / "pipe")
    (tmp_path / "inbox" / "linked").symlink_to(tmp_path)
    candidates, left = scan(tmp_path / "inbox")
    assert [(each.name, [mark.path for mark in each.files]) for each in candidates] == [
        ("A", ["case.xlsx", "证据/发票.pdf"])
    ]
    assert [finding.at for finding in candidates[0].findings] == ["link.txt", "pipe"]
    assert [(finding.code, finding.at) for finding in left] == [("desk/not-a-file", "linked")]


def test_a_snapshot_is_whole_or_nothing(drop: Path, tmp_path: Path) -> None:
    candidate, work = seen(drop), tmp_path / "work"
    copy = take_snapshot(candidate, work)
    assert copy is not None
    assert (copy.entry / "证据" / "发票.pdf").read_bytes() == b"invoice"
    assert find_snapshot(work, copy.files) == copy.entry
    assert find_snapshot(work, "") is None, "no list of it: it was cut off while it was copied"
    (copy.entry / "case.xlsx").write_bytes(b"torn")
    assert find_snapshot(work, copy.files) is None
    (drop / "case.xlsx").write_bytes(b"changed since we looked")
    assert take_snapshot(candidate, work) is None


def test_a_snapshot_of_a_file_that_vanished_is_not_taken(drop: Path, tmp_path: Path) -> None:
    candidate = seen(drop)
    (drop / "case.xlsx").unlink()
    assert take_snapshot(candidate, tmp_path / "work") is None


def test_a_folder_named_in_the_letters_of_old_windows_is_read_rightly(tmp_path: Path) -> None:
    name = os.fsdecode("张三案件".encode("gb18030"))
    (tmp_path / name).mkdir()
    (tmp_path / name / os.fsdecode("发票.pdf".encode("gb18030"))).write_bytes(b"x")
    candidates, _ = scan(tmp_path)
    assert [(each.name, [mark.path for mark in each.files]) for each in candidates] == [("张三案件", ["发票.pdf"])]
    copy = take_snapshot(candidates[0], tmp_path / "work")
    assert copy is not None
    assert copy.entry == tmp_path / "work" / "张三案件"


@pytest.mark.parametrize(
    "name",
    ["a.tmp", "b.part", "c.crdownload", ".DS_Store", "Thumbs.db", "desktop.ini", "._x.pdf", "~WRL0001.tmp", "x~"],
)
def test_names_of_files_on_their_way_are_known(name: str) -> None:
    assert is_passing(name)


@pytest.mark.parametrize("name", ["case.xlsx", "发票.pdf", "part.pdf", "a~b.txt", "template.docx"])
def test_names_of_evidence_are_not_taken_for_passing(name: str) -> None:
    assert not is_passing(name)
    assert not is_lock(name)


def test_office_drops_two_letters_from_a_long_name_in_its_lock() -> None:
    assert locks_file("~$tch of March.xlsx", "batch of March.xlsx")
    assert locks_file(".~lock.batch.xlsx#", "batch.xlsx")
    assert not locks_file("~$other.xlsx", "batch.xlsx")


@pytest.mark.parametrize(
    ("ref", "folder"),
    [
        ("CW-2026-01", "CW-2026-01"), ("店铺 A/B", "店铺 A_B"), ("../../etc", "_.._etc"), ("CON", "_CON"),
        ("name. ", "name"), ("a\u202eb", "a_b"), ("", "_"), ("字" * 200, "字" * 40),
    ],
)  # fmt: skip
def test_a_case_reference_makes_a_folder_that_every_system_can_hold(ref: str, folder: str) -> None:
    assert folder_name(ref) == folder


def test_a_name_that_is_no_text_at_all_can_still_be_shown() -> None:
    assert shown(os.fsdecode(b"\xff\xfe\xff")).isprintable()
