"""A list sheet is read by its column names, whatever stands around it."""

from collections.abc import Sequence
from datetime import date, datetime
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest

from casewright.sheets import Book, ListSheet, is_list, read_book, read_list

HEAD: Sequence[Sequence[object]] = (
    ("list 清单", "cues", "purpose 用途", "提示语"),
    ("id", "phrase", "rate", "flag", "effective_from", "effective_to"),
    ("编号", "提示语", "比率", "是否", "起", "止"),
)


def book_of(tmp_path: Path, *rows: Sequence[object], head: Sequence[Sequence[object]] = HEAD) -> Book:
    book = openpyxl.Workbook()
    for row in (*head, *rows):
        book.worksheets[0].append(list(row))
    book.save(tmp_path / "notices.xlsx")
    read, found = read_book(tmp_path / "notices.xlsx", name="rulebooks/notices.xlsx")
    assert found == ()
    assert read is not None
    return read


def the_list(book: Book) -> ListSheet:
    rows, found = read_list(book, "cues")
    assert found == ()
    assert rows is not None
    return rows


def test_rows_are_read_by_column_name(tmp_path: Path) -> None:
    rows = the_list(book_of(tmp_path, ("Q1", "order defect | ODR；缺陷率\n迟发", "1.5%", "是", "2026-01-01", None)))
    row = rows.rows[0]
    assert row.id == "Q1"
    assert row.words("phrase") == ("order defect", "ODR", "缺陷率", "迟发")
    assert (row.number("rate"), row.flag("flag"), row.day("effective_from")) == (
        Fraction(3, 200),
        True,
        date(2026, 1, 1),
    )
    assert row.at("phrase").at == "rulebooks/notices.xlsx > Sheet!B4"
    assert row.text("no such column") == ""


def test_the_order_of_columns_does_not_matter(tmp_path: Path) -> None:
    head = (HEAD[0], ("phrase", "id"), ("提示语", "编号"))
    rows, found = read_list(book_of(tmp_path, ("odr", "Q1"), head=head), "cues")
    assert rows is not None
    assert (rows.rows[0].text("id"), rows.rows[0].text("phrase"), found) == ("Q1", "odr", ())


def test_a_row_without_its_first_cell_is_a_remark(tmp_path: Path) -> None:
    rows = the_list(book_of(tmp_path, (None, "以下待核对"), ("Q1", "odr"), (None, None)))
    assert [row.id for row in rows.rows] == ["Q1"]


def test_an_id_that_stands_twice_is_found_at_the_second(tmp_path: Path) -> None:
    rows, found = read_list(book_of(tmp_path, ("Q1", "a"), ("Q1", "b")), "cues")
    assert rows is not None
    assert [row.text("phrase") for row in rows.rows] == ["a"]
    assert [(each.code, each.at) for each in found] == [("playbook/id-twice", "rulebooks/notices.xlsx > Sheet!A5")]


def test_a_formula_and_a_bad_date_are_found_by_cell(tmp_path: Path) -> None:
    _, found = read_list(book_of(tmp_path, ("Q1", "=A1", None, None, "next week", None)), "cues")
    assert [(each.code, each.origin.at[-2:]) for each in found] == [
        ("playbook/formula", "B4"),
        ("playbook/value-unreadable", "E4"),
    ]


def test_a_missing_list_and_a_missing_column_are_named(tmp_path: Path) -> None:
    book = book_of(tmp_path, ("Q1", "a"))
    assert [each.code for each in read_list(book, "phrases")[1]] == ["playbook/list-missing"]
    assert [each.code for each in read_list(book, "cues", required=("id", "lang"))[1]] == ["playbook/column-missing"]


@pytest.mark.parametrize(
    ("on", "ids"),
    [(date(2025, 12, 31), []), (date(2026, 1, 1), ["Q1"]), (date(2026, 6, 30), ["Q1"]), (date(2026, 7, 1), [])],
)
def test_a_row_is_in_force_from_its_first_to_its_last_day(tmp_path: Path, on: date, ids: list[str]) -> None:
    row = ("Q1", "a", None, None, datetime(2026, 1, 1), "2026-06-30")  # noqa: DTZ001
    assert [each.id for each in the_list(book_of(tmp_path, row)).active(on).rows] == ids


def test_a_list_is_told_from_other_sheets_by_its_first_cell(tmp_path: Path) -> None:
    assert is_list(book_of(tmp_path).sheets[0])
    assert not is_list(book_of(tmp_path, head=(("decision table 决策表", "door"),)).sheets[0])


def test_a_stray_cell_in_the_last_column_does_not_make_every_row_endless(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (*HEAD, ("Q1", "odr")):
        book.worksheets[0].append(list(row))
    book.worksheets[0]["XFD1"] = "slip"
    book.save(tmp_path / "x.xlsx")
    read, _ = read_book(tmp_path / "x.xlsx", name="x.xlsx")
    assert read is not None
    assert [row.id for row in the_list(read).rows] == ["Q1"]
    assert len(read.sheets[0].row(4)) < 1_000
    assert read.sheets[0].cell(1, 16_384).text == "slip"
