"""Every check that looks at a loaded rulebook, in the order in which they run."""

from collections.abc import Mapping
from datetime import date

from casewright.model import Finding, sort_findings
from casewright.rules.books.bookruns import TestRun
from casewright.rules.lints import duplicate, gap, idle, never_met, overlap, shadow, within
from casewright.rules.lints.characters import CHARACTER_LINTS, characters
from casewright.rules.lints.codes import CODE_LINTS, codes
from casewright.rules.lints.columns import COLUMN_LINTS, columns
from casewright.rules.lints.dates import DATE_LINTS, calendar
from casewright.rules.lints.grid import grids
from casewright.rules.lints.lint import Check, Lint, Subject
from casewright.rules.lints.places import PLACE_LINTS, places, unread
from casewright.rules.lints.tested import TEST_LINTS, UNTESTED, tested
from casewright.rules.table import Rulebook
from casewright.sheets import Book

#: A new lint is one file and one line here.
CHECKS: tuple[Check, ...] = (
    overlap.CHECK,
    shadow.CHECK,
    gap.CHECK,
    never_met.CHECK,
    within.CHECK,
    idle.CHECK,
    duplicate.CHECK,
    Check(codes, CODE_LINTS),
    Check(columns, COLUMN_LINTS),
    Check(tested, TEST_LINTS),
)
#: The lints that look at the sheets themselves.
SHEET_LINTS: tuple[Lint, ...] = (*DATE_LINTS, *CHARACTER_LINTS, *PLACE_LINTS)


def lint_rulebook(
    rulebook: Rulebook, *, run: TestRun | None = None, known: Mapping[str, frozenset[str]] | None = None,
    on: date | None = None, whole: bool = True, errors_only: bool = False,
) -> tuple[Finding, ...]:  # fmt: skip
    """Return what the lints say about a rulebook, by cell.

    ``run``: the run of the book's tests, without it rows are not held against tests. ``known``: codes by output name
    that other shelves define; a name that is not there is not judged. ``on``: the day, None judges no date by the
    calendar. ``whole`` False: some tables of the book did not load. ``errors_only`` leaves out the checks that could
    only warn.
    """
    subject = Subject(rulebook, run, known or {}, on, whole)
    checks = [check for check in CHECKS if check.can_stop or not errors_only]
    found = _once(sort_findings(finding for check in checks for finding in check.look(subject)))
    return tuple(finding for finding in found if finding.is_error) if errors_only else found


def _once(found: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Leave out that no test reaches a row of which is said that nothing can reach it."""
    shadowed = {finding.at for finding in found if finding.code == shadow.LINT.code}
    return tuple(finding for finding in found if finding.code != UNTESTED.code or finding.at not in shadowed)


def lint_book(book: Book, *, on: date | None = None, errors_only: bool = False) -> tuple[Finding, ...]:
    """Return what is wrong with the sheets of a workbook as such, by cell: tables, lists and tests, loaded or not.

    ``on``: the day by which rows are expired, not yet in force or not checked for a year; None judges none of these.
    """
    found: list[Finding] = [] if errors_only else list(unread(book))
    for grid in grids(book):
        found += calendar(grid, on)
        found += characters(grid)
        if not errors_only:  # places only warn
            found += places(grid)
    return tuple(finding for finding in sort_findings(found) if finding.is_error or not errors_only)
