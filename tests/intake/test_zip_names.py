"""Names inside zips, as Chinese Windows and Macs write them."""

import zipfile

import pytest

from casewright.intake.unzip import inner_name


@pytest.mark.parametrize(
    ("name", "encoding"),
    [
        ("通知.txt", "gbk"),  # its bytes are valid UTF-8 too, and read as two Hebrew marks
        ("联通.pdf", "gbk"),
        ("发票/采购发票 2026.pdf", "gbk"),
        ("通知.txt", "utf-8"),
        ("cafe\u0301.txt", "utf-8"),
        ("请求書.xlsx", "utf-8"),
    ],
)
def test_a_name_without_the_utf8_mark_reads_as_it_was_typed(name: str, encoding: str) -> None:
    member = zipfile.ZipInfo(name.encode(encoding).decode("cp437"))

    assert inner_name(member) == name.replace("e\u0301", "é")
