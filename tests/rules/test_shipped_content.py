"""What the shipped rulebooks know about each type of notice: nothing may lead nowhere, nothing may be half told."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from casewright.model import CellRef, Decision, Fact, Value
from casewright.playbook import Playbook
from casewright.rules import decide
from casewright.rules.books.booktext import ListText, parse_sheet

HERE = CellRef("case.xlsx", "Case 案件", "A1")
DAY = date(2026, 11, 22)
POSITIONS = ("admits", "denies", "partly", "unknown")
#: Replies and mail that carry no action of their own: they never lead to an appeal.
NO_ACTION = {
    "ATK-EXTORT", "VE-LEGACY", "SEC-PHISH", "NON-ACK", "NON-MOREINFO", "NON-FINAL", "NON-REINSTATED", "NON-INFO",
    "NON-TXN",
}  # fmt: skip
#: Types whose answer is a set of documents, so that no cause is asked for.
NO_CAUSE = {"FUND-HOLD"} | NO_ACTION
TYPES = (
    "PERF-ODR", "PERF-AZ", "PERF-CB", "PERF-LSR", "PERF-CXL", "PERF-VTR", "PERF-OTDR", "PERF-IDR", "PROD-INAUTH",
    "PROD-USN", "PROD-NAD", "PROD-QUALITY", "PROD-SAFETY", "IP-TM", "IP-CR", "IP-PAT-U", "IP-PAT-D", "IP-CF",
    "IP-SUSP", "IP-ACCT", "RP-LISTING", "RP-ACCOUNT", "RP-COMPLIANCE", "RP-APPROVAL", "ACC-LINKED", "ACC-VERIFY",
    "ACC-FORGED", "ACC-REVIEW", "ACC-DROPSHIP", "ACC-REVIEWHOLD", "ACC-CONDUCT", "ACC-S3", "ACC-COMPROMISED",
    "LST-VARIATION", "LST-DETAIL", "LST-PRICE", "FUND-HOLD", "ATK-EXTORT", "VE-LEGACY", "SEC-PHISH", "NON-ACK",
    "NON-MOREINFO", "NON-FINAL", "NON-REINSTATED", "NON-INFO", "NON-TXN",
)  # fmt: skip
USUAL: Mapping[str, Value] = {
    "phishing": False, "reinstated": False, "final_notice": False, "notice_given": True, "admitted": False,
    "secret_found": False, "forged_request": False, "identity_documents": False, "retraction_obtained": False,
    "rights_owner_contacted": False, "other_account_reactivated": False, "amazon_reply_on_file": False,
    "deadline_stated": False, "refused_requests": (), "evidence_kinds": (), "report_kinds": (), "causes_claimed": (),
    "corrective_actions": (), "preventive_actions": (), "previous_appeals": None, "stage": "deactivated",
}  # fmt: skip


def decision(playbook: Playbook, code: str, **more: Value) -> Decision:
    given: dict[str, Value] = {**USUAL, "violation": code, "phishing": code == "SEC-PHISH", **more}
    facts = {name: Fact(name, value, HERE) for name, value in given.items()}
    made, found = decide(playbook.rulebook, facts, today=DAY)
    assert [finding.text.en for finding in found if finding.is_error] == []
    return made


def decisions(playbook: Playbook, code: str, **more: Value) -> list[Decision]:
    return [decision(playbook, code, position=position, **more) for position in POSITIONS]


def test_every_type_of_the_domain_is_in_the_catalogue_and_no_other(playbook: Playbook) -> None:
    assert sorted(playbook.catalogue.violations) == sorted(TYPES)


@pytest.mark.parametrize("code", TYPES)
def test_every_type_has_a_strategy_a_door_and_a_route_whatever_the_client_says(code: str, playbook: Playbook) -> None:
    for made in decisions(playbook, code):
        assert made.strategy, made.door
        assert made.door in {"fix", "dispute", "none"}
        assert made.routes, made.door
        assert all(route.advice.zh and route.advice.en for route in made.routes)


@pytest.mark.parametrize("code", [code for code in TYPES if code not in NO_ACTION])
def test_a_type_with_an_action_asks_for_evidence_and_makes_documents(code: str, playbook: Playbook) -> None:
    taken = [
        made for made in decisions(playbook, code, other_account_ours=True, authorised=True) if made.door != "none"
    ]
    assert taken, "no position of the client leads to an appeal"
    for made in taken:
        assert made.requirements
        assert {"poa", "evidence_index", "diagnosis", "missing_materials", "submission_guide"} <= set(made.documents)
        assert made.blocks
        assert made.routes[0].code in {
            "appeal", "documents", "funds_appeal", "claim_appeal", "retraction_request", "other_account_first",
            "neutral_evaluation", "find_cause", "secure_account",
        }  # fmt: skip


@pytest.mark.parametrize("code", [code for code in TYPES if code not in NO_CAUSE])
def test_a_type_offers_causes_only_where_a_fact_backs_them(code: str, playbook: Playbook) -> None:
    causes = tuple(playbook.catalogue.causes)
    assert decision(playbook, code, position="admits").causes == ()
    backed = decision(playbook, code, position="admits", causes_claimed=causes, other_account_ours=True)
    assert set(backed.causes) <= set(causes)
    assert backed.causes


@pytest.mark.parametrize("code", sorted(NO_ACTION))
def test_mail_without_an_action_is_never_appealed(code: str, playbook: Playbook) -> None:
    for made in decisions(playbook, code):
        assert (made.door, made.approach) == ("none", "no_appeal")
        assert "poa" not in made.documents
        assert "appeal" not in {route.code for route in made.routes}


def routes(made: Decision) -> list[str]:
    return [route.code for route in made.routes]


@pytest.mark.req("S4-19")
def test_an_appeal_is_the_first_route(playbook: Playbook) -> None:
    assert routes(decision(playbook, "PERF-ODR", position="admits")) == ["appeal"]


@pytest.mark.req("S4-20")
def test_after_a_final_answer_with_nothing_new_counsel_weighs_the_rest(playbook: Playbook) -> None:
    final: dict[str, Value] = {"position": "admits", "final_notice": True, "new_evidence": False}
    american = decision(playbook, "ACC-S3", marketplace="US", **final)
    german = decision(playbook, "ACC-S3", marketplace="DE", **final)
    assert routes(american) == routes(german) == ["counsel"]
    assert "AAA" in american.routes[0].advice.en
    assert "AAA" not in german.routes[0].advice.en


def test_the_fifth_appeal_is_decided_by_a_person(playbook: Playbook) -> None:
    assert "person" in routes(decision(playbook, "PERF-LSR", position="admits", previous_appeals=Fraction(4)))


@pytest.mark.req("S4-46")
def test_an_owner_is_asked_to_retract_and_amazon_is_not(playbook: Playbook) -> None:
    assert "retraction_request" in routes(decision(playbook, "IP-TM", position="denies"))
    assert "retraction_request" not in routes(decision(playbook, "IP-SUSP", position="denies"))


def test_a_counter_notice_is_for_american_copyright_alone(playbook: Playbook) -> None:
    assert "counter_notice" in routes(decision(playbook, "IP-CR", position="denies", marketplace="US"))
    assert "counter_notice" not in routes(decision(playbook, "IP-CR", position="denies", marketplace="DE"))
    assert "neutral_evaluation" in routes(decision(playbook, "IP-PAT-U", position="denies", marketplace="US"))


def test_a_funds_appeal_waits_for_its_days(playbook: Playbook) -> None:
    assert routes(decision(playbook, "FUND-HOLD", days_since_notice=Fraction(59))) == ["wait", "funds_appeal"]
    assert routes(decision(playbook, "FUND-HOLD", days_since_notice=Fraction(60))) == ["funds_appeal"]


@pytest.mark.req("S4-23")
def test_a_request_that_is_refused_is_a_route_of_its_own(playbook: Playbook) -> None:
    assert "refuse" in routes(decision(playbook, "PERF-ODR", position="admits", refused_requests=("RQ01",)))


def test_phishing_has_no_other_route_than_to_check_it(playbook: Playbook) -> None:
    assert routes(decision(playbook, "PERF-AZ", position="admits", phishing=True)) == ["verify_genuine"]


def test_the_clients_own_other_account_comes_back_first(playbook: Playbook) -> None:
    made = decision(playbook, "ACC-LINKED", position="admits", other_account_ours=True)
    assert routes(made)[0] == "other_account_first"


@pytest.mark.parametrize("sheet", ["deadlines", "marketplaces", "metrics", "file_rules"])
def test_every_number_of_amazons_stands_in_a_dated_row_with_its_source(sheet: str, root: Path) -> None:
    text = parse_sheet((root / "rulebooks" / "text" / "numbers" / f"{sheet}.yaml").read_text(encoding="utf-8"))
    assert isinstance(text, ListText)
    for row in text.rows:
        assert row.get("source"), row
        assert date.fromisoformat(row["effective_from"]) <= date.fromisoformat(row["checked_on"]), row


def test_a_store_has_its_own_targets_where_they_differ(playbook: Playbook) -> None:
    indian, american = playbook.targets.of("CXL", "IN"), playbook.targets.of("CXL", "US")
    assert indian is not None
    assert american is not None
    assert (indian.second_window, american.second_window) == (30, None)
    assert playbook.targets.of("IDR", "US") is None
    assert playbook.targets.of("IDR", "DE") is not None


@pytest.mark.parametrize("position", POSITIONS)
def test_a_compromised_account_is_neither_admitted_nor_denied(position: str, playbook: Playbook) -> None:
    made = decision(playbook, "ACC-COMPROMISED", position=position)
    assert (made.door, made.approach) == ("fix", "verify_documents")


def test_a_claim_of_one_order_asks_for_its_messages_and_not_for_the_dashboard(playbook: Playbook) -> None:
    needs = {need.kind: need.need for need in decision(playbook, "PERF-AZ", position="denies").requirements}
    assert (needs["service_log"], needs["dashboard_screenshot"]) == ("must", "optional")


def test_funds_asked_for_too_early_are_held_back(playbook: Playbook) -> None:
    early = decision(playbook, "FUND-HOLD", days_since_notice=Fraction(59))
    assert [risk.code for risk in early.risks if str(risk.severity) == "error"] == ["funds_too_early"]
