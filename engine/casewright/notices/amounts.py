"""Amounts of money in a text, each with the currency that it is in: "USD 35.99"."""

import re
from collections.abc import Iterator
from decimal import Decimal

from casewright.model import Mention
from casewright.notices.lines import Lines

_SIGNS = {
    "us$": "USD", "ca$": "CAD", "c$": "CAD", "cad$": "CAD", "a$": "AUD", "au$": "AUD", "r$": "BRL", "s$": "SGD", "sg$": "SGD",
    "mx$": "MXN", "hk$": "HKD", "nt$": "TWD", "€": "EUR", "£": "GBP", "₹": "INR", "₺": "TRY", "zł": "PLN", "zl": "PLN",
    "rs.": "INR", "rs": "INR", "rmb": "CNY", "人民币": "CNY", "人民幣": "CNY", "美元": "USD", "美金": "USD", "欧元": "EUR", "英镑": "GBP",
    "日元": "JPY", "日圆": "JPY", "加元": "CAD", "澳元": "AUD", "卢比": "INR", "円": "JPY", "元": "CNY", "ドル": "USD", "米ドル": "USD",
    "ユーロ": "EUR", "ポンド": "GBP", "euros": "EUR", "euro": "EUR", "us dollars": "USD", "pounds": "GBP", "pesos": "MXN",
    "reais": "BRL", "tl": "TRY", "dh": "AED", "yen": "JPY", "rupees": "INR",
}  # fmt: skip
_CODES = ("USD", "EUR", "GBP", "CAD", "MXN", "BRL", "JPY", "CNY", "AUD", "SGD", "INR", "AED", "SAR", "EGP", "TRY", "PLN",
          "SEK", "ZAR", "HKD", "TWD", "CHF", "CZK", "DKK", "NOK")  # fmt: skip
_SIGNS |= {code.lower(): code for code in _CODES}
_FIGURES = r"\d{1,3}(?:[.,' ]\d{3})+(?:[.,]\d{1,2})?(?!\d)|\d+(?:[.,]\d{1,2})?(?![\d])"


def _either(words: frozenset[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_BEFORE = frozenset({word for word in _SIGNS if word not in ("元", "円", "euros", "euro", "pounds", "pesos", "reais", "us dollars", "zl", "tl",
                                                              "ドル", "米ドル", "ユーロ", "ポンド", "yen", "rupees", "美元", "美金", "欧元",
                                                              "英镑", "日元", "日圆", "加元", "澳元", "卢比", "zł")})  # fmt: skip
_BEHIND = frozenset(word for word in _SIGNS if word not in ("rs.", "rs"))
_AHEAD = re.compile(
    rf"(?<![\w$])({_either(_BEFORE)}|[$¥])\s?\$?((?<!\d){_FIGURES})(?:\s?(us dollars|{_either(frozenset(each.lower() for each in _CODES))})(?![a-z]))?",
)
_LATER = re.compile(
    rf"(?<![\w.,/-])({_FIGURES})(万)?\s?({_either(_BEHIND)}|[$¥])(?![a-z])(?!\s?\d)",
)
_MONEY = re.compile(r"[$€£¥₹₺]|[元円]|zł|(?<![a-z])(?:rs|rmb|tl|" + _either(frozenset(each.lower() for each in _CODES))
                    + r"|euros?|dollars|pounds|reais|pesos|dh|yen|rupees)(?![a-z])|人民币|人民幣|美金|英镑|卢比|日圆|ドル|ユーロ|ポンド")  # fmt: skip


def amounts(lines: Lines, *, language: str | None, currency: str | None) -> Iterator[Mention]:
    """Yield the amounts of a text; ``currency`` is the store's, taken where "$", "¥" or "kr" does not say which."""
    if not _MONEY.search(lines.small):
        return
    for match in _AHEAD.finditer(lines.small):
        code = _SIGNS.get((match[3] or match[1]).strip()) or _bare(match[1], language, currency)
        if not lines.linked(match.start()):
            yield lines.mention("amount", f"{code} {_decimal(match[2])}", *match.span())
    for match in _LATER.finditer(lines.small):
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
