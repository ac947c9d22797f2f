"""A notice's text made ready for the readers of names: even signs, places of links, lines."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from operator import attrgetter

from casewright.model import Mention

#: Full-width signs, odd blanks, quotes and dashes, each to one plain sign: places in the text stay where they are.
_EVEN = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_EVEN |= dict.fromkeys((0x3000, 0x00A0, 0x2007, 0x2009, 0x202F), 0x20)
_EVEN |= dict.fromkeys((0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2212, 0xFE63), 0x2D)
_EVEN |= dict.fromkeys((0x2018, 0x2019, 0x02BC), 0x27)
_EVEN |= {0xFFE5: 0xA5, 0x00BA: 0xB0, 0x301C: 0x7E}
_ODD = re.compile(f"[{''.join(map(chr, _EVEN))}]")

#: An address of mail.
MAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_URL = re.compile(r"(?:https?://|www\.)[^\s<>\"']+")
_HEADER = re.compile(r"^(?:message-id|in-reply-to|references)\s*:.*$", re.MULTILINE)
_HEADERS = ("message-id", "in-reply-to", "references")
_FIGURES = re.compile(r"\d+")
#: How far from its figures the words of a day or an amount may stand.
_MARGIN = 16
_START = attrgetter("start")
_USER = re.compile(r"[A-Za-z0-9._%+-]{1,64}\Z")


@dataclass(frozen=True, slots=True)
class Lines:
    """A text with even signs, in small letters too, both as long as ``text``; ``links`` are what no number is in.

    ``stretches`` are the parts around figures: no amount and hardly a day is written without.
    """

    text: str
    even: str
    small: str
    links: tuple[tuple[int, int], ...]
    starts: tuple[int, ...]
    stretches: tuple[tuple[int, int], ...]

    def mention(self, kind: str, value: str, start: int, end: int) -> Mention:
        """Return the mention of a value at a place."""
        return Mention(kind, value, self.text[start:end], bisect_right(self.starts, start), start, end)

    def linked(self, start: int) -> bool:
        """Say whether a place lies in a link, an address or a header that only machines read."""
        at = bisect_right(self.links, (start, len(self.text) + 1)) - 1
        return at >= 0 and start < self.links[at][1]


def lines_of(text: str) -> Lines:
    """Prepare a text; every place in it stays where it is."""
    even = text if text.isascii() else _ODD.sub(_even, text)
    low = even.lower()
    if len(low) != len(even):
        low = "".join(sign.lower() if len(sign.lower()) == 1 else sign for sign in even)
    starts, at = [0], even.find("\n")
    while at >= 0:
        starts.append(at + 1)
        at = even.find("\n", at + 1)
    return Lines(text, even, low, tuple(sorted(_links(low))), tuple(starts), tuple(_stretches(even)))


def _even(match: re.Match[str]) -> str:
    return chr(_EVEN[ord(match[0])])


def _links(low: str) -> Iterator[tuple[int, int]]:
    """Yield the places of links, addresses of mail and ids of messages."""
    urls = [match.span() for match in _URL.finditer(low)] if "http" in low or "www." in low else []
    yield from urls
    if any(name in low for name in _HEADERS):
        yield from (match.span() for match in _HEADER.finditer(low))
    at = low.find("@")
    while at >= 0:
        user = _USER.search(low, max(0, at - 64), at)
        match = MAIL.match(low, user.start()) if user else None
        if match and not any(start <= at < end for start, end in urls):
            yield match.span()
        at = low.find("@", at + 1)


def _stretches(even: str) -> Iterator[tuple[int, int]]:
    begin = end = -1
    for match in _FIGURES.finditer(even):
        if begin >= 0 and match.start() - end > 2 * _MARGIN:
            yield max(0, begin - _MARGIN), min(len(even), end + _MARGIN)
            begin = -1
        begin = match.start() if begin < 0 else begin
        end = match.end()
    if begin >= 0:
        yield max(0, begin - _MARGIN), min(len(even), end + _MARGIN)


def apart(found: Iterable[Mention]) -> list[Mention]:
    """Return mentions in the order of the text; of two that share signs the first given stays."""
    kept: list[Mention] = []  # in order and apart: only the two beside a place can share its signs
    for each in found:
        at = bisect_right(kept, each.start, key=_START)
        if (not at or kept[at - 1].end <= each.start) and (at == len(kept) or each.end <= kept[at].start):
            kept.insert(at, each)
    return kept
