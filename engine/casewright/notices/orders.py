"""Sentences in a notice that give orders to a program: taken out before anything is read, and told."""

import re
from collections.abc import Iterator, Sequence

from casewright.model import Finding, Kind, Severity
from casewright.notices.lexicon import Cue
from casewright.notices.places import Places
from casewright.notices.sections import sentences, small
from casewright.notices.twins import is_masked, unmasked
from casewright.text.search import plain

INSTRUCTION = Kind(
    "notices/instruction-in-text", Severity.WARNING,
    "通知里有一句写给程序的“指令”：“{quote}”。它只当文字处理，没有影响任何判断。",
    "The notice holds a sentence that gives orders to a program: \"{quote}\". It is text only and steered nothing.",
    "请确认通知是原文，没有被人改动。", "Make sure that the notice is the original and was not altered.",
)  # fmt: skip

#: A field of a mail's header and marks of quoting stay where the words behind them go.
_FRONT = re.compile(
    r"[\s>|]*(?:(?:subject|主题|主旨|件名|betreff|objet|asunto|oggetto|assunto|from|发件人|差出人|von|de|da)\s*[:：]\s*)?",
    re.IGNORECASE,
)
_DATED = re.compile(r"(?<=\d{4}-\d\d-\d\d)\.\s+")
_QUOTED = re.compile(r"\n[>|\s]+")
_WRAPPED = re.compile(r"(?<=[^\s.!?。！？:：])\n(?=[>|\s]*[a-z\u00df-\u024f])")


def searched(text: str) -> str:
    """Return what phrases are looked for in before anything is taken apart: no quote marks, no look-alike letters."""
    shown = plain(_QUOTED.sub("\n", text))
    lowered = shown.lower()
    return f"{lowered}\n{unmasked(shown).lower()}" if is_masked(shown) else lowered


def without_orders(text: str, instructions: Sequence[Cue], places: Places) -> tuple[str, tuple[Finding, ...]]:
    """Return a notice's text without its orders to programs, as if they had never been there, and a finding for each.

    A line that holds nothing else goes whole; of another line only the sentence goes.
    """
    spans = sorted(_spans(text, instructions))
    if not spans:
        return text, ()
    kept, found, at = [], [], 0
    for start, end in spans:
        if start < at:
            continue
        found.append(INSTRUCTION.at(places.at(start), quote=" ".join(text[start:end].split())[:160]))
        first, last = _whole_lines(text, start, end)
        kept.append(text[at : max(first, at)])
        at = last
    kept.append(text[at:])
    return "".join(kept), tuple(found)


def _spans(text: str, instructions: Sequence[Cue]) -> Iterator[tuple[int, int]]:
    phrases = [phrase for cue in instructions for phrase in cue.phrases]
    if not phrases:
        return
    joined = _WRAPPED.sub(" ", text)  # one sign for one sign: places in both are the same
    for at, sentence in _sentences(joined):
        lowered = small(plain(unmasked(sentence)))
        if any(phrase.within(lowered) for phrase in phrases):
            front = _FRONT.match(sentence)
            start = at + (front.end() if front else 0)
            if start < at + len(sentence):
                yield start, at + len(sentence)


def _sentences(text: str) -> Iterator[tuple[int, str]]:
    """Yield sentences with their places; a full stop behind a whole date ends one too."""
    for at, sentence in sentences(text):
        start = 0
        for stop in _DATED.finditer(sentence):
            yield at + start, sentence[start : stop.start() + 1]
            start = stop.end()
        yield at + start, sentence[start:]


def _whole_lines(text: str, start: int, end: int) -> tuple[int, int]:
    """Widen a span to its lines where they hold nothing else, else by the blanks behind it."""
    line, after = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    after = len(text) if after < 0 else after
    if not text[line:start].strip(" \t>|") and not text[end:after].strip():
        return line, min(after + 1, len(text))
    while end < len(text) and text[end] in " \t":
        end += 1
    return start, end
