"""casewright due: what stands in the outbox, soonest first, and loud where it must be."""

import json
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from casewright.desk import lay_out


def package(desk: Path, case: str, version: int = 1, **told: Any) -> Path:
    """Lay a manifest into the outbox as a package would have it."""
    folder = desk / "outbox" / case / f"v{version}"
    folder.mkdir(parents=True)
    manifest = {"case": case, "version": version, "verdict": "NOT_READY", "as_of": "2026-02-12", "open": True, **told}
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    return folder


def limit(at: str | None, **more: Any) -> dict[str, Any]:
    return {
        "what": "Answer", "what_zh": "回复", "at": at, "basis": "stated", "quote": "within 17 days", "hours": 408,
        "zone": "America/Los_Angeles", "code": "appeal", "source": "notice.txt", "internal_at": None,
        "answered_on": None, **more,
    }  # fmt: skip


def reminder(at: str, **more: Any) -> dict[str, Any]:
    return {
        "what": "Tell the client", "what_zh": "向客户同步进展", "at": at, "until": None, "every_hours": None,
        "zone": "America/Los_Angeles", "code": "client_update", "state": "later", "basis": "S0-46",
        "source": "numbers.xlsx > reminders!A7", **more,
    }  # fmt: skip


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    lay_out(tmp_path / "desk")
    return tmp_path / "desk"


def test_the_soonest_comes_first_the_past_is_loud_and_the_unknown_last(cli: Any, desk: Path) -> None:
    package(desk, "A", deadlines=[limit(None, basis="none", quote="")])
    package(desk, "B", deadlines=[limit("2026-03-26T08:00:00Z")])
    package(desk, "C", deadlines=[limit("2026-02-10T08:00:00Z")], reminders=[reminder("2026-02-20T00:00:00Z")])
    package(desk, "D", deadlines=[limit("2026-02-13T08:00:00Z", basis="assumed", quote="", source="x!A5")])
    told = cli("--desk", desk, "due", "--json", "--as-of", "2026-02-12").document
    assert [(row["case"], row["kind"], row["state"]) for row in told] == [
        ("C", "deadline", "past"), ("D", "deadline", "soon"), ("C", "reminder", "later"), ("B", "deadline", "later"),
        ("A", "deadline", "none"),
    ]  # fmt: skip
    assert [row["hours_left"] for row in told] == [-32, 40, 200, 1024, None]
    said = cli("--desk", desk, "due", "--as-of", "2026-02-12", "--lang", "zh").out
    assert said.splitlines()[0].startswith("C  v1  NOT_READY  !!! 期限已过 !!!")
    assert "已过 32 小时" in said
    assert "!!! 明天到期，可能不足 24 小时 !!!  [推定，请核对通知]" in said
    assert "出处: x!A5" in said


def test_only_what_is_due_within_so_many_hours_can_be_asked_for(cli: Any, desk: Path) -> None:
    package(desk, "A", deadlines=[limit("2026-02-13T08:00:00Z")])
    package(desk, "B", deadlines=[limit("2026-03-26T08:00:00Z")])
    package(desk, "C", deadlines=[limit("2026-02-01T08:00:00Z")])
    told = cli("--desk", desk, "due", "--json", "--as-of", "2026-02-12", "--within", "48").document
    assert [row["case"] for row in told] == ["C", "A"]


def test_closed_cases_and_answered_limits_are_shown_where_all_are_asked_for(cli: Any, desk: Path) -> None:
    package(desk, "A", deadlines=[limit("2026-02-13T08:00:00Z")], open=False)
    package(desk, "B", deadlines=[limit("2026-02-13T08:00:00Z", answered_on="2026-02-11")])
    assert cli("--desk", desk, "due", "--json", "--as-of", "2026-02-12").document == []
    told = cli("--desk", desk, "due", "--json", "--as-of", "2026-02-12", "--all").document
    assert [(row["case"], row["open"]) for row in told] == [("A", False), ("B", False)]


def test_the_newest_version_counts_and_one_that_cannot_be_read_is_told(cli: Any, desk: Path) -> None:
    package(desk, "A", 1, deadlines=[limit("2026-02-13T08:00:00Z")])
    folder = package(desk, "A", 2, deadlines=[limit("2026-02-20T08:00:00Z")])
    assert [row["version"] for row in cli("--desk", desk, "due", "--json").document] == [2]
    (folder / "manifest.json").write_text("{", encoding="utf-8")
    said = cli("--desk", desk, "due", "--json")
    assert said.code == 3
    assert [row["version"] for row in json.loads(said.out)] == [1]
    assert "A/v2/manifest.json" in said.err
    assert "暂列 v1 的期限" in said.err


def test_a_repeated_reminder_moves_on_and_a_window_says_that_it_is_open(cli: Any, desk: Path) -> None:
    package(desk, "A", deadlines=[], reminders=[
        reminder("2026-02-12T16:00:00Z", every_hours=72),
        reminder("2026-02-17T08:00:00Z", until="2026-03-04T07:59:00Z", code="first_answer"),
    ])  # fmt: skip
    told = cli("--desk", desk, "due", "--json", "--as-of", "2026-02-20").document
    assert [(row["code"], row["at"], row["state"]) for row in told] == [
        ("first_answer", "2026-02-17T08:00:00Z", "open"), ("client_update", "2026-02-21T16:00:00Z", "later"),
    ]  # fmt: skip


def test_one_calendar_holds_everything_that_has_a_time(cli: Any, desk: Path, tmp_path: Path) -> None:
    package(desk, "A", deadlines=[limit("2026-02-26T08:00:00Z")], reminders=[reminder("2026-02-20T00:00:00Z")])
    package(desk, "B", deadlines=[limit(None, basis="none")])
    file = tmp_path / "deadlines.ics"
    said = cli("--desk", desk, "due", "--as-of", "2026-02-12", "--ics", file)
    assert said.code == 0
    assert "2 项" in said.err
    calendar = Calendar.from_ical(file.read_bytes())
    assert [event.start.isoformat() for event in calendar.events] == [
        "2026-02-20T00:00:00+00:00", "2026-02-26T08:00:00+00:00",
    ]  # fmt: skip
    first = file.read_bytes()
    cli("--desk", desk, "due", "--as-of", "2026-02-14", "--ics", file)
    assert file.read_bytes() == first


def test_a_calendar_that_cannot_be_written_is_a_matter_of_usage(cli: Any, desk: Path, tmp_path: Path) -> None:
    package(desk, "A", deadlines=[limit("2026-02-26T08:00:00Z")])
    assert cli("--desk", desk, "due", "--ics", tmp_path / "nowhere" / "x.ics").code == 2
