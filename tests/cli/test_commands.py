"""Every command is there under its name, explains itself, and ends with the code that scripts branch on."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from casewright.cli import command_names, main

Cli = Callable[..., Any]
Drop = Callable[..., Path]

NAMES = (
    "case", "demo", "doctor", "due", "explain", "init", "notice", "pdf", "rulebook", "run", "service", "status",
    "tidy", "verify", "watch",
)  # fmt: skip
NESTED = (
    "case new",
    "case schema",
    "case check",
    "rulebook check",
    "rulebook build",
    "rulebook export",
    "rulebook eval",
    "rulebook test",
    "rulebook diff",
)


def test_the_commands_of_the_first_issue_are_there() -> None:
    assert set(NAMES) <= set(command_names())


@pytest.mark.parametrize("name", [*NAMES, *NESTED, ""])
def test_every_command_explains_itself_in_both_languages(cli: Cli, name: str) -> None:
    said = cli(*name.split(), "--help")
    assert said.code == 0
    assert re.search(r"[\u4e00-\u9fff]", said.out)
    assert {"--desk", "--json", "--lang"} <= set(re.findall(r"--\w+", said.out))


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_every_command_that_a_readme_names_exists(cli: Cli, readme: str) -> None:
    text = (Path(__file__).parents[2] / readme).read_text(encoding="utf-8")
    pasted = re.findall(r"^(?:uv run )?casewright .*$", text, flags=re.MULTILINE) + re.findall(
        r"`(casewright .*?)`", text
    )
    named = [re.findall(r"casewright ((?:[a-z]+ ?)+)", line)[:1] for line in pasted]
    commands = {words[0].split()[0] for words in named if words}
    assert commands
    assert commands <= set(command_names())
    for words in named:
        parts = words[0].split()[:2] if words else []
        if parts and parts[0] in {"case", "rulebook"}:
            assert cli(*parts, "--help").code == 0


def test_an_unknown_command_is_a_matter_of_usage(cli: Cli) -> None:
    assert cli("rnu").code == 2
    assert cli("run", "--workers", "none").code == 2
    assert cli("run", "--as-of", "22/11/2026").code == 2


def test_without_a_desk_the_way_out_is_told_in_both_languages(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    said = cli("run")
    assert said.code == 6
    assert "casewright init" in said.err
    assert "新建" in said.err
    document = cli("status", "--json")
    assert document.code == 6
    assert set(document.document["error"]) == {"zh", "en", "fix_zh", "fix_en"}


def test_a_playbook_that_does_not_pass_has_its_own_code(cli: Cli, desk: Path, drop: Drop) -> None:
    (desk / "rulebooks" / "strategy.xlsx").write_bytes(b"broken")
    drop("A")
    said = cli("--desk", desk, "run", "--quiet", "0")
    assert said.code == 4
    assert "rulebooks/strategy.xlsx" in said.err
    assert list((desk / "outbox").glob("*")) == []


@pytest.mark.parametrize(
    ("told", "code"),
    [(["ok"], 0), (["ok", "not ready"], 3), (["return"], 3), (["ok", "fault"], 5), (["fault"], 1), ([], 0)],
)
def test_the_exit_code_tells_what_became_of_the_batch(
    cli: Cli, desk: Path, drop: Drop, told: list[str], code: int
) -> None:
    for number, text in enumerate(told):
        drop(f"C{number}", text)
    said = cli("--desk", desk, "run", "--quiet", "0")
    assert said.code == code
    assert len(said.out.splitlines()) == len(told)


def test_each_case_has_one_line_with_verdict_course_gaps_and_place(cli: Cli, desk: Path, drop: Drop) -> None:
    drop("A", "ref=CW-7 not ready")
    out = cli("--desk", desk, "run", "--quiet", "0").out
    assert out == "CW-7  v1  NOT_READY  performance/perf_fix  1 必缺 missing  -> outbox/CW-7/v1\n"


def test_until_idle_ends_well_where_nothing_is_left_to_do(cli: Cli, desk: Path, drop: Drop) -> None:
    drop("A", "not ready")
    assert cli("--desk", desk, "run", "--until-idle", "--quiet", "0.05").code == 0
    again = cli("--desk", desk, "run", "--until-idle", "--quiet", "0.05")
    assert (again.code, again.out) == (0, "")


@pytest.mark.parametrize("order", [["--json", "run", "--quiet", "0"], ["run", "--quiet", "0", "--json"]])
def test_json_is_one_document_wherever_the_word_stands(cli: Cli, desk: Path, drop: Drop, order: list[str]) -> None:
    drop("A")
    (desk / "inbox" / "stray.pdf").write_bytes(b"x")
    said = cli("--desk", desk, *order)
    assert [(each["case"], each["path"]) for each in said.document["cases"]] == [("A", "outbox/A/v1")]
    assert [each["code"] for each in said.document["findings"]] == ["desk/stray-file"]
    assert "desk/stray-file" in said.err


def test_one_language_may_be_asked_for(cli: Cli, desk: Path) -> None:
    (desk / "inbox" / "stray.pdf").write_bytes(b"x")
    english = cli("--desk", desk, "run", "--quiet", "0", "--lang", "en").err
    assert "belongs to no case" in english
    assert not re.search(r"[\u4e00-\u9fff]", english)


def test_a_console_that_knows_no_chinese_still_gets_its_lines(
    desk: Path, drop: Drop, house: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    import io
    import sys

    drop("案件 ✔")
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="ascii", errors="strict"))
    assert main(["--desk", str(desk), "run", "--quiet", "0"], engine=house) == 0
    sys.stdout.flush()
    assert b"v1  READY" in raw.getvalue()


def test_status_shows_what_became_of_every_drop(cli: Cli, desk: Path, drop: Drop) -> None:
    fresh = cli("--desk", desk, "status", "--json").document
    assert (fresh["jobs"], fresh["drops"], fresh["playbook"]["state"]) == ([], [], "changed")
    drop("A", "not ready")
    drop("B", "return")
    drop("C", "fault")
    (drop("D") / "~$case.xlsx").touch()
    cli("--desk", desk, "run", "--quiet", "0")
    told = cli("--desk", desk, "status", "--json").document
    assert {each["case"]: each["state"] for each in told["jobs"]} == {
        "A": "delivered", "B": "returned", "C": "failed",
    }  # fmt: skip
    assert [(each["drop"], each["state"], each["note"]) for each in told["drops"]] == [("D", "seen", "still open")]
    lines = cli("--desk", desk, "status").out.splitlines()
    assert len(lines) == 6
    assert lines.pop(1).startswith("    期限 due:")
    assert "已产出 delivered" in lines[0]
    assert "已退回 returned" in lines[1]
    assert lines[4].startswith("规则与模板 playbook  现在执行：")
    assert "returned" not in cli("--desk", desk, "--lang", "zh", "status").out.splitlines()[1].split("->")[0]


def test_due_reads_the_newest_version_of_each_case(cli: Cli, desk: Path, drop: Drop) -> None:
    drop("A")
    cli("--desk", desk, "run", "--quiet", "0")
    drop("A", "ok, changed")
    cli("--desk", desk, "run", "--quiet", "0")
    told = cli("--desk", desk, "due", "--json").document
    assert [(each["case"], each["version"], each["at"]) for each in told] == [("A", 2, "2026-11-30T08:00:00Z")]
    assert "北京 Beijing 2026-11-30 16:00 Mon 周一" in cli("--desk", desk, "due").out


def test_verify_finds_a_changed_byte(cli: Cli, desk: Path, drop: Drop) -> None:
    drop("A")
    cli("--desk", desk, "run", "--quiet", "0")
    package = desk / "outbox" / "A" / "v1"
    assert cli("verify", package).code == 0
    next(package.glob("*.docx")).write_text("changed")
    said = cli("verify", package)
    assert said.code == 3
    assert "A/v1/POA_A_v1_en.docx: error [deliver/file-changed]" in said.out
    assert cli("verify", package, "--json").document["intact"] is False


def test_several_packages_are_verified_at_once_and_each_is_named(cli: Cli, desk: Path, drop: Drop) -> None:
    packages = [desk / "outbox" / name / "v1" for name in "AB"]
    for name in "AB":
        drop(name)
    cli("--desk", desk, "run", "--quiet", "0")
    assert cli("verify", *packages).code == 0
    next(packages[1].glob("*.docx")).write_text("changed")
    said = cli("verify", *packages)
    assert said.code == 3
    assert f"{packages[1]}  与清单不一致" in said.err
    assert [each["intact"] for each in cli("verify", *packages, "--json").document] == [True, False]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (("fly",), "没有这个命令"), (("run", "--fast"), "没有 --fast 这个选项"), (("verify",), "还缺一项：PACKAGE"),
        (("verify", "nowhere"), "文件或文件夹不存在"), (("init", "two", "words"), "请用英文双引号括起来"),
    ],
)  # fmt: skip
def test_a_slip_of_the_hand_is_told_in_chinese_too(cli: Cli, typed: tuple[str, ...], told: str) -> None:
    said = cli(*typed)
    assert said.code == 2
    assert told in said.err
    assert "Usage:" in said.err
    assert told not in cli("--lang", "en", *typed).err


def test_init_completes_a_desk_and_overwrites_nothing(cli: Cli, tmp_path: Path) -> None:
    desk = tmp_path / "new desk"
    (desk / "rulebooks").mkdir(parents=True)
    (desk / "rulebooks" / "strategy.xlsx").write_bytes(b"ours")
    assert cli("init", desk).code == 0
    assert (desk / "rulebooks" / "strategy.xlsx").read_bytes() == b"ours"
    assert {"inbox", "outbox", "desk.toml"} <= {path.name for path in desk.iterdir()}
    assert (desk / "doc_templates" / "poa_bilingual.docx").is_file()
    assert (desk / "rulebooks" / "catalogue.xlsx").is_file()
    again = cli("init", desk, "--json")
    assert again.document["made"] == []


def test_the_demo_lays_out_a_desk_and_says_where_to_look(cli: Cli, tmp_path: Path) -> None:
    desk = tmp_path / "demo"
    first = cli("demo", desk)
    assert first.code == 0
    packages = sorted(path.parent for path in (desk / "outbox").glob("*/v1/manifest.json"))
    assert len(packages) >= 8
    assert all(str(package) in first.out for package in packages)
    assert str(packages[0]) in first.err
    again = cli("demo", desk, "--json")
    assert again.code == 0
    assert all(each["unchanged"] for each in again.document["cases"])
    assert sorted((desk / "outbox").glob("*/*")) == packages


def test_the_blank_form_and_its_schema(cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert cli("case", "new", tmp_path / "CW-1").code == 0
    assert (tmp_path / "CW-1" / "case.xlsx").is_file()
    assert cli("case", "new", tmp_path / "CW-1").code == 6
    assert json.loads(cli("case", "schema").out)["type"] == "object"
