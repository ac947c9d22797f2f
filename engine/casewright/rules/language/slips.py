"""What people write from other languages, or misspell, and what to write instead."""

import difflib
import re
from collections.abc import Iterator
from fractions import Fraction

from casewright.model import Bilingual
from casewright.rules.language.condition import print_number
from casewright.rules.language.cursor import ConditionError, Cursor
from casewright.rules.language.vocabulary import FactType, Term, nearest

_OPERATORS = {
    "<>": "not(...)", "!=": "not(...)", "!": "not(...)", "==": "=", "=<": "<=", "=>": ">=", "~": "[1..3]", ";": ",",
    "||": ",", "|": ",", "&&": "[1..3]", "&": "[1..3]",
}  # fmt: skip
_CALL = re.compile(r"([A-Za-z][\w ]*|[\u4e00-\u9fff]+)\s*\(")
_CALLS = ("contains", "not", "any", "date")
_SAME = {
    "include": "contains", "includes": "contains", "has": "contains", "包括": "包含", "含": "包含", "含有": "包含",
    "some": "any", "任何": "任一", "非": "not", "不": "not", "不是": "not", "isnot": "not", "none": "not",
}  # fmt: skip
_FUNCTIONS = {
    "starts with", "ends with", "matches", "list contains", "string length", "upper case", "lower case", "substring",
    "count", "sum", "min", "max", "mean", "all", "every", "today", "now", "if", "len", "left", "right", "trim", "abs",
    "floor", "ceiling", "year", "month", "day", "replace", "split", "number", "string", "is",
}  # fmt: skip
_BETWEEN = re.compile(r"([A-Za-z]+)\s+(\S+)\s+and\s+([^\s,]+)", re.IGNORECASE)
_ZH_BETWEEN = re.compile(r"(?:介于|在)\s*([\d.%-]+)\s*(?:到|至|和|与|~)\s*([\d.%-]+)\s*(?:之间)?")
_IN = re.compile(r"in\s*(?=[\[\](])", re.IGNORECASE)
_SINGLE = re.compile(r"['‘’`「『](.*?)['‘’`」』]")
_TIMES = re.compile(r"(?:date and time|days and time duration|years and months duration|time|duration|时间|时长)\s*\(",
                    re.IGNORECASE)  # fmt: skip
_JOINED = re.compile(r"\s(?:and|or)\s|且|并且|或", re.IGNORECASE)
_EXPONENT = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)e[+-]?\d{1,2}", re.IGNORECASE)
_NAME = re.compile(r"[^\W\d]\w*(?:[ .]\w+)*")
#: Slips of the keyboard, which no text is likely to be, and words of other languages, which may well be a text.
_SLIPS = dict.fromkeys(("emtpy", "empy", "epmty", "emty", "empyt", "emppty", "is empty", "isempty"), "empty")
_OTHERS = {
    **dict.fromkeys(("none", "nil", "nul", "is null", "isnull"), "null"),
    **dict.fromkeys(("空", "空白", "blank"), "empty"),
    **dict.fromkeys(("not null", "非空值", "不空", "notempty"), "not empty"),
}  # fmt: skip


def refuse_slips(cursor: Cursor, term: Term | None) -> None:
    """Raise for a test that opens in another language's way; the position is the test's own."""
    slip = next(_slips(cursor, term), None)
    if slip is not None:
        raise ConditionError(cursor.position, *slip)


def _slips(cursor: Cursor, term: Term | None) -> Iterator[tuple[Bilingual, Bilingual]]:
    rest = cursor.rest
    for wrong, right in _OPERATORS.items():
        if rest.startswith(wrong):
            yield (
                Bilingual(f"这里不能写 {wrong}", f"{wrong} has no meaning here"),
                Bilingual(f"改写成 {right}。", f"Write {right} instead."),
            )
    if rest.startswith("?"):
        yield (
            Bilingual("不用写 ?", "? is not needed"),
            Bilingual("单元格本来就在问这一列的事实，去掉 ?。", "The cell asks about its own column; leave the ? out."),
        )
    if rest.startswith("-") and (rest[1:].strip()[:1] in {"", ",", ")"}):
        yield (
            Bilingual("- 表示任意，只能单独写", "- means anything, so it stands alone"),
            Bilingual("整格只写 -，或去掉它。", "Write nothing but - in the cell, or take it out."),
        )
    yield from _ranges(cursor)
    if term is None or term.type.textual:
        yield from _single_quotes(cursor)
    yield from calls(cursor)


def refuse_calls(cursor: Cursor) -> None:
    """Raise where a function stands in place of a value."""
    slip = next(calls(cursor), None)
    if slip is not None:
        raise ConditionError(cursor.position, *slip)


def _ranges(cursor: Cursor) -> Iterator[tuple[Bilingual, Bilingual]]:
    between, chinese = cursor.match(_BETWEEN), cursor.match(_ZH_BETWEEN)
    if between and _alike(between[1].casefold(), "between"):
        yield _range(f"{between[1]} ... and", between[2], between[3])
    if chinese:
        yield _range(chinese[0], chinese[1], chinese[2])
    if found := cursor.match(_IN):
        yield (
            Bilingual("不用写 in", "in is not needed"),
            Bilingual(f"直接写 {cursor.rest[found.end() - found.start():]}。",
                      f"Write {cursor.rest[found.end() - found.start():]} alone."),
        )  # fmt: skip


def _range(wrong: str, low: str, high: str) -> tuple[Bilingual, Bilingual]:
    return (
        Bilingual(f"“{wrong}”不是这里的写法", f'"{wrong}" is not how a range is written'),
        Bilingual(f"写成区间 [{low}..{high}]。", f"Write the range [{low}..{high}]."),
    )


def _single_quotes(cursor: Cursor) -> Iterator[tuple[Bilingual, Bilingual]]:
    if found := cursor.match(_SINGLE):
        yield (
            Bilingual("文字要用双引号", "a text stands in double quotes"),
            Bilingual(f'写成 "{found[1]}"。', f'Write "{found[1]}".'),
        )


def calls(cursor: Cursor) -> Iterator[tuple[Bilingual, Bilingual]]:
    """Yield what is wrong with a function that stands next, and the way out."""
    if cursor.match(_TIMES):
        yield NO_TIMES
        return
    call = cursor.match(_CALL)
    if call is None:
        return
    word = " ".join(call[1].split())
    name = word.casefold()
    meant = _SAME.get(name) or next((known for known in _CALLS if known != name and _alike(name, known)), None)
    if meant is not None and name not in _FUNCTIONS:
        yield (
            Bilingual(f"不认识 {word}(...)", f"{word}(...) is not known"),
            Bilingual(f"是否想写 {meant}(...)？", f"Did you mean {meant}(...)?"),
        )
    elif name in _FUNCTIONS:
        yield (
            Bilingual(f"单元格里不能用函数 {word}(...)", f"a cell takes no functions such as {word}(...)"),
            Bilingual('只有 contains("文字")、any(...) 和 not(...)；算出来的值请作为单独的事实列。',
                      'There are contains("text"), any(...) and not(...); a worked-out value is a fact of its own.'),
        )  # fmt: skip


NO_TIMES = (
    Bilingual("这里没有时刻和时长，只有日期", "there are no times and durations here, only days"),
    Bilingual("写成日期 2026-01-31；天数请用数字列，例如 > 30。",
              "Write a day such as 2026-01-31; for a span, use a column with a number of days, as in > 30."),
)  # fmt: skip


def _alike(word: str, known: str) -> bool:
    """Say whether a word is a slip of the keyboard away from a keyword."""
    return word == known or (
        abs(len(word) - len(known)) <= 2
        and word[:1] == known[:1]
        and (sorted(word) == sorted(known) or difflib.SequenceMatcher(None, word, known).ratio() >= 0.78)
    )


def exponent(word: str) -> bool:
    """Say whether a word is a number with an exponent, which these cells do not take."""
    return _EXPONENT.fullmatch(word) is not None


def number_hint(word: str) -> tuple[Bilingual, Bilingual]:
    """Return what is wrong with a word that should be a number, and the way out."""
    what = Bilingual(f"“{word}”不是数字", f'"{word}" is not a number')
    if exponent(word):
        plain = print_number(Fraction(word))
        return (
            Bilingual(f"“{word}”用了科学计数法", f'"{word}" is written with an exponent'),
            Bilingual(f"写成 {plain}。", f"Write {plain}."),
        )
    if _JOINED.search(f" {word} "):
        return what, Bilingual("“或”用逗号隔开：1, 2；“且”写成区间：[1..3]。",
                               "For or, put commas: 1, 2; for and, write a range: [1..3].")  # fmt: skip
    form = Bilingual("写成 12、0.5 或 1% 这样，不带千位逗号和单位。",
                      "Write it like 12, 0.5 or 1%, without thousands commas or units.")  # fmt: skip
    return what, _name_hint(word) or form


def _name_hint(word: str) -> Bilingual | None:
    """Return the way out where a word stands in place of a number or day: a keyword meant, or another fact's name."""
    if (keyword := keyword_meant(word)) is not None:
        return Bilingual(f"是否想写 {keyword}？", f"Did you mean {keyword}?")
    if _NAME.fullmatch(word) and word.isascii():
        return Bilingual(
            "单元格只能和写明的值比较，不能引用别的事实；写出这个值，或把两者的差作为单独的一列。",
            "A cell compares with plain values only, never with another fact: write the value itself, or make the "
            "difference a column of its own.",
        )
    return None


def day_hint(word: str) -> Bilingual | None:
    """Return the way out where a word stands in place of a day, None where it is just no day."""
    return _name_hint(word)


def keyword_meant(word: str, *, in_text: bool = False) -> str | None:
    """Return the keyword that a bare word stands for, None where it is a word like any other.

    ``in_text``: the column holds texts, so that only what is hardly a text counts as a slip.
    """
    folded = " ".join(word.casefold().split())
    return _SLIPS.get(folded) or (None if in_text else _OTHERS.get(folded))


def leftover(cursor: Cursor) -> ConditionError:
    """Return the error for what stands behind a whole test."""
    slip = next(_slips(cursor, None), None)
    if slip is not None:
        return ConditionError(cursor.position, *slip)
    rest = cursor.rest.strip()
    fix = Bilingual("两个值之间用逗号隔开；带符号的文字加引号。",
                    "Put a comma between two values; a text with signs in it goes into quotes.")  # fmt: skip
    if _JOINED.match(f" {rest} "):
        fix = Bilingual("“或”用逗号隔开；“且”写成区间 [1..3]，或另用一列。",
                        "For or, put commas; for and, write a range [1..3] or use another column.")  # fmt: skip
    return ConditionError(
        cursor.position, Bilingual(f"这里的“{rest[:12]}”读不懂", f'"{rest[:12]}" cannot be read here'), fix
    )


def unlisted_hint(text: str, term: Term) -> Bilingual | None:
    """Return the value or keyword that an unlisted word comes near to, None where it comes near to none."""
    keyword = keyword_meant(text)
    close = keyword or nearest(text, term.values)
    return Bilingual(f"是否想写 {close}？", f"Did you mean {close}?") if close else None


def wrong_form(term: Term, shown: str) -> tuple[Bilingual, Bilingual]:
    """Return the error for a day in a column of another type."""
    label = term.type.label
    fix = Bilingual(f"写成 {shown} 这样的{label.zh}。", f"Write {label.en}.")
    if term.type is FactType.STRING:
        fix = Bilingual(f'作为文字要写成 "{shown}"。', f'As a text it is written "{shown}".')
    return Bilingual(f"这一列是{label.zh}，不是日期", f"this column holds {label.en}, not a date"), fix
