"""What a notice is: the violation codes it speaks of, scored by cue, place and trap, primary first."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from casewright.model import Violation
from casewright.notices.lexicon import Cue, Lexicon, Yield
from casewright.notices.sections import Passage

#: Below this a type goes to a person, with the best two candidates and their cues.
SURE = 0.5
#: A second type is kept where it scores at least this share of the first.
SHARE = 0.35
#: Score at which a type is held with confidence 1 - 1/e.
SCALE = 4.0


@dataclass(frozen=True, slots=True)
class Candidate:
    """A code with its score, the phrases that gave it, strongest first, and where the first of them stands."""

    code: str
    score: float
    cues: tuple[str, ...]
    kind: str
    place: int = 0

    @property
    def strength(self) -> float:
        """Return how sure the cues alone make one, 0..1."""
        return 1 - math.exp(-self.score / SCALE)


@dataclass(frozen=True, slots=True)
class Seen:
    """What phrases are looked for in: each passage with its small-letter text, and all of it in one piece."""

    texts: tuple[tuple[Passage, str], ...]
    whole: str

    def only(self, *sections: str) -> "Seen":
        """Keep the passages of some sections."""
        kept = tuple(pair for pair in self.texts if pair[0].section in sections)
        return Seen(kept, "\n".join(lowered for _, lowered in kept))


def covered(passages: Sequence[Passage], masks: Sequence[Cue]) -> Seen:
    """Return passages ready for the search, standing phrases blanked out."""
    texts = tuple((passage, _blank(passage.lowered, masks)) for passage in passages)
    return Seen(texts, "\n".join(lowered for _, lowered in texts))


def _blank(lowered: str, masks: Sequence[Cue]) -> str:
    for mask in masks:
        for phrase in mask.phrases:
            for start, end in list(phrase.spans(lowered)):
                lowered = lowered[:start] + " " * (end - start) + lowered[end:]
    return lowered


def candidates(seen: Seen, lexicon: Lexicon) -> tuple[Candidate, ...]:
    """Score every code of the lexicon against a notice, best first, before any code gives way to another."""
    scores: dict[str, list[tuple[Fraction, str]]] = {}
    kinds: dict[str, str] = {}
    for cue in lexicon.cues:
        hit = best_hit(cue, seen, lexicon.factors)
        if hit is not None:
            scores.setdefault(cue.target, []).append(hit)
            kinds.setdefault(cue.target, cue.kind)
    found = [_candidate(code, hits, kinds[code], seen) for code, hits in scores.items()]
    return tuple(sorted(found, key=_rank))


def _rank(candidate: Candidate) -> tuple[float, int, str]:
    """Order by score; of equals the one that the notice names first."""
    return -candidate.score, candidate.place, candidate.code


def _candidate(code: str, hits: Sequence[tuple[Fraction, str]], kind: str, seen: Seen) -> Candidate:
    """Add up the hits of a code; words that lie within the words of a stronger hit count once."""
    kept: list[tuple[Fraction, str]] = []
    for points, text in sorted(hits, key=lambda hit: (-hit[0], hit[1])):
        if not any(text.lower() in other.lower() or other.lower() in text.lower() for _, other in kept):
            kept.append((points, text))
    whole = " ".join(seen.whole.split())
    place = min(whole.find(text.lower()) for _, text in kept)
    return Candidate(code, float(sum(points for points, _ in kept)), tuple(text for _, text in kept), kind, place)


def best_hit(cue: Cue, seen: Seen, factors: Mapping[str, Fraction]) -> tuple[Fraction, str] | None:
    """Return the most that one cue scores in any section, and the phrase that did."""
    phrases = [phrase for phrase in cue.phrases if phrase.may_stand_in(seen.whole)]
    best: tuple[Fraction, str] | None = None
    for phrase in phrases:
        for passage, lowered in seen.texts:
            span = next(phrase.spans(lowered), None) if _counts(cue.section, passage.section) else None
            if span is None:
                continue
            points = cue.weight * factors.get(passage.section, Fraction(1))
            if best is None or points > best[0]:
                best = (points, " ".join(passage.text[span[0] : span[1]].split()))
    return best


def _counts(wanted: str, section: str) -> bool:
    return wanted in ("any", section) or (wanted == "why" and section in ("subject", "lead"))


def choose(kept: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Drop the weak codes, put replies first and news last."""
    types = [candidate for candidate in kept if candidate.kind == "type"]
    replies = [candidate for candidate in kept if candidate.kind == "reply"]
    news = [candidate for candidate in kept if candidate.kind == "info"]
    lead = max((candidate.score for candidate in types), default=0.0)
    types = [candidate for candidate in types if candidate.score >= SHARE * lead]
    if types and types[0].strength >= SURE:
        types = [candidate for candidate in types if candidate.strength >= SURE or candidate is types[0]]
    if replies and replies[0].score >= 0.5 * lead:
        return (replies[0], *types)
    if news and news[0].score > lead:
        return (news[0],) if not types or types[0].strength < SURE else (types[0], news[0])
    return tuple(types)


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
    return tuple(sorted(found, key=_rank))


def as_violations(types: Sequence[Candidate], kept: Sequence[Candidate]) -> tuple[Violation, ...]:
    """Return the types with a confidence: how strong the cues are, less where a left-out rival comes near."""
    chosen = {candidate.code for candidate in types}
    rivals = [candidate.score for candidate in kept if candidate.code not in chosen and candidate.kind == "type"]
    rival = max(rivals, default=0.0)
    return tuple(
        Violation(candidate.code, round(_confidence(candidate, rival), 2), candidate.cues[:6]) for candidate in types
    )


def _confidence(candidate: Candidate, rival: float) -> float:
    near = min(1.0, rival / candidate.score) if candidate.score else 1.0
    return min(0.99, candidate.strength * (1 - 0.3 * near * near))
