"""A drop on its way in, and artifacts on their way out."""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from casewright.model.finding import Finding
from casewright.model.limits import Limits


@dataclass(frozen=True, slots=True)
class Drop:
    """One case to produce, from a private snapshot that nobody writes to.

    ``root`` is the snapshot folder; ``name`` is what the clerk called it. ``sheet`` is the case sheet or ``case.yaml``
    where the shape names one (a batch row: the workbook and its row), else None: intake finds it under ``root``.
    ``findings`` are what was wrong on the way in (a file left aside, a name that had to be mended); ``previous`` is the
    sha256 of the manifest of the case's version before, empty where there is none; ``earlier`` is the folder of that
    version in the outbox, None where there is none. ``limits`` are how far its files are opened.
    """

    name: str
    root: Path
    sheet: Path | None = None
    row: int | None = None
    findings: tuple[Finding, ...] = ()
    previous: str = ""
    earlier: Path | None = None
    limits: Limits = field(default_factory=Limits)


@dataclass(frozen=True, slots=True)
class Urgency:
    """What says how soon a case must be done: the clerk's word, and the soonest limit that its notice sets (UTC)."""

    urgent: bool = False
    due: datetime | None = None


@dataclass(frozen=True, slots=True)
class Artifact:
    """One file that was made, ``path`` relative to the package with forward slashes."""

    path: str
    kind: str
    lang: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a drop: files in the staging folder, not yet delivered.

    ``state`` is ``produced`` (a package, READY or not) or ``returned`` (the sheet could not be read as a case).
    """

    state: str
    ref: str
    verdict: str
    strategy: str
    findings: tuple[Finding, ...]
    artifacts: tuple[Artifact, ...]
    staging: Path
