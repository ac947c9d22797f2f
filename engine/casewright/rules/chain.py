"""The order in which tables decide: whoever needs a conclusion comes after the table that draws it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Protocol

from casewright.model import Finding, Kind, Severity, Value, both
from casewright.rules.head import Head
from casewright.rules.language.literal import read_output
from casewright.rules.language.vocabulary import FactType, Term, Vocabulary, did_you_mean
from casewright.rules.table import Column, HitPolicy, element_term, fact_name

UNKNOWN_FACT = Kind(
    "rules/fact-unknown", Severity.ERROR,
    "条件列“{name}”既不在事实字典里，也不是别的表的结论。",
    "The condition column \"{name}\" is neither in the facts dictionary nor concluded by another table.",
    "{hint_zh}", "{hint_en}",
)  # fmt: skip
CYCLE = Kind(
    "rules/tables-in-a-circle", Severity.ERROR,
    "这些表互相等待对方的结论：{names}。", "These tables wait for one another's conclusions: {names}.",
    "去掉其中一张表里引用后面结论的条件列。", "Take the condition column that looks ahead out of one of them.",
)  # fmt: skip
TWO_SOURCES = Kind(
    "rules/conclusion-from-two-tables", Severity.ERROR,
    "“{name}”由两张表同时得出（{first} 和 {second}），后面的表不知道用哪个。",
    "\"{name}\" is concluded by two tables, {first} and {second}, and a later table cannot tell which to use.",
    "给其中一个结论列改名。", "Give one of the conclusion columns another name.",
)  # fmt: skip
BUILT_IN = {"today": Term("today", both("today"), FactType.DATE)}


class _Answered(Protocol):
    """A row whose conclusions are read."""

    @property
    def outputs(self) -> Mapping[str, Value]: ...


def type_outputs(head: Head, vocabulary: Vocabulary) -> Head:
    """Give each conclusion column its term: the dictionary's, or plain text for the columns of prose."""
    outputs = tuple((number, _typed(head, column, vocabulary)) for number, column in head.outputs)
    return replace(head, outputs=outputs)


def _typed(head: Head, column: Column, vocabulary: Vocabulary) -> Column:
    if head.policy is HitPolicy.COLLECT_COUNT and not column.prose:
        return column  # what is counted may be anything; the count is a number
    listed = vocabulary.term(fact_name(head.name, column.name)) if head.policy.many else None
    term = element_term(listed) or vocabulary.term(column.name)
    if term is None and column.prose:
        term = Term(column.name, both(column.name), FactType.STRING)
    if term is None and column.order:
        term = _ranked_term(column)
    term = element_term(term) if head.policy.many else term
    order = column.order or (term.values if term is not None and not column.prose else ())
    return replace(column, term=term, order=order)


def _ranked_term(column: Column) -> Term | None:
    """Return the term of a conclusion whose head lists its values, None where these are numbers or days."""
    kinds = {type_of(read_output(word, term=None)) for word in column.order}
    return Term(column.name, both(column.name), FactType.ENUM, column.order) if kinds == {FactType.STRING} else None


def concluded_terms(head: Head, rules: Iterable[_Answered], vocabulary: Vocabulary) -> dict[str, Term]:
    """Return the facts that a table concludes, typed by the dictionary or by what its rows say."""
    terms: dict[str, Term] = {}
    rows = tuple(rules)
    for _, column in head.outputs:
        name = fact_name(head.name, column.name)
        known = vocabulary.term(name)
        if known is not None:
            terms[name] = known
        elif head.policy.many:
            kind = _kind(column, [row.outputs.get(column.name) for row in rows])
            terms[name] = Term(name, both(name), list_of(kind))
        elif head.policy is HitPolicy.COLLECT_COUNT:
            terms[name] = Term(name, both(name), FactType.NUMBER)
        elif (kind := _kind(column, [row.outputs.get(column.name) for row in rows])) is not None:
            terms[name] = Term(name, both(name), kind)
    return terms


def _kind(column: Column, values: Sequence[Value]) -> FactType | None:
    if column.term is not None:
        return column.term.type
    kinds = {type_of(value) for value in values if value is not None}
    return kinds.pop() if len(kinds) == 1 else None


def type_of(value: Value) -> FactType | None:
    """Return the type that a value has by itself, None for nothing."""
    if isinstance(value, bool):
        return FactType.BOOLEAN
    if isinstance(value, Fraction):
        return FactType.NUMBER
    if isinstance(value, date):
        return FactType.DATE
    if isinstance(value, tuple):
        return list_of(type_of(value[0]) if value else None)
    return None if value is None else FactType.STRING


def list_of(part: FactType | None) -> FactType:
    """Return the type of a list whose parts are of a type."""
    kinds = {FactType.NUMBER: FactType.NUMBER_LIST, FactType.DATE: FactType.DATE_LIST}
    return kinds.get(part, FactType.LIST) if part else FactType.LIST


def type_inputs(
    head: Head, concluded: Mapping[str, Term], vocabulary: Vocabulary
) -> tuple[tuple[Column, ...], tuple[Finding, ...]]:
    """Give each condition column its term; a name that nobody knows is a finding at the column's head."""
    columns: list[Column] = []
    found: list[Finding] = []
    known = {**BUILT_IN, **concluded, **vocabulary.terms}
    for _, column in head.inputs:
        term = known.get(column.name)
        if term is None and not vocabulary.open:
            hint = did_you_mean(column.name, known)
            found.append(UNKNOWN_FACT.at(column.ref, name=column.name, hint_zh=hint.zh, hint_en=hint.en))
        columns.append(replace(column, term=term))
    return tuple(columns), tuple(found)


def in_order(heads: Sequence[Head]) -> tuple[tuple[Head, ...], tuple[Finding, ...]]:
    """Sort tables so that each stands behind the tables whose conclusions it reads; sheet order where free."""
    makers: dict[str, list[Head]] = {}
    for head in heads:
        for _, column in head.outputs:
            makers.setdefault(fact_name(head.name, column.name), []).append(head)
    found = list(_doubled(heads, makers))
    waiting = {
        head.name: {maker.name for _, column in head.inputs for maker in makers.get(column.name, ())} for head in heads
    }
    done: list[Head] = []
    while len(done) < len(heads):
        placed = {head.name for head in done}
        ready = next((head for head in heads if head.name not in placed and waiting[head.name] <= placed), None)
        if ready is None:
            stuck = _circle(waiting, placed)
            first = next(head for head in heads if head.name == stuck[0])
            found.append(CYCLE.at(first.ref, names=" → ".join([*stuck, stuck[0]])))
            return tuple(heads), tuple(found)
        done.append(ready)
    return tuple(done), tuple(found)


def _doubled(heads: Sequence[Head], makers: Mapping[str, list[Head]]) -> Iterator[Finding]:
    asked = {column.name for head in heads for _, column in head.inputs}
    for name, both_heads in makers.items():
        if name in asked and len(both_heads) > 1:
            first, second = both_heads[0], both_heads[1]
            yield TWO_SOURCES.at(second.ref, name=name, first=first.name, second=second.name)


def _circle(waiting: Mapping[str, set[str]], placed: set[str]) -> list[str]:
    """Follow the waits from any table that cannot be placed until one comes up again."""
    path = [min(name for name in waiting if name not in placed)]
    while True:
        ahead = min(name for name in waiting[path[-1]] if name not in placed)
        if ahead in path:
            return path[path.index(ahead) :]
        path.append(ahead)
