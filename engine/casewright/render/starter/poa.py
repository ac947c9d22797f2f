"""The two shipped templates of the Plan of Action: the bilingual working copy and the English submission text."""

from casewright.render.starter import prose
from casewright.render.starter.page import (
    Column,
    block,
    each,
    either,
    english_page_line,
    heading,
    package,
    page_line,
    para,
    run,
    table,
)
from casewright.render.starter.prose import boxed, told

ANSWERED = "{% if ask.answered %}{{r ask.claims|claim_links }}{% else %}Open 尚未回应{% endif %}"
EXHIBITS = "{{r c.exhibits|exhibit_links }}"
RECORDS = "{{r c.records|exhibit_links }}"
HEADER = para(
    "Header",
    run("{{ case.ref }} · v{{ case.version }}\t")
    + run("{% if verdict.ready %}{{ case.today }}{% endif %}")
    + run("{% if not verdict.ready %} {{ verdict.mark.en }} {{ verdict.mark.zh }} {% endif %}", "DraftMark"),
)
DRAFT_BOX = block("not verdict.ready", boxed(prose.DRAFT), para("Gap"))
LACKING = "not cause.general and not cause.again"
ACTIONS, CONTROLS = "Corrective actions  整改措施", "Preventive controls  预防措施"
NOTHING_YET = boxed(prose.NOTHING_YET)


def title(en: str, zh: str) -> str:
    """Return the title, the second language under it."""
    return para("Title", en) + (para("Subtitle", zh) if zh else "")


def facts() -> str:
    """Return the block of store and case facts; a value that reads the same in both languages stands once."""
    value = "{{ r.value.en }}{% if r.value.zh != r.value.en %}  {{ r.value.zh }}{% endif %}"
    columns = (
        Column(52, "", "", (("TableStrong", "{{ r.label.en }}  {{ r.label.zh }}"),)),
        Column(118, "", "", (("TableText", value),)),
    )
    return table("Store and case 店铺与案件", columns, loop="r in case.rows", head=False)


def _narrative(what: str, claims: str) -> str:
    columns = (
        Column(13, "No.", "编号", (("TableText", "{{r c.id|claim_mark }}"),)),
        Column(78, "English", "英文", (("TableText", "{{ c.brief.en }}"),)),
        Column(61, "Chinese", "中文", (("TableTextZH", "{{ c.brief.zh }}"),)),
        Column(18, "Exhibits", "证据", (("TableText", EXHIBITS),)),
    )
    return table(what, columns, loop=f"c in {claims}")


def _actions() -> str:
    columns = (
        Column(13, "No.", "编号", (("TableText", "{{r c.id|claim_mark }}"),)),
        Column(66, "Action taken", "已采取的措施", (("TableText", "{{ c.brief.en }}"),)),
        Column(53, "Chinese", "中文", (("TableTextZH", "{{ c.brief.zh }}"),)),
        Column(20, "Date", "日期", (("TableText", "{{ c.on }}"),)),
        Column(18, "Exhibits", "证据", (("TableText", EXHIBITS),)),
    )
    return para("TableTitle", ACTIONS) + table("Corrective actions 整改措施", columns, loop="c in cause.corrective")


def _controls() -> str:
    columns = (
        Column(13, "No.", "编号", (("TableText", "{{r c.id|claim_mark }}"),)),
        Column(45, "Control", "控制措施", (("TableText", "{{ c.brief.en }}"),)),
        Column(37, "Chinese", "中文", (("TableTextZH", "{{ c.brief.zh }}"),)),
        Column(21, "Owner", "负责人", (("TableText", "{{ c.owner.en }}"), ("TableTextZH", "{{ c.owner.zh }}"))),
        Column(18, "Frequency", "频率",
               (("TableText", "{{ c.frequency.en }}"), ("TableTextZH", "{{ c.frequency.zh }}"))),
        Column(19, "Start", "开始日期",
               (("TableText", "{{ c.starts_on }}{% if c.scheduled %} scheduled 计划{% endif %}"),)),
        Column(17, "Record", "执行记录", (("TableText", RECORDS),)),
    )  # fmt: skip
    return para("TableTitle", CONTROLS) + table("Preventive controls 预防措施", columns, loop="c in cause.preventive")


def _causes() -> str:
    return each(
        "cause in plan.causes",
        heading(2, "{{ cause.label.en }}", "{{ cause.label.zh }}"),
        block("cause.root", _narrative("Root cause 根本原因", "cause.root")),
        either("cause.corrective", _actions(), block(LACKING, para("TableTitle", ACTIONS), NOTHING_YET)),
        either("cause.preventive", _controls(), block(LACKING, para("TableTitle", CONTROLS), NOTHING_YET)),
        block("cause.again", para("Normal", "Also answered by  另由以下条目回应：{{r cause.again|claim_links }}")),
    )


def metrics() -> str:
    """Return the table of current metrics, with what it rests on."""
    columns = (
        Column(
            50,
            "Metric",
            "指标",
            (("TableStrong", "{{ m.name.en }}"), ("TableTextZH", "{{ m.name.zh }}（{{ m.code }}）")),
        ),
        Column(28, "Count", "数量", (("TableText", "{{ m.count }}"),)),
        Column(18, "Rate", "比率", (("TableStrong", "{{ m.rate }}"),)),
        Column(20, "Target", "目标", (("TableText", "{{ m.target }}"),)),
        Column(22, "Status", "状态", (("TableText", "{{ m.verdict.en }}"), ("TableTextZH", "{{ m.verdict.zh }}"))),
        Column(32, "Source", "来源", (("TableText", "{{ m.source.en }}"), ("TableTextZH", "{{ m.source.zh }}"))),
    )
    return table("Current metrics 当前指标", columns, loop="m in metrics")


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
        Column(16, "Exhibit", "证据", (("TableText", "{{r e.id|exhibit_mark }}"),)),
        Column(52, "File", "文件", (("Small", "{{ e.copy }}"), ("Small", "{{ e.kind.en }} {{ e.kind.zh }}"))),
        Column(20, "Date", "日期", (("TableText", "{{ e.date }}"),)),
        Column(82, "What it proves", "证明内容",
               (("TableText", "{{ e.proves.en }}"), ("TableTextZH", "{{ e.proves.zh }}"))),
    )  # fmt: skip
    return table("Exhibits 证据清单", columns, loop="e in cited")


def bilingual() -> bytes:
    """Return poa_bilingual.docx."""
    body = "".join((
        title("{{ plan.title.en }}", "{{ plan.title.zh }}"), DRAFT_BOX, facts(),
        para("Subject", "{{ plan.subject.en }}"),
        block("plan.subject.zh != plan.subject.en", para("SubjectZH", "{{ plan.subject.zh }}")),
        heading(1, "Summary", "摘要"), either("plan.summary", _narrative("Summary 摘要", "plan.summary"), NOTHING_YET),
        block("metrics", heading(1, "Current metrics", "当前指标"), metrics(),
              block("plan.metrics", _narrative("Notes on the metrics 指标说明", "plan.metrics"))),
        block("plan.is_fix", heading(1, "Root causes and actions", "根本原因与措施"),
              block("plan.lead", _narrative("Overview 总述", "plan.lead")),
              either("plan.causes", _causes(), NOTHING_YET),
              block("plan.request", heading(1, "Request", "请求"), _narrative("Request 请求", "plan.request"))),
        block("plan.is_dispute",
              heading(1, "What is alleged and what the facts show", "指控与事实"), told(prose.ALLEGED),
              either("plan.dispute", _narrative("Facts 事实", "plan.dispute"), NOTHING_YET),
              block("plan.causes", heading(1, "Measures on our side", "我方已采取的措施"),
                    each("cause in plan.causes", block("cause.corrective", _actions()),
                         block("cause.preventive", _controls()))),
              heading(1, "Request", "请求"),
              either("plan.request", _narrative("Request 请求", "plan.request"), NOTHING_YET)),
        block("plan.map", heading(1, "Cause-to-action map", "原因与措施对应表"), _map()),
        block("plan.coverage", heading(1, "Where each request of the notice is answered", "通知要求与回应"),
              para("Small", "Answered  已回应：{{ plan.answered }}"), para("Gap"), _coverage()),
        each("c in plan.closing", para("Claim", "{{r c.id|claim_mark }}\t{{ c.text.en }}"),
             para("ClaimZH", "{{ c.text.zh }}")),
        block("cited", heading(1, "Exhibits", "证据清单"), _exhibits()),
    ))  # fmt: skip
    return package(
        "Plan of Action (bilingual) 行动计划书", body, HEADER, page_line("{{ plan.title.en }} {{ plan.title.zh }}")
    )


def _english_claims(claims: str) -> str:
    """Return claims as numbered paragraphs with their exhibits behind them."""
    text = (
        "{{r c.id|claim_mark }}\t{{r c.text.en|linked(c.exhibits) }}"
        '{% if c.unnamed %} (Exhibit {{r c.unnamed|join(", ")|linked(c.unnamed) }}){% endif %}'
    )
    return each(f"c in {claims}", para("Claim", text))


def _english_measures(*, causes: bool) -> str:
    """Return actions and controls, under their causes or, in a dispute, on their own."""
    action = (
        Column(15, "No.", "", (("TableText", "{{r c.id|claim_mark }}"),)),
        Column(110, "Action taken", "", (("TableText", "{{ c.brief.en }}"),)),
        Column(22, "Date", "", (("TableText", "{{ c.on }}"),)),
        Column(23, "Exhibits", "", (("TableText", EXHIBITS),)),
    )
    control = (
        Column(15, "No.", "", (("TableText", "{{r c.id|claim_mark }}"),)),
        Column(69, "Control", "", (("TableText", "{{ c.brief.en }}"),)),
        Column(25, "Owner", "", (("TableText", "{{ c.owner.en }}"),)),
        Column(20, "Frequency", "", (("TableText", "{{ c.frequency.en }}"),)),
        Column(21, "Start", "", (("TableText", "{{ c.starts_on }}{% if c.scheduled %} scheduled{% endif %}"),)),
        Column(20, "Record", "", (("TableText", RECORDS),)),
    )
    measures = (
        block("cause.corrective", para("TableTitle", "Actions taken"),
              table("Actions taken", action, loop="c in cause.corrective")),
        block("cause.preventive", para("TableTitle", "Prevention"),
              table("Prevention", control, loop="c in cause.preventive")),
    )  # fmt: skip
    if not causes:
        return each("cause in plan.causes", *measures)
    return each(
        "cause in plan.causes",
        heading(2, "{{ cause.label.en }}"),
        _english_claims("cause.root"),
        *measures,
        block("cause.again", para("Normal", "Also answered by {{r cause.again|claim_links }}.")),
    )


def _english_tables() -> tuple[str, str, str, str]:
    facts_columns = (
        Column(40, "", "", (("TableStrong", "{{ r.label.en }}"),)),
        Column(130, "", "", (("TableText", "{{ r.value.en }}"),)),
    )
    metric = (
        Column(58, "Metric", "", (("TableStrong", "{{ m.name.en }} ({{ m.code }})"),)),
        Column(30, "Count", "", (("TableText", "{{ m.count }}"),)),
        Column(20, "Rate", "", (("TableStrong", "{{ m.rate }}"),)),
        Column(24, "Target", "", (("TableText", "{{ m.target }}"),)),
        Column(38, "Source", "", (("TableText", "{{ m.source.en }}"),)),
    )
    ask = (
        Column(120, "The notice asks", "", (("TableText", "{{ ask.quote }}"),)),
        Column(50, "Answered in", "", (("TableText", "{{r ask.claims|claim_links }}"),)),
    )
    exhibit = (
        Column(17, "Exhibit", "", (("TableText", "{{r e.id|exhibit_mark }}"),)),
        Column(63, "File", "", (("Small", "{{ e.copy }}"),)),
        Column(22, "Date", "", (("TableText", "{{ e.date }}"),)),
        Column(68, "What it proves", "", (("TableText", "{{ e.proves.en }}"),)),
    )
    return (
        table("Store and case", facts_columns, loop="r in case.rows", head=False),
        table("Current metrics", metric, loop="m in metrics"),
        table("Where each request is answered", ask, loop="ask in plan.coverage"),
        table("Exhibits", exhibit, loop="e in cited"),
    )


def english() -> bytes:
    """Return poa_en.docx."""
    facts_table, metric_table, ask_table, exhibit_table = _english_tables()
    header = para(
        "Header",
        run("{{ case.ref }} · v{{ case.version }}\t")
        + run("{% if verdict.ready %}{{ case.today }}{% endif %}")
        + run("{% if not verdict.ready %} {{ verdict.mark.en }} {% endif %}", "DraftMark"),
    )
    body = "".join((
        title("{{ plan.title.en }}", ""),
        block("not verdict.ready", para("Gap"), para("NoticeBox", prose.DRAFT.en), para("Gap")),
        para("Subject", "{{ plan.subject.en }}"), facts_table,
        block("plan.summary", heading(1, "Summary"), _english_claims("plan.summary")),
        block("metrics", heading(1, "Current metrics"), metric_table, _english_claims("plan.metrics")),
        block("plan.is_fix and plan.causes", heading(1, "Root causes and actions"),
              _english_claims("plan.lead"), _english_measures(causes=True)),
        block("plan.is_fix and plan.request", heading(1, "Request"), _english_claims("plan.request")),
        block("plan.is_dispute", heading(1, "What is alleged and what the facts show"),
              para("Normal", prose.ALLEGED.en), _english_claims("plan.dispute"),
              block("plan.causes", heading(1, "Measures on our side"), _english_measures(causes=False)),
              block("plan.request", heading(1, "Request"), _english_claims("plan.request"))),
        block("plan.coverage", heading(1, "Where each request is answered"), ask_table),
        _english_claims("plan.closing"),
        block("cited", heading(1, "Exhibits"), exhibit_table),
    ))  # fmt: skip
    return package("Plan of Action", body, header, english_page_line("{{ plan.title.en }}"))
