"""A built rulebook, opened, edited and saved by an office program, is still a rulebook.

LibreOffice is driven by a Basic macro, which needs nothing but LibreOffice. A hidden document has no window, so what
belongs to the window (frozen panes, zoom) is not written by it: that is not asserted here.
"""

import shutil
import subprocess
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape

import openpyxl
import pytest

from casewright.model import Finding
from casewright.rules import Rulebook, build_books, export_book, load_rulebook
from casewright.rules.books.booktext import TableText, parse_sheet
from casewright.sheets import read_book, read_list, read_stamp

FACTS = """
list: facts
purpose: {zh: 事实, en: Facts}
columns:
  - {name: name, zh: 事实名, en: Name, width: 24}
  - {name: zh, zh: 中文, en: Chinese, width: 20}
  - {name: en, zh: 英文, en: English, width: 20}
  - {name: type, zh: 类型, en: Type, width: 10}
  - {name: values, zh: 可选值, en: Values, width: 30}
rows:
  - {name: position, zh: 立场, en: Position, type: enum, values: admits|denies}
  - {name: rate, zh: 比率, en: Rate, type: number}
"""
DOOR = """
table: door
hit_policy: FIRST
purpose: {zh: 整改还是申辩, en: Fix or dispute}
inputs: [position, rate]
outputs: [door]
rows:
  - {id: D1, if: {position: 'admits, denies', rate: '= 5%'}, then: {door: fix}, source: S, effective_from: 2020-01-01}
  - {id: D2, if: {rate: '[1..3]'}, then: {door: dispute}, source: S}
  - {id: D3, if: {position: admits}, then: {door: fix}, source: S}
tests:
  - {id: T1, given: {rate: 2}, expect: {door: dispute}, rules: [D2]}
"""
TAGS = """
table: tags
hit_policy: COLLECT
purpose: {zh: 标签, en: Tags}
inputs: [position]
outputs: [tag]
rows:
  - {id: A3, if: {position: admits}, then: {tag: late}, source: S}
  - {id: A1, if: {position: denies}, then: {tag: claim}, source: S}
  - {id: A2, then: {tag: any}, source: S}
"""
_XML = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<!DOCTYPE {0} PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "{1}">\n'
)
_LIBRARY = (
    '<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" '
    'library:readonly="false" library:passwordprotected="false">'
    '<library:element library:name="Clerk"/></library:library>'
)
_MODULE = (
    '<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Clerk" '
    'script:language="StarBasic">{}</script:module>'
)
_MACRO = """
Function OpenBook(name)
  Dim a(0) As New com.sun.star.beans.PropertyValue
  a(0).Name = "Hidden" : a(0).Value = True
  OpenBook = StarDesktop.loadComponentFromURL("FOLDER/" & name, "_blank", 0, a())
End Function
Sub SaveBook(doc, name, filter)
  Dim a(0) As New com.sun.star.beans.PropertyValue
  a(0).Name = "FilterName" : a(0).Value = filter
  doc.storeToURL("FOLDER/" & name, a())
End Sub
Sub TypeIn(sheet, place, text)
  sheet.getCellRangeByName(place).FormulaLocal = text
End Sub
Sub Main
  Const XLSX = "Calc MS Excel 2007 XML"
  On Error GoTo Oops
  Dim doc, door
  doc = OpenBook("strategy.xlsx")
  SaveBook(doc, "saved.xlsx", XLSX)
  SaveBook(doc, "strategy.ods", "calc8")
  door = doc.Sheets.getByName("door")
  door.Rows.insertByIndex(5, 1)
  door.getCellByPosition(0, 5).setString("D1b")
  TypeIn(door, "B6", "denies")
  TypeIn(door, "C6", "1-3")
  TypeIn(door, "D6", "dispute")
  door.getCellByPosition(4 + 2, 5).setString("S")
  door.Rows.removeByIndex(7, 1)
  TypeIn(door, "A8", "D4")
  TypeIn(door, "B8", "not(admits)")
  TypeIn(door, "C8", "> 2%")
  TypeIn(door, "D8", "fix")
  door.getCellByPosition(4 + 2, 7).setString("S")
  TypeIn(door, "C300", "1-3")
  SaveBook(doc, "mangled.xlsx", XLSX)
  TypeIn(door, "C6", "[1..3]")
  door.getCellRangeByName("C300").setString("")
  Dim tags : tags = doc.Sheets.getByName("tags")
  tags.moveRange(tags.getCellRangeByName("A8").CellAddress, tags.getCellRangeByName("A5:I5").RangeAddress)
  tags.Rows.removeByIndex(4, 1)
  tags.Rows.getByIndex(4).IsVisible = False
  SaveBook(doc, "edited.xlsx", XLSX)
  doc.Sheets.copyByName("door", "door (2)", 2)
  SaveBook(doc, "copied.xlsx", XLSX)
  doc.close(True)
  doc = OpenBook("strategy.ods")
  SaveBook(doc, "through_ods.xlsx", XLSX)
  doc.close(True)
  Report("ok")
  Exit Sub
Oops:
  Report(Error$ & " in line " & Erl)
End Sub
Sub Report(text)
  Dim f : f = FreeFile
  Open ConvertFromURL("FOLDER/report.txt") For Output As #f
  Print #f, text
  Close #f
  StarDesktop.terminate()
End Sub
"""

pytestmark = [
    pytest.mark.slow, pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed"),
]  # fmt: skip


def soffice(folder: Path, *arguments: str) -> None:
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    subprocess.run(
        ["soffice", "--headless", "--norestore", profile, *arguments], check=True, capture_output=True, timeout=240
    )


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Let a clerk do everything in one sitting; return the folder with what was saved on the way."""
    folder = tmp_path_factory.mktemp("office")
    for path, text in {"facts/facts.yaml": FACTS, "strategy/door.yaml": DOOR, "strategy/tags.yaml": TAGS}.items():
        file = folder / "text" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    build_books(folder / "text", folder)
    soffice(folder, "--terminate_after_init")  # makes the profile
    basic = folder / "profile" / "user" / "basic" / "Standard"
    basic.mkdir(parents=True, exist_ok=True)
    (basic / "script.xlb").write_text(_XML.format("library:library", "library.dtd") + _LIBRARY, encoding="utf-8")
    macro = escape(_MACRO.replace("FOLDER", folder.as_uri()))
    (basic / "Clerk.xba").write_text(
        _XML.format("script:module", "module.dtd") + _MODULE.format(macro), encoding="utf-8"
    )
    soffice(folder, "macro:///Standard.Clerk.Main")
    assert (folder / "report.txt").read_text(encoding="utf-8").strip() == "ok"
    return folder


def loaded(folder: Path, name: str) -> tuple[Rulebook | None, tuple[Finding, ...]]:
    book, _ = read_book(folder / name, name=name)
    words, _ = read_book(folder / "facts.xlsx", name="facts.xlsx")
    assert book is not None
    assert words is not None
    return load_rulebook(book, vocabulary=read_list(words, "facts")[0], on=date(2026, 11, 22))


def door_of(path: Path) -> TableText:
    table = parse_sheet(export_book(path)["door"])
    assert isinstance(table, TableText)
    return table


@pytest.mark.parametrize("name", ["saved.xlsx", "through_ods.xlsx"])
def test_a_workbook_that_was_only_saved_says_the_same(office: Path, name: str) -> None:
    rulebook, found = loaded(office, name)
    assert found == ()
    assert rulebook is not None
    assert export_book(office / name) == export_book(office / "strategy.xlsx")


def test_a_saved_workbook_knows_that_it_was_saved(office: Path) -> None:
    assert read_stamp(office / "strategy.xlsx").untouched
    stamp = read_stamp(office / "saved.xlsx")
    assert stamp.content
    assert not stamp.untouched


def test_rows_added_in_the_middle_and_below_count_and_a_deleted_one_is_gone(office: Path) -> None:
    rulebook, found = loaded(office, "edited.xlsx")
    assert [each for each in found if each.is_error] == []
    assert rulebook is not None
    rows = {row.id: (row.conditions, row.conclusions) for row in door_of(office / "edited.xlsx").rows}
    assert list(rows) == ["D1", "D1b", "D2", "D4"]
    assert rows["D1b"] == ({"position": "denies", "rate": "[1..3]"}, {"door": "dispute"})
    assert rows["D4"] == ({"position": "not(admits)", "rate": "> 2%"}, {"door": "fix"})


def test_what_looks_like_a_date_stays_text_in_the_table_and_far_below_it(office: Path) -> None:
    door = openpyxl.load_workbook(office / "mangled.xlsx")["door"]
    assert [(door[at].value, door[at].number_format) for at in ("C6", "C300")] == [("1-3", "@")] * 2
    _, found = loaded(office, "mangled.xlsx")
    assert any(each.code == "rules/cell-unreadable" and "[1..3]" in each.fix.zh for each in found)


def test_rows_moved_into_another_order_and_hidden_rows_all_count(office: Path) -> None:
    sheet = openpyxl.load_workbook(office / "edited.xlsx")["tags"]
    assert any(sheet.row_dimensions[row].hidden for row in (5, 6, 7))
    rulebook, _ = loaded(office, "edited.xlsx")
    assert rulebook is not None
    tags = rulebook.table("tags")
    assert tags is not None
    assert [rule.id for rule in tags.rules] == ["A1", "A2", "A3"]


def test_dropdowns_notes_formats_and_colours_are_still_there(office: Path) -> None:
    door = openpyxl.load_workbook(office / "edited.xlsx")["door"]
    rules = {str(rule.sqref).split(":")[0]: rule for rule in door.data_validations.dataValidation}
    assert "UNIQUE" in rules["D1"].formula1
    assert rules["B5"].formula1.replace("$", "") == "'取值 Values'!C4:C7"
    assert not rules["B5"].showErrorMessage
    assert rules["D5"].showErrorMessage
    note = door["B4"].comment
    assert note is not None
    assert "立场" in note.text
    assert "Position" in note.text
    assert {door.cell(row, 3).number_format for row in (5, 6, 8, 20)} == {"@"}
    assert door["B5"].fill.start_color.rgb != door["D5"].fill.start_color.rgb
    formulas = [formula for each in door.conditional_formatting for rule in each.rules for formula in rule.formula]
    assert any("COUNTIF" in formula for formula in formulas)


def test_a_copied_sheet_is_told_with_the_way_out(office: Path) -> None:
    rulebook, found = loaded(office, "copied.xlsx")
    assert rulebook is None
    (twice,) = [each for each in found if each.code == "rules/table-twice"]
    assert twice.at == "copied.xlsx > door (2)!B1"
    assert "B1" in twice.fix.zh
    assert "B1" in twice.fix.en
