import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casewright.deliver import read_recorded, seal
from casewright.deliver.facts import facts_from, facts_json
from casewright.model import CellRef, Decision, Fact, FileRef, RuleRef, Value

CELL = CellRef("case.xlsx", "Case 案件", "B24")
NUMBERS = st.fractions(max_denominator=10**6)
VALUES = st.one_of(
    st.none(), st.booleans(), st.text(), NUMBERS, st.dates(), st.lists(st.text()).map(tuple),
    st.lists(NUMBERS, min_size=1).map(tuple), st.lists(st.dates(), min_size=1).map(tuple),
)  # fmt: skip


def kept(**values: Value) -> dict[str, Any]:
    facts = {name: Fact(name, each, CELL) for name, each in values.items()}
    shown: dict[str, Any] = json.loads(json.dumps(facts_json(facts)))
    return shown


@given(VALUES)
def test_a_fact_read_back_is_the_fact_that_was_kept(value: Value) -> None:
    back = facts_from(kept(fact=value))["fact"]
    assert back.value == value
    assert type(back.value) is type(value)
    assert back.origin.at == CELL.at


def test_a_number_is_kept_exactly_as_a_decimal_where_one_says_it() -> None:
    assert kept(a=Fraction(99, 5000), b=Fraction(24, 1212), c=Fraction(408)) == {
        "a": {"value": "0.0198", "type": "number", "at": "case.xlsx > Case 案件!B24"},
        "b": {"value": "2/101", "type": "number", "at": "case.xlsx > Case 案件!B24"},
        "c": {"value": "408", "type": "number", "at": "case.xlsx > Case 案件!B24"},
    }


def test_what_the_tables_concluded_and_the_clock_are_not_among_the_facts() -> None:
    facts = {
        "position": Fact("position", "admits", CELL),
        "door": Fact("door", "fix", RuleRef("rulebooks/strategy.xlsx", "door", "D01", "A7")),
        "today": Fact("today", date(2026, 11, 22), FileRef("today")),
    }
    assert list(facts_json(facts)) == ["position"]


def _sealed(ready: Any) -> Path:
    facts = {"position": Fact("position", "admits", CELL), "odr_rate": Fact("odr_rate", Fraction(2, 101), CELL)}
    decision = replace(ready.dossier.decision, facts=facts, blocks=("SUM",))
    dossier = replace(ready.dossier, decision=decision)
    seal(dossier, ready.artifacts, ready.copies, drop=ready.drop, staging=ready.staging)
    return ready.staging  # type: ignore[no-any-return]


def test_a_package_keeps_the_day_and_the_facts_of_its_decision(ready: Any) -> None:
    manifest = json.loads((_sealed(ready) / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["as_of"] == "2026-11-22"
    assert manifest["decided_by"] == "durable-rules"
    assert manifest["decision"]["facts"]["odr_rate"]["value"] == "2/101"
    assert manifest["decision"]["blocks"] == ["SUM"]


def test_the_same_case_sealed_twice_gives_the_same_manifest(ready: Any) -> None:
    first = (_sealed(ready) / "manifest.json").read_bytes()
    assert (_sealed(ready) / "manifest.json").read_bytes() == first


def test_a_decision_read_back_is_the_one_that_was_sealed(ready: Any) -> None:
    recorded, found = read_recorded(_sealed(ready))
    assert found == ()
    assert recorded is not None
    decision: Decision = recorded.decision
    assert (recorded.case, recorded.as_of, recorded.playbook) == ("CW-7", date(2026, 11, 22), "ab" * 32)
    assert (decision.door, decision.strategy, decision.causes) == ("fix", "performance", ("carrier_lane_delay",))
    assert decision.facts["odr_rate"].value == Fraction(2, 101)
    assert decision.firings[0].origin.at == "rulebooks/strategy.xlsx > door!A7"


def _without_facts(manifest: dict[str, Any]) -> dict[str, Any]:
    del manifest["decision"]["facts"]
    return manifest


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (_without_facts, "deliver/facts-not-kept"),
        (lambda manifest: {**manifest, "as_of": "yesterday"}, "deliver/manifest-unreadable"),
        (lambda manifest: {**manifest, "decision": {"facts": 1}}, "deliver/manifest-unreadable"),
        (lambda manifest: [manifest], "deliver/manifest-unreadable"),
    ],
)
def test_a_manifest_that_cannot_be_read_back_says_why(
    ready: Any, change: Callable[[dict[str, Any]], Any], code: str
) -> None:
    place = _sealed(ready) / "manifest.json"
    place.write_text(json.dumps(change(json.loads(place.read_text(encoding="utf-8")))), encoding="utf-8")
    recorded, found = read_recorded(place.parent)
    assert recorded is None
    assert [finding.code for finding in found] == [code]
    assert found[0].fix.zh


def test_a_drop_that_went_back_to_staff_has_no_decision(tmp_path: Path) -> None:
    (tmp_path / "returned.json").write_text("{}", encoding="utf-8")
    assert [finding.code for finding in read_recorded(tmp_path)[1]] == ["deliver/no-decision"]
