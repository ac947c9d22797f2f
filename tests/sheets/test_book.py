"""A workbook is read cell by cell with its address, and a hostile one is refused before it does harm."""

import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casewright.model import Finding
from casewright.sheets import BookLimits, read_book, sheet_names


def saved(path: Path, build: Callable[[openpyxl.Workbook], None]) -> Path:
    book = openpyxl.Workbook()
    build(book)
    book.save(path)
    return path


def with_part(path: Path, part: str, change: Callable[[bytes], bytes]) -> Path:
    """Rewrite one part of a workbook, or add it."""
    with zipfile.ZipFile(path) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    parts[part] = change(parts.get(part, b""))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in parts.items():
            target.writestr(name, content)
    return path


def plain(path: Path) -> Path:
    return saved(path / "case.xlsx", lambda book: book.worksheets[0].append(("案件编号", "CW-1")))


def refused(path: Path, *, limits: BookLimits | None = None) -> Finding:
    book, found = read_book(path, name="case.xlsx", limits=limits)
    assert book is None
    assert found[0].fix.zh
    assert found[0].fix.en
    return found[0]


SHEET = "xl/worksheets/sheet1.xml"


def test_a_cell_knows_its_address_its_row_and_how_it_looks(tmp_path: Path) -> None:
    def build(book: openpyxl.Workbook) -> None:
        sheet = book.worksheets[0]
        sheet.title = "事实"
        sheet["C3"] = 0.0198
        sheet["C3"].number_format = "0.00%"
        sheet["A4"] = datetime(2026, 3, 5)  # noqa: DTZ001
        sheet.row_dimensions[4].hidden = True

    book, found = read_book(saved(tmp_path / "x.xlsx", build), name="x.xlsx")
    assert found == ()
    assert book is not None
    sheet = book.sheets[0]
    assert sheet.cell(3, 3).ref.at == "x.xlsx > 事实!C3"
    assert (sheet.cell(3, 3).value, sheet.cell(3, 3).number_format) == (0.0198, "0.00%")
    assert (sheet.cell(4, 1).hidden, sheet.cell(3, 3).hidden) == (True, False)
    assert (sheet.cell(9, 9).value, sheet.cell(9, 9).ref.cell) == (None, "I9")


def test_leading_blank_rows_and_columns_do_not_shift_addresses(tmp_path: Path) -> None:
    path = saved(tmp_path / "x.xlsx", lambda book: book.worksheets[0].__setitem__("D7", "here"))
    book, _ = read_book(path, name="x.xlsx")
    assert book is not None
    assert [cells[3].ref.cell for cells in book.sheets[0].filled_rows()] == ["D7"]


def test_a_merged_range_gives_its_value_to_each_cell(tmp_path: Path) -> None:
    def build(book: openpyxl.Workbook) -> None:
        book.worksheets[0]["B2"] = "both"
        book.worksheets[0].merge_cells("B2:B3")

    book, _ = read_book(saved(tmp_path / "x.xlsx", build), name="x.xlsx")
    assert book is not None
    below = book.sheets[0].cell(3, 2)
    assert (below.value, below.merged_from, below.ref.cell) == ("both", "B2", "B3")


def test_a_formula_without_a_saved_value_has_none(tmp_path: Path) -> None:
    book, _ = read_book(saved(tmp_path / "x.xlsx", lambda book: book.worksheets[0].append(("=1+1",))), name="x.xlsx")
    assert book is not None
    cell = book.sheets[0].cell(1, 1)
    assert (cell.formula, cell.value) == ("=1+1", None)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "sheets/not-a-workbook"), (b"PK\x03\x04", "sheets/not-a-workbook"),
        (b"%PDF-1.7", "sheets/not-a-workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "sheets/password-protected"),
    ],
)  # fmt: skip
def test_what_is_no_workbook_is_said_to_be_none(tmp_path: Path, content: bytes, code: str) -> None:
    (tmp_path / "x.xlsx").write_bytes(content)
    assert refused(tmp_path / "x.xlsx").code == code


def test_another_zip_is_no_workbook(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "x.xlsx", "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    assert refused(tmp_path / "x.xlsx").code == "sheets/not-a-workbook"


def test_a_part_cut_short_is_a_finding(tmp_path: Path) -> None:
    path = with_part(plain(tmp_path), SHEET, lambda content: content[: len(content) // 2])
    assert refused(path).code == "sheets/not-a-workbook"


def test_a_missing_part_is_a_finding(tmp_path: Path) -> None:
    path = with_part(plain(tmp_path), "xl/workbook.xml", lambda content: content.replace(b"rId1", b"rId99"))
    assert refused(path).code == "sheets/not-a-workbook"


def test_a_cell_of_half_a_gigabyte_is_not_unpacked(tmp_path: Path) -> None:
    path = with_part(
        plain(tmp_path), "xl/sharedStrings.xml", lambda _: b"<sst><si><t>" + bytes(90 << 20) + b"</t></si></sst>"
    )
    assert refused(path).code == "sheets/too-large"


def test_many_repeated_cells_are_not_unpacked(tmp_path: Path) -> None:
    row = b"<row><c><v>1</v></c></row>"
    path = with_part(
        plain(tmp_path), SHEET, lambda content: content.replace(b"</sheetData>", row * 400_000 + b"</sheetData>")
    )
    assert refused(path).code == "sheets/too-large"


def test_a_cell_in_the_last_corner_of_the_sheet_does_not_hurt(tmp_path: Path) -> None:
    path = saved(tmp_path / "x.xlsx", lambda book: book.worksheets[0].__setitem__("XFD1048576", "far"))
    book, found = read_book(path, name="x.xlsx")
    assert found == ()
    assert book is not None
    assert len(book.sheets[0].cells) == 1


def test_a_wrong_dimension_does_not_hide_cells(tmp_path: Path) -> None:
    def shrink(content: bytes) -> bytes:
        return content.replace(b'<dimension ref="A1:B1"', b'<dimension ref="A1:A1"')

    book, _ = read_book(with_part(plain(tmp_path), SHEET, shrink), name="x.xlsx")
    assert book is not None
    assert book.sheets[0].cell(1, 2).value == "CW-1"


def test_more_cells_than_the_limit_are_refused(tmp_path: Path) -> None:
    path = saved(tmp_path / "x.xlsx", lambda book: [book.worksheets[0].append((1, 2, 3)) for _ in range(5)] and None)
    assert refused(path, limits=BookLimits(cells=10)).code == "sheets/too-large"


BOMB = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>"""
OUTSIDE = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY c SYSTEM "file:///etc/hostname">]>"""


@pytest.mark.parametrize("head", [BOMB, OUTSIDE], ids=["bomb", "outside"])
@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "xl/sharedStrings.xml"])
def test_entities_are_never_resolved(tmp_path: Path, head: bytes, part: str) -> None:
    def poison(content: bytes) -> bytes:
        body = content.partition(b"?>")[2] if content.startswith(b"<?xml") else content
        return head + body.replace(b"CW-1", b"&c;", 1)

    book, _ = read_book(with_part(plain(tmp_path), part, poison), name="x.xlsx")
    assert book is None or "aaaa" not in repr(book)
    assert book is None or Path("/etc/hostname").read_text().strip() not in repr(book)


@pytest.mark.parametrize("inner", ["../evil.xml", "/evil.xml", "C:/evil.xml", "XL/WORKBOOK.XML"])
def test_an_inside_that_points_outside_or_hides_a_twin_is_refused(tmp_path: Path, inner: str) -> None:
    path = plain(tmp_path)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(inner, b"<x/>")
    assert refused(path).code == "sheets/unsafe-archive"


def test_a_workbook_with_macros_is_read_for_its_values(tmp_path: Path) -> None:
    path = with_part(plain(tmp_path), "xl/vbaProject.bin", lambda _: b"\xd0\xcf\x11\xe0")
    book, found = read_book(path, name="x.xlsm")
    assert found == ()
    assert book is not None


def test_reading_changes_no_byte_of_the_file(tmp_path: Path) -> None:
    path = plain(tmp_path)
    before = path.read_bytes()
    read_book(path, name="x.xlsx")
    assert path.read_bytes() == before


def test_the_names_of_the_sheets_are_told_without_reading(tmp_path: Path) -> None:
    path = saved(tmp_path / "x.xlsx", lambda book: book.create_sheet("案件 & 事实") and None)
    assert sheet_names(path) == ("Sheet", "案件 & 事实")
    (tmp_path / "y.xlsx").write_bytes(b"PK\x03\x04")
    assert sheet_names(tmp_path / "y.xlsx") == ()
    assert sheet_names(with_part(path, "xl/workbook.xml", lambda content: BOMB + content.partition(b"?>")[2])) == ()


def test_a_crowded_sheet_is_counted_before_it_is_parsed(tmp_path: Path) -> None:
    cells = b"".join(b'<c r="A%d"><v>%d</v></c>' % (number, number * 7919) for number in range(1, 30_000))
    path = with_part(plain(tmp_path), SHEET, lambda content: content.replace(b"</sheetData>", cells + b"</sheetData>"))
    assert refused(path, limits=BookLimits(cells=20_000)).code == "sheets/too-large"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.floats(0, 1, exclude_max=True), value=st.integers(0, 255))
def test_a_flipped_byte_never_stops_the_run(tmp_path: Path, place: float, value: int) -> None:
    path = tmp_path / "case.xlsx"
    raw = bytearray(plain(tmp_path).read_bytes())
    raw[int(place * len(raw))] = value
    path.write_bytes(bytes(raw))
    book, found = read_book(path, name="case.xlsx")
    assert (book is None) == bool(found)


def test_an_extension_that_nobody_knows_raises_no_warning(tmp_path: Path) -> None:
    extension = b'<extLst><ext uri="{CCE6A557-97BC-4b89}" xmlns:x14="urn:x"><x14:y/></ext></extLst></worksheet>'
    book, found = read_book(
        with_part(plain(tmp_path), SHEET, lambda content: content.replace(b"</worksheet>", extension)), name="x.xlsx"
    )
    assert found == ()
    assert book is not None
