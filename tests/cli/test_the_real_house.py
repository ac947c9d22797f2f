"""The commands over the real stages, the shipped playbook and a sample case."""

import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Cli = Callable[..., Any]
DAY = ("--as-of", "2026-11-22")


@pytest.mark.req("S0-76")
def test_a_sample_case_is_produced_explained_checked_and_verified(real: Cli, real_desk: Path) -> None:
    drop = real_desk / "inbox" / "CQ-2611-RP"
    before = {path: path.read_bytes() for path in drop.rglob("*") if path.is_file()}
    said = real("--desk", real_desk, "run", drop, *DAY, "--json")
    case = said.document["cases"][0]
    assert (case["case"], case["version"], case["course"].split("/")[0]) == ("CQ-2611-RP", 1, "restricted_products")
    package = real_desk / "outbox" / "CQ-2611-RP" / "v1"
    manifest = json.loads((package / "manifest.json").read_text(encoding="utf-8"))
    assert len(manifest["inputs"]) == len(before)
    assert all(claim["facts"] or claim["exhibits"] for claim in manifest["claims"])
    assert real("verify", package).code == 0
    assert {path: path.read_bytes() for path in drop.rglob("*") if path.is_file()} == before

    told = real("--desk", real_desk, "explain", drop, *DAY, "--json").document
    assert told["decision"]["strategy"] == "restricted_products"
    row = next(row for row in told["trace"] if row["met"] and row["cells"])
    assert set(row) >= {"table", "rule", "row", "met", "cells"}
    assert set(row["cells"][0]) == {"at", "text", "fact", "value", "met"}
    assert row["row"].startswith("rulebooks/strategy.xlsx > ")

    checked = real("--desk", real_desk, "case", "check", drop, *DAY, "--json")
    assert checked.document["cases"][0]["verdict"] == manifest["verdict"]
    assert checked.code == (0 if manifest["verdict"] == "READY" else 3)


def test_a_notice_is_read_in_the_shape_of_the_contract(real: Cli, real_desk: Path, tmp_path: Path) -> None:
    notice = tmp_path / "notice.txt"
    notice.write_text(
        "From: Amazon <seller-performance@amazon.com>\nDate: February 9, 2026\n\nHello,\n"
        "Your Amazon.com seller account has been deactivated because your order defect rate is 1.98%, "
        "above our target of under 1%.\n"
        "Please send us a plan of action within 17 days of this message.\nCase ID: 15877240131\n",
        encoding="utf-8",
    )
    told = real("--desk", real_desk, "notice", notice, *DAY, "--json").document
    assert told["types"][0]["code"] == "PERF-ODR"
    assert told["deadline"]["basis"] == "stated"
    assert told["deadline"]["hours"] == 408
    assert told["notice_date"] == "2026-02-09"
    assert told["entities"]["case_ids"] == ["15877240131"]
    assert told["phishing"]["flag"] is False


def test_the_shipped_playbook_is_clean_and_a_table_can_be_tried(real: Cli, real_desk: Path, tmp_path: Path) -> None:
    checked = real("--desk", real_desk, "rulebook", "check", *DAY, "--json")
    assert checked.code == 0
    assert checked.document["tests"]["run"] > 0
    facts = tmp_path / "facts.json"
    facts.write_text('{"violation": "PERF-ODR"}', encoding="utf-8")
    book = real_desk / "rulebooks" / "strategy.xlsx"
    told = real("rulebook", "eval", book, "--table", "violation", "--facts", facts, "--json").document
    assert told["error"] is None
    assert told["outputs"]["family"] == "performance"
    unknown = real("rulebook", "eval", book, "--table", "nowhere", "--facts", facts, "--json")
    assert (unknown.code, unknown.document["outputs"]) == (3, None)


def test_doctor_looks_at_everything_without_a_network(real: Cli, real_desk: Path) -> None:
    told = real("--desk", real_desk, "doctor", "--json")
    assert told.code == 0
    names = {each["name"] for each in told.document["checks"]}
    assert {
        "rules engine",
        "time zones",
        "fonts",
        "LibreOffice",
        "inbox writable",
        "outbox storage",
        "playbook",
    } <= names


def test_doctor_names_each_thing_in_both_languages(real: Cli, real_desk: Path) -> None:
    lines = real("--desk", real_desk, "doctor").out.splitlines()
    assert any(line.startswith("正常 ok") and "规则引擎 rules engine" in line for line in lines)
    assert any("收件箱可写 inbox writable" in line for line in lines)


def test_a_case_that_lacks_a_document_is_marked_as_a_draft_in_all_the_others(real: Cli, tmp_path: Path) -> None:
    desk = tmp_path / "desk"
    assert real("init", desk).code == 0
    shutil.copytree(Path(__file__).parent.parent / "cases" / "CQ-2611-RP", desk / "inbox" / "CQ-2611-RP")
    (desk / "doc_templates" / "removal_guide.docx").unlink()
    real("--desk", desk, "run", *DAY, "--quiet", "0")
    package = desk / "outbox" / "CQ-2611-RP" / "v1"
    assert "removal_guide.docx" in (package / "NOT_READY.txt").read_text(encoding="utf-8")
    for document in package.glob("*.docx"):
        with zipfile.ZipFile(document) as archive:
            assert "DRAFT NOT READY" in archive.read("word/header.xml").decode(), document.name
            body = archive.read("word/document.xml").decode()
        assert "Ready to submit" not in body
