"""Everything known about one produced case, as documents and manifest need it."""

from dataclasses import dataclass
from datetime import date

from casewright.model.bilingual import Bilingual
from casewright.model.case import Case
from casewright.model.catalogue import Catalogue
from casewright.model.decision import Decision, OtherWay
from casewright.model.due import Deadline, Reminder
from casewright.model.earlier import Change, Earlier
from casewright.model.evidence import EvidenceItem, Exhibit
from casewright.model.finding import Finding
from casewright.model.metric import Metric
from casewright.model.notice import NoticeReading
from casewright.model.plan import PlanOfAction, Verdict


@dataclass(frozen=True, slots=True)
class GuideStep:
    """One step of the submission guide, in order; ``topic`` groups them (``before submit after never``)."""

    topic: str
    text: Bilingual
    source: str = ""


@dataclass(frozen=True, slots=True)
class Dossier:
    """One case after every thinking stage, before anything is written."""

    case: Case
    version: int
    today: date
    notice: NoticeReading
    items: tuple[EvidenceItem, ...]
    exhibits: tuple[Exhibit, ...]
    metrics: tuple[Metric, ...]
    decision: Decision
    plan: PlanOfAction
    guide: tuple[GuideStep, ...]
    deadlines: tuple[Deadline, ...]
    verdict: Verdict
    findings: tuple[Finding, ...]
    catalogue: Catalogue
    playbook_sha256: str
    #: Characters that one field of the appeal form takes, by the rulebook; None where no row says so.
    field_limit: int | None = None
    #: Words that the submitted plan should not pass for one violation; signs where its language has no blanks.
    word_limit: int | None = None
    sign_limit: int | None = None
    #: Which one fact, were it otherwise, would lead to another decision; the nearest first.
    ways: tuple[OtherWay, ...] = ()
    #: The version before, None where this is the first or the one before cannot be read.
    earlier: Earlier | None = None
    #: What is other than in the version before.
    changes: tuple[Change, ...] = ()
    #: The languages of the plan, the one that is submitted first; English is always one of them.
    languages: tuple[str, ...] = ("en",)
    #: What the desk keeps in mind, soonest first.
    reminders: tuple[Reminder, ...] = ()
    #: False once Amazon has reinstated: nothing is due any more.
    open: bool = True

    def exhibit(self, exhibit_id: str) -> Exhibit | None:
        """Return the exhibit of that id."""
        return next((exhibit for exhibit in self.exhibits if exhibit.id == exhibit_id), None)
