"""A slip as a clerk makes it: named once, at its place, with what should stand there."""

import zipfile
from collections.abc import Sequence
from io import BytesIO
from xml.sax.saxutils import escape

import pytest

from casewright.model import Finding
from casewright.render.check.checked import examine

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
STYLES = (
    f'<w:styles {W}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:eastAsia="SimSun"/><w:lang w:val="en-US" '
    'w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:type="character" w:styleId="ExhibitRef"><w:name w:val="Exhibit Ref"/></w:style>'
    '<w:style w:type="character" w:styleId="ClaimRef"><w:name w:val="Claim Ref"/></w:style></w:styles>'
)
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
    'ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxml'
    'formats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
ROOT = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)
RUN = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'


def docx(body: str, **more: str) -> bytes:
    out = BytesIO()
    parts = {
        "[Content_Types].xml": TYPES, "_rels/.rels": ROOT, "word/styles.xml": STYLES,
        "word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>",
        **{f"word/{name}.xml": text for name, text in more.items()},
    }  # fmt: skip
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()


def p(*texts: str) -> str:
    """Paragraphs, one for each text; ``|`` in ``a¦b`` parts runs."""
    return "".join(
        f"<w:p>{''.join(RUN.format(escape(run)) for run in text.split('¦'))}</w:p>" for text in texts
    )  # fmt: skip


def table(*rows: Sequence[str]) -> str:
    lines = "".join("<w:tr>" + "".join(f"<w:tc>{p(cell)}</w:tc>" for cell in row) + "</w:tr>" for row in rows)
    return f"<w:tbl><w:tblPr/>{lines}</w:tbl>"


def found(body: str) -> Sequence[Finding]:
    return examine("x.docx", docx(body)).findings


LOOP = "{%p for c in plan.summary %}"

SLIPS = [
    # what stands there; the code; what the fix says
    (p("{{ case.reff }}"), "field-unknown", "Write {{ case.ref }}"),
    (p("{{ Case.Ref }}"), "field-unknown", "{{ case.Ref }}"),
    (p("{{ ref }}"), "field-unknown", "{{ case.ref }}"),
    (p("{{ case.marketplaceCode }}"), "field-unknown", "{{ case.marketplace_code }}"),
    (p(LOOP, "{{ c.txt.en }}", "{%p endfor %}"), "field-unknown", "{{ c.text.en }}"),
    (p(LOOP, "{{ c.owner.eng }}", "{%p endfor %}"), "field-unknown", "{{ c.owner.en }}"),
    (p("{%p for a in plan.causes %}", "{%p for b in a.corective %}", "{{ b.id }}", "{%p endfor %}", "{%p endfor %}"),
     "field-unknown", "{%p for b in a.corrective %}"),
    (p("{{ plan.summary.text }}"), "field-unknown", "{{ x.text.en }}"),
    (p("{{ ca¦se.re¦ff }}"), "field-unknown", "{{ case.ref }}"),
    (p("｛｛ case.ref ｝｝"), "full-width-mark", "{{ case.ref }}"),
    (p("｛% if verdict.ready %｝", "{% endif %}"), "full-width-mark", "{% if verdict.ready %}"),
    (p("{％p if verdict.ready ％}", "{%p endif %}"), "full-width-mark", "{%p if verdict.ready %}"),
    (p("{{ case。ref }}"), "full-width-mark", "{{ case.ref }}"),
    (p("{{ c.exhibits｜join（“、”） }}").replace("c.exhibits", "guide.domain"), "full-width-mark", 'join("、")'),
    (p("{{ ｃase.ref }}"), "full-width-mark", "{{ case.ref }}"),
    (p("{%p if case.brand == “无” %}", "{%p endif %}"), "", ""),
    (p("Text {%p if verdict.ready %}", "{%p endif %}"), "text-beside-mark", "paragraph"),
    (p("{%p if verdict.ready %}{%p endif %}"), "text-beside-mark", "paragraph"),
    (table(["{%tr for m in metrics %}", "lost"], ["{{ m.rate }}"], ["{%tr endfor %}"]), "text-beside-mark", "row"),
    (p("{%tr for m in metrics %}", "{%tr endfor %}"), "row-mark-outside-table", "{%p"),
    (p("{%p if verdict.ready %}", "x"), "block-not-closed", "{%p endif %}"),
    (p(LOOP, "{{ c.id }}"), "block-not-closed", "{%p endfor %}"),
    (p("{%p endfor %}"), "block-not-opened", "Delete"),
    (p("{%p if case.brand %}", "x", "{%p endfor %}"), "end-of-the-other-kind", "{%p endif %}"),
    (p(LOOP, "{%p if c.id %}", "{%p endfor %}", "{%p endfor %}"), "end-of-the-other-kind", "{%p endif %}"),
    (p("{%p if case.brand %}", LOOP, "{%p endif %}", "{%p endfor %}"),
     "blocks-crossed", "{%p endfor %} before {%p endif %}"),
    (p("{%p if case.brand %}", LOOP, "{{ c.id }}", "{%p endif %}"), "block-not-closed", "{%p endfor %}"),
    (p("{%p if case.brand %}", LOOP, "{%p if c.id %}", "{{ c.id }}", "{%p endfor %}", "{%p endif %}"),
     "block-not-closed",
     "{%p endif %}"),
    (p("{%p if case.brand %}", "{% if case.ref %} x", "{%p endif %}"), "block-not-closed", "{% endif %}"),
    (p("{%p if case.brand %}", "{%p else %}", "{%p elif case.ref %}", "{%p endif %}"),
     "elif-after-else", "before the else"),
    (p("{%p if case.brand %}", "{%p else %}", "{%p else %}", "{%p endif %}"), "elif-after-else", "once"),
    (p("{%p if case.brand %}", "{%p else if case.ref %}", "{%p endif %}"), "elif-spelt", "{%p elif case.ref %}"),
    (p("{%p if case.brand %}", "{%p elseif case.ref %}", "{%p endif %}"), "elif-spelt", "{%p elif case.ref %}"),
    (p("{%p if case.brand %}", "{%p elsif case.ref %}", "{%p endif %}"), "elif-spelt", "elif"),
    (p("{%p if case.brand %}", "{%p elif %}", "{%p endif %}"), "condition-missing", "else"),
    (p("{%p if %}", "{%p endif %}"), "condition-missing", "if verdict.ready"),
    (p(LOOP, "{%p elif c.id %}", "{%p endfor %}"), "elif-in-loop", "if"),
    (p("{%p if case.brand %}", "{%p else case.ref %}", "{%p endif %}"), "word-too-many", "elif case.ref"),
    (p("{%p if case.brand %}", "{%p endif case.brand %}"), "word-too-many", "{%p endif %}"),
    (p("{%p fro c in plan.summary %}", "{{ c.id }}", "{%p endfor %}"),
     "instruction-unknown", "{%p for c in plan.summary %}"),
    (p("{%p If case.brand %}", "{%p endif %}"), "instruction-unknown", "if"),
    (p(LOOP, "{{ c.id }}", "{%p end for %}"), "instruction-unknown", "{%p endfor %}"),
    (p(LOOP, "{{ c.id }}", "{%p end %}"), "instruction-unknown", "{%p endfor %}"),
    (p(LOOP, "{{ c.id }}", "{%p enfor %}"), "instruction-unknown", "{%p endfor %}"),
    (p("{% case.ref %}"), "instruction-unknown", "{{ case.ref }}"),
    (p("{%P if case.brand %}", "{%p endif %}"), "prefix-spelt", "{%p if case.brand %}"),
    (p("{% p if case.brand %}", "{%p endif %}"), "prefix-spelt", "{%p if case.brand %}"),
    (p("{{ case.ref|uper }}"), "filter-unknown", "{{ case.ref|upper }}"),
    (p("{%p if case.ref is defind %}", "{%p endif %}"), "filter-unknown", "defined"),
    (p("{%p for x in case.ref %}", "{{ x }}", "{%p endfor %}"), "not-a-list", "list"),
    (p("{%p for x in case %}", "{{ x.asin }}", "{%p endfor %}"), "not-a-list", "case.listings"),
    (p("{%p for x in verdict.ready %}", "{%p endfor %}"), "not-a-list", "list"),
    (p("{%p for x of plan.summary %}", "{{ x.id }}", "{%p endfor %}"), "mark-unreadable", ""),
    (p(LOOP, "{{ c.id }}", "{%p endfor %}", "{{ c.id }}"), "loop-variable-after-loop", "into the loop"),
    (p("{{ loop.index }}"), "loop-variable-after-loop", "loop"),
    (p("{%p for case in plan.causes %}", "{{ case.label.en }}", "{%p endfor %}"), "loop-variable-hides", "one_case"),
    (p("{{ plan.title }}"), "group-printed", "{{ plan.title.en }} {{ plan.title.zh }}"),
    (p("{{ plan.title|upper }}"), "group-printed", "{{ plan.title.en }}"),
    (p("{{ plan.summary }}"), "list-printed", "{%p for x in plan.summary %}"),
    (p('{{ plan.summary|join(", ") }}'), "list-printed", "{%p for x in plan.summary %}"),
    (p(LOOP, "{{ c.exhibits }}", "{%p endfor %}"), "list-printed", '{{ c.exhibits|join(", ") }}'),
    (p(LOOP, "{{ c.exhibits|exhibit_links }}", "{%p endfor %}"),
     "link-mark-prefix", "{{r c.exhibits|exhibit_links }}"),
    (p("{{r case.ref }}"), "plain-in-link-mark", "{{ case.ref }}"),
    (p("{{p case.ref }}"), "plain-in-link-mark", "{{ case.ref }}"),
    (p("{{ case.store.en }}"), "not-bilingual", "{{ case.store }}"),
    (p("{{ case.ref }"), "mark-half", "{{ case.ref }}"),
    (p("{ case.ref }}"), "mark-half", "{{ case.ref }}"),
    (p("{{ case.ref"), "mark-half", "{{ case.ref }}"),
    (p("case.ref }}"), "mark-half", "pair"),
    (p("{{ case.ref %}"), "mark-half", "{{ case.ref }}"),
    (p("{{ if verdict.ready }}", "{% endif %}"), "mark-half", "{% if verdict.ready %}"),
    (p(LOOP, "{{ c.id }}", "{{p endfor }}"), "mark-half", "{%p endfor %}"),
    (p("{{ if verdict.ready %}", "{% endif %}"), "mark-half", "{% if verdict.ready %}"),
    (p("{%p if verdict.ready }", "{%p endif %}"), "mark-half", "{%p if verdict.ready %}"),
    (p("{{{ case.ref }}}"), "mark-half", "{{ case.ref }}"),
    (p("{ { case.ref } }"), "mark-half", "{{ case.ref }}"),
    (p("{{ case.", "ref }}"), "mark-cut", "{{ case.ref }}"),
    (table(["{{ case.", "ref }}"]), "mark-cut", "paragraph"),
    (p("{{ }}"), "mark-empty", "{{ case.ref }}"),
    (p("{case.ref}"), "mark-of-another-system", "{{ case.ref }}"),
    (p("<<case.ref>>"), "mark-of-another-system", "{{ case.ref }}"),
    (p("[case.ref]"), "mark-of-another-system", "{{ case.ref }}"),
    (p("${case.ref}"), "mark-of-another-system", "{{ case.ref }}"),
    (p("【case.ref】"), "mark-of-another-system", "{{ case.ref }}"),
    (p("{{ case ref }}"), "mark-unreadable", "{{ case.ref }}"),
    (p("{{ case,ref }}"), "mark-unreadable", "{{ case.ref }}"),
    (p("{{ case/ref }}"), "mark-unreadable", "{{ case.ref }}"),
    (p("{{ case-ref }}"), "mark-unreadable", "{{ case.ref }}"),
    (p("{{ case..ref }}"), "mark-unreadable", "{{ case.ref }}"),
    (p("{%p if case.brand = 'x' %}", "{%p endif %}"), "mark-unreadable", "{%p if case.brand == 'x' %}"),
    (p("{%p if case.brand && case.ref %}", "{%p endif %}"), "mark-unreadable", "case.brand and case.ref"),
    (p("{%p if !case.brand %}", "{%p endif %}"), "mark-unreadable", "not case.brand"),
    (p("{{ case.ref() }}"), "mark-unreadable", "{{ case.ref }}"),
    (p("{{ case.ref + 1 }}"), "mark-not-allowed", "read fields"),
    (p("{% set x = 1 %}"), "mark-not-allowed", "read fields"),
    (p("{%p if plan.title %}", "{%p endif %}"), "group-tested", "plan.title.en"),
    (p("{%p if case.position == 'admits' %}", "{%p endif %}"), "group-compared", "case.position.en"),
    (table(["{% if case.brand %}a", "b{% endif %}"]), "block-torn", "same cell"),
    (table(["{%p if case.brand %}"], ["x"], ["{%p endif %}"]), "block-torn", "{%tr"),
    (table(["{%tr if case.brand %}"], ["x"]) + table(["{%tr endif %}"]), "block-torn", "same table"),
    (p("{%p if verdict.ready %}") + table(["{%tr endif %}"]), "block-mixed", "same prefix"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "code", "says"), SLIPS)
def test_one_slip_is_one_finding_with_what_should_stand_there(body: str, code: str, says: str) -> None:
    told = found(body)
    assert [one.code for one in told] == ([f"render/{code}"] if code else []), [(one.text.en, one.at) for one in told]
    for one in told:
        assert says in one.fix.en, one.fix.en
        assert one.text.zh
        assert one.fix.zh
