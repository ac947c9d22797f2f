"""Where a slip stands is said as a reader finds it; what no reader sees is found too."""

import zipfile
from collections.abc import Sequence
from io import BytesIO

import pytest

from casewright.model import Finding
from casewright.render.check.checked import examine
from casewright.render.check.places import spots

NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{WORD}"/></Types>'
)
BASE = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:eastAsia="SimSun"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/>'
    "</w:rPr></w:rPrDefault></w:docDefaults>"
    '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/>'
    '</w:style><w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>'
)


def p(text: str, style: str = "") -> str:
    look = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{look}<w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def found(body: str, *, styles: str = BASE, name: str = "x.docx", **more: str) -> Sequence[Finding]:
    out = BytesIO()
    parts = {
        "[Content_Types].xml": TYPES, "_rels/.rels": RELATIONS.format(""),
        "word/styles.xml": f"<w:styles {NAMES}>{styles}</w:styles>",
        "word/document.xml": f"<w:document {NAMES}><w:body>{body}</w:body></w:document>",
        **{part.replace("__", "/"): text for part, text in more.items()},
    }  # fmt: skip
    with zipfile.ZipFile(out, "w") as archive:
        for part, text in parts.items():
            archive.writestr(part, text)
    slips = examine(name, out.getvalue()).findings
    return [one for one in slips if one.code != "render/template-unreadable"]


def places(told: Sequence[Finding]) -> list[tuple[str, str]]:
    return [(one.code.removeprefix("render/"), one.at.partition(", ")[2]) for one in told]


def test_a_paragraph_is_counted_from_its_heading_also_where_word_calls_headings_1() -> None:
    body = p("{{ case.ref }}") + p("Root causes", "1") + p("one") + p("{{ case.reff }}")
    assert places(found(body)) == [("field-unknown", "正文 body · “Root causes” · 第 2 段 paragraph 2")]


def test_a_text_box_is_named_and_its_copy_for_old_programs_is_not_a_second_finding() -> None:
    inner = f"<w:txbxContent>{p('{{ case.reff }}')}</w:txbxContent>"
    box = (
        f"<w:p><w:r><mc:AlternateContent><mc:Choice Requires='wps'><wps:txbx>{inner}</wps:txbx></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{inner}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert places(found(box)) == [("field-unknown", "正文 body · 文本框 text box · 第 1 段 paragraph 1")]
    front, back = box.split("<mc:Fallback>")
    stale = f"{front}<mc:Fallback>{back.replace('reff', 'raf')}"
    assert [code for code, _ in places(found(stale))] == ["field-unknown", "text-box-copy-differs"]


HEADER = f'<Relationship Id="h" Type="{KIND}/header" Target="header2.xml"/>'


def test_the_header_of_a_section_and_a_footnote_are_named() -> None:
    body = (
        '<w:p><w:pPr><w:sectPr/></w:pPr></w:p><w:sectPr><w:headerReference w:type="first" r:id="h"/></w:sectPr>'
    )  # fmt: skip
    told = found(body, **{
        "word___rels__document.xml.rels": RELATIONS.format(HEADER),
        "word__header2.xml": f"<w:hdr {NAMES}>{p('{{ case.vers }}')}</w:hdr>",
        "word__footnotes.xml": f'<w:footnotes {NAMES}><w:footnote w:type="separator" w:id="0">{p("")}</w:footnote>'
                               f'<w:footnote w:id="1">{p("{{ case.reff }}")}</w:footnote></w:footnotes>',
    })  # fmt: skip
    assert places(told) == [
        ("field-unknown", "脚注 footnote 1 · 第 1 段 paragraph 1"),
        ("field-unknown", "页眉 header (第 2 节 section 2, 首页 first page) · 第 1 段 paragraph 1"),
    ]


def test_a_table_in_a_table_counts_its_own_rows() -> None:
    inner = f"<w:tbl><w:tr><w:tc>{p('a')}</w:tc><w:tc>{p('{{ case.reff }}')}</w:tc></w:tr></w:tbl>"
    outer = f"<w:tbl><w:tr><w:tc>{inner}{p('')}</w:tc></w:tr></w:tbl>"
    assert places(found(outer)) == [("field-unknown", "正文 body · 表 table 2, 行 row 1, 列 column 2")]


def field(code: str, shown: str) -> str:
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    return (
        f"<w:p>{mark.format('begin')}<w:r><w:instrText>{code}</w:instrText></w:r>{mark.format('separate')}"
        f"<w:r><w:t>{shown}</w:t></w:r>{mark.format('end')}</w:p>"
    )


def test_marks_in_fields_are_found_but_not_in_the_words_of_a_link() -> None:
    assert [code for code, _ in places(found(field("TOC \\o", "{{ cause.label.en }}	3")))] == ["mark-in-field"]
    assert [code for code, _ in places(found(field('DOCPROPERTY "{{ case.ref }}"', "x")))] == ["mark-in-field"]
    assert places(found(field('HYPERLINK "https://example.com"', "{{ case.store }}"))) == []


def test_tracked_changes_are_one_finding_and_an_error_only_where_they_hold_marks() -> None:
    run = "<w:r><w:t>{}</w:t></w:r>"
    gone = '<w:del w:id="{}" w:author="a"><w:r><w:delText>{}</w:delText></w:r></w:del>'
    new = '<w:ins w:id="{}" w:author="a">' + run + "</w:ins>"
    plain = f"<w:p>{gone.format(1, 'old')}{new.format(2, 'new')}</w:p>"
    (told,) = found(plain * 2)
    assert (told.code, str(told.severity)) == ("render/tracked-changes", "warning")
    (told,) = found(f"<w:p>{gone.format(1, '{{ case.store }}')}{new.format(2, '{{ case.brand }}')}</w:p>")
    assert (told.code, str(told.severity)) == ("render/mark-in-tracked-change", "error")


def test_comments_that_were_left_are_a_warning_and_those_of_the_check_an_error() -> None:
    def comments(author: str) -> str:
        note = f'<w:comment w:id="0" w:author="{author}">{p("see {{ case.reff }}")}</w:comment>'
        return f"<w:comments {NAMES}>{note}</w:comments>"

    (told,) = found(p("x"), **{"word__comments.xml": comments("Casewright")})
    assert told.code == "render/check-comments-left"
    assert "render/comments-left" in {one.code for one in found(p("x"), **{"word__comments.xml": comments("Lin")})}


def test_marks_in_properties_and_charts_are_warned_of() -> None:
    told = found(p("x"), **{
        "docProps__core.xml": "<p>{{ case.ref }}</p>",
        "word__charts__chart1.xml": "<c><t>{{ case</t><t>.ref }}</t></c>",
    })  # fmt: skip
    assert [one.code for one in told] == ["render/mark-never-filled"] * 2
    assert all(not one.is_error for one in told)


def test_a_mark_in_the_alternative_text_of_a_table_is_checked() -> None:
    caption = '<w:tblPr><w:tblCaption w:val="{{ case.reff }}"/></w:tblPr>'
    body = f"<w:tbl>{caption}<w:tr><w:tc>{p('a')}</w:tc></w:tr></w:tbl>"
    assert places(found(body)) == [("field-unknown", "正文 body · 表 table 1, 替代文字 alt text")]


def test_a_missing_style_a_font_and_a_language_are_warnings() -> None:
    (told,) = found(p("x", "Fancy") + p("y", "Fancy"))
    assert (told.code, "Fancy" in told.text.en, told.is_error) == ("render/style-missing", True, False)
    (told,) = found(p("{{r case.ref|exhibit_mark }}"))
    assert "ExhibitRef" in told.text.en
    assert [one.code for one in found(p("中文"), styles=BASE.replace(' w:eastAsia="SimSun"', ""))] == [
        "render/chinese-font-missing"
    ]
    without = BASE.replace('<w:lang w:val="en-US" w:eastAsia="zh-CN"/>', "")
    assert [one.code for one in found(p("x"), styles=without)] == ["render/proofing-language-missing"]


BOTH = (
    "{%p for c in plan.summary %}|{{ c.text.en }}|{{ c.text.zh }}|{%p endfor %}|{{ plan.title.en }} {{ plan.title.zh }}"
)


@pytest.mark.parametrize(
    ("name", "text", "codes"),
    [
        ("x.docx", BOTH, []),
        ("x.docx", f"{BOTH}|{{{{ plan.subject.en }}}}", ["one-language-only"]),
        ("x.docx", f"{BOTH}|{{{{ case.marketplace.zh }}}}", ["one-language-only"]),
        ("poa_en.docx", "{{ plan.title.en }}|{{ plan.subject.zh }}", ["other-language"]),
        ("poa_ja.docx", "{{ plan.title.own }}|{{ verdict.mark.en }}", []),
        ("poa_ja.docx", "{{ plan.title.own }}|{{ plan.subject.zh }}", ["other-language"]),
        ("x.docx", "{{ plan.title.en }}", []),
    ],
)
def test_a_language_that_is_forgotten_or_strays_in_is_a_warning(name: str, text: str, codes: list[str]) -> None:
    told = found("".join(map(p, text.split("|"))), name=name)
    assert [one.code.removeprefix("render/") for one in told] == codes
    assert not any(one.is_error for one in told)


def test_broken_xml_is_one_finding() -> None:
    assert [
        spot.text for spot in spots("word/document.xml", f"<w:document {NAMES}>{p('a')}</w:document>".encode())
    ] == ["a"]
    told = examine("x.docx", b"PK\x03\x04").findings
    assert [one.code for one in told] == ["render/template-unreadable"]
