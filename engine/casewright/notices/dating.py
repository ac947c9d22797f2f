"""The date on the notice: printed in it, else in Amazon's own mail header; never the forwarder's."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from casewright.notices.letter import Letter
from casewright.text import Unclear, find_days, parse_day

_LABEL = re.compile(
    r"^(?:(?:notice|notification|letter|message)?\s*date(?:\s+of\s+(?:this\s+)?notice)?|sent\s+on|通知日期|日期|发送日期|通知日|日付|送信日|datum|date|fecha|data)\s*[:：]\s*",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"\d{1,2}:\d{2}(?::\d{2})?\s*(?:[ap]\.?m\.?)?\s*(?:\(?[A-Z]{2,5}\)?|[+-]\d{4}|\(UTC[^)]*\))?", re.IGNORECASE
)
_WEEKDAY = re.compile(
    r"\b(?:mon|tues?|wednes|wed|thurs?|thu|fri|satur|sat|sun)(?:day)?\b|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
    r"|lunes|martes|miércoles|jueves|viernes|sábado|domingo|lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica|星期[一二三四五六日天]|周[一二三四五六日]|[月火水木金土日]曜日",
    re.IGNORECASE,
)
_NUMERIC = re.compile(r"(?<!\d)\d{1,2}\s?([-/.])\s?\d{1,2}\s?\1\s?(?:\d{4}|\d{2})(?!\d)")
_PLACE = re.compile(r"^[A-Z\u00c0-\u024f][A-Za-z\u00c0-\u024f ]{2,20},\s*(?:den\s+|le\s+)?")

#: Languages that write the day first in digits too; English writes both ways and is asked.
_DAY_FIRST = frozenset({"de", "fr", "es", "it", "pt", "nl"})
#: How many filled lines at the head and foot of a notice may carry its date.
_HEAD, _FOOT = 14, 8


@dataclass(frozen=True, slots=True)
class Dated:
    """When a notice was issued: the day, the moment where the notice shows one with its zone, or an unclear wording."""

    on: date | None = None
    at: datetime | None = None
    unclear: str = ""


def day_first(language: str | None) -> bool | None:
    """Return how a language writes days in digits, None where it writes both ways."""
    return True if language in _DAY_FIRST else None


def date_of(letter: Letter, *, language: str | None, from_amazon: bool) -> Dated:
    """Return the date of a notice; the mail header counts only where Amazon itself wrote it."""
    lines = [line.strip() for line in letter.body.split("\n") if line.strip()]
    first = day_first(language)
    moment = letter.sent_at if from_amazon else None
    unclear = ""
    for line in dict.fromkeys((*lines[:_HEAD], *lines[-_FOOT:])):
        found = _line_day(line, first=first)
        if isinstance(found, date):
            return Dated(found, moment if moment and moment.date() == found else None)
        unclear = unclear or (line if isinstance(found, Unclear) else "")
    if moment is not None:
        return Dated(moment.date(), moment)
    if from_amazon and letter.sent:
        found = _search(letter.sent, first=first)
        if isinstance(found, date):
            return Dated(found)
        unclear = unclear or (letter.sent if isinstance(found, Unclear) else "")
    return Dated(unclear=unclear)


def _line_day(line: str, *, first: bool | None) -> date | Unclear | None:
    """Read a line that is a date, or a label and a date, and nothing else."""
    rest = _LABEL.sub("", line.strip("*_ "))
    rest = _WEEKDAY.sub("", _CLOCK.sub("", _PLACE.sub("", rest))).strip(" ,.;()（）*|-")
    found = _search(rest, first=first)
    if found is None:
        return None
    words = next((text for _, text, _ in find_days(rest, day_first=first)), None)
    match = _NUMERIC.search(rest)
    wording = words or (match[0] if match else "")
    left = rest.replace(wording, "", 1).strip(" ,.;()（）-")
    return found if len(left) <= 4 else None


def _search(text: str, *, first: bool | None) -> date | Unclear | None:
    day = next((day for _, _, day in find_days(text, day_first=first)), None)
    if day is not None:
        return day
    match = _NUMERIC.search(text)
    unclear = parse_day(match[0].replace(" ", ""), day_first=first) if match else None
    return unclear if isinstance(unclear, Unclear) and unclear.readings else None
