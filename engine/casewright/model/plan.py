"""The Plan of Action: claims, each standing on facts and exhibits, and what had to be left out."""

from dataclasses import dataclass
from datetime import date

from casewright.model.bilingual import NOTHING, Bilingual
from casewright.model.finding import Finding
from casewright.model.origin import Origin


@dataclass(frozen=True, slots=True)
class Claim:
    """One sentence of the plan in every language of the case, from one set of values.

    ``section`` is ``summary metrics root_cause corrective preventive dispute request closing``. ``facts`` are statement
    ids (F04) or dotted names (``metric.ODR``, ``notice.violation``, ``case.amazon_case_ids``); one of ``facts`` and
    ``exhibits`` is never empty. Preventive claims carry the table's columns too. ``short`` is the claim for a table
    that shows day, owner, frequency, start and exhibits in columns of their own; empty where ``text`` serves there too.
    ``untranslated`` are the languages in which a part of it still has to be translated by a person.
    """

    id: str
    section: str
    text: Bilingual
    facts: tuple[str, ...] = ()
    exhibits: tuple[str, ...] = ()
    block: str = ""
    cause: str | None = None
    on: date | None = None
    owner: Bilingual = NOTHING
    frequency: Bilingual = NOTHING
    starts_on: date | None = None
    records: tuple[str, ...] = ()
    scheduled: bool = False
    untranslated: tuple[str, ...] = ()
    short: Bilingual = NOTHING

    @property
    def translated(self) -> bool:
        """Say whether the English is whole."""
        return "en" not in self.untranslated

    @property
    def shown(self) -> str:
        """Return the claim's number as documents and findings show it; exhibits bear letters, claims do not."""
        return f"#{self.id.removeprefix('C-')}"


@dataclass(frozen=True, slots=True)
class CauseLink:
    """One root cause and the actions that answer it: the cause-to-action map."""

    cause: str
    label: Bilingual
    root_claims: tuple[str, ...]
    corrective: tuple[str, ...]
    preventive: tuple[str, ...]

    @property
    def closed(self) -> bool:
        """Say whether the cause has at least one corrective and one preventive action."""
        return bool(self.corrective and self.preventive)


@dataclass(frozen=True, slots=True)
class Coverage:
    """One ask of the notice and the claims that answer it."""

    quote: str
    topic: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Missing:
    """Something still needed before the plan may go out; ``need`` is ``must`` or ``optional``."""

    what: Bilingual
    why: Bilingual
    how: Bilingual
    need: str
    origin: Origin
    code: str = ""


@dataclass(frozen=True, slots=True)
class PlanOfAction:
    """A plan for one case: its claims in order, its maps, and its gaps.

    ``outline`` names the sections that a plan of this approach must have. ``retraction`` is the letter that asks a
    rights owner to withdraw a complaint: claims of their own, numbered R-1, R-2.
    """

    door: str
    title: Bilingual
    subject: Bilingual
    claims: tuple[Claim, ...] = ()
    causes: tuple[CauseLink, ...] = ()
    coverage: tuple[Coverage, ...] = ()
    missing: tuple[Missing, ...] = ()
    outline: tuple[str, ...] = ()
    retraction: tuple[Claim, ...] = ()

    @property
    def said(self) -> tuple[Claim, ...]:
        """Return every sentence that may leave the house: the plan's claims, then those of the letter to the owner."""
        return (*self.claims, *self.retraction)

    def of(self, *sections: str) -> tuple[Claim, ...]:
        """Return the claims of the given sections, in order."""
        return tuple(claim for claim in self.claims if claim.section in sections)


@dataclass(frozen=True, slots=True)
class Verdict:
    """READY or not, and why: ``reasons`` are the findings that block, ``refusals`` what was asked and refused."""

    ready: bool
    reasons: tuple[Finding, ...]
    refusals: tuple[Finding, ...] = ()

    @property
    def word(self) -> str:
        """Return the contract's word."""
        return "READY" if self.ready else "NOT_READY"
