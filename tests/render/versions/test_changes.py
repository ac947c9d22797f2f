"""What changed, in words for people: sentences, exhibits, figures, deadlines and the decision."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from casewright.model import (
    Bilingual,
    Change,
    Claim,
    Dossier,
    Earlier,
    EarlierClaim,
    EarlierExhibit,
    Verdict,
    both,
)
from casewright.render.versions import changes_of, compare, verdict_change
from casewright.render.views.changes import passages
from casewright.text.naming import Names


def sealed(dossier: Dossier, version: int = 1) -> Earlier:
    """Return a dossier as its own manifest would tell it to the next version."""
    claims = tuple(
        EarlierClaim(one.id, one.section, one.text, one.facts, one.exhibits, one.block, one.cause or "")
        for one in dossier.plan.claims
    )
    exhibits = tuple(
        EarlierExhibit(one.id, one.kind, one.item.path, one.item.sha256, one.usable)
        for one in dossier.exhibits if one.item
    )  # fmt: skip
    decision = dossier.decision
    return Earlier(
        version, dossier.today, dossier.verdict.word, decision.door, decision.strategy, decision.approach,
        both(decision.approach), claims, exhibits,
        {"ODR": ("0.0198", "breach"), "LSR": ("0.0330", "ok"), "VTR": ("0.9630", "ok")},
        {one.code: (one.what, "2026-02-26T08:00:00Z") for one in dossier.deadlines},
    )  # fmt: skip


def changes(earlier: Earlier, dossier: Dossier) -> tuple[Change, ...]:
    return changes_of(
        earlier, dossier.decision, dossier.plan,
        exhibits=dossier.exhibits, metrics=dossier.metrics, deadlines=dossier.deadlines,
        names=Names(dossier.catalogue, bare=True),
    )  # fmt: skip


def with_claims(dossier: Dossier, claims: Sequence[Claim]) -> Dossier:
    return replace(dossier, plan=replace(dossier.plan, claims=tuple(claims)))


def numbered(claims: Sequence[Claim]) -> list[Claim]:
    return [replace(claim, id=f"C-{number}") for number, claim in enumerate(claims, 1)]


def test_the_same_case_has_no_changes(ready_case: Dossier) -> None:
    assert changes(sealed(ready_case), ready_case) == ()
    assert verdict_change(sealed(ready_case), ready_case.verdict) == ()


def test_a_sentence_that_only_got_another_number_is_no_change(ready_case: Dossier) -> None:
    claims = numbered(ready_case.plan.claims[1:])
    found = changes(sealed(ready_case), with_claims(ready_case, claims))
    assert [(each.kind, each.code, each.what.zh[:4]) for each in found] == [("removed", "C-1", "v1 第")]


def test_a_reworded_sentence_is_changed_and_not_removed_and_added(ready_case: Dossier) -> None:
    old = ready_case.plan.claims[4]
    said = Bilingual(f"{old.text.zh}（已复核）", f"{old.text.en} This was checked.")
    claims = [replace(one, text=said) if one is old else one for one in ready_case.plan.claims]
    (found,) = changes(sealed(ready_case), with_claims(ready_case, claims))
    assert (found.kind, found.code, found.was, found.now) == ("changed", old.id, old.text, said)


def test_a_sentence_moved_within_its_section_is_told_as_moved(ready_case: Dossier) -> None:
    claims = list(ready_case.plan.claims)
    places = [number for number, one in enumerate(claims) if one.section == "corrective"]
    moved = claims.pop(places[0])
    claims.insert(places[-1], moved)
    (found,) = changes(sealed(ready_case), with_claims(ready_case, numbered(claims)))
    assert (found.kind, found.minor, found.now.en) == ("moved", True, found.what.en)


def test_exhibits_are_followed_by_their_bytes_and_not_by_their_ids(ready_case: Dossier) -> None:
    exhibits = list(ready_case.exhibits)
    fresh = replace(exhibits[0].item, sha256="f" * 64, path="new.pdf")
    added = replace(exhibits[0], id="A-9", item=fresh, kind="other")
    moved = replace(exhibits[2], id="B-8")
    swapped = replace(exhibits[3], item=replace(exhibits[3].item, sha256="e" * 64))
    dossier = replace(ready_case, exhibits=(added, *exhibits[1:2], moved, swapped, *exhibits[4:]))
    found = {each.code: each for each in changes(sealed(ready_case), dossier) if each.topic == "exhibit"}
    assert {code: each.kind for code, each in found.items()} == {
        exhibits[0].id: "removed", "A-9": "added", "B-8": "moved", exhibits[3].id: "changed",
    }  # fmt: skip
    assert "文件已更换" in found[exhibits[3].id].now.zh
    assert found["B-8"].minor


def test_a_sentence_whose_exhibits_were_only_renumbered_is_a_minor_change(ready_case: Dossier) -> None:
    cited = next(one for one in ready_case.plan.claims if one.exhibits)
    name = cited.exhibits[0]
    claims = [
        replace(one, exhibits=tuple("Z-1" if each == name else each for each in one.exhibits),
                text=Bilingual(one.text.zh.replace(name, "Z-1"), one.text.en.replace(name, "Z-1")))
        for one in ready_case.plan.claims
    ]  # fmt: skip
    exhibits = [replace(one, id="Z-1") if one.id == name else one for one in ready_case.exhibits]
    dossier = replace(with_claims(ready_case, claims), exhibits=tuple(exhibits))
    found = [each for each in changes(sealed(ready_case), dossier) if each.topic == "claim"]
    assert found
    assert all(each.minor for each in found)
    assert not compare(sealed(ready_case), dossier.plan, exhibits=dossier.exhibits).facts


def test_figures_deadlines_and_decision_are_told_before_and_now(ready_case: Dossier) -> None:
    odr = replace(ready_case.metrics[0], rate=Fraction(4, 1000), verdict="ok")
    due = replace(ready_case.deadlines[0], at=datetime(2026, 3, 9, 8, 0, tzinfo=UTC))
    dossier = replace(
        ready_case, metrics=(odr, *ready_case.metrics[1:2]), deadlines=(due,), verdict=Verdict(ready=False, reasons=()),
        decision=replace(ready_case.decision, approach="perf_dispute", door="dispute"),
    )  # fmt: skip
    found = {(each.topic, each.code): each for each in changes(sealed(ready_case), dossier)}
    assert found["metric", "ODR"].was.en == "1.98% (Off target)"
    assert found["metric", "ODR"].now.zh == "0.40%（达标）"
    assert found["metric", "VTR"].kind == "removed"
    assert found["deadline", "stated"].now.en == "2026-03-09 08:00:00 UTC"
    assert found["decision", "door"].was.zh == "整改"
    (verdict,) = verdict_change(sealed(ready_case), dossier.verdict)
    assert (verdict.was.en, verdict.now.zh) == ("Ready to submit", "尚不能提交")


def test_a_case_that_became_another_pairs_nothing_by_force(ready_case: Dossier, dispute_case: Dossier) -> None:
    found = changes(sealed(ready_case), dispute_case)
    gone = {each.before for each in found if each.kind == "removed" and each.topic == "claim"}
    kept = {one.id for one in ready_case.plan.claims} - gone
    assert len(kept) <= len(dispute_case.plan.claims)


def test_new_is_a_usable_exhibit_or_another_figure_in_what_is_told(ready_case: Dossier) -> None:
    earlier = sealed(ready_case)
    plan, exhibits = ready_case.plan, ready_case.exhibits
    same = compare(earlier, plan, exhibits=exhibits)
    assert (same.evidence, same.facts, same.alike) == (False, False, 1)
    fewer = replace(earlier, exhibits=earlier.exhibits[1:])
    assert compare(fewer, plan, exhibits=exhibits).evidence
    told = next(one for one in plan.claims if one.section == "corrective")
    for text, new in ((f"{told.text.en} Indeed.", False), (f"{told.text.en} 7 more.", True)):
        claims = [replace(one, text=Bilingual(one.text.zh, text)) if one is told else one for one in plan.claims]
        assert compare(earlier, replace(plan, claims=tuple(claims)), exhibits=exhibits).facts is new


@given(st.text("ab 订单，1.", max_size=400), st.text("ab 订单，1.", max_size=400))
def test_passages_stay_short_and_come_from_their_texts(was: str, now: str) -> None:
    for shown, text in zip(passages(was, now), (was, now), strict=True):
        assert len(shown) <= 220
        assert shown.strip("…").strip() in text


@given(st.data())
def test_every_sentence_of_both_versions_is_accounted_for_once(ready_case: Dossier, data: st.DataObject) -> None:
    claims = list(ready_case.plan.claims)
    kept = data.draw(st.permutations([one for one in claims if data.draw(st.booleans())]))
    said = [
        replace(one, text=Bilingual(f"{one.text.zh}改", f"{one.text.en} x")) if data.draw(st.booleans()) else one
        for one in kept
    ]  # fmt: skip
    found = [each for each in changes(sealed(ready_case), with_claims(ready_case, numbered(said)))
             if each.topic == "claim"]  # fmt: skip
    gone = [each.before for each in found if each.kind == "removed"]
    came = [each.code for each in found if each.kind != "removed"]
    assert len(set(gone)) == len(gone)
    assert len(set(came)) == len(came)
    assert len(claims) - len(gone) == len(said) - sum(each.kind == "added" for each in found)
