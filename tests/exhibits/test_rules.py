"""The file rules as staff write them."""

from collections.abc import Callable

import pytest

from casewright.exhibits import FileRules, file_rules
from casewright.exhibits.slots import kind_of
from casewright.model import Catalogue
from casewright.sheets import ListSheet

SheetOf = Callable[[list[dict[str, object]]], ListSheet]
GOOD = {"id": "X1", "about": "formats", "formats": "PDF|jpg", "severity": "warning", "zh": "说明", "en": "why"}


def test_formats_are_read_as_people_name_them(rule_sheet: SheetOf) -> None:
    rules, found = file_rules(rule_sheet([{**GOOD, "formats": "PDF; jpg | pjpeg | tif"}]))
    assert found == ()
    assert rules.rows[0].formats == ("pdf", "jpeg", "tiff")


@pytest.mark.parametrize(
    ("change", "cell", "word"),
    [
        ({"about": "colour"}, "B4", "colour"),
        ({"formats": "pdf|word"}, "I4", "word"),
        ({"formats": None}, "I4", "formats"),
        ({"severity": "fatal"}, "N4", "fatal"),
        ({"about": "age", "days": "ninety"}, "L4", "ninety"),
        ({"about": "age", "days": None}, "L4", "days"),
        ({"about": "size", "max_mb": "0"}, "J4", "0"),
    ],
)
def test_a_fault_in_a_row_is_named_by_cell_and_the_row_left_out(
    rule_sheet: SheetOf, change: dict[str, object], cell: str, word: str
) -> None:
    rules, found = file_rules(rule_sheet([{**GOOD, **change}, {**GOOD, "id": "X2"}]))
    assert [row.id for row in rules.rows] == ["X2"]
    assert [each.at for each in found] == [f"numbers.xlsx > file_rules!{cell}"]
    assert f'"{word}"' in found[0].text.en


def test_the_more_special_row_comes_first(shipped: FileRules, catalogue: Catalogue) -> None:
    invoice = kind_of("invoice", catalogue)
    rows = shipped.about("formats", invoice, family="intellectual_property", level="listing")
    assert [row.id for row in rows] == ["FR04", "FR01"]
    assert [row.id for row in shipped.about("formats", kind_of("order_report", catalogue))] == ["FR05", "FR01"]


@pytest.mark.req("S0-68")
def test_the_shipped_limit_is_five_megabytes_advised_and_eight_at_most(
    shipped: FileRules, catalogue: Catalogue
) -> None:
    (row,) = shipped.about("size", kind_of("invoice", catalogue))
    assert (row.warn_bytes, row.max_bytes) == (5 << 20, 8 << 20)


def test_every_shipped_row_says_why_in_both_languages(shipped: FileRules) -> None:
    assert all(row.why.zh and row.why.en and row.name.zh and row.name.en for row in shipped.rows)
