"""What the ledger keeps, and what a start mends after any kind of stop."""

import json
import shutil
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from casewright.deliver import sha256_of
from casewright.desk import Ledger, presence
from casewright.desk.ledger import DELIVERED, QUEUED, WORKING, JobRow
from casewright.desk.presence import Presence
from casewright.model import DeskError

Desk = Any


def nobody(token: str) -> bool:
    return False


def everybody(token: str) -> bool:
    return bool(token)


@pytest.fixture
def ledger(tmp_path: Path) -> Any:
    ledger = Ledger(tmp_path / "ledger.sqlite3")
    yield ledger
    ledger.close()


def job(key: str, **values: Any) -> JobRow:
    return JobRow(key, f"content of {key}", "A", "A", "A", QUEUED, owner="me", **values)


def test_a_drop_in_one_state_is_taken_once(ledger: Ledger) -> None:
    assert ledger.take_drop("A", "as it is", owner="me", alive=everybody)
    assert not ledger.take_drop("A", "as it is", owner="you", alive=everybody)
    ledger.close_drop("A", DELIVERED)
    assert not ledger.take_drop("A", "as it is", owner="you", alive=everybody)
    assert ledger.take_drop("A", "changed", owner="you", alive=everybody)


def test_a_look_asks_for_the_drops_that_lie_there_and_not_for_all_that_ever_did(ledger: Ledger) -> None:
    for name in ("A", "案件 'B'", "C"):
        ledger.note_drop(name, "seen")
    assert [row.name for row in ledger.drops(["案件 'B'", "A", "new"])] == ["A", "案件 'B'"]
    assert ledger.drops([]) == ()
    assert len(ledger.drops()) == 3


def test_what_a_dead_desk_held_may_be_taken_by_another(ledger: Ledger) -> None:
    ledger.take_drop("A", "as it is", owner="dead", alive=everybody)
    ledger.queue_job(job("k"), alive=everybody)
    assert ledger.take_drop("A", "as it is", owner="you", alive=nobody)
    assert ledger.queue_job(job("k"), alive=nobody) is None


def test_the_same_work_is_queued_once(ledger: Ledger) -> None:
    assert ledger.queue_job(job("k"), alive=everybody) is None
    again = ledger.queue_job(job("k"), alive=everybody)
    assert again is not None
    assert again.state == QUEUED


def test_versions_count_up_over_disk_and_ledger(ledger: Ledger) -> None:
    for key in ("k1", "k2", "k3"):
        ledger.queue_job(job(key), alive=everybody)
    assert ledger.start_job("k1", on_disk=0) == 1
    assert ledger.start_job("k2", on_disk=0) == 2
    ledger.finish_job("k2", DELIVERED, version=2, target="A/v2")
    assert ledger.start_job("k3", on_disk=6) == 7


def test_every_step_is_kept_in_order(ledger: Ledger) -> None:
    heard: list[tuple[str, str, str, str]] = []
    ledger.listen(lambda *step: heard.append(step))
    ledger.take_drop("A", "f", owner="me", alive=everybody)
    ledger.queue_job(job("k"), alive=everybody)
    ledger.start_job("k", on_disk=0)
    ledger.finish_job("k", DELIVERED, version=1, target="A/v1", verdict="READY")
    ledger.close_drop("A", DELIVERED, "A/v1")
    steps = [(subject, state) for _, subject, _, state, _ in ledger.transitions()]
    assert steps == [("drop", QUEUED), ("job", QUEUED), ("job", WORKING), ("job", DELIVERED), ("drop", DELIVERED)]
    assert [(step[0], step[2]) for step in heard] == steps


def test_a_change_that_breaks_off_leaves_nothing_behind(ledger: Ledger) -> None:
    with pytest.raises(TypeError):
        ledger.start_job("unknown", on_disk=0)
    assert ledger.jobs() == ()
    assert ledger.take_drop("A", "f", owner="me", alive=everybody)


def test_a_ledger_of_a_newer_program_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite3"
    with sqlite3.connect(path) as base:
        base.execute("pragma user_version=99")
    base.close()
    with pytest.raises(DeskError, match="newer Casewright"):
        Ledger(path)


def test_a_file_that_is_no_ledger_is_named_with_the_way_out(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite3"
    path.write_bytes(b"not a database, but long enough to look at" * 40)
    with pytest.raises(DeskError, match="Back it up"):
        Ledger(path)


def test_a_desk_is_present_exactly_as_long_as_it_runs(tmp_path: Path) -> None:
    here = Presence(tmp_path)
    assert presence.is_alive(tmp_path, here.token)
    here.close()
    assert not presence.is_alive(tmp_path, here.token)
    (tmp_path / "gone-1-2.lock").touch()
    presence.sweep(tmp_path)
    assert list(tmp_path.iterdir()) == []


def leave_behind(desk: Desk, *, published: bool, whole: bool = True, earlier: bool = False) -> None:
    """Put the desk into the state in which a power cut leaves it in the middle of case A; ``earlier``, a program that
    kept the list of a snapshot beside it.
    """
    desk.drop("A")
    desk.run()
    layout = desk.layout
    ledger = Ledger(layout.ledger)
    row = ledger.jobs()[0]
    ledger.close()
    work = layout.work / "dead-1-2.1"
    copy = work / "drop/A" if earlier else work / "A"
    shutil.copytree(desk.root / "inbox/A", copy)
    told = json.dumps({"entry": "A", "files": {"A/case.txt": sha256_of(copy / "case.txt")}}) if whole else ""
    base = sqlite3.connect(layout.ledger)
    with base:
        base.execute("update jobs set state='working', owner='dead-1-2', target=''")
        base.execute("update drops set state='queued', owner='dead-1-2', work='dead-1-2.1'")
        if earlier:
            (work / "whole.json").write_text(told)
        else:
            base.execute("update drops set files=?", (told,))
    base.close()
    half = layout.staging / f"dead-1-2.{row.key[:16]}"
    half.mkdir(parents=True)
    (half / "POA_A_v1_en.docx").write_text("half")
    if not published:
        shutil.rmtree(desk.root / "outbox/A")


def test_a_package_that_was_published_but_not_entered_is_entered(desk: Desk) -> None:
    leave_behind(desk, published=True)
    heard = desk.run()
    assert [(result.target, result.again) for result in heard.results] == [("A/v1", True)]
    assert desk.outbox() == ["A/v1"]
    assert list(desk.layout.staging.iterdir()) == []
    assert list(desk.layout.work.iterdir()) == []


@pytest.mark.parametrize("whole", [True, False])
def test_a_case_that_was_in_work_is_produced_once(desk: Desk, *, whole: bool) -> None:
    leave_behind(desk, published=False, whole=whole)
    assert desk.run().lines == [("A", "delivered", "A/v1")]
    assert desk.run().lines == []
    assert desk.outbox() == ["A/v1"]


@pytest.mark.parametrize("earlier", [False, True])
def test_a_drop_that_was_taken_is_produced_even_if_it_has_left_the_inbox(desk: Desk, *, earlier: bool) -> None:
    leave_behind(desk, published=False, earlier=earlier)
    shutil.rmtree(desk.root / "inbox/A")
    assert desk.run().lines == [("A", "delivered", "A/v1")]


def test_a_changed_playbook_does_not_redo_what_a_stopped_batch_had_delivered(desk: Desk) -> None:
    leave_behind(desk, published=True)
    (desk.root / "rulebooks/strategy.xlsx").write_bytes(b"rules, second edition")
    desk.run()
    assert desk.outbox() == ["A/v1"]


def test_the_log_has_a_line_for_each_step(desk: Desk) -> None:
    desk.drop("A")
    desk.run()
    lines = (desk.layout.logs / "desk.log").read_text(encoding="utf-8").splitlines()
    assert [line.split(" INFO ")[1] for line in lines][-2:] == [
        'what="job" name="A" state="delivered" note="A/v1"', 'what="drop" name="A" state="delivered" note="A/v1"',
    ]  # fmt: skip


def test_desks_that_start_at_the_same_moment_share_one_new_ledger(tmp_path: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        for attempt in range(8):
            path = tmp_path / f"{attempt}.sqlite3"
            assert list(pool.map(opened, [path] * 4)) == [True] * 4


def opened(path: Path) -> bool:
    ledger = Ledger(path)
    ledger.close()
    return path.is_file()
