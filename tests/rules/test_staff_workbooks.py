"""What staff do to a built workbook in Excel does not change which rows count."""

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.table import Table
from openpyxl.worksheet.worksheet import Worksheet

from casewright.rules import build_books, load_rulebook
from casewright.sheets import read_book

TAGS = """
table: tags
hit_policy: COLLECT
purpose: {zh: 标签, en: Tags}
inputs: [position]
outputs: [tag]
rows:
  - {id: A1, if: {position: admits}, then: {tag: late}, source: S}
  - {id: A2, if: {position: denies}, then: {tag: claim}, source: S}
"""


def filtered(sheet: Worksheet) -> None:
    sheet.auto_filter.add_filter_column(0, ["A2"])
    sheet.row_dimensions[5].hidden = True


def grouped(sheet: Worksheet) -> None:
    sheet.row_dimensions.group(5, 6, hidden=True)


def made_a_table(sheet: Worksheet) -> None:
    sheet.auto_filter.ref = None
    sheet.add_table(Table(displayName="Rules", ref=f"A3:{sheet.cell(3, sheet.max_column).coordinate[:-1]}6"))


def merged_reasons(sheet: Worksheet) -> None:
    sheet.merge_cells("D5:E5")


def blank_rows_below(sheet: Worksheet) -> None:
    for row in range(60, 90):
        sheet.cell(row, 2).number_format = "0.00"
        sheet.cell(row, 3).value = "  "


@pytest.mark.parametrize("habit", [filtered, grouped, made_a_table, merged_reasons, blank_rows_below])
def test_every_row_counts_whatever_staff_do_to_the_sheet(habit: Callable[[Worksheet], None], tmp_path: Path) -> None:
    (tmp_path / "text" / "strategy").mkdir(parents=True)
    (tmp_path / "text" / "strategy" / "tags.yaml").write_text(TAGS, encoding="utf-8")
    (path,) = build_books(tmp_path / "text", tmp_path)
    workbook = openpyxl.load_workbook(path)
    habit(workbook["tags"])
    workbook.save(path)

    book, _ = read_book(path, name=path.name)
    assert book is not None
    rulebook, found = load_rulebook(book, vocabulary=None, on=None)
    assert [each for each in found if each.is_error] == []
    assert rulebook is not None
    assert [rule.id for rule in rulebook.tables[0].rules] == ["A1", "A2"]
