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

    ``kind`` is the type by content: ``pdf png jpeg gif tiff webp bmp heic docx xlsx pptx ofd eml msg html rtf text csv
    zip ole empty unknown`` and the like. Sizes in bytes, picture sizes in pixels; ``taken_at`` is EXIF's own clock,
    which has no zone. ``signed``: the PDF carries an electronic signature, so saved states after the first are normal.
    ``ocr``: its text was read from pixels, so that ids and dates in it may be misread.
    ``secrets``: passwords and keys found in its text, which is blacked out there.
    ``problem`` is a code for why it cannot be used: ``damaged too-many-pixels too-large legacy-office``.
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
    signed: bool = False
    secrets: int = 0
    problem: str = ""
    ocr: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """A link of a mail or page: the words that are shown, and where it leads."""

    shown: str
    target: str


@dataclass(frozen=True, slots=True)
class EvidenceItem:
    """One file of the drop. ``path`` is relative to the drop with forward slashes; ``sha256`` is of the original.

    ``links`` are those of its mail or HTML page, in their order; a link's target need not stand in ``text``.
    """

    path: str
    file: Path
    size: int
    sha256: str
    media: MediaFacts
    text: str = ""
    links: tuple[Link, ...] = ()


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


@dataclass(frozen=True, slots=True)
class ExhibitCopy:
    """A byte-identical copy of an exhibit in the package.

    ``source`` is relative to the drop, ``copy`` to the package, both with forward slashes; the two hashes are equal.
    """

    id: str
    source: str
    source_sha256: str
    copy: str
    copy_sha256: str
