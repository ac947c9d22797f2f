"""Facts that someone gives by hand: a test's lines, or a JSON document."""

import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from casewright.model import Bilingual, Fact, Finding, Kind, Origin, Severity, Value
from casewright.rules.chain import type_of
from casewright.rules.language.cursor import ConditionError
from casewright.rules.language.literal import read_value
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
    """Read facts out of ``name=value`` texts, typed as the table's columns are; a list has ``|`` between its parts.

    ``name=`` says of a list that it is known to be empty, of anything else that it is not known.
    """
    found: list[Finding] = []
    facts: dict[str, Fact] = {}
    asked = {column.name: column for column in table.inputs}
    for name, text in lines.items():
        if name not in asked and rulebook.vocabulary.term(name) is None:
            hint = did_you_mean(name, asked)
            found.append(NOT_ASKED.at(origin, name=name, hint_zh=hint.zh, hint_en=hint.en))
        term = _term(name, asked, rulebook)
        value, unreadable = read_given(name, text, term=term, origin=origin)
        if not text and term is not None and term.type.plural:
            value = ()
        found.extend(unreadable)
        if not unreadable:
            facts[name] = Fact(name, value, origin)
    return facts, tuple(found)


def _term(name: str, asked: Mapping[str, Column], rulebook: Rulebook) -> Term | None:
    column = asked.get(name)
    return (column.term if column else None) or rulebook.vocabulary.term(name)


def read_given(name: str, text: str, *, term: Term | None, origin: Origin) -> tuple[Value, tuple[Finding, ...]]:
    """Read one value as someone types it, by its type or its own form; nothing typed is not known."""
    try:
        return read_value(text, term=term) if text.strip() else None, ()
    except ConditionError as error:
        return None, (_unreadable(name, text, error, origin),)


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
    A list holds texts, numbers or ISO days, all of one kind.
    """
    found: list[Finding] = []
    facts: dict[str, Fact] = {}
    days = set(_asking_for_days(table))
    for name, value in values.items():
        try:
            facts[name] = Fact(name, _from_json(value, day=name in days), origin)
        except NotAValueError as error:
            found.append(
                BAD_GIVEN.at(
                    origin, name=name, value=json.dumps(value, ensure_ascii=False, default=str),
                    what_zh=error.what.zh, what_en=error.what.en, fix_zh=error.fix.zh, fix_en=error.fix.en,
                )
            )  # fmt: skip
    return facts, tuple(found)


#: Numbers have fewer digits than this, before the point and behind it.
MOST_DIGITS = 1_000


class NotAValueError(ValueError):
    """A piece of JSON that no fact can be: what it is, and the way out."""

    def __init__(self, what: Bilingual, fix: Bilingual) -> None:
        super().__init__(what.en)
        self.what = what
        self.fix = fix


_NEITHER = (
    Bilingual("不是文字、数字、是否，也不是清单", "it is neither a text, a number, a flag nor a list"),
    Bilingual("改成这几种值之一；不知道就写 null。", "Use one of these; write null where it is not known."),
)
_ENDLESS = (
    Bilingual("这个数太大或太小", "the number is too large or too small"),
    Bilingual("核对 e 后面的位数。", "Check the digits behind the e."),
)
_MIXED = (
    Bilingual("清单里只能全是文字、全是数字或全是日期", "a list holds texts only, numbers only or days only"),
    Bilingual("把清单的每一项写成同一种值。", "Write every part of the list as the same kind of value."),
)


_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def _asking_for_days(table: DecisionTable) -> Iterator[str]:
    for column in table.inputs:
        if column.term is not None and column.term.type.part is FactType.DATE:
            yield column.name
    for rule in table.rules:
        for cell in rule.conditions:
            if any(type_of(operand) is FactType.DATE for operand in cell.condition.operands()):
                yield cell.fact


def _from_json(value: object, *, day: bool) -> Value:
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, list | tuple):
        return _list(value, day=day)
    return _single(value, day=day)


def _single(value: object, *, day: bool) -> str | Fraction | date:
    if isinstance(value, int | float | Decimal | Fraction) and not isinstance(value, bool):
        return _exact(value)
    if isinstance(value, date):
        return value
    if isinstance(value, str):
        return _day(value) if day else value
    raise NotAValueError(*_NEITHER)


def _exact(value: float | Decimal | Fraction) -> Fraction:
    """Return a number as its decimal text says it: 0.1 is 1/10.

    One written as 1e99999999 would fill the memory with its digits.
    """
    if isinstance(value, Decimal) and value.is_finite() and value and not -MOST_DIGITS < value.adjusted() < MOST_DIGITS:
        raise NotAValueError(*_ENDLESS)
    try:
        return Fraction(repr(value)) if isinstance(value, float) else Fraction(value)
    except (ValueError, OverflowError):  # NaN and infinity, which JSON readers let through
        raise NotAValueError(*_NEITHER) from None


def _list(value: Sequence[object], *, day: bool) -> Value:
    parts = tuple(_single(part, day=day) for part in value)
    if len({type_of(part) for part in parts}) > 1:
        raise NotAValueError(*_MIXED)
    return parts


def _day(text: str) -> str | date:
    try:
        return date.fromisoformat(text) if _DAY.fullmatch(text) else text  # 20260131 may as well be a number
    except ValueError:
        return text  # a text where a day is asked for: the table says so by cell


def to_json(value: Value) -> object:
    """Return a value as JSON has it: whole numbers as int, others as float, days as ISO texts."""
    if isinstance(value, Fraction):
        return int(value) if value.denominator == 1 or abs(value) > sys.float_info.max else float(value)
    if isinstance(value, tuple):
        return [to_json(part) for part in value]
    return value.isoformat() if isinstance(value, date) else value
