"""A list of chargebacks: fraud ones are Amazon's affair, service ones count as defects."""

from casewright.figures.reports.claims import ORDER
from casewright.figures.reports.reader import TableReader
from casewright.figures.rows import Claim
from casewright.figures.table import Line, column


def _chargeback(line: Line, zone: str) -> Claim | None:
    order = line.text("order")
    if not order:
        return None
    reason = " ".join(filter(None, (line.text("type"), line.text("reason"))))
    return Claim(order, line.ref, reason, line.text("outcome"), line.when("filed", zone))


READER = TableReader(
    "chargebacks",
    "信用卡拒付报表",
    "chargeback report",
    (
        ORDER,
        column("filed", "Chargeback date|chargeback-date|Notice date|拒付日期|拒付时间", required=False),
        column("type", "Chargeback type|chargeback-type|Type|拒付类型|类型", required=False),
        column("reason", "Chargeback reason|chargeback-reason|Reason|Reason code|拒付原因|原因", required=False),
        column("outcome", "Outcome|Status|Decision|结果|状态", required=False),
        column("id", "Chargeback ID|chargeback-id|拒付编号", required=False),
    ),
    ("order", "filed"),
    _chargeback,
)
