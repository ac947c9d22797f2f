"""A notice's text made ready for the readers of names: even signs, places of links, lines."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from casewright.model import Mention

#: Full-width signs, odd blanks, quotes and dashes, each to one plain sign: places in the text stay where they are.
_EVEN = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_EVEN |= dict.fromkeys((0x3000, 0x00A0, 0x2007, 0x2009, 0x202F), 0x20)
_EVEN |= dict.fromkeys((0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2212, 0xFE63), 0x2D)
_EVEN |= dict.fromkeys((0x2018, 0x2019, 0x02BC), 0x27)
_EVEN |= {0xFFE5: 0xA5, 0x00BA: 0xB0, 0x301C: 0x7E}

#: An address of mail.
MAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_LINK = re.compile(r"(?:https?://|www\.)[^\s<>\"']+|[\w.+%-]+@[\w-]+(?:\.[\w-]+)+|^(?:message-id|in-reply-to|references)\s*:.*$",
                   re.IGNORECASE | re.MULTILINE)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Lines:
    """A text with even signs, in small letters too, both as long as ``text``; ``links`` are what no number is in."""

    text: str
    even: str
    small: str
    links: tuple[tuple[int, int], ...]
    starts: tuple[int, ...]

    def mention(self, kind: str, value: str, start: int, end: int) -> Mention:
        """Return the mention of a value at a place."""
        return Mention(kind, value, self.text[start:end], bisect_right(self.starts, start), start, end)

    def linked(self, start: int) -> bool:
        """Say whether a place lies in a link, an address or a header that only machines read."""
        at = bisect_right(self.links, (start, len(self.text) + 1)) - 1
        return at >= 0 and start < self.links[at][1]


def lines_of(text: str) -> Lines:
    """Prepare a text; every place in it stays where it is."""
    even = text if text.isascii() else text.translate(_EVEN)
    low = even.lower()
    if len(low) != len(even):
        low = "".join(sign.lower() if len(sign.lower()) == 1 else sign for sign in even)
    starts = (0, *(match.end() for match in re.finditer("\n", text)))
    return Lines(text, even, low, tuple(match.span() for match in _LINK.finditer(even)), starts)


def apart(found: Iterable[Mention]) -> list[Mention]:
    """Return mentions in the order of the text; of two that share signs the first given stays."""
    kept: list[Mention] = []
    for each in found:
        if all(each.end <= other.start or other.end <= each.start for other in kept):
            kept.append(each)
    return sorted(kept, key=lambda each: each.start)
