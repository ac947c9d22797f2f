"""Which files a case gets, in which languages, and how long the submitted plan may be."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from casewright.model import Bilingual, Claim, Dossier, GuideStep
from casewright.render import TEMPLATE_NAMES, Templates, load_templates, render
from casewright.render.forms import ALWAYS_NEEDED
from casewright.render.length import count_words
from casewright.render.starter.page import package, para
from casewright.render.starter.templates import write_starters

Words = Callable[[Path | bytes], str]


def _named(dossier: Dossier, *documents: str, **changes: object) -> Dossier:
    return replace(dossier, decision=replace(dossier.decision, documents=documents), **changes)  # type: ignore[arg-type]


def _made(dossier: Dossier, templates: Templates, folder: Path) -> tuple[list[str], list[str]]:
    artifacts, found = render(dossier, templates=templates, staging=folder)
    return [one.path for one in artifacts], [one.code for one in found]


def test_each_language_of_the_case_has_its_plan(ready_case: Dossier, templates: Templates, tmp_path: Path) -> None:
    names, _ = _made(_named(ready_case, "poa", languages=("ja", "en")), templates, tmp_path)
    assert names == [f"POA_LJ-2602-ODR_v2_{lang}.docx" for lang in ("en-zh", "ja", "en")]


def test_a_language_without_a_template_costs_its_own_file_and_names_the_way_out(
    ready_case: Dossier, templates: Templates, tmp_path: Path
) -> None:
    artifacts, found = render(_named(ready_case, "poa", languages=("fr", "en")), templates=templates, staging=tmp_path)
    assert [one.lang for one in artifacts] == [("en", "zh"), ("en",)]
    (missing,) = (one for one in found if one.is_error)
    assert missing.code == "render/no-template-in-language"
    assert missing.at.endswith("poa_fr.docx")
    assert "Copy poa_en.docx as poa_fr.docx" in missing.fix.en


def test_a_desk_adds_a_language_by_a_template_of_its_own(ready_case: Dossier, tmp_path: Path) -> None:
    write_starters(tmp_path / "t")
    (tmp_path / "t" / "poa_fr.docx").write_bytes((tmp_path / "t" / "poa_en.docx").read_bytes())
    templates, found = load_templates(tmp_path / "t")
    assert found == ()
    names, _ = _made(_named(ready_case, "poa", languages=("fr", "en")), templates, tmp_path)
    assert "POA_LJ-2602-ODR_v2_fr.docx" in names


def test_a_desk_of_the_first_day_still_loads_its_templates(tmp_path: Path) -> None:
    write_starters(tmp_path)
    for name in set(TEMPLATE_NAMES) - set(ALWAYS_NEEDED):
        (tmp_path / f"{name}.docx").unlink()
    templates, found = load_templates(tmp_path)
    assert (set(templates.by_name), found) == (set(ALWAYS_NEEDED), ())
    (tmp_path / "poa_en.docx").unlink()
    assert [one.code for one in load_templates(tmp_path)[1]] == ["render/template-missing"]


def test_the_letter_form_is_made_for_a_dispute_in_the_language_submitted(
    dispute_case: Dossier, templates: Templates, tmp_path: Path, words: Words
) -> None:
    names, _ = _made(_named(dispute_case, "dispute_letter", languages=("en",)), templates, tmp_path)
    assert names == ["Dispute_Letter_LJ-2602-ODR_v2_en.docx"]
    text = words(tmp_path / names[0])
    for part in ("Amazon Seller Performance", "Re:", "March 2, 2026", "Request", "Enclosures", "Yours faithfully,"):
        assert part in text
    assert "Name, position, signature of the seller" in text


@pytest.mark.parametrize("code", ["dispute_letter", "retraction_request", "removal_guide"])
def test_a_document_with_nothing_in_it_is_not_made_but_told(
    code: str, ready_case: Dossier, templates: Templates, tmp_path: Path
) -> None:
    assert _made(_named(ready_case, code), templates, tmp_path) == ([], ["render/nothing-to-say"])


def test_the_letter_to_the_owner_goes_out_in_english_and_its_reading_copy_stays(
    ready_case: Dossier, templates: Templates, tmp_path: Path, words: Words
) -> None:
    asks = Claim("R-1", "retraction", Bilingual("请撤回投诉。", "We ask you to retract the complaint."), ("F01",))
    plan = replace(ready_case.plan, retraction=(asks,))
    names, _ = _made(_named(ready_case, "retraction_request", plan=plan), templates, tmp_path)
    letter, desk = (words(tmp_path / name) for name in names)
    assert [name.rpartition("_")[2] for name in names] == ["en.docx", "en-zh.docx"]
    assert "We ask you to retract the complaint." in letter
    assert "请撤回投诉。" not in letter
    assert "请撤回投诉。" in desk


def test_the_removal_guide_has_the_steps_and_every_asin(
    ready_case: Dossier, templates: Templates, tmp_path: Path, words: Words
) -> None:
    steps = (*ready_case.guide, GuideStep("removal", Bilingual("创建移除订单。", "Create a removal order.")))
    dossier = _named(ready_case, "removal_guide", "submission_guide", guide=steps)
    names, _ = _made(dossier, templates, tmp_path)
    guide, removal = (words(tmp_path / name) for name in names)
    assert "Create a removal order." in removal
    assert "Create a removal order." not in guide
    assert all(asin in removal for asin in ready_case.case.asins)


def test_words_and_signs_are_counted_as_a_reader_counts_them() -> None:
    body = para("Normal", "R&D: 1.98% – {{ case.ref }}") + para("Normal", "two words")
    data = package("t", body, para("Header", "h"), para("Footer", "f"))
    assert count_words(data, lang="en") == 5
    assert (
        count_words(package("t", para("Normal", "返金 12件"), para("Header", "h"), para("Footer", "f")), lang="ja") == 5
    )


def test_a_plan_above_its_target_is_warned_of_and_the_diagnosis_tells_its_length(
    ready_case: Dossier, templates: Templates, tmp_path: Path, words: Words
) -> None:
    dossier = _named(ready_case, "poa", "diagnosis", word_limit=100)
    artifacts, found = render(dossier, templates=templates, staging=tmp_path)
    (long,) = (one for one in found if one.code == "render/plan-too-long")
    assert long.at == "POA_LJ-2602-ODR_v2_en.docx"
    assert "the target for 1 violation(s) is 100" in long.text.en
    assert "target 目标 100 · too long" in words(tmp_path / artifacts[-1].path)
    assert _made(replace(dossier, word_limit=9_000), templates, tmp_path)[1] == []
