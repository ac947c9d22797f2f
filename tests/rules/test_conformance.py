"""The cell language as DMN 1.3 defines it (simple unary tests of S-FEEL), cell by cell, and the words added to it.

A line is: cell, type of its column (``-`` for a column that no dictionary knows), the fact as JSON has it, and whether
the cell is met. ``error`` stands for a cell that must not be read, or a fact that cannot be compared with it.
"""

import json
from collections.abc import Callable
from decimal import Decimal

import pytest

from casewright.rules import Rulebook
from casewright.rules.tryout import evaluate_json

YES, NO, ERROR = "yes", "no", "error"

NUMBERS = [
    ("-", "number", "5", YES),
    ("-", "number", "null", YES),
    ("", "number", "5", YES),
    ("5", "number", "5", YES),
    ("5", "number", "5.0", YES),
    ("5", "number", "6", NO),
    ("= 5", "number", "5", YES),
    ("5", "number", "null", NO),
    ("-5", "number", "-5", YES),
    ("- 5", "number", "-5", YES),
    (".5", "number", "0.5", YES),
    ("-.5", "number", "-0.5", YES),
    ("0.1", "number", "0.1", YES),
    ("0.3", "number", "0.30000000000000004", NO),
    ("0.10", "number", "0.1", YES),
    ("007", "number", "7", YES),
    ("< 5", "number", "4.999999999999999999", YES),
    ("< 5", "number", "5", NO),
    ("<= 5", "number", "5", YES),
    ("> 5", "number", "5.000000000000000001", YES),
    (">= 5", "number", "4", NO),
    ("> 0.00001", "number", "1e-5", NO),
    (">= 0.00001", "number", "1e-5", YES),
    ("100000", "number", "1e5", YES),
    ("9007199254740993", "number", "9007199254740993", YES),
    ("9007199254740992", "number", "9007199254740993", NO),
    ("1, 2, 3", "number", "2", YES),
    ("1, 2, 3", "number", "4", NO),
    ("< 0, > 10", "number", "11", YES),
    ("< 0, [3..4), 9", "number", "4", NO),
    ("< 0, [3..4], 9", "number", "4", YES),
    ("not(5)", "number", "6", YES),
    ("not(5)", "number", "5", NO),
    ("not(1, > 3)", "number", "2", YES),
    ("not(1, > 3)", "number", "4", NO),
    ("not([1..3])", "number", "3", NO),
    ("not([1..3))", "number", "3", YES),
    ("not(5)", "number", "null", NO),
    ("> 5", "number", "null", NO),
    ("1%", "number", "0.01", YES),
    ("> 1%", "number", "0.0198", YES),
    ("＞＝ １．５％", "number", "0.015", YES),
    ("[1%..2%)", "number", "0.02", NO),
    ("−5", "number", "-5", YES),
    ("1e5", "number", "100000", ERROR),
    ("1,000", "number", "1000", ERROR),
    ('"5"', "number", "5", ERROR),
    ("5", "number", '"5"', ERROR),
    ("5", "number", "true", ERROR),
    ("> 5 and < 7", "number", "6", ERROR),
    ("<> 5", "number", "6", ERROR),
    ("other_fact", "number", "6", ERROR),
    ("5 + 1", "number", "6", ERROR),
    ("5", "number", "[5]", ERROR),
    ("5", "number", '{"a": 5}', ERROR),
    ("5", "number", "NaN", ERROR),
    ("> 5,", "number", "6", ERROR),
    ("not(not(5))", "number", "5", ERROR),
    ("not 5", "number", "5", ERROR),
]

RANGES = [
    (f"{low}1..3{high}", "number", value, YES if met else NO)
    for low, from_one in (("[", True), ("(", False), ("]", False))
    for high, to_three in (("]", True), (")", False), ("[", False))
    for value, met in (
        ("1", from_one),
        ("2", True),
        ("3", to_three),
        ("0.999", False),
        ("3.001", False),
        ("null", False),
    )
] + [
    ("[-5..-1]", "number", "-3", YES),
    ("[.5..1.5]", "number", "0.5", YES),
    ("[3..1]", "number", "2", NO),
    ("[2..2]", "number", "2", YES),
    ("(2..2]", "number", "2", NO),
    ("[ 1 .. 3 ]", "number", "3", YES),
    ("【1．．3）", "number", "3", NO),
    ("[1…3]", "number", "3", YES),
    ("[1..3", "number", "2", ERROR),
    ("1..3", "number", "2", ERROR),
    ("[1,3]", "number", "2", ERROR),
    ("[1-3]", "number", "2", ERROR),
]

TEXTS = [
    ('"a"', "string", '"a"', YES),
    ('"a"', "string", '"A"', NO),
    ("a", "string", '"a"', YES),
    ('"a","b"', "string", '"b"', YES),
    ('not("a","b")', "string", '"c"', YES),
    ('not("a","b")', "string", '"b"', NO),
    ('""', "string", '""', YES),
    ('""', "string", "null", NO),
    (r'"a\"b"', "string", r'"a\"b"', YES),
    (r'"a\\b"', "string", r'"a\\b"', YES),
    (r'"a\nb"', "string", r'"a\nb"', YES),
    (r'"\t"', "string", r'"\t"', YES),
    (r'"中"', "string", '"中"', YES),
    (r'"\U01F4E6"', "string", '"📦"', YES),
    ('"a, b"', "string", '"a, b"', YES),
    ('"not(x)"', "string", '"not(x)"', YES),
    ('"-"', "string", '"-"', YES),
    ('"-"', "string", '"x"', NO),
    ('> "b"', "string", '"c"', YES),
    ('< "b"', "string", '"b"', NO),
    ('< "b"', "string", '"abc"', YES),
    ('["a".."f")', "string", '"f"', NO),
    ('["a".."f"]', "string", '"f"', YES),
    ("“侵权”", "string", '"侵权"', YES),
    ("侵权，吊销", "string", '"吊销"', YES),
    ("5", "string", '"5"', YES),
    ("5", "string", "5", ERROR),
    ("true", "string", '"true"', YES),
    ("> b", "string", '"c"', ERROR),
    ('"open', "string", '"open"', ERROR),
    ("fix", "enum: fix | dispute", '"fix"', YES),
    ("fix, dispute", "enum: fix | dispute", '"dispute"', YES),
    ('not("fix")', "enum: fix | dispute", '"dispute"', YES),
    ("fxi", "enum: fix | dispute", '"fix"', ERROR),
    ("> fix", "enum: fix | dispute", '"fix"', ERROR),
    ("fix", "enum: fix | dispute", '"fxi"', ERROR),
    ('contains("auth")', "string", '"Inauthentic"', YES),
    ('包含（"吊销"，"停用"）', "string", '"已停用。"', YES),
    ('not(contains("x"))', "string", '"abc"', YES),
    ("contain(x)", "string", '"x"', ERROR),
    ('upper case("a")', "string", '"A"', ERROR),
]

FLAGS_AND_DAYS = [
    ("true", "boolean", "true", YES),
    ("true", "boolean", "false", NO),
    ("false", "boolean", "false", YES),
    ("是", "boolean", "true", YES),
    ("not(true)", "boolean", "false", YES),
    ("true", "boolean", "null", NO),
    ("false", "boolean", "null", NO),
    ("true, false", "boolean", "true", YES),
    ("true", "boolean", '"true"', ERROR),
    ("true", "boolean", "1", ERROR),
    ("> true", "boolean", "true", ERROR),
    ("maybe", "boolean", "true", ERROR),
    ("2026-01-31", "date", '"2026-01-31"', YES),
    ('date("2026-01-31")', "date", '"2026-01-31"', YES),
    ('@"2026-01-31"', "date", '"2026-01-31"', YES),
    ('> date("2026-01-31")', "date", '"2026-02-01"', YES),
    (">= 2026-01-31", "date", '"2026-01-30"', NO),
    ('[date("2026-01-01")..date("2026-12-31")]', "date", '"2026-12-31"', YES),
    ("[2026-01-01..2026-12-31)", "date", '"2026-12-31"', NO),
    ("not(2026-01-31)", "date", '"2026-01-30"', YES),
    ("2026-01-31, 2026-02-28", "date", '"2026-02-28"', YES),
    ("> 2026-01-31", "date", "null", NO),
    ("2026-02-30", "date", '"2026-02-28"', ERROR),
    ("2026/1/31", "date", '"2026-01-31"', ERROR),
    ("2026-01-31", "date", '"31.01.2026"', ERROR),
    ("2026-01-31", "date", "20260131", ERROR),
    ('time("10:00:00")', "date", '"2026-01-31"', ERROR),
    ('> duration("P1D")', "date", '"2026-01-31"', ERROR),
    ('date and time("2026-01-31T00:00:00")', "date", '"2026-01-31"', ERROR),
    ("> today", "date", '"2026-01-31"', ERROR),
]

NOTHING_AND_LISTS = [
    ("null", "number", "null", YES),
    ("null", "number", "5", NO),
    ("not(null)", "number", "5", YES),
    ("not(null)", "number", "null", NO),
    ("null, > 5", "number", "null", YES),
    ("null, > 5", "number", "6", YES),
    ("null", "string", '""', NO),
    ("empty", "string", '""', YES),
    ("empty", "string", "null", YES),
    ("为空", "date", "null", YES),
    ("not empty", "string", '""', NO),
    ("非空", "string", '"x"', YES),
    ("not empty", "number", "0", YES),
    ("empty", "boolean", "false", NO),
    ("> null", "number", "5", ERROR),
    ("emtpy", "string", '"x"', ERROR),
    ("loa", "list", '["invoice", "loa"]', YES),
    ("loa", "list", "[]", NO),
    ("not(loa)", "list", '["invoice"]', YES),
    ("not(loa)", "list", "[]", YES),
    ("not(loa)", "list", "null", NO),
    ("empty", "list", "[]", YES),
    ("null", "list", "[]", NO),
    ('contains("LOA")', "list", '["loa"]', YES),
    ("any(kinds: loa)", "list", '["loa"]', YES),
    ('any(contains("voice"))', "list", '["invoice"]', YES),
    ('contains("voice")', "list", '["invoice"]', NO),
    ("any(lines: > 3)", "number list", "[1, 4]", YES),
    ("any(lines: > 3)", "number list", "[1, 3]", NO),
    ("any(> 3)", "number list", "[]", NO),
    ("any(> 3)", "number list", "null", NO),
    ("not(any(> 3))", "number list", "[1]", YES),
    ("任一（行：＜ 0，[5..6)）", "number list", "[5.5]", YES),
    ("3", "number list", "[1, 3]", YES),
    ("any(>= 2026-02-01)", "date list", '["2026-01-31", "2026-02-01"]', YES),
    ("any(> 3)", "number list", '["4"]', ERROR),
    ("any(> 3)", "number list", "4", ERROR),
    ("any(> 3)", "number", "4", ERROR),
    ("> 3", "number list", "[4]", ERROR),
    ("loa", "list", '["loa", 4]', ERROR),
    ("loa", "list", '"loa"', ERROR),
    ("any(not(3))", "number list", "[4]", ERROR),
]

WITHOUT_A_DICTIONARY = [
    ("5", "-", "5", YES),
    ("> 1%", "-", "0.02", YES),
    ('"a"', "-", '"a"', YES),
    ("admits", "-", '"admits"', YES),
    ("true", "-", "true", YES),
    ("2026-01-31", "-", '"2026-01-31"', YES),
    ('> date("2026-01-31")', "-", '"2026-02-01"', YES),
    ('"5"', "-", '"5"', YES),
    ("not(admits)", "-", '"denies"', YES),
    ('"a"', "-", '["a", "b"]', YES),
    ("3", "-", "[1, 3]", YES),
    ("any(> 3)", "-", "[1, 4]", YES),
    ("any(> 3)", "-", '["a"]', ERROR),
    ("> 3", "-", "[4]", ERROR),
    ("> 3", "-", '"4"', ERROR),
    ("5", "-", "true", ERROR),
    ("true", "-", '"true"', ERROR),
    ('"5"', "-", "5", ERROR),
    ("null", "-", "null", YES),
    ("> other", "-", "5", ERROR),
]

SUITE = [*NUMBERS, *RANGES, *TEXTS, *FLAGS_AND_DAYS, *NOTHING_AND_LISTS, *WITHOUT_A_DICTIONARY]

Load = Callable[..., tuple[Rulebook | None, tuple[object, ...]]]
Words = Callable[[str], object]

TABLE = """
    t FIRST
    rule | if | then | note
    id | fact | out | source
    R1 | ? | "met" | S0
    default | - | "not met" | S0
"""


@pytest.mark.parametrize(("cell", "kind", "value", "expected"), SUITE)
def test_a_cell_is_met_as_dmn_says(cell: str, kind: str, value: str, expected: str, load: Load, words: Words) -> None:
    kind, _, values = kind.partition(": ")
    line = f"fact {kind.replace(' ', '_')} {values.replace(' | ', ',')}"
    dictionary = None if kind == "-" else words(line)
    rulebook, found = load(TABLE, facts=dictionary, cells={"B5": cell})
    if rulebook is None:
        assert expected == ERROR, found
        return
    told = evaluate_json(rulebook, "t", {"fact": json.loads(value, parse_float=Decimal)})
    if expected == ERROR:
        assert (told["outputs"], bool(told["error"]), bool(told["error_zh"])) == (None, True, True)
    else:
        assert (told["error"], told["outputs"]) == (None, {"out": "met" if expected == YES else "not met"})


def test_a_fact_that_is_not_given_is_not_known(load: Load) -> None:
    rulebook, _ = load(TABLE, cells={"B5": "null"})
    assert rulebook is not None
    assert evaluate_json(rulebook, "t", {})["outputs"] == {"out": "met"}
