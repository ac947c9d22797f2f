"""The appendix of the diagnosis: the case sheet as it was handed in, so that every number leads back to it."""

from casewright.model import Bilingual
from casewright.render.starter.page import Column, block, heading, para, table
from casewright.render.starter.prose import told

SAID = Bilingual(
    "以下是案件表里填写的内容，申诉文件按编号引用。",
    "This is what the case sheet says; plans and findings cite its rows by their number.",
)
_MORE = (
    "{{ row.label.en }} {{ row.label.zh }}: {{ row.value.en }}"
    "{% if row.value.zh != row.value.en %} · {{ row.value.zh }}{% endif %}"
)


def record() -> str:
    """Return the appendix: fields, ASINs, facts, papers."""
    fields = (
        Column(50, "Field", "栏目", (("TableText", "{{ row.label.en }} {{ row.label.zh }}"),)),
        Column(120, "As given", "填写内容",
               (("TableText", "{{ row.value.en }}"), ("Mark", "{%p if row.value.zh != row.value.en %}"),
                ("TableTextZH", "{{ row.value.zh }}"), ("Mark", "{%p endif %}"))),
    )  # fmt: skip
    listings = (
        Column(26, "ASIN", "", (("TableStrong", "{{ one.asin }}"),)),
        Column(30, "SKU", "", (("TableText", "{{ one.sku }}"),)),
        Column(58, "Title, brand", "标题、品牌", (("TableText", "{{ one.title }}"), ("Small", "{{ one.brand }}"))),
        Column(56, "Complaint, done about it", "投诉编号、处理",
               (("TableText", "{{ one.complaint_id }}"), ("Mark", "{%p if one.action_taken != '–' %}"),
                ("Small", "{{ one.action_taken }}"), ("Mark", "{%p endif %}"))),
    )  # fmt: skip
    facts = (
        Column(14, "No.", "编号", (("TableStrong", "{{ f.id }}"),)),
        Column(28, "Day, kind", "日期、类型",
               (("TableText", "{{ f.day }}"), ("Small", "{{ f.kind.en }} {{ f.kind.zh }}"))),
        Column(72, "As stated", "陈述", (("TableTextZH", "{{ f.said.zh }}"), ("TableText", "{{ f.said.en }}"))),
        Column(56, "Further", "其他",
               (("Mark", "{%p for row in f.more %}"), ("Small", _MORE), ("Mark", "{%p endfor %}"))),
    )  # fmt: skip
    papers = (
        Column(14, "No.", "编号", (("TableStrong", "{{ p.id }}"),)),
        Column(20, "Exhibit", "证据", (("TableText", "{{ p.exhibit }}"),)),
        Column(80, "File", "文件", (("TableText", "{{ p.file }}"),)),
        Column(56, "Dated, covers, note", "日期、覆盖期间、备注",
               (("TableText", "{{ p.dated }}{% if p.covers != '–' %} ({{ p.covers }}){% endif %}"),
                ("Mark", "{%p if p.note != '–' %}"), ("Small", "{{ p.note }}"), ("Mark", "{%p endif %}"))),
    )  # fmt: skip
    return "".join((
        heading(1, "The case as handed in", "案件记录"), told(SAID),
        table("Case sheet 案件表", fields, loop="row in record.rows"),
        block("case.listings", para("TableTitle", "ASINs  涉案商品"),
              table("ASINs 涉案商品", listings, loop="one in case.listings")),
        block("record.facts", para("TableTitle", "Facts  事实"), table("Facts 事实", facts, loop="f in record.facts")),
        block("record.papers", para("TableTitle", "Papers  证据登记"),
              table("Papers 证据登记", papers, loop="p in record.papers")),
    ))  # fmt: skip
