"""The ledger keeps what it needs to make nothing twice, and forgets what belongs to nothing any more."""

import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from casewright.desk.ledger import DELIVERED, Ledger
from casewright.desk.settings import Settings
from casewright.desk.tidy import Report, tidy

Desk = Any
KEPT = Settings(keep_ledger_days=30, keep_log_days=0)


def rows(desk: Desk, table: str = "jobs") -> list[str]:
    column = {"jobs": "ref", "drops": "name", "transitions": "name", "gone": "name"}[table]
    with closing(sqlite3.connect(desk.layout.ledger)) as db:
        return sorted(str(name) for (name,) in db.execute(f"select {column} from {table}"))  # noqa: S608


def turn(desk: Desk, days: int, settings: Settings = KEPT, **options: bool) -> Report:
    return tidy(desk.layout, settings, now=datetime.now(UTC) + timedelta(days=days), **options)


def bytes_of_state(desk: Desk) -> bytes:
    files = (path for path in desk.layout.state.rglob("ledger*") if path.is_file())
    return b"".join(path.read_bytes() for path in files)


@pytest.fixture
def worked(desk: Desk) -> Desk:
    """A desk with two delivered cases; all of the first is gone, of the second nothing."""
    desk.drop("CW-GONE")
    desk.drop("CW-STAYS")
    desk.run()
    shutil.rmtree(desk.root / "inbox" / "CW-GONE")
    shutil.rmtree(desk.root / "outbox" / "CW-GONE")
    return desk


def test_a_row_goes_so_many_days_after_its_drop_and_its_package_are_gone(worked: Desk) -> None:
    assert not turn(worked, 0).ledger
    assert not turn(worked, 29).ledger
    assert rows(worked) == ["CW-GONE", "CW-STAYS"]
    told = turn(worked, 30).ledger
    assert (told.cases, told.drops) == (1, 1)
    assert rows(worked) == rows(worked, "drops") == ["CW-STAYS"]
    assert "CW-GONE" not in rows(worked, "transitions") + rows(worked, "gone")


def test_no_byte_of_what_was_forgotten_stays_in_the_ledgers_files(worked: Desk) -> None:
    assert b"CW-GONE" in bytes_of_state(worked)
    turn(worked, 0)
    turn(worked, 40)
    assert b"CW-GONE" not in bytes_of_state(worked)
    assert b"CW-STAYS" in bytes_of_state(worked)


def test_a_drop_that_lies_there_keeps_its_row_however_old_and_is_made_once(desk: Desk) -> None:
    desk.drop("A")
    desk.run()
    settings = Settings(keep_outbox_days=1, keep_ledger_days=1)
    for days in (30, 60, 3_000):
        turn(desk, days, settings)
    assert desk.outbox() == []
    assert rows(desk) == rows(desk, "drops") == ["A"]
    assert desk.run().lines == []
    assert desk.outbox() == []


def test_a_package_that_stands_keeps_its_row_and_its_number(desk: Desk) -> None:
    desk.drop("A")
    desk.run()
    shutil.rmtree(desk.root / "inbox" / "A")
    turn(desk, 0)
    turn(desk, 3_000)
    assert rows(desk) == rows(desk, "drops") == ["A"]
    desk.drop("A", "ok, changed")
    assert desk.run().lines == [("A", "delivered", "A/v2")]


def test_a_deleted_packages_row_tells_no_outcome_any_more_at_once(desk: Desk) -> None:
    desk.drop("A")
    desk.drop("B")
    desk.run()
    told = turn(desk, 30, Settings(keep_outbox_days=1)).ledger
    ledger = Ledger(desk.layout.ledger)
    assert {(job.ref, job.state, job.version, job.verdict, job.course) for job in ledger.jobs()} == {
        ("A", DELIVERED, 1, "", ""), ("B", DELIVERED, 1, "", ""),
    }  # fmt: skip
    ledger.close()
    assert told.shortened == 2


def test_a_share_that_was_away_for_a_while_forgets_nothing(worked: Desk) -> None:
    away = worked.root / "away"
    for tray in ("inbox", "outbox"):
        (worked.root / tray).rename(away.with_name(tray + " away"))
        (worked.root / tray).mkdir()
    turn(worked, 0)
    turn(worked, 20)
    for tray in ("inbox", "outbox"):
        (worked.root / tray).rmdir()
        away.with_name(tray + " away").rename(worked.root / tray)
    turn(worked, 21)
    turn(worked, 45)
    assert rows(worked) == rows(worked, "drops") == ["CW-STAYS"]
    assert worked.run().lines == []


def test_what_is_waited_for_or_worked_on_is_never_forgotten(desk: Desk) -> None:
    ledger = Ledger(desk.layout.ledger)
    ledger.take_drop("A", "fp", owner="host-1-a", alive=lambda _: False)
    ledger.close()
    turn(desk, 0)
    turn(desk, 3_000)
    assert rows(desk, "drops") == ["A"]


def test_what_was_seen_and_taken_away_before_it_rested_is_forgotten_too(desk: Desk) -> None:
    ledger = Ledger(desk.layout.ledger)
    ledger.note_drop("CW-BRIEF", "settling")
    ledger.close()
    turn(desk, 0)
    assert turn(desk, 30).ledger.drops == 1
    assert rows(desk, "drops") == []


def test_steps_go_with_the_log_and_what_comes_later_still_counts_as_later(desk: Desk) -> None:
    desk.drop("A")
    desk.run()
    turn(desk, 0)
    told = turn(desk, 91, Settings()).ledger
    assert told.steps > 1
    assert rows(desk, "transitions") == [""]
    desk.drop("A", "ok, changed")
    assert desk.run().lines == [("A", "delivered", "A/v2")]
    ledger = Ledger(desk.layout.ledger)
    first, second = sorted(ledger.jobs(), key=lambda job: job.version)
    ledger.close()
    assert second.taken > first.taken


def test_with_0_days_rows_and_steps_stay_for_ever(worked: Desk) -> None:
    forever = Settings(keep_ledger_days=0, keep_log_days=0)
    turn(worked, 0, forever)
    assert not turn(worked, 30_000, forever)
    assert rows(worked) == ["CW-GONE", "CW-STAYS"]


def test_the_report_counts_what_the_ledger_forgot_and_names_no_case(worked: Desk) -> None:
    turn(worked, 0)
    before = bytes_of_state(worked)
    would = turn(worked, 30, dry=True)
    assert bytes_of_state(worked) == before
    report = turn(worked, 30)
    assert would.ledger == report.ledger
    assert report.path is not None
    text = report.path.read_text(encoding="utf-8")
    assert "台账：1 条案件记录、1 条投放记录" in text
    assert "Ledger: 1 rows of cases, 1 of drops" in text
    assert "CW-GONE" not in text + report.path.with_suffix(".json").read_text(encoding="utf-8")


def test_a_case_that_was_forgotten_and_is_dropped_again_is_made_as_new(worked: Desk) -> None:
    turn(worked, 0)
    turn(worked, 30)
    worked.drop("CW-GONE")
    assert worked.run().lines == [("CW-GONE", "delivered", "CW-GONE/v1")]


def test_the_ledger_is_tidied_while_a_desk_is_at_work(desk: Desk) -> None:
    desk.drop("A", "held")
    with desk.held():
        turn(desk, 91, Settings())
        turn(desk, 300, Settings())
    assert desk.outbox() == ["A/v1"]
    assert rows(desk) == ["A"]


def test_what_was_deleted_is_reported_though_the_ledger_cannot_be_tidied(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.drop("A")
    desk.run()

    def away(*_: object, **__: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr("casewright.desk.forgetting.scan", away)
    report = turn(desk, 30, Settings(keep_outbox_days=1))
    assert [each.name for each in report.gone] == ["A/v1"]
    assert report.left == (("ledger", "Input/output error"),)
    assert report.path is not None
    assert "Input/output error" in report.path.read_text(encoding="utf-8")
