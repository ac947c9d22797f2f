"""Figures from shipping lists: late shipments, cancellations, valid tracking, on-time delivery."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from casewright.figures.rows import Reports, Shipment
from casewright.figures.table import When
from casewright.figures.targets import Target, Targets
from casewright.model import Bilingual, Metric
from casewright.text import show_percent


@dataclass(frozen=True, slots=True)
class Count:
    """A numerator and denominator with the window they were taken in."""

    num: int
    den: int
    first: date
    last: date

    @property
    def rate(self) -> Fraction | None:
        """Return the exact rate, None where nothing was counted."""
        return Fraction(self.num, self.den) if self.den else None


def _own(reports: Reports) -> tuple[Shipment, ...]:
    return tuple(shipment for shipment in reports.shipments if shipment.channel != "AFN")


def _as_of(notice_date: date | None, days: Iterable[When | None]) -> date | None:
    last = max((when.day for when in days if when), default=None)
    return min(notice_date, last) if notice_date and last else last


def late_shipment_rate(reports: Reports, *, target: Target, notice_date: date | None) -> Metric | None:
    """Count orders confirmed after their expected ship date, in both windows; either breach matters."""
    if not reports.has("shipments", "promised", "confirmed"):
        return None
    lines = [shipment for shipment in _own(reports) if shipment.promised]
    as_of = _as_of(notice_date, (shipment.promised for shipment in lines))
    if as_of is None:
        return None
    windows = [target.window, *([target.second_window] if target.second_window else [])]
    counts = {days: _late(lines, *target.span(as_of, days=days), as_of=as_of) for days in windows}
    breached = [days for days in windows if target.verdict(counts[days].rate) == "breach"]
    leading = counts[breached[0] if breached else windows[0]]
    notes = [_window_note(days, count) for days, count in counts.items()]
    if breached and windows[0] not in breached:
        notes.append(
            Bilingual(
                f"{breached[0]} 天统计期不达标，即为不达标。",
                f"The {breached[0]}-day window misses the target, so the metric does.",
            )
        )
    return _metric(target, leading, notes, reports, "shipments")


def _late(lines: Sequence[Shipment], first: date, last: date, *, as_of: date) -> Count:
    orders: dict[str, bool] = {}
    for line in lines:
        promised = line.promised
        if promised is None or not first <= promised.day <= last:
            continue
        late = line.confirmed.after(promised) if line.confirmed else promised.day < as_of
        orders[line.order] = orders.get(line.order, False) or late
    return Count(sum(orders.values()), len(orders), first, last)


def cancellation_rate(reports: Reports, *, target: Target, targets: Targets, notice_date: date | None) -> Metric | None:
    """Count orders with an item that the seller cancelled, over orders placed; the buyer's own wishes do not count."""
    if not reports.has("shipments", "placed", "cancelled_by"):
        return None
    lines = [shipment for shipment in _own(reports) if shipment.placed]
    as_of = _as_of(notice_date, (shipment.placed for shipment in lines))
    if as_of is None:
        return None
    first, last = target.span(as_of)
    orders: dict[str, bool] = {}
    for line in lines:
        if line.placed and first <= line.placed.day <= last:
            by_seller = targets.meaning("cancelled_by", line.cancelled_by) == "seller"
            orders[line.order] = orders.get(line.order, False) or by_seller
    count = Count(sum(orders.values()), len(orders), first, last)
    note = Bilingual(
        "买家通过亚马逊申请的取消不算分子，仍在分母里。",
        "Cancellations that the buyer asked for stay in the denominator only.",
    )
    return _metric(target, count, [note], reports, "shipments")


def valid_tracking_rate(reports: Reports, *, target: Target, notice_date: date | None) -> Metric | None:
    """Count packages with a carrier scan over packages confirmed; one category below the target is a breach."""
    if not reports.has("shipments", "tracking", "scanned", "confirmed"):
        return None
    return _by_category(
        reports, target, notice_date, when=lambda line: line.deliver_by or line.confirmed,
        counts=lambda line: line.confirmed is not None, good=lambda line: bool(line.tracking and line.scanned),
    )  # fmt: skip


def on_time_delivery_rate(reports: Reports, *, target: Target, notice_date: date | None) -> Metric | None:
    """Count tracked packages delivered by the seller's deliver-by date over tracked packages delivered or overdue."""
    if not reports.has("shipments", "deliver_by", "delivered", "tracking"):
        return None

    def on_time(line: Shipment) -> bool:
        return bool(line.delivered and line.deliver_by and not line.delivered.after(line.deliver_by))

    return _by_category(
        reports, target, notice_date, when=lambda line: line.deliver_by, counts=lambda line: bool(line.tracking),
        good=on_time, split=False,
    )  # fmt: skip


def _by_category(
    reports: Reports, target: Target, notice_date: date | None, *, when: Callable[[Shipment], When | None],
    counts: Callable[[Shipment], bool], good: Callable[[Shipment], bool], split: bool = True,
) -> Metric | None:  # fmt: skip
    lines = [line for line in _own(reports) if counts(line) and when(line)]
    as_of = _as_of(notice_date, map(when, lines))
    if as_of is None:
        return None
    first, last = target.span(as_of)
    inside = [line for line in lines if (told := when(line)) and first <= told.day <= last]
    total = Count(sum(map(good, inside)), len(inside), first, last)
    names = sorted({line.category for line in inside if line.category}) if split else []
    parts: Mapping[str, Count] = {
        name: Count(sum(good(line) for line in inside if line.category == name),
                    sum(line.category == name for line in inside), first, last)
        for name in names
    }  # fmt: skip
    notes = [
        Bilingual(f"类目“{name}”：{part.num}/{part.den}。", f"Category {name}: {part.num}/{part.den}.")
        for name, part in parts.items()
    ]
    missed = [name for name, part in parts.items() if target.verdict(part.rate) == "breach"]
    metric = _metric(target, total, notes, reports, "shipments")
    if missed and metric.verdict != "breach":
        said = Bilingual(
            f"不达标的类目：{'、'.join(missed)}。", f"Categories that miss the target: {', '.join(missed)}."
        )
        return replace(metric, verdict="breach", notes=(*metric.notes, said))
    return metric


def _window_note(days: int, count: Count) -> Bilingual:
    rate = count.rate
    shown = (show_percent(rate, "zh"), show_percent(rate, "en")) if rate is not None else ("无法计算", "not measurable")
    return Bilingual(
        f"{days} 天：{count.num}/{count.den}（{shown[0]}）。", f"{days} days: {count.num}/{count.den} ({shown[1]})."
    )


def _metric(target: Target, count: Count, notes: Sequence[Bilingual], reports: Reports, kind: str) -> Metric:
    rate = count.rate
    zone = Bilingual("统计期按 UTC 日计。", "Window in UTC days.")
    return Metric(
        target.code, count.num if count.den else None, count.den, rate, target.words, target.verdict(rate), "computed",
        window_from=count.first, window_to=count.last, notes=(zone, *notes), files=reports.files.get(kind, ()),
    )  # fmt: skip
