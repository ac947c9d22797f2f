"""Further wordings in every language, half of them times that are not the seller's; written before they were read.

``⏎`` in a wording is the end of a line.
"""

from pathlib import Path
from typing import Any

import pytest

LINES = (Path(__file__).parent / "clauses.txt").read_text(encoding="utf-8").splitlines()[1:]
ROWS = [tuple(part.strip() for part in line.split("|", 2)) for line in LINES if line.strip()]
#: Hardly all wordings in the world: so many in a hundred of either half must be read right.
FLOOR = 97


@pytest.mark.parametrize("trap", [False, True])
def test_nearly_every_wording_sets_the_time_that_it_says_and_no_other(
    read: Any, told: Any, openings: dict[str, str], *, trap: bool
) -> None:
    rows = [row for row in ROWS if (row[1] == "-") == trap]
    wrong = [row for row in rows if told(read(openings[row[0]] + row[2].replace(" ⏎ ", "\n") + "\n")[0]) != row[1]]
    assert len(rows) >= 100
    assert {row[0] for row in rows} == set(openings)
    assert 100 * len(wrong) <= (100 - FLOOR) * len(rows), wrong
