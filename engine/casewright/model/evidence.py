"""Files and exhibits: what a file is, what it is said to prove, and whether it can be used."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from casewright.model.bilingual import Bilingual
from casewright.model.case import EvidenceRow
from casewright.model.finding import Finding


class ExhibitStatus(StrEnum):
    """Whether an exhibit can carry a claim. Never "assumed"."""

    ACCEPTED = "accepted"
    DEFECTIVE = "defective"
    MISSING = "missing"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class MediaFacts:
    """What was measured in a file by looking into it, not at its name.

    ``kind`` is the type by content: ``pdf png jpeg gif tiff heic docx xlsx eml msg html text csv zip ole empty
    unknown``. Sizes in bytes, picture sizes in pixels; ``taken_at`` is EXIF's own clock, which has no zone.
    """

    kind: str
    pages: int | None = None
    encrypted: bool = False
    text_extractable: bool | None = None
    chars: int | None = None
    image_only: bool = False
    legal_text_share: float | None = None
    width: int | None = None
    height: int | None = None
    taken_at: datetime | None = None
    made_with: str = ""
    camera: str = ""
    revisions: int | None = None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class EvidenceItem:
    """One file of the drop. ``path`` is relative to the drop with forward slashes; ``sha256`` is of the original."""

    path: str
    file: Path
    size: int
    sha256: str
    media: MediaFacts
    text: str = ""


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A numbered piece of evidence (``A-1``), with the row that claims it and the file that should be it."""

    id: str
    row: EvidenceRow
    kind: str
    item: EvidenceItem | None
    status: ExhibitStatus
    proves: Bilingual
    copy_name: str
    findings: tuple[Finding, ...] = ()

    @property
    def usable(self) -> bool:
        """Say whether a claim may rest on it."""
        return self.status is ExhibitStatus.ACCEPTED
