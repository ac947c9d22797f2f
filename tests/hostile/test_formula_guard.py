"""No text that staff or strangers typed ever becomes a formula in a workbook that we write."""

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casewright.intake import annotate, write_batch, write_form
from casewright.model import Bilingual, Drop, FileRef, Kind, Severity
from casewright.sheets import Draft, Issue, SheetDraft, build_book, issues_bytes

#: What Excel, WPS or LibreOffice takes for the start of a formula, or a cell that leads to another program.
STARTS = ("=", "+", "-", "@", "\t=", "\r=", " =", "\n=", "{=", "＝", "|")
ODD = Kind("test/odd", Severity.WARNING, "“{name}”有误。", '"{name}" is odd.', "改 {name}。", "Mend {name}.")

texts = st.builds(
    lambda start, rest: start + rest,
    st.sampled_from(STARTS),
    st.one_of(
        st.sampled_from(["1+1", "cmd|'/C calc'!A0", 'HYPERLINK("https://evil.example","x")']), st.text(max_size=12)
    ),
)


def issues(text: str, folder: Path) -> bytes:
    both = Bilingual(text, text)
    return issues_bytes([Issue("error", text, both, both, text)], title=both, note=both)


def marked_list(text: str, folder: Path) -> bytes:
    drop = Drop("drop", folder / "nothing")
    name = annotate(drop, [ODD.at(FileRef(text), name=text)], out=folder / "out")[-1].path
    return (folder / "out" / name).read_bytes()


def form(text: str, folder: Path) -> bytes:
    case = {"case": text, "seller": text, "notes": text, "statements": [{"id": text, "statement": text}]}
    return write_form(folder, case=case, replace=True).read_bytes()


def batch(text: str, folder: Path) -> bytes:
    return write_batch(folder / "batch.xlsx", [{"case": text, "folder": text}], replace=True).read_bytes()


def rulebook(text: str, folder: Path) -> bytes:
    return build_book([SheetDraft("S", ((Draft(text, "note"),),), (20.0,))])


def marked_copy(text: str, folder: Path) -> bytes:
    """A case sheet whose cells hold the text as text, marked and sent back."""
    drop = folder / "drop"
    drop.mkdir(exist_ok=True)
    write_form(drop, case={"case": text, "marketplace": text}, replace=True)
    out = annotate(Drop("drop", drop), [ODD.at(FileRef("x"), name=text)], out=folder / "out")
    return (folder / "out" / out[0].path).read_bytes()


@pytest.mark.parametrize("write", [issues, marked_list, form, batch, rulebook, marked_copy])
@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=texts)
def test_what_looks_like_a_formula_is_written_as_text(
    write: Callable[[str, Path], bytes], tmp_path: Path, text: str
) -> None:
    raw = write(text, tmp_path)
    book = openpyxl.load_workbook(BytesIO(raw))
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert cells
    assert not [cell.coordinate for cell in cells if cell.data_type in {"f", "e"}]
    with zipfile.ZipFile(BytesIO(raw)) as archive:
        sheets = [archive.read(name) for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
    assert not [part for part in sheets if b"<f>" in part or b"<f " in part]
