"""A batch workbook is many cases, each with its own rows, folder and findings."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import openpyxl
import pytest

from casewright.intake import inspect_files, open_drop, read_case, write_batch
from casewright.model import Case, Drop, Finding

TWO: Sequence[Mapping[str, object]] = (
    {"case": "B-1", "marketplace": "US", "notice_file": "notice.txt", "folder": "甲", "position": "admits",
     "statements": [{"id": "F01", "kind": "corrective", "statement": "退款", "evidence": ["E01"]}],
     "evidence": [{"id": "E01", "file": "a.txt"}], "listings": [{"asin": "B0EXAMPLE1"}]},
    {"case": "B-2", "marketplace": "DE", "notice_file": "notice.txt", "folder": "乙",
     "statements": [{"id": "F01", "kind": "what_happened", "statement": "延误"}]},
)  # fmt: skip


def batch(root: Path, cases: Sequence[Mapping[str, object]] = TWO) -> Path:
    for folder in ("甲", "乙"):
        (root / folder).mkdir(parents=True, exist_ok=True)
        (root / folder / "notice.txt").write_text(folder)
        (root / folder / "a.txt").write_text("a")
    return write_batch(root / "批量.xlsx", cases, replace=True)


def read_all(
    path: Path, work: Path
) -> tuple[dict[str, tuple[Case | None, tuple[Finding, ...]]], list[Drop], list[str]]:
    drops, found = open_drop(path, work)
    return {drop.name: read_case(drop) for drop in drops}, list(drops), [each.code for each in found]


def test_each_row_is_a_case_with_its_own_rows(tmp_path: Path) -> None:
    cases, _, found = read_all(batch(tmp_path / "in"), tmp_path / "w")
    assert (list(cases), found) == (["B-1", "B-2"], [])
    first, second = cases["B-1"][0], cases["B-2"][0]
    assert first is not None
    assert second is not None
    assert ([each.zh for each in first.statements], [each.zh for each in second.statements]) == (["退款"], ["延误"])
    assert (first.asins, second.asins, second.marketplace) == (("B0EXAMPLE1",), (), "DE")
    assert cases["B-1"][1] == ()


def test_addresses_point_into_the_batch_workbook(tmp_path: Path) -> None:
    cases, _, _ = read_all(batch(tmp_path / "in"), tmp_path / "w")
    case = cases["B-2"][0]
    assert case is not None
    assert case.origin.at == "批量.xlsx > Cases 案件!A6"
    assert case.statements[0].origin.at == "批量.xlsx > Facts 事实!A6"


def test_each_case_lies_alone_with_its_evidence_and_its_row_as_yaml(tmp_path: Path) -> None:
    _, drops, _ = read_all(batch(tmp_path / "in"), tmp_path / "w")
    assert sorted(path.name for path in drops[0].root.iterdir()) == ["a.txt", "case.yaml", "notice.txt"]
    assert "退款" in (drops[0].root / "case.yaml").read_text(encoding="utf-8")
    assert "延误" not in (drops[0].root / "case.yaml").read_text(encoding="utf-8")
    items, _ = inspect_files(drops[1])
    assert [each.path for each in items] == ["a.txt", "notice.txt"]


def test_one_bad_row_sends_back_its_own_case_only(tmp_path: Path) -> None:
    bad = ({**TWO[0], "notice_date": "03/04/2026"}, TWO[1])
    cases, _, _ = read_all(batch(tmp_path / "in", bad), tmp_path / "w")
    assert cases["B-1"][0] is None
    assert [each.at for each in cases["B-1"][1]] == ["批量.xlsx > Cases 案件!K5"]
    assert cases["B-2"][0] is not None


def test_a_missing_folder_is_said_and_the_case_goes_on(tmp_path: Path) -> None:
    cases, _, _ = read_all(batch(tmp_path / "in", ({**TWO[0], "folder": "丙"}, TWO[1])), tmp_path / "w")
    case, found = cases["B-1"]
    assert case is not None
    assert [each.code for each in found] == ["intake/folder-missing"]


@pytest.mark.parametrize("folder", ["../secret", "/etc", ".", "甲/../../secret"])
def test_a_folder_elsewhere_is_not_copied(tmp_path: Path, folder: str) -> None:
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret" / "x.txt").write_text("not yours")
    _, drops, _ = read_all(batch(tmp_path / "in", ({**TWO[0], "folder": folder},)), tmp_path / "w")
    assert [path.name for path in drops[0].root.iterdir()] == ["case.yaml"]


def test_the_same_reference_twice_sends_both_back(tmp_path: Path) -> None:
    drops, _ = open_drop(batch(tmp_path / "in", (TWO[0], {**TWO[1], "case": "b-1 "})), tmp_path / "w")
    assert len({drop.root for drop in drops}) == 2
    for drop in drops:
        case, found = read_case(drop)
        assert case is None
        assert "intake/case-twice" in {each.code for each in found}


def test_a_row_of_no_case_is_named(tmp_path: Path) -> None:
    path = batch(tmp_path / "in")
    book = openpyxl.load_workbook(path)
    book["Facts 事实"]["A7"] = "B-9"
    book["Facts 事实"]["D7"] = "谁的？"
    book.save(path)
    _, _, found = read_all(path, tmp_path / "w")
    assert found == ["intake/row-without-case"]


def test_a_row_without_a_reference_comes_back(tmp_path: Path) -> None:
    cases, _, _ = read_all(batch(tmp_path / "in", ({**TWO[0], "case": None}, TWO[1])), tmp_path / "w")
    case, found = cases["row-5"]
    assert case is None
    assert "intake/required-missing" in {each.code for each in found}
    assert cases["B-2"][0] is not None


def test_a_secret_is_flagged_in_its_own_case_only(tmp_path: Path) -> None:
    cases, drops, _ = read_all(
        batch(tmp_path / "in", ({**TWO[0], "requests": "密码：Abc12345"}, TWO[1])), tmp_path / "w"
    )
    assert [each.code for each in cases["B-1"][1]] == ["intake/secret-found"]
    assert cases["B-2"][1] == ()
    assert "Abc12345" not in (drops[0].root / "case.yaml").read_text(encoding="utf-8")


def test_a_folder_or_a_zip_with_a_batch_in_it_is_the_batch(tmp_path: Path) -> None:
    import shutil

    batch(tmp_path / "in")
    packed = Path(shutil.make_archive(str(tmp_path / "batch"), "zip", tmp_path / "in"))
    for path in (tmp_path / "in", packed):
        cases, _, _ = read_all(path, tmp_path / f"w-{path.name}")
        assert list(cases) == ["B-1", "B-2"]
        assert all(case is not None for case, _ in cases.values())


def test_a_blank_batch_is_a_finding(tmp_path: Path) -> None:
    drops, found = open_drop(write_batch(tmp_path / "b.xlsx"), tmp_path / "w")
    assert drops == ()
    assert [each.code for each in found] == ["intake/batch-empty"]


def test_a_reference_of_two_hundred_chinese_letters_still_gets_a_folder(tmp_path: Path) -> None:
    name = "极" * 200
    cases, drops, _ = read_all(batch(tmp_path / "in", ({**TWO[0], "case": name},)), tmp_path / "w")
    assert drops[0].name == name
    case = cases[name][0]
    assert case is not None
    assert case.ref == name
