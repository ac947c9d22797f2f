"""What a notice is: which of the scored codes stand, in what order, and how sure that is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from casewright.model import Bilingual, Violation
from casewright.notices.confidence import Beside, ahead_of, calibrated, raw_confidence, reasons
from casewright.notices.lexicon import Cue, Lexicon, Yield
from casewright.notices.resemblance import resemblance, supported
from casewright.notices.scoring import Candidate

#: The most that is ever said of a reading by phrases.
_MOST_CUES = 6


@dataclass(frozen=True, slots=True)
class Typed:
    """The types of a notice, primary first, the next best that were not taken, and why the first is not sure."""

    types: tuple[Violation, ...] = ()
    rivals: tuple[Violation, ...] = ()
    why: tuple[Bilingual, ...] = ()


@dataclass(frozen=True, slots=True)
class _Field:
    """All candidates of a notice: what was found, what is left of it, what was chosen, what the wording resembles."""

    scored: Sequence[Candidate]
    kept: Sequence[Candidate]
    chosen: Sequence[Candidate]
    margins: Mapping[str, float]
    doubts: tuple[Cue, ...]
    most: float

    @property
    def codes(self) -> frozenset[str]:
        return frozenset(candidate.code for candidate in self.chosen)

    def beside(self, candidate: Candidate) -> Beside:
        """Return what one of the chosen codes is weighed against."""
        left = [each for each in self.kept if each.code not in self.codes]
        gone = [each for each in self.scored if each.code not in self.codes and each.kind == "type"]
        rival, beaten = (max((each.score for each in group), default=0.0) for group in (left, gone))
        return self.against(candidate, rival, beaten, self.codes)

    def against(self, candidate: Candidate, rival: float, beaten: float, others: frozenset[str]) -> Beside:
        """Return what a code is weighed against, its best rivals given; ``others`` are no rivals of its wording."""
        first = [
            each.own for each in self.scored
            if each.kind == "type" and each.code != candidate.code and each.place[:2] < candidate.place[:2]
        ]  # fmt: skip
        code, margins = candidate.code, self.margins
        ahead, lies = ahead_of(code, margins, others), margins.get(code)
        earlier = max(first, default=0.0) if candidate.hits else 0.0
        return Beside(rival, beaten, ahead, lies, earlier, self.doubts)


def give_way(
    scored: Sequence[Candidate], yields: Sequence[Yield], *, sent: bool = False, several: bool = False
) -> tuple[Candidate, ...]:
    """Let codes give way to each other, rule by rule; best first.

    ``sent``: the notice speaks of something that the seller had sent in before. ``several``: it says that it has more
    than one reason.
    """
    found = list(scored)
    codes = {"*", *(candidate.code for candidate in found)}
    for rule in yields:
        if (rule.how == "unsent" and sent) or (rule.how == "alone" and several):
            continue
        if rule.code not in codes or rule.to not in codes:
            continue
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


def choose(kept: Sequence[Candidate], lexicon: Lexicon, *, several: bool = False) -> tuple[Candidate, ...]:
    """Drop the weak codes, put replies first and news last; where all are weak, the best of them."""
    least, share = lexicon.number("least"), lexicon.number("share")
    types = [candidate for candidate in kept if candidate.kind == "type"]
    replies = [candidate for candidate in kept if candidate.kind == "reply" and candidate.score >= least]
    news = [candidate for candidate in kept if candidate.kind == "info" and candidate.score >= least]
    lead = max((candidate.score for candidate in types), default=0.0)
    told = max((each.own for each in news), default=0.0)
    if (
        replies and replies[0].score > told
        and replies[0].score >= lead * (lexicon.number("reply_share") if replies[0].hits else 1.0)
    ):  # fmt: skip
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
    return _in_order([types[0], *others], lexicon, enough=lexicon.number("beside_several" if several else "beside"))


def _in_order(types: Sequence[Candidate], lexicon: Lexicon, *, enough: float) -> tuple[Candidate, ...]:
    """Put what comes near the strongest, from the share ``enough`` on, into the order in which the notice names it.

    Codes of one family are held against its phrases alone: the whole wording of two metrics resembles only one of them.
    """
    first = types[0]
    family = lexicon.family(first.code) if first.hits else ""
    near = [
        each for each in types
        if each.score >= enough * first.score
        or (lexicon.family(each.code) == family and each.own >= enough * first.own)
    ]  # fmt: skip
    rest = [each for each in types if each not in near]
    abreast = lexicon.number("abreast") * max(each.score for each in near)
    near.sort(key=lambda each: (each.place[:2], -min(each.score, abreast), each.place))
    return _behind((*near, *rest), lexicon.yields)


def _behind(types: tuple[Candidate, ...], yields: Sequence[Yield]) -> tuple[Candidate, ...]:
    """Put a code behind the one that a rule names, where both stand."""
    found = list(types)
    codes = {each.code for each in found}
    for rule in yields:
        if rule.how != "after" or rule.code not in codes or rule.to not in codes:
            continue
        first = next((each for each in found if each.code == rule.code), None)
        other = next((each for each in found if each.code == rule.to), None)
        if first and other and other.own >= float(rule.share) * first.own:
            found.remove(first)
            found.insert(found.index(other) + 1, first)
    return tuple(found)


def typed(
    scored: Sequence[Candidate], lexicon: Lexicon, *, most: float, notice: bool = True, text: str = "",
    doubts: tuple[Cue, ...] = (), sent: bool = False, several: bool = False,
) -> Typed:  # fmt: skip
    """Return the types with a calibrated confidence of at most ``most``; below ``sure`` their rivals and why.

    ``notice``: the text speaks of a store or of something done; in any other text weak words are no type.
    ``text``: what is compared with labelled notices. ``doubts``: what it says that leaves its reason open. ``sent``: it
    speaks of something that the seller had sent in before. ``several``: it says that it has more than one reason.
    """
    kept = give_way(scored, lexicon.yields, sent=sent, several=several)
    dropped = frozenset({each.code for each in scored} - {each.code for each in kept})
    margins = resemblance().margins(text, fewest=lexicon.number("resembles_words")) if text else {}
    kept = supported(kept, dropped, margins, lexicon)
    chosen = choose(kept, lexicon, several=several)
    if not notice and not any(_plain_enough(each, margins, lexicon) for each in chosen):
        return Typed()
    field = _Field(scored, kept, chosen, margins, doubts, most)
    types = tuple(_rated(each, field.beside(each), most, lexicon) for each in chosen)
    if types and types[0].confidence >= lexicon.number("sure"):
        return Typed(types)
    short = most < lexicon.number("sure")
    why = reasons(chosen[0], field.beside(chosen[0]), lexicon, short=short) if chosen else ()
    return Typed(types, _rivals(field, lexicon), why)


def _plain_enough(candidate: Candidate, margins: Mapping[str, float], lexicon: Lexicon) -> bool:
    """Say whether a code stands in a text that names neither Amazon nor anything done, and what it resembles agrees."""
    enough = not margins or candidate.score >= lexicon.number("stranger_all")
    return enough and candidate.own >= lexicon.number("stranger")


def _rivals(field: _Field, lexicon: Lexicon) -> tuple[Violation, ...]:
    """Return what else it may be: the next by phrases, then by the wording as a whole, so that two are named in all."""
    most, best = 1 if field.chosen else 2, field.chosen[0].score if field.chosen else 0.0
    rivals: dict[str, Violation] = {}
    for each in (*field.kept, *field.scored, *_resembling(field, lexicon)):
        if each.code not in field.codes and len(rivals) < most:
            beside = field.against(each, best, 0.0, frozenset())
            rivals.setdefault(each.code, _rated(each, beside, field.most, lexicon))
    return tuple(rivals.values())


def _resembling(field: _Field, lexicon: Lexicon) -> list[Candidate]:
    """Return the codes that the wording resembles most, those first that are often taken for the leading one."""
    first = field.chosen[0].code if field.chosen else ""
    codes = [code for code in field.margins if lexicon.kinds.get(code) == "type"]
    codes.sort(key=lambda code: (frozenset({first, code}) not in lexicon.hints, -field.margins[code], code))
    if not field.margins and first:
        codes = sorted(code for pair in lexicon.hints if first in pair for code in pair - {first})[:1]
    points = lexicon.number("resemblance") / 10
    return [Candidate(code, points, (), added=points) for code in codes[:3]]


def _rated(candidate: Candidate, beside: Beside, most: float, lexicon: Lexicon) -> Violation:
    """Return a candidate with its confidence: little where no phrase speaks for it, only resemblance."""
    if not candidate.hits:
        most = min(most, lexicon.number("unknown_language"))
    sure = min(most, calibrated(raw_confidence(candidate, beside, lexicon), lexicon))
    return Violation(
        candidate.code, round(sure, 2), candidate.cues[:_MOST_CUES], sections=candidate.sections[:_MOST_CUES]
    )
