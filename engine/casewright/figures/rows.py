"""The lines of reports as nouns, and all reports of a case together."""

from dataclasses import dataclass, field
from fractions import Fraction

from casewright.figures.table import When
from casewright.model import FileRef


@dataclass(frozen=True, slots=True)
class Order:
    """One order line. ``channel`` is ``MFN`` or ``AFN``."""

    id: str
    ref: FileRef
    asin: str = ""
    placed: When | None = None
    status: str = ""
    channel: str = ""
    store: str = ""


@dataclass(frozen=True, slots=True)
class Feedback:
    """One seller feedback; ``removed`` ones were struck through or taken off by Amazon."""

    order: str
    ref: FileRef
    rating: int | None
    comment: str = ""
    removed: bool = False


@dataclass(frozen=True, slots=True)
class Claim:
    """One A-to-z claim or chargeback; ``outcome`` as the report words it."""

    order: str
    ref: FileRef
    reason: str = ""
    outcome: str = ""
    filed: When | None = None


@dataclass(frozen=True, slots=True)
class Shipment:
    """One line of a shipping list: promised, confirmed, scanned, delivered, cancelled."""

    order: str
    ref: FileRef
    item: str = ""
    placed: When | None = None
    promised: When | None = None
    confirmed: When | None = None
    deliver_by: When | None = None
    delivered: When | None = None
    scanned: When | None = None
    tracking: str = ""
    carrier: str = ""
    category: str = ""
    channel: str = ""
    status: str = ""
    cancelled_by: str = ""


@dataclass(frozen=True, slots=True)
class Return:
    """One return."""

    order: str
    ref: FileRef
    asin: str = ""
    reason: str = ""
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Health:
    """One metric of Amazon's own account health report."""

    code: str
    ref: FileRef
    rate: Fraction | None
    num: int | None = None
    den: int | None = None
    part: str = ""
    window: tuple[When | None, When | None] = (None, None)


Row = Order | Feedback | Claim | Shipment | Return | Health


@dataclass(frozen=True, slots=True)
class Reports:
    """Every report of a case; ``columns`` are the column keys that each kind had, ``files`` where it came from."""

    orders: tuple[Order, ...] = ()
    feedback: tuple[Feedback, ...] = ()
    claims: tuple[Claim, ...] = ()
    chargebacks: tuple[Claim, ...] = ()
    shipments: tuple[Shipment, ...] = ()
    returns: tuple[Return, ...] = ()
    health: tuple[Health, ...] = ()
    columns: dict[str, frozenset[str]] = field(default_factory=dict)
    files: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def has(self, kind: str, *keys: str) -> bool:
        """Say whether a report of a kind was given, with all of the named columns."""
        return kind in self.files and self.columns.get(kind, frozenset()).issuperset(keys)
