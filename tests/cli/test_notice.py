"""casewright notice over the real house: what a clerk sees, what other programs get, and what cannot be read."""

import io
import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Cli = Callable[..., Any]
DAY = ("--as-of", "2026-02-10")
NOTICE = (
    "From: Amazon <seller-performance@amazon.com>\nDate: February 9, 2026\n\nHello,\n"
    "Your Amazon.com seller account has been deactivated because your order defect rate is 1.98%, "
    "above our target of under 1%.\n"
    "Please send us a plan of action within {time} of this message that explains:\n"
    "- The root cause of the defects\n- The actions you have taken\n- The steps to prevent them\n"
    "Order 112-4471093-2260183 is one of them.\nCase ID: 15877240131\n"
)
FRAUD = (
    "From: Amazon <notice@amazon-appeals-team.com>\nDate: February 9, 2026\n\nHello,\n"
    "Your seller account has been deactivated. Sign in at https://amazon-appeals-team.com/login within 24 hours and "
    "type your password.\n"
)


@pytest.fixture
def notice(tmp_path: Path) -> Callable[..., Path]:
    def put(text: str | bytes, name: str = "notice.txt") -> Path:
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return put


def test_a_clerk_reads_type_stage_time_requests_and_names_in_words(
    real: Cli, real_desk: Path, notice: Callable[..., Path]
) -> None:
    said = real("--desk", real_desk, "notice", notice(NOTICE.format(time="17 days")), *DAY)
    assert said.code == 0
    for words in (
        "PERF-ODR 订单缺陷率超标", "确定", "依据 [开头] “order defect”", "停用",
        "账户级", "US 美国", "2026-02-09（", "[通知写明]",
        "站点时间 2026-02-26 00:00 周四（America/Los_Angeles）｜北京时间 2026-02-26 16:00 周四｜UTC 2026-02-26 08:00",
        "原文: “Please send us a plan of action within 17 days", "1. [根本原因]", "3. [预防措施]",
        "112-4471093-2260183（第", "15877240131（第",
    ):  # fmt: skip
        assert words in said.out, words


def test_the_same_is_told_in_english_where_that_was_asked_for(
    real: Cli, real_desk: Path, notice: Callable[..., Path]
) -> None:
    said = real("--desk", real_desk, "notice", notice(NOTICE.format(time="17 days")), *DAY, "--lang", "en")
    for words in ("certain", "by [opening]", "Deactivated", "Stated in the notice", "1. [root cause]", "(line "):
        assert words in said.out
    assert "确定" not in said.out


def test_a_time_that_has_passed_is_loud(real: Cli, real_desk: Path, notice: Callable[..., Path]) -> None:
    said = real("--desk", real_desk, "notice", notice(NOTICE.format(time="17 days")), "--as-of", "2026-03-05")
    assert "!!! 期限已过 !!! [通知写明]" in said.out


def test_a_fraud_stands_in_a_box_above_all_else_and_what_it_asks_for_is_not_told(
    real: Cli, real_desk: Path, notice: Callable[..., Path]
) -> None:
    said = real("--desk", real_desk, "notice", notice(FRAUD), *DAY)
    assert said.out.lstrip().startswith(("╭", "+"))
    for words in ("钓鱼邮件：不是亚马逊发的！", "FRAUD: THIS MAIL IS NOT FROM AMAZON!", "不要点链接", "S-"):
        assert words in said.out
    assert "要求提供" not in said.out
    assert "[没有]" in said.out


@pytest.mark.parametrize(
    ("time", "hours"),
    [("17 days", 408), ("72 hours", 72), ("2 weeks", 336), ("3 business days", 95)],
)
def test_a_limit_is_given_in_whole_hours_from_the_date_of_the_notice(
    real: Cli, real_desk: Path, notice: Callable[..., Path], time: str, hours: int
) -> None:
    told = real("--desk", real_desk, "notice", notice(NOTICE.format(time=time)), *DAY, "--json").document["deadline"]
    assert (told["basis"], told["hours"]) == ("stated", hours)
    assert told["at"] is not None


def test_a_limit_by_a_day_is_given_in_hours_too(real: Cli, real_desk: Path, notice: Callable[..., Path]) -> None:
    text = NOTICE.replace("within {time} of this message", "by February 12, 2026")
    told = real("--desk", real_desk, "notice", notice(text), *DAY, "--json").document["deadline"]
    assert (told["basis"], told["at"], told["hours"]) == ("stated", "2026-02-13T07:59:00Z", 95)


def test_several_files_give_a_list_and_one_that_cannot_be_read_stops_none(
    real: Cli, real_desk: Path, notice: Callable[..., Path]
) -> None:
    good, empty = notice(NOTICE.format(time="17 days")), notice(b"", "empty.txt")
    said = real("--desk", real_desk, "notice", empty, good.with_name("gone.txt"), good, *DAY, "--json")
    assert said.code == 5
    first, second, third = said.document
    assert first["file"] == str(empty)
    assert {each["code"] for each in first["findings"]} >= {"notices/no-words", "intake/empty-file"}
    assert [each["code"] for each in second["findings"]] == ["notices/no-such-file"]
    assert third["types"][0]["code"] == "PERF-ODR"
    assert "[3/3]" in said.err


def test_what_is_typed_in_is_read_where_a_stroke_stands_for_the_file(
    real: Cli, real_desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = NOTICE.format(time="17 days").encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text), encoding="utf-8"))
    assert real("--desk", real_desk, "notice", "-", *DAY, "--json").document["types"][0]["code"] == "PERF-ODR"


def test_the_folder_of_a_case_gives_its_notice(real: Cli, real_desk: Path) -> None:
    told = real("--desk", real_desk, "notice", real_desk / "inbox" / "CQ-2611-RP", *DAY, "--json").document
    assert told["types"][0]["code"].startswith("RP-")


@pytest.mark.parametrize(
    ("name", "data", "code", "words"),
    [
        ("empty.txt", b"", "notices/no-words", "notice.txt"),
        ("notice.bin", bytes(range(256)) * 40, "notices/no-words", "绩效通知"),
        ("notice.txt", b"Your account. " * 200_000, "notices/too-long", "复制"),
    ],
)
def test_what_is_no_notice_is_told_with_a_way_out_in_both_languages(
    real: Cli, real_desk: Path, notice: Callable[..., Path], name: str, data: bytes, code: str, words: str
) -> None:
    path = notice(data, name)
    said = real("--desk", real_desk, "notice", path, *DAY)
    assert said.code == 3
    assert f"error [{code}]" in said.out
    assert words in said.out
    told = real("--desk", real_desk, "notice", path, *DAY, "--json").document
    assert (told["types"], told["deadline"]["basis"]) == ([], "none")
    assert all(each["zh"] and each["en"] for each in told["findings"])


def test_a_table_is_no_notice(real: Cli, real_desk: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "case.xlsx"
    shutil.copyfile(real_desk / "inbox" / "CQ-2611-RP" / "case.xlsx", sheet)
    said = real("--desk", real_desk, "notice", sheet, *DAY, "--json")
    assert (said.code, said.document["findings"][0]["code"]) == (3, "notices/table-not-notice")


def test_a_wrong_path_is_a_mistake_of_the_call(real: Cli, real_desk: Path, tmp_path: Path) -> None:
    said = real("--desk", real_desk, "notice", tmp_path / "gone.txt", *DAY)
    assert said.code == 2
    assert "这里没有这个文件" in said.out
    folder = tmp_path / "nothing"
    folder.mkdir()
    assert real("--desk", real_desk, "notice", folder, *DAY).code == 3


def test_the_document_has_the_keys_of_the_contract(real: Cli, real_desk: Path, notice: Callable[..., Path]) -> None:
    told = json.loads(real("--desk", real_desk, "notice", notice(FRAUD), *DAY, "--json").out)
    assert set(told) >= {
        "types", "stage", "level", "language", "marketplace", "deadline", "entities", "notice_date", "phishing",
        "findings",
    }  # fmt: skip
    assert set(told["deadline"]) == {"at", "hours", "basis", "quote"}
    assert told["phishing"]["flag"] is True
    assert all(set(reason) == {"zh", "en"} for reason in told["phishing"]["reasons"])
    assert told["types"][0]["code"] == "SEC-PHISH"
