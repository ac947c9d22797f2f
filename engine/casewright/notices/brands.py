"""Brands: what a label calls one, and what a sentence says is one."""

import re
from collections.abc import Iterator, Sequence

from casewright.model import Mention
from casewright.notices.lexicon import Label
from casewright.notices.lines import Lines
from casewright.text.search import Phrase

_QUOTES = "\"'“”„‟«»「」『』《》〈〉‹›*_`"
_OPEN, _CLOSE = "\"“„«「『《‹'*", "\"”“»」』》›'*"
#: After a label: a colon, a tab, a quote, or the next line of a table.
_SIGN = re.compile(
    r"(?:\([^()\n]{1,20}\))?\s?(?:[ \t]*[:=|][ \t|*_]*|\t+[ \t]*|[ \t]*[-–—][ \t]+|[ \t]*(?=[“„«「『《\"]))"
)
#: What a label stands behind: the start of a line or sentence, a bracket, a sign of a list, Chinese or Japanese.
_OPENING = re.compile(r"(?:^|[\n.;:,(|\[。、】」)\-–—*•・·>]|\s{2})[\s*>\d.)#]*\Z|^[\s*>-]*\Z|[\u3040-\u9fff]\Z")
_REST = re.compile(r"[^\n\t|;。:]{1,90}")
#: Where the value of a label ends within its line.
_STOP = re.compile(
    r"\.(?=\s+[A-Z\u00c0-\u00de\u4e00-\u9fff\u3040-\u30ff]|\s*$)|[;。]|\)|\]|】|\s[-–—]\s|\s\((?=[a-z\u4e00-\u9fff])|!|\?"
    r"|\s+(?=(?:asins?|complaint|trademark|registration|infringement|case|order)\b)", re.IGNORECASE,
)  # fmt: skip
_SPLIT = re.compile(r"\s*(?:[,、]|\s/\s|\s(?:and|und|et|y|e|sowie)\s|和|及|以及|(?<=[\w」])と(?=[\w「]))\s*")
#: A name within a sentence: in quotes, or one to four words with capitals.
_QUOTED = re.compile(r"\s*[“„«「『《‹\"*']([^”“»」』》›\"*'\n]{1,50})[”“»」』》›\"*']")
_NAMED = re.compile(
    r"\s?([A-Z0-9\u00c0-\u00de][\w\u00df-\u024f&'’.+-]*(?:\s(?:[A-Z\u00c0-\u00de][\w\u00df-\u024f&'’+-]*|&)){0,3})"
)
_FAR = re.compile(r"\s?([\w\u4e00-\u9fff\u30a0-\u30ff&+-]{1,24}?)(?=[,。.、;)\s]|です|$)")
_ASIN = re.compile(r"\s*asins?\s*", re.IGNORECASE)
_WORDY = re.compile(r"\d{6,}|@|https?:|\bB0[A-Z0-9]{8}\b")


def brands(lines: Lines, labels: Sequence[Label]) -> Iterator[Mention]:
    """Yield the brands of a text: labelled ones, lists of them too, and those that a sentence names as such."""
    none = [phrase for label in labels if label.kind == "no_brand" for phrase in label.phrases]
    taken: set[int] = set()
    spans = sorted(
        (label.kind != "brand", left, -right) for label in labels if label.kind in ("brand", "brand_is")
        for phrase in label.phrases for left, right in phrase.spans(lines.small)
    )  # fmt: skip
    for told, left, end_of_label in spans:
        right = -end_of_label
        if lines.linked(left):
            continue
        for start, end in _in_sentence(lines, right) if told else _after_label(lines, left, right):
            raw = lines.text[start:end]
            if start not in taken and not _refused(raw, none):
                taken.add(start)
                yield lines.mention("brand", " ".join(raw.split()), start, end)


def _refused(raw: str, none: Sequence[Phrase]) -> bool:
    """Say whether what a label names is no brand: a word that says there is none, a number, a whole sentence."""
    if not raw.strip("-–—/. ") or len(raw) > 60 or len(raw.split()) > 6 or raw.isdigit() or _WORDY.search(raw):
        return True
    low = raw.lower()
    return any(next(phrase.spans(low), (1, 0))[0] == 0 for phrase in none)


def _after_label(lines: Lines, left: int, right: int) -> Iterator[tuple[int, int]]:
    """Yield the places of the names behind a label; a label opens its line, its sentence or its bracket."""
    if not _OPENING.search(lines.even[max(0, left - 30) : left]):
        return
    sign = _SIGN.match(lines.even, right)
    if sign is None or (sign.end() == right and lines.even[right : right + 1] not in '“„«「『《"'):
        return
    rest = _REST.match(lines.even, sign.end())
    if rest is None or ("\t" in sign[0] and _heads(lines.even, right, rest[0])):
        return
    start, text = rest.start(), rest[0]
    if quoted := _QUOTED.match(text):
        yield start + quoted.start(1), start + quoted.end(1)
        for more in re.finditer(rf"(?:[,、/&]|and|und|et|y|e|和|と)\s*{_QUOTED.pattern}", text[quoted.end() :]):
            yield start + quoted.end() + more.start(1), start + quoted.end() + more.end(1)
        return
    if stop := _STOP.search(text):
        text = text[: stop.start()]
    at = 0
    for gap in [*_SPLIT.finditer(text), None]:
        end = gap.start() if gap else len(text)
        yield _bare(lines.even, start + at, start + end)
        at = gap.end() if gap else end


def _heads(even: str, at: int, cell: str) -> bool:
    """Say whether a label before a tab heads a column: the next line has as many cells, or its neighbour is a head."""
    line, _, below = even[even.rfind("\n", 0, at) + 1 :].partition("\n")
    cells = line.strip("\t").count("\t")
    return (cells > 1 and below.partition("\n")[0].strip("\t").count("\t") == cells) or _ASIN.fullmatch(
        cell
    ) is not None


def _in_sentence(lines: Lines, right: int) -> Iterator[tuple[int, int]]:
    match = _QUOTED.match(lines.even, right) or _NAMED.match(lines.even, right)
    if match is None and "\u3040" <= lines.even[right - 1 : right] <= "\u9fff":
        match = _FAR.match(lines.even, right)
    if match:
        yield _bare(lines.even, *match.span(1))


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a place without blanks, quotes and stops at its ends."""
    while start < end and text[start] in f"{_QUOTES} \t.,:®™":
        start += 1
    while end > start and text[end - 1] in f"{_QUOTES} \t.,:®™":
        end -= 1
    return start, end
