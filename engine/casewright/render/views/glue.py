"""Days in words that are never parted at the end of a line: their blanks do not break.

No letter is added or changed. A Chinese or Japanese day has no blanks, and a line may end between its signs, as in any
book; an exhibit id keeps its plain hyphen, so that whoever searches for F-5 finds it.
"""

import re
from collections.abc import Mapping

from casewright.render.fill.clean import Plain

_BLANK = "\u00a0"
_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December|"
    "Januar|Februar|März|Mai|Juni|Juli|Oktober|Dezember"
)
_WEST = re.compile(rf"\b(?:(?:{_MONTHS}) \d{{1,2}}, \d{{4}}|\d{{1,2}}\. (?:{_MONTHS}) \d{{4}})\b")


def glued(value: Plain) -> Plain:
    """Return plain data in which days in words hold together."""
    if isinstance(value, str):
        if ", " not in value and ". " not in value:
            return value
        return _WEST.sub(lambda match: match[0].replace(" ", _BLANK), value)
    if isinstance(value, Mapping):
        return {name: glued(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [glued(one) for one in value]
    return value
