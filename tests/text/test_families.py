"""Which families of words stand in a text."""

from casewright.text.families import Families

TIMES = Families({"day": ("today", "end of day"), "week": ("week", "end of"), "none": ()})


def test_a_family_stands_where_one_of_its_words_does_even_within_another_word() -> None:
    assert TIMES.standing("answer today") == {"day"}
    assert TIMES.standing("on weekdays") == {"week"}


def test_words_that_overlap_and_words_of_several_families_are_all_seen() -> None:
    assert TIMES.standing("by the end of day") == {"day", "week"}


def test_nothing_stands_in_a_text_without_any_of_the_words() -> None:
    assert TIMES.standing("") == frozenset()
    assert TIMES.standing("Today") == frozenset()
