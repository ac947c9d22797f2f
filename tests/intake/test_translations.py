"""Translations of the client's words: columns at the right of the form, in any language, or keys of case.yaml."""

import json
from pathlib import Path

import pytest
import yaml
from openpyxl import load_workbook

from casewright.intake import form_schema, open_drop, read_case, write_form
from casewright.intake.form import the_form
from casewright.model import Case, Drop

CASE = {
    "case": "CW-9", "store_name": "North Lane", "marketplace": "JP", "submission_language": "ja",
    "statements": [
        {"id": "F01", "kind": "corrective", "statement": "已退款", "statement_en": "refunded",
         "statement_ja": "返金しました", "owner_zh": "主管", "owner_en": "lead", "owner_ja": "責任者",
         "detail_zh": "全额", "detail_en": "in full", "detail_ja": "全額", "detail_de": "vollständig",
         "date": "2026-03-05"},
    ],
    "evidence": [{"id": "E01", "file": "a.pdf", "kind": "refund_record", "proves_zh": "退款", "proves_ja": "返金"}],
}  # fmt: skip


def read(folder: Path, work: Path) -> Case:
    drops, _ = open_drop(folder, work)
    case, _ = read_case(drops[0])
    assert case is not None
    return case


def translated(case: Case) -> tuple[object, ...]:
    (row,), (proof,) = case.statements, case.evidence
    return case.submission_language, row.more, row.owner_more, row.detail_more, proof.proves_more


WANTED = (
    "ja", (("ja", "返金しました"),), (("ja", "責任者"),), (("de", "vollständig"), ("ja", "全額")), (("ja", "返金"),)
)  # fmt: skip


@pytest.mark.req("S0-39", "S0-50")
def test_translations_come_out_of_the_sheet_as_they_were_typed(tmp_path: Path) -> None:
    write_form(tmp_path / "CW-9", case=CASE)
    case = read(tmp_path / "CW-9", tmp_path / "work")
    assert translated(case) == WANTED
    assert case.statements[0].where("detail_ja").at.endswith("Facts 事实!V5")


def test_translations_come_out_of_a_yaml_file_too(tmp_path: Path) -> None:
    (tmp_path / "CW-9").mkdir()
    (tmp_path / "CW-9" / "case.yaml").write_text(yaml.safe_dump(CASE, allow_unicode=True), encoding="utf-8")
    assert translated(read(tmp_path / "CW-9", tmp_path / "work")) == WANTED


@pytest.mark.parametrize(
    "head", ["statement_fr", "陈述（法文）", "Statement (French)", "陈述（法文）\nStatement (French)"]
)
def test_a_column_of_any_other_language_may_be_added(head: str, tmp_path: Path) -> None:
    path = write_form(tmp_path / "CW-9", case=CASE)
    book = load_workbook(path)
    sheet = book["Facts 事实"]
    column = sheet.max_column + 1
    sheet.cell(3, column, head)
    sheet.cell(5, column, "remboursé")
    book.save(path)
    case = read(tmp_path / "CW-9", tmp_path / "work")
    assert case.statements[0].more == (("fr", "remboursé"), ("ja", "返金しました"))
    assert case.statements[0].zh == "已退款"
    assert not case.remarks


def test_a_sheet_without_the_columns_reads_as_before(tmp_path: Path) -> None:
    path = write_form(tmp_path / "CW-9", case=CASE)
    book = load_workbook(path)
    sheet = book["Facts 事实"]
    first = next(cell.column for cell in sheet[3] if "日文" in str(cell.value))
    sheet.delete_cols(first, sheet.max_column - first + 1)
    book.save(path)
    row = read(tmp_path / "CW-9", tmp_path / "work").statements[0]
    assert (row.zh, row.en, row.more, row.owner_more) == ("已退款", "refunded", (), ())


@pytest.mark.parametrize("key", ["statements", "evidence"])
def test_translations_stand_at_the_far_right_with_a_note(key: str) -> None:
    fields = the_form().sheet(key).fields
    langs = [field.lang for field in fields]
    assert langs == sorted(langs, key=bool)
    assert {"ja", "de"} <= set(langs)
    assert all("人工翻译" in field.help.zh and "person" in field.help.en for field in fields if field.lang)


@pytest.mark.parametrize(
    ("typed", "code"), [("日文 Japanese", "ja"), ("日本語", "ja"), ("德语", "de"), ("English", "en")]
)
def test_the_language_to_submit_in_is_read_by_any_usual_name(typed: str, code: str, tmp_path: Path) -> None:
    write_form(tmp_path / "CW-9", case={**CASE, "submission_language": typed})
    assert read(tmp_path / "CW-9", tmp_path / "work").submission_language == code


def test_the_schema_knows_the_languages_and_lets_others_in() -> None:
    schema = json.loads(json.dumps(form_schema()))
    row = schema["properties"]["statements"]["items"]
    assert {"statement_ja", "owner_de", "detail_ja"} <= set(row["properties"])
    assert list(row["patternProperties"]) == ["^(detail|owner|statement)_[a-z]{2}$"]
    assert schema["properties"]["submission_language"]["enum"] == ["en", "ja", "de"]


def test_a_row_read_in_place_of_a_drop_keeps_its_sheet(tmp_path: Path) -> None:
    path = write_form(tmp_path / "CW-9", case=CASE)
    case, _ = read_case(Drop("CW-9", tmp_path / "CW-9", sheet=path))
    assert case is not None
    assert translated(case) == WANTED
