"""What every test may ask for."""

import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

from casewright.playbook import Playbook, load_playbook

ROOT = Path(__file__).parent.parent
#: The day on which the sample cases are read, here and in ``casewright demo``.
DEMO_DAY = date(2026, 11, 22)

#: Folders whose documents are made once for all of their tests, the longest first.
MADE_ONCE = ("tests/proof", "tests/demo", "tests/types", "tests/crash")

# No test asserts a time, so no example has a deadline; CI takes the same examples on every run.
settings.register_profile(
    "house", deadline=None, derandomize=bool(os.environ.get("CI")), suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("house")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write what is produced as the new expectation")


class ByRoom(LoadScopeScheduling):
    """Hand a file to one worker whole, and a folder whose fixture takes a minute to make."""

    def _split_scope(self, nodeid: str) -> str:
        path = nodeid.split("::", 1)[0]
        folder = path.rpartition("/")[0]
        return folder if folder in MADE_ONCE else path


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadScopeScheduling:
    return ByRoom(config, log)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes longest, so that no worker is left alone with it at the end."""
    first = {folder: place for place, folder in enumerate(MADE_ONCE)}
    items.sort(key=lambda item: first.get(item.nodeid.split("::", 1)[0].rpartition("/")[0], len(first)))


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def demo_day() -> date:
    return DEMO_DAY


@pytest.fixture(scope="session")
def playbook() -> Playbook:
    """The shipped rulebooks and templates, clean or the test run is worth nothing."""
    book, found = load_playbook(ROOT / "rulebooks", ROOT / "doc_templates", on=DEMO_DAY)
    assert book is not None, "\n".join(f"{finding.at}: {finding.text.en}" for finding in found if finding.is_error)
    return book
