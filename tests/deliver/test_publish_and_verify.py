"""A package becomes visible whole or not at all, is never overwritten, and shows every later change."""

import errno
import os
import stat
from pathlib import Path
from typing import Any

import pytest

from casewright.deliver import TargetTakenError, publish, seal, sha256_of, verify
from casewright.model import DeskError

Sealable = Any


@pytest.fixture
def package(ready: Sealable) -> Path:
    seal(ready.dossier, ready.artifacts, ready.copies, drop=ready.drop, staging=ready.staging)
    target: Path = ready.staging.parent.parent / "CW-7" / "v2"
    publish(ready.staging, target)
    return target


def staged_again(ready: Sealable, text: bytes = b"plan") -> Path:
    staging: Path = ready.staging
    (staging / "exhibits").mkdir(parents=True)
    (staging / "exhibits" / "E-1.pdf").write_bytes(b"invoice")
    (staging / "POA_CW-7_v2_en-zh.docx").write_bytes(text)
    seal(ready.dossier, ready.artifacts, ready.copies, drop=ready.drop, staging=staging)
    return staging


def test_a_package_moves_whole_out_of_staging(package: Path, ready: Sealable) -> None:
    assert not ready.staging.exists()
    assert verify(package) == ()


def test_publishing_the_same_package_twice_is_publishing_it_once(package: Path, ready: Sealable) -> None:
    publish(staged_again(ready), package)
    assert not ready.staging.exists()
    assert verify(package) == ()


def test_another_package_is_never_overwritten(package: Path, ready: Sealable) -> None:
    before = {path: path.read_bytes() for path in package.rglob("*") if path.is_file()}
    with pytest.raises(TargetTakenError) as caught:
        publish(staged_again(ready, b"another plan"), package)
    assert isinstance(caught.value, DeskError)
    assert {path: path.read_bytes() for path in package.rglob("*") if path.is_file()} == before


def test_half_a_copy_that_a_crash_left_gives_way(ready: Sealable) -> None:
    target = ready.staging.parent.parent / "CW-7" / "v2"
    target.mkdir(parents=True)
    (target / "POA_CW-7_v2_en-zh.docx").write_bytes(b"pl")
    seal(ready.dossier, ready.artifacts, ready.copies, drop=ready.drop, staging=ready.staging)
    publish(ready.staging, target)
    assert verify(target) == ()
    assert list(ready.staging.parent.iterdir()) == []


def renames_that_fail(monkeypatch: pytest.MonkeyPatch, fault: int, times: int) -> list[Path]:
    tried: list[Path] = []
    rename = Path.rename

    def failing(self: Path, target: Path) -> Path:
        if self.parent.name == ".staging":
            tried.append(self)
            if len(tried) <= times:
                raise OSError(fault, os.strerror(fault), str(self))
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", failing)
    return tried


def test_a_folder_that_another_program_holds_for_a_moment_is_tried_again(
    ready: Sealable, monkeypatch: pytest.MonkeyPatch
) -> None:
    seal(ready.dossier, ready.artifacts, ready.copies, drop=ready.drop, staging=ready.staging)
    tried, waits = renames_that_fail(monkeypatch, errno.EACCES, 3), []
    target = ready.staging.parent.parent / "CW-7" / "v2"
    publish(ready.staging, target, wait=waits.append)
    assert len(tried) == 4
    assert waits == sorted(waits)
    assert verify(target) == ()


@pytest.mark.parametrize("fault", [errno.EXDEV, errno.EACCES])
def test_where_renaming_is_impossible_files_are_copied_with_the_manifest_last(
    ready: Sealable, monkeypatch: pytest.MonkeyPatch, fault: int
) -> None:
    seal(ready.dossier, ready.artifacts, ready.copies, drop=ready.drop, staging=ready.staging)
    renames_that_fail(monkeypatch, fault, 99)
    target = ready.staging.parent.parent / "CW-7" / "v2"
    publish(ready.staging, target, wait=lambda _: None)
    assert verify(target) == ()
    assert sorted(path.name for path in target.iterdir()) == [
        "POA_CW-7_v2_en-zh.docx", "READY.txt", "exhibits", "manifest.json",
    ]  # fmt: skip
    assert not ready.staging.exists()


def test_a_disk_that_fills_while_copying_leaves_nothing_visible(
    ready: Sealable, monkeypatch: pytest.MonkeyPatch
) -> None:
    seal(ready.dossier, ready.artifacts, ready.copies, drop=ready.drop, staging=ready.staging)
    renames_that_fail(monkeypatch, errno.EXDEV, 99)

    def full(source: Path, goal: Path) -> Path:
        raise OSError(errno.ENOSPC, "No space left on device", str(goal))

    monkeypatch.setattr("shutil.copyfile", full)
    target = ready.staging.parent.parent / "CW-7" / "v2"
    with pytest.raises(OSError, match="No space left"):
        publish(ready.staging, target, wait=lambda _: None)
    assert not target.exists()
    assert (ready.staging / "manifest.json").is_file()


@pytest.mark.skipif(os.name == "nt", reason="POSIX modes")
def test_where_the_bit_that_hands_on_a_group_is_forbidden_the_group_may_read_all_the_same(
    ready: Sealable, monkeypatch: pytest.MonkeyPatch
) -> None:
    def hardened(path: str, mode: int) -> None:  # as under RestrictSUIDSGID= of systemd
        if mode & stat.S_ISGID:
            raise PermissionError(errno.EPERM, "Operation not permitted", path)
        chmod(path, mode)

    chmod = os.chmod
    outbox = ready.staging.parent.parent
    outbox.chmod(0o2770)
    monkeypatch.setattr(os, "chmod", hardened)
    target = outbox / "CW-7" / "v2"
    seal(ready.dossier, ready.artifacts, ready.copies, drop=ready.drop, staging=ready.staging)
    publish(ready.staging, target)
    modes = {path.is_dir(): stat.S_IMODE(path.stat().st_mode) & 0o777 for path in (*target.rglob("*"), target.parent)}
    assert modes == {True: 0o770, False: 0o660}


def test_a_changed_byte_is_found_by_its_file(package: Path) -> None:
    poa = package / "POA_CW-7_v2_en-zh.docx"
    poa.write_bytes(b"plam")
    assert [(each.code, each.at) for each in verify(package)] == [
        ("deliver/file-changed", "CW-7/v2/POA_CW-7_v2_en-zh.docx")
    ]


def test_missing_and_extra_files_are_found_and_a_word_lock_is_not_one(package: Path) -> None:
    (package / "exhibits" / "E-1.pdf").unlink()
    (package / "~$A_CW-7_v2_en-zh.docx").touch()
    (package / "notes.txt").write_text("mine")
    found = verify(package)
    assert [(each.code, each.at, each.is_error) for each in found] == [
        ("deliver/file-missing", "CW-7/v2/exhibits/E-1.pdf", True), ("deliver/file-extra", "CW-7/v2/notes.txt", False),
    ]  # fmt: skip
    assert all(each.fix.zh and each.fix.en for each in found)


def test_a_changed_earlier_manifest_breaks_the_chain(package: Path) -> None:
    before = package.with_name("v1")
    before.mkdir()
    (before / "manifest.json").write_text("{}")
    assert [each.code for each in verify(package)] == ["deliver/previous-changed"]
    assert sha256_of(before / "manifest.json") != "cd" * 32


@pytest.mark.parametrize("text", ["", "{", "[]", '{"artifacts": 3}', '{"artifacts": [{"path": 1}]}'])
def test_a_damaged_manifest_is_named(package: Path, text: str) -> None:
    (package / "manifest.json").write_text(text)
    assert [each.code for each in verify(package)] == ["deliver/manifest-unreadable"]


def test_a_folder_without_a_manifest_is_no_package(tmp_path: Path) -> None:
    assert [each.code for each in verify(tmp_path)] == ["deliver/manifest-missing"]
