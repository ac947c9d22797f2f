"""What lies in the package, under which names, and what a reader finds in it."""

import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from casewright.model import Dossier
from casewright.render import Templates, file_safe, render

Words = Callable[[Path | bytes], str]


@pytest.mark.req("S0-41")
def test_a_case_gets_its_plan_in_both_languages_and_in_english_alone(
    ready_case: Dossier, documents: Callable[[Dossier], Sequence[Path]]
) -> None:
    assert [path.name for path in documents(ready_case)] == [
        "POA_LJ-2602-ODR_v2_en-zh.docx",
        "POA_LJ-2602-ODR_v2_en.docx",
        "Evidence_Index_LJ-2602-ODR_v2.docx",
        "Diagnosis_LJ-2602-ODR_v2.docx",
        "Missing_Materials_LJ-2602-ODR_v2.docx",
        "Submission_Guide_LJ-2602-ODR_v2.docx",
        "POA_LJ-2602-ODR_v2_fields.txt",
    ]


def test_only_the_documents_that_the_decision_names_are_made(
    ready_case: Dossier, templates: Templates, tmp_path: Path
) -> None:
    decision = replace(ready_case.decision, documents=("evidence_index", "fields"))
    artifacts, _ = render(replace(ready_case, decision=decision), templates=templates, staging=tmp_path)
    assert [(one.path, one.kind, one.lang) for one in artifacts] == [
        ("Evidence_Index_LJ-2602-ODR_v2.docx", "evidence_index", ("en", "zh")),
        ("POA_LJ-2602-ODR_v2_fields.txt", "fields", ("en", "zh")),
    ]


def test_without_named_documents_everything_but_the_plan_is_made(
    ready_case: Dossier, templates: Templates, tmp_path: Path
) -> None:
    dossier = replace(ready_case, decision=replace(ready_case.decision, documents=()))
    artifacts, _ = render(dossier, templates=templates, staging=tmp_path)
    assert {one.kind for one in artifacts} == {
        "evidence_index", "diagnosis", "missing_materials", "submission_guide", "fields",
    }  # fmt: skip


def test_where_no_appeal_is_made_there_is_neither_plan_nor_field_text(
    ready_case: Dossier, templates: Templates, tmp_path: Path
) -> None:
    dossier = replace(ready_case, decision=replace(ready_case.decision, door="none"))
    artifacts, _ = render(dossier, templates=templates, staging=tmp_path)
    assert {"poa", "fields"}.isdisjoint(one.kind for one in artifacts)


def test_every_figure_date_and_id_stands_in_both_languages(
    sample_packages: Mapping[str, Path], words: Words, ready_case: Dossier
) -> None:
    text = words(sample_packages["ready"] / "POA_LJ-2602-ODR_v2_en-zh.docx")
    for shown in ("24 / 1,212", "1.98%", "2026-02-13", "3,418 units", "3,418 件", "13477201581", "A2LJ84KQ0WXT7"):
        assert shown in text
    for link in ready_case.plan.causes:
        assert link.label.en in text
        assert link.label.zh in text


def test_the_english_plan_holds_no_chinese(sample_packages: Mapping[str, Path], words: Words) -> None:
    text = words(sample_packages["ready"] / "POA_LJ-2602-ODR_v2_en.docx")
    assert not re.search("[\u4e00-\u9fff]", text)
    assert "On February 10, 2026, we refunded the 24 orders affected (Exhibit C-1)." in text


@pytest.mark.req("S0-43")
def test_the_plan_shows_which_actions_answer_which_cause(sample_packages: Mapping[str, Path], words: Words) -> None:
    text = words(sample_packages["ready"] / "POA_LJ-2602-ODR_v2_en-zh.docx")
    table = text[text.index("Cause-to-action map") :]
    assert "Delay on a carrier lane\n承运线路延误\n3\n6, 7, 8, 9\n14, 15\nAnswered" in table


@pytest.mark.req("S4-36")
def test_a_plan_shows_the_current_metrics_with_target_and_source(
    sample_packages: Mapping[str, Path], words: Words
) -> None:
    text = words(sample_packages["ready"] / "POA_LJ-2602-ODR_v2_en.docx")
    assert "Order Defect Rate (ODR)\nComputed from reports\n2025-12-11 – 2026-02-08\n24 / 1,212\n1.98%\n< 1%" in text


@pytest.mark.req("S0-92")
def test_each_request_of_the_notice_is_followed_to_its_answer(
    sample_packages: Mapping[str, Path], words: Words
) -> None:
    text = words(sample_packages["ready"] / "POA_LJ-2602-ODR_v2_en-zh.docx")
    assert "The root cause(s) of the order defects\n3, 4, 5" in text
    assert "Answered  已回应：3 / 4 (75%)" in text
    assert "Supporting documents such as invoices, if available\nOpen 尚未回应" in text


def test_a_plan_that_goes_out_heads_no_empty_table_of_requests(
    ready_case: Dossier, templates: Templates, words: Words, tmp_path: Path
) -> None:
    unanswered = tuple(replace(ask, claims=()) for ask in ready_case.plan.coverage)
    assert unanswered
    dossier = replace(ready_case, plan=replace(ready_case.plan, coverage=unanswered))
    render(dossier, templates=templates, staging=tmp_path)
    assert "Where each request is answered" not in words(tmp_path / "POA_LJ-2602-ODR_v2_en.docx")
    assert "Open 尚未回应" in words(tmp_path / "POA_LJ-2602-ODR_v2_en-zh.docx")


def test_an_action_for_two_causes_is_told_once_and_named_again(
    sample_packages: Mapping[str, Path], words: Words
) -> None:
    text = words(sample_packages["ready"] / "POA_LJ-2602-ODR_v2_en.docx")
    assert text.count("refunded the 24 orders affected") == 1
    assert "Also answered by 6." in text


def test_a_dispute_shows_facts_and_a_request_and_no_actions(sample_packages: Mapping[str, Path], words: Words) -> None:
    text = words(sample_packages["dispute"] / "POA_LJ-2602-ODR_v2_en-zh.docx")
    assert "What is alleged and what the facts show" in text
    assert "We ask that the metric be computed again" in text
    assert "Corrective actions" not in text
    assert "Cause-to-action map" not in text


@pytest.mark.parametrize(
    "name", ["POA_LJ-2602-ODR_v2_en-zh", "POA_LJ-2602-ODR_v2_en", "Submission_Guide_LJ-2602-ODR_v2"]
)
def test_a_draft_says_so_on_every_page(name: str, sample_packages: Mapping[str, Path], words: Words) -> None:
    draft, ready = (words(sample_packages[case] / f"{name}.docx") for case in ("sparse", "ready"))
    assert "DRAFT NOT READY" in draft.split("Plan of Action")[0]
    assert "DRAFT" not in ready
    assert "NOT READY" not in ready


@pytest.mark.req("S0-01")
def test_the_guide_opens_with_who_submits(sample_packages: Mapping[str, Path], words: Words) -> None:
    text = words(sample_packages["ready"] / "Submission_Guide_LJ-2602-ODR_v2.docx")
    assert "Assistance only. The seller reads, confirms and submits" in text
    assert "由卖家本人阅读、确认并提交" in text


def test_a_deadline_is_shown_on_three_clocks(sample_packages: Mapping[str, Path], words: Words) -> None:
    text = words(sample_packages["ready"] / "Submission_Guide_LJ-2602-ODR_v2.docx")
    for clock in ("2026-02-26 00:00 Thu 周四 (America/Los_Angeles)", "2026-02-26 16:00 Thu", "2026-02-26 08:00"):
        assert clock in text
    assert "4 days past 已过 4 天" in text
    assert "!!! DEADLINE PASSED: 2026-02-26 16:00" in text
    assert "！！！期限已过　北京时间 2026-02-26 16:00" in text
    assert "Stated in the notice" in text


@pytest.mark.req("S0-17")
@pytest.mark.req("S0-15")
def test_the_diagnosis_defines_the_two_states(sample_packages: Mapping[str, Path], words: Words) -> None:
    text = words(sample_packages["ready"] / "Diagnosis_LJ-2602-ODR_v2.docx")
    assert "停用（Deactivated）" in text
    assert "前台看不到商品" in text
    assert "Restricted: part of the account is limited" in text


def test_the_diagnosis_answers_what_why_and_what_next_before_anything_else(
    sample_packages: Mapping[str, Path], words: Words
) -> None:
    text = words(sample_packages["sparse"] / "Diagnosis_LJ-2602-ODR_v2.docx")
    head = text[: text.index("The notice  通知")]
    for answer in ("What happened", "Deactivated", "why", "What comes next", "Supply: Material number 1", "Declined:"):
        assert answer in head
    assert "rulebooks/strategy.xlsx > door!A7" in text


def test_the_index_names_hash_citations_and_problems(sample_packages: Mapping[str, Path], words: Words) -> None:
    text = words(sample_packages["ready"] / "Evidence_Index_LJ-2602-ODR_v2.docx")
    assert "证据/退款记录.pdf" in text
    assert "06" * 32 in text
    assert "24 笔退款的页面记录\n6\nUsable 可用" in text
    assert "Defective, not cited 有问题，不能引用\nThe screenshot shows no address bar.\n截图没有显示地址栏。" in text


@pytest.mark.parametrize("case", ["ready", "dispute", "sparse"])
def test_no_document_prints_none_or_a_mark(case: str, sample_packages: Mapping[str, Path], words: Words) -> None:
    for path in sample_packages[case].glob("*.docx"):
        text = words(path)
        assert "None" not in text, path.name
        assert not re.search(r"\{\{|\{%|%\}|\}\}", text), path.name


def test_the_same_case_gives_the_same_bytes(
    ready_case: Dossier, templates: Templates, sample_packages: Mapping[str, Path], tmp_path: Path
) -> None:
    artifacts, _ = render(ready_case, templates=templates, staging=tmp_path)
    for artifact in artifacts:
        assert (tmp_path / artifact.path).read_bytes() == (sample_packages["ready"] / artifact.path).read_bytes()


def test_a_document_carries_case_and_version_in_its_properties_and_no_clock(
    sample_packages: Mapping[str, Path],
) -> None:
    with zipfile.ZipFile(sample_packages["sparse"] / "POA_LJ-2602-ODR_v2_en.docx") as archive:
        core, custom = (archive.read(f"docProps/{name}.xml").decode() for name in ("core", "custom"))
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.namelist() == sorted(archive.namelist())
    assert core.count("2026-03-02T00:00:00Z") == 2
    for value in ("LJ-2602-ODR", ">2<", "NOT_READY"):
        assert value in custom


def test_a_template_that_is_gone_costs_its_own_document_only(
    ready_case: Dossier, templates: Templates, tmp_path: Path
) -> None:
    fewer = replace(templates, by_name={name: one for name, one in templates.by_name.items() if name != "diagnosis"})
    artifacts, found = render(ready_case, templates=fewer, staging=tmp_path)
    assert len(artifacts) == 6
    assert [(one.code, one.at) for one in found if one.is_error] == [
        ("render/template-missing", f"{templates.folder}/diagnosis.docx")
    ]


@pytest.mark.parametrize(
    ("ref", "safe"),
    [
        ("LJ-2602-ODR", "LJ-2602-ODR"), ("鹭江/2026 一月", "鹭江_2026_一月"), ("../../etc", "etc"),
        ("  ", "case"), ("x" * 200, "x" * 60), ('a<b>:"|?*', "a_b"),
    ],
)  # fmt: skip
def test_a_case_reference_never_breaks_a_file_name(ref: str, safe: str) -> None:
    assert file_safe(ref) == safe
