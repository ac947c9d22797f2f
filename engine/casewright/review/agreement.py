"""Figures in the plan against the sources: the dashboard, the notice, the client's own rows."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from casewright.model import Case, FileRef, Finding, Kind, Metric, NoticeReading, PlanOfAction, Severity
from casewright.review.places import place_of
from casewright.text import parse_percent, show_percent

DASHBOARD_DIFFERS = Kind(
    "review/metric-differs", Severity.ERROR,
    "{code} 在申诉书中是 {ours}，后台页面上是 {theirs}，两者不一致。",
    "{code} is {ours} in the plan and {theirs} on the dashboard; they differ.",
    "核对统计区间；申诉书以亚马逊页面或通知的数字为准。",
    "Check the window; the plan quotes the figure of Amazon's page or notice.",
)  # fmt: skip
NOTICE_DIFFERS = Kind(
    "review/metric-differs-from-notice", Severity.WARNING,
    "{code} 在申诉书中是 {ours}，通知写的是 {theirs}。", "{code} is {ours} in the plan; the notice says {theirs}.",
    "如果是整改后的新数字，在说明里写明统计区间；否则以通知为准。",
    "If it is a later figure, state its window; otherwise use the notice's.",
)  # fmt: skip
RATE_UNKNOWN = Kind(
    "review/rate-without-source", Severity.WARNING,
    "{claim} 写到{name} {rate}，与本案任何来源的数字都不同（已知：{known}）。",
    "{claim} gives {name} as {rate}, which is none of the case's figures (known: {known}).",
    "改成报表、页面或通知上的数字。", "Use the figure of the report, the page or the notice.",
)  # fmt: skip
COUNT_DIFFERS = Kind(
    "review/count-differs", Severity.WARNING,
    "“{id}”填写的数量是 {quantity}，但列出了 {orders} 个订单号。",
    "\"{id}\" gives the quantity {quantity} but lists {orders} order ids.",
    "核对数量和订单号。", "Check the quantity and the order ids.",
)  # fmt: skip

_NAMES = {
    "ODR": "order defect rate", "LSR": "late shipment rate", "CXL": "cancellation rate", "VTR": "valid tracking rate",
    "OTDR": "on-time delivery rate", "IDR": "invoice defect rate",
}  # fmt: skip
_DECIMAL = re.compile(r"\d+\.\d+")
_PERCENT = re.compile(r"\d+(?:[.,]\d+)?\s*[%％]")


#: Actions whose quantity counts orders.
_OF_ORDERS = frozenset({"orders_refunded", "claims_appealed", "open_orders_shipped", "buyers_answered"})


def check_agreement(
    plan: PlanOfAction, case: Case, *, notice: NoticeReading, metrics: Sequence[Metric]
) -> Iterator[Finding]:
    """Yield where the plan's figures and their sources part."""
    facts = {fact for claim in plan.claims for fact in claim.facts}
    quoted: dict[str, Metric] = {}
    for metric in metrics:
        if metric.rate is not None and f"metric.{metric.code}" in facts:
            # A plan quotes the first of a metric's figures: the others are other windows of it.
            quoted.setdefault(metric.code, metric)
    for metric in quoted.values():
        if metric.rate is not None:
            yield from _sources(metric, metric.rate, case, notice)
    known = {code: _known(code, case, notice, metrics) for code in _NAMES}
    for claim in plan.of("summary", "root_cause", "corrective", "preventive", "dispute"):
        for code, name in _quotes(claim.text.en):
            for rate in _PERCENT.findall(claim.text.en):
                if known[code] and parse_percent(rate) not in known[code]:
                    shown = ", ".join(sorted(show_percent(each, "en") for each in known[code]))
                    yield RATE_UNKNOWN.at(place_of(claim, case), claim=claim.shown, name=name, rate=rate, known=shown)
    for row in case.statements:
        count = len(set(row.orders))
        if row.action in _OF_ORDERS and row.quantity is not None and count and row.quantity != count:
            yield COUNT_DIFFERS.at(row.origin, id=row.id, quantity=row.quantity, orders=count)


def _sources(metric: Metric, rate: Fraction, case: Case, notice: NoticeReading) -> Iterator[Finding]:
    ours = show_percent(rate, "en")
    for figure in case.dashboard:
        theirs = show_percent(figure.rate, "en")
        if figure.code == metric.code and theirs != ours:
            yield DASHBOARD_DIFFERS.at(figure.origin, code=metric.code, ours=ours, theirs=theirs)
    for code, text in notice.metrics:
        stated = parse_percent(text)
        if code == metric.code and stated is not None and show_percent(stated, "en") != ours:
            origin = FileRef(notice.file or case.notice_file or "notice")
            yield NOTICE_DIFFERS.at(origin, code=code, ours=ours, theirs=text)


def _known(code: str, case: Case, notice: NoticeReading, metrics: Sequence[Metric]) -> frozenset[Fraction]:
    rates = [Fraction(round(each.rate * 10_000), 10_000) for each in metrics if each.code == code and each.rate]
    rates += [figure.rate for figure in case.dashboard if figure.code == code]
    stated = [parse_percent(text) for name, text in notice.metrics if name == code]
    targets = [Fraction(match[0]) for each in metrics if each.code == code if (match := _DECIMAL.search(each.target))]
    return frozenset((*rates, *(each for each in stated if each is not None), *targets))


def _quotes(text: str) -> Iterator[tuple[str, str]]:
    folded = text.casefold()
    yield from ((code, name) for code, name in _NAMES.items() if name in folded)
