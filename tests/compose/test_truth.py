"""Whatever the case: nothing without its ground, and the same figures in both languages."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casewright.compose.ground import Ground, case_values, metric_values, references, statement_values
from casewright.compose.names import FREQUENCIES
from casewright.compose.template import Said
from casewright.model import Bilingual, Metric
from casewright.review import figures_of

Make = Callable[..., Any]
TODAY = date(2026, 4, 1)
DAYS = st.dates(date(2025, 6, 1), date(2026, 8, 1))
ORDERS = st.lists(st.from_regex(r"\A\d{3}-\d{7}-\d{7}\Z"), max_size=9, unique=True).map(tuple)
ASINS = st.lists(st.from_regex(r"\AB0[A-Z0-9]{8}\Z"), max_size=7, unique=True).map(tuple)
CALM = settings(
    max_examples=25, deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
CODES = ("orders_refunded", "listings_deleted", "training_delivered", "carrier_sla_review", "inserts_destroyed", None)
CAUSES = ("carrier_lane_delay", "review_inserts", None)


@st.composite
def rows(draw: st.DrawFn) -> dict[str, Any]:
    return {
        "kind": draw(st.sampled_from(["what_happened", "root_cause", "corrective", "preventive", "admission"])),
        "zh": draw(st.sampled_from(["", "已完成 14 件"])), "en": draw(st.sampled_from(["", "14 units were done"])),
        "on": draw(st.none() | DAYS), "starts_on": draw(st.none() | DAYS), "cause": draw(st.sampled_from(CAUSES)),
        "action": draw(st.sampled_from(CODES)), "owner_zh": draw(st.sampled_from(["", "主管"])),
        "owner_en": draw(st.sampled_from(["", "supervisor"])),
        "frequency": draw(st.none() | st.sampled_from(sorted(FREQUENCIES))),
        "evidence": draw(st.sampled_from([(), ("E01",), ("E02",), ("E09",)])),
        "record": draw(st.sampled_from([(), ("E01",), ("E02", "E03", "E04")])),
        "quantity": draw(st.none() | st.integers(1, 20_000).map(Decimal)), "admitted": draw(st.booleans()),
    }  # fmt: skip


@CALM
@given(
    given_rows=st.lists(rows(), max_size=6), usable=st.lists(st.booleans(), min_size=4, max_size=4),
    door=st.sampled_from(["fix", "dispute"]), signed=st.sampled_from(["", "Chen Li"]),
)  # fmt: skip
@pytest.mark.req("S0-90", "S0-91", "S0-66")
def test_no_claim_stands_without_its_facts_and_exhibits(
    given_rows: list[dict[str, Any]], usable: list[bool], door: str, signed: str, kit: Any
) -> None:
    kinds = ("refund_record", "training_signin", "training_outline", "training_test")
    exhibits = [
        kit.exhibit(f"D-{number}", f"E0{number}", kind, usable=good)
        for number, (kind, good) in enumerate(zip(kinds, usable, strict=True), start=1)
    ]
    statements = [kit.row(f"F{number:02}", each.pop("kind"), **each) for number, each in enumerate(given_rows, start=1)]
    signature = {"admitted_by": signed, "admitted_on": date(2026, 3, 1)} if signed else {}
    approach = {"fix": "integrity_fix", "dispute": "linked_not_ours"}[door]
    decision = kit.decide(approach, door, blocks=("MET-ODR", "DIS-LINKED_NOT_OURS-1"), causes=("carrier_lane_delay",))
    made, _ = kit.plan(kit.case(*statements, **signature), *exhibits, decision=decision)

    good = {each.id for each in exhibits if each.usable}
    by_id = {each.id: each for each in statements}
    for claim in made.claims:
        assert claim.facts or claim.exhibits
        assert set(claim.exhibits) <= good
        assert not re.search(r"[{}\[\]]", claim.text.en + claim.text.zh)
        if claim.section == "corrective":
            assert claim.on is not None
            assert claim.on <= TODAY
            assert claim.exhibits
        if claim.section == "preventive":
            assert claim.owner
            assert claim.frequency
            assert claim.starts_on is not None
            assert claim.records
            assert claim.scheduled == (claim.starts_on > TODAY)
        for fact in claim.facts:
            if fact in by_id and (by_id[fact].admitted or by_id[fact].kind == "admission"):
                assert signed
                assert door == "fix"
    for each in made.missing:
        assert each.what.zh
        assert each.how.en


@st.composite
def pictures(draw: st.DrawFn) -> dict[str, Any]:
    """Return the values of a case, a metric and a row, some of them unknown."""
    return {
        "orders": draw(ORDERS), "asins": draw(ASINS), "on": draw(st.none() | DAYS), "start": draw(DAYS),
        "quantity": draw(st.none() | st.integers(1, 99_999).map(Decimal)), "num": draw(st.integers(0, 5_000)),
        "den": draw(st.integers(5_000, 90_000)), "exhibits": draw(st.integers(1, 4)), "detail": draw(st.booleans()),
        "target": draw(st.sampled_from(["< 0.01", ">= 0.95", "< 0.025", "< 4%"])),
        "ids": draw(st.lists(st.from_regex(r"\A1\d{9}\Z"), max_size=3, unique=True).map(tuple)),
    }  # fmt: skip


@CALM
@given(picture=pictures())
@pytest.mark.req("S0-39", "S0-41")
def test_every_shipped_block_has_the_same_figures_in_every_language(picture: dict[str, Any], kit: Any) -> None:
    values = everything(picture, kit)
    for block in kit.shipped.blocks.values():
        if block.sentence.lacks(values):
            continue
        text = block.sentence.fill(values, ("de", "ja")).text
        for lang in ("de", "ja"):
            assert figures_of(text.lang(lang), lang) == figures_of(text.en), (block.id, lang)
            assert "  " not in text.lang(lang), (block.id, lang)
        assert figures_of(text.zh) == figures_of(text.en), block.id
        assert "  " not in text.en, block.id
        assert text.en.strip(" |"), block.id


def everything(picture: dict[str, Any], kit: Any) -> dict[str, Said]:
    of = kit.case(
        amazon_case_ids=picture["ids"], complaint_ids=picture["ids"][:1], brand="Alder", rights_owner="Alder Ltd",
        registration_number="US 7,123,456", other_account="Pine Store", legal_name="North Lane Trading Ltd",
        other_account_reactivated_on=picture["on"],
    )  # fmt: skip
    seen = kit.notice(types=())
    ground = Ground(
        kit.decide(), of, seen, (), (), replace(kit.catalogue, words=kit.shipped.words), TODAY, ("en", "ja", "de")
    )
    detail: dict[str, Any] = {
        "detail_zh": "全额 30 美元", "detail_en": "30 dollars in full",
        "detail_more": (("de", "30 Dollar in voller Höhe"), ("ja", "全額30ドル")),
    }  # fmt: skip
    statement = kit.row(
        "F01", "corrective", on=picture["on"], starts_on=picture["start"], orders=picture["orders"],
        asins=picture["asins"], quantity=picture["quantity"], owner_zh="主管", owner_en="supervisor",
        frequency="weekly", owner_more=(("de", "Leitung"), ("ja", "責任者")),
        **(detail if picture["detail"] else {}),
    )  # fmt: skip
    rate = Fraction(picture["num"], picture["den"])
    metric = Metric(
        "ODR", picture["num"], picture["den"], rate, picture["target"], "ok", "computed", picture["start"],
        picture["start"] + timedelta(days=59),
    )  # fmt: skip
    proofs = [kit.exhibit(f"C-{number}", "E01", "pod") for number in range(1, picture["exhibits"] + 1)]
    words = ground.words
    shown = references(proofs, words)
    assert shown is not None
    values = {**case_values(ground), **metric_values(metric, words), **statement_values(statement, words, today=TODAY)}
    count = Bilingual(str(picture["exhibits"]), str(picture["exhibits"]))
    return {**values, "exhibits": shown, "records": shown, "exhibit_count": Said(count)}
