"""What a notice says was done to the seller, and what may be done, each with what it is done to.

A word of acting (deactivated, taken down) tells little by itself: "we have removed", "will be removed", "if it is
removed" and "remove it" are four things. So the words, the forms in which something is over, the signs of a threat and
the names of what is acted on are rows apart, put together clause by clause: wordings that no row holds whole are read.
"""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from casewright.notices.lexicon import Cue
from casewright.notices.scoring import PARTED, Seen, negates
from casewright.notices.sections import sentences
from casewright.text import writes_without_blanks
from casewright.text.search import Phrase, Worded

#: What is acted on, the widest first: a sentence that names an account and an offer speaks of the account.
ACTED_ON = ("account", "fulfilment", "category", "listing", "funds")
#: What parts one thing that is said from another in the same sentence. Words that mean something else in another
#: language (mais, da) are left to the comma before them.
_CLAUSE = re.compile(
    r"[,;:，；：、]|\s-\s|\b(?:and|but|so|since|because|und|aber|weil|et|car|y|pero|por lo que|e|ma|mas)\b"
    r"|而|但|并|因|ため|ので|が、"
)
#: Context words that make something done no act on this seller: denied, long past, another's, a mere link.
_UNDOING = frozenset({"negation", "history", "other", "link"})
#: A context that leaves less than this of a stage undoes an act.
_LITTLE = 0.5
#: Kinds of words that a sentence must hold one of to be looked at.
_VERBS = ("did", "state", "done", "now", "bare")
#: Words in quotation marks: what a buyer said, what a page or a rule is called. They act on nobody.
_QUOTED = re.compile(r"[\"“„«「『‘][^\"“”„«»「」『』‘’\n]{1,80}[\"”“»」』’]")
#: Sections that tell how to answer, not what is done or may be.
_NO_ACTS = frozenset({"submit", "error", "help"})


@dataclass(frozen=True, slots=True)
class Act:
    """Something done to the seller, or only threatened: to which levels its clause points, in which section."""

    done: bool
    on: tuple[str, ...]
    section: str

    @property
    def first(self) -> str:
        """Return the widest of what it is done to; empty where its clause does not say."""
        return self.on[0] if self.on else ""


@dataclass(frozen=True, slots=True)
class _Words:
    """The rows of one language by kind, those alone that may stand in the notice."""

    of: dict[str, tuple[Phrase, ...]] = field(default_factory=dict)

    def within(self, kind: str, text: str) -> bool:
        return any(phrase.key in text and phrase.within(text) for phrase in self.of.get(kind, ()))

    def spans(self, kind: str, text: str) -> list[tuple[int, int]]:
        return [span for phrase in self.of.get(kind, ()) for span in phrase.spans(text)]

    def levels(self, text: str) -> tuple[str, ...]:
        return tuple(level for level in ACTED_ON if self.within(level, text))

    def by_sentence(self, text: Worded, begins: Sequence[int]) -> dict[int, "_Words"]:
        """Return for each sentence of a text those of its words that stand in it, by the number of the sentence.

        Each is looked for once in all sentences; a clause of one holds no others.
        """
        found: dict[int, dict[str, tuple[Phrase, ...]]] = {}
        for kind, phrases in self.of.items():
            for phrase in phrases:
                for number in {bisect_right(begins, start) - 1 for start, _ in phrase.spans_in(text)}:
                    own = found.setdefault(number, {})
                    own[kind] = (*own.get(kind, ()), phrase)
        return {number: _Words(own) for number, own in found.items() if not own.keys().isdisjoint(_VERBS)}


def acts(seen: Seen) -> tuple[Act, ...]:
    """Return what a notice did and what it threatens, in its own language, clause by clause."""
    said = [
        (number, start, _QUOTED.sub(_blank, lowered[start : start + len(sentence)]))
        for number, (passage, lowered) in enumerate(seen.texts)
        if passage.section not in _NO_ACTS
        for start, sentence in sentences(passage.text)
    ]
    text = Worded(PARTED.join(sentence for _, _, sentence in said))
    begins = [0, *accumulate(len(sentence) + len(PARTED) for _, _, sentence in said)]
    words = [told.by_sentence(text, begins) for told in _spoken(seen)]
    return tuple(
        act
        for at, (number, start, sentence) in enumerate(said)
        for told in words if at in told
        for act in _told(seen, told[at], number, (start, sentence))
    )  # fmt: skip


def restored(seen: Seen, sections: Collection[str]) -> str | None:
    """Return what a notice says was given back to the seller, the first that some sections name; None where none is."""
    for words in _spoken(seen):
        for passage, lowered in seen.texts:
            if passage.section not in sections:
                continue
            for start, sentence in sentences(passage.text):
                said = lowered[start : start + len(sentence)]
                for clause in _clauses(said) if words.within("back", said) else ():
                    if words.within("back", clause) and (named := words.levels(clause)):
                        return named[0]
    return None


def _spoken(seen: Seen) -> list[_Words]:
    """Return the words of the notice's language; between Chinese and Japanese English stands as well."""
    language = seen.language or "en"
    spoken = (language, "en") if writes_without_blanks(language) else (language,)
    return [told for each in spoken if (told := _words(seen.lexicon.acts, each)).of]


def _clauses(sentence: str) -> Iterator[str]:
    for begin, end in _bounds(sentence):
        yield sentence[begin:end]


def _bounds(sentence: str) -> list[tuple[int, int]]:
    ends = [match.end() for match in _CLAUSE.finditer(sentence)]
    return list(zip((0, *ends), (*ends, len(sentence)), strict=True))


def _words(cues: Sequence[Cue], language: str) -> _Words:
    of: dict[str, tuple[Phrase, ...]] = {}
    for cue in cues:
        if cue.language == language:
            of[cue.target] = (*of.get(cue.target, ()), *cue.phrases)
    return _Words(of)


def _told(seen: Seen, words: _Words, number: int, place: tuple[int, str]) -> Iterator[Act]:
    """Yield what one sentence tells by its own words; ``place`` is where it begins in its passage, and its text."""
    start, sentence = place
    conditional, named = "if" in words.of, tuple(level for level in ACTED_ON if level in words.of)
    undone = _Undone(seen, number, start, sentence)
    for begin, end in _bounds(sentence):
        clause = sentence[begin:end]
        done = _done(words, clause, undone.at(begin), conditional=conditional)
        if done is not None:
            own = words.levels(clause) or (named if len(named) == 1 else ())
            yield Act(done, own, seen.texts[number][0].section)


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


@dataclass(frozen=True, slots=True)
class _Undone:
    """Tells whether words around a place of a sentence undo what is said there."""

    seen: Seen
    number: int
    start: int
    sentence: str
    begin: int = 0

    def at(self, begin: int) -> "_Undone":
        """Return the same for places counted from the beginning of a clause."""
        return _Undone(self.seen, self.number, self.start, self.sentence, begin)

    def stands(self, spans: Collection[tuple[int, int]]) -> bool:
        """Say whether one of some places is undone by nothing."""
        return any(not self._by(start + self.begin, end + self.begin) for start, end in spans)

    def _by(self, start: int, end: int) -> bool:
        which = self.seen.sentence(self.number, self.start)
        for context, *found in self.seen.around(self.number, which):
            first, last = (place - self.start for place in found)
            if context.kind not in _UNDOING or (first < end and start < last):
                continue
            if context.kind == "negation":
                if negates(self.sentence, (start, end), (first, last), clause=_CLAUSE):
                    return True
            elif context.shares[True] < _LITTLE:
                return True
        return False


def _done(words: _Words, clause: str, undone: _Undone, *, conditional: bool) -> bool | None:
    """Return True where a clause says that something was done, False where it threatens, else None."""
    did, state, done = (words.spans(kind, clause) for kind in ("did", "state", "done"))
    now = words.within("now", clause)
    if not (did or state or done or now or words.within("bare", clause)):
        return None
    over = (did and undone.stands(did)) or (state and not conditional and undone.stands(state))
    if over and not words.within("if", clause):
        return True
    if not (conditional or words.within("may", clause)):
        return True if now or (done and undone.stands(done)) else None
    return False
