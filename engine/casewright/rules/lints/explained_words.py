"""What is wrong with wording, phrases and templates, and how it is avoided."""

from casewright.rules.lints.lint import Lint

WORDS: tuple[Lint, ...] = ()
