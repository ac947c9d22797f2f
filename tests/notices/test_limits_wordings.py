"""Further wordings in every language, half of them times that are not the seller's; written before they were read.

``⏎`` in a wording is the end of a line.
"""

from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parent
#: Hardly all wordings in the world: so many in a hundred of either half must be read right.
FLOORS = {"clauses.txt": (97, 97), "clauses_freer.txt": (91, 98), "clauses_whose.txt": (93, 98)}


def rows_of(name: str) -> list[list[str]]:
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()[1:]
    return [[part.strip() for part in line.split("|", 2)] for line in lines if line.strip()]


@pytest.mark.parametrize("trap", [False, True])
@pytest.mark.parametrize("name", sorted(FLOORS))
def test_nearly_every_wording_sets_the_time_that_it_says_and_no_other(
    read: Any, told: Any, openings: dict[str, str], name: str, *, trap: bool
) -> None:
    every = rows_of(name)
    rows = [row for row in every if (row[1] == "-") == trap]
    wrong = [row for row in rows if told(read(openings[row[0]] + row[2].replace(" ⏎ ", "\n") + "\n")[0]) != row[1]]
    assert len(rows) >= 60
    assert {row[0] for row in every} <= set(openings)
    assert 100 * len(wrong) <= (100 - FLOORS[name][trap]) * len(rows), wrong
