"""The playbook in force: what a bad save does, what staff find beside it, and what the next good one does."""

import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from casewright.desk import Engine, Layout, Shelf, notes_on, open_desk, standing_now
from casewright.model import Finding, PlaybookError

Desk = Any
DAY, NEXT = date(2026, 11, 22), date(2026, 11, 23)


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


class Station:
    """A shelf that is looked at as a running desk does, second by second."""

    def __init__(self, root: Path, house: Engine) -> None:
        self.root = root
        self.clock = Clock()
        self.shelf = Shelf(self.layout, house, patience=5.0, clock=self.clock)

    @property
    def layout(self) -> Layout:
        return open_desk(self.root)[0]

    def save(self, content: bytes, file: str = "rulebooks/strategy.xlsx") -> None:
        path = self.root / file
        path.write_bytes(content)
        self.clock.now += 1
        os.utime(path, ns=(int(self.clock.now * 1e9),) * 2)  # two saves within a tick of the disk are still two

    def look(self, *, later: float = 0.0, on: date = DAY) -> tuple[str, tuple[Finding, ...]]:
        self.clock.now += later
        copy, told = self.shelf.in_force(on)
        return (copy.folder / "rulebooks" / "strategy.xlsx").read_text(), told

    def note(self, name: str = "rulebooks/strategy.xlsx 有误 PROBLEMS.txt") -> str | None:
        path = self.root / name
        return path.read_bytes().decode("utf-8-sig") if path.is_file() else None


@pytest.fixture
def station(desk: Desk) -> Station:
    station = Station(desk.root, desk.house)
    assert station.look() == ("rules, first edition", ())
    return station


def codes(told: tuple[Finding, ...]) -> list[str]:
    return [finding.code for finding in told]


def test_a_bad_save_is_told_once_when_it_has_stayed_and_the_good_rules_go_on(station: Station) -> None:
    station.save(b"broken")
    assert station.look() == ("rules, first edition", ())
    assert station.look(later=2) == ("rules, first edition", ())
    assert station.note() is None
    content, told = station.look(later=4)
    assert (content, codes(told)) == ("rules, first edition", ["desk/playbook-refused", "fake/bad-book"])
    assert station.look(later=60) == ("rules, first edition", ())
    station.save(b"rules, second edition")
    content, told = station.look()
    assert (content, codes(told)) == ("rules, second edition", ["desk/playbook-taken"])


def test_the_same_slip_made_a_second_time_is_told_a_second_time(station: Station) -> None:
    for _ in range(2):
        station.save(b"broken")
        station.look()
        assert "fake/bad-book" in codes(station.look(later=6)[1])
        station.save(b"rules, first edition")
        assert codes(station.look()[1]) == ["desk/playbook-taken"]


def test_a_workbook_that_is_still_being_saved_is_not_told(station: Station) -> None:
    station.save(b"broken: a part of the file")
    assert station.look() == ("rules, first edition", ())
    (station.root / "rulebooks/~$strategy.xlsx").write_bytes(b"broken: who has it open")
    (station.root / "rulebooks/A1B2C3.tmp").write_bytes(b"broken")
    station.save(b"rules, second edition")
    content, told = station.look(later=6)
    assert (content, codes(told)) == ("rules, second edition", ["desk/playbook-taken"])
    assert station.note() is None


def test_shelves_that_were_just_looked_at_are_taken_as_they_were_but_not_for_another_day(station: Station) -> None:
    station.save(b"rules, second edition")
    just_now = station.shelf.in_force(DAY, fresh=5.0)[0]
    assert (just_now.folder / "rulebooks/strategy.xlsx").read_text() == "rules, first edition"
    assert station.shelf.in_force(NEXT, fresh=5.0)[0].on == NEXT
    station.save(b"rules, third edition")
    station.clock.now += 5
    later = station.shelf.in_force(NEXT, fresh=5.0)[0]
    assert (later.folder / "rulebooks/strategy.xlsx").read_text() == "rules, third edition"


def test_a_note_beside_the_workbook_says_what_where_since_when_and_what_to_do(station: Station) -> None:
    station.save(b"broken")
    station.look()
    station.look(later=6)
    raw = (station.root / "rulebooks/strategy.xlsx 有误 PROBLEMS.txt").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    assert raw.count(b"\n") == raw.count(b"\r\n") > 10
    note = raw.decode("utf-8-sig")
    good = standing_now(station.layout).good
    assert good is not None
    for words in (
        "strategy.xlsx 有误", "HAS PROBLEMS", "规则读不懂", "The rule cannot be read", "怎么改：改好",
        "To mend: Mend it", f"{good.since} 起生效的版本", f"in force since {good.since}", "怎么办", "What to do",
    ):  # fmt: skip
        assert words in note


def test_a_note_follows_the_problems_and_goes_when_they_are_gone(station: Station) -> None:
    (station.root / "rulebooks/facts.xlsx").write_bytes(b"facts")
    station.look()
    station.save(b"broken")
    station.look()
    station.look(later=6)
    station.save(b"rules", "rulebooks/strategy.xlsx")
    station.save(b"broken", "rulebooks/facts.xlsx")
    station.look()
    assert station.note() is not None
    station.look(later=6)
    assert station.note() is None
    assert station.note("rulebooks/facts.xlsx 有误 PROBLEMS.txt") is not None
    station.save(b"facts, mended", "rulebooks/facts.xlsx")
    assert codes(station.look()[1]) == ["desk/playbook-taken"]
    assert notes_on(station.layout) == ()


def test_a_note_is_no_change_of_the_shelf(station: Station) -> None:
    station.save(b"broken")
    station.look()
    station.look(later=6)
    station.save(b"rules, first edition")
    copy, _ = station.shelf.in_force(DAY)
    (station.root / "rulebooks/strategy.xlsx 有误 PROBLEMS.txt").write_text("left by hand")
    assert station.shelf.in_force(DAY) == (copy, ())


def test_a_note_is_taken_away_at_the_next_start_where_the_workbook_was_mended_meanwhile(
    station: Station, desk: Desk
) -> None:
    station.save(b"broken")
    station.look()
    station.look(later=6)
    station.save(b"rules, first edition")
    Shelf(station.layout, desk.house).in_force(DAY)
    assert notes_on(station.layout) == ()


@pytest.mark.skipif(os.name == "nt", reason="a folder's rights are another matter there")
def test_a_shelf_that_cannot_be_written_costs_the_note_only(station: Station, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path, data: bytes) -> int:
        if "PROBLEMS" in path.name:
            raise PermissionError(13, "Permission denied", str(path))
        with path.open("wb") as file:
            return file.write(data)

    monkeypatch.setattr(Path, "write_bytes", refuse)
    station.save(b"broken")
    station.look()
    content, told = station.look(later=6)
    assert content == "rules, first edition"
    assert codes(told) == ["desk/playbook-refused", "fake/bad-book", "desk/note-not-written"]
    assert standing_now(station.layout).state == "refused"


def test_a_test_of_the_workbook_that_fails_keeps_the_last_good_rules(station: Station) -> None:
    station.save(b"rules, second edition; test fails")
    station.look()
    content, told = station.look(later=6)
    assert content == "rules, first edition"
    assert codes(told) == ["desk/playbook-refused", "fake/bad-test"]


def test_a_workbook_gone_or_renamed_keeps_the_last_good_rules_until_it_is_back(desk: Desk) -> None:
    (desk.root / "rulebooks/must.xlsx").write_bytes(b"needed")
    station = Station(desk.root, desk.house)
    station.look()
    (desk.root / "rulebooks/must.xlsx").rename(desk.root / "rulebooks/must (1).xlsx")
    assert station.look()[1] == ()
    content, told = station.look(later=6)
    assert content == "rules, first edition"
    assert "fake/book-missing" in codes(told)
    assert station.note("rulebooks/must.xlsx 有误 PROBLEMS.txt") is not None
    (desk.root / "rulebooks/must (1).xlsx").rename(desk.root / "rulebooks/must.xlsx")
    assert codes(station.look()[1]) == ["desk/playbook-taken"]
    assert notes_on(station.layout) == ()


def test_a_locked_workbook_is_waited_for_and_then_told(station: Station, monkeypatch: pytest.MonkeyPatch) -> None:
    read = Path.read_bytes

    def locked(path: Path) -> bytes:
        if path.name == "strategy.xlsx" and path.parent.parent == station.root:
            raise PermissionError(13, "Permission denied", str(path))
        return read(path)

    station.save(b"rules, second edition")
    monkeypatch.setattr(Path, "read_bytes", locked)
    assert station.look() == ("rules, first edition", ())
    assert codes(station.look(later=6)[1]) == ["desk/playbook-refused", "desk/shelf-locked"]
    assert station.look(later=6)[1] == ()
    assert standing_now(station.layout).state == "unread"
    monkeypatch.setattr(Path, "read_bytes", read)
    assert station.look()[0] == "rules, second edition"


def test_a_row_that_comes_into_force_at_midnight_does_so_without_a_save(station: Station) -> None:
    station.save(b"rules, second edition; from 2026-11-23 new row")
    station.look()
    before = station.shelf.in_force(DAY)[0]
    after = station.shelf.in_force(NEXT)[0]
    assert (before.on, after.on) == (DAY, NEXT)
    assert before.sha256 == after.sha256


def test_a_row_that_is_bad_from_midnight_leaves_the_rules_as_they_were(station: Station, desk: Desk) -> None:
    station.save(b"rules, second edition; bad from 2026-11-23")
    assert station.look()[0] == "rules, second edition; bad from 2026-11-23"
    assert station.look(on=NEXT)[1] == ()
    told = station.look(on=NEXT, later=6)[1]
    assert codes(told) == ["desk/playbook-refused", "fake/bad-book"]
    assert station.shelf.in_force(NEXT)[0].on == DAY
    assert Shelf(station.layout, desk.house).in_force(NEXT)[0].on == DAY
    desk.drop("A")
    heard = desk.run(today=lambda: NEXT)
    assert heard.lines == [("A", "delivered", "A/v1")]


def test_the_standing_is_known_without_loading_anything(station: Station) -> None:
    assert standing_now(station.layout).state == "in_force"
    station.save(b"broken")
    assert standing_now(station.layout).state == "changed"
    station.look()
    station.look(later=6)
    standing = standing_now(station.layout)
    assert standing.state == "refused"
    assert standing.refused is not None
    assert [problem.at for problem in standing.refused.problems] == ["rulebooks/strategy.xlsx"]
    (station.root / ".casewright/playbooks/standing.json").write_text("{half")
    assert standing_now(station.layout).good is None


def test_what_was_in_force_outlives_a_restart_and_the_loss_of_its_copy(station: Station, desk: Desk) -> None:
    station.save(b"broken")
    for path in (station.root / ".casewright/playbooks").iterdir():
        if path.is_dir() and path.name != "archive":
            for file in sorted(path.rglob("*"), reverse=True):
                file.unlink() if file.is_file() else file.rmdir()
            path.rmdir()
    copy, told = Shelf(station.layout, desk.house).in_force(DAY)
    assert (copy.folder / "rulebooks/strategy.xlsx").read_bytes() == b"rules, first edition"
    assert "fake/bad-book" in codes(told)


def test_a_first_playbook_that_is_bad_is_refused_with_a_note_and_a_log(desk: Desk) -> None:
    (desk.root / "rulebooks/strategy.xlsx").write_bytes(b"broken")
    with pytest.raises(PlaybookError) as refused:
        desk.run()
    assert refused.value.exit_code == 4
    note = (desk.root / "rulebooks/strategy.xlsx 有误 PROBLEMS.txt").read_text(encoding="utf-8-sig")
    assert "还没有任何一版可用" in note
    assert "The rule cannot be read" in (desk.root / ".casewright/logs/desk.log").read_text(encoding="utf-8")
    (desk.root / "rulebooks/strategy.xlsx").write_bytes(b"rules")
    desk.run()
    assert notes_on(desk.layout) == ()
