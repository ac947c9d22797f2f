"""The words that notices are read by, from the lists of notices.xlsx."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from functools import cache, partial
from itertools import groupby
from typing import Any, TypeVar
from zoneinfo import available_timezones

from casewright.model import Bilingual, Finding, Role, ViolationKind
from casewright.notices.faults import BAD_WORD, BAD_ZONE, NO_PHRASE
from casewright.notices.numbers import Usual, domains, factor, hint, number, point, promoted, thresholds, usual
from casewright.sheets import Book, Entry, read_list
from casewright.text.search import Phrase, PhraseIndex, plain

T = TypeVar("T")

#: A whole word of a phrase in Latin letters, not the open beginning of one.
_WORD = re.compile(r"(?<![\w*])[a-z\u00df-\u024f]{3,}(?![\w*])")

CONTEXTS = ("negation", "fine", "condition", "threat", "history", "other", "link")
SECTIONS = ("subject", "lead", "why", "ask", "submit", "error", "consequence", "help")
STAGES = (
    "info", "warning", "under_review", "restricted", "removed", "deactivated", "more_info", "rejected", "final",
    "reinstated",
)  # fmt: skip
#: Words by which something done is only for a while: no stage of its own.
PAUSED = "paused"
#: Stages that are something done, as against a threat.
ACTS = ("deactivated", "removed", "restricted")
#: The row of ``usual`` that stands for every code without its own.
ANY = "*"
LEVELS = ("account", "fulfilment", "category", "listing", "order", "funds")
#: The forms in which words tell of an act: over, how it stands, perhaps over, done by saying so, a bare name, taken
#: back; may be, on a condition. Then what is acted on.
FORMS = ("did", "state", "done", "now", "bare", "back", "may", "if", *LEVELS)
#: Whose a time is (seller other amazon never past), the words that frame a count or a day, and those for held money.
ROLES = (
    "seller", "other", "amazon", "third", "you", "never", "past", "if", "unless", "start", "before", "behind", "by",
    "until", "back", "ago", "reader", "funds", "answer", "grant", "sets", "aside", "later", "party",
    "paper", "span", "open",
)  # fmt: skip
#: What words tell of a sender or a link: Amazon's desks and name, the client's own people, what the reader shall do,
#: how somebody threatens in his own name, that the reader had sent something in before, and that a notice has more
#: than one reason.
BAITS = ("desk", "name", "staff", "act", "page", "visit", "write", "threat", "sent", "several")
#: How a code gives way to another.
HOWS = ("drop", "after", "unsent", "alone")
#: What labels tell to follow, what is none of it, and the words that may stand between a label and its number.
LABELS = (
    "case", "complaint", "trademark", "patent", "design", "copyright", "registration", "brand", "brand_is", "no_brand",
    "clause", "no_clause",
)  # fmt: skip
FILLERS = ("number", "is", "and")
#: How a notice leaves its reason open: it gives none, names a choice, is told from memory, names no rule.
DOUBTS = ("silent", "either", "retold", "vague")
TOPICS = ("root_cause", "corrective", "preventive", "documents", "explanation", "other")
#: The words by which a sentence asks for something, and by which it does not after all, in the list of topics.
ASKING, NOT_ASKING = "asking", "not_asking"

#: The lists whose rows are looked for by their phrases.
PHRASED = (
    "cues", "stages", "levels", "asks", "headings", "masks", "clocks", "zones", "measures", "scams", "advice",
    "baits", "instructions", "contexts", "labels", "doubts", "acts",
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
    language: str = ""
    text: Bilingual = field(default_factory=lambda: Bilingual("", ""))
    wants: tuple[Phrase, ...] = ()
    #: ``weight`` as scores are added up in it: made once, not at every place where a phrase stands.
    points: float = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "points", float(self.weight))


@dataclass(frozen=True, slots=True)
class Context:
    """Words that lessen what else stands in their sentence: a negation, a condition, a threat, a mere link.

    What they leave of a type is ``factor``, of a stage or level ``standing``; the codes in ``spares`` keep all. A
    ``negation`` reaches no further than its clause; ``fine`` speaks of what stands before it.
    """

    id: str
    kind: str
    phrases: tuple[Phrase, ...]
    factor: Fraction
    standing: Fraction
    spares: frozenset[str] = frozenset()
    language: str = ""
    #: ``factor`` and ``standing`` as scores are multiplied with them.
    shares: tuple[float, float] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "shares", (float(self.factor), float(self.standing)))


@dataclass(frozen=True, slots=True)
class Label:
    """Words that tell what the number or name behind them is; a clause is shown as ``shown`` and its number."""

    id: str
    kind: str
    phrases: tuple[Phrase, ...]
    shown: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Yield:
    """``code`` gives way to ``to`` where ``to`` scores at least ``share`` of it: ``drop`` it, or put it ``after``.

    ``unsent``: drop it where the notice does not speak of anything that the seller had sent before; ``alone``: where it
    does not say that it has several reasons.
    """

    code: str
    to: str
    how: str
    share: Fraction


Row = Cue | Context | Label


class Index:
    """All phrases of a lexicon, each with its list and row, and what finds them in one pass."""

    #: So many narrowed rows are kept for the next notice.
    _KEPT = 20_000

    def __init__(self, rows: Iterable[tuple[str, Row]]) -> None:
        self._rows = tuple(rows)
        self._owners = [number for number, (_, row) in enumerate(self._rows) for _ in row.phrases]
        self._phrases = [phrase for _, row in self._rows for phrase in row.phrases]
        self._index = PhraseIndex(self._phrases)
        self._narrowed: dict[tuple[int, ...], Row] = {}

    def __reduce__(self) -> tuple[type["Index"], tuple[tuple[tuple[str, Row], ...]]]:
        """Travel to another process as the rows alone."""
        return Index, (self._rows,)

    def standing(self, lowered: str) -> dict[str, list[Row]]:
        """Return the rows of each list that may stand in a text, each with those of its phrases alone."""
        kept: dict[str, list[Row]] = {name: [] for name in PHRASED}
        for owner, places in groupby(self._index.standing(lowered), self._owners.__getitem__):
            name, row = self._rows[owner]
            own = tuple(places)
            whole = len(own) == len(row.phrases)
            kept[name].append(row if whole else self._narrowed.get(own) or self._with(row, own))
        return kept

    def _with(self, row: Row, places: tuple[int, ...]) -> Row:
        if len(self._narrowed) >= self._KEPT:
            self._narrowed.clear()
        found = self._narrowed[places] = replace(row, phrases=tuple(self._phrases[place] for place in places))
        return found


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
    zones: tuple[Cue, ...] = ()
    measures: tuple[Cue, ...] = ()
    scams: tuple[Cue, ...] = ()
    signs: tuple[Cue, ...] = ()
    advice: tuple[Cue, ...] = ()
    baits: tuple[Cue, ...] = ()
    instructions: tuple[Cue, ...] = ()
    doubts: tuple[Cue, ...] = ()
    acts: tuple[Cue, ...] = ()
    contexts: tuple[Context, ...] = ()
    labels: tuple[Label, ...] = ()
    fillers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    yields: tuple[Yield, ...] = ()
    numbers: Mapping[str, float] = field(default_factory=dict)
    calibration: tuple[tuple[float, float], ...] = ()
    languages: frozenset[str] = frozenset()
    factors: Mapping[str, Fraction] = field(default_factory=dict)
    usual: Mapping[str, Usual] = field(default_factory=dict)
    promoted: Mapping[tuple[str, str], str] = field(default_factory=dict)
    domains: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    violations: Mapping[str, ViolationKind] = field(default_factory=dict)
    kinds: Mapping[str, str] = field(default_factory=dict)
    hints: Mapping[frozenset[str], Bilingual] = field(default_factory=dict)
    index: Index | None = field(default=None, repr=False, compare=False)
    words: Mapping[str, frozenset[str]] = field(default_factory=dict, repr=False, compare=False)

    def indexed(self) -> "Lexicon":
        """Return the lexicon with an index over the phrases of all its lists, and the languages that it knows."""
        rows = Counter(cue.language for cue in self.cues)
        known = frozenset(language for language, count in rows.items() if count >= self.number("enough_cues"))
        rows_of = [(name, row) for name in PHRASED for row in getattr(self, name)]
        words: dict[str, set[str]] = {}
        for _, row in rows_of:
            found = (word for each in row.phrases for word in _WORD.findall(plain(each.text).lower()))
            words.setdefault(row.language, set()).update(found)
        told = {language: frozenset(found) for language, found in words.items()}
        kinds = {cue.target: cue.kind for cue in self.cues}
        return replace(self, languages=known, index=Index(rows_of), words=told, kinds=kinds)

    def present(self, lowered: str) -> "Lexicon":
        """Narrow every list to the phrases that may stand in a text; found by one pass where there is an index."""
        if self.index is None:
            return self
        lists: dict[str, Any] = {name: tuple(rows) for name, rows in self.index.standing(lowered).items()}
        return replace(self, index=None, **lists)

    def number(self, name: str) -> float:
        """Return a number of the list ``thresholds``; one that is missing was a finding when the list was read."""
        return self.numbers.get(name, 0.0)

    def hint(self, first: str, second: str) -> Bilingual | None:
        """Return how two codes are told apart: the row of the pair, else that of one of them and any other."""
        pairs = (frozenset({first, second}), frozenset({first, ANY}), frozenset({second, ANY}))
        return next((self.hints[pair] for pair in pairs if pair in self.hints), None)

    def alleges(self, code: str) -> bool:
        """Say whether a code alleges something: an answer or news does not."""
        kind = self.violations.get(code)
        return kind is None or kind.alleges

    def family(self, code: str) -> str:
        """Return the family of a code."""
        kind = self.violations.get(code)
        return kind.family if kind else code

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

    labels = rows_of("labels", lambda row: _label(row, found))
    read = Lexicon(
        labels=tuple(label for label in labels if label.kind in LABELS), fillers=_fillers(labels),
        cues=cues("cues", "code"), levels=cues("levels", "level", LEVELS),
        stages=cues("stages", "stage", (*STAGES, PAUSED)),
        asks=cues("asks", "topic", (*TOPICS, ASKING, NOT_ASKING)), headings=cues("headings", "section", SECTIONS),
        masks=cues("masks", "id"), clocks=cues("clocks", "role", ROLES),
        zones=rows_of("zones", lambda row: _zone(row, found)),
        measures=cues("measures", "metric"), scams=cues("scams", "id"), instructions=cues("instructions", "id"),
        signs=rows_of("signs", lambda row: _sign(row, found)), advice=cues("advice", "kind", ("ahead", "back")),
        baits=cues("baits", "kind", BAITS), doubts=cues("doubts", "kind", DOUBTS), acts=cues("acts", "kind", FORMS),
        hints=dict(rows_of("telling_apart", lambda row: hint(row, found))),
        contexts=rows_of("contexts", lambda row: _context(row, found)),
        yields=rows_of("yields", lambda row: _yield(row, found)),
        numbers=thresholds(book, rows_of("thresholds", lambda row: (row.id, number(row, "value", found))), found),
        calibration=tuple(sorted(rows_of("calibration", lambda row: point(row, found)))),
        factors=dict(rows_of("factors", lambda row: factor(row, found))),
        usual=dict(rows_of("usual", lambda row: (row.id, usual(row, found)))),
        promoted=dict(rows_of("promoted", promoted)),
        domains=domains(rows_of("domains", lambda row: (row.text("role"), row.id.casefold()))),
        violations=violations,
    )  # fmt: skip
    return read.indexed(), tuple(found)


def _context(row: Entry, found: list[Finding]) -> Context | None:
    kind, phrases = row.text("kind"), row.words("phrase")
    if not phrases:
        found.append(NO_PHRASE.at(row.ref))
        return None
    if kind not in CONTEXTS:
        found.append(BAD_WORD.at(row.at("kind"), value=kind, allowed="、".join(CONTEXTS)))
        return None
    factor, standing = (number(row, name, found) for name in ("factor", "standing"))
    return Context(
        row.id, kind, tuple(map(Phrase, phrases)), Fraction(1) if factor is None else factor,
        Fraction(1) if standing is None else standing, frozenset(row.words("spares")), row.text("language"),
    )  # fmt: skip


def _label(row: Entry, found: list[Finding]) -> Label | None:
    kind, phrases = row.text("kind"), row.words("phrase")
    if not phrases:
        found.append(NO_PHRASE.at(row.ref))
        return None
    if kind not in (*LABELS, *FILLERS):
        found.append(BAD_WORD.at(row.at("kind"), value=kind, allowed="、".join((*LABELS, *FILLERS))))
        return None
    return Label(row.id, kind, tuple(map(Phrase, phrases)), row.text("shown"), row.text("language"))


def _fillers(labels: Iterable[Label]) -> Mapping[str, tuple[str, ...]]:
    """Return the words that may stand between a label and its number, of all languages, longest first."""
    words: dict[str, set[str]] = {name: set() for name in FILLERS}
    for label in labels:
        if label.kind in words:
            words[label.kind].update(plain(phrase.text).lower() for phrase in label.phrases)
    return {name: tuple(sorted(found, key=lambda word: (-len(word), word))) for name, found in words.items()}


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
    weight = number(row, "weight", found)
    section = row.text("section") or "any"
    if target == "code" and section not in ("any", *SECTIONS):
        found.append(BAD_WORD.at(row.at("section"), value=section, allowed="、".join(("any", *SECTIONS))))
        return None
    return Cue(
        row.id, value, tuple(map(Phrase, phrases)), Fraction(1) if weight is None else weight, section,
        row.text("kind") or "type", row.text("language"), row.both("text"), tuple(map(Phrase, row.words("wants"))),
    )  # fmt: skip


def _sign(row: Entry, found: list[Finding]) -> Cue | None:
    """Read what a sign of fraud weighs and how it is told."""
    weight = number(row, "weight", found)
    return Cue(row.id, row.text("sign"), (), Fraction(1) if weight is None else weight, text=row.both("text"))


@cache
def _zones() -> frozenset[str]:
    """Return the names of all zones; they are looked up in the folders of this machine, which takes a while."""
    return frozenset(available_timezones())


def _zone(row: Entry, found: list[Finding]) -> Cue | None:
    """Read the names of a time zone; ``language`` is that of the notices in which they mean it, empty: all."""
    name = row.text("zone")
    if name not in ("local", "UTC") and name not in _zones():
        found.append(BAD_ZONE.at(row.at("zone"), value=name))
        return None
    phrases = tuple(map(Phrase, row.words("phrase")))
    return Cue(row.id, "" if name == "local" else name, phrases, language=row.text("language"))


def _yield(row: Entry, found: list[Finding]) -> Yield | None:
    if row.text("how") not in HOWS:
        found.append(BAD_WORD.at(row.at("how"), value=row.text("how"), allowed="、".join(HOWS)))
        return None
    return Yield(row.text("code"), row.text("to"), row.text("how"), number(row, "share", found) or Fraction(0))
