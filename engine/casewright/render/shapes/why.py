"""Why this strategy, as templates see it."""

from typing import TypedDict

from casewright.render.shapes.case import Text


class GroundView(TypedDict):
    """A fact that met a condition of a row: what it is, its value, where it stands."""

    fact: Text
    value: Text
    at: str


class StepView(TypedDict):
    """One link of the chain from the violation to the strategy: the row, its reason, the facts that met it."""

    step: Text
    rule: str
    at: str
    source: str
    concluded: Text
    reason: Text
    grounds: list[GroundView]


class WayView(TypedDict):
    """One fact that, were it otherwise, would have led elsewhere, and where."""

    fact: Text
    now: Text
    instead: Text
    row: str
    at: str
    course: Text


class WhyView(TypedDict):
    """The decision in words, its chain, what would have changed it, and who decided as of when."""

    course: Text
    steps: list[StepView]
    ways: list[WayView]
    decided: Text
    as_of: str
    playbook: str
