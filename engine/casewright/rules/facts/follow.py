"""What follows from a fact: the facts of a case that are worked out from others, as functions of those others.

``gather`` works them out once from the case; where a fact is supposed to be otherwise, these say what else would be. On
the facts as they were gathered each gives what was gathered.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from casewright.model import Case, Catalogue, Exhibit, Facts, NoticeReading, Position, Role, StatementKind, Value
from casewright.rules.facts.figures import NAMES, VERDICTS
from casewright.rules.facts.history import last_of
from casewright.rules.facts.notice import funds_days_left, leads_to_final, leads_to_reinstated
from casewright.rules.facts.position import signed_off
from casewright.rules.facts.proof import DAMAGED, ENTRUSTMENT
from casewright.sheets import ListSheet

#: A metric's verdict by its code, a rate and the store: the row of the targets that the figures are held against.
Judge = Callable[[str, Fraction, str | None], str | None]


@dataclass(frozen=True, slots=True)
class Follower:
    """One fact that is worked out from others: ``by`` takes all facts and gives its value."""

    name: str
    of: tuple[str, ...]
    by: Callable[[Facts], Value]


def followers(
    case: Case, notice: NoticeReading, exhibits: Sequence[Exhibit], facts: Facts, *, today: date,
    catalogue: Catalogue, requests: ListSheet, judge: Judge,
) -> tuple[Follower, ...]:  # fmt: skip
    """Return what follows from what in a case, in an order in which no fact comes before one that it needs.

    ``facts`` are those that were gathered: what they know beside the fact in question stays as it is.
    """
    return (
        *(_breach(code, name, judge) for code, name in NAMES.items()),
        *_of_the_notice(case, notice, facts, catalogue),
        Follower("admitted", ("position",), lambda now: _admitted(now, case, today)),
        *_of_the_proof(case, exhibits, catalogue),
        *_of_the_actions(case, facts),
        Follower("forged_request", ("refused_requests",), lambda now: _forged(now, requests)),
    )


def _text(facts: Facts, name: str) -> str | None:
    fact = facts.get(name)
    return fact.value if fact is not None and isinstance(fact.value, str) else None


def _parts(facts: Facts, name: str) -> tuple[str, ...]:
    fact = facts.get(name)
    value = fact.value if fact is not None else None
    return tuple(part for part in value if isinstance(part, str)) if isinstance(value, tuple) else ()


def _breach(code: str, name: str, judge: Judge) -> Follower:
    def by(facts: Facts) -> Value:
        rate = facts[f"{name}_rate"].value if f"{name}_rate" in facts else None
        if not isinstance(rate, Fraction):
            return None
        return VERDICTS.get(judge(code, rate, _text(facts, "marketplace")) or "")

    return Follower(f"{name}_breach", (f"{name}_rate", "marketplace"), by)


def _of_the_notice(case: Case, notice: NoticeReading, facts: Facts, catalogue: Catalogue) -> tuple[Follower, ...]:
    led, read = _text(facts, "violation"), _parts(facts, "violations")

    def violations(now: Facts) -> Value:
        code = _text(now, "violation")
        return read if code == led else tuple(filter(None, (code, *(each for each in read if each not in {led, code}))))

    def phishing(now: Facts) -> Value:
        return bool(notice.phishing) or catalogue.role(_text(now, "violation")) is Role.PHISHING

    def back(now: Facts) -> Value:
        return leads_to_reinstated(_text(now, "stage"), notice, catalogue=catalogue)

    def final(now: Facts) -> Value:
        return leads_to_final(_text(now, "stage"), case, notice, catalogue=catalogue)

    def limited(now: Facts) -> Value:
        hours = now.get("deadline_hours")
        return notice.deadline is not None or (hours is not None and hours.value is not None)

    def held(now: Facts) -> Value:
        passed = now["days_since_notice"].value if "days_since_notice" in now else None
        return funds_days_left(notice, passed if isinstance(passed, Fraction) else None)

    return (
        Follower("violations", ("violation",), violations),
        Follower("violation_count", ("violations",), lambda now: Fraction(len(_parts(now, "violations")))),
        Follower("infringement_type", ("violation",), lambda now: catalogue.infringement(_text(now, "violation"))),
        Follower("phishing", ("violation",), phishing),
        Follower("reinstated", ("stage",), back),
        Follower("final_notice", ("stage",), final),
        Follower("deadline_stated", ("deadline_hours",), limited),
        Follower("funds_days_left", ("days_since_notice",), held),
    )


def _admitted(facts: Facts, case: Case, today: date) -> bool:
    return _text(facts, "position") in {Position.ADMITS, Position.PARTLY} and signed_off(case, today)


def _of_the_proof(case: Case, exhibits: Sequence[Exhibit], catalogue: Catalogue) -> tuple[Follower, ...]:
    damaged = {each.kind for each in exhibits if each.item is not None and each.status in DAMAGED and each.kind}
    aside = {each.kind for each in exhibits if each.item is not None and not each.usable}
    kinds, private = ("evidence_kinds",), {code for code, kind in catalogue.evidence.items() if kind.identity}
    last = last_of(case)
    answered = last is not None and bool(last.reply_file)

    def contacted(now: Facts) -> bool:
        mails = {"retraction_request", "retraction_reply"} & {*_parts(now, "evidence_kinds")}
        return bool(mails) or "owner_contacted" in _parts(now, "corrective_actions")

    def has(kind: str) -> Callable[[Facts], bool]:
        return lambda now: kind in _parts(now, "evidence_kinds")

    return (
        Follower("evidence_defective", kinds, lambda now: tuple(sorted(damaged - {*_parts(now, "evidence_kinds")}))),
        Follower("identity_documents", kinds,
                 lambda now: bool(private & ({*_parts(now, "evidence_kinds")} | aside) - {ENTRUSTMENT})),
        Follower("entrustment_signed", kinds, lambda now: has(ENTRUSTMENT)(now) or case.entrustment_signed),
        Follower("retraction_obtained", kinds, has("retraction_reply")),
        Follower("rights_owner_contacted", ("evidence_kinds", "corrective_actions"), contacted),
        Follower("amazon_reply_on_file", kinds,
                 lambda now: last is not None and (answered or has("amazon_reply")(now))),
    )  # fmt: skip


def _of_the_actions(case: Case, facts: Facts) -> tuple[Follower, ...]:
    made = []
    for kind, name in ((StatementKind.CORRECTIVE, "corrective"), (StatementKind.PREVENTIVE, "preventive")):
        unnamed = len(case.of_kind(kind)) - len(_parts(facts, f"{name}_actions"))
        made.append(Follower(f"{name}_count", (f"{name}_actions",), _counted(f"{name}_actions", unnamed)))
    return tuple(made)


def _counted(name: str, unnamed: int) -> Callable[[Facts], Value]:
    return lambda now: Fraction(len(_parts(now, name)) + unnamed)


def _forged(facts: Facts, requests: ListSheet) -> bool:
    topics: Mapping[str, str] = {row.id: row.text("topic") for row in requests.rows}
    return any(topics.get(each) == "forgery" for each in _parts(facts, "refused_requests"))
