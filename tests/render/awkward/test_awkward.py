"""Awkward templates: the compiled way and plain docxtpl give the same document, or ours is right and theirs is not."""

# ruff: noqa: E501 - markup in one piece is easier to read than in three

import io
from collections.abc import Callable
from typing import Any

import pytest
from docx import Document

Fill = Callable[..., dict[str, bytes]]
Alike = Callable[..., str]


def p(text: str) -> str:
    return f'<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def tc(*paragraphs: str, props: str = '<w:tcW w:w="2000" w:type="dxa"/>') -> str:
    return f"<w:tc><w:tcPr>{props}</w:tcPr>{''.join(paragraphs)}</w:tc>"


def tr(*cells: str) -> str:
    return f"<w:tr>{''.join(cells)}</w:tr>"


def tbl(*rows: str, columns: int = 2) -> str:
    grid = '<w:gridCol w:w="2000"/>' * columns
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(rows)}</w:tbl>'
    )


ROWS = {
    "said": "see A-1 & more",
    "rows": [{"a": "1", "b": "R&D <b>"}, {"a": "2", "b": "二"}],
    "yes": True,
    "no": False,
    "nothing": [],
}

BODIES = {
    "row loop": tbl(
        tr(tc(p("A")), tc(p("B"))), tr(tc(p("{%tr for r in rows %}")), tc(p(""))),
        tr(tc(p("{{ r.a }}")), tc(p("{{ r.b }}"))), tr(tc(p("{%tr endfor %}")), tc(p(""))),
    ),
    "cell loop": tbl(
        tr(tc(p("{%tc for r in rows %}")), tc(p("{{ r.a }}")), tc(p("{%tc endfor %}"))),
        tr(tc(p("{%tc for r in rows %}")), tc(p("{{ r.b }}")), tc(p("{%tc endfor %}"))), columns=3,
    ),
    "more columns than before": tbl(
        tr(tc(p("{%tc for r in rows %}")), tc(p("{{ r.a }}")), tc(p("{%tc endfor %}"))), columns=1,
    ),
    "nested loops": p("{%p for r in rows %}") + p("{{ loop.index }} {{ r.a }}") + tbl(
        tr(tc(p("{%tr for s in rows %}")), tc(p(""))), tr(tc(p("{{ r.a }}{{ s.a }}")), tc(p("x"))),
        tr(tc(p("{%tr endfor %}")), tc(p(""))),
    ) + p("{%p endfor %}"),
    "conditions across paragraphs": p("{%p if yes %}") + p("one") + p("two") + p("{%p else %}") + p("three")
    + p("{%p endif %}"),
    "a condition inside of a sentence": p("a{% if yes %} and b{% endif %}{% if no %} and c{% endif %}."),
    "a condition around a table": p("{%p if yes %}") + tbl(tr(tc(p("x")), tc(p("y")))) + p("{%p endif %}")
    + p("{%p if no %}") + tbl(tr(tc(p("z")), tc(p("z")))) + p("{%p endif %}"),
    "rich text": '<w:p><w:r><w:t>{{r "A-1"|exhibit_mark }}{{r said|linked(["A-1"]) }}</w:t></w:r><w:r><w:t> after</w:t></w:r></w:p>',
    "cells merged across": tbl(
        tr(tc(p("{%tc for r in rows %}")), tc(p("{% hm %}all")), tc(p("{%tc endfor %}"))),
        tr(tc(p("{%tc for r in rows %}")), tc(p("{{ r.a }}")), tc(p("{%tc endfor %}"))), columns=3,
    ),
    "cells merged across that span already": tbl(
        tr(tc(p("{%tc for r in rows %}")), tc(p("{% hm %}all"), props='<w:gridSpan w:val="2"/>'), tc(p("{%tc endfor %}"))),
        tr(tc(p("a")), tc(p("b")), tc(p("c")), tc(p("d"))), columns=4,
    ),
    "cells merged downwards": tbl(
        tr(tc(p("{%tr for r in rows %}")), tc(p(""))), tr(tc(p("{% vm %}once")), tc(p("{{ r.a }}"))),
        tr(tc(p("{%tr endfor %}")), tc(p(""))),
    ),
    "spans set in Word": tbl(
        tr(tc(p("{{ rows[0].a }}"), props='<w:gridSpan w:val="2"/>')),
        tr(tc(p("x"), props='<w:vMerge w:val="restart"/>'), tc(p("y"))), tr(tc(p(""), props="<w:vMerge/>"), tc(p("z"))),
    ),
    "colspan and cellbg": tbl(
        tr(tc(p("{% colspan 2 %}{{ rows[0].a }}"))), tr(tc(p("{% cellbg 'FF0000' %}{{ rows[1].a }}")), tc(p("y"))),
    ),
    "runs split by the spell-checker": '<w:p><w:r><w:t>{</w:t></w:r><w:proofErr w:type="spellStart"/><w:r><w:t>{ rows</w:t>'
    '</w:r><w:proofErr w:type="spellEnd"/><w:r><w:rPr><w:b/></w:rPr><w:t>[0].b }</w:t></w:r><w:r><w:t>}.</w:t></w:r></w:p>',
    "smart quotes": p("{% if rows[0].a == “1” %}equal{% endif %}{% if rows[0].a == ‘1’ %} again{% endif %}"),
    "a line break inside of a mark": "<w:p><w:r><w:t>{{ rows[0].</w:t><w:br/><w:t>a }}</w:t></w:r></w:p>",
    "a text box in both forms": "<w:p><w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wp:inline>"
    '<wp:docPr id="5" name="Box"/><a:graphic><a:graphicData uri="u"><wps:wsp><wps:txbx><w:txbxContent>'
    + p("{{ rows[0].b }}") + "</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing>"
    "</mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>" + p("{{ rows[0].b }}")
    + "</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>",
    "a link": '<w:p><w:hyperlink r:id="rIdLink"><w:r><w:t>{{ rows[0].b }}</w:t></w:r></w:hyperlink></w:p>',
    "a content control": "<w:sdt><w:sdtPr><w:alias w:val=\"x\"/></w:sdtPr><w:sdtContent>" + p("{{ rows[0].b }}")
    + "</w:sdtContent></w:sdt>",
    "a mark in an alternative text": '<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="n" title="{{ rows[1].b }}"/>'
    "</wp:inline></w:drawing></w:r></w:p>",
    "braces that are meant": p("{_{ as typed }_} and {_% so %_}"),
    "a comment for authors": p("a{# not shown #}b") + p("{#p nor this #}") + p("c"),
    "a loop that leaves out some": p("{% for r in rows if r.a == '2' %}{{ r.b }}{% else %}none{% endfor %}"),
    "editing traces": '<w:p w:rsidR="00AA11BB" w14:paraId="1F2E3D4C"><w:r w:rsidRPr="00AA11BB"><w:t>{{ rows[0].a }}</w:t>'
    "</w:r></w:p>",
}  # fmt: skip

SAYS = {
    "row loop": "A|B|1|R&D <b>|2|二", "nested loops": "1 1|11|x|12|x|2 2|21|x|22|x",
    "conditions across paragraphs": "one|two", "a condition inside of a sentence": "a and b.",
    "runs split by the spell-checker": "R&D <b>.", "smart quotes": "equal again", "a line break inside of a mark": "1",
    "braces that are meant": "{{ as typed }} and {% so %}", "a comment for authors": "ab|c",
    "cells merged downwards": "once|1||2", "a loop that leaves out some": "二",
}  # fmt: skip


@pytest.mark.parametrize("name", BODIES)
def test_both_ways_give_the_same_body(name: str, docx: Any, alike: Alike) -> None:
    template = docx(BODIES[name] + p("end"), links={"rIdLink": "https://example.com/"})
    said = alike(template, ROWS)
    assert said.endswith("end")
    if name in SAYS:
        assert said == f"{SAYS[name]}|end"


def test_headers_of_several_sections_are_each_filled(
    docx: Any, alike: Alike, ours: Fill, text_of: Callable[[bytes], str]
) -> None:
    section = '<w:sectPr><w:headerReference w:type="default" r:id="rIdPart{0}"/></w:sectPr>'
    body = p("a") + f"<w:p><w:pPr>{section.format(1)}</w:pPr></w:p>" + p("b") + section.format(2)
    template = docx(body, parts={"header1": p("first {{ rows[0].b }}"), "header2": p("second {{ rows[1].b }}")})
    said = alike(template, ROWS, "word/header1.xml", "word/header2.xml")
    assert said == "a||b"
    mine = ours(template, ROWS)
    assert (text_of(mine["word/header1.xml"]), text_of(mine["word/header2.xml"])) == ("first R&D <b>", "second 二")


NOTES = '<w:p><w:r><w:footnoteReference w:id="1"/></w:r></w:p><w:p><w:pPr><w:sectPr/></w:pPr></w:p><w:p/><w:sectPr/>'


def test_footnotes_are_filled_once_even_with_two_sections(
    docx: Any, ours: Fill, theirs: Fill, text_of: Callable[[bytes], str]
) -> None:
    """docxtpl renders the notes once per section, so that what a client wrote runs as a template: it prints 49."""
    template = docx(NOTES, parts={"footnotes": f'<w:footnote w:id="1">{p("{{ said }}")}</w:footnote>'})
    assert "{{ 7 - 7 }}" in text_of(ours(template, {"said": "{{ 7 - 7 }}"})["word/footnotes.xml"])
    assert text_of(ours(template, {"said": "R&D"})["word/footnotes.xml"]) == "R&D"
    with pytest.raises(Exception, match=r".*"):
        theirs(template, {"said": "{{ 7.real() }}"})


@pytest.mark.parametrize("part", ["endnotes", "comments"])
def test_endnotes_and_comments_are_filled_too(
    part: str, docx: Any, ours: Fill, theirs: Fill, text_of: Callable[[bytes], str]
) -> None:
    """docxtpl leaves them as they are, so that the mark would be printed."""
    inner = f'<w:{part[:-1]} w:id="1" w:author="a">{p("{{ said }}")}</w:{part[:-1]}>'
    template = docx(p("x"), parts={part: inner})
    assert text_of(ours(template, {"said": "R&D"})[f"word/{part}.xml"]) == "R&D"
    assert "{{ said }}" in text_of(theirs(template, {"said": "R&D"})[f"word/{part}.xml"])


def test_braces_in_a_value_stay_as_they_were_written(
    docx: Any, ours: Fill, theirs: Fill, text_of: Callable[[bytes], str]
) -> None:
    """docxtpl unescapes the finished text, and with it what the client wrote."""
    template = docx(p("{{ said }}"))
    assert text_of(ours(template, {"said": "{_{ x }_}"})["word/document.xml"]) == "{_{ x }_}"
    assert text_of(theirs(template, {"said": "{_{ x }_}"})["word/document.xml"]) == "{{ x }}"


def test_a_template_that_tears_is_refused_where_docxtpl_goes_on(
    docx: Any, ours: Fill, theirs: Fill, text_of: Callable[[bytes], str]
) -> None:
    """docxtpl recovers from what is no XML any more; Word does not open what comes of it."""
    template = docx(p("one {% if no %} two") + p("{%p endif %}") + p("the rest"))
    assert b'<w:t xml:space="preserve">one <w:p>' in theirs(template, ROWS)["word/document.xml"]
    with pytest.raises(ValueError, match="正文 body"):
        ours(template, ROWS)


def test_a_table_inside_of_a_table_keeps_the_outer_grid(docx: Any, ours: Fill, theirs: Fill) -> None:
    """docxtpl counts the rows of the inner table as rows of the outer one and makes columns that are not there."""
    inner = tbl(tr(tc(p("{%tc for r in many %}")), tc(p("{{ r.a }}")), tc(p("{%tc endfor %}"))), columns=1)
    template = docx(tbl(tr(tc(inner, p("x")))) + p("end"))
    context = {"many": [{"a": str(n)} for n in range(5)]}
    mine, other = ours(template, context)["word/document.xml"], theirs(template, context)["word/document.xml"]
    assert mine.count(b"<w:gridCol") == 1 + 5
    assert other.count(b"<w:gridCol") > 1 + 5


def test_lists_without_rows_leave_nothing_that_word_would_mend(docx: Any, ours: Fill) -> None:
    template = docx(
        tbl(tr(tc(p("{%tr for r in nothing %}")), tc(p(""))), tr(tc(p("x")), tc(p("y"))), tr(tc(p("{%tr endfor %}")), tc(p(""))))
        + tbl(tr(tc(p("{%p if no %}"), p("x"), p("{%p endif %}")), tc(p("y"))))
        + tbl(tr(tc(p("{%tc for r in nothing %}")), tc(p("x")), tc(p("{%tc endfor %}"))), columns=3)
        + '<w:sectPr><w:headerReference w:type="default" r:id="rIdPart1"/></w:sectPr>',
        parts={"header1": p("{%p if no %}") + p("x") + p("{%p endif %}")},
    )  # fmt: skip
    members = ours(template, ROWS)
    body = members["word/document.xml"].decode()
    assert body.count("<w:tbl>") == 1
    assert "</w:tcPr></w:tc>" not in body
    assert "<w:p/></w:hdr>" in members["word/header1.xml"].decode()


def test_drawings_and_bookmarks_that_a_loop_repeats_get_their_own_numbers(docx: Any, ours: Fill) -> None:
    inner = (
        '<w:p><w:bookmarkStart w:id="7" w:name="here"/><w:r><w:drawing><wp:inline><wp:docPr id="1" name="n"/></wp:inline>'
        '</w:drawing></w:r><w:bookmarkEnd w:id="7"/></w:p>'
    )
    template = docx(p("{%p for r in rows %}") + inner + p("{%p endfor %}"), parts={"header1": inner + p("{{ yes }}")})
    members = ours(template, ROWS)
    body, header = members["word/document.xml"].decode(), members["word/header1.xml"].decode()
    assert [body.count(f'docPr id="{number}"') for number in (1, 2)] == [1, 1]
    assert 'docPr id="3"' in header
    assert body.count('<w:bookmarkStart w:id="7" w:name="here"/>') == body.count("<w:bookmarkEnd") == 1


def test_a_control_that_word_would_overwrite_is_set_free(docx: Any, ours: Fill) -> None:
    """Bound to a store or showing a hint, Word would show something else than the filled text."""
    control = (
        '<w:sdt><w:sdtPr><w:dataBinding w:xpath="/a" w:storeItemID="{{{0}}}"/><w:showingPlcHdr/></w:sdtPr>'
        "<w:sdtContent>{1}</w:sdtContent></w:sdt>"
    )
    guid = "6C3C8BC8-F283-45AE-878A-BAB7291924A1"
    template = docx(control.format(guid, p("{{ rows[0].a }}")) + control.format(guid, p("fixed")))
    body = ours(template, ROWS)["word/document.xml"].decode()
    assert body.count("dataBinding") == body.count("showingPlcHdr") == 1


def test_properties_that_hold_marks_are_filled_and_escaped_once(docx: Any, ours: Fill, theirs: Fill) -> None:
    """With autoescape on, docxtpl escapes the title of a document twice."""
    core = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Case {{ said }}</dc:title>'
        "<dc:creator>Somebody</dc:creator><cp:keywords>{{ said }}</cp:keywords></cp:coreProperties>"
    )
    template = docx(p("x"), core=core)
    mine = ours(template, {"said": "A & B"})["docProps/core.xml"].decode()
    assert "<dc:title>Case A &amp; B</dc:title>" in mine
    assert "<cp:keywords>A &amp; B</cp:keywords>" in mine
    assert "Somebody" not in mine
    assert b"&amp;amp;" in theirs(template, {"said": "A & B"})["docProps/core.xml"]


def test_pictures_stand_where_docxtpl_puts_them_with_words_for_those_who_cannot_see(
    docx: Any, alike: Alike, ours: Fill, png: bytes
) -> None:
    from casewright.render.fill.clean import Picture

    picture = Picture(png, 20, 'Chart "A" & B')
    template = docx(
        p("{%p for r in rows %}") + p("before {{ picture }} after") + p("{%p endfor %}") + "<w:sectPr>"
        '<w:headerReference w:type="default" r:id="rIdPart1"/></w:sectPr>', parts={"header1": p("{{ picture }}")},
    )  # fmt: skip
    context = {**ROWS, "picture": picture}
    assert alike(template, context).count("before  after") == 2
    members = ours(template, context)
    (name,) = (name for name in members if name.startswith("word/media/"))
    assert members[name] == png
    assert b'ContentType="image/png"' in members["[Content_Types].xml"]
    for part in ("document", "header1"):
        assert name.removeprefix("word/").encode() in members[f"word/_rels/{part}.xml.rels"]
        assert b'descr="Chart &#34;A&#34; &amp; B"' in members[f"word/{part}.xml"]
    numbers = [piece.split(b'"')[0] for name in ("document", "header1")
               for piece in members[f"word/{name}.xml"].split(b'docPr id="')[1:]]  # fmt: skip
    assert numbers == [b"1", b"2", b"3"]


def _inner() -> bytes:
    document = Document()
    document.add_heading("Inside", 1)
    document.add_paragraph("{{ said }} & {_{ so }_}", style="List Bullet")
    document.add_table(1, 2).cell(0, 1).text = "cell"
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def test_a_whole_document_is_taken_in_by_docxtpl_and_its_words_stay_words(
    docx: Any, ours: Fill, text_of: Callable[[bytes], str]
) -> None:
    from casewright.render.fill.clean import Subdocument

    template = docx(
        p("before {{ said }}") + p("{{p whole }}") + p("after")
        + '<w:sectPr><w:headerReference w:type="default" r:id="rIdPart1"/></w:sectPr>', parts={"header1": p("{{ said }}")},
    )  # fmt: skip
    members = ours(template, {"said": "R&D", "whole": Subdocument(_inner())})
    said = text_of(members["word/document.xml"])
    assert said.startswith("before R&D|Inside|{{ said }} & {_{ so }_}|")
    assert said.endswith("cell|after")
    assert any("R&D" in text_of(blob) for name, blob in members.items() if name.startswith("word/header"))
    assert b"Casewright" in members["docProps/core.xml"]


def test_a_whole_document_in_a_sentence_and_a_sentence_in_its_place_are_refused(docx: Any, ours: Fill) -> None:
    from casewright.render.fill.clean import Subdocument

    with pytest.raises(ValueError, match=r"\{\{p"):
        ours(docx(p("{{ whole }}")), {"whole": Subdocument(_inner())})
    with pytest.raises(ValueError, match=r"\{\{p"):
        ours(docx(p("{{p said }}")), {"said": "only words"})
    with pytest.raises(ValueError, match="正文 body"):
        ours(docx(p("{{p whole }}")), {"whole": Subdocument(b"no document")})
