"""Every name that a template may use: the one list that the views fill, the check reads and mypy holds."""

from collections.abc import Mapping
from functools import cache
from typing import TypedDict, get_args, get_origin, get_type_hints

from casewright.render.shapes.case import CaseView, Text, VerdictView
from casewright.render.shapes.changes import ChangesView
from casewright.render.shapes.plan import ExhibitGroupView, ExhibitView, MetricView, PlanView
from casewright.render.shapes.record import RecordView
from casewright.render.shapes.report import (
    AnswerView,
    DeadlineView,
    DecisionView,
    FoundView,
    GuideView,
    LengthView,
    MissingLists,
    NoticeView,
    ReminderView,
)
from casewright.render.shapes.why import WhyView

#: The form of a value: ``text``, ``flag``, a group of names, or a list of one form.
Shape = str | dict[str, "Shape"] | list["Shape"]


class Context(TypedDict):
    """All that a template may say."""

    doc: Text
    case: CaseView
    verdict: VerdictView
    plan: PlanView
    metrics: list[MetricView]
    exhibits: list[ExhibitView]
    cited: list[ExhibitView]
    enclosed: list[ExhibitView]
    groups: list[ExhibitGroupView]
    notice: NoticeView
    deadlines: list[DeadlineView]
    reminders: list[ReminderView]
    decision: DecisionView
    why: WhyView
    missing: MissingLists
    answer: AnswerView
    length: LengthView
    found: FoundView
    guide: GuideView
    changes: ChangesView
    record: RecordView
    playbook: str


def shape_of(hint: object = Context) -> Shape:
    """Return the form of a declared type."""
    if get_origin(hint) is list:
        return [shape_of(get_args(hint)[0])]
    if isinstance(hint, type) and hasattr(hint, "__required_keys__"):
        return {name: shape_of(inner) for name, inner in get_type_hints(hint).items()}
    return "flag" if hint is bool else "text"


@cache
def known_names() -> Mapping[str, Shape]:
    """Return the forms of the names at the top of a template."""
    return {name: shape_of(hint) for name, hint in get_type_hints(Context).items()}
