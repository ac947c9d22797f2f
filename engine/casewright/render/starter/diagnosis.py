"""The shipped template of the diagnosis: what happened, why this way, what next; then the detail."""

from casewright.render.starter import prose
from casewright.render.starter.page import (
    Column,
    block,
    each,
    either,
    fixed_table,
    heading,
    package,
    page_line,
    para,
    table,
)
from casewright.render.starter.parts import HEADER, metrics, title
from casewright.render.starter.prose import boxed, brief, told
from casewright.render.starter.record import record
from casewright.render.starter.reports import deadline_table, finding_table, pair, timeline
from casewright.render.starter.why import why

LIMIT = "{{ notice.limit.en }}{% if notice.limit.zh != notice.limit.en %}  {{ notice.limit.zh }}{% endif %}"
LENGTH = (
    "Length of the submitted plan 提交用正文的长度：{{ length.file }}: {{ length.count }} {{ length.unit.en }} "
    "{{ length.unit.zh }} · target 目标 {{ length.limit }}"
    "{% if length.over %} · too long, shorten it 超长，请精简{% endif %}"
)
_TWO = (Column(40, "", "", ()), Column(130, "", "", ()))


def _label(en: str, zh: str) -> tuple[tuple[str, str], ...]:
    return (("TableStrong", en), ("TableTextZH", zh))


def _answer() -> str:
    verdict = (("TableStrong", "{{ verdict.label.en }}  {{ verdict.label.zh }}"),)
    steps = (("Mark", "{%p for step in answer.next %}"), ("TableText", "{{ loop.index }}.  {{ step.en }}"),
             ("TableTextZH", "{{ step.zh }}"), ("Mark", "{%p endfor %}"))  # fmt: skip
    return fixed_table("What, why, what next 结论", _TWO, (
        (_label("What happened", "发生了什么"), pair("answer.what")),
        (_label("Way chosen, and why", "采取的路径和理由"),
         (("TableStrong", "{{ decision.strategy.en }}: {{ decision.door.en }}"),
          ("TableTextZH", "{{ decision.strategy.zh }}：{{ decision.door.zh }}"), *pair("answer.why"))),
        (_label("Verdict", "结论"), verdict),
        (_label("What comes next", "下一步"), steps),
    ))  # fmt: skip


def _notice() -> str:
    rows = (
        (_label("File and date", "文件与日期"), (("TableText", "{{ notice.file }} · {{ notice.date }}"),)),
        (
            _label("Store and level", "站点与层级"),
            (
                ("TableText", "{{ notice.marketplace.en }} · {{ notice.level.en }} · {{ notice.stage.en }}"),
                ("TableTextZH", "{{ notice.marketplace.zh }} · {{ notice.level.zh }} · {{ notice.stage.zh }}"),
            ),
        ),
        (
            _label("Case and complaint IDs", "案件与投诉编号"),
            (
                ("TableText", "Case 案件: {{ notice.case_ids }}"),
                ("TableText", "Complaint 投诉: {{ notice.complaint_ids }}"),
            ),
        ),
        (
            _label("ASINs and orders", "ASIN 与订单"),
            (("TableText", "ASIN: {{ notice.asins }}"), ("TableText", "Order 订单: {{ notice.order_ids }}")),
        ),
        (
            _label("Brands and clauses", "品牌与条款"),
            (("TableText", "Brand 品牌: {{ notice.brands }}"), ("TableText", "Clause 条款: {{ notice.clauses }}")),
        ),
        (_label("Limit in its own words", "通知原文的期限"), (("TableText", LIMIT),)),
    )
    types = (
        Column(28, "Code", "代码", (("TableStrong", "{{ v.code }}"),)),
        Column(60, "Violation", "违规类型", pair("v.label")),
        Column(20, "Confidence", "可信度", (("TableText", "{{ v.confidence }}"),)),
        Column(62, "Words that say so", "依据的原文", (("TableText", "{{ v.cues }}"),)),
    )
    asks = (
        Column(40, "Topic", "主题", pair("ask.topic")),
        Column(130, "The notice asks", "通知要求", (("TableText", "{{ ask.quote }}"),)),
    )
    return "".join((
        block("notice.phishing",
              boxed(prose.PHISHING),
              each("reason in notice.phishing", para("Normal", "– {{ reason.en }}  {{ reason.zh }}"))),
        fixed_table("The notice 通知", _TWO, rows),
        block("notice.types", para("TableTitle", "Violations read  读到的违规类型"),
              table("Violations 违规类型", types, loop="v in notice.types")),
        block("notice.asks", para("TableTitle", "What it asks for  通知的要求"),
              table("Requests 要求", asks, loop="ask in notice.asks")),
        para("TableTitle", "What the words mean  用语说明"),
        told(prose.WORDS),
    ))  # fmt: skip


def _causes() -> str:
    stated = (
        Column(56, "Root cause", "根本原因", pair("link.label")),
        Column(34, "Stated in", "陈述", (("TableText", '{{ link.root|join(", ") }}'),)),
        Column(80, "State", "状态", pair("link.state")),
    )
    open_ones = (
        Column(56, "Possible cause", "可能的原因", pair("q.label")),
        Column(114, "Question to the client", "要问客户的问题", pair("q.question")),
    )
    return "".join((
        either("plan.map", table("Root causes 根本原因", stated, loop="link in plan.map"),
               brief(prose.NO_CAUSES)),
        block("decision.questions", para("TableTitle", "Open questions  待客户回答"),
              table("Open questions 待回答", open_ones, loop="q in decision.questions")),
    ))  # fmt: skip


def _routes() -> str:
    columns = (
        Column(10, "No.", "序号", (("TableText", "{{ r.number }}"),)),
        Column(40, "Route", "路线", pair("r.label")),
        Column(120, "What to do", "怎么走", pair("r.advice")),
    )
    return block("decision.routes", heading(1, "Routes, the first one first", "走哪条路，先后顺序"),
                 table("Routes 路线", columns, loop="r in decision.routes"))  # fmt: skip


def _risks() -> str:
    columns = (
        Column(34, "Weight", "程度", pair("r.severity")),
        Column(136, "Risk", "风险", pair("r.text")),
    )
    return "".join((
        either("decision.risks", table("Risks 风险", columns, loop="r in decision.risks"),
               brief(prose.NO_RISKS)),
        block("found.contradictions", para("TableTitle", "Contradictions  前后矛盾"),
              finding_table("Contradictions 矛盾", "f in found.contradictions")),
        block("verdict.refusals", para("TableTitle", "Requests that are declined  不能照办的要求"),
              finding_table("Declined 拒绝", "f in verdict.refusals")),
    ))  # fmt: skip


def _changes() -> str:
    columns = (
        Column(42, "What", "哪一处",
               (("TableStrong", "{{ c.kind.en }} {{ c.kind.zh }}"), *pair("c.what"))),
        Column(64, "Before", "上一版", pair("c.was")),
        Column(64, "Now", "这一版", pair("c.now")),
    )  # fmt: skip
    return block(
        "changes.known", heading(1, "What changed since {{ changes.since }}", "与上一版相比"),
        either("changes.rows", told(prose.CHANGED) + table("Changes 修改", columns, loop="c in changes.rows"),
               brief(prose.UNCHANGED)),
        block("changes.numbering != '0'", brief(prose.RENUMBERED)),
    )  # fmt: skip


def diagnosis() -> bytes:
    """Return diagnosis.docx."""
    gaps = (
        Column(10, "No.", "序号", (("TableText", "{{ one.number }}"),)),
        Column(112, "What is needed", "需要什么", pair("one.what")),
        Column(48, "Where", "出处", (("Small", "{{ one.at }}"),)),
    )
    body = "".join((
        title("Diagnosis", "停用根因报告"),
        para("Small", "{{ case.store }} · {{ case.legal_name }} · {{ case.marketplace.en }} {{ case.marketplace.zh }}"
             " · as of 截至 {{ case.today }}"),
        para("Gap"), _answer(), block("length.known", para("Small", LENGTH)),
        _changes(),
        heading(1, "The notice", "通知"), _notice(),
        heading(1, "Deadlines", "期限"), deadline_table(), timeline(), _routes(),
        heading(1, "Why this strategy", "为什么是这个策略"), why(),
        heading(1, "Metrics and cross-check", "指标与交叉核对"),
        either("metrics", metrics(), brief(prose.NO_METRICS)),
        block("found.figures", finding_table("Findings on the figures 数据核对", "f in found.figures")),
        heading(1, "Root causes", "根本原因"), _causes(),
        heading(1, "Risks, contradictions, refusals", "风险、矛盾与拒绝事项"), _risks(),
        heading(1, "What is still needed", "还需要什么"),
        either("missing.must", told(prose.SEE_MISSING) + table("Required 必需", gaps, loop="one in missing.must"),
               brief(prose.ALL_HERE)),
        block("verdict.reasons", heading(1, "Reasons that block submission", "阻止提交的原因"),
              finding_table("Reasons 原因", "f in verdict.reasons")),
        block("found.evidence", heading(1, "Notes on the evidence", "证据方面的提示"),
              finding_table("Evidence 证据", "f in found.evidence")),
        block("found.other", heading(1, "Further notes", "其他提示"), finding_table("Notes 提示", "f in found.other")),
        record(),
    ))  # fmt: skip
    return package("Diagnosis 停用根因报告", body, HEADER, page_line("Diagnosis 停用根因报告"))
