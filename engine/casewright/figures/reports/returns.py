"""Returns: of FBA (customer returns) and of seller-fulfilled orders (by return date)."""

from casewright.figures.reports.reader import TableReader
from casewright.figures.rows import Return
from casewright.figures.table import Line, column


def _return(line: Line, zone: str) -> Return | None:
    del zone
    order = line.text("order")
    if not order:
        return None
    return Return(order, line.ref, line.text("asin").upper(), line.text("reason"), line.text("comment"))


READER = TableReader(
    "returns",
    "退货报表",
    "returns report",
    (
        column("order", "order-id|Order ID|订单号|订单编号"),
        column("returned", "return-date|Return request date|退货日期|退货时间"),
        column("asin", "asin|ASIN"),
        column("reason", "reason|Return Reason|return-reason|退货原因", required=False),
        column("comment", "customer-comments|买家备注|客户备注", required=False),
        column("disposition", "detailed-disposition|商品处置", required=False),
    ),
    ("order", "returned"),
    _return,
)
