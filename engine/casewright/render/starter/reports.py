"""The shipped templates of the documents for the desk and the client: index, gaps, guide."""

from casewright.render.starter import prose
from casewright.render.starter.page import (
    Column,
    block,
    each,
    either,
    grouped_table,
    heading,
    package,
    page_line,
    para,
    table,
)
from casewright.render.starter.parts import HEADER, facts, title
from casewright.render.starter.prose import alarmed, boxed, brief, told

CITED_BY = '{% if e.claims %}{{ e.claims|join(", ") }}{% else %}–{% endif %}'


def pair(text: str) -> tuple[tuple[str, str], ...]:
    """Return a cell with both languages of a text, each in its own paragraph."""
    return (("TableText", f"{{{{ {text}.en }}}}"), ("TableTextZH", f"{{{{ {text}.zh }}}}"))


def evidence_index() -> bytes:
    """Return evidence_index.docx."""
    columns = (
        Column(15, "Exhibit", "证据", (("TableText", "{{r e.id|exhibit_mark }}"),)),
        Column(46, "File, date, hash", "文件、日期、哈希",
               (("TableStrong", "{{ e.file }}"), ("Small", "{{ e.kind.en }} {{ e.kind.zh }}"),
                ("Small", "{{ e.date }} · {{ e.size }} · {{ e.sha_short }}"))),
        Column(43, "What it proves", "证明内容", pair("e.proves")),
        Column(16, "Cited by", "引用条目", (("TableText", CITED_BY),)),
        Column(50, "Status and problems", "状态与问题",
               (("TableStrong", "{{ e.status.en }} {{ e.status.zh }}"),
                ("Mark", "{%p for p in e.problems %}"), *pair("p"), ("Mark", "{%p endfor %}"))),
    )  # fmt: skip
    hashes = (
        Column(15, "Exhibit", "证据", (("TableText", "{{r [e.id]|exhibit_links }}"),)),
        Column(155, "Original file, submission copy, SHA-256 of the original", "原文件、提交副本、原文件 SHA-256",
               (("TableText", "{{ e.file }}  →  {{ e.copy }}"), ("Code", "{{ e.sha }}"))),
    )  # fmt: skip
    body = "".join((
        title("Evidence Index", "证据目录"), facts(),
        heading(1, "Exhibits", "证据"),
        told(prose.UNALTERED),
        either("groups",
               grouped_table("Exhibits 证据", columns, groups="g in groups",
                             label="{{ g.letter }}  {{ g.label.en }}  {{ g.label.zh }}", loop="e in g.exhibits"),
               brief(prose.NO_EVIDENCE)),
        block("exhibits", heading(1, "Files and their hashes", "文件与哈希"),
              told(prose.HASHES),
              table("Files and hashes 文件与哈希", hashes, loop="e in exhibits if e.given")),
    ))  # fmt: skip
    return package("Evidence Index 证据目录", body, HEADER, page_line("Evidence Index 证据目录"))


def missing_columns() -> tuple[Column, ...]:
    """Return the columns of a list of gaps."""
    return (
        Column(10, "No.", "序号", (("TableText", "{{ one.number }}"),)),
        Column(38, "What is needed", "需要什么", pair("one.what")),
        Column(42, "Why", "为什么", pair("one.why")),
        Column(62, "How to get it", "怎样取得", pair("one.how")),
        Column(18, "Where", "出处", (("Small", "{{ one.at }}"),)),
    )


def missing_materials() -> bytes:
    """Return missing_materials.docx."""
    columns = missing_columns()
    body = "".join((
        title("Missing Materials", "待补材料清单"), facts(),
        either("verdict.ready", boxed(prose.COMPLETE), boxed(prose.INCOMPLETE)),
        heading(1, "Required", "必需"),
        either("missing.must", table("Required 必需", columns, loop="one in missing.must"),
               brief(prose.NOTHING)),
        block("verdict.reasons", heading(1, "Reasons that block submission", "阻止提交的原因"),
              finding_table("Reasons 原因", "f in verdict.reasons")),
        block("verdict.refusals", heading(1, "Requests that are declined", "不能照办的要求"),
              finding_table("Declined 拒绝", "f in verdict.refusals")),
        block("missing.optional", heading(1, "Optional", "可选"),
              table("Optional 可选", columns, loop="one in missing.optional")),
    ))  # fmt: skip
    return package("Missing Materials 待补材料清单", body, HEADER, page_line("Missing Materials 待补材料清单"))


def finding_table(what: str, loop: str) -> str:
    """Return a table of findings with their places and ways out."""
    columns = (
        Column(74, "What is", "情况", pair("f.text")),
        Column(62, "What to do", "怎么办", pair("f.fix")),
        Column(34, "Where", "位置", (("Small", "{{ f.at }}"),)),
    )
    return table(what, columns, loop=loop)


def _given(name: str, *shown: str) -> tuple[tuple[str, str], ...]:
    """Return small lines that stand only where there is something to say."""
    lines = (("Small", line) for line in shown or (f"{{{{ {name} }}}}",))
    return ("Mark", f'{{%p if {name} != "–" %}}'), *lines, ("Mark", "{%p endif %}")


def deadline_table() -> str:
    """Return the deadlines on three clocks."""
    columns = (
        Column(42, "What is due", "事项", (*pair("d.what"), *_given("d.quote"))),
        Column(44, "Marketplace time", "站点当地时间", (("TableText", "{{ d.market }}"),)),
        Column(28, "Beijing time", "北京时间",
               (("TableStrong", "{{ d.beijing }}"), *_given("d.left.en", "{{ d.left.en }} {{ d.left.zh }}"),
                *_given("d.internal", "our own target 内部完成时间", "{{ d.internal }}"))),
        Column(28, "UTC", "世界时", (("TableText", "{{ d.utc }}"),)),
        Column(28, "Basis", "依据", (*pair("d.basis"), *_given("d.source"))),
    )  # fmt: skip
    return each("d in deadlines if d.loud", alarmed(prose.ALARM), para("Gap")) + either(
        "deadlines",
        table("Deadlines 期限", columns, loop="d in deadlines"),
        boxed(prose.NO_DEADLINE),
    )


def timeline() -> str:
    """Return what the desk keeps in mind besides the deadlines."""
    columns = (
        Column(42, "What", "事项", pair("r.what")),
        Column(44, "Marketplace time", "站点当地时间",
               (("TableText", "{{ r.market }}"), *_given("r.market_end", "until 至 {{ r.market_end }}"))),
        Column(28, "Beijing time", "北京时间",
               (("TableStrong", "{{ r.beijing }}"), *_given("r.beijing_end", "until 至 {{ r.beijing_end }}"))),
        Column(28, "UTC", "世界时",
               (("TableText", "{{ r.utc }}"), *_given("r.utc_end", "until 至 {{ r.utc_end }}"))),
        Column(28, "Source", "依据", (("TableText", "{{ r.basis }}"), ("Small", "{{ r.source }}"))),
    )  # fmt: skip
    return block("reminders", para("TableTitle", "Timeline  时间表"),
                 table("Timeline 时间表", columns, loop="r in reminders"))  # fmt: skip


def submission_guide() -> bytes:
    """Return submission_guide.docx."""
    columns = (
        Column(12, "Step", "步骤", (("TableStrong", "{{ s.number }}"),)),
        Column(84, "English", "英文", (("TableText", "{{ s.text.en }}"),)),
        Column(74, "Chinese", "中文", (("TableTextZH", "{{ s.text.zh }}"),)),
    )
    earlier = (
        Column(24, "Date", "日期", (("TableText", "{{ one.on }}"),)),
        Column(40, "Channel", "渠道", (("TableText", "{{ one.channel }}"),)),
        Column(18, "Version", "版本", (("TableText", "{{ one.version }}"),)),
        Column(38, "Result", "结果", pair("one.result")),
        Column(50, "Note", "备注", (("TableText", "{{ one.note }}"),)),
    )
    body = "".join((
        title("Submission Guide", "提交指引"),
        boxed(prose.ASSISTANCE),
        block("not verdict.ready", para("Gap"), boxed(prose.NOT_YET)),
        para("Gap"), facts(),
        heading(1, "By when", "期限"), deadline_table(), timeline(),
        heading(1, "Where", "提交路径"),
        para("Normal", "{{ guide.path.en }}  ({{ guide.domain }})"), para("BodyZH", "{{ guide.path.zh }}"),
        para("Small", f"{prose.MENUS.en}  {prose.MENUS.zh}"),
        heading(1, "Steps", "步骤"),
        either("guide.topics",
               grouped_table("Steps 步骤", columns, groups='t in guide.topics if t.topic != "removal"',
                             label="{{ t.label.en }}  {{ t.label.zh }}", loop="s in t.steps"),
               brief(prose.NO_STEPS)),
        block("case.submissions", heading(1, "Earlier appeals", "以前的申诉"),
              table("Earlier appeals 以前的申诉", earlier, loop="one in case.submissions")),
        heading(1, "What to expect", "预期"),
        told(prose.EXPECT),
    ))  # fmt: skip
    return package("Submission Guide 提交指引", body, HEADER, page_line("Submission Guide 提交指引"))
