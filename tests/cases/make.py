"""Make the sample cases from their stories: ``python tests/cases/make.py`` writes them beside this file.

A story is what a client tells and hands over. The case sheet is written by the product's own form; the evidence files
are drawn by ``paper.py`` and ``exports.py``. The made folders are committed, because ``casewright demo`` ships them.
"""

from __future__ import annotations

import io
import shutil
import sys
import zipfile
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from docx import Document

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

import exports  # noqa: E402
import paper  # noqa: E402

from casewright.intake import write_form  # noqa: E402
from casewright.playbook import load_playbook  # noqa: E402
from casewright.sheets import fixed_bytes  # noqa: E402

Spec = Mapping[str, Any]
SHEETS = ("listings", "statements", "evidence", "submissions", "reports")


def docx(text: str) -> bytes:
    """Write a plain Word file, a paragraph a line."""
    document = Document()
    for line in text.splitlines():
        document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return rezip(out.getvalue())


def rezip(data: bytes) -> bytes:
    """Give a zip the same bytes on every run: sorted names, one date."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist()):
            new.writestr(zipfile.ZipInfo(name, (2026, 11, 20, 0, 0, 0)), old.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()


MAKERS: Mapping[str, Callable[[Any], bytes]] = {
    "pdf": paper.pdf, "scan": paper.scan, "picture": paper.picture, "screenshot": paper.screenshot,
    "photo": paper.photo, "mail": paper.mail, "table": paper.table, "docx": docx,
    "orders": exports.orders, "feedback": exports.feedback, "claims": exports.claims, "shipments": exports.shipments,
}  # fmt: skip


def files_of(story: Spec) -> Iterator[tuple[str, bytes]]:
    """Yield each file of a story with its bytes."""
    for spec in story["files"]:
        if "text" in spec:
            yield spec["path"], paper.text(spec["text"], spec.get("encoding", "utf-8"))
        else:
            kind = next(name for name in MAKERS if name in spec)
            yield spec["path"], MAKERS[kind](spec[kind])


def values_of(story: Spec) -> dict[str, Any]:
    """Return the story's case in the shape of case.yaml."""
    return {**story["case"], **{sheet: story[sheet] for sheet in SHEETS if story.get(sheet)}}


def make_folder(story: Spec, target: Path, *, sheet: bool = True) -> None:
    """Write one case as a folder."""
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    if sheet:
        write_form(target, case=values_of(story), choices=_choices())
    for path, data in files_of(story):
        paper.write(target / path, data)


@cache
def _choices() -> dict[str, tuple[tuple[str, str, str], ...]]:
    root = HERE.parent.parent
    book, _ = load_playbook(root / "rulebooks", root / "doc_templates", on=date(2026, 11, 22))
    assert book is not None
    return dict(book.choices)


def make_zip(story: Spec, target: Path) -> None:
    """Write one case as the zip that a Chinese Windows makes: names in GBK, without the UTF-8 mark."""
    folder = target.with_suffix(".tmp")
    make_folder(story, folder)
    names = sorted(path for path in folder.rglob("*") if path.is_file())
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in names:
            stand_in = path.relative_to(folder).as_posix().encode("gbk").decode("cp437")
            archive.writestr(_GbkName(stand_in, (2026, 11, 20, 0, 0, 0)), path.read_bytes(), zipfile.ZIP_DEFLATED)
    shutil.rmtree(folder)


class _GbkName(zipfile.ZipInfo):
    def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # noqa: N802 - the standard library's name
        return self.filename.encode("cp437"), self.flag_bits & ~0x800


def make_yaml(story: Spec, target: Path) -> None:
    """Write one case as another system would: a folder with case.yaml."""
    make_folder(story, target, sheet=False)
    text = yaml.safe_dump(values_of(story), allow_unicode=True, sort_keys=False, width=110)
    paper.write(target / "case.yaml", text.encode())


def make_batch(story: Spec, target: Path) -> None:
    """Write several cases as one batch workbook with their evidence folders beside it."""
    from openpyxl import Workbook

    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    book = Workbook()
    book.remove(book.worksheets[0])
    _batch_sheet(book, "Cases 案件", [{**case["case"], "folder": case["folder"]} for case in story["cases"]])
    for title, key in (("ASINs", "listings"), ("Facts 事实", "statements"), ("Evidence 证据", "evidence")):
        rows = [{"case": each["case"]["case"], **row} for each in story["cases"] for row in each.get(key, ())]
        _batch_sheet(book, title, rows)
    paper.write(target / "batch-2611.xlsx", fixed_bytes(book))
    for case in story["cases"]:
        for path, data in files_of(case):
            paper.write(target / case["folder"] / path, data)


def _batch_sheet(book: Any, title: str, rows: list[dict[str, Any]]) -> None:
    columns = list(dict.fromkeys(key for row in rows for key in row))
    sheet = book.create_sheet(title)
    sheet.append(columns)
    for row in rows:
        sheet.append([_typed(row.get(column)) for column in columns])


def _typed(value: Any) -> Any:
    return {True: "是", False: "否"}[value] if isinstance(value, bool) else value


def make_all(target: Path) -> list[Path]:
    """Make every story into ``target``; return what was made."""
    made = []
    for source in sorted((HERE / "stories").glob("*.yaml")):
        story = yaml.safe_load(source.read_text(encoding="utf-8"))
        shape = story["shape"]
        place = target / story.get("below", "") / (f"{source.stem}.zip" if shape == "zip" else source.stem)
        {"folder": make_folder, "zip": make_zip, "yaml": make_yaml, "batch": make_batch}[shape](story, place)
        made.append(place)
    return made


if __name__ == "__main__":
    for made_place in make_all(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE):
        print(made_place.name)  # noqa: T201 - this script talks to the person who runs it
