"""The words that notices are read by, from the lists of notices.xlsx."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from functools import partial
from itertools import groupby
from typing import Any, TypeVar

from casewright.model import Bilingual, Finding, Kind, Role, Severity, ViolationKind
from casewright.sheets import Book, Entry, read_list
from casewright.text.search import Phrase, PhraseIndex

T = TypeVar("T")

BAD_WORD = Kind(
    "playbook/notice-word-unknown", Severity.ERROR,
    "“{value}”不是这一列可用的词；可用：{allowed}。",
    "\"{value}\" is not a word this column takes; it takes {allowed}.",
    "改成其中一个词。", "Use one of these words.",
)  # fmt: skip
BAD_NUMBER = Kind(
    "playbook/notice-number-unreadable", Severity.ERROR,
    "“{value}”不是数字。",
    "\"{value}\" is not a number.",
    "写成数字，例如 3 或 0.5。",
    "Write a number such as 3 or 0.5.",
)  # fmt: skip
NO_PHRASE = Kind(
    "playbook/notice-phrase-missing", Severity.ERROR,
    "这一行没有提示语。", "This row has no phrase.", "在 phrase 列写上通知里会出现的词句，或删掉这一行。",
    "Write the words of the notice into the phrase column, or delete the row.",
)  # fmt: skip

SECTIONS = ("subject", "lead", "why", "ask", "submit", "error", "consequence", "help")
STAGES = (
    "info", "warning", "under_review", "restricted", "removed", "deactivated", "more_info", "rejected", "final",
    "reinstated",
)  # fmt: skip
LEVELS = ("account", "fulfilment", "category", "listing", "order", "funds")
TOPICS = ("root_cause", "corrective", "preventive", "documents", "explanation", "other")

#: The lists whose rows are looked for by their phrases.
PHRASED = (
    "cues", "stages", "levels", "asks", "headings", "masks", "clocks", "measures", "scams", "instructions",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cue:
    """One row of phrases that point to ``target``: a violation code, a stage, a level, a topic, a role, a metric.

    ``section`` limits where the phrase counts (``any``: everywhere); ``kind`` is ``type``, ``reply`` or ``info`` for
    violation codes. Several phrases of one row are spellings of one thing and count once.
    """

    id: str
    target: str
    phrases: tuple[Phrase, ...]
    weight: Fraction = Fraction(1)
    section: str = "any"
    kind: str = "type"
    text: Bilingual = field(default_factory=lambda: Bilingual("", ""))


@dataclass(frozen=True, slots=True)
class Yield:
    """``code`` gives way to ``to`` where ``to`` scores at least ``share`` of it: ``drop`` it, or put it ``after``."""

    code: str
    to: str
    how: str
    share: Fraction


@dataclass(frozen=True, slots=True)
class Index:
    """All phrases of a lexicon, each with its list and row, and what finds them in one pass."""

    places: tuple[tuple[str, Cue, Phrase], ...]
    phrases: PhraseIndex


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Everything a notice is read by; ``usual`` gives a code's level and stage where the notice does not."""

    cues: tuple[Cue, ...] = ()
    stages: tuple[Cue, ...] = ()
    levels: tuple[Cue, ...] = ()
    asks: tuple[Cue, ...] = ()
    headings: tuple[Cue, ...] = ()
    masks: tuple[Cue, ...] = ()
    clocks: tuple[Cue, ...] = ()
    measures: tuple[Cue, ...] = ()
    scams: tuple[Cue, ...] = ()
    instructions: tuple[Cue, ...] = ()
    yields: tuple[Yield, ...] = ()
    factors: Mapping[str, Fraction] = field(default_factory=dict)
    usual: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    promoted: Mapping[tuple[str, str], str] = field(default_factory=dict)
    domains: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    violations: Mapping[str, ViolationKind] = field(default_factory=dict)
    index: Index | None = field(default=None, repr=False, compare=False)

    def indexed(self) -> "Lexicon":
        """Return the lexicon with an index over the phrases of all its lists."""
        places = tuple((name, cue, phrase) for name in PHRASED for cue in getattr(self, name) for phrase in cue.phrases)
        return replace(self, index=Index(places, PhraseIndex(phrase for _, _, phrase in places)))

    def present(self, lowered: str) -> "Lexicon":
        """Narrow every list to the phrases that may stand in a text; found by one pass where there is an index."""
        if self.index is None:
            return self
        kept: dict[str, list[Cue]] = {name: [] for name in PHRASED}
        standing = (self.index.places[number] for number in self.index.phrases.standing(lowered))
        for _, group in groupby(standing, key=lambda place: id(place[1])):
            found = list(group)
            name, cue, _ = found[0]
            kept[name].append(replace(cue, phrases=tuple(phrase for _, _, phrase in found)))
        lists: dict[str, Any] = {name: tuple(cues) for name, cues in kept.items()}
        return replace(self, index=None, **lists)

    def alleges(self, code: str) -> bool:
        """Say whether a code alleges something: an answer or news does not."""
        kind = self.violations.get(code)
        return kind is None or kind.alleges

    def sets_deadline(self, code: str | None) -> bool:
        """Say whether a notice of that kind can set the seller a time."""
        kind = self.violations.get(code or "")
        return kind is None or not kind.no_deadline

    @property
    def phishing(self) -> str | None:
        """Return the code of a fraud, None where the catalogue has none."""
        return next((code for code, kind in self.violations.items() if kind.role is Role.PHISHING), None)


def lexicon(
    book: Book, *, on: date | None = None, violations: Mapping[str, ViolationKind]
) -> tuple[Lexicon, tuple[Finding, ...]]:
    """Read the lists of notices.xlsx; a row that cannot be read is a finding by cell and is left out.

    ``on`` leaves out rows that are not in force on that day. ``violations`` are those of the catalogue: they tell which
    codes are answers, news or a fraud.
    """
    found: list[Finding] = []
    rows_of = partial(_rows, book, on, found)

    def cues(name: str, target: str, allowed: Iterable[str] = ()) -> tuple[Cue, ...]:
        return rows_of(name, lambda row: _cue(row, target, tuple(allowed), found))

    return Lexicon(
        cues=cues("cues", "code"), stages=cues("stages", "stage", STAGES), levels=cues("levels", "level", LEVELS),
        asks=cues("asks", "topic", TOPICS), headings=cues("headings", "section", SECTIONS),
        masks=cues("masks", "id"), clocks=cues("clocks", "role", ("seller", "other", "amazon", "never")),
        measures=cues("measures", "metric"), scams=cues("scams", "id"), instructions=cues("instructions", "id"),
        yields=rows_of("yields", lambda row: _yield(row, found)),
        factors=dict(rows_of("factors", lambda row: _factor(row, found))),
        usual=dict(rows_of("usual", lambda row: (row.id, (row.text("level"), row.text("stage"))))),
        promoted=dict(rows_of("promoted", _promoted)),
        domains=_domains(rows_of("domains", lambda row: (row.text("role"), row.id.casefold()))),
        violations=violations,
    ).indexed(), tuple(found)  # fmt: skip


def _rows(
    book: Book, on: date | None, found: list[Finding], name: str, read: Callable[[Entry], T | None]
) -> tuple[T, ...]:
    sheet, trouble = read_list(book, name)
    found.extend(trouble)
    if sheet is None:
        return ()
    kept = sheet.active(on) if on else sheet
    return tuple(value for row in kept.rows if (value := read(row)) is not None)


def _cue(row: Entry, target: str, allowed: tuple[str, ...], found: list[Finding]) -> Cue | None:
    value, phrases = row.text(target), row.words("phrase")
    if not phrases:
        found.append(NO_PHRASE.at(row.ref))
        return None
    if allowed and value not in allowed:
        found.append(BAD_WORD.at(row.at(target), value=value, allowed="、".join(allowed)))
        return None
    weight = _number(row, "weight", found)
    section = row.text("section") or "any"
    if target == "code" and section not in ("any", *SECTIONS):
        found.append(BAD_WORD.at(row.at("section"), value=section, allowed="、".join(("any", *SECTIONS))))
        return None
    return Cue(
        row.id, value, tuple(map(Phrase, phrases)), Fraction(1) if weight is None else weight, section,
        row.text("kind") or "type", row.both("text"),
    )  # fmt: skip


def _number(row: Entry, column: str, found: list[Finding]) -> Fraction | None:
    try:
        return row.number(column)
    except ValueError:
        found.append(BAD_NUMBER.at(row.at(column), value=row.text(column)))
        return None


def _yield(row: Entry, found: list[Finding]) -> Yield | None:
    if row.text("how") not in ("drop", "after"):
        found.append(BAD_WORD.at(row.at("how"), value=row.text("how"), allowed="drop、after"))
        return None
    return Yield(row.text("code"), row.text("to"), row.text("how"), _number(row, "share", found) or Fraction(0))


def _factor(row: Entry, found: list[Finding]) -> tuple[str, Fraction]:
    value = _number(row, "factor", found)
    return row.id, Fraction(1) if value is None else value


def _promoted(row: Entry) -> tuple[tuple[str, str], str]:
    return (row.text("code"), row.text("level")), row.text("to")


def _domains(pairs: Iterable[tuple[str, str]]) -> Mapping[str, tuple[str, ...]]:
    roles: dict[str, list[str]] = {}
    for role, domain in pairs:
        roles.setdefault(role, []).append(domain)
    return {role: tuple(domains) for role, domains in roles.items()}
