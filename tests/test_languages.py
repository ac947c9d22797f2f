"""From the case sheet to a document: the languages of a plan, and one that staff add themselves."""

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from casewright.intake import open_drop
from casewright.languages import languages_for
from casewright.model import Case, Catalogue, CellRef, FileRef, Marketplace, NoticeReading, both
from casewright.pipeline import consider, produce
from casewright.playbook import Playbook, load_playbook

CASES = Path(__file__).parent / "cases"
MARK = "【待人工翻译】"
STORES = {
    code: Marketplace(code, both(code), "", "", "", "", (), both(""), languages)
    for code, languages in (("JP", ("ja", "en")), ("DE", ("de", "en")), ("US", ("en",)))
}


def case_of(**fields: object) -> Case:
    at = CellRef("case.xlsx", "Case 案件", "B50")
    return replace(Case("CW-1", FileRef("case.xlsx"), origins={"submission_language": at}), **fields)  # type: ignore[arg-type]


@pytest.mark.req("S0-39", "S0-50")
@pytest.mark.parametrize(
    ("fields", "languages"),
    [
        ({"marketplace": "JP"}, ("ja", "en")), ({"marketplace": "DE"}, ("de", "en")), ({"marketplace": "US"}, ("en",)),
        ({}, ("en",)), ({"marketplace": "JP", "submission_language": "en"}, ("en",)),
        ({"marketplace": "US", "submission_language": "de"}, ("de", "en")),
    ],
)  # fmt: skip
def test_the_marketplace_says_the_language_and_the_sheet_overrules_it(
    fields: dict[str, object], languages: tuple[str, ...]
) -> None:
    chosen, found = languages_for(
        case_of(**fields), NoticeReading(""), catalogue=Catalogue(marketplaces=STORES), worded=("ja", "de"),
        templates=("poa_ja", "poa_de"),
    )  # fmt: skip
    assert (chosen, found) == (languages, ())


def test_a_language_without_wording_is_refused_with_the_way_out() -> None:
    chosen, (found,) = languages_for(
        case_of(submission_language="fr"), NoticeReading(""), catalogue=Catalogue(), worded=("ja",), templates=(),
    )  # fmt: skip
    assert chosen == ("en",)
    assert found.is_error
    assert found.at == "case.xlsx > Case 案件!B50"
    assert "poa_fr.docx" in found.fix.en
    assert "法文" in found.text.zh


def sample(name: str, work: Path, playbook: Playbook, day: date, **fields: object) -> tuple[Path, str]:
    drops, _ = open_drop(CASES / name, work / "work")
    staging = work / "out"
    staging.mkdir()
    outcome = produce(drops[0], playbook, today=day, staging=staging, version=1)
    return staging, outcome.verdict


def words_of(path: Path) -> str:
    document = Document(str(path))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join((*(each.text for each in document.paragraphs), *cells))


@pytest.mark.req("S0-39", "S0-50")
def test_a_complete_japanese_case_is_ready_in_japanese(tmp_path: Path, playbook: Playbook, demo_day: date) -> None:
    out, verdict = sample("HM-2611-RPJ", tmp_path, playbook, demo_day)
    text = words_of(out / "POA_HM-2611-RPJ_v1_ja.docx")
    assert verdict == "READY"
    assert MARK not in text
    assert "2026年11月13日、対象の商品情報を削除しました" in text
    fields = (out / "POA_HM-2611-RPJ_v1_fields.txt").read_text(encoding="utf-8")
    order = ("JAPANESE: paste field by field", "ENGLISH: for reference, do not paste", "中文对照")
    assert sorted(order, key=fields.index) == list(order)


@pytest.mark.req("S0-39")
def test_a_half_translated_german_case_shows_the_mark_and_is_not_ready(
    tmp_path: Path, playbook: Playbook, demo_day: date
) -> None:
    out, verdict = sample("BL-2611-LINK", tmp_path, playbook, demo_day)
    assert verdict == "NOT_READY"
    assert f"{MARK}BeiLi Home DE was deactivated" in words_of(out / "POA_BL-2611-LINK_v1_de.docx")
    assert MARK not in words_of(out / "POA_BL-2611-LINK_v1_en.docx")
    told = (out / "NOT_READY.txt").read_text(encoding="utf-8")
    assert "detail_de" in told
    assert "填入这一行的“细节（德文）”栏" in told  # as the sheet heads it


def in_french(path: Path, sheet_name: str) -> None:
    """Add the column ``fr`` to a list as staff would, with the English word for word."""
    book = load_workbook(path)
    sheet = book[sheet_name]
    heads = {sheet.cell(2, number).value: number for number in range(1, sheet.max_column + 1)}
    column = sheet.max_column + 1
    sheet.cell(2, column, "fr")
    sheet.cell(3, column, "法文 French")
    for row in range(4, sheet.max_row + 1):
        sheet.cell(row, column, sheet.cell(row, heads["en"]).value)
    book.save(path)


@pytest.fixture
def french(root: Path, tmp_path: Path, demo_day: date) -> Playbook:
    for name in ("rulebooks", "doc_templates"):
        shutil.copytree(root / name, tmp_path / name, ignore=shutil.ignore_patterns("text", "pages"))
    for book, sheets in (
        ("wording", ("blocks", "words")), ("catalogue", ("violations", "causes", "evidence_kinds")),
        ("numbers", ("marketplaces",)),
    ):  # fmt: skip
        for sheet in sheets:
            in_french(tmp_path / "rulebooks" / f"{book}.xlsx", sheet)
    shutil.copy(tmp_path / "doc_templates" / "poa_en.docx", tmp_path / "doc_templates" / "poa_fr.docx")
    playbook, found = load_playbook(tmp_path / "rulebooks", tmp_path / "doc_templates", on=demo_day)
    assert playbook is not None, [f"{each.at}: {each.text.en}" for each in found if each.is_error]
    return playbook


@pytest.mark.req("S0-39", "S0-50")
def test_a_language_that_staff_add_as_columns_and_a_template_works_from_end_to_end(
    french: Playbook, tmp_path: Path, demo_day: date
) -> None:
    folder = tmp_path / "HM-2611-RPJ"
    shutil.copytree(CASES / "HM-2611-RPJ", folder)
    book = load_workbook(folder / "case.xlsx")
    main, facts = book["Case 案件"], book["Facts 事实"]
    line = next(row for row in range(1, main.max_row + 1) if "提交语言" in str(main.cell(row, 1).value))
    main.cell(line, 2, "法文")
    for number, cell in enumerate([*facts[3]], 1):
        if "日文" in str(cell.value):
            for row in range(5, facts.max_row + 1):
                if facts.cell(row, number).value:
                    facts.cell(row, number, f"mots {('12', '62')[row == 8]}" if "细节" in str(cell.value) else "mots")
            cell.value = str(cell.value).replace("日文", "法文").replace("Japanese", "French")
    book.save(folder / "case.xlsx")
    drops, _ = open_drop(folder, tmp_path / "work")

    dossier, _ = consider(drops[0], french, today=demo_day)
    assert dossier is not None
    assert dossier.languages == ("fr", "en")
    assert not [each for each in dossier.findings if each.code.startswith("compose/") and "language" in each.code]
    staging = tmp_path / "out"
    staging.mkdir()
    produce(drops[0], french, today=demo_day, staging=staging, version=1)
    text = words_of(staging / "POA_HM-2611-RPJ_v1_fr.docx")
    assert MARK not in text
    assert "On 13 novembre 2026, we deleted the listings concerned" in text
    assert (staging / "POA_HM-2611-RPJ_v1_en.docx").is_file()
