"""What a command keeps of what it told: a run for its end, a watch nothing, however long it goes on."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from casewright.cli import cmd_watch
from casewright.cli.work_report import WorkReport
from casewright.desk import Result
from casewright.desk.scan import STRAY
from casewright.model import FileRef


def test_a_watch_keeps_nothing_of_what_it_told(
    cli: Callable[..., Any], desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reports: list[WorkReport] = []

    def made(*arguments: Any, **options: Any) -> WorkReport:
        reports.append(WorkReport(*arguments, **options))
        return reports[-1]

    def hears(*_: object) -> None:
        reports[0].case(Result("CW-1", "returned", errors=1))
        reports[0].say(STRAY.at(FileRef("stray.bin"), name="stray.bin"))

    monkeypatch.setattr(cmd_watch, "WorkReport", made)
    monkeypatch.setattr(cmd_watch, "_watch", hears)
    said = cli("--desk", desk, "--lang", "en", "watch")
    assert "CW-1  -  RETURNED" in said.out
    assert "stray.bin" in said.err
    assert [(report.results, report.remarks) for report in reports] == [([], [])]
