"""What a notice from Amazon says, read and never obeyed."""

from dataclasses import dataclass
from datetime import date, datetime, time

from casewright.model.bilingual import Bilingual


@dataclass(frozen=True, slots=True)
class Violation:
    """One violation that a notice names; ``code`` of the taxonomy (domain reference A.1), confidence 0..1.

    ``alleged`` is false for what is no violation but an answer or news. ``sections`` tells where each of the ``cues``
    stands: ``subject lead why ask submit error consequence help``.
    """

    code: str
    confidence: float
    cues: tuple[str, ...] = ()
    alleged: bool = True
    sections: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StatedDeadline:
    """A time limit in the notice's own words (``quote``): ``hours`` from the notice's date, or a day.

    ``clock`` is the time of that day where the notice gives one, in ``zone`` (an IANA name, or ``UTC+09:00``; empty:
    the marketplace's). ``business_days`` counts where the limit was given in those, ``days`` where it was given in
    calendar days or weeks (``hours`` is then so many times 24); hours alone run on through a change of the clocks.
    """

    quote: str
    hours: int | None = None
    on: date | None = None
    clock: time | None = None
    zone: str = ""
    business_days: int | None = None
    days: int | None = None


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing that the notice asks for.

    ``topic`` is one of ``root_cause corrective preventive documents explanation other``.
    """

    topic: str
    quote: str


@dataclass(frozen=True, slots=True)
class Mention:
    """One thing that a notice names, at its place: ``value`` as normalised, ``text`` as it stands there.

    ``kind`` is one of ``asin order case complaint trademark patent design copyright registration brand clause email
    amount date``. ``start`` and ``end`` count signs in ``NoticeReading.text``; ``line`` counts its lines from 1.
    """

    kind: str
    value: str
    text: str
    line: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Entities:
    """What a notice names; ``registrations`` are numbers of trademarks, patents, designs and copyrights.

    ``amounts`` read ``USD 35.99``, ``dates`` are ISO days; ``mentions`` holds every place of every one of them.
    """

    asins: tuple[str, ...] = ()
    case_ids: tuple[str, ...] = ()
    complaint_ids: tuple[str, ...] = ()
    order_ids: tuple[str, ...] = ()
    brands: tuple[str, ...] = ()
    clauses: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    registrations: tuple[str, ...] = ()
    amounts: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    mentions: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Words that came with a notice and are not Amazon's.

    ``kind`` is one of ``comment`` (between its lines), ``cover`` (above it), ``earlier`` (below it in the thread),
    ``attached`` (another file that came along), ``signature`` and ``footer`` (of whoever passed it on).
    """

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class NoticeReading:
    """A notice as read: types primary first, stage and level, what it names, asks and warns of.

    ``rivals`` are the next best types, kept where the leading one is not sure. ``limits`` are all times that the
    notice sets the seller, the one that counts (``deadline``) first. ``funds_days`` are the days for which it says that
    the seller's money may be held, which is no limit of the seller's. From a confidence of ``sure_from`` on a type is
    sure; below it a person decides.
    """

    file: str
    types: tuple[Violation, ...] = ()
    stage: str | None = None
    level: str | None = None
    language: str | None = None
    marketplace: str | None = None
    notice_date: date | None = None
    notice_at: datetime | None = None
    deadline: StatedDeadline | None = None
    entities: Entities = Entities()
    asks: tuple[Ask, ...] = ()
    metrics: tuple[tuple[str, str], ...] = ()
    phishing: tuple[Bilingual, ...] = ()
    text: str = ""
    rivals: tuple[Violation, ...] = ()
    limits: tuple[StatedDeadline, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    funds_days: int | None = None
    sure_from: float = 0.6

    @property
    def primary(self) -> str | None:
        """Return the code of the leading violation, or None where the notice names none."""
        return self.types[0].code if self.types else None
