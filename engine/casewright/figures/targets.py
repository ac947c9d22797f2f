"""The targets of Amazon's metrics and the words of its reports, from numbers.xlsx."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction

from casewright.model import Bilingual, Finding, Kind, Severity, ViolationKind
from casewright.sheets import Entry, ListSheet
from casewright.text.search import Phrase, plain

BAD_TARGET = Kind(
    "playbook/metric-unreadable", Severity.ERROR,
    "指标行的“{value}”不是{want_zh}。", "\"{value}\" in a metric row is not {want_en}.",
    "参照同列其他行的写法改正。", "Write it as the other rows of the column do.",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Target:
    """One metric: what must hold (``op`` is ``<`` or ``>=``), and over which days its orders are taken.

    ``negative_stars``: feedback of so many stars or fewer is a defect (ODR only).
    """

    code: str
    label: Bilingual
    op: str
    value: Fraction
    window: int
    second_window: int | None = None
    lag: int = 0
    applies: tuple[str, ...] = ()
    stores: tuple[str, ...] = ()
    since: date | None = None
    at: str = ""
    negative_stars: int | None = None

    @property
    def words(self) -> str:
        """Return the target as metrics carry it: ``< 0.01``."""
        return f"{self.op} {decimal(self.value)}"

    def verdict(self, rate: Fraction | None) -> str:
        """Return ``ok``, ``breach``, ``at_target`` or ``not_measurable``, by the target's own strictness.

        "Under 1 %" is missed at exactly 1 %; "95 % or more" is met at exactly 95 %, and that is said.
        """
        if rate is None:
            return "not_measurable"
        if self.op == "<":
            return "ok" if rate < self.value else "breach"
        if rate == self.value:
            return "at_target"
        return "ok" if rate > self.value else "breach"

    def span(self, as_of: date, *, days: int | None = None) -> tuple[date, date]:
        """Return the first and last day of the window as of a day."""
        last = as_of - timedelta(days=self.lag)
        return last - timedelta(days=(days or self.window) - 1), last


def decimal(value: Fraction) -> str:
    """Return a fraction as a plain decimal: 1/40 is ``0.025``."""
    text = f"{float(value):.6f}".rstrip("0").rstrip(".")
    return text or "0"


@dataclass(frozen=True, slots=True)
class Word:
    """Phrases of reports that mean one thing: group ``cause`` value ``late``."""

    group: str
    value: str
    phrases: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class Targets:
    """All metrics by code, the words that reports are read by, and which metric a violation is ``about``."""

    rows: Mapping[str, tuple[Target, ...]] = field(default_factory=dict)
    words: tuple[Word, ...] = ()
    about: Mapping[str, str] = field(default_factory=dict)

    def of(self, code: str, store: str | None = None) -> Target | None:
        """Return the newest row of a metric that holds in a store; None where the store has no such metric."""
        fitting = [row for row in self.rows.get(code, ()) if not row.stores or store is None or store in row.stores]
        return max(fitting, key=lambda row: (bool(row.stores), row.since or date.min), default=None)

    def meaning(self, group: str, text: str) -> str | None:
        """Return what a report's wording means in a group, by the first row that fits; None where no row does."""
        lowered = plain(text).lower()
        if not lowered.strip():
            return None
        fitting = (word.value for word in self.words if word.group == group
                   and any(phrase.within(lowered) for phrase in word.phrases))  # fmt: skip
        return next(fitting, None)


def targets(
    rows: ListSheet, *, words: ListSheet | None = None, violations: Mapping[str, ViolationKind]
) -> tuple[Targets, tuple[Finding, ...]]:
    """Read the ``metrics`` list of numbers.xlsx, and the ``report_words`` list that reports are read by.

    Without ``words`` no defect is given a cause, and an outcome of a claim is left open. ``violations`` are those of
    the catalogue: they tell which metric a notice is about.
    """
    found: list[Finding] = []
    by_code: dict[str, list[Target]] = {}
    for row in rows.rows:
        target = _target(row, found)
        if target is not None:
            by_code.setdefault(target.code, []).append(target)
    said = tuple(
        Word(row.text("group"), row.text("value"), tuple(map(Phrase, row.words("phrase"))))
        for row in (words.rows if words else ()) if row.words("phrase")
    )  # fmt: skip
    about = {code: kind.metric for code, kind in violations.items() if kind.metric}
    return Targets({code: tuple(each) for code, each in by_code.items()}, said, about), tuple(found)


def _target(row: Entry, found: list[Finding]) -> Target | None:
    value, window = _number(row, "target", found), _number(row, "window_days", found)
    op = row.text("op") or "<"
    if op not in ("<", ">="):
        found.append(BAD_TARGET.at(row.at("op"), value=op, want_zh=" < 或 >=", want_en="< or >="))
        return None
    if value is None or window is None:
        return None
    second, lag = _number(row, "second_window_days", found), _number(row, "end_lag_days", found)
    stars = _number(row, "negative_stars", found)
    if row.text("code") == "ODR" and stars is None:
        found.append(BAD_TARGET.at(row.at("negative_stars"), value="", want_zh="星数", want_en="a number of stars"))
        return None
    return Target(
        row.text("code") or row.id, row.both(""), op, value, int(window), int(second) if second else None,
        int(lag or 0), row.words("applies"), row.words("marketplaces"), row.day("effective_from"), row.ref.at,
        int(stars) if stars is not None else None,
    )  # fmt: skip


def _number(row: Entry, column: str, found: list[Finding]) -> Fraction | None:
    try:
        return row.number(column)
    except ValueError:
        found.append(BAD_TARGET.at(row.at(column), value=row.text(column), want_zh="数字", want_en="a number"))
        return None
