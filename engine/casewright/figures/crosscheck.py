"""What the figures say against each other: ours against Amazon's, claims against tracking, type against data."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from casewright.figures.defects import OdrView
from casewright.figures.rows import Reports, Shipment
from casewright.figures.targets import Targets
from casewright.model import Bilingual, Case, FileRef, Finding, Kind, Metric, NoticeReading, Origin, Severity
from casewright.text import show_percent

DIFFERS = Kind(
    "figures/differs-from-amazon", Severity.WARNING,
    "{code}：亚马逊给出 {theirs}，按报表算出 {num}/{den}（{ours}），相差约 {gap} 单{why_zh}。",
    "{code}: Amazon gives {theirs}, the reports give {num}/{den} ({ours}), about {gap} orders apart{why_en}.",
    "正文引用亚马逊的数字；对照所列订单，确认报表范围和索赔结果。",
    "Quote Amazon's figure; check the listed orders, the range of the report and the outcome of the claims.",
)  # fmt: skip
DELIVERED = Kind(
    "figures/claimed-but-delivered", Severity.WARNING,
    "{count} 个以“未收到”为由的索赔，物流记录显示已妥投：{orders}。",
    "{count} claims say \"not received\" while the carrier shows delivery: {orders}.",
    "逐单取得签收证明（POD），单独对这些索赔提出申诉，并作为证据附上。",
    "Get proof of delivery for each, appeal those claims one by one, and add the proofs as exhibits.",
)  # fmt: skip
FBA = Kind(
    "figures/fba-among-defects", Severity.WARNING,
    "有缺陷的订单里 {count} 个是 FBA 订单，配送不由卖家负责：{orders}。",
    "{count} of the defective orders are FBA orders, which the seller does not ship: {orders}.",
    "先对这些订单申请移除反馈或索赔，再引用剩余数字。",
    "Ask for removal of that feedback or those claims first, then quote what is left.",
)  # fmt: skip
NOTICE_DISAGREES = Kind(
    "figures/notice-disagrees", Severity.WARNING,
    "通知说的是 {code}，但按报表 {code} 为 {rate}，达标。",
    "The notice is about {code}, yet the reports show {code} at {rate}, within the target.",
    "核对统计期和报表范围；若数据属实，考虑“认为有误”这条路。",
    "Check the window and the range of the reports; if they are right, consider the dispute.",
)  # fmt: skip
OTHER_BREACH = Kind(
    "figures/other-metric-missed", Severity.WARNING,
    "通知没有提到 {code}，但 {code} 为 {rate}，同样不达标。",
    "The notice does not speak of {code}, yet {code} is {rate} and misses its target too.",
    "行动计划里一并说明，避免恢复后再次触发。",
    "Answer it in the plan too, so that it does not trigger the next notice.",
)  # fmt: skip
CANNOT = Kind(
    "figures/cannot-compute", Severity.INFO,
    "{code} 无法用现有报表计算：{need_zh}。", "{code} cannot be counted from the reports given: {need_en}.",
    "如需核对亚马逊的数字，补充相应报表；否则引用通知或账户状况页面的数字。",
    "Add the report to check Amazon's figure; otherwise quote the notice or the Account Health page.",
)  # fmt: skip

_NEEDS = {
    "ODR": Bilingual(
        "需要订单报表，加上反馈、索赔、拒付报表",
        "it takes the order report with the feedback, claims and chargeback reports",
    ),
    "LSR": Bilingual(
        "订单报表里没有预计发货日和发货确认日，需要迟发明细或发货清单",
        "All Orders has no expected ship date; it takes the late-shipment report or a shipping list",
    ),
    "CXL": Bilingual(
        "订单报表里没有取消原因，需要取消明细",
        "All Orders has no reason of cancellation; it takes the cancellation report",
    ),
    "VTR": Bilingual(
        "订单报表里没有追踪编码，需要带首次扫描时间的发货清单",
        "All Orders has no tracking; it takes a shipping list with the first carrier scan",
    ),
    "OTDR": Bilingual(
        "订单报表里没有承诺送达日和送达日，需要物流清单",
        "All Orders has no deliver-by date; it takes a delivery list",
    ),
    "IDR": Bilingual(
        "发票上传时间不在这些报表里，以账户状况页面为准",
        "no report here tells when invoices were uploaded; the Account Health page decides",
    ),
}
_NEED_OTHER = Bilingual("程序不计算这项指标", "the program does not count this metric")
_SHOWN = 6


def cross_check(
    case: Case, notice: NoticeReading, metrics: Sequence[Metric], *, reports: Reports, view: OdrView | None,
    targets: Targets,
) -> Iterator[Finding]:  # fmt: skip
    """Yield what does not fit together; nothing is chosen silently."""
    wanted = _wanted(case, notice, targets)
    where: Origin = FileRef(notice.file) if notice.file else case.origin
    yield from _differences(metrics, view, where)
    yield from _delivered(reports, targets)
    yield from _fba(view)
    computed = {metric.code: metric for metric in metrics if metric.source == "computed"}
    for code in wanted:
        metric = computed.get(code)
        if metric is None and reports.files:
            need = _NEEDS.get(code, _NEED_OTHER)
            yield CANNOT.at(where, code=code, need_zh=need.zh, need_en=need.en)
        elif metric and metric.verdict == "ok" and metric.rate is not None:
            yield NOTICE_DISAGREES.at(where, code=code, rate=show_percent(metric.rate, "en"))
    if wanted:
        seen: set[str] = set()
        for metric in metrics:
            if (
                metric.code not in wanted
                and metric.code not in seen
                and metric.verdict == "breach"
                and metric.rate is not None
            ):
                yield OTHER_BREACH.at(where, code=metric.code, rate=show_percent(metric.rate, "en"))
            seen.add(metric.code)


def _wanted(case: Case, notice: NoticeReading, targets: Targets) -> tuple[str, ...]:
    codes = [violation.code for violation in notice.types] or list(case.violations)
    return tuple(dict.fromkeys(targets.about[code] for code in codes if code in targets.about))


def _differences(metrics: Sequence[Metric], view: OdrView | None, where: Origin) -> Iterator[Finding]:
    for ours in metrics:
        if ours.source != "computed" or ours.rate is None or not ours.den or ours.num is None:
            continue
        theirs = next((each for each in metrics if each.code == ours.code and each.source != "computed"
                       and each.rate is not None), None)  # fmt: skip
        if theirs is None or theirs.rate is None:
            continue
        gap = abs(ours.num - theirs.rate * ours.den)
        if gap > 1 + Fraction(ours.den, 20_000):  # Amazon rounds its rate to two decimals of a percent
            zh, en = _explain(ours, view)
            yield DIFFERS.at(
                where, code=ours.code, theirs=show_percent(theirs.rate, "en"), num=ours.num, den=ours.den,
                ours=show_percent(ours.rate, "en"), gap=round(gap), why_zh=zh, why_en=en,
            )  # fmt: skip


def _explain(ours: Metric, view: OdrView | None) -> tuple[str, str]:
    """Name the rows that could make the difference: left out for a reason, or placed outside the window."""
    if view is None or ours.code != view.metric.code:
        return "", ""
    rows = [(order, why.zh, why.en) for order, why in view.defects.uncounted.items() if order in view.inside]
    rows += [
        (order, "下单日期在统计期外", "placed outside the window") if order in view.orders
        else (order, "订单报表里没有", "not in the order report")
        for order in sorted(view.defects.kinds) if order not in view.inside
    ]  # fmt: skip
    if not rows:
        return "", ""
    shown, more = rows[:_SHOWN], len(rows) - _SHOWN
    zh = "，".join(f"{order}（{why}）" for order, why, _ in shown) + (f"等 {len(rows)} 单" if more > 0 else "")
    en = ", ".join(f"{order} ({why})" for order, _, why in shown) + (f" and {more} more" if more > 0 else "")
    return f"；可能的原因：{zh}", f"; these rows may explain it: {en}"


def _delivered(reports: Reports, targets: Targets) -> Iterator[Finding]:
    delivered = {line.order for line in reports.shipments if _was_delivered(line, targets)}
    orders = list(dict.fromkeys(
        claim.order for claim in (*reports.claims, *reports.chargebacks)
        if claim.order in delivered and targets.meaning("cause", claim.reason) == "not_received"
    ))  # fmt: skip
    if orders:
        path = (reports.files.get("claims") or reports.files.get("chargebacks") or ("",))[0]
        yield DELIVERED.at(FileRef(path), count=len(orders), orders=_listed(orders))


def _was_delivered(line: Shipment, targets: Targets) -> bool:
    return line.delivered is not None or targets.meaning("delivered", line.status) == "yes"


def _fba(view: OdrView | None) -> Iterator[Finding]:
    if view is None:
        return
    orders = [order for order in sorted(view.defects.kinds)
              if order in view.inside and view.orders[order][0].channel == "AFN"]  # fmt: skip
    if orders:
        yield FBA.at(view.orders[orders[0]][0].ref, count=len(orders), orders=_listed(orders))


def _listed(orders: Sequence[str]) -> str:
    return ", ".join(orders[:_SHOWN]) + (" ..." if len(orders) > _SHOWN else "")
