"""A notice by its sections: what was done, why, what is asked, how to send it, what happens otherwise."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from casewright.notices.letter import Letter
from casewright.notices.lexicon import Cue

#: What ends the sentence before a heading, and what may stand between the two.
_ENDS, _BETWEEN = frozenset("\n.!?。！？:："), frozenset("-*#.¿")
#: A full stop ends a sentence before a blank, but not behind a day or a number ("26. Februar", "No. 5").
_INNER = r"(?:[.!?](?!\s|$)|(?<=\b\d)\.(?=\s[^\W\d])|(?<=\b\d\d)\.(?=\s[^\W\d])|(?<=\b[Nn]o)\.(?=\s\d))"
_SENTENCE = re.compile(rf"[^.!?。！？\n]*(?:{_INNER}[^.!?。！？\n]*)*[.!?。！？]?", re.DOTALL)
#: A heading stands alone in a short line: signs, words, and signs where no blanks part the words.
_LINE, _WORDS, _WIDE = 90, 9, 60
#: The number of a point, not the day of a date.
_NUMBERED = (
    r"\(?\d{1,2}[.)、]\s*(?!\d|[Jj]an|[Ff]eb|[Mm]är|[Aa]pr|[Mm]ai|[Jj]un|[Jj]ul|[Aa]ug|[Ss]ep|[Oo]kt|[Nn]ov|[Dd]ez)"
)
_WRAP = re.compile(rf"(?<=[a-z\u00df-\u024f,;0-9])\n(?=[a-z\u00df-\u024f(0-9])(?!{_NUMBERED})")


@dataclass(frozen=True, slots=True)
class Passage:
    """One stretch of a notice under one heading; ``lowered`` is what phrases are looked for in."""

    section: str
    text: str

    @property
    def lowered(self) -> str:
        """Return the text in small letters, each at its place."""
        return small(self.text)


@lru_cache(maxsize=2048)
def small(text: str) -> str:
    """Return a text in small letters, each at its place; the few that would become two keep their form."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(letter if len(letter.lower()) != 1 else letter.lower() for letter in text)


def split_sections(letter: Letter, headings: Sequence[Cue]) -> tuple[Passage, ...]:
    """Split a letter at its headings; what stands before the first is the lead."""
    body = _WRAP.sub(" ", letter.body)
    lowered = Passage("", body).lowered
    starts = sorted(_headings(lowered, headings))
    passages = [Passage("subject", letter.subject)] if letter.subject else []
    bounds = [(0, "lead"), *starts, (len(body), "")]
    passages += [
        Passage(section, body[start:end]) for (start, section), (end, _) in pairwise(bounds) if body[start:end].strip()
    ]
    return tuple(passages)


def _headings(lowered: str, headings: Sequence[Cue]) -> Iterator[tuple[int, str]]:
    taken: set[int] = set()
    for cue in headings:
        for phrase in cue.phrases:
            for start, end in phrase.spans(lowered) if phrase.key in lowered else ():
                line_start = lowered.rfind("\n", 0, start) + 1
                line_end = lowered.find("\n", end)
                line = lowered[line_start : line_end if line_end >= 0 else len(lowered)]
                at = _opening(lowered, start, line_start, line)
                if at is not None and at not in taken:
                    taken.add(at)
                    yield at, cue.target


def _opening(lowered: str, start: int, line_start: int, line: str) -> int | None:
    """Return where a heading begins: its whole short line, or the sentence that it opens."""
    bare = line.strip(" *")
    asks = bare.endswith(("?", "？", ":", "：")) and len(bare) <= _LINE
    short = asks or (len(bare.split()) <= _WORDS and len(bare) <= (_LINE if bare.isascii() else _WIDE))
    short = short and not bare.endswith(("。", "."))
    if short and not line.lstrip().startswith("-"):
        return line_start
    return start if _begins(lowered, start) else None


def _begins(lowered: str, start: int) -> bool:
    """Say whether a place is where a sentence begins, behind the sign or number of a point."""
    at = start - 1
    while at >= 0:
        sign = lowered[at]
        if sign in _ENDS:
            return True
        if not (sign in _BETWEEN or sign.isspace() or sign.isdecimal()):
            return False
        at -= 1
    return start == 0


@lru_cache(maxsize=256)
def sentences(text: str) -> tuple[tuple[int, str], ...]:
    """Return the sentences of a text with their places; a line break ends a sentence."""
    found: list[tuple[int, str]] = []
    for match in _SENTENCE.finditer(text):
        raw = match[0]
        sentence = raw.lstrip()
        if sentence:
            found.append((match.start() + len(raw) - len(sentence), sentence.rstrip()))
    return tuple(found)
