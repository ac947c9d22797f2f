"""Lengths of time in a text: so many hours, days, business days, weeks, months, in figures or in words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from casewright.text.spelled import HAN_SIGNS, number_ending

_UNITS = {
    "business": r"(?:full\s+|clear\s+)?(?:business|working|work)[\s-]*days?|weekdays?"
                r"|(?:werk|arbeits|geschäfts|bank(?:arbeits)?)tag(?:e[ns]?|s)?|(?:werk|arbeits)tägige[nmrs]?"
                r"|(?:jours?|j\.?)\s+(?:ouvr(?:és?|ables?)|travaill(?:és?))|días?\s+(?:hábil(?:es)?|laborables?)"
                r"|giorn[oi]\s+(?:lavorativ[oi]|ferial[ei])|dias?\s+út(?:eis|il)|werkdag(?:en)?"
                r"|个?\s*工作[日天]|個?\s*工作[日天]|営業日|平日",
    "hours": r"hours?|hrs?\.?|h(?=\W|$)|stunden?|std\.?|stündige[nmrs]?|heures?|horas?|hs(?=\W|$)|or[ae]"
             r"|uur|uren|个?\s*小时|個?\s*小時|个?\s*钟头|時間",
    "days": r"(?:(?:full|consecutive|calendar|natural)[\s-]+){0,2}days?|(?:kalender)?tag(?:e[ns]?|s)?|tägige[nmrs]?"
            r"|(?:jours?|j(?=\W|$))(?:\s+(?:calendaires?|consécutifs|francs|civils))?|journées?"
            r"|días?(?:\s+(?:naturales|corridos|calendario))?|dias?(?:\s+(?:corridos|de\s+calendário|consecutivos))?"
            r"|giorn[oi](?:\s+(?:di\s+calendario|solari|consecutivi|naturali))?|(?:kalender)?dag(?:en)?"
            r"|个?\s*(?:自然|日历|曆)?[日天](?!本|語|语|数|後の)(?:間)?|個?\s*(?:曆|暦)?[日天](?:間)?",
    "weeks": r"weeks?|wochen?|wöchige[nmrs]?|semaines?|semanas?|settiman[ae]|weken|個?\s*(?:星期|禮拜)"
             r"|个?\s*(?:周|星期|礼拜)(?!末)|週間|周(?!末)",
    "fortnight": r"fortnights?|quinzaine",
    "months": r"(?:calendar\s+)?months?|monat(?:e[ns]?|s)?|mois|mes(?:es)?|mes[ei]|mês|meses|maand(?:en)?"
              r"|个月|個月|[かヶカヵケ箇]月",
}  # fmt: skip
_UNIT = re.compile("|".join(f"(?P<{name}>(?:{pattern})(?![a-z\\u00df-\\u024f]))" for name, pattern in _UNITS.items()))
#: The first signs of every unit. The pattern of the units is slow where it matches nothing, so it is tried only here.
_OPENING = re.compile(
    r"b(?:us|ank)|wo|we[erk]|wö|fu|fo|cl|cal|cons|ges|gio|arb|j|d[aií]|h(?=[orse]|\W|$)|st[duü]|se[mt]|or[ae]|uu|ur|kal|t[aä]|nat|qu|mo|m[eêa]"
    r"|[个個工営平小钟時自日历曆暦天星禮礼周週かヶカヵケ箇]|\s+(?=[工小钟自日历曆暦天星禮礼周])"
)

#: Figures, ``24-48`` with the lower of the two, ``72 (seventy-two)`` and ``seventy-two (72)``.
_FIGURES = re.compile(
    r"(?<![\d.,/#月-])(?<!\d:)(?P<low>\d{1,4})(?:\s*(?:-|~|/|to|or|bis|oder|à|ou|a|o|au|en|至|到|から|または)\s*\d{1,4})?"
    r"(?:\s*\(\s*[^()\d]{1,40}\s*\))?[\s-]*$"
)
_AGAIN = re.compile(r"\(\s*(\d{1,4})\s*\)[\s-]*$")
#: The fifth of a month, the fifth of a row and the last one are no count.
_ORDINAL = re.compile(rf"(?:[月第][{HAN_SIGNS}]+|最[后後]一)\s*$")
_RANGE = re.compile(r"\s+(?:to|or|bis|oder|à|ou|a|o|au)\s+$|[至到~]$")

#: What may part a number from its unit: blanks of any kind and hyphens.
_PARTING = "-" + "".join(filter(str.isspace, map(chr, range(0x3001))))

HOURS = {"hours": 1, "days": 24, "business": 24, "weeks": 168, "fortnight": 336}
#: Words between a number and its unit that leave the number as it is: ten more days.
_BETWEEN = re.compile(
    r"(?<=[\s)])(?:more|further|additional|extra|whole|weitere[nr]?|volle[nr]?|ganze[nr]?|zusätzliche[nr]?)\s+\Z"
)
#: Whose business days: 10 U.S. business days.
_WHOSE = re.compile(r"(?<=[\s)])(?:u\.?\s?s\.?|u\.?k\.?|american|british|german|local|amazon|seattle)\s+\Z")
#: How far in front of a unit its number is looked for.
_REACH = 60


@dataclass(frozen=True, slots=True)
class Length:
    """A length of time at its place: ``count`` of ``unit`` (hours days business weeks fortnight months)."""

    start: int
    end: int
    count: int
    unit: str


def lengths(lowered: str) -> Iterator[Length]:
    """Yield the lengths of time of a text in small letters, in order; where a range is given, its lower end."""
    for match in _units(lowered):
        unit, low = str(match.lastgroup), max(0, match.start() - _REACH)
        if match[0] == "quinzaine":
            yield Length(match.start(), match.end(), 15, "days")
            continue
        before = _BETWEEN.sub("", lowered[low : match.start()])
        found = _number(_WHOSE.sub("", before) if unit == "business" else before)
        if found is None or not found[0]:
            if unit == "fortnight":
                yield Length(match.start(), match.end(), 1, unit)
            continue
        start = low + found[1]
        if match.start() - start == 1 and lowered[start].isalpha() and lowered[start].isascii():
            continue  # the end of a word is no unit: ahora
        yield Length(start, match.end(), found[0], unit)


def _units(lowered: str) -> Iterator[re.Match[str]]:
    at = 0
    while opening := _OPENING.search(lowered, at):
        match = _UNIT.match(lowered, opening.start())
        at = match.end() if match else opening.start() + 1
        if match:
            yield match


def _number(text: str) -> tuple[int, int] | None:
    last = text.rstrip(_PARTING)[-1:]
    if last == ")" or last.isdecimal():
        if match := _FIGURES.search(text):
            return int(match["low"]), match.start("low")
        if match := _AGAIN.search(text):
            value, start = int(match[1]), match.start()
            spelled = number_ending(text[:start])
            return value, spelled[1] if spelled else start
        if text.rstrip().endswith(")"):
            text = re.sub(r"\s*\([^()]*\)\s*$", "", text)
    if text.rstrip()[-1:] in HAN_SIGNS and _ORDINAL.search(text):
        return None
    found = number_ending(text)
    lower = _RANGE.search(text[: found[1]]) if found else None
    return (number_ending(text[: lower.start()]) or found) if lower else found
