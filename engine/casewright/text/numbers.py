"""Numbers as people type and read them, exact all the way."""

import re
from decimal import Decimal
from fractions import Fraction
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.numbers import format_currency, format_decimal, format_percent

from casewright.text.width import fold_width

_NUMBER = re.compile(r"[+-]?(\d{1,3}(?:,\d{3})+|\d+)([.,]\d+)?")
_LOCALES = {"zh": "zh_CN", "en": "en_US", "ja": "ja_JP", "de": "de_DE", "fr": "fr_FR", "es": "es_ES", "it": "it_IT"}
#: How the house writes a rate; other languages as Babel says (German sets a blank before the sign).
_PERCENT = {"zh": "#,##0%", "en": "#,##0%", "ja": "#,##0%"}


def locale_of(lang: str) -> str:
    """Return the locale whose forms a language uses; raise KeyError for a code that is no language."""
    if lang in _LOCALES:
        return _LOCALES[lang]
    try:
        return str(Locale.parse(lang))
    except (UnknownLocaleError, ValueError) as error:
        raise KeyError(lang) from error


def parse_number(raw: str) -> Fraction | None:
    """Read ``1,234.5``, ``1234,5`` or full-width digits as an exact number; None where the text is no number.

    A single comma with three digits behind it groups thousands (1,234); with any other count it is the decimal sign.
    """
    text = fold_width(raw).strip().replace(" ", "")
    match = _NUMBER.fullmatch(text)
    if not match:
        return None
    sign = -1 if text.startswith("-") else 1
    return sign * Fraction(match[1].replace(",", "") + (match[2] or "").replace(",", "."))


def parse_percent(raw: str) -> Fraction | None:
    """Read ``1.98%``, ``1,98 %`` or ``1.98％`` as 198/10000; None where no percent sign stands behind a number."""
    text = fold_width(raw).strip()
    if not text.endswith("%"):
        return None
    number = parse_number(text[:-1])
    return None if number is None else number / 100


def plain_numbers(text: str, lang: str) -> str:
    """Return a running text with its numbers as English writes them: ``1.212`` and ``1,98 %`` of a German text.

    A number with two commas or more, such as a registration quoted as it stands, is in the English form already.
    """
    group, decimal = _signs(locale_of(lang))
    if decimal == ".":
        return text
    grouped, point = r"[ \u00a0\u202f]" if group.isspace() else re.escape(group), re.escape(decimal)
    english = r"\d{1,3}(?:,\d{3}){2,}(?!\d)"
    own = rf"\d{{1,3}}(?:{grouped}\d{{3}})+(?:{point}\d+)?|\d+{point}\d+"
    number = re.compile(rf"(?<![\d.,-])(?!{english})(?:{own})(?!\d)")
    return number.sub(lambda found: re.sub(grouped, "", found[0]).replace(decimal, "."), text)


@cache
def _signs(locale: str) -> tuple[str, str]:
    symbols = Locale.parse(locale).number_symbols
    latin = symbols.get("latn", symbols)
    return str(latin["group"]), str(latin["decimal"])


def show_percent(rate: Fraction, lang: str, *, places: int = 2) -> str:
    """Return a rate for reading, ``1.98%`` or ``1,98 %``, rounded half to even only here."""
    scaled = Decimal(round(rate * 10 ** (places + 2))) / Decimal(10 ** (places + 2))
    locale = locale_of(lang)
    pattern = _PERCENT.get(lang) or Locale.parse(locale).percent_formats[None].pattern
    return format_percent(scaled, format=pattern.replace("#,##0", f"#,##0.{'0' * places}"), locale=locale)


def show_number(value: Fraction | Decimal | int, lang: str) -> str:
    """Return a number for reading, grouped as the language does, at most four decimals."""
    exact = Decimal(value.numerator) / Decimal(value.denominator) if isinstance(value, Fraction) else Decimal(value)
    return format_decimal(exact, format="#,##0.####", locale=locale_of(lang))


def show_money(amount: Decimal, currency: str, lang: str) -> str:
    """Return an amount with its currency, with the decimals that the currency has (JPY none)."""
    return format_currency(amount, currency, locale=locale_of(lang))
