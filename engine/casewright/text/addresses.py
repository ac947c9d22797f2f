"""Addresses at Amazon that stand in a text: which of them staff know, and what for."""

import re
from collections.abc import Iterable, Mapping

from casewright.model import Address, Marketplace
from casewright.text.width import fold_width

#: An address at something that calls itself Amazon; old lists have a blank behind the @ or a broken ending.
_AMAZON = re.compile(r"([a-z0-9][a-z0-9._+-]*)\s?@\s?(amazon(?:\s?\.[a-z.]+|))", re.IGNORECASE)


def old_addresses(texts: Iterable[str], known: Mapping[str, Address]) -> tuple[tuple[str, Address], ...]:
    """Return the addresses of a text that nothing is sent to, as they stand there, each once."""
    found: dict[str, tuple[str, Address]] = {}
    for text in texts:
        for match in _AMAZON.finditer(fold_width(text)):
            address = known.get(match[1].lower())
            if address is not None and address.do_not_send:
                found.setdefault(address.local, (re.sub(r"\s+", "", match[0]).rstrip("."), address))
    return tuple(found.values())


def printed_addresses(
    printed: Iterable[str], known: Mapping[str, Address], stores: Mapping[str, Marketplace]
) -> tuple[tuple[str, Address], ...]:
    """Return those of a notice's addresses that may be shown: at a store's own domain, for a purpose that is known."""
    domains = {store.domain for store in stores.values()}
    shown: dict[str, tuple[str, Address]] = {}
    for text in printed:
        local, _, domain = text.lower().partition("@")
        address = known.get(local)
        if address is not None and not address.do_not_send and domain in domains:
            shown.setdefault(text.lower(), (text.lower(), address))
    return tuple(shown.values())
