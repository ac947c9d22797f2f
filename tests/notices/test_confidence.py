"""A reading is sure where an expert would be, and says why where it is not."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casewright.notices import Cue, Lexicon
from casewright.notices.confidence import Beside, ahead_of, calibrated, raw_confidence
from casewright.notices.scoring import Candidate, Hit

CLEAR = (
    "Hello,\n\nYour Amazon.com seller account has been deactivated. Your late shipment rate is 9.4%, above our target "
    "of less than 4%.\n\nWhy did this happen?\nToo many orders were shipped late: your late shipment rate over the "
    "last 30 days does not meet our target.\n"
)
HIT = Hit(9, "late shipment rate", Cue("C-1", "PERF-LSR", ()), (0, 0), "lead")


def candidate(score: float, added: float = 0.0) -> Candidate:
    return Candidate("PERF-LSR", score, (HIT,), added=added)


def unsure(found: Any) -> Any:
    return next((finding for finding in found if finding.code == "notices/type-unsure"), None)


def test_a_clear_notice_is_sure_and_goes_to_nobody(read: Any) -> None:
    reading, found = read(CLEAR)
    assert reading.primary == "PERF-LSR"
    assert reading.types[0].confidence >= reading.sure_from
    assert unsure(found) is None


@pytest.mark.parametrize(
    ("said", "zh", "en"),
    [
        ("For security reasons we cannot tell you more about it.", "没有说明理由", "gives no reason"),
        ("I deleted the mail, it was something about this.", "客户转述", "told from memory"),
    ],
)
def test_a_notice_that_leaves_its_reason_open_goes_to_a_person_who_is_told_so(
    read: Any, said: str, zh: str, en: str
) -> None:
    reading, found = read(f"Hello from Amazon.com,\n\nBuyers wrote that the item was not as described. {said}\n")
    assert reading.types[0].confidence < reading.sure_from
    assert zh in unsure(found).text.zh
    assert en in unsure(found).text.en


def test_an_unsure_reading_names_two_candidates(read: Any) -> None:
    reading, found = read(
        "Hello Amazon.com seller, something about your account is not in line with our policies. Please read them and "
        "do what is needed, so that you can go on selling with us this year."
    )
    assert len((*reading.types, *reading.rivals)) >= 2 or unsure(found) is None


@given(st.floats(0.5, 60), st.floats(0, 60), st.floats(0, 60), st.one_of(st.none(), st.floats(-2, 2)))
def test_a_nearer_rival_or_an_open_reason_never_makes_surer(
    words: Lexicon, score: float, rival: float, more: float, ahead: float | None
) -> None:
    doubt = Cue("D-1", "vague", (), Fraction(1, 2))
    plain = raw_confidence(candidate(score), Beside(rival, rival, ahead), words)
    assert 0 <= plain <= 1
    assert raw_confidence(candidate(score), Beside(rival + more, rival, ahead), words) <= plain
    assert raw_confidence(candidate(score), Beside(rival, rival + more, ahead), words) <= plain
    assert raw_confidence(candidate(score), Beside(rival, rival, ahead, doubts=(doubt,)), words) <= plain
    assert raw_confidence(candidate(score + more), Beside(rival, rival, ahead), words) >= plain


def test_a_wording_that_is_rather_another_types_makes_less_sure(words: Lexicon) -> None:
    ahead, level, behind = (raw_confidence(candidate(20), Beside(ahead=each), words) for each in (0.5, 0.0, -0.5))
    assert ahead > level > behind
    assert raw_confidence(candidate(20), Beside(), words) == level


def test_a_wording_unlike_all_known_ones_and_a_reason_named_earlier_make_less_sure(words: Lexicon) -> None:
    near, half, far = (raw_confidence(candidate(20), Beside(ahead=0.5, lies=each), words) for each in (0.5, -0.4, -1.0))
    assert near > half > far
    first = raw_confidence(candidate(20), Beside(ahead=0.5, lies=0.5, earlier=20), words)
    assert first < near


def test_resemblance_counts_less_than_the_notices_own_phrases(words: Lexicon) -> None:
    assert raw_confidence(candidate(20, added=15), Beside(), words) < raw_confidence(candidate(20), Beside(), words)


def test_how_far_a_code_is_ahead_leaves_out_those_that_were_chosen_beside_it() -> None:
    margins = {"A": 0.5, "B": 0.4, "C": -0.5}
    assert ahead_of("A", margins, frozenset()) == pytest.approx(0.1)
    assert ahead_of("A", margins, frozenset({"B"})) == pytest.approx(1.0)
    assert ahead_of("D", margins, frozenset()) is None


def test_confidence_is_read_off_the_line_through_the_points(words: Lexicon) -> None:
    line = replace(words, calibration=((0.0, 0.0), (0.5, 0.8), (1.0, 0.9)))
    assert [round(calibrated(raw, line), 3) for raw in (0.0, 0.25, 0.5, 0.75, 1.0, 2.0)] == [
        0,
        0.4,
        0.8,
        0.85,
        0.9,
        0.9,
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Hola, ¿qué tal las vacaciones? Te paso los precios de la imprenta para las tarjetas de la boda, y mañana te "
        "llamo para ver el menú y las flores con tu madre. Un abrazo.",
        "Dear friend, our webinar on bread baking starts on Thursday at three. Save a seat, bring questions and your "
        "own flour, and tell your neighbours about the sourdough we are going to make together.",
    ],
)
def test_a_letter_of_strangers_that_holds_one_word_of_a_notice_is_no_case(read: Any, text: str) -> None:
    reading, _ = read(text)
    assert not reading.types


def test_what_is_not_as_described_is_not_denied_by_the_words_is_not_a(read: Any) -> None:
    reading, _ = read("Hello from Amazon.com,\n\nBuyers complain about B0B4YF8SLQ. The item is not as described.\n")
    assert reading.primary == "PROD-NAD"
