"""A watch tells each time that the ledger cannot be written, and when it can again; not at every attempt."""

from typing import Any

from casewright.cli.ledger_trouble import OVER, LedgerTrouble
from casewright.desk import LedgerStuckError, Result
from casewright.model import Bilingual

FULL = LedgerStuckError(Bilingual("台账写不进去。", "The ledger cannot be written."), Bilingual("腾空间。", "Room."))


class Heard:
    """Stands for the command line and for its report."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.cases: list[str] = []

    def tell(self, text: Bilingual) -> None:
        self.lines.append(text.en)

    def case(self, result: Result) -> None:
        self.cases.append(result.ref)


def watched(clock: list[float]) -> tuple[LedgerTrouble, Heard]:
    heard: Any = Heard()
    return LedgerTrouble(heard, heard, clock=lambda: clock[0]), heard


TOLD = "The ledger cannot be written. Room."


def test_it_is_told_once_while_it_lasts_and_again_after_it_was_over() -> None:
    trouble, heard = watched([0.0])
    for _ in range(3):
        trouble.heard(FULL)
    assert heard.lines == [TOLD]
    assert trouble.stands
    trouble.case(Result("CW-1", "delivered"))
    assert heard.lines == [TOLD, OVER.en]
    assert heard.cases == ["CW-1"]
    assert not trouble.stands
    trouble.heard(FULL)
    trouble.heard(FULL)
    assert heard.lines == [TOLD, OVER.en, TOLD]


def test_one_that_lasts_for_hours_is_told_again_and_the_end_of_it_once() -> None:
    clock = [0.0]
    trouble, heard = watched(clock)
    for clock[0] in (0.0, 1.0, 3599.0, 3600.0, 3601.0):
        trouble.heard(FULL)
    assert heard.lines == [TOLD, TOLD]
    trouble.case(Result("CW-1", "delivered"))
    trouble.case(Result("CW-2", "delivered"))
    assert heard.lines == [TOLD, TOLD, OVER.en]


def test_a_case_is_handed_on_without_a_word_where_nothing_was_in_the_way() -> None:
    trouble, heard = watched([0.0])
    trouble.case(Result("CW-1", "delivered"))
    assert (heard.lines, heard.cases) == ([], ["CW-1"])
