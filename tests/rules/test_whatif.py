from collections.abc import Callable
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casewright.model import Decision, Fact, Facts, FileRef, Finding, Value
from casewright.rules import (
    Follower,
    Rulebook,
    Voice,
    compare,
    decide,
    given_facts,
    other_ways,
    read_supposed,
    suppose,
    what_if,
    what_if_json,
    what_if_text,
)
from casewright.sheets import ListSheet
from casewright.text.naming import Names

Load = Callable[..., tuple[Rulebook | None, tuple[Finding, ...]]]
MakeCase = Callable[..., Facts]
Words = Callable[[str], ListSheet]

DAY = date(2026, 11, 22)
WORDS = """
    violation enum PERF-ODR,ACC-LINKED
    family enum performance,linked
    position enum admits,denies,unknown
    door enum fix,dispute,none
    odr_rate number
    odr_breach boolean
    other_account_ours boolean
    lines list a,b,c
    strategy enum performance,linked
    approach enum perf_fix,perf_dispute,linked_ours
    notice_date date
"""
BOOK = (
    """
    violation UNIQUE
    rule | if | then | note | note | note
    id | violation | family | reason_zh | reason_en | source
    V1 | PERF-ODR | performance | 绩效 | Metrics. | A.1
    V2 | ACC-LINKED | linked | 关联 | Link. | A.1
    """,
    """
    door FIRST
    rule | if | if | if | then | note | note | note
    id | violation | other_account_ours | position | door | reason_zh | reason_en | source
    D1 | ACC-LINKED | true | - | fix | 自己 | Ours. | P19
    D2 | - | - | denies | dispute | 否认 | Denies. | S0
    D3 | - | - | admits | fix | 承认 | Admits. | S0
    """,
    """
    strategy FIRST
    rule | if | if | then | then | note | note | note
    id | family | door | strategy | approach | reason_zh | reason_en | source
    S1 | performance | fix | performance | perf_fix | 整改 | Fix. | S4
    S2 | performance | dispute | performance | perf_dispute | 申辩 | Dispute. | S4
    S3 | linked | - | linked | linked_ours | 关联 | Linked. | S4
    """,
    """
    risks COLLECT
    rule | if | if | then | then | then | then | note | note
    id | odr_breach | lines | risk | severity | text_zh | text_en | reason_zh | reason_en
    R1 | false | - | within | warning | 在目标内 | Within target. | 说明 | Say so.
    R2 | - | contains("b") | line_b | error | 有 b | Has b. | 看 b | See b.
    """,
)
FACTS: dict[str, Value] = {
    "violation": "PERF-ODR", "position": "admits", "odr_rate": Fraction(198, 10_000), "odr_breach": True,
    "other_account_ours": None, "lines": ("a",), "notice_date": None,
}  # fmt: skip


def _breach(facts: Facts) -> Value:
    rate = facts["odr_rate"].value
    return rate >= Fraction(1, 100) if isinstance(rate, Fraction) else None


FOLLOW = (Follower("odr_breach", ("odr_rate",), _breach),)


@pytest.fixture
def rulebook(load: Load, words: Words) -> Rulebook:
    made, found = load(*BOOK, facts=words(WORDS))
    assert made is not None, found
    return made


@pytest.fixture
def stands(rulebook: Rulebook, case: MakeCase) -> Decision:
    return decide(rulebook, case(**FACTS), today=DAY)[0]


def test_a_rate_brings_its_verdict_with_it_and_the_rows_that_follow(rulebook: Rulebook, stands: Decision) -> None:
    told = what_if(rulebook, stands, {"odr_rate": Fraction(8, 1000)}, today=DAY, follow=FOLLOW)
    assert [(each.name, each.after, each.because) for each in told.facts] == [
        ("odr_rate", Fraction(8, 1000), ()), ("odr_breach", False, ("odr_rate",)),
    ]  # fmt: skip
    assert [(each.what, each.code, each.before, each.after) for each in told.difference.moved] == [
        ("risks", "within", "", "warning")
    ]
    row = told.difference.rows[0]
    assert (row.rule, row.applies, [cell.fact for cell in row.cells]) == ("R1", True, ["odr_breach"])


def test_another_position_leads_through_another_door(rulebook: Rulebook, stands: Decision) -> None:
    told = what_if(rulebook, stands, {"position": "denies"}, today=DAY)
    assert told.difference.heads == (("door", "fix", "dispute"), ("approach", "perf_fix", "perf_dispute"))
    lines = what_if_text(told, Voice("en"))
    assert "  position: Admits (admits) -> Denies (denies)" in lines
    assert "    + door D2  (door!A6)" in lines
    assert "        door would have to be fix (fix); it is dispute (dispute)  (book.xlsx > door!A6)" not in lines
    assert any(line.startswith("    - strategy S1") for line in lines)


def test_a_row_that_still_matches_but_no_longer_goes_first_names_the_one_that_does(
    rulebook: Rulebook, case: MakeCase
) -> None:
    linked = decide(rulebook, case(**{**FACTS, "violation": "ACC-LINKED", "position": "denies"}), today=DAY)[0]
    told = what_if(rulebook, linked, {"other_account_ours": True}, today=DAY)
    gone = next(row for row in told.difference.rows if row.rule == "D2")
    assert (gone.applies, gone.cells, gone.behind) == (False, (), "D1")


def test_a_fact_supposed_by_hand_is_not_worked_out_again(rulebook: Rulebook, stands: Decision) -> None:
    told = what_if(
        rulebook, stands, {"odr_rate": Fraction(8, 1000), "odr_breach": True}, today=DAY, follow=FOLLOW
    )  # fmt: skip
    assert [each.name for each in told.facts] == ["odr_rate"]
    assert told.difference.none


def test_a_verdict_that_is_supposed_against_its_own_figure_is_remarked_on(rulebook: Rulebook, stands: Decision) -> None:
    told = what_if(rulebook, stands, {"odr_breach": False}, today=DAY, follow=FOLLOW)
    assert [finding.code for finding in told.findings] == ["rules/supposed-against-figure"]


def test_a_figure_that_the_notice_quotes_is_said_to_be_amazons_own(rulebook: Rulebook, stands: Decision) -> None:
    told = what_if(rulebook, stands, {"odr_rate": Fraction(8, 1000)}, today=DAY, follow=FOLLOW, notice="case.xlsx")
    assert [finding.code for finding in told.findings] == ["rules/supposed-against-notice"]


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("odr_rate=0.8%", Fraction(8, 1000)), ("odr_rate＝0.8％", Fraction(8, 1000)), ("position=denies", "denies"),
        ("position = 否认", "denies"), ("lines=a|c", ("a", "c")), ("lines=|", ()), ("lines=", None),
        ("odr_rate=", None),
        ("odr_breach=false", False), ("notice_date=2026-11-01", date(2026, 11, 1)),
    ],
)  # fmt: skip
def test_a_supposition_is_read_by_the_dictionary(rulebook: Rulebook, line: str, value: Value) -> None:
    supposed, found = read_supposed([line], rulebook=rulebook, names=Names())
    assert (list(supposed.values()), found) == ([value], ())


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        ("odr_rat=1", "rules/supposed-unknown", "Did you mean odr_rate?"),
        ("odr_rate=many", "rules/given-unreadable", ""),
        ("position=deny", "rules/given-unreadable", "Did you mean denies?"),
        ("lines=a|z", "rules/given-unreadable", ""),
        ("door=fix", "rules/supposed-conclusion", "violation, other_account_ours, position"),
        ("position", "rules/supposed-unreadable", "position=denies"),
        ("=1", "rules/supposed-unreadable", "position=denies"),
    ],
)
def test_what_cannot_be_supposed_is_said_with_the_way_out(rulebook: Rulebook, line: str, code: str, said: str) -> None:
    supposed, found = read_supposed([line], rulebook=rulebook, names=Names())
    assert supposed == {}
    assert [finding.code for finding in found] == [code]
    assert said in found[0].fix.en
    assert found[0].text.zh
    assert found[0].fix.zh


VALUES: dict[str, st.SearchStrategy[Value]] = {
    "violation": st.sampled_from(["PERF-ODR", "ACC-LINKED", None]),
    "position": st.sampled_from(["admits", "denies", "unknown", None]),
    "odr_rate": st.sampled_from([None, Fraction(8, 1000), Fraction(1, 100), Fraction(198, 10_000), Fraction(2, 101)]),
    "other_account_ours": st.sampled_from([True, False, None]),
    "lines": st.sampled_from([None, (), ("a",), ("b", "a")]),
}
CASES = st.fixed_dictionaries(VALUES)


@given(CASES, st.sampled_from(sorted(VALUES)))
def test_supposing_a_fact_to_be_what_it_is_changes_nothing(values: dict[str, Value], name: str) -> None:
    facts = _plain(values)
    now, changes = suppose(facts, {name: values[name]}, follow=FOLLOW)
    assert (changes, now) == ((), facts)


@given(CASES, CASES, st.sampled_from(sorted(VALUES)))
def test_supposing_and_supposing_back_gives_the_same_facts(
    values: dict[str, Value], others: dict[str, Value], name: str
) -> None:
    facts = _plain(values)
    there, _ = suppose(facts, {name: others[name]}, follow=FOLLOW)
    back, _ = suppose(there, {name: values[name]}, follow=FOLLOW)
    assert {each: fact.value for each, fact in back.items()} == {each: fact.value for each, fact in facts.items()}


def _plain(values: dict[str, Value]) -> Facts:
    facts = {name: Fact(name, value, FileRef("case.xlsx", name)) for name, value in values.items()}
    return {**facts, "odr_breach": Fact("odr_breach", _breach(facts), FileRef("case.xlsx", "odr_breach"))}


def test_setting_back_gives_the_decision_that_stood(rulebook: Rulebook, stands: Decision) -> None:
    there = what_if(rulebook, stands, {"position": "denies", "odr_rate": None}, today=DAY, follow=FOLLOW).after
    back = what_if(
        rulebook, there, {"position": "admits", "odr_rate": FACTS["odr_rate"]}, today=DAY, follow=FOLLOW
    ).after  # fmt: skip
    assert compare(stands, back).none
    assert back.trace == stands.trace


def test_supposing_what_is_so_says_that_nothing_changes(rulebook: Rulebook, stands: Decision) -> None:
    told = what_if(rulebook, stands, {"position": "admits"}, today=DAY, follow=FOLLOW)
    assert told.after is stands
    assert what_if_json(told)["same"] is True
    assert "  These facts are so already; nothing changes." in what_if_text(told, Voice("en"))


def test_the_facts_that_were_given_leave_out_what_was_concluded(stands: Decision) -> None:
    assert set(given_facts(stands)) == set(FACTS)


def test_one_fact_that_leads_elsewhere_was_decided_again(rulebook: Rulebook, stands: Decision) -> None:
    ways = other_ways(rulebook, stands, today=DAY)
    assert [(way.fact, way.instead, way.rule, way.door, way.approach) for way in ways] == [
        ("position", "denies", "D2", "dispute", "perf_dispute")
    ]
    for way in ways:
        again = what_if(rulebook, stands, {way.fact: way.instead}, today=DAY).after
        assert (again.door, again.strategy, again.approach) == (way.door, way.strategy, way.approach)


def test_what_is_still_unknown_comes_before_what_was_said(rulebook: Rulebook, case: MakeCase) -> None:
    linked = decide(rulebook, case(**{**FACTS, "violation": "ACC-LINKED", "position": "denies"}), today=DAY)[0]
    assert [way.fact for way in other_ways(rulebook, linked, today=DAY)] == ["other_account_ours", "position"]


def test_without_a_strategy_there_is_nothing_to_compare_with(rulebook: Rulebook, case: MakeCase) -> None:
    undecided = decide(rulebook, case(violation=None, position=None), today=DAY)[0]
    assert other_ways(rulebook, undecided, today=DAY) == ()
