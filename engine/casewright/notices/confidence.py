"""How sure a reading of the type is, and in words for a person why it is no surer.

What counts, each by a row of ``thresholds``: how much the notice's own phrases say, and a part of what it resembles;
how near a rival comes, also one that gave way by a rule, or one that the notice names first; whether phrases and
resemblance mean the same code, and whether the notice resembles any of that code at all; and whether it leaves its
reason open itself (list ``doubts``). The line of ``calibration`` makes a share of it.

What separates wrong readings from right ones was looked at on six rounds of notices, each by the phrases and the
table of the day before it was tuned on, the numbers fitted on five and tried on the sixth. A wording unlike
everything that is known of the code (``far``) and a reason named earlier (``earlier``) tell most: with 97 in 100
clear and right readings told sure, 19 of 26 wrong ones were told unsure, 13 without the two. Twenty-six are few, and
on the last three rounds alone the gain was small. On round 9, which nobody had seen, 4 of 7 wrong ones were told
unsure, 2 of 6 before. How many phrases stand, how many sentences they lie in, a second type that was kept as well and
the wording of the whole text instead of its opening add nothing. The line lies a little below the fitted one between
.25 and .40, so that what an expert leaves open stays with a person.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from casewright.model import Bilingual
from casewright.notices.lexicon import Cue, Lexicon
from casewright.notices.scoring import Candidate
from casewright.notices.sections import Passage

NEAR = Bilingual("另一类型的得分接近", "another type comes near it")
APART = Bilingual(
    "提示语指向一类，整体用语更像另一类", "its phrases point to one type, its wording as a whole to another"
)
ALONE = Bilingual("没有一句明确的提示语，只是用语相像", "no plain phrase, only a wording that resembles")
SHORT = Bilingual("文字太短", "the text is very short")
FAR = Bilingual("用语与已知的同类通知差别大", "its wording is unlike the known notices of that type")
EARLIER = Bilingual("通知先提到的是另一类型", "the notice names another type first")
WEAK = Bilingual("线索太弱", "its words are weak")
#: From here on a signal is told: what it takes off the confidence.
_TOLD = 0.2


@dataclass(frozen=True, slots=True)
class Beside:
    """What a code is weighed against.

    ``rival`` is the best score of what was not chosen, ``beaten`` the best one before any code gave way. ``ahead`` is
    how far the wording as a whole lies nearer to this code than to any other, ``lies`` where it lies (above 0 clearly
    on its side, -1 not at all), both None where it was not compared. ``earlier`` is the best score that the phrases of
    another code have which the notice names first.
    ``doubts`` are the rows that say that the notice leaves its reason open.
    """

    rival: float = 0.0
    beaten: float = 0.0
    ahead: float | None = None
    lies: float | None = None
    earlier: float = 0.0
    doubts: tuple[Cue, ...] = ()


def doubts_in(passages: Sequence[Passage], lexicon: Lexicon, *, language: str | None) -> tuple[Cue, ...]:
    """Return the rows of the list ``doubts`` whose words stand in a notice of their language."""
    return tuple(
        row for row in lexicon.doubts
        if row.language in ("", language)
        and any(phrase.within(passage.lowered) for phrase in row.phrases for passage in passages)
    )  # fmt: skip


def ahead_of(code: str, margins: Mapping[str, float], others: frozenset[str]) -> float | None:
    """Return how far the wording lies nearer to a code than to any that is not one of ``others``."""
    if not margins or code not in margins:
        return None
    return margins[code] - max((margin for each, margin in margins.items() if each not in {code, *others}), default=-1)


def raw_confidence(candidate: Candidate, beside: Beside, lexicon: Lexicon) -> float:
    """Return how strong a code stands; 0..1, not yet a probability."""
    words = max(0.0, candidate.own) + lexicon.number("support") * candidate.added
    if words <= 0 or candidate.score <= 0:
        return 0.0
    strength = 1 - math.exp(-words / lexicon.number("scale"))
    for lost in (
        _near(candidate, beside, lexicon), _beaten(candidate, beside, lexicon), _earlier(candidate, beside, lexicon),
        _apart(beside, lexicon), _far(beside, lexicon),
    ):  # fmt: skip
        strength *= 1 - lost
    return strength * float(min((row.weight for row in beside.doubts), default=Fraction(1)))


def _near(candidate: Candidate, beside: Beside, lexicon: Lexicon) -> float:
    near = min(1.0, beside.rival / candidate.score)
    return lexicon.number("near") * near * near


def _beaten(candidate: Candidate, beside: Beside, lexicon: Lexicon) -> float:
    near = min(1.0, beside.beaten / candidate.own) if candidate.own > 0 else 0.0
    return lexicon.number("beaten") * near * near


def _earlier(candidate: Candidate, beside: Beside, lexicon: Lexicon) -> float:
    near = min(1.0, beside.earlier / candidate.own) if candidate.own > 0 else 0.0
    return lexicon.number("earlier") * near * near


def _apart(beside: Beside, lexicon: Lexicon) -> float:
    """Return what is lost where the wording as a whole is not clearly this code's; half where it was not compared."""
    clear = lexicon.number("agree")
    if beside.ahead is None or clear <= 0:
        return lexicon.number("apart") / 2
    return lexicon.number("apart") * min(1.0, max(0.0, (clear - beside.ahead) / (2 * clear)))


def _far(beside: Beside, lexicon: Lexicon) -> float:
    """Return what is lost where the wording lies far from all known notices of this code; half where not compared."""
    near, far = lexicon.number("far_from"), lexicon.number("far_to")
    if beside.lies is None or near <= far:
        return lexicon.number("far") / 2
    return lexicon.number("far") * min(1.0, max(0.0, (near - beside.lies) / (near - far)))


def reasons(candidate: Candidate, beside: Beside, lexicon: Lexicon, *, short: bool) -> tuple[Bilingual, ...]:
    """Return why a code is not sure, in the words of the rulebook first."""
    told = [row.text for row in beside.doubts]
    if short:
        told.append(SHORT)
    if not candidate.hits:
        told.append(ALONE)
    elif beside.ahead is not None and beside.ahead < 0:
        told.append(APART)
    elif beside.lies is not None and _far(beside, lexicon) >= _TOLD:
        told.append(FAR)
    if _earlier(candidate, beside, lexicon) >= _TOLD:
        told.append(EARLIER)
    if max(_near(candidate, beside, lexicon), _beaten(candidate, beside, lexicon)) >= _TOLD:
        told.append(NEAR)
    return tuple(dict.fromkeys(told)) or (WEAK,)


def calibrated(raw: float, lexicon: Lexicon) -> float:
    """Return what a raw confidence has meant on labelled notices: read off the line through the rulebook's points."""
    points = lexicon.calibration
    if not points:
        return raw
    if raw <= points[0][0]:
        return points[0][1]
    for (low, below), (high, above) in pairwise(points):
        if raw <= high:
            return below + (above - below) * (raw - low) / (high - low)
    return points[-1][1]
