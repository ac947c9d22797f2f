"""The tables that a decision is made of: what each must conclude, and which words it may use for it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from casewright.model import Finding, Kind, Severity
from casewright.rules.language.vocabulary import did_you_mean
from casewright.rules.table import DecisionTable, HitPolicy

LACKS_OUTPUT = Kind(
    "rules/conclusion-missing", Severity.ERROR,
    "表“{table}”缺少结论列“{name}”。", "The table \"{table}\" lacks the conclusion column \"{name}\".",
    "加上这一列，第 2 行写 then 结论，第 3 行写 {name}。", "Add the column, with then in row 2 and {name} in row 3.",
)  # fmt: skip
WRONG_POLICY = Kind(
    "rules/hit-policy-unfit", Severity.ERROR,
    "表“{table}”的命中策略是 {value}，这里需要 {wanted}。",
    "The table \"{table}\" has the hit policy {value}; {wanted} is needed here.",
    "在第 1 行改成 {wanted}。", "Change it to {wanted} in row 1.",
)  # fmt: skip
WRONG_WORD = Kind(
    "rules/conclusion-word-unknown", Severity.ERROR,
    "规则 {rule} 的“{name}”写的是“{value}”，程序不认识。",
    "Rule {rule} concludes {name} = \"{value}\", which the program does not know.",
    "{hint_zh}", "{hint_en}",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Expected:
    """What the program reads from one table. ``words`` lists the values that it understands, by column."""

    outputs: tuple[str, ...]
    many: bool = False
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


EXPECTED: Mapping[str, Expected] = {
    "violation": Expected(("family",)),
    "door": Expected(("door",), words={"door": ("fix", "dispute", "none")}),
    "strategy": Expected(("strategy", "approach")),
    "root_causes": Expected(("cause",), many=True),
    "evidence": Expected(("kind", "need", "why_zh", "why_en"), many=True, words={"need": ("must", "optional")}),
    "risks": Expected(
        ("risk", "severity", "text_zh", "text_en"), many=True, words={"severity": ("error", "warning", "info")},
    ),
    "route": Expected(("route", "advice_zh", "advice_en"), many=True),
    "documents": Expected(("document",), many=True),
    "wording": Expected(("block", "order"), many=True),
}  # fmt: skip


def expectations(tables: Iterable[DecisionTable]) -> Iterator[Finding]:
    """Find what the program needs of the tables it knows by name; tables of other names are free."""
    for table in tables:
        wanted = EXPECTED.get(table.name)
        if wanted is None:
            continue
        have = {column.name for column in table.outputs}
        for name in wanted.outputs:
            if name not in have:
                yield LACKS_OUTPUT.at(table.ref, table=table.name, name=name)
        if table.hit_policy.many != wanted.many or table.hit_policy.aggregates:
            policy = HitPolicy.COLLECT if wanted.many else HitPolicy.FIRST
            yield WRONG_POLICY.at(table.ref, table=table.name, value=table.hit_policy, wanted=policy)
        yield from _words(table, wanted)


def _words(table: DecisionTable, wanted: Expected) -> Iterator[Finding]:
    for rule in table.written:
        for name, words in wanted.words.items():
            value = rule.outputs.get(name)
            concludes = any(output is not None for output in rule.outputs.values())
            if name in rule.outputs and concludes and value not in words:
                hint = did_you_mean(str(value or ""), words)
                yield WRONG_WORD.at(
                    rule.origin, rule=rule.id, name=name, value=value or "", hint_zh=hint.zh, hint_en=hint.en
                )
