"""A case dropped, changed and dropped again: what the desk lays into the outbox."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from casewright.cli import main
from casewright.deliver import MANIFEST, verify
from casewright.desk import House, lay_out
from casewright.desk.work import newest_below

CASE = "LJ-2611-ODR"


def run(desk: Path) -> int:
    return main(["--desk", str(desk), "run", str(desk / "inbox" / CASE), "--as-of", "2026-11-22"], engine=House())


def tell(desk: Path, told: dict[str, Any]) -> None:
    path = desk / "inbox" / CASE / "case.yaml"
    path.write_text(yaml.safe_dump(told, allow_unicode=True, sort_keys=False), encoding="utf-8")


def versions(desk: Path) -> list[str]:
    return sorted(path.name for path in (desk / "outbox" / CASE).iterdir())


def bytes_of(package: Path) -> dict[str, bytes]:
    return {path.relative_to(package).as_posix(): path.read_bytes() for path in package.rglob("*") if path.is_file()}


@pytest.mark.slow
@pytest.mark.req("S0-42")
def test_drop_change_and_drop_again(tmp_path: Path, maker: Any, capsys: pytest.CaptureFixture[str]) -> None:
    desk = tmp_path / "desk"
    lay_out(desk)
    ignored = shutil.ignore_patterns("case.xlsx")
    shutil.copytree(maker.samples / CASE, desk / "inbox" / CASE, ignore=ignored)
    tell(desk, maker.story())
    run(desk)
    run(desk)
    assert versions(desk) == ["v1"], "nothing changed, so nothing is made"

    told = maker.story()
    told["statements"][4]["quantity"] = 11
    tell(desk, told)
    run(desk)
    assert versions(desk) == ["v1", "v2"]
    second = desk / "outbox" / CASE / "v2"
    manifest = json.loads((second / MANIFEST).read_text(encoding="utf-8"))
    assert manifest["changes"]["since"] == 1
    assert [path.name for path in sorted(second.glob("Redline_*.docx"))] == [
        f"Redline_{CASE}_v1-v2_en-zh_INTERNAL.docx", f"Redline_{CASE}_v1-v2_en_INTERNAL.docx",
    ]  # fmt: skip
    assert verify(second) == ()

    before = bytes_of(second)
    shutil.rmtree(second)
    shutil.rmtree(desk / ".casewright")
    run(desk)
    assert bytes_of(second) == before, "a run that is taken up again makes the same bytes"

    told["statements"][4]["quantity"] = 12
    tell(desk, told)
    shutil.rmtree(desk / "outbox" / CASE / "v1")
    run(desk)
    third = json.loads((desk / "outbox" / CASE / "v3" / MANIFEST).read_text(encoding="utf-8"))
    assert third["changes"]["since"] == 2
    shutil.rmtree(second)
    assert verify(desk / "outbox" / CASE / "v3") == ()
    capsys.readouterr()


def test_the_version_before_is_the_newest_whole_one_below(tmp_path: Path) -> None:
    for name in ("v1", "v2", "v4", "v10", "returned-3", "v3"):
        (tmp_path / name).mkdir()
        if name != "v4":  # half a copy: no manifest
            (tmp_path / name / MANIFEST).write_text("{}", encoding="utf-8")
    assert newest_below(tmp_path, 10) == tmp_path / "v3"
    assert newest_below(tmp_path, 11) == tmp_path / "v10"
    assert newest_below(tmp_path, 1) is None
    assert newest_below(tmp_path / "nowhere", 2) is None
