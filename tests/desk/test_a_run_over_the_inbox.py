"""One run over an inbox: what comes out, what is left alone, and what a bad case does to the next."""

import errno
import os
import shutil
import sqlite3
import stat
import sys
import threading
import zipfile
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from casewright.desk import Until
from casewright.desk.bench import Bench, Task
from casewright.desk.line import Line
from casewright.model import DeskError, PlaybookError

Desk = Any


def test_a_folder_becomes_a_package_named_by_its_case(desk: Desk) -> None:
    desk.drop("新建文件夹", "ref=CW-7 ok")
    heard = desk.run()
    assert heard.lines == [("CW-7", "delivered", "CW-7/v1")]
    assert desk.outbox() == ["CW-7/v1"]
    assert not list((desk.root / "outbox" / ".staging").iterdir())


def test_the_same_content_is_never_done_twice(desk: Desk) -> None:
    first = desk.drop("A", "ref=CW-7 ok")
    desk.run()
    assert desk.run().lines == []
    shutil.copytree(first, desk.root / "inbox" / "A 副本")
    with zipfile.ZipFile(desk.root / "inbox" / "again.zip", "w") as archive:
        archive.write(first / "case.txt", "case.txt")
    (first / "case.txt").touch()
    heard = desk.run()
    assert {(result.target, result.again) for result in heard.results} == {("CW-7/v1", True)}
    assert desk.outbox() == ["CW-7/v1"]


def test_a_changed_drop_becomes_the_next_version_and_names_the_one_before(desk: Desk) -> None:
    desk.drop("A")
    desk.run()
    desk.drop("A", late__pdf="late evidence")
    heard = desk.run()
    assert heard.lines == [("A", "delivered", "A/v2")]
    manifest = (desk.root / "outbox/A/v2/manifest.json").read_text(encoding="utf-8")
    assert '"previous"' in manifest


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps no time of its own for a change")
def test_an_edit_that_keeps_size_and_date_is_a_new_version_all_the_same(desk: Desk) -> None:
    folder = desk.drop("A", "one words")
    before = (folder / "case.txt").stat()
    desk.run()
    desk.drop("A", "two words")
    os.utime(folder / "case.txt", ns=(before.st_atime_ns, before.st_mtime_ns))
    assert desk.run().lines == [("A", "delivered", "A/v2")]


def test_a_version_that_somebody_took_away_is_never_used_again(desk: Desk) -> None:
    desk.drop("A")
    desk.run()
    shutil.rmtree(desk.root / "outbox/A/v1")
    desk.drop("A", more__txt="x")
    assert desk.run().lines == [("A", "delivered", "A/v2")]


def test_a_folder_that_people_put_into_the_outbox_is_never_overwritten(desk: Desk) -> None:
    theirs = desk.root / "outbox/A/v1"
    theirs.mkdir(parents=True)
    (theirs / "notes.txt").write_text("ours")
    desk.drop("A")
    assert desk.run().lines == [("A", "delivered", "A/v2")]
    assert (theirs / "notes.txt").read_text() == "ours"


def test_bad_cases_of_every_kind_do_not_stop_the_next(desk: Desk) -> None:
    desk.drop("1", "fault")
    desk.drop("2", "return")
    (desk.root / "inbox/3.zip").write_bytes(b"no zip at all")
    desk.drop("4", "ok")
    heard = desk.run()
    assert sorted(heard.lines) == [
        ("1", "failed", ""), ("2", "returned", "2/returned-1"), ("3", "returned", "3/returned-1"),
        ("4", "delivered", "4/v1"),
    ]  # fmt: skip
    assert (desk.root / "outbox/3/returned-1/Issues.txt").is_file()
    assert "The sheet cannot be read." in (desk.root / "outbox/2/returned-1/RETURNED.txt").read_text("utf-8-sig")
    fault = next(result for result in heard.results if result.state == "failed")
    assert "a fault of ours" in (desk.root / fault.note.split("; ")[1]).read_text(encoding="utf-8")


def test_a_case_that_failed_waits_for_a_change_or_for_being_named(desk: Desk) -> None:
    folder = desk.drop("1", "fault")
    desk.run()
    assert desk.run().lines == []
    assert [state for _, state, _ in desk.run(folder).lines] == ["failed"]
    desk.drop("1", "ok")
    assert desk.run().lines == [("1", "delivered", "1/v1")]


def test_a_returned_drop_comes_again_once_it_is_mended(desk: Desk) -> None:
    desk.drop("1", "return")
    desk.run()
    desk.drop("1", "return, differently")
    desk.run()
    desk.drop("1", "ok")
    desk.run()
    assert desk.outbox() == ["1/returned-1", "1/returned-2", "1/v1"]


def write_batch(path: Path, *rows: tuple[str, str]) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Cases 案件"
    for row in (("案件编号 case", "证据文件夹 folder"), *rows):
        sheet.append(row)
    book.save(path)


def test_a_batch_workbook_brings_the_folders_that_it_names(desk: Desk) -> None:
    write_batch(desk.root / "inbox" / "batch.xlsx", ("B-1", "ev one"), ("B-2", "ev two"))
    desk.drop("ev one", "ok")
    desk.drop("ev two", "not ready")
    desk.drop("own case", "ok")
    heard = desk.run()
    assert sorted(heard.lines) == [
        ("B-1", "delivered", "B-1/v1"), ("B-2", "delivered", "B-2/v1"), ("own case", "delivered", "own case/v1"),
    ]  # fmt: skip
    assert {result.ref: result.missing for result in heard.results} == {"B-1": 0, "B-2": 1, "own case": 0}


def test_a_changed_batch_makes_new_versions_of_the_changed_cases_only(desk: Desk) -> None:
    batch = desk.root / "inbox" / "batch.xlsx"
    write_batch(batch, ("B-1", "ev one"), ("B-2", "ev two"))
    for name in ("ev one", "ev two", "ev three"):
        desk.drop(name, name)
    desk.run()
    write_batch(batch, ("B-1", "ev one"), ("B-3", "ev three"), ("B-2", "ev two"))
    desk.drop("ev two", "mended")
    new = [result.target for result in desk.run().results if not result.again]
    assert sorted(new) == ["B-2/v2", "B-3/v1"]


def test_temporary_and_system_files_are_left_alone_and_named(desk: Desk) -> None:
    desk.drop("A", Thumbs__db="x", **{"half.crdownload": "x"})
    (desk.root / "inbox" / "copying.zip.part").write_bytes(b"x")
    (desk.root / "inbox" / "notice.pdf").write_bytes(b"x")
    heard = desk.run()
    assert heard.lines == [("A", "delivered", "A/v1")]
    told = (desk.root / "outbox/A/v1/manifest.json").read_text(encoding="utf-8")
    assert "Thumbs.db" not in told
    assert sorted((finding.code, finding.at) for finding in heard.findings) == [
        ("desk/file-passed-over", "copying.zip.part"), ("desk/stray-file", "notice.pdf"),
    ]  # fmt: skip
    assert sorted(finding.at for result in heard.results for finding in result.findings) == [
        "Thumbs.db", "half.crdownload",
    ]  # fmt: skip


def test_a_drop_with_an_open_file_waits_and_is_named(desk: Desk) -> None:
    folder = desk.drop("A")
    (folder / "~$case.xlsx").write_bytes(b"somebody")
    heard = desk.run()
    assert heard.lines == []
    assert [(finding.code, finding.at) for finding in heard.findings] == [("desk/still-open", "A/~$case.xlsx")]
    (folder / "~$case.xlsx").unlink()
    assert desk.run().lines == [("A", "delivered", "A/v1")]


def test_a_drop_named_on_the_command_line_may_lie_anywhere(desk: Desk, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere" / "X"
    elsewhere.mkdir(parents=True)
    (elsewhere / "case.txt").write_text("ok")
    assert desk.run(elsewhere).lines == [("X", "delivered", "X/v1")]
    again = desk.run(elsewhere)
    assert [(result.target, result.again) for result in again.results] == [("X/v1", True)]


def test_a_package_that_is_gone_is_made_again_when_its_drop_is_named(desk: Desk) -> None:
    folder = desk.drop("A")
    desk.run()
    shutil.rmtree(desk.root / "outbox/A")
    assert desk.run().lines == []
    assert desk.run(folder).lines == [("A", "delivered", "A/v1")]


def test_the_outbox_alone_tells_what_was_done_when_the_ledger_is_lost(desk: Desk) -> None:
    desk.drop("A", "not ready")
    desk.run()
    shutil.rmtree(desk.root / ".casewright")
    heard = desk.run()
    assert [(result.target, result.again, result.missing) for result in heard.results] == [("A/v1", True, 1)]
    assert desk.outbox() == ["A/v1"]


def test_delivered_drops_move_away_where_the_desk_is_set_so(desk: Desk) -> None:
    desk.settings = replace(desk.settings, after_delivery="move")
    desk.drop("A")
    desk.drop("B", "return")
    desk.run(until=Until.IDLE)
    desk.run()
    assert sorted(path.name for path in (desk.root / "inbox").iterdir()) == [".done", "B"]
    assert (desk.root / "inbox/.done/A/v1/A/case.txt").read_text() == "ok"


def test_a_drop_that_cannot_be_moved_is_said_once_and_leaves_nothing_below_done(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def denied(path: Path, goal: Path) -> Path:
        if ".done" in Path(goal).parts:
            tries.append(path)
            raise PermissionError(errno.EACCES, "Permission denied")
        return rename(path, goal)

    rename, tries = Path.rename, []
    desk.settings = replace(desk.settings, after_delivery="move")
    desk.drop("A")
    monkeypatch.setattr(Path, "rename", denied)
    heard = desk.run(until=Until.IDLE)
    assert len(tries) == 1
    assert [(finding.code, finding.at) for finding in heard.findings] == [("desk/not-moved", "A")]
    log = (desk.layout.logs / "desk.log").read_text(encoding="utf-8")
    assert log.count("Permission denied") == 1
    assert [path.name for path in (desk.root / "inbox").iterdir()] == ["A"]


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX modes")
def test_what_was_moved_away_may_be_read_by_whoever_reads_the_inbox(desk: Desk) -> None:
    desk.settings = replace(desk.settings, after_delivery="move")
    desk.drop("A")
    (desk.root / "inbox").chmod(0o2770)
    mask = os.umask(0o077)
    try:
        desk.run(until=Until.IDLE)
        desk.run()
    finally:
        os.umask(mask)
    done = desk.root / "inbox" / ".done"
    assert {stat.S_IMODE(path.stat().st_mode) for path in (done, done / "A", done / "A" / "v1")} == {0o2770}


def test_several_workers_do_the_same_as_one(desk: Desk) -> None:
    for number in range(6):
        desk.drop(f"C{number}", "return" if number == 3 else "ok")
    heard = desk.run(workers=1)
    assert len(heard.lines) == 6
    assert heard.steps[-1] == (6, 6)


def test_a_changed_rulebook_is_in_force_for_the_next_drop(desk: Desk) -> None:
    folder = desk.drop("A")
    desk.run()
    (desk.root / "rulebooks/strategy.xlsx").write_bytes(b"rules, second edition")
    assert desk.run().lines == []
    assert desk.run(folder).lines == [("A", "delivered", "A/v2")]


def test_a_playbook_that_does_not_pass_is_refused_and_the_last_good_one_stays(desk: Desk) -> None:
    desk.drop("A")
    desk.run()
    (desk.root / "rulebooks/strategy.xlsx").write_bytes(b"broken")
    desk.drop("B")
    heard = desk.run()
    assert heard.lines == [("B", "delivered", "B/v1")]
    assert [finding.at for finding in heard.findings] == ["rulebooks", "rulebooks/strategy.xlsx"]


def test_a_first_playbook_that_does_not_pass_says_where(desk: Desk) -> None:
    (desk.root / "rulebooks/strategy.xlsx").write_bytes(b"broken")
    with pytest.raises(PlaybookError, match=r"rulebooks/strategy\.xlsx: The rule cannot be read"):
        desk.run()


def test_a_full_disk_stops_a_run_and_loses_nothing(desk: Desk) -> None:
    desk.drop("A")
    full = desk.root / "outbox" / "DISK FULL"
    full.touch()
    with pytest.raises(DeskError, match="No space left"):
        desk.run()
    assert desk.outbox() == []
    full.unlink()
    assert desk.run().lines == [("A", "delivered", "A/v1")]


class StopAtFirst:
    """Asks for a stop at the first case that is finished."""

    def __init__(self) -> None:
        self.stop = threading.Event()
        self.seen: list[object] = []

    def case(self, result: object) -> None:
        self.seen.append(result)
        self.stop.set()

    def say(self, finding: object) -> None: ...

    def progress(self, done: int, total: int) -> None: ...


def test_an_asked_stop_leaves_the_rest_for_the_next_run(desk: Desk) -> None:
    for number in range(5):
        desk.drop(f"C{number}")
    listener = StopAtFirst()
    with desk.foreman(listener) as foreman:
        foreman.run_inbox(listener.stop, until=Until.ONCE)
    assert 0 < len(desk.outbox()) < 5
    desk.run()
    assert desk.outbox() == [f"C{number}/v1" for number in range(5)]


def states(ledger: Path) -> list[str]:
    """Return the states of all work as another program reads them at this moment."""
    with closing(sqlite3.connect(ledger)) as base:
        return [state for (state,) in base.execute("select state from jobs")]


class Asking(Bench):
    """A bench that reads the ledger whenever a task is handed to it."""

    def __init__(self, ledger: Path) -> None:
        super().__init__(1)
        self._ledger = ledger
        self.read: list[tuple[str, list[str]]] = []

    def submit(self, task: Task) -> None:
        self.read.append((str(task.name[0]) if isinstance(task.name, tuple) else "", states(self._ledger)))
        super().submit(task)


def test_work_begins_only_after_the_ledger_says_so_for_everybody(desk: Desk) -> None:
    desk.drop("A")
    bench = Asking(desk.layout.ledger)
    assert desk.run(bench=bench).lines == [("A", "delivered", "A/v1")]
    assert bench.read == [("open", []), ("make", ["working"])]


def test_a_case_is_told_as_done_only_after_the_ledger_says_so_for_everybody(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.drop("A")
    read: list[list[str]] = []
    monkeypatch.setattr(Line, "_tell", lambda line: read.append(states(desk.layout.ledger)) if line._results else None)
    desk.run()
    assert read
    assert {tuple(each) for each in read} == {("delivered",)}
