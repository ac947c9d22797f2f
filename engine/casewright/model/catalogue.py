"""The names that rulebooks give to violations, causes, actions and kinds of evidence, with their labels."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from casewright.model.bilingual import Bilingual


@dataclass(frozen=True, slots=True)
class ViolationKind:
    """A code of the taxonomy (domain reference A.1) and the strategy family that leads it."""

    code: str
    label: Bilingual
    family: str


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
    """One Amazon store: code, domain, time zone and hosts (domain reference E.1)."""

    code: str
    label: Bilingual
    domain: str
    language: str
    currency: str
    zone: str
    hosts: tuple[str, ...]
    path: Bilingual


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
    #: What a code means where no list of its own names it, by ``fact.code``.
    meanings: Mapping[str, Bilingual] = field(default_factory=dict)
