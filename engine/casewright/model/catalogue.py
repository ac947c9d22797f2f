"""The names that rulebooks give to violations, causes, actions and kinds of evidence, with their labels."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from casewright.model.bilingual import Bilingual


class Role(StrEnum):
    """What the program does with a code beyond what the rules say; most violations have no role.

    ``reply``, ``final`` and ``reinstated`` are answers in a case that has its violation from before, the last two with
    Amazon's last word and with the account or listing back. ``news`` is no notice. ``phishing`` is not from Amazon.
    ``linked`` says that another account is the client's, which the sheet may confirm or deny.
    """

    REPLY = "reply"
    FINAL = "final"
    REINSTATED = "reinstated"
    NEWS = "news"
    PHISHING = "phishing"
    LINKED = "linked"

    @property
    def answers(self) -> bool:
        """Say whether such a letter answers in a case, rather than opening one."""
        return self in {Role.REPLY, Role.FINAL, Role.REINSTATED}


@dataclass(frozen=True, slots=True)
class ViolationKind:
    """A code of the taxonomy (domain reference A.1) and the strategy family that leads it.

    ``metric`` is the metric that it is about, ``infringement`` the kind of right that it says was infringed; both are
    empty for most. ``no_deadline``: a notice of this kind sets the seller no time, whatever times it mentions.
    """

    code: str
    label: Bilingual
    family: str
    metric: str = ""
    infringement: str = ""
    role: Role | None = None
    no_deadline: bool = False

    @property
    def alleges(self) -> bool:
        """Say whether a letter of this kind alleges something: an answer and news do not."""
        return self.role is None or not (self.role.answers or self.role is Role.NEWS)


@dataclass(frozen=True, slots=True)
class CauseKind:
    """A root cause that a reviewer accepts where facts support it, and the question that brings the facts."""

    code: str
    label: Bilingual
    question: Bilingual


@dataclass(frozen=True, slots=True)
class ActionKind:
    """A corrective or preventive action; ``section`` is ``corrective`` or ``preventive``."""

    code: str
    label: Bilingual
    section: str


@dataclass(frozen=True, slots=True)
class EvidenceKind:
    """A kind of evidence.

    ``group`` is the letter of its exhibits. ``own_screenshot``: our own screenshot, which must show address bar and
    time. ``identity``: personal or company papers that need an entrustment and must stay unaltered. ``how`` tells the
    clerk how to get it.
    """

    code: str
    label: Bilingual
    group: str
    own_screenshot: bool
    identity: bool
    how: Bilingual


@dataclass(frozen=True, slots=True)
class Marketplace:
    """One Amazon store: code, domain, time zone and hosts (domain reference E.1).

    ``languages`` are those a plan for it is written in, the one that is submitted first. ``weekend`` are the days off
    of a week, Monday 0. ``day_first`` says how it writes days in digits (05/03/2026), None where both ways are seen.
    ``signs`` (authorities, laws), ``money`` and ``phones`` are what tells it where a notice names no store.
    """

    code: str
    label: Bilingual
    domain: str
    language: str
    currency: str
    zone: str
    hosts: tuple[str, ...]
    path: Bilingual
    languages: tuple[str, ...] = ("en",)
    weekend: tuple[int, ...] = (5, 6)
    day_first: bool | None = None
    signs: tuple[str, ...] = ()
    money: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Address:
    """An e-mail address that goes around among sellers, by what stands before its @.

    ``do_not_send``: nothing is sent there and it is shown nowhere, ``why`` says the reason to whoever asks. Others are
    shown for their ``purpose``, where the notice itself prints them; no address is for appeals.
    """

    local: str
    purpose: Bilingual
    do_not_send: bool
    why: Bilingual


@dataclass(frozen=True, slots=True)
class FactKind:
    """A fact of the dictionary; ``unit`` ``share`` is shown in percent."""

    name: str
    label: Bilingual
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All names of the playbook, by code."""

    violations: Mapping[str, ViolationKind] = field(default_factory=dict)
    causes: Mapping[str, CauseKind] = field(default_factory=dict)
    actions: Mapping[str, ActionKind] = field(default_factory=dict)
    evidence: Mapping[str, EvidenceKind] = field(default_factory=dict)
    marketplaces: Mapping[str, Marketplace] = field(default_factory=dict)
    approaches: Mapping[str, Bilingual] = field(default_factory=dict)
    facts: Mapping[str, FactKind] = field(default_factory=dict)
    families: Mapping[str, Bilingual] = field(default_factory=dict)
    #: Addresses of Amazon's that sellers ask about, by what stands before the @.
    addresses: Mapping[str, Address] = field(default_factory=dict)
    #: What a code means where no list of its own names it, by ``fact.code``.
    meanings: Mapping[str, Bilingual] = field(default_factory=dict)
    #: Small texts that the program puts around values, in each language of a plan, by id (``exhibit.one``).
    words: Mapping[str, Bilingual] = field(default_factory=dict)

    def role(self, code: str | None) -> Role | None:
        """Return the role of a violation code, None where it has none or the catalogue does not know it."""
        kind = self.violations.get(code or "")
        return kind.role if kind else None

    def infringement(self, code: str | None) -> str | None:
        """Return the kind of right that a violation code says was infringed, None where it is about none."""
        kind = self.violations.get(code or "")
        return (kind.infringement or None) if kind else None
