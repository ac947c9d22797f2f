"""Explain over the real stages: in words, under a supposition, and from a package."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

Cli = Callable[..., Any]
DAY = ("--as-of", "2026-11-22")
CASES = Path(__file__).parent.parent / "cases"
CASE = "LJ-2611-ODR"


def test_explain_tells_the_near_misses_and_what_would_lead_elsewhere(real: Cli, real_desk: Path) -> None:
    said = real("--desk", real_desk, "explain", CASES / CASE, *DAY, "--lang", "en")
    assert said.code == 0
    lines = said.out.splitlines()
    assert lines[0].startswith(f"{CASE}  Performance")
    assert any(line.startswith("  + D13  applies: ") for line in lines)
    assert any("because Client's position (position) = Admits (admits)  (case.xlsx > Case" in line for line in lines)
    assert any(line.startswith("  - D12  one condition short") for line in lines)
    ahead = lines.index("One fact otherwise leads elsewhere (each was decided again; facts are filled in as they are)")
    assert "dispute" in lines[ahead + 1]


def test_all_shows_each_row_and_table_shows_one(real: Cli, real_desk: Path) -> None:
    drop = CASES / CASE
    few = real("--desk", real_desk, "explain", drop, *DAY, "--table", "door", "--lang", "zh").out
    whole = real("--desk", real_desk, "explain", drop, *DAY, "--table", "door", "--all", "--lang", "zh").out
    assert "[strategy]" not in few + whole
    assert "  - D06  " not in few
    assert "  - D06  差 2 个条件" in whole
    assert real("--desk", real_desk, "explain", drop, *DAY, "--table", "doors").code == 2


def test_a_supposition_brings_what_follows_from_it(real: Cli, real_desk: Path) -> None:
    drop = CASES / CASE
    told = real(
        "--desk", real_desk, "explain", drop, *DAY, "--set", "odr_rate=0.8%", "--set", "position=denies", "--json"
    ).document  # fmt: skip
    supposed = told["what_if"]
    facts = {each["name"]: (each["before"], each["after"], each["because"]) for each in supposed["facts"]}
    assert facts["odr_rate"] == (0.0198, 0.008, [])
    assert facts["odr_breach"] == (True, False, ["odr_rate"])
    assert facts["admitted"] == (True, False, ["position"])
    assert supposed["changed"]["door"] == {"before": "fix", "after": "dispute"}
    assert {"code": "pod", "before": None, "after": "must"}.items() <= supposed["lists"]["evidence"][0].items()
    assert {each["rule"] for each in supposed["rows"] if each["table"] == "door"} == {"D12", "D13"}
    assert "rules/supposed-against-notice" in {each["code"] for each in supposed["findings"]}
    assert told["decision"]["door"] == "fix"
    assert all(set(row) >= {"table", "rule", "row", "met", "cells"} for row in told["trace"])


def test_a_fact_that_does_not_exist_is_a_finding_and_nothing_is_decided(real: Cli, real_desk: Path) -> None:
    said = real("--desk", real_desk, "explain", CASES / CASE, *DAY, "--set", "odr_rat=1", "--json")
    assert said.code == 3
    assert said.document["findings"][0]["fix_en"] == "Did you mean odr_rate?"


def test_a_package_is_drawn_again_by_the_rules_of_its_day(real: Cli, real_desk: Path, tmp_path: Path) -> None:
    assert real("--desk", real_desk, "run", CASES / CASE, *DAY).code == 0
    package = real_desk / "outbox" / CASE / "v1"
    said = real("--desk", real_desk, "explain", package, "--json")
    assert said.code == 0
    replay = said.document["replay"]
    assert (replay["same"], replay["kept"], replay["as_of"]) == (True, True, "2026-11-22")
    assert real("--desk", real_desk, "explain", package, "--set", "position=denies").code == 2

    altered = tmp_path / CASE / "v1"
    shutil.copytree(package, altered)
    manifest = json.loads((altered / "manifest.json").read_text(encoding="utf-8"))
    manifest["decision"]["facts"]["position"]["value"] = "denies"
    (altered / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    said = real("--desk", real_desk, "explain", altered, "--lang", "en")
    assert said.code == 3
    assert "  Another decision comes out:" in said.out.splitlines()
    assert "  Door: fix -> dispute" in said.out.splitlines()

    manifest["playbook"]["sha256"] = "0" * 64
    (altered / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    said = real("--desk", real_desk, "explain", altered, "--lang", "zh")
    assert said.code == 3
    assert "已不在这个 desk 的存档里" in said.out
    assert "按今天生效的规则重新判断" in said.out
    assert "按当时的规则" not in said.out
