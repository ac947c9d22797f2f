"""Words from decisions: the Plan of Action and the submission guide.

Staff write sentences in ``wording.xlsx``; this room decides which of them are true of a case. A sentence is written
only where each value it names is known and each fact and exhibit it must cite stands; else it is left out and listed
as missing, with the way to get it. Both languages are filled from the same values, so they cannot drift apart. What
only a person can supply (a translation, the signature under an admission) is asked for and never made up.
"""

from casewright.compose.guide import guide
from casewright.compose.names import FREQUENCIES, KNOWN
from casewright.compose.plan import compose
from casewright.compose.wording import Block, GuideRow, Outline, Wording, wording
from casewright.compose.words import languages_of

__all__ = [
    "FREQUENCIES", "KNOWN", "Block", "GuideRow", "Outline", "Wording", "compose", "guide", "languages_of", "wording",
]  # fmt: skip
