"""A file made to do harm is named with a way out, takes no memory from the others, and the case around it goes on."""

from collections.abc import Callable, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from casewright.desk import scan

Made = Callable[[str], ModuleType]
Look = Callable[..., list[Any]]

#: MB that a drop may take on top in the process that holds the case, and in the one that reads for it.
ON_TOP, READING = 400, 1_600
SHEET = "case: H-1\nmarketplace: US\nnotice_file: notice.txt\n"
#: How a file is named that was ended or left aside; which of them it is depends on what is short first.
ENDED = {"intake/out-of-time", "intake/file-too-large", "intake/unreadable"}
SLOWEST = {"forms.pdf", "styles.html", "runs.docx", "head.eml", "huge.txt"}


def folder(path: Path, *, sheet: bool = True) -> Path:
    path.mkdir(parents=True)
    (path / "notice.txt").write_text("Dear seller, your account is at risk of deactivation.", encoding="utf-8")
    if sheet:
        (path / "case.yaml").write_text(SHEET, encoding="utf-8")
    return path


def told_whole(seen: Any, wanted: str) -> None:
    assert not wanted or seen.codes & set(wanted.split()), seen.told
    for code, place, zh, en, fix_zh, fix_en in seen.told:
        assert "/" in code
        assert place
        assert zh
        assert en
        assert (fix_zh and fix_en) or code.startswith("intake/not-on-form")
    assert seen.peak < ON_TOP
    assert seen.helper < READING


def each_alone(files: Sequence[Any], root: Path) -> list[Path]:
    """Make a drop of its own for each file, and the file in it."""
    entries = [folder(root / name.replace(".", "-")) for name, _, _ in files]
    for entry, (name, build, _) in zip(entries, files, strict=True):
        build(entry / name)
    return entries


@pytest.mark.slow
def test_evidence_made_to_do_harm_is_named_and_the_case_goes_on(made: Made, look: Look, tmp_path: Path) -> None:
    files = [each for each in made("evidence_made").EVIDENCE if each[0] not in SLOWEST]
    for (name, _, wanted), seen in zip(files, look(each_alone(files, tmp_path / "in"), tmp_path / "work"), strict=True):
        assert seen.cases == ["H-1"], name
        assert name in seen.items
        assert not wanted or seen.at(name) & set(wanted.split()), (name, seen.told)
        told_whole(seen, wanted)


def test_locked_files_archives_shortcuts_and_pictures_that_unpack_are_named(
    made: Made, look: Look, tmp_path: Path
) -> None:
    files = made("evidence_more").EVIDENCE
    for (name, _, wanted), seen in zip(files, look(each_alone(files, tmp_path / "in"), tmp_path / "work"), strict=True):
        assert seen.cases == ["H-1"], name
        assert wanted in seen.at(name), (name, seen.told)
        assert not seen.at("notice.txt"), name
        told_whole(seen, wanted)


@pytest.mark.parametrize("ending", ["rar", "7z"])
def test_an_archive_that_is_no_zip_alone_in_the_inbox_is_named_with_what_to_do(tmp_path: Path, ending: str) -> None:
    (tmp_path / f"CW-1.{ending}").write_bytes(b"Rar!\x1a\x07\x01\0")
    taken, left = scan(tmp_path)
    assert taken == ()
    assert [(each.code, each.at) for each in left] == [("desk/stray-file", f"CW-1.{ending}")]
    assert "7z" in left[0].fix.zh
    assert "unpack" in left[0].fix.en


@pytest.mark.slow
def test_what_never_ends_is_ended_at_its_time_and_named(made: Made, look: Look, tmp_path: Path) -> None:
    files = [each for each in made("evidence_made").EVIDENCE if each[0] in SLOWEST]
    entry = folder(tmp_path / "in" / "slow")
    for name, build, _ in files:
        build(entry / name)
    (seen,) = look([entry], tmp_path / "work", seconds=2)
    assert seen.cases == ["H-1"]
    assert all(seen.items[name] for name in SLOWEST)
    assert {place for code, place, *_ in seen.told if code in ENDED} == SLOWEST
    told_whole(seen, "")


@pytest.mark.slow
def test_case_sheets_made_to_do_harm_come_back_with_the_reason(made: Made, look: Look, tmp_path: Path) -> None:
    books = made("books_made").BOOKS
    entries = []
    for name, build, _ in books:
        entries.append(folder(tmp_path / "in" / name, sheet=False))
        build(entries[-1] / "case.xlsx")
    for (name, _, wanted), seen in zip(books, look(entries, tmp_path / "work"), strict=True):
        returned = bool(wanted) and not wanted.startswith("intake/")
        assert seen.cases == ([None] if returned else ["H-1"]), (name, seen.told)
        told_whole(seen, wanted)


def test_zips_made_to_do_harm_are_refused_or_cleaned(made: Made, look: Look, tmp_path: Path) -> None:
    zips = made("zips_made").ZIPS
    (tmp_path / "in").mkdir()
    for name, build, _, _ in zips:
        build(tmp_path / "in" / name)
    seen = look([tmp_path / "in" / name for name, *_ in zips], tmp_path / "work")
    for (name, _, wanted, whole), each in zip(zips, seen, strict=True):
        assert each.cases == (["H-1"] if whole else []), (name, each.told)
        told_whole(each, wanted)
    assert not [path for path in tmp_path.rglob("*evil*") if path.parent.name != "in"]
    assert not [path for path in tmp_path.rglob("*") if path.is_symlink()]


def test_good_cases_between_the_hostile_ones_are_whole(made: Made, look: Look, tmp_path: Path) -> None:
    entries: list[Path] = []
    zips: Sequence[Any] = made("zips_made").ZIPS
    books: Sequence[Any] = made("books_made").BOOKS
    evidence = {each[0]: each[1] for each in made("evidence_made").EVIDENCE}
    for number in range(3):
        good = folder(tmp_path / "in" / f"good {number}", sheet=False)
        (good / "case.yaml").write_text(SHEET.replace("H-1", f"G-{number}"), encoding="utf-8")
        name, build, *_ = zips[number * 6]
        build(tmp_path / "in" / name)
        bad = folder(tmp_path / "in" / f"bad {number}", sheet=False)
        books[number * 6][1](bad / "case.xlsx")
        worse = folder(tmp_path / "in" / f"worse {number}")
        for file in list(evidence)[number + 9 : number + 40 : 9]:
            if file not in SLOWEST:
                evidence[file](worse / file)
        entries += [worse, tmp_path / "in" / name, good, bad]
    seen = look(entries, tmp_path / "work")
    assert [each.cases for each in seen[2::4]] == [[f"G-{number}"] for number in range(3)]
    assert all(set(each.items) == {"notice.txt"} and not each.items["notice.txt"] for each in seen[2::4])
    assert not [code for each in seen[2::4] for code in each.codes]
