"""A sentence for a table: without what the columns beside it say anyway.

Only wording that matches a column's value to the letter is taken out; any other sentence stays as it is.
"""

import re
from datetime import date

from casewright.model import Bilingual, Claim
from casewright.text import show_day

_STARTS = {"en": ("in effect since {}", "scheduled to start on {}"), "zh": ("自{}起执行", "计划于{}开始")}
_EXHIBITS = {"en": r"\s*\(Exhibits? ({})\)", "zh": r"（附件 ({})）"}
_JOINED = {"en": ", ", "zh": "、"}


def brief(claim: Claim) -> Bilingual:
    """Return a claim's sentence without the day, owner, frequency, start and exhibits that its columns show."""
    return Bilingual(_brief(claim, "zh"), _brief(claim, "en"))


def _brief(claim: Claim, lang: str) -> str:
    text = claim.text.lang(lang)
    named = {*claim.exhibits, *claim.records}
    ids = re.compile(_EXHIBITS[lang].format(r"[^()（）]*"))
    text = ids.sub(lambda match: "" if set(match[1].split(_JOINED[lang])) <= named else match[0], text)
    text = _without_role(text, claim, lang)
    if claim.starts_on:
        text = _without_start(text, claim.starts_on, lang)
    return _without_day(text, claim.on, lang) if claim.on else text


def _without_role(text: str, claim: Claim, lang: str) -> str:
    owner, frequency = claim.owner.lang(lang), claim.frequency.lang(lang)
    if lang == "zh":
        return text.replace(f"（负责人：{owner}；{frequency}）", "", 1)
    return text.replace(f" (owner: {owner}; {frequency})", "", 1)


def _without_start(text: str, start: date, lang: str) -> str:
    comma = "；" if lang == "zh" else "; "
    for words in _STARTS[lang]:
        text = text.replace(comma + words.format(show_day(start, lang)), "", 1)
    return text


def _without_day(text: str, day: date, lang: str) -> str:
    lead = f"{show_day(day, 'zh')}，" if lang == "zh" else f"On {show_day(day, 'en')}, "
    rest = text.removeprefix(lead)
    return rest[:1].upper() + rest[1:] if rest != text and lang == "en" else rest
