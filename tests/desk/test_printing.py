"""PDFs of packages: whole or not at all, made once, held to their list, measured by the rulebooks' limits."""

import io
import json
import os
import sys
import threading
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from desks import lay_trays
from reportlab.pdfgen.canvas import Canvas

from casewright.cli import main
from casewright.deliver import documents_of, has_current_pdfs, sha256_of, verify
from casewright.desk import Printed, Printer, PrintLimits, print_packages, unprinted
from casewright.desk.settings import read_settings

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the stand-in for LibreOffice is a script")

#: Prints one ready-made PDF for every file; counts its sittings.
FAKE = """#!{python}
import os, shutil, sys
at = sys.argv.index("--outdir")
out, files = sys.argv[at + 1], sys.argv[at + 2:]
open({log!r}, "a").write(str(len(files)) + "\\n")
for file in files:
    name = os.path.splitext(os.path.basename(file))[0]
    {habit}
    shutil.copyfile({page!r}, os.path.join(out, name + ".pdf"))
"""
LIMITS = PrintLimits(pages=2, warn_bytes=1 << 20, max_bytes=2 << 20)
Package = Callable[..., Path]
Office = Callable[..., str]


def pdf(pages: int = 1, text: str = "Plan of Action of the store", weight: int = 0) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out)
    for number in range(pages):
        canvas.drawString(72, 720, f"{text}, page {number + 1}")
        canvas.showPage()
    canvas.setKeywords(os.urandom(weight // 2).hex())
    canvas.save()
    return out.getvalue()


def docx(words: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", words)
    return out.getvalue()


@pytest.fixture
def office(tmp_path: Path) -> Office:
    def make(page: bytes | None = None, habit: str = "pass") -> str:
        (tmp_path / "page.pdf").write_bytes(pdf() if page is None else page)
        program = tmp_path / "soffice"
        program.write_text(
            FAKE.format(python=sys.executable, page=str(tmp_path / "page.pdf"), log=str(tmp_path / "log"), habit=habit),
            encoding="utf-8",
        )
        program.chmod(0o755)
        return str(program)

    return make


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    root = tmp_path / "desk"
    lay_trays(root, rules=None)
    return root


@pytest.fixture
def package(desk: Path) -> Package:
    """Lay a sealed package into the outbox."""

    def make(name: str = "CW-7", version: int = 1) -> Path:
        folder = desk / "outbox" / name / f"v{version}"
        folder.mkdir(parents=True)
        artifacts: list[dict[str, Any]] = []
        for kind, langs in (("poa", ["en"]), ("poa", ["en", "zh"]), ("evidence_index", ["en", "zh"])):
            path = folder / f"{kind.upper()}_{name}_v{version}_{'-'.join(langs)}.docx"
            path.write_bytes(docx(f"<{kind} of {name}/>"))
            artifacts.append({"path": path.name, "sha256": sha256_of(path), "kind": kind, "lang": langs})
        (folder / "manifest.json").write_text(
            json.dumps({"case": name, "version": version, "artifacts": artifacts, "exhibits": []}), encoding="utf-8"
        )
        return folder

    return make


def printed(package: Path, office: str, **how: Any) -> Printed:
    (one,) = print_packages([package], office=office, limits=LIMITS, **how)
    return one


def sittings(folder: Path) -> list[int]:
    log = folder / "log"
    return [int(line) for line in log.read_text(encoding="utf-8").split()] if log.exists() else []


def test_each_document_gets_its_pdf_and_the_list_says_of_what_it_was_made(package: Package, office: Office) -> None:
    folder = package()

    one = printed(folder, office())

    told = json.loads((folder / "pdf" / "pdf.json").read_text(encoding="utf-8"))["pdfs"]
    assert {(each["source"], each["source_sha256"]) for each in told} == {
        (each.path, each.sha256) for each in documents_of(folder)
    }
    for each in told:
        path = folder / "pdf" / each["pdf"]
        assert (sha256_of(path), path.stat().st_size, 1) == (each["sha256"], each["bytes"], each["pages"])
    assert (len(one.pdfs), one.pages, one.failed) == (3, 3, False)
    assert verify(folder) == ()
    assert sorted(path.name for path in folder.parent.iterdir()) == ["v1"]


def test_many_packages_share_one_sitting(package: Package, office: Office, tmp_path: Path) -> None:
    folders = [package(f"CW-{number}") for number in range(5)]
    program, heard = office(), list[tuple[int, int]]()

    made = list(
        print_packages(folders, office=program, limits=LIMITS, seen=lambda done, total: heard.append((done, total)))
    )

    assert [each.package for each in made] == folders
    assert sittings(tmp_path) == [15]
    assert heard[-1] == (15, 15)


def test_what_is_current_is_left_and_what_is_stale_is_made_again(
    package: Package, office: Office, desk: Path, tmp_path: Path
) -> None:
    folder, program = package(), office()
    printed(folder, program)

    assert printed(folder, program).again
    assert unprinted(desk / "outbox") == ()
    assert sittings(tmp_path) == [3]

    next((folder / "pdf").glob("POA_*en.pdf")).unlink()
    assert unprinted(desk / "outbox") == (folder,)
    assert not printed(folder, program).again
    assert has_current_pdfs(folder)

    assert not printed(folder, program, again=True).again
    assert sittings(tmp_path) == [3, 3, 3]


def test_one_document_that_does_not_come_out_leaves_the_package_without_pdfs_and_the_next_whole(
    package: Package, office: Office
) -> None:
    bad, good = package("BAD"), package("GOOD")
    document = next(bad.glob("EVIDENCE*"))
    document.write_bytes(docx("<refuse/>"))
    manifest = json.loads((bad / "manifest.json").read_text(encoding="utf-8"))
    manifest["artifacts"][2]["sha256"] = sha256_of(document)
    (bad / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    program = office(habit="if b'<refuse/>' in open(file, 'rb').read(): continue")

    first, second = print_packages([bad, good], office=program, limits=LIMITS)

    assert (first.failed, second.failed) == (True, False)
    (finding,) = [each for each in first.findings if each.code == "pdf/not-made"]
    assert document.name in finding.text.en
    assert not (bad / "pdf").exists()


def test_an_old_pdf_folder_stays_where_a_new_one_cannot_be_made(package: Package, office: Office) -> None:
    folder = package()
    printed(folder, office())
    before = {path.name: path.read_bytes() for path in (folder / "pdf").iterdir()}

    again = printed(folder, office(habit="continue"), again=True)

    assert again.failed
    assert {path.name: path.read_bytes() for path in (folder / "pdf").iterdir()} == before


def test_a_document_that_was_changed_is_not_printed(package: Package, office: Office, tmp_path: Path) -> None:
    folder = package()
    next(folder.glob("POA*")).write_bytes(docx("<edited/>"))

    one = printed(folder, office())

    assert [each.code for each in one.findings] == ["pdf/document-changed"]
    assert sittings(tmp_path) == []


def test_a_folder_that_is_no_package_is_told(office: Office, tmp_path: Path) -> None:
    assert [each.code for each in printed(tmp_path, office()).findings] == ["pdf/no-package"]


def test_long_heavy_and_wordless_pdfs_are_told_with_the_way_out(package: Package, office: Office) -> None:
    def codes(page: bytes) -> set[tuple[str, str]]:
        one = printed(package(f"CW-{len(page)}"), office(page))
        return {(each.code.removeprefix("pdf/"), str(each.severity)) for each in one.findings}

    standing = ("font-not-embedded", "warning")  # the stand-in's Helvetica is not in the file, which is told
    assert codes(pdf()) == {standing}
    assert codes(pdf(pages=3)) == {standing, ("too-many-pages", "warning")}
    assert codes(pdf(weight=3 << 19)) == {standing, ("large", "warning")}
    assert codes(pdf(weight=5 << 19)) == {standing, ("over-size", "error")}
    assert codes(pdf(text="", pages=1).replace(b"page 1", b"      ")) >= {standing}


def test_only_what_is_submitted_is_held_to_the_pages(package: Package, office: Office) -> None:
    one = printed(package(), office(pdf(pages=3)))

    assert [each.at for each in one.findings if each.code == "pdf/too-many-pages"] == ["CW-7/v1/POA_CW-7_v1_en.docx"]


@pytest.mark.parametrize(
    ("deed", "code"),
    [
        (lambda folder: (folder / "POA_CW-7_v1_en.pdf").write_bytes(b"%PDF other"), "deliver/pdf-changed"),
        (lambda folder: (folder / "POA_CW-7_v1_en.pdf").unlink(), "deliver/pdf-missing"),
        (lambda folder: (folder / "extra.pdf").write_bytes(b"x"), "deliver/pdf-stray"),
        (lambda folder: (folder / "pdf.json").unlink(), "deliver/pdf-list-unreadable"),
        (lambda folder: (folder / "pdf.json").write_text('{"pdfs": [{}]}'), "deliver/pdf-list-unreadable"),
    ],
)
def test_verify_tells_what_was_done_to_the_pdfs(
    package: Package, office: Office, deed: Callable[[Path], Any], code: str
) -> None:
    folder = package()
    printed(folder, office())

    deed(folder / "pdf")

    assert [each.code for each in verify(folder)] == [code]


def test_verify_tells_a_pdf_of_a_document_that_was_changed(package: Package, office: Office) -> None:
    folder = package()
    printed(folder, office())
    (folder / "POA_CW-7_v1_en.docx").write_bytes(docx("<edited/>"))

    assert {each.code for each in verify(folder)} == {"deliver/file-changed", "deliver/pdf-stale"}


def test_a_watching_desk_prints_beside_its_work_and_stops_at_once(package: Package, office: Office) -> None:
    first, second, told = package("A"), package("B"), threading.Event()
    heard: list[Printed] = []

    def hear(one: Printed) -> None:
        heard.append(one)
        if len(heard) == 2:
            told.set()

    printer = Printer(office(), limits=lambda: LIMITS, told=hear, quiet=0.05)
    printer.add(first)
    printer.add(second)
    assert told.wait(60)
    printer.close()
    assert [each.failed for each in heard] == [False, False]

    third = package("C")
    slow = Printer(office(habit="import time; time.sleep(600)"), limits=lambda: LIMITS, told=hear, quiet=0.05)
    slow.add(third)
    time.sleep(0.5)
    slow.close()
    assert len(heard) == 2
    assert not (third / "pdf").exists()


# -- the commands -----------------------------------------------------------------------------------------------------


def test_the_command_prints_all_that_has_no_pdfs_and_then_nothing(
    package: Package, office: Office, desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    package("A"), package("B")
    (desk / "desk.toml").write_text(f"office = '{office()}'\n", encoding="utf-8")

    assert main(["--desk", str(desk), "pdf", "--lang", "en"]) == 0
    lines = [line for line in capsys.readouterr().out.splitlines() if " -> outbox" in line]
    assert lines == ["A/v1  3 PDFs, 3 pages  -> outbox/A/v1/pdf", "B/v1  3 PDFs, 3 pages  -> outbox/B/v1/pdf"]

    assert main(["--desk", str(desk), "pdf", "--json"]) == 0
    said = capsys.readouterr()
    assert json.loads(said.out) == {"packages": []}
    assert "都有 PDF" in said.err


def test_a_part_that_did_not_come_out_ends_with_5_and_all_with_3(
    package: Package, office: Office, desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good, bad = package("A"), package("B")
    next(bad.glob("POA*")).write_bytes(b"edited")
    (desk / "desk.toml").write_text(f"office = '{office()}'\n", encoding="utf-8")

    assert main(["--desk", str(desk), "pdf", str(good), str(bad)]) == 5
    assert main(["--desk", str(desk), "pdf", str(bad)]) == 3
    assert "pdf/document-changed" in capsys.readouterr().out


def test_without_libreoffice_the_way_out_is_said(
    package: Package, desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    package()
    (desk / "desk.toml").write_text("office = '/nowhere/soffice'\n", encoding="utf-8")

    assert main(["--desk", str(desk), "pdf"]) == 6
    assert "/nowhere/soffice" in capsys.readouterr().err


@pytest.mark.parametrize("line", ["pdf = true", "pdf = false\noffice = ''", "office = 'C:\\x\\soffice.com'"])
def test_the_settings_say_whether_and_by_what(tmp_path: Path, line: str) -> None:
    path = tmp_path / "desk.toml"
    path.write_text(line, encoding="utf-8")
    settings = read_settings(path)
    assert settings.pdf is ("true" in line)
    assert settings.office.endswith("soffice.com") is ("soffice" in line)


def test_an_office_that_breaks_off_is_told_once_for_a_package_not_once_for_each_document(
    package: Package, office: Office
) -> None:
    (printed_one,) = print_packages([package("BAD")], office=office(habit="sys.exit(1)"), limits=LIMITS)
    (finding,) = printed_one.findings
    assert finding.code == "pdf/not-made"
    assert "and 2 more documents" in finding.text.en
    assert "等 3 份文件" in finding.text.zh
