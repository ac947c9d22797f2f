"""Ids in a notice that was read from a picture: matched, probable or unreadable, never wrong."""

import pytest

from casewright.model import FileRef
from casewright.notices.misread import Likeness, likeness, settled

REF = FileRef("notice.png")


@pytest.mark.parametrize(
    ("shown", "how"),
    [
        ("B0C1D8S5I0", Likeness.MATCH), ("BOC1D8S5I0", Likeness.PROBABLE), ("B0CID8S5IO", Likeness.PROBABLE),
        ("B0C1DBS5I0", Likeness.PROBABLE), ("80C1D855I0", Likeness.PROBABLE), ("B0C1D8S5T0", Likeness.PROBABLE),
        ("B0C1D8XXT0", Likeness.UNREADABLE), ("", Likeness.UNREADABLE),
    ],
)  # fmt: skip
def test_an_id_is_compared_with_letters_that_look_alike_and_one_error(shown: str, how: Likeness) -> None:
    assert likeness(["B0C1D8S5I0"], f"ASIN: {shown} was removed") == {"B0C1D8S5I0": how}


def test_a_reading_that_may_be_either_of_two_ids_is_taken_for_none() -> None:
    own = ["B0ABCDEF12", "B0ABCDEF13"]
    assert set(likeness(own, "ASIN B0ABCDEF14").values()) == {Likeness.UNREADABLE}


def test_probable_ids_are_read_as_the_case_writes_them_and_told() -> None:
    text, found = settled("ASIN BOC1D855IO, order 112-0345678-l234567", ["B0C1D8S5I0", "112-0345678-1234567"], REF)
    assert text == "ASIN B0C1D8S5I0, order 112-0345678-1234567"
    assert [each.code for each in found] == ["notices/id-read-from-picture"] * 2


def test_an_id_that_is_not_made_out_is_never_called_wrong() -> None:
    _, found = settled("Your account was deactivated.", ["B0C1D8S5I0"], REF)
    assert [each.code for each in found] == ["notices/ids-not-in-picture"]
    assert "不等于编号写错" in found[0].fix.zh


def test_a_foreign_asin_is_read_with_its_zero() -> None:
    assert settled("ASIN BOABCDEFG1 and BOOKSHELVES", [], REF)[0] == "ASIN B0ABCDEFG1 and BOOKSHELVES"
