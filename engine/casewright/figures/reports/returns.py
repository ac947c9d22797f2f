"""Returns: of FBA (customer returns) and of seller-fulfilled orders (by return date)."""

from casewright.figures.reports.reader import TableReader
from casewright.figures.rows import Return
from casewright.figures.table import Column, Line


def _return(line: Line, zone: str) -> Return | None:
    del zone
    order = line.text("order")
    if not order:
        return None
    return Return(order, line.ref, line.text("asin").upper(), line.text("reason"), line.text("comment"))


READER = TableReader(
    "returns", "退货报表", "returns report",
    (
        Column("order", ("order-id", "Order ID", "订单号", "订单编号")),
        Column("returned", ("return-date", "Return request date", "退货日期", "退货时间")),
        Column("asin", ("asin", "ASIN")),
        Column("reason", ("reason", "Return Reason", "return-reason", "退货原因"), required=False),
        Column("comment", ("customer-comments", "买家备注", "客户备注"), required=False),
        Column("disposition", ("detailed-disposition", "商品处置"), required=False),
    ),
    ("order", "returned"), _return,
)  # fmt: skip
