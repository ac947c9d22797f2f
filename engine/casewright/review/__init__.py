"""The plan as a reviewer at Amazon reads it, and the verdict.

This room writes nothing: it looks for what gets appeals refused (domain reference D.1 to D.6) in a finished plan and in
what every earlier stage found, and says READY only where nothing of that is left. Refused phrases and limits are rows
of ``review.xlsx``, with the reason and the better way; shape, agreement of figures and the gate before a second appeal
are code. Each finding leads to the cell that can be changed.
"""

from casewright.review.again import submitted_version
from casewright.review.figures import difference, figures_of
from casewright.review.lint import lint_text
from casewright.review.phrases import Phrase, Phrases, phrases
from casewright.review.verdict import review

__all__ = ["Phrase", "Phrases", "difference", "figures_of", "lint_text", "phrases", "review", "submitted_version"]
