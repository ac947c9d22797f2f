"""For how many days a notice says that the seller's money may be held."""

import re
from collections.abc import Iterator, Sequence

from casewright.notices.lexicon import Cue, Lexicon
from casewright.notices.sections import Passage, sentences, small

#: A number of days as notices print it, in their languages; ``3`` digits at most, so that no year is one.
_DAYS = re.compile(
    r"(?<![\d.,])(\d{1,3})\s?-?\s?(?:calendar\s|kalender)?"
    r"(?:days?|tage?n?|jours?|d[ií]as?|giorni|dagen|dni|dagar|日間?|天|个?自然日)(?!\w*\s?ago)"
)
#: The role of the phrases for held money in the list ``clocks``.
_FUNDS = "funds"


def funds_days(passages: Sequence[Passage], lexicon: Lexicon) -> int | None:
    """Return the days of the longest hold on funds that the notice prints; None where it prints none.

    Of two numbers the longer counts: money is not asked for before it can be had. Days outside two numbers of the list
    ``thresholds`` are those in which something is done, or none that Amazon states.
    """
    least, most = lexicon.number("hold_from"), lexicon.number("hold_to")
    funds = [cue for cue in lexicon.clocks if cue.target == _FUNDS]
    phrases = [phrase for cue in funds for phrase in cue.phrases]
    found = [
        days for passage in passages
        if any(phrase.key in passage.lowered for phrase in phrases) and _DAYS.search(passage.lowered)
        for days in _held(passage.text, funds)
    ]  # fmt: skip
    return max((days for days in found if least <= days <= most), default=None)


def _held(text: str, funds: Sequence[Cue]) -> Iterator[int]:
    for _, sentence in sentences(text):
        lowered = small(sentence)
        numbers = [int(match[1]) for match in _DAYS.finditer(lowered)]
        if numbers and any(phrase.key in lowered and phrase.within(lowered) for cue in funds for phrase in cue.phrases):
            yield from numbers
