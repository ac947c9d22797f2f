"""What a notice says, read as an expert reads it and never obeyed.

A notice reaches us forwarded, quoted and commented; ``letter`` takes Amazon's own text out of it and ``sections``
splits it, because the place of a phrase tells more than the phrase: the reason outweighs the footer that every notice
carries.
Every phrase lives in notices.xlsx, so a new wording costs a row and no code. Types carry a confidence, and below one
half a person decides between the best two. Text is data: sentences that give orders to a program are taken out before
anything is read, and reported. A mail that fails the test of its domains is a fraud, whatever it says.
"""

from casewright.notices.examples import Example, lint_cues, run_examples
from casewright.notices.lexicon import Cue, Lexicon, lexicon
from casewright.notices.misread import Likeness, likeness
from casewright.notices.papers import may_be_notice, notice_files
from casewright.notices.read import read_notice, read_text
from casewright.notices.show import notice_json

__all__ = [
    "Cue",
    "Example",
    "Lexicon",
    "Likeness",
    "lexicon",
    "likeness",
    "lint_cues",
    "may_be_notice",
    "notice_files",
    "notice_json",
    "read_notice",
    "read_text",
    "run_examples",
]
