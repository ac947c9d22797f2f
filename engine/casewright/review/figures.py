"""Every figure in a sentence: numbers, days, ids, exhibit references; every language must have the same."""

import re
from functools import cache

from casewright.text import find_days, fold_width, months_of, parse_number, plain_numbers

#: An exhibit's id, whatever word for exhibit the language puts before it.
_EXHIBIT = re.compile(r"(?<![A-Za-z0-9-])[A-Z]-\d{1,3}(?![A-Za-z0-9-])")
_ORDER = re.compile(r"(?<![A-Za-z0-9_-])\d{3}-\d{7}-\d{7}(?![A-Za-z0-9_-])")
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_MONTH_EN = re.compile(rf"\b({'|'.join(_MONTHS)})\b,?(?:\s+(\d{{4}})\b)?", re.IGNORECASE)
_NAMES = "|".join(_MONTHS)
_MONTH_DAY_EN = re.compile(rf"\b({_NAMES})\s+(\d{{1,2}})(?:st|nd|rd|th)?\b|\b(\d{{1,2}})\s+({_NAMES})\b", re.IGNORECASE)
_MONTH_DAY_ZH = re.compile(r"(?<!\d)(\d{1,2})月(\d{1,2})[日号]")
_MONTH_ZH = re.compile(r"(?:(\d{4})年)?(?<!\d)(\d{1,2})月(?!\d)")
_TEN_THOUSANDS = re.compile(r"(\d+(?:\.\d+)?)\s*([万亿億])")
_PERCENT = re.compile(r"(\d+(?:[.,]\d+)*)\s*%")
_ID = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]+[A-Za-z-]*\d[A-Za-z0-9-]*")
_NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
#: A time on the hour: "17:00" and "17.00 Uhr" are the hour that others write as 17点, 17時, 17 Uhr.
_ON_THE_HOUR = re.compile(r"(?<![\d:.,])([01]?\d|2[0-4])(?::00(?![\d:])|\.00(?=\s*Uhr\b))")


def figures_of(text: str, lang: str = "en") -> frozenset[str]:
    """Return the figures of a text, each in one form whatever the language: ``day 2026-03-05``, ``percent 1.98``.

    ``lang`` says how the text writes its numbers and months; Chinese, Japanese and English may be read as one another.
    Number words ("two", “两”) are no figures: a plan writes digits.
    """
    rest = plain_numbers(_ON_THE_HOUR.sub(r"\1", fold_width(text)), lang)
    found: set[str] = set()
    found.update(f"exhibit {each}" for each in _EXHIBIT.findall(rest))
    rest = _EXHIBIT.sub(" ", rest)
    found.update(f"order {each}" for each in _ORDER.findall(rest))
    rest = _ORDER.sub(" ", rest)
    # Rates go before days: "in 2026. 3.5%" has no third of May in it.
    found.update(f"percent {_exact(each)}" for each in _PERCENT.findall(rest))
    rest = _PERCENT.sub(" ; ", rest)
    for _, wording, day in find_days(rest, day_first=None if lang in _AS_ENGLISH else True):
        found.add(f"day {day.isoformat()}")
        rest = rest.replace(wording, " ")
    rest = _months(rest if lang in _AS_ENGLISH else _worded_months(rest, found, lang), found)
    rest = _TEN_THOUSANDS.sub(_spelled_out, rest)
    found.update(f"id {each.upper().rstrip('-')}" for each in _ID.findall(rest))
    rest = _ID.sub(" ", rest)
    found.update(f"number {_exact(each)}" for each in _NUMBER.findall(rest))
    return frozenset(found)


def difference(
    one: str, other: str, *, langs: tuple[str, str] = ("zh", "en")
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the figures that only the first of two languages has, and those that only the second has.

    A day whose year one language leaves out ("10月31日") is the same day as the full one of the other.
    """
    ours, theirs = figures_of(one, langs[0]), figures_of(other, langs[1])
    return _without(ours, theirs), _without(theirs, ours)


def _without(these: frozenset[str], those: frozenset[str]) -> tuple[str, ...]:
    return tuple(sorted(each for each in these - those if not any(_same_but_year(each, other) for other in those)))


def _same_but_year(one: str, other: str) -> bool:
    for short, full in ((one, other), (other, one)):
        for yearless in ("day -", "month -"):
            kind = yearless[:-1]
            if short.startswith(yearless) and full.startswith(kind) and full.endswith(short.removeprefix(yearless)):
                return True
    return False


_AS_ENGLISH = frozenset({"zh", "en", "ja"})


@cache
def _month_patterns(lang: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    names = "|".join(sorted(map(re.escape, months_of(lang)), key=len, reverse=True))
    return (
        re.compile(rf"(?<!\d)(\d{{1,2}})\.?\s+(?:de\s+)?({names})\b", re.IGNORECASE),
        re.compile(rf"\b({names})\.?\s+(?:de\s+)?(\d{{4}})\b", re.IGNORECASE),
    )


def _worded_months(text: str, found: set[str], lang: str) -> str:
    """Take the days and months that a Western language spells: ``12. Februar``, ``Februar 2026``."""
    months = months_of(lang)
    day, month = _month_patterns(lang)
    found.update(f"day --{months[name.casefold()]:02}-{int(number):02}" for number, name in day.findall(text))
    text = day.sub(" ", text)
    found.update(f"month {year}-{months[name.casefold()]:02}" for name, year in month.findall(text))
    return month.sub(" ", text)


def _months(text: str, found: set[str]) -> str:
    for match in _MONTH_DAY_EN.finditer(text):
        month, day = (match[1], match[2]) if match[1] else (match[4], match[3])
        found.add(f"day --{_MONTHS.index(month.lower()) + 1:02}-{int(day):02}")
    text = _MONTH_DAY_EN.sub(" ", text)
    found.update(f"day --{int(month):02}-{int(day):02}" for month, day in _MONTH_DAY_ZH.findall(text))
    text = _MONTH_DAY_ZH.sub(" ", text)
    for match in _MONTH_EN.finditer(text):
        if match[1][0].isupper() and (match[1].lower() != "may" or match[2]):
            found.add(f"month {match[2] or '-'}-{_MONTHS.index(match[1].lower()) + 1:02}")
    text = _MONTH_EN.sub(lambda match: " " if match[2] else match[0], text)
    found.update(f"month {year or '-'}-{int(month):02}" for year, month in _MONTH_ZH.findall(text))
    return _MONTH_ZH.sub(" ", text)


def _spelled_out(match: re.Match[str]) -> str:
    return _exact(str(float(match[1]) * {"万": 10_000, "亿": 100_000_000, "億": 100_000_000}[match[2]]))


def _exact(number: str) -> str:
    value = parse_number(number)
    if value is None:
        return number
    return str(int(value)) if value.denominator == 1 else str(float(value))
