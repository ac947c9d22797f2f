"""How each code that a rulebook can bring up explains itself: the lints, and the faults that stop the loading."""

from collections.abc import Mapping
from types import MappingProxyType

from casewright.rules.lints.explained_books import BOOKS
from casewright.rules.lints.explained_cases import CASES
from casewright.rules.lints.explained_marks import MARKS
from casewright.rules.lints.explained_tables import TABLES
from casewright.rules.lints.explained_words import WORDS
from casewright.rules.lints.lint import Lint
from casewright.rules.lints.registry import CHECKS, SHEET_LINTS

EXPLAINED: Mapping[str, Lint] = MappingProxyType({
    lint.code: lint
    for lint in sorted(
        (*(lint for check in CHECKS for lint in check.lints), *SHEET_LINTS, *TABLES, *BOOKS, *WORDS, *MARKS, *CASES),
        key=lambda lint: lint.code,
    )
})  # fmt: skip
