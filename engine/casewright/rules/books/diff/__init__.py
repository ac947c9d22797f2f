"""Two rulebooks compared row by row, for the reviewer of a change.

A side is read as text (``sides``), so that workbooks and their exports compare with each other and nothing has to
load. Rows, tests and columns are paired by name, then by content (``match``); cells are compared as the engine would
read them (``cells``), so that another spelling is told apart from another meaning. Each difference is a ``Change``
with a sentence in both languages, told once: a column that came is told for the column, not again in each of its rows.
"""

from casewright.rules.books.diff.change import Change, How, Part, RulebookDiff, What
from casewright.rules.books.diff.compare import diff_rulebooks

__all__ = ["Change", "How", "Part", "RulebookDiff", "What", "diff_rulebooks"]
