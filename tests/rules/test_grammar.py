import re
from datetime import date
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casewright.model import both
from casewright.rules.language.condition import (
    ANYTHING,
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
        ("null", "string", "null"), ("= null", "number", "null"), ("not(null)", "date", "not(null)"),
        ("null, > 3", "number", "null, > 3"), ('"null"', "string", '"null"'), ("−5", "number", "-5"),
        ("- 5", "number", "-5"), ("[-.5..0.5[", "number", "[-0.5..0.5)"), ("【1．．3）", "number", "[1..3)"),
        ("[1…3]", "number", "[1..3]"), ("［１……３］", "number", "[1..3]"), ("≦ 3％", "number", "<= 0.03"),
        ("any(lines: > 3)", "number list", "any(> 3)"), ("any(> 3, [5..6[)", None, "any(> 3, [5..6))"),
        ("任一（行：＞3）", "number list", "any(> 3)"), ("not(any(loa))", "list", 'not(any("loa"))'),
        ('any(contains("lo"))', "list", 'any(contains("lo"))'), ("any", "string", '"any"'),
        ("any(on: >= 2026-01-31)", "date list", "any(>= 2026-01-31)"), ("3", "number list", "3"),
        ('[date("2026-01-01")..@"2026-06-30")', "date", "[2026-01-01..2026-06-30)"),
        (r'"\U01F4E6\ud83d\udce6\'"', "string", '"📦📦\'"'), ('["a".."f")', "string", '["a".."f")'),
        ("[0.. .5]", "number", "[0..0.5]"), ("[.1...5)", "number", "[0.1..0.5)"),
        ("(-.5...5)", "number", "(-0.5..0.5)"),
        ("none", "string", '"none"'), ('""', "string", '""'), ("－－", "string", "-"),
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
        ("nto(5)", "number", 1, "nto(...)", "not(...)"), ('contain("x")', "string", 1, "contain(...)", "contains(...)"),
        ("包括（x）", "string", 1, "包括(...)", "包含(...)"), ("emtpy", "string", 1, "emtpy", "empty"),
        ("emtpy", "number", 1, "emtpy", "empty"), ("none", "date", 1, "none", "null"),
        ("berween 1 and 3", "number", 1, "berween", "[1..3]"), ("介于1到3之间", "number", 1, "range", "[1..3]"),
        ("in [1..3]", "number", 1, "in is not", "[1..3]"), ("1e5", "number", 1, "exponent", "100000"),
        ("[0.1..1e0]", None, 7, "exponent", "1"),
        ("> 1E-3", "number", 3, "exponent", "0.001"), ("> target_rate", "number", 3, "target_rate", "another fact"),
        ("> today", "date", 3, "today", "another fact"), ("> brand", None, 1, "stand in quotes", "another fact"),
        ('time("10:00:00")', "date", 1, "no times", "number of days"),
        ('> @"P1D"', "date", 3, "no times", "2026-01-31"),
        ('date and time("2026-01-31T10:00:00")', "date", 1, "no times", "2026-01-31"),
        ('duration("P1D")', None, 1, "no times", "number of days"), ("date(2026, 1, 31)", "date", 1, "", "2026-01-31"),
        ('date("2026-01-31")', "number", 1, "not a date", "number"),
        ('date("2026-02-30")', "date", 1, "not a date", ""),
        ("? > 3", "number", 1, "?", "leave"), ('starts with("a")', "string", 1, "functions", "contains"),
        ("'a'", "string", 1, "double quotes", '"a"'), ("3 or 4", "number", 1, "not a number", "commas"),
        ("> 3 and < 5", "number", 3, "not a number", "range"), ("[1...3]", "number", 5, "two dots", "[1..3]"),
        ("[0...5]", "number", 5, "two dots", "[1..3]"), ("not (-5..-1)", "number", 6, "not a number", "[-5..-1]"),
        ("[1,3]", "number", 3, "two dots", "[1..3]"), ("-, 3", "number", 1, "alone", "-"),
        ("not(-)", None, 5, "alone", "-"),
        ("> null", "number", 3, "no order", "null"), ("[null..3]", "number", 2, "no order", "null"),
        ("> 3", "number list", 1, "no order", "any(> 3)"),
        ("any(> 3)", "number", 1, "parts of a list", "Leave any out"),
        ("any(not(3))", "number list", 5, "inside any", "not(any("), ("any(null)", "list", 5, "inside any", "null"),
        ("any(> 3", "number list", 8, "bracket", ")"), ('contains("")', "string", 10, "empty", "not empty"),
        ('contains(?, "x")', "string", 10, "?", "leave"), (r'"\ud83d"', "string", 1, "half", "Type"),
        ("不是（3）", "number", 1, "不是(...)", "not(...)"), ("ture", "boolean", 1, "neither", "true"),
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


@pytest.mark.parametrize("typed", ["fix;dispute", "fix；dispute", "fix dispute", "fix/dispute", "fix | dispute"])
def test_values_with_anything_but_a_comma_between_them_are_told_to_take_one(typed: str) -> None:
    door = term("enum", "fix", "dispute", "none")
    with pytest.raises(ConditionError) as told:
        parse_condition(typed, term=door)
    assert told.value.fix.en == "Put commas between the values: fix, dispute"


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
TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=12) | st.sampled_from(
    [
        "a\nb",
        '"',
        "\\",
        "\\n",
        "”“",
        "＂",
        "not(x)",
        "empty",
        "null",
        "-",
        "1%",
        "，",
        "\x00\x0b",
        "any(x: 1)",
        "\u200b",
        "📦",
    ]
)
DAYS = st.dates(date(1900, 1, 1), date(2100, 1, 1))
CONTAINS = st.builds(Contains, st.lists(TEXTS.filter(bool), min_size=1, max_size=3).map(tuple))


def every_test(values: st.SearchStrategy[Scalar], *, ordered: bool) -> st.SearchStrategy[PartTest]:
    plain = st.builds(Compare, st.just("="), values)
    if not ordered:
        return plain
    sides = st.booleans()
    return (
        plain
        | st.builds(Compare, st.sampled_from(["<", "<=", ">", ">="]), values)
        | st.builds(Range, values, values, sides, sides)
    )


def parts(tests: st.SearchStrategy[PartTest]) -> st.SearchStrategy[Test]:
    return st.builds(AnyPart, st.lists(tests, min_size=1, max_size=3).map(tuple))


def conditions(tests: st.SearchStrategy[Test]) -> st.SearchStrategy[Condition]:
    every = tests | st.just(Empty()) | st.just(Null())
    return st.just(ANYTHING) | st.builds(
        Condition, st.lists(every, min_size=1, max_size=4).map(tuple), negated=st.booleans()
    )


WORDS = every_test(TEXTS, ordered=True) | CONTAINS
TYPED = st.one_of(
    st.tuples(st.just("number"), conditions(every_test(NUMBERS, ordered=True))),
    st.tuples(st.just("date"), conditions(every_test(DAYS, ordered=True))),
    st.tuples(st.just("boolean"), conditions(every_test(st.booleans(), ordered=False))),
    st.tuples(st.just("string"), conditions(WORDS)),
    st.tuples(st.just("list"), conditions(every_test(TEXTS, ordered=False) | CONTAINS | parts(WORDS))),
    st.tuples(st.just("number list"), conditions(parts(every_test(NUMBERS, ordered=True)))),
    st.tuples(
        st.just("date list"), conditions(every_test(DAYS, ordered=False) | parts(every_test(DAYS, ordered=True)))
    ),
)


@given(TYPED)
def test_reading_what_was_printed_gives_the_same_condition(typed: tuple[str, Condition]) -> None:
    kind, condition = typed
    assert parse_condition(print_condition(condition), term=term(kind)) == condition
    if kind != "boolean" or condition.tests:  # without a dictionary, too
        assert parse_condition(print_condition(condition)) == condition


_WIDE = {ord(sign): chr(ord(sign) + 0xFEE0) for sign in "0123456789.,()[]<>=%-:"} | {ord(" "): "\u3000"}
_ODD = {ord("-"): "−", ord(","): "、", ord("["): "【", ord("]"): "】", ord("("): "（", ord(")"): "）"}


def as_typed(text: str, chance: Random) -> str:
    """Type a printed condition as a hurried person would: odd widths and blanks, but never inside quotes."""
    pieces = re.split(r'("(?:[^"\\]|\\.)*")', text)
    for place in range(0, len(pieces), 2):
        piece = pieces[place].replace("..", chance.choice(["..", "…", "……", " .. "]))
        piece = re.sub(
            r"(<=|>=|[<>,()\[\]])",
            lambda sign: chance.choice(["", " ", "\n"]) + sign[0] + chance.choice(["", "  "]),
            piece,
        )
        piece = piece.translate(chance.choice([{}, _WIDE, _ODD]))
        pieces[place] = chance.choice([piece, piece.upper()])
    return chance.choice(["", " ", "\u3000"]) + "".join(pieces) + chance.choice(["", "\n", " "])


@given(TYPED, st.integers(0, 2**32))
def test_blanks_and_full_width_signs_outside_quotes_change_nothing(typed: tuple[str, Condition], seed: int) -> None:
    kind, condition = typed
    text = as_typed(print_condition(condition), Random(seed))
    assert parse_condition(text, term=term(kind)) == condition


@given(st.text(max_size=30), st.sampled_from([None, *FactType]))
def test_any_text_reads_or_is_refused_with_a_place_inside_it(text: str, kind: FactType | None) -> None:
    place = 1
    try:
        parse_condition(text, term=Term("fact", both("fact"), kind) if kind else None)
    except ConditionError as error:
        place = error.position
    assert 1 <= place <= len(text) + 1
