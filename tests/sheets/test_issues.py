"""The list of issues links to cells and cannot carry a formula."""

from io import BytesIO

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from casewright.model import Bilingual, both
from casewright.sheets import Issue, issues_bytes

TITLE, NOTE = Bilingual("问题清单", "Issues"), Bilingual("点位置", "Click a place")


def listed(*issues: Issue) -> Worksheet:
    return openpyxl.load_workbook(BytesIO(issues_bytes(issues, title=TITLE, note=NOTE))).worksheets[0]


def issue(text: str, *, severity: str = "error") -> Issue:
    link = ("案件 表_annotated.xlsx", "Facts '事实'", "C12")
    return Issue(severity, "case.xlsx > Facts!C12", both(text), Bilingual("改", "Fix"), "intake/x", link)


def test_a_row_says_how_bad_where_what_and_what_to_do_in_both_languages() -> None:
    row = [cell.value for cell in listed(issue("坏"))[4]]
    assert row == ["1", "必须改 error", "case.xlsx > Facts!C12", "坏", "坏", "改", "Fix", "intake/x"]


def test_the_place_links_to_the_cell_of_the_marked_copy() -> None:
    link = listed(issue("坏"))["C4"].hyperlink
    assert link is not None
    assert link.target == "%E6%A1%88%E4%BB%B6%20%E8%A1%A8_annotated.xlsx"
    assert link.location == "'Facts ''事实'''!C12"


@pytest.mark.parametrize("text", ["=cmd|' /C calc'!A0", "+1+1", "-2", "@SUM(A1)", "  =1", "\t=1", "\r=1"])
def test_a_text_that_looks_like_a_formula_stays_text(text: str) -> None:
    cell = listed(issue(text))["D4"]
    assert cell.data_type == "s"
    assert cell.quotePrefix


def test_letters_that_xml_cannot_hold_do_not_stop_the_list() -> None:
    assert listed(issue("a\x00b\x1bc"))["D4"].value == "abc"


def test_severities_are_told_apart_by_colour() -> None:
    sheet = listed(issue("a"), issue("b", severity="warning"), issue("c", severity="info"))
    assert len({sheet.cell(row, 2).fill.start_color.rgb for row in (4, 5, 6)}) == 3


def test_the_same_issues_give_the_same_bytes() -> None:
    assert issues_bytes([issue("a")], title=TITLE, note=NOTE) == issues_bytes([issue("a")], title=TITLE, note=NOTE)


def test_an_empty_list_is_still_a_list() -> None:
    assert listed()["A3"].value == "序号\nNo."
