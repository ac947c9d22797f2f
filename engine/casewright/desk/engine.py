"""The door to the house below: what the desk needs of it, and the real one behind lazy imports."""

from collections.abc import Hashable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from casewright.model import Artifact, Drop, Finding, Limits, Outcome, Urgency

if TYPE_CHECKING:
    from casewright.playbook import Playbook


class InForce(Protocol):
    """A playbook as the desk sees it: something with a hash."""

    @property
    def sha256(self) -> str:
        """Return the hash over every workbook and template."""


class Engine(Hashable, Protocol):
    """What turns drops into packages. Must travel between processes; tests bring their own."""

    @property
    def modules(self) -> tuple[str, ...]:
        """Return what a worker process should have imported before its first task."""

    def load(self, rulebooks: Path, templates: Path, *, on: date) -> tuple[InForce | None, tuple[Finding, ...]]:
        """Load a playbook as of a day."""

    def accept(self, playbook: InForce, rulebooks: Path) -> tuple[Finding, ...]:
        """Run the tests that stand in the workbooks themselves, before a changed playbook comes into force."""

    def open(self, path: Path, workdir: Path) -> tuple[tuple[Drop, ...], tuple[Finding, ...]]:
        """Open what a clerk dropped: one drop per case."""

    def ref(self, drop: Drop) -> str | None:
        """Return the reference of a drop's case, None where its sheet cannot be read."""

    def urgency(self, drop: Drop, playbook: InForce, *, today: date) -> Urgency:
        """Return how soon a case must be done, told in a fraction of the time that producing it takes."""

    def produce(self, drop: Drop, playbook: InForce, *, today: date, staging: Path, version: int) -> Outcome:
        """Take a drop through every stage, into ``staging``."""

    def annotate(self, drop: Drop, found: tuple[Finding, ...], *, out: Path) -> tuple[Artifact, ...]:
        """Write what goes back to staff with a drop that could not be opened."""


@dataclass(frozen=True, slots=True)
class House:
    """The real stages. Imported when first used, so that ``--help`` does not wait for them."""

    limits: Limits = field(default_factory=Limits)

    @property
    def modules(self) -> tuple[str, ...]:
        """Return the waist: it brings every stage with it."""
        return ("casewright.pipeline",)

    def load(self, rulebooks: Path, templates: Path, *, on: date) -> tuple[InForce | None, tuple[Finding, ...]]:
        """Load the shelves; see :func:`casewright.playbook.load_playbook`."""
        from casewright.playbook import load_playbook

        return load_playbook(rulebooks, templates, on=on)

    def accept(self, playbook: InForce, rulebooks: Path) -> tuple[Finding, ...]:
        """Run the tests sheet of the strategy book; see :func:`casewright.rules.failed_tests`."""
        from casewright.rules import failed_tests
        from casewright.sheets import read_book

        book, found = read_book(rulebooks / "strategy.xlsx", name=f"{rulebooks.name}/strategy.xlsx")
        return found if book is None else (*found, *failed_tests(book, _own(playbook).rulebook))

    def open(self, path: Path, workdir: Path) -> tuple[tuple[Drop, ...], tuple[Finding, ...]]:
        """Open a drop; see :func:`casewright.intake.open_drop`."""
        from casewright.intake import open_drop

        return open_drop(path, workdir, limits=self.limits)

    def ref(self, drop: Drop) -> str | None:
        """Read the sheet for its reference."""
        from casewright.intake import read_case

        case, _ = read_case(drop)
        return case.ref if case else None

    def urgency(self, drop: Drop, playbook: InForce, *, today: date) -> Urgency:
        """Look at sheet and notice; see :func:`casewright.pipeline.urgency`."""
        from casewright.pipeline import urgency

        return urgency(drop, _own(playbook), today=today)

    def produce(self, drop: Drop, playbook: InForce, *, today: date, staging: Path, version: int) -> Outcome:
        """Produce; see :func:`casewright.pipeline.produce`."""
        from casewright.pipeline import produce

        return produce(drop, _own(playbook), today=today, staging=staging, version=version)

    def annotate(self, drop: Drop, found: tuple[Finding, ...], *, out: Path) -> tuple[Artifact, ...]:
        """Mark up what came in; see :func:`casewright.intake.annotate`."""
        from casewright.intake import annotate

        return annotate(drop, found, out=out)


def _own(playbook: InForce) -> "Playbook":
    from casewright.playbook import Playbook

    if not isinstance(playbook, Playbook):
        raise TypeError("the house works with its own playbook")
    return playbook
