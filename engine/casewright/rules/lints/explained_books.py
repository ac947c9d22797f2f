"""What is wrong with workbooks, lists and tests, and how it is avoided."""

from casewright.rules.lints.lint import Lint

BOOKS: tuple[Lint, ...] = ()
