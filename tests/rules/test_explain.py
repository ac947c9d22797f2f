import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from casewright.model import Bilingual, Catalogue, FactKind, Facts, Finding
from casewright.rules import Rulebook, decide, evaluate_json, explain_json, explain_text
from casewright.text.naming import Names

Load = Callable[..., tuple[Rulebook | None, tuple[Finding, ...]]]
MakeCase = Callable[..., Facts]
DAY = date(2026, 11, 22)

DOOR = """
    door FIRST
    rule | if | if | then | note | note | note
    id | position | odr_rate | door | reason_zh | reason_en | source
    D1 | admits | > 5% | fix | 一 | One. | S0
    D2 | denies | > 5% | dispute | 二 | Two. | S0
    D3 | admits | > 1% | fix | 三 | Three. | S0
    D4 | admits | - | fix | 四 | Four. | S0
"""
SEVERAL = """
    T {policy}
    rule | if | if | then | then | note
    id | rate | on | level | days | source
    R1 | > 1% | - | "high" | 3 | S0
    R2 | > 2% | >= 2026-01-01 | low | 0.5 | S0
"""


def table(load: Load, text: str) -> Rulebook:
    rulebook, found = load(text)
    assert rulebook is not None, found
    return rulebook


def test_the_whole_text_shows_what_applies_then_what_matched_then_the_nearest_misses(
    load: Load, case: MakeCase
) -> None:
    facts = case(position="admits", odr_rate=Fraction(198, 10_000))
    decision, _ = decide(table(load, DOOR), facts, today=date(2026, 11, 22))
    assert explain_text(decision, "en", whole=True) == [
        "[door]",
        "  + D3  applies  (book.xlsx > door!A7)",
        "      Three.",
        "      met: position admits  ←  Admits (admits)  (door!B7)",
        "      met: odr_rate > 1%  ←  0.0198  (door!C7)",
        "  = D4  matches, not used  (book.xlsx > door!A8)",
        "      met: position admits  ←  Admits (admits)  (door!B8)",
        "  - D1  1 condition short  (book.xlsx > door!A5)",
        "      met: position admits  ←  Admits (admits)  (door!B5)",
        "      not met: odr_rate > 5%  ←  0.0198  (door!C5)",
        "  - D2  2 conditions short  (book.xlsx > door!A6)",
        "      not met: position denies  ←  Admits (admits)  (door!B6)",
        "      not met: odr_rate > 5%  ←  0.0198  (door!C6)",
    ]


def test_by_default_a_table_tells_what_applies_why_what_nearly_did_and_how_much_did_not(
    load: Load, case: MakeCase
) -> None:
    facts = case(position="admits", odr_rate=Fraction(198, 10_000))
    rulebook = table(load, DOOR)
    decision, _ = decide(rulebook, facts, today=date(2026, 11, 22))
    assert explain_text(decision, "en", rulebook=rulebook) == [
        "[door] door",
        "  + D3  applies: door = fix  (door!A7; S0)",
        "      Three.",
        "      because position = Admits (admits)  (case.xlsx, position)",
        "      because odr_rate = 0.0198  (case.xlsx, odr_rate)",
        "  = match too, but stand behind: D4",
        "  - D1  one condition short -> door = fix  (door!A5)",
        "      odr_rate would have to be > 5%; it is 0.0198  (case.xlsx, odr_rate)",
        "  1 other row lacks two conditions or more",
    ]


def test_both_languages_stand_line_by_line_and_facts_bear_the_names_of_the_dictionary(
    load: Load, case: MakeCase
) -> None:
    names = Names(Catalogue(facts={"odr_rate": FactKind("odr_rate", Bilingual("订单缺陷率", "ODR"), "share")}))
    decision, _ = decide(table(load, DOOR), case(position="admits", odr_rate=Fraction(198, 10_000)), today=DAY)
    lines = explain_text(decision, None, names=names)
    assert "      订单缺陷率 odr_rate 要是 > 5%，现在是 1.98%  (case.xlsx, odr_rate)" in lines
    assert "      ODR (odr_rate) would have to be > 5%; it is 1.98%  (case.xlsx, odr_rate)" in lines


def test_one_table_alone_is_told_where_it_is_asked_for(load: Load, case: MakeCase) -> None:
    decision, _ = decide(table(load, DOOR), case(position="admits"), today=DAY)
    assert explain_text(decision, "en", table="strategy") == []
    assert explain_text(decision, "en", table="door")[0] == "[door]"


def test_what_is_not_known_is_said_to_be_unknown(load: Load, case: MakeCase) -> None:
    decision, _ = decide(table(load, DOOR), case(position="admits"), today=date(2026, 11, 22))
    assert "      不满足：odr_rate > 1%  ←  未知  (door!C7)" in explain_text(decision, "zh", whole=True)
    assert "      odr_rate 要是 > 5%，现在是 未知" in explain_text(decision, "zh")


def test_the_document_has_the_shape_of_the_contract(load: Load, case: MakeCase) -> None:
    facts = case(position="admits", odr_rate=Fraction(198, 10_000))
    decision, _ = decide(table(load, DOOR), facts, today=date(2026, 11, 22))
    document = json.loads(json.dumps(explain_json(decision)))
    assert document["decision"]["door"] == "fix"
    assert document["facts"]["odr_rate"] == {"value": 0.0198, "at": "case.xlsx, odr_rate"}
    row = document["trace"][0]
    assert (row["table"], row["rule"], row["row"], row["met"], row["fired"]) == (
        "door", "D1", "book.xlsx > door!A5", False, False,
    )  # fmt: skip
    assert row["reason"] == {"zh": "一", "en": "One."}
    assert row["cells"][1] == {
        "at": "book.xlsx > door!C5", "text": "> 5%", "fact": "odr_rate", "value": "0.0198", "met": False,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("policy", "matched", "outputs", "error"),
    [
        ("FIRST", ["R1", "R2"], {"level": "high", "days": 3}, None),
        ("UNIQUE", ["R1", "R2"], None, "Only one row"),
        ("COLLECT", ["R1", "R2"], [{"level": "high", "days": 3}, {"level": "low", "days": 0.5}], None),
    ],
)
def test_one_table_can_be_asked_alone(
    policy: str, matched: list[str], outputs: object, error: str | None, load: Load
) -> None:
    answer = evaluate_json(table(load, SEVERAL.format(policy=policy)), "T", {"rate": 0.05, "on": "2026-03-01"})
    assert (answer["table"], answer["hit_policy"], answer["matched"]) == ("T", policy, matched)
    assert answer["outputs"] == outputs
    assert str(answer["error"]).startswith(error or "None")


def test_no_match_is_null_and_a_collection_is_empty(load: Load) -> None:
    for policy, nothing in [("FIRST", None), ("UNIQUE", None), ("COLLECT", [])]:
        answer = evaluate_json(table(load, SEVERAL.format(policy=policy)), "T", {"rate": Decimal("0.001")})
        assert (answer["matched"], answer["outputs"], answer["error"]) == ([], nothing, None)


def test_a_text_where_a_number_is_asked_for_is_an_error_not_a_no(load: Load) -> None:
    answer = evaluate_json(table(load, SEVERAL.format(policy="FIRST")), "T", {"rate": "0.05"})
    assert answer["outputs"] is None
    assert 'The fact "rate" is 0.05' in str(answer["error"])


def test_a_table_that_does_not_exist_is_said_so(load: Load) -> None:
    answer = evaluate_json(table(load, SEVERAL.format(policy="FIRST")), "U", {})
    assert str(answer["error"]).startswith('There is no decision table "U". Known are: T.')


def test_the_text_says_each_thing_in_both_languages_where_none_was_asked_for(load: Load, case: MakeCase) -> None:
    decision, _ = decide(table(load, DOOR), case(position="denies", odr_rate=Fraction(6, 100)), today=date(2026, 1, 1))
    text = "\n".join(explain_text(decision, None))
    assert "采用 applies: door = 异议 dispute / door = dispute" in text
    assert "      二\n      Two." in text
    assert "不满足 not met" in "\n".join(explain_text(decision, None, whole=True))
