"""Every figure of a case, from every source, with the one to quote first."""

from collections.abc import Iterator, Sequence
from datetime import date

from casewright.figures.amazon import dashboard_metrics, in_order, notice_metrics
from casewright.figures.crosscheck import cross_check
from casewright.figures.defects import OdrView, order_defect_rate
from casewright.figures.gather import read_reports
from casewright.figures.rows import Reports
from casewright.figures.shipping import (
    cancellation_rate,
    late_shipment_rate,
    on_time_delivery_rate,
    valid_tracking_rate,
)
from casewright.figures.targets import Targets
from casewright.model import Case, EvidenceItem, Finding, Metric, NoticeReading

#: Storefront domains as the sales-channel column writes them, where they are not "Amazon." and the store's code.
_SITES = {
    "US": "com", "MX": "com.mx", "BR": "com.br", "UK": "co.uk", "BE": "com.be", "TR": "com.tr", "ZA": "co.za",
    "JP": "co.jp", "AU": "com.au",
}  # fmt: skip


def measure(
    case: Case, items: Sequence[EvidenceItem], *, notice: NoticeReading, targets: Targets, zone: str
) -> tuple[tuple[Metric, ...], tuple[Finding, ...]]:
    """Return the metrics of a case, per code the figure to quote first: notice, then dashboard, then our own count.

    ``zone`` is the store's; clocks in reports that name no zone are read in it, windows are UTC days throughout.
    """
    reports, read_findings = read_reports(case, items, zone=zone)
    found = list(read_findings)
    store = case.marketplace or notice.marketplace
    day = notice.notice_date or case.notice_date
    metrics = list(notice_metrics(notice, targets, store))
    shown, shown_findings = dashboard_metrics(case, reports, targets, store)
    metrics.extend(shown)
    found.extend(shown_findings)
    view, odr_findings = _odr(reports, targets, day, store)
    found.extend(odr_findings)
    metrics.extend([view.metric] if view else [])
    metrics.extend(_shipping(reports, targets, day, store))
    ordered = in_order(metrics)
    found.extend(cross_check(case, notice, ordered, reports=reports, view=view, targets=targets))
    return ordered, tuple(found)


def _odr(
    reports: Reports, targets: Targets, day: date | None, store: str | None
) -> tuple[OdrView | None, tuple[Finding, ...]]:
    target = targets.of("ODR", store)
    if target is None or not reports.orders:
        return None, ()
    return order_defect_rate(
        reports,
        target=target,
        targets=targets,
        notice_date=day,
        store=f"Amazon.{_SITES.get(store, store.lower())}" if store else "",
    )


def _shipping(reports: Reports, targets: Targets, day: date | None, store: str | None) -> Iterator[Metric]:
    lsr, cxl, vtr, otdr = (targets.of(code, store) for code in ("LSR", "CXL", "VTR", "OTDR"))
    found = (
        late_shipment_rate(reports, target=lsr, notice_date=day) if lsr else None,
        cancellation_rate(reports, target=cxl, targets=targets, notice_date=day) if cxl else None,
        valid_tracking_rate(reports, target=vtr, notice_date=day) if vtr else None,
        on_time_delivery_rate(reports, target=otdr, notice_date=day) if otdr else None,
    )
    yield from (metric for metric in found if metric is not None)
