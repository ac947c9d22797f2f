"""What a notice resembles supports the cues, within bounds, and never decides alone."""

from typing import Any

import pytest

from casewright.model import ViolationKind
from casewright.notices import Lexicon
from casewright.notices.resemblance import features, read_table, resemblance, supported

OPENED = (
    "Amazon.com\nSomething about an item that you sell was not right. It may not be new, or it may not be what the "
    "page shows. Please look into it."
)


def test_a_type_that_no_phrase_speaks_for_is_proposed_and_left_to_a_person(read: Any) -> None:
    reading, found = read(OPENED)
    assert reading.types
    assert reading.types[0].cues == ()
    assert reading.types[0].confidence < reading.sure_from
    assert "notices/type-unsure" in {finding.code for finding in found}


def test_every_code_of_the_table_is_one_of_the_catalogue(violations: dict[str, ViolationKind]) -> None:
    table = resemblance()
    assert set(table.codes) <= set(violations)
    assert len(table.codes) == len(table.bias)


def test_a_text_of_few_known_words_is_not_compared() -> None:
    assert resemblance().margins("Hello, please call me about the weather.", fewest=16) == {}
    assert resemblance().margins(OPENED, fewest=16)


def test_a_code_that_gave_way_is_not_brought_back(words: Lexicon) -> None:
    margins = resemblance().margins(OPENED)
    every = {candidate.code for candidate in supported((), frozenset(), margins, words)}
    first = min(every)
    kept = {candidate.code for candidate in supported((), frozenset({first}), margins, words)}
    assert kept == every - {first}


def test_what_resemblance_adds_is_told_apart_from_what_the_phrases_score(words: Lexicon) -> None:
    for candidate in supported((), frozenset(), resemblance().margins(OPENED), words):
        assert candidate.added == candidate.score
        assert candidate.own == 0


def test_a_table_is_read_as_it_is_written() -> None:
    table = read_table("# made by hand\nA\tB\n-500\t0\nlate\t2000\t0:1500\t1:-250\nship\t1000\t1:400\n")
    margins = table.margins("late")
    assert margins == {"A": pytest.approx(1.0), "B": pytest.approx(-0.25)}
    assert table.margins("nothing known") == {"A": -0.5, "B": 0.0}


def test_words_are_compared_by_stem_and_pair_and_chinese_by_two_and_three_signs() -> None:
    assert list(features("Shipments confirmed")) == ["shipmen", "confirm", "shipmen confirm"]
    assert list(features("迟发率")) == ["迟发", "发率", "迟发率"]
