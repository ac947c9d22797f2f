import io
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from casewright.model import Bilingual
from casewright.sheets import Choices, Draft, SheetDraft, build_book, fixed_bytes, read_book, read_widths, sheet_title

ROWS = (
    (Draft("条件", "label-if"), Draft("结论", "label-then")),
    (Draft("= 5", "if"), Draft("#N/A", "then")),
    (Draft(date(2026, 11, 22), "note"), Draft(None, "then")),
)


def saved(sheet: SheetDraft, tmp_path: Path) -> Path:
    path = tmp_path / "book.xlsx"
    path.write_bytes(build_book([sheet]))
    return path


def test_a_workbook_saved_twice_has_the_same_bytes() -> None:
    def save() -> bytes:
        workbook = openpyxl.Workbook()
        workbook.worksheets[0]["A1"] = "案件"
        return fixed_bytes(workbook)

    assert save() == save()


def test_no_part_of_a_saved_workbook_tells_the_time_of_saving() -> None:
    with zipfile.ZipFile(io.BytesIO(fixed_bytes(openpyxl.Workbook()))) as archive:
        assert {part.date_time for part in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        names = archive.namelist()
        core = archive.read("docProps/core.xml").decode()
    assert names == sorted(names)
    assert core.count("1980-01-01T00:00:00Z") == 2


def test_what_looks_like_a_formula_or_an_error_is_written_as_text(tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(saved(SheetDraft("s", ROWS, (20, 20)), tmp_path))["s"]
    assert [(sheet[at].value, sheet[at].data_type) for at in ("A2", "B2")] == [("= 5", "s"), ("#N/A", "s")]
    assert (sheet["A3"].value.date(), sheet["A3"].number_format) == (date(2026, 11, 22), "yyyy-mm-dd")


def test_prepared_rows_below_the_last_one_are_text_and_still_empty(tmp_path: Path) -> None:
    path = saved(SheetDraft("s", ROWS, (20, 20), spare=("if", "note"), days=(2,)), tmp_path)
    sheet = openpyxl.load_workbook(path)["s"]
    assert (sheet["A10"].number_format, sheet["B10"].number_format) == ("@", "yyyy-mm-dd")
    book, _ = read_book(path, name="book.xlsx")
    assert book is not None
    assert book.sheets[0].rows == 3


def test_a_row_is_as_high_as_its_longest_text(tmp_path: Path) -> None:
    rows = ((Draft("短", "cell"),), (Draft("很长的说明" * 12, "cell"),), (Draft("two\nlines", "cell"),))
    sheet = openpyxl.load_workbook(saved(SheetDraft("s", rows, (20,)), tmp_path))["s"]
    short, long, two = (sheet.row_dimensions[number].height for number in (1, 2, 3))
    assert short is None
    assert long is not None
    assert two is not None
    assert long > two > 15


def test_a_dropdown_is_strict_or_only_a_proposal(tmp_path: Path) -> None:
    prompt = Bilingual("选择", "pick")
    choices = (Choices(1, 2, 9, "a,b", prompt, strict=True), Choices(2, 2, 9, "'值'!$A$1:$A$3", prompt))
    sheet = openpyxl.load_workbook(saved(SheetDraft("s", ROWS, (20, 20), choices=choices), tmp_path))["s"]
    rules = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
    assert (rules["A2:A9"].formula1, rules["A2:A9"].showErrorMessage) == ('"a,b"', True)
    assert (rules["B2:B9"].formula1, rules["B2:B9"].showErrorMessage) == ("'值'!$A$1:$A$3", False)
    assert rules["A2:A9"].prompt == "选择\npick"


def test_widths_are_read_back_where_columns_share_an_entry(tmp_path: Path) -> None:
    path = saved(SheetDraft("s", ((Draft("a", "cell"),) * 3,), (12, 30, 30)), tmp_path)
    assert read_widths(path) == {"s": {1: 12, 2: 30, 3: 30}}
    workbook = openpyxl.load_workbook(path)
    workbook["s"].column_dimensions.group("B", "C")
    workbook.save(path)
    assert read_widths(path) == {"s": {1: 12, 2: 30, 3: 30}}


@pytest.mark.parametrize(("name", "shown"), [("a/b:c", "a-b-c"), ("表" * 40, "表" * 31)])
def test_a_sheet_name_is_made_one_that_excel_takes(name: str, shown: str) -> None:
    assert sheet_title(name) == shown
