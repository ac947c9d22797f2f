from datetime import date
from fractions import Fraction

import pytest

from casewright.model import Value
from casewright.rules.atoms import compile_condition
from casewright.rules.evaluate import holds
from casewright.rules.language.grammar import parse_condition

ODR = Fraction(24, 1212)


@pytest.mark.parametrize(
    ("text", "value", "expected"),
    [
        ("> 1%", ODR, True), ("> 2%", ODR, False), ("[0.01..0.02]", ODR, True), ("= 0.5", Fraction(1, 2), True),
        ("(1..3)", Fraction(1), False), ("[1..3)", Fraction(1), True), ("[1..3)", Fraction(3), False),
        ("(1..3]", Fraction(3), True), ("not(1, 2)", Fraction(3), True), ("not(1, 2)", Fraction(2), False),
        ("1e", "1e", True), ('"a", "b"', "b", True), ('"a"', "A", False), ('> "apple"', "apples", True),
        ('< "b"', "abc", True), ("true", True, True), ("false", True, False), ("not(true)", False, True),
        (">= 2026-01-31", date(2026, 1, 31), True), ("< 2026-01-31", date(2026, 1, 31), False),
        ('contains("INAUTHENTIC")', "listed as inauthentic", True), ('contains("吊销")', "账户已被吊销。", True),
        ('contains("ＡＢＣ")', "xabcx", True), ('contains("x", "y")', "just z", False),
        ("loa", ("invoice", "loa"), True), ("loa, sop", ("invoice",), False), ("not(loa)", ("invoice",), True),
        ('contains("LOA")', ("invoice", "loa"), True), ('contains("lo")', ("invoice", "loa"), False),
    ],
)  # fmt: skip
def test_a_known_value_meets_a_condition_or_not(text: str, value: Value, *, expected: bool) -> None:
    condition = parse_condition(text)
    assert holds(condition, value) is expected
    assert compile_condition(condition)(value) is expected


@pytest.mark.parametrize("text", ["> 1%", "not(5)", "not empty", '"a"', "not(empty, 5)", 'contains("x")', "false"])
def test_what_is_not_known_meets_no_condition(text: str) -> None:
    assert not holds(parse_condition(text), None)
    assert not compile_condition(parse_condition(text))(None)


@pytest.mark.parametrize("text", ["-", "empty", "empty, > 5"])
def test_what_is_not_known_meets_anything_and_empty(text: str) -> None:
    assert holds(parse_condition(text), None)
    assert compile_condition(parse_condition(text))(None)


@pytest.mark.parametrize("nothing", ["", ()])
def test_an_empty_text_or_list_is_known_to_hold_nothing(nothing: Value) -> None:
    for text, expected in [("empty", True), ("not empty", False), ("loa", False), ("not(loa)", True)]:
        assert holds(parse_condition(text), nothing) is expected
        assert compile_condition(parse_condition(text))(nothing) is expected


def test_yes_is_not_the_number_one() -> None:
    for condition, value in [(parse_condition("1"), True), (parse_condition("true"), Fraction(1))]:
        assert not holds(condition, value)
        assert not compile_condition(condition)(value)


def test_numbers_compare_exactly_however_large_or_small() -> None:
    big = Fraction(2**63 + 1)
    for text, value, expected in [
        (f"> {2**63}", big, True), (f"{2**63}", big, False), ("> 0.00001", Fraction(1, 100_001), False),
        (f"{2**53}", Fraction(2**53 + 1), False), ("0.1", Fraction("1e-1"), True),
    ]:  # fmt: skip
        assert holds(parse_condition(text), value) is expected
        assert compile_condition(parse_condition(text))(value) is expected
