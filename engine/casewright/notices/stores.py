"""The store of a notice that names none: by its language, money, authorities, telephones and the way it writes days."""

import re
from collections import Counter
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from casewright.model import Marketplace
from casewright.text import months_of

_MONTH = "|".join(sorted((name for name in months_of("en") if len(name) > 2), key=len, reverse=True))
_MONTH_FIRST = re.compile(rf"\b(?:{_MONTH})\.?\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}\b", re.IGNORECASE)
_DAY_FIRST = re.compile(rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:{_MONTH})\b", re.IGNORECASE)
#: Where a word begins and where it ends.
_BEGINS, _ENDS = r"(?<![^\W_])", r"(?![^\W_])"
#: What each kind of sign weighs: the law of a country and its money more than a telephone.
_LAW, _SUM, _CALL = 3, 2, 1


def only_store(
    language: str | None, marketplaces: Mapping[str, Marketplace], *, text: str, named: bool = True
) -> str | None:
    """Return the one store whose notices are in a language, None where several stores or none write it.

    Of several, what the text names tells which; sums in euro stand in English notices of every store. Stores
    with one clock are not parted. ``named``: the text names Amazon; one that does not tells no store by its signs.
    """
    codes = [code for code, store in marketplaces.items() if store.language == language]
    if len(codes) < 2:
        return codes[0] if codes else None
    if not named:
        return None
    if len({_clock(marketplaces[code].zone) for code in codes}) == 1:
        return codes[0]
    votes: Counter[str] = Counter()
    for code in codes:
        store = marketplaces[code]
        money = () if (language, store.currency) == ("en", "EUR") else store.money
        for words, weight in ((store.signs, _LAW), (money, _SUM), (store.phones, _CALL)):
            if words and _any_of(words).search(text):
                votes[code] += weight
    if votes:
        most = max(votes.values())
        leading = [code for code, count in votes.items() if count == most]
        return leading[0] if len(leading) == 1 else None
    return None


def store_by_days(language: str | None, marketplaces: Mapping[str, Marketplace], *, text: str) -> str | None:
    """Return the one store that writes the month first, where an English text spells its days so and no other way.

    It tells a clock only: which number of 03/05/2026 is the month is not told by how another day is spelled.
    """
    if language != "en" or "€" in text or not _MONTH_FIRST.search(text) or _DAY_FIRST.search(text):
        return None
    first = [code for code, store in marketplaces.items() if store.day_first is False and store.language == language]
    return first[0] if len(first) == 1 else None


@cache
def _clock(zone: str) -> tuple[timedelta | None, ...]:
    """Return how far a zone is from UTC in winter and in summer."""
    return tuple(datetime(2026, month, 15, tzinfo=ZoneInfo(zone)).utcoffset() for month in (1, 7))


@cache
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    """Return what finds any of some words as they are written, none of them inside another word."""
    return re.compile("|".join(map(_bounded, words)))


def _bounded(word: str) -> str:
    begins = _BEGINS if word[0].isalnum() else ""
    return begins + re.escape(word) + (_ENDS if word[-1].isalnum() else "")
