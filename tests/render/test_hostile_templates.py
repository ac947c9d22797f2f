"""A template from a shared folder can print what it may read, and nothing else."""

import io
import pickle
import zipfile
from datetime import date

import pytest
from jinja2 import TemplateError

from casewright.render import check_template
from casewright.render.fill.compiled import BrokenPartError, TooMuchError, compile_template
from casewright.render.fill.properties import Properties
from casewright.render.fill.sandbox import staff_environment
from casewright.render.starter.page import mark, package, para

PROPERTIES = Properties("t", "s", date(2026, 3, 2))
FOOTNOTES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:footnote w:id="1">'
    "<w:p><w:r><w:t>{{ case.ref }}</w:t></w:r></w:p></w:footnote></w:footnotes>"
)


def _docx(body: str, **extra: str | bytes) -> bytes:
    buffer = io.BytesIO(package("t", body, para("Header", "h"), para("Footer", "f")))
    with zipfile.ZipFile(buffer, "a") as archive:
        for name, data in extra.items():
            archive.writestr(name.replace("__", "/").replace("_DOT_", "."), data)
    return buffer.getvalue()


@pytest.mark.parametrize(
    "wish",
    [
        "case.__class__", "case.ref.__class__.__mro__", "().__class__", "case.ref.format", "case.items()", "range(9)",
        "'A' * 500000000", "2 ** 99999999", "'%0999999999d' % 1", "cycler", "lipsum()",
        "self._TemplateReference__context", "case.ref|attr('upper')", "case.ref|safe", "case|tojson", "'a' ~ 'b'",
        "namespace()", "plan.copy",
        "case.ref|center(99999999)", "case.ref|replace('a', 'b')",
    ],
)  # fmt: skip
def test_what_reaches_beyond_the_fields_is_refused_before_use(wish: str) -> None:
    template, found = check_template("x.docx", _docx(para("Normal", f"{{{{ {wish} }}}}")))
    assert template is None
    assert found


@pytest.mark.parametrize("wish", ["case.__class__", "case.ref.upper()", "case.items()", "loop.__init__"])
def test_the_sandbox_holds_even_where_the_check_was_not_asked(wish: str) -> None:
    with pytest.raises(TemplateError):
        staff_environment().from_string(f"{{{{ {wish} }}}}").render(case={"ref": "x"}, loop={})


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("word__vbaProject_DOT_bin", "macro"), ("word__embeddings__oleObject1_DOT_bin", "embedded"),
        ("word__activeX__activeX1_DOT_xml", "embedded"), ("word__afchunk1_DOT_html", "chunk"),
    ],
)  # fmt: skip
def test_macros_and_foreign_objects_are_refused(name: str, says: str) -> None:
    template, (found,) = check_template("x.docx", _docx(para("Normal", "x"), **{name: b"x"}))
    assert template is None
    assert says in found.text.en


def test_a_link_to_something_outside_is_refused_and_a_plain_hyperlink_is_not() -> None:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

    def rels(name: str) -> str:
        head = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        return (
            f'{head}<Relationship Id="r1" Type="{kind}{name}" Target="http://x" TargetMode="External"/></Relationships>'
        )

    part = "word___rels__header_DOT_xml_DOT_rels"
    assert check_template("x.docx", _docx(para("Normal", "x"), **{part: rels("attachedTemplate")}))[1]
    assert not check_template("x.docx", _docx(para("Normal", "x"), **{part: rels("hyperlink")}))[1]


def test_a_field_that_fetches_a_file_is_refused() -> None:
    body = (
        '<w:p><w:r><w:instrText xml:space="preserve"> INCLUDETEXT "\\\\\\\\server\\\\x.docx" </w:instrText></w:r></w:p>'
    )
    assert check_template("x.docx", _docx(body))[1][0].code == "render/template-unsafe"


@pytest.mark.parametrize("name", ["../evil.xml", "/evil.xml", "WORD/Document.xml"])
def test_a_zip_that_reaches_outside_or_doubles_a_part_is_refused(name: str) -> None:
    assert check_template("x.docx", _docx(para("Normal", "x"), **{name: b"x"}))[0] is None


def test_a_footnote_is_rendered_once_so_that_a_value_stays_a_value() -> None:
    data = _docx(para("Normal", "x"), word__footnotes_DOT_xml=FOOTNOTES)
    part = compile_template("x.docx", data).render_part("word/footnotes.xml", {"case": {"ref": "{{7*7}}"}})
    assert b"{{7*7}}" in part


def test_a_template_that_tears_the_document_is_caught_before_it_leaves() -> None:
    torn = para("Normal", "{% if x %}") + mark("endif")
    with pytest.raises(BrokenPartError):
        compile_template("x.docx", _docx(torn)).render({"x": False}, properties=PROPERTIES)


def test_a_template_that_repeats_without_end_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("casewright.render.fill.compiled.MAX_CHARS", 10_000)
    body = mark("for a in x") + mark("for b in x") + para("Normal", "word " * 20) + mark("endfor") + mark("endfor")
    with pytest.raises(TooMuchError):
        compile_template("x.docx", _docx(body)).render({"x": ["1"] * 100}, properties=PROPERTIES)


def test_more_than_four_loops_in_one_another_are_refused() -> None:
    loops = "".join(f"{{% for a{n} in exhibits %}}" for n in range(5)) + "{% endfor %}" * 5
    (found,) = check_template("x.docx", _docx(para("Normal", loops)))[1]
    assert "more than 4 loops" in found.text.en
    with pytest.raises(TemplateError):
        compile_template("x.docx", _docx(para("Normal", loops)))


def test_an_empty_cell_and_a_table_without_rows_are_mended() -> None:
    body = (
        "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc><w:tcPr/>"
        f"{mark('if verdict.ready')}{para('Normal', 'x')}{mark('endif')}</w:tc></w:tr></w:tbl>"
        "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc><w:p><w:r><w:t>{%tr for e in exhibits %}</w:t>"
        "</w:r></w:p></w:tc></w:tr><w:tr><w:tc><w:p/></w:tc></w:tr><w:tr><w:tc><w:p><w:r><w:t>{%tr endfor %}</w:t>"
        "</w:r></w:p></w:tc></w:tr></w:tbl>"
    )
    part = compile_template("x.docx", _docx(body)).render_part(
        "word/document.xml", {"verdict": {"ready": False}, "exhibits": []}
    )
    assert b"<w:tcPr/><w:p/></w:tc>" in part.replace(b" ", b"").replace(b"<w:tcPr></w:tcPr>", b"<w:tcPr/>")
    assert part.count(b"<w:tbl>") == 1


def test_a_template_travels_to_another_process() -> None:
    template = compile_template("x.docx", _docx(para("Normal", "{{ case.ref }}")))
    again = pickle.loads(pickle.dumps(template))  # noqa: S301 - our own bytes
    assert again.sha256 == template.sha256
    assert b"LJ" in again.render_part("word/document.xml", {"case": {"ref": "LJ"}})


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def _relations(kind: str, target: str, mode: str = ' TargetMode="External"') -> str:
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f"<Relationship Id='r1' Target='{target}'{mode} Type='{RELATIONS}{kind}'/></Relationships>"
    )


@pytest.mark.parametrize(
    ("kind", "target"),
    [
        ("attachedTemplate", "http://x/t.dotm"), ("oleObject", "http://x"), ("frame", "http://x"),
        ("image", "http://x/spy.png"), ("subDocument", "file:///c:/x.docx"), ("hyperlink", "file:///c:/x"),
        ("hyperlink", r"\\server\share\x"), ("hyperlink", "ms-word:ofe|u|http://x"),
        ("hyperlink", "javascript:alert(1)"),
        ("hyperlink", "../other.docx"), ("mailMergeSource", "file:///c:/x.csv"),
    ],
)  # fmt: skip
def test_what_leads_outside_is_refused_however_it_is_written(kind: str, target: str) -> None:
    for mode in (" TargetMode='External'", ' TargetMode = "external"'):
        data = _docx(para("Normal", "x"), word___rels__header_DOT_xml_DOT_rels=_relations(kind, target, mode))
        template, (found, *_) = check_template("x.docx", data)
        assert template is None
        assert found.code == "render/template-unsafe"


@pytest.mark.parametrize("kind", ["aFChunk", "package", "control", "keyMapCustomizations", "transform"])
def test_a_part_that_does_not_belong_into_a_document_is_refused_inside_of_it_too(kind: str) -> None:
    data = _docx(para("Normal", "x"), word___rels__header_DOT_xml_DOT_rels=_relations(kind, "x.bin", ""))
    assert check_template("x.docx", data)[1][0].code == "render/template-unsafe"


def _code(*pieces: str) -> str:
    runs = "".join(f'<w:r><w:instrText xml:space="preserve">{piece}</w:instrText></w:r>' for piece in pieces)
    return f'<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>{runs}<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'


@pytest.mark.parametrize(
    "field",
    [
        _code(' includetext "x" '), _code("INCLUDE", 'PICTURE "http://x/a.png"'), _code(" DDE", "AUTO c:\\\\x "),
        _code("LINK Excel.Sheet x"), _code(' IMPORT "x" '), _code(" DATABASE \\d x "), _code(" AUTOTEXT x "),
        _code(" MACROBUTTON x y "), _code(" RD x.docx "), _code(' HYPERLINK "file:///c:/x" '), _code(" FILLIN x "),
        _code(' HYPERLINK "\\\\\\\\server\\\\x" \\t "y" '),
        "<w:p><w:fldSimple w:instr=' dde x y '><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p>",
        "<w:p><w:r><w:object/></w:r></w:p><w:altChunk/>", "<w:subDoc/>",
        '<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:imagedata src="http://x"/></v:shape>'
        "</w:pict></w:r></w:p>",
    ],
)  # fmt: skip
def test_fields_and_elements_that_fetch_are_refused_also_in_pieces(field: str) -> None:
    template, found = check_template("x.docx", _docx(field))
    assert template is None
    assert found[0].code == "render/template-unsafe"


@pytest.mark.parametrize(
    "field", [_code(" PAGE "), _code(" TOC \\o &quot;1-3&quot; "), _code(' HYPERLINK "https://example.com" \\o "tip" '),
              _code(' HYPERLINK \\l "here" '), _code(" = 1 + 2 ")],
)  # fmt: skip
def test_fields_that_count_and_refer_are_welcome(field: str) -> None:
    assert check_template("x.docx", _docx(field))[0] is not None


def test_a_field_that_a_condition_puts_together_is_caught_in_the_document() -> None:
    """As it stands the code is HYPERLINK; with the first half left out it is LINK."""
    half = (
        "<w:r><w:t>{% if x %}</w:t></w:r><w:r><w:instrText>HYPER</w:instrText></w:r><w:r><w:t>{% endif %}</w:t></w:r>"
    )
    body = (
        f'<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>{half}<w:r><w:instrText>LINK "https://x"</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )
    template = compile_template("x.docx", _docx(body))
    assert template.render({"x": True}, properties=PROPERTIES)
    with pytest.raises(ValueError, match="LINK"):
        template.render({"x": False}, properties=PROPERTIES)


def test_a_value_never_becomes_a_field_that_fetches() -> None:
    template = compile_template("x.docx", _docx(_code("{{ said }}")))
    with pytest.raises(ValueError, match="INCLUDETEXT"):
        template.render({"said": 'INCLUDETEXT "x"'}, properties=PROPERTIES)


@pytest.mark.parametrize(
    "part",
    [
        '<!DOCTYPE x [<!ENTITY a "aaaa">]>' + FOOTNOTES.partition("?>")[2],
        '<!DOCTYPE x SYSTEM "file:///etc/passwd">' + FOOTNOTES.partition("?>")[2],
        f'<w:footnotes xmlns:w="{W}">' + "<w:p>" * 400 + "</w:p>" * 400 + "</w:footnotes>",
        f'<w:footnotes xmlns:w="{W}"><w:p><w:r><w:t>{"{{ case.ref }}" * 5_000}</w:t></w:r></w:p></w:footnotes>',
        f'<w:footnotes xmlns:w="{W}"><w:p>',
    ],
)
def test_entities_endless_depth_and_thousands_of_marks_are_refused_with_the_part(part: str) -> None:
    template, found = check_template("x.docx", _docx(para("Normal", "x"), word__footnotes_DOT_xml=part))
    assert template is None
    assert any("footnotes" in each.text.en for each in found)


def test_loops_end_by_their_steps_even_where_they_print_nothing() -> None:
    body = mark("for a in x") + mark("for b in x") + mark("for c in x") + para("Normal", "{% if a == b %}{% endif %}")
    body += mark("endfor") * 3
    with pytest.raises(TooMuchError, match=r"正文 body.*steps"):
        compile_template("x.docx", _docx(body)).render({"x": ["1"] * 1_000}, properties=PROPERTIES)


def test_a_search_in_a_long_list_counts_as_well() -> None:
    body = mark("for a in x") + para("Normal", '{% if "z" in x %}y{% endif %}') + mark("endfor")
    with pytest.raises(TooMuchError):
        compile_template("x.docx", _docx(body)).render({"x": ["1"] * 5_000}, properties=PROPERTIES)


@pytest.mark.parametrize("wish", ["{% for a in n %}x{% endfor %}", "{{ n > s }}", "{{ s|abs }}", "{{ -s }}"])
def test_what_cannot_be_done_with_a_value_names_the_part(wish: str) -> None:
    with pytest.raises((TemplateError, ValueError), match="正文 body"):
        compile_template("x.docx", _docx(para("Normal", wish))).render({"n": 3, "s": "x"}, properties=PROPERTIES)


@pytest.mark.parametrize("mark_text", ["{{ ids|exhibit_links }}", "{{r said }}", "{{ ids|exhibit_links|length }}"])
def test_links_in_a_text_and_a_text_without_a_run_are_refused(mark_text: str) -> None:
    """Word opens both and shows the words of neither."""
    with pytest.raises(TemplateError):
        compile_template("x.docx", _docx(para("Normal", mark_text)))


def test_what_holds_no_mark_leaves_as_the_bytes_in_which_it_came() -> None:
    data = _docx(para("Normal", "{{ x }}"), word__media__a_DOT_xml="<a/>" + " " * 5_000)
    made = compile_template("x.docx", data).render({"x": "1"}, properties=PROPERTIES)

    def stream(package: bytes, name: str) -> bytes:
        with zipfile.ZipFile(io.BytesIO(package)) as archive:
            entry = archive.getinfo(name)
            start = entry.header_offset + 30 + len(name)
            return package[start : start + entry.compress_size]

    for name in ("word/styles.xml", "word/settings.xml", "word/media/a.xml"):
        assert stream(made, name) == stream(data, name)
