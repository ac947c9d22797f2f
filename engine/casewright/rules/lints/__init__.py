"""Faults of a rulebook that loads: rows that overlap or never decide, codes that nobody knows, rows out of date.

A lint is a ``Lint`` (code, weight, and how it explains itself in both languages), a ``Kind`` that words its finding
(``lint.kind(...)``) and a function from a ``Subject`` to findings by cell, entered as one ``Check`` in ``registry``.
A lint that fires on a sound table is worse than none: each has a property test over generated tables without the fault.
``explained`` also holds the explanations of the faults that the loading finds, so that no code is left unexplained.
"""

from casewright.rules.lints.codes import lint_references
from casewright.rules.lints.explained import EXPLAINED
from casewright.rules.lints.lint import Check, Lint, Subject
from casewright.rules.lints.registry import CHECKS, SHEET_LINTS, lint_book, lint_rulebook

__all__ = [
    "CHECKS", "EXPLAINED", "SHEET_LINTS", "Check", "Lint", "Subject", "lint_book", "lint_references", "lint_rulebook",
]  # fmt: skip
