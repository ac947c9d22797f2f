"""What the desk writes for itself: no case data in log and tracebacks, one line a step, nobody else may read it."""

import logging
import os
import re
import stat
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casewright.desk import open_desk
from casewright.desk.fault_text import fault_text
from casewright.desk.journal import Journal, quoted
from casewright.desk.ledger import Ledger
from casewright.model import DeskError

Desk = Any
POSIX = pytest.mark.skipif(os.name == "nt", reason="modes are POSIX")
#: Put together, so that these words stand in no source of the program that a traceback goes through.
WORDS = ("王小" + "明", "wan" + "gxm", "kun" + "de", "139123" + "45678", "Hunter" + "2x9")
CLIENT = "{} {}@{}.cn {} password: {}".format(*WORDS)


def log_lines(desk: Desk) -> list[str]:
    return list((desk.layout.logs / "desk.log").read_text(encoding="utf-8").splitlines())


# -- the log -------------------------------------------------------------------------------------------------------


def test_the_log_has_one_line_for_each_transition_of_the_ledger(desk: Desk) -> None:
    for name, told in {"A": "ok", "B": "return", "C": "fault", "D": "not ready"}.items():
        desk.drop(name, told)
    desk.run()
    ledger = Ledger(desk.layout.ledger)
    steps = ledger._db.execute("select subject, name, state from transitions order by id").fetchall()
    ledger.close()
    told = [re.findall(r'(?:what|name|state)="([^"]*)"', line) for line in log_lines(desk)]
    assert [tuple(each[:3]) for each in told if each[0] != "playbook"] == steps


def test_a_name_can_neither_make_a_second_line_nor_turn_one_around(desk: Desk) -> None:
    journal = Journal(desk.layout.logs)
    journal.step("drop", 'A" state="delivered\n2026 INFO what="job" \u202egpj.exe\u2028\x1b[2J\u200b', "seen", "x\ry")
    journal.close()
    (line,) = log_lines(desk)
    assert 'name="A\\" state=\\"delivered\\n2026 INFO what=\\"job\\" \\u202egpj.exe\\u2028\\u001b[2J\\u200b"' in line
    assert line.endswith('state="seen" note="x\\ry"')


@given(st.text())
def test_whatever_a_value_holds_it_is_one_visible_line(value: str) -> None:
    line = quoted(value)
    assert len(line.splitlines()) == 1
    assert not {unicodedata.category(letter) for letter in line} & {"Cc", "Cf", "Cs", "Zl", "Zp"}


@pytest.mark.req("S0-86")
def test_a_password_in_a_note_or_a_name_is_not_logged(desk: Desk) -> None:
    journal = Journal(desk.layout.logs)
    journal.step("drop", "CW-7 密码 Abc12345", "seen", "")
    journal.trouble("cannot move CW-7: password: Hunter2x9")
    journal.close()
    text = "\n".join(log_lines(desk))
    assert "CW-7" in text
    assert "Abc12345" not in text
    assert "Hunter2x9" not in text


def test_the_log_is_turned_over_and_keeps_five_old_files(desk: Desk) -> None:
    journal = Journal(desk.layout.logs, most_bytes=2000)
    for number in range(300):
        journal.step("job", f"CW-{number}", "delivered", f"CW-{number}/v1")
    journal.close()
    names = sorted(path.name for path in desk.layout.logs.iterdir())
    assert names == ["desk.log", *(f"desk.log.{number}" for number in range(1, 6))]
    assert all(path.stat().st_size <= 2000 for path in desk.layout.logs.iterdir())
    assert "CW-299/v1" in log_lines(desk)[-1]


@POSIX
def test_what_one_desk_has_turned_over_the_other_opens_anew(desk: Desk) -> None:
    one, other = Journal(desk.layout.logs), Journal(desk.layout.logs)
    one.step("job", "A", "queued", "")
    other.step("job", "B", "queued", "")
    (desk.layout.logs / "desk.log").rename(desk.layout.logs / "desk.log.1")
    one.step("job", "C", "queued", "")
    other.step("job", "D", "queued", "")
    one.close()
    other.close()
    assert [re.findall(r'name="(.)"', line) for line in log_lines(desk)] == [["C"], ["D"]]


def test_a_log_that_cannot_be_turned_over_goes_on_and_says_nothing(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "in use")

    monkeypatch.setattr(os, "rename", refuse)
    journal = Journal(desk.layout.logs, most_bytes=200)
    for number in range(20):
        journal.step("job", f"CW-{number}", "delivered", "")
    journal.close()
    assert len(log_lines(desk)) == 20
    assert logging.raiseExceptions
    assert capsys.readouterr().err == ""


# -- tracebacks ----------------------------------------------------------------------------------------------------


@pytest.mark.req("S0-86")
@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_fault_of_ours_leaves_a_traceback_without_the_case_in_it(desk: Desk, workers: str) -> None:
    desk.drop("A", f"fault telling={CLIENT}")
    told = run(desk, "run", "--quiet", "0", "--workers", workers)
    assert told.stdout.startswith("A  -  FAILED")
    (path,) = desk.layout.logs.glob("*.traceback.txt")
    text = path.read_text(encoding="utf-8")
    assert "fake_house.py" in text
    assert "raise ValueError(" in text
    assert "ValueError: a fault of ours …" in text
    everything = text + "\n".join(log_lines(desk)) + told.stdout + told.stderr
    for word in WORDS:
        assert word not in everything, word


def run(desk: Desk, *arguments: str, umask: str = "022") -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, Path(__file__).parent / "fake_house.py", "--desk", desk.root, *arguments]
    return subprocess.run(
        ["sh", "-c", f'umask {umask}; exec "$@"', "sh", *command],
        capture_output=True, text=True, encoding="utf-8", check=False, timeout=120,
    )  # fmt: skip


def test_of_a_message_the_words_of_the_program_stay_and_the_values_go(tmp_path: Path) -> None:
    def told(act: str, value: str) -> str:
        try:
            ACTS[act](value)
        except (ValueError, KeyError, OSError, AttributeError) as error:
            return fault_text(error)
        return ""

    assert "no case of that name: '…" in told("own words", WORDS[0])
    assert "invalid literal for int() with base 10: '…" in told("int", WORDS[1])
    assert "[Errno 2] No such file or directory\n" in told("open", str(tmp_path / f"身份证 {WORDS[0]}.pdf"))
    assert "KeyError: 'strategy'" in told("key", "x")
    for act in ACTS:
        assert not [word for word in WORDS if word in told(act, CLIENT)]


def _own_words(value: str) -> None:
    raise ValueError(f"no case of that name: {value!r}")


def _in_a_chain(value: str) -> None:
    try:
        int(value)
    except ValueError as error:
        raise KeyError(value) from error


ACTS: dict[str, Any] = {
    "own words": _own_words,
    "chain": _in_a_chain,
    "int": int,
    "open": lambda value: Path(value).read_bytes(),
    "key": lambda value: {}[value and "strategy"],
    "forged": lambda value: _own_words(f'Traceback (most recent call last):\n  File "/etc/hosts", line 1\n    {value}'),
}


# -- modes ---------------------------------------------------------------------------------------------------------


def _below(folder: Path) -> Iterator[Path]:
    yield folder
    yield from folder.rglob("*")


@POSIX
@pytest.mark.parametrize("umask", ["000", "022", "077"])
def test_state_is_for_the_desks_own_account_and_packages_follow_the_outbox(desk: Desk, umask: str) -> None:
    desk.drop("A")
    desk.drop("B", "fault")
    (desk.root / "outbox").chmod(0o2770)
    told = run(desk, "run", "--quiet", "0", umask=umask)
    assert told.returncode in {0, 1, 5}, told.stderr
    state = desk.root / ".casewright"
    assert stat.S_IMODE(state.stat().st_mode) == 0o700
    for path in _below(state):
        if path.relative_to(state).parts[:1] != ("playbooks",):
            assert not path.stat().st_mode & 0o077, path
    package = desk.root / "outbox" / "A" / "v1"
    assert {stat.S_IMODE(path.stat().st_mode) for path in _below(package.parent) if path.is_dir()} == {0o2770}
    assert {stat.S_IMODE(path.stat().st_mode) for path in _below(package) if path.is_file()} == {0o660}


@POSIX
def test_a_state_folder_that_was_open_is_closed_at_the_next_command(desk: Desk) -> None:
    desk.drop("A")
    desk.run()
    state = desk.root / ".casewright"
    state.chmod(0o755)
    open_desk(desk.root)
    assert stat.S_IMODE(state.stat().st_mode) == 0o700


@POSIX
def test_a_desk_of_another_account_is_told_as_such(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    (desk.root / ".casewright").mkdir()
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(DeskError) as told:
        open_desk(desk.root)
    assert "belongs to another account" in told.value.text.en


# -- names ---------------------------------------------------------------------------------------------------------


@pytest.mark.req("S0-86")
def test_a_password_in_the_name_of_a_drop_or_a_file_is_kept_nowhere(desk: Desk) -> None:
    drop = desk.drop("CW-9 密码 Abc12345")
    (drop / "password=Hunter2x9.txt").write_text("nothing")
    heard = desk.run()
    assert [each.state for each in heard.results] == ["delivered"]
    for path in (*_below(desk.root / "outbox"), *_below(desk.root / ".casewright")):
        assert "Abc12345" not in str(path)
        assert "Hunter2x9" not in str(path)
        if path.is_file():
            data = path.read_bytes()
            assert b"Abc12345" not in data, path
            assert b"Hunter2x9" not in data, path
    (state,) = {row.state for row in Ledger(desk.layout.ledger).drops()}
    assert state == "delivered"


def test_names_that_read_alike_without_their_secret_stay_two(desk: Desk) -> None:
    drop = desk.drop("A")
    (drop / "password=Hunter2x9.txt").write_text("one")
    (drop / "password=Hunter3x9.txt").write_text("two")
    desk.run()
    manifest = (desk.root / "outbox" / "A" / "v1" / "manifest.json").read_text(encoding="utf-8")
    assert "password=【已移除 removed】.txt" in manifest
    assert "password=【已移除 removed】 (2).txt" in manifest
