"""A strategy that the product has never heard of, added in Excel alone: from the rows to the Plan of Action."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from PIL import Image, ImageDraw

from casewright.model import Case, FileRef, Position
from casewright.notices.read import read_text
from casewright.playbook import load_playbook
from casewright.rules import build_books, decide, gather_facts

HERE = Path(__file__).parent
DAY = date(2026, 11, 22)
OFFICE = HERE / "office.py"
ROWS = HERE / "new_strategy.yaml"
PAGE = "ADDING_A_STRATEGY.md"
BOOKS = ("catalogue", "notices", "strategy", "wording")


def story() -> dict[str, Any]:
    told: dict[str, Any] = yaml.safe_load(ROWS.read_text(encoding="utf-8"))
    return told


def words_of(document: Path) -> str:
    with zipfile.ZipFile(document) as archive:
        text = re.sub(r"<[^>]+>", "", archive.read("word/document.xml").decode("utf-8"))
    return text.replace("\u00a0", " ")  # the blanks of a day in words do not break


def drop_case(inbox: Path) -> None:
    told, drop = story(), inbox / "NEW-2611-COMP"
    drop.mkdir(parents=True)
    (drop / "case.yaml").write_text(yaml.safe_dump(told["case"], allow_unicode=True), encoding="utf-8")
    (drop / "notice.txt").write_text(told["notice"], encoding="utf-8")
    for name in ("CPC-90334.png", "register.png"):
        page = Image.new("RGB", (900, 600), "white")
        ImageDraw.Draw(page).text((60, 60), name, fill="black")
        page.save(drop / name)


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    """Workbooks opened, edited and saved by LibreOffice; then one case on a desk with them."""
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed")
    desk = tmp_path_factory.mktemp("new") / "desk"
    shutil.copytree(root / "doc_templates", desk / "doc_templates")
    (desk / "rulebooks").mkdir()
    for book in (root / "rulebooks").glob("*.xlsx"):
        shutil.copy(book, desk / "rulebooks")
    drop_case(desk / "inbox")
    subprocess.run([sys.executable, str(OFFICE), str(desk / "rulebooks"), str(ROWS), str(desk.parent / "profile")],
                   check=True, timeout=400)  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-m", "casewright", "--desk", str(desk), "run", "--quiet", "0", "--as-of", "2026-11-22"],
        check=False, capture_output=True, encoding="utf-8", timeout=400,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return desk / "outbox" / "NEW-2611-COMP" / "v1"


@pytest.mark.slow
def test_a_new_strategy_takes_excel_only_from_the_rows_to_the_plan(package: Path) -> None:
    manifest = json.loads((package / "manifest.json").read_text(encoding="utf-8"))
    decision = manifest["decision"]
    assert (manifest["verdict"], decision["strategy"], decision["approach"]) == (
        "READY", "compliance_renewal", "renewal_fix",
    )  # fmt: skip
    plan = words_of(package / "POA_NEW-2611-COMP_v1_en-zh.docx")
    for sentence in (
        "We did not renew the certificate before it lapsed: certificate CPC-77120 lapsed on October 31, 2026",
        "We renewed the certificate: new certificate CPC-90334",  # its day stands in a column of its own
        "到期前 90 天开始续办",
    ):
        assert sentence in plan
    claims = {claim["en"].split(" ")[0]: claim for claim in manifest["claims"] if claim["exhibits"]}
    assert (claims["On"]["facts"], claims["On"]["exhibits"]) == (["F02"], ["E-1"])


@pytest.mark.slow
def test_index_diagnosis_and_guide_know_the_new_strategy_by_its_names(package: Path) -> None:
    index = words_of(package / "Evidence_Index_NEW-2611-COMP_v1.docx")
    assert "续办后的证书" in index
    assert "Register of certificate expiry" in index
    diagnosis = words_of(package / "Diagnosis_NEW-2611-COMP_v1.docx")
    for words in ("合规文件更新", "Compliance documents renewed", "合规文件过期", "证书到期没有续办"):
        assert words in diagnosis
    guide = words_of(package / "Submission_Guide_NEW-2611-COMP_v1.docx")
    assert "Upload the renewed certificate under Manage Your Compliance" in guide


def typed_in(text: Path, edits: Mapping[str, list[Mapping[str, Any]]]) -> None:
    """Do to the texts what the walk-through does to the workbooks."""
    for book, rows in edits.items():
        for one in rows:
            path = text / book / f"{one['sheet']}.yaml"
            told = yaml.safe_load(path.read_text(encoding="utf-8"))
            if "add" in one:
                told["rows"].append({**one["add"], "source": "own"})
            for name, more in one.get("more", {}).items():
                row = next(row for row in told["rows"] if row["id"] == one["row"])
                row["if"][name] += f", {more}"
            path.write_text(yaml.safe_dump(told, allow_unicode=True, sort_keys=False), encoding="utf-8")


def test_a_violation_alone_takes_three_places_from_its_notice_to_its_strategy(tmp_path: Path, root: Path) -> None:
    shutil.copytree(root / "rulebooks" / "text", tmp_path / "text")
    typed_in(tmp_path / "text", story()["short"])
    build_books(tmp_path / "text", tmp_path / "rulebooks")
    playbook, found = load_playbook(tmp_path / "rulebooks", root / "doc_templates", on=DAY)
    assert playbook is not None, [(finding.at, finding.text.en) for finding in found if finding.is_error]
    assert "LST-MEDIA" in playbook.rulebook.vocabulary.terms["violations"].values
    case = Case("NEW-1", FileRef("case.xlsx"), marketplace="US", position=Position.ADMITS)
    notice, _ = read_text(
        case, "notice.txt", "We removed your listing B0AAAAAAA1. The main image does not meet our requirements.",
        lexicon=playbook.lexicon, marketplaces=playbook.catalogue.marketplaces,
    )  # fmt: skip
    facts, _ = gather_facts(
        case, notice, (), (), today=DAY, catalogue=playbook.catalogue, requests=playbook.requests, secrets=False
    )
    decision, _ = decide(playbook.rulebook, facts, today=DAY)
    assert (decision.violation, decision.strategy) == ("LST-MEDIA", "catalogue")


def test_no_code_knows_the_new_strategy(root: Path) -> None:
    codes = {str(value) for edits in story().values() if isinstance(edits, list)
             for one in edits for value in list(one.get("add", {}).values())[:1]}  # fmt: skip
    code = "".join(path.read_text(encoding="utf-8") for path in (root / "engine").rglob("*.py"))
    assert "COMP-EXPIRED" in codes
    assert [each for each in codes if f'"{each}"' in code] == []


def table_of(edits: list[Mapping[str, Any]], *, book: str = "") -> Iterator[str]:
    """Show rows as the walk-through shows them: a table per sheet, blank columns left out."""
    sheets = dict.fromkeys(one["sheet"] for one in edits)
    for sheet in sheets:
        rows = [one for one in edits if one["sheet"] == sheet]
        shown = [{"": one["row"], **one["more"]} if "more" in one else one["add"] for one in rows]
        columns = list(dict.fromkeys(name for row in shown for name in row))
        place = f" (⇑ {rows[0]['before']})" if "before" in rows[0] else ""
        yield f"{book}`{'测试 Tests' if sheet == 'tests' else sheet}`{place}\n"
        yield "| " + " | ".join(columns) + " |"
        yield "|" + "---|" * len(columns)
        for row in shown:
            yield "| " + " | ".join(cell(str(row.get(name, ""))) for name in columns) + " |"
        yield ""


def cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", "<br>")


def test_the_walk_through_shows_the_very_rows_that_were_tried(root: Path, pytestconfig: pytest.Config) -> None:
    page = root / "rulebooks" / PAGE
    text, told = page.read_text(encoding="utf-8"), story()
    wanted = text
    for book in BOOKS:
        head, _, rest = wanted.partition(f"<!-- rows: {book} -->\n")
        wanted = f"{head}<!-- rows: {book} -->\n" + "\n".join(table_of(told[book])) + rest[rest.index("<!-- end -->") :]
    head, _, rest = wanted.partition("<!-- rows: short -->\n")
    shown = "\n".join(line for book, edits in told["short"].items() for line in table_of(edits, book=f"{book}.xlsx "))
    wanted = f"{head}<!-- rows: short -->\n{shown}{rest[rest.index('<!-- end -->') :]}"
    if pytestconfig.getoption("--update-golden"):
        page.write_text(wanted, encoding="utf-8")
        text = wanted
    assert text == wanted
