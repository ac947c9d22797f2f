"""What changed since the version before, as templates see it."""

from typing import TypedDict

from casewright.render.shapes.case import Text


class ChangeView(TypedDict):
    """One change; ``was`` and ``now`` show the passage that differs, a dash where there was or is nothing."""

    kind: Text
    what: Text
    was: Text
    now: Text
    minor: bool


class ChangesView(TypedDict):
    """The changes since a version before; ``known`` where there is one to compare with."""

    known: bool
    since: str
    rows: list[ChangeView]
    numbering: str
