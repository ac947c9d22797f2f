"""Decision tables that staff edit in Excel, decided by durable-rules and checked by a plain evaluator.

A cell is read once into a small tree (``language``); a sheet becomes a table with an address for every cell (``load``).
Cell semantics live in Python, twice and written apart (``atoms`` for the engine, ``evaluate`` for the reference); the
engine matches rows (``runtime``, the only file that knows it), the evaluator also says why a row did not match. Where
the two disagree, the case stops (``conclude``). ``decide`` chains the tables: a conclusion is a fact of the next one.
Workbooks are built from text under version control (``books``) and written back to it, so a change reads as a diff.
"""

from casewright.rules.books.bookexport import export_book
from casewright.rules.books.bookruns import TestResult, TestRun, run_tests
from casewright.rules.books.bookput import build_books
from casewright.rules.books.booktests import BookTest
from casewright.rules.decide import decide
from casewright.rules.explain import evaluate_json, explain_json, explain_text
from casewright.rules.facts.gather import gather_facts
from casewright.rules.lints import lint_rulebook
from casewright.rules.load import load_rulebook
from casewright.rules.runtime import available
from casewright.rules.table import DecisionTable, HitPolicy, Rule, Rulebook

__all__ = [
    "BookTest", "DecisionTable", "HitPolicy", "Rule", "Rulebook", "TestResult", "TestRun", "available", "build_books",
    "decide", "evaluate_json", "explain_json", "explain_text", "export_book", "gather_facts", "lint_rulebook",
    "load_rulebook", "run_tests",
]  # fmt: skip
