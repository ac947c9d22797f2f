"""The account health report (JSON, version 2020-11-18): Amazon's own figures."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from casewright.figures.reports.reader import Read
from casewright.figures.rows import Health
from casewright.figures.table import Column, Table, read_when
from casewright.model import EvidenceItem, FileRef, Kind, Severity

NOT_JSON = Kind(
    "figures/health-unreadable", Severity.WARNING,
    "账户状况报表读不懂，里面没有可用的指标。",
    "The account health report cannot be understood; it holds no usable metric.",
    "重新导出账户状况报表（JSON），或在案件表填写页面上显示的数值。",
    "Export the account health report (JSON) again, or give the figures of the page in the sheet.",
)  # fmt: skip
NOT_CONSISTENT = Kind(
    "figures/health-not-consistent", Severity.WARNING,
    "账户状况报表里 {code} 的比率 {rate} 与它自己的计数 {num}/{den} 对不上；采用比率，不引用计数。",
    "In the account health report the {code} rate {rate} does not agree with its own counts {num}/{den}; "
    "the rate is used, the counts are not.",
    "以账户状况页面截图为准核对。", "Check against a screenshot of the Account Health page.",
)  # fmt: skip

#: JSON name -> our code, name of the numerator, name of the denominator.
_NAMES = {
    "lateShipmentRate": ("LSR", "lateShipmentCount", "orderCount"),
    "prefulfillmentCancelRate": ("CXL", "cancellationCount", "orderCount"),
    "preFulfillmentCancellationRate": ("CXL", "cancellationCount", "orderCount"),
    "validTrackingRate": ("VTR", "validTrackingCount", "shipmentCount"),
    "unitOnTimeDeliveryRate": ("OTDR", "unitOnTimeDeliveryCount", "totalUnitCount"),
    "invoiceDefectRate": ("IDR", "invoiceDefect.count", "orderCount"),
}


@dataclass(frozen=True, slots=True)
class HealthReader:
    """Reads the JSON; exact, because JSON numbers are taken as decimals."""

    kind: str = "account_health"
    columns: tuple[Column, ...] = ()

    def fits(self, item: EvidenceItem, table: Table | None) -> int:
        """Say whether the file is the JSON report."""
        del table
        head = item.text.lstrip()[:2000]
        return 100 if head.startswith("{") and ("performanceMetrics" in item.text or "accountStatuses" in head) else 0

    def read(self, item: EvidenceItem, table: Table | None, *, zone: str) -> Read:
        """Read the metrics of the first store in the report."""
        del table, zone
        ref = FileRef(item.path)
        try:
            told = json.loads(item.text, parse_float=Decimal)
        except json.JSONDecodeError:
            return Read(findings=(NOT_JSON.at(ref),))
        stores = told.get("performanceMetrics") if isinstance(told, dict) else None
        metrics = stores[0] if isinstance(stores, list) and stores else stores
        rows = tuple(_rows(metrics, ref)) if isinstance(metrics, dict) else ()
        if not rows:
            return Read(findings=(NOT_JSON.at(ref),))
        found = tuple(
            NOT_CONSISTENT.at(ref, code=row.code, rate=f"{float(row.rate or 0):.4f}", num=row.num, den=row.den)
            for row in rows if not agrees(row)
        )  # fmt: skip
        return Read(tuple(_trusted(row) for row in rows), frozenset(row.code for row in rows), found)


def _rows(metrics: Mapping[str, object], ref: FileRef) -> Iterator[Health]:
    odr = metrics.get("orderDefectRate")
    if isinstance(odr, dict):
        for part, name in (("MFN", "mfn"), ("AFN", "afn")):
            if isinstance(odr.get(name), dict):
                yield _row("ODR", odr[name], "orderWithDefects.count", "orderCount", ref, part)
    for name, (code, num, den) in _NAMES.items():
        if isinstance(metrics.get(name), dict):
            yield _row(code, metrics[name], num, den, ref, "")


def _row(code: str, told: object, num: str, den: str, ref: FileRef, part: str) -> Health:
    rate = _at(told, "rate")
    dates = (_at(told, "reportingDateRange.reportingDateFrom"), _at(told, "reportingDateRange.reportingDateTo"))
    first, last = (read_when(str(each), "UTC") if each else None for each in dates)
    return Health(
        code, ref, Fraction(rate) if isinstance(rate, Decimal | int) else None, _count(told, num), _count(told, den),
        part, (first, last),
    )  # fmt: skip


def _at(told: object, path: str) -> object:
    for name in path.split("."):
        told = told.get(name) if isinstance(told, dict) else None
    return told


def _count(told: object, path: str) -> int | None:
    value = _at(told, path)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def agrees(row: Health) -> bool:
    """Say whether a row's rate is its own counts, to the digits that the report shows."""
    if row.rate is None or row.num is None or not row.den:
        return True
    return abs(Fraction(row.num, row.den) - row.rate) <= Fraction(1, 2000)


def _trusted(row: Health) -> Health:
    if row.rate is None and row.num is not None and row.den:
        return Health(row.code, row.ref, Fraction(row.num, row.den), row.num, row.den, row.part, row.window)
    return row if agrees(row) else Health(row.code, row.ref, row.rate, None, None, row.part, row.window)


READER = HealthReader()
