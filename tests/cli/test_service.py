"""What keeps a desk running: the unit, the container file, the notes; and a stop that lets the case in work end."""

import configparser
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Cli = Callable[..., Any]
FAKE = Path(__file__).parent.parent / "desk" / "fake_house.py"


def unit(text: str) -> dict[str, dict[str, str]]:
    parser = configparser.RawConfigParser(strict=True)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read_string("\n".join(line for line in text.splitlines() if not line.startswith("#")))
    return {name: dict(parser[name]) for name in parser.sections()}


def test_the_unit_is_hardened_and_waits_for_the_case_in_work(cli: Cli, desk: Path) -> None:
    (desk / "desk.toml").write_text("job_seconds = 300\nworkers = 3\nworker_memory_mb = 2000\n")
    told = cli("--desk", desk, "service", "systemd", "--user", "casewright")
    service = unit(told.out)["Service"]
    assert told.code == 0
    assert service["User"] == "casewright"
    assert service["ExecStart"].endswith(f"--desk {desk} watch")
    assert service["ReadWritePaths"] == str(desk)
    assert service["TimeoutStopSec"] == "360"
    assert service["MemoryMax"] == "13168M"  # three workers, each with its reader of 2048 MB, and the desk itself
    assert service["OOMPolicy"] == "continue"
    assert (service["NoNewPrivileges"], service["ProtectSystem"], service["Restart"]) == ("yes", "strict", "on-failure")
    assert (service["KillSignal"], service["KillMode"]) == ("SIGTERM", "mixed")
    assert "{" not in told.out
    # What a start of the real thing showed: a share that is late must not end it, and the group of the outbox is kept.
    assert "RestrictSUIDSGID" not in service
    assert unit(told.out)["Unit"]["StartLimitIntervalSec"] == "0"
    assert "Documentation" not in unit(told.out)["Unit"]  # a machine without man pages would complain
    assert f"chmod 2770 {desk / 'inbox'} {desk / 'outbox'}" in told.out
    assert "usermod -aG desk-staff casewright" in told.out


def test_trays_that_lie_elsewhere_may_be_written_and_are_waited_for(cli: Cli, desk: Path, tmp_path: Path) -> None:
    share = tmp_path / "the share"
    for tray in ("in", "out"):
        (share / tray).mkdir(parents=True)
    (desk / "desk.toml").write_text(f"inbox = '{share / 'in'}'\noutbox = '{share / 'out'}'\n", encoding="utf-8")
    told = unit(cli("--desk", desk, "service", "systemd").out)
    wanted = f'{desk} "{share / "in"}" "{share / "out"}"'
    assert told["Service"]["ReadWritePaths"] == told["Unit"]["RequiresMountsFor"] == wanted
    assert f"'{share / 'out'}\\.staging'" in cli("--desk", desk, "service", "windows").out


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze is not here")
def test_systemd_itself_finds_nothing_wrong_with_the_unit(cli: Cli, desk: Path, tmp_path: Path) -> None:
    text = cli("--desk", desk, "service", "systemd", "--user", "root").out
    path = tmp_path / "casewright.service"
    path.write_text(re.sub(r"(?m)^ExecStart=\S+", f"ExecStart={sys.executable}", text), encoding="utf-8")
    told = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", path], capture_output=True, text=True, check=False, timeout=60
    )
    assert (told.returncode, told.stderr) == (0, "")


def test_the_container_installs_what_ci_installs_and_mounts_the_desk(cli: Cli, desk: Path, root: Path) -> None:
    text = cli("--desk", desk, "service", "container").out
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    words = {line.split()[0] for line in lines if not line.startswith(" ")}
    assert words <= {
        "FROM", "RUN", "WORKDIR", "COPY", "ENV", "USER", "VOLUME", "STOPSIGNAL", "HEALTHCHECK", "ENTRYPOINT", "CMD",
    }  # fmt: skip
    assert all(re.fullmatch(r"FROM [a-z]+:[\w.-]+( AS \w+)?", line) for line in lines if line.startswith("FROM"))
    ci = (root / ".ci" / "run").read_text(encoding="utf-8")
    packages = set(re.findall(r"(?:fonts-[\w-]+|poppler-utils|libreoffice-writer-nogui|build-essential)", text))
    assert packages <= set(re.findall(r"[\w-]+", ci))
    assert len(packages) == 6
    assert f"-v {desk}:/desk" in text
    assert "USER casewright" in lines
    assert "podman build --format docker" in text  # the other format drops the HEALTHCHECK
    assert "--restart on-failure" in text


def test_the_image_is_built_from_what_the_package_needs_and_never_from_a_desk(root: Path) -> None:
    ignored = (root / ".dockerignore").read_text(encoding="utf-8").split("\n")
    assert ignored[0] == "*"
    taken = {line[1:] for line in ignored if line.startswith("!")}
    assert taken == {
        "pyproject.toml", "requirements.lock", "README.md", "LICENSE", "engine", "rulebooks", "doc_templates",
        "tests/cases",
    }  # fmt: skip
    assert all((root / name).exists() for name in taken)


def test_the_notes_for_windows_name_this_desk_and_speak_both_languages(cli: Cli, desk: Path) -> None:
    text = cli("--desk", desk, "service", "windows").out
    for word in ("LongPathsEnabled", "Register-ScheduledTask", "Add-MpPreference", "OneDrive", "WPS", str(desk)):
        assert word in text
    assert "长路径" in text


def test_the_texts_come_as_data_too(cli: Cli, desk: Path) -> None:
    told = cli("--desk", desk, "service", "systemd", "--json")
    assert told.document["kind"] == "systemd"
    assert "[Service]" in told.document["text"]


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
def test_a_stop_of_the_system_lets_the_case_in_work_end_and_takes_no_other(
    desk: Path, drop: Callable[..., Path]
) -> None:
    drop("A", "held")
    process = subprocess.Popen(
        [sys.executable, FAKE, "--desk", desk, "watch", "--quiet", "0", "--poll", "0.1"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8",
    )  # fmt: skip
    _wait_for((desk / "HELD").exists)
    process.send_signal(signal.SIGTERM)
    drop("B")
    (desk / "GO").touch()
    out, _ = process.communicate(timeout=60)
    assert process.returncode == 0
    assert out.startswith("A  v1  READY")
    assert (desk / "outbox" / "A" / "v1" / "manifest.json").is_file()
    assert not (desk / "outbox" / "B").exists()


def _wait_for(happened: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not happened():
        assert time.monotonic() < end, "it did not happen within a minute"
        time.sleep(0.02)
