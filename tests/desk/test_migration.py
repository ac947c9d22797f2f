"""An upgrade keeps the ledger: rows of older schemas stay, a newer one and a broken one are refused in words."""

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from casewright.desk.ledger import DELIVERED, RETURNED, WORKING, Ledger
from casewright.desk.presence import is_alive
from casewright.model import DeskError

Desk = Any

#: The ledger as version 1 laid it out, word for word: it is on the disks of those who upgrade.
VERSION_1 = """
create table drops (
  name text primary key, fingerprint text not null default '', state text not null, owner text not null default '',
  work text not null default '', note text not null default '', seen_at text not null, changed_at text not null);
create table jobs (
  key text primary key, content text not null, drop_name text not null, ref text not null, folder text not null,
  state text not null, owner text not null default '', version integer not null default 0,
  target text not null default '', verdict text not null default '', course text not null default '',
  errors integer not null default 0, missing integer not null default 0, attempts integer not null default 0,
  note text not null default '', created_at text not null, changed_at text not null);
create index jobs_by_content on jobs (content);
create index jobs_by_drop on jobs (drop_name);
create index jobs_by_folder on jobs (folder, version);
create table transitions (
  id integer primary key, at text not null, subject text not null, name text not null, state text not null,
  note text not null default '');
insert into drops values ('CW-1', 'f1', 'delivered', '', '', 'CW-1/v2', '2026-01-05T08:00:00Z', '2026-01-06T08:00:00Z');
insert into drops values ('CW-2', 'f2', 'working', 'host-1-a', 'host-1-a.1', '', '2026-02-05T08:00:00Z', '2026-02-05T08:00:00Z');
insert into jobs values ('k1', 'c1', 'CW-1', 'CW-1', 'CW-1', 'delivered', '', 2, 'CW-1/v2', 'READY',
  'performance/perf_fix', 1, 2, 3, 'n', '2026-01-05T08:00:00Z', '2026-01-06T08:00:00Z');
insert into jobs values ('k2', 'c2', 'CW-2', 'CW-2', 'CW-2', 'working', 'host-1-a', 1, '', '', '', 0, 0, 1, '',
  '2026-02-05T08:00:00Z', '2026-02-05T08:00:00Z');
insert into jobs values ('k3', 'c3', 'CW-3', 'CW-3', 'CW-3', 'returned', '', 1, 'CW-3/returned-1', 'RETURNED', '', 4, 0,
  1, '', '2026-02-05T08:00:00Z', '2026-02-05T08:00:00Z');
insert into transitions (at, subject, name, state, note) values ('2026-01-06T08:00:00Z', 'job', 'CW-1', 'delivered', 'x');
pragma user_version = 1;
"""  # noqa: E501 - as it was written


def lay_down(path: Path, script: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with sqlite3.connect(path) as db:
        db.executescript("pragma journal_mode=WAL;" + script)
    db.close()
    return path


def rows(path: Path, table: str) -> list[dict[str, Any]]:
    db = sqlite3.connect(path)
    db.row_factory = sqlite3.Row
    found = [dict(row) for row in db.execute(f"select * from {table} order by 1")]  # noqa: S608 - a fixed name
    db.close()
    return found


def test_a_ledger_of_version_1_keeps_every_row_and_gains_what_is_new(tmp_path: Path) -> None:
    path = lay_down(tmp_path / "ledger.sqlite3", VERSION_1)
    before = {table: rows(path, table) for table in ("drops", "jobs", "transitions")}
    ledger = Ledger(path)
    assert [(drop.name, drop.state, drop.note, drop.starts) for drop in ledger.drops()] == [
        ("CW-1", DELIVERED, "CW-1/v2", 0), ("CW-2", WORKING, "", 0),
    ]  # fmt: skip
    job = ledger.job("k1")
    assert job is not None
    assert (job.version, job.target, job.verdict, job.course) == (2, "CW-1/v2", "READY", "performance/perf_fix")
    assert (job.errors, job.missing, job.attempts, job.note) == (1, 2, 3, "n")
    assert [each.state for each in ledger.jobs()] == [DELIVERED, WORKING, RETURNED]
    ledger.close()
    after = {table: rows(path, table) for table in before}
    for table, kept in before.items():
        assert [{key: row[key] for key in kept[0]} for row in after[table]] == kept


def test_an_upgraded_ledger_is_laid_out_as_a_new_one(tmp_path: Path) -> None:
    def layout(path: Path) -> set[tuple[str, str, str]]:
        Ledger(path).close()
        db = sqlite3.connect(path)
        tables = [name for (name,) in db.execute("select name from sqlite_master where type='table'")]
        found = {(table, row[1], row[2]) for table in tables for row in db.execute(f"pragma table_info({table})")}
        db.close()
        return found

    assert layout(lay_down(tmp_path / "old.sqlite3", VERSION_1)) == layout(tmp_path / "new.sqlite3")


def test_an_upgrade_is_done_once_and_can_be_opened_again(tmp_path: Path) -> None:
    path = lay_down(tmp_path / "ledger.sqlite3", VERSION_1)
    for _ in range(3):
        Ledger(path).close()
    assert len(rows(path, "jobs")) == 3


def test_a_ledger_of_a_newer_program_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    path = lay_down(tmp_path / "ledger.sqlite3", VERSION_1.replace("user_version = 1", "user_version = 99"))
    with pytest.raises(DeskError) as told:
        Ledger(path)
    assert "A newer Casewright wrote the ledger" in told.value.text.en
    assert "Upgrade casewright" in told.value.fix.en
    assert len(rows(path, "jobs")) == 3


def test_a_damaged_ledger_is_refused_with_the_way_out(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite3"
    path.write_bytes(b"this is no ledger, but long enough to be looked at as one" * 200)
    with pytest.raises(DeskError) as told:
        Ledger(path)
    assert "cannot be opened" in told.value.text.en
    assert "rebuilds it from inbox and outbox" in told.value.fix.en


def test_a_desk_whose_ledger_was_moved_away_rebuilds_it_and_makes_nothing_twice(desk: Desk) -> None:
    for name, told in {"A": "ok", "B": "not ready", "C": "return"}.items():
        desk.drop(name, told)
    desk.run()
    packages = desk.outbox()
    before = {path: path.read_bytes() for path in (desk.root / "outbox").rglob("*") if path.is_file()}
    for path in desk.layout.state.glob("ledger.sqlite3*"):
        path.rename(desk.root / path.name)
    heard = desk.run()
    assert desk.outbox() == packages == ["A/v1", "B/v1", "C/returned-1"]
    assert {path: path.read_bytes() for path in before} == before
    assert sorted((each.ref, each.state, each.target, each.again) for each in heard.results) == [
        ("A", "delivered", "A/v1", True), ("B", "delivered", "B/v1", True), ("C", "returned", "C/returned-1", True),
    ]  # fmt: skip
    ledger = Ledger(desk.layout.ledger)
    assert [(job.ref, job.state, job.version) for job in ledger.jobs()] == [
        ("A", "delivered", 1), ("B", "delivered", 1), ("C", "returned", 1),
    ]  # fmt: skip
    ledger.close()
    (desk.root / "inbox" / "A" / "case.txt").write_text("ok, second edition")
    assert desk.run().lines == [("A", "delivered", "A/v2")]


def test_work_that_an_older_program_had_begun_goes_on_after_the_upgrade(desk: Desk) -> None:
    desk.drop("CW-2")
    lay_down(desk.layout.ledger, VERSION_1)
    assert not is_alive(desk.layout.running, "host-1-a")
    assert desk.run().lines == [("CW-2", "delivered", "CW-2/v1")]
