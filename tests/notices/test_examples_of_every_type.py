"""Every type of the catalogue has an example in English and in Chinese that is read as that type."""

from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml

from casewright.model import Marketplace, ViolationKind
from casewright.notices import Example, Lexicon, run_examples
from casewright.notices.standing import language_of
from casewright.sheets import Book

TEXT = Path(__file__).parents[2] / "rulebooks" / "text"
CODES = [row["code"] for row in yaml.safe_load((TEXT / "catalogue" / "violations.yaml").read_text("utf-8"))["rows"]]
ROWS = {row["id"]: row for row in yaml.safe_load((TEXT / "notices" / "examples.yaml").read_text("utf-8"))["rows"]}


@pytest.fixture(scope="module")
def examples(notices_book: Book, words: Lexicon, stores: Mapping[str, Marketplace]) -> tuple[Example, ...]:
    return run_examples(notices_book, words, marketplaces=stores)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_type_has_an_example_that_is_read_as_it(
    examples: tuple[Example, ...], violations: Mapping[str, ViolationKind], language: str
) -> None:
    right: dict[str, list[str]] = defaultdict(list)
    for example in examples:
        row = ROWS[example.id]
        if example.passed and language_of(row["text"]) == language:
            right[str(row.get("code"))].append(example.id)
    assert set(violations) == set(CODES)
    assert [code for code in CODES if not right[code]] == []


def test_no_example_is_read_otherwise(examples: tuple[Example, ...]) -> None:
    assert [(each.id, each.wanted, each.got) for each in examples if not each.passed] == []


def test_threats_and_deeds_are_told_apart_in_seven_languages(examples: tuple[Example, ...]) -> None:
    stages = {ROWS[each.id]["stage"] for each in examples if each.id.startswith("EX-st_") and each.passed}
    told = {language_of(ROWS[each.id]["text"]) for each in examples if each.id.startswith("EX-st_") and each.passed}
    assert stages == {"warning", "deactivated", "restricted", "removed"}
    assert told == {"en", "zh", "ja", "de", "fr", "es", "it"}
