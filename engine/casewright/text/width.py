"""Full-width characters, as Chinese and Japanese keyboards type them, folded to ASCII."""

import re

_FULL = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_FULL |= dict.fromkeys("\u3000\u00a0\u2007\u202f", " ")
_INVISIBLE = dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u200e\u200f", "")
_FOLDED = _FULL | _INVISIBLE
_WIDE = re.compile("[\uff01-\uff5e\u3000\u00a0\u2007\u202f\u200b-\u200f\u2060\ufeff]")


def fold_width(text: str) -> str:
    """Return the text with full-width letters, digits and signs as ASCII, odd blanks plain, invisible marks gone."""
    return text if text.isascii() else _WIDE.sub(_fold, text)


def caseless(name: str) -> str:
    """Return a name in small letters as a pattern that minds no capitals takes it: with a Turkish i as any i."""
    return name.casefold().replace("\u0131", "i").replace("\u0307", "")


def _fold(match: re.Match[str]) -> str:
    return _FOLDED[match[0]]
