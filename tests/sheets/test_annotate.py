"""What is wrong with a sheet is marked on a copy, where a copy can be made without losing anything."""

import hashlib
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment

from casewright.intake import annotate, open_drop, read_case, write_batch, write_form
from casewright.model import Drop, FileRef, Finding
from casewright.sheets import losses

BAD: dict[str, object] = {
    "case": "CW-1", "marketplace": "Atlantis", "notice_date": "03/04/2026", "notice_file": "n.txt",
    "statements": [{"id": "F01", "kind": "corrective", "statement": "退款", "date": "13/25/2026"}],
}  # fmt: skip


def bad_drop(root: Path, change: Callable[[openpyxl.Workbook], None] | None = None) -> tuple[Drop, tuple[Finding, ...]]:
    path = write_form(root, case=BAD)
    if change:
        book = openpyxl.load_workbook(path)
        change(book)
        book.save(path)
    drop = Drop("CW-1", root)
    case, found = read_case(drop)
    assert case is None
    return drop, found


def test_each_faulty_cell_is_red_and_says_what_to_do_in_both_languages(tmp_path: Path) -> None:
    drop, found = bad_drop(tmp_path / "in")
    made = annotate(drop, found, out=tmp_path / "out")
    assert [each.path for each in made] == ["case_annotated.xlsx", "问题清单 Issues.xlsx"]
    book = openpyxl.load_workbook(tmp_path / "out" / "case_annotated.xlsx")
    for finding in found:
        sheet, _, cell = finding.at.partition(" > ")[2].rpartition("!")
        marked = book[sheet][cell]
        assert marked.fill.start_color.rgb == "FFFFC7CE"
        assert marked.comment is not None
        for text in (finding.text.zh, finding.text.en, finding.fix.zh, finding.fix.en, finding.code):
            assert text in marked.comment.text
    assert book["Case 案件"]["B5"].comment is None


def test_the_original_keeps_every_byte(tmp_path: Path) -> None:
    drop, found = bad_drop(tmp_path / "in")
    before = hashlib.sha256((drop.root / "case.xlsx").read_bytes()).hexdigest()
    annotate(drop, found, out=tmp_path / "out")
    assert hashlib.sha256((drop.root / "case.xlsx").read_bytes()).hexdigest() == before


def test_marking_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    drop, found = bad_drop(tmp_path / "in")
    for out in ("a", "b"):
        annotate(drop, found, out=tmp_path / out)
    for path in (tmp_path / "a").iterdir():
        assert path.read_bytes() == (tmp_path / "b" / path.name).read_bytes()


def test_the_copy_keeps_dropdowns_widths_notes_and_rich_text(tmp_path: Path) -> None:
    def change(book: openpyxl.Workbook) -> None:
        book["Case 案件"]["B6"] = CellRichText("Aurora ", TextBlock(InlineFont(b=True), "Home"))
        book["Case 案件"]["B10"].comment = Comment("小赵：待确认", "小赵")

    drop, found = bad_drop(tmp_path / "in", change)
    annotate(drop, found, out=tmp_path / "out")
    copy = openpyxl.load_workbook(tmp_path / "out" / "case_annotated.xlsx", rich_text=True)
    assert isinstance(copy["Case 案件"]["B6"].value, CellRichText)
    assert "小赵：待确认" in copy["Case 案件"]["B10"].comment.text
    assert copy["Case 案件"].column_dimensions["B"].width == 46
    assert copy["Facts 事实"].data_validations.dataValidation
    assert copy["Facts 事实"]["B3"].comment is not None


def test_a_finding_inside_a_merged_range_marks_its_first_cell(tmp_path: Path) -> None:
    drop, found = bad_drop(tmp_path / "in", lambda book: book["Facts 事实"].merge_cells("E5:E6"))
    annotate(drop, found, out=tmp_path / "out")
    copy = openpyxl.load_workbook(tmp_path / "out" / "case_annotated.xlsx")
    assert copy["Facts 事实"]["E5"].comment is not None


def add_part(path: Path, name: str, content: bytes = b"<x/>") -> None:
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(name, content)


@pytest.mark.parametrize(
    "part", ["xl/drawings/drawing1.xml", "xl/threadedComments/threadedComment1.xml", "xl/slicers/slicer1.xml"]
)
def test_a_sheet_with_more_than_the_copy_can_hold_is_copied_unmarked(tmp_path: Path, part: str) -> None:
    drop, found = bad_drop(tmp_path / "in")
    original = drop.root / "case.xlsx"
    add_part(original, part)
    assert losses(original)
    annotate(drop, found, out=tmp_path / "out")
    assert (tmp_path / "out" / "case_annotated.xlsx").read_bytes() == original.read_bytes()
    note = openpyxl.load_workbook(tmp_path / "out" / "问题清单 Issues.xlsx").worksheets[0]["A2"].value
    assert "副本没有标注" in str(note)


def test_sparklines_and_newer_formats_count_as_content(tmp_path: Path) -> None:
    path = write_form(tmp_path)
    assert losses(path) == ()
    with zipfile.ZipFile(path) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    parts["xl/worksheets/sheet1.xml"] += b"<extLst><ext><x14:sparklineGroups/></ext></extLst>"
    with zipfile.ZipFile(path, "w") as target:
        for name, content in parts.items():
            target.writestr(name, content)
    assert [each.en for each in losses(path)] == ["sparklines"]


def test_a_secret_that_cannot_be_taken_out_of_the_copy_keeps_the_copy_back(tmp_path: Path) -> None:
    drop, _ = bad_drop(tmp_path / "in", lambda book: book["Case 案件"].__setitem__("B6", "密码：Abc12345"))
    add_part(drop.root / "case.xlsx", "xl/drawings/drawing1.xml")
    _, found = read_case(drop)
    annotate(drop, found, out=tmp_path / "out")
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["问题清单 Issues.xlsx"]


def test_a_drop_without_a_sheet_gets_the_list_alone(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    drop = Drop("CW-1", tmp_path / "in")
    _, found = read_case(drop)
    assert [each.kind for each in annotate(drop, found, out=tmp_path / "out")] == ["issues"]


def test_a_zip_that_could_not_be_opened_gets_the_list_alone(tmp_path: Path) -> None:
    (tmp_path / "Z.zip").write_bytes(b"not a zip")
    drops, found = open_drop(tmp_path / "Z.zip", tmp_path / "w")
    assert drops == ()
    made = annotate(Drop("Z", tmp_path / "Z.zip"), found, out=tmp_path / "out")
    assert [each.kind for each in made] == ["issues"]


def test_a_damaged_sheet_gets_the_list_alone(tmp_path: Path) -> None:
    (tmp_path / "case.xlsx").write_bytes(b"PK\x03\x04")
    drop = Drop("CW-1", tmp_path)
    _, found = read_case(drop)
    assert [each.kind for each in annotate(drop, found, out=tmp_path / "out")] == ["issues"]


def test_a_case_of_a_batch_is_marked_on_a_copy_of_the_batch(tmp_path: Path) -> None:
    write_batch(tmp_path / "in" / "b.xlsx", [BAD, {**BAD, "case": "CW-2", "marketplace": "US"}])
    drops, _ = open_drop(tmp_path / "in" / "b.xlsx", tmp_path / "w")
    _, found = read_case(drops[1])
    annotate(drops[1], found, out=tmp_path / "out")
    sheet = openpyxl.load_workbook(tmp_path / "out" / "b_annotated.xlsx")["Cases 案件"]
    assert [cell.coordinate for row in sheet.iter_rows(min_row=5) for cell in row if cell.comment] == ["K6"]


def test_findings_about_files_are_listed_beside_those_about_cells(tmp_path: Path) -> None:
    drop, found = bad_drop(tmp_path / "in")
    extra = Finding("intake/x", found[0].severity, FileRef("证据/a.pdf", "page 2"), found[0].text, found[0].fix)
    annotate(drop, (*found, extra), out=tmp_path / "out")
    sheet = openpyxl.load_workbook(tmp_path / "out" / "问题清单 Issues.xlsx").worksheets[0]
    assert "证据/a.pdf, page 2" in {sheet.cell(row, 3).value for row in range(4, sheet.max_row + 1)}
