"""The page of the diagnosis that says why this strategy: the chain, its facts, and what would have changed it."""

from casewright.render.starter import prose
from casewright.render.starter.page import Column, block, para, table
from casewright.render.starter.reports import pair

_GROUNDS = (
    ("Mark", "{%p for g in s.grounds %}"), ("TableText", "{{ g.fact.en }}: {{ g.value.en }}"),
    ("TableTextZH", "{{ g.fact.zh }}：{{ g.value.zh }}"), ("Small", "{{ g.at }}"),
    ("Mark", "{%p else %}"), ("TableText", "–"), ("Mark", "{%p endfor %}"),
)  # fmt: skip


def why() -> str:
    """Return the section without its heading."""
    steps = (
        Column(34, "Step and row", "步骤与规则行",
               (*pair("s.step"), ("TableStrong", "{{ s.rule }}"), ("Small", "{{ s.at }}"))),
        Column(30, "Concluded", "结论",
               (("TableStrong", "{{ s.concluded.en }}"), ("TableTextZH", "{{ s.concluded.zh }}"))),
        Column(52, "Reason and source", "理由与依据", (*pair("s.reason"), ("Small", "{{ s.source }}"))),
        Column(54, "Facts that met it, and where they stand", "满足它的事实及出处", _GROUNDS),
    )  # fmt: skip
    ways = (
        Column(62, "Had this fact been otherwise", "如果这个事实不同",
               (("TableText", "{{ w.fact.en }}: {{ w.instead.en }} (it is {{ w.now.en }})"),
                ("TableTextZH", "{{ w.fact.zh }}：{{ w.instead.zh }}（现在是 {{ w.now.zh }}）"))),
        Column(46, "This row would have applied", "就会采用这一行",
               (("TableStrong", "{{ w.row }}"), ("Small", "{{ w.at }}"))),
        Column(62, "And the decision", "判断就会是", pair("w.course")),
    )  # fmt: skip
    return "".join((
        para("Subject", "{{ why.course.en }}"), para("SubjectZH", "{{ why.course.zh }}"),
        para("Normal", "{{ decision.why.en }}"), para("BodyZH", "{{ decision.why.zh }}"),
        block("why.steps", table("From the violation to the strategy 从违规到策略", steps, loop="s in why.steps")),
        block("why.ways", para("TableTitle", "What would have changed it  哪一个事实会改变判断"),
              table("What would have changed it 会改变判断的事实", ways, loop="w in why.ways"),
              para("Small", prose.FACTS_AS_THEY_ARE.en + "  " + prose.FACTS_AS_THEY_ARE.zh)),
        para("Small", "{{ why.decided.en }}  {{ why.decided.zh }}"),
        para("Small", "As of 截至 {{ why.as_of }} · playbook 规则版本 {{ why.playbook }} · "
             + prose.MORE_ROWS.en + "  " + prose.MORE_ROWS.zh),
    ))  # fmt: skip
