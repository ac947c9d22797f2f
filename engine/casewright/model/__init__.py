"""The nouns of the house.

Every other room leans on this one and it leans on none: frozen dataclasses with tuples in them, dates as ``date``
or aware ``datetime``, rates as ``Fraction``, money as ``Decimal``. Stages hand these to each other and never import
one another. Every text that staff see is a ``Bilingual``; every value that a person typed keeps its ``Origin``; what is
wrong with the staff's data is a ``Finding`` (returned), what is wrong with the desk is a ``DeskError`` (raised), what
is wrong with us is any other exception.
"""

from casewright.model.bilingual import NOTHING, Bilingual, both
from casewright.model.case import (
    Case,
    DashboardFigure,
    EvidenceRow,
    Listing,
    Position,
    Remark,
    ReportRow,
    Statement,
    StatementKind,
    Submission,
)
from casewright.model.catalogue import (
    ActionKind,
    Address,
    Catalogue,
    CauseKind,
    EvidenceKind,
    FactKind,
    Marketplace,
    Role,
    ViolationKind,
)
from casewright.model.decision import (
    CellTrace,
    Decision,
    Fact,
    Facts,
    Firing,
    OtherWay,
    Requirement,
    Risk,
    Route,
    RowTrace,
    Value,
)
from casewright.model.dossier import Dossier, GuideStep
from casewright.model.due import Deadline, Reminder
from casewright.model.earlier import (
    Change,
    Comparison,
    Earlier,
    EarlierClaim,
    EarlierDocument,
    EarlierExhibit,
)
from casewright.model.errors import DeskError, PlaybookError
from casewright.model.evidence import EvidenceItem, Exhibit, ExhibitCopy, ExhibitStatus, Link, MediaFacts
from casewright.model.finding import Finding, Findings, Kind, Severity, sort_findings
from casewright.model.limits import Limits
from casewright.model.metric import Metric
from casewright.model.notice import Ask, Entities, LeftOut, Mention, NoticeReading, StatedDeadline, Violation
from casewright.model.origin import CellRef, FileRef, Origin, Place, RuleRef
from casewright.model.package import Artifact, Drop, Outcome, Urgency
from casewright.model.plan import CauseLink, Claim, Coverage, Missing, PlanOfAction, Verdict

__all__ = [
    "NOTHING",
    "ActionKind",
    "Address",
    "Artifact",
    "Ask",
    "Bilingual",
    "Case",
    "Catalogue",
    "CauseKind",
    "CauseLink",
    "CellRef",
    "CellTrace",
    "Change",
    "Claim",
    "Comparison",
    "Coverage",
    "DashboardFigure",
    "Deadline",
    "Decision",
    "DeskError",
    "Dossier",
    "Drop",
    "Earlier",
    "EarlierClaim",
    "EarlierDocument",
    "EarlierExhibit",
    "Entities",
    "EvidenceItem",
    "EvidenceKind",
    "EvidenceRow",
    "Exhibit",
    "ExhibitCopy",
    "ExhibitStatus",
    "Fact",
    "FactKind",
    "Facts",
    "FileRef",
    "Finding",
    "Findings",
    "Firing",
    "GuideStep",
    "Kind",
    "LeftOut",
    "Limits",
    "Link",
    "Listing",
    "Marketplace",
    "MediaFacts",
    "Mention",
    "Metric",
    "Missing",
    "NoticeReading",
    "Origin",
    "OtherWay",
    "Outcome",
    "Place",
    "PlanOfAction",
    "PlaybookError",
    "Position",
    "Remark",
    "Reminder",
    "ReportRow",
    "Requirement",
    "Risk",
    "Role",
    "Route",
    "RowTrace",
    "RuleRef",
    "Severity",
    "StatedDeadline",
    "Statement",
    "StatementKind",
    "Submission",
    "Urgency",
    "Value",
    "Verdict",
    "Violation",
    "ViolationKind",
    "both",
    "sort_findings",
]  # fmt: skip
