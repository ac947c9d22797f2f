"""Values of the dictionary that other lists keep: ``@violations`` and its kin, as typed and as read."""

import shutil
from pathlib import Path

import pytest

from casewright.rules import Lists, lists_beside, load_rulebook, resolve_values
from casewright.rules.books.bookbuild import make_books, text_vocabulary
from casewright.rules.books.bookexport import export_book
from casewright.rules.language.vocabulary import Vocabulary, read_vocabulary
from casewright.rules.listed import read_reference
from casewright.sheets import Book, ListSheet, read_book, read_list

FACTS = """
list: facts
purpose: {zh: 事实, en: Facts}
columns:
- {name: name, zh: 名, en: Name}
- {name: zh, zh: 中, en: Zh}
- {name: en, zh: 英, en: En}
- {name: type, zh: 类型, en: Type}
- {name: values, zh: 值, en: Values}
rows:
- {name: violation, zh: 违规, en: Violation, type: enum, values: VALUES}
"""
VIOLATIONS = """
list: violations
purpose: {zh: 违规, en: Violations}
columns:
- {name: code, zh: 代码, en: Code}
- {name: zh, zh: 中, en: Zh}
- {name: en, zh: 英, en: En}
- {name: metric, zh: 指标, en: Metric}
rows:
- {code: PERF-ODR, zh: 缺陷率, en: Defects, metric: ODR}
- {code: PERF-AZ, zh: 索赔, en: Claims, metric: ODR}
- {code: IP-TM, zh: 商标, en: Trademark}
"""
DOOR = """
table: door
hit_policy: FIRST
purpose: {zh: 门, en: Door}
inputs: [violation]
outputs: [door]
rows:
- id: D1
  if: {violation: PERF-AZ}
  then: {door: fix}
  reason: {zh: 修, en: Fix}
  source: own
"""


def texts(folder: Path, values: str) -> Path:
    for path, text in {
        "facts/facts": FACTS.replace("VALUES", f'"{values}"'), "catalogue/violations": VIOLATIONS,
        "strategy/door": DOOR,
    }.items():  # fmt: skip
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / f"{path}.yaml").write_text(text, encoding="utf-8")
    return folder


def shelf(folder: Path, values: str) -> Path:
    """Build the workbooks of a small shelf whose fact ``violation`` has these values."""
    out = folder / "rulebooks"
    out.mkdir(parents=True)
    for made in make_books(texts(folder / "text", values)):
        (out / f"{made.name}.xlsx").write_bytes(made.data)
    return out


def book(path: Path) -> Book:
    read, found = read_book(path, name=path.name)
    assert read is not None, found
    return read


def facts_of(folder: Path) -> ListSheet:
    rows, found = read_list(book(folder / "facts.xlsx"), "facts")
    assert rows is not None, found
    return rows


@pytest.mark.parametrize(("typed", "values"), [
    ("@violations", ("PERF-ODR", "PERF-AZ", "IP-TM")),
    ("＠violations", ("PERF-ODR", "PERF-AZ", "IP-TM")),
    ("unclear|@violations|PERF-AZ", ("unclear", "PERF-ODR", "PERF-AZ", "IP-TM")),
    ("@violations.metric=ODR", ("PERF-ODR", "PERF-AZ")),
    ("@violations . metric ＝ ODR", ("PERF-ODR", "PERF-AZ")),
    ("@violations.metric", ("ODR",)),
])  # fmt: skip
def test_a_reference_stands_for_the_codes_of_a_list_in_workbook_and_text(
    typed: str, values: tuple[str, ...], tmp_path: Path
) -> None:
    folder = shelf(tmp_path, typed)
    rows, found = resolve_values(facts_of(folder), lists_beside(folder / "facts.xlsx"))
    assert found == ()
    assert read_vocabulary(rows)[0].terms["violation"].values == values
    assert text_vocabulary(tmp_path / "text").terms["violation"].values == values


def test_what_staff_typed_is_what_export_writes_and_the_dropdown_lists_the_codes(tmp_path: Path) -> None:
    folder = shelf(tmp_path, "@violations|unclear")
    assert "values: '@violations|unclear'" in export_book(folder / "facts.xlsx")["facts"]
    values = next(sheet for sheet in book(folder / "strategy.xlsx").sheets if sheet.name == "取值 Values")
    codes = [row[2].text for row in values.filled_rows(4) if row[0].text == "violation"]
    assert codes == ["-", "empty", "PERF-ODR", "PERF-AZ", "IP-TM", "unclear"]


def test_a_code_of_the_list_is_known_to_the_tables_and_one_that_it_lacks_is_not(tmp_path: Path) -> None:
    folder = shelf(tmp_path, "@violations")
    rows, _ = resolve_values(facts_of(folder), lists_beside(folder / "facts.xlsx"))
    assert load_rulebook(book(folder / "strategy.xlsx"), vocabulary=rows, on=None)[0] is not None
    other = shelf(tmp_path / "other", "@violations.metric")
    rows, _ = resolve_values(facts_of(other), lists_beside(other / "facts.xlsx"))
    _, found = load_rulebook(book(folder / "strategy.xlsx"), vocabulary=rows, on=None)
    assert any("PERF-AZ" in finding.text.en for finding in found if finding.is_error)


@pytest.mark.parametrize(("typed", "code", "hint"), [
    ("@violatons", "rules/values-list-unknown", "Did you mean violations?"),
    ("@violations.metrc=ODR", "rules/values-column-unknown", "Did you mean metric?"),
    ("@violations.metric=ODRR", "rules/values-no-row", "Did you mean ODR?"),
])  # fmt: skip
def test_a_reference_to_nothing_is_told_at_its_cell_with_the_nearest_name(
    typed: str, code: str, hint: str, tmp_path: Path
) -> None:
    folder = shelf(tmp_path, typed)
    rows, (fault,) = resolve_values(facts_of(folder), lists_beside(folder / "facts.xlsx"))
    assert (fault.code, fault.at, fault.fix.en) == (code, "facts.xlsx > facts!E4", hint)
    assert typed in fault.text.zh
    vocabulary, more = read_vocabulary(rows)
    assert more == ()  # one fault, told once
    assert vocabulary.terms["violation"].values == ()


def test_a_dictionary_without_a_catalogue_beside_it_says_where_to_put_one(tmp_path: Path) -> None:
    folder = shelf(tmp_path, "@violations")
    shutil.move(folder / "catalogue.xlsx", tmp_path / "catalogue.xlsx")
    _, (fault,) = resolve_values(facts_of(folder), lists_beside(folder / "facts.xlsx"))
    assert "catalogue.xlsx" in fault.fix.zh


def test_plain_values_are_left_alone_and_no_book_is_opened_for_them(tmp_path: Path) -> None:
    folder = shelf(tmp_path, "PERF-ODR|a@b")
    rows = facts_of(folder)
    assert resolve_values(rows, Lists()) == (rows, ())
    assert read_reference("a@b") is None


def test_values_that_another_list_keeps_are_told_apart_from_those_typed_here(tmp_path: Path) -> None:
    folder = shelf(tmp_path, "@violations|unclear")
    rows, _ = resolve_values(facts_of(folder), lists_beside(folder / "facts.xlsx"))
    vocabulary: Vocabulary = read_vocabulary(rows)[0]
    assert vocabulary.terms["violation"].kept == {"PERF-ODR", "PERF-AZ", "IP-TM"}
