"""Which sentence and which exhibit of this version is which of the version before."""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from casewright.model import Bilingual, Claim, EarlierClaim, EarlierExhibit, Exhibit
from casewright.render.versions.align import likeness, tokens

#: The same source may be reworded this far; anything else has to be this much alike to count as the same sentence.
_SAME_SOURCE, _ALIKE, _ELSEWHERE = 0.2, 0.5, 0.75
_IDS = re.compile(r"(?<![\w-])[A-Z]-\d+(?![\w-])")


@dataclass(frozen=True, slots=True)
class Exhibits:
    """The exhibits of both versions: pairs of the same file or the same place, and what has no counterpart.

    ``renamed`` gives the id in this version for each id in the version before whose file is the same.
    """

    pairs: tuple[tuple[EarlierExhibit, Exhibit], ...]
    added: tuple[Exhibit, ...]
    removed: tuple[EarlierExhibit, ...]

    @property
    def renamed(self) -> Mapping[str, str]:
        """Return the new ids of files that are still there, by their old ones."""
        return {old.id: new.id for old, new in self.pairs if new.item is not None and old.sha256 == new.item.sha256}

    def translate(self, text: Bilingual) -> Bilingual:
        """Return an old text with the exhibit ids of this version."""
        names = self.renamed
        swap = lambda match: names.get(match[0], match[0])  # noqa: E731 - two uses in one line
        return Bilingual(_IDS.sub(swap, text.zh), _IDS.sub(swap, text.en))


def pair_exhibits(before: Sequence[EarlierExhibit], after: Sequence[Exhibit]) -> Exhibits:
    """Pair files by their bytes, the same id first; then files of one kind that stand under one id."""
    old = [each for each in before if each.sha256]
    new = [each for each in after if each.item is not None]
    pairs: list[tuple[EarlierExhibit, Exhibit]] = []

    def take(fits: Callable[[EarlierExhibit, Exhibit], bool]) -> None:
        for one in list(new):
            match = next((each for each in old if fits(each, one)), None)
            if match is not None:
                pairs.append((match, one))
                old.remove(match)
                new.remove(one)

    take(lambda was, now: was.sha256 == _digest(now) and was.id == now.id)
    take(lambda was, now: was.sha256 == _digest(now))
    take(lambda was, now: was.kind == now.kind and was.source == _source(now))
    take(lambda was, now: was.kind == now.kind and was.id == now.id)
    return Exhibits(tuple(pairs), tuple(new), tuple(old))


def _digest(exhibit: Exhibit) -> str:
    return exhibit.item.sha256 if exhibit.item else ""


def _source(exhibit: Exhibit) -> str:
    return exhibit.item.path if exhibit.item else exhibit.row.file


@dataclass(frozen=True, slots=True)
class Claims:
    """The sentences of both versions; ``pairs`` in the order of this version."""

    pairs: tuple[tuple[EarlierClaim, Claim], ...]
    added: tuple[Claim, ...]
    removed: tuple[EarlierClaim, ...]


def pair_claims(before: Sequence[EarlierClaim], after: Sequence[Claim], exhibits: Exhibits) -> Claims:
    """Pair sentences: the same words first, then the same source (block, cause and facts), then by likeness."""
    old, new = list(before), list(after)
    texts = {id(claim): exhibits.translate(claim.text) for claim in before}
    bags = {id(claim): _bag(texts[id(claim)]) for claim in before} | {id(claim): _bag(claim.text) for claim in after}
    found: list[tuple[EarlierClaim, Claim]] = []

    def take(fits: Callable[[EarlierClaim, Claim], float]) -> None:
        scores = [
            (-fits(was, now), i, j, was, now) for i, was in enumerate(old) for j, now in enumerate(new)
        ]  # fmt: skip
        for score, _, _, was, now in sorted(scores, key=lambda each: each[:3]):
            if score < 0 and was in old and now in new:
                found.append((was, now))
                old.remove(was)
                new.remove(now)

    def alike(was: EarlierClaim, now: Claim) -> float:
        return likeness(bags[id(was)], bags[id(now)])

    def least(score: float, limit: float) -> float:
        return score if score >= limit else 0.0

    take(lambda was, now: float(was.section == now.section and _same(texts[id(was)], now.text)))
    take(lambda was, now: least(alike(was, now), _SAME_SOURCE) if _source_of(was) == _source_of(now) else 0.0)
    take(lambda was, now: least(alike(was, now), _ALIKE) if was.section == now.section else 0.0)
    take(lambda was, now: least(alike(was, now), _ELSEWHERE))
    place = {id(claim): number for number, claim in enumerate(after)}
    return Claims(tuple(sorted(found, key=lambda pair: place[id(pair[1])])), tuple(new), tuple(old))


def _same(one: Bilingual, other: Bilingual) -> bool:
    return (one.zh, one.en) == (other.zh, other.en)


def _source_of(claim: EarlierClaim | Claim) -> tuple[str, str, str, frozenset[str]]:
    return claim.section, claim.block, claim.cause or "", frozenset(claim.facts)


def _bag(text: Bilingual) -> Counter[str]:
    return Counter(token for token in tokens(f"{text.en} {text.zh}") if token[0].isalnum())
