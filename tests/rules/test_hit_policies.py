"""Hit policies and layouts, in workbooks as an outsider would write them, through ``rulebook eval``."""

from collections.abc import Callable, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from casewright.model import Facts, Finding
from casewright.rules import HitPolicy, Rulebook, decide
from casewright.rules.notation import read_policy

Row = Sequence[object]
Try = Callable[..., Any]
Load = Callable[..., tuple[Rulebook | None, tuple[Finding, ...]]]

HEAD: list[Row] = [
    ["rule 规则", "if 条件", "then 结论"],
    ["id", "n", "out"],
    ["Rule", "Number", "Result"],
]


ROWS: list[Row] = [*HEAD, ["R1", "> 1", 10], ["R2", "> 2", 5], ["R3", "> 3", 10]]


@pytest.mark.parametrize(
    ("policy", "n", "outputs", "fired"),
    [
        ("UNIQUE", 2, {"out": 10}, ["R1"]), ("UNIQUE", 0, None, []),
        ("ANY", 2, {"out": 10}, ["R1"]), ("ANY", 0, None, []),
        ("FIRST", 4, {"out": 10}, ["R1"]), ("FIRST", 0, None, []),
        ("RULE ORDER", 4, [{"out": 10}, {"out": 5}, {"out": 10}], ["R1", "R2", "R3"]), ("RULE ORDER", 0, [], []),
        ("COLLECT", 4, [{"out": 10}, {"out": 5}, {"out": 10}], ["R1", "R2", "R3"]), ("COLLECT", 0, [], []),
        ("COLLECT SUM", 4, {"out": 25}, ["R1", "R2", "R3"]), ("COLLECT SUM", 0, None, []),
        ("COLLECT MIN", 4, {"out": 5}, ["R2"]), ("COLLECT MIN", 0, None, []),
        ("COLLECT MAX", 4, {"out": 10}, ["R1", "R3"]), ("COLLECT MAX", 0, None, []),
        ("COLLECT COUNT", 4, {"out": 3}, ["R1", "R2", "R3"]), ("COLLECT COUNT", 0, {"out": 0}, []),
    ],
)  # fmt: skip
def test_each_policy_concludes_as_dmn_says(
    policy: str, n: int, outputs: object, fired: list[str], try_out: Try
) -> None:
    told = try_out(ROWS, {"n": n}, policy=policy)
    assert (told["error"], told["outputs"], told["fired"], told["code"]) == (None, outputs, fired, 0)
    assert told["hit_policy"] == policy
    assert told["matched"] == ["R1", "R2", "R3"][: max(0, n - 1)]


def test_two_rows_under_unique_are_an_error_that_names_both(try_out: Try) -> None:
    told = try_out(ROWS, {"n": 3}, policy="U")
    assert (told["outputs"], told["matched"], told["fired"], told["code"]) == (None, ["R1", "R2"], [], 3)
    assert "R1" in told["error"]
    assert "R2" in told["error"]
    assert "同时命中" in told["error_zh"]


def test_any_takes_the_first_of_equal_rows_and_refuses_different_ones(try_out: Try) -> None:
    rows = [*HEAD, ["R1", "> 1", "a"], ["R2", "> 2", "a"], ["R3", "> 3", "b"]]
    same, other = try_out(rows, {"n": 3}, policy="A"), try_out(rows, {"n": 4}, policy="A")
    assert (same["error"], same["outputs"], same["fired"]) == (None, {"out": "a"}, ["R1"])
    assert (other["outputs"], other["matched"]) == (None, ["R1", "R2", "R3"])
    assert "a ≠ b" in other["error"]


RANKED: list[Row] = [
    ["rule", "if", "then 结论: high, medium, low", "then"],
    ["id", "n", "level", "fee"],
    ["", "", "", ""],
    ["R1", "> 1", "low", 1],
    ["R2", "> 2", "high", 2],
    ["R3", "> 3", "medium", 3],
    ["R4", "> 4", "high", 4],
]


def test_priority_and_output_order_follow_the_order_in_row_two(try_out: Try) -> None:
    assert try_out(RANKED, {"n": 4}, policy="P")["outputs"] == {"level": "high", "fee": 2}
    told = try_out(RANKED, {"n": 9}, policy="O")
    assert [each["fee"] for each in told["outputs"]] == [2, 4, 3, 1]
    assert told["fired"] == ["R2", "R4", "R3", "R1"]


def test_priority_follows_the_dictionary_column_by_column_from_the_left(try_out: Try) -> None:
    rows = [["rule", "if", "then", "then"], ["id", "n", "a", "b"], [], ["R1", "-", "lo", "hi"], ["R2", "-", "hi", "lo"],
            ["R3", "-", "hi", "mid"]]  # fmt: skip
    words = [["n", "number"], ["a", "enum", "hi|lo"], ["b", "enum", "hi|mid|lo"]]
    assert try_out(rows, {"n": 1}, policy="PRIORITY", dictionary=words)["outputs"] == {"a": "hi", "b": "mid"}


def test_numbers_may_be_ranked_too(try_out: Try) -> None:
    rows = [["rule", "if", "then 结论：3、1、2"], *HEAD[1:], ["R1", "-", 2], ["R2", "-", 1], ["R3", "-", 3]]
    assert [each["out"] for each in try_out(rows, {"n": 1}, policy="输出顺序")["outputs"]] == [3, 1, 2]


@pytest.mark.parametrize(
    ("policy", "rows", "says"),
    [
        ("PRIORITY", ROWS, "rank"),
        ("OUTPUT ORDER", ROWS, "rank"),
        ("PRIORITY", [["rule", "if", "then: 5, 6"], *HEAD[1:], ["R1", "-", 7]], "ranked values"),
        ("PRIORITY", [["rule", "if", "then: a, b"], *HEAD[1:], ["R1", "-", "c"]], "not one of the values"),
        ("C+", [*HEAD, ["R1", "-", "ten"]], "not a number"),
        ("C<", [*HEAD, ["R1", "-", True]], "not a number"),
        ("C>", [*HEAD, ["R1", "-", date(2026, 1, 31)], ["R2", "-", 5]], "not a date"),
        ("C#", RANKED, "exactly one"),
        ("C+", RANKED, "exactly one"),
        ("SOMETIMES", ROWS, "hit policy"),
        ("FIRST", [*HEAD, ["default", "> 1", 10]], "no conditions"),
        ("FIRST", [*HEAD, ["default", "-", 10], ["默认", "-", 5]], "two default rows"),
        ("FIRST", [["if", "if", "then"], ["m", "n", "out"], [], ["1", "-", 10]], "column of rule ids"),
        ("FIRST", [["rule", "wenn", "then"], *HEAD[1:], ["R1", "-", 10]], "role"),
        ("FIRST", [["rule", None, "then"], *HEAD[1:], ["R1", "> 1", 10]], "role"),
        ("FIRST", [*HEAD, ["R1", "=5+1", 10]], "formula"),
    ],
)  # fmt: skip
def test_a_table_that_cannot_decide_says_why_in_both_languages(
    policy: str, rows: list[Row], says: str, try_out: Try
) -> None:
    told = try_out(rows, {"n": 5}, policy=policy)
    assert (told["outputs"], told["matched"], told["code"]) == (None, [], 4)
    assert says in told["error"]
    assert told["error_zh"]


def test_the_smallest_and_largest_may_be_days(try_out: Try) -> None:
    rows = [*HEAD, ["R1", "-", date(2026, 3, 1)], ["R2", "-", "2026-01-31"], ["R3", "-", 'date("2026-02-28")']]
    assert try_out(rows, {"n": 1}, policy="C<")["outputs"] == {"out": "2026-01-31"}
    assert try_out(rows, {"n": 1}, policy="C>")["outputs"] == {"out": "2026-03-01"}


def test_decimals_add_up_exactly(try_out: Try) -> None:
    assert try_out([*HEAD, ["R1", "-", 0.1], ["R2", "-", 0.2]], {"n": 1}, policy="C+")["outputs"] == {"out": 0.3}


def test_texts_are_counted(try_out: Try) -> None:
    assert try_out([*HEAD, ["R1", "> 1", "a"], ["R2", "> 1", "a"]], {"n": 2}, policy="计数")["outputs"] == {"out": 2}


@pytest.mark.parametrize("policy", list(HitPolicy))
def test_the_default_row_speaks_only_where_no_other_row_matches(policy: HitPolicy, try_out: Try) -> None:
    rows = [["rule", "if", "then: 10, 5, 0"], *HEAD[1:], ["Default", "-", 0], ["R1", "> 1", 10]]
    one = [{"out": 0}] if policy.many else {"out": 0}
    told = try_out(rows, {"n": 1}, policy=policy.value)
    assert (told["error"], told["matched"], told["fired"], told["outputs"]) == (None, [], ["Default"], one)
    assert try_out(rows, {"n": 2}, policy=policy.value)["fired"] == ["R1"]


@pytest.mark.parametrize(
    ("policy", "notations"),
    [
        ("UNIQUE", ["U", "unique", "唯一", "UNIQUE 唯一", "", " Ｕ "]), ("ANY", ["A", "Any", "任一", "ANY 任一"]),
        ("FIRST", ["F", "first", "首个"]), ("PRIORITY", ["P", "Priority", "优先", "P 优先"]),
        ("RULE ORDER", ["R", "rule order", "RuleOrder", "RULE_ORDER", "rule-order", "规则顺序"]),
        ("OUTPUT ORDER", ["O", "Output Order", "输出顺序"]), ("COLLECT", ["C", "Collect", "收集", "COLLECT LIST"]),
        ("COLLECT SUM", ["C+", "COLLECT SUM", "COLLECT(sum)", "COLLECT+", "Collect (SUM)", "Ｃ＋", "求和", "收集求和"]),
        ("COLLECT MIN", ["C<", "COLLECT MIN", "collect(min)", "C＜", "最小", "收集（最小）"]),
        ("COLLECT MAX", ["C>", "COLLECT MAX", "C（>）", "最大", "COLLECT MAX 最大"]),
        ("COLLECT COUNT", ["C#", "COLLECT COUNT", "collect(count)", "Ｃ＃", "计数"]),
    ],
)  # fmt: skip
def test_a_policy_may_be_written_as_in_dmn_or_in_words(policy: str, notations: list[str]) -> None:
    assert {notation: read_policy(notation) for notation in notations} == dict.fromkeys(notations, HitPolicy(policy))


@pytest.mark.parametrize("notation", ["C*", "UNIQUE 首个", "mostly", "CC", "C+ <"])
def test_what_is_no_policy_is_not_taken_for_one(notation: str) -> None:
    assert read_policy(notation) is None


CHAIN = """
    {name} {policy}
    rule | if | then | note
    id | n | {out} | source
    R1 | > 1 | 10 | S0
    R2 | > 2 | 5 | S0
    {default}
"""
LATER = """
    later FIRST
    rule | if | then | note
    id | {fact} | said | source
    L1 | {cell} | "yes" | S0
    default | - | "no" | S0
"""


@pytest.mark.parametrize(
    ("policy", "default", "n", "cell"),
    [
        ("C+", "", 3, "15"), ("C#", "", 3, "2"), ("C#", "", 0, "0"), ("C<", "", 3, "5"), ("C>", "", 0, "null"),
        ("R", "", 3, "any(> 9)"), ("C", "", 0, "empty"), ("F", "default | - | 7 | S0", 0, "7"),
        ("C+", "默认 | - | 7 | S0", 0, "7"), ("C", "default | - | 7 | S0", 0, "any(7)"),
    ],
)  # fmt: skip
def test_what_a_policy_concludes_is_a_fact_of_the_next_table(
    policy: str, default: str, n: int, cell: str, load: Load, case: Callable[..., Facts]
) -> None:
    first = CHAIN.format(name="first", policy=policy, out="points", default=default)
    rulebook, found = load(first, LATER.format(fact="points", cell=cell))
    assert rulebook is not None, found
    decision, _ = decide(rulebook, case(n=Fraction(n)), today=date(2026, 1, 1))
    assert [firing.outputs for firing in decision.firings if firing.table == "later"] == [{"said": "yes"}]


@pytest.mark.parametrize(
    ("order", "first", "second", "wins"),
    [
        ("50.5%, 0.50", 0.5, "50.5%", 0.505), ("１, .5", "0.5", 1, 1), ("false, true", True, False, False),
        ('2026-01-31, date("2026-02-28")', date(2026, 2, 28), "2026-01-31", "2026-01-31"),
        ('"a, x", b', "b", '"a, x"', "a, x"), ("“高”，“低”", "低", "高", "高"), ("a；b", "b", "a", "a"),
        ("7\", 6", "6", '7"', '7"'), ("-1; - 2", -2, "−1", -1),
    ],
)  # fmt: skip
def test_ranked_values_may_be_typed_in_any_way(
    order: str, first: object, second: object, wins: object, try_out: Try
) -> None:
    rows = [["rule", "if", f"then 结论：{order}"], *HEAD[1:], ["R1", "-", first], ["R2", "-", second]]
    told = try_out(rows, {"n": 1}, policy="P")
    assert (told["error"], told["fired"], told["outputs"]) == (None, ["R2"], {"out": wins})
