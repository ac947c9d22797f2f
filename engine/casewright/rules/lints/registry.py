"""Every check that looks at a loaded rulebook, in the order in which they run."""

from collections.abc import Mapping
from datetime import date

from casewright.model import Finding, sort_findings
from casewright.rules.books.bookruns import TestRun
from casewright.rules.lints.lint import Check, Subject
from casewright.rules.table import Rulebook

#: A new lint is one file and one line here.
CHECKS: tuple[Check, ...] = ()


def lint_rulebook(
    rulebook: Rulebook, *, run: TestRun | None = None, known: Mapping[str, frozenset[str]] | None = None,
    on: date | None = None, errors_only: bool = False,
) -> tuple[Finding, ...]:  # fmt: skip
    """Return what the lints say about a rulebook, by cell.

    ``run``: the run of the book's tests, without it rows are not held against tests. ``known``: codes by output name
    that other shelves define; a name that is not there is not judged. ``on``: the day, None judges no date by the
    calendar. ``errors_only`` leaves out the checks that could only warn.
    """
    subject = Subject(rulebook, run, known or {}, on)
    checks = [check for check in CHECKS if check.can_stop or not errors_only]
    found = sort_findings(finding for check in checks for finding in check.look(subject))
    return tuple(finding for finding in found if finding.is_error) if errors_only else found
