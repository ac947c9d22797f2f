"""The limits of desk.toml: defaults, clear errors, and they travel with the drop."""

from pathlib import Path

import docx
import pytest

from casewright.desk import House
from casewright.desk.settings import read_settings
from casewright.intake import inspect_files
from casewright.model import DeskError, Limits


def toml(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "desk.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_what_is_left_out_has_its_default(tmp_path: Path) -> None:
    assert read_settings(toml(tmp_path, "workers = 2\n")).limits == Limits()
    assert read_settings(toml(tmp_path, "[limits]\nfile_mb = 10\n")).limits == Limits(file_mb=10)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("limits = 5", "as a section"),
        ("[limits]\nfile_mbs = 5", "Did you mean file_mb?"),
        ("[limits]\nfile_mb = 0", "not below 1"),
        ("[limits]\nfile_mb = true", "not below 1"),
        ("[limits]\nfile_mb = 1.5", "not below 1"),
        ("[limits]\nread_memory_mb = 10", "not below 1024"),
    ],
)
def test_a_bad_limit_says_what_would_do(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(DeskError) as caught:
        read_settings(toml(tmp_path, text))
    assert says in caught.value.fix.en
    assert caught.value.fix.zh


def test_limits_travel_with_the_drop(tmp_path: Path) -> None:
    folder = tmp_path / "A"
    folder.mkdir()
    (folder / "case.yaml").write_text("case: A\n", encoding="utf-8")
    (folder / "big.txt").write_bytes(b"x" * (2 << 20))
    (drop,), _ = House(Limits(file_mb=1)).open(folder, tmp_path / "w")
    items, found = inspect_files(drop)
    assert [each.media.problem for each in items] == ["too-large"]
    assert [each.code for each in found] == ["intake/file-too-large"]


def test_a_folder_with_more_files_than_allowed_is_not_copied(tmp_path: Path) -> None:
    folder = tmp_path / "A"
    folder.mkdir()
    for number in range(12):
        (folder / f"{number}.txt").write_text("x", encoding="utf-8")
    drops, found = House(Limits(drop_files=10)).open(folder, tmp_path / "w")
    assert drops == ()
    assert [each.code for each in found] == ["intake/drop-too-large"]
    assert "drop_files" in found[0].fix.zh
    assert not list((tmp_path / "w").rglob("*.txt"))


def test_how_long_a_word_document_may_be_is_a_setting(tmp_path: Path) -> None:
    folder = tmp_path / "A"
    folder.mkdir()
    (folder / "case.yaml").write_text("case: A\n", encoding="utf-8")
    letter = docx.Document()
    for number in range(400):
        letter.add_paragraph(f"{number} " + "A long annexe. " * 200)
    letter.save(str(folder / "annexe.docx"))
    told = {}
    for most in (1, 2):
        (drop,), _ = House(Limits(word_mb=most)).open(folder, tmp_path / f"w{most}")
        items, found = inspect_files(drop)
        told[most] = [each.media.problem for each in items], [each.code for each in found]
    assert told == {1: (["too-large"], ["intake/file-too-large"]), 2: ([""], [])}
