"""The letter to the rights owner: what it says, what it never says, and when it is not written."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from casewright.model import PlanOfAction

Make = Callable[..., Any]
FIX = (
    "RET-WHO", "RET-COMPLAINT", "RET-EARLIER", "RET-DONE", "RET-ASK-FIX", "RET-CHANNEL", "RET-CLOSE",
)  # fmt: skip
AUTHORISED = (
    "RET-WHO", "RET-COMPLAINT", "RET-EARLIER", "RET-DONE", "RET-AUTHORISED", "RET-SUPPLY", "RET-ASK-DISPUTE",
    "RET-CHANNEL", "RET-CLOSE",
)  # fmt: skip
OWNER: dict[str, Any] = {
    "legal_name": "North Lane Ltd", "rights_owner": "Alder & Finch Ltd", "complaint_ids": ("17245903381",),
    "store_email": "hello@northlane.example", "rights_owner_contact": "ip@alderfinch.example",
    "violations": ("IP-TM",),
}  # fmt: skip


def letter(made: PlanOfAction) -> list[str]:
    return [claim.text.en for claim in made.retraction]


@pytest.fixture
def deleted(row: Make) -> Any:
    return row(
        "F04", "corrective", action="listings_deleted", on=date(2026, 3, 5), asins=("B0TESTAAA1",), evidence=("E01",),
        detail_zh="用了别人的商标", detail_en="the listing used the mark of another",
    )  # fmt: skip


@pytest.fixture
def ip(decide: Make) -> Callable[..., Any]:
    def make(approach: str, door: str, blocks: tuple[str, ...]) -> Any:
        return decide(approach, door, blocks=blocks, violation="IP-TM", strategy="intellectual_property")

    return make


@pytest.mark.req("S4-46", "S4-57")
def test_the_letter_says_who_what_was_done_and_what_is_asked(
    case: Make, plan: Make, exhibit: Make, deleted: Any, ip: Make
) -> None:
    proof = exhibit("C-1", "E01", "takedown_screenshot")
    made, found = plan(case(deleted, **OWNER), proof, decision=ip("ip_fix", "fix", FIX))
    assert letter(made) == [
        "We are North Lane Ltd and sell on Amazon (United States) under the store name North Lane Home; replies reach "
        "us at hello@northlane.example.",
        "Amazon's notice of March 1, 2026 names a complaint made in the name of Alder & Finch Ltd: Trademark "
        "complaint, Complaint ID 17245903381; listings: ASIN B0TESTAAA1.",
        "Since then we have done the following.",
        "On March 5, 2026, we deleted the listings concerned: ASIN B0TESTAAA1 (Exhibit C-1).",
        "We ask Alder & Finch Ltd to look at the listings as they stand now and, if no objection remains, to retract "
        "the complaint (Complaint ID 17245903381).",
        "A retraction has to reach Amazon from Alder & Finch Ltd directly: through Brand Registry, or the address that "
        "Amazon gave for the complaint. A message passed on by us is not accepted.",
        "North Lane Ltd concedes nothing by this letter and offers nothing in return for a retraction.",
    ]
    assert [claim.id for claim in made.retraction] == [f"R-{number}" for number in range(1, 8)]
    assert all(claim.facts or claim.exhibits for claim in made.retraction)
    assert not [finding for finding in found if finding.is_error and finding.code.startswith("compose/no-block")]


@pytest.mark.req("S4-46", "S0-66")
def test_causes_admissions_and_the_clients_own_words_stay_out_of_the_letter(
    case: Make, row: Make, plan: Make, exhibit: Make, deleted: Any, ip: Make
) -> None:
    cause = row(
        "F01", "root_cause", cause="brand_word_in_listing", on=date(2026, 2, 1), zh="没有筛查", en="no screening"
    )
    admits = row("F02", "admission", zh="用了别人的商标", en="we used the mark", admitted=True)
    signed = {**OWNER, "admitted_by": "Chen Li", "admitted_on": date(2026, 3, 20)}
    made, _ = plan(
        case(cause, admits, deleted, **signed), exhibit("C-1", "E01", "takedown_screenshot"),
        decision=ip("ip_fix", "fix", FIX),
    )  # fmt: skip
    assert made.of("root_cause")
    for claim in made.retraction:
        assert "mark of another" not in claim.text.en
        assert not {"F01", "F02"} & set(claim.facts) or claim.block == "RET-DONE"
    assert "we used the mark" not in " ".join(letter(made))


def test_authority_and_supply_are_enclosed_where_the_client_denies(
    case: Make, plan: Make, exhibit: Make, ip: Make
) -> None:
    papers = exhibit("E-1", "E01", "loa"), exhibit("E-2", "E02", "invoice")
    made, _ = plan(case(**OWNER), *papers, decision=ip("ip_authorised", "dispute", AUTHORISED))
    assert "On our authorisation to sell we enclose: Letter of authorisation (Exhibit E-1)." in letter(made)
    assert "On the source of the goods we enclose: Purchase invoice (Exhibit E-2)." in letter(made)
    assert not any("have done" in text for text in letter(made))


def test_a_letter_sent_before_is_named(case: Make, plan: Make, exhibit: Make, ip: Make) -> None:
    papers = exhibit("E-1", "E01", "loa"), exhibit("C-1", "E02", "retraction_request")
    made, _ = plan(case(**OWNER), *papers, decision=ip("ip_authorised", "dispute", AUTHORISED))
    assert any("about this complaint before; a copy is enclosed (Exhibit C-1)" in text for text in letter(made))


def test_without_the_owners_name_there_is_no_letter_and_the_plan_does_not_wait_for_it(
    case: Make, plan: Make, exhibit: Make, deleted: Any, ip: Make
) -> None:
    nameless = {**OWNER, "rights_owner": None}
    made, _ = plan(
        case(deleted, **nameless), exhibit("C-1", "E01", "takedown_screenshot"), decision=ip("ip_fix", "fix", FIX)
    )
    assert made.retraction == ()
    lines = [each for each in made.missing if each.code.startswith("letter/")]
    assert lines
    assert {each.need for each in lines} == {"optional"}


def test_a_letter_that_would_enclose_nothing_is_not_written(case: Make, plan: Make, ip: Make) -> None:
    made, _ = plan(case(**OWNER), decision=ip("ip_authorised", "dispute", AUTHORISED))
    assert made.retraction == ()
    assert "letter/exhibits" in {each.code for each in made.missing}


@pytest.mark.req("S4-46")
def test_a_contact_that_is_lacking_is_asked_for(case: Make, plan: Make, exhibit: Make, deleted: Any, ip: Make) -> None:
    unknown = {**OWNER, "rights_owner_contact": None}
    made, _ = plan(
        case(deleted, **unknown), exhibit("C-1", "E01", "takedown_screenshot"), decision=ip("ip_fix", "fix", FIX)
    )
    (line,) = [each for each in made.missing if each.code == "letter/rights_owner_contact"]
    assert (line.need, "Amazon's notice" in line.how.en) == ("optional", True)
    assert made.retraction


def test_an_action_that_the_plan_may_not_state_is_not_told_to_the_owner_either(
    case: Make, row: Make, plan: Make, exhibit: Make, ip: Make
) -> None:
    undated = row("F04", "corrective", action="listings_deleted", evidence=("E01",))
    proof = exhibit("C-1", "E01", "takedown_screenshot")
    made, _ = plan(case(undated, **OWNER), proof, decision=ip("ip_fix", "fix", FIX))
    assert made.of("corrective") == ()
    assert made.retraction == ()


def test_the_letter_neither_threatens_nor_pays(shipped: Any) -> None:
    for block in shipped.blocks.values():
        if block.section == "retraction":
            text = " ".join(part.text for part in block.sentence.en).casefold()
            assert not any(word in text for word in ("lawyer", "attorney", "court", "sue", "pay ", "fee", "damages"))
