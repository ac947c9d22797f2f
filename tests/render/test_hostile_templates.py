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
