"""The submission guide: the right steps for the case, and the warnings that every case needs."""

from collections.abc import Callable
from typing import Any

import pytest

from casewright.compose import Wording, guide
from casewright.model import Catalogue, GuideStep
from casewright.review import figures_of

Make = Callable[..., Any]


@pytest.fixture
def steps(
    decide: Make, case: Make, notice: Make, shipped: Wording, catalogue: Catalogue
) -> Callable[..., list[GuideStep]]:
    def make(approach: str = "perf_fix", door: str = "fix", **fields: Any) -> list[GuideStep]:
        marketplace = fields.pop("marketplace", "US")
        decision = decide(approach, door, **fields)
        of = case(marketplace=marketplace, violations=(decision.violation,))
        return list(guide(decision, of, notice=notice(), wording=shipped, catalogue=catalogue))

    return make


def said(steps: list[GuideStep]) -> str:
    return "\n".join(step.text.en for step in steps)


@pytest.mark.req("S0-01", "S0-07", "S0-35", "S0-45", "S0-71", "S0-73", "S0-75", "S0-93", "S0-94", "S0-95")
def test_every_appeal_gets_the_standing_warnings(steps: Make) -> None:
    text = said(steps())
    for words in (
        "assistance only. The seller submits", "no result is promised", "newer than March 1, 2026",
        "One appeal belongs to one case: here Case ID 14012345678", "without extensions",
        "sign in to no other store", "send no e-mail", "we neither ask for nor keep account names",
        "full-page screenshot before and after",
    ):  # fmt: skip
        assert words in text


@pytest.mark.req("S0-44")
def test_the_way_to_the_form_is_that_of_the_marketplace(steps: Make) -> None:
    assert "Way to the form: Performance > Account Health." in said(steps())
    assert "Way to the form" not in said(steps(marketplace="ZZ"))


@pytest.mark.req("S0-19", "S0-20", "S0-46", "S0-47", "S4-63")
def test_waiting_times_are_experience_and_not_a_promise(steps: Make) -> None:
    text = said(steps())
    assert "experience, not a promise: 7 to 21 days for a first appeal, 3 to 7 days" in text
    assert "every 72 hours" in text
    assert "After 14 days without an update" in text


def test_steps_come_in_order_of_topic(steps: Make) -> None:
    topics = [step.topic for step in steps()]
    assert topics == sorted(topics, key=("before", "submit", "after", "never", "removal").index)


def removal(steps: Make, approach: str, **fields: Any) -> str:
    made = steps(approach, documents=("poa", "removal_guide"), **fields)
    return said([step for step in made if step.topic == "removal"])


@pytest.mark.req("S4-66")
def test_the_removal_guide_has_its_four_steps_and_names_the_goods(steps: Make) -> None:
    text = removal(steps, "rp_fix", strategy="restricted_products", violation="RP-ACCOUNT")
    assert "products concerned: ASIN B0TESTAAA1" in text
    for words in (
        "Open Manage FBA Inventory", "Choose Create removal order", "Enter the quantity",
        "Check the fees", "choose Place order",
    ):  # fmt: skip
        assert words in text
    without = steps("rp_fix", strategy="restricted_products", violation="RP-ACCOUNT", documents=("poa",))
    assert [step for step in without if step.topic == "removal"] == []


@pytest.mark.req("S4-67")
def test_leftover_stock_has_its_three_ways_and_the_limits_of_its_kind(steps: Make) -> None:
    banned = removal(steps, "rp_fix", strategy="restricted_products", violation="RP-ACCOUNT")
    claimed = removal(steps, "ip_fix", strategy="intellectual_property", violation="IP-TM")
    for words in ("from an overseas warehouse", "back home or to the supplier", "destruction", "record with date"):
        assert words in banned
    assert "Do not move goods that may not be sold to another store" in banned
    assert "Sell these goods nowhere before the complaint is settled" in claimed
    assert "Sell these goods nowhere" not in banned


@pytest.mark.req("S4-68")
def test_the_removal_guide_warns_of_fees_asked_for_by_mail(steps: Make) -> None:
    text = removal(steps, "quality_fix", strategy="product_quality", violation="PROD-NAD")
    assert "a list of products, a fee and a transfer" in text
    assert "do not pay" in text
    assert "@" not in text


def test_the_other_account_of_ours_comes_first(steps: Make) -> None:
    ours = said(steps("linked_ours", strategy="linked_accounts", violation="ACC-LINKED"))
    not_ours = said(steps("linked_not_ours", "dispute", strategy="linked_accounts", violation="ACC-LINKED"))
    assert "the other account is reactivated first" in ours
    assert "the other account is reactivated first" not in not_ours


@pytest.mark.req("S4-57")
def test_a_retraction_comes_from_the_owner_and_a_suspected_infringement_has_none(steps: Make) -> None:
    owner = said(steps("ip_retraction", strategy="intellectual_property", violation="IP-TM"))
    suspected = said(steps("ip_fix", strategy="intellectual_property", violation="IP-SUSP"))
    assert "from the owner directly" in owner
    assert "A forwarded e-mail is no retraction" in owner
    assert "nothing to retract" in suspected
    assert "A forwarded e-mail" not in suspected


@pytest.mark.req("S4-60")
def test_extortion_is_reported_in_seller_central_under_its_title(steps: Make) -> None:
    text = said(steps("no_appeal", "none", strategy="no_appeal", violation="ATK-EXTORT"))
    assert 'title "Feedback or review abuse report - North Lane Home"' in text
    assert "pay nothing" in text
    assert "@" not in text


@pytest.mark.req("S4-54")
def test_vendor_express_is_explained_as_closed(steps: Make) -> None:
    text = said(steps("no_appeal", "none", strategy="no_appeal", violation="VE-LEGACY"))
    assert "Vendor Express closed on 2019-01-01" in text
    assert "Way to the form" not in text


@pytest.mark.req("S4-68", "S0-74")
def test_paying_by_mail_and_paid_fast_lanes_are_warned_of_in_every_guide(steps: Make) -> None:
    for made in (steps(), steps("no_appeal", "none", strategy="no_appeal", violation="SEC-PHISH")):
        assert "Pay no removal fee or deposit" in said(made)
        assert "no paid acceleration" in said(made)


@pytest.mark.req("S4-64")
def test_after_a_final_notice_the_guide_says_stop(steps: Make) -> None:
    assert "After a final notice, stop" in said(steps())


def test_every_step_has_the_same_figures_in_both_languages(shipped: Wording) -> None:
    for row in shipped.guide:
        zh, en = ("".join(part.text for part in parts) for parts in (row.sentence.zh, row.sentence.en))
        assert figures_of(zh) == figures_of(en), row.id
