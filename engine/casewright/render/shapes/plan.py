"""The plan, its metrics and its exhibits, as templates see them."""

from typing import TypedDict

from casewright.render.shapes.case import Text


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
    """The Plan of Action; ``answered`` is ``3 / 4 (75%)``, the requests of the notice that have an answer.

    ``outline`` names the sections that this plan must have; ``retraction`` is the letter to the rights owner.
    """

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
    answered: str
    outline: list[str]
    retraction: list[ClaimView]


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
