"""Whatever lies in the inbox is opened into a private copy, or said why not; the original is never touched."""

import hashlib
import os
from pathlib import Path

import openpyxl
import pytest

from casewright.intake import inspect_files, open_drop, read_case, write_form
from casewright.model import Drop

LEAST = {"case": "CW-1", "marketplace": "US", "notice_file": "notice.txt"}


def prints(root: Path) -> dict[str, str]:
    return {
        path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(root.rglob("*")) if path.is_file()
    }  # fmt: skip


def opened(path: Path, work: Path) -> Drop:
    drops, _ = open_drop(path, work)
    assert len(drops) == 1
    return drops[0]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "CW-1 极光"
    write_form(root, case=LEAST)
    (root / "notice.txt").write_text("Dear seller")
    (root / "证据").mkdir()
    (root / "证据" / "退款.csv").write_text("a,b")
    return root


def test_a_folder_is_copied_whole_and_left_as_it_was(folder: Path, tmp_path: Path) -> None:
    before = prints(folder)
    drop = opened(folder, tmp_path / "w")
    assert drop.name == "CW-1 极光"
    assert prints(drop.root) == before == prints(folder)
    assert drop.root.is_relative_to(tmp_path / "w")
    assert read_case(drop)[0] is not None


def test_temporary_and_lock_files_stay_out_and_are_named(folder: Path, tmp_path: Path) -> None:
    names = ["~$case.xlsx", ".~case.xlsx", ".~lock.case.xlsx#", "x.tmp", "a.part", "b.crdownload", "c.filepart",
             ".syncthing.x", "~syncthing~y", ".DS_Store", "._z", "Thumbs.db", "desktop.ini"]  # fmt: skip
    for name in names:
        (folder / name).write_bytes(b"x")
    for name in ("__MACOSX", "@eaDir", ".stfolder"):
        (folder / name).mkdir()
    drop = opened(folder, tmp_path / "w")
    assert set(prints(drop.root)) == {"case.xlsx", "notice.txt", "证据/退款.csv"}
    assert {each.code for each in drop.findings} == {"intake/temporary-file"}
    assert len(drop.findings) == len(names) + 3


def test_links_and_pipes_are_not_followed(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "outside.txt").write_text("outside")
    (folder / "link.txt").symlink_to(tmp_path / "outside.txt")
    (folder / "loop").symlink_to(folder)
    os.mkfifo(folder / "pipe")
    drop = opened(folder, tmp_path / "w")
    assert set(prints(drop.root)) == {"case.xlsx", "notice.txt", "证据/退款.csv"}
    assert [each.code for each in drop.findings] == ["intake/not-a-plain-file"] * 3


@pytest.mark.parametrize(
    "name",
    [
        "表情😀文件.txt",
        "亚" * 80 + ".txt",
        "a\u202egnp.txt",
        "line\nbreak.txt",
        "CON.txt",
        "trailing. ",
        "a" * 251 + ".txt",
        "LPT1",
        "nul.tar.gz",
        "\u2066\u202ereversed.txt",
        "é.txt",
        "q?.txt",
    ],
)
def test_odd_names_survive(folder: Path, tmp_path: Path, name: str) -> None:
    (folder / name).write_text("content of the odd one")
    drop = opened(folder, tmp_path / "w")
    kept = {path.read_text() for path in drop.root.iterdir() if path.suffix != ".xlsx" and path.is_file()}
    assert "content of the odd one" in kept
    items, _ = inspect_files(drop)
    assert len(items) == 3


def test_a_name_in_gbk_bytes_becomes_its_chinese(folder: Path, tmp_path: Path) -> None:
    (Path(os.fsdecode(os.fsencode(folder) + b"/" + "发票.pdf".encode("gbk")))).write_bytes(b"x")
    drop = opened(folder, tmp_path / "w")
    assert (drop.root / "发票.pdf").read_bytes() == b"x"


def test_names_that_fall_together_both_survive(folder: Path, tmp_path: Path) -> None:
    (folder / "é.txt").write_text("composed")
    (folder / "e\u0301.txt").write_text("decomposed")
    drop = opened(folder, tmp_path / "w")
    assert {path.read_text() for path in drop.root.glob("é*.txt")} == {"composed", "decomposed"}


def test_a_single_sheet_is_a_drop_of_its_own(folder: Path, tmp_path: Path) -> None:
    drop = opened(folder / "case.xlsx", tmp_path / "w")
    case, _ = read_case(drop)
    assert case is not None
    assert case.ref == "CW-1"


def test_a_case_yaml_in_a_folder_or_alone_is_a_drop(tmp_path: Path) -> None:
    root = tmp_path / "Y-1"
    root.mkdir()
    (root / "case.yaml").write_text("case: Y-1\nmarketplace: US\n")
    for path in (root, root / "case.yaml"):
        case, _ = read_case(opened(path, tmp_path / f"w-{path.name}"))
        assert case is not None
        assert case.ref == "Y-1"


@pytest.mark.parametrize("name", ["notice.pdf", "case.rar", "case.7z", "readme.docx"])
def test_a_single_other_file_is_no_drop(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"x")
    drops, found = open_drop(tmp_path / name, tmp_path / "w")
    assert drops == ()
    assert [(each.code, each.at) for each in found] == [("intake/not-a-drop", name)]


def test_nothing_there_is_a_finding(tmp_path: Path) -> None:
    assert [each.code for each in open_drop(tmp_path / "gone", tmp_path / "w")[1]] == ["intake/nothing-there"]


def test_an_empty_folder_is_a_drop_without_a_sheet(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    case, found = read_case(opened(tmp_path / "empty", tmp_path / "w"))
    assert case is None
    assert [each.code for each in found] == ["intake/no-case-sheet"]


def test_a_corrupt_workbook_alone_comes_back_as_damaged(tmp_path: Path) -> None:
    (tmp_path / "x.xlsx").write_bytes(b"PK\x03\x04")
    case, found = read_case(opened(tmp_path / "x.xlsx", tmp_path / "w"))
    assert case is None
    assert [each.code for each in found] == ["sheets/not-a-workbook"]


def test_an_ordinary_workbook_in_a_folder_is_not_taken_for_a_batch(folder: Path, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].title = "Cases"
    book.worksheets[0].append(("carton", "weight"))
    book.save(folder / "cartons.xlsx")
    assert opened(folder, tmp_path / "w").row is None


def test_a_sheet_of_ones_own_is_never_taken_for_evidence(tmp_path: Path) -> None:
    root = tmp_path / "own"
    root.mkdir()
    book = openpyxl.Workbook()
    for line in (("案号", "CW-9"), ("站点", "美国"), ("店铺", "极光"), ("停用通知", "n.txt")):
        book.worksheets[0].append(line)
    book.save(root / "资料表.xlsx")
    drop = opened(root, tmp_path / "w")
    assert read_case(drop)[0] is not None
    assert inspect_files(drop)[0] == ()
