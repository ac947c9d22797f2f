"""Shipping lists: when an order was promised, confirmed, scanned and delivered, and who cancelled it.

Seller Central has no single export of this: it is the late-shipment or cancellation defect report, the Unshipped Orders
report, or the seller's own list. Each column that is there opens the figures that need it.
"""

from casewright.figures.reports.reader import TableReader
from casewright.figures.rows import Shipment
from casewright.figures.table import Line, column

_CHANNELS = {"afn": "AFN", "fba": "AFN", "amazon": "AFN", "亚马逊配送": "AFN"}


def _shipment(line: Line, zone: str) -> Shipment | None:
    order = line.text("order")
    if not order:
        return None
    return Shipment(
        order,
        line.ref,
        item=line.text("item"),
        placed=line.when("placed", zone),
        promised=line.when("promised", zone),
        confirmed=line.when("confirmed", zone),
        deliver_by=line.when("deliver_by", zone),
        delivered=line.when("delivered", zone),
        scanned=line.when("scanned", zone),
        tracking=line.text("tracking"),
        carrier=line.text("carrier"),
        category=line.text("category"),
        channel=_CHANNELS.get(line.text("channel").casefold(), "MFN"),
        status=line.text("status"),
        cancelled_by=line.text("cancelled_by"),
    )


READER = TableReader(
    "shipments",
    "发货与物流报表",
    "shipment report",
    (
        column("order", "order-id|amazon-order-id|Order ID|订单号|订单编号|亚马逊订单号|平台订单号|注文番号"),
        column("item", "order-item-id|amazon-order-item-id|Order item ID|商品行号|订单商品编号", required=False),
        column("placed", "purchase-date|order-date|下单时间|下单日期|订单日期", required=False),
        column(
            "promised",
            "expected-ship-date|Expected ship date|promise-date|latest-ship-date|ship-by-date|Ship by|"
            "预计发货日期|最晚发货日期|最晚发货时间|应发货日期|预计发货日|出荷予定日",
            required=False,
        ),
        column(
            "confirmed",
            "ship-confirmation-date|Ship confirmation date|confirmed-ship-date|ship-date|shipment-date|"
            "Shipped on|发货确认日期|确认发货时间|实际发货日期|发货日期|发货时间|出荷日",
            required=False,
        ),
        column(
            "deliver_by",
            "deliver-by-date|Deliver by date|estimated-delivery-date|latest-delivery-date|"
            "estimated-arrival-date|承诺送达日期|最晚送达日期|预计送达日期",
            required=False,
        ),
        column(
            "delivered",
            "delivered-date|Delivered on|Delivery date|actual-delivery-date|delivered|妥投日期|签收日期|"
            "送达日期|妥投时间|签收时间",
            required=False,
        ),
        column(
            "scanned",
            "first-scan-date|First scan|first-carrier-scan|首次扫描日期|上网时间|揽收时间|首次扫描",
            required=False,
        ),
        column(
            "tracking",
            "tracking-number|Tracking ID|tracking-id|追踪编号|物流单号|运单号|追踪号|跟踪号",
            required=False,
        ),
        column("carrier", "carrier|carrier-name|承运人|物流商|物流公司", required=False),
        column("category", "category|product-category|类目|分类", required=False),
        column("channel", "fulfillment-channel|fulfilment-channel|配送方式|发货方式", required=False),
        column(
            "status",
            "tracking-status|delivery-status|Status|order-status|物流状态|签收状态|状态",
            required=False,
        ),
        column(
            "cancelled_by",
            "cancelled-by|canceled-by|cancel-reason|cancellation-reason|Cancellation reason|取消方|取消原因",
            required=False,
        ),
    ),
    ("order",),
    _shipment,
    ("promised", "confirmed", "deliver_by", "delivered", "scanned", "tracking", "cancelled_by"),
)
