"""Amounts of money in a text, each with the currency that it is in: "USD 35.99"."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from casewright.model import Mention
from casewright.notices.lines import Lines

#: What may stand on either side of the figures, and what stands only before or only behind them.
_BOTH = {
    "us$": "USD", "ca$": "CAD", "c$": "CAD", "cad$": "CAD", "a$": "AUD", "au$": "AUD", "r$": "BRL", "s$": "SGD",
    "sg$": "SGD", "mx$": "MXN", "hk$": "HKD", "nt$": "TWD", "€": "EUR", "£": "GBP", "₹": "INR", "₺": "TRY",
    "rmb": "CNY", "人民币": "CNY", "人民幣": "CNY", "dh": "AED",
}  # fmt: skip
_CODES = (
    "USD", "EUR", "GBP", "CAD", "MXN", "BRL", "JPY", "CNY", "AUD", "SGD", "INR", "AED", "SAR", "EGP", "TRY", "PLN",
    "SEK", "ZAR", "HKD", "TWD", "CHF", "CZK", "DKK", "NOK",
)  # fmt: skip
_BOTH |= {code.lower(): code for code in _CODES}
_AHEAD_ONLY = {"rs.": "INR", "rs": "INR"}
_BEHIND_ONLY = {
    "元": "CNY", "円": "JPY", "美元": "USD", "美金": "USD", "欧元": "EUR", "英镑": "GBP", "日元": "JPY", "日圆": "JPY",
    "加元": "CAD", "澳元": "AUD", "卢比": "INR", "ドル": "USD", "米ドル": "USD", "ユーロ": "EUR", "ポンド": "GBP",
    "euros": "EUR", "euro": "EUR", "us dollars": "USD", "pounds": "GBP", "pesos": "MXN", "reais": "BRL", "tl": "TRY",
    "yen": "JPY", "rupees": "INR", "zł": "PLN", "zl": "PLN",
}  # fmt: skip
_SIGNS = {**_BOTH, **_AHEAD_ONLY, **_BEHIND_ONLY}


def _either(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_FIGURES = r"\d{1,3}(?:[.,' ]\d{3})+(?:[.,]\d{1,2})?(?!\d)|\d+(?:[.,]\d{1,2})?(?!\d)"
_TAIL = _either((*(word for word in _BOTH if word.isalpha()), *_BEHIND_ONLY))
_AHEAD = re.compile(
    rf"(?<![A-Za-z0-9$])({_either((*_BOTH, *_AHEAD_ONLY))}|[$¥])\s?((?<!\d)(?:{_FIGURES}))(?:\s?({_TAIL})(?![a-z]))?"
)
_LATER = re.compile(
    rf"(?<![A-Za-z0-9./-])(?<!\d,)({_FIGURES})(万)?\s?({_either((*_BOTH, *_BEHIND_ONLY))}|[$¥])(?![a-z])(?!\s?\d)"
)
_MONEY = re.compile(
    rf"[$€£¥₹₺元円]|(?<![a-z])(?:{_either(word for word in _SIGNS if word.replace(' ', '').isalpha())})(?![a-z])"
)


def amounts(lines: Lines, *, language: str | None, currency: str | None) -> Iterator[Mention]:
    """Yield the amounts of a text; ``currency`` is the store's, taken where "$", "¥" or "kr" does not say which."""
    for begin, end in lines.stretches:
        if not _MONEY.search(lines.small, begin, end):
            continue
        for match in _AHEAD.finditer(lines.small, begin, end):
            code = _SIGNS.get((match[3] or match[1]).strip()) or _bare(match[1], language, currency)
            if not lines.linked(match.start()):
                yield lines.mention("amount", f"{code} {_decimal(match[2])}", *match.span())
        for match in _LATER.finditer(lines.small, begin, end):
            code = _SIGNS.get(match[3]) or _bare(match[3], language, currency)
            if not lines.linked(match.start()):
                value = Decimal(_decimal(match[1])) * (10000 if match[2] else 1)
                yield lines.mention("amount", f"{code} {value}", *match.span())


def _bare(sign: str, language: str | None, currency: str | None) -> str:
    """Return the currency of a sign that several share."""
    if sign == "$":
        return currency if currency in ("USD", "CAD", "MXN", "AUD", "SGD", "HKD") else "$"
    if currency in ("JPY", "CNY"):
        return currency
    return "JPY" if language == "ja" else "CNY" if language == "zh" else "¥"


def _decimal(raw: str) -> str:
    """Return figures with a full stop before the hundredths and nothing between the thousands."""
    figures = raw.replace("'", "").replace(" ", "")
    last = max(figures.rfind("."), figures.rfind(","))
    if last >= 0 and len(figures) - last - 1 in (1, 2):
        return str(Decimal(figures[:last].replace(".", "").replace(",", "") + "." + figures[last + 1 :]))
    return str(Decimal(figures.replace(".", "").replace(",", "")))
