"""Report exports of the sample cases, with the header lines of Seller Central's own files and invented rows."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

ORDER_HEADER = (
    *("amazon-order-id", "merchant-order-id", "purchase-date", "last-updated-date", "order-status"),
    *("fulfillment-channel", "sales-channel", "order-channel", "url", "ship-service-level", "product-name", "sku"),
    *("asin", "item-status", "quantity", "currency", "item-price", "item-tax", "shipping-price", "shipping-tax"),
    *("gift-wrap-price", "gift-wrap-tax", "item-promotion-discount", "ship-promotion-discount", "ship-city"),
    *("ship-state", "ship-postal-code", "ship-country", "promotion-ids", "is-business-order"),
    *("purchase-order-number", "price-designation"),
)
FEEDBACK_HEADER = ("Date", "Rating", "Comments", "Your Response", "Order ID", "Rater Email")
CLAIM_HEADER = ("order-id", "claim-date", "claim-reason", "claim-status", "amount", "currency")
SHIPMENT_HEADER = (
    "order-id",
    "purchase-date",
    "expected-ship-date",
    "ship-confirmation-date",
    "carrier",
    "tracking-id",
)
PLACES = (("Reno", "NV"), ("Austin", "TX"), ("Dayton", "OH"), ("Tampa", "FL"), ("Fresno", "CA"), ("Salem", "OR"))


def order_id(store: int, number: int) -> str:
    """Return an order id in Amazon's 3-7-7 form, invented."""
    return f"{111 + store % 4}-{2600000 + store * 7919 % 99999:07d}-{1000000 + number * 37:07d}"


def orders(spec: Mapping[str, Any]) -> bytes:
    """Write an All Orders report: ``count`` orders spread evenly over the window, ``after`` more behind it."""
    seed = random.Random(spec["store"])
    first, last = date.fromisoformat(str(spec["from"])), date.fromisoformat(str(spec["to"]))
    days = (last - first).days + 1
    rows = []
    for number in range(spec["count"] + spec.get("after", 0)):
        inside = number < spec["count"]
        shift = number * days // spec["count"] if inside else days + (number - spec["count"]) * 12 // spec["after"]
        bought = datetime.combine(first + timedelta(days=shift), datetime.min.time()) + timedelta(
            seconds=seed.randrange(3600, 80_000)
        )
        rows.append(_order(spec, number, bought, seed))
    return ("\n".join("\t".join(row) for row in [list(ORDER_HEADER), *rows]) + "\n").encode("cp1252")


def _order(spec: Mapping[str, Any], number: int, bought: datetime, seed: random.Random) -> list[str]:
    sku, asin, name, price = spec["items"][number % len(spec["items"])]
    city, state = seed.choice(PLACES)
    stamp = bought.strftime("%Y-%m-%dT%H:%M:%S+00:00")
    quantity = 2 if seed.random() < 0.08 else 1
    return [
        order_id(spec["store"], number), "", stamp, (bought + timedelta(days=3)).strftime("%Y-%m-%dT%H:%M:%S+00:00"),
        "Shipped", spec.get("channel", "Merchant"), "Amazon.com", "", "", "Standard", name, sku, asin, "Shipped",
        str(quantity), "USD", f"{float(price) * quantity:.2f}", "0.00", "0.00", "0.00", "", "", "", "", city, state,
        f"{seed.randrange(10000, 99999)}", "US", "", "false", "", "",
    ]  # fmt: skip


def feedback(spec: Mapping[str, Any]) -> bytes:
    """Write a feedback report: (order number, stars, day, comment) rows, dates as the US export shows them."""
    lines = ["\t".join(FEEDBACK_HEADER)]
    for number, stars, day, comment in spec["rows"]:
        shown = date.fromisoformat(str(day))
        lines.append("\t".join([
            f"{shown.month}/{shown.day}/{shown:%y}", str(stars), comment, "", order_id(spec["store"], number),
            f"buyer{number}@marketplace.example",
        ]))  # fmt: skip
    return ("\n".join(lines) + "\n").encode("cp1252")


def claims(spec: Mapping[str, Any]) -> bytes:
    """Write the claims list that staff copy from the A-to-z page: (order number, day, reason, status, amount)."""
    rows: list[Sequence[str]] = [CLAIM_HEADER]
    for number, day, reason, status, amount in spec["rows"]:
        rows.append((order_id(spec["store"], number), str(day), reason, status, str(amount), "USD"))
    return ("\n".join("\t".join(row) for row in rows) + "\n").encode("utf-8")


def shipments(spec: Mapping[str, Any]) -> bytes:
    """Write a shipment list from the ERP: promise and confirmation; every ``late_every``-th order is late."""
    first, last = date.fromisoformat(str(spec["from"])), date.fromisoformat(str(spec["to"]))
    days = (last - first).days + 1
    rows: list[Sequence[str]] = [SHIPMENT_HEADER]
    for number in range(spec["count"]):
        bought = first + timedelta(days=number * days // spec["count"])
        due = bought + timedelta(days=2)
        late = number in set(spec["late"])
        sent = due + timedelta(days=2 if late else -(number % 2))
        rows.append((
            order_id(spec["store"], number), bought.isoformat(), due.isoformat(), sent.isoformat(), spec["carrier"],
            f"YT26{number:012d}",
        ))  # fmt: skip
    return ("\n".join("\t".join(row) for row in rows) + "\n").encode("gb18030")
