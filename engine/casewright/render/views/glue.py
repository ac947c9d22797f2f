"""Days and exhibit ids that are never parted at the end of a line: their blanks and hyphens do not break."""

import re
from collections.abc import Mapping

from casewright.render.fill.clean import Plain

_BLANK, HYPHEN = "\u00a0", "\u2011"
_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December|"
    "Januar|Februar|März|Mai|Juni|Juli|Oktober|Dezember"
)
_WEST = re.compile(rf"\b(?:(?:{_MONTHS}) \d{{1,2}}, \d{{4}}|\d{{1,2}}\. (?:{_MONTHS}) \d{{4}})\b")
_EXHIBIT = re.compile(r"(?<![\w-])([A-FZ])-(\d{1,3})(?![\w-])")
_DIGIT = re.compile(r"\d")
_EAST = re.compile(r"(\d{4}) ?年 ?(\d{1,2}) ?月 ?(\d{1,2}) ?日")


def glued(value: Plain, *, east: bool = True) -> Plain:
    """Return plain data in which days in words, and exhibit ids in a sentence, hold together.

    A Chinese day takes blanks that do not break, since a line may else end between its signs; ``east=False`` leaves
    such days as they are, for a Japanese text is written without blanks.
    """
    if isinstance(value, str):
        if not _DIGIT.search(value):
            return value
        if " " in value:  # a sentence that cites; an id that stands alone stays what links and searches look for
            value = _EXHIBIT.sub(rf"\1{HYPHEN}\2", value)
        if ", " in value or ". " in value:
            value = _WEST.sub(lambda match: match[0].replace(" ", _BLANK), value)
        if not east or "年" not in value:
            return value
        return _EAST.sub(rf"\1{_BLANK}年{_BLANK}\2{_BLANK}月{_BLANK}\3{_BLANK}日", value)
    if isinstance(value, Mapping):
        return {name: glued(one, east=east and name != "own") for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [glued(one, east=east) for one in value]
    return value
