"""A zip is unpacked whole and safely, or not at all."""

import io
import stat
import zipfile
from pathlib import Path

import pytest

from casewright.intake import open_drop, read_case, write_form
from casewright.intake.unzip import Budget, unzip
from casewright.model import Finding

LEAST = {"case": "Z-1", "marketplace": "US", "notice_file": "notice.txt"}


@pytest.fixture
def form(tmp_path: Path) -> bytes:
    return write_form(tmp_path / "form", case=LEAST).read_bytes()


def zipped(path: Path, *members: tuple[str | zipfile.ZipInfo, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return path


def refused(path: Path, work: Path, *, budget: Budget | None = None) -> Finding:
    """Return the finding for a zip that must leave nothing behind."""
    root, found = unzip(path, work, budget=budget)
    assert root is None
    assert not work.exists()
    return found[0]


def test_a_zip_of_a_folder_is_stepped_into(tmp_path: Path, form: bytes) -> None:
    path = zipped(tmp_path / "Z-1.zip", ("极光/case.xlsx", form), ("极光/证据/a.txt", b"a"))
    drops, found = open_drop(path, tmp_path / "w")
    assert found == ()
    assert [(each.name, each.findings) for each in drops] == [("Z-1", ())]
    case, _ = read_case(drops[0])
    assert case is not None
    assert (drops[0].root / "证据" / "a.txt").read_bytes() == b"a"


def test_a_zip_of_loose_files_stays_as_it_is(tmp_path: Path, form: bytes) -> None:
    path = zipped(tmp_path / "Z-1.zip", ("case.xlsx", form), ("evidence/a.txt", b"a"))
    drops, _ = open_drop(path, tmp_path / "w")
    assert read_case(drops[0])[0] is not None


@pytest.mark.parametrize(
    "inner",
    ["../evil.txt", "a/../../evil.txt", "/etc/evil.txt", "C:\\evil.txt", "C:/evil.txt", "..\\evil.txt", "\\\\host\\x"],
)
def test_a_path_that_leaves_the_zip_stops_it_all(tmp_path: Path, form: bytes, inner: str) -> None:
    path = zipped(tmp_path / "Z.zip", ("case.xlsx", form), (inner, b"x"))
    finding = refused(path, tmp_path / "w" / "Z")
    assert finding.code == "intake/zip-unsafe"
    assert not list(tmp_path.rglob("evil.txt"))


def test_a_zip_of_ten_gigabytes_is_not_opened(tmp_path: Path) -> None:
    path = zipped(tmp_path / "Z.zip", ("big.bin", b"x"))
    _claim_size(path, 10 << 30)
    assert refused(path, tmp_path / "w").code == "intake/zip-too-large"


def _claim_size(path: Path, size: int) -> None:
    """Write a size into the zip's directory."""
    raw = bytearray(path.read_bytes())
    place = raw.index(b"PK\x01\x02") + 24
    raw[place : place + 4] = min(size, 0xFFFF_FFFE).to_bytes(4, "little")
    path.write_bytes(bytes(raw))


def test_a_bomb_is_not_opened(tmp_path: Path) -> None:
    path = zipped(tmp_path / "Z.zip", ("zeros.txt", bytes(8 << 20)))
    assert refused(path, tmp_path / "w").code == "intake/zip-too-large"


def test_more_files_than_the_budget_are_not_opened(tmp_path: Path) -> None:
    path = zipped(tmp_path / "Z.zip", *((f"{number}.txt", b"x") for number in range(11)))
    assert refused(path, tmp_path / "w", budget=Budget(entries=10)).code == "intake/zip-too-large"


def test_an_encrypted_zip_asks_for_the_folder_instead(tmp_path: Path) -> None:
    path = zipped(tmp_path / "Z.zip", ("a.txt", b"x"))
    raw = bytearray(path.read_bytes())
    raw[6] |= 1
    raw[raw.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(bytes(raw))
    finding = refused(path, tmp_path / "w")
    assert finding.code == "intake/zip-encrypted"
    assert "密码" in finding.fix.zh


@pytest.mark.parametrize("damage", ["empty", "cut", "noise", "checksum"])
def test_a_damaged_zip_leaves_nothing(tmp_path: Path, damage: str) -> None:
    path = zipped(tmp_path / "Z.zip", ("a.txt", b"first"), ("b.txt", b"second content" * 50))
    raw = path.read_bytes()
    place = raw.index(b"PK\x03\x04", 10) + 45
    changed = {
        "empty": b"",
        "cut": raw[:-30],
        "noise": b"not a zip",
        "checksum": raw[:place] + b"!!" + raw[place + 2 :],
    }
    path.write_bytes(changed[damage])
    assert refused(path, tmp_path / "w").code == "intake/zip-damaged"


def test_names_from_chinese_windows_are_chinese(tmp_path: Path, form: bytes) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("AAAA/case.xlsx", form)
        archive.writestr("AAAA/BBBB.txt", b"x")
    raw = buffer.getvalue().replace(b"AAAA", "极光".encode("gbk")).replace(b"BBBB", "发票".encode("gbk"))
    path = tmp_path / "Z.zip"
    path.write_bytes(raw)
    drops, _ = open_drop(path, tmp_path / "w")
    assert (drops[0].root / "发票.txt").read_bytes() == b"x"
    assert drops[0].root.name == "极光"


def test_names_from_a_mac_without_the_flag_are_chinese(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("AAAAAA.txt", b"x")
    path = tmp_path / "Z.zip"
    path.write_bytes(buffer.getvalue().replace(b"AAAAAA", "发票".encode()))
    root, _ = unzip(path, tmp_path / "w")
    assert root is not None
    assert [each.name for each in root.iterdir()] == ["发票.txt"]


def test_a_name_of_two_hundred_chinese_letters_is_shortened_and_said(tmp_path: Path) -> None:
    name = "证" * 200 + ".txt"
    root, found = unzip(zipped(tmp_path / "Z.zip", (name, b"kept"), ("😀.txt", b"smile")), tmp_path / "w")
    assert root is not None
    assert {path.read_bytes() for path in root.iterdir()} == {b"kept", b"smile"}
    assert [each.code for each in found] == ["intake/file-renamed"]


def test_a_link_in_a_zip_is_left_out(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("link.txt")
    link.create_system = 3
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    root, found = unzip(zipped(tmp_path / "Z.zip", (link, b"/etc/passwd"), ("a.txt", b"a")), tmp_path / "w")
    assert root is not None
    assert [each.name for each in root.iterdir()] == ["a.txt"]
    assert [each.code for each in found] == ["intake/zip-link"]


def test_names_that_differ_in_capitals_only_both_survive(tmp_path: Path) -> None:
    root, _ = unzip(zipped(tmp_path / "Z.zip", ("A.txt", b"1"), ("a.txt", b"2"), ("b\\c.txt", b"3")), tmp_path / "w")
    assert root is not None
    assert {path.read_bytes() for path in root.rglob("*.txt")} == {b"1", b"2", b"3"}
    assert (root / "b" / "c.txt").is_file()


def test_a_zip_in_a_zip_stays_closed(tmp_path: Path) -> None:
    inner = zipped(tmp_path / "inner.zip", ("x.txt", b"x")).read_bytes()
    root, found = unzip(zipped(tmp_path / "Z.zip", ("inner.zip", inner), ("a.txt", b"a")), tmp_path / "w")
    assert root is not None
    assert (root / "inner.zip").read_bytes() == inner
    assert [each.code for each in found] == ["intake/zip-nested"]


def test_what_a_mac_adds_is_left_out(tmp_path: Path, form: bytes) -> None:
    path = zipped(
        tmp_path / "Z.zip", ("极光/case.xlsx", form), ("__MACOSX/极光/._case.xlsx", b"x"), ("极光/.DS_Store", b"x")
    )
    drops, _ = open_drop(path, tmp_path / "w")
    assert [each.name for each in drops[0].root.iterdir()] == ["case.xlsx"]
    assert {each.code for each in drops[0].findings} == {"intake/temporary-file"}
