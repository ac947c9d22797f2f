"""Whatever a client writes is printed as written: nothing runs, nothing is lost silently."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casewright.model import Bilingual, Dossier
from casewright.render.fill.clean import clean, clean_tree
from casewright.render.fill.compiled import compile_template
from casewright.render.fill.properties import Properties
from casewright.render.starter.page import package, para

Words = Callable[[Path | bytes], str]
Documents = Callable[[Dossier], Sequence[Path]]


ECHO = compile_template(
    "t.docx", package("t", para("Normal", "[{{ case.ref }}]"), para("Header", "h"), para("Footer", "f"))
)


def _with_claim(dossier: Dossier, text: str) -> Dossier:
    claims = tuple(
        replace(claim, text=Bilingual(text, text), short=Bilingual(text, text)) if claim.section == "summary" else claim
        for claim in dossier.plan.claims
    )
    return replace(dossier, plan=replace(dossier.plan, claims=claims))


@pytest.mark.parametrize(
    "said",
    [
        "R&D <b> & A & B <c>", "{{7*7}}", "{% for x in y %}", "{_{ a }_}", "{%p if x %}", "</w:t></w:r></w:p>", "]]>",
        "&amp; &lt; &#x41;", "{{ case.ref }}", "100 % {#note#}", "=HYPERLINK(\"http://x\")", "\\1 \\g<0>",
    ],
)  # fmt: skip
def test_marks_and_tags_in_a_sentence_are_only_words(
    said: str, ready_case: Dossier, documents: Documents, words: Words
) -> None:
    for path in documents(_with_claim(ready_case, said))[:2]:
        assert said in words(path)


def test_half_a_character_leaves_the_rest_of_the_document_standing(
    ready_case: Dossier, documents: Documents, words: Words
) -> None:
    text = words(documents(_with_claim(ready_case, "前\ud83d后\x07\x00。"))[0])
    assert "前\ufffd后。" in text
    assert "D-4" in text


def test_ten_thousand_chinese_characters_are_all_there(ready_case: Dossier, documents: Documents, words: Words) -> None:
    said = "绩效整改记录" * 1_700
    assert said in words(documents(_with_claim(ready_case, said))[0])


def test_line_ends_and_tabs_become_breaks(ready_case: Dossier, documents: Documents, words: Words) -> None:
    text = words(documents(_with_claim(ready_case, "first\r\nsecond\x0bthird"))[0])
    assert "first\nsecond\nthird" in text


def test_a_hostile_case_reference_and_title_are_escaped_once(
    ready_case: Dossier, documents: Documents, words: Words
) -> None:
    case = replace(ready_case.case, ref="A & B <c>", store_name="A & B {{x}}")
    paths = documents(replace(ready_case, case=case))
    assert paths[0].name == "POA_A_B_c_v2_en-zh.docx"
    assert "A & B <c> · v2" in words(paths[0])
    assert "A & B {{x}}" in words(paths[0])


@given(st.text(max_size=300))
@settings(max_examples=60, deadline=None)
def test_any_text_comes_back_as_it_went_in(said: str) -> None:
    part = ECHO.render_part("word/document.xml", {"case": clean_tree({"ref": said})}).decode()
    paragraph = re.sub(r"<w:br/>", "\n", part).replace("<w:tab/>", "\t")
    shown = re.sub(r"<[^>]+>", "", paragraph[paragraph.index("[") : paragraph.rindex("]") + 1])
    for entity, sign in (("&lt;", "<"), ("&gt;", ">"), ("&#34;", '"'), ("&#39;", "'"), ("&amp;", "&")):
        shown = shown.replace(entity, sign)
    assert shown == f"[{clean(said)}]"


@given(st.text(max_size=200))
@settings(max_examples=60, deadline=None)
def test_cleaning_is_done_once_and_for_all(said: str) -> None:
    assert clean(clean(said)) == clean(said)
    clean(said).encode("utf-8")


def test_nothing_but_plain_data_gets_to_a_template() -> None:
    with pytest.raises(TypeError):
        clean_tree({"case": object()})  # type: ignore[dict-item]


def test_properties_are_escaped_once() -> None:
    from datetime import date

    from casewright.render.fill.properties import property_parts

    core = property_parts(Properties("A & B <c>", "s", date(2026, 1, 1), (("Case", 'x"&'),)))["docProps/core.xml"]
    assert b"<dc:title>A &amp; B &lt;c&gt;</dc:title>" in core
