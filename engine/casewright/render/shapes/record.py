"""The case as it was handed in, as templates see it: what claims cite by number stands here in the client's words."""

from typing import TypedDict

from casewright.render.shapes.case import RowView, Text


class GivenFactView(TypedDict):
    """One row of the Facts sheet; ``more`` is what else the row says, each line with its label."""

    id: str
    day: str
    kind: Text
    said: Text
    more: list[RowView]


class GivenPaperView(TypedDict):
    """One row of the Evidence sheet; ``exhibit`` is the number under which it is cited."""

    id: str
    exhibit: str
    file: str
    dated: str
    covers: str
    note: str


class RecordView(TypedDict):
    """The case sheet: its fields that were filled, its facts and its papers, in the order of the sheet."""

    rows: list[RowView]
    facts: list[GivenFactView]
    papers: list[GivenPaperView]
