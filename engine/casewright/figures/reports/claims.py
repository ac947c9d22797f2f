"""A list of A-to-z claims, as kept by the client or copied from the claims page."""

from casewright.figures.reports.reader import TableReader
from casewright.figures.rows import Claim
from casewright.figures.table import Line, column

ORDER = column("order", "Order ID|order-id|amazon-order-id|订单号|订单编号|亚马逊订单号|注文番号|Bestellnummer")
REASON = column("reason", "Claim reason|Reason|claim-reason|索赔原因|原因|理由|Grund|Motif", required=False)
OUTCOME = column(
    "outcome",
    "Outcome|Claim outcome|Status|Claim status|Decision|Result|claim-status|索赔结果|结果|状态|"
    "索赔状态|处理结果|判定结果|Ergebnis",
)


def _claim(line: Line, zone: str) -> Claim | None:
    order = line.text("order")
    if not order:
        return None
    return Claim(order, line.ref, line.text("reason"), line.text("outcome"), line.when("filed", zone))


READER = TableReader(
    "claims",
    "A-to-z 索赔报表",
    "A-to-z claims report",
    (
        ORDER,
        column(
            "filed",
            "Claim date|Filed on|Filed|claim-date|Claim filed date|索赔日期|索赔时间|提交日期|申請日",
            required=False,
        ),
        REASON,
        OUTCOME,
        column("amount", "Claim amount|claim-amount|索赔金额", required=False),
        column("id", "Claim ID|claim-id|索赔编号|索赔号", required=False),
    ),
    ("order", "filed"),
    _claim,
)
