"""What is wrong with the staff's data: a value with an address, a sentence and a way out, in both languages."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from casewright.model.bilingual import Bilingual
from casewright.model.origin import CellRef, FileRef, Origin

T = TypeVar("T")


class Severity(StrEnum):
    """How much a finding weighs: an error stops or blocks READY, a warning is shown, an info explains."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


_RANK = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong or worth knowing, at one place."""

    code: str
    severity: Severity
    origin: Origin
    text: Bilingual
    fix: Bilingual

    @property
    def at(self) -> str:
        """Return the address as text."""
        return self.origin.at

    @property
    def is_error(self) -> bool:
        """Say whether the finding blocks."""
        return self.severity is Severity.ERROR

    def to_json(self) -> dict[str, str]:
        """Return the finding in the shape of the contract."""
        return {
            "code": self.code, "severity": str(self.severity), "at": self.at,
            "zh": self.text.zh, "en": self.text.en, "fix_zh": self.fix.zh, "fix_en": self.fix.en,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of fault, worded once, beside the code that finds it.

    ``zh``, ``en`` and the two remedies are ``str.format`` templates over the values given to :meth:`at`.
    """

    code: str
    severity: Severity
    zh: str
    en: str
    fix_zh: str
    fix_en: str

    def at(self, origin: Origin, **values: object) -> Finding:
        """Return the finding of this kind at a place; raise KeyError for a template name without a value."""
        return Finding(
            self.code, self.severity, origin,
            Bilingual(self.zh, self.en).fill(values), Bilingual(self.fix_zh, self.fix_en).fill(values),
        )  # fmt: skip


class Findings:
    """The findings of a run, gathered stage by stage."""

    def __init__(self) -> None:
        self._all: list[Finding] = []

    def __iter__(self) -> Iterator[Finding]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)

    def add(self, found: Iterable[Finding]) -> None:
        """Keep findings that came without a value."""
        self._all.extend(found)

    def take(self, result: tuple[T, Iterable[Finding]]) -> T:
        """Keep a stage's findings and hand its value on."""
        value, found = result
        self._all.extend(found)
        return value

    @property
    def errors(self) -> tuple[Finding, ...]:
        """Return what blocks."""
        return tuple(finding for finding in self._all if finding.is_error)

    def sorted(self) -> tuple[Finding, ...]:
        """Return each finding once, by file, then sheet and cell, worst first within a place."""
        return sort_findings(self._all)


def sort_findings(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return each finding once, by file, then sheet, row and code."""
    return tuple(sorted(dict.fromkeys(found), key=_place))


def _place(finding: Finding) -> tuple[str, str, int, str, int, str]:
    origin = finding.origin
    if isinstance(origin, CellRef):
        head = (origin.file, origin.sheet, origin.row, origin.cell)
    elif isinstance(origin, FileRef):
        head = (origin.path, "", origin.line, origin.place)
    else:
        head = (origin.file, origin.table, 0, origin.cell or origin.rule)
    return (*head, _RANK[finding.severity], finding.code)
