"""The phrases that reviewers refuse, as staff keep them in ``review.xlsx``, and the limits beside them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from casewright.model import Bilingual, CellRef, Claim, Finding, Kind, Severity
from casewright.sheets import Entry, ListSheet
from casewright.text import fold_width, language_codes

SECTIONS = (
    "summary", "metrics", "root_cause", "corrective", "preventive", "dispute", "request", "closing",
)  # fmt: skip
#: What lets a phrase stand: an admission signed off, an exhibit cited, or an exhibit of a kind cited.
EXCUSES = ("admitted", "exhibit")
#: So many of the values that a column may hold are named to a person.
_NAMED = 12
#: Rows with severity ``limit`` hold a number in place of a phrase.
LIMITS = (
    "LIMIT-POA-WORDS", "LIMIT-POA-CHARS", "LIMIT-POA-PAGES",
    "LIMIT-FIELD-CHARS", "LIMIT-SILENCE-DAYS", "LIMIT-WORKING-DAYS", "LIMIT-ALIKE-PERCENT",
)  # fmt: skip

BAD_PATTERN = Kind(
    "review/pattern-unreadable", Severity.ERROR,
    "短语行“{id}”的写法“{pattern}”无法识别。", "Phrase row \"{id}\": the pattern \"{pattern}\" cannot be read.",
    "直接写短语，几种写法用 | 分隔；正则表达式以 re: 开头。",
    "Write the phrase itself, variants separated by |; a regular expression begins with re:.",
)  # fmt: skip
UNKNOWN = Kind(
    "review/value-unknown", Severity.ERROR,
    "短语行“{id}”的“{column}”写的是“{value}”{hint_zh}。", "Phrase row \"{id}\": {column} says \"{value}\"{hint_en}.",
    "可用的有：{known}。", "Use one of: {known}.",
)  # fmt: skip
UNEXPLAINED = Kind(
    "review/unexplained", Severity.ERROR,
    "短语行“{id}”没有写明原因和改法（中英文都要）。",
    "Phrase row \"{id}\" does not say why and what instead, in both languages.",
    "补上 why_zh、why_en、fix_zh、fix_en。", "Fill why_zh, why_en, fix_zh and fix_en.",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Phrase:
    """One refused phrase: where it counts (``langs``, ``sections``; empty means everywhere) and what excuses it."""

    id: str
    langs: tuple[str, ...]
    pattern: re.Pattern[str]
    severity: Severity
    sections: tuple[str, ...]
    unless: tuple[str, ...]
    why: Bilingual
    fix: Bilingual

    def found_in(self, text: str) -> str | None:
        """Return the wording that matches, as it stands in the text; None where nothing does."""
        match = self.pattern.search(plain(text))
        return match[0].strip() if match else None


@dataclass(frozen=True, slots=True)
class Phrases:
    """All phrases in sheet order, and the limits by id (``LIMIT-POA-WORDS``); a limit without a row is not checked."""

    rows: tuple[Phrase, ...] = ()
    limits: Mapping[str, int] | None = None

    def limit(self, name: str) -> int | None:
        """Return a limit's number."""
        return (self.limits or {}).get(name)

    def search(
        self, text: str, *, lang: str, section: str = "", claim: Claim | None = None,
        kinds: frozenset[str] = frozenset(), admitted: bool = False,
    ) -> Iterator[tuple[Phrase, str]]:  # fmt: skip
        """Yield each phrase that stands in a text without an excuse, with the wording found.

        ``section`` empty means a text of no known section: phrases that belong to sections are passed over. ``kinds``
        are the kinds of the exhibits that the claim cites; ``admitted`` says that its admission is signed off.
        """
        for phrase in self.rows:
            if (phrase.langs and lang not in phrase.langs) or (phrase.sections and section not in phrase.sections):
                continue
            if _excused(phrase, claim, kinds, admitted=admitted):
                continue
            wording = phrase.found_in(text)
            if wording:
                yield phrase, wording


def phrases(rows: ListSheet) -> tuple[Phrases, tuple[Finding, ...]]:
    """Read and lint the list ``phrases``: columns ``id lang pattern severity sections unless why_* fix_*``.

    Rows that do not read are found by cell and left out.
    """
    kept: list[Phrase] = []
    limits: dict[str, int] = {}
    found: list[Finding] = []
    for row in rows.rows:
        if row.text("severity") == "limit":
            found.extend(_limit(row, limits))
            continue
        trouble = (*_unknowns(row), *_explained(row))
        pattern = _pattern(row.text("pattern"))
        if pattern is None:
            trouble += (BAD_PATTERN.at(row.at("pattern"), id=row.id, pattern=row.text("pattern")),)
        found.extend(trouble)
        if pattern is not None and not trouble:
            kept.append(_phrase(row, pattern))
    return Phrases(tuple(kept), limits), tuple(found)


def plain(text: str) -> str:
    """Return a text with typographic apostrophes, dashes and full-width forms as plain ones, for matching."""
    return fold_width(text).replace("’", "'").replace("‘", "'").replace("–", "-").replace("—", "-")


def _phrase(row: Entry, pattern: re.Pattern[str]) -> Phrase:
    lang = row.text("lang")
    return Phrase(
        row.id, () if lang == "all" else (lang,), pattern, Severity(row.text("severity")),
        row.words("sections"), row.words("unless"), row.both("why"), row.both("fix"),
    )  # fmt: skip


def _pattern(text: str) -> re.Pattern[str] | None:
    if not text:
        return None
    if text.startswith("re:"):
        source = text[3:].strip()
    else:
        source = "|".join(_word(word.strip()) for word in text.split("|") if word.strip())
    try:
        return re.compile(source, re.IGNORECASE) if source else None
    except re.error:
        return None


def _word(phrase: str) -> str:
    source = r"\s+".join(re.escape(part) for part in plain(phrase).split())
    head = r"(?<!\w)" if phrase[0].isascii() and phrase[0].isalnum() else ""
    tail = r"(?!\w)" if phrase[-1].isascii() and phrase[-1].isalnum() else ""
    return f"{head}{source}{tail}"


def _unknowns(row: Entry) -> Iterator[Finding]:
    checks = (
        ("lang", (row.text("lang"),), ("en", "zh", "all", *language_codes())),
        ("severity", (row.text("severity"),), ("error", "warning", "info", "limit")),
        ("sections", row.words("sections"), SECTIONS),
        ("unless", tuple(word.partition(":")[0] for word in row.words("unless")), EXCUSES),
    )
    for column, words, known in checks:
        for word in words:
            if word not in known:
                yield _unknown(row.at(column), row.id, column, word, known[:_NAMED])


def _unknown(at: CellRef, id_: str, column: str, value: str, known: tuple[str, ...]) -> Finding:
    near = get_close_matches(value, known, n=1)
    return UNKNOWN.at(
        at, id=id_, column=column, value=value, known=", ".join(known),
        hint_zh=f"（是不是 {near[0]}）" if near else "", hint_en=f" (did you mean {near[0]})" if near else "",
    )  # fmt: skip


def _explained(row: Entry) -> tuple[Finding, ...]:
    names = ("why_zh", "why_en", "fix_zh", "fix_en")
    blank = next((name for name in names if not row.text(name)), None)
    return (UNEXPLAINED.at(row.at(blank), id=row.id),) if blank else ()


def _limit(row: Entry, limits: dict[str, int]) -> tuple[Finding, ...]:
    if row.id not in LIMITS:
        return (_unknown(row.ref, row.id, "id", row.id, LIMITS),)
    if not row.text("pattern").isdigit():
        return (BAD_PATTERN.at(row.at("pattern"), id=row.id, pattern=row.text("pattern")),)
    limits[row.id] = int(row.text("pattern"))
    return ()


def _excused(phrase: Phrase, claim: Claim | None, kinds: frozenset[str], *, admitted: bool) -> bool:
    for excuse in phrase.unless:
        word, _, kind = excuse.partition(":")
        if word == "admitted" and admitted:
            return True
        if word == "exhibit" and (kind in kinds if kind else bool(claim and claim.exhibits)):
            return True
    return False
