"""Whether the facts of a case are of the types that a table's columns ask about."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from casewright.model import Fact, Facts, Finding, Kind, Severity, Value
from casewright.rules.chain import list_of, type_of
from casewright.rules.language.condition import (
    EQUAL,
    AnyPart,
    Compare,
    Contains,
    Test,
    operands_of,
    print_scalar,
)
from casewright.rules.language.vocabulary import FactType, Vocabulary, did_you_mean
from casewright.rules.table import DecisionTable

WRONG_TYPE = Kind(
    "rules/fact-type", Severity.ERROR,
    "事实“{name}”的值是 {value}，而 {at} 需要{want_zh}；这张表没有判定。",
    "The fact \"{name}\" is {value}, but {at} asks for {want_en}; the table was not decided.",
    "改正这个值，或在事实字典里改正 {name} 的类型。",
    "Correct the value, or the type of {name} in the facts dictionary.",
)  # fmt: skip
NOT_LISTED = Kind(
    "rules/fact-value-unknown", Severity.ERROR,
    "事实“{name}”的值“{value}”不在事实字典的可选值里。",
    "The fact \"{name}\" has the value \"{value}\", which the facts dictionary does not list.",
    "{hint_zh}", "{hint_en}",
)  # fmt: skip


#: What a value of a type mostly is, so that sixty facts are passed at a glance.
_USUAL: Mapping[FactType, type] = {
    FactType.STRING: str, FactType.ENUM: str, FactType.NUMBER: Fraction, FactType.BOOLEAN: bool, FactType.DATE: date,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Misfit:
    """One fact whose value a table cannot compare, and where the table asks about it."""

    name: str
    value: Value
    at: str
    wanted: FactType


def misfits(table: DecisionTable, values: Mapping[str, Value]) -> tuple[Misfit, ...]:
    """Return each fact that a column of the table cannot take; never a silent no."""
    return tuple(_misfits(table, values))


def _misfits(table: DecisionTable, values: Mapping[str, Value]) -> Iterator[Misfit]:
    loose = set()
    for column in table.inputs:
        value = values.get(column.name)
        if value is None:
            continue
        if column.term is None or (column.guessed and isinstance(value, tuple)):
            loose.add(column.name)
        elif value.__class__ is not _USUAL.get(column.term.type) and not _fits(value, column.term.type):
            yield Misfit(column.name, value, column.ref.at, column.term.type)
    if not loose:
        return
    for rule in table.rules:
        for cell in rule.conditions:
            if cell.fact in loose and (wanted := _unlike(cell.condition.tests, values[cell.fact])) is not None:
                yield Misfit(cell.fact, values[cell.fact], cell.ref.at, wanted)


def _fits(value: Value, wanted: FactType) -> bool:
    if isinstance(value, tuple):
        return wanted.plural and all(type_of(part) is wanted.part for part in value)
    return type_of(value) is (FactType.STRING if wanted is FactType.ENUM else wanted)


def _unlike(tests: Iterable[Test], value: Value) -> FactType | None:
    """Return the type that a cell of an untyped column asks for, None where the value has it."""
    for test in tests:
        wanted = asked_type(test)
        if wanted is not None and not _answers(test, value, wanted):
            return wanted
    return None


def _answers(test: Test, value: Value, wanted: FactType) -> bool:
    """Say whether a value has the form that a test asks for; a list also answers what is asked of one of its parts."""
    whole = isinstance(test, Contains) or (isinstance(test, Compare) and test.operator == EQUAL)
    return _fits(value, wanted) or (whole and isinstance(value, tuple) and _fits(value, list_of(wanted)))


def asked_type(test: Test) -> FactType | None:
    """Return the type of value that a test can be asked of, by its own form; None where any will do."""
    kind = next((type_of(value) for value in operands_of(test)), None)
    return list_of(kind) if isinstance(test, AnyPart) else kind


def type_findings(wrong: tuple[Misfit, ...], facts: Facts, table: DecisionTable) -> tuple[Finding, ...]:
    """Word misfits for the reader, at the place the value came from."""
    return tuple(
        WRONG_TYPE.at(
            facts[each.name].origin if each.name in facts else table.origin, name=each.name,
            value=show_value(each.value), at=each.at, want_zh=each.wanted.label.zh, want_en=each.wanted.label.en,
        )
        for each in wrong
    )  # fmt: skip


def unlisted(facts: Facts, vocabulary: Vocabulary) -> tuple[Finding, ...]:
    """Return the facts whose value (or a part of it) is not among those that the dictionary lists."""
    return tuple(finding for fact in facts.values() for finding in _unlisted(fact, vocabulary))


def _unlisted(fact: Fact, vocabulary: Vocabulary) -> Iterator[Finding]:
    term = vocabulary.term(fact.name)
    if term is None or not term.values or fact.value is None:
        return
    for part in fact.value if isinstance(fact.value, tuple) else (fact.value,):
        if isinstance(part, str) and part and part not in term.values:
            hint = did_you_mean(part, term.values)
            yield NOT_LISTED.at(fact.origin, name=fact.name, value=part, hint_zh=hint.zh, hint_en=hint.en)


def show_value(value: Value) -> str:
    """Return a fact's value for a trace: exact decimals, ISO days, texts without quotes, nothing for not known."""
    if value is None:
        return ""
    if isinstance(value, tuple):
        return ", ".join(map(show_value, value))
    return value if isinstance(value, str) else print_scalar(value)
