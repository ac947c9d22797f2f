from collections.abc import Callable
from datetime import date
from fractions import Fraction

import pytest

from casewright.model import Facts, Finding
from casewright.rules import Rulebook, decide, runtime
from casewright.rules.runtime import NAME, Engine, EngineLostCaseError, engine_of
from casewright.sheets import ListSheet

Load = Callable[..., tuple[Rulebook | None, tuple[Finding, ...]]]
Words = Callable[[str], ListSheet]
MakeCase = Callable[..., Facts]
DAY = date(2026, 11, 22)

FACTS = """
    violation enum PERF-ODR,IP-TM
    position enum admits,denies,unknown
    odr number
    statements list carrier_lane_delay,stock_mismatch
"""
FAMILY = """
    violation UNIQUE
    rule | if | then | note
    id | violation | family | source
    V1 | PERF-ODR | performance | S0
    V2 | IP-TM | intellectual_property | S0
"""
DOOR = """
    door FIRST
    rule | if | then | note | note | note
    id | position | door | reason_zh | reason_en | source
    D1 | admits | fix | 客户承认。 | The client admits. | S0
    D2 | denies | dispute | 客户否认。 | The client denies. | S0
"""
STRATEGY = """
    strategy FIRST
    rule | if | if | if | then | then | note | note | note
    id | family | door | odr | strategy | approach | reason_zh | reason_en | source
    S1 | performance | fix | > 1% | performance | perf_fix | 指标超标。 | The rate is over target. | S0
    S2 | performance | dispute | - | performance | perf_dispute | 数据不符。 | The figures differ. | S0
"""
CAUSES = """
    root_causes COLLECT
    rule | if | then | note
    id | statements | cause | source
    C1 | stock_mismatch | stock_mismatch | S0
    C2 | carrier_lane_delay | carrier_lane_delay | S0
    C3 | contains("carrier_lane_delay") | carrier_lane_delay | S0
"""
EVIDENCE = """
    evidence COLLECT
    rule | if | then | then | then | then | note
    id | causes | kind | need | why_zh | why_en | source
    E1 | - | tracking_record | optional | 有更好 | better | S0
    E2 | carrier_lane_delay | tracking_record | must | 必须 | needed | S0
    E3 | stock_mismatch | stock_record | must | 必须 | needed | S0
"""
RISKS = """
    risks COLLECT
    rule | if | then | then | then | then | note
    id | evidence_needed | risk | severity | text_zh | text_en | source
    R1 | tracking_record | carrier | warning | 承运商 | carrier | S0
"""
WORDING = """
    wording COLLECT
    rule | if | then | then | note
    id | approach | block | order | source
    W1 | perf_fix | CLOSE | 90 | S0
    W2 | perf_fix | OPEN | 10 | S0
    W3 | - | OPEN | 20 | S0
    W4 | perf_fix | LAST | | S0
"""
ALL = (STRATEGY, WORDING, RISKS, EVIDENCE, CAUSES, DOOR, FAMILY)


@pytest.fixture
def rulebook(load: Load, words: Words) -> Rulebook:
    book, found = load(*ALL, facts=words(FACTS))
    assert book is not None, found
    return book


@pytest.mark.req("S0-16")
def test_a_case_goes_through_the_chain_to_one_decision_with_its_reasons(rulebook: Rulebook, case: MakeCase) -> None:
    facts = case(
        violation="PERF-ODR", position="admits", odr=Fraction(24, 1212),
        statements=("carrier_lane_delay", "stock_mismatch"),
    )  # fmt: skip
    decision, found = decide(rulebook, facts, today=DAY)
    assert found == ()
    assert (decision.violation, decision.strategy, decision.approach, decision.door) == (
        "PERF-ODR", "performance", "perf_fix", "fix",
    )  # fmt: skip
    assert decision.why.zh == "指标超标。客户承认。"
    assert decision.why.en == "The rate is over target. The client admits."
    assert decision.causes == ("stock_mismatch", "carrier_lane_delay")
    assert [(each.kind, each.need, each.why.en) for each in decision.requirements] == [
        ("tracking_record", "must", "needed"), ("stock_record", "must", "needed"),
    ]  # fmt: skip
    assert [(risk.code, risk.severity, risk.text.zh) for risk in decision.risks] == [("carrier", "warning", "承运商")]
    assert decision.blocks == ("OPEN", "CLOSE", "LAST")
    assert decision.facts["family"].value == "performance"
    assert decision.facts["family"].origin.at == "book.xlsx > violation!A5"
    assert decision.facts["causes"].value == ("stock_mismatch", "carrier_lane_delay")
    assert decision.decided_by == "durable-rules"


@pytest.mark.req("S0-16")
def test_the_trace_holds_every_row_with_the_cells_that_failed(rulebook: Rulebook, case: MakeCase) -> None:
    facts = case(violation="PERF-ODR", position="denies", odr=Fraction(1, 200))
    decision, _ = decide(rulebook, facts, today=DAY)
    rows = {row.rule: row for row in decision.trace}
    assert (rows["S2"].met, rows["S2"].fired, rows["S1"].met) == (True, True, False)
    assert [(cell.fact, cell.text, cell.value, cell.met) for cell in rows["S1"].cells] == [
        ("family", "performance", "performance", True), ("door", "fix", "dispute", False),
        ("odr", "> 1%", "0.005", False),
    ]  # fmt: skip
    assert rows["S1"].cells[2].at == "book.xlsx > strategy!D5"
    assert rows["S1"].row == "book.xlsx > strategy!A5"


def test_without_a_strategy_the_row_that_was_one_cell_short_is_named(rulebook: Rulebook, case: MakeCase) -> None:
    decision, found = decide(rulebook, case(violation="PERF-ODR", position="admits", odr=Fraction(1, 200)), today=DAY)
    assert (decision.strategy, decision.door) == ("", "fix")
    (finding,) = found
    assert (finding.code, finding.is_error) == ("rules/no-strategy", True)
    assert "S1 (book.xlsx > strategy!A5) lacks odr > 1% (is 0.005)" in finding.text.en
    assert "S1（book.xlsx > strategy!A5）差：odr > 1% (为 0.005)" in finding.text.zh


def test_what_stopped_the_chain_first_is_said_first(rulebook: Rulebook, case: MakeCase) -> None:
    _, found = decide(rulebook, case(violation="PERF-ODR", position="unknown"), today=DAY)
    assert [finding.code for finding in found] == ["rules/no-door", "rules/no-strategy"]
    assert "position admits (is unknown)" in found[0].text.en
    _, found = decide(rulebook, case(position="admits"), today=DAY)
    assert [finding.code for finding in found] == ["rules/no-strategy", "rules/no-family"]


def test_a_fact_that_the_dictionary_does_not_list_is_found_where_it_came_from(
    rulebook: Rulebook, case: MakeCase
) -> None:
    _, found = decide(rulebook, case(violation="PERF-ORD", position="admits"), today=DAY)
    (finding,) = [each for each in found if each.code == "rules/fact-value-unknown"]
    assert finding.at == "case.xlsx, violation"
    assert finding.fix.en == "Did you mean PERF-ODR?"


def test_a_fact_of_the_wrong_type_is_never_a_silent_no(rulebook: Rulebook, case: MakeCase) -> None:
    decision, found = decide(rulebook, case(violation="PERF-ODR", position="denies", odr="0.0198"), today=DAY)
    assert decision.strategy == ""
    (finding,) = found
    assert (finding.code, finding.at) == ("rules/fact-type", "case.xlsx, odr")
    assert 'The fact "odr" is 0.0198, but book.xlsx > strategy!D3 asks for a number' in finding.text.en


def test_two_rows_of_a_unique_table_conclude_nothing_and_are_both_named(
    load: Load, words: Words, case: MakeCase
) -> None:
    book, _ = load(FAMILY.replace("| IP-TM |", "| PERF-ODR, IP-TM |"), facts=words(FACTS))
    assert book is not None
    decision, found = decide(book, case(violation="PERF-ODR"), today=DAY)
    (finding,) = found
    assert finding.code == "rules/unique-matched-twice"
    assert "V1 (book.xlsx > violation!A5), V2 (book.xlsx > violation!A6)" in finding.text.en
    assert decision.facts["family"].value is None
    assert [row.met for row in decision.trace] == [True, True]


def test_two_engines_that_disagree_stop_the_case(
    rulebook: Rulebook, case: MakeCase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Engine, "met_rows", lambda _self, _table, _values: (1,))
    decision, found = decide(rulebook, case(violation="PERF-ODR", position="admits"), today=DAY)
    (finding,) = found
    assert (finding.code, finding.is_error) == ("rules/engines-disagree", True)
    assert 'Table "root_causes": the rules engine matched C2, the plain evaluation -' in finding.text.en
    assert (decision.strategy, decision.door, decision.causes, decision.firings) == ("", "", (), ())


def test_an_engine_that_was_made_of_other_rows_is_found_out_by_the_first_case(
    load: Load, words: Words, case: MakeCase
) -> None:
    book, _ = load(FAMILY, DOOR, STRATEGY, CAUSES, facts=words(FACTS))
    other, _ = load(FAMILY, DOOR.replace("admits", "denies"), STRATEGY, CAUSES, facts=words(FACTS))
    assert book is not None
    assert other is not None
    sabotaged = engine_of(other)
    assert sabotaged is not None
    book.kept.made[NAME] = sabotaged
    decision, found = decide(book, case(violation="PERF-ODR", position="admits", odr=Fraction(1, 50)), today=DAY)
    assert [(finding.code, finding.is_error) for finding in found] == [("rules/engines-disagree", True)]
    assert (decision.strategy, decision.door, decision.requirements, decision.blocks) == ("", "", (), ())
    assert "strategy" not in {row.table for row in decision.trace}


def test_a_case_that_the_engine_loses_is_stopped(
    rulebook: Rulebook, case: MakeCase, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lose(_self: Engine, _table: str, _values: object) -> tuple[int, ...]:
        raise EngineLostCaseError("t0s0: the sentinel did not fire")

    monkeypatch.setattr(Engine, "met_rows", lose)
    _, found = decide(rulebook, case(violation="PERF-ODR", position="admits"), today=DAY)
    assert [finding.code for finding in found] == ["rules/engine-failed"]


def test_without_the_library_the_evaluator_decides_the_same_and_says_so(
    rulebook: Rulebook, case: MakeCase, monkeypatch: pytest.MonkeyPatch
) -> None:
    facts = case(violation="PERF-ODR", position="denies", statements=("stock_mismatch",))
    with_engine, _ = decide(rulebook, facts, today=DAY)
    monkeypatch.setattr(runtime, "_core", None)
    without, found = decide(rulebook, facts, today=DAY)
    assert found == ()
    assert without.decided_by == "evaluator"
    assert (without.strategy, without.requirements, without.trace) == (
        with_engine.strategy, with_engine.requirements, with_engine.trace,
    )  # fmt: skip


def test_the_day_can_be_asked_about(load: Load, words: Words, case: MakeCase) -> None:
    book, found = load(
        "door FIRST\nrule | if | then | note\nid | today | door | source\nD1 | >= 2026-11-22 | fix | S0",
        facts=words(FACTS),
    )
    assert book is not None, found
    assert decide(book, case(), today=DAY)[0].door == "fix"
    assert decide(book, case(), today=date(2026, 11, 21))[0].door == ""
