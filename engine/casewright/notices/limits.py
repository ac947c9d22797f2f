"""The time that a notice sets the seller, told from the many other times that it speaks of."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from casewright.model import StatedDeadline
from casewright.notices.lexicon import Cue
from casewright.notices.sections import Passage, sentences
from casewright.text import Unclear, find_days, parse_day

_COUNTED = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen",
    "un deux trois quatre cinq six sept huit neuf dix",
    "ein zwei drei vier fünf sechs sieben acht neun zehn",
    "uno dos tres cuatro cinco seis siete ocho nueve diez",
    "uno due tre quattro cinque sei sette otto nove dieci",
    "一 二 三 四 五 六 七 八 九 十",
)
_SPELLED = {
    1: "eine einer einem une una", 2: "両 两", 14: "vierzehn quatorze 十四", 15: "quinze quince quindici",
    17: "seventeen siebzehn dix-sept diecisiete diciassette 十七", 24: "twenty-four 二十四",
    30: "thirty dreißig trente treinta trenta 三十", 48: "forty-eight 四十八", 60: "sixty", 72: "seventy-two 七十二",
    90: "ninety",
}  # fmt: skip
_WORDED = {word: number for words in _COUNTED for number, word in enumerate(words.split(), 1)}
_WORDED |= {word: number for number, words in _SPELLED.items() for word in words.split()}
_HOURS, _DAYS, _WEEKS, _WORK = "hours", "days", "weeks", "business days"
_UNITS = {
    _WORK: r"(?:business|working)\s+days?|werktage?n?|arbeitstage?n?|jours?\s+ouvr(?:és|ables?)"
           r"|días?\s+(?:hábiles|laborables)"
           r"|giorni\s+lavorativi|dias\s+úteis|个?\s*工作日|営業日",
    _HOURS: r"hours?|hrs?\b|stunden?|heures?|horas?|ore|ora|个?\s*小时|個?\s*小時|時間",
    _DAYS: r"(?:calendar\s+)?days?|(?:kalender)?tage?n?|jours?(?:\s+calendaires)?|días?(?:\s+naturales)?|dias?"
           r"|giorn[oi](?:\s+di\s+calendario)?"
           r"|个?\s*(?:自然)?[日天]|個?\s*(?:曆|暦)?日(?:間)?",
    _WEEKS: r"weeks?|wochen?|semaines?|semanas?|settiman[ae]|个?\s*(?:周|星期)|週間",
}  # fmt: skip
_UNIT = "|".join(f"(?P<{name.split()[0]}>{pattern})" for name, pattern in _UNITS.items())
_COUNT = re.compile(
    rf"(?<![\w.,])(?P<count>\d{{1,4}}|{'|'.join(sorted(_WORDED, key=len, reverse=True))})"
    rf"(?:\s*\((?:\d{{1,4}}|[a-z-]+)\))?[\s-]*(?:{_UNIT})(?![a-z\u00df-\u024f])",
    re.IGNORECASE,
)  # fmt: skip
_CJK_COUNT = re.compile(rf"(?P<count>\d{{1,4}}|[一二三四五六七八九十两]+)\s*(?:{_UNIT})", re.IGNORECASE)

#: What stands directly before a time that somebody is given.
_BEFORE = re.compile(
    r"(?:within|in|in\s+the\s+next|next|have|has|you\s+have\s+up\s+to|innerhalb\s+von|innerhalb|binnen|in\s+den\s+nächsten|haben|sie\s+haben"
    r"|dans|dans\s+un\s+délai\s+de|délai\s+de|sous|avant|disposez\s+de|avez|en|en\s+un\s+plazo\s+de|plazo\s+de|dentro\s+de|en\s+las\s+próximas|en\s+los\s+próximos|tiene"
    r"|entro|entro\s+il\s+termine\s+di|nei\s+prossimi|nelle\s+prossime|hai|em\s+até|no\s+prazo\s+de|dentro\s+de|em)"
    r"(?:\s+(?:the|les|den|die|las|los|le|i|un\s+maximum\s+de|a\s+period\s+of|no\s+more\s+than|at\s+most))?\s*$",
    re.IGNORECASE,
)
#: What stands directly behind one: "72 hours to", "72 小时内", "a 7-day deadline".
_BEHIND = re.compile(
    r"^\s*(?:to\s+\w|of\s+(?:receiving|receipt|this|the\s+date)|from\s+(?:the\s+date|receipt|today)|after\s+(?:the\s+date|receiv|receipt)"
    r"|deadline|以内|之内|内|內|前に|zeit|frist|para\s|per\s|pour\s|limit|\(?from)",
    re.IGNORECASE,
)
#: A number of days that looks back, or says how old something may be.
_BACK = re.compile(
    r"(?:last|past|previous|prior|preceding|trailing|rolling|letzten|vergangenen|derni(?:ers|ères)|últim[oa]s|ultim[ie]|passat[ie]|过去|最近|近|直近|過去|older\s+than|than|für|for|pendant|per|durante|por)"
    r"(?:\s+\w+)?\s*$",
    re.IGNORECASE,
)
_BY_DATE = re.compile(
    r"(?:\bby|\bbefore|\bno\s+later\s+than|\bnot\s+later\s+than|\bon\s+or\s+before|\buntil|\bdeadline(?:\s+is|:)?|\bdue(?:\s+date)?(?:\s+is|\s+on|:)?|\bbis(?:\s+spätestens)?(?:\s+zum)?|\bspätestens(?:\s+bis)?(?:\s+zum|\s+am)?|\bvor\s+dem"
    r"|\bavant\s+le|\bd'ici\s+(?:le|au)|\bau\s+plus\s+tard\s+le|\bjusqu'au|\bantes\s+del?|\ba\s+más\s+tardar\s+el|\bhasta\s+el|\bentro\s+(?:e\s+non\s+oltre\s+)?il|\bprima\s+del|\baté|在|于|請於|请于|期限[:：为は]?|截止(?:日期)?(?:[:：为是至])?)"
    r"\s*(?:the\s+|el\s+|il\s+|le\s+|dem\s+|end\s+of\s+(?:day\s+)?(?:on\s+)?|\d{1,2}:\d{2}\s*(?:[ap]m)?\s*(?:[a-z]{2,4}\s+)?(?:on\s+)?|(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)*$",
    re.IGNORECASE,
)
_DATE_BEHIND = re.compile(r"^\s*(?:日)?\s*(?:\d{1,2}[:时時]\d{0,2}分?\s*)?(?:之前|以前|前|まで|までに|为止)")
_UNLESS = re.compile(r"^[^,.;]{0,20}\b(?:unless|es sei denn|sauf si|salvo|a meno che)\b|^，?除非")
_NUMERIC = re.compile(r"(?<!\d)\d{1,2}([-/.])\d{1,2}\1(?:\d{4}|\d{2})(?!\d)")
#: "dated within the last 365 days", where it stands beside another time.
_LOOKS_BACK = re.compile(
    r"(?:(?:dated|issued)\s+)?(?:(?:within|in|from|during|over)\s+)?(?:the\s+)?(?:last|past|previous)\s+\d{1,4}\s+(?:days?|months?|weeks?)"
    r"|(?:letzten|derniers|últimos|ultimi)\s+\d{1,4}\s+\w+|(?:最近|过去|近|過去|直近)\s*\d{1,4}\s*(?:天|日|个月|日間|ヶ月)(?:以?内)?(?:开具|发行|発行)?",
    re.IGNORECASE,
)
_YOU = re.compile(
    r"\byou\b(?!r)|\bsie\b|\bvous\b|\busted\b|\bsi no\b|\bse non\b|\btu\b|您|お客様|出品者様",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[,，、;；]\s|[，、；]|\s-\s|\n")

#: Sections that never set the seller a time.
_SILENT = frozenset({"help"})


@dataclass(frozen=True, slots=True)
class Limit:
    """A time that was found to be the seller's, with the words around it."""

    quote: str
    hours: int | None = None
    on: date | None = None
    business_days: int | None = None
    unclear: str = ""


def limits(passages: Sequence[Passage], clocks: Sequence[Cue], *, day_first: bool | None) -> tuple[Limit, ...]:
    """Return every time that a notice sets the seller, in the order of the text."""
    found: list[Limit] = []
    for passage in passages:
        if passage.section in _SILENT:
            continue
        for _, sentence in sentences(passage.text):
            found.extend(_counted(sentence, clocks))
            found.extend(_dated(sentence, clocks, day_first=day_first))
    return tuple(found)


def _counted(sentence: str, clocks: Sequence[Cue]) -> Iterator[Limit]:
    lowered = sentence.lower()
    seen: set[int] = set()
    for pattern in (_COUNT, _CJK_COUNT):
        for match in pattern.finditer(lowered):
            if match.start() in seen:
                continue
            seen.add(match.start())
            before, behind = lowered[: match.start()], lowered[match.end() :]
            if _BACK.search(before) or not (_BEFORE.search(before) or _BEHIND.match(behind)):
                continue
            if _is_sellers(lowered, match.start(), match.end(), clocks):
                yield _limit(match, sentence)


def _limit(match: re.Match[str], sentence: str) -> Limit:
    raw = match["count"]
    count = int(raw) if raw.isdigit() else _WORDED[raw]
    quote = " ".join(sentence.split())
    if match["business"]:
        return Limit(quote, hours=count * 24, business_days=count)
    each = 1 if match["hours"] else 168 if match["weeks"] else 24
    return Limit(quote, hours=count * each)


def _dated(sentence: str, clocks: Sequence[Cue], *, day_first: bool | None) -> Iterator[Limit]:
    lowered, quote = sentence.lower(), " ".join(sentence.split())
    clear = [(start, start + len(text), day, "") for start, text, day in find_days(sentence, day_first=day_first)]
    spans = [(start, end) for start, end, _, _ in clear]
    for match in _NUMERIC.finditer(sentence):
        day = parse_day(match[0], day_first=day_first)
        if (
            isinstance(day, Unclear)
            and day.readings
            and not any(s < match.end() and match.start() < e for s, e in spans)
        ):
            clear.append((match.start(), match.end(), min(day.readings), match[0]))
    for start, end, day, unclear in sorted(clear):
        asked = _BY_DATE.search(lowered[:start]) or _DATE_BEHIND.match(lowered[end:]) or _UNLESS.match(lowered[end:])
        if asked and _is_sellers(lowered, start, end, clocks):
            yield Limit(quote, on=day, unclear=unclear)


def _is_sellers(lowered: str, start: int, end: int, clocks: Sequence[Cue]) -> bool:
    """Say whose time it is: by the nearest telling phrase of its own clause, else of the whole sentence."""
    text = _LOOKS_BACK.sub(lambda match: " " * len(match[0]), lowered[:start]) + lowered[start:]
    bounds = [0, *(match.end() for match in _CLAUSE.finditer(text)), len(text)]
    left = max(bound for bound in bounds if bound <= start)
    right = min((bound for bound in bounds if bound >= end), default=len(text))
    for low, high in ((left, right), (0, len(text))):
        hits = _telling(text[low:high], clocks)
        if low == left and any(role == "never" for _, _, role in hits):
            return False
        near = [
            (_distance(low + first, low + last, start, end), role == "other")
            for first, last, role in hits
            if role in ("seller", "other") and not start <= low + first <= low + last <= end
        ]
        if near:
            return not min(near)[1]
    return False


def _telling(text: str, clocks: Sequence[Cue]) -> list[tuple[int, int, str]]:
    """Return the telling phrases of a text; what follows "we will" without a "you" is Amazon's, not the seller's."""
    hits = [(*span, cue.target) for cue in clocks for phrase in cue.phrases for span in phrase.spans(text)]
    doing = [last for _, last, role in hits if role == "amazon"]
    return [
        (first, last, "other" if role == "seller" and _amazons(text, first, doing) else role)
        for first, last, role in hits
    ]  # fmt: skip


def _amazons(text: str, first: int, doing: Sequence[int]) -> bool:
    before = [last for last in doing if last <= first]
    return bool(before) and not _YOU.search(text[max(before) : first])


def _distance(low: int, high: int, start: int, end: int) -> int:
    return max(0, start - high, low - end)


def stated(found: Sequence[Limit], *, notice_date: date | None) -> StatedDeadline | None:
    """Return the earliest of the limits; business days become a day where the notice's date is known."""
    if not found:
        return None
    first = min(found, key=lambda limit: _order(limit, notice_date))
    if first.business_days and notice_date:
        return StatedDeadline(first.quote, on=_after_business_days(notice_date, first.business_days))
    return StatedDeadline(first.quote, hours=first.hours, on=first.on)


def _order(limit: Limit, notice_date: date | None) -> tuple[int, int]:
    if limit.on is None:
        return (limit.hours or 0), 0
    return ((limit.on - notice_date).days * 24 + 23 if notice_date else 24 * 10_000), limit.on.toordinal()


def _after_business_days(start: date, count: int) -> date:
    day = start
    while count:
        day += timedelta(days=1)
        count -= day.weekday() < 5
    return day
