"""Days in a text with the time of day and the zone that stand beside them: ``5:00 PM PST on March 15``."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, time, timedelta

from casewright.notices.lexicon import Cue
from casewright.notices.nearby import Near, may_be_near, near_days, ran_until_now
from casewright.notices.sections import small
from casewright.text import Unclear, find_days, find_month_days, next_such_day, parse_day

_HALVES = r"(?P<part>上午|早上|凌晨|午前|下午|晚上|傍晚|中午|午後|夜)?\s*"
_CLOCK = (
    rf"(?:{_HALVES}(?P<hour>\d{{1,2}})(?:\s*[:.hH時时点點]\s?(?P<minute>\d{{2}})(?!\d)(?:[:：分]\d{{0,2}})?)?(?P<half>[点點时時]?半)?"
    r"\s*(?P<mark>[ap]\.?\s?m\b\.?|uhr|h(?:eures?|oras?|rs?)?(?![a-z\u00df-\u024f])|uur|時|时|点钟?|點鐘?|o'?clock|noon|midday)?"
    r"|(?P<noon>12\s+noon|noon|midday|mittags|midi|mediodía|mezzogiorno|meio-dia|正午|中午)"
    r"|(?P<night>midnight|mitternacht|minuit|medianoche|mezzanotte|meia-noite|middernacht|午夜|深夜0時"
    r"|(?:the\s+)?end\s+of\s+(?:the\s+)?(?:business\s+)?day|close\s+of\s+business|\beod\b|\bcob\b))"
)
_PREPOSITION = (
    r"(?:at|by|before|until|till|um|gegen|bis(?:\s+spätestens)?|vor|à|avant|jusqu'à|a\s+las?|(?:antes\s+de|hasta)\s+las?|(?:fino\s+)?alle(?:\s+ore)?|entro\s+le(?:\s+ore)?"
    r"|(?:a|al|ao|até\s+(?:o|ao)|até|antes\s+do|antes\s+del?|prima\s+di)(?=\s+m(?:ez|ei|ed))"
    r"|ore|às|até\s+(?:as|às)|om|的|の|@)"
)
#: What may part a day and the clock behind it: a weekday in brackets, a comma, a preposition.
_GAP = (
    r"(?:t(?=\d\d:))?\s*(?:\([^()\d]{1,14}\)|[（][^（）\d]{1,6}[）])?\s*[,;-]?\s*"
    rf"(?:{_PREPOSITION}\s+|的|の)?(?:spätestens\s+)?"
)
_BEHIND = re.compile(rf"{_GAP}{_CLOCK}", re.IGNORECASE)
_CLOCKS = re.compile(rf"(?<![\d.:])(?:{_CLOCK})", re.IGNORECASE)
_BY_CLOCK = re.compile(
    r"(?<![\w-])(?P<by>(?:by|before|no\s+later\s+than|not\s+later\s+than|bis(?:\s+spätestens)?|spätestens\s+um|avant|antes\s+de\s+las?"
    rf"|entro\s+le(?:\s+ore)?|até\s+(?:as|às))\s+){_CLOCK}(?![\d%])"
    r"(?!\s*(?:uhr|h|uur|heures?|horas?)?\s+(?:on|of|the|each|every|des|der|dem|am|vom|du|de|del|della|di|le|el|il|do|da|em|no)\b)",
    re.IGNORECASE,
)
#: What may stand between a clock, with its zone or without, and the day behind it.
_BETWEEN = re.compile(
    r"[\s,()]*(?:(?:on|of|am|le|du|el|del|il|di|do|de|em|op|van|des|vom|den|the|día|dia|giorno|jour|of the|tag)\s+"
    r"|[^\W\d]{3,10}(?:day|tag|di|dì|es|feira|dag|woch|bato|ado|oledì)\s*,?\s*)*[\s,(]*",
    re.IGNORECASE,
)
#: The end of a moment as machines write it: 2026-03-05T08:12Z.
_ZULU = re.compile(r"(?<=:\d\d)z(?![a-z])")
_OFFSET = re.compile(r"(?:utc|gmt)\s*([+-])\s*(\d{1,2})(?::?(\d{2}))?(?!\d)", re.IGNORECASE)
_NUMERIC = re.compile(r"(?<![\d.,/-])\d{1,2}\s?([-/.])\s?\d{1,2}\s?\1\s?(?:\d{4}|\d{2})(?![\d/])")
_SHORT = re.compile(r"(?<![\d.,/-])(\d{1,2})/(\d{1,2})(?![\d/%])")
#: What every day in figures has; it begins with a figure, which is found at once.
_PARTED = re.compile(r"\d\s?[-/.]\s?\d")
#: A clock that is to be met stands behind such a word.
_TO_MEET = re.compile(r"[\W\d]*(?:by|before|until|till|bis|vor|avant|jusqu|antes|hasta|entro|fino|até)\b")
#: Words that only an hour follows: alle 17, a las 17, às 17.
_OF_HOURS = re.compile(r"\b(?:entro\s+le|alle|las|às|até\s+as)(?:\s+ore)?\s+\Z")
#: No day is written without a figure, or the sign of a month, a year, or the first year of an era.
_MAY_BE_A_DAY = re.compile(r"[\d月年元]")
_SCANNED = re.compile(r"\d[OolI|]|[OolI]\d|0c?[tk]|曰")
#: What may part a weekday from its date.
_SAME = re.compile(
    r"[\s,.:()（）]*(?:(?:am|den|dem|der|the|le|el|il|do|de|het|dia|día|giorno|of|on)\b[\s,.]*)?", re.IGNORECASE
)
#: How far around a day its clock may stand, and around a clock its zone.
_REACH, _NEAR = 60, 34
#: 24:00, the first moment of the next day.
_NEXT = time(0, fold=1)
_AFTERNOON = frozenset(["下午", "晚上", "傍晚", "午後", "夜"])


@dataclass(frozen=True, slots=True)
class Day:
    """A day at its place, with its clock and zone where they stand beside it; ``unclear`` where it has two readings.

    ``near`` where it is told from the notice's own day; ``own`` where its words alone make it the last one.
    ``yearless`` where the year was found for it; ``by`` where its clock is one to be met: on Friday before noon.
    """

    start: int
    end: int
    on: date | None
    clock: time | None = None
    zone: str = ""
    unclear: str = ""
    near: bool = False
    own: bool = False
    yearless: bool = False
    by: bool = False


@dataclass(frozen=True, slots=True)
class _Zone:
    start: int
    end: int
    name: str


def days(text: str, *, first: bool | None, base: date | None, zones: Sequence[Cue], language: str | None) -> list[Day]:
    """Return the days of a text in order; a day without its year is the first such day from ``base`` on."""
    text = mended(text)
    lowered = small(text)
    nearby = may_be_near(lowered)
    if not (nearby or _MAY_BE_A_DAY.search(text)):
        return []
    found = [Day(start, start + len(wording), day) for start, wording, day in find_days(text, day_first=first)]
    for more in (*_unclear(text, first=first), *_yearless(text, first=first, base=base)):
        if not any(day.start < more.end and more.start < day.end for day in found):
            found.append(more)
    near = _beside(near_days(text, lowered, base), found, lowered) if nearby else []
    alone = None if found or near else _by_clock(lowered)
    if not (found or near or alone):
        return []
    named = _zones(text, lowered, zones, language)
    if alone and (clock := _clock(alone)):
        zone = _zone_at(lowered, alone.start(), alone.end(), named)
        return [Day(alone.end("by"), alone.end(), base, clock, zone.name if zone else "", near=True)]
    for zone in named:
        lowered = lowered[: zone.start] + " " * (zone.end - zone.start) + lowered[zone.end :]
    told = [_with_clock(lowered, day, named) for day in found]
    told += (day for each in near if (day := _of_near(text, lowered, each, named)) is not None)
    return sorted(told, key=lambda day: day.start)


def _beside(near: Sequence[Near], found: Sequence[Day], lowered: str) -> list[Near]:
    """Keep the near days that are no part of a day with its date: Friday, 6 March is the sixth."""
    return [one for one in near if not any(one.ends or _is_same(one, day, lowered) for day in found)]


def _is_same(near: Near, day: Day, lowered: str) -> bool:
    between = lowered[near.end : day.start] if near.end <= day.start else lowered[day.end : near.start]
    return _SAME.fullmatch(between) is not None


def _of_near(text: str, lowered: str, near: Near, zones: Sequence[_Zone]) -> Day | None:
    """Return a near day with its clock, None where it is only the end of what has been so far."""
    unclear = text[near.start : near.end] if near.either else ""
    bare = Day(near.start, near.end, near.on, unclear=unclear, near=True, own=near.own)
    if near.ends:
        zone = _zone_at(lowered, near.start, near.end, zones)
        on = near.on + timedelta(days=1) if near.on and near.evening else near.on
        return replace(bare, on=on, clock=time(0) if near.evening else time(23, 59), zone=zone.name if zone else "")
    day = _with_clock(lowered, bare, zones)
    if near.evening and day.clock is not None and day.clock.hour <= 12:
        late = day.clock.hour + 12
        on = day.on + timedelta(days=1) if day.on and late == 24 else day.on
        day = replace(day, on=on, clock=day.clock.replace(hour=late % 24))
    if near.now and day.clock is None and ran_until_now(lowered, near.start, near.end):
        return None
    return day


def mended(text: str) -> str:
    """Return a text with the letters that a scan puts for figures set right, each sign at its place."""
    if not _SCANNED.search(text):
        return text
    text = re.sub(r"(?<=\d)[Oo](?=[\d\s.,/-])|(?<![^\s/.-])[Oo](?=\d)", "0", text)
    text = re.sub(r"(?<=\d)[lI|](?=[\d\s.,/-])|(?<![^\s/.-])[lI](?=\d)", "1", text)
    return re.sub(r"\b0(?=c?[tk]t?[ou]b)", "O", text).replace("曰", "日")


def _unclear(text: str, *, first: bool | None) -> Iterator[Day]:
    for match in _NUMERIC.finditer(text) if _PARTED.search(text) else ():
        day = parse_day(match[0].replace(" ", ""), day_first=first)
        if isinstance(day, Unclear) and day.readings:
            yield Day(match.start(), match.end(), min(day.readings), unclear=match[0])


def _yearless(text: str, *, first: bool | None, base: date | None) -> Iterator[Day]:
    found = [(start, start + len(wording), month, day) for start, wording, month, day in find_month_days(text)]
    for match in _SHORT.finditer(text) if first is not None and "/" in text else ():
        one, two = int(match[1]), int(match[2])
        month, day = (two, one) if first else (one, two)
        if 1 <= month <= 12 and 1 <= day <= 31:
            found.append((match.start(), match.end(), month, day))
    for start, end, month, day in found:
        yield Day(start, end, next_such_day(month, day, after=base) if base else None, yearless=True)


def _zones(text: str, lowered: str, zones: Sequence[Cue], language: str | None) -> list[_Zone]:
    """Return the zones that a text names, of two that overlap the longer; short names count in capitals only."""
    named: list[_Zone] = []
    for cue in sorted(zones, key=lambda cue: not cue.language):  # rows of its language go first
        if cue.language and cue.language != language:
            continue
        for phrase in cue.phrases:
            for start, end in phrase.spans(lowered) if phrase.key in lowered else ():
                short = end - start <= 5 and text[start:end].isascii()
                if not (short and not text[start:end].isupper()):
                    named.append(_Zone(start, end, cue.target))
    found = [
        _Zone(match.start(), match.end(), f"UTC{match[1]}{int(match[2]):02}:{match[3] or '00'}")
        for match in _OFFSET.finditer(lowered)
    ]  # fmt: skip
    found += (_Zone(*match.span(), "UTC") for match in _ZULU.finditer(lowered))
    for one in sorted(named, key=lambda zone: zone.start - zone.end):
        if not any(zone.start < one.end and one.start < zone.end for zone in found):
            found.append(one)
    return found


def _with_clock(lowered: str, day: Day, zones: Sequence[_Zone]) -> Day:
    """Give a day the clock and the zone beside it; ``lowered`` has blanks where its zones stand."""
    start, end, clock = day.start, day.end, None
    behind = _BEHIND.match(lowered[end : end + _REACH])
    if behind and (clock := _clock(behind)):
        end += behind.end()
        day = replace(day, by=_TO_MEET.match(behind[0]) is not None)
    else:
        low = max(0, start - _REACH)
        for front in reversed(list(_CLOCKS.finditer(lowered[low:start]))):
            if (told := _clock(front)) and _BETWEEN.fullmatch(lowered[low + front.end() : start]):
                clock, start = told, low + front.start()
                break
    if clock is _NEXT:
        day, clock = replace(day, on=day.on + timedelta(days=1) if day.on else None), time(0)
    zone = _zone_at(lowered, start, end, zones)
    if zone is None:
        return replace(day, start=start, end=end, clock=clock)
    return replace(day, start=min(start, zone.start), end=max(end, zone.end), clock=clock, zone=zone.name)


def _by_clock(lowered: str) -> re.Match[str] | None:
    """Return a clock that something is due by where no day is named: it is one of the notice's own day."""
    return _BY_CLOCK.search(lowered)


def _clock(match: re.Match[str]) -> time | None:
    """Return the time of day; midnight and the end of a day are its last minute."""
    if match["noon"]:
        return time(12)
    if match["night"]:
        return time(23, 59)
    mark, part = match["mark"] or "", match["part"] or ""
    bare = not (mark or part or match["minute"] or match["half"])
    if bare and not _OF_HOURS.search(match.string[: match.start("hour")]):
        return None
    hour, minute = int(match["hour"]), 30 if match["half"] else int(match["minute"] or 0)
    if mark.startswith("p") or part in _AFTERNOON:
        hour += 12 if hour < 12 else 0
    elif (mark.startswith("a") or part in ("午前", "凌晨")) and hour == 12:
        hour = 0
    if (hour, minute) == (24, 0):
        return _NEXT
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _zone_at(lowered: str, start: int, end: int, zones: Sequence[_Zone]) -> _Zone | None:
    """Return the zone that stands within a day and its clock, directly behind, or directly before."""
    for zone in zones:
        behind, before = lowered[end : zone.start], lowered[zone.end : start]
        if start <= zone.start < end:
            return zone
        if end <= zone.start <= end + _NEAR and re.fullmatch(r"[\s,()（]*(?:in\s+)?(?:the\s+)?", behind):
            return zone
        if start - _NEAR <= zone.end <= start and re.fullmatch(r"[\s,():（）的の]*", before):
            return zone
    return None
