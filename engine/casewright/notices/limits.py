"""The times that a notice sets the seller, told from the many other times that it speaks of."""

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, time

from casewright.model import StatedDeadline
from casewright.notices.bydays import Day, days, mended
from casewright.notices.counts import HOURS, Length, lengths
from casewright.notices.dating import Ways
from casewright.notices.events import runs_from_event, runs_from_notice
from casewright.notices.joints import joined
from casewright.notices.lexicon import Cue, Lexicon
from casewright.notices.nearby import may_be_near
from casewright.notices.sections import Passage, sentences, small
from casewright.notices.splits import closed_up
from casewright.notices.standing import language_of
from casewright.notices.whose import Told
from casewright.text.families import Families
from casewright.text.search import Phrase

#: Languages that are taken for one another.
_KIN = {"es": ("pt",), "pt": ("es",)}
#: Sections that never set the seller a time, and those that ask for something.
_SILENT, _ASKING = frozenset({"help"}), frozenset({"ask"})
#: What a sentence with a time has: a figure, or a unit behind a spelled number.
_HINT = re.compile(r"[\d月日天周時时週]")
_UNITS = Families({"unit": (
    "hour", "day", "week", "night", "month", "stund", "tag", "woche", "monat", "heure", "jour", "semaine", "mois",
    "hora", "día", "dia", "semana", "mes", "ore", "giorn", "settiman", "uur", "dag", "weken", "maand",
)})  # fmt: skip
#: Full stops that end no sentence.
_ABBREVIATED = re.compile(
    r"\b(?=\w{1,6}\.)(?:(?:[ap]\.\s?m|std|hrs?|approx|max|min|ca|bzw|inkl|nr|no|núm|art|mr|mrs|ltd|inc|co|jan|feb|febr|mar|mrt|apr|jun|jul|aug|sept?"
    r"|oct|okt|nov|dec|dez|déc|janv|févr|avr|juil|ene|abr|ago|dic|gen|mag|giu|lug|ott|fev|mai|set|out|z\.\s?b|i\.\s?e|e\.\s?g)\.(?=\s)"
    r"|[ap]\.(?=\s?m\b)|\d{1,2}\.(?=\s(?:[^\W\d]{3,}|\d{1,2}\.)))",
    re.IGNORECASE,
)
#: The words of an address say nothing of a time.
_ADDRESS = re.compile(
    r"(?:https?://|www\.)[^\s<>\"'、。，]+|\b[a-z][\w-]*(?:\.[\w-]+)*\.[a-z]{2,6}/[^\s<>\"'、。，]*", re.IGNORECASE
)
_STOP, _HELD = ".", "\u2024"
#: How many days ahead a day without its year is rather one that has just been.
_FAR = 240
#: What stands between a window and the day on which it ended, and between that day and its window.
_ENDED = re.compile(
    r"[\s(]*(?:(?:that|which)\s+)?(?:(?:up\s+)?to|until|till|through|before|prior\s+to|end(?:ing|ed)(?:\s+(?:on|with))?"
    r"|bis(?:\s+(?:zum|einschließlich))?|vor\s+dem|jusqu'au|(?:allant|courant)\s+jusqu'au|(?:s'achevant|se\s+terminant)\s+le|avant\s+le"
    r"|hasta\s+el|anteriores\s+al?|previos\s+al?|que\s+terminaron\s+el|fino\s+al?|precedenti\s+(?:il|al)|prima\s+del"
    r"|até|anteriores\s+a|tot(?:\s+en\s+met)?|vóór)\s*"
)
_ENDING = re.compile(r"\s*(?:之?前|以前|为?止|までの?|以前の|より前の)?的?(?:最近|过去|過去|直近)?\s*")
#: A length that tells what something is like: a 12-month guarantee.
_ATTRIBUTE = re.compile(r"[\w)]-(?:hour|day|week|month)$")
#: A share beside a length, which is then its window: 10 days 11.4 %.
_SHARE_BEHIND = re.compile(r"[\s)\]:=|~约は\u2014\u2013-]{0,4}(?:of\s+|von\s+|de\s+|di\s+)?\d+(?:[.,]\d+)?\s?%")
_SHARE_BEFORE = re.compile(r"%\s*[(\[]\s*(?:[^\W\d]+\s+){0,2}\Z")
#: What stands between a length and the day from which it counts.
_FROM = re.compile(
    r"\s*,?\s*(?:(?:counted|starting|beginning|running|gerechnet|à\s+(?:partir|compter)|comptés|a\s+(?:contar|partir)|contados|contati|a\s+(?:decorrere|partire))"
    r"\s+)?(?:from|of|after|von|ab|seit|nach|d'|de|desde|da|dal|a\s+partire\s+da)\s*"
)
_ON = re.compile(r"(?:から|より|起|以降|之后|后|算起|起算|以后)\s*(?:数えて|的|计|满|の)?\s*")
#: A line that is a label and a day: the last one for what the label says.
_LABELLED = re.compile(
    r"(?:^|[\s.;|])[^\W\d][^:：\n\d.;]{1,30}[:：]\s*(?:[^\W\d]{2,12}[.,]?\s*(?:den|le|the|el|il)?\s*)?\Z"
)
#: A length that has a bracket for itself: state the address (10 days).
_MOST = (
    r"(?:at\s+(?:the\s+)?most|max(?:imum|imal|imo)?\.?|höchstens|(?:au|tout\s+au)\s+(?:plus|maximum)"
    r"|como\s+(?:mucho|máximo)|al\s+massimo|(?:no|ao)\s+máximo|最[长長多大])"
)
_OPENED = re.compile(rf"[(\[]\s?(?:{_MOST}\s?)?\Z")
_CLOSED = re.compile(rf"(?:,?\s?{_MOST})?\s?[)\]]")
_MOST_BEFORE = re.compile(rf"{_MOST}\s?\Z")
#: A line that goes on in the next: nothing ends it, and the next begins no list.
_GOES_ON = re.compile(
    r"(?<=[^\s.!?:;。！？：；])[ \t]*\n[ \t]*"
    r"(?=[^\s*\-\u2022\u00b7\d(（\[【]|\d{1,4}\s?[^\W\d.)]|\d{1,2}[:.]\d|\d{4}[年-])"
)


@dataclass(frozen=True, slots=True)
class Limit:
    """A time that was found to be the seller's, with the words around it."""

    quote: str
    length: Length | None = None
    day: Day | None = None

    @property
    def unclear(self) -> str:
        """Return the wording of a day with two readings."""
        return self.day.unclear if self.day else ""

    @property
    def on(self) -> date | None:
        """Return the day of a limit that was given as a day."""
        return self.day.on if self.day else None


def limits(
    passages: Sequence[Passage], lexicon: Lexicon, *, ways: Ways, base: date | None, plain: bool = True,
    answers: bool = False, near: bool = True,
) -> tuple[Limit, ...]:  # fmt: skip
    """Return every time that a notice sets the seller, in the order of the text.

    ``base`` is the day from which a day without its year is looked for. ``plain``: in such a letter a time that nothing
    else claims is the seller's. ``answers``: only a time to answer or hand something in is looked for. ``near``: days
    that count from the notice's own are looked for too, which any letter names (by Friday).
    """
    found: list[Limit] = []
    others = _others(lexicon.clocks, ways.language)
    for passage in passages:
        if passage.section in _SILENT:
            continue
        for sentence in _statements(passage.text, lexicon.clocks):
            whole = closed_up(_without_addresses(sentence))
            lowered = small(mended(whole))
            counts = list(lengths(lowered))
            named = days(whole, first=ways.day_first, base=base, zones=ways.zones, language=ways.language)
            named = [day for day in named if near or not day.near]
            if counts or named:
                foreign = any(phrase.key in lowered for phrase in others)
                told = _told(lowered, lexicon, ways.language, language_of(whole) if foreign else ways.language)
                if answers and not told.says("answer"):
                    continue
                yours = plain or passage.section in _ASKING
                found += _of_sentence(told, sentence, counts, named, plain=yours, lexicon=lexicon, base=base)
    return tuple(found)


def _told(lowered: str, lexicon: Lexicon, *languages: str | None) -> Told:
    """Return what a sentence tells; one that speaks to nobody and whose language is not known, by all rows."""
    told = Told(lowered, _spoken(lexicon.clocks, *languages))
    return Told(lowered, lexicon.clocks) if None in languages and not told.addressed else told


def _others(clocks: Sequence[Cue], language: str | None) -> list[Phrase]:
    """Return the phrases that count only in a sentence of another language than its notice; all where that is unknown.

    A sentence with none of them tells the same in any language, so that its own need not be found out.
    """
    spoken = {cue.id for cue in _spoken(clocks, language)} if language else set()
    return [phrase for cue in clocks if cue.id not in spoken for phrase in cue.phrases]


def _spoken(clocks: Sequence[Cue], *languages: str | None) -> list[Cue]:
    """Keep the rows of the languages of a notice and of its sentence, of English, of none; all where none is known."""
    known = [language for language in languages if language]
    if not known:
        return list(clocks)
    spoken = {"", "en", *known, *(kin for language in known for kin in _KIN.get(language, ()))}
    return [cue for cue in clocks if cue.language in spoken]


def _statements(text: str, clocks: Sequence[Cue]) -> Iterator[str]:
    """Yield the sentences that may hold a time; a line broken in the middle is joined, abbreviations end nothing."""

    def telling(question: str) -> bool:
        told = Told(small(question), clocks)
        return told.says("grant") or told.says("aside")

    if not _may_hold_a_time(text):
        return
    held = _ABBREVIATED.sub(lambda match: match[0].replace(_STOP, _HELD), _GOES_ON.sub(" ", text))
    for sentence in joined([sentence for _, sentence in sentences(held)], timed=_may_hold_a_time, telling=telling):
        yield sentence.replace(_HELD, _STOP)


def _without_addresses(sentence: str) -> str:
    """Return a sentence with blanks where its addresses stand; none is written without a slash or www."""
    if "/" not in sentence and "www." not in sentence.lower():
        return sentence
    return _ADDRESS.sub(lambda match: " " * len(match[0]), sentence)


def _may_hold_a_time(text: str) -> bool:
    if _HINT.search(text):
        return True
    lowered = text.lower()
    return bool(_UNITS.standing(lowered)) or may_be_near(lowered)


def _of_sentence(
    told: Told, sentence: str, counts: Sequence[Length], named: Sequence[Day], *, plain: bool, lexicon: Lexicon,
    base: date | None,
) -> Iterator[Limit]:  # fmt: skip
    stock, longest = lexicon.number("stock_days"), lexicon.number("longest_days")
    quote = " ".join(sentence.split())
    gone = [day for day in named if _is_gone(day, base)]
    named = [day for day in named if not any(_counts_from(told, length, day) for length in counts)]
    counts = [length for length in counts if not any(_meet(length, day) for day in named)]
    both: list[Length | Day] = [*counts, *named]
    times = [(each.start, each.end) for each in both]
    for length in counts:
        if told.elsewhere(length.start, length.end) or runs_from_event(told, length):
            continue
        if _is_of_stock(told, length, stock) or _runs_to(told, length, gone) or _is_a_window(told, length, longest):
            continue
        ours = runs_from_notice(told, length)
        default = plain and (ours or (told.addressed and not _bracketed(told, length)))
        if told.sets(length.start, length.end) or (
            (ours or _framed(told, length)) and told.sellers(length.start, length.end, times=times, default=default)
        ):
            yield Limit(quote, length=length)
    for day in named:
        if day in gone or told.elsewhere(day.start, day.end):
            continue
        if not day.near and told.sets(day.start, day.end):
            yield Limit(quote, day=day)
            continue
        if _only_urges(told, day, base, counts):
            continue
        default = not day.near or told.grants(day.start, day.end)
        if _asked_by(told, day, base) and told.sellers(day.start, day.end, times=times, default=default):
            yield Limit(quote, day=day)


def _only_urges(told: Told, day: Day, base: date | None, counts: Sequence[Length]) -> bool:
    """Say whether today only presses for what another time of the sentence is given: order it today."""
    return day.own and bool(counts) and day.on == base and told.led_by(day.start, "by") is None


def _hours(length: Length) -> int:
    return length.count * HOURS.get(length.unit, 24 * 28)


def _is_of_stock(told: Told, length: Length, least: float) -> bool:
    """Say whether a time of ``least`` days or more is that after which stock is removed, no time to answer in."""
    return _hours(length) >= 24 * least and told.says("never")


def _is_a_window(told: Told, length: Length, longest: float) -> bool:
    """Say whether a length is the age of a paper or that of which a share is told, no time to answer in."""
    before = told.text[: length.start]
    return (
        _hours(length) > 24 * longest
        or _SHARE_BEHIND.match(told.text, length.end) is not None
        or _SHARE_BEFORE.search(before) is not None
        or (before.rstrip().endswith("(") and told.beside(len(before.rstrip()) - 1, "paper"))
    )


def _is_gone(day: Day, base: date | None) -> bool:
    """Say whether a day lies before the notice's own, a day without its year shortly before it."""
    if base is None or day.on is None or day.near:
        return False
    return day.on < base or (day.yearless and (day.on - base).days > _FAR)


def _runs_to(told: Told, length: Length, gone: Sequence[Day]) -> bool:
    """Say whether a length is that of a window that ended on a day before the notice: in the 30 days up to 25 May."""
    return any(
        _ENDED.fullmatch(told.text[length.end : day.start]) if length.end <= day.start
        else _ENDING.fullmatch(told.text[day.end : length.start])
        for day in gone
    )  # fmt: skip


def _counts_from(told: Told, length: Length, day: Day) -> bool:
    """Say whether a near day is only that from which a length counts: ten days from today."""
    if not day.near or day.clock is not None or _meet(length, day):
        return False
    if length.end <= day.start:
        return _FROM.fullmatch(told.text[length.end : day.start]) is not None
    return _ON.fullmatch(told.text[day.end : length.start]) is not None


def _meet(length: Length, day: Day) -> bool:
    return day.start < length.end and length.start < day.end


def _framed(told: Told, length: Length) -> bool:
    """Say whether words around a length make it a time within which something is due."""
    front = told.led_by(length.start, "before", "back") or told.led_by(length.start, "by")
    behind = told.followed_by(length.end, "behind", "ago")
    if behind == "ago" and told.starts(length.end):
        behind = "behind"  # thirty days after the date of this notice
    counted = told.starts(length.end) and told.led_by(length.start, "span") is not None
    if behind != "ago" and (counted or told.opens(length.start, length.end)):
        return True
    if _bracketed(told, length) and _MOST_BEFORE.search(told.text[: length.start]):
        return True
    if (
        front == "back"
        or behind == "ago"
        or (behind is None and _ATTRIBUTE.search(told.text[length.start : length.end]))
    ):
        return False
    if (front or behind) is not None or told.grants(length.start, length.end):
        return True
    return _bracketed(told, length) or told.asks(length.start, length.end)


def _bracketed(told: Told, length: Length) -> bool:
    """Say whether a length has a bracket for itself; only the words in front of that can tell what it is."""
    return bool(_OPENED.search(told.text[: length.start]) and _CLOSED.match(told.text, length.end))


def _asked_by(told: Told, day: Day, base: date | None) -> bool:
    """Say whether words around a day make it the last one for something."""
    front = told.led_by(day.start, "by", "back")
    if front == "back":
        return False
    if front == "by" or day.by or told.followed_by(day.end, "until") is not None:
        return True
    if day.near:
        return day.own or told.beside(day.start, "answer")
    if base is not None and day.on is not None and day.on > base and _LABELLED.search(told.text[: day.start]):
        return not told.text[day.end :].strip(" .;()")
    return told.grants(day.start, day.end) or (told.says("unless") and told.says("reader"))


def stated(found: Sequence[Limit], *, notice_date: date | None) -> tuple[StatedDeadline, ...]:
    """Return the limits as a notice's own, soonest first, each once; months become days."""
    told = [_stated(limit, notice_date) for limit in found]
    ordered = sorted(told, key=lambda deadline: _order(deadline, notice_date))
    kept: dict[StatedDeadline, StatedDeadline] = {}
    for deadline in ordered:
        kept.setdefault(replace(deadline, quote=""), deadline)
    return tuple(kept.values())


def _stated(limit: Limit, notice_date: date | None) -> StatedDeadline:
    if limit.day is not None:
        return StatedDeadline(limit.quote, on=limit.day.on, clock=limit.day.clock, zone=limit.day.zone)
    length = limit.length
    if length is None or length.unit == "hours":
        return StatedDeadline(limit.quote, hours=length.count if length else None)
    if length.unit == "business":
        return StatedDeadline(limit.quote, hours=length.count * 24, business_days=length.count)
    count = _months(length.count, notice_date) if length.unit == "months" else length.count * HOURS[length.unit] // 24
    return StatedDeadline(limit.quote, hours=count * 24, days=count)


def _months(count: int, start: date | None) -> int:
    """Return the days of so many months from a day; 28 each where it is not known, the shortest reading."""
    if start is None:
        return count * 28
    years, month = divmod(start.month - 1 + count, 12)
    year = start.year + years
    return (date(year, month + 1, min(start.day, monthrange(year, month + 1)[1])) - start).days


def _order(deadline: StatedDeadline, start: date | None) -> tuple[float, str]:
    """Rank limits by the hours from the start of the notice's day; business days have two days off in seven."""
    if deadline.on is not None:
        clock = deadline.clock or time(23, 59)
        ahead = (deadline.on - start).days * 24 if start else 24 * 10_000 + deadline.on.toordinal()
        return ahead + clock.hour + clock.minute / 60, deadline.quote
    if deadline.business_days is not None:
        return _after_business_days(start, deadline.business_days) * 24 + 23.98, deadline.quote
    return (deadline.hours if deadline.hours is not None else 24 * 100_000), deadline.quote


def _after_business_days(start: date | None, count: int) -> int:
    ahead, weekday = 0, start.weekday() if start else 0
    while count:
        ahead += 1
        count -= (weekday + ahead) % 7 < 5
    return ahead
