"""Figures from report exports, exact and beside Amazon's own.

A rate is a Fraction of orders, compared with its target before anything is rounded: "under 1 %" is missed at exactly
1 %. Our count is an estimate and Amazon's is the one to quote, so each source keeps its own Metric (notice, dashboard,
computed) and a difference of more than one order is a finding that names the rows behind it. Readers of exports lie one
a file in ``reports`` and are found by being there. What a report does not hold is said, never guessed.
"""

from casewright.figures.amazon import leading
from casewright.figures.measure import measure
from casewright.figures.targets import Target, Targets, targets

__all__ = ["Target", "Targets", "leading", "measure", "targets"]
