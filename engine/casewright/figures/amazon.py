"""Amazon's own figures: quoted in the notice, read off the dashboard, or in the account health report."""

from collections.abc import Iterator
from fractions import Fraction

from casewright.figures.rows import Health, Reports
from casewright.figures.targets import Target, Targets
from casewright.model import Bilingual, Case, Finding, Kind, Metric, NoticeReading, Severity
from casewright.text import parse_percent, show_percent

SHEET_DIFFERS = Kind(
    "figures/sheet-differs-from-report", Severity.WARNING,
    "案件表填写的 {code} 是 {sheet}，账户状况报表是 {report}。",
    "The sheet gives {code} as {sheet}, the account health report as {report}.",
    "以同一天的页面截图为准，改正案件表或换成当天的报表。",
    "Go by a screenshot of the same day; correct the sheet or export the report of that day.",
)  # fmt: skip

#: Order in which a figure is quoted: what Amazon wrote, what its page shows, what we counted.
PRECEDENCE = ("notice", "dashboard", "computed")


def notice_metrics(notice: NoticeReading, targets: Targets, store: str | None) -> Iterator[Metric]:
    """Yield the figures that the notice quotes."""
    for code, quoted in notice.metrics:
        target, rate = targets.of(code, store), parse_percent(quoted)
        if target is not None and rate is not None:
            yield Metric(
                code, None, None, rate, target.words, target.verdict(rate), "notice", files=(notice.file,)
            )  # fmt: skip


def dashboard_metrics(
    case: Case, reports: Reports, targets: Targets, store: str | None
) -> tuple[tuple[Metric, ...], tuple[Finding, ...]]:
    """Return one figure per metric: of the account health report, else of the sheet; report where they differ."""
    told = {figure.code: figure for figure in case.dashboard}
    metrics: list[Metric] = []
    found: list[Finding] = []
    by_code: dict[str, list[Health]] = {}
    for row in reports.health:
        by_code.setdefault(row.code, []).append(row)
    for code, rows in by_code.items():
        target = targets.of(code, store)
        metric = _health(rows, target, reports.files.get("account_health", ())) if target else None
        if metric is None:
            continue
        metrics.append(metric)
        figure = told.pop(code, None)
        if figure and metric.rate is not None and not _same(figure.rate, metric.rate):
            found.append(SHEET_DIFFERS.at(
                figure.origin, code=code, sheet=show_percent(figure.rate, "en"), report=show_percent(metric.rate, "en")
            ))  # fmt: skip
    for code, figure in told.items():
        target = targets.of(code, store)
        if target is not None:
            verdict = target.verdict(figure.rate)
            metrics.append(Metric(code, None, None, figure.rate, target.words, verdict, "dashboard"))
    return tuple(metrics), tuple(found)


def _same(shown: Fraction, exact: Fraction) -> bool:
    """Say whether a rate shown with two decimals of a percent is this exact rate."""
    return abs(shown - exact) <= Fraction(1, 20_000)


def _health(rows: list[Health], target: Target, files: tuple[str, ...]) -> Metric | None:
    notes = tuple(
        Bilingual(f"{row.part}：{show_percent(row.rate, 'zh')}。", f"{row.part}: {show_percent(row.rate, 'en')}.")
        for row in rows if row.part and row.rate is not None
    )  # fmt: skip
    start, end = rows[0].window
    window = (start.day if start else None, end.day if end else None)
    if all(row.num is not None and row.den for row in rows):
        num, den = sum(row.num or 0 for row in rows), sum(row.den or 0 for row in rows)
        rate = Fraction(num, den)
        return Metric(target.code, num, den, rate, target.words, target.verdict(rate), "dashboard", *window, notes,
                      files=files)  # fmt: skip
    rates = [row.rate for row in rows if row.rate is not None]
    if not rates:
        return None
    rate = max(rates) if target.op == "<" else min(rates)
    return Metric(target.code, None, None, rate, target.words, target.verdict(rate), "dashboard", *window, notes,
                  files=files)  # fmt: skip


def in_order(metrics: list[Metric]) -> tuple[Metric, ...]:
    """Return metrics by code, the figure to quote first (notice, dashboard, computed), first seen code first."""
    codes = list(dict.fromkeys(metric.code for metric in metrics))
    return tuple(sorted(metrics, key=lambda metric: (codes.index(metric.code), PRECEDENCE.index(metric.source))))


def leading(metrics: tuple[Metric, ...], code: str) -> Metric | None:
    """Return the figure of a metric that a plan must quote."""
    return next((metric for metric in metrics if metric.code == code), None)
