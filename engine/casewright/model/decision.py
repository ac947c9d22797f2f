"""What the rulebooks decided, and every row that was looked at on the way."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from casewright.model.bilingual import Bilingual
from casewright.model.origin import Origin, RuleRef

#: A fact's value: text, an exact number, a flag, a day, or a list of texts, of numbers or of days.
Value = str | Fraction | bool | date | tuple[str | Fraction | date, ...] | None


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of a case under the name that the vocabulary gives it. ``value`` None: not known."""

    name: str
    value: Value
    origin: Origin


Facts = Mapping[str, Fact]


@dataclass(frozen=True, slots=True)
class CellTrace:
    """One condition cell of a row: its text, the fact's value as shown, whether it held."""

    at: str
    text: str
    fact: str
    value: str
    met: bool


@dataclass(frozen=True, slots=True)
class RowTrace:
    """One row of a table against one case."""

    table: str
    rule: str
    row: str
    met: bool
    fired: bool
    cells: tuple[CellTrace, ...]
    reason: Bilingual


@dataclass(frozen=True, slots=True)
class Firing:
    """A row that applied: what it concluded and why it is in the book."""

    table: str
    rule: str
    origin: RuleRef
    outputs: Mapping[str, Value]
    reason: Bilingual
    source: str = ""


@dataclass(frozen=True, slots=True)
class Requirement:
    """One kind of evidence that the strategy calls for; ``need`` is ``must`` or ``optional``."""

    kind: str
    need: str
    why: Bilingual
    origin: RuleRef


@dataclass(frozen=True, slots=True)
class Risk:
    """A risk flag; ``severity`` ``error`` blocks READY, ``warning`` is shown."""

    code: str
    severity: str
    text: Bilingual
    origin: RuleRef


@dataclass(frozen=True, slots=True)
class Route:
    """One way to go with a case (appeal, retraction, counsel, wait ...); ``advice`` says how."""

    code: str
    advice: Bilingual
    origin: RuleRef


@dataclass(frozen=True, slots=True)
class OtherWay:
    """One fact that, were it otherwise, would lead to another decision: tried, not guessed.

    ``condition`` is the cell that it would meet, of the row ``rule``; ``before`` is the fact's value as it is.
    """

    fact: str
    before: Value
    instead: Value
    condition: str
    table: str
    rule: str
    row: str
    reason: Bilingual
    door: str
    strategy: str
    approach: str


@dataclass(frozen=True, slots=True)
class Decision:
    """What to do with a case."""

    violation: str | None
    strategy: str
    approach: str
    door: str
    why: Bilingual
    causes: tuple[str, ...] = ()
    requirements: tuple[Requirement, ...] = ()
    risks: tuple[Risk, ...] = ()
    routes: tuple[Route, ...] = ()
    documents: tuple[str, ...] = ()
    blocks: tuple[str, ...] = ()
    firings: tuple[Firing, ...] = ()
    trace: Sequence[RowTrace] = ()
    facts: Facts = field(default_factory=dict)
    decided_by: str = "durable-rules"
