"""Values that stand for all values of a fact: one for each way in which the cells of a column tell values apart.

A column that compares with 1% and 5% cannot tell 2% from 3%, so one value between them stands for both. ``exact`` says
that every value of the type has its like among the points; only then may a lint say *never*. Where it is not, the
points are a sample, good enough to show an example and for nothing else.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import combinations, pairwise
from math import ceil, floor
from typing import TypeVar

from casewright.model import Value
from casewright.rules.evaluate import fold, holds
from casewright.rules.language.condition import (
    EQUAL,
    AnyPart,
    Compare,
    Condition,
    Contains,
    Empty,
    Null,
    Range,
    Test,
    operands_of,
)
from casewright.rules.language.vocabulary import FactType, Term
from casewright.rules.table import element_term

#: Up to this many words that a column tells apart, all their combinations are points; beyond, a sample is.
WORDS = 7
#: Up to this many parts, the sample of a list holds each pair of them.
PAIRS = 16
#: With more words than this in a column, nobody asks which of them are told apart.
MANY = 24

_FRESH = ("other", "其他", "another", "something-else", "x", "?")
_BLANKS = "·/+_ 0123456789abcdefghijklmnopqrstuvwxyz"
_DAY = timedelta(days=1)
_SOME_DAY = date(2026, 1, 15)

#: What a list may hold.
Part = str | Fraction | date
Mark = TypeVar("Mark", Fraction, date, str)


@dataclass(frozen=True, slots=True)
class Points:
    """Values without the missing one; ``exact`` where they stand for every value, ``ordered`` where they ascend."""

    values: tuple[Value, ...]
    exact: bool
    ordered: bool = False


def points_of(term: Term | None, conditions: Iterable[Condition], drawn: Sequence[Value]) -> Points:
    """Return the points of a column by its type and cells; ``drawn`` are values that earlier tables conclude."""
    tests = tuple(dict.fromkeys(test for condition in conditions for test in condition.tests))
    if term is not None and term.type.plural:
        return list_points(term, tests, drawn)
    return scalar_points(term, tests, drawn)


def scalar_points(term: Term | None, tests: Sequence[Test], drawn: Sequence[Value] = ()) -> Points:
    """Return the points of a fact that has one value."""
    named = [*Condition(tuple(tests)).operands(), *(v for v in drawn if not isinstance(v, tuple) and v is not None)]
    if term is None:
        return Points(tuple(dict.fromkeys(named)), exact=False)
    if term.type is FactType.BOOLEAN:
        return Points((True, False), exact=True)
    if term.values:
        odd = ("",) if "" not in term.values else ()  # which not("ip") takes, though no list names it
        return Points((*term.values, *odd), exact=True)
    if term.type is FactType.NUMBER:
        return _numbers(v for v in named if isinstance(v, Fraction))
    if term.type is FactType.DATE:
        return _days(v for v in named if isinstance(v, date))
    if term.type is FactType.STRING:
        return _texts(tests, [v for v in drawn if isinstance(v, str)])
    return Points((), exact=False)


def _around(
    named: Iterable[Mark], lone: Mark, *, below: Callable[[Mark], Mark | None],
    between: Callable[[Mark, Mark], Mark | None], above: Callable[[Mark], Mark | None],
) -> Points:  # fmt: skip
    """Return each named value, one between neighbours, one below all and one above all, ascending; else one alone."""
    marks = sorted(set(named))
    if not marks:
        return Points((lone,), exact=True, ordered=True)
    found: list[Mark | None] = [below(marks[0]), marks[0]]
    for low, high in pairwise(marks):
        found += [between(low, high), high]
    found.append(above(marks[-1]))
    return Points(tuple(value for value in found if value is not None), exact=True, ordered=True)


def _numbers(named: Iterable[Fraction]) -> Points:
    return _around(
        named, Fraction(1), below=lambda high: Fraction(0) if high > 0 else Fraction(ceil(high) - 1),
        between=_round_between, above=lambda low: Fraction(floor(low) + 1),
    )  # fmt: skip


def _round_between(low: Fraction, high: Fraction) -> Fraction:
    """Return the number with the fewest decimals between two."""
    scale = 1
    while True:
        first, last = floor(low * scale) + 1, ceil(high * scale) - 1
        if first <= last:
            return Fraction((first + last) // 2, scale)
        scale *= 10


def _days(named: Iterable[date]) -> Points:
    """Return days; they have neighbours, so there may be none between two."""
    return _around(
        named, _SOME_DAY, below=lambda high: high - _DAY if high > date.min else None,
        between=lambda low, high: low + (high - low) // 2 if high - low > _DAY else None,
        above=lambda low: low + _DAY if low < date.max else None,
    )  # fmt: skip


def _letters(named: Iterable[str]) -> Points:
    """Return texts by the order of their letters."""
    return _around(
        named, _FRESH[0], below=_text_below, between=_text_between, above=lambda low: low + "z",
    )  # fmt: skip


def _text_below(high: str) -> str | None:
    return next((text for text in ("A", "0", " ", "") if text < high), None)


def _text_between(low: str, high: str) -> str | None:
    return next((low + tail for tail in ("z", "a", "0", " ", "\x00") if low + tail < high), None)


def _texts(tests: Sequence[Test], said: Iterable[str]) -> Points:
    words = list({fold(word): word for test in tests if isinstance(test, Contains) for word in test.words}.values())
    whole = [*_whole(tests), *said]
    sizes = any(isinstance(t, Range) or (isinstance(t, Compare) and t.operator != EQUAL) for t in tests)
    known = all(isinstance(t, Compare | Range | Contains | Empty | Null) for t in tests)
    if sizes:
        points = _letters(whole)
        extra = tuple(_worded(words, whole)) if words else ()
        values = tuple(sorted({*(v for v in points.values if isinstance(v, str)), *extra}))
        return Points(values, exact=known and not words, ordered=True)
    others = tuple(_worded(words, whole)) if words else (_fresh(whole),)
    return Points(tuple(dict.fromkeys((*whole, *others))), exact=known and len(words) <= WORDS)


def _whole(tests: Iterable[Test]) -> Iterator[str]:
    """Yield the texts that cells compare with as a whole."""
    for test in tests:
        if isinstance(test, Compare):
            yield str(test.value)
        elif isinstance(test, Range):
            yield from (str(test.low), str(test.high))
        elif isinstance(test, Empty):
            yield ""


def _fresh(taken: Iterable[str]) -> str:
    folded = {fold(text) for text in taken}
    free = next((text for text in _FRESH if text not in folded), "other")
    while fold(free) in folded:
        free += "-1"
    return free


def _worded(words: Sequence[str], whole: Sequence[str]) -> Iterator[str]:
    """Yield texts that hold each combination of the words, and are none of the texts that cells name as a whole."""
    used = {sign for text in (*words, *whole) for sign in fold(text)}
    blank = next((sign for sign in _BLANKS if sign not in used), "\x1f")
    sizes = range(len(words) + 1) if len(words) <= WORDS else (0, 1, 2, len(words))
    for size in sizes:
        for chosen in combinations(words, size):
            text = blank.join(chosen) or (_FRESH[0] if not _holds_any(_FRESH[0], words) else blank)
            yield text if text not in whole else text + blank


def _holds_any(text: str, words: Iterable[str]) -> bool:
    return any(fold(word) in fold(text) for word in words)


def list_points(term: Term | None, tests: Sequence[Test], drawn: Sequence[Value]) -> Points:
    """Return lists: the empty one, and each combination of parts that the cells tell apart.

    A test of a list asks whether *some* part passes, so what counts is the set of tests that the parts pass.
    """
    parts, exact = _parts(element_term(term), tests, drawn)
    named = {value for test in tests for value in operands_of(test)}
    if len(named) > MANY and all(map(_whole_part, tests)):
        # So many words have too many combinations anyway: each part alone, one that no cell names, and nothing.
        parts = tuple(part for part in parts if part in named) + tuple(part for part in parts if part not in named)[:1]
        return Points((*((part,) for part in parts), ()), exact=False)
    asked = [test for test in tests if not isinstance(test, Empty | Null)]
    groups: dict[tuple[bool, ...], Part] = {}
    for part in parts:
        groups.setdefault(tuple(holds(Condition((test,)), (part,)) for test in asked), part)
    plain = next((part for passed, part in groups.items() if not any(passed)), None)
    told = [part for passed, part in groups.items() if any(passed)]
    sizes: Iterable[int] = range(1, len(told) + 1)
    if len(told) > WORDS:
        sizes = (1, 2, len(told)) if len(told) <= PAIRS else (1, len(told))
    rest = () if plain is None else ((plain,),)
    chosen = [parts for size in sizes for parts in combinations(told, size)]
    return Points((*chosen, *rest, ()), exact=exact and len(told) <= WORDS)


def _parts(term: Term | None, tests: Sequence[Test], drawn: Sequence[Value]) -> tuple[tuple[Part, ...], bool]:
    """Return what a list may hold as far as the cells tell it apart, concluded parts first; say if that is all."""
    said = [part for value in drawn if isinstance(value, tuple) for part in value]
    named = [value for test in tests for value in operands_of(test) if not isinstance(value, bool)]
    if term is not None and term.type in {FactType.NUMBER, FactType.DATE}:
        inner = [part for test in tests for part in (test.tests if isinstance(test, AnyPart) else (test,))]
        points = scalar_points(term, inner, said)
        return tuple(value for value in points.values if isinstance(value, Fraction | date)), points.exact
    if term is not None and term.values:
        return tuple(dict.fromkeys((*said, *term.values))), True
    texts = [value for value in named if isinstance(value, str)]
    likes = [like for word in texts for like in (word.upper(), word.lower(), word.title()) if like not in texts]
    free = _fresh((*texts, *(part for part in said if isinstance(part, str))))
    return tuple(dict.fromkeys((*said, *texts, free, *likes))), all(map(_whole_part, tests))


def _whole_part(test: Test) -> bool:
    """Say whether a test asks for parts as a whole, neither for a word within a part nor for its place in an order."""
    if isinstance(test, AnyPart):
        return all(isinstance(part, Compare) and part.operator == EQUAL for part in test.tests)
    return isinstance(test, Contains | Empty | Null) or (isinstance(test, Compare) and test.operator == EQUAL)
