"""The sample case of a late carrier, produced version after version as its sheet changes."""

import copy
import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from casewright.intake import open_drop
from casewright.model import Outcome
from casewright.pipeline import produce
from casewright.playbook import Playbook

CASE = "LJ-2611-ODR"
Told = dict[str, Any]
Change = Callable[[Told], None]


@dataclass(frozen=True)
class Made:
    """One produced version."""

    package: Path
    outcome: Outcome

    @property
    def manifest(self) -> dict[str, Any]:
        told: dict[str, Any] = json.loads((self.package / "manifest.json").read_text(encoding="utf-8"))
        return told

    @property
    def codes(self) -> set[str]:
        return {finding.code for finding in self.outcome.findings}

    def of_kind(self, kind: str) -> list[str]:
        return [each["path"] for each in self.manifest["artifacts"] if each["kind"] == kind]

    def data(self, name: str) -> bytes:
        return (self.package / name).read_bytes()


@dataclass(frozen=True)
class Maker:
    """Produces versions of the case into an outbox."""

    playbook: Playbook
    samples: Path
    work: Path
    day: date

    def story(self) -> Told:
        path = self.samples / "stories" / f"{CASE}.yaml"
        story: Told = yaml.safe_load(path.read_text(encoding="utf-8"))
        told = dict(story["case"])
        for part in ("listings", "statements", "evidence", "reports", "submissions"):
            if part in story:
                told[part] = story[part]
        return copy.deepcopy(told)

    def make(self, version: int, change: Change | None = None, *, earlier: Path | None = None, tag: str = "") -> Made:
        told = self.story()
        if change is not None:
            change(told)
        root = self.work / f"run-{version}{tag}"
        drop = root / CASE
        shutil.copytree(self.samples / CASE, drop, ignore=shutil.ignore_patterns("case.xlsx"))
        (drop / "case.yaml").write_text(yaml.safe_dump(told, allow_unicode=True, sort_keys=False), encoding="utf-8")
        (opened,), _ = open_drop(drop, root / "work")
        package = self.work / f"outbox{tag}" / CASE / f"v{version}"
        package.mkdir(parents=True)
        outcome = produce(
            replace(opened, earlier=earlier), self.playbook, today=self.day, staging=package, version=version
        )
        return Made(package, outcome)


def statement(told: Told, name: str) -> Told:
    found: Told = next(row for row in told["statements"] if row["id"] == name)
    return found


def a_few_changes(told: Told) -> None:
    """Another date, one action gone, one control new."""
    statement(told, "F06")["detail_zh"] = "JYT-West（含备用线路）"
    statement(told, "F06")["detail_en"] = "JYT-West and its spare line"
    told["statements"] = [row for row in told["statements"] if row["id"] != "F08"]
    told["statements"].append({
        **statement(told, "F12"), "id": "F13", "statement": "每批入仓前盘点。", "statement_en": "Stock is counted.",
        "detail_zh": "每批入仓前盘点", "detail_en": "stock counted before each shipment",
    })  # fmt: skip


@pytest.fixture(scope="session")
def maker(playbook: Playbook, root: Path, demo_day: date, tmp_path_factory: pytest.TempPathFactory) -> Maker:
    return Maker(playbook, root / "tests" / "cases", tmp_path_factory.mktemp("versions"), demo_day)


@pytest.fixture(scope="session")
def first(maker: Maker) -> Made:
    return maker.make(1)


@pytest.fixture(scope="session")
def second(maker: Maker, first: Made) -> Made:
    return maker.make(2, a_few_changes, earlier=first.package)


@pytest.fixture
def again(maker: Maker, first: Made, tmp_path: Path) -> Callable[..., Made]:
    """Produce version 2 over a copy of version 1 that the test may spoil first."""

    def run(spoil: Callable[[Path], object] | None = None, change: Change = a_few_changes) -> Made:
        copied = tmp_path / CASE / "v1"
        shutil.copytree(first.package, copied)
        if spoil is not None:
            spoil(copied)
        return replace(maker, work=tmp_path).make(2, change, earlier=copied)

    return run
