"""The order defect rate: orders with a defect over orders placed, by order date, one order one defect."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from casewright.figures.rows import Claim, Feedback, Order, Reports
from casewright.figures.targets import Target, Targets
from casewright.model import Bilingual, FileRef, Finding, Kind, Metric, Severity

NO_DEFECT_REPORT = Kind(
    "figures/odr-not-computable", Severity.INFO,
    "只有订单报表，没有反馈、索赔或拒付报表，订单缺陷率无法计算。",
    "There is an order report but no feedback, claims or chargeback report, so the order defect rate cannot be "
    "counted.",
    "补充这三类报表（没有记录的也请导出空表）。", "Add these three reports (an empty export too where there is none).",
)  # fmt: skip
PARTLY_COVERED = Kind(
    "figures/window-not-covered", Severity.WARNING,
    "{code} 的统计期是 {first} 至 {last}（UTC），订单报表只有 {given_first} 至 {given_last}；算出的数字只覆盖一部分。",
    "The {code} window is {first} to {last} (UTC), the order report holds {given_first} to {given_last}; "
    "the figure covers a part of it.",
    "导出覆盖整个统计期的全部订单报表（含取消的订单）。",
    "Export the All Orders report for the whole window (cancelled orders too).",
)  # fmt: skip
OUTCOME_UNKNOWN = Kind(
    "figures/outcome-unknown", Severity.WARNING,
    "订单 {order} 的索赔结果“{outcome}”看不出是否计入，没有计入。",
    "The outcome \"{outcome}\" of order {order} does not tell whether it counts; it was not counted.",
    "在卖家平台查结果，写成“已批准/卖家承担”“已驳回”“已撤回”或“审核中”。",
    "Look it up in Seller Central and write granted, denied, withdrawn or under review.",
)  # fmt: skip

CAUSES = ("not_received", "late", "damaged", "not_as_described", "refund", "other")


@dataclass(slots=True)
class Defects:
    """Defects by order id, why each counts, and which rows near the line do not count."""

    kinds: dict[str, set[str]] = field(default_factory=dict)
    causes: dict[str, str] = field(default_factory=dict)
    uncounted: dict[str, Bilingual] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def add(self, order: str, kind: str, cause: str | None) -> None:
        """Count one more defect of an order; the order's first known cause stays."""
        self.kinds.setdefault(order, set()).add(kind)
        if cause and self.causes.get(order, "other") == "other":
            self.causes[order] = cause

    def skip(self, order: str, zh: str, en: str) -> None:
        """Remember a row that was left out, to explain a difference."""
        self.uncounted.setdefault(order, Bilingual(zh, en))


def find_defects(reports: Reports, targets: Targets, *, negative: int) -> Defects:
    """Sort feedback, claims and chargebacks into defects and rows that do not count.

    Feedback of ``negative`` stars or fewer is a defect; one star more is near enough to be told.
    """
    defects = Defects()
    for claim in reports.claims:
        _claim(claim, defects, targets)
    for feedback in reports.feedback:
        _feedback(feedback, defects, targets, negative)
    for chargeback in reports.chargebacks:
        _chargeback(chargeback, defects, targets)
    return defects


def _feedback(feedback: Feedback, defects: Defects, targets: Targets, negative: int) -> None:
    if feedback.rating is None:
        return
    if feedback.removed:
        defects.skip(feedback.order, "反馈已移除", "feedback removed")
    elif feedback.rating <= negative:
        defects.add(feedback.order, "feedback", cause_of(feedback.comment, targets))
    elif feedback.rating == negative + 1:
        defects.skip(
            feedback.order, f"{feedback.rating} 星反馈（不计入）", f"{feedback.rating}-star feedback (neutral)"
        )


def _claim(claim: Claim, defects: Defects, targets: Targets) -> None:
    meaning = targets.meaning("outcome", claim.outcome)
    if meaning == "counted":
        defects.add(claim.order, "claim", cause_of(claim.reason, targets))
    elif meaning == "not_counted":
        defects.skip(claim.order, "索赔未成立", "claim not counted")
    elif meaning == "pending":
        defects.skip(claim.order, "索赔审核中", "claim under review")
    else:
        defects.skip(claim.order, "索赔结果不明", "claim outcome unknown")
        defects.findings.append(OUTCOME_UNKNOWN.at(claim.ref, order=claim.order, outcome=claim.outcome or "—"))


def _chargeback(chargeback: Claim, defects: Defects, targets: Targets) -> None:
    if targets.meaning("chargeback", chargeback.reason) == "fraud":
        defects.skip(chargeback.order, "欺诈类拒付", "fraud chargeback")
    elif targets.meaning("outcome", chargeback.outcome) == "not_counted":
        defects.skip(chargeback.order, "拒付未成立", "chargeback not counted")
    else:
        defects.add(chargeback.order, "chargeback", cause_of(chargeback.reason, targets))


def cause_of(text: str, targets: Targets) -> str:
    """Return the cause that a comment or reason tells, ``other`` where it tells none."""
    return targets.meaning("cause", text) or "other"


def orders_by_id(reports: Reports, store: str = "") -> Mapping[str, tuple[Order, ...]]:
    """Return the orders by id: sales on other sites and outside Amazon are left out where the report tells."""
    stores = {order.store.casefold() for order in reports.orders if order.store}
    keep = store.casefold() if store and store.casefold() in stores else ""
    found: dict[str, list[Order]] = {}
    for order in reports.orders:
        named = order.store.casefold()
        if named.startswith("non-amazon") or (keep and named and named != keep):
            continue
        found.setdefault(order.id, []).append(order)
    return {order: tuple(lines) for order, lines in found.items()}


@dataclass(frozen=True, slots=True)
class OdrView:
    """The order defect rate with what stands behind it."""

    metric: Metric
    defects: Defects
    orders: Mapping[str, tuple[Order, ...]]
    inside: frozenset[str]


def order_defect_rate(
    reports: Reports, *, target: Target, targets: Targets, notice_date: date | None, store: str
) -> tuple[OdrView | None, tuple[Finding, ...]]:
    """Count the order defect rate; None where the reports do not allow it."""
    orders = orders_by_id(reports, store)
    placed = {order: lines[0].placed.day for order, lines in orders.items() if lines[0].placed}
    files = tuple(
        path for kind in ("orders", "feedback", "claims", "chargebacks") for path in reports.files.get(kind, ())
    )
    if not any(kind in reports.files for kind in ("feedback", "claims", "chargebacks")):
        return None, (NO_DEFECT_REPORT.at(FileRef(files[0])),) if files else ()
    if not placed:
        return None, ()
    first_day, last_day = min(placed.values()), max(placed.values())
    as_of = notice_date if notice_date and target.span(notice_date)[1] <= last_day else last_day
    first, last = target.span(as_of)
    inside = frozenset(order for order, day in placed.items() if first <= day <= last)
    defects = find_defects(reports, targets, negative=target.negative_stars or 0)
    bad = [order for order in sorted(defects.kinds) if order in inside]
    rate = Fraction(len(bad), len(inside)) if inside else None
    metric = Metric(
        target.code, len(bad) if inside else None, len(inside), rate, target.words, target.verdict(rate), "computed",
        window_from=first, window_to=last, by_cause=_causes(bad, defects), files=files,
        notes=tuple(_notes(bad, inside, defects, orders, reports)),
    )  # fmt: skip
    found = list(defects.findings)
    if first_day > first or last_day < last:
        found.append(PARTLY_COVERED.at(
            FileRef(reports.files["orders"][0]), code=target.code, first=first, last=last, given_first=first_day,
            given_last=last_day,
        ))  # fmt: skip
    return OdrView(metric, defects, orders, inside), tuple(found)


def _causes(bad: Sequence[str], defects: Defects) -> tuple[tuple[str, int], ...]:
    counts = {cause: sum(defects.causes.get(order, "other") == cause for order in bad) for cause in CAUSES}
    return tuple(sorted(((cause, count) for cause, count in counts.items() if count), key=lambda each: -each[1]))


def _notes(
    bad: Sequence[str],
    inside: frozenset[str],
    defects: Defects,
    orders: Mapping[str, tuple[Order, ...]],
    reports: Reports,
) -> list[Bilingual]:
    notes = [
        Bilingual(
            "统计期按 UTC 日、按下单日期计；一个订单只计一次。",
            "Window in UTC days by order date; one order counts once.",
        )
    ]
    parts = {kind: sum(kind in defects.kinds[order] for order in bad) for kind in ("feedback", "claim", "chargeback")}
    notes.append(Bilingual(
        f"负面反馈 {parts['feedback']} 单，计入的索赔 {parts['claim']} 单，服务类拒付 {parts['chargeback']} 单。",
        f"Negative feedback {parts['feedback']}, counted claims {parts['claim']}, service chargebacks "
        f"{parts['chargeback']}.",
    ))  # fmt: skip
    for channel, zh, en in (("MFN", "自配送", "Seller-fulfilled"), ("AFN", "FBA", "FBA")):
        own = {order for order in inside if orders[order][0].channel == channel}
        if own:
            count = sum(order in own for order in bad)
            notes.append(Bilingual(f"{zh}：{count}/{len(own)}。", f"{en}: {count}/{len(own)}."))
    absent = [kind for kind in ("feedback", "claims", "chargebacks") if kind not in reports.files]
    if absent:
        names = {"feedback": "反馈", "claims": "索赔", "chargebacks": "拒付"}
        notes.append(Bilingual(
            f"没有{'、'.join(names[kind] for kind in absent)}报表，这部分按 0 计。",
            f"No report of {', '.join(absent)} was given; these count as none.",
        ))  # fmt: skip
    return notes
