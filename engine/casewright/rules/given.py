"""Facts that someone gives by hand: a test's lines, or a JSON document."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

from casewright.model import Fact, Finding, Kind, Origin, Severity, Value
from casewright.rules.chain import type_of
from casewright.rules.language.cursor import ConditionError
from casewright.rules.language.literal import read_output
from casewright.rules.language.vocabulary import FactType, Term, did_you_mean
from casewright.rules.table import Column, DecisionTable, Rulebook

BAD_GIVEN = Kind(
    "rules/given-unreadable", Severity.ERROR,
    "已知事实 {name} = “{value}”：{what_zh}。", "The given fact {name} = \"{value}\": {what_en}.",
    "{fix_zh}", "{fix_en}",
)  # fmt: skip
NOT_ASKED = Kind(
    "rules/given-unknown", Severity.WARNING,
    "已知事实“{name}”没有任何条件用到。", "No condition asks about the given fact \"{name}\".",
    "{hint_zh}", "{hint_en}",
)  # fmt: skip


def facts_from_lines(
    lines: Mapping[str, str], *, table: DecisionTable, rulebook: Rulebook, origin: Origin
) -> tuple[dict[str, Fact], tuple[Finding, ...]]:
    """Read facts out of ``name=value`` texts, typed as the table's columns are; a list has ``|`` between its parts."""
    found: list[Finding] = []
    facts: dict[str, Fact] = {}
    asked = {column.name: column for column in table.inputs}
    for name, text in lines.items():
        if name not in asked and rulebook.vocabulary.term(name) is None:
            hint = did_you_mean(name, asked)
            found.append(NOT_ASKED.at(origin, name=name, hint_zh=hint.zh, hint_en=hint.en))
        try:
            facts[name] = Fact(name, _read(text, _term(name, asked, rulebook)), origin)
        except ConditionError as error:
            found.append(_unreadable(name, text, error, origin))
    return facts, tuple(found)


def _term(name: str, asked: Mapping[str, Column], rulebook: Rulebook) -> Term | None:
    column = asked.get(name)
    return (column.term if column else None) or rulebook.vocabulary.term(name)


def _read(text: str, term: Term | None) -> Value:
    if term is not None and term.type is FactType.LIST:
        return tuple(part.strip() for part in text.split("|") if part.strip())
    return read_output(text, term=term) if text else None


def _unreadable(name: str, text: str, error: ConditionError, origin: Origin) -> Finding:
    return BAD_GIVEN.at(
        origin, name=name, value=text, what_zh=error.what.zh, what_en=error.what.en, fix_zh=error.fix.zh,
        fix_en=error.fix.en,
    )  # fmt: skip


def facts_from_json(
    values: Mapping[str, object], *, table: DecisionTable, origin: Origin
) -> tuple[dict[str, Fact], tuple[Finding, ...]]:
    """Take facts out of parsed JSON: texts, numbers, flags, lists of texts; ISO days where a column asks for a day.

    Numbers may be int, float, Decimal or Fraction and become exact. Nothing else is converted: ``"5"`` is a text.
    """
    kinds = {column.name: column.term.type if column.term else None for column in table.inputs}
    found: list[Finding] = []
    facts: dict[str, Fact] = {}
    for name, value in values.items():
        try:
            facts[name] = Fact(name, _from_json(value, kinds.get(name)), origin)
        except ValueError as error:
            found.append(
                BAD_GIVEN.at(
                    origin, name=name, value=value, what_zh="不是文字、数字、是否或文字清单",
                    what_en=str(error), fix_zh="改成这几种值之一。", fix_en="Use one of these kinds of value.",
                )
            )  # fmt: skip
    return facts, tuple(found)


def _from_json(value: object, kind: FactType | None) -> Value:
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int | float | Decimal | Fraction):
        return Fraction(repr(value)) if isinstance(value, float) else Fraction(value)
    if isinstance(value, list | tuple):
        return tuple(_parts(value))
    if isinstance(value, date):
        return value
    if not isinstance(value, str):
        raise ValueError("it is neither a text, a number, a flag nor a list of texts")  # noqa: TRY004 - data, not code
    return _day(value) if kind is FactType.DATE else value


def _parts(value: list[object] | tuple[object, ...]) -> Iterator[str]:
    for part in value:
        if not isinstance(part, str):
            raise ValueError("a list may hold texts only")  # noqa: TRY004 - data, not code
        yield part


def _day(text: str) -> Value:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text  # a text where a day is asked for: the table says so by cell


def to_json(value: Value) -> object:
    """Return a value as JSON has it: whole numbers as int, others as float, days as ISO texts."""
    if isinstance(value, Fraction):
        return int(value) if value.denominator == 1 else float(value)
    if isinstance(value, tuple):
        return list(value)
    return value.isoformat() if type_of(value) is FactType.DATE and isinstance(value, date) else value
