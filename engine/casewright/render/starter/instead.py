"""What to do where there is nothing to appeal: a reply, news, a fraud, a programme that is closed."""

from casewright.render.starter import prose
from casewright.render.starter.page import (
    Column,
    block,
    either,
    grouped_table,
    heading,
    package,
    page_line,
    para,
    run,
    table,
)
from casewright.render.starter.parts import facts, title
from casewright.render.starter.prose import boxed, brief
from casewright.render.starter.reports import deadline_table, pair

#: It bears no mark of a draft: what is not submitted is not waiting to be ready.
HEADER = para("Header", run("{{ case.ref }} · v{{ case.version }}\t{{ case.today }}"))
NAME = "No Appeal: Do This Instead 不用申诉，请这样办理"


def no_appeal() -> bytes:
    """Return no_appeal.docx."""
    steps = (
        Column(12, "Step", "步骤", (("TableStrong", "{{ s.number }}"),)),
        Column(76, "English", "英文", (("TableText", "{{ s.text.en }}"),)),
        Column(66, "Chinese", "中文", (("TableTextZH", "{{ s.text.zh }}"),)),
        Column(16, "Source", "依据", (("Small", "{{ s.source }}"),)),
    )
    routes = (
        Column(44, "Route", "路线", pair("r.label")),
        Column(126, "How", "怎么走", pair("r.advice")),
    )
    body = "".join((
        title("No Appeal: Do This Instead", "不用申诉，请这样办理"),
        boxed(prose.NO_APPEAL),
        para("Gap"), facts(),
        block("decision.routes", heading(1, "Route", "走哪条路"),
              table("Routes 路线", routes, loop="r in decision.routes")),
        heading(1, "Steps", "步骤"),
        either("guide.topics",
               grouped_table("Steps 步骤", steps, groups='t in guide.topics if t.topic != "removal"',
                             label="{{ t.label.en }}  {{ t.label.zh }}", loop="s in t.steps"),
               brief(prose.NO_STEPS)),
        block('deadlines and deadlines[0].utc != "–"', heading(1, "By when", "期限"), deadline_table()),
    ))  # fmt: skip
    return package(NAME, body, HEADER, page_line(NAME))
