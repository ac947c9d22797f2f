"""Stores, rules and a case that the tests of limits and reminders count with."""

from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml

from casewright.deadlines import DeadlineRules, deadline_rules, weekend_days
from casewright.model import Marketplace, both
from casewright.sheets import read_book, read_list

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="session")
def stores() -> Mapping[str, Marketplace]:
    rows = yaml.safe_load((ROOT / "rulebooks/text/numbers/marketplaces.yaml").read_text(encoding="utf-8"))["rows"]
    return {
        row["code"]: Marketplace(
            row["code"], both(row["code"]), row["domain"], row["language"], row["currency"], row["zone"], (), both(""),
            weekend=weekend_days(tuple(row["weekend"].split("|"))),
        )
        for row in rows
    }  # fmt: skip


@pytest.fixture(scope="session")
def shipped() -> DeadlineRules:
    """Return the rows that the product ships, from the workbook that staff edit."""
    book, _ = read_book(ROOT / "rulebooks" / "numbers.xlsx", name="rulebooks/numbers.xlsx")
    assert book is not None
    limits, _ = read_list(book, "deadlines")
    reminders, _ = read_list(book, "reminders")
    assert limits is not None
    rules, found = deadline_rules(limits, reminders)
    assert found == ()
    return rules
