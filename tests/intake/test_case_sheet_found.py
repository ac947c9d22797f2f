"""Exactly one case sheet is found in a drop, or it is said why not."""

from pathlib import Path

import openpyxl
import pytest

from casewright.intake import find_case_sheet, read_case, write_form
from casewright.model import Drop


def drop_with(root: Path, *names: str) -> Drop:
    for name in names:
        folder = (root / name).parent
        write_form(folder, case={"case": "CW-1", "marketplace": "US", "notice_file": "n.txt"})
        (folder / "case.xlsx").rename(root / name)
    return Drop("D-1", root)


def code_of(drop: Drop) -> tuple[str, str]:
    case, found = read_case(drop)
    assert case is None
    return found[0].code, found[0].at


def test_a_form_is_found_under_any_name_and_at_any_depth(tmp_path: Path) -> None:
    drop = drop_with(tmp_path, "资料/极光-案件表（终版）.xlsx")
    case, _ = read_case(drop)
    assert case is not None
    assert case.origin.at == "资料/极光-案件表（终版）.xlsx > Case 案件!A1"


def test_no_sheet_at_all(tmp_path: Path) -> None:
    (tmp_path / "notice.txt").write_text("x")
    assert code_of(Drop("D-1", tmp_path)) == ("intake/no-case-sheet", "D-1")


def test_two_sheets_are_named_and_none_is_chosen(tmp_path: Path) -> None:
    drop = drop_with(tmp_path, "a.xlsx", "old/b.xlsx")
    _, found = read_case(drop)
    assert found[0].code == "intake/two-case-sheets"
    assert "a.xlsx、old/b.xlsx" in found[0].text.zh


def test_a_sheet_and_a_case_yaml_are_two_sheets(tmp_path: Path) -> None:
    drop = drop_with(tmp_path, "a.xlsx")
    (tmp_path / "case.yaml").write_text("case: X")
    assert code_of(drop)[0] == "intake/two-case-sheets"


def test_a_workbook_that_is_no_form_is_named(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(("order-id", "sku"))
    book.save(tmp_path / "case.xlsx")
    assert code_of(Drop("D-1", tmp_path)) == ("intake/not-a-form", "case.xlsx")


def test_reports_beside_no_form_are_not_taken_for_one(tmp_path: Path) -> None:
    for name in ("orders.xlsx", "returns.xlsx"):
        openpyxl.Workbook().save(tmp_path / name)
    assert code_of(Drop("D-1", tmp_path)) == ("intake/no-case-sheet", "D-1")


def test_reports_beside_the_form_do_no_harm(tmp_path: Path) -> None:
    drop = drop_with(tmp_path, "case.xlsx")
    for name in ("orders.xlsx", "Case.xlsx.bak"):
        openpyxl.Workbook().save(tmp_path / name)
    assert find_case_sheet(drop) == (tmp_path / "case.xlsx", ())


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04half", b"not a workbook at all"])
def test_a_damaged_sheet_is_a_finding_with_a_way_out(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "case.xlsx").write_bytes(content)
    _, found = read_case(Drop("D-1", tmp_path))
    assert found[0].code == "sheets/not-a-workbook"
    assert ".xlsx" in found[0].fix.zh


def test_a_password_protected_sheet_asks_for_the_password_to_be_taken_off(tmp_path: Path) -> None:
    (tmp_path / "case.xlsx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    assert code_of(Drop("D-1", tmp_path))[0] == "sheets/password-protected"


def test_an_old_xls_asks_to_be_saved_anew(tmp_path: Path) -> None:
    (tmp_path / "案件表.xls").write_bytes(b"\xd0\xcf\x11\xe0")
    assert code_of(Drop("D-1", tmp_path)) == ("intake/old-format", "案件表.xls")


def test_the_lock_file_of_an_open_sheet_is_not_the_sheet(tmp_path: Path) -> None:
    drop = drop_with(tmp_path, "case.xlsx")
    (tmp_path / "~$case.xlsx").write_bytes(b"x")
    assert find_case_sheet(drop)[0] == tmp_path / "case.xlsx"
