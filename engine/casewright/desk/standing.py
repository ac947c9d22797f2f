"""What stands about the playbook: which one is in force since when, and what was refused; kept across starts."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Self

from casewright.desk.copies import being_written, content_name, read_shelves
from casewright.desk.layout import Layout
from casewright.model import Bilingual, Finding

_FILE = "standing.json"
_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Good:
    """The playbook that passed last: its copy's name, its hash, the program, the day as of which it was read."""

    copy: str
    sha256: str
    program: str
    day: date
    since: str

    @property
    def name(self) -> Bilingual:
        """Return how people are told of it: since when, and the head of its hash."""
        return Bilingual(
            f"{self.since} 起生效的版本（{self.short}）", f"version in force since {self.since} ({self.short})"
        )

    @property
    def short(self) -> str:
        """Return the head of the hash."""
        return self.sha256[:_SHOWN]


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault of a refused playbook, as it was told."""

    at: str
    code: str
    text: Bilingual
    fix: Bilingual

    @classmethod
    def of(cls, finding: Finding) -> Self:
        """Keep a finding."""
        return cls(finding.at, finding.code, finding.text, finding.fix)

    def to_json(self) -> dict[str, str]:
        """Return the problem in the shape of the contract's findings."""
        return {
            "code": self.code, "severity": "error", "at": self.at,
            "zh": self.text.zh, "en": self.text.en, "fix_zh": self.fix.zh, "fix_en": self.fix.en,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Refused:
    """A changed playbook that does not pass: the name of its content, since when it is known, and why."""

    copy: str
    since: str
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """Both together; ``state`` says how the shelves stand to them now."""

    good: Good | None = None
    refused: Refused | None = None
    state: str = field(default="unknown", compare=False)


def read_standing(layout: Layout) -> Standing:
    """Return what the last start left; nothing is known where the note is missing or damaged."""
    try:
        told = json.loads((layout.playbooks / _FILE).read_text(encoding="utf-8"))
        good, refused = told["in_force"], told["refused"]
        return Standing(
            Good(**{**good, "day": date.fromisoformat(good["day"])}) if good else None,
            Refused(refused["copy"], refused["since"], tuple(_problem(each) for each in refused["problems"]))
            if refused
            else None,
        )
    except (OSError, ValueError, KeyError, TypeError):
        return Standing()


def write_standing(layout: Layout, standing: Standing) -> None:
    """Keep what stands, in one step. Raises OSError where our own disk fails."""
    good, refused = standing.good, standing.refused
    told = {
        "in_force": {
            "copy": good.copy, "sha256": good.sha256, "program": good.program, "day": good.day.isoformat(),
            "since": good.since,
        } if good else None,
        "refused": {
            "copy": refused.copy, "since": refused.since, "problems": [each.to_json() for each in refused.problems],
        } if refused else None,
    }  # fmt: skip
    path = layout.playbooks / _FILE
    waiting = being_written(path)
    waiting.write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8")
    waiting.replace(path)


def standing_now(layout: Layout) -> Standing:
    """Say how the shelves stand, without loading anything.

    ``state`` is ``in_force``, ``refused``, ``changed`` (saved since the desk last looked) or ``unread`` (locked).
    """
    standing = read_standing(layout)
    try:
        name = content_name(read_shelves(layout))
    except OSError:
        return replace(standing, state="unread")
    if standing.refused is not None and standing.refused.copy == name:
        return replace(standing, state="refused")
    if standing.good is not None and standing.good.copy == name:
        return replace(standing, refused=None, state="in_force")
    return replace(standing, refused=None, state="changed")


def standing_json(standing: Standing, *, notes: tuple[Path, ...], layout: Layout) -> dict[str, object]:
    """Return the standing as data, for ``status`` and ``doctor``."""
    good, refused = standing.good, standing.refused
    return {
        "state": standing.state,
        "sha256": good.sha256 if good else None,
        "in_force_since": good.since if good else None,
        "refused_since": refused.since if refused else None,
        "problems": [problem.to_json() for problem in refused.problems] if refused else [],
        "notes": [layout.shown(note) for note in notes],
    }


def _problem(told: Mapping[str, str]) -> Problem:
    return Problem(
        told["at"], told["code"], Bilingual(told["zh"], told["en"]), Bilingual(told["fix_zh"], told["fix_en"])
    )
