"""A condition cell as a small syntax tree, and the tree as text."""

import unicodedata
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

#: What a condition compares with: one text, number, flag or day.
Scalar = str | Fraction | bool | date

EQUAL = "="
ORDER = ("<", "<=", ">", ">=")


@dataclass(frozen=True, slots=True)
class Compare:
    """``> 1%``, or a plain value, which means equals. On a list: one of its parts equals."""

    operator: str
    value: Scalar


@dataclass(frozen=True, slots=True)
class Range:
    """``[low..high]``; an open end leaves its own value out."""

    low: Scalar
    high: Scalar
    low_closed: bool = True
    high_closed: bool = True


@dataclass(frozen=True, slots=True)
class Contains:
    """``contains("x", "y")``: one of the words stands in the text, or is a part of the list."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Empty:
    """``empty``: nothing is known, or what is known is an empty text or list."""


@dataclass(frozen=True, slots=True)
class Null:
    """``null``: nothing is known. An empty text or list is known, so it is not null."""


#: What can be asked of one part of a list.
PartTest = Compare | Range | Contains


@dataclass(frozen=True, slots=True)
class AnyPart:
    """``any(lines: > 3)``: at least one part of the list meets at least one of the tests."""

    tests: tuple[PartTest, ...]


Test = Compare | Range | Contains | Empty | Null | AnyPart


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition cell: any of its tests, or none of them where ``negated``. No test at all is ``-``."""

    tests: tuple[Test, ...] = ()
    negated: bool = False

    @property
    def always(self) -> bool:
        """Say whether the cell asks nothing."""
        return not self.tests

    def operands(self) -> tuple[Scalar, ...]:
        """Return the values that the cell compares with, in order."""
        return tuple(value for test in self.tests for value in operands_of(test))


def operands_of(test: Test) -> tuple[Scalar, ...]:
    """Return the values that one test compares with, in order."""
    if isinstance(test, Compare):
        return (test.value,)
    if isinstance(test, Range):
        return (test.low, test.high)
    if isinstance(test, Contains):
        return test.words
    if isinstance(test, AnyPart):
        return tuple(value for part in test.tests for value in operands_of(part))
    return ()


#: ``-``
ANYTHING = Condition()


def print_condition(condition: Condition) -> str:
    """Return the cell's canonical text; reading it again gives the same tree."""
    if condition.always:
        return "-"
    if condition.negated and condition.tests == (Empty(),):
        return "not empty"
    body = ", ".join(_test(test) for test in condition.tests)
    return f"not({body})" if condition.negated else body


def _test(test: Test) -> str:
    if isinstance(test, Empty):
        return "empty"
    if isinstance(test, Null):
        return "null"
    if isinstance(test, AnyPart):
        return f"any({', '.join(map(_test, test.tests))})"
    if isinstance(test, Contains):
        return f"contains({', '.join(map(print_scalar, test.words))})"
    if isinstance(test, Range):
        ends = "[" if test.low_closed else "(", "]" if test.high_closed else ")"
        return f"{ends[0]}{print_scalar(test.low)}..{print_scalar(test.high)}{ends[1]}"
    value = print_scalar(test.value)
    return value if test.operator == EQUAL else f"{test.operator} {value}"


def print_scalar(value: Scalar) -> str:
    """Return a value as the grammar writes it: texts in quotes, numbers as decimals, days as ISO."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Fraction):
        return print_number(value)
    if isinstance(value, date):
        return value.isoformat()
    return f'"{"".join(map(_print_sign, value))}"'


_ESCAPED = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def _print_sign(sign: str) -> str:
    """Escape what would end the text, and what no cell can hold or show: control signs and halves of signs."""
    if sign in _ESCAPED:
        return _ESCAPED[sign]
    return f"\\u{ord(sign):04x}" if sign == "＂" or unicodedata.category(sign) in {"Cc", "Cs"} else sign


def print_number(value: Fraction) -> str:
    """Return an exact decimal; a fraction that has none (24/1212) is rounded to ten places."""
    if value.denominator == 1:
        return str(value.numerator)
    places, rest = 0, value.denominator
    for prime in (2, 5):
        count = 0
        while rest % prime == 0:
            rest //= prime
            count += 1
        places = max(places, count)
    if rest != 1:
        places = 10
    scaled = round(value * 10**places)
    digits = str(abs(scaled)).rjust(places + 1, "0")
    text = f"{'-' if scaled < 0 else ''}{digits[:-places]}.{digits[-places:]}"
    return text.rstrip("0").rstrip(".") if rest != 1 else text
