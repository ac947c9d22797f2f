"""What waits on the line: drops to be opened, cases to be made. The soonest limit first, and nobody waits for ever."""

from bisect import insort
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from casewright.desk.copies import Copy
from casewright.desk.ledger import DELIVERED, FAILED, RETURNED, JobRow
from casewright.desk.work import Order, Taken
from casewright.model import Finding, Urgency


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one case: ``state`` of the ledger; ``again`` where it had been done before."""

    ref: str
    state: str
    target: str = ""
    version: int = 0
    verdict: str = ""
    course: str = ""
    errors: int = 0
    missing: int = 0
    note: str = ""
    again: bool = False
    findings: tuple[Finding, ...] = ()


def result_of(row: JobRow, *, again: bool, findings: tuple[Finding, ...] = ()) -> Result:
    """Return what the ledger knows of a case that is finished."""
    return Result(
        row.ref, row.state, row.target, row.version, row.verdict, row.course, row.errors, row.missing, row.note, again,
        findings,
    )  # fmt: skip


class Listener(Protocol):
    """Who wants to hear what happens: the command line, the log, a test."""

    def case(self, result: Result) -> None:
        """Hear of a case that is finished."""

    def say(self, finding: Finding) -> None:
        """Hear of something in the inbox, the shelves or the disk that a person should know."""

    def progress(self, done: int, total: int) -> None:
        """Hear how far the work is."""


@dataclass(slots=True)
class Source:
    """One drop that has been taken; ``entry`` is its private snapshot in ``work``, ``taken`` how it lay then.

    ``look`` numbers the look over the inbox in which it was met. ``overtaken``: the clerk has changed it since.
    ``size``: about so many bytes lie in ``work``, and ``files`` is the list of their hashes.
    """

    name: str
    entry: Path
    work: Path
    shelf: Copy
    findings: tuple[Finding, ...] = ()
    again: bool = False
    resumed: bool = False
    taken: Taken | None = None
    look: int = 0
    size: int = 0
    files: str = ""
    overtaken: bool = False
    pending: int = 0
    results: list[Result] = field(default_factory=list)

    @property
    def state(self) -> str:
        """Return what became of the whole drop: the worst of its cases."""
        states = {result.state for result in self.results}
        return next((state for state in (FAILED, RETURNED) if state in states), DELIVERED)


@dataclass(frozen=True, slots=True)
class Case:
    """One case in the queue."""

    source: Source
    key: str
    order: Order
    tries: int = 0
    urgency: Urgency = field(default_factory=Urgency)


#: Of work that was begun and put back: it goes on first.
_BEGUN = (-1, datetime.min.replace(tzinfo=UTC))
_NEVER = datetime.max.replace(tzinfo=UTC)


class Queue:
    """Drops and cases that wait. What is asked for next is told by limits, then by who came first."""

    def __init__(self) -> None:
        self._to_open: list[Source] = []
        self._cases: list[tuple[tuple[int, datetime], int, Case]] = []
        self._came = 0
        self._turn = False

    def __len__(self) -> int:
        return len(self._cases)

    @property
    def unopened(self) -> int:
        """Return how many drops wait to be opened."""
        return len(self._to_open)

    def add_source(self, source: Source) -> None:
        """Have a drop wait to be opened."""
        self._to_open.append(source)

    def add_case(self, case: Case, *, now: datetime, begun: bool = False) -> None:
        """Have a case wait to be made; ``begun`` puts it before all others."""
        self._came += 1
        rank = _BEGUN if begun else _rank(case.urgency, now)
        insort(self._cases, (rank, self._came, case), key=lambda each: each[:2])

    def next_source(self) -> Source | None:
        """Return the next drop to open: in turns one that has just come and the one that waits longest.

        Only an opened drop tells how soon it must be done, so one that comes behind a thousand is not opened last.
        """
        if not self._to_open:
            return None
        self._turn = not self._turn
        latest = max(source.look for source in self._to_open)
        wanted = next(source for source in self._to_open if not self._turn or source.look == latest)
        self._to_open.remove(wanted)
        return wanted

    def next_case(self, busy: Collection[Path]) -> Case | None:
        """Return the next case whose folder nobody is writing to: versions of one case come one after another."""
        for place, (_, _, case) in enumerate(self._cases):
            if case.order.folder not in busy:
                del self._cases[place]
                return case
        return None

    def drop(self, source: Source) -> Iterator[Case]:
        """Take everything of one drop out; yield its cases."""
        self._to_open = [each for each in self._to_open if each is not source]
        gone = [case for _, _, case in self._cases if case.source is source]
        self._cases = [each for each in self._cases if each[2].source is not source]
        yield from gone

    def clear(self) -> None:
        """Take everything out."""
        self._to_open.clear()
        self._cases.clear()


def _rank(urgency: Urgency, now: datetime) -> tuple[int, datetime]:
    """Order by the clerk's word, then by a limit that still runs; what is past or has no limit comes as it came."""
    running = urgency.due if urgency.due is not None and urgency.due > now else None
    if urgency.urgent:
        return 0, running or _NEVER
    return (1, running) if running is not None else (2, _NEVER)
