"""Workbooks by people who know only the layout: what they may write, and that it decides as they mean it."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from casewright.cli import main

Row = Sequence[object]
Try = Callable[..., Any]

HEAD: list[Row] = [["rule 规则", "if 条件", "then 结论"], ["id", "n", "out"], ["Rule", "Number", "Result"]]


def one(cell: object) -> list[Row]:
    return [*HEAD, ["R1", cell, "met"], ["default", None, "not met"]]


@pytest.mark.parametrize(
    ("cell", "value", "met"),
    [
        (5, 5, True), (5, 5.0, True), (5.5, 5.5, True), (0.1, 0.1, True), (5, 6, False), (1e16, 10**16, True),
        (True, True, True), (True, False, False), (False, False, True), (date(2026, 1, 31), "2026-01-31", True),
        (datetime(2026, 1, 31), "2026-02-01", False),  # noqa: DTZ001 - a cell has no zone
        ("5", 5, True), ("> 5", 6, True), ('"a"', "a", True),
        ("a", "a", True), ('"a", "b"', "b", True), ("TRUE", True, True), ("-", None, True), (None, 7, True),
        ("[1..3)", 3, False), ('date("2026-01-31")', "2026-01-31", True), ('> @"2026-01-31"', "2026-02-01", True),
        ("null", None, True), ("empty", "", True), ('"5"', "5", True), ("not(1, 2)", 3, True), ("  > 5  ", 6, True),
    ],
)  # fmt: skip
def test_cells_of_any_format_mean_what_they_show(cell: object, value: object, *, met: bool, try_out: Try) -> None:
    told = try_out(one(cell), {"n": value})
    assert (told["error"], told["outputs"]) == (None, {"out": "met" if met else "not met"})


@pytest.mark.parametrize("given", ["0.015", "0.0150", "1.5e-2"])
def test_a_percent_cell_is_its_share(given: str, try_out: Try) -> None:
    told = try_out(one(0.015), f'{{"n": {given}}}', formats={"B5": "0.0%"})
    assert told["outputs"] == {"out": "met"}


def test_numbers_of_the_facts_keep_every_digit(try_out: Try) -> None:
    assert try_out(one("> 0.1"), '{"n": 0.1000000000000000000000001}')["outputs"] == {"out": "met"}
    assert try_out(one("0.3"), '{"n": 0.30000000000000001}')["outputs"] == {"out": "not met"}


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        (5, 5), (0.1, 0.1), (True, True), (False, False), (date(2026, 1, 31), "2026-01-31"), ("text", "text"),
        ('"a, b"', "a, b"), ("a, b", "a, b"), (r'"say \"hi\""', 'say "hi"'), ("2026-01-31", "2026-01-31"),
        ('date("2026-01-31")', "2026-01-31"), ("1%", 0.01), ("-5", -5), ("TRUE", True), ('"5"', "5"), ("null", None),
        ('"TRUE"', "TRUE"), ("中文，全角", "中文，全角"), ("x > 5", "x > 5"), ("3 days", "3 days"),
    ],
)  # fmt: skip
def test_conclusions_keep_their_type(cell: object, value: object, try_out: Try) -> None:
    rows = [["rule", "if", "then", "then"], ["id", "n", "out", "name"], [], ["R1", "-", cell, "x"]]
    assert try_out(rows, {})["outputs"] == {"out": value, "name": "x"}


@pytest.mark.parametrize(
    "roles",
    [
        ["rule", "if", "then", "note"], ["规则", "条件", "结论", "说明"], ["Rule", "IF", "Then", "Note"],
        ["规则 rule", "条件 if", "结论 then", "说明 note"], ["rule/规则", "if/条件", "then/结论", "note/说明"],
        ["ID", "Input", "Output", "Annotation"], ["规则编号", "输入", "输出", "备注"], [None, "when", "result", None],
    ],
)  # fmt: skip
def test_roles_are_known_in_either_language(roles: list[str | None], try_out: Try) -> None:
    rows = [roles, ["id", "n", "out", "remarks"], ["", "", "", ""], ["R1", "> 1", "yes", "ask Li first"]]
    told = try_out(rows, {"n": 2})
    assert (told["error"], told["matched"], told["outputs"]) == (None, ["R1"], {"out": "yes"})


def test_blank_lines_remarks_and_odd_ids_change_nothing(try_out: Try) -> None:
    rows: list[Row] = [
        [None, "rule", "if", "then", None],
        [None, "id", "Order Size", "折扣 discount", None],
        ["for us", "Rule", "Size", "Discount", "more"],
        [],
        ["look!", 1, "< 10", 0, "old row"],
        ["a line for people"],
        [],
        [None, 2, ">= 10", 0.05],
    ]
    told = try_out(rows, {"Order Size": 12})
    assert (told["error"], told["matched"], told["outputs"]) == (None, ["2"], {"折扣 discount": 0.05})


def test_without_a_row_of_labels_no_rule_is_lost(try_out: Try) -> None:
    rows = [*HEAD[:2], ["R1", "> 5", "high"], ["R2", "-", "low"]]
    told = try_out(rows, {"n": 6})
    assert (told["error"], told["matched"]) == (None, ["R1", "R2"])


def test_a_time_of_day_is_refused_not_dropped(try_out: Try) -> None:
    told = try_out(one(datetime(2026, 1, 31, 10, 30)), {"n": "2026-01-31"}, dictionary=[["n", "date"]])  # noqa: DTZ001
    assert "no times" in told["error"]


def test_merged_cells_count_for_every_row_they_cover(try_out: Try) -> None:
    rows = [["rule", "if", "if", "then"], ["id", "n", "m", "out"], [], ["R1", "> 1", "a", 1], ["R2", None, "b", 2]]
    assert try_out(rows, {"n": 2, "m": "b"}, merged="B5:B6")["matched"] == ["R2"]
    assert try_out(rows, {"n": 0, "m": "b"}, merged="B5:B6")["matched"] == []


def test_a_policy_left_blank_is_unique(try_out: Try) -> None:
    told = try_out([*HEAD, ["R1", "-", 1], ["R2", "-", 2]], {"n": 1}, policy=None)
    assert (told["hit_policy"], told["outputs"], bool(told["error"])) == ("UNIQUE", None, True)


def test_two_columns_may_ask_about_one_fact(try_out: Try) -> None:
    rows = [["rule", "if", "if", "then"], ["id", "n", "n", "out"], [], ["R1", "> 1", "< 5", "between"]]
    assert try_out(rows, {"n": 3})["matched"] == ["R1"]
    assert try_out(rows, {"n": 7})["matched"] == []


def test_rows_count_by_the_day(try_out: Try) -> None:
    rows = [["rule", "if", "then", "note", "note"], ["id", "n", "out", "effective_from", "effective_to"], [],
            ["R1", "-", "old", None, date(2025, 12, 31)], ["R2", "-", "new", "2026-01-01", None]]  # fmt: skip
    assert try_out(rows, {"n": 1}, "--as-of", "2025-06-01")["matched"] == ["R1"]
    assert try_out(rows, {"n": 1}, "--as-of", "2026-06-01")["matched"] == ["R2"]


DICTIONARY: list[Row] = [
    ["n", "number"], ["door", "enum", "fix|dispute"], ["urgent", "是否"], ["on", "date"], ["kinds", "清单"],
    ["lines", "number list"], ["brand", "文字 text"],
]  # fmt: skip


@pytest.mark.parametrize(
    ("fact", "cell", "value", "met"),
    [
        ("door", "fix", "fix", True), ("door", '"fix", "dispute"', "dispute", True), ("urgent", True, True, True),
        ("urgent", "否", False, True), ("on", date(2026, 1, 31), "2026-01-31", True), ("kinds", "loa", ["loa"], True),
        ("lines", "any(lines: > 3)", [1, 4.5], True), ("lines", "任一(> 3)", [], False), ("brand", 5, "5", True),
        ("on", "> 2026-01-01", None, False), ("n", "empty", None, True), ("kinds", "empty", [], True),
    ],
)  # fmt: skip
def test_a_dictionary_in_the_same_workbook_gives_the_types(
    fact: str, cell: object, value: object, *, met: bool, try_out: Try
) -> None:
    rows = [HEAD[0], ["id", fact, "out"], HEAD[2], ["R1", cell, "met"], ["default", None, "not met"]]
    told = try_out(rows, {fact: value}, dictionary=DICTIONARY)
    assert (told["error"], told["outputs"]) == (None, {"out": "met" if met else "not met"})


@pytest.mark.parametrize(
    ("facts", "says", "says_zh"),
    [
        ({"door": "fxi"}, "Did you mean fix?", "是否想写 fix"), ({"door": 5}, "one of the listed values", "需要选项"),
        ({"n": "5"}, "a number", "需要数字"), ({"n": True}, "a number", "需要数字"),
        ({"n": [5]}, "a number", "需要数字"),
        ({"n": {"a": 5}}, "neither a text, a number", "不是文字"), ({"n": ["a", 5]}, "texts only", "全是文字"),
        ({"dor": "fix"}, "Did you mean door?", "是否想写 door"), ({"on": "31.01.2026"}, "a date", "需要日期"),
    ],
)  # fmt: skip
def test_facts_that_do_not_fit_are_an_error_with_a_sentence(
    facts: dict[str, object], says: str, says_zh: str, try_out: Try
) -> None:
    rows = [["rule", "if", "if", "if", "then"], ["id", "n", "door", "on", "out"], [], ["R1", "-", "-", "-", "met"]]
    told = try_out(rows, facts, dictionary=DICTIONARY)
    assert (told["outputs"], told["matched"], told["code"]) == (None, [], 3)
    assert says in told["error"]
    assert says_zh in told["error_zh"]


def test_without_a_dictionary_facts_that_nothing_asks_about_are_named_and_no_fault(try_out: Try) -> None:
    told = try_out(one("> 1"), {"n": 2, "colour": "red", "nested": {"a": [1, "b"]}})
    assert (told["error"], told["outputs"], told["unused"]) == (None, {"out": "met"}, ["colour", "nested"])


def test_a_fact_that_the_dictionary_does_not_have_is_found_at_the_column(try_out: Try) -> None:
    rows = [HEAD[0], ["id", "dor", "out"], HEAD[2], ["R1", "fix", "met"]]
    told = try_out(rows, {}, dictionary=DICTIONARY)
    assert "Sheet0!B3" in told["error"]
    assert "Did you mean door?" in told["error"]


def test_other_sheets_may_be_wrong_or_anything(try_out: Try) -> None:
    broken: list[Row] = [["decision table", "B", "hit policy", "NEVER"], *HEAD, ["R1", "> > 5", 1]]
    known: list[Row] = [["decision table", "risks", "hit policy", "FIRST"], *HEAD, ["R1", "> 5", 1]]
    told = try_out(one("> 1"), {"n": 2}, others=[broken, known, [["just", "notes"]]])
    assert (told["error"], told["outputs"]) == (None, {"out": "met"})


def test_a_table_of_a_name_that_the_program_knows_is_free_in_an_outside_workbook(try_out: Try) -> None:
    later: list[Row] = [["decision table", "strategy", "hit policy", "FIRST"], *HEAD, ["R1", "> 5", 1]]
    told = try_out(one("> 1"), {"n": 7}, "--table", "strategy", others=[later])
    assert told["outputs"] == {"out": 1}


def test_a_table_that_is_not_there_gets_the_nearest_name(try_out: Try) -> None:
    told = try_out(one("> 1"), {"n": 7}, "--table", "TT")
    assert (told["code"], told["outputs"]) == (3, None)
    assert "Did you mean T?" in told["error"]


@pytest.mark.parametrize("labels", [["Col 1", "", "Col 3"], ["c1", "c2", "c3"], ["1", "2", "3"], ["A1", "B1", "C1"]])
@pytest.mark.parametrize("blank", [[], [[]]])
def test_labels_that_look_like_ids_are_labels_all_the_same(labels: Row, blank: list[Row], try_out: Try) -> None:
    rows = [*HEAD[:2], labels, *blank, ["default", None, "low"], ["R1", "> 5", "high"]]
    told = try_out(rows, {"n": 6})
    assert (told["error"], told["matched"], told["outputs"]) == (None, ["R1"], {"out": "high"})


VALUES = "not listed|listed|empty box|包含运费|null value|Type A (old)|> 5 days|any|empty"


@pytest.mark.parametrize(
    ("cell", "value", "met"),
    [
        ("not listed", "not listed", True), ("not listed, listed", "listed", True), ("empty box", "empty box", True),
        ("包含运费", "包含运费", True), ("null value", "null value", True), ("Type A (old)", "Type A (old)", True),
        ("> 5 days", "> 5 days", True), ("not(not listed)", "not listed", False), ("not(Type A (old))", "any", True),
        ("any", "any", True), ("listed , Type A (old)", "Type A (old)", True), ("empty", "empty", False),
        ('"empty"', "empty", True), ("empty", None, True), ("not(listed)", "listed", False), ("not empty", "any", True),
    ],
)  # fmt: skip
def test_a_listed_value_needs_no_quotes_however_it_looks(cell: str, value: object, *, met: bool, try_out: Try) -> None:
    told = try_out(one(cell), {"n": value}, dictionary=[["n", "enum", VALUES]])
    assert (told["error"], told["outputs"]) == (None, {"out": "met" if met else "not met"})


@pytest.mark.parametrize("given", ["20260131", "2026-W05-6", "2026-01-31T00:00:00", "２０２６-01-31"])
def test_only_whole_iso_days_are_days(given: str, try_out: Try) -> None:
    assert "a date" in try_out(one("> 2020-01-01"), {"n": given}, dictionary=[["n", "date"]])["error"]


def test_tables_in_a_circle_are_decided_one_by_one(try_out: Try) -> None:
    ahead: list[Row] = [["decision table", "B", "hit policy", "FIRST"], HEAD[0], ["id", "out", "n"], [], ["R1", "-", 1]]
    assert try_out(one("> 1"), {"n": 2}, others=[ahead])["outputs"] == {"out": "met"}


def test_a_table_may_conclude_what_it_asks_about(try_out: Try) -> None:
    rows = [HEAD[0], ["id", "status", "status"], [], ["R1", '"open"', 1], ["R2", '"closed"', 2]]
    told = try_out(rows, {"status": "closed"})
    assert (told["error"], told["outputs"]) == (None, {"status": 2})


def test_a_conclusion_beyond_any_float_is_still_json(try_out: Try) -> None:
    told = try_out([*HEAD, ["R1", "-", f"1{'0' * 400}.5"]], {})
    assert told["outputs"] == {"out": 10**400}


@pytest.mark.parametrize("given", ["1e99999999", "-1e99999999", "1e-99999999"])
def test_a_number_of_endless_digits_is_refused_at_once(given: str, try_out: Try) -> None:
    told = try_out(one("> 1"), f'{{"n": {given}}}')
    assert (told["outputs"], told["code"]) == (None, 3)
    assert "too large or too small" in told["error"]


@pytest.mark.parametrize("facts", ['{"n": 0, "n": 2}', '{"n": 1e9999999999999999999}', f'{{"n": {"[" * 100_000}'])
def test_facts_that_no_reader_can_take_are_a_fault_of_use(
    facts: str, try_out: Try, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    try_out(one("> 1"), {"n": 2})
    (tmp_path / "facts.json").write_text(facts, encoding="utf-8")
    given = ["--facts", str(tmp_path / "facts.json")]
    assert main(["rulebook", "eval", str(tmp_path / "book.xlsx"), "--table", "T", *given, "--json"]) == 2
    out, err = capsys.readouterr()
    assert (out, "not JSON" in err) == ("", True)
