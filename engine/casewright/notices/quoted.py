"""The figures of our own metrics that a notice quotes, told from the targets that it quotes beside them."""

import re
from collections.abc import Sequence

from casewright.notices.lexicon import Cue
from casewright.notices.sections import Passage, sentences

_PERCENT = re.compile(
    r"(?<![\d.,])(\d{1,3}(?:[.,]\d{1,3})?)\s*(?:%|percent|per cent|prozent|パーセント)", re.IGNORECASE
)
_TARGET_BEFORE = re.compile(
    r"(?:target|under|below|less than|maintain\w*|at least|above the|exceed\w*(?: the)?(?: maximum)?(?: of)?"
    r"|minimum|maximum|threshold|goal|standard|requirement|more than|greater than|over|higher than"
    r"|目标|低于|不超过|标准|要求|至少|以上|目標|未満|zielwert|ziel|unter|weniger als|mindestens|über|objectif"
    r"|moins de|inférieur\w*|au moins|supérieur\w*|objetivo|menos del?|inferior\w*|al menos|superior\w*"
    r"|obiettivo|meno del|inferiore|almeno|superiore)"
    r"[^%\d]{0,22}$",
    re.IGNORECASE,
)
_TARGET_BEHIND = re.compile(
    r"^\s*(?:target|threshold|or (?:less|more|higher)|以下|未満|以上|的目标|目标|の目標|zielwert)", re.IGNORECASE
)
#: A sentence that speaks on of the metric named before it.
_RATE = re.compile(r"\brates?\b|\bit (?:is|was)\b|率|\bquote\b|\btaux\b|\btasa\b|\btasso\b")
_STRONG = re.compile(
    r"(?:is|was|of|rate:|currently|at|:|为|是|达|は|:|liegt bei|beträgt|est de|es del?|è del"
    r"|è pari al)\s*(?:currently|now|aktuell|actualmente)?\s*$"
)


def quoted_metrics(passages: Sequence[Passage], measures: Sequence[Cue]) -> tuple[tuple[str, str], ...]:
    """Return (metric code, "1.98%") for each metric whose own figure a notice quotes, the first figure of each."""
    if not measures:
        return ()
    found: dict[str, str] = {}
    for passage in passages:
        if passage.section in ("consequence", "help") or not _PERCENT.search(passage.text):
            continue
        last = ""
        for _, sentence in sentences(passage.text):
            names = _names(sentence, measures)
            carried = [(0, 0, last)] if last and not names and _RATE.search(sentence.lower()) else names
            for code, shown in _in_sentence(sentence, carried):
                found.setdefault(code, shown)
            last = names[-1][2] if names else last
    return tuple(found.items())


def _names(sentence: str, measures: Sequence[Cue]) -> list[tuple[int, int, str]]:
    lowered = sentence.lower()
    return sorted((*span, cue.target) for cue in measures for phrase in cue.phrases for span in phrase.spans(lowered))


def _in_sentence(sentence: str, names: Sequence[tuple[int, int, str]]) -> list[tuple[str, str]]:
    lowered = sentence.lower()
    found: list[tuple[str, str]] = []
    for match in _PERCENT.finditer(lowered):
        before, behind = lowered[: match.start()], lowered[match.end() :]
        if _is_target(before, behind):
            continue
        named = [code for start, _, code in names if start < match.start()] or [code for _, _, code in names]
        if named:
            code = named[-1] if any(start < match.start() for start, _, _ in names) else named[0]
            found.append((code, figure(match[1])))
    return found


def _is_target(before: str, behind: str) -> bool:
    if _TARGET_BEHIND.match(behind):
        return True
    target = _TARGET_BEFORE.search(before)
    if target is None:
        return False
    return not _STRONG.search(before) or "target" in before[target.start() :]


def figure(raw: str) -> str:
    """Return a percentage as the house writes it: ``1,98`` becomes ``1.98%``."""
    return f"{raw.replace(',', '.')}%"
