"""Every name that a template may use: the one list that the views fill, the check reads and mypy holds."""

from collections.abc import Mapping
from functools import cache
from typing import TypedDict, get_args, get_origin, get_type_hints

#: The form of a value: ``text``, ``flag``, a group of names, or a list of one form.
Shape = str | dict[str, "Shape"] | list["Shape"]


class Text(TypedDict):
    """One text in both languages."""

    zh: str
    en: str


class RowView(TypedDict):
    """A line of the fact block: what it is, and its value."""

    label: Text
    value: Text


class ListingView(TypedDict):
    """One ASIN."""

    asin: str
    sku: str
    title: str
    brand: str
    complaint_id: str
    action_taken: str


class SubmissionView(TypedDict):
    """One earlier appeal."""

    on: str
    channel: str
    version: str
    result: Text
    note: str


class CaseView(TypedDict):
    """The case; days are ISO, a dash where nothing was given."""

    ref: str
    version: str
    today: str
    store: str
    legal_name: str
    merchant_token: str
    email: str
    marketplace: Text
    marketplace_code: str
    category: str
    brand: str
    rights_owner: str
    registration_number: str
    case_ids: str
    complaint_ids: str
    asins: str
    position: Text
    notice_date: str
    received_on: str
    plan_date: str
    rows: list[RowView]
    listings: list[ListingView]
    submissions: list[SubmissionView]


class FindingView(TypedDict):
    """One finding, with its place and the way out."""

    code: str
    severity: Text
    at: str
    text: Text
    fix: Text


class VerdictView(TypedDict):
    """READY or not; ``mark`` is empty when ready."""

    ready: bool
    word: str
    label: Text
    mark: Text
    count: str
    reasons: list[FindingView]
    refusals: list[FindingView]


class ClaimView(TypedDict):
    """One sentence of the plan with what it stands on.

    ``brief`` leaves out what columns show; ``unnamed`` are the exhibits that ``text`` does not name itself.
    """

    id: str
    text: Text
    brief: Text
    unnamed: list[str]
    on: str
    facts: list[str]
    exhibits: list[str]
    records: list[str]
    owner: Text
    frequency: Text
    starts_on: str
    scheduled: bool
    translated: bool


class CauseView(TypedDict):
    """One root cause with its actions.

    ``again`` are actions shown under an earlier cause; ``general`` is the last group: what answers no single one.
    """

    number: str
    general: bool
    label: Text
    root: list[ClaimView]
    corrective: list[ClaimView]
    preventive: list[ClaimView]
    again: list[str]


class MapView(TypedDict):
    """One line of the cause-to-action map."""

    label: Text
    root: list[str]
    corrective: list[str]
    preventive: list[str]
    closed: bool
    state: Text


class CoverageView(TypedDict):
    """One ask of the notice and where it is answered."""

    topic: Text
    quote: str
    claims: list[str]
    answered: bool


class PlanView(TypedDict):
    """The Plan of Action."""

    title: Text
    subject: Text
    is_fix: bool
    is_dispute: bool
    summary: list[ClaimView]
    metrics: list[ClaimView]
    lead: list[ClaimView]
    causes: list[CauseView]
    dispute: list[ClaimView]
    request: list[ClaimView]
    closing: list[ClaimView]
    map: list[MapView]
    coverage: list[CoverageView]


class MetricView(TypedDict):
    """One metric; ``count`` is ``24 / 1,212``."""

    code: str
    name: Text
    count: str
    rate: str
    target: str
    verdict: Text
    breach: bool
    measured: bool
    source: Text
    window: str
    notes: list[Text]


class ExhibitView(TypedDict):
    """One exhibit; ``given`` says whether its file is there."""

    id: str
    given: bool
    kind: Text
    file: str
    copy: str
    size: str
    pages: str
    sha_short: str
    sha: str
    date: str
    proves: Text
    claims: list[str]
    status: Text
    usable: bool
    problems: list[Text]


class ExhibitGroupView(TypedDict):
    """The exhibits under one letter."""

    letter: str
    label: Text
    exhibits: list[ExhibitView]


class ViolationView(TypedDict):
    """One violation that the notice names."""

    code: str
    label: Text
    confidence: str
    cues: str


class AskView(TypedDict):
    """One thing that the notice asks for."""

    topic: Text
    quote: str


class NoticeView(TypedDict):
    """The notice as read."""

    file: str
    types: list[ViolationView]
    stage: Text
    level: Text
    marketplace: Text
    language: str
    date: str
    limit: Text
    case_ids: str
    complaint_ids: str
    order_ids: str
    asins: str
    brands: str
    clauses: str
    asks: list[AskView]
    phishing: list[Text]


class DeadlineView(TypedDict):
    """One deadline on three clocks."""

    what: Text
    market: str
    beijing: str
    utc: str
    left: Text
    basis: Text
    quote: str
    internal: str
    source: str
    known: bool


class FiringView(TypedDict):
    """One row of a rulebook that applied."""

    table: str
    rule: str
    at: str
    concluded: str
    reason: Text
    source: str


class OpenCauseView(TypedDict):
    """A root cause that the rules suggest and no fact supports yet."""

    label: Text
    question: Text


class RiskView(TypedDict):
    """One risk flag."""

    severity: Text
    text: Text


class DecisionView(TypedDict):
    """What the rulebooks decided, and why; ``more`` counts the rows that chose evidence, documents and wording."""

    strategy: Text
    approach: str
    door: Text
    violation: Text
    why: Text
    decided_by: str
    firings: list[FiringView]
    more: str
    causes: list[Text]
    questions: list[OpenCauseView]
    risks: list[RiskView]


class MissingView(TypedDict):
    """One thing still needed."""

    number: str
    what: Text
    why: Text
    how: Text
    at: str


class MissingLists(TypedDict):
    """What is still needed, what blocks first."""

    must: list[MissingView]
    optional: list[MissingView]


class AnswerView(TypedDict):
    """What, why, what next: the first page of the diagnosis."""

    what: Text
    why: Text
    next: list[Text]


class FoundView(TypedDict):
    """Findings by the question they answer."""

    figures: list[FindingView]
    contradictions: list[FindingView]
    evidence: list[FindingView]
    other: list[FindingView]


class GuideStepView(TypedDict):
    """One step of the guide."""

    number: str
    text: Text


class GuideTopicView(TypedDict):
    """The steps of one phase."""

    topic: str
    label: Text
    steps: list[GuideStepView]


class GuideView(TypedDict):
    """The submission guide."""

    path: Text
    domain: str
    topics: list[GuideTopicView]


class Context(TypedDict):
    """All that a template may say."""

    doc: Text
    case: CaseView
    verdict: VerdictView
    plan: PlanView
    metrics: list[MetricView]
    exhibits: list[ExhibitView]
    cited: list[ExhibitView]
    groups: list[ExhibitGroupView]
    notice: NoticeView
    deadlines: list[DeadlineView]
    decision: DecisionView
    missing: MissingLists
    answer: AnswerView
    found: FoundView
    guide: GuideView
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
