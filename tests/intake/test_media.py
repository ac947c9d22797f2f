"""A drop's files as items: every file, readable names, hashes, and nothing that stops the run."""

import hashlib
import io
import os
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casewright.intake.media import inspect_files
from casewright.intake.media_tree import is_ignored, readable
from casewright.model import Drop, EvidenceItem, Finding


def look(folder: Path) -> tuple[dict[str, EvidenceItem], list[Finding]]:
    items, found = inspect_files(Drop("case", folder))
    return {item.path: item for item in items}, list(found)


def codes(found: list[Finding]) -> set[str]:
    return {each.code for each in found}


def form(path: Path, tab: str = "Case 案件") -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = tab
    sheet["A1"] = "案件编号"
    book.save(path)


def test_every_file_at_any_depth_is_an_item_sorted_by_path_with_its_hash(tmp_path: Path) -> None:
    (tmp_path / "证据" / "发票").mkdir(parents=True)
    (tmp_path / "notice.txt").write_text("Your account was deactivated.", encoding="utf-8")
    (tmp_path / "证据" / "发票" / "a.txt").write_text("invoice text", encoding="utf-8")
    items, found = look(tmp_path)
    assert list(items) == ["notice.txt", "证据/发票/a.txt"]
    assert items["notice.txt"].sha256 == hashlib.sha256(b"Your account was deactivated.").hexdigest()
    assert items["notice.txt"].size == 29
    assert items["notice.txt"].text == "Your account was deactivated."
    assert found == []


def test_the_case_sheet_is_no_evidence_whatever_it_is_called(tmp_path: Path) -> None:
    form(tmp_path / "Aurora 2026.xlsx")
    (tmp_path / "case.yaml").write_text("case: X", encoding="utf-8")
    form(tmp_path / "Case log.xlsx", tab="Case log")
    items, _ = look(tmp_path)
    assert list(items) == ["Case log.xlsx"]


def test_lock_temp_and_system_files_are_passed_over(tmp_path: Path) -> None:
    for name in ("~$case.xlsx", ".~lock.a.docx#", "x.tmp", "a.pdf.part", ".DS_Store", "Thumbs.db", "._a.png", "READY"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    (tmp_path / "__MACOSX").mkdir()
    (tmp_path / "__MACOSX" / "a.txt").write_text("x", encoding="utf-8")
    items, found = look(tmp_path)
    assert items == {}
    assert found == []
    assert not is_ignored("发票.pdf")


def test_an_empty_file_is_named_with_a_way_out(tmp_path: Path) -> None:
    (tmp_path / "发票.pdf").touch()
    items, found = look(tmp_path)
    assert items["发票.pdf"].media.kind == "empty"
    assert [(each.code, each.at) for each in found] == [("intake/empty-file", "发票.pdf")]
    assert "0 字节" in found[0].text.zh
    assert "again" in found[0].fix.en


def test_links_and_pipes_are_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "outside.txt"
    secret.write_text("not part of the case", encoding="utf-8")
    case = tmp_path / "case"
    case.mkdir()
    (case / "link.txt").symlink_to(secret)
    (case / "loop").symlink_to(case)
    os.mkfifo(case / "pipe")
    items, found = look(case)
    assert items == {}
    assert [each.at for each in found] == ["link.txt", "loop", "pipe"] or codes(found) == {"intake/not-a-plain-file"}
    assert len(found) == 3


def test_names_in_gbk_bytes_are_read_as_chinese_and_the_file_still_opens(tmp_path: Path) -> None:
    raw = os.fsencode(tmp_path) + b"/" + "发票.txt".encode("gbk")
    try:
        Path(os.fsdecode(raw)).write_text("text of the invoice", encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    items, _ = look(tmp_path)
    assert items["发票.txt"].text == "text of the invoice"
    assert items["发票.txt"].file.read_bytes()


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("发票\n合计.pdf", "发票\\u000a合计.pdf"),
        ("invoice\u202egpj.exe", "invoice\\u202egpj.exe"),
        ("Cafe\u0301.pdf", "Café.pdf"),
        ("😀收据.png", "😀收据.png"),
        ("bad\udcff\udcfe\udcfd.txt", "bad\\xff\\xfe\\xfd.txt"),
    ],
)
def test_hostile_names_are_shown_on_one_line_as_valid_text(name: str, shown: str) -> None:
    assert readable(name) == shown
    readable(name).encode("utf-8")


@given(st.binary(min_size=1, max_size=60).filter(lambda raw: b"/" not in raw and b"\0" not in raw))
def test_any_bytes_of_a_name_become_text_that_can_be_written(raw: bytes) -> None:
    shown = readable(os.fsdecode(raw))
    assert shown.encode("utf-8").decode("utf-8") == shown
    assert "\n" not in shown


def test_two_spellings_of_one_name_are_both_kept_and_told_apart(tmp_path: Path) -> None:
    (tmp_path / "Café.txt").write_text("composed", encoding="utf-8")
    (tmp_path / "Cafe\u0301.txt").write_text("decomposed", encoding="utf-8")
    if len(list(tmp_path.iterdir())) < 2:
        pytest.skip("this file system joins the two spellings")
    items, found = look(tmp_path)
    assert set(items) == {"Café.txt", "Café (2).txt"}
    assert codes(found) == {"intake/same-name-twice"}


def test_programs_archives_and_unknown_bytes_are_said_to_be_unread(tmp_path: Path) -> None:
    (tmp_path / "invoice.pdf.exe").write_bytes(b"MZ\x90\0" + b"\0" * 60)
    (tmp_path / "odd.bin").write_bytes(bytes(range(256)) * 4)
    with zipfile.ZipFile(tmp_path / "more.zip", "w") as inner:
        inner.writestr("a.txt", "x")
    _, found = look(tmp_path)
    assert codes(found) == {"intake/executable", "intake/unknown-type", "intake/archive-inside"}


@pytest.mark.req("S0-86")
def test_a_password_in_a_file_is_an_error_and_its_value_goes_nowhere(tmp_path: Path) -> None:
    (tmp_path / "备注.txt").write_text("店铺邮箱 ops@a.example 密码：Kd8!zPq27x\n请尽快处理", encoding="utf-8")
    items, found = look(tmp_path)
    assert [each.code for each in found] == ["intake/secret-in-file"]
    everything = items["备注.txt"].text + "".join(part for each in found for part in each.to_json().values())
    assert "Kd8!zPq27x" not in everything
    assert items["备注.txt"].media.secrets == 1
    assert "密码：●●●●\n请尽快处理" in items["备注.txt"].text


@pytest.mark.req("S0-86")
@pytest.mark.parametrize(
    "secret",
    [
        "amzn.mws.4ea38b7b-f563-7709-4bae-87aea1234567",
        "amzn1.oa2-cs.v1." + "ab12" * 16,
        "Atzr|IwEBIJ" + "k3" * 20,
        "AKIAIOSFODNN7EXAMPLE",
        "eyJhbGciOiJIUzI1.eyJzdWIiOiIxMjM0.SflKxwRJSMeKKF2QT4",
        "password: hunter2024",
        "验证码是 883201",
        "-----BEGIN RSA PRIVATE KEY-----\nMIIEabc\n-----END RSA PRIVATE KEY-----",
    ],
)
def test_each_kind_of_secret_is_seen(tmp_path: Path, secret: str) -> None:
    (tmp_path / "a.txt").write_text(f"please use {secret} for it", encoding="utf-8")
    items, found = look(tmp_path)
    assert codes(found) == {"intake/secret-in-file"}
    assert "●●●●" in items["a.txt"].text


@pytest.mark.parametrize(
    "harmless",
    [
        "Reset your password: https://sellercentral.amazon.com/ap/forgotpassword",
        "密码：******", "Never share your password or verification code with anyone.",
        "Case ID 15512345671, pass rate: 98.5%, order 302-0000001-0000001", "footprint code B0ABCDEFGH",
    ],
)  # fmt: skip
def test_notices_that_speak_of_passwords_are_no_secrets(tmp_path: Path, harmless: str) -> None:
    (tmp_path / "notice.txt").write_text(harmless, encoding="utf-8")
    items, found = look(tmp_path)
    assert found == []
    assert items["notice.txt"].text == harmless


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    head=st.sampled_from([
        b"", b"%PDF-1.5\n", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe1", b"PK\x03\x04", b"GIF89a", b"II*\0", b"<html>",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"RIFF0000WEBP", b"\0\0\0\x18ftypheic", b"From: a\nSubject: b\nTo: ",
    ]),
    tail=st.binary(max_size=400),
)  # fmt: skip
def test_no_bytes_whatever_stop_the_inspection(tmp_path: Path, head: bytes, tail: bytes) -> None:
    (tmp_path / "x.bin").write_bytes(head + tail)
    items, _ = inspect_files(Drop("case", tmp_path))
    assert [item.size for item in items] == [len(head + tail)]
    items[0].text.encode("utf-8")


def test_a_workbook_is_read_by_sheet_and_row(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "缺陷订单"
    sheet.append(["订单号", "原因", "日期"])
    sheet.append(["302-0000001-0000001", "承运商延误", None])
    book.save(tmp_path / "defects.xlsx")
    items, found = look(tmp_path)
    assert items["defects.xlsx"].text == "# 缺陷订单\n订单号\t原因\t日期\n302-0000001-0000001\t承运商延误"
    assert found == []


def test_a_damaged_workbook_is_one_finding(tmp_path: Path) -> None:
    out = io.BytesIO()
    openpyxl.Workbook().save(out)
    (tmp_path / "defects.xlsx").write_bytes(out.getvalue()[:800])
    items, found = look(tmp_path)
    assert items["defects.xlsx"].media.problem == "damaged"
    assert codes(found) == {"intake/unreadable"}
