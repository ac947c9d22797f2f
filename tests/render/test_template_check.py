"""A clerk's slip in a template is named at its place, with the way out, before the template is used."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from casewright.model import Finding
from casewright.render import TEMPLATE_NAMES, check_template, load_templates
from casewright.render.starter.page import Column, fixed_table, heading, mark, package, para, table
from casewright.render.starter.templates import write_starters


def _docx(body: str) -> bytes:
    return package("t", body, para("Header", "h"), para("Footer", "f"))


def _found(body: str) -> Sequence[Finding]:
    return check_template("doc_templates/x.docx", _docx(body))[1]


@pytest.mark.parametrize(
    ("body", "code", "says"),
    [
        (para("Normal", "{{ case.reff }}"), "field-unknown", 'Did you mean "ref"?'),
        (para("Normal", "{{ cas.ref }}"), "field-unknown", 'Did you mean "case"?'),
        (mark("for c in plan.causes") + para("Normal", "{{ c.label.zhh }}") + mark("endfor"), "field-unknown", '"zh"'),
        (mark("for c in plan.summry") + mark("endfor"), "field-unknown", '"summary"'),
        (mark("for c in plan.summary if c.idd") + mark("endfor"), "field-unknown", '"id"'),
        (mark("if verdict.redy") + mark("endif"), "field-unknown", '"ready"'),
        (para("Normal", "｛｛ case.ref ｝｝"), "full-width-mark", "{{ case.ref }}"),
        (para("Normal", "{{ case.ref|uper }}"), "filter-unknown", '"upper"'),
        (para("Normal", "{{ case.ref|join（1） }}"), "full-width-mark", "join(1)"),
        (mark("for c in plan.summary"), "block-not-closed", "{%p endfor %}"),
        (mark("endif"), "block-not-opened", "Delete it"),
        (mark("if verdict.ready") + mark("endfi"), "instruction-unknown", '"endif"'),
        (para("Mark", "{%p if verdict.ready %} text"), "text-beside-mark", "of its own"),
        (para("Mark", "{%tr for c in plan.summary %}"), "row-mark-outside-table", "{%p"),
        (mark("if verdict.ready") + para("Normal", "{% endif %}"), "block-mixed", "same prefix"),
        (mark("for c in case.ref") + mark("endfor"), "not-a-list", "list"),
        (para("Normal", "{{ plan.title }}"), "group-printed", "zh, en"),
        (para("Normal", "{{ plan.summary }}"), "list-printed", "for x in plan.summary"),
        (para("Normal", "{{ plan.map|exhibit_links }}"), "link-mark-prefix", "Put an r"),
        (para("Normal", "{{r case.ref }}"), "plain-in-link-mark", "Drop the r"),
        (para("Normal", "{{ case.ref }"), "mark-half", "Complete the pair"),
        (para("Normal", "{{ “case.ref” }}"), "name-in-quotes", "{{ case.ref }}"),
        (para("Normal", "{% set x = 1 %}"), "mark-not-allowed", "read fields"),
    ],
)  # fmt: skip
def test_each_slip_is_named_with_its_way_out(body: str, code: str, says: str) -> None:
    found = _found(body)
    assert f"render/{code}" in {one.code for one in found}
    assert any(says in one.fix.en for one in found)
    assert all(one.text.zh and one.fix.zh for one in found)


def test_the_place_is_given_in_the_readers_words() -> None:
    columns = (
        Column(40, "Cause", "原因", (("TableText", "{{ c.label.en }}"),)),
        Column(40, "State", "状态", (("TableText", "{{ c.stat.en }}"),)),
    )
    (found,) = _found(heading(1, "Causes", "原因") + table("t", columns, loop="c in plan.map"))
    assert found.at == "doc_templates/x.docx, 正文 body · “Causes  原因” · 表 table 1, 行 row 3, 列 column 2"
    assert found.fix.en == 'Did you mean "state"? Write {{ c.state.en }}'
    assert found.fix.zh == "是不是想写“state”？改成 {{ c.state.en }}"


def test_a_mark_that_word_has_cut_into_runs_is_read_whole() -> None:
    cut = "<w:p><w:r><w:t>{{ case</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>.reff }}</w:t></w:r></w:p>"
    assert [one.code for one in _found(cut)] == ["render/field-unknown"]


def test_one_slip_is_one_finding() -> None:
    body = (
        mark("if verdict.ready") + para("Normal", "{{ case.reff }}") + mark("endif") + para("Normal", "{{ case.ref }}")
    )
    assert len(_found(body)) == 1


def test_a_header_is_checked_too() -> None:
    data = package("t", para("Normal", "x"), para("Header", "{{ case.vers }}"), para("Footer", "f"))
    (found,) = check_template("x.docx", data)[1]
    assert found.at.startswith("x.docx, 页眉 header")
    assert found.fix.en == 'Did you mean "version"? Write {{ case.version }}'


def test_cell_marks_of_docxtpl_pass() -> None:
    column = Column(40, "", "", ())
    row = ((("TableText", "{% cellbg case.ref %}{{ case.ref }}"),),)
    assert _found(fixed_table("t", (column,), (row,))) == ()


@pytest.mark.parametrize(
    "data",
    [b"", b"PK\x03\x04 broken", b"plain words"],
)
def test_what_is_no_word_file_is_named_and_left_out(data: bytes) -> None:
    template, (found,) = check_template("x.docx", data)
    assert template is None
    assert found.code == "render/template-unreadable"


def test_a_missing_template_and_a_wrong_one_leave_the_others_in_force(tmp_path: Path) -> None:
    write_starters(tmp_path)
    (tmp_path / "diagnosis.docx").unlink()
    (tmp_path / "poa_en.docx").write_bytes(_docx(para("Normal", "{{ case.reff }}")))
    templates, found = load_templates(tmp_path)
    assert [one.code for one in found] == ["render/field-unknown", "render/template-missing"]
    assert set(templates.by_name) == set(TEMPLATE_NAMES) - {"diagnosis", "poa_en"}
    assert all(len(sha) == 64 for sha in templates.sha256.values())
