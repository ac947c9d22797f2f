"""Numbers that only their label tells: cases, complaints, registrations. Looked up from the number backwards."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from casewright.model import Mention
from casewright.notices.lexicon import Label
from casewright.notices.lines import Lines

REGISTRATIONS = ("trademark", "patent", "design", "copyright", "registration")
_KINDS = ("case", "complaint", *REGISTRATIONS)

#: How far before a number its label may begin.
_REACH = 110

_LANDS = (
    "US|UK|GB|EU|EM|EP|DE|FR|ES|IT|PT|NL|BE|SE|PL|TR|JP|CN|CA|AU|IN|BR|MX|SG|WO|IR|ZL|RCD|DM|TXu|TX|VAu|VA|PAu|PA|SR|RE"
)
#: What may be an id: five figures with little between them, and what may stand glued before them.
_FIGURES = re.compile(r"\d(?:[A-Za-z ,./-]{0,2}\d){4}")
_HEAD = re.compile(rf"(?<![A-Za-z0-9])(?:(?:{_LANDS})[ .-]{{0,2}}(?:No\.? ?)?(?:D ?)?|[A-Z]{{1,5}}-?)\Z")
_OPEN = re.compile(r"(?:[A-Za-z0-9]|\d[.,/-])\Z")
_LONG = re.compile(r"\d{9,17}(?![\dA-Za-z])")
_MIXED = re.compile(r"(?:[A-Z]{1,6}-?)?\d[\dA-Z]*(?:[-/][\dA-Z]+)*(?![A-Za-z0-9])")
_REGISTERED = re.compile(
    rf"(?:ZL ?\d{{4}} ?\d ?\d{{7}}[ .]?[\dX]?"
    rf"|(?:{_LANDS})[ .-]{{0,2}}(?:No\.? ?)?(?:D ?)?\d[\d]*(?:[ ,./-]\d+)*(?: ?[ABCESUTYP]\d?(?![A-Za-z\d]))?"
    r"|[A-Z]{0,4}-?\d+(?:[,./-]\d+)*[A-Z]?\d?(?![A-Za-z\d])"
    r"|\d{1,3}(?: \d{3}){1,3}(?!\d))"
)
_DAY = re.compile(r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?!\d)|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}(?!\d)")
_ASIN = re.compile(r"B0[A-Z0-9]{8}")
_ORDER = re.compile(r"(?:\d{3}|[SD]\d\d) ?- ?\d{7} ?- ?\d{7}")

#: Numbers whose own shape tells the office that gave them.
_TOLD = (
    ("trademark", "UK00", re.compile(r"(?<![A-Za-z0-9])(UK00\d{9})(?!\d)")),
    ("trademark", "商標登録", re.compile(r"商標登録(?:番号)?\s?第?\s?(\d{4,8})\s?号?")),
    ("patent", "特許", re.compile(r"特許(?:番号)?\s?第\s?(\d{5,8})\s?号?")),
    ("design", "意匠登録", re.compile(r"意匠登録\s?第\s?(\d{5,8})\s?号?")),
    ("patent", "ZL", re.compile(r"(?<![A-Za-z0-9])(ZL ?\d{4} ?\d ?\d{7} ?\. ?[\dX])")),
    ("design", "US", re.compile(r"(?<![A-Za-z0-9])(US ?D ?\d{3},?\d{3}(?: ?S\d?)?)(?![A-Za-z0-9])")),
    ("patent", "US", re.compile(r"(?<![A-Za-z0-9])(US ?\d{1,2}[,.]?\d{3}[,.]?\d{3}(?: ?[AB][12]?)?)(?![A-Za-z0-9])")),
    ("patent", "EP", re.compile(r"(?<![A-Za-z0-9])(EP ?\d(?: ?\d{3}){2}(?: ?[AB]\d)?)(?![A-Za-z0-9])")),
    *(
        ("copyright", sign, re.compile(rf"(?<![A-Za-z0-9])({sign}u? ?\d-\d{{3}}-\d{{3}})(?![\d-])"))
        for sign in ("VA", "TX", "PA", "SR")
    ),
    ("copyright", "作登字", re.compile(r"([\u4e00-\u9fff]作登字-\d{4}-[A-Z]-\d{6,8})")),
)  # fmt: skip
_ROW = re.compile(r"^[ \t>*-]*(\d{10,11})[ \t]*[-|,;:/\t][ \t|]*b0[a-z0-9]{8}\b(.*)$", re.IGNORECASE | re.MULTILINE)
#: What may stand between the numbers of a list: signs, and the ASIN that each is about.
_BETWEEN = r"[\s,;、/&|*•·◦・+-]|(?<![a-z0-9])b0[a-z0-9]{8}(?![a-z0-9])"


def labelled(lines: Lines, labels: Sequence[Label], fillers: Mapping[str, tuple[str, ...]]) -> Iterator[Mention]:
    """Yield what labels tell to be a case, a complaint or a registration, lists of several number by number."""
    kinds: dict[str, list[Label]] = {}
    for label in labels:
        kinds.setdefault(label.kind, []).append(label)
    glue, between = _glue((*fillers["number"], *fillers["is"])), _glue_between(fillers["and"])
    at, last, kind = 0, -1, ""
    while match := _FIGURES.search(lines.even, at):
        start = _start(lines.even, match.start())
        at = match.start() + 1
        if start is None:
            continue
        if lines.linked(start) or _ASIN.match(lines.even, start) or _ORDER.match(lines.even, start):
            continue
        listed = last >= 0 and start - last < 40 and between.fullmatch(lines.small, last, start) is not None
        told, tight = (kind, True) if listed else _told_by(lines.small, start, kinds, glue)
        end = _end(lines.even, start, told, tight=tight)
        if end is None:
            continue
        kind, last, at = told, end, end
        yield lines.mention(told, _value(lines.even[start:end]), start, end)


def _start(even: str, figures: int) -> int | None:
    """Return where an id begins whose figures begin there; None within a longer number or word."""
    before = even[max(0, figures - 12) : figures]
    if head := _HEAD.search(before):
        return figures - len(before) + head.start()
    return None if _OPEN.search(before) else figures


def rows(lines: Lines, labels: Sequence[Label]) -> Iterator[Mention]:
    """Yield complaint ids that stand unlabelled at the head of a row: id, ASIN, the right infringed."""
    words = [label for label in labels if label.kind in REGISTRATIONS]
    for match in _ROW.finditer(lines.even) if words and "b0" in lines.small else ():
        rest = lines.small[match.start(2) : match.end()]
        if any(phrase.within(rest) for label in words for phrase in label.phrases):
            yield lines.mention("complaint", match[1], *match.span(1))


def told_by_shape(lines: Lines) -> Iterator[Mention]:
    """Yield registrations that need no label: EP, US, UK00, ZL, 商標登録第…号 and their like."""
    for kind, sign, pattern in _TOLD:
        for match in pattern.finditer(lines.even) if sign in lines.even else ():
            if not lines.linked(match.start()):
                yield lines.mention(kind, _value(match[1]), *match.span(1))


def _told_by(small: str, start: int, kinds: Mapping[str, Sequence[Label]], glue: re.Pattern[str]) -> tuple[str, bool]:
    """Return the kind that the nearest label before a number gives, and whether more than a blank stands between."""
    floor = max(0, start - _REACH)
    window = small[floor:start]
    best, found = (-1, 0), ""
    for kind in _KINDS:
        for label in kinds.get(kind, ()):
            for phrase in label.phrases:
                for left, right in phrase.spans(window) if phrase.key in window else ():
                    if (right, right - left) > best and glue.fullmatch(window, right):
                        best, found = (right, right - left), kind
    if found == "registration":
        found = _right_before(window[: best[0] - best[1]], kinds) or found
    return found, bool(window[best[0] :].strip()) if found else False


def _right_before(window: str, kinds: Mapping[str, Sequence[Label]]) -> str:
    """Return which right a registration number is of: the one named last before it in its sentence."""
    part = re.split(r"[.!?。！？\n](?=\s|$)", window)[-1]
    spans = [
        (right, kind) for kind in REGISTRATIONS[:-1] for label in kinds.get(kind, ()) for phrase in label.phrases
        for _, right in phrase.spans(part)
    ]  # fmt: skip
    return max(spans)[1] if spans else ""


def _end(even: str, start: int, kind: str, *, tight: bool) -> int | None:
    """Return where the id ends, None where what stands there is none of that kind."""
    if not kind or _DAY.match(even, start):
        return None
    if kind == "case":
        match = _LONG.match(even, start)
        return match.end() if match else None
    if kind == "complaint":
        match = _LONG.match(even, start) or _MIXED.match(even, start)
        return match.end() if match and _enough(match[0], 6 if tight else 8) else None
    match = _REGISTERED.match(even, start)
    return match.end() if match and _enough(match[0], 5 if tight else 6) else None


def _enough(text: str, figures: int) -> bool:
    return sum(sign.isdigit() for sign in text) >= figures and len(text) <= 30


def _value(raw: str) -> str:
    """Return an id as it is kept: without blanks and without the stop of its sentence."""
    return "".join(raw.split()).rstrip(".,-/")


@lru_cache(maxsize=8)
def _glue(words: tuple[str, ...]) -> re.Pattern[str]:
    """Return what may stand between a label and its number: signs, and words such as "number" and "is"."""
    either = "|".join(f"{re.escape(word)}{_tail(word)}" for word in sorted(words, key=len, reverse=True)) or "(?!)"
    return re.compile(rf"(?:[ \t:#()\[\]{{}}<>\"'*=.,°№第/|~「」【】《》_-]|\n(?!\s*\n\s*\n)|{either}){{0,40}}")


@lru_cache(maxsize=8)
def _glue_between(words: tuple[str, ...]) -> re.Pattern[str]:
    either = "|".join(f"{re.escape(word)}{_tail(word)}" for word in sorted(words, key=len, reverse=True)) or "(?!)"
    return re.compile(rf"(?:{_BETWEEN}|\(\d\)|{either}){{1,12}}")


def _tail(word: str) -> str:
    return r"(?![a-z\u00df-\u024f])" if word[-1:].isascii() and word[-1:].isalpha() else ""
