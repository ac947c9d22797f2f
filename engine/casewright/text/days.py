"""Days as people type them, read only where one reading is possible."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, lru_cache

from babel.dates import get_month_names

from casewright.text.numbers import locale_of
from casewright.text.spelled import HAN_SIGNS, han_number
from casewright.text.width import caseless, fold_width

#: Languages in which notices and sheets spell months.
LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "nl")

#: First Gregorian year of each Japanese era less one, so that era year 1 is that year.
ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "reiwa": 2018, "heisei": 1988, "r": 2018, "h": 1988}

_ISO = re.compile(r"(\d{4})(\s*-\s*|\s*/\s*|\.)(\d{1,2})\2(\d{1,2})")
_HAN = re.compile(r"(\d{4})(\s*年\s*)(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]?")
_SIGNS = re.compile(rf"([{HAN_SIGNS}]{{4}})年([{HAN_SIGNS}]{{1,2}})月([{HAN_SIGNS}]{{1,3}})[日号]")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_NUMERIC = re.compile(r"(\d{1,2})\s*([-/.])\s*(\d{1,2})\s*\2\s*(\d{4}|\d{2})")
_COUNT = rf"(\d{{1,2}}|元|[{HAN_SIGNS}]{{1,3}})"
_ERA = re.compile(
    rf"(令和|平成|昭和|(?<![A-Za-z])(?:Reiwa|Heisei|[RrHh])(?=[\s.]*\d))[\s.]*{_COUNT}\s*[年./-]\s*{_COUNT}\s*[月./-]\s*{_COUNT}"
    r"(?:\s*日)?"
)
#: No day is written with less than two figures, or with the first year of an era.
_FIGURES = re.compile(r"\d\D{0,12}\d")
#: No day of a month is written without a figure, but with one in Han signs.
_COUNTED = re.compile(r"[\d月]")
_YEAR = re.compile(r"\d{4}")
#: What stands in every day of an era and in every day in figures alone. These begin with one sign of a set, which is
#: looked for at once; the patterns of the days try every place.
_MAY_BE_ERA = re.compile(r"[令平昭RrHh](?:(?<=[令平昭])|(?:eiwa|eisei)?[\s.]*\d)")
_MAY_BE_NUMERIC = re.compile(r"\d\s*[-/.]\s*\d")
_TIME = re.compile(r"[\sT]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:[AaPp]\.?[Mm]\.?)?\s*(?:Z|UTC|[+-]\d{2}:?\d{2})?$")


@dataclass(frozen=True, slots=True)
class Unclear:
    """A text that looks like a day and cannot be read as one.

    ``readings`` holds the possible days: two or more for ``03/04/2026``, none for ``13/25/2026``.
    """

    readings: tuple[date, ...]


def parse_day(raw: str, *, day_first: bool | None = None) -> date | Unclear | None:
    """Read a day typed by a person; None where the text is no day at all.

    Read: ``2026-03-05``, ``2026/3/5``, ``2026.3.5``, ``2026年3月5日``, ``20260305``, ``5 Mar 2026``, ``March 5, 2026``,
    ``5. März 2026``, ``le 5 mars 2026``, ``5 de marzo de 2026``, ``令和8年3月5日``, ``25/03/2026``, any with a clock
    behind it. A form such as 03/04/2026 gives :class:`Unclear` unless ``day_first`` says which way the source writes.
    """
    text = _TIME.sub("", fold_width(raw).strip())
    if match := _ERA.fullmatch(text):
        years, month, day = (_count(match[group]) for group in (2, 3, 4))
        return _day(ERAS[match[1].casefold()] + years, month, day)
    if match := _SIGNS.fullmatch(text):
        return _day(*(_count(match[group]) for group in (1, 2, 3)))
    if match := _ISO.fullmatch(text) or _HAN.fullmatch(text):
        return _day(int(match[1]), int(match[3]), int(match[4]))
    if match := _COMPACT.fullmatch(text):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    if match := _NUMERIC.fullmatch(text):
        return _numeric(int(match[1]), int(match[3]), int(match[4]), day_first=day_first)
    return _worded(text)


def find_days(text: str, *, day_first: bool | None = None) -> Iterator[tuple[int, str, date]]:
    """Yield each day that stands in a running text, with its position and wording, earliest position first."""
    folded = fold_width(text)
    if not ("年" in folded or "元" in folded or _FIGURES.search(folded)):
        return
    taken: list[tuple[int, int]] = []
    found: list[tuple[int, str, date]] = []
    for pattern in _patterns(folded):
        for match in pattern.finditer(folded):
            if any(start < match.end() and match.start() < end for start, end in taken) or _inside(folded, match):
                continue
            day = parse_day(match[0], day_first=day_first)
            if isinstance(day, date):
                taken.append(match.span())
                found.append((match.start(), match[0], day))
    yield from sorted(found)


def _patterns(folded: str) -> Iterator[re.Pattern[str]]:
    """Yield the patterns of days that a text may hold at all, in the order in which they take their places."""
    year = _YEAR.search(folded) is not None
    if _MAY_BE_ERA.search(folded):
        yield _ERA
    if "年" in folded:
        yield from (_HAN, _SIGNS)
    if year:
        yield _ISO
    if year and _names_a_day(folded):
        yield _WORDED
    if _MAY_BE_NUMERIC.search(folded):
        yield _NUMERIC


def find_month_days(text: str) -> Iterator[tuple[int, str, int, int]]:
    """Yield each day without its year in a running text: position, wording, month and day."""
    if not _COUNTED.search(text):
        return
    folded = fold_width(text)
    if not ("月" in folded or _POINTED.search(folded) or _names_a_day(folded)):
        return
    for match in _NO_YEAR.finditer(folded):
        if match[1]:
            month, day = _MONTHS[caseless(match[2])], int(match[1])
        elif match[3]:
            month, day = _MONTHS[caseless(match[3])], int(match[4])
        elif match[5]:
            month, day = _count(match[5]), _count(match[6])
        else:
            month, day = int(match[8]), int(match[7])
        if isinstance(_day(2024, month, day), date) and not match[0].startswith("may"):  # "you may 2 days later ..."
            yield match.start(), match[0], month, day


def next_such_day(month: int, day: int, *, after: date) -> date:
    """Return the first such day from ``after`` on; February 29 waits for its leap year."""
    year = after.year
    while True:
        found = _day(year, month, day)
        if isinstance(found, date) and found >= after:
            return found
        year += 1


def _count(text: str) -> int:
    if text.isdigit():
        return int(text)
    return 1 if text == "元" else han_number(text) or 0


def _inside(text: str, match: re.Match[str]) -> bool:
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    return (match[0][:1].isdigit() and before.isdigit()) or (match[0][-1:].isdigit() and after.isdigit())


def _numeric(first: int, second: int, year: int, *, day_first: bool | None) -> date | Unclear:
    if year < 100:
        year += 2000
    readings = {order: _day(year, *pair) for order, pair in (("dm", (second, first)), ("md", (first, second)))}
    days = {order: day for order, day in readings.items() if isinstance(day, date)}
    wanted = {True: "dm", False: "md", None: ""}[day_first]
    if wanted in days:
        return days[wanted]
    distinct = tuple(sorted(set(days.values())))
    return distinct[0] if len(distinct) == 1 else Unclear(distinct)


def _day(year: int, month: int, day: int) -> date | Unclear:
    try:
        return datetime(year, month, day).date()  # noqa: DTZ001 - a calendar day has no zone
    except ValueError:
        return Unclear(())


@cache
def months_of(lang: str) -> dict[str, int]:
    """Return the names of the months in a language, without capitals and stops, by every form that Babel knows."""
    names: dict[str, int] = {}
    for width in ("wide", "abbreviated"):
        for context in ("format", "stand-alone"):
            for number, name in get_month_names(width, context, locale_of(lang)).items():
                names[name.casefold().rstrip(".")] = number
    return names


def _months() -> dict[str, int]:
    names: dict[str, int] = {}
    for language in LANGUAGES:
        names |= months_of(language)
    names["sept"] = 9
    return names | {name.replace("m", "rn"): number for name, number in names.items()}  # as scans are misread


_MONTHS = _months()
_NAME = "|".join(sorted(map(re.escape, _MONTHS), key=len, reverse=True))
_SHORTEST, _LONGEST = min(map(len, _MONTHS)), max(map(len, _MONTHS))
_BEGINNINGS = frozenset(name[:_SHORTEST] for name in _MONTHS)
_TH = r"(?:st|nd|rd|th|er|ère|º|ª|°|\.)?"
_OF = r"(?:del?\s+|of\s+)?"
_DAY_NAME = rf"(\d{{1,2}}){_TH}[\s-]*{_OF}({_NAME})\.?"
_NAME_DAY = rf"({_NAME})\.?[\s-]+(\d{{1,2}})(?:st|nd|rd|th)?"
_DAY_MONTH = re.compile(rf"{_DAY_NAME},?[\s-]*(?:del?\s+)?(\d{{4}})", re.IGNORECASE)
_MONTH_DAY = re.compile(rf"{_NAME_DAY},?[\s-]+(\d{{4}})", re.IGNORECASE)
_WORDED = re.compile(rf"\b(?:{_DAY_MONTH.pattern}|{_MONTH_DAY.pattern})", re.IGNORECASE)
#: A day without its year: ``15 March``, ``March 15``, ``3月15日``, ``15.3.``; a number may not follow.
_NO_YEAR = re.compile(
    rf"(?<![\d.,/-])(?:{_DAY_NAME}(?![\w])(?![\s,.-]*\d{{4}})|\b{_NAME_DAY}(?![\w.]\d|\d|:\d\d)(?![\s,-]*\d{{4}})"
    rf"|(?<!年)(?<!年\s)(\d{{1,2}}|[{HAN_SIGNS}]{{1,2}})\s*月\s*(\d{{1,2}}|[{HAN_SIGNS}]{{1,3}})\s*[日号]"
    r"|(\d{1,2})\.\s?(\d{1,2})\.(?!\s?\d))",
    re.IGNORECASE,
)
#: What stands in days with the name of their month, looked for at figures only: ``15 March``; ``March 15``; ``15.3.``.
_FIGURE_WORD = re.compile(rf"\d{_TH}[\s-]*{_OF}([^\W\d_]{{{_SHORTEST}}})", re.IGNORECASE)
_FIGURE_BEHIND, _LAST_WORD = re.compile(r"[^\W\d_]\.?[\s-]+\d"), re.compile(r"[^\W\d_]+\Z")
_POINTED = re.compile(r"\d\.\s?\d{1,2}\.")


@lru_cache(maxsize=256)  # days with their year and days without it are looked for one after the other
def _names_a_day(folded: str) -> bool:
    """Say whether the name of a month stands beside a figure; the patterns of worded days try names at every word."""
    if any(caseless(match[1]) in _BEGINNINGS for match in _FIGURE_WORD.finditer(folded)):
        return True
    for match in _FIGURE_BEHIND.finditer(folded):
        word = _LAST_WORD.search(folded, max(0, match.start() - _LONGEST), match.start() + 1)
        if word and caseless(word[0]) in _MONTHS:
            return True
    return False


#: What may stand before a worded day: a weekday, or the article of de, fr, es, it.
_LEAD = re.compile(
    r"^(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|satur|sat|sun)(?:day)?\.?,?|le|el|il|am|den|vom)\s+", re.IGNORECASE
)


def _worded(text: str) -> date | Unclear | None:
    text = _LEAD.sub("", text)
    if match := _DAY_MONTH.fullmatch(text):
        return _day(int(match[3]), _MONTHS[caseless(match[2])], int(match[1]))
    if match := _MONTH_DAY.fullmatch(text):
        return _day(int(match[3]), _MONTHS[caseless(match[1])], int(match[2]))
    return None
