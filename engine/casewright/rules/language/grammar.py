"""S-FEEL simple unary tests, read from a cell.

The grammar of DMN 1.3 (levels 2 and 3): ``-``, values, lists, comparisons, ranges, ``not(...)``; no expressions.
Added for spreadsheet writers: ``contains(...)``, ``empty``, ``not empty`` and their Chinese words, percent signs, texts
without quotes, full-width signs.
"""

import re

from casewright.model import Bilingual
from casewright.rules.language.condition import (
    ANYTHING,
    EQUAL,
    AnyPart,
    Compare,
    Condition,
    Contains,
    Empty,
    Null,
    PartTest,
    Range,
    Scalar,
    Test,
)
from casewright.rules.language.cursor import ConditionError, Cursor
from casewright.rules.language.literal import read_literal
from casewright.rules.language.slips import exponent, leftover, number_hint, refuse_slips
from casewright.rules.language.vocabulary import FactType, Term

_CONTAINS = ("contains", "包含")
_EMPTY = ("empty", "为空")
_NOT_EMPTY = ("非空", "不为空")
_KEYWORDS = frozenset((*_EMPTY, *_NOT_EMPTY, "not empty", "null", "-", "--"))
_ANY = re.compile(r"(?:any|任一|任意)\s*\(", re.IGNORECASE)
#: A number that begins with its point, as in .5.
_POINTED = re.compile(r"[+-]?\s*\.")
_NOTHING = re.compile(r"(?:null|empty|为空|非空)(?!\w)", re.IGNORECASE)
#: The word before the colon in ``any(lines: > 3)`` is for the reader.
_SPOKEN = re.compile(r'[^"<>=\[\](),:]*:')


def parse_condition(text: str, *, term: Term | None = None) -> Condition:
    """Read a condition cell by the type of its column; raise ConditionError with the position for what does not read.

    ``term`` None stands for a column without an entry in the dictionary: types follow from the values' own forms.
    """
    cursor = Cursor(text)
    if cursor.rest.strip() in {"", "-", "--"}:
        return ANYTHING
    if _named(cursor, term):
        condition = Condition(_tests(cursor, term))
    elif cursor.take_word(*_NOT_EMPTY):
        condition = Condition((Empty(),), negated=True)
    elif cursor.take_word("not"):
        condition = _negation(cursor, term)
    else:
        condition = Condition(_tests(cursor, term))
    if cursor.rest:
        raise leftover(cursor)
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
    if named := _named(cursor, term):
        return Compare(EQUAL, cursor.take_listed(named))
    if cursor.take_word(*_EMPTY):
        return Empty()
    if cursor.take_word("null"):
        return Null()
    if called := cursor.match(_ANY):
        cursor.skip(len(called[0]))
        return _any_part(cursor, term, place)
    if cursor.take_word("not", *_NOT_EMPTY):
        raise ConditionError(
            place, Bilingual("not 只能包住整个单元格", "not can only stand around the whole cell"),
            Bilingual("把全部内容放进 not(...)，或拆成两行规则。",
                      "Put all of the cell into not(...), or make two rows of it."),
        )  # fmt: skip
    return _part_test(cursor, term, place)


def _named(cursor: Cursor, term: Term | None) -> str | None:
    """Return the listed value that stands next without quotes, however it looks: ``not listed``, ``Type A (old)``.

    A value that is a keyword is the keyword, and one with a comma in it needs its quotes.
    """
    values = term.values if term is not None and term.type.textual else ()
    return cursor.listed(value for value in values if value.casefold() not in _KEYWORDS and "," not in value)


def _part_test(cursor: Cursor, term: Term | None, place: int) -> PartTest | Null:
    """Read what can be asked of a single value."""
    if cursor.take_word(*_CONTAINS):
        return _contains(cursor, term, place)
    refuse_slips(cursor, term)
    for operator in ("<=", ">=", "<", ">"):
        if cursor.take(operator):
            return Compare(operator, _operand(cursor, term, place))
    if cursor.take(EQUAL):
        return Null() if cursor.take_word("null") else Compare(EQUAL, read_literal(cursor, term=term))
    if cursor.rest[:1] in {"[", "]", "("}:
        return _range(cursor, term, place)
    return Compare(EQUAL, read_literal(cursor, term=term))


def _any_part(cursor: Cursor, term: Term | None, place: int) -> AnyPart:
    if term is not None and not term.type.plural:
        raise ConditionError(
            place, Bilingual(f"any 只能用于清单，这一列是{term.type.label.zh}",
                             f"any looks at the parts of a list, and this column holds {term.type.label.en}"),
            Bilingual("去掉 any，直接写里面的条件。", "Leave any out and write what stands inside it."),
        )  # fmt: skip
    if spoken := cursor.match(_SPOKEN):
        cursor.skip(len(spoken[0]))
    part = term.of_part if term is not None else None
    tests = [_asked_of_part(cursor, part)]
    while cursor.take(","):
        tests.append(_asked_of_part(cursor, part))
    if not cursor.take(")"):
        raise _unclosed(cursor, ")")
    return AnyPart(tuple(tests))


def _asked_of_part(cursor: Cursor, part: Term | None) -> PartTest:
    place = cursor.position
    if named := _named(cursor, part):
        return Compare(EQUAL, cursor.take_listed(named))
    outside = cursor.take_word(*_EMPTY, *_NOT_EMPTY, "null", "not") or cursor.match(_ANY)
    test = None if outside else _part_test(cursor, part, place)
    if test is None or isinstance(test, Null):
        raise ConditionError(
            place, Bilingual("any 里面只能写值、比较、区间和 contains",
                             "inside any stand values, comparisons, ranges and contains only"),
            Bilingual("把 not、empty、null 写在 any 外面，例如 not(any(> 3))。",
                      "Put not, empty and null outside, as in not(any(> 3))."),
        )  # fmt: skip
    return test


def _range(cursor: Cursor, term: Term | None, place: int) -> Range:
    low_closed = cursor.take("[")
    if not low_closed and not cursor.take("("):
        cursor.take("]")
    pointed = cursor.match(_POINTED) is not None
    low = _operand(cursor, term, place, in_range=True)
    # Of three dots the third is the point of .5 where the other end is written so too; else it is most likely a slip.
    slip = cursor.rest.startswith("...") and not pointed
    if not cursor.take("..") or slip:
        raise ConditionError(
            cursor.position, Bilingual("区间里要有两个点 ..", "a range has two dots between its ends"),
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
    words = [_word(cursor, loose, whole=whole)]
    while cursor.take(","):
        words.append(_word(cursor, loose, whole=whole))
    if not cursor.take(")"):
        raise _unclosed(cursor, ")")
    return Contains(tuple(words))


def _word(cursor: Cursor, term: Term, *, whole: bool) -> str:
    """Read a word to look for; an empty one would stand in every text."""
    place = cursor.position
    refuse_slips(cursor, term)
    word = str(read_literal(cursor, term=term, exact=whole))
    if word:
        return word
    raise ConditionError(
        place, Bilingual("contains 里的文字是空的", "the text inside contains is empty"),
        Bilingual("写上要找的文字；问有没有内容请写 not empty。",
                  "Put in the text to look for; to ask for any content at all, write not empty."),
    )  # fmt: skip


def _operand(cursor: Cursor, term: Term | None, place: int, *, in_range: bool = False) -> Scalar:
    """Read a value that something is compared with by order."""
    kind = term.type if term else None
    if kind is not None and kind.plural:
        raise ConditionError(
            place, Bilingual("清单作为整体没有大小", "a list as a whole has no order"),
            Bilingual("问其中任一项：any(> 3)；文字清单直接列出值。",
                      "Ask about its parts: any(> 3); for a list of texts, name the values."),
        )  # fmt: skip
    if cursor.match(_NOTHING):
        raise ConditionError(
            cursor.position, Bilingual("空值没有大小，不能比较", "nothing has no order, so it cannot be compared"),
            Bilingual("单独写 null 或 empty。", "Write null or empty alone."),
        )  # fmt: skip
    if in_range:
        place = cursor.position
    bare = cursor.rest[:1] != '"'
    value = read_literal(cursor, term=term, in_range=in_range, exact=False)
    if isinstance(value, bool) or kind is FactType.ENUM:
        label = kind.label if kind else FactType.BOOLEAN.label
        raise ConditionError(
            place, Bilingual(f"{label.zh}没有大小，不能比较", f"{label.en} has no order, so it cannot be compared"),
            Bilingual("列出允许的值，用逗号隔开。", "List the values that are meant, with commas between them."),
        )  # fmt: skip
    if isinstance(value, str) and bare:
        raise _text_in_order(value, place)
    return value


def _text_in_order(value: str, place: int) -> ConditionError:
    fix = Bilingual(f'按文字顺序比较写成 "{value}"；不能引用别的事实，要写明值。',
                    f'To compare as texts write "{value}"; another fact cannot be named here.')  # fmt: skip
    if exponent(value):
        return ConditionError(place, *number_hint(value))
    if value[:1].isdigit():
        fix = Bilingual(f'按文字顺序比较写成 "{value}"；按数字比较请把这一列登记为数字。',
                        f'To compare as texts write "{value}"; as numbers, make this column a number.')  # fmt: skip
    return ConditionError(
        place, Bilingual("文字比较大小要加引号", "texts that are compared by order stand in quotes"), fix
    )


def _unclosed(cursor: Cursor, sign: str) -> ConditionError:
    return ConditionError(
        cursor.position, Bilingual("括号没有成对", "a bracket is not closed"),
        Bilingual(f"在这里补上 {sign}。", f"Put {sign} here."),
    )  # fmt: skip
