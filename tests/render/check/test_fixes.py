"""A fix is right when it is typed as it stands, and one slip is told once."""

import io
import zipfile

import pytest

from casewright.model import Finding
from casewright.render import check_template
from casewright.render.check.annotate import annotated
from casewright.render.check.checked import examine
from casewright.render.check.trial import tried
from casewright.render.fill.compiled import compile_template
from casewright.render.starter.page import package, para


def _docx(*texts: str) -> bytes:
    return package("t", "".join(para("Normal", text) for text in texts), para("Header", "h"), para("Footer", "f"))


def _errors(*texts: str) -> list[Finding]:
    return [each for each in check_template("x.docx", _docx(*texts))[1] if each.is_error]


LOOP, END, FI = "{%p for c in plan.summary %}", "{%p endfor %}", "{%p endif %}"


@pytest.mark.parametrize(
    ("slip", "right", "around"),
    [
        ("{{r c.id|claim_marks }}", "{{r c.id|claim_mark }}", (LOOP, "HERE", END)),
        ("{{r c.id | claim mark }}", "{{r c.id | claim_mark }}", (LOOP, "HERE", END)),
        ("{{ plan.title，en }}", "{{ plan.title.en }}", ("HERE",)),
        ("{{ case.\u200bref }}", "{{ case.ref }}", ("HERE",)),
        ("{%p for c of plan.summary %}", LOOP, ("HERE", "{{ c.id }}", END)),
        ("{%p for (c in plan.summary): %}", LOOP, ("HERE", END)),
        ("{%p for plan.summary %}", "{%p for item in plan.summary %}", ("HERE", END)),
        ("{%p if plan.is_fix AND plan.request %}", "{%p if plan.is_fix and plan.request %}", ("HERE", FI)),
        ("{%p if plan.is_fix 并且 plan.request %}", "{%p if plan.is_fix and plan.request %}", ("HERE", FI)),
        ("{%p if plan.is_fix then %}", "{%p if plan.is_fix %}", ("HERE", FI)),
        ("{%– if plan.is_fix %}", "{% if plan.is_fix %}", ("HERE x{% endif %}",)),
    ],
)  # fmt: skip
def test_one_slip_is_told_once_and_its_fix_can_be_typed_as_it_stands(
    slip: str, right: str, around: tuple[str, ...]
) -> None:
    (found,) = _errors(*(text.replace("HERE", slip) for text in around))
    assert found.fix.en.endswith(right)
    assert not _errors(*(text.replace("HERE", right) for text in around))


def test_a_quoted_word_in_guillemets_is_no_mark_and_a_field_in_them_is() -> None:
    assert not _errors("Notre «politique» interne")
    assert _errors("Ref «case.ref»")


def test_the_loop_variables_in_reach_are_named_first() -> None:
    (found,) = _errors(LOOP, "{{ zz.id }}", "{%p endfor %}")
    assert found.fix.en.startswith("Known here: c, loop, ")


def test_an_item_by_number_of_a_list_that_may_be_empty_is_told_in_plain_words() -> None:
    bare, held = _docx("{{ plan.summary[0].id }}"), _docx("{% if plan.summary %}{{ plan.summary[0].id }}{% endif %}")
    (found,) = tried("x.docx", compile_template("x.docx", bare))
    assert "with nothing given" in found.text.en
    assert "the item is not there" in found.text.en
    assert "jinja" not in found.text.en.lower()
    assert not list(tried("x.docx", compile_template("x.docx", held)))


@pytest.mark.parametrize(
    "wish",
    ["(" * 400 + "1" + ")" * 400, "not " * 5000 + "1", "case." * 3000 + "ref", "case.ref" + "|upper" * 9000],
)
def test_a_mark_without_end_is_refused_at_its_place(wish: str) -> None:
    template, found = check_template("x.docx", _docx(f"{{{{ {wish} }}}}"))
    assert template is None
    assert any("too long" in each.text.en and "paragraph 1" in each.at for each in found)


@pytest.mark.parametrize("wish", ["'\\ud800'", "5 is divisibleby 0", "case.ref|abs", "case.ref in 5"])
def test_a_mark_that_no_value_fits_is_told_by_the_trial(wish: str) -> None:
    (found,) = tried("x.docx", compile_template("x.docx", _docx(f"{{{{ {wish} }}}}")))
    assert found.is_error


@pytest.mark.parametrize("many", ["{" * 200_000, "{{ case.ref }} " * 5000])
def test_more_marks_than_anyone_writes_are_refused_before_they_are_read(many: str) -> None:
    (found,) = check_template("x.docx", _docx(many))[1]
    assert "more than 4000 marks" in found.text.en


def _bent(method: int) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(_docx("x"))) as old, zipfile.ZipFile(made, "w", method) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
    data = bytearray(made.getvalue())
    start = data.find(b"word/document.xml") + len("word/document.xml") + 12
    data[start : start + 60] = b"\xff" * 60
    return bytes(data)


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_bent_zip_is_a_finding_however_it_was_packed(method: int) -> None:
    data = _bent(method)
    examined = examine("x.docx", data)
    assert examined.template is None
    assert [each.code for each in examined.findings] == ["render/template-unreadable"]
    assert annotated(data, examined.slips) is None


def test_an_encoding_that_no_parser_knows_and_a_password_are_findings() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(_docx("x"))) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"UTF-8", b"UTF-7"))
    locked = bytearray(_docx("x"))
    place = locked.find(b"PK\x01\x02")
    while place >= 0:
        locked[place + 8] |= 1
        place = locked.find(b"PK\x01\x02", place + 4)
    for data in (made.getvalue(), bytes(locked)):
        examined = examine("x.docx", data)
        assert [each.code for each in examined.findings] == ["render/template-unreadable"]
        assert annotated(data, examined.slips) is None or data == made.getvalue()
