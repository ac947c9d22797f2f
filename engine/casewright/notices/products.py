"""ASINs and order ids: they are known by their shape alone, a book number by its label."""

import re
from collections.abc import Iterator

from casewright.model import Mention
from casewright.notices.lines import Lines

_ASIN = re.compile(r"b0[a-z0-9]{8}(?![a-z0-9_])")
_LINKED = re.compile(
    r"(?:/(?:dp|gp/product|product|d|asin|offer-listing)/|[?&]asins?=)(b0[a-z0-9]{8})(?![a-z0-9])", re.IGNORECASE
)
_SKU = re.compile(r"(?:\bsku\b\W{0,4}\S{0,12}|[A-Za-z0-9]-)\Z", re.IGNORECASE)
_LIST = r"\d{9}[\dXx](?![\w-])(?:[\s,;/、&]+(?:and\s+|und\s+|et\s+|y\s+|e\s+)?\d{9}[\dXx](?![\w-]))*"
_BOOKS = re.compile(
    rf"(?<![a-z0-9])(asins?|isbns?(?:-10)?)\s*(?:no\.?|numbers?|编号)?[\s:#=(\[]*({_LIST})", re.IGNORECASE
)
_BOOK = re.compile(r"\d{9}[\dXx]")
#: An ASIN begins with B and nought; behind its label a letter O there can be nothing else.
_BO = re.compile(r"(?<![a-z0-9])asins?[\s:#=(\[]{1,4}(bo[a-z0-9]{8})(?![a-z0-9])", re.IGNORECASE)

#: Figures of an order id; O, I and l are misread noughts and ones where only figures can stand.
_F = r"[0-9OoIl]"
_ORDER = re.compile(rf"([SsDd0-9OoIl]{_F}{{2}})(?:\s?-\s?|\s)({_F}{{7}})(?:\s?-\s?|\s)({_F}{{7}})(?![A-Za-z0-9-])")
_READ = str.maketrans("OoIl", "0011")


def products(lines: Lines) -> Iterator[Mention]:
    """Yield the ASINs of a text, in capitals; of a link only the one that it leads to."""
    for start, end in lines.links:
        if match := _LINKED.search(lines.even, start, end):
            yield lines.mention("asin", match[1].upper(), *match.span(1))
    for match in _ASIN.finditer(lines.small):
        if not lines.linked(match.start()) and not _part(lines.even, match.start()):
            yield lines.mention("asin", match[0].upper(), *match.span())
    if "bo" in lines.small:
        for match in _BO.finditer(lines.even):
            if any(sign.isdigit() for sign in match[1]):
                yield lines.mention("asin", f"B0{match[1][2:].upper()}", *match.span(1))
    if "asin" in lines.small or "isbn" in lines.small:
        yield from _books(lines)


def _part(text: str, start: int) -> bool:
    """Say whether what looks like an ASIN is part of a longer word or of a SKU."""
    before = text[max(0, start - 24) : start]
    if before[-1:].isascii() and (before[-1:].isalnum() or before[-1:] == "_"):
        return True
    return _SKU.search(before) is not None and not before.lower().endswith("asin-")


def _books(lines: Lines) -> Iterator[Mention]:
    """Yield book numbers; one labelled ISBN must pass its own check, one labelled ASIN is what the notice calls it."""
    for match in _BOOKS.finditer(lines.even):
        for book in _BOOK.finditer(lines.even, *match.span(2)):
            if match[1].lower().startswith("asin") or is_isbn(book[0]):
                yield lines.mention("asin", book[0].upper(), *book.span())


def is_isbn(number: str) -> bool:
    """Say whether the last figure of an ISBN-10 follows from the others."""
    figures = [10 if sign in "Xx" else int(sign) for sign in number]
    return sum(figure * weight for figure, weight in zip(figures, range(10, 0, -1), strict=True)) % 11 == 0


def orders(lines: Lines) -> Iterator[Mention]:
    """Yield order ids, always with hyphens, also those of digital orders and of subscriptions (D01, S01)."""
    for match in _ORDER.finditer(lines.even):
        figures = "".join(match.groups())
        if lines.linked(match.start()) or sum(sign.isdigit() for sign in figures) < 13 or "\n" in match[0]:
            continue
        if re.search(r"[A-Za-z0-9-]\Z", lines.even[max(0, match.start() - 1) : match.start()]):
            continue
        first = match[1].upper() if match[1][0] in "SsDd" else match[1].translate(_READ)
        if first[0] in "SD":
            first = first[0] + first[1:].translate(_READ)
        parts = (first, match[2].translate(_READ), match[3].translate(_READ))
        yield lines.mention("order", "-".join(parts), *match.span())
