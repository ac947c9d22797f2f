"""Days that are told from the day of the notice: a weekday, today, tomorrow, the end of the day or of the month.

Each is a day only as far as the notice's own day is known. A weekday is the next one behind that day; ``next Friday``
written on a Monday is read either way, and the earlier one is taken.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from casewright.text import months_of, weekday_names, weekday_signs
from casewright.text.families import Families

_NAMES, _SIGNS = weekday_names(), weekday_signs()
_NAME = "|".join(sorted(map(re.escape, _NAMES), key=len, reverse=True))
#: Words before or behind a weekday: of the week to come, or of either, as the writer means it.
_AFTER = (
    r"next\s+week(?:'s)?|(?:in\s+der\s+)?nächste[rn]?\s+woche|kommende[rn]?\s+woche|(?:de\s+)?la\s+semaine\s+prochaine"
    r"|(?:de\s+)?la\s+(?:próxima\s+semana|semana\s+que\s+viene)|della\s+(?:prossima\s+settimana|settimana\s+prossima)"
    r"|da\s+próxima\s+semana|da\s+semana\s+que\s+vem|volgende\s+week"
)
_EITHER = r"next|nächste[rnms]?|prossim[oa]|volgende"
_COMING = (
    r"this(?:\s+coming)?|(?:the\s+)?coming|diese[rnms]?|kommende[rnms]?|ce|este|próxim[oa]|questo|questa|deze|komende"
)
_GONE = (
    r"last|past|previous|since|letzte[rnms]?|vergangene[rnms]?|vorige[rnms]?|seit|pasado|desde|scors[oa]|dal|depuis"
    r"|passad[oa]|vorige|afgelopen|sinds|every|each|jede[rnms]?|chaque|tous\s+les|cada|todos\s+los|ogni|toda|elke|iedere"
)
_WEEKDAY = re.compile(
    rf"(?<![\w-])(?:(?P<gone>{_GONE})\s+)?(?:(?P<after>{_AFTER})\s+)?(?:(?P<either>{_EITHER})\s+|(?:{_COMING})\s+)?"
    rf"(?P<name>{_NAME})(?![\w-])"
    rf"(?:,?\s+(?:of\s+|in\s+)?(?P<later>{_AFTER})|\s+(?:prochain|que\s+viene|que\s+vem|(?P<prossimo>prossimo))"
    r"|\s+(?P<past>dernier|pasado|scorso|passado|passada))?",
    re.IGNORECASE,
)
_SHORT = re.compile(
    r"(?<=\bby )(?P<name>Mon|Tues?|Wed|Thurs?|Thu|Fri)(?![\w-])\.?"
    r"|(?<=\baté )(?P<feira>segunda|terça|quarta|quinta|sexta)(?=\s*(?:[.,;:!?)]|$|às?\b|ao\b))"
)
_HAN = re.compile(
    r"(?<![\d一二三四五六七八九十两每])(?P<pre>上个?|每|本|这个?|這個?|当|下下个?|下个?|下個?)?(?:周|星期|礼拜|禮拜|週)(?P<name>[一二三四五六日天])(?![次个個期])"
    r"|(?P<week>先週|毎週|今週|来週|再来週|翌週)?の?(?P<sign>[月火水木金土日])曜日?"
)
#: Weekdays in a row: the hours of an office, no limit.
_ROW = re.compile(
    rf"(?:{_NAME}|周[一二三四五六日天]|[月火水木金土日]曜日?)\s*(?:to|through|till?|until|bis|au|a|al|à|t/m|tot|[-–—~～至到]|から)"
    rf"\s*(?:{_NAME}|(?:下?周|下?星期)?[一二三四五六日天](?=[^\w]|$|的|，|工|上|下)|周[一二三四五六日天]|[月火水木金土日]曜日?)",
    re.IGNORECASE,
)
_SO_FAR = re.compile(
    r"(?<!\w)(?:until|till?|up\s+to|before|bis|hasta|jusqu'à?|fino\s+ad?|sino\s+ad?|até|tot)\s*\Z|(?:截至|截止到?|至|到)\s*\Z"
)
_STILL = re.compile(r"\s*(?:仍|还|尚|未|已|为止|まで(?!に))")
_DAYS = (
    (0, r"noch\s+heute|heute\s+noch|hoy\s+mismo|aujourd'hui\s+même|oggi\s+stesso|ainda\s+hoje|hoje\s+mesmo"
        r"|nog\s+vandaag|(?:今天|今日|本日|当天|当日)(?:之|以)?(?:内|中(?!午))", True),
    (2, r"the\s+day\s+after\s+tomorrow|übermorgen|après-demain|pasado\s+mañana|dopodomani|depois\s+de\s+amanhã"
        r"|overmorgen|后天|後天|明後日", False),
    (1, r"明[天日](?:之|以)?(?:内|中(?!午))", True),
    (1, r"tomorrow|morgen|demain|(?<!la )mañana|domani|amanhã|明[天日晚]", False),
    (0, r"today|tonight|heute(?!\s+morgen)|aujourd'hui|ce\s+soir|hoy|oggi|stasera|hoje|vandaag|今[天日晚]|本日", False),
)  # fmt: skip
_NEAR = [
    (ahead, re.compile(rf"(?<![a-z\u00df-\u024f-])(?:{words})(?![a-z\u00df-\u024f])"), own)
    for ahead, words, own in _DAYS
]
#: The end of the notice's own day, where nothing else follows that it could be the end of.
_END_OF_DAY = re.compile(
    r"(?<![\w-])(?:(?:the\s+)?end\s+of\s+(?:the\s+|this\s+)?(?:(?:business|working)\s+)?day|(?:the\s+)?close\s+of\s+business|eod|cob"
    r"|midnight|mitternacht|(?:ende\s+des|ablauf\s+des)\s+(?:heutigen\s+)?tages|tagesende|minuit|la\s+fin\s+de\s+la\s+journée|medianoche"
    r"|(?:el\s+)?(?:fin|final)\s+del\s+día|mezzanotte|(?:la\s+)?fine\s+della\s+giornata|meia-noite|o\s+(?:fim|final)\s+do\s+dia)"
    r"(?=\s*(?:[.,;:!?)]|$|\(?(?:utc|gmt|[pmce][ds]?t|jst|mez|mesz)\b))"
    r"|(?<![日天晚号\d:：时時])(?:24\s*(?:[点點时時]|[:：]00)|午夜|今夜24時)整?(?=之?前|以前|まで)"
)
#: The end of the week: its last working day or its last day, as the writer means it.
_END_OF_WEEK = re.compile(
    r"(?<![\w-])(?:the\s+)?end\s+of\s+(?:(?:the|this)\s+)?(?:(?:business|working)\s+)?week(?![\w-])|(?<![\w-])ende\s+(?:der|dieser)\s+woche|wochenende"
    r"|(?:la\s+)?fin\s+de\s+(?:la|cette)\s+semaine|(?:el\s+)?(?:final|finales|fin)\s+de\s+(?:la|esta)\s+semana"
    r"|(?:la\s+)?fine\s+(?:della|di\s+questa)\s+settimana|o\s+(?:fim|final)\s+d(?:a|esta)\s+semana|本[周週][内末]|这周[内末]|今週中|今週末"
)
_MONTHS = {name: number for lang in ("en", "de", "fr", "es", "it", "pt") for name, number in months_of(lang).items()}
_MONTH = "|".join(
    sorted((re.escape(name) for name in _MONTHS if len(name) > 3 or name in ("may", "mai")), key=len, reverse=True)
)
_END_OF_MONTH = re.compile(
    rf"(?<![\w-])(?:(?:the\s+)?end\s+of\s+(?:(?:the|this)\s+month|(?P<en>{_MONTH})(?!\s*\d))|monatsende|ende\s+(?:des|dieses)\s+monats"
    rf"|ende\s+(?P<de>{_MONTH})(?!\s*\d)|(?:la\s+)?fin\s+(?:du|de\s+ce)\s+mois|fin\s+(?P<fr>{_MONTH})(?!\s*\d)"
    r"|(?:el\s+)?(?:fin|final|finales)\s+de(?:l|\s+este)?\s+mes|(?:la\s+)?fine\s+(?:del|di\s+questo)?\s*mese|o\s+(?:fim|final)\s+d[oe]ste\s+mês"
    r"|o\s+(?:fim|final)\s+do\s+mês)(?![\w-])|(?<![\d上下个個前])(?:本|这个|今|当)?月[底末]|(?<!\d)(?P<han>\d{1,2})\s?月[底末]"
)
_MONTH_DAY = re.compile(
    r"(?<![\w-])(?:the\s+(?P<en>\d{1,2})(?:st|nd|rd|th)(?=\s*(?:[.,;:!?)]|$|of\s+(?:the|this)\s+month|at\b))"
    r"|(?P<de>\d{1,2})\.\s+(?:des|dieses)\s+monats|(?P<fr>\d{1,2})\s+(?:du|de\s+ce)\s+mois|(?P<es>\d{1,2})\s+(?:del|de\s+este)\s+mes"
    r"|(?P<it>\d{1,2})\s+(?:del|di\s+questo)\s+mese|(?P<pt>\d{1,2})\s+d(?:o|este)\s+mês)|(?<![月\d])(?:本月|这个月|今月)?(?P<han>\d{1,2})号(?=之?前|以前|[\d上下中晚])"
)
#: Words and parts of words without which no sentence names such a day, and those that tell it with what is beside them.
_CLUES = Families({
    "clue": (
        "day", "dag", "tag", "week", "woche", "sema", "settim", "mittwoch", "sonnabend", "mercredi", "dimanche",
        "lunes", "martes", "miercoles", "miércoles", "jueves", "viernes", "sabado", "sábado", "domingo", "domenica",
        "sabato", "feira", "segunda", "terça", "quarta", "quinta", "sexta", "tomorrow", "tonight", "heute", "morgen",
        "hui", "demain", "soir", "hoy", "mañana", "oggi", "domani", "hoje", "amanhã", "night", "nacht", "minuit",
        "noche", "notte", "noite", "close of", "journée", "giornata", "month", "mona", "mois", "mes", "mês", "end",
        "fin", "24", "午夜", *"周星禮礼週曜今明本当后後底末号",
    ),
    "maybe": ("di", "dì", "eod", "cob", "the ", "by "),
})  # fmt: skip
_CLUE = re.compile(r"d[iì]\b|\b(?:eod|cob)\b|the \d|\bby (?:mon|tue|wed|thu|fri)")
#: The words of each kind of such days, in a text with single blanks: without one of them its pattern need not be tried.
_KINDS = Families({
    "weekday": _NAMES,
    "short": ("by ", "até "),
    "sign": ("周", "星期", "礼拜", "禮拜", "週", "曜"),
    "next": (
        "today", "tonight", "tomorrow", "heute", "morgen", "hui", "demain", "soir", "hoy", "mañana", "oggi", "stasera",
        "domani", "hoje", "amanhã", "vandaag", "今", "明", "本日", "当天", "当日", "后天", "後天",
    ),
    "week": (
        "end of", "ende der woche", "ende dieser woche", "wochenende", "fin de", "final d", "finales de", "fine de",
        "fine di", "fim d", "本周", "本週", "这周", "今週",
    ),
    "month": (
        "end of", "monatsende", "ende des monats", "ende dieses monats", "fin du mois", "fin de", "final d",
        "finales de", "fine de", "fine di", "fine mese", "fim d", "月底", "月末",
        *(f"{end} {name}" for end in ("ende", "fin") for name in _MONTHS),
    ),
    "number": (
        "des monats", "dieses monats", "du mois", "de ce mois", "del mes", "de este mes", "del mese", "di questo mese",
        "do mês", "deste mês", "号",
    ),
    "end of day": (
        "end of", "close of business", "eod", "cob", "midnight", "mitternacht", "tages", "minuit", "fin de la journée",
        "medianoche", "del día", "mezzanotte", "fine della giornata", "meia-noite", "do dia", "24", "午夜",
    ),
})  # fmt: skip
_THE_NUMBER = re.compile(r"the\s+\d")


@dataclass(frozen=True, slots=True)
class Near:
    """A day told from the notice's own: ``ahead`` of it where it is known, ``either`` where it has two readings.

    ``own``: its words alone say that it is the last one. ``now``: today, to which much may have run already.
    ``ends``: the words name the end of a day, its last minute or (``evening``) 24:00. Else ``evening``: its clock
    counts from noon.
    """

    start: int
    end: int
    on: date | None
    either: bool = False
    own: bool = False
    now: bool = False
    ends: bool = False
    evening: bool = False


def may_be_near(lowered: str) -> bool:
    """Say whether a text in small letters may hold such a day at all."""
    standing = _CLUES.standing(lowered)
    return "clue" in standing or ("maybe" in standing and _CLUE.search(lowered) is not None)


def near_days(text: str, lowered: str, base: date | None) -> list[Near]:
    """Return the days of a text that are told from ``base``, the first of two that overlap."""
    found: list[Near] = []
    kinds = _KINDS.standing(" ".join(lowered.split()))
    for each in (
        *_weekdays(text, lowered, base, kinds), *_weeks(lowered, base, kinds), *_next(lowered, base, kinds),
        *_months(lowered, base, kinds),
    ):  # fmt: skip
        if not any(each.start < other.end and other.start < each.end for other in found):
            found.append(each)
    if not found and "end of day" in kinds:
        found = [
            Near(match.start(), match.end(), base, now=True, ends=True, evening=match[0].startswith("24"))
            for match in _END_OF_DAY.finditer(lowered)
        ]  # fmt: skip
    return found


def _weekdays(text: str, lowered: str, base: date | None, kinds: frozenset[str]) -> Iterator[Near]:
    spelled = [
        *(_WEEKDAY.finditer(lowered) if "weekday" in kinds else ()),
        *(_SHORT.finditer(text) if "short" in kinds else ()),
    ]  # fmt: skip
    signs = list(_HAN.finditer(lowered)) if "sign" in kinds else []
    rows = [match.span() for match in _ROW.finditer(lowered)] if spelled or signs else []
    for match in spelled:
        told = match.groupdict()
        if told.get("gone") or told.get("past") or any(low <= match.start() < high for low, high in rows):
            continue
        word = (told.get("name") or told.get("feira") or "").lower()
        number = next(day for name, day in _NAMES.items() if name.startswith(word))
        week = 1 if told.get("after") or told.get("later") else None
        yield _weekday(match, number, base, week=week, doubt=bool(told.get("either") or told.get("prossimo")))
    for match in signs:
        before = match["pre"] or match["week"] or ""
        if before[:1] in ("上", "每", "先", "毎") or any(low <= match.start() < high for low, high in rows):
            continue
        week = 2 if before.startswith(("下下", "再")) else 1 if before[:1] in ("下", "来", "翌") else None
        this = before[:1] in ("本", "这", "這", "当", "今")
        yield _weekday(match, _SIGNS[match["name"] or match["sign"]], base, week=0 if this else week)


def _weekday(
    match: re.Match[str], number: int, base: date | None, *, week: int | None, doubt: bool = False
) -> Near:  # fmt: skip
    """Return the day of a weekday: of the week so many weeks on, else the next one behind the notice's day."""
    if base is None:
        return Near(match.start(), match.end(), None)
    ahead = (number - base.weekday() - 1) % 7 + 1
    either = doubt and number > base.weekday()
    if week is not None:
        told = number - base.weekday() + 7 * week
        ahead, either = (ahead, False) if told < 0 else (told, told == 0)
    return Near(match.start(), match.end(), base + timedelta(days=ahead), either)


def _next(lowered: str, base: date | None, kinds: frozenset[str]) -> Iterator[Near]:
    for ahead, pattern, own in _NEAR if "next" in kinds else ():
        for match in pattern.finditer(lowered):
            word = match[0]
            evening = word.endswith(("晚", "night", "soir", "sera"))
            on = base + timedelta(days=ahead) if base else None
            yield Near(match.start(), match.end(), on, own=own, now=ahead == 0 and not own, evening=evening)


def _weeks(lowered: str, base: date | None, kinds: frozenset[str]) -> Iterator[Near]:
    for match in _END_OF_WEEK.finditer(lowered) if "week" in kinds else ():
        if base is None:
            yield Near(match.start(), match.end(), None)
            continue
        last = 4 if base.weekday() < 4 else 6
        on, own = base + timedelta(days=last - base.weekday()), match[0].endswith(("内", "中"))
        yield Near(match.start(), match.end(), on, either=last == 4, own=own)


def _months(lowered: str, base: date | None, kinds: frozenset[str]) -> Iterator[Near]:
    for match in _END_OF_MONTH.finditer(lowered) if "month" in kinds else ():
        told = next((text for text in match.groups() if text), "")
        month = int(told) if told.isdigit() else _MONTHS.get(told, base.month if base else 0)
        if month <= 12:
            yield Near(match.start(), match.end(), _end_of(month, base) if base else None)
    for match in _MONTH_DAY.finditer(lowered) if "number" in kinds or _THE_NUMBER.search(lowered) else ():
        day = int(next(text for text in match.groups() if text))
        if 1 <= day <= 31:
            yield Near(match.start(), match.end(), _such_day(day, base) if base else None)


def _end_of(month: int, base: date) -> date:
    """Return the last day of the first such month that is not over."""
    year = base.year + (month < base.month)
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def _such_day(day: int, base: date) -> date:
    """Return the first day of that number from the notice's day on."""
    found = base
    while found.day != day:
        found += timedelta(days=1)
    return found


def ran_until_now(lowered: str, start: int, end: int) -> bool:
    """Say whether words around today make it the end of what has been: until today, not by today."""
    return _SO_FAR.search(lowered[:start]) is not None or _STILL.match(lowered, end) is not None
