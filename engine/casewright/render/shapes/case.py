"""The case, its verdict and its findings, as templates see them."""

from typing import TypedDict


class Text(TypedDict):
    """One text in both languages, and in the document's own."""

    zh: str
    en: str
    own: str


class RowView(TypedDict):
    """A line of the fact block: what it is, and its value."""

    label: Text
    value: Text


class PairView(TypedDict):
    """Two lines of the fact block side by side; the last one on the right may be blank."""

    left: RowView
    right: RowView


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
    """The case; days are ISO, a dash where nothing was given.

    ``plan_day`` is the day of the plan in words; ``pairs`` are ``rows`` two by two; ``listings`` has every ASIN.
    """

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
    plan_day: Text
    rows: list[RowView]
    pairs: list[PairView]
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
