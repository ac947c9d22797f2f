"""The index changes the speed of a reading and nothing else."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from casewright.model import Case, FileRef, Marketplace
from casewright.notices import Lexicon, read_text
from casewright.notices.lexicon import PHRASED, Index, Row
from casewright.text.search import Phrase, PhraseIndex, plain

CORPUS = sorted((Path(__file__).parent / "corpus" / "tuned").glob("*.yaml"))
CASE = Case("C-1", FileRef("case.xlsx"))


class Everything(Index):
    """An index that lets every phrase of a lexicon stand everywhere."""

    def __init__(self, words: Lexicon) -> None:
        super().__init__((name, row) for name in PHRASED for row in getattr(words, name))
        self._all = {name: list(getattr(words, name)) for name in PHRASED}

    def standing(self, lowered: str) -> dict[str, list[Row]]:  # noqa: ARG002 - as of the index that it replaces
        return self._all


def texts(path: Path) -> Iterator[str]:
    for notice in yaml.safe_load(path.read_text(encoding="utf-8")):
        if notice["text"].strip():
            yield notice["text"]


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_a_notice_is_read_the_same_with_the_index_and_without(
    path: Path, words: Lexicon, stores: dict[str, Marketplace]
) -> None:
    bare = replace(words, index=Everything(words))
    for number, text in enumerate(texts(path)):
        if number % 30 == 0:  # without the index a notice takes thirty times as long
            with_index = read_text(CASE, "notice.txt", text, lexicon=words, marketplaces=stores)
            without = read_text(CASE, "notice.txt", text, lexicon=bare, marketplaces=stores)
            assert with_index == without


def test_no_phrase_that_stands_in_a_notice_is_missing_from_the_index(words: Lexicon) -> None:
    phrases = [phrase for cue in words.cues for phrase in cue.phrases]
    index = PhraseIndex(phrases)
    for path in CORPUS:
        for text in list(texts(path))[:3]:
            lowered = plain(text).lower()
            standing = set(index.standing(lowered))
            missed = [
                phrases[at].text for at in range(len(phrases)) if at not in standing and phrases[at].within(lowered)
            ]
            assert not [phrases[at].text for at in missed]


@settings(max_examples=80, deadline=None)
@given(st.text("ab- '\n.商品", max_size=40), st.lists(st.text("ab -'*商品", min_size=1, max_size=8), max_size=12))
def test_whatever_stands_in_a_text_is_found_by_the_index(text: str, wordings: list[str]) -> None:
    phrases = [Phrase(wording) for wording in wordings if wording.strip(" *-'")]
    lowered = plain(text).lower()
    standing = PhraseIndex(phrases).standing(lowered)
    assert {at for at, phrase in enumerate(phrases) if phrase.within(lowered)} <= set(standing)
