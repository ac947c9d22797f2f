"""One value of a condition cell, read by the type of its column."""

import re
from datetime import date
from fractions import Fraction

from casewright.model import Bilingual, Value
from casewright.rules.language.condition import Scalar
from casewright.rules.language.cursor import Bare, ConditionError, Cursor
from casewright.rules.language.slips import (
    NO_TIMES,
    day_hint,
    keyword_meant,
    number_hint,
    refuse_calls,
    unlisted_hint,
    wrong_form,
)
from casewright.rules.language.vocabulary import FactType, Term, did_you_mean, nearest
from casewright.text import Unclear, parse_day

_NUMBER = re.compile(r"([+-]?\s*(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+))\s*(%?)")
_FROM_TO = re.compile(r"([+-]?[\d.]+%?)\s*(?:-|~|to|至|到)\s*([+-]?[\d.]+%?)")
_GROUPED = re.compile(r"0\d\d")
#: What people put between two values where a comma belongs.
_BETWEEN = re.compile(r"\s*[|;/\s]\s*")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_FLAGS = {"true": True, "是": True, "yes": True, "false": False, "否": False, "no": False}
_STOPS = (",", "(", ")", "[", "]", '"', "<", ">", "=")
_DATE_CALL = re.compile(r'(?:(?:date|日期)\s*\(\s*|@\s*)(?=")', re.IGNORECASE)
_DATE_PARTS = re.compile(r"(?:date|日期)\s*\(\s*(\d{1,4})\s*,\s*(\d{1,2})\s*,\s*(\d{1,2})\s*\)", re.IGNORECASE)
_TIME = re.compile(r"-?P|\d{1,2}:\d|\d{4}-\d\d-\d\dT", re.IGNORECASE)


def read_literal(cursor: Cursor, *, term: Term | None, in_range: bool = False, exact: bool = True) -> Scalar:
    """Read one value; ``term`` None takes the type from the value's own form, a list's is that of its parts.

    ``exact`` False leaves a text unchecked against the values that the dictionary lists (a part of a text).
    """
    place = cursor.position
    term = term.of_part if term is not None else None
    if day := _day_literal(cursor, place, term):
        return day
    quoted = cursor.take_quoted()
    if quoted is not None:
        return _quoted(quoted, place, term, exact=exact)
    refuse_calls(cursor)
    word = cursor.take_bare(*_STOPS, *(("..",) if in_range else ()))
    if not word.text:
        raise ConditionError(
            place, Bilingual("这里缺一个值", "a value is missing here"),
            Bilingual("补上值，或删掉多余的符号。", "Put the value in, or take the extra sign out."),
        )  # fmt: skip
    if _GROUPED.fullmatch(word.signs) and cursor.raw[place - 2 : place - 1] in {",", "，"}:
        raise ConditionError(place, *number_hint(word.signs))  # the thousands of 1,000
    return _bare(word, place, term, exact=exact)


def _day_literal(cursor: Cursor, place: int, term: Term | None) -> date | None:
    """Read ``date("2026-01-31")`` or ``@"2026-01-31"``."""
    if parts := cursor.match(_DATE_PARTS):
        shown = f"{parts[1]:0>4}-{parts[2]:0>2}-{parts[3]:0>2}"
        raise ConditionError(
            place, Bilingual("日期不这样写", "this is not how a date is written"),
            Bilingual(f"写成 {shown}。", f"Write {shown}."),
        )  # fmt: skip
    head = cursor.match(_DATE_CALL)
    if head is None:
        return None
    cursor.skip(len(head[0]))
    inner = (cursor.take_quoted() or "").strip()
    if _TIME.match(inner):
        raise ConditionError(place, *NO_TIMES)
    if "(" in head[0] and not cursor.take(")"):
        raise ConditionError(
            cursor.position, Bilingual("日期后面缺右括号", "the bracket behind the date is missing"),
            Bilingual("写成 2026-01-31 即可。", "Plain 2026-01-31 will do."),
        )  # fmt: skip
    if term is not None and term.type is not FactType.DATE:
        raise ConditionError(place, *wrong_form(term, inner))
    return _day(inner, place)


def _quoted(text: str, place: int, term: Term | None, *, exact: bool) -> Scalar:
    if term is None or term.type.textual:
        return _listed(text, place, term) if exact else text
    label = term.type.label
    raise ConditionError(
        place, Bilingual(f"这一列应是{label.zh}，不要加引号", f"this column takes {label.en}, without quotes"),
        Bilingual(f"去掉引号：{text}", f"Leave the quotes out: {text}"),
    )  # fmt: skip


def _bare(word: Bare, place: int, term: Term | None, *, exact: bool) -> Scalar:
    if term is None:
        return _guess(word, place)
    if term.type is FactType.NUMBER:
        return _number(word.signs, place)
    if term.type is FactType.BOOLEAN:
        return _flag(word.signs, place)
    if term.type is FactType.DATE:
        return _day(word.signs, place)
    if term.type is FactType.ENUM or not exact:
        return _listed(word.text, place, term) if exact else word.text
    return _listed(_plain(word.text, place), place, term)


def _guess(word: Bare, place: int) -> Scalar:
    if _NUMBER.fullmatch(word.signs):
        return _number(word.signs, place)
    if word.signs.casefold() in {"true", "false", "是", "否"}:
        return _FLAGS[word.signs.casefold()]
    return _day(word.signs, place) if _DAY.fullmatch(word.signs) else _plain(word.text, place)


def _plain(text: str, place: int) -> str:
    """Return a text without quotes, unless it is a keyword misspelt."""
    if (keyword := keyword_meant(text, in_text=True)) is not None:
        raise ConditionError(
            place, Bilingual(f"“{text}”不是这里的写法", f'"{text}" is not a word of these cells'),
            Bilingual(f'是否想写 {keyword}？如果是文字，写成 "{text}"。',
                      f'Did you mean {keyword}? As a text, write "{text}".'),
        )  # fmt: skip
    return text


def _listed(text: str, place: int, term: Term | None) -> str:
    if term is None or not term.values or text in term.values:
        return text
    parts = [part.strip() for part in text.split("|")]
    others = _BETWEEN.split(text)
    if all(part in term.values for part in others):
        parts = others
    listed = Bilingual(f"几个值之间用逗号：{', '.join(parts)}", f"Put commas between the values: {', '.join(parts)}")
    raise ConditionError(
        place,
        Bilingual(f"“{text}”不是“{term.name}”的可选值", f'"{text}" is not one of the values of {term.name}'),
        listed if len(parts) > 1 else unlisted_hint(text, term) or did_you_mean(text, term.values),
    )  # fmt: skip


def _number(word: str, place: int) -> Fraction:
    if match := _NUMBER.fullmatch(word):
        value = Fraction("".join(match[1].split()))
        return value / 100 if match[2] else value
    what, fix = number_hint(word)
    if ".." in word:
        fix = Bilingual(f"区间要带括号：[{word}]。", f"A range has brackets: [{word}].")
    elif pair := _FROM_TO.fullmatch(word):
        fix = Bilingual(f"写成区间 [{pair[1]}..{pair[2]}]。", f"Write the range [{pair[1]}..{pair[2]}].")
    raise ConditionError(place, what, fix)


def _flag(word: str, place: int) -> bool:
    if word.casefold() in _FLAGS:
        return _FLAGS[word.casefold()]
    keyword = keyword_meant(word) or nearest(word, ("true", "false"))
    fix = Bilingual("写 true（是）或 false（否）。", "Write true or false.")
    if keyword is not None:
        fix = Bilingual(f"是否想写 {keyword}？", f"Did you mean {keyword}?")
    raise ConditionError(place, Bilingual(f"“{word}”不是 是/否", f'"{word}" is neither true nor false'), fix)


def _day(word: str, place: int) -> date:
    try:
        if _DAY.fullmatch(word):
            return date.fromisoformat(word)
    except ValueError:
        pass  # 2026-02-30 looks like a day and is none: said below
    if _TIME.match(word):
        raise ConditionError(place, *NO_TIMES)
    meant = parse_day(word)
    fix = day_hint(word) or Bilingual("写成 2026-01-31 这样。", "Write it like 2026-01-31.")
    if meant is not None and not isinstance(meant, Unclear):
        fix = Bilingual(f"写成 {meant.isoformat()}。", f"Write it as {meant.isoformat()}.")
    raise ConditionError(place, Bilingual(f"“{word}”不是日期", f'"{word}" is not a date'), fix)


def read_output(text: str, *, term: Term | None) -> Scalar | None:
    """Read a conclusion cell: one value, quotes optional, by the type of its column or by its own form.

    ``null`` concludes nothing.
    """
    cursor = Cursor(text)
    if cursor.rest.strip().casefold() == "null":
        return None
    if cursor.match(_DATE_CALL) and (term is None or term.type is FactType.DATE):
        return _day_literal(cursor, 1, term)
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
    word = Cursor(text).take_bare()
    if term is not None:
        return _bare(word, 1, term, exact=True)
    guessed = _guess(word, 1) if _NUMBER.fullmatch(word.signs) or len(word.signs) <= 10 else text
    return text.strip() if isinstance(guessed, str) else guessed


def read_value(text: str, *, term: Term | None) -> Value:
    """Read a value of any type; a list has ``|`` between its parts. Raise ConditionError for what does not read."""
    if term is None or not term.type.plural or text.strip().casefold() == "null":
        return read_output(text, term=term)
    parts = (read_output(part, term=term.of_part) for part in text.split("|") if part.strip())
    return tuple(part for part in parts if part is not None and not isinstance(part, bool))
