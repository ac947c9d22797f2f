"""A second version says what changed: in the manifest, in the diagnosis, as comments, as redlines."""

import io
import json
import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Again = Callable[..., Any]
BILINGUAL, ENGLISH = "POA_LJ-2611-ODR_v2_en-zh.docx", "POA_LJ-2611-ODR_v2_en.docx"
REDLINES = [
    "Redline_LJ-2611-ODR_v1-v2_en-zh_INTERNAL.docx", "Redline_LJ-2611-ODR_v1-v2_en_INTERNAL.docx",
]  # fmt: skip


def part(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(f"word/{name}.xml").decode() if f"word/{name}.xml" in archive.namelist() else ""


def words(xml: str) -> str:
    return re.sub(r"<[^>]+>", "", xml.replace("</w:p>", "\n"))


def listed(made: Any) -> list[tuple[str, str]]:
    return [(each["kind"], each["topic"]) for each in made.manifest["changes"]["list"]]


def test_a_first_version_has_nothing_to_compare_with(first: Any) -> None:
    assert "changes" not in first.manifest
    assert first.of_kind("redline") == []
    assert "commentReference" not in part(first.data(BILINGUAL.replace("v2", "v1")), "document")


@pytest.mark.req("S0-42")
def test_the_manifest_lists_what_changed_in_words_for_people(second: Any) -> None:
    changes = second.manifest["changes"]
    assert changes["since"] == 1
    claims = {each["kind"]: each for each in changes["list"] if each["topic"] == "claim" and "minor" not in each}
    assert "JYT-West and its spare line" in str([each["now"] for each in changes["list"]])
    assert claims["added"]["was"] is None
    assert "stock counted before each shipment" in claims["added"]["now"]["en"]
    assert claims["removed"]["now"] is None
    assert claims["removed"]["was"]["zh"]
    assert "v1" in claims["removed"]["what"]["zh"]


def test_the_diagnosis_shows_before_and_now_side_by_side(second: Any) -> None:
    text = words(part(second.data("Diagnosis_LJ-2611-ODR_v2.docx"), "document"))
    assert "What changed since v1  与上一版相比" in text
    assert "JYT-West and its spare line" in text
    assert "Left out 删去" in text


@pytest.mark.req("S0-42")
def test_each_changed_passage_of_the_working_copy_bears_a_comment(second: Any) -> None:
    data = second.data(BILINGUAL)
    comments, body = part(data, "comments"), part(data, "document")
    ids = re.findall(r'<w:comment [^>]*w:id="(\d+)"', comments)
    told = [each for each in second.manifest["changes"]["list"] if each["topic"] == "claim"]
    assert len(ids) == len(told) == len(set(ids))
    for tag in ("commentRangeStart", "commentRangeEnd", "commentReference"):
        assert sorted(re.findall(rf'<w:{tag} w:id="(\d+)"', body)) == sorted(ids)
    assert set(re.findall(r'w:author="([^"]*)"', comments)) == {"Casewright"}
    assert set(re.findall(r'w:date="([^"]*)"', comments)) == {"2026-11-22T00:00:00Z"}
    assert "v2 新增" in comments
    assert "v2 修改。v1 原文：" in comments
    assert "An item is left out in v2. v1 said:" in comments


def test_a_comment_hangs_on_the_sentence_that_it_speaks_of(second: Any) -> None:
    body = part(second.data(BILINGUAL), "document")
    comments = part(second.data(BILINGUAL), "comments")
    number = re.search(r'w:id="(\d+)"[^>]*>(?:(?!</w:comment>).)*v2 新增', comments, re.DOTALL)
    assert number is not None
    start = body.index(f'<w:commentRangeStart w:id="{number[1]}"/>')
    end = body.index(f'<w:commentRangeEnd w:id="{number[1]}"/>')
    assert "stock counted before each shipment" in words(body[start:end])


def test_nothing_that_is_submitted_bears_a_comment_or_a_mark(second: Any) -> None:
    data = second.data(ENGLISH)
    assert part(data, "comments") == ""
    assert not re.search(r"<w:(ins|del|commentReference)\b", part(data, "document"))


def test_redlines_are_named_and_marked_as_internal(second: Any) -> None:
    assert second.of_kind("redline") == REDLINES
    for name in REDLINES:
        data = second.data(name)
        assert "NOT FOR SUBMISSION" in part(data, "header")
        assert "commentReference" not in part(data, "document")
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            assert "internal, not for submission" in archive.read("docProps/core.xml").decode()


def test_the_same_versions_give_the_same_bytes(again: Again, second: Any) -> None:
    once = again()
    for artifact in second.manifest["artifacts"]:
        assert once.data(artifact["path"]) == second.data(artifact["path"]), artifact["path"]
    assert once.manifest["changes"] == second.manifest["changes"]


def test_without_a_change_the_version_says_so(again: Again) -> None:
    made = again(change=lambda _: None)
    assert made.manifest["changes"] == {"since": 1, "list": []}
    text = words(part(made.data("Diagnosis_LJ-2611-ODR_v2.docx"), "document"))
    assert "与 v1 相比，句子、证据、指标、判断和期限都没有变化。" in text
    assert part(made.data(BILINGUAL), "comments") == ""


def test_a_document_that_somebody_changed_in_the_outbox_is_told_and_not_compared(again: Again, second: Any) -> None:
    def spoil(package: Path) -> None:
        path = package / "POA_LJ-2611-ODR_v1_en-zh.docx"
        path.write_bytes(path.read_bytes() + b"\0")

    made = again(spoil)
    assert "deliver/version-before-changed" in made.codes
    assert made.of_kind("redline") == REDLINES[1:]
    assert made.outcome.verdict == second.outcome.verdict
    assert made.manifest["changes"]["list"]


def test_a_document_that_is_gone_is_told_and_the_other_is_compared(again: Again) -> None:
    made = again(lambda package: (package / "POA_LJ-2611-ODR_v1_en.docx").unlink())
    assert "deliver/version-before-gone" in made.codes
    assert made.of_kind("redline") == REDLINES[:1]


@pytest.mark.parametrize(
    "spoilt", [b"", b"{", b"[]", b'{"version": 1}', b"\xff\xfe", b'{"version": "x", "decision": 3}']
)
def test_a_manifest_that_cannot_be_read_is_a_warning_and_never_a_crash(again: Again, spoilt: bytes) -> None:
    made = again(lambda package: (package / "manifest.json").write_bytes(spoilt))
    assert "deliver/version-before-unreadable" in made.codes
    assert "changes" not in made.manifest
    assert made.of_kind("redline") == []


def test_a_folder_that_is_not_there_any_more_is_a_warning(again: Again) -> None:
    assert "deliver/version-before-unreadable" in again(shutil.rmtree).codes


def test_a_package_of_an_older_program_is_compared_as_far_as_it_tells(again: Again) -> None:
    def spoil(package: Path) -> None:
        path = package / "manifest.json"
        told = json.loads(path.read_text(encoding="utf-8"))
        for name in ("as_of", "metrics", "deadlines", "findings", "changes", "refusals", "missing"):
            told.pop(name, None)
        del told["decision"]["label"]
        for claim in told["claims"]:
            for name in ("block", "cause", "on"):
                claim.pop(name, None)
        path.write_text(json.dumps(told), encoding="utf-8")

    made = again(spoil)
    assert made.of_kind("redline") == REDLINES
    assert ("removed", "claim") in listed(made)
    assert not any(code.startswith("deliver/version-before") for code in made.codes)


def test_a_name_that_leads_out_of_the_package_is_not_followed(again: Again) -> None:
    def spoil(package: Path) -> None:
        path = package / "manifest.json"
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("POA_LJ-2611-ODR_v1_en.docx", "../POA.docx"), encoding="utf-8")

    assert again(spoil).of_kind("redline") == REDLINES[:1]


def test_another_strategy_changes_everything_and_still_gives_whole_documents(again: Again) -> None:
    def deny(told: dict[str, Any]) -> None:
        told["position"] = "denies"
        told["statements"] = [row for row in told["statements"] if row["kind"] == "what_happened"]

    made = again(change=deny)
    decision = [each for each in made.manifest["changes"]["list"] if each["topic"] == "decision"]
    assert [each["code"] for each in decision] == ["approach", "door"]
    assert decision[1]["was"] == {"en": "fix", "zh": "整改"}
    assert REDLINES[0] in made.of_kind("redline")


def test_where_one_of_the_two_makes_no_appeal_there_is_no_plan_to_compare(again: Again) -> None:
    def back(told: dict[str, Any]) -> None:
        told["stage"] = "reinstated"
        told["submissions"] = [{"date": "2026-11-19", "version": "v1", "result": "reinstated"}]

    made = again(change=back)
    assert made.manifest["decision"]["door"] == "none"
    assert made.of_kind("redline") == []
    assert ("removed", "claim") in listed(made)


def resubmitted(told: dict[str, Any]) -> None:
    told["submissions"] = [{"date": "2026-11-18", "version": "v1", "result": "rejected"}]


@pytest.mark.req("S0-12")
def test_what_was_submitted_is_not_submitted_again_unchanged(again: Again) -> None:
    made = again(change=resubmitted)
    assert "review/same-as-submitted" in made.codes
    assert made.outcome.verdict == "NOT_READY"


@pytest.mark.req("S0-12")
def test_a_new_fact_against_the_submitted_version_opens_the_gate_whatever_its_date(again: Again) -> None:
    def change(told: dict[str, Any]) -> None:
        resubmitted(told)
        a = next(row for row in told["statements"] if row["id"] == "F05")
        a["quantity"] = 11

    codes = again(change=change).codes
    assert "review/same-as-submitted" not in codes
    assert "review/nothing-new" not in codes
    assert "review/much-the-same" in codes
