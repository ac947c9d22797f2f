"""Sentences that tell a time only together: a question and its answer, a day and what may be done until then."""

import re
from collections.abc import Callable, Iterator, Sequence

#: The longest question that is read together with its answer, in letters.
_LONGEST = 110
_QUESTION = re.compile(r"(?:[?？]|か。)[\s\"'»”」]*\Z")
#: How an answer is marked: A:, Answer:, 答：, R:.
_MARK = re.compile(
    r"\s*(?:[-*>\u2022]\s*)?"
    r"(?:(?:a|r|answer|antwort|réponse|respuesta|risposta|resposta|答|回答)\s*[:：.)]\s*)?",
    re.IGNORECASE,
)
#: A sentence that goes on from the day of the one before it.
_UNTIL_THEN = re.compile(
    r"\s*(?:(?:until|till|by|before|up\s+to)\s+(?:then|that\s+(?:day|date|time))|bis\s+(?:dahin|zu\s+diesem\s+tag)"
    r"|d'ici\s+là|jusque-là|avant\s+cette\s+date|hasta\s+(?:entonces|esa\s+fecha)|antes\s+de\s+(?:esa|dicha)\s+fecha"
    r"|fino\s+ad\s+allora|entro\s+(?:quella|tale)\s+data|prima\s+di\s+allora|até\s+(?:lá|essa\s+data)|antes\s+dess[ae]\s+data"
    r"|tot\s+dan|在?此之?前|在此期间|届时之前|それまで|その日まで)",
    re.IGNORECASE,
)


def joined(sentences: Sequence[str], *, timed: Callable[[str], bool], telling: Callable[[str], bool]) -> Iterator[str]:
    """Yield the ``timed`` sentences, each with the short ``telling`` question before it or what goes on from it.

    A telling question asks for a time: how long do I have?
    """
    asked, kept = "", ""
    for sentence in sentences:
        if not sentence.strip():
            continue
        goes_on = bool(kept) and _UNTIL_THEN.match(sentence) is not None
        if goes_on:
            yield f"{kept.rstrip()} {sentence.lstrip()}"
            kept = ""
        elif kept:
            yield kept
            kept = ""
        has_time = timed(sentence)
        if has_time and not goes_on:
            kept = f"{asked} {_MARK.sub('', sentence, count=1)}" if asked and telling(asked) else sentence
        elif has_time:
            kept = sentence
        asked = sentence.strip() if _asks(sentence) else ""
    if kept:
        yield kept


def _asks(sentence: str) -> bool:
    return (
        len(sentence) <= _LONGEST and _QUESTION.search(sentence) is not None
        and not any(sign.isdigit() for sign in sentence)
    )  # fmt: skip
