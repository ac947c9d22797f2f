from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casewright.model import both
from casewright.rules.language.condition import (
    ANYTHING,
    Compare,
    Condition,
    Contains,
    Empty,
    Range,
    Scalar,
    Test,
    print_condition,
)
from casewright.rules.language.cursor import ConditionError
from casewright.rules.language.grammar import parse_condition
from casewright.rules.language.vocabulary import FactType, Term


def term(kind: str, *values: str) -> Term:
    return Term("fact", both("fact"), FactType(kind), values)


@pytest.mark.parametrize(
    ("text", "kind", "canonical"),
    [
        ("-", None, "-"), ("", None, "-"), ("－", "number", "-"), ("—", "enum", "-"),
        ("5", "number", "5"), ("= 5", "number", "5"), (".5", "number", "0.5"), ("-3", "number", "-3"),
        ("1%", "number", "0.01"), ("> 1%", "number", "> 0.01"), ("＞＝１．５％", "number", ">= 0.015"),
        ("≤ 365", "number", "<= 365"), ("1, 2 ,3", "number", "1, 2, 3"), ("1，2、3", "number", "1, 2, 3"),
        ("[1..3]", "number", "[1..3]"), ("(1..3)", "number", "(1..3)"), ("]1..3[", "number", "(1..3)"),
        ("[1..3[", "number", "[1..3)"), ("]1..3]", "number", "(1..3]"), ("（1%..2%］", "number", "(0.01..0.02]"),
        ("[.5..1.5]", None, "[0.5..1.5]"), ("< 0, [1..2], 9", "number", "< 0, [1..2], 9"),
        ("not(1, 2)", "number", "not(1, 2)"), ("NOT( > 3 )", "number", "not(> 3)"),
        ("empty", "number", "empty"), ("为空", "string", "empty"), ("非空", "date", "not empty"),
        ("not empty", "list", "not empty"), ("not(empty)", "list", "not empty"), ("empty, < 3", "number", "empty, < 3"),
        ("true", "boolean", "true"), ("否", "boolean", "false"), ("TRUE", "boolean", "true"),
        ("2026-01-31", "date", "2026-01-31"), (">= 2026-01-31", None, ">= 2026-01-31"),
        ('date("2026-01-31")', "date", "2026-01-31"), ('@"2026-01-31"', None, "2026-01-31"),
        ("[2026-01-01..2026-12-31]", "date", "[2026-01-01..2026-12-31]"),
        ("Health & Care", "string", '"Health & Care"'), ('"a, b"', "string", '"a, b"'),
        ("“质量（差）”", "string", '"质量（差）"'),
        ("5", "string", '"5"'), ("true", "string", '"true"'), ("ＡＢＣ", "string", '"ABC"'),
        ("not_sent", "string", '"not_sent"'),
        ('> "m"', "string", '> "m"'), (r'"say \"hi\" \\ \u4e2d"', "string", r'"say \"hi\" \\ 中"'),
        (r'"C:\path"', "string", r'"C:\\path"'), ('"C:\\new"', "string", '"C:\\new"'),
        ('contains("x", "y")', "string", 'contains("x", "y")'),
        ("包含（吊销，停用）", "string", 'contains("吊销", "停用")'),
        ("5, x, true, 2026-01-31", None, '5, "x", true, 2026-01-31'),
    ],
)  # fmt: skip
def test_a_cell_reads_as(text: str, kind: str | None, canonical: str) -> None:
    read = parse_condition(text, term=term(kind) if kind else None)
    assert print_condition(read) == canonical


@pytest.mark.parametrize(
    ("text", "kind", "position", "says", "fix"),
    [
        ("1-3", "number", 1, '"1-3" is not a number', "[1..3]"), ("1~3", "number", 1, "not a number", "[1..3]"),
        ("1..3", "number", 1, "not a number", "[1..3]"), ("> 5 天", "number", 3, '"5 天" is not a number', "like 12"),
        ("1,000", "number", 3, '"000" is not a number', "thousands"), ("> 1,", "number", 5, "missing", "value"),
        ("[1..3", "number", 6, "bracket", "]"), ("[1 3]", "number", 2, "not a number", "like"),
        ("2026/1/31", "date", 1, "not a date", "2026-01-31"), ("2026-02-30", "date", 1, "not a date", "2026-01-31"),
        ("maybe", "boolean", 1, "neither true nor false", "true or false"), ('"5"', "number", 1, "without quotes", "5"),
        ("<> 3", "number", 1, "<>", "not(...)"), ("1; 2", "number", 1, "not a number", "like"),
        ("not sent", "string", 5, "brackets", "not(sent)"), ("1, not(2)", "number", 4, "whole cell", "two rows"),
        ('"open', "string", 1, "not closed", '"'), ("a (b)", "string", 3, "cannot be read", "quotes"),
        ("> 5", "string", 1, "texts", '"5"'), ("> true", None, 1, "no order", "List"),
        ("contains(x)", "number", 1, "works on texts", "> 3"), ("contains x", "string", 10, "brackets", "contains("),
    ],
)  # fmt: skip
def test_a_cell_that_does_not_read_names_the_position_and_the_way_out(
    text: str, kind: str | None, position: int, says: str, fix: str
) -> None:
    with pytest.raises(ConditionError) as caught:
        parse_condition(text, term=term(kind) if kind else None)
    assert (caught.value.position, says in caught.value.what.en, fix in caught.value.fix.en) == (position, True, True)
    assert caught.value.what.zh
    assert caught.value.fix.zh


def test_an_enum_value_that_does_not_exist_gets_the_nearest_one() -> None:
    with pytest.raises(ConditionError) as caught:
        parse_condition("PERF-ODR, PERF-LRS", term=term("enum", "PERF-ODR", "PERF-LSR", "IP-TM"))
    assert caught.value.position == 11
    assert caught.value.fix.en == "Did you mean PERF-LSR?"
    assert caught.value.fix.zh == "是否想写 PERF-LSR？"


def test_values_split_as_in_a_list_sheet_are_told_apart_from_a_wrong_value() -> None:
    with pytest.raises(ConditionError, match="position 1") as caught:
        parse_condition("fix|dispute", term=term("enum", "fix", "dispute"))
    assert caught.value.fix.en == "Put commas between the values: fix, dispute"


def test_an_option_has_no_order() -> None:
    with pytest.raises(ConditionError, match="has no order"):
        parse_condition("> fix", term=term("enum", "fix", "dispute"))


NUMBERS = st.decimals(-(10**12), 10**12, allow_nan=False, places=6).map(Fraction)
TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12) | st.sampled_from(
    ["a\nb", '"', "\\", "\\n", "”“", "not(x)", "empty", "-", "1%", "，"]
)
DAYS = st.dates(date(1900, 1, 1), date(2100, 1, 1))


def every_test(values: st.SearchStrategy[Scalar], *, ordered: bool) -> st.SearchStrategy[Test]:
    plain: st.SearchStrategy[Test] = st.builds(Compare, st.just("="), values) | st.just(Empty())
    if not ordered:
        return plain
    sides = st.booleans()
    return (
        plain
        | st.builds(Compare, st.sampled_from(["<", "<=", ">", ">="]), values)
        | st.builds(Range, values, values, sides, sides)
    )


def conditions(tests: st.SearchStrategy[Test]) -> st.SearchStrategy[Condition]:
    return st.just(ANYTHING) | st.builds(
        Condition, st.lists(tests, min_size=1, max_size=4).map(tuple), negated=st.booleans()
    )


CONTAINS = st.builds(Contains, st.lists(TEXTS.filter(bool), min_size=1, max_size=3).map(tuple))
TYPED = st.one_of(
    st.tuples(st.just("number"), conditions(every_test(NUMBERS, ordered=True))),
    st.tuples(st.just("date"), conditions(every_test(DAYS, ordered=True))),
    st.tuples(st.just("boolean"), conditions(every_test(st.booleans(), ordered=False))),
    st.tuples(st.just("string"), conditions(every_test(TEXTS, ordered=True) | CONTAINS)),
    st.tuples(st.just("list"), conditions(every_test(TEXTS, ordered=False) | CONTAINS)),
)


@given(TYPED)
def test_reading_what_was_printed_gives_the_same_condition(typed: tuple[str, Condition]) -> None:
    kind, condition = typed
    assert parse_condition(print_condition(condition), term=term(kind)) == condition


@given(st.text(max_size=30), st.sampled_from([None, *FactType]))
def test_any_text_reads_or_is_refused_with_a_place_inside_it(text: str, kind: FactType | None) -> None:
    place = 1
    try:
        parse_condition(text, term=Term("fact", both("fact"), kind) if kind else None)
    except ConditionError as error:
        place = error.position
    assert 1 <= place <= len(text) + 1
