"""The store of a notice that names none: by its language, money, authorities, telephones and the way it writes days."""

import re
from collections import Counter
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from casewright.model import Marketplace
from casewright.text import months_of

#: Signs and names of money that one currency has to itself; a bare dollar has several.
_MONEY = (
    ("USD", r"US\s?\$|\bUSD\b"), ("CAD", r"(?<![A-Z])C(?:A|AD|DN)?\s?\$|\bCAD\b"), ("GBP", r"£|\bGBP\b"),
    ("AUD", r"(?<![A-Z])AU?\s?\$|\bAUD\b"), ("SGD", r"(?<![A-Z])S(?:G|GD)?\s?\$|\bSGD\b"), ("EUR", r"€|\bEUR\b"),
    ("INR", r"₹|\bINR\b|\bRs\.?\s?\d"), ("AED", r"\bAED\b|\bDhs?\.?\s?\d"),
    ("MXN", r"\bMXN?\s?\$|\$\s?MXN\b|\bMXN\b|\bM\.\s?N\."),
    ("SAR", r"\bSAR\b"), ("ZAR", r"\bZAR\b"), ("BRL", r"R\$|\bBRL\b"), ("JPY", r"\bJPY\b"),
)  # fmt: skip
#: Authorities, laws, numbers of companies and Amazon's own companies, which one country has to itself.
_COUNTRY = (
    ("US", r"USPTO|U\.\s?S\.\s(?:Patent|Customs|Copyright|federal|law)|US\s(?:federal|law|Customs)|INFORM Consumers"
           r"|\b(?:FTC|CPSC|FDA|IRS|EIN)\b|Amazon(?:\.com)? Services LLC"),
    ("UK", r"\bHMRC\b|Companies House|\bUKIPO\b|\bUKCA\b|\bOPSS\b|Trading Standards|Amazon UK Services"),
    ("CA", r"Health Canada|\bCIPO\b|GST/HST|Canada Revenue|Canadian (?:law|Intellectual)"),
    ("AU", r"\bACCC\b|\bABN\b|IP Australia|Amazon Commercial Services|Australian (?:law|Consumer)"),
    ("SG", r"\bACRA\b|\bIPOS\b|Singapore law"),
    ("IN", r"\bGSTIN\b|\bFSSAI\b|\bPAN card|Amazon Seller Services|Legal Metrology"),
    ("AE", r"Emirates? (?:ID|law)|\bUAE\b"), ("SA", r"\bZATCA\b|\bSASO\b"), ("ZA", r"\bCIPC\b|\bNRCS\b"),
    ("IE", r"Revenue Commissioners|\bCCPC\b"), ("MX", r"\b(?:RFC|CURP|SAT|INE|CLABE|CFDI|PROFECO|IMPI|COFEPRIS)\b"),
    ("ES", r"\b(?:NIF|DNI|AEAT|OEPM)\b|Agencia Tributaria"),
)  # fmt: skip
_PHONE = (
    ("US", r"(?<!\w)\+1[\s(-]|\b1-8(?:00|33|44|55|66|77|88)-"), ("UK", r"\+44\b"), ("AU", r"\+61\b"), ("SG", r"\+65\b"),
    ("IN", r"\+91\b"), ("AE", r"\+971\b"), ("SA", r"\+966\b"), ("ZA", r"\+27\b"), ("IE", r"\+353\b"),
    ("MX", r"\+52\b"), ("ES", r"\+34\b"), ("FR", r"\+33\b"), ("BE", r"\+32\b"), ("NL", r"\+31\b"),
)  # fmt: skip
_COUNTRIES = [(store, re.compile(words)) for store, words in _COUNTRY]
_PHONES = [(store, re.compile(words)) for store, words in _PHONE]
_SUMS = [(currency, re.compile(words)) for currency, words in _MONEY]
_MONTH = "|".join(sorted((name for name in months_of("en") if len(name) > 2), key=len, reverse=True))
_MONTH_FIRST = re.compile(rf"\b(?:{_MONTH})\.?\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}\b", re.IGNORECASE)
_DAY_FIRST = re.compile(rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:{_MONTH})\b", re.IGNORECASE)
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
    for weight, signs in ((_LAW, _COUNTRIES), (_CALL, _PHONES)):
        for code, pattern in signs:
            if code in codes and pattern.search(text):
                votes[code] += weight
    for currency, pattern in _SUMS:
        if (language, currency) != ("en", "EUR") and pattern.search(text):
            votes.update({code: _SUM for code in codes if marketplaces[code].currency == currency})
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
