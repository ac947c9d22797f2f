"""What goes beyond a limit is refused from the look over the inbox: not a byte of it is copied."""

from pathlib import Path

import pytest

from casewright.desk import Candidate, House, scan, take_snapshot
from casewright.desk.snapshot import find_snapshot
from casewright.desk.sparing import spare
from casewright.intake import write_batch
from casewright.model import Drop, Finding, Limits

SMALL = Limits(drop_files=3, drop_mb=1)


def seen_in(inbox: Path) -> Candidate:
    return next(iter(scan(inbox)[0]))


def opened(inbox: Path, tmp_path: Path, limits: Limits = SMALL) -> tuple[tuple[Drop, ...], tuple[Finding, ...], Path]:
    work = tmp_path / "work"
    copy = take_snapshot(spare(seen_in(inbox), limits), work)
    assert copy is not None
    assert find_snapshot(work, copy.files) == copy.entry
    drops, found = House(limits).open(copy.entry, tmp_path / "open")
    return drops, found, work


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir()
    return folder


def bytes_in(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def sparse(path: Path, size: int) -> None:
    """Lay down a file that is large without taking room."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.truncate(size)


def test_fifty_gigabytes_are_refused_and_none_of_them_is_copied(inbox: Path, tmp_path: Path) -> None:
    sparse(inbox / "CW-1" / "recording.mp4", 50 << 30)
    (inbox / "CW-1" / "case.yaml").write_text("case: CW-1\n", encoding="utf-8")
    drops, found, work = opened(inbox, tmp_path, Limits())
    assert drops == ()
    assert [(each.code, each.at) for each in found] == [("intake/drop-too-large", "CW-1")]
    assert "多于 2048 MB" in found[0].text.zh
    assert "more than 2048 MB" in found[0].text.en
    assert "drop_mb" in found[0].fix.zh
    assert bytes_in(work) < 100


def test_more_files_than_allowed_are_refused_by_their_number(inbox: Path, tmp_path: Path) -> None:
    for number in range(4):
        sparse(inbox / "CW-1" / "deep" / f"{number}.txt", 1)
    drops, found, work = opened(inbox, tmp_path)
    assert (drops, [each.code for each in found]) == ((), ["intake/drop-too-large"])
    assert "more than 3 files" in found[0].text.en
    assert bytes_in(work) < 100


def test_a_zip_that_is_larger_than_a_drop_may_be_is_not_copied_either(inbox: Path, tmp_path: Path) -> None:
    sparse(inbox / "CW-1.zip", 2 << 20)
    drops, found, work = opened(inbox, tmp_path)
    assert (drops, [(each.code, each.at) for each in found]) == ((), [("intake/drop-too-large", "CW-1.zip")])
    assert bytes_in(work) < 100


def test_what_just_fits_is_copied_whole(inbox: Path, tmp_path: Path) -> None:
    sparse(inbox / "CW-1" / "a.txt", (1 << 20) - 11)
    (inbox / "CW-1" / "case.yaml").write_text("case: CW-1\n", encoding="utf-8")
    drops, found, _ = opened(inbox, tmp_path)
    assert [drop.name for drop in drops] == ["CW-1"]
    assert found == ()


def test_of_a_batch_only_the_case_with_too_much_evidence_is_held_back(inbox: Path, tmp_path: Path) -> None:
    write_batch(inbox / "batch.xlsx", [{"case": "CW-1", "folder": "big"}, {"case": "CW-2", "folder": "fine"}])
    sparse(inbox / "big" / "a.pdf", 2 << 20)
    (inbox / "fine").mkdir()
    (inbox / "fine" / "notice.txt").write_text("notice", encoding="utf-8")
    drops, _, work = opened(inbox, tmp_path)
    told = {drop.name: [each.code for each in drop.findings] for drop in drops}
    assert told == {"CW-1": ["intake/drop-too-large"], "CW-2": []}
    assert not list(work.rglob("a.pdf"))
    assert (drops[1].root / "notice.txt").exists()


def test_a_note_that_a_clerk_calls_the_same_is_an_ordinary_file(inbox: Path, tmp_path: Path) -> None:
    (inbox / "CW-1").mkdir()
    (inbox / "CW-1" / "NOT_COPIED.txt").write_text("the client has not copied the invoices", encoding="utf-8")
    assert opened(inbox, tmp_path)[1] == ()
