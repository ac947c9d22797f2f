"""S-FEEL simple unary tests, read from a cell.

The grammar of DMN 1.3 (levels 2 and 3): ``-``, values, lists, comparisons, ranges, ``not(...)``; no expressions.
Added for spreadsheet writers: ``contains(...)``, ``empty``, ``not empty`` and their Chinese words, percent signs, texts
without quotes, full-width signs.
"""

from casewright.model import Bilingual
from casewright.rules.language.condition import (
    ANYTHING,
    EQUAL,
    Compare,
    Condition,
    Contains,
    Empty,
    Range,
    Scalar,
    Test,
)
from casewright.rules.language.cursor import ConditionError, Cursor
from casewright.rules.language.literal import read_literal
from casewright.rules.language.vocabulary import FactType, Term

_CONTAINS = ("contains", "包含")
_EMPTY = ("empty", "为空")
_NOT_EMPTY = ("非空", "不为空")
_FOREIGN = {"<>": "not(...)", "!=": "not(...)", "==": "=", "=<": "<=", "=>": ">=", "~": "[1..3]", ";": ",", "|": ","}


def parse_condition(text: str, *, term: Term | None = None) -> Condition:
    """Read a condition cell by the type of its column; raise ConditionError with the position for what does not read.

    ``term`` None stands for a column without an entry in the dictionary: types follow from the values' own forms.
    """
    cursor = Cursor(text)
    if cursor.rest.strip() in {"", "-"}:
        return ANYTHING
    if cursor.take_word(*_NOT_EMPTY):
        condition = Condition((Empty(),), negated=True)
    elif cursor.take_word("not"):
        condition = _negation(cursor, term)
    else:
        condition = Condition(_tests(cursor, term))
    if cursor.rest:
        raise _leftover(cursor)
    return condition


def _negation(cursor: Cursor, term: Term | None) -> Condition:
    if cursor.take_word(*_EMPTY):
        return Condition((Empty(),), negated=True)
    if not cursor.take("("):
        word = cursor.rest
        raise ConditionError(
            cursor.position, Bilingual("not 后面要有括号", "not must be followed by brackets"),
            Bilingual(f"写成 not({word})。", f"Write not({word})."),
        )  # fmt: skip
    tests = _tests(cursor, term)
    if not cursor.take(")"):
        raise _unclosed(cursor, ")")
    return Condition(tests, negated=True)


def _tests(cursor: Cursor, term: Term | None) -> tuple[Test, ...]:
    tests = [_test(cursor, term)]
    while cursor.take(","):
        tests.append(_test(cursor, term))
    return tuple(tests)


def _test(cursor: Cursor, term: Term | None) -> Test:
    place = cursor.position
    if cursor.take_word(*_EMPTY):
        return Empty()
    if cursor.take_word(*_CONTAINS):
        return _contains(cursor, term, place)
    if cursor.take_word("not", *_NOT_EMPTY):
        raise ConditionError(
            place, Bilingual("not 只能包住整个单元格", "not can only stand around the whole cell"),
            Bilingual("把全部内容放进 not(...)，或拆成两行规则。",
                      "Put all of the cell into not(...), or make two rows of it."),
        )  # fmt: skip
    for wrong, right in _FOREIGN.items():
        if cursor.rest.startswith(wrong):
            raise _foreign(place, wrong, right)
    for operator in ("<=", ">=", "<", ">", EQUAL):
        if cursor.take(operator):
            return _compare(cursor, term, operator, place)
    if cursor.rest[:1] in {"[", "]", "("}:
        return _range(cursor, term, place)
    return Compare(EQUAL, read_literal(cursor, term=term))


def _compare(cursor: Cursor, term: Term | None, operator: str, place: int) -> Compare:
    if operator == EQUAL:
        return Compare(operator, read_literal(cursor, term=term))
    return Compare(operator, _operand(cursor, term, place))


def _range(cursor: Cursor, term: Term | None, place: int) -> Range:
    low_closed = cursor.take("[")
    if not low_closed and not cursor.take("("):
        cursor.take("]")
    low = _operand(cursor, term, place, in_range=True)
    if not cursor.take(".."):
        raise ConditionError(
            cursor.position, Bilingual("区间里缺少 ..", "the range lacks its two dots"),
            Bilingual("区间写成 [1..3]；文字里有括号时给文字加引号。",
                      "Write a range as [1..3]; a text with brackets in it goes into quotes."),
        )  # fmt: skip
    high = _operand(cursor, term, place, in_range=True)
    high_closed = cursor.take("]")
    if not high_closed and not cursor.take(")") and not cursor.take("["):
        raise _unclosed(cursor, "]")
    return Range(low, high, low_closed, high_closed)


def _contains(cursor: Cursor, term: Term | None, place: int) -> Contains:
    if term is not None and not term.type.textual:
        raise ConditionError(
            place, Bilingual(f"contains 只能用于文字，这一列是{term.type.label.zh}",
                             f"contains works on texts, this column holds {term.type.label.en}"),
            Bilingual("改用比较，例如 > 3。", "Compare instead, as in > 3."),
        )  # fmt: skip
    if not cursor.take("("):
        raise ConditionError(
            cursor.position, Bilingual("contains 后面要有括号", "contains must be followed by brackets"),
            Bilingual('写成 contains("文字")。', 'Write contains("text").'),
        )  # fmt: skip
    whole = term is not None and term.type is FactType.LIST
    loose = term or Term("", Bilingual("", ""), FactType.STRING)
    words = [read_literal(cursor, term=loose, exact=whole)]
    while cursor.take(","):
        words.append(read_literal(cursor, term=loose, exact=whole))
    if not cursor.take(")"):
        raise _unclosed(cursor, ")")
    return Contains(tuple(str(word) for word in words))


def _operand(cursor: Cursor, term: Term | None, place: int, *, in_range: bool = False) -> Scalar:
    """Read a value that something is compared with by order."""
    kind = term.type if term else None
    bare = cursor.rest[:1] != '"'
    value = read_literal(cursor, term=term, in_range=in_range, exact=False)
    if isinstance(value, bool) or kind in {FactType.ENUM, FactType.LIST}:
        label = kind.label if kind else FactType.BOOLEAN.label
        raise ConditionError(
            place, Bilingual(f"{label.zh}没有大小，不能比较", f"{label.en} has no order, so it cannot be compared"),
            Bilingual("直接列出可接受的值，用逗号隔开。", "List the values that are meant, with commas between."),
        )  # fmt: skip
    if bare and kind is FactType.STRING:
        raise ConditionError(
            place, Bilingual("这一列是文字，不能和数字比大小", "this column holds texts, which have no size"),
            Bilingual(f'按字母顺序比较时加引号："{value}"。', f'To compare by letters, use quotes: "{value}".'),
        )  # fmt: skip
    return value


def _foreign(place: int, wrong: str, right: str) -> ConditionError:
    return ConditionError(
        place, Bilingual(f"不认识符号 {wrong}", f"the sign {wrong} is not known here"),
        Bilingual(f"改用 {right}。", f"Use {right}."),
    )  # fmt: skip


def _unclosed(cursor: Cursor, sign: str) -> ConditionError:
    return ConditionError(
        cursor.position, Bilingual("括号没有成对", "a bracket is not closed"),
        Bilingual(f"在这里补上 {sign}。", f"Put {sign} here."),
    )  # fmt: skip


def _leftover(cursor: Cursor) -> ConditionError:
    rest = cursor.rest.strip()
    for wrong, right in _FOREIGN.items():
        if rest.startswith(wrong):
            return _foreign(cursor.position, wrong, right)
    return ConditionError(
        cursor.position, Bilingual(f"这里的“{rest[:12]}”读不懂", f'"{rest[:12]}" cannot be read here'),
        Bilingual("两个值之间用逗号隔开；带符号的文字加引号。",
                  "Put a comma between two values; a text with signs in it goes into quotes."),
    )  # fmt: skip
