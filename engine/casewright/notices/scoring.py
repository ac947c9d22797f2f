"""What the phrases of a notice weigh for each code: by place, by sentence, by the words around them."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from casewright.notices.letter import weight
from casewright.notices.lexicon import ACTS, Context, Cue, Lexicon
from casewright.notices.sections import Passage, sentences
from casewright.text import writes_without_blanks
from casewright.text.search import Phrase, Worded

#: What ends a clause within a sentence: a negation reaches no further.
_CLAUSE = re.compile(r"[,;:，；：、]|\s-\s|\b(?:but|sondern|mais|sino|pero|ma|bensì|mas)\b|而是|但是?")

#: What turns against what was said before it in one sentence.
_TURN = re.compile(
    r"[;；]|\b(?:but|while|whereas|although|though|aber|jedoch|während|obwohl|mais|alors que|bien que|tandis que|pero|"
    r"mientras|aunque|ma|mentre|sebbene|mas|enquanto|embora|maar|terwijl)\b|但|而|不过|虽然|が、|ものの|一方"
)

#: What denies the words that follow it at once.
_NOT = re.compile(r"\b(?:not|no|non|não|nicht|ne|niet)\s*$|[不未没]$")

#: What parts something done from something threatened in one sentence.
_OTHER_CLAUSE = re.compile(
    r"[,;:，；：、]|\s-\s|\b(?:and|but|so|since|because|und|aber|da|weil|et|mais|car|y|pero|por lo que|e|ma|mas)\b"
    r"|而|但|并|因|ため|ので|が、"
)

_NOWHERE = 1_000_000
#: A line of fewer letters that no sign ends is a head, not a sentence of the opening.
_BARE, _ENDS = 30, frozenset(".!?。！？")
#: How many signs a negation reaches forward, and how near it follows what it denies ("counterfeits are not").
_REACH, _RIGHT_BEHIND = 60, 2


@dataclass(frozen=True, slots=True)
class Hit:
    """One phrase where it stands: what it weighs there, its words, its row, its sentence, section and last sign."""

    points: float
    text: str
    cue: Cue
    sentence: tuple[int, int]
    section: str
    end: int = 0

    @property
    def rank(self) -> tuple[float, tuple[int, int], str]:
        """Order the strongest first, of equals the first in the notice."""
        return -self.points, self.sentence, self.cue.id


@dataclass(frozen=True, slots=True)
class Candidate:
    """A code with its score, the hits that gave it, strongest first, and where the first of them stands.

    ``added`` is the part of the score that resemblance gave.
    """

    code: str
    score: float
    hits: tuple[Hit, ...]
    kind: str = "type"
    added: float = 0.0

    @property
    def own(self) -> float:
        """Return what its own phrases score."""
        return self.score - self.added

    @property
    def cues(self) -> tuple[str, ...]:
        """Return the words that made the score, each once."""
        return tuple(dict.fromkeys(hit.text for hit in self.hits))

    @property
    def sections(self) -> tuple[str, ...]:
        """Return the section of each of the words."""
        found: dict[str, str] = {}
        for hit in self.hits:
            found.setdefault(hit.text, hit.section)
        return tuple(found.values())

    @property
    def place(self) -> tuple[int, int, int]:
        """Return where it is first named; a code without a phrase comes behind those with one.

        Of two in one sentence the one is first whose words end first: a phrase with a gap is told by its last word.
        """
        return min(((*hit.sentence, hit.end) for hit in self.hits), default=(_NOWHERE, 0, 0))

    @property
    def rank(self) -> tuple[float, tuple[int, int, int], str]:
        """Order by score; of equals the one that the notice names first."""
        return -self.score, self.place, self.code


#: Signs between two passages that no phrase holds and no gap of a phrase leaps.
PARTED = "\0!\0"


@dataclass(slots=True)
class Seen:
    """A notice ready for the search: its passages with standing phrases blanked out, and their sentences."""

    texts: tuple[tuple[Passage, str], ...]
    lexicon: Lexicon
    language: str | None = None
    _joined: Worded | None = None
    _begins: list[int] = field(default_factory=list)
    _lead: int = -1
    _opening: int = -1
    _factors: dict[str, float] = field(default_factory=dict)
    _starts: dict[int, list[int]] = field(default_factory=dict)
    _around: dict[tuple[int, int], tuple[tuple[Context, int, int], ...]] = field(default_factory=dict)
    _stood: dict[tuple[str, bool], list[tuple[str, list[Hit]]]] = field(default_factory=dict)
    _understood: dict[str, bool] = field(default_factory=dict)

    def places(self, cue: Cue) -> Iterator[tuple[int, int, int]]:
        """Yield passage number, start and end of every place where a cue stands and counts."""
        joined = self._joined or self._join()
        for phrase in cue.phrases:
            for start, end in phrase.spans_in(joined):
                number = bisect_right(self._begins, start) - 1
                if counts(cue.section, self.texts[number][0].section):
                    yield number, start - self._begins[number], end - self._begins[number]

    def says(self, cue: Cue) -> bool:
        """Say whether one of the words that a cue wants beside it stands anywhere in the notice."""
        joined = self._joined or self._join()
        return any(True for phrase in cue.wants for _ in phrase.spans_in(joined))

    @property
    def factors(self) -> dict[str, float]:
        """Return what a phrase counts in each section of the notice."""
        if not self._factors:
            given = self.lexicon.factors
            self._factors = {passage.section: float(given.get(passage.section, 1)) for passage, _ in self.texts}
        return self._factors

    def _join(self) -> Worded:
        """Put the passages into one text, so that each phrase is looked for once; none reaches over what parts them."""
        at = 0
        for _, lowered in self.texts:
            self._begins.append(at)
            at += len(lowered) + len(PARTED)
        self._joined = Worded(PARTED.join(lowered for _, lowered in self.texts))
        leads = (number for number, (passage, _) in enumerate(self.texts) if passage.section == "lead")
        self._lead = next(leads, -1)
        return self._joined

    def sentence(self, number: int, start: int) -> int:
        """Return which sentence of a passage a place lies in."""
        if number not in self._starts:
            self._starts[number] = [begin for begin, _ in sentences(self.texts[number][0].text)]
        return max(0, bisect_right(self._starts[number], start) - 1)

    def around(self, number: int, sentence: int) -> tuple[tuple[Context, int, int], ...]:
        """Return the words of a sentence that lessen what else stands in it, with their places in the passage."""
        key = number, sentence
        if key not in self._around:
            begin, end = self.bounds(number, sentence)
            part = self.texts[number][1][begin:end]
            self._around[key] = tuple(
                (context, begin + first, begin + last)
                for context in self.lexicon.contexts for phrase in context.phrases if phrase.key in part
                for first, last in phrase.spans(part)
            )  # fmt: skip
        return self._around[key]

    def bounds(self, number: int, sentence: int) -> tuple[int, int]:
        """Return where a sentence of a passage begins and ends."""
        starts = self._starts[number]
        end = starts[sentence + 1] if sentence + 1 < len(starts) else len(self.texts[number][1])
        return (starts[sentence] if starts else 0), end

    def understands(self, language: str) -> bool:
        """Say whether words of a language count in this notice: its own, and English between Chinese or Japanese."""
        if language not in self._understood:
            own = self.language
            alike = not language or own not in self.lexicon.languages or language == own
            self._understood[language] = alike or (language == "en" and writes_without_blanks(own or ""))
        return self._understood[language]

    def standing(self, name: str, *, threats: bool) -> list[tuple[str, list[Hit]]]:
        """Return the hits of each row of ``stages`` or ``levels`` with its target; they are asked for several times."""
        if (name, threats) not in self._stood:
            cues: Sequence[Cue] = getattr(self.lexicon, name)
            self._stood[name, threats] = [
                (cue.target, list(hits(self, cue, standing=True, threats=threats))) for cue in cues
            ]
        return self._stood[name, threats]

    def opens(self, number: int, sentence: int) -> bool:
        """Say whether a sentence belongs to the opening of the notice."""
        if number != self._lead:
            return False
        if self._opening < 0:
            self._opening = _behind_opening(self.texts[number][0].text, int(self.lexicon.number("opening_sentences")))
        return sentence < self._opening


def _behind_opening(text: str, most: int) -> int:
    """Return the first sentence behind the opening: a bare date, a greeting or a number of the case is no sentence."""
    left = most
    for number, (_, sentence) in enumerate(sentences(text)):
        if left <= 0:
            return number
        left -= sentence[-1:] in _ENDS or weight(sentence) >= _BARE
    return _NOWHERE


def covered(passages: Sequence[Passage], lexicon: Lexicon, *, language: str | None) -> Seen:
    """Return passages ready for the search, standing phrases blanked out."""
    return Seen(tuple((passage, _blank(passage.lowered, lexicon.masks)) for passage in passages), lexicon, language)


def _blank(lowered: str, masks: Sequence[Cue]) -> str:
    for mask in masks:
        for phrase in mask.phrases:
            if phrase.key not in lowered:
                continue
            for start, end in list(phrase.spans(lowered)):
                lowered = lowered[:start] + " " * (end - start) + lowered[end:]
    return lowered


def counts(wanted: str, section: str) -> bool:
    """Say whether a phrase that is wanted in one section counts in another."""
    return wanted in ("any", section) or (wanted == "why" and section in ("subject", "lead"))


def hits(seen: Seen, cue: Cue, *, standing: bool = False, threats: bool = True) -> Iterator[Hit]:
    """Yield every place of a cue with what it weighs there; ``standing`` where it tells a stage or a level.

    A cue that wants other words counts only where one of them stands somewhere in the notice as well.

    Without ``threats`` a phrase that is itself a threat, as "may be closed", is lessened like one beside it.
    """
    if not seen.understands(cue.language) or (cue.wants and not seen.says(cue)):
        return
    factors = seen.factors
    for number, start, end in seen.places(cue):
        passage = seen.texts[number][0]
        sentence = seen.sentence(number, start)
        factor = factors[passage.section]
        if seen.opens(number, sentence):
            factor *= seen.lexicon.number("opening")
        elif cue.kind in ("reply", "info") and passage.section != "subject":
            factor *= seen.lexicon.number("late_reply")
        factor *= _lessened(seen, cue, (number, sentence, start, end), standing=standing, threats=threats)
        if factor > 0:
            words = " ".join(passage.text[start:end].split())
            yield Hit(cue.points * factor, words, cue, (number, sentence), passage.section, end)


def _lessened(
    seen: Seen, cue: Cue, place: tuple[int, int, int, int], *, standing: bool, threats: bool = True
) -> float:  # fmt: skip
    """Return what is left of a phrase beside a negation, a condition, another's case: the least of their factors."""
    number, sentence, start, end = place
    least = 1.0
    for context, first, last in seen.around(number, sentence):
        if context.kind == "fine":
            inside = first <= start and start < last
        else:
            inside = start <= first and last <= end if context.kind == "negation" else first < end and start < last
        if cue.target in context.spares or (
            inside and not (context.kind == "threat" and (cue.target in ACTS or not threats))
        ):
            continue
        if context.kind == "negation" and not negates(seen.texts[number][1], (start, end), (first, last)):
            continue
        if context.kind == "fine" and not _clears(seen.texts[number][1], (start, end), (first, last)):
            continue
        if standing and context.kind == "threat" and _apart(seen.texts[number][1], (start, end), (first, last)):
            continue
        least = min(least, context.shares[standing])
    return least


def negates(
    lowered: str, hit: tuple[int, int], negation: tuple[int, int], *, clause: re.Pattern[str] = _CLAUSE
) -> bool:
    """Say whether a negation reaches a phrase: it stands before it in the same ``clause``, or right behind it."""
    if negation[0] >= hit[1]:
        return negation[0] - hit[1] <= _RIGHT_BEHIND
    between = lowered[negation[1] : hit[0]]
    return len(between) <= _REACH and not clause.search(between)


def _clears(lowered: str, hit: tuple[int, int], fine: tuple[int, int]) -> bool:
    """Say whether words that call something fine speak of a phrase before them: nothing turns against it between."""
    return fine[0] > hit[0] and not (_NOT.search(lowered[: fine[0]]) or _TURN.search(lowered[hit[0] : fine[0]]))


def cleared(passage: Passage, fine: Sequence[Phrase]) -> str:
    """Return a passage without the sentences that do nothing but call something fine."""
    parts = [(text, passage.lowered[begin : begin + len(text)]) for begin, text in sentences(passage.text)]
    return "\n".join(
        text for text, lowered in parts
        if _TURN.search(lowered)
        or all(_NOT.search(lowered[:first]) for phrase in fine for first, _ in phrase.spans(lowered))
    )  # fmt: skip


def _apart(lowered: str, hit: tuple[int, int], threat: tuple[int, int]) -> bool:
    """Say whether a threat stands in another clause than a phrase: one thing was done, another may follow."""
    between = lowered[threat[1] : hit[0]] if threat[1] <= hit[0] else lowered[hit[1] : threat[0]]
    return _OTHER_CLAUSE.search(between) is not None


def candidates(seen: Seen) -> tuple[Candidate, ...]:
    """Score every code of the lexicon against a notice, best first, before any code gives way to another."""
    return weighed([hit for cue in seen.lexicon.cues for hit in hits(seen, cue)], seen.lexicon)


def weighed(found: Sequence[Hit], lexicon: Lexicon) -> tuple[Candidate, ...]:
    """Return the codes that some hits speak for, each with its score, best first."""
    of_code: dict[str, list[Hit]] = {}
    for hit in found:
        of_code.setdefault(hit.cue.target, []).append(hit)
    scored = [Candidate(code, *_added(own, lexicon), kind=own[0].cue.kind) for code, own in of_code.items()]
    return tuple(sorted(scored, key=lambda candidate: candidate.rank))


def _added(found: Sequence[Hit], lexicon: Lexicon) -> tuple[float, tuple[Hit, ...]]:
    """Add up the hits of one code: one per sentence, a repeated wording for less, each further one for less."""
    repeat, decay = lexicon.number("repeat"), lexicon.number("decay")
    sentences_used: set[tuple[int, int]] = set()
    words_used: set[str] = set()
    kept: list[Hit] = []
    points: list[float] = []
    for hit in sorted(found, key=lambda each: each.rank):
        if hit.sentence in sentences_used:
            continue
        said = hit.text.lower() in words_used or hit.cue.id in words_used
        sentences_used.add(hit.sentence)
        words_used |= {hit.text.lower(), hit.cue.id}
        kept.append(hit)
        points.append(hit.points * (repeat if said else 1.0))
    points.sort(reverse=True)
    return sum(each * decay**place for place, each in enumerate(points)), tuple(kept)


def totals(seen: Seen, name: str, sections: frozenset[str], *, threats: bool = True) -> dict[str, float]:
    """Return what rows of ``stages`` or ``levels`` weigh for each target in some sections, each at its best place."""
    found: dict[str, float] = {}
    for target, stood in seen.standing(name, threats=threats):
        best = max((hit.points for hit in stood if hit.section in sections), default=0.0)
        if best:
            found[target] = found.get(target, 0.0) + best
    return found
