"""Addresses at Amazon in a text: those of old tutorials are told, those of a notice are shown where they may be."""

from collections.abc import Mapping

import pytest

from casewright.model import Address, Bilingual, Marketplace, both
from casewright.text import old_addresses, printed_addresses

PURPOSE = Bilingual("用途", "purpose")
KNOWN: Mapping[str, Address] = {
    "old-desk": Address("old-desk", PURPOSE, do_not_send=True, why=Bilingual("停用", "retired")),
    "notice": Address("notice", PURPOSE, do_not_send=False, why=both("")),
}
STORES = {"US": Marketplace("US", both("US"), "amazon.com", "en", "USD", "America/Los_Angeles", (), both(""))}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("请发到 old-desk@amazon.com 申诉", "old-desk@amazon.com"),
        ("Old-Desk@Amazon.co.uk.", "Old-Desk@Amazon.co.uk"),
        ("ｏｌｄ-desk＠amazon.com", "old-desk@amazon.com"),
        ("old-desk@ amazon .com", "old-desk@amazon.com"),
    ],
)
def test_an_address_of_an_old_tutorial_is_found_as_it_stands(text: str, shown: str) -> None:
    assert [found for found, _ in old_addresses((text,), KNOWN)] == [shown]


@pytest.mark.parametrize("text", ["notice@amazon.com", "someone@amazon.com", "old-desk@client.example", "old-desk", ""])
def test_other_addresses_are_not_called_old(text: str) -> None:
    assert old_addresses((text,), KNOWN) == ()


def test_an_old_address_is_told_once_however_often_it_stands() -> None:
    assert len(old_addresses(("old-desk@amazon.com old-desk@amazon.de", "OLD-DESK@amazon.com"), KNOWN)) == 1


def test_only_a_known_address_at_a_stores_own_domain_is_shown() -> None:
    printed = ("Notice@amazon.com", "notice@amazon-help.top", "old-desk@amazon.com", "who@amazon.com")
    assert [shown for shown, _ in printed_addresses(printed, KNOWN, STORES)] == ["notice@amazon.com"]
