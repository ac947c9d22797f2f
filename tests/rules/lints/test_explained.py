"""Every code that a check of the rulebooks can show explains itself, in both languages."""

import importlib
import pkgutil
from collections.abc import Iterator
from types import ModuleType

import pytest

import casewright.rules
from casewright.model import Kind
from casewright.rules import EXPLAINED
from casewright.rules.lints import CHECKS, SHEET_LINTS

#: Whoever has a say when a playbook is loaded.
READERS = (
    "playbook", "compose.wording", "review.phrases", "notices.faults", "figures.targets", "exhibits.rules",
    "deadlines.rows", "render.check.mark_kinds", "render.check.block_kinds", "render.check.place_kinds",
    "render.check.package_kinds", "render.templates", "sheets.book", "sheets.preflight", "sheets.lists",
)  # fmt: skip


def modules() -> Iterator[ModuleType]:
    yield from (importlib.import_module(f"casewright.{name}") for name in READERS)
    for found in pkgutil.walk_packages(casewright.rules.__path__, "casewright.rules."):
        yield importlib.import_module(found.name)


def kinds() -> dict[str, Kind]:
    return {kind.code: kind for module in modules() for kind in vars(module).values() if isinstance(kind, Kind)}


def test_every_code_that_a_check_can_show_is_explained() -> None:
    assert sorted(set(kinds()) - set(EXPLAINED)) == []


def test_every_explanation_is_of_a_code_that_there_is() -> None:
    assert sorted(set(EXPLAINED) - set(kinds())) == []


@pytest.mark.parametrize("code", sorted(EXPLAINED))
def test_an_explanation_is_whole_in_both_languages(code: str) -> None:
    lint = EXPLAINED[code]
    for text in (lint.avoid, lint.prefer, lint.why):
        assert any("\u4e00" <= letter <= "\u9fff" for letter in text.zh)
        assert text.en.isascii()
        assert text.zh.endswith(("。", "？"))
        assert text.en.endswith((".", "?"))
    assert bool(lint.wrong) == bool(lint.right)


def test_an_explanation_weighs_what_its_findings_weigh() -> None:
    wrong = {code for code, kind in kinds().items() if code in EXPLAINED and EXPLAINED[code].severity != kind.severity}
    # A kind may weigh less than its code where the lint could not look to the end.
    assert wrong <= {"lint/shadowed", "lint/overlap", "lint/gap", "lint/never-met"}


def test_no_code_is_explained_twice() -> None:
    codes = [lint.code for check in CHECKS for lint in check.lints] + [lint.code for lint in SHEET_LINTS]
    assert [code for code in set(codes) if codes.count(code) > 1] in ([], ["lint/number-with-comma"])
