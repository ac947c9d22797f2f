from datetime import date
from pathlib import Path

import openpyxl
import pytest

from casewright.model import PlaybookError
from casewright.rules import HitPolicy, build_books, export_book, load_rulebook, run_tests
from casewright.rules.books.booktext import BookTextError, parse_sheet, print_sheet
from casewright.sheets import read_book, read_list

FACTS = """
list: facts
purpose: {zh: 事实, en: Facts}
columns:
  - {name: name, zh: 事实名, en: Name, width: 24}
  - {name: zh, zh: 中文, en: Chinese, width: 20}
  - {name: en, zh: 英文, en: English, width: 20}
  - {name: type, zh: 类型, en: Type, width: 10}
  - {name: values, zh: 可选值, en: Values, width: 30}
  - {name: checked_on, zh: 核对日, en: Checked on, width: 13}
rows:
  - {name: position, zh: 立场, en: Position, type: enum, values: admits|denies, checked_on: 2026-11-22}
  - {name: urgent, zh: 加急, en: Urgent, type: boolean}
  - {name: appeals, zh: 申诉次数, en: Appeals, type: number}
"""
DOOR = """
table: door
hit_policy: FIRST
purpose: {zh: 整改还是申辩, en: Fix or dispute}
inputs: [position, urgent, appeals]
outputs: [door]
rows:
  - id: D1
    if: {position: admits, appeals: '= 5', urgent: '-'}
    then: {door: fix}
    reason: {zh: 客户承认。, en: 'He admits: so it is.'}
    source: S0-04
    effective_from: 2020-01-01
    checked_on: 2026-11-22
  - id: D2
    then: {door: dispute}
    source: no
tests:
  - {id: T1, given: {position: admits, appeals: 5}, expect: {door: fix}, rules: [D1]}
  - {id: T2, given: {position: denies}, expect: {door: dispute}, rules: [D2]}
"""
CAUSES = """
table: root_causes
hit_policy: COLLECT
purpose: {zh: 原因, en: Causes}
inputs: [door]
outputs: [cause, weight]
labels: {weight: {zh: 权重, en: Weight}}
rows:
  - {id: C1, if: {door: fix}, then: {cause: late, weight: 1}, source: S}
  - {id: C2, then: {cause: stock, weight: 2}, source: S}
tests:
  - {id: T1, given: {door: fix}, expect: {cause: [late, stock]}, rules: [C1, C2]}
  - {id: T2, given: {door: dispute}, expect: {cause: late}}
"""


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    for path, text in {
        "facts/facts.yaml": FACTS, "strategy/door.yaml": DOOR, "strategy/root_causes.yaml": CAUSES,
    }.items():  # fmt: skip
        file = tmp_path / "text" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return tmp_path / "text"


def test_every_folder_of_texts_becomes_a_workbook(texts: Path, tmp_path: Path) -> None:
    made = build_books(texts, tmp_path / "out")
    assert [path.name for path in made] == ["facts.xlsx", "strategy.xlsx"]
    assert openpyxl.load_workbook(made[1]).sheetnames == [
        "说明 README", "door", "root_causes", "测试 Tests", "取值 Values",
    ]  # fmt: skip


def test_the_same_text_gives_the_same_bytes(texts: Path, tmp_path: Path) -> None:
    first = [path.read_bytes() for path in build_books(texts, tmp_path / "one")]
    assert [path.read_bytes() for path in build_books(texts, tmp_path / "two")] == first


def test_text_to_workbook_to_text_loses_nothing(texts: Path, tmp_path: Path) -> None:
    for path in build_books(texts, tmp_path / "out"):
        exported = export_book(path)
        written = {file.stem: file.read_text(encoding="utf-8") for file in (texts / path.stem).glob("*.yaml")}
        assert {name: parse_sheet(text) for name, text in exported.items()} == {
            name: parse_sheet(text) for name, text in written.items()
        }


def test_the_exported_text_has_one_spelling(texts: Path, tmp_path: Path) -> None:
    _, strategy = build_books(texts, tmp_path / "out")
    door = export_book(strategy)["door"]
    assert print_sheet(parse_sheet(door)) == door
    assert "- id: D1\n  if: {position: admits, appeals: = 5}\n  then: {door: fix}\n" in door
    assert "  effective_from: 2020-01-01\n" in door
    assert "  source: no\n" in door
    assert "  rules: [D1]\n" in door


def test_sheets_out_of_name_order_keep_their_order(texts: Path, tmp_path: Path) -> None:
    causes = texts / "strategy" / "root_causes.yaml"
    causes.write_text(CAUSES.replace("table: root_causes", "table: root_causes\norder: -1"), encoding="utf-8")
    _, strategy = build_books(texts, tmp_path / "out")
    assert openpyxl.load_workbook(strategy).sheetnames[1:3] == ["root_causes", "door"]
    exported = export_book(strategy)
    assert [parse_sheet(exported[name]).order for name in ("root_causes", "door")] == [1, 2]


def test_condition_cells_are_text_and_heads_stay_in_sight(texts: Path, tmp_path: Path) -> None:
    _, strategy = build_books(texts, tmp_path / "out")
    door = openpyxl.load_workbook(strategy)["door"]
    assert (door["D5"].value, door["D5"].data_type, door["D5"].number_format) == ("= 5", "s", "@")
    assert {door.cell(row, 2).number_format for row in range(5, 30)} == {"@"}
    assert door.column_dimensions["B"].number_format == "@"
    assert door["I5"].number_format == "yyyy-mm-dd"
    assert door.freeze_panes == "B5"
    assert door["B4"].value == "立场\nPosition"
    assert door["E4"].value == "整改或申辩\nFix or dispute"
    assert len({door.cell(5, column).fill.start_color.rgb for column in (1, 2, 5, 6)}) == 4


def test_dropdowns_offer_the_dictionary_values(texts: Path, tmp_path: Path) -> None:
    _, strategy = build_books(texts, tmp_path / "out")
    workbook = openpyxl.load_workbook(strategy)
    rules = {str(rule.sqref): rule for rule in workbook["door"].data_validations.dataValidation}
    assert rules["D1"].formula1 == '"' + ",".join(HitPolicy) + '"'
    assert (rules["B5:B600"].formula1, rules["B5:B600"].showErrorMessage) == ("'取值 Values'!$C$4:$C$7", False)
    assert rules["C5:C600"].formula1 == '"-,true,false"'
    assert (rules["E5:E600"].formula1, rules["E5:E600"].showErrorMessage) == ("'取值 Values'!$C$10:$C$12", True)
    assert [workbook["取值 Values"].cell(row, 3).value for row in range(4, 8)] == ["-", "empty", "admits", "denies"]


def test_the_readme_tells_how_to_write_in_both_languages(texts: Path, tmp_path: Path) -> None:
    _, strategy = build_books(texts, tmp_path / "out")
    sheet = openpyxl.load_workbook(strategy)["说明 README"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert ["door", "整改还是申辩", None, None, "Fix or dispute", None, None] in rows
    assert any(row[0] == "> 1%" and "1%" in str(row[1]) and "1%" in str(row[4]) for row in rows)
    assert {policy.value for policy in HitPolicy} <= {row[0] for row in rows}
    heads = [str(row[0]) for row in rows if str(row[0]).startswith("例")]
    assert len(heads) == 5
    assert all("Example" in head for head in heads)
    assert [row[:5] for row in rows if row[0] == "D1" and row[1] == "admits"] != []
    assert any("[rules/cell-unreadable]" in str(row[1]) for row in rows)


def test_a_built_book_loads_and_its_tests_run(texts: Path, tmp_path: Path) -> None:
    facts, strategy = build_books(texts, tmp_path / "out")
    vocabulary = read_list(read_book(facts, name="facts.xlsx")[0], "facts")[0]  # type: ignore[arg-type]
    book, _ = read_book(strategy, name="strategy.xlsx")
    assert book is not None
    rulebook, found = load_rulebook(book, vocabulary=vocabulary, on=date(2026, 11, 22))
    assert found == ()
    assert rulebook is not None
    run, faults = run_tests(book, rulebook)
    assert faults == ()
    assert [(each.test.table, each.test.id, each.passed) for each in run.results] == [
        ("door", "T1", True), ("door", "T2", True), ("root_causes", "T1", True), ("root_causes", "T2", False),
    ]  # fmt: skip
    assert run.results[3].got["cause"] == "stock"
    assert not run.passed
    assert run.coverage["root_causes"] == {"C1": ("T1",), "C2": ("T1", "T2")}
    assert run.untested() == ()


def test_what_staff_type_into_a_built_book_is_exported(texts: Path, tmp_path: Path) -> None:
    _, strategy = build_books(texts, tmp_path / "out")
    workbook = openpyxl.load_workbook(strategy)
    door = workbook["door"]
    for column, typed in enumerate(["D3", "-", "true", "[1..3]", "none"], start=1):
        door.cell(7, column, typed)
    workbook.save(strategy)
    assert "- id: D3\n  if: {urgent: true, appeals: '[1..3]'}\n  then: {door: none}\n" in export_book(strategy)["door"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (DOOR.replace("{position: admits, ", "{positon: admits, "), "positon"), ("table: x", "inputs is missing"),
        (FACTS.replace("zh: 立场, en: Position,", "zh: 立场, en: Position, or side,"), "or side"), ("- a", "strategy"),
        (": :", "strategy/x.yaml"),
    ],
)  # fmt: skip
def test_a_text_that_is_not_of_the_form_names_its_file_and_the_fault(text: str, says: str) -> None:
    with pytest.raises(BookTextError, match=r"strategy/x\.yaml") as caught:
        parse_sheet(text, name="strategy/x.yaml")
    assert says in str(caught.value)


def test_a_folder_with_a_faulty_text_is_refused_in_both_languages(texts: Path, tmp_path: Path) -> None:
    (texts / "strategy" / "door.yaml").write_text("table: door", encoding="utf-8")
    with pytest.raises(PlaybookError) as caught:
        build_books(texts, tmp_path / "out")
    assert "strategy/door.yaml" in caught.value.text.zh
    assert "strategy/door.yaml" in caught.value.text.en


def test_a_book_of_lists_tells_how_to_add_an_entry(texts: Path, tmp_path: Path) -> None:
    facts, _ = build_books(texts, tmp_path / "out")
    sheet = openpyxl.load_workbook(facts)["说明 README"]
    rows = list(sheet.iter_rows(values_only=True))
    assert any(row[0] == "清单：加一个条目　Lists: add an entry" for row in rows)
    assert any("不要删" in str(row[1]) and "Do not delete" in str(row[4]) for row in rows)
    assert ("X01", "申诉次数", "Appeals", "number", None, None, None) in [row[:7] for row in rows]
