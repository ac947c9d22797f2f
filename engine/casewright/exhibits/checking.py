"""The checks that every exhibit passes through, one file each in ``checks/``, found by looking into that folder."""

import importlib
import pkgutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Protocol

from casewright.exhibits import checks
from casewright.exhibits.rules import FileRule, FileRules
from casewright.exhibits.slots import Slot
from casewright.model import Bilingual, Case, EvidenceItem, EvidenceKind, EvidenceRow, Finding, NoticeReading


@dataclass(frozen=True, slots=True)
class World:
    """What a check may look at besides the exhibit itself. ``anchor`` is the day that date windows count back from."""

    case: Case
    notice: NoticeReading
    slots: tuple[Slot, ...]
    rules: FileRules
    family: str | None
    today: date

    @property
    def anchor(self) -> date:
        """Return the notice's date, else the plan's, else today."""
        return self.case.notice_date or self.notice.notice_date or self.case.plan_date or self.today

    def rules_about(self, topic: str, kind: EvidenceKind) -> tuple[FileRule, ...]:
        """Return the file rules on a topic that suit this kind in this case, the most special first."""
        alleged = (*self.case.violations, *(violation.code for violation in self.notice.types))
        level = self.case.level or self.notice.level
        return self.rules.about(topic, kind, family=self.family, violations=alleged, level=level)


@dataclass(frozen=True, slots=True)
class Candidate:
    """One exhibit whose file is there."""

    id: str
    row: EvidenceRow
    kind: EvidenceKind
    item: EvidenceItem
    own_row: bool

    @property
    def label(self) -> Bilingual:
        """Return how findings name it: id and file."""
        return Bilingual(f"证据 {self.id}（{self.item.path}）", f"Exhibit {self.id} ({self.item.path})")


class Check(Protocol):
    """One check."""

    def __call__(self, candidate: Candidate, world: World) -> Iterator[Finding]:
        """Yield what is wrong with one exhibit."""
        ...


@cache
def all_checks() -> tuple[Check, ...]:
    """Return every check in ``checks/``, by file name."""
    names = sorted(module.name for module in pkgutil.iter_modules(checks.__path__))
    return tuple(importlib.import_module(f"{checks.__name__}.{name}").check for name in names)


def faults(candidate: Candidate, world: World) -> tuple[Finding, ...]:
    """Return what every check says about one exhibit."""
    return tuple(finding for check in all_checks() for finding in check(candidate, world))
