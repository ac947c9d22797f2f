"""How long the submitted plan is, and whether a reviewer will read it to its end: target of the rulebook's limits."""

import html
import re
from dataclasses import dataclass

from casewright.model import Bilingual, Dossier, FileRef, Finding, Kind, Severity
from casewright.render.fill.container import read_members
from casewright.render.shapes.report import LengthView
from casewright.render.views.words import text

TOO_LONG = Kind(
    "render/plan-too-long", Severity.WARNING,
    "提交用的正文 {name} 有 {count}{unit_zh}，超过目标 {limit}{unit_zh}（{violations} 项违规）。",
    "The plan as submitted, {name}, has {count} {unit_en}; the target for {violations} violation(s) is {limit}.",
    "合并或删去次要的句子：审核人员只看几分钟。目标在 review.xlsx 的 LIMIT-POA 行。",
    "Join or drop minor sentences: a reviewer spends minutes on it. The LIMIT-POA rows of review.xlsx hold the target.",
)  # fmt: skip

#: Languages written without blanks are counted by signs, the others by words.
BY_SIGNS = frozenset({"ja", "zh"})
_WORDS, _SIGNS = Bilingual("词", "words"), Bilingual("字", "characters")
_TEXT = re.compile(r"<w:t(?: [^>]*)?>([^<]*)</w:t>|(</w:p>|<w:br/>|<w:tab/>)")


@dataclass(frozen=True, slots=True)
class Length:
    """What was counted: the whole body, tables and exhibit list included, without the running head and foot."""

    name: str
    lang: str
    count: int
    limit: int | None
    violations: int

    @property
    def unit(self) -> Bilingual:
        """Return what was counted."""
        return _SIGNS if self.lang in BY_SIGNS else _WORDS

    @property
    def over(self) -> bool:
        """Say whether the plan is longer than its target."""
        return self.limit is not None and self.count > self.limit

    def findings(self) -> tuple[Finding, ...]:
        """Return the warning that the plan is too long."""
        if not self.over:
            return ()
        values = {"name": self.name, "count": f"{self.count:,}", "limit": f"{self.limit:,}"}
        units = {"unit_zh": self.unit.zh, "unit_en": self.unit.en, "violations": self.violations}
        return (TOO_LONG.at(FileRef(self.name), **values, **units),)

    def view(self) -> LengthView:
        """Return the length as templates see it."""
        return {
            "known": True, "file": self.name, "count": f"{self.count:,}", "unit": text(self.unit),
            "limit": f"{self.limit:,}" if self.limit is not None else "–", "over": self.over,
        }  # fmt: skip


def measure(name: str, data: bytes, *, lang: str, dossier: Dossier) -> Length:
    """Count the words of a plan, the signs where its language is written without blanks.

    The target is meant for one violation; a notice that names several may be answered at several times the length.
    """
    limit = dossier.sign_limit if lang in BY_SIGNS else dossier.word_limit
    violations = max(1, len({one.code for one in dossier.notice.types}))
    count = count_words(data, lang=lang)
    return Length(name, lang, count, None if limit is None else limit * violations, violations)


def count_words(data: bytes, *, lang: str) -> int:
    """Return the words of a .docx body that hold a letter or a digit, or its signs without blanks."""
    body = read_members(data)["word/document.xml"].decode("utf-8")
    said = html.unescape("".join(match[1] if match[1] is not None else " " for match in _TEXT.finditer(body)))
    if lang in BY_SIGNS:
        return sum(not sign.isspace() for sign in said)
    return sum(any(sign.isalnum() for sign in word) for word in said.split())


def unknown() -> LengthView:
    """Return what templates see where no plan was made."""
    nothing = text(Bilingual("", ""))
    return {"known": False, "file": "–", "count": "–", "unit": nothing, "limit": "–", "over": False}
