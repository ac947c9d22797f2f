"""Outlook messages, which are small file systems: one is laid out here by hand, sector by sector."""

import struct
from pathlib import Path

import pytest

from casewright.intake.media import inspect_files
from casewright.intake.signatures import sniff
from casewright.model import Drop

FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
SECTOR, MINI = 512, 64


def filled(raw: bytes, to: int) -> bytes:
    return raw + b"\0" * (-len(raw) % to)


def entry(name: str, kind: int, *, right: int = FREE, child: int = FREE, start: int = END, size: int = 0) -> bytes:
    label = (name + "\0").encode("utf-16-le")
    return (label.ljust(64, b"\0") + struct.pack("<HBBIII", len(label), kind, 1, FREE, right, child) + b"\0" * 36
            + struct.pack("<IQ", start, size))  # fmt: skip


def compound(streams: dict[str, bytes]) -> bytes:
    """Lay streams out as an OLE2 file: FAT in sector 0, mini FAT in 1, then the directory, then the mini stream."""
    names = sorted(streams, key=lambda name: (len(name), name.upper()))
    mini, minifat, entries = b"", [], []
    for place, name in enumerate(names, 1):
        start, blocks = len(mini) // MINI, -(-len(streams[name]) // MINI)
        minifat += [*range(start + 1, start + blocks), END]
        mini += filled(streams[name], MINI)
        right = place + 1 if place < len(names) else FREE
        entries.append(entry(name, 2, right=right, start=start, size=len(streams[name])))
    folders = -(-(len(entries) + 1) // 4)
    body = filled(mini, SECTOR)
    first = 2 + folders
    root = entry("Root Entry", 5, child=1, start=first, size=len(mini))
    directory = filled(root + b"".join(entries), SECTOR)
    blocks = len(body) // SECTOR
    fat = [FAT, END, *range(3, 2 + folders), END, *range(first + 1, first + blocks), END]
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16 + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 6
    head += struct.pack("<IIIIIIIII", 0, 1, 2, 0, 4096, 1, 1, END, 0) + struct.pack("<I", 0)
    head += struct.pack("<I", FREE) * 108

    def table(numbers: list[int]) -> bytes:
        return struct.pack("<128I", *(numbers + [FREE] * (128 - len(numbers))))

    return head + table(fat) + table(minifat) + directory + body


def message(**texts: str) -> bytes:
    codes = {"kind": 0x001A, "subject": 0x0037, "headers": 0x007D, "body": 0x1000}
    streams, properties = {}, struct.pack("<8xIIII8x", 0, 0, 0, 0)
    for name, text in texts.items():
        raw = text.encode("utf-16-le")
        streams[f"__substg1.0_{codes[name]:04X}001F"] = raw
        properties += struct.pack("<HHIII", 0x001F, codes[name], 6, len(raw) + 2, 0)
    return compound({**streams, "__properties_version1.0": properties})


HEADERS = "From: Amazon <notice@amazon.example>\r\nDate: Mon, 09 Feb 2026 08:14:00 +0000\r\nTo: shop@b.example\r\n\r\n"


def test_an_outlook_message_reads_like_a_mail_file(tmp_path: Path) -> None:
    raw = message(
        kind="IPM.Note",
        subject="您的账户已停用",
        headers=HEADERS,
        body="Your account was deactivated.\r\nCase ID 15512345671",
    )
    (tmp_path / "notice.msg").write_bytes(raw)
    assert sniff(tmp_path / "notice.msg") == "msg"
    (item,), found = inspect_files(Drop("case", tmp_path))
    assert item.text == (
        "Subject: 您的账户已停用\nFrom: Amazon <notice@amazon.example>\nDate: Mon, 09 Feb 2026 08:14:00 +0000\n"
        "To: shop@b.example\n\nYour account was deactivated.\nCase ID 15512345671"
    )
    assert found == ()


@pytest.mark.parametrize("keep", [600, 1100, 1600])
def test_a_message_cut_off_anywhere_is_a_finding(tmp_path: Path, keep: int) -> None:
    raw = message(kind="IPM.Note", subject="s", headers=HEADERS, body="text " * 40)
    (tmp_path / "notice.msg").write_bytes(raw[:keep])
    (item,), found = inspect_files(Drop("case", tmp_path))
    assert item.media.problem or item.media.kind == "ole"
    assert [each.code for each in found] == ["intake/unreadable"]


def test_a_locked_office_file_is_called_locked(tmp_path: Path) -> None:
    (tmp_path / "发票.xlsx").write_bytes(compound({"EncryptedPackage": b"x" * 80, "EncryptionInfo": b"y" * 80}))
    (item,), found = inspect_files(Drop("case", tmp_path))
    assert item.media.encrypted
    assert [each.code for each in found] == ["intake/encrypted"]


def test_an_old_workbook_is_named_by_its_stream(tmp_path: Path) -> None:
    (tmp_path / "old").write_bytes(compound({"Workbook": b"\x09\x08" * 40}))
    assert sniff(tmp_path / "old") == "xls"
