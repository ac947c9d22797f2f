"""One slip in a template: the finding, and the words that it is about."""

from dataclasses import dataclass

from casewright.model import FileRef, Finding, Kind
from casewright.render.check.places import Spot


@dataclass(frozen=True, slots=True)
class Slip:
    """A finding with its part, its paragraph (counted from 0, -1 for none) and the runs that it concerns."""

    finding: Finding
    part: str = ""
    paragraph: int = -1
    runs: tuple[int, int] | None = None


def slip(kind: Kind, file: str, spot: Spot, *, first: int = 0, last: int = 0, **values: object) -> Slip:
    """Return the slip at a spot; ``first`` to ``last`` are signs of its text."""
    touched = spot.runs[first:last]
    return Slip(
        kind.at(FileRef(file, spot.place), **values),
        spot.part,
        spot.index,
        (min(touched), max(touched)) if touched else None,
    )


def cut(text: str, most: int = 60) -> str:
    """Return a text short enough for a message."""
    text = " ".join(text.split())
    return text if len(text) <= most else f"{text[: most - 1]}…"
