"""Passwords, codes and keys in cells are taken out, named and never shown."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from casewright.intake import REMOVED, annotate, read_case, scrub
from casewright.model import Drop

SECRETS = {
    "店铺密码：Abc12345": "Abc12345",
    "password: hunter22": "hunter22",
    "pwd=Qwe!2345": "Qwe!2345",
    "登录密码 Abc12345 请尽快": "Abc12345",
    "密码是：ａｂｃ１２３４５": "ａｂｃ１２３４５",
    "验证码 482913": "482913",
    "OTP: 482-913": "482-913",
    "verification code is 482913": "482913",
    "amzn.mws.4ea38b7b-f563-7709-4bae-87aeaEXAMPLE": "4ea38b7b",
    "amzn1.oa2-cs.v1.0123456789abcdef0123456789abcdef01234567": "0123456789abcdef",
    "Atzr|IwEBIJxx-abcdefghijklmnopqrstuvwx": "abcdefghijklmnop",
    "AKIAIOSFODNN7EXAMPLE": "IOSFODNN",
    "-----BEGIN RSA PRIVATE KEY-----\nMIIEow\n-----END RSA PRIVATE KEY-----": "MIIEow",
    "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dozjgNryP4J3jVmNHl0w5N": "dozjgNry",
}


@pytest.mark.req("S0-86")
@pytest.mark.parametrize("text", list(SECRETS))
def test_a_secret_is_taken_out_of_a_text(text: str) -> None:
    clean, sorts = scrub(text)
    assert SECRETS[text] not in clean
    assert REMOVED in clean
    assert sorts


@pytest.mark.parametrize(
    "text",
    [
        "不提供任何密码", "密码：无", "password: none",
        "Passwords are never asked for", "请重置密码后再登录", "密码：****",
        "password is required by Amazon", "Case ID 15512345671", "验证码发到了手机上", "订单 114-1234567-7654321",
        "我方不需要账号密码或 MWS/API 密钥", "security code", "商标号 5123456", REMOVED, f"密码：{REMOVED}",
    ],
)  # fmt: skip
def test_ordinary_sentences_are_left_alone(text: str) -> None:
    assert scrub(text) == (text, ())


@pytest.mark.req("S0-86")
def test_a_secret_in_the_sheet_is_flagged_and_the_case_goes_on_without_it(sheet_drop: Callable[[Any], Drop]) -> None:
    drop = sheet_drop({
        "Case": [("案件编号", "C"), ("站点", "US"), ("通知文件", "n.txt"), ("特殊要求", "密码：Abc12345，请加急")],
        "Facts": [("类别", "陈述"), ("经过", "卖家说 password: Xyz98765!")],
    })  # fmt: skip
    case, found = read_case(drop)
    assert case is not None
    assert "Abc12345" not in repr(case)
    assert "Xyz98765" not in repr(case)
    assert "Abc12345" not in repr(found)
    assert case.requests == f"密码：{REMOVED}，请加急"
    flagged = [(each.at, each.severity) for each in found if each.code == "intake/secret-found"]
    assert flagged == [("case.xlsx > Case!B4", "error"), ("case.xlsx > Facts!B2", "error")]


def test_a_value_beside_or_below_the_word_password_is_a_secret(sheet_drop: Callable[[Any], Drop]) -> None:
    drop = sheet_drop({
        "Case": [("案件编号", "C"), ("站点", "US"), ("通知文件", "n.txt"), ("邮箱密码", "qwertyui")],
        "ASINs": [("ASIN", "后台密码"), ("B0EXAMPLE1", "zxcvbnm1")],
    })  # fmt: skip
    case, found = read_case(drop)
    assert case is not None
    assert "qwertyui" not in repr((case, found))
    assert "zxcvbnm1" not in repr((case, found))
    assert len([each for each in found if each.code == "intake/secret-found"]) == 2


def test_the_marked_copy_and_the_list_do_not_carry_the_secret(
    sheet_drop: Callable[[Any], Drop], tmp_path: Path
) -> None:
    drop = sheet_drop({
        "Case": [("案件编号", ""), ("站点", "US"), ("店铺密码", "qwertyui"), ("特殊要求", "密码：Abc12345")],
    })  # fmt: skip
    case, found = read_case(drop)
    assert case is None
    made = annotate(drop, found, out=tmp_path / "out")
    assert {each.kind for each in made} == {"annotated", "issues"}
    for path in (tmp_path / "out").iterdir():
        assert_not_in_workbook(path, "qwertyui", "Abc12345")


def assert_not_in_workbook(path: Path, *secrets: str) -> None:
    import zipfile

    with zipfile.ZipFile(path) as archive:
        inside = b"".join(archive.read(name) for name in archive.namelist())
    for secret in secrets:
        assert secret.encode() not in inside, path.name
