"""The day on which a notice says that Amazon acted, where nothing else dates it: such a notice tells of its own day."""

import re
from collections.abc import Callable, Sequence

from casewright.notices.bydays import Day
from casewright.notices.lexicon import Cue
from casewright.notices.sections import small

#: Kinds of the list ``acts`` that tell of something done, whether or not a sentence says that it is over.
_DID = frozenset({"did", "state", "done", "bare", "back"})

#: What leads such a day, or follows it.
_LED = re.compile(
    r"(?:\b(?:on|effective|as\s+of|am|zum|mit\s+wirkung\s+vom|le|ce|du|el|del|il|in\s+data|em|fecha)|自|于|從|从|^)\s*\Z",
    re.IGNORECASE,
)
_FOLLOWED = re.compile(
    r"\s*(?:付で|付けで|をもって|をもちまして|より|に|、|起|，|,|wurde|haben|è|foi|a\s+été|deaktiviert|gesperrt)?"
)
#: What tells that the act lies further back, or that the letter answers another.
_BACK = re.compile(
    r"\b(?:had|avait|avaient|aveva|había|tinha|hatte|war|since|seit|depuis|desde|dal|after|because|before|until|by|order\w*|appeal\w*|einspruch\w*"
    r"|bis|bitte|please|veuillez|appel|recours|apelación|ricorso|apelação|invoice\w*)\b|しておりました|されていました|申し立て|ご提出|曾|申诉|订单|上次|此前|请|期限",
    re.IGNORECASE,
)
#: What tells in front of a day that the act is still to come.
_AHEAD = re.compile(
    r"\b(?:will|shall|may|could|wird|werden|sera|seront|pourra|será|serán|podrá|sarà|saranno|verrà|verranno|serão|poderá)\b|将|會|会|予定",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[^\d\s][.!?])\s+|(?<=[。！？!?])|\n")
#: How many filled lines may stand before it.
_HEAD = 8


def acted_on(lines: Sequence[str], days: Callable[[str], Sequence[Day]], acts: Sequence[Cue]) -> Day | None:
    """Return the day of the first sentence that dates an act of Amazon's; None where another day came before it.

    ``acts`` are the words for what Amazon does, the list of that name.
    """
    for line in lines[:_HEAD]:
        for sentence in _SENTENCE.split(line):
            if not any(sign.isdigit() for sign in sentence):
                continue
            found = [day for day in days(sentence) if day.on]
            if not found:
                continue
            return found[0] if len(found) == 1 and _tells(sentence, found[0], acts) else None
    return None


def _tells(sentence: str, day: Day, acts: Sequence[Cue]) -> bool:
    lowered = small(sentence)
    followed = _FOLLOWED.match(sentence[day.end :])
    return bool(
        not day.unclear
        and not day.near
        and any(phrase.within(lowered) for cue in acts if cue.target in _DID for phrase in cue.phrases)
        and not _BACK.search(sentence)
        and not _AHEAD.search(sentence[: day.start])
        and (_LED.search(sentence[: day.start]) or (followed and followed[0].strip()))
    )
