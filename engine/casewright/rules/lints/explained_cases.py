"""What comes up when a case is decided, and how it is avoided."""

from casewright.rules.lints.lint import Lint

CASES: tuple[Lint, ...] = ()
