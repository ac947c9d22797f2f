"""Notice, deadlines, decision, gaps and guide, as templates see them."""

from typing import TypedDict

from casewright.render.shapes.case import FindingView, Text


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
    loud: bool
    alarm: Text


class ReminderView(TypedDict):
    """One reminder on three clocks; the ends where it is a window."""

    what: Text
    market: str
    beijing: str
    utc: str
    market_end: str
    beijing_end: str
    utc_end: str
    basis: str
    source: str


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


class RouteView(TypedDict):
    """One way to go with the case; ``number`` counts from 1, the first comes first."""

    number: str
    label: Text
    advice: Text


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
    routes: list[RouteView]


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


class LengthView(TypedDict):
    """How long the submitted plan is: ``known`` where one was made, ``over`` where it passes its target."""

    known: bool
    file: str
    count: str
    unit: Text
    limit: str
    over: bool


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
    """One step of the guide; ``source`` names what the step rests on."""

    number: str
    text: Text
    source: str


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
