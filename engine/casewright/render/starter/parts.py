"""Parts that several templates share: title, running head, facts of the case, metrics, exhibits."""

from casewright.render.starter.page import Column, block, para, run, table, with_next
from casewright.render.starter.words import Words

EXHIBITS = "{{r c.exhibits|exhibit_links }}"
RECORDS = "{{r c.records|exhibit_links }}"
#: Millimetres that the longest label of the facts takes in a language.
_LABEL = {"en": 31, "ja": 38, "de": 37}
WINDOW = (
    ("Mark", '{%p if m.window != "–" %}'), ("Small", "{{ m.window }}"), ("Mark", "{%p endif %}"),
)  # fmt: skip
STARTS = "{{ c.starts_on }}"


def running_head(draft: str, *, day: str = "case.plan_date") -> str:
    """Return the header: case and version, then the day, or that the document is a draft.

    What goes out bears the day of the plan, as its first page does; what stays with the desk the day it was made.
    """
    return para(
        "Header",
        run("{{ case.ref }} · v{{ case.version }}\t")
        + run(f"{{% if verdict.ready %}}{{{{ {day} }}}}{{% endif %}}")
        + run(f"{{% if not verdict.ready %}} {draft} {{% endif %}}", "DraftMark"),
    )


_BOTH_MARKS = "{{ verdict.mark.en }} {{ verdict.mark.zh }}"
HEADER = running_head(_BOTH_MARKS, day="case.today")
PLAN_HEADER = running_head(_BOTH_MARKS)


def title(en: str, zh: str = "") -> str:
    """Return the title, the second language under it."""
    return para("Title", en) + (para("Subtitle", zh) if zh else "")


def facts() -> str:
    """Return the facts of store and case, two by two; a value that reads the same in both languages stands once."""
    value = "{{{{ p.{0}.value.en }}}}{{% if p.{0}.value.zh != p.{0}.value.en %}}  {{{{ p.{0}.value.zh }}}}{{% endif %}}"
    columns = tuple(
        column
        for side in ("left", "right")
        for column in (
            Column(40, "", "", (("TableText", _label(side)),)),
            Column(45, "", "", (("TableText", value.format(side)),)),
        )
    )
    return table("Store and case 店铺与案件", columns, loop="p in case.pairs", head=False)


def _label(side: str) -> str:
    return run(f"{{{{ p.{side}.label.en }}}}", "Strong") + run(f"  {{{{ p.{side}.label.zh }}}}")


def own_facts(words: Words) -> str:
    """Return the facts of store and case in the document's own language."""
    columns = tuple(
        column
        for side in ("left", "right")
        for column in (
            Column(_LABEL[words.lang], "", "", (("TableStrong", f"{{{{ p.{side}.label.own }}}}"),)),
            Column(85 - _LABEL[words.lang], "", "", (("TableText", f"{{{{ p.{side}.value.own }}}}"),)),
        )
    )
    return table(words("Store and case"), columns, loop="p in case.pairs", head=False)


def metrics() -> str:
    """Return the table of current metrics, with the time they cover and what they rest on."""
    columns = (
        Column(42, "Metric", "指标",
               (("TableStrong", "{{ m.name.en }}"), ("TableTextZH", "{{ m.name.zh }}（{{ m.code }}）"))),
        Column(42, "Source and period", "来源与期间",
               (("TableText", "{{ m.source.en }}"), ("TableTextZH", "{{ m.source.zh }}"), *WINDOW)),
        Column(24, "Status", "状态", (("TableText", "{{ m.verdict.en }}"), ("TableTextZH", "{{ m.verdict.zh }}"))),
        Column(26, "Count", "数量", (("TableNumber", "{{ m.count }}"),), right=True),
        Column(18, "Rate", "比率", (("TableNumber", "{{ m.rate }}"),), right=True),
        Column(18, "Target", "目标", (("TableNumber", "{{ m.target }}"),), right=True),
    )  # fmt: skip
    return table("Current metrics 当前指标", columns, loop="m in metrics")


def own_metrics(words: Words) -> str:
    """Return the table of current metrics in the document's own language."""
    columns = (
        Column(46, words("Metric"), "", (("TableText", "{{ m.name.own }} ({{ m.code }})"),)),
        Column(36, words("Source"), "", (("TableText", "{{ m.source.own }}"),)),
        Column(38, words("Period"), "", (("TableText", "{{ m.window }}"),)),
        Column(20, words("Count"), "", (("TableNumber", "{{ m.count }}"),), right=True),
        Column(15, words("Rate"), "", (("TableNumber", "{{ m.rate }}"),), right=True),
        Column(15, words("Target"), "", (("TableNumber", "{{ m.target }}"),), right=True),
    )
    return table(words("Current metrics"), columns, loop="m in metrics")


def cited(*, heading: str, closing: str, exhibits: str) -> str:
    """Return the list of exhibits under what is said in closing; the sentences stand even where nothing is cited."""
    return block("cited", heading) + with_next(closing) + block("cited", exhibits)
