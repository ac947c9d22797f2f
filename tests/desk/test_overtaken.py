"""A drop that its clerk changes while it is worked on: what was made of its old state is never delivered."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from casewright.desk import Ledger

Desk = Any


def told(desk: Desk, package: str) -> str:
    (text,) = (desk.root / "outbox" / package).glob("POA_*.docx")
    return str(Path(text).read_text(encoding="utf-8"))


def steps(desk: Desk, name: str) -> list[tuple[str, str]]:
    ledger = Ledger(desk.layout.ledger)
    found = [
        (state, note) for _, subject, each, state, note in ledger.transitions() if (subject, each) == ("job", name)
    ]
    ledger.close()
    return found


def test_a_drop_changed_while_it_is_produced_is_delivered_once_as_it_is_now(desk: Desk) -> None:
    desk.drop("A", "held old words")
    with desk.held() as heard:
        desk.drop("A", "new words")
    assert heard.lines == [("A", "delivered", "A/v1")]
    assert told(desk, "A/v1").endswith("new words")
    assert desk.outbox() == ["A/v1"]
    assert ("seen", "drop changed") in steps(desk, "A")
    assert not list((desk.root / "outbox" / ".staging").iterdir())


def test_a_return_of_an_old_state_is_not_given_back_either(desk: Desk) -> None:
    desk.drop("A", "held return")
    with desk.held() as heard:
        desk.drop("A", "ok, mended")
    assert heard.lines == [("A", "delivered", "A/v1")]


def test_the_version_before_stays_and_the_changed_drop_is_the_next(desk: Desk) -> None:
    desk.drop("A", "first")
    desk.run()
    desk.drop("A", "held second")
    with desk.held():
        desk.drop("A", "third")
    assert desk.outbox() == ["A/v1", "A/v2"]
    assert told(desk, "A/v2").endswith("third")


def test_a_drop_changed_before_its_turn_is_not_made_of_its_old_state(desk: Desk) -> None:
    desk.drop("A", "held")
    desk.drop("B", "old words")
    with desk.held() as heard:
        desk.drop("B", "new words")
    assert sorted(heard.lines) == [("A", "delivered", "A/v1"), ("B", "delivered", "B/v1")]
    assert told(desk, "B/v1").endswith("new words")


def test_a_touch_without_change_holds_nothing_up_for_good(desk: Desk) -> None:
    desk.drop("A", "held")
    with desk.held() as heard:
        (desk.root / "inbox/A/case.txt").touch()
    assert heard.lines == [("A", "delivered", "A/v1")]
    assert desk.outbox() == ["A/v1"]


@pytest.mark.parametrize("away", ["deleted", "renamed"])
def test_a_drop_taken_away_while_it_is_produced_was_settled_and_is_delivered(desk: Desk, away: str) -> None:
    folder = desk.drop("A", "ref=CW-1 held")
    with desk.held():
        if away == "deleted":
            shutil.rmtree(folder)
        else:
            folder.rename(folder.with_name("A renamed"))
    assert desk.outbox() == ["CW-1/v1"]


def test_a_drop_named_on_the_command_line_and_changed_meanwhile_is_told(desk: Desk) -> None:
    folder = desk.drop("A", "held")
    with desk.held(folder) as heard:
        desk.drop("A", "mended")
    assert heard.lines == []
    assert [each.code for each in heard.findings] == ["desk/still-changing"]
    assert desk.outbox() == []
    assert desk.run().lines == [("A", "delivered", "A/v1")]


def test_a_drop_of_the_same_content_is_made_where_the_one_it_leant_on_is_changed(desk: Desk) -> None:
    folder = desk.drop("A", "ref=CW-1 held")
    with desk.held(folder):
        desk.drop("B", "ref=CW-1 held")
        assert desk.run().lines == [("CW-1", "working", "")]  # the same content, in work: nothing of its own to do
        desk.drop("A", "ref=CW-2 mended")
    assert desk.outbox() == []
    assert sorted(desk.run().lines) == [("CW-1", "delivered", "CW-1/v1"), ("CW-2", "delivered", "CW-2/v1")]


def test_a_drop_that_leant_on_work_that_ended_has_its_end(desk: Desk) -> None:
    folder = desk.drop("A", "ref=CW-1 held return")
    with desk.held(folder):
        desk.drop("B", "ref=CW-1 held return")
        desk.run()
    ledger = Ledger(desk.layout.ledger)
    assert [(row.name, row.state) for row in ledger.drops()] == [("A", "returned"), ("B", "returned")]
    ledger.close()
    assert desk.outbox() == ["CW-1/returned-1"]
