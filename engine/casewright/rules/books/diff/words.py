"""Two texts side by side: what was written before and what is written now, word by word where they are long."""

import re
from difflib import SequenceMatcher

from casewright.model import Bilingual

#: Texts up to this length are shown whole.
_SHORT = 48
#: So many signs of what stayed are shown around a difference.
_AROUND = 14
#: Texts less alike than this are shown whole.
_ALIKE = 0.4
_WORD = re.compile(r"[A-Za-z0-9]+(?:[._'%/-][A-Za-z0-9]+)*|\s+|.", re.DOTALL)


def difference(before: str, after: str, *, blank: Bilingual) -> Bilingual:
    """Return ``before → after``; of long texts only the words that differ, in brackets: ``【old → new】``.

    ``blank`` stands for a text that is not there.
    """
    if before and after and max(len(before), len(after)) > _SHORT and (marked := _marked(before, after)):
        return Bilingual(marked, marked)
    return Bilingual(f"{before or blank.zh} → {after or blank.zh}", f"{before or blank.en} → {after or blank.en}")


def _marked(before: str, after: str) -> str | None:
    old, new = _WORD.findall(before), _WORD.findall(after)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < _ALIKE:
        return None
    codes = matcher.get_opcodes()
    parts = []
    for number, (kind, old_from, old_to, new_from, new_to) in enumerate(codes):
        gone, come = "".join(old[old_from:old_to]), "".join(new[new_from:new_to])
        if kind == "equal":
            parts.append(_kept(gone, first=not number, last=number == len(codes) - 1))
        elif kind == "replace":
            parts.append(f"【{gone} → {come}】")
        else:
            parts.append(_bracketed("+" if come else "-", come or gone))
    return "".join(parts)


def _kept(text: str, *, first: bool, last: bool) -> str:
    """Return what stayed, its far parts as an ellipsis."""
    if len(text) <= (0 if first else _AROUND) + (0 if last else _AROUND) + 1:
        return text
    head, tail = text[:_AROUND], text[-_AROUND:]
    head = "" if first else head[: head.rfind(" ") + 1 or None].rstrip()
    tail = "" if last else tail[tail.find(" ") + 1 :]
    return f"{head}…{tail}"


def _bracketed(sign: str, text: str) -> str:
    """Return words that came or went in brackets, the blanks around them outside."""
    words = text.strip()
    lead, _, trail = text.partition(words) if words else ("", "", "")
    return f"{lead}【{sign}{words or text}】{trail}"


def parts_of(text: str) -> tuple[str, ...]:
    """Return the values of a cell with ``|`` between them."""
    return tuple(part.strip() for part in text.split("|") if part.strip())
