"""Words and figures of a time that a scan or a line cut in two: ``with in``, ``wit-`` and ``hin``, ``7 2 hours``."""

import re
from operator import add

from casewright.text import months_of

#: Words that times are told with, in small letters; only towards these is anything closed up.
_WORDS = """
    within inside hours hour days weeks months business working calendar before until latest deadline later respond
    reply answer submit provide monday tuesday wednesday thursday friday saturday sunday tomorrow today midnight
    innerhalb binnen stunden tagen tage werktagen werktage arbeitstagen kalendertagen wochen spätestens frist
    délai heures jours ouvrés ouvrables semaines avant tard
    dentro plazo horas días dias hábiles naturales semanas antes tardar hasta
    entro giorni lavorativi settimane oltre prazo úteis corridos
"""
_MONTHS = {name for language in ("en", "de", "fr", "es", "it", "pt") for name in months_of(language) if len(name) > 4}
_KNOWN = frozenset(_WORDS.split()) | _MONTHS
_LETTERS, _TWO_FIGURES = re.compile(r"[^\W\d_]+"), re.compile(r"\d \d")
_PAIR = re.compile(r"(?<![^\W\d_])([^\W\d_]{1,10})(?:-\s{1,2}|\s)(?=([^\W\d_]{1,10})(?![^\W\d_]))")
#: Two single figures between a word that frames a time and a unit: no count is written so.
_FIGURES = re.compile(
    r"(?<=\w )(\d) (\d)(?= ?(?:full |business |working |calendar |natural )?(?:hours?|hrs|days?|weeks?|stunden"
    r"|(?:werk|arbeits)?tagen?"
    r"|heures|jours|horas|d[ií]as|ore|giorni|uur|dagen)\b)",
    re.IGNORECASE,
)
_FRAMED = re.compile(
    r"(?:within|inside|in|next|of|have|least|than|innerhalb|von|binnen|sous|dans|les|de|en|dentro|em|até|entro|tiene|dispone|hai|haben"
    r"|sie|avez|binnen) \Z",
    re.IGNORECASE,
)


def closed_up(sentence: str) -> str:
    """Return a sentence of one line with the words and figures of its times made whole."""
    if _may_be_cut(sentence):
        for _ in range(2):  # a word cut in three is closed up from its end
            sentence = _PAIR.sub(_joined, sentence)
    return _FIGURES.sub(_count, sentence) if _TWO_FIGURES.search(sentence) else sentence


def _may_be_cut(sentence: str) -> bool:
    """Say whether any two words in a row are one known word, asked for all at once: hardly a sentence is cut."""
    words = _LETTERS.findall(sentence.lower())
    return not _KNOWN.isdisjoint(map(add, words, words[1:]))


def _joined(match: re.Match[str]) -> str:
    one, other = match[1].lower(), match[2].lower()
    cut = one + other in _KNOWN and not (one in _KNOWN and other in _KNOWN)
    return match[1] if cut else match[0]


def _count(match: re.Match[str]) -> str:
    return match[1] + match[2] if _FRAMED.search(match.string[: match.start()]) else match[0]
