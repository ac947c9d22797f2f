"""The version before, as its package tells it, and what has changed since."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from casewright.model.bilingual import NOTHING, Bilingual


@dataclass(frozen=True, slots=True)
class EarlierClaim:
    """One sentence of the version before. ``id`` is its number there (``C-7``)."""

    id: str
    section: str
    text: Bilingual
    facts: tuple[str, ...] = ()
    exhibits: tuple[str, ...] = ()
    block: str = ""
    cause: str = ""


@dataclass(frozen=True, slots=True)
class EarlierExhibit:
    """One exhibit of the version before; ``sha256`` is of its original, empty where there was no file."""

    id: str
    kind: str
    source: str
    sha256: str
    usable: bool


@dataclass(frozen=True, slots=True)
class EarlierDocument:
    """One document of the version before whose bytes are still those that were sealed."""

    name: str
    kind: str
    lang: tuple[str, ...]
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Earlier:
    """A version of the case that lies in the outbox, read from its manifest.

    ``label`` is the name of its approach. ``metrics`` are by code, as the manifest shows them (rate and verdict);
    ``deadlines`` by code, with name and UTC moment. ``documents`` are the plans and letters alone.
    """

    version: int
    as_of: date | None
    verdict: str
    door: str
    strategy: str
    approach: str
    label: Bilingual = NOTHING
    claims: tuple[EarlierClaim, ...] = ()
    exhibits: tuple[EarlierExhibit, ...] = ()
    metrics: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    deadlines: Mapping[str, tuple[Bilingual, str]] = field(default_factory=dict)
    documents: tuple[EarlierDocument, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is other than in the version before.

    ``kind`` is ``added removed changed moved``; ``topic`` is ``decision verdict claim exhibit metric deadline``.
    ``code`` is the claim's or exhibit's id in this version (in the version before where it is gone), the metric's or
    deadline's code. ``place`` is the section of a claim, ``before`` its id in the version before. ``minor`` marks a
    change that is none of content: exhibits renumbered, a place in the order.
    """

    kind: str
    topic: str
    code: str
    what: Bilingual
    was: Bilingual = NOTHING
    now: Bilingual = NOTHING
    exhibits: tuple[str, ...] = ()
    place: str = ""
    before: str = ""
    minor: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    """A version against one that was submitted: is anything new in it, and how much of its English is the same."""

    version: int
    evidence: bool
    facts: bool
    alike: Fraction
