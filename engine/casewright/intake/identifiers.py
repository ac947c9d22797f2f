"""ASINs, order numbers and lists of ids, as people type and paste them."""

import re

from casewright.intake.form import FormField
from casewright.intake.given import Given
from casewright.model import Finding, Kind, Severity
from casewright.text import fold_width

ASIN_UNREADABLE = Kind(
    "intake/asin-unreadable", Severity.ERROR,
    "“{field_zh}”里的“{value}”不是 ASIN。{near_zh}", "\"{value}\" in \"{field_en}\" is not an ASIN.{near_en}",
    "写 10 位 ASIN，以 B0 开头（数字零），多个用分号隔开。",
    "Write the ten characters, starting with B0 (a zero); separate several with semicolons.",
)  # fmt: skip
ORDER_UNREADABLE = Kind(
    "intake/order-id-unreadable", Severity.ERROR,
    "“{field_zh}”里的“{value}”不是亚马逊订单号。", "\"{value}\" in \"{field_en}\" is not an Amazon order number.",
    "写成 114-1234567-7654321 这样（3-7-7 位），多个用分号隔开。",
    "Write it as 114-1234567-7654321 (3-7-7 digits); separate several with semicolons.",
)  # fmt: skip

_HARD = re.compile(r"[,;|\n\t、]+")
_ASIN = re.compile(r"B0[0-9A-Z]{8}|\d{9}[\dX]")
_LINK = re.compile(r"/(?:dp|gp/product|gp/aw/d)/([A-Z0-9]{10})(?![A-Z0-9])", re.IGNORECASE)
_ORDER = re.compile(r"([0-9A-Z]\d{2})-?(\d{7})-?(\d{7})")
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−－﹣", "-"))
_RANGE = re.compile(r"([A-Z]+)(\d+)\s*[-~～—至到]+\s*([A-Z]*)(\d+)")
_LONGEST_RANGE = 200


def split_words(text: str) -> list[str]:
    """Return the parts of a cell that holds several: split at ``; , | 、``, tabs and line ends, blanks dropped."""
    return [part.strip() for part in _HARD.split(text.replace("；", ";").replace("，", ",")) if part.strip()]


def read_asins(field: FormField, given: Given) -> tuple[tuple[str, ...], tuple[Finding, ...]]:
    """Return the ASINs of a cell, each once: small letters, blanks inside, full-width letters and links are read."""
    asins: list[str] = []
    found: list[Finding] = []
    for part in split_words(fold_width(given.text)):
        if link := _LINK.search(part):
            asins.append(link[1].upper())
            continue
        joined = re.sub(r"[\s/]+", "", part).upper()
        words = [joined] if _ASIN.fullmatch(joined) else re.split(r"[\s/]+", part.upper())
        for word in words:
            if _ASIN.fullmatch(word):
                asins.append(word)
            else:
                found.append(_no_asin(field, given, word))
    return tuple(dict.fromkeys(asins)), tuple(found)


def _no_asin(field: FormField, given: Given, word: str) -> Finding:
    guess = f"B0{word[2:]}" if re.fullmatch(r"BO[0-9A-Z]{8}", word) else ""
    return ASIN_UNREADABLE.at(
        given.place, **field.names_both(), value=word,
        near_zh=f"是不是“{guess}”（第二位是数字零）？" if guess else "",
        near_en=f" Did you mean \"{guess}\" (a zero, not the letter O)?" if guess else "",
    )  # fmt: skip


def read_orders(field: FormField, given: Given) -> tuple[tuple[str, ...], tuple[Finding, ...]]:
    """Return the order numbers of a cell in their 3-7-7 form, each once."""
    orders: list[str] = []
    found: list[Finding] = []
    for part in split_words(fold_width(given.text).translate(_DASHES)):
        joined = re.sub(r"\s*-\s*", "-", part).lstrip("#").upper()
        for word in joined.split():
            match = _ORDER.fullmatch(word)
            if match:
                orders.append("-".join(match.groups()))
            else:
                found.append(ORDER_UNREADABLE.at(given.place, **field.names_both(), value=word))
    return tuple(dict.fromkeys(orders)), tuple(found)


def expand_ranges(words: tuple[str, ...]) -> tuple[str, ...]:
    """Write ``E03-E06`` out as four ids; anything else stays as it is."""
    ids: list[str] = []
    for word in words:
        match = _RANGE.fullmatch(word.upper())
        if match and match[3] in {"", match[1]} and 0 < int(match[4]) - int(match[2]) < _LONGEST_RANGE:
            digits = len(match[2])
            ids.extend(f"{match[1]}{number:0{digits}}" for number in range(int(match[2]), int(match[4]) + 1))
        else:
            ids.append(word)
    return tuple(dict.fromkeys(ids))
