"""How well notices are read, on what was tuned and on what was not: printed, and kept from sliding."""

from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml

HERE = Path(__file__).parent
FLOORS = yaml.safe_load((HERE / "floors.yaml").read_text(encoding="utf-8"))


@pytest.mark.slow
@pytest.mark.parametrize("part", ["tuned", "held_out"])
def test_the_corpus_is_read_no_worse_than_it_was(
    scoring: ModuleType, figures: Any, part: str, capsys: pytest.CaptureFixture[str]
) -> None:
    scored = figures(part)
    with capsys.disabled():
        print(f"\nnotices, {part}:", *scoring.lines(scored), sep="\n  ")  # noqa: T201 - these figures are the point of the test
    got = scored.as_dict()
    fallen = {what: (got[what], floor) for what, floor in FLOORS[part].items() if got[what] < floor}
    assert not fallen, scored.misses
