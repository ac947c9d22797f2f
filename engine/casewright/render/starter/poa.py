"""The bilingual working copy of the Plan of Action: every sentence in English and Chinese, side by side."""

from casewright.render.starter import prose
from casewright.render.starter.page import (
    Column,
    block,
    each,
    either,
    heading,
    package,
    page_line,
    para,
    table,
)
from casewright.render.starter.parts import (
    EXHIBITS,
    PLAN_HEADER,
    RECORDS,
    STARTS,
    cited,
    facts,
    metrics,
    title,
)
from casewright.render.starter.prose import boxed

ANSWERED = "{% if ask.answered %}{{r ask.claims|claim_links }}{% else %}Open 尚未回应{% endif %}"
DRAFT_BOX = block("not verdict.ready", boxed(prose.DRAFT), para("Gap"))
ACTIONS, CONTROLS = "Corrective actions  整改措施", "Preventive controls  预防措施"


def _narrative(what: str, claims: str) -> str:
    columns = (
        Column(11, "No.", "编号", (("TableText", "{{r c.id|claim_mark }}"),)),
        Column(79, "English", "英文", (("TableText", "{{ c.brief.en }}"),)),
        Column(63, "Chinese", "中文", (("TableTextZH", "{{ c.brief.zh }}"),)),
        Column(17, "Exhibits", "证据", (("TableText", EXHIBITS),)),
    )
    return table(what, columns, loop=f"c in {claims}")


def _demanded(section: str, claims: str, shown: str, *, head: str = "") -> str:
    """Return a section where it says something, and the sentence that it is empty where the plan must have it."""
    nothing = block(f'"{section}" in plan.outline', head, boxed(prose.NOTHING_YET))
    return either(claims, head + shown, nothing)


def _actions() -> str:
    columns = (
        Column(11, "No.", "编号", (("TableText", "{{r c.id|claim_mark }}"),)),
        Column(66, "Action taken", "已采取的措施", (("TableText", "{{ c.brief.en }}"),)),
        Column(55, "Chinese", "中文", (("TableTextZH", "{{ c.brief.zh }}"),)),
        Column(21, "Date", "日期", (("TableText", "{{ c.on }}"),)),
        Column(17, "Exhibits", "证据", (("TableText", EXHIBITS),)),
    )
    return para("TableTitle", ACTIONS) + table("Corrective actions 整改措施", columns, loop="c in cause.corrective")


def _controls() -> str:
    start = ("TableText", STARTS + "{% if c.scheduled %} scheduled 计划{% endif %}")
    columns = (
        Column(11, "No.", "编号", (("TableText", "{{r c.id|claim_mark }}"),)),
        Column(54, "Control", "控制措施", (("TableText", "{{ c.brief.en }}"),)),
        Column(46, "Chinese", "中文", (("TableTextZH", "{{ c.brief.zh }}"),)),
        Column(37, "Owner, frequency", "负责人、频率",
               (("TableText", "{{ c.owner.en }}"), ("TableTextZH", "{{ c.owner.zh }}"),
                ("TableText", "{{ c.frequency.en }}"), ("TableTextZH", "{{ c.frequency.zh }}"))),
        Column(22, "Start, record", "开始、记录", (start, ("TableText", RECORDS))),
    )  # fmt: skip
    return para("TableTitle", CONTROLS) + table("Preventive controls 预防措施", columns, loop="c in cause.preventive")


def _causes() -> str:
    """Return the causes, each with its measures; what a cause lacks is said where the plan must have it."""
    lacking = "not cause.general and not cause.again"
    empty = boxed(prose.NOTHING_YET)
    return each(
        "cause in plan.causes",
        heading(2, "{{ cause.label.en }}", "{{ cause.label.zh }}"),
        block("cause.root", _narrative("Root cause 根本原因", "cause.root")),
        either("cause.corrective", _actions(),
               block(f'{lacking} and "corrective" in plan.outline', para("TableTitle", ACTIONS), empty)),
        either("cause.preventive", _controls(),
               block(f'{lacking} and "preventive" in plan.outline', para("TableTitle", CONTROLS), empty)),
        block("cause.again", para("Normal", "Also answered by  另由以下条目回应：{{r cause.again|claim_links }}")),
    )  # fmt: skip


def _map() -> str:
    columns = (
        Column(56, "Root cause", "根本原因",
               (("TableStrong", "{{ link.label.en }}"), ("TableTextZH", "{{ link.label.zh }}"))),
        Column(24, "Stated in", "陈述", (("TableText", "{{r link.root|claim_links }}"),)),
        Column(32, "Corrective", "整改", (("TableText", "{{r link.corrective|claim_links }}"),)),
        Column(32, "Preventive", "预防", (("TableText", "{{r link.preventive|claim_links }}"),)),
        Column(26, "State", "状态", (("TableText", "{{ link.state.en }}"), ("TableTextZH", "{{ link.state.zh }}"))),
    )  # fmt: skip
    return table("Cause-to-action map 原因与措施对应表", columns, loop="link in plan.map")


def _coverage() -> str:
    columns = (
        Column(32, "Topic", "主题", (("TableStrong", "{{ ask.topic.en }}"), ("TableTextZH", "{{ ask.topic.zh }}"))),
        Column(88, "The notice asks", "通知要求", (("TableText", "{{ ask.quote }}"),)),
        Column(50, "Answered in", "回应位置",
               (("TableText", ANSWERED),)),
    )  # fmt: skip
    return table("Where each request of the notice is answered 通知要求与回应", columns, loop="ask in plan.coverage")


def _exhibits() -> str:
    columns = (
        Column(15, "Exhibit", "证据", (("TableText", "{{r e.id|exhibit_mark }}"),)),
        Column(20, "Date", "日期", (("TableText", "{{ e.date }}"),)),
        Column(69, "What it proves", "证明内容",
               (("TableText", "{{ e.proves.en }}"), ("TableTextZH", "{{ e.proves.zh }}"))),
        Column(66, "File", "文件", (("FileName", "{{ e.copy }}"),)),
    )  # fmt: skip
    return table("Exhibits 证据清单", columns, loop="e in cited")


def _fix() -> str:
    causes = heading(1, "Root causes and actions", "根本原因与措施")
    shown = block("plan.lead", _narrative("Overview 总述", "plan.lead")) + block("plan.causes", _causes())
    return "".join((
        _demanded("root_cause", "plan.lead or plan.causes", shown, head=causes),
        block("plan.request", heading(1, "Request", "请求"), _narrative("Request 请求", "plan.request")),
    ))  # fmt: skip


def _dispute() -> str:
    return "".join((
        heading(1, "What is alleged and what the facts show", "指控与事实"),
        _demanded("dispute", "plan.dispute", _narrative("Facts 事实", "plan.dispute")),
        block("plan.causes", heading(1, "Measures on our side", "我方已采取的措施"),
              each("cause in plan.causes", block("cause.corrective", _actions()),
                   block("cause.preventive", _controls()))),
        _demanded("request", "plan.request", _narrative("Request 请求", "plan.request"),
                  head=heading(1, "Request", "请求")),
    ))  # fmt: skip


def bilingual() -> bytes:
    """Return poa_bilingual.docx."""
    closing = each("c in plan.closing", para("Claim", "{{r c.id|claim_mark }}\t{{ c.text.en }}"),
                   para("ClaimZH", "{{ c.text.zh }}"))  # fmt: skip
    body = "".join((
        title("{{ plan.title.en }}", "{{ plan.title.zh }}"), para("Subject", "{{ plan.subject.en }}"),
        block("plan.subject.zh != plan.subject.en", para("SubjectZH", "{{ plan.subject.zh }}")),
        DRAFT_BOX, facts(),
        _demanded("summary", "plan.summary", _narrative("Summary 摘要", "plan.summary"),
                  head=heading(1, "Summary", "摘要")),
        block("metrics", heading(1, "Current metrics", "当前指标"), metrics(),
              block("plan.metrics", _narrative("Notes on the metrics 指标说明", "plan.metrics"))),
        block("plan.is_fix", _fix()), block("plan.is_dispute", _dispute()),
        block("plan.map", heading(1, "Cause-to-action map", "原因与措施对应表"), _map()),
        block("plan.coverage", heading(1, "Where each request of the notice is answered", "通知要求与回应"),
              para("TableNote", "Answered  已回应：{{ plan.answered }}"), _coverage()),
        cited(heading=heading(1, "Exhibits", "证据清单"), closing=closing, exhibits=_exhibits()),
    ))  # fmt: skip
    return package(
        "Plan of Action (bilingual) 行动计划书", body, PLAN_HEADER, page_line("{{ plan.title.en }} {{ plan.title.zh }}")
    )
