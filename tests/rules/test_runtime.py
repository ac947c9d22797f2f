"""Each limit of durable-rules 2.0.28 that was measured, met by a rulebook that goes past it."""

import gc
import json
import os
import pickle
import subprocess
import sys
import threading
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction

import durable_rules_engine
import pytest

from casewright.model import NOTHING, CellRef, RuleRef, Value
from casewright.rules import DecisionTable, HitPolicy, Rule, Rulebook, available, runtime
from casewright.rules.held import hold_rows
from casewright.rules.language.grammar import parse_condition
from casewright.rules.language.vocabulary import Vocabulary
from casewright.rules.runtime import ATOMS_PER_SHARD, RULES_PER_SHARD, Engine, EngineLostCaseError, engine_of
from casewright.rules.table import Column, ConditionCell
from casewright.rules.tryout import evaluate_json

pytestmark = pytest.mark.skipif(not available(), reason="durable-rules does not load on this machine")

HEAD = CellRef("book.xlsx", "t", "A1")


def table(*rows: Mapping[str, str]) -> DecisionTable:
    """Make a table whose rows are given by their conditions."""
    rules = tuple(
        Rule(
            f"R{number}", RuleRef("book.xlsx", "t", f"R{number}", f"A{number + 5}"),
            tuple(ConditionCell(fact, text, parse_condition(text), HEAD) for fact, text in row.items()),
            {"out": f"R{number}"}, NOTHING,
        )
        for number, row in enumerate(rows)
    )  # fmt: skip
    names = dict.fromkeys(fact for row in rows for fact in row)
    inputs = tuple(Column(name, HEAD) for name in names)
    return DecisionTable("t", HitPolicy.COLLECT, NOTHING, inputs, (Column("out", HEAD),), rules, HEAD)


def rulebook(*tables: DecisionTable) -> Rulebook:
    return Rulebook("book.xlsx", tables, Vocabulary(open=True))


def met(of: DecisionTable, **values: Value) -> tuple[int, ...]:
    """Return the rows that match by the engine, having held them against the plain evaluator."""
    rows = Engine([of]).met_rows("t", values)
    assert rows == hold_rows(of, values).met_rows()
    return rows


def test_sixty_five_conditions_true_at_once_lose_no_case() -> None:
    values = {f"f{number}": Fraction(number) for number in range(65)}
    one_row = table({name: str(value) for name, value in values.items()})
    many_rows = table(*({name: str(value)} for name, value in values.items()))
    assert met(one_row, **values) == (0,)
    assert met(many_rows, **values) == tuple(range(65))


def test_three_hundred_rows_may_end_on_one_condition() -> None:
    assert len(met(table(*[{"position": "admits"}] * 300), position="admits")) == 300


def test_a_hundred_and_thirty_rows_may_ask_for_what_is_missing() -> None:
    rows = table(*({f"f{number}": "empty"} for number in range(130)))
    assert len(met(rows)) == 130
    assert met(rows, f7="known") == tuple(number for number in range(130) if number != 7)


def test_six_hundred_rows_may_each_ask_something_else() -> None:
    assert met(table(*({"n": f"{number}"} for number in range(600))), n=Fraction(599)) == (599,)


def test_a_row_may_be_wider_than_a_ruleset_can_hold() -> None:
    wide = {f"f{number}": "x" for number in range(ATOMS_PER_SHARD * 2 + 3)}
    values: dict[str, Value] = dict.fromkeys(wide, "x")
    assert met(table(wide, {"f0": "x"}), **values) == (0, 1)
    assert met(table(wide, {"f0": "x"}), **{**values, "f482": "y"}) == (1,)


def test_wide_rows_are_spread_over_rulesets() -> None:
    rows = table(*({f"f{row}_{column}": "x" for column in range(50)} for row in range(20)))
    values: dict[str, Value] = {f"f{row}_{column}": "x" for row in range(20) for column in range(50)}
    assert met(rows, **values) == tuple(range(20))


def test_three_thousand_rows_decide_a_case() -> None:
    rows = table(*({"n": f"> {number}", "kind": "a, b" if number % 3 else "c"} for number in range(3000)))
    assert len(met(rows, n=Fraction(2999), kind="b")) == 1999
    assert met(rows, n=Fraction(1), kind="c") == (0,)


def test_more_rows_than_the_library_takes_decide_a_case() -> None:
    rows = table(*[{"kind": "a"}, {"kind": "b"}] * 2100)
    assert met(rows, kind="b") == tuple(range(1, 4200, 2))


def test_a_condition_may_list_more_values_than_the_library_nests_groups() -> None:
    text = "not(" + ", ".join(f"[{n}..{n + 1})" for n in range(0, 400, 2)) + ")"
    assert met(table({"n": text}), n=Fraction(399)) == (0,)
    assert met(table({"n": text}), n=Fraction(398)) == ()


def test_rows_come_in_sheet_order_across_rulesets() -> None:
    assert met(table(*[{}] * (RULES_PER_SHARD * 2 + 1))) == tuple(range(RULES_PER_SHARD * 2 + 1))


def test_the_same_facts_twice_give_the_same_answer_twice() -> None:
    engine = Engine([table({"x": "1"}, {})])
    assert [engine.met_rows("t", {"x": Fraction(1)}) for _ in range(3)] == [(0, 1)] * 3


def test_a_case_leaves_nothing_for_the_next() -> None:
    engine = Engine([table({"x": "a"}, {"x": "b"}, {"x": "empty"})])
    answers = [engine.met_rows("t", {"x": value}) for value in ("a", "b", None, "c", "a")]
    assert answers == [(0,), (1,), (2,), (), (0,)]


def test_far_more_cases_than_the_library_keeps_states() -> None:
    engine = Engine([table({"n": "> 1"}, {"n": "> 1000"})])
    answers = [engine.met_rows("t", {"n": Fraction(number)}) for number in range(1500)]
    assert answers.count((0, 1)) == 499
    assert answers.count(()) == 2


def test_no_row_may_match() -> None:
    assert met(table({"x": "1"}, {"x": "2"}), x=Fraction(3)) == ()


def test_a_table_without_rows_matches_nothing() -> None:
    assert met(table()) == ()


@pytest.mark.parametrize(
    ("text", "value", "rows"),
    [
        ("> 0.00001", Fraction(1, 10**5), ()), (">= 0.00001", Fraction(1, 10**5), (0,)),
        (f"{2**63}", Fraction(2**63), (0,)), (f"{2**53}", Fraction(2**53 + 1), ()),
        (f"< {10**40}", Fraction(10**39), (0,)),
        ('"退货 📦 \\"原件\\""', '退货 📦 "原件"', (0,)), ('"' + "字" * 40_000 + '甲"', "字" * 40_000 + "乙", ()),
        ('< "abc"', "ab", (0,)), ('> "ab"', "abc", (0,)), ("true", True, (0,)), ("true", False, ()),
        ("1", True, ()), ("0", False, ()), ("true", Fraction(1), ()), ('"1"', Fraction(1), ()), ("1", "1", ()),
        ("x", None, ()), ("not(x)", None, ()), ("empty", None, (0,)), ("null", None, (0,)), ("not(null)", None, ()),
        (">= 2026-01-31", date(2026, 1, 31), (0,)), ("< 2026-01-31", date(2026, 1, 31), ()),
        ("1e", "1e", (0,)), ("not(a, b)", "c", (0,)), ("not(a, b)", ("c", "b"), ()),
        ("x", ("w", "x"), (0,)), ('"id"', "id", (0,)),
    ],
)  # fmt: skip
def test_values_that_the_library_compares_wrongly_are_compared_right(
    text: str, value: Value, rows: tuple[int, ...]
) -> None:
    assert met(table({"x": text}), x=value) == rows


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e400"])
def test_a_number_that_is_none_is_refused_before_it_reaches_a_table(number: str) -> None:
    answer = evaluate_json(rulebook(table({"n": "> 1"})), "t", json.loads('{"n": %s}' % number))  # noqa: UP031
    assert (answer["matched"], answer["outputs"]) == ([], None)
    assert "n" in str(answer["error"])


@pytest.mark.parametrize(("number", "rows"), [("1e-05", ["R0"]), ("1E+2", []), ("9223372036854775808", [])])
def test_a_number_with_an_exponent_or_beyond_64_bits_is_taken_as_it_is(number: str, rows: list[str]) -> None:
    answer = evaluate_json(rulebook(table({"n": "< 0.0001"})), "t", json.loads('{"n": %s}' % number))  # noqa: UP031
    assert (answer["matched"], answer["error"]) == (rows, None)


def test_facts_may_bear_names_that_the_library_reserves() -> None:
    assert met(
        table({"id": "1", "sid": "2", "$s": "3"}), **{"id": Fraction(1), "sid": Fraction(2), "$s": Fraction(3)}
    ) == (0,)


def test_the_engine_starts_no_threads() -> None:
    before = threading.active_count()
    met(table({"x": "1"}), x=Fraction(1))
    assert threading.active_count() == before


def test_a_rulebook_is_compiled_once_and_kept_with_it() -> None:
    book = rulebook(table({"x": "1"}))
    assert engine_of(book) is engine_of(book)
    assert engine_of(book) is not engine_of(rulebook(table({"x": "1"})))


def test_a_rulebook_that_went_to_another_process_is_compiled_there() -> None:
    book = rulebook(table({"x": "1"}))
    assert engine_of(book) is not None
    moved = pickle.loads(pickle.dumps(book))  # noqa: S301 - our own bytes
    assert moved.kept.made == {}
    engine = engine_of(moved)
    assert engine is not None
    assert engine.met_rows("t", {"x": Fraction(1)}) == (0,)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system does not fork")
def test_a_case_may_be_decided_in_a_process_that_forked() -> None:
    engine = Engine([table({"n": "> 1"}, {"n": "> 2"})])
    assert engine.met_rows("t", {"n": Fraction(2)}) == (0,)
    reads, writes = os.pipe()
    child = os.fork()
    if child == 0:
        os.write(writes, json.dumps(engine.met_rows("t", {"n": Fraction(3)})).encode())
        os._exit(0)
    os.waitpid(child, 0)
    assert json.loads(os.read(reads, 100)) == [0, 1]
    assert engine.met_rows("t", {"n": Fraction(2)}) == (0,)


def test_many_rulebooks_come_and_go() -> None:
    for number in range(1100):
        assert Engine([table({"x": str(number)})]).met_rows("t", {"x": Fraction(number)}) == (0,)


@pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc")
def test_a_rulebook_that_is_dropped_gives_its_memory_back() -> None:
    of = table({"x": "a"}, {"x": "b"})

    def megabytes() -> float:
        gc.collect()
        with open("/proc/self/statm", encoding="ascii") as pages:  # noqa: PTH123
            return int(pages.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6

    Engine([of]).met_rows("t", {"x": "a"})
    before = megabytes()
    for _ in range(500):
        Engine([of]).met_rows("t", {"x": "a"})
    assert megabytes() - before < 20  # a state that is not freed costs a tenth of a megabyte


def test_several_threads_may_share_a_rulebook() -> None:
    engine = Engine([table(*({"n": f"> {number}"} for number in range(100)))])
    answers: dict[int, set[int]] = {}

    def work(number: int) -> None:
        answers[number] = {len(engine.met_rows("t", {"n": Fraction(number)})) for _ in range(40)}

    threads = [threading.Thread(target=work, args=(number,)) for number in (10, 50, 90)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == {10: {10}, 50: {50}, 90: {90}}


def test_a_case_that_the_library_loses_is_not_mistaken_for_no_match_and_the_next_is_decided() -> None:
    engine = Engine([table({"x": "1"}, {"x": "2"})])
    for shard in engine._tables["t"].shards:
        durable_rules_engine.assert_fact(shard.handle, '{"id": "case", "k": 1, "p0": 1}')
    with pytest.raises(EngineLostCaseError, match="not taken"):
        engine.met_rows("t", {"x": Fraction(1)})
    assert engine.met_rows("t", {"x": Fraction(2)}) == (1,)


def test_an_agenda_that_does_not_end_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = Engine([table({"x": "1"})])
    monkeypatch.setattr(runtime._core, "complete_and_start_action", lambda _handle, _state: '{"0":{"m":{}}}')
    with pytest.raises(EngineLostCaseError, match="sentinel"):
        engine.met_rows("t", {"x": Fraction(1)})


def test_an_error_of_the_library_is_not_an_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = Engine([table({"x": "1"})])

    def full(_handle: int, _fact: str) -> tuple[int, int]:
        raise durable_rules_engine.error(303)

    with monkeypatch.context() as broken:
        broken.setattr(runtime._core, "assert_fact", full)
        with pytest.raises(EngineLostCaseError, match="303"):
            engine.met_rows("t", {"x": Fraction(1)})
    assert engine.met_rows("t", {"x": Fraction(1)}) == (0,)


def test_a_ruleset_that_the_library_refuses_is_an_engine_that_failed(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_name: str, _definition: str) -> int:
        raise durable_rules_engine.error(113)

    monkeypatch.setattr(runtime._core, "create_ruleset", refuse)
    with pytest.raises(EngineLostCaseError, match="113"):
        Engine([table({"x": "1"})])


def test_the_library_is_given_flat_conjunctions_of_ones_and_nothing_else() -> None:
    """No groups within groups, no missing tests, no texts, no other operator: nothing that it reads wrongly."""
    engine = Engine([table(
        {"n": "not(< 1, [2..3), > 1%)", "s": 'contains("x"), "y"', "d": ">= 2026-01-31"}, {"s": "empty"}, {},
        *({"n": f"> {number}"} for number in range(70)),
    )])  # fmt: skip
    for shard in engine._tables["t"].shards:
        rules = json.loads(shard.definition)
        assert len(rules) <= RULES_PER_SHARD + 1
        assert sorted(rule["pri"] for rule in rules.values()) == list(range(len(rules)))
        for rule in rules.values():
            assert set(rule) == {"all", "pri"}
            (match,) = [part["m"] for part in rule["all"]]
            parts = match.get("$and", [match])
            assert len(parts) <= ATOMS_PER_SHARD + 1
            assert parts[0] == {"k": 1}
            assert all(list(part.values()) == [1] and not next(iter(part)).startswith("$") for part in parts)


def test_the_library_s_own_host_with_its_threads_and_swallowed_exceptions_is_never_loaded() -> None:
    seen = "import sys; from casewright.rules import available; print(available(), 'durable' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", seen], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", "False"]


def test_an_engine_leaves_the_rulebook_as_it_was() -> None:
    book = rulebook(table({"x": "1"}, {"x": "empty"}))
    before = replace(book.tables[0])
    engine = engine_of(book)
    assert engine is not None
    engine.met_rows("t", {"x": None})
    assert book.tables[0] == before
