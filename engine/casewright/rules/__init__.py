"""Decision tables that staff edit in Excel, decided by durable-rules and checked by a plain evaluator.

A cell is read once into a small tree (``language``); a sheet becomes a table with an address for every cell (``load``).
Cell semantics live in Python, twice and written apart (``atoms`` for the engine, ``evaluate`` for the reference); the
engine matches rows (``runtime``, the only file that knows it), the evaluator also says why a row did not match. Where
the two disagree, the case stops (``conclude``). ``decide`` chains the tables: a conclusion is a fact of the next one.
Workbooks are built from text under version control (``books``) and written back to it, so a change reads as a diff.
"""

from casewright.rules.books.accept import failed_tests, run_failures
from casewright.rules.books.bookexport import export_book, export_sheets
from casewright.rules.books.bookput import build_books
from casewright.rules.books.bookruns import TestResult, TestRun, run_tests
from casewright.rules.books.booktests import BookTest
from casewright.rules.books.diff import Change, RulebookDiff, diff_rulebooks
from casewright.rules.changes import (
    course,
    difference_json,
    difference_text,
    ways_json,
    ways_text,
    what_if_json,
    what_if_text,
)
from casewright.rules.decide import decide
from casewright.rules.differ import Difference, compare
from casewright.rules.expected import EXPECTED
from casewright.rules.explain import explain_json
from casewright.rules.facts.addresses import OLD_ADDRESS
from casewright.rules.facts.follow import Follower, followers
from casewright.rules.facts.gather import gather_facts
from casewright.rules.facts.names import case_facts
from casewright.rules.head import is_table
from casewright.rules.lints import EXPLAINED, Lint, lint_book, lint_references, lint_rulebook
from casewright.rules.listed import LISTED_IN, Lists, lists_beside, lists_of, resolve_values
from casewright.rules.load import load_rulebook, read_tables
from casewright.rules.otherways import other_ways
from casewright.rules.reading import Voice, explain_text
from casewright.rules.runtime import available
from casewright.rules.table import DecisionTable, HitPolicy, Rule, Rulebook
from casewright.rules.tryout import evaluate_book, evaluate_json
from casewright.rules.whatif import WhatIf, given_facts, read_supposed, suppose, what_if

__all__ = [
    "EXPECTED", "EXPLAINED", "LISTED_IN", "OLD_ADDRESS", "BookTest", "Change", "DecisionTable", "Difference",
    "Follower", "HitPolicy", "Lint", "Lists", "Rule", "Rulebook", "RulebookDiff", "TestResult", "TestRun",
    "Voice", "WhatIf",
    "available", "build_books", "case_facts", "compare", "course", "decide", "diff_rulebooks", "difference_json",
    "difference_text", "evaluate_book", "evaluate_json", "explain_json", "explain_text", "export_book",
    "export_sheets", "failed_tests", "followers", "gather_facts", "given_facts", "is_table", "lint_book",
    "lint_references", "lint_rulebook", "lists_beside", "lists_of", "load_rulebook", "other_ways", "read_supposed",
    "read_tables", "resolve_values", "run_failures", "run_tests", "suppose", "ways_json", "ways_text", "what_if",
    "what_if_json", "what_if_text",
]  # fmt: skip
