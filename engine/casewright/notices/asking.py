"""What a notice asks for, point by point, in its own words."""

import re
from collections.abc import Iterator, Sequence

from casewright.model import Ask
from casewright.notices.lexicon import TOPICS, Cue
from casewright.notices.sections import Passage, sentences

_BULLET = re.compile(r"^\s*(?:--+|[-•·●*▪◦※]|[(（]?\d{1,2}[.)）、．]|[a-h][.)])\s*(?=\S)")
_INLINE = re.compile(r"(?:^|\s)--\s+(?=\S)")
_ASKING = re.compile(
    r"\b(?:please|must|provide|submit|send|need|explain|include|upload)\b|请|提供|提交|ください|ご提出|bitte|senden|reichen|veuillez|fournir|envoyer|debe|envíe|proporcion"
    r"|devi|invia|fornisci|presenta",
    re.IGNORECASE,
)
_SECTIONS = ("ask", "submit", "lead", "why", "error")
_MAX = 400


def asks(passages: Sequence[Passage], topics: Sequence[Cue]) -> tuple[Ask, ...]:
    """Return the points that a notice asks for; bullets of the asking section first, else sentences that ask."""
    asked = [passage for passage in passages if passage.section == "ask"]
    points = [point for passage in asked for point in bullets(passage.text)]
    if not points:
        points = [
            point for passage in passages if passage.section in ("lead", "why") for point in bullets(passage.text)
        ]
        points = [point for point in points if _topic(point, topics) != "other"]
    if not points:
        sources = asked or [passage for passage in passages if passage.section in _SECTIONS]
        points = [text for passage in sources for _, text in sentences(passage.text)
                  if _ASKING.search(text) and _topic(text, topics) != "other" and "?" not in text]  # fmt: skip
    return tuple(Ask(_topic(point, topics), point) for point in dict.fromkeys(points))


def bullets(text: str) -> Iterator[str]:
    """Yield the points of a list; a line without a bullet and without a capital continues the point above it."""
    point = ""
    for line in text.split("\n"):
        match = _BULLET.match(line)
        if match or not line.strip():
            yield from _points(point)
            point = line[match.end() :].strip() if match else ""
        elif point and line[:1].isspace():
            point = f"{point} {line.strip()}"
        elif _INLINE.search(line):
            yield from _points(point)
            yield from (part for raw in _INLINE.split(line)[1:] for part in _points(raw.strip()))
            point = ""
        else:
            yield from _points(point)
            point = ""
    yield from _points(point)


def _points(point: str) -> Iterator[str]:
    for part in _INLINE.split(point):
        if len(part.strip()) >= 4 and not re.fullmatch(r"[\sB0-9A-Z,;:#-]*", part):
            yield " ".join(part.split())[:_MAX]


def _topic(text: str, topics: Sequence[Cue]) -> str:
    """Return the topic whose phrase stands first; "steps taken to prevent" is prevention all the same."""
    lowered = text.lower()
    hits = [
        (span[0], TOPICS.index(cue.target), cue.target)
        for cue in topics for phrase in cue.phrases for span in phrase.spans(lowered)
    ]  # fmt: skip
    first = min(hits)[2] if hits else "other"
    return "preventive" if first == "corrective" and any(hit[2] == "preventive" for hit in hits) else first
