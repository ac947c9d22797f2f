"""Printing by an office program that may be missing, hang, crash, or leave files out."""

import io
import os
import shutil
import socketserver
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import docx
import pypdfium2
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from PIL import Image

from casewright.render.pages.office import find_office, to_pdf, to_pictures

#: A stand-in: prints each file named, in order; ``{habit}`` is what goes wrong with it.
FAKE = """#!{python}
import os, sys, time
at = sys.argv.index("--outdir")
out, files = sys.argv[at + 1], sys.argv[at + 2:]
profile = next(each for each in sys.argv if each.startswith("-env:"))
open({log!r}, "a").write(profile + " " + str(len(files)) + "\\n")
for file in files:
    name = os.path.splitext(os.path.basename(file))[0]
    words = open(file, "rb").read().decode("latin-1")
    {habit}
    open(os.path.join(out, name + ".pdf"), "wb").write(b"%PDF-1.7 <</Type/Pages/Count 2>>\\n%%EOF\\n")
"""
real = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
posix = pytest.mark.skipif(os.name == "nt", reason="the stand-in is a script")
Fake = Callable[[str], Path]


@pytest.fixture
def fake(tmp_path: Path) -> Fake:
    """Make an office program with a habit; ``log`` beside it has a line for each sitting."""

    def make(habit: str) -> Path:
        program = tmp_path / "soffice"
        text = FAKE.format(python=sys.executable, habit=habit, log=str(tmp_path / "log"))
        program.write_text(text, encoding="utf-8")
        program.chmod(0o755)
        return program

    return make


def notes(folder: Path, *texts: str) -> list[Path]:
    """Write files whose text steers the stand-in."""
    folder.mkdir(exist_ok=True)
    paths = [folder / f"{number}.txt" for number in range(len(texts))]
    for path, text in zip(paths, texts, strict=True):
        path.write_text(text, encoding="utf-8")
    return paths


def sittings(folder: Path) -> list[str]:
    return (folder / "log").read_text(encoding="utf-8").splitlines()


def letter(path: Path, *paragraphs: str) -> Path:
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    document.save(str(path))
    return path


# -- where it is ------------------------------------------------------------------------------------------------------


@posix
def test_the_program_named_in_the_settings_comes_first_and_a_wrong_name_finds_none(
    fake: Fake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = fake("pass")
    monkeypatch.setenv("PATH", str(tmp_path))

    assert find_office() == str(program)
    assert find_office(str(program)) == str(program)
    assert find_office(str(tmp_path)) == str(program)
    assert find_office(str(tmp_path / "nowhere")) is None


def test_it_is_found_where_windows_installs_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("PROGRAMFILES", str(tmp_path))
    folder = tmp_path / "LibreOffice" / "program"
    folder.mkdir(parents=True)
    for name in ("soffice.exe", "soffice.com"):
        (folder / name).write_bytes(b"")

    assert find_office() == str(folder / "soffice.com")


def test_without_the_program_each_file_says_so(tmp_path: Path) -> None:
    (one,) = to_pdf(notes(tmp_path / "in", "a"), into=tmp_path / "out", office=str(tmp_path / "gone"))

    assert (one.pdf, one.trouble) == (None, "no-office")


# -- what it may do to us ---------------------------------------------------------------------------------------------


@posix
def test_all_files_go_into_one_sitting(fake: Fake, tmp_path: Path) -> None:
    program = fake("pass")
    told: list[int] = []

    done = to_pdf(
        notes(tmp_path / "in", *"abcde"), into=tmp_path / "out", office=str(program), seen=told.append
    )  # fmt: skip

    assert [(each.pdf and each.pdf.name, each.trouble) for each in done] == [(f"{n}.pdf", "") for n in range(5)]
    assert all(each.pdf and each.pdf.read_bytes().startswith(b"%PDF-1.7") for each in done)
    assert len(sittings(tmp_path)) == 1


@posix
def test_a_file_that_is_refused_is_tried_once_more_in_a_fresh_profile_and_costs_only_itself(
    fake: Fake, tmp_path: Path
) -> None:
    program = fake("if 'bad' in words: continue")

    done = to_pdf(notes(tmp_path / "in", "a", "bad", "c"), into=tmp_path / "out", office=str(program))

    assert [each.trouble for each in done] == ["", "refused", ""]
    first, second = sittings(tmp_path)
    assert (first.split()[1], second.split()[1]) == ("3", "1")
    assert first.split()[0] != second.split()[0]


@posix
@pytest.mark.parametrize("at", range(4))
def test_a_file_that_brings_the_program_down_costs_only_itself(fake: Fake, tmp_path: Path, at: int) -> None:
    program = fake("if 'bad' in words: os.abort()")
    texts = ["bad" if number == at else "good" for number in range(4)]

    done = to_pdf(notes(tmp_path / "in", *texts), into=tmp_path / "out", office=str(program))

    assert [bool(each.pdf) for each in done] == [text == "good" for text in texts]
    assert done[at].trouble == "broken-off"


@posix
def test_a_program_that_hangs_is_ended_with_its_children_at_the_limit(fake: Fake, tmp_path: Path) -> None:
    child = tmp_path / "child"
    program = fake(f"import subprocess; p = subprocess.Popen(['sleep', '600']); open({str(child)!r}, 'a')"
                   ".write(str(p.pid) + '\\n'); time.sleep(600)")  # fmt: skip

    done = to_pdf(notes(tmp_path / "in", "a", "b"), into=tmp_path / "out", office=str(program), timeout=1.5)

    assert [each.trouble for each in done] == ["broken-off"] * 2
    assert len(sittings(tmp_path)) == 2
    for line in child.read_text(encoding="utf-8").split():
        assert ended(int(line))


@posix
def test_half_a_pdf_is_no_pdf(fake: Fake, tmp_path: Path) -> None:
    program = fake("open(os.path.join(out, name + '.pdf'), 'wb').write(b'%PDF-1.7 and then'); os.abort()")

    (one,) = to_pdf(notes(tmp_path / "in", "a"), into=tmp_path / "out", office=str(program))

    assert one.pdf is None
    assert list((tmp_path / "out").iterdir()) == []


@posix
def test_a_program_that_says_all_is_well_and_writes_nothing_is_not_believed(fake: Fake, tmp_path: Path) -> None:
    done = to_pdf(notes(tmp_path / "in", "a", "b"), into=tmp_path / "out", office=str(fake("continue")))

    assert [each.trouble for each in done] == ["refused", "refused"]


@posix
def test_who_waits_may_stop_it(fake: Fake, tmp_path: Path) -> None:
    stop = threading.Event()
    program = fake("time.sleep(600)")
    threading.Timer(0.5, stop.set).start()

    (one,) = to_pdf(notes(tmp_path / "in", "a"), into=tmp_path / "out", office=str(program), stop=stop)

    assert one.trouble == "stopped"


def ended(pid: int) -> bool:
    """Say whether a process is gone, or only its name in the table is left."""
    for _ in range(50):
        stat = Path(f"/proc/{pid}/stat")
        if not stat.exists() or stat.read_text(encoding="utf-8").rpartition(")")[2].split()[0] == "Z":
            return True
        time.sleep(0.1)
    return False


# -- names and files --------------------------------------------------------------------------------------------------


@posix
def test_equal_names_long_names_and_names_that_look_like_options_each_get_a_pdf(fake: Fake, tmp_path: Path) -> None:
    long = "案" * 79 + "😀 .txt"
    names = ["a.txt", "x/a.txt", "A.txt", long, "-headless.txt", "两 个 空格.txt", f"{'b' * 252}.c"]
    paths = [tmp_path / "in" / name for name in names]
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", encoding="utf-8")

    done = to_pdf(paths, into=tmp_path / "out", office=str(fake("pass")))

    assert [each.pdf.name for each in done if each.pdf] == [
        "a.pdf", "a-2.pdf", "A-3.pdf", f"{long[:-4]}.pdf", "-headless.pdf", "两 个 空格.pdf", f"{'b' * 251}.pdf",
    ]  # fmt: skip
    assert sorted(path.name for path in (tmp_path / "in").rglob("*") if path.is_file()) == sorted(
        Path(name).name for name in names
    )


@posix
def test_a_broken_or_locked_docx_and_a_missing_file_are_named_and_cost_only_themselves(
    fake: Fake, tmp_path: Path
) -> None:
    good = letter(tmp_path / "good.docx", "words")
    (tmp_path / "half.docx").write_bytes(good.read_bytes()[:9_000])
    (tmp_path / "text.docx").write_text("words", encoding="utf-8")
    (tmp_path / "locked.docx").write_bytes(bytes.fromhex("D0CF11E0A1B11AE1") + bytes(600))
    with zipfile.ZipFile(tmp_path / "other.docx", "w") as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
    names = ("half", "good", "text", "locked", "other", "none")

    done = to_pdf([tmp_path / f"{name}.docx" for name in names], into=tmp_path / "out", office=str(fake("pass")))

    told = {each.source.stem: each.trouble for each in done}
    assert told == {
        "half": "not-readable", "good": "", "text": "not-readable", "locked": "locked", "other": "not-readable",
        "none": "not-readable",
    }  # fmt: skip


# -- the real one -----------------------------------------------------------------------------------------------------


class _Ear(socketserver.StreamRequestHandler):
    heard: list[bytes]

    def handle(self) -> None:
        self.heard.append(self.rfile.readline())
        self.wfile.write(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")


@pytest.fixture
def server() -> Iterator[tuple[str, list[bytes]]]:
    """A server nearby, and what it was asked for."""
    heard: list[bytes] = []
    ear = type("Ear", (_Ear,), {"heard": heard})
    with socketserver.TCPServer(("127.0.0.1", 0), ear) as listening:
        threading.Thread(target=listening.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{listening.server_address[1]}", heard
        listening.shutdown()


@real
@pytest.mark.slow
@pytest.mark.req("S0-41")
def test_libreoffice_prints_pages_that_poppler_draws_and_asks_no_server(
    tmp_path: Path, server: tuple[str, list[bytes]]
) -> None:
    host, heard = server
    paths = [
        letter(tmp_path / "行动 计划 😀.docx", "承运商延误", "R&D <b>"),
        letter(tmp_path / "linked.docx", "picture"),
    ]
    document = docx.Document(str(paths[1]))
    dot = io.BytesIO()
    Image.new("RGB", (1, 1)).save(dot, "PNG")
    document.add_picture(dot)
    blip = document.element.body.xpath(".//a:blip")[0]
    name = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
    blip.attrib.pop(f"{name}embed")
    blip.set(f"{name}link", document.part.relate_to(f"{host}/seen.png", RELATIONSHIP_TYPE.IMAGE, is_external=True))
    document.save(str(paths[1]))

    done = to_pdf(paths, into=tmp_path / "out", timeout=120)

    assert [(each.trouble, each.pdf and len(pypdfium2.PdfDocument(each.pdf))) for each in done] == [("", 1), ("", 1)]
    assert heard == []
    assert done[0].pdf is not None
    if shutil.which("pdftoppm"):
        (picture,) = to_pictures(done[0].pdf, into=tmp_path / "png", dpi=40)
        assert picture.name == "行动 计划 😀-1.png"
        assert picture.read_bytes().startswith(b"\x89PNG")


@real
@posix
def test_japanese_is_printed_in_a_japanese_face_where_its_own_is_not_installed(tmp_path: Path) -> None:
    fonts = shutil.which("pdffonts")
    known = subprocess.run(["fc-list", ":", "family"], check=True, capture_output=True, text=True).stdout
    if fonts is None or "Noto Sans CJK JP" not in known or "Yu Gothic" in known:
        pytest.skip("poppler or Noto Sans CJK is not here, or Yu Gothic is")
    source = Path(__file__).parents[3] / "doc_templates" / "poa_ja.docx"
    (done,) = to_pdf([source], into=tmp_path)
    shown = subprocess.run([fonts, str(done.pdf)], check=True, capture_output=True, text=True).stdout
    assert "NotoSansCJK" in shown
    assert "WenQuanYi" not in shown
