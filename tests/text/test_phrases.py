"""Phrases of a rulebook row, as the clerk writes them and as notices print them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casewright.text.search import Phrase, PhraseIndex, Worded, plain


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("与{另一/其他}{账户/帐户}{有/}关联", "您的账户与其他帐户关联"),
        ("以下 asin", "请看以下ASIN"),
        ("以下asin", "请看以下 ASIN"),
        ("二手商品", "二 手 商 品 当 作 新 品"),
        ("keine {gültige/gültigen/} sendung", "Keine Sendung"),
        ("keine {gültige/gültigen/} sendung", "keine gültige Sendung"),
        ("{markenrecht/urheberrecht}* verletz*", "Markenrechtliche Verletzung"),
    ],
)
def test_a_phrase_offers_either_of_several_words_and_does_not_mind_blanks_in_chinese(phrase: str, text: str) -> None:
    lowered = plain(text).lower()

    assert Phrase(phrase).within(lowered)
    assert PhraseIndex([Phrase("nothing of it"), Phrase(phrase)]).standing(lowered) == [1]


def test_a_phrase_whose_choice_is_not_met_does_not_stand() -> None:
    lowered = "与本店账户无关"

    assert not Phrase("与{另一/其他}账户").within(lowered)
    assert PhraseIndex([Phrase("与{另一/其他}账户")]).standing(lowered) == []


#: Words, blanks and signs that phrases and texts are put together from: glued words, letters alone, marks between.
_SCRAPS = st.sampled_from(
    (
        "we",
        "were",
        "a",
        "an",
        "is",
        "isn",
        "'",
        "-",
        " ",
        "  ",
        "\n",
        ".",
        "listing",
        "listings",
        "账户",
        "é",
        "s",
        "to",
        "z",
    )
)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(_SCRAPS, max_size=24).map("".join),
    st.lists(st.sampled_from(("we", "a", "is", "a-to-z", "we were", "账户", "an*", "")), min_size=1, max_size=4),
    st.sampled_from(("", " listing", "s", " ... is", "账户", "* to")),
)
def test_a_phrase_that_opens_with_a_choice_is_found_by_its_words_where_a_search_finds_it(
    text: str, choice: list[str], tail: str
) -> None:
    phrase, lowered = Phrase(f"{{{'/'.join(choice)}}}{tail}"), plain(text).lower()

    assert list(phrase.spans_in(Worded(lowered))) == list(phrase.spans(lowered))
