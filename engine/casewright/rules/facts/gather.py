"""The facts of a case under the names that the rulebooks use, each with the place it came from."""

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction

from casewright.model import (
    Case,
    Catalogue,
    Exhibit,
    Fact,
    Facts,
    Finding,
    Findings,
    Metric,
    NoticeReading,
    Origin,
    StatementKind,
)
from casewright.rules.facts.addresses import old_address_findings
from casewright.rules.facts.figures import figure_facts
from casewright.rules.facts.history import history_facts
from casewright.rules.facts.notice import notice_facts
from casewright.rules.facts.position import position_facts
from casewright.rules.facts.proof import proof_facts, usable_kinds
from casewright.rules.facts.requests import Refused, refused_requests
from casewright.sheets import ListSheet


def gather_facts(
    case: Case, notice: NoticeReading, exhibits: Sequence[Exhibit], metrics: Sequence[Metric], *, today: date,
    catalogue: Catalogue, requests: ListSheet, secrets: bool,
) -> tuple[Facts, tuple[Finding, ...]]:  # fmt: skip
    """Return every fact of the dictionary that a case can have before a rule has looked at it.

    A value that is not known is None, a list that is known to be empty is an empty tuple. ``requests`` is the list of
    wishes that are refused, ``secrets`` whether a password or key was found in the case. Findings tell where notice and
    sheet differ, where the sheet contradicts itself, and what was asked for that nobody here does.
    """
    found = Findings()
    facts = [
        *found.take(notice_facts(case, notice, catalogue=catalogue, today=today)),
        *found.take(position_facts(case, today=today, catalogue=catalogue)),
        *found.take(proof_facts(case, exhibits, catalogue=catalogue)),
        *found.take(history_facts(case, exhibits, today=today)),
        *figure_facts(case, notice, metrics),
        *_action_facts(case),
        *_service_facts(case),
        *_rights_facts(case, exhibits),
        *_request_facts(case, found.take(refused_requests(case, requests=requests))),
        Fact("secret_found", secrets, case.origin),
    ]
    found.add(old_address_findings(case, catalogue))
    return {fact.name: fact for fact in facts}, found.sorted()


def _action_facts(case: Case) -> Iterator[Fact]:
    for kind, name in ((StatementKind.CORRECTIVE, "corrective"), (StatementKind.PREVENTIVE, "preventive")):
        rows = case.of_kind(kind)
        origin: Origin = rows[0].origin if rows else case.origin
        yield Fact(f"{name}_actions", tuple(dict.fromkeys(row.action for row in rows if row.action)), origin)
        yield Fact(f"{name}_count", Fraction(len(rows)), origin)
    listed: Origin = case.listings[0].origin if case.listings else case.origin
    yield Fact("asin_count", Fraction(len(case.asins)), listed)


def _service_facts(case: Case) -> Iterator[Fact]:
    for name, value in (
        ("entity_country", case.entity_country), ("category", case.category), ("service_scope", case.service_scope),
        ("urgent", case.urgent),
    ):  # fmt: skip
        yield Fact(name, value, case.where(name))


def _rights_facts(case: Case, exhibits: Sequence[Exhibit]) -> Iterator[Fact]:
    """Yield what is known about the rights owner: a mail or a statement is contact, only a reply is a retraction."""
    kinds = usable_kinds(exhibits)
    asked = next((row for row in case.of_kind(StatementKind.CORRECTIVE) if row.action == "owner_contacted"), None)
    reply, mail = kinds.get("retraction_reply"), kinds.get("retraction_request")
    contact: Origin = asked.origin if asked else _origin(mail or reply, case)
    yield Fact("rights_owner_contacted", bool(asked or mail or reply), contact)
    yield Fact("retraction_obtained", reply is not None, _origin(reply, case))


def _request_facts(case: Case, refused: Sequence[Refused]) -> Iterator[Fact]:
    first: Origin = refused[0].origin if refused else case.where("requests")
    forged = next((each for each in refused if each.topic == "forgery"), None)
    yield Fact("refused_requests", tuple(dict.fromkeys(each.id for each in refused)), first)
    yield Fact("forged_request", forged is not None, forged.origin if forged else first)


def _origin(exhibit: Exhibit | None, case: Case) -> Origin:
    return exhibit.row.origin if exhibit else case.origin
