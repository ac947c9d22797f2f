"""Hit policies as DMN 1.3 defines them: what becomes of the rows that match, one function per policy."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from casewright.model import Finding, Kind, Severity, Value
from casewright.rules.chain import type_of
from casewright.rules.fit import show_value
from casewright.rules.language.cursor import ConditionError
from casewright.rules.language.literal import read_output
from casewright.rules.table import Column, DecisionTable, HitPolicy, Rule

UNIQUE_TWICE = Kind(
    "rules/unique-matched-twice", Severity.ERROR,
    "表“{table}”只允许一行命中，但 {rules} 同时命中；这张表没有结论。",
    "Only one row of the table \"{table}\" may match, but {rules} match together; the table concludes nothing.",
    "收紧其中一行的条件，使它们不再重叠。", "Narrow the conditions of one of the rows so that they no longer overlap.",
)  # fmt: skip
ANY_DIFFERS = Kind(
    "rules/any-rows-differ", Severity.ERROR,
    "表“{table}”同时命中的行必须结论相同，但 {rules} 的“{column}”各不相同（{values}）；这张表没有结论。",
    "The rows of the table \"{table}\" that match together must conclude the same, but {rules} differ in \"{column}\" "
    "({values}); the table concludes nothing.",
    "把这些行的结论改成一样，或收紧条件使它们不再重叠。",
    "Let these rows conclude the same, or narrow their conditions so that they no longer overlap.",
)  # fmt: skip
NO_ORDER = Kind(
    "rules/priority-unknown", Severity.ERROR,
    "表“{table}”按 {policy} 判定，但结论列“{name}”没有写明各个值的先后。",
    "The table \"{table}\" decides by {policy}, but nothing says how the values of its conclusion \"{name}\" rank.",
    "第 2 行写成“then 结论: 高, 中, 低”（重要的在前），或在事实字典的 values 列按先后列出。",
    "Write row 2 as \"then 结论: high, medium, low\", the weightiest first, or list the values in that order in the "
    "facts dictionary.",
)  # fmt: skip
UNRANKED = Kind(
    "rules/priority-value-unknown", Severity.ERROR,
    "规则 {rule} 的“{name}”是“{value}”，不在写明先后的值里（{order}）。",
    "Rule {rule} concludes {name} = \"{value}\", which is not among the ranked values ({order}).",
    "改成其中一个值，或把这个值补进先后顺序。", "Use one of them, or add this value to the order.",
)  # fmt: skip
ONE_COLUMN = Kind(
    "rules/aggregate-needs-one-conclusion", Severity.ERROR,
    "表“{table}”按 {policy} 汇总，只能有一个结论列，现在有：{names}。",
    "The table \"{table}\" is summed up by {policy}, which takes exactly one conclusion column; it has {names}.",
    "其他结论列移到另一张表，或把命中策略改成 COLLECT。",
    "Move the other columns to a table of their own, or make the hit policy COLLECT.",
)  # fmt: skip
NOT_A_NUMBER = Kind(
    "rules/aggregate-needs-numbers", Severity.ERROR,
    "表“{table}”按 {policy} 汇总，但规则 {rule} 的“{name}”是“{value}”，不是{want_zh}。",
    "The table \"{table}\" is summed up by {policy}, but rule {rule} concludes {name} = \"{value}\", "
    "which is not {want_en}.",
    "改成{want_zh}，或把命中策略改成 COLLECT。", "Make it {want_en}, or make the hit policy COLLECT.",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Hit:
    """The rows that apply, in the order in which they count; ``failed`` where the policy was broken.

    ``aggregate`` is the sum, smallest, largest or count where the policy makes one value out of the rows.
    """

    rules: tuple[Rule, ...]
    findings: tuple[Finding, ...] = ()
    aggregate: Value = None

    @property
    def failed(self) -> bool:
        """Say whether the policy was broken, so that the table has no conclusion."""
        return bool(self.findings)


def apply_policy(table: DecisionTable, matched: Sequence[Rule]) -> Hit:
    """Return the rows that apply out of those that match, the default row where none does.

    ``matched`` is in sheet order. A count of no rows is 0, unless the table has a default row.
    """
    if not matched and table.default is not None:
        return Hit((table.default,))
    return _POLICIES[table.hit_policy](table, matched)


def _all(_table: DecisionTable, matched: Sequence[Rule]) -> Hit:
    return Hit(tuple(matched))


def _first(_table: DecisionTable, matched: Sequence[Rule]) -> Hit:
    return Hit(tuple(matched[:1]))


def _unique(table: DecisionTable, matched: Sequence[Rule]) -> Hit:
    if len(matched) < 2:
        return Hit(tuple(matched))
    return Hit((), (UNIQUE_TWICE.at(matched[0].origin, table=table.name, rules=_named(matched)),))


def _any(table: DecisionTable, matched: Sequence[Rule]) -> Hit:
    for column in table.outputs:
        values = dict.fromkeys(rule.outputs.get(column.name) for rule in matched)
        if len(values) > 1:
            return Hit((), (
                ANY_DIFFERS.at(
                    matched[0].origin, table=table.name, rules=_named(matched), column=column.name,
                    values=" ≠ ".join(show_value(value) or "-" for value in values),
                ),
            ))  # fmt: skip
    return Hit(tuple(matched[:1]))


def _priority(table: DecisionTable, matched: Sequence[Rule]) -> Hit:
    ranked = _output_order(table, matched)
    return Hit(ranked.rules[:1], ranked.findings)


def _output_order(table: DecisionTable, matched: Sequence[Rule]) -> Hit:
    faults = tuple(_unordered(table))
    if faults:
        return Hit((), faults)
    return Hit(tuple(sorted(matched, key=lambda rule: _rank(table, rule))))


def _rank(table: DecisionTable, rule: Rule) -> tuple[int, ...]:
    """Return a row's place by its outputs, column by column from the left; a value without a rank comes last."""
    places = []
    for column in table.outputs:
        if column.order:
            place = _place(column, rule.outputs.get(column.name))
            places.append(len(column.order) if place is None else place)
    return tuple(places)


def _place(column: Column, value: Value) -> int | None:
    """Return where a value stands in the column's order, however that is typed (``50%`` is 0.5); None for nowhere."""
    said = show_value(value)
    if said in column.order:
        return column.order.index(said)
    if value is None or isinstance(value, str):
        return None
    return next((place for place, word in enumerate(column.order) if _means(word, value)), None)


def _means(word: str, value: Value) -> bool:
    try:
        meant = read_output(word, term=None)
    except ConditionError:
        return False
    return type_of(meant) is type_of(value) and meant == value


def _sum(table: DecisionTable, matched: Sequence[Rule]) -> Hit:
    return _aggregate(table, matched, lambda numbers, _days: sum(numbers, Fraction(0)))


def _min(table: DecisionTable, matched: Sequence[Rule]) -> Hit:
    return _extreme(table, _aggregate(table, matched, lambda numbers, days: min(numbers) if numbers else min(days)))


def _max(table: DecisionTable, matched: Sequence[Rule]) -> Hit:
    return _extreme(table, _aggregate(table, matched, lambda numbers, days: max(numbers) if numbers else max(days)))


def _count(table: DecisionTable, matched: Sequence[Rule]) -> Hit:
    faults = tuple(_columns(table))
    if faults:
        return Hit((), faults)
    rules = _filled(table, matched)
    return Hit(rules, aggregate=Fraction(len(rules)))


def _aggregate(
    table: DecisionTable, matched: Sequence[Rule], work: Callable[[list[Fraction], list[date]], Value]
) -> Hit:
    rules = _filled(table, matched)
    faults = (*_columns(table), *_unfit(table, rules))
    if faults or not rules:
        return Hit((), faults)
    values = [_value(table, rule) for rule in rules]
    numbers = [value for value in values if isinstance(value, Fraction)]
    days = [value for value in values if isinstance(value, date)]
    return Hit(rules, aggregate=work(numbers, days))


def _extreme(table: DecisionTable, hit: Hit) -> Hit:
    """Keep the rows that hold the smallest or largest value."""
    return Hit(tuple(rule for rule in hit.rules if _value(table, rule) == hit.aggregate), hit.findings, hit.aggregate)


def aggregated_column(table: DecisionTable) -> Column | None:
    """Return the one conclusion that a policy sums up; prose for readers does not count."""
    columns = [column for column in table.outputs if not column.prose]
    return columns[0] if len(columns) == 1 else None


def _value(table: DecisionTable, rule: Rule) -> Value:
    column = aggregated_column(table)
    return rule.outputs.get(column.name) if column else None


def _filled(table: DecisionTable, matched: Sequence[Rule]) -> tuple[Rule, ...]:
    return tuple(rule for rule in matched if _value(table, rule) is not None)


def _named(rules: Sequence[Rule]) -> str:
    return ", ".join(f"{rule.id} ({rule.origin.at})" for rule in rules)


def policy_faults(table: DecisionTable) -> tuple[Finding, ...]:
    """Find what keeps a table's hit policy from working, before any case meets it."""
    if table.hit_policy.ranks:
        return (*_unordered(table), *_unranked(table))
    if table.hit_policy.aggregates:
        return (*_columns(table), *_unfit(table, (*table.rules, *table.dormant)))
    return ()


def _unordered(table: DecisionTable) -> Iterator[Finding]:
    ranked = [column for column in table.outputs if not column.prose]
    if not any(column.order for column in ranked):
        first = ranked[0] if ranked else table.outputs[0]
        yield NO_ORDER.at(first.ref, table=table.name, policy=table.hit_policy, name=first.name)


def _unranked(table: DecisionTable) -> Iterator[Finding]:
    for column in table.outputs:
        for rule in table.written:
            value = rule.outputs.get(column.name)
            said = show_value(value)
            if column.order and said and _place(column, value) is None:
                yield UNRANKED.at(
                    rule.origin, rule=rule.id, name=column.name, value=said, order=", ".join(column.order)
                )


def _columns(table: DecisionTable) -> Iterator[Finding]:
    if aggregated_column(table) is None:
        names = ", ".join(column.name for column in table.outputs)
        yield ONE_COLUMN.at(table.origin, table=table.name, policy=table.hit_policy, names=names)


def _unfit(table: DecisionTable, rules: Sequence[Rule]) -> Iterator[Finding]:
    """Find outputs that cannot be added up, or of which none is the largest; days have an order but no sum."""
    column = aggregated_column(table)
    if column is None or table.hit_policy is HitPolicy.COLLECT_COUNT:
        return
    filled = [rule for rule in rules if rule.outputs.get(column.name) is not None]
    days = table.hit_policy is not HitPolicy.COLLECT_SUM and any(
        isinstance(rule.outputs.get(column.name), date) for rule in filled[:1]
    )
    for rule in filled:
        value = rule.outputs.get(column.name)
        if not isinstance(value, date if days else Fraction):
            yield NOT_A_NUMBER.at(
                rule.origin, table=table.name, policy=table.hit_policy, rule=rule.id, name=column.name,
                value=show_value(value), want_zh="日期" if days else "数字", want_en="a date" if days else "a number",
            )  # fmt: skip


_POLICIES: Mapping[HitPolicy, Callable[[DecisionTable, Sequence[Rule]], Hit]] = {
    HitPolicy.UNIQUE: _unique,
    HitPolicy.ANY: _any,
    HitPolicy.FIRST: _first,
    HitPolicy.PRIORITY: _priority,
    HitPolicy.RULE_ORDER: _all,
    HitPolicy.OUTPUT_ORDER: _output_order,
    HitPolicy.COLLECT: _all,
    HitPolicy.COLLECT_SUM: _sum,
    HitPolicy.COLLECT_MIN: _min,
    HitPolicy.COLLECT_MAX: _max,
    HitPolicy.COLLECT_COUNT: _count,
}
