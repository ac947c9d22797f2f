"""The plain text for the fields of the form."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from casewright.model import Bilingual, Dossier
from casewright.render.fields import field_texts, fields_text


def test_root_cause_actions_and_prevention_stand_apart(sample_packages: Mapping[str, Path]) -> None:
    text = (sample_packages["ready"] / "POA_LJ-2602-ODR_v2_fields.txt").read_text(encoding="utf-8")
    english, chinese = text.split("中文对照", 1)
    assert english.index("[1] Root cause") < english.index("[2] Actions taken") < english.index("[3] Prevention")
    assert "On February 10, 2026, we refunded the 24 orders affected (Exhibit C-1)." in english
    assert "2026年2月10日，我们已为受影响的 24 个订单办理退款（附件 C-1）。" in chinese


def test_each_field_shows_its_length_and_a_long_one_is_a_finding(ready_case: Dossier) -> None:
    text, found = fields_text(ready_case, name="f.txt")
    (_, cause), _, (_, prevention) = field_texts(ready_case)
    assert f"[1] Root cause 根本原因  ({len(cause.en)} characters 字符)" in text
    assert ready_case.field_limit == 1_000 < len(prevention.en)
    assert "!! over 1,000: shorten 超长，请精简 !!" in text
    assert [(one.code, one.at) for one in found] == [("render/field-too-long", "f.txt, Prevention")]


def test_a_dispute_has_no_field_for_root_causes_and_one_for_measures_only_where_there_are_any(
    dispute_case: Dossier,
) -> None:
    plan = dispute_case.plan
    without = replace(plan, claims=tuple(c for c in plan.claims if c.section not in ("corrective", "preventive")))
    action = replace(plan.claims[0], id="C-90", section="corrective")
    having = replace(without, claims=(*without.claims, action))

    assert [name.en for name, _ in field_texts(replace(dispute_case, plan=without))] == [
        "Explanation and facts",
        "Request",
    ]
    assert [name.en for name, _ in field_texts(replace(dispute_case, plan=having))] == [
        "Explanation and facts",
        "Measures on our side",
        "Request",
    ]


def test_an_empty_draft_says_that_it_is_one(sparse_case: Dossier) -> None:
    text, _ = fields_text(sparse_case, name="f.txt")
    assert "*** DRAFT NOT READY: not to be submitted ***" in text
    assert text.count("(nothing can be stated yet: see Missing Materials)") == 3


def test_what_a_sentence_leaves_out_is_said_after_it(ready_case: Dossier) -> None:
    claims = tuple(
        replace(claim, text=Bilingual("每周核对。", "Checked weekly.")) if claim.section == "preventive" else claim
        for claim in ready_case.plan.claims
    )
    dossier = replace(ready_case, plan=replace(ready_case.plan, claims=claims))
    prevention = field_texts(dossier)[2][1]
    assert prevention.en.splitlines()[0] == (
        "Checked weekly. Owner: logistics manager; Frequency: every week; From: February 16, 2026. (Exhibit D-1)"
    )
    assert "负责人：物流主管" in prevention.zh


@pytest.mark.parametrize("case", ["ready", "dispute", "sparse"])
def test_the_file_is_plain_text_with_plain_line_ends(case: str, sample_packages: Mapping[str, Path]) -> None:
    data = (sample_packages[case] / "POA_LJ-2602-ODR_v2_fields.txt").read_bytes()
    assert b"\r" not in data
    assert data.endswith(b"\n")


def test_each_language_of_the_plan_has_its_section_the_one_submitted_first(ready_case: Dossier) -> None:
    claims = tuple(
        replace(claim, text=claim.text.also({"de": f"Satz {claim.id}."})) for claim in ready_case.plan.claims
    )
    dossier = replace(ready_case, plan=replace(ready_case.plan, claims=claims), languages=("de", "en"), field_limit=20)
    text, found = fields_text(dossier, name="f.txt")
    german, english = text.split("ENGLISH: for reference, do not paste", 1)
    assert "GERMAN: paste field by field  德文：逐栏粘贴" in german
    assert "Satz C-" in german
    assert "On February 10, 2026" not in german
    assert "On February 10, 2026" in english.split("中文对照", 1)[0]
    assert {"f.txt, Prevention", "f.txt, Prevention, German"} <= {one.at for one in found}


def test_a_sentence_that_is_not_translated_stands_marked_in_its_section(ready_case: Dossier) -> None:
    text, _ = fields_text(replace(ready_case, languages=("ja", "en")), name="f.txt")
    japanese = text.split("ENGLISH:", 1)[0]
    assert "【待人工翻译】On February 10, 2026" in japanese
