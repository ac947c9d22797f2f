"""By when something is due, and what the desk reminds of."""

from dataclasses import dataclass
from datetime import date, datetime

from casewright.model.bilingual import Bilingual


@dataclass(frozen=True, slots=True)
class Deadline:
    """A time by which Amazon wants something. ``at`` is aware, in UTC; ``basis`` is ``stated``, ``assumed``, ``none``.

    ``answered_on`` is the day of an appeal that went out within the limit. ``source`` is the notice's file, or the row
    of the rulebook that it is assumed by.
    """

    what: Bilingual
    at: datetime | None
    basis: str
    quote: str
    zone: str
    code: str
    source: str = ""
    internal_at: datetime | None = None
    hours: int | None = None
    answered_on: date | None = None

    @property
    def runs(self) -> bool:
        """Say whether there is a moment to keep and nobody has kept it yet."""
        return self.at is not None and self.answered_on is None


@dataclass(frozen=True, slots=True)
class Reminder:
    """A moment, or a window from ``at`` to ``until``, that the desk keeps in mind; both aware, in UTC.

    ``source`` is the row of the rulebook, ``basis`` what that row rests on. ``every`` are the hours after which it
    comes again. ``state`` is as of the day of the run: ``past``, ``due`` (that day, or inside the window) or ``later``.
    ``for_client``: documents that a client reads show it; else it is the desk's own chore.
    """

    code: str
    what: Bilingual
    at: datetime
    zone: str
    source: str
    basis: str = ""
    until: datetime | None = None
    every: int | None = None
    state: str = "later"
    for_client: bool = False

    @property
    def ends(self) -> datetime:
        """Return the last moment of it."""
        return self.until or self.at
