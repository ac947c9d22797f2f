"""How well notices are read, on what was tuned and on what was not: printed, and kept from sliding."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest
import yaml

HERE = Path(__file__).parent
FLOORS = yaml.safe_load((HERE / "floors.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def scoring() -> ModuleType:
    spec = importlib.util.spec_from_file_location("notice_score", HERE / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.slow
@pytest.mark.parametrize("part", ["tuned", "held_out"])
def test_the_corpus_is_read_no_worse_than_it_was(
    scoring: ModuleType, part: str, capsys: pytest.CaptureFixture[str]
) -> None:
    figures = scoring.score([HERE / "corpus" / part], scoring.shelf())
    with capsys.disabled():
        print(f"\nnotices, {part}:", *scoring.lines(figures), sep="\n  ")  # noqa: T201 - these figures are the point of the test
    got = figures.as_dict()
    fallen = {what: (got[what], floor) for what, floor in FLOORS[part].items() if got[what] < floor}
    assert not fallen, figures.misses
