"""Every kind of Word file that the house makes, made once: packages of all samples, a second version, the awkward case,
annotated copies, previews, the dictionary of names, and the templates themselves."""

import contextlib
import importlib.util
import io
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
import yaml
from reportlab.pdfgen.canvas import Canvas

from casewright.cli import main
from casewright.render.pages import to_pdf

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
AS_OF = ("--as-of", "2026-11-22")
#: 500 Chinese characters without a blank.
LONG = "".join("没有空格的一整段中文说明"[number % 12] for number in range(500))
FILLED = {"{long}": LONG, "{lone}": "\ud83d", "{name_tracking}": f"{'承运商时效对比' * 10}.pdf"}


@dataclass(frozen=True)
class Made:
    """A desk after its work, the Word files made beside it, and the values of the awkward case."""

    desk: Path
    beside: Path
    awkward: Mapping[str, Any]

    @property
    def awkward_package(self) -> Path:
        return self.desk / "outbox" / str(self.awkward["case"]) / "v1"

    def documents(self) -> dict[str, Path]:
        """Return every Word file by a name for people; whoever makes a new kind need not come here."""
        places = (
            (self.desk / "outbox", "*/*/*.docx"),
            (self.desk / "doc_templates", "*.docx"),
            (self.beside, "*.docx"),
        )
        return {f"{folder.name}/{path.relative_to(folder).as_posix()}": path
                for folder, shape in places for path in sorted(folder.glob(shape))}  # fmt: skip


def said(*arguments: str | Path) -> int:
    with contextlib.redirect_stdout(io.StringIO()):
        return main([str(each) for each in arguments])


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder = tmp_path_factory.mktemp("proof")
    desk, beside, awkward = folder / "desk", folder / "beside", awkward_case()
    beside.mkdir()
    said("demo", desk)
    drop = desk / "inbox" / str(awkward["case"])
    write_drop(drop, awkward)
    changed = desk / "inbox" / "LJ-2611-ODR"
    refunded_a_day_later(next(changed.glob("*.xlsx")))
    said("--desk", desk, "run", drop, changed, *sorted((desk / "samples").iterdir()), *AS_OF)
    beside_packages(desk, beside)
    return Made(desk, beside, awkward)


def awkward_case() -> dict[str, Any]:
    """Read awkward.yaml and fill what no file can hold: long text, half a character, 60 listings, 40 papers."""
    case: dict[str, Any] = filled(yaml.safe_load((HERE / "awkward.yaml").read_text(encoding="utf-8")))
    case["listings"] = [
        {"asin": f"B0AWK{n:05d}", "sku": f"SKU-<{n}>&{n}", "title": f"Jar № {n} “Größe”", "brand": "R&D <b>"}
        for n in range(60)
    ]
    case["evidence"] += [
        {"id": f"E{n:02d}", "file": f"附件 {n:02d} & <副本>.pdf", "kind": "service_log", "proves_zh": f"第{n}份日志",
         "proves_en": f"Log number {n}", "dated": "2026-11-18"}
        for n in range(7, 41)
    ]  # fmt: skip
    return case


def filled(value: Any) -> Any:
    if isinstance(value, str):
        for name, text in FILLED.items():
            value = value.replace(name, text)
        return value
    if isinstance(value, list):
        return [filled(each) for each in value]
    if isinstance(value, dict):
        return {key: filled(each) for key, each in value.items()}
    return value.isoformat() if isinstance(value, date) else value


def write_drop(folder: Path, case: Mapping[str, Any]) -> None:
    folder.mkdir(parents=True)
    text = yaml.safe_dump(dict(case), allow_unicode=False, sort_keys=False)
    (folder / "case.yaml").write_text(text, encoding="utf-8")
    shutil.copyfile(HERE / "notice.txt", folder / "notice.txt")
    for row in case["evidence"][1:]:
        path = folder / row["file"]
        lines = (row["id"], str(row["dated"]), row["proves_en"])
        path.write_bytes(paper(*lines) if path.suffix == ".pdf" else "\n".join(("order,defect", *lines)).encode())


def paper(*lines: str) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out)
    for number, line in enumerate(lines):
        canvas.drawString(72, 720 - 20 * number, line)
    canvas.save()
    return out.getvalue()


def refunded_a_day_later(sheet: Path) -> None:
    """Change one day of the case sheet, so that a second version follows."""
    book = openpyxl.load_workbook(sheet)
    rows = [row for page in book for row in page.iter_rows() if row[0].value == "F05"]
    for cell in (each for row in rows for each in row):
        if isinstance(cell.value, datetime) and cell.value.date() == date(2026, 11, 17):
            cell.value = datetime(2026, 11, 18)  # noqa: DTZ001 - a cell knows no zone
        elif cell.value == "2026-11-17":
            cell.value = "2026-11-18"
    book.save(sheet)


def beside_packages(desk: Path, beside: Path) -> None:
    """Make what staff get of a template: the copy with comments, the dictionary of names, the previews."""
    faulty = beside / "faulty.docx"
    document = docx.Document(str(desk / "doc_templates" / "poa_en.docx"))
    document.add_paragraph(
        "Store: {{ case.stroe }} ｛｛ case.ref ｝｝ {% for row in case.rowz %}{{ row.labl }}{% endfor %}"
    )
    document.save(str(faulty))
    said("--desk", desk, "template", "check", faulty, "--annotate", "--out", beside)
    if has_command("fields"):
        said("--desk", desk, "template", "fields", "--out", beside / "fields.docx")
    if has_command("preview"):
        for path in sorted((desk / "doc_templates").glob("*.docx")):
            said("--desk", desk, "template", "preview", path, "--out", beside)


def has_command(name: str) -> bool:
    return importlib.util.find_spec(f"casewright.cli.template.{name}") is not None


@pytest.fixture(scope="session")
def printed(made: Made, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The documents of the awkward case as PDFs, by file name, in one sitting of LibreOffice."""
    if shutil.which("soffice") is None or shutil.which("pdftotext") is None:
        pytest.skip("LibreOffice and poppler print and read the pages; they are not installed")
    documents = sorted(made.awkward_package.glob("*.docx"))
    done = to_pdf(documents, into=tmp_path_factory.mktemp("printed"))
    assert [each.trouble for each in done] == [""] * len(documents)
    return {each.source.name: each.pdf for each in done if each.pdf is not None}


@pytest.fixture(scope="session")
def pages_of(printed: dict[str, Path]) -> Iterator[dict[str, list[str]]]:
    """The text of each printed document, page by page, in the order in which it is drawn."""
    texts = {}
    for name, pdf in printed.items():
        command = ["pdftotext", "-raw", "-enc", "UTF-8", str(pdf), "-"]
        drawn = subprocess.run(command, check=True, capture_output=True).stdout.decode("utf-8")
        texts[name] = drawn.split("\f")[:-1]
    return texts
