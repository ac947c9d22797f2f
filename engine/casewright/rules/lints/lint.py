"""One lint: what it is called, how much it weighs, how it explains itself, and the function that looks."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from casewright.model import Bilingual, Finding, Kind, Severity
from casewright.rules.books.bookruns import TestRun
from casewright.rules.table import Rulebook


@dataclass(frozen=True, slots=True)
class Lint:
    """How one code explains itself: what to avoid, what to prefer, and why.

    ``wrong`` and ``right`` are the small example, as it stands in the cells; ``right`` repairs ``wrong``.
    """

    code: str
    severity: Severity
    avoid: Bilingual
    prefer: Bilingual
    why: Bilingual
    wrong: str = ""
    right: str = ""

    def kind(self, zh: str, en: str, fix_zh: str, fix_en: str) -> Kind:
        """Return the kind of finding that this lint reports, worded by the given templates."""
        return Kind(self.code, self.severity, zh, en, fix_zh, fix_en)


@dataclass(frozen=True, slots=True)
class Subject:
    """What a lint looks at: a loaded rulebook, its test run if there was one, what other shelves define, the day.

    ``known`` holds codes by output name (``block``, ``kind``, ``cause`` ...); a name that is not there is not judged.
    ``whole`` False: some tables did not load, so nothing may be said about what is nowhere asked or concluded.
    """

    rulebook: Rulebook
    run: TestRun | None = None
    known: Mapping[str, frozenset[str]] = field(default_factory=dict)
    on: date | None = None
    whole: bool = True


Look = Callable[[Subject], Iterable[Finding]]


@dataclass(frozen=True, slots=True)
class Check:
    """A function and the lints that it may report."""

    look: Look
    lints: tuple[Lint, ...]

    @property
    def can_stop(self) -> bool:
        """Say whether anything that it reports is an error."""
        return any(lint.severity is Severity.ERROR for lint in self.lints)


def says(code: str, *texts: str, example: tuple[str, str] = ("", ""), severity: Severity = Severity.ERROR) -> Lint:
    """Return the explanation of a code that is found elsewhere: avoid, prefer and why, each in zh, then in en."""
    avoid_zh, avoid_en, prefer_zh, prefer_en, why_zh, why_en = texts
    avoid, prefer = Bilingual(avoid_zh, avoid_en), Bilingual(prefer_zh, prefer_en)
    return Lint(code, severity, avoid, prefer, Bilingual(why_zh, why_en), *example)
