"""retry: what our own fault stopped is done again; what was delivered or returned stays as it is."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from desks import lay_trays

Cli = Callable[..., Any]


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    lay_trays(tmp_path)
    for name, told in (("CW-1", "ok"), ("CW-2", "fault"), ("CW-3", "fault ref=客户-3"), ("CW-4", "return")):
        (tmp_path / "inbox" / name).mkdir()
        (tmp_path / "inbox" / name / "case.txt").write_text(told, encoding="utf-8")
    return tmp_path


def packages(desk: Path) -> list[str]:
    return sorted(
        path.parent.relative_to(desk / "outbox").as_posix() for path in desk.glob("outbox/*/v*/manifest.json")
    )


def test_all_that_failed_is_done_again_once_the_fault_is_mended(cli: Cli, desk: Path) -> None:
    assert cli("--desk", desk, "run", "--quiet", "0").code == 5
    assert packages(desk) == ["CW-1/v1"]
    assert cli("--desk", desk, "run", "--quiet", "0").out == ""  # a failed case is not tried for ever by itself
    (desk / "FIXED").touch()
    said = cli("--desk", desk, "retry")
    assert said.code == 0
    assert packages(desk) == ["CW-1/v1", "CW-2/v1", "客户-3/v1"]
    assert "CW-1" not in said.out
    assert sorted(path.name for path in (desk / "outbox/CW-4").iterdir()) == ["returned-1"]
    assert cli("--desk", desk, "retry").code == 0
    assert packages(desk) == ["CW-1/v1", "CW-2/v1", "客户-3/v1"]


@pytest.mark.parametrize("name", ["CW-3", "客户-3"])
def test_one_case_is_named_by_its_reference_or_by_its_folder(cli: Cli, desk: Path, name: str) -> None:
    cli("--desk", desk, "run", "--quiet", "0")
    (desk / "FIXED").touch()
    assert cli("--desk", desk, "retry", name).code == 0
    assert packages(desk) == ["CW-1/v1", "客户-3/v1"]


def test_what_fails_again_is_told_again(cli: Cli, desk: Path) -> None:
    cli("--desk", desk, "run", "--quiet", "0")
    said = cli("--desk", desk, "--json", "retry", "CW-2")
    assert said.code != 0
    (case,) = said.document["cases"]
    assert (case["case"], case["state"]) == ("CW-2", "failed")


def test_a_name_without_a_failure_is_a_slip_and_nothing_runs(cli: Cli, desk: Path) -> None:
    cli("--desk", desk, "run", "--quiet", "0")
    said = cli("--desk", desk, "retry", "CW-1")
    assert said.code == 2
    assert "没有出错的记录" in said.err
    assert "casewright status" in said.err


def test_a_drop_that_is_gone_is_told_with_the_way_out(cli: Cli, desk: Path) -> None:
    cli("--desk", desk, "run", "--quiet", "0")
    (desk / "FIXED").touch()
    shutil.rmtree(desk / "inbox/CW-2")
    said = cli("--desk", desk, "retry")
    assert said.code == 5
    assert "CW-2" in said.err + said.out
    assert "重新放进收件箱" in said.err + said.out
    assert packages(desk) == ["CW-1/v1", "客户-3/v1"]


def test_nothing_failed_is_said(cli: Cli, desk: Path) -> None:
    assert "没有程序出错的案件" in cli("--desk", desk, "retry").err
    assert json.loads(cli("--desk", desk, "--json", "retry").out)["cases"] == []
