"""``casewright demo``, as a new user runs it."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from casewright.deliver import verify

if TYPE_CHECKING:
    from conftest import Demo

FAMILIES = {"performance", "intellectual_property", "restricted_products", "linked_accounts"}


def words_of(document: Path) -> str:
    with zipfile.ZipFile(document) as archive:
        body = archive.read("word/document.xml").decode("utf-8")
    return re.sub(r"<[^>]+>", " ", body)


def test_every_sample_gives_a_package_and_the_demo_says_where(demo: Demo) -> None:
    assert demo.code == 0, demo.said
    assert len(demo.packages) >= 8
    for package in demo.packages:
        assert package.parent.name in demo.said


def test_each_package_of_the_demo_itself_holds_a_plan_and_an_index_and_the_fraud_lies_apart(demo: Demo) -> None:
    lacking = [
        package.parent.name for package in demo.own
        if not list(package.glob("POA_*.docx")) or not list(package.glob("Evidence_Index_*.docx"))
    ]  # fmt: skip
    assert lacking == []
    assert [package.parent.name for package in demo.packages if package not in demo.own] == ["XF-2611-PHISH"]
    assert "samples/XF-2611-PHISH" in demo.said.replace("\n", "")


def test_each_card_strategy_has_a_case_that_is_ready_and_one_that_is_not(demo: Demo) -> None:
    seen = {(manifest["decision"]["strategy"], manifest["verdict"]) for manifest in demo.manifests()}

    assert {(family, verdict) for family in FAMILIES for verdict in ("READY", "NOT_READY")} <= seen


@pytest.mark.req("S0-41")
def test_every_package_has_its_bilingual_plan_index_diagnosis_and_guide(demo: Demo) -> None:
    for package, manifest in zip(demo.packages, demo.manifests(), strict=True):
        ref = package.parent.name
        if manifest["decision"]["door"] == "none":
            assert [path.name for path in package.glob("*_Appeal_*")] == [f"No_Appeal_{ref}_v1.docx"]
            assert list(package.glob("POA_*")) == []
            continue
        for name in (f"POA_{ref}_v1_en-zh.docx", f"POA_{ref}_v1_en.docx", f"Evidence_Index_{ref}_v1.docx",
                     f"Diagnosis_{ref}_v1.docx", f"Missing_Materials_{ref}_v1.docx",
                     f"Submission_Guide_{ref}_v1.docx", f"POA_{ref}_v1_fields.txt"):  # fmt: skip
            assert (package / name).is_file(), f"{ref}: {name}"


def test_no_claim_stands_without_a_fact_or_an_exhibit(demo: Demo) -> None:
    claims = [claim for manifest in demo.manifests() for claim in manifest["claims"]]

    assert claims
    assert [claim["id"] for claim in claims if not claim["facts"] and not claim["exhibits"]] == []


def test_every_package_verifies_and_a_changed_byte_is_found(demo: Demo, tmp_path: Path) -> None:
    for package in demo.packages:
        assert verify(package) == ()
    copy = tmp_path / "v1"
    shutil.copytree(demo.packages[0], copy)
    document = next(copy.glob("POA_*_en.docx"))
    document.write_bytes(document.read_bytes()[:-1] + b"x")

    assert [finding.origin.at for finding in verify(copy)] != []


@pytest.mark.req("S0-76")
def test_no_original_is_altered_and_every_copy_has_its_original_s_bytes(demo: Demo, root: Path) -> None:
    for manifest in demo.manifests():
        for exhibit in manifest["exhibits"]:
            if exhibit["copy"]:
                assert exhibit["copy_sha256"] == exhibit["source_sha256"]
    for path in sorted((root / "tests" / "cases").rglob("*")):
        kept = demo.folder / "inbox" / path.relative_to(root / "tests" / "cases")
        if path.is_file() and kept.is_file():
            assert hashlib.sha256(kept.read_bytes()).digest() == hashlib.sha256(path.read_bytes()).digest()


@pytest.mark.req("S0-86")
def test_a_password_in_a_cell_appears_in_no_output(demo: Demo) -> None:
    secret = "Beili#2026de"
    for path in demo.folder.rglob("*"):
        inbox = demo.folder / "inbox" in path.parents
        if path.is_file() and not inbox and ".casewright/work" not in path.as_posix():
            if path.suffix in {".docx", ".xlsx"}:
                with zipfile.ZipFile(path) as archive:
                    text = b"".join(archive.read(name) for name in archive.namelist())
            else:
                text = path.read_bytes()
            assert secret.encode() not in text, path


def test_a_plan_that_is_not_ready_says_so_on_every_page_and_no_file_claims_otherwise(demo: Demo) -> None:
    for package, manifest in zip(demo.packages, demo.manifests(), strict=True):
        ready = manifest["verdict"] == "READY"
        assert (package / "READY.txt").exists() == ready
        assert (package / "NOT_READY.txt").exists() != ready
        plan = next(package.glob("POA_*_en-zh.docx"), None)
        if plan is None:
            assert manifest["decision"]["door"] == "none"
            continue
        with zipfile.ZipFile(plan) as archive:
            headers = b"".join(archive.read(name) for name in archive.namelist() if "header" in name)
        assert (b"NOT READY" in headers) != ready


def test_nothing_of_a_template_or_of_python_shows_in_a_document(demo: Demo) -> None:
    for package in demo.packages:
        for document in package.glob("*.docx"):
            text = words_of(document)
            for trace in ("{{", "{%", "None", "Bilingual(", "Undefined", "case.xlsx &gt; &gt;"):
                assert trace not in text, f"{document.name}: {trace}"


def test_two_demos_give_the_same_bytes(demo: Demo, second_demo: Demo) -> None:
    def prints(of: Demo) -> dict[str, str]:
        out = of.folder / "outbox"
        return {
            path.relative_to(out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in out.rglob("*")
            if path.is_file()
        }

    assert prints(demo) == prints(second_demo)


def test_every_word_document_is_clean_under_the_open_xml_sdk(demo: Demo) -> None:
    home = os.environ.get("CASEWRIGHT_OOXML", "")
    if not (Path(home) / "node_modules" / "@xarsh").is_dir():
        pytest.skip("the Open XML validator is not installed here (.ci/run installs it where npm is present)")
    validator = Path(home) / "node_modules" / ".bin" / "ooxml-validator"

    def faults_of(document: Path) -> list[str]:
        done = subprocess.run([str(validator), str(document)], check=False, capture_output=True, text=True)
        return [f"{document.name}: {fault}" for fault in json.loads(done.stdout)["errors"]]

    documents = sorted(demo.folder.glob("outbox/**/*.docx"))
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        faults = [fault for found in pool.map(faults_of, documents) for fault in found]
    assert len(documents) > 40
    assert faults == []


def test_every_claim_of_the_manifest_stands_once_in_the_plan(demo: Demo) -> None:
    for package, manifest in zip(demo.packages, demo.manifests(), strict=True):
        for plan in package.glob("POA_*.docx"):
            with zipfile.ZipFile(plan) as archive:
                body = archive.read("word/document.xml").decode("utf-8")
            marks = re.findall(r'<w:bookmarkStart [^>]*w:name="cl_(\d+)"', body)
            assert sorted(marks) == sorted(claim["id"].removeprefix("C-") for claim in manifest["claims"]), plan.name
