"""The blank form has dropdowns, notes, frozen heads and text cells, and survives another program's saving."""

import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest

from casewright.intake import read_case, write_batch, write_form
from casewright.intake.form import the_form
from casewright.model import DeskError, Drop

CHOICES = {"evidence_kind": [("invoice", "采购发票", "Invoice"), ("pod", "签收证明", "Proof of delivery")]}
CASE: dict[str, object] = {
    "case": "CW-0007", "store_name": "=SUM(A1)", "marketplace": "JP", "notice_file": "通知.eml",
    "notice_date": "2026-02-09", "odr": "1.98%", "violations": [], "position": "denies", "requests": "第一行\n第二行",
    "statements": [{"id": "F01", "kind": "preventive", "statement": "每天核对", "frequency": "daily", "quantity": 3}],
    "evidence": [{"id": "E01", "file": "发票/1.pdf", "kind": "invoice", "dated": "2026-01-05"}],
    "listings": [{"asin": "B0EXAMPLE1", "sku": "000123"}],
}  # fmt: skip


def test_the_form_has_the_sheets_of_the_contract(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(write_form(tmp_path))
    assert book.sheetnames == [
        "Case 案件", "ASINs", "Facts 事实", "Evidence 证据", "Submissions 提交记录", "Reports 报表", "说明 README",
        "Lists",
    ]  # fmt: skip
    assert book["Lists"].sheet_state == "hidden"
    assert book.active is not None
    assert book.active.title == "Case 案件"


def test_every_head_carries_a_note_in_both_languages_and_stays_in_sight(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(write_form(tmp_path))
    for form in the_form().sheets:
        sheet = book[form.title]
        assert sheet.freeze_panes == "B4"
        for number, field in enumerate(form.fields, 1):
            note = sheet.cell(3, number).comment
            assert note is not None
            assert field.help.zh in note.text
            assert field.help.en in note.text
        assert str(sheet.cell(4, 1).value).startswith("例 e.g.")
        assert sheet.cell(4, 1).font.italic


def test_cells_to_type_into_are_text_so_ids_keep_their_zeros(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(write_form(tmp_path, case=CASE))
    assert book["ASINs"]["B5"].number_format == "@"
    assert book["ASINs"]["B5"].value == "000123"
    assert book["Facts 事实"].column_dimensions["E"].number_format == "@"
    assert book["Case 案件"]["B6"].data_type == "s"


def test_dropdowns_show_bilingual_labels(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(write_form(tmp_path, choices=CHOICES))
    shown: dict[str, list[object]] = {}
    for name, defined in book.defined_names.items():
        ((sheet, area),) = defined.destinations
        shown[name] = [cell.value for row in book[sheet][area] for cell in row]
    assert "承认 admits" in shown["list_position"]
    assert shown["list_evidence_kind"] == ["采购发票 Invoice", "签收证明 Proof of delivery"]
    assert "US 美国 United States" in shown["list_marketplace"]
    used = {
        str(rule.formula1).lstrip("=") for sheet in book.worksheets for rule in sheet.data_validations.dataValidation
    }
    assert used <= set(shown)
    assert {"list_position", "list_evidence_kind", "list_flag"} <= used


def test_every_sheet_prints_on_a4_landscape_with_its_head_on_each_page(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(write_form(tmp_path))
    for sheet in book.worksheets[:-1]:
        assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
        assert sheet.print_title_rows == "$3:$3"


def test_the_same_values_give_the_same_bytes(tmp_path: Path) -> None:
    one = write_form(tmp_path / "a", case=CASE, choices=CHOICES).read_bytes()
    assert write_form(tmp_path / "b", case=CASE, choices=CHOICES).read_bytes() == one
    batch = write_batch(tmp_path / "a.xlsx", [CASE]).read_bytes()
    assert write_batch(tmp_path / "b.xlsx", [CASE]).read_bytes() == batch


def test_a_form_that_is_there_is_never_overwritten(tmp_path: Path) -> None:
    path = write_form(tmp_path)
    before = path.read_bytes()
    with pytest.raises(DeskError, match="not overwritten"):
        write_form(tmp_path, case=CASE)
    assert path.read_bytes() == before


def test_letters_that_xml_cannot_hold_are_left_out(tmp_path: Path) -> None:
    case, _ = read_case(Drop("x", write_form(tmp_path, case={**CASE, "store_name": "Auro\x00ra\x1b 😀"}).parent))
    assert case is not None
    assert case.store_name == "Aurora 😀"


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not here")
def test_a_form_saved_by_libreoffice_reads_the_same(tmp_path: Path) -> None:
    before, _ = read_case(Drop("x", write_form(tmp_path / "a", case=CASE, choices=CHOICES).parent))
    subprocess.run(
        ["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to", "xlsx",
         "--outdir", str(tmp_path / "b"), str(tmp_path / "a" / "case.xlsx")],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    after, found = read_case(Drop("x", tmp_path / "b"))
    assert found == ()
    assert after == before
    book = openpyxl.load_workbook(tmp_path / "b" / "case.xlsx")
    assert book["Lists"].sheet_state == "hidden"
    assert any(rule.formula1 for rule in book["Case 案件"].data_validations.dataValidation)
