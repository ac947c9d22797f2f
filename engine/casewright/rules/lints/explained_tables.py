"""What is wrong with a decision table, and how it is avoided."""

from casewright.rules.lints.lint import Lint

TABLES: tuple[Lint, ...] = ()
