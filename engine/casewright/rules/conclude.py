"""One table against one case: by the engine, by the plain evaluator, and only if both agree."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from casewright.model import Fact, Facts, Finding, Kind, RowTrace, Severity, Value
from casewright.rules.fit import misfits, show_value, type_findings
from casewright.rules.held import hold_rows
from casewright.rules.hit import apply_policy
from casewright.rules.language.vocabulary import FactType
from casewright.rules.runtime import Engine, EngineLostCaseError
from casewright.rules.table import Column, DecisionTable, Rule, fact_name
from casewright.rules.trace import trace_rows

DISAGREE = Kind(
    "rules/engines-disagree", Severity.ERROR,
    "表“{table}”：规则引擎命中 {engine}，对照求值命中 {evaluator}，两者不一致，案件已停下。",
    "Table \"{table}\": the rules engine matched {engine}, the plain evaluation {evaluator}; the case was stopped.",
    "请把案件和规则工作簿交给维护人员核对；在此之前不要使用这份结论。",
    "Hand the case and the rulebook to whoever maintains the program, and use no conclusion until then.",
)  # fmt: skip
LOST = Kind(
    "rules/engine-failed", Severity.ERROR,
    "表“{table}”：规则引擎没有给出结果（{why}），案件已停下。",
    "Table \"{table}\": the rules engine gave no answer ({why}); the case was stopped.",
    "重新运行这个案件；再次出现时请交给维护人员。",
    "Run the case again; if it comes back, tell whoever maintains the program.",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Concluded:
    """What one table said. ``failed``: it must not be used; ``stop``: nor anything after it."""

    table: DecisionTable
    matched: tuple[Rule, ...]
    fired: tuple[Rule, ...]
    trace: Sequence[RowTrace]
    findings: tuple[Finding, ...] = ()
    stop: bool = False
    aggregate: Value = None

    @property
    def failed(self) -> bool:
        """Say whether the table has no usable conclusion."""
        return bool(self.findings)

    def facts(self) -> dict[str, Fact]:
        """Return the conclusions as facts for later tables: one value each, or a list where rows are collected.

        A policy that adds up gives one value, and the default row gives its own.
        """
        made: dict[str, Fact] = {}
        for column in self.table.outputs:
            if column.prose:
                continue
            name = fact_name(self.table.name, column.name)
            origin = self.fired[0].origin if self.fired else self.table.origin
            values = [rule.outputs.get(column.name) for rule in self.fired]
            if self.table.hit_policy.many:
                made[name] = Fact(name, _collected(column, values), origin)
            elif self.table.hit_policy.aggregates and (self.matched or not self.fired):
                made[name] = Fact(name, self.aggregate, origin)
            else:
                made[name] = Fact(name, values[0] if values else None, origin)
        return made


def conclude(table: DecisionTable, facts: Facts, *, engine: Engine | None) -> Concluded:
    """Decide one table; ``engine`` None leaves it to the plain evaluator.

    A fact of the wrong type, a broken hit policy or two engines that disagree leave the table without a conclusion.
    """
    values = {name: fact.value for name, fact in facts.items()}
    wrong = misfits(table, values)
    if wrong:
        return Concluded(table, (), (), (), type_findings(wrong, facts, table))
    held = hold_rows(table, values)
    met = held.met_rows()
    dispute = _second_opinion(table, values, met, engine)
    if dispute is not None:
        return Concluded(table, (), (), trace_rows(table, values, held), (dispute,), stop=True)
    matched = tuple(table.rules[row] for row in met)
    hit = apply_policy(table, matched)
    trace = trace_rows(table, values, held, fired=hit.rules)
    return Concluded(table, matched, hit.rules, trace, hit.findings, aggregate=hit.aggregate)


def _collected(column: Column, values: Sequence[Value]) -> Value:
    """Return each value once: numbers and days as they are where the whole column holds them, else texts."""
    known = dict.fromkeys(value for value in values if value is not None)
    kind = column.term.type if column.term else None
    if kind is FactType.NUMBER:
        return tuple(value for value in known if isinstance(value, Fraction))
    if kind is FactType.DATE:
        return tuple(value for value in known if isinstance(value, date))
    return tuple(dict.fromkeys(show_value(value) for value in known))


def _second_opinion(
    table: DecisionTable, values: Mapping[str, Value], met: tuple[int, ...], engine: Engine | None
) -> Finding | None:
    if engine is None:
        return None
    try:
        theirs = engine.met_rows(table.name, values)
    except EngineLostCaseError as error:
        return LOST.at(table.origin, table=table.name, why=str(error))
    if theirs == met:
        return None
    return DISAGREE.at(table.origin, table=table.name, engine=_ids(table, theirs), evaluator=_ids(table, met))


def _ids(table: DecisionTable, rows: tuple[int, ...]) -> str:
    return ", ".join(table.rules[row].id for row in rows) or "-"
