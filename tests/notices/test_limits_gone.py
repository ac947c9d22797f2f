"""Days before the notice's own and windows that ended on one are no limits; a sum of money may tell the store."""

from typing import Any

import pytest

HEAD = "March 2, 2026\n\nHello,\n\nWe removed your listing because of a trademark complaint.\n\n"


@pytest.mark.parametrize(
    "line",
    [
        "Please send us invoices dated before February 1, 2026.",
        "Please explain the 46 orders of the 30 days up to 25 February.",
        "Please send what you have; your answer of February 20 was due by February 27, 2026.",
    ],
)
def test_a_day_before_the_notice_is_no_limit(read: Any, told: Any, line: str) -> None:
    assert told(read(HEAD + line + "\n")[0]) == "-"


def test_a_day_that_the_count_starts_from_is_not_the_end_of_a_window(read: Any, told: Any) -> None:
    assert told(read(HEAD + "We have to get this within 7 days of March 2.\n")[0]) == "d7"


def test_an_hour_that_is_to_be_met_makes_its_day_a_limit(read: Any, told: Any) -> None:
    assert told(read(HEAD + "We expect your answer on Friday before 17:00.\n")[0]) == "2026-03-06 17:00"


@pytest.mark.parametrize(("sum_", "store"), [
    ("£45.90", "UK"), ("€ 45,90", None), ("$45.90", "US"), ("US$45.90", "US"), ("S$45.90", "SG"), ("A$45.90", "AU"),
    ("Rs. 450", "IN"), ("CA$45.90", "CA"),
])  # fmt: skip
def test_money_tells_the_store_of_an_english_notice_else_the_month_first_and_euros_tell_none(
    read: Any, sum_: str, store: str | None
) -> None:
    text = HEAD + f"The buyer of the last order paid {sum_} for the lamp. Please send us an invoice.\n"
    assert read(text)[0].marketplace == store


@pytest.mark.parametrize(("day", "line", "store"), [
    ("2 March 2026", "The trademark is registered with HMRC and at Companies House.", "UK"),
    ("2 March 2026", "Call us on +61 2 5550 1234 with questions.", "AU"),
    ("2 March 2026", "Please send us an invoice.", None),
    ("2 de marzo de 2026", "Retiramos su producto de Amazon. Envíenos la constancia del RFC.", "MX"),
    ("2 mars 2026", "Nous avons retiré votre produit du catalogue Amazon pour une plainte.", "FR"),
])  # fmt: skip
def test_authorities_telephones_and_a_shared_clock_tell_a_store_that_is_not_named(
    read: Any, day: str, line: str, store: str | None
) -> None:
    opening = (
        "We removed your listing on Amazon because of a trademark complaint." if day.endswith("March 2026") else ""
    )
    assert read(f"{day}\n\n{opening} {line}\n")[0].marketplace == store
