"""Whatever a client writes is printed as written: nothing runs, nothing is lost silently."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casewright.model import Bilingual, Dossier
from casewright.render.fill.clean import Picture, clean, clean_tree
from casewright.render.fill.compiled import compile_template
from casewright.render.fill.faults import BrokenPartError, PictureError, TooMuchError
from casewright.render.fill.picture import measured
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
        "&amp; &lt; &#x41;", "{{ case.ref }}", "👩‍⚖️ é ﷽", "{_% x %_}", "{# no #}", "<!-- -->",
        "<![CDATA[x]]>", "&bogus;", "\u200f\u05d0\u05d1", "100 % {#note#}", "=HYPERLINK(\"http://x\")", "\\1 \\g<0>",
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


def test_a_sign_that_turns_the_reading_around_is_dropped_and_the_letters_stay() -> None:
    """Otherwise a client's file could be shown as another: exe.jpg for gpj.exe."""
    assert clean("invoice\u202egpj.exe \u2066a\u2069") == "invoicegpj.exe a"


def test_a_megabyte_of_text_is_printed_whole() -> None:
    said = "绩效 R&D " * 150_000
    part = ECHO.render_part("word/document.xml", {"case": {"ref": said}}).decode()
    assert said.replace("&", "&amp;") in part


def test_more_than_any_document_holds_is_refused_with_its_part(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("casewright.render.fill.compiled.MAX_CHARS", 100_000)
    with pytest.raises(TooMuchError, match="正文 body"):
        ECHO.render_part("word/document.xml", {"case": {"ref": "x" * 200_000}})


@pytest.mark.parametrize(
    ("data", "width"),
    [(b"MZ\x90", 20), (b"\x89PNG\r\n\x1a\n", 20), (b"GIF89a\x00\x00\x00\x00", 20), (b"GIF89a\x01\x00\x01\x00", 0),
     (b"GIF89a\x01\x00\x01\x00", 5_000), (b"\xff\xd8\xff\xe0", 20), (b"GIF89a\xff\xff\xff\xff", 20)],
)  # fmt: skip
def test_what_is_no_picture_of_a_sound_size_is_refused_with_its_part(data: bytes, width: float) -> None:
    with pytest.raises(PictureError, match="正文 body"):
        ECHO.render_part("word/document.xml", {"case": {"ref": Picture(data, width, "x")}})


def test_a_gif_and_a_jpeg_are_known_by_their_first_bytes() -> None:
    jpeg = b"\xff\xd8\xff\xe0\x00\x04\x00\x00\xff\xc0\x00\x0b\x08\x00\x10\x00\x20\x01\x01\x11\x00"
    assert measured(jpeg) == ("jpeg", 32, 16)
    assert measured(b"GIF89a\x01\x00\x02\x00") == ("gif", 1, 2)


@pytest.mark.parametrize("sign", ["\x01", "\x02", "\x03", "\x04", "\x05"])
def test_a_control_character_that_nobody_cleaned_is_refused_and_never_lost(sign: str) -> None:
    table = "".join(
        f"<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc>{para('Normal', text)}</w:tc></w:tr></w:tbl>"
        for text in ("[{{ case.ref }}]", "{%p if case.ref %}", "x", "{%p endif %}")
    )
    template = compile_template(
        "t.docx", package("t", table + para("Normal", "e"), para("Header", "h"), para("F", "f"))
    )
    with pytest.raises(BrokenPartError):
        template.render({"case": {"ref": f"a{sign}b"}}, properties=Properties("t", "s", date(2026, 3, 2)))
