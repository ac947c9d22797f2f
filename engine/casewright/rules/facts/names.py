"""The names of the facts that a case can have, asked of the code that gathers them."""

from datetime import date
from functools import lru_cache

from casewright.model import Case, Catalogue, CellRef, NoticeReading
from casewright.rules.chain import BUILT_IN
from casewright.rules.facts.gather import gather_facts
from casewright.sheets import ListSheet


@lru_cache(maxsize=1)
def case_facts() -> frozenset[str]:
    """Return every fact that is gathered, whatever its value; what tables conclude comes on top.

    An empty case is gathered: each fact stands in it under its name, most of them not known.
    """
    nowhere = CellRef("", "", "A1")
    facts, _ = gather_facts(
        Case("", nowhere), NoticeReading(""), (), (), today=date(2000, 1, 1), catalogue=Catalogue(),
        requests=ListSheet("requests", ("id",), (), nowhere), secrets=False,
    )  # fmt: skip
    return frozenset(facts) | frozenset(BUILT_IN)
