"""The rulebooks as shipped: every test in the book passes, every row is reached, no code leads nowhere."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from casewright.model import CellRef, Decision, Fact, Value
from casewright.rules import Rulebook, build_books, decide, lists_beside, load_rulebook, resolve_values
from casewright.rules.books.bookruns import run_tests
from casewright.rules.books.booktext import ListText, parse_sheet
from casewright.sheets import Book, read_book, read_list

HERE = CellRef("case.xlsx", "Case 案件", "A1")
TODAY = date(2026, 11, 22)
FAMILIES = {
    "performance", "intellectual_property", "restricted_products", "linked_accounts", "product_quality",
    "account_integrity", "catalogue", "funds", "no_appeal",
}  # fmt: skip
#: Approaches that answer the notice with proofs and admit nothing.
DISPUTES = {
    "perf_dispute", "ip_authorised", "ip_noninfringement", "rp_dispute", "linked_not_ours", "integrity_dispute",
    "catalogue_dispute",
}  # fmt: skip
#: What a case has where nobody said anything.
SILENT: Mapping[str, Value] = {
    "phishing": False, "reinstated": False, "final_notice": False, "notice_given": True, "admitted": False,
    "secret_found": False, "forged_request": False, "identity_documents": False, "retraction_obtained": False,
    "rights_owner_contacted": False, "other_account_reactivated": False, "amazon_reply_on_file": False,
    "deadline_stated": False, "refused_requests": (), "evidence_kinds": (), "report_kinds": (), "causes_claimed": (),
    "corrective_actions": (), "preventive_actions": (), "position": "unknown",
}  # fmt: skip


def lines(root: Path, sheet: str) -> dict[str, Mapping[str, str]]:
    """Return the rows of a list by their first column."""
    text = parse_sheet((root / "rulebooks" / "text" / f"{sheet}.yaml").read_text(encoding="utf-8"))
    assert isinstance(text, ListText)
    return {row[text.columns[0].name]: row for row in text.rows}


@pytest.fixture(scope="module")
def strategy(root: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Book, Rulebook]:
    text, out = tmp_path_factory.mktemp("text"), tmp_path_factory.mktemp("books")
    for book in ("facts", "strategy", "catalogue", "wording", "numbers"):
        (text / book).symlink_to(root / "rulebooks" / "text" / book)
    build_books(text, out)
    facts, _ = read_book(out / "facts.xlsx", name="rulebooks/facts.xlsx")
    tables, _ = read_book(out / "strategy.xlsx", name="rulebooks/strategy.xlsx")
    assert facts is not None
    assert tables is not None
    vocabulary, found = read_list(facts, "facts")
    assert found == ()
    assert vocabulary is not None
    vocabulary, found = resolve_values(vocabulary, lists_beside(out / "facts.xlsx"))
    assert found == ()
    rulebook, found = load_rulebook(tables, vocabulary=vocabulary, on=TODAY)
    assert found == ()
    assert rulebook is not None
    return tables, rulebook


def decided(rulebook: Rulebook, **given: Value) -> Decision:
    facts = {name: Fact(name, value, HERE) for name, value in {**SILENT, **given}.items()}
    decision, found = decide(rulebook, facts, today=TODAY)
    assert found == (), [finding.text.en for finding in found]
    return decision


def said(rulebook: Rulebook, table: str, column: str) -> set[str]:
    """Return every value that a column of a table concludes."""
    found = next(each for each in rulebook.tables if each.name == table)
    return {str(rule.outputs[column]) for rule in found.rules}


def test_every_test_in_the_book_passes_and_every_row_is_reached(strategy: tuple[Book, Rulebook]) -> None:
    run, faults = run_tests(*strategy)
    assert faults == ()
    assert [(result.test.id, result.got, result.rules) for result in run.results if not result.passed] == []
    assert run.untested() == ()


def test_each_violation_of_the_catalogue_has_a_family_and_reaches_a_strategy(
    root: Path, strategy: tuple[Book, Rulebook]
) -> None:
    for code, row in lines(root, "catalogue/violations").items():
        for position in ("admits", "denies", "partly", "unknown"):
            decision = decided(strategy[1], violation=code, position=position, admitted=True)
            assert decision.facts["family"].value == row["family"], code
            assert decision.strategy == row["family"], code
            assert decision.door in {"fix", "dispute", "none"}
            assert (decision.door == "none") == (decision.approach == "no_appeal"), (code, position)
            assert decision.why.zh
            assert decision.why.en
    assert {row["family"] for row in lines(root, "catalogue/violations").values()} == FAMILIES


@pytest.mark.parametrize("code", ["IP-TM", "IP-SUSP", "ACC-LINKED", "PERF-ODR"])
def test_the_approach_always_belongs_to_the_door(code: str, strategy: tuple[Book, Rulebook]) -> None:
    answers = [(None, None), (True, None), (False, None), (None, True), (None, False)]
    for authorised, ours in answers:
        for position in ("admits", "denies", "partly", "unknown"):
            for retracted in (True, False):
                decision = decided(
                    strategy[1], violation=code, position=position, admitted=True, authorised=authorised,
                    other_account_ours=ours, retraction_obtained=retracted,
                )  # fmt: skip
                if decision.approach != "ip_retraction":
                    assert (decision.door == "dispute") == (decision.approach in DISPUTES)
                assert not (code == "IP-SUSP" and decision.approach == "ip_retraction")
                assert not (position == "admits" and authorised is None and ours is None and decision.door == "dispute")


def test_no_code_leads_nowhere(root: Path, strategy: tuple[Book, Rulebook]) -> None:
    rulebook = strategy[1]
    kinds, causes = lines(root, "catalogue/evidence_kinds"), lines(root, "catalogue/causes")
    assert said(rulebook, "evidence", "kind") <= set(kinds)
    assert said(rulebook, "root_causes", "cause") == set(causes)
    assert said(rulebook, "wording", "block") <= set(lines(root, "wording/blocks"))
    assert {f"RC-{cause.upper()}" for cause in causes} <= said(rulebook, "wording", "block")
    approaches = said(rulebook, "strategy", "approach")
    assert approaches <= set(lines(root, "wording/outline"))
    for approach in approaches - {"no_appeal"}:
        assert {f"SUM-{approach.upper()}", f"REQ-{approach.upper()}"} <= said(rulebook, "wording", "block")


def test_the_dictionary_takes_its_codes_from_the_lists_that_keep_them(
    root: Path, strategy: tuple[Book, Rulebook]
) -> None:
    facts, terms = lines(root, "facts/facts"), strategy[1].vocabulary.terms
    for fact, typed, sheet in (
        ("violation", "@violations", "violations"), ("violations", "@violations", "violations"),
        ("causes", "@causes", "causes"), ("causes_claimed", "@causes", "causes"), ("family", "@families", "families"),
        ("strategy", "@families", "families"), ("evidence_kinds", "@evidence_kinds", "evidence_kinds"),
        ("evidence_defective", "@evidence_kinds", "evidence_kinds"),
        ("evidence_needed", "@evidence_kinds", "evidence_kinds"),
    ):  # fmt: skip
        assert facts[fact]["values"] == typed
        assert terms[fact].values == tuple(lines(root, f"catalogue/{sheet}")), fact
    assert terms["approach"].values == tuple(lines(root, "wording/outline"))
    actions = lines(root, "catalogue/actions")
    for section in ("corrective", "preventive"):
        wanted = tuple(code for code, row in actions.items() if row["section"] == section)
        assert terms[f"{section}_actions"].values == wanted


def test_every_row_says_why_in_both_languages_and_on_what_it_rests(strategy: tuple[Book, Rulebook]) -> None:
    for table in strategy[1].tables:
        for rule in (*table.rules, *table.dormant):
            assert rule.reason.zh, (table.name, rule.id)
            assert rule.reason.en, (table.name, rule.id)
            assert rule.source, (table.name, rule.id)
            assert rule.effective_from is not None
            assert rule.checked_on is not None


@pytest.mark.parametrize("sheet", ["violations", "causes", "actions", "evidence_kinds", "requests"])
def test_every_entry_of_the_catalogue_is_worded_in_both_languages(root: Path, sheet: str) -> None:
    for code, row in lines(root, f"catalogue/{sheet}").items():
        blank = [name for name in ("zh", "en", "source", "effective_from", "checked_on") if not row.get(name)]
        assert blank == [], code
        for name in (name for name in row if name.endswith("_zh")):
            assert row.get(f"{name.removesuffix('_zh')}_en"), (code, name)


@pytest.mark.req("S0-65")
def test_an_own_screenshot_is_asked_for_with_address_bar_and_time(root: Path) -> None:
    for code, row in lines(root, "catalogue/evidence_kinds").items():
        if row["own_screenshot"] == "yes":
            assert "网址" in row["how_zh"], code
            assert "full address" in row["how_en"], code


# ------------------------------------------------------------------------------------------ the expert's own checks


@pytest.mark.req("S0-04")
def test_a_dispute_asks_for_proofs_and_never_for_corrective_records(strategy: tuple[Book, Rulebook]) -> None:
    decision = decided(
        strategy[1], violation="IP-TM", position="denies", authorised=True,
        corrective_actions=("owner_contacted",), preventive_actions=("training_delivered",),
    )  # fmt: skip
    assert (decision.door, decision.approach) == ("dispute", "ip_authorised")
    kinds = {need.kind for need in decision.requirements}
    assert "loa" in kinds
    assert not kinds & {"takedown_screenshot", "training_signin", "retraction_request"}
    assert decision.causes == ()
    assert not [block for block in decision.blocks if block.startswith("RC-")]


@pytest.mark.req("S0-70")
def test_training_needs_sign_in_outline_and_test(strategy: tuple[Book, Rulebook]) -> None:
    decision = decided(strategy[1], violation="PERF-LSR", preventive_actions=("training_delivered",))
    musts = {need.kind for need in decision.requirements if need.need == "must"}
    assert {"training_signin", "training_outline", "training_test"} <= musts


@pytest.mark.req("S0-25")
def test_a_takedown_that_is_stated_needs_its_screenshot(strategy: tuple[Book, Rulebook]) -> None:
    decision = decided(
        strategy[1], violation="RP-ACCOUNT", position="admits", admitted=True, corrective_actions=("listings_deleted",)
    )
    assert "takedown_screenshot" in {need.kind for need in decision.requirements if need.need == "must"}


@pytest.mark.req("S0-27")
def test_an_unrelated_account_is_shown_by_company_bank_network_and_devices(strategy: tuple[Book, Rulebook]) -> None:
    decision = decided(strategy[1], violation="ACC-LINKED", position="denies", other_account_ours=False)
    assert decision.approach == "linked_not_ours"
    musts = {need.kind for need in decision.requirements if need.need == "must"}
    assert {"company_registration", "bank_statement", "broadband_bill", "device_register", "permission_log"} <= musts


def test_an_own_account_comes_back_before_this_one_is_appealed(strategy: tuple[Book, Rulebook]) -> None:
    waiting = decided(strategy[1], violation="ACC-LINKED", position="admits", admitted=True, other_account_ours=True)
    assert waiting.approach == "linked_ours"
    assert ("other_account_first", "error") in [(risk.code, risk.severity) for risk in waiting.risks]
    back = decided(
        strategy[1], violation="ACC-LINKED", position="admits", admitted=True, other_account_ours=True,
        other_account_reactivated=True,
    )  # fmt: skip
    assert "other_account_first" not in [risk.code for risk in back.risks]


@pytest.mark.req("S0-66")
def test_an_unknown_position_writes_no_appeal_unless_the_metric_is_amazons(strategy: tuple[Book, Rulebook]) -> None:
    assert decided(strategy[1], violation="PERF-ODR").door == "fix"
    for code in ("IP-TM", "ACC-REVIEW", "RP-ACCOUNT", "PROD-INAUTH", "ACC-LINKED"):
        decision = decided(strategy[1], violation=code)
        assert decision.door == "none"
        assert "poa" not in decision.documents
        assert [risk for risk in decision.risks if risk.severity == "error"], code


def test_phishing_is_never_appealed(strategy: tuple[Book, Rulebook]) -> None:
    decision = decided(strategy[1], violation="PERF-ODR", position="admits", phishing=True)
    assert (decision.strategy, decision.door) == ("no_appeal", "none")
    assert [risk.code for risk in decision.risks] == ["phishing"]


@pytest.mark.req("S0-12")
def test_a_repeat_without_anything_new_is_stopped(strategy: tuple[Book, Rulebook]) -> None:
    given: dict[str, Value] = {
        "violation": "IP-TM", "position": "denies", "authorised": True, "last_result": "rejected",
        "previous_appeals": Fraction(1), "days_since_last": Fraction(20),
    }  # fmt: skip
    assert "repeat_nothing_new" in [risk.code for risk in decided(strategy[1], **given, new_evidence=False).risks]
    assert "repeat_nothing_new" not in [risk.code for risk in decided(strategy[1], **given, new_evidence=True).risks]


@pytest.mark.req("S4-54")
def test_the_closed_vendor_programme_is_explained_and_not_appealed(strategy: tuple[Book, Rulebook]) -> None:
    decision = decided(strategy[1], violation="VE-LEGACY")
    assert decision.door == "none"
    assert [risk.code for risk in decision.risks] == ["programme_closed"]


@pytest.mark.req("S4-60")
def test_extortion_is_reported_and_never_paid(strategy: tuple[Book, Rulebook]) -> None:
    decision = decided(strategy[1], violation="ATK-EXTORT")
    assert decision.door == "none"
    assert "service_log" in [need.kind for need in decision.requirements]
    assert [risk.code for risk in decision.risks] == ["extortion"]


def test_the_waiting_days_for_funds_follow_the_day_of_the_decision(strategy: tuple[Book, Rulebook]) -> None:
    early = decided(strategy[1], violation="FUND-HOLD", days_since_notice=Fraction(59))
    late = decided(strategy[1], violation="FUND-HOLD", days_since_notice=Fraction(60))
    assert "funds_too_early" in [risk.code for risk in early.risks]
    assert "funds_too_early" not in [risk.code for risk in late.risks]
