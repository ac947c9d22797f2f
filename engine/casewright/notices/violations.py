"""What a notice is: which of the scored codes stand, in what order, and how sure that is."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from casewright.model import Violation
from casewright.notices.lexicon import Lexicon, Yield
from casewright.notices.resemblance import supported
from casewright.notices.scoring import Candidate

#: The most that is ever said of a reading by phrases.
_MOST_CUES = 6


@dataclass(frozen=True, slots=True)
class Typed:
    """The types of a notice, primary first, and the next best that were not taken."""

    types: tuple[Violation, ...] = ()
    rivals: tuple[Violation, ...] = ()


def give_way(scored: Sequence[Candidate], yields: Sequence[Yield]) -> tuple[Candidate, ...]:
    """Let codes give way to each other, rule by rule; best first."""
    found = list(scored)
    for rule in yields:
        for loser in [candidate for candidate in found if rule.code in ("*", candidate.code)]:
            winners = [
                each for each in found
                if each.code != loser.code and (rule.to == each.code or (rule.to == "*" and each.kind == "type"))
                and each.score >= float(rule.share) * loser.score
            ]  # fmt: skip
            if not winners or (rule.code == "*" and loser.kind != "type"):
                continue
            found.remove(loser)
            if rule.how == "after":
                weakest = min(winner.score for winner in winners)
                found.append(replace(loser, score=min(loser.score, weakest * 0.99)))
    return tuple(sorted(found, key=lambda candidate: candidate.rank))


def choose(kept: Sequence[Candidate], lexicon: Lexicon) -> tuple[Candidate, ...]:
    """Drop the weak codes, put replies first and news last; where all are weak, the best of them."""
    least, share = lexicon.number("least"), lexicon.number("share")
    types = [candidate for candidate in kept if candidate.kind == "type"]
    replies = [candidate for candidate in kept if candidate.kind == "reply" and candidate.score >= least]
    news = [candidate for candidate in kept if candidate.kind == "info" and candidate.score >= least]
    lead = max((candidate.score for candidate in types), default=0.0)
    if replies and replies[0].score >= lead * (lexicon.number("reply_share") if replies[0].hits else 1.0):
        enough = max(lexicon.number("concerned"), share * lead)
        return (replies[0], *(candidate for candidate in types if candidate.score >= enough))
    if lead < least:
        types = []
    if news and news[0].score >= lexicon.number("news_share") * lead:
        return (news[0],)
    if not types:
        return tuple(kept[:1])
    second = max(share * types[0].own, lexicon.number("second"))
    others = [each for each in types[1:] if each.own >= second]
    return _in_order([types[0], *others], lexicon)


def _in_order(types: Sequence[Candidate], lexicon: Lexicon) -> tuple[Candidate, ...]:
    """Put what comes near the strongest into the order in which the notice names it."""
    enough = lexicon.number("beside") * types[0].score
    near = [candidate for candidate in types if candidate.score >= enough]
    rest = [candidate for candidate in types if candidate.score < enough]
    return (*sorted(near, key=lambda candidate: candidate.place), *rest)


def typed(scored: Sequence[Candidate], lexicon: Lexicon, *, most: float, notice: bool = True, text: str = "") -> Typed:
    """Return the types with a calibrated confidence of at most ``most``, and below ``sure`` their rivals.

    ``notice``: the text speaks of a store or of something done; in any other text weak words are no type.
    ``text``: what is compared with labelled notices.
    """
    kept = give_way(scored, lexicon.yields)
    dropped = frozenset({each.code for each in scored} - {each.code for each in kept})
    kept = supported(kept, dropped, text, lexicon) if text else kept
    chosen = choose(kept, lexicon)
    if not notice and max((each.own for each in chosen), default=0.0) < lexicon.number("stranger"):
        return Typed()
    codes = {candidate.code for candidate in chosen}
    left = [candidate for candidate in (*kept, *scored) if candidate.code not in codes]
    rival = max((each.score for each in kept if each.code not in codes), default=0.0)
    types = tuple(_rated(candidate, rival, _most_of(candidate, most, lexicon), lexicon) for candidate in chosen)
    if types and types[0].confidence >= lexicon.number("sure"):
        return Typed(types)
    rivals: dict[str, Violation] = {}
    best = chosen[0].score if chosen else 0.0
    for candidate in left:
        rivals.setdefault(candidate.code, _rated(candidate, best, _most_of(candidate, most, lexicon), lexicon))
    return Typed(types, tuple(rivals.values())[: 1 if types else 2])


def _most_of(candidate: Candidate, most: float, lexicon: Lexicon) -> float:
    """Return how sure one may be of a code at most: little where no phrase speaks for it, only resemblance."""
    return most if candidate.hits else min(most, lexicon.number("unknown_language"))


def raw_confidence(score: float, rival: float, lexicon: Lexicon) -> float:
    """Return how strong a score is in itself, less where a rival comes near it; 0..1, not yet a probability."""
    if score <= 0:
        return 0.0
    near = min(1.0, rival / score)
    strength = 1 - math.exp(-score / lexicon.number("scale"))
    return strength * (1 - lexicon.number("near") * near * near)


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


def _rated(candidate: Candidate, rival: float, most: float, lexicon: Lexicon) -> Violation:
    sure = min(most, calibrated(raw_confidence(candidate.score, rival, lexicon), lexicon))
    return Violation(
        candidate.code, round(sure, 2), candidate.cues[:_MOST_CUES], sections=candidate.sections[:_MOST_CUES]
    )
