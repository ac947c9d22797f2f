"""What a notice asks the seller for, point by point, in its own words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from casewright.model import Ask
from casewright.notices.lexicon import ASKING, NOT_ASKING, TOPICS, Cue
from casewright.notices.sections import Passage, sentences, small

_BULLET = re.compile(r"^\s*(?:--+|[-•·●*▪◦※・○–]|[(（]?\d{1,2}[.)）、．](?!\d)|[(（]?[a-h][.)]\s)\s*(?=\S)")
_INLINE = re.compile(r"(?:^|\s)--\s+(?=\S)")
_PARTS = re.compile(r"\s*[;；]\s*")
#: A point that only names products or orders asks for nothing.
_NAMES = re.compile(r"(?:(?:ASIN|asin)s?\W*)?(?:B0[A-Z0-9]{8}|\d{3}-\d{7}-\d{7})|[\sB0-9A-Z,;:#-]*\Z")
_SECTIONS = ("ask", "lead", "why")
_PARTS_OF_A_PLAN = ("root_cause", "corrective", "preventive")
_MAX = 400


@dataclass(frozen=True, slots=True)
class _Point:
    """A point of a list (``listed``) or a line of running text."""

    text: str
    listed: bool


@dataclass(frozen=True, slots=True)
class _Words:
    """The words by which a sentence asks, and those by which it does not after all ("please do not send")."""

    asking: Sequence[Cue]
    not_asking: Sequence[Cue]

    def ask(self, text: str) -> bool:
        low = small(text)
        return _says(self.asking, low) and not _says(self.not_asking, low)


def _says(cues: Sequence[Cue], low: str) -> bool:
    return any(phrase.key in low and phrase.within(low) for cue in cues for phrase in cue.phrases)


def asks(passages: Sequence[Passage], cues: Sequence[Cue]) -> tuple[Ask, ...]:
    """Return what is asked: the points of lists that a request leads to, and sentences that ask for something named.

    A sentence gives one ask for each topic that it names. What would only be sent if the notice were wrong, and how to
    send it, is not asked.
    """
    topics = [cue for cue in cues if cue.target in TOPICS]
    words = _Words(*([cue for cue in cues if cue.target == name] for name in (ASKING, NOT_ASKING)))
    found: list[Ask] = []
    for passage in passages:
        if passage.section in _SECTIONS:
            found += _in_parts(list(_asked(passage, topics, words)))
    return tuple(dict.fromkeys(found))


def _in_parts(found: list[Ask]) -> list[Ask]:
    """Return asks without the one for the whole ("send us a plan") where its parts are asked for beside it."""
    parts = {ask.topic for ask in found} & set(_PARTS_OF_A_PLAN)
    return [ask for ask in found if ask.topic != "other" or len(parts) < len(_PARTS_OF_A_PLAN)]


def _asked(passage: Passage, topics: Sequence[Cue], words: _Words) -> Iterator[Ask]:
    points = list(_points(passage.text))
    lead, at = "", 0
    while at < len(points):
        end = at
        while end < len(points) and points[end].listed:
            end += 1
        if end > at:
            listed = [point.text for point in points[at:end] if not _NAMES.match(point.text)]
            if _is_request(passage.section, lead, listed, topics, words):
                yield from (Ask(_topic(text, topics), text[:_MAX]) for text in listed)
            at = end
            continue
        lead = points[at].text
        leads_on = at + 1 < len(points) and points[at + 1].listed
        for _, sentence in sentences(lead):
            if not (leads_on and lead.endswith(sentence)):
                yield from _in_sentence(sentence, topics, words)
        at += 1


def _is_request(section: str, lead: str, listed: Sequence[str], topics: Sequence[Cue], words: _Words) -> bool:
    """Say whether a list holds what is asked: so its heading says, its lead, or most of its own points."""
    if section == "ask" or words.ask(next((text for _, text in reversed(sentences(lead))), "")):
        return True
    named = sum(_topic(text, topics) != "other" for text in listed)
    return section == "lead" and len(listed) > 1 and named == len(listed)


def _in_sentence(sentence: str, topics: Sequence[Cue], words: _Words) -> Iterator[Ask]:
    if "?" in sentence or "？" in sentence or not words.ask(sentence):
        return
    _, colon, rest = sentence.partition(":")
    parts = [part for part in _PARTS.split(rest.rstrip(" .。")) if len(part) > 3] if colon else []
    if len(parts) > 1 and all(_hits(part, topics) for part in parts):
        yield from (Ask(_topic(part, topics), part[:_MAX]) for part in parts)
        return
    named = list(dict.fromkeys(topic for _, _, topic in sorted(_hits(sentence, topics))))
    plain = [topic for topic in named if topic not in ("explanation", "other")]
    yield from (Ask(topic, sentence[:_MAX]) for topic in plain or named[:1])


def _points(text: str) -> Iterator[_Point]:
    """Yield the points of lists and the lines between; an indented line goes on with the point above it."""
    point: str | None = None
    for line in text.split("\n"):
        match = _BULLET.match(line)
        if point is not None and (match or not line.strip() or not line[:1].isspace()):
            yield from _listed(point)
            point = None
        if match:
            point = line[match.end() :].strip()
        elif point is not None:
            point = f"{point} {line.strip()}"
        elif _INLINE.search(line):
            first, *rest = _INLINE.split(line)
            if first.strip():
                yield _Point(first.strip(), listed=False)
            yield from (each for raw in rest for each in _listed(raw.strip()))
        elif line.strip():
            yield _Point(line.strip(), listed=False)
    if point is not None:
        yield from _listed(point)


def _listed(point: str) -> Iterator[_Point]:
    for part in _INLINE.split(point):
        if len(part.strip()) >= 4:
            yield _Point(" ".join(part.split()), listed=True)


def _hits(text: str, topics: Sequence[Cue]) -> list[tuple[int, int, str]]:
    low = small(text)
    return [
        (span[0], TOPICS.index(cue.target), cue.target)
        for cue in topics for phrase in cue.phrases if phrase.key in low for span in phrase.spans(low)
    ]  # fmt: skip


def _topic(text: str, topics: Sequence[Cue]) -> str:
    """Return the topic whose phrase stands first; "steps taken to prevent" is prevention all the same."""
    hits = _hits(text, topics)
    first = min(hits)[2] if hits else "other"
    if first == "explanation":  # "explain the root cause" asks for the cause
        first = next((topic for _, _, topic in sorted(hits) if topic not in ("explanation", "other")), first)
    return "preventive" if first == "corrective" and any(hit[2] == "preventive" for hit in hits) else first
