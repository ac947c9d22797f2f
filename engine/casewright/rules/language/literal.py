"""One value of a condition cell, read by the type of its column."""

import re
from datetime import date
from fractions import Fraction

from casewright.model import Bilingual
from casewright.rules.language.condition import Scalar
from casewright.rules.language.cursor import ConditionError, Cursor
from casewright.rules.language.vocabulary import FactType, Term, did_you_mean
from casewright.text import Unclear, fold_width, parse_day

_NUMBER = re.compile(r"([+-]?(?:\d+(?:\.\d+)?|\.\d+))\s*(%?)")
_FROM_TO = re.compile(r"([+-]?[\d.]+%?)\s*(?:-|~|to|至|到)\s*([+-]?[\d.]+%?)")
_GROUPED = re.compile(r"0\d\d")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_FLAGS = {"true": True, "是": True, "yes": True, "false": False, "否": False, "no": False}
_STOPS = (",", "(", ")", "[", "]", '"', "<", ">", "=")


def read_literal(cursor: Cursor, *, term: Term | None, in_range: bool = False, exact: bool = True) -> Scalar:
    """Read one value; ``term`` None takes the type from the value's own form.

    ``exact`` False leaves a text unchecked against the values that the dictionary lists (a part of a text).
    """
    place = cursor.position
    if day := _day_literal(cursor, place, term):
        return day
    quoted = cursor.take_quoted()
    if quoted is not None:
        return _quoted(quoted, place, term, exact=exact)
    word = cursor.take_bare(*_STOPS, *(("..",) if in_range else ()))
    if not word:
        raise ConditionError(
            place, Bilingual("这里缺一个值", "a value is missing here"),
            Bilingual("补上值，或删掉多余的符号。", "Put the value in, or take the extra sign out."),
        )  # fmt: skip
    return _bare(word, place, term, exact=exact)


def _day_literal(cursor: Cursor, place: int, term: Term | None) -> date | None:
    """Read ``date("2026-01-31")`` or ``@"2026-01-31"``."""
    head = re.match(r'(?:(?:date|日期)\s*\(\s*|@)(?=")', cursor.rest, re.IGNORECASE)
    if head is None or (term is not None and term.type is not FactType.DATE):
        return None
    for sign in head[0].split():
        cursor.take(sign)
    inner = cursor.take_quoted() or ""
    if "(" in head[0] and not cursor.take(")"):
        raise ConditionError(
            cursor.position, Bilingual("日期后面缺右括号", "the bracket behind the date is missing"),
            Bilingual("写成 2026-01-31 即可。", "Plain 2026-01-31 will do."),
        )  # fmt: skip
    return _day(inner, place)


def _quoted(text: str, place: int, term: Term | None, *, exact: bool) -> Scalar:
    if term is None or term.type.textual:
        return _listed(text, place, term) if exact else text
    label = term.type.label
    raise ConditionError(
        place, Bilingual(f"这一列应是{label.zh}，不要加引号", f"this column takes {label.en}, without quotes"),
        Bilingual(f"去掉引号：{text}", f"Leave the quotes out: {text}"),
    )  # fmt: skip


def _bare(word: str, place: int, term: Term | None, *, exact: bool) -> Scalar:
    if term is None:
        return _guess(word, place)
    if term.type is FactType.NUMBER:
        return _number(word, place)
    if term.type is FactType.BOOLEAN:
        return _flag(word, place)
    if term.type is FactType.DATE:
        return _day(word, place)
    return _listed(word, place, term) if exact else word


def _guess(word: str, place: int) -> Scalar:
    if _NUMBER.fullmatch(word):
        return _number(word, place)
    if word.casefold() in {"true", "false", "是", "否"}:
        return _FLAGS[word.casefold()]
    return _day(word, place) if _DAY.fullmatch(word) else word


def _listed(text: str, place: int, term: Term | None) -> str:
    if term is None or not term.values or text in term.values:
        return text
    parts = [part.strip() for part in text.split("|")]
    listed = Bilingual(f"几个值之间用逗号：{', '.join(parts)}", f"Put commas between the values: {', '.join(parts)}")
    raise ConditionError(
        place,
        Bilingual(f"“{text}”不是“{term.name}”的可选值", f'"{text}" is not one of the values of {term.name}'),
        listed if len(parts) > 1 else did_you_mean(text, term.values),
    )  # fmt: skip


def _number(word: str, place: int) -> Fraction:
    if (match := _NUMBER.fullmatch(word)) and not _GROUPED.fullmatch(word):
        value = Fraction(match[1])
        return value / 100 if match[2] else value
    if pair := _FROM_TO.fullmatch(word):
        fix = Bilingual(f"写成区间 [{pair[1]}..{pair[2]}]。", f"Write the range [{pair[1]}..{pair[2]}].")
    elif ".." in word:
        fix = Bilingual(f"区间要带括号：[{word}]。", f"A range has brackets: [{word}].")
    else:
        fix = Bilingual("写成 12、0.5 或 1% 这样，不带千位逗号和单位。",
                        "Write it like 12, 0.5 or 1%, without thousands commas or units.")  # fmt: skip
    raise ConditionError(place, Bilingual(f"“{word}”不是数字", f'"{word}" is not a number'), fix)


def _flag(word: str, place: int) -> bool:
    if word.casefold() in _FLAGS:
        return _FLAGS[word.casefold()]
    raise ConditionError(
        place, Bilingual(f"“{word}”不是 是/否", f'"{word}" is neither true nor false'),
        Bilingual("写 true（是）或 false（否）。", "Write true or false."),
    )  # fmt: skip


def _day(word: str, place: int) -> date:
    try:
        if _DAY.fullmatch(word):
            return date.fromisoformat(word)
    except ValueError:
        pass  # 2026-02-30 looks like a day and is none: said below
    meant = parse_day(word)
    fix = Bilingual("写成 2026-01-31 这样。", "Write it like 2026-01-31.")
    if meant is not None and not isinstance(meant, Unclear):
        fix = Bilingual(f"写成 {meant.isoformat()}。", f"Write it as {meant.isoformat()}.")
    raise ConditionError(place, Bilingual(f"“{word}”不是日期", f'"{word}" is not a date'), fix)


def read_output(text: str, *, term: Term | None) -> Scalar:
    """Read a conclusion cell: one value, quotes optional, by the type of its column or by its own form."""
    cursor = Cursor(text)
    quoted = None
    if cursor.rest.startswith('"'):
        try:
            quoted = cursor.take_quoted()
        except ConditionError:
            quoted = None  # a sentence that opens with a quote is a text like any other
    if quoted is not None and not cursor.rest:
        return _quoted(quoted, 1, term, exact=True)
    if term is not None and term.type.textual:
        return _listed(text.strip(), 1, term)
    word = fold_width(text).strip()
    if term is not None:
        return _bare(word, 1, term, exact=True)
    guessed = _guess(word, 1) if _NUMBER.fullmatch(word) or len(word) <= 10 else text
    return text.strip() if isinstance(guessed, str) else guessed
