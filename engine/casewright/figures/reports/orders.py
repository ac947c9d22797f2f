"""The All Orders report, and a seller's own order list under Chinese headers.

It has no promise date, no tracking and no reason of cancellation, so late shipments, tracking and cancellations cannot
be counted from it.
"""

from casewright.figures.reports.reader import TableReader
from casewright.figures.rows import Order
from casewright.figures.table import Line, column

_CHANNELS = {
    "merchant": "MFN",
    "mfn": "MFN",
    "fbm": "MFN",
    "自发货": "MFN",
    "自配送": "MFN",
    "卖家自配送": "MFN",
    "seller": "MFN",
    "amazon": "AFN",
    "afn": "AFN",
    "fba": "AFN",
    "亚马逊配送": "AFN",
    "亚马逊": "AFN",
}


def _order(line: Line, zone: str) -> Order | None:
    order = line.text("order")
    if not order:
        return None
    channel = line.text("channel").casefold()
    return Order(
        order,
        line.ref,
        line.text("asin").upper(),
        line.when("placed", zone),
        line.text("status"),
        _CHANNELS.get(channel, "AFN" if channel.startswith("amazon") else ""),
        line.text("store"),
    )


READER = TableReader(
    "orders",
    "订单报表",
    "order report",
    (
        column(
            "order",
            "amazon-order-id|order-id|Order ID|订单号|亚马逊订单号|平台订单号|订单编号|注文番号|Bestellnummer",
        ),
        column(
            "placed",
            "purchase-date|order-date|Purchase date|下单时间|下单日期|订单日期|购买日期|日期|注文日|Kaufdatum",
        ),
        column("asin", "asin|ASIN1|商品asin|商品编码ASIN"),
        column("status", "order-status|订单状态|状态", required=False),
        column(
            "channel",
            "fulfillment-channel|fulfilment-channel|配送方式|发货方式|配送渠道|履约渠道",
            required=False,
        ),
        column("store", "sales-channel|站点|销售渠道|店铺站点", required=False),
        column("sku", "sku|平台sku|seller-sku|merchant-sku", required=False),
    ),
    ("order",),
    _order,
)
