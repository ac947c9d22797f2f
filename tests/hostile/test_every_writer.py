"""Whatever is typed into a case, no file that staff open runs it: each kind of file of a package, each writer."""

import ast
import json
import re
import shutil
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import openpyxl
import pytest

import casewright
from casewright.intake import open_drop
from casewright.pipeline import produce
from casewright.playbook import Playbook

ENGINE = Path(casewright.__file__).parent
SAMPLE = Path(__file__).parent.parent / "cases" / "CQ-2611-RP"

#: How a spreadsheet, a Word field, a template or a calendar is made to act, each with a word to find it again.
SHEET = '=HYPERLINK("https://qz7sheet.example","x")'
FIELD = '{ DDEAUTO c:\\\\windows\\\\qz7field.exe "/k" }'
MARK = "{{ qz7mark.__class__ }} {% if qz7mark %}qz7{% endif %}"
MARKUP = "<w:instrText>INCLUDETEXT qz7markup</w:instrText>&qz7entity;"
LINES = "qz7line\r\nATTACH:https://qz7line.example\r\nEND:VEVENT"
ATTACKS = (SHEET, FIELD, MARK, MARKUP, LINES)

#: Each module that makes a file, and what is proved of it here or why nothing has to be. A new one is listed by hand.
TEXT_OF_OURS = "for the program or the admin: JSON, log or settings, opened by no spreadsheet"
BYTES_AS_THEY_ARE = "bytes of a drop, a playbook or a package, laid down unchanged"
BOOKS = "workbooks: tests/hostile/test_formula_guard.py"
PACKAGE = "test_no_file_of_a_package_runs_what_was_typed_into_the_case"
LISTED = {
    "cli/cmd_demo.py": BYTES_AS_THEY_ARE, "cli/cmd_doctor.py": "a trial file of its own words",
    "cli/cmd_due.py": PACKAGE, "cli/doctor_state.py": "an empty file", "cli/notice_reading.py": BYTES_AS_THEY_ARE,
    "cli/rulebook/blank.py": BOOKS, "cli/rulebook/export.py": "yaml, read by this program alone",
    "cli/template/preview.py": PACKAGE, "cli/template_sample.py": "a sample case of our own words",
    "cli/template_shelf.py": PACKAGE, "deliver/publish.py": BYTES_AS_THEY_ARE, "deliver/seal.py": PACKAGE,
    "desk/archive.py": BYTES_AS_THEY_ARE, "desk/copies.py": BYTES_AS_THEY_ARE, "desk/init.py": BYTES_AS_THEY_ARE,
    "desk/journal.py": TEXT_OF_OURS, "desk/outgrown.py": TEXT_OF_OURS,
    "desk/printing.py": "PDFs, made of documents proved here", "desk/problem_notes.py": BOOKS,
    "desk/snapshot.py": BYTES_AS_THEY_ARE, "desk/standing.py": TEXT_OF_OURS, "desk/tidy.py": TEXT_OF_OURS,
    "desk/private.py": "an empty file", "desk/travel.py": TEXT_OF_OURS, "desk/withdrawal.py": "an empty file",
    "exhibits/copies.py": BYTES_AS_THEY_ARE,
    "intake/copying.py": BYTES_AS_THEY_ARE, "intake/drops.py": BYTES_AS_THEY_ARE, "intake/mark.py": BOOKS,
    "intake/media_notice_picture.py": BYTES_AS_THEY_ARE, "intake/media_ocr.py": TEXT_OF_OURS,
    "intake/media_pdf.py": BYTES_AS_THEY_ARE, "intake/media_readers.py": BYTES_AS_THEY_ARE,
    "intake/unzip.py": BYTES_AS_THEY_ARE, "intake/write.py": BOOKS, "pipeline.py": PACKAGE,
    "render/check/annotate.py": PACKAGE, "render/documents.py": PACKAGE, "render/fill/plain.py": PACKAGE,
    "render/pages/office.py": BYTES_AS_THEY_ARE, "render/pages/sitting.py": TEXT_OF_OURS,
    "render/starter/templates.py": PACKAGE, "render/versions/package.py": PACKAGE, "rules/books/bookput.py": BOOKS,
    "sheets/fixed.py": BOOKS,
}  # fmt: skip
_WRITES = frozenset({"write_text", "write_bytes", "writestr", "save", "copyfile", "copyfileobj", "copy2", "copytree"})
_MODES = re.compile(r"[wax]b?\+?")


def writes(path: Path) -> bool:
    """Say whether a module makes a file: by a call that is known to, or by opening one to write."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Attribute | ast.Name):
            name = node.attr if isinstance(node, ast.Attribute) else node.id
            if name in _WRITES or (name in {"writer", "DictWriter"} and "csv" in ast.unparse(node)):
                return True
        if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] == "open":
            modes = [each.value for each in node.args if isinstance(each, ast.Constant) and isinstance(each.value, str)]
            if any(_MODES.fullmatch(mode) for mode in modes) or "O_CREAT" in ast.unparse(node):
                return True
    return False


def test_every_module_that_writes_a_file_is_listed_with_what_is_proved_of_it() -> None:
    found = {path.relative_to(ENGINE).as_posix() for path in ENGINE.rglob("*.py") if writes(path)}
    assert sorted(found - LISTED.keys()) == [], "list it, and prove what it writes"
    assert sorted(LISTED.keys() - found) == []


def attacked(folder: Path) -> Path:
    """Return a sample case into every free text of which something hostile has been typed."""
    drop = folder / "CQ-2611-RP"
    shutil.copytree(SAMPLE, drop)
    path = drop / "case.xlsx"
    book = openpyxl.load_workbook(path)
    turn = 0
    for name in ("Case 案件", "Facts 事实", "Evidence 证据"):
        for row in book[name].iter_rows(min_row=4):
            for cell in row:
                text = str(cell.value or "")
                sentence = re.search("[\u4e00-\u9fff].*[，。；、]", text) and "." not in text
                if sentence or (text.isascii() and text.count(" ") > 3):
                    cell.value, cell.data_type = f"{ATTACKS[turn % len(ATTACKS)]} {text}", "s"
                    turn += 1
    assert turn > len(ATTACKS)
    book.save(path)
    notice = drop / "通知 禁限售.html"
    words = notice.read_text(encoding="utf-8")
    notice.write_text(words.replace("Hello ChengQi", "=1+1 {{ qz7mark }} Hello ChengQi"), encoding="utf-8")
    return drop


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory, playbook: Playbook, demo_day: date) -> Path:
    top = tmp_path_factory.mktemp("attacked")
    (drop,), _ = open_drop(attacked(top), top / "work")
    staging = top / "staging"
    staging.mkdir()
    produce(drop, playbook, today=demo_day, staging=staging, version=1)
    return staging


def unfolded(path: Path) -> Iterator[str]:
    yield from path.read_bytes().decode("utf-8").replace("\r\n ", "").replace("\r\n\t", "").split("\r\n")


def check_docx(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name).decode("utf-8", "replace") for name in archive.namelist()}
    for name, text in parts.items():
        codes = re.findall(r"<w:instrText[^>]*>([^<]*)<|w:instr=\"([^\"]*)\"", text)
        assert not [code for pair in codes for code in pair if "qz7" in code.casefold()], (path.name, name)
        assert "altChunk" not in text
        if name.endswith(".rels"):
            assert "qz7" not in text.casefold(), (path.name, name)
    assert "{%" not in re.sub(r"\{% if qz7mark %\}|\{% endif %\}", "", parts["word/document.xml"])


def check_ics(path: Path) -> None:
    known = {
        "BEGIN", "END", "VERSION", "PRODID", "CALSCALE", "METHOD", "UID", "DTSTAMP", "DTSTART", "DTEND", "DURATION",
        "SUMMARY", "DESCRIPTION", "ACTION", "TRIGGER", "CATEGORIES", "STATUS", "TRANSP", "PRIORITY", "SEQUENCE",
        "X-WR-CALNAME", "X-WR-CALDESC", "COMMENT", "LOCATION", "CLASS", "LAST-MODIFIED", "CREATED", "NAME",
    }  # fmt: skip
    lines = [line for line in unfolded(path) if line]
    assert {re.split("[:;]", line, maxsplit=1)[0] for line in lines} <= known
    assert {line for line in lines if line.startswith("ACTION")} <= {"ACTION:DISPLAY"}
    assert sum(line.startswith("BEGIN") for line in lines) == sum(line.startswith("END") for line in lines)


def check_json(path: Path) -> None:
    assert isinstance(json.loads(path.read_bytes()), dict)


def check_xlsx(path: Path) -> None:
    book = openpyxl.load_workbook(path)
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]


def check_txt(path: Path) -> None:
    """A text is opened by an editor, or pasted into a form; it holds no control sign that a program would follow."""
    text = path.read_bytes().decode("utf-8-sig")
    assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]", text)


CHECKS = {".docx": check_docx, ".ics": check_ics, ".json": check_json, ".xlsx": check_xlsx, ".txt": check_txt}


def test_no_file_of_a_package_runs_what_was_typed_into_the_case(package: Path) -> None:
    made = [path for path in sorted(package.rglob("*")) if path.is_file() and path.parent.name != "exhibits"]
    assert {path.suffix for path in made} - CHECKS.keys() == set(), "a new kind of file: say how it is proved"
    assert {".docx", ".json", ".txt"} <= {path.suffix for path in made}
    for path in made:
        CHECKS[path.suffix](path)


def test_what_was_typed_is_still_there_to_be_read(package: Path) -> None:
    texts = [
        archive.read("word/document.xml").decode()
        for path in package.glob("*.docx")
        for archive in [zipfile.ZipFile(path)]
    ]
    assert len(texts) > 3
    assert any("qz7field" in text for text in texts)
    assert any("qz7markup" in text for text in texts)
