"""The rows of notices.xlsx that hold numbers, pairs of codes and hosts instead of phrases."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import NamedTuple

from casewright.model import Bilingual, CellRef, Finding
from casewright.notices.faults import BAD_NUMBER, BAD_PAIR, NO_HINT, NO_NUMBER
from casewright.sheets import Book, Entry

#: The numbers of the list ``thresholds`` that a reading cannot do without.
NUMBERS = (
    "sure", "share", "second", "least", "concerned", "reply_share", "scale", "near", "decay", "repeat", "opening",
    "opening_sentences", "least_signs", "unknown_language", "enough_cues", "usual_level", "late_reply",
    "beside", "news_share", "fraud", "fraud_doubt", "stranger", "stranger_all", "done", "firm",
    "support", "agree", "apart", "beaten", "far", "far_from", "far_to",
    "earlier", "most_signs",
    "resemblance", "resembles_from", "resembles_alone", "resembles_words",
    "stock_days", "longest_days", "hold_from", "hold_to",
)  # fmt: skip


def thresholds(book: Book, rows: Iterable[tuple[str, Fraction | None]], found: list[Finding]) -> Mapping[str, float]:
    """Return the numbers of the list ``thresholds``; one that is missing is a finding."""
    told = {name: float(value) for name, value in rows if value is not None}
    ref = CellRef(book.file, "thresholds", "A4")
    found.extend(NO_NUMBER.at(ref, name=name) for name in NUMBERS if name not in told)
    return told


def point(row: Entry, found: list[Finding]) -> tuple[float, float] | None:
    """Read a point of the calibration: raw strength and what it meant."""
    raw, sure = number(row, "raw", found), number(row, "confidence", found)
    return None if raw is None or sure is None else (float(raw), float(sure))


def number(row: Entry, column: str, found: list[Finding]) -> Fraction | None:
    """Read a number, or leave a finding."""
    try:
        return row.number(column)
    except ValueError:
        found.append(BAD_NUMBER.at(row.at(column), value=row.text(column)))
        return None


def factor(row: Entry, found: list[Finding]) -> tuple[str, Fraction]:
    """Read what a section multiplies its phrases by."""
    value = number(row, "factor", found)
    return row.id, Fraction(1) if value is None else value


class Usual(NamedTuple):
    """The level and stage that a type usually has; ``weight`` of the level where it is more than that of most."""

    level: str = ""
    stage: str = ""
    weight: float | None = None


def usual(row: Entry, found: list[Finding]) -> Usual:
    """Read the level and stage that a type usually has, and what the level weighs."""
    weight = number(row, "weight", found)
    return Usual(row.text("level"), row.text("stage"), None if weight is None else float(weight))


def promoted(row: Entry) -> tuple[tuple[str, str], str]:
    """Read which code another becomes at a level."""
    return (row.text("code"), row.text("level")), row.text("to")


def domains(pairs: Iterable[tuple[str, str]]) -> Mapping[str, tuple[str, ...]]:
    """Gather hosts by what they are to us."""
    roles: dict[str, list[str]] = {}
    for role, domain in pairs:
        roles.setdefault(role, []).append(domain)
    return {role: tuple(domains) for role, domains in roles.items()}


def hint(row: Entry, found: list[Finding]) -> tuple[frozenset[str], Bilingual] | None:
    """Read how two codes are told apart: the pair in either order (``*``: any other), and the words for a clerk."""
    pair, text = frozenset({row.text("code"), row.text("other")} - {""}), row.both("")
    if len(pair) != 2:
        found.append(BAD_PAIR.at(row.at("other"), code=row.text("code"), other=row.text("other") or "—"))
        return None
    if not (text.zh and text.en):
        found.append(NO_HINT.at(row.at("en" if text.zh else "zh")))
        return None
    return pair, text
