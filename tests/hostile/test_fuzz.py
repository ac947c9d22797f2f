"""Sound files with bytes turned, cut, doubled: whatever comes of them, a reader answers and nothing breaks."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from casewright.intake import inspect_files, open_drop, read_case
from casewright.intake.media_reading import CRASHED, SLOW
from casewright.model import Drop, Limits

LIMITS = Limits(read_seconds=30)
MAIL = (
    b"From: a@example.com\nTo: b@example.com\nSubject: =?utf-8?b?6YCa55+l?=\nMIME-Version: 1.0\n"
    b"Content-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain; charset=gb2312\n"
    b"Content-Transfer-Encoding: quoted-printable\n\n=CD=A8=D6=AA hello\n--b\nContent-Type: text/html\n\n"
    b"<html><style>p{color:red}</style><p>hello <a href=https://example.com>x</a></p></html>\n--b--\n"
)
TABLE = b"order-id,date,amount\n" + b"".join(b"112-%07d-1,2026-01-%02d,9.9\n" % (n, n % 28) for n in range(30))


def office(made: ModuleType) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:  # stored, so that a turned byte reaches the parser
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", made.word(b"we shipped late"))
    return out.getvalue()


def workbook() -> bytes:
    book, saved, out = openpyxl.Workbook(), io.BytesIO(), io.BytesIO()
    for row in (("项目 Field", "内容 Value"), ("case", "H-1"), ("odr", "=1/50"), ("notice_date", 45000.5)):
        book.worksheets[0].append(row)
    book.worksheets[0].merge_cells("A6:B7")
    book.save(saved)
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name))
    return out.getvalue()


def picture(kind: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (60, 40), "navy").save(out, kind)
    return out.getvalue()


@pytest.fixture(scope="module")
def samples(made: Callable[[str], ModuleType]) -> dict[str, bytes]:
    evidence = made("evidence_made")
    packed = made("zips_made").made(("a/发票.txt", b"x" * 50))
    pdf = evidence.pdf_of(evidence.one_page(evidence._SAID))
    pictures = {f"a.{kind}": picture(kind) for kind in ("png", "jpeg", "gif", "tiff", "webp", "bmp")}
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + b"\x3e\0\x03\0\xfe\xff\x09\0\x06" + bytes(2000)
    return {"a.pdf": pdf, "a.docx": office(evidence), "a.xlsx": workbook(), "a.eml": MAIL, "a.csv": TABLE, "a.msg": ole,
            "a.zip": packed, **pictures}  # fmt: skip


mutations = st.lists(
    st.tuples(
        st.sampled_from(["flip", "cut", "double", "insert"]),
        st.floats(0, 1, exclude_max=True),
        st.binary(min_size=1, max_size=6),
    ),
    min_size=1, max_size=6,
)  # fmt: skip


def mutated(raw: bytes, changes: list[tuple[str, float, bytes]]) -> bytes:
    for what, place, more in changes:
        at = int(place * len(raw))
        if what == "flip":
            raw = raw[:at] + more + raw[at + len(more) :]
        elif what == "cut":
            raw = raw[:at] + raw[at + len(more) * 7 :]
        elif what == "double":
            raw = raw[:at] + raw[at : at + len(more) * 40] + raw[at:]
        else:
            raw = raw[:at] + more + raw[at:]
    return raw


def survives(folder: Path, name: str, raw: bytes) -> None:
    """Read bytes as evidence and, where they may be one, as a drop; no reader may break off."""
    for old in folder.iterdir():
        old.unlink()
    (folder / name).write_bytes(raw)
    items, found = inspect_files(Drop("drop", folder, limits=LIMITS))
    assert all(item.media.problem not in {CRASHED, SLOW} for item in items), (name, found)
    if name.endswith((".xlsx", ".zip")):
        with_drops(folder / name)


def with_drops(path: Path) -> None:
    work = path.parent.parent / "work"
    drops, found = open_drop(path, work, limits=LIMITS)
    assert drops or found
    for drop in drops:
        case, wrong = read_case(drop)
        assert case or wrong


def fuzz(samples: dict[str, bytes], folder: Path, *, examples: int, fixed: bool) -> int:
    """Damage samples so many times and read each; return how many were read to the end."""
    folder.mkdir()
    read = 0

    @settings(max_examples=examples, derandomize=fixed, deadline=None, suppress_health_check=list(HealthCheck))
    @given(name=st.sampled_from(sorted(samples)), changes=mutations)
    def run(name: str, changes: list[tuple[str, float, bytes]]) -> None:
        nonlocal read
        survives(folder, name, mutated(samples[name], changes))
        read += 1

    run()
    return read


@pytest.mark.slow
def test_no_reader_breaks_on_a_damaged_file(samples: dict[str, bytes], tmp_path: Path) -> None:
    assert fuzz(samples, tmp_path / "in", examples=250, fixed=True) >= 250


@pytest.mark.long
def test_no_reader_breaks_on_ten_thousand_damaged_files(samples: dict[str, bytes], tmp_path: Path) -> None:
    assert fuzz(samples, tmp_path / "in", examples=10_000, fixed=False) >= 10_000
