"""What the client and the clerk tell us: the case sheet, parsed once at the door.

``None`` means "not given". Every value that a person typed keeps its address: the case's own fields in ``Case.origins``
(by field name), the rows in their own ``origin``; a cell of the sheet, or a line of ``case.yaml``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from casewright.model.origin import Origin, Place


class Position(StrEnum):
    """What the client says about the alleged violation."""

    ADMITS = "admits"
    DENIES = "denies"
    PARTLY = "partly"
    UNKNOWN = "unknown"


class StatementKind(StrEnum):
    """What a row of the Facts sheet is."""

    HAPPENED = "what_happened"
    CAUSE = "root_cause"
    CORRECTIVE = "corrective"
    PREVENTIVE = "preventive"
    ADMISSION = "admission"
    REQUEST = "request"


@dataclass(frozen=True, slots=True)
class Statement:
    """One fact in the client's words. ``id`` is what claims cite (F04).

    ``more``, ``owner_more`` and ``detail_more`` hold the same texts in further languages: pairs of code and text.
    ``places`` says where the cells of its texts stand, by the key of their column.
    """

    id: str
    kind: StatementKind
    origin: Place
    zh: str = ""
    en: str = ""
    on: date | None = None
    cause: str | None = None
    action: str | None = None
    owner_zh: str = ""
    owner_en: str = ""
    frequency: str | None = None
    starts_on: date | None = None
    evidence: tuple[str, ...] = ()
    record: tuple[str, ...] = ()
    asins: tuple[str, ...] = ()
    orders: tuple[str, ...] = ()
    quantity: Decimal | None = None
    detail_zh: str = ""
    detail_en: str = ""
    admitted: bool = False
    more: tuple[tuple[str, str], ...] = ()
    owner_more: tuple[tuple[str, str], ...] = ()
    detail_more: tuple[tuple[str, str], ...] = ()
    places: tuple[tuple[str, Place], ...] = ()

    def where(self, column: str) -> Place:
        """Return the address of one of its texts, the row's own where the sheet has no such column."""
        return dict(self.places).get(column, self.origin)


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """One row of the Evidence sheet: which file, what kind, what it proves."""

    id: str
    file: str
    origin: Place
    kind: str | None = None
    proves_zh: str = ""
    proves_en: str = ""
    dated: date | None = None
    covers_from: date | None = None
    covers_to: date | None = None
    asins: tuple[str, ...] = ()
    note: str = ""
    proves_more: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """One ASIN of the case."""

    asin: str
    origin: Place
    sku: str = ""
    title: str = ""
    brand: str = ""
    complaint_id: str = ""
    action_taken: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Submission:
    """One earlier appeal."""

    on: date | None
    origin: Place
    channel: str = ""
    version: str = ""
    result: str | None = None
    reply_file: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One report export named in the Reports sheet."""

    file: str
    origin: Place
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Remark:
    """A column or line that the form does not know: kept, shown, never dropped."""

    label: str
    value: str
    origin: Place


@dataclass(frozen=True, slots=True)
class DashboardFigure:
    """A metric as the client read it off Seller Central, an exact fraction (1.98 % is 198/10000)."""

    code: str
    rate: Fraction
    origin: Place


@dataclass(frozen=True, slots=True)
class Case:
    """A case as the sheet tells it."""

    ref: str
    origin: Origin
    store_name: str | None = None
    legal_name: str | None = None
    merchant_token: str | None = None
    store_email: str | None = None
    marketplace: str | None = None
    entity_country: str | None = None
    category: str | None = None
    gmv_band: str | None = None
    violations: tuple[str, ...] = ()
    level: str | None = None
    stage: str | None = None
    notice_file: str | None = None
    notice_date: date | None = None
    received_on: date | None = None
    amazon_case_ids: tuple[str, ...] = ()
    complaint_ids: tuple[str, ...] = ()
    brand: str | None = None
    rights_owner: str | None = None
    rights_owner_contact: str | None = None
    registration_number: str | None = None
    position: Position = Position.UNKNOWN
    admitted_by: str | None = None
    admitted_on: date | None = None
    authorised: bool | None = None
    other_account_ours: bool | None = None
    other_account: str | None = None
    other_account_reactivated_on: date | None = None
    service_scope: str | None = None
    urgent: bool | None = None
    entrustment_signed: bool | None = None
    plan_date: date | None = None
    requests: str | None = None
    submission_language: str | None = None
    dashboard: tuple[DashboardFigure, ...] = ()
    listings: tuple[Listing, ...] = ()
    statements: tuple[Statement, ...] = ()
    evidence: tuple[EvidenceRow, ...] = ()
    submissions: tuple[Submission, ...] = ()
    reports: tuple[ReportRow, ...] = ()
    remarks: tuple[Remark, ...] = ()
    origins: Mapping[str, Place] = field(default_factory=dict)

    def where(self, name: str) -> Origin:
        """Return the address of a field, or of the sheet where the field was left out."""
        return self.origins.get(name, self.origin)

    def of_kind(self, *kinds: StatementKind) -> tuple[Statement, ...]:
        """Return the statements of the given kinds, in sheet order."""
        return tuple(statement for statement in self.statements if statement.kind in kinds)

    @property
    def asins(self) -> tuple[str, ...]:
        """Return the ASINs of the case, in sheet order, each once."""
        return tuple(dict.fromkeys(listing.asin for listing in self.listings))
