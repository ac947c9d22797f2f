"""A limit that was raised is a change for those cases alone of which it had held something back."""

import dataclasses
import json
import pkgutil
import shutil
from dataclasses import fields
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

import casewright.intake
import casewright.sheets
from casewright.deliver import HELD_BACK
from casewright.desk import House
from casewright.desk.settings import Settings
from casewright.model import Kind, Limits

Desk = Any


def limited(desk: Desk, **limits: int) -> Desk:
    """Give a desk other limits, as another desk.toml would at the next start."""
    there = Limits(**limits)
    return dataclasses.replace(
        desk, settings=Settings(limits=there), house=dataclasses.replace(desk.house, limits=there)
    )  # fmt: skip


def test_a_raised_limit_has_the_case_that_it_held_back_made_again_and_no_other(desk: Desk) -> None:
    desk.drop("LONG", "ok pages=100")
    desk.drop("SHORT", "ok pages=10")
    assert sorted(desk.run().lines) == [("LONG", "delivered", "LONG/v1"), ("SHORT", "delivered", "SHORT/v1")]
    assert desk.run().lines == []
    raised = limited(desk, pdf_pages=200)
    assert raised.run().lines == [("LONG", "delivered", "LONG/v2")]
    assert raised.run().lines == []
    assert desk.outbox() == ["LONG/v1", "LONG/v2", "SHORT/v1"]


def test_the_manifest_tells_which_limit_held_something_back_and_what_it_was(desk: Desk) -> None:
    desk.drop("LONG", "ok pages=100")
    desk.run()
    limited(desk, pdf_pages=200).run()
    first, second = (json.loads((desk.root / f"outbox/LONG/v{n}/manifest.json").read_bytes()) for n in (1, 2))
    assert first["limits"] == {"pdf_pages": 60}
    assert "limits" not in second


def test_another_limit_or_a_lower_one_is_no_change(desk: Desk) -> None:
    desk.drop("LONG", "ok pages=100")
    desk.run()
    assert limited(desk, file_mb=1_000, pdf_pages=60).run().lines == []
    assert limited(desk, pdf_pages=50).run().lines == []
    assert limited(desk, pdf_pages=60).run().lines == []  # as high as it was when the case was held back
    assert limited(desk, pdf_pages=61).run().lines == [("LONG", "delivered", "LONG/v2")]


def test_what_is_still_too_much_is_made_once_for_each_raise(desk: Desk) -> None:
    desk.drop("LONG", "ok pages=100")
    desk.run()
    raised = limited(desk, pdf_pages=80)
    assert raised.run().lines == [("LONG", "delivered", "LONG/v2")]
    assert raised.run().lines == []
    assert limited(desk, pdf_pages=100).run().lines == [("LONG", "delivered", "LONG/v3")]


def test_it_counts_without_a_ledger_too(desk: Desk) -> None:
    desk.drop("LONG", "ok pages=100")
    desk.run()
    shutil.rmtree(desk.layout.state)
    raised = limited(desk, pdf_pages=200)
    assert raised.run().lines == [("LONG", "delivered", "LONG/v2")]
    shutil.rmtree(desk.layout.state)
    assert [(each.target, each.again) for each in raised.run().results] == [("LONG/v2", True)]


def test_a_case_that_was_moved_away_and_is_dropped_again_is_made_again(desk: Desk) -> None:
    there = desk.drop("LONG", "ok pages=100")
    desk.run()
    away = there.rename(desk.root / "LONG")
    raised = limited(desk, pdf_pages=200)
    assert raised.run().lines == []
    away.rename(there)
    assert raised.run().lines == [("LONG", "delivered", "LONG/v2")]


@pytest.fixture
def real(desk: Desk) -> Desk:
    """The real house opens here: it is it that refuses; the stand-in would produce."""

    class Refusing(type(desk.house)):  # type: ignore[misc]
        def open(self, path: Path, workdir: Path) -> Any:
            drops, found = House(self.limits).open(path, workdir)
            return drops, found

    return dataclasses.replace(desk, house=dataclasses.make_dataclass("Both", [], bases=(Refusing,), frozen=True)())


def test_a_drop_that_was_returned_for_its_size_is_produced_once_it_may_be_that_large(real: Desk) -> None:
    real.drop("A")
    for number in range(5):
        (real.root / "inbox" / "A" / f"{number}.txt").write_text("x")
    small = limited(real, drop_files=3)
    assert small.run().lines == [("A", "returned", "A/returned-1")]
    assert not list((real.root / ".casewright").rglob("case.txt"))
    returned = json.loads((real.root / "outbox/A/returned-1/returned.json").read_bytes())
    assert returned["limits"] == {"drop_files": 3, "drop_mb": 2048}
    assert small.run().lines == []
    assert limited(real, drop_files=10).run().lines == [("A", "delivered", "A/v1")]
    assert real.outbox() == ["A/returned-1", "A/v1"]


def test_every_finding_that_tells_of_a_limit_is_one_that_there_is_and_every_limit_is_told_of() -> None:
    modules = [
        import_module(found.name)
        for room in (casewright.intake, casewright.sheets)
        for found in pkgutil.walk_packages(room.__path__, f"{room.__name__}.")
        if not found.name.endswith("_worker")
    ]
    kinds = {each.code for module in modules for each in vars(module).values() if isinstance(each, Kind)}
    assert set(HELD_BACK) <= kinds
    assert {name for names in HELD_BACK.values() for name in names} == {field.name for field in fields(Limits)}
