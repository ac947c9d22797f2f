"""A performance metric, kept as an exact fraction."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from casewright.model.bilingual import Bilingual


@dataclass(frozen=True, slots=True)
class Metric:
    """One metric with its count, target and verdict.

    ``num``/``den`` are counts (None where only a rate was read off a screen); ``rate`` is None where nothing could be
    measured. ``verdict`` is ``ok``, ``breach``, ``at_target`` or ``not_measurable``; ``source`` is ``computed``,
    ``notice`` or ``dashboard``. ``by_cause`` counts defects by cause code.
    """

    code: str
    num: int | None
    den: int | None
    rate: Fraction | None
    target: str
    verdict: str
    source: str
    window_from: date | None = None
    window_to: date | None = None
    notes: tuple[Bilingual, ...] = ()
    by_cause: tuple[tuple[str, int], ...] = ()
    files: tuple[str, ...] = ()
