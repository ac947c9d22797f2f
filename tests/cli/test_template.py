"""``template check``, ``fields`` and ``preview`` as a clerk and a script call them."""

import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from casewright.cli.template import preview as preview_command
from casewright.render.pages.office import find_office

Cli = Callable[..., Any]
SHIPPED = Path(__file__).parents[2] / "doc_templates"


def spoil(path: Path, old: str, new: str) -> None:
    """Change a mark as Word does: the paragraph's first run takes the text, the others are emptied."""
    document = Document(str(path))
    cells = (cell for table in document.tables for row in table.rows for cell in row.cells)
    paragraphs = [*document.paragraphs, *(each for cell in cells for each in cell.paragraphs)]
    paragraph = next(each for each in paragraphs if old in each.text)
    text = paragraph.text.replace(old, new)
    paragraph.runs[0].text = text[:4]
    for run in paragraph.runs[1:]:
        run.text = ""
    paragraph.add_run(text[4:])
    document.save(str(path))


@pytest.fixture
def house(desk: Path) -> Path:
    """A desk with the shipped templates and without rulebooks of its own."""
    for path in SHIPPED.glob("*.docx"):
        shutil.copy(path, desk / "doc_templates")
    return desk


def test_the_shipped_templates_are_clean_and_nothing_is_written(cli: Cli, house: Path) -> None:
    before = sorted(house.rglob("*"))
    result = cli("--desk", house, "template", "check", "--json")
    assert (result.code, result.document["clean"], result.document["findings"]) == (0, True, [])
    assert len(result.document["templates"]) == len(list(SHIPPED.glob("*.docx")))
    assert sorted(house.rglob("*")) == before


def test_a_slip_is_shown_with_place_and_fix_and_a_copy_off_the_shelf(cli: Cli, house: Path) -> None:
    template = house / "doc_templates" / "poa_bilingual.docx"
    spoil(template, "{{ plan.subject.en }}", "{{ plan.subjekt.en }}")
    data = template.read_bytes()
    result = cli("--desk", house, "--lang", "zh", "template", "check")
    copy = house / "doc_templates" / "检查 checked" / "poa_bilingual_检查 checked.docx"
    assert result.code == 4
    assert "doc_templates/poa_bilingual.docx\n  正文 body" in result.out
    assert "是不是想写“subject”？改成 {{ plan.subject.en }}" in result.out
    assert f"带批注的副本：{copy}" in result.out
    assert template.read_bytes() == data
    assert "word/comments.xml" in zipfile.ZipFile(copy).namelist()
    assert cli("--desk", house, "template", "check").code == 4
    assert len(list(copy.parent.iterdir())) == 1


def test_a_copy_never_takes_the_place_of_another_file(cli: Cli, house: Path, tmp_path: Path) -> None:
    draft = tmp_path / "draft.docx"
    shutil.copy(house / "doc_templates" / "poa_en.docx", draft)
    spoil(draft, "{{ plan.title.own }}", "{{ plan.titel.own }}")
    (tmp_path / "draft_检查 checked.docx").write_bytes(b"mine")
    told = cli("template", "check", draft, "--json").document["templates"]
    assert told[0]["annotated"] == str(tmp_path / "draft_检查 checked 2.docx")
    assert (tmp_path / "draft_检查 checked.docx").read_bytes() == b"mine"
    assert cli("template", "check", draft, "--no-annotate", "--json").document["templates"][0]["annotated"] is None


def test_findings_have_the_shape_of_the_contract(cli: Cli, tmp_path: Path) -> None:
    draft = tmp_path / "draft.docx"
    shutil.copy(SHIPPED / "poa_en.docx", draft)
    spoil(draft, "{{ plan.title.own }}", "{{ plan.titel.own }}")
    (finding,) = cli("template", "check", draft, "--json").document["findings"]
    assert set(finding) == {"code", "severity", "at", "zh", "en", "fix_zh", "fix_en"}
    assert finding["code"] == "render/field-unknown"
    assert finding["at"].endswith("draft.docx, 正文 body · 第 1 段 paragraph 1")


def test_what_is_no_word_file_is_a_finding_and_gets_no_copy(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "broken.docx").write_bytes(b"PK\x03\x04")
    result = cli("template", "check", tmp_path / "broken.docx", "--json")
    assert result.code == 4
    assert [one["code"] for one in result.document["findings"]] == ["render/template-unreadable"]
    assert [path.name for path in tmp_path.glob("*.docx")] == ["broken.docx"]
    assert cli("template", "check", tmp_path / "no.docx").code == 2
    (tmp_path / "old.doc").write_bytes(b"x")
    assert cli("template", "check", tmp_path / "old.doc").code == 2


def test_no_copy_is_made_of_what_must_not_travel_further(cli: Cli, tmp_path: Path) -> None:
    template = tmp_path / "poa_en.docx"
    shutil.copy(SHIPPED / "poa_en.docx", template)
    with zipfile.ZipFile(template, "a") as archive:
        archive.writestr("word/vbaProject.bin", b"macro")
    result = cli("template", "check", template, "--json")
    assert [each["code"] for each in result.document["findings"]] == ["render/template-unsafe"]
    assert [path.name for path in tmp_path.glob("*.docx")] == ["poa_en.docx"]


def test_a_template_that_no_document_uses_and_one_that_is_gone_are_told(cli: Cli, house: Path) -> None:
    shutil.move(house / "doc_templates" / "diagnosis.docx", house / "doc_templates" / "diagnosis - 副本.docx")
    shutil.copy(SHIPPED / "poa_en.docx", house / "doc_templates" / "~$poa_en.docx")
    result = cli("--desk", house, "template", "check", "--json")
    codes = {one["code"]: one for one in result.document["findings"]}
    assert set(codes) == {"render/template-name-unknown", "render/template-missing"}
    assert '"diagnosis.docx"' in codes["render/template-name-unknown"]["fix_en"]
    assert result.code == 4


@pytest.mark.slow
def test_fields_lists_every_name_and_writes_them_down(cli: Cli, tmp_path: Path) -> None:
    out = tmp_path / "names.xlsx"
    told = cli("template", "fields", "--out", out, "--json").document
    by_name = {each["name"]: each for each in told["fields"]}
    assert set(by_name["case.ref"]) == {"name", "write", "kind", "zh", "en", "example_zh", "example_en", "documents"}
    assert by_name["case.ref"]["example_en"] == "LJ-2611-ODR"
    assert "poa_bilingual" in by_name["plan.closing[].text"]["documents"]
    assert {"marks", "filters", "tests"} <= set(told)
    assert told["written"] == str(out)
    assert zipfile.ZipFile(out).testzip() is None
    assert cli("template", "fields", "--out", tmp_path / "names.pdf").code == 2


@pytest.mark.slow
def test_preview_writes_a_document_that_says_it_is_one(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(preview_command, "find_office", lambda: None)
    template = tmp_path / "poa_en.docx"
    shutil.copy(SHIPPED / "poa_en.docx", template)
    result = cli("template", "preview", template, "--pdf", "--json")
    (told,) = result.document["previews"]
    made = tmp_path / "PREVIEW 预览_poa_en.docx"
    assert (result.code, told["docx"], told["pdf"], told["case"]) == (0, str(made), None, "LJ-2611-ODR")
    assert "LibreOffice" in result.document["missing"][0]["en"]
    document = Document(str(made))
    assert document.core_properties.title.startswith("PREVIEW 预览")
    assert "PREVIEW 预览 LJ-2611-ODR" in "".join(each.text for each in document.sections[0].header.paragraphs)


@pytest.mark.slow
@pytest.mark.parametrize(("template", "case"), [("poa_ja", "HM-2611-RPJ"), ("poa_de", "BL-2611-LINK")])
def test_a_template_is_shown_with_a_case_in_its_language(cli: Cli, tmp_path: Path, template: str, case: str) -> None:
    told = cli("template", "preview", SHIPPED / f"{template}.docx", "--out", tmp_path, "--json").document["previews"][0]
    assert told["case"] == case
    title = Document(told["docx"]).paragraphs[0].text
    assert "【待人工翻译】" not in title


@pytest.mark.slow
def test_a_sparse_preview_shows_the_empty_places(cli: Cli, tmp_path: Path) -> None:
    result = cli("template", "preview", SHIPPED / "poa_bilingual.docx", "--sparse", "--out", tmp_path)
    assert result.code == 0
    text = "".join(each.text for each in Document(str(tmp_path / "PREVIEW 预览_poa_bilingual_sparse.docx")).paragraphs)
    assert "Working draft, not for submission" in text


def test_a_template_with_an_error_is_not_previewed(cli: Cli, tmp_path: Path) -> None:
    draft = tmp_path / "draft.docx"
    shutil.copy(SHIPPED / "poa_en.docx", draft)
    spoil(draft, "{{ plan.title.own }}", "{{ plan.titel.own }}")
    result = cli("template", "preview", draft)
    assert result.code == 4
    assert "{{ plan.title.own }}" in result.err
    assert [path.name for path in tmp_path.glob("*.docx")] == ["draft.docx"]


@pytest.mark.slow
@pytest.mark.skipif(find_office() is None, reason="needs LibreOffice")
def test_a_preview_as_pdf(cli: Cli, tmp_path: Path) -> None:
    result = cli("template", "preview", SHIPPED / "missing_materials.docx", "--pdf", "--out", tmp_path, "--json")
    (told,) = result.document["previews"]
    assert Path(told["pdf"]).read_bytes().startswith(b"%PDF")
