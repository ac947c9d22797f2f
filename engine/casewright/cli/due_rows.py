"""What is due, read from the manifests that stand in the outbox."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from casewright.deadlines import CalendarEntry
from casewright.deliver import MANIFEST
from casewright.model import Bilingual, FileRef, Finding, Kind, Severity
from casewright.text import hours_left, standing

UNREADABLE = Kind(
    "due/manifest-unreadable", Severity.ERROR,
    "案件 {case} 的 v{version} 清单读不出来（{why}）：它的期限不在这张表里{instead_zh}。",
    "The manifest of {case} v{version} cannot be read ({why}): its deadlines are not in this list{instead_en}.",
    "不要当作没有期限：打开案件文件夹核对 READY.txt 或 NOT_READY.txt，再把原案件重新放入收件箱，生成新版本。",
    "Do not take it for a case without a deadline: look into READY.txt or NOT_READY.txt, then drop the case again.",
)  # fmt: skip

_FAULTS = (OSError, ValueError, KeyError, TypeError, AttributeError)


@dataclass(frozen=True, slots=True)
class DueRow:
    """One deadline or reminder of the newest version of a case. ``at`` is None where no time is known.

    ``opens`` is when a window begins (``at`` is then its end); ``running`` is false where nothing waits any more.
    """

    case: str
    version: int
    verdict: str
    kind: str
    code: str
    what: Bilingual
    at: datetime | None
    opens: datetime | None
    zone: str
    basis: str
    quote: str
    source: str
    internal_at: datetime | None
    stamp: date
    running: bool
    told: Mapping[str, object]

    def state(self, since: datetime, until: datetime | None) -> str:
        """Say how it stands: ``past today soon later``, ``open`` inside a window, ``none`` without a time."""
        if self.at is None:
            return "none"
        if self.opens is not None and self.opens <= since < self.at:
            return "open"
        return standing(self.opens if self.opens and self.opens > since else self.at, since, until)

    def loud(self, since: datetime, until: datetime | None) -> bool:
        """Say whether it must not be overlooked: a limit that still runs and is past or near."""
        return self.kind == "deadline" and self.running and self.state(since, until) in {"past", "today", "soon"}

    def to_json(self, since: datetime, until: datetime | None) -> dict[str, object]:
        """Return the row for a program: the manifest's own words, and how it stands now."""
        return {
            "case": self.case, "version": self.version, "verdict": self.verdict, "kind": self.kind, **self.told,
            "state": self.state(since, until), "hours_left": hours_left(self.at, since) if self.at else None,
            "open": self.running,
        }  # fmt: skip

    def entry(self) -> CalendarEntry | None:
        """Return the row for a calendar, None where it has no time."""
        if self.at is None:
            return None
        kind = "reminder" if self.kind == "reminder" else self.basis if self.running else "kept"
        return CalendarEntry(
            self.case, self.version, self.stamp, self.code, kind, self.what, self.opens or self.at, self.zone,
            self.source, self.quote, self.internal_at, self.at if self.opens else None,
        )  # fmt: skip


def due_rows(outbox: Path, now: datetime) -> tuple[tuple[DueRow, ...], tuple[Finding, ...]]:
    """Return the rows of every case in the outbox by its newest version that can be read, soonest first."""
    rows: list[DueRow] = []
    found: list[Finding] = []
    folders = (path for path in outbox.iterdir() if path.is_dir() and not path.name.startswith("."))
    for folder in sorted(folders):
        rows.extend(_rows_of(folder, now, found))
    return tuple(sorted(rows, key=lambda row: _place(row, now))), tuple(found)


def _place(row: DueRow, now: datetime) -> tuple[int, datetime, str, str]:
    """Return what rows are ordered by: limits that were missed, then all by time, what has no time last."""
    if row.at is None:
        return 2, now, row.case, row.code
    missed = row.kind == "deadline" and row.running and row.at < now
    return (0 if missed else 1), row.opens or row.at, row.case, row.code


def _rows_of(folder: Path, now: datetime, found: list[Finding]) -> Sequence[DueRow]:
    paths = [path for path in folder.glob(f"v*/{MANIFEST}") if path.parent.name[1:].isdigit()]
    known = {int(path.parent.name[1:]): path for path in paths}
    unread: list[tuple[int, str]] = []
    rows: Sequence[DueRow] = ()
    used = 0
    for version in sorted(known, reverse=True):
        try:
            rows = list(_read(json.loads(known[version].read_bytes()), now))
        except _FAULTS as error:
            unread.append((version, type(error).__name__))
            continue
        used = version
        break
    instead = (f"，暂列 v{used} 的期限", f"; those of v{used} stand in for them") if used else ("", "")
    found.extend(
        UNREADABLE.at(
            FileRef(f"{folder.name}/v{version}/{MANIFEST}"),
            case=folder.name, version=version, why=why, instead_zh=instead[0], instead_en=instead[1],
        )
        for version, why in unread
    )  # fmt: skip
    return rows


def _read(told: Mapping[str, Any], now: datetime) -> Iterator[DueRow]:
    waits = bool(told.get("open", True))
    for each in told.get("deadlines", ()):
        yield _row(told, each, "deadline", now, running=waits and not each.get("answered_on"))
    for each in told.get("reminders", ()):
        yield _row(told, each, "reminder", now, running=waits)


def _row(told: Mapping[str, Any], each: Mapping[str, Any], kind: str, now: datetime, *, running: bool) -> DueRow:
    at, until = _moment(each.get("at")), _moment(each.get("until"))
    every = int(each.get("every_hours") or 0)
    shown = dict(each)
    if every and at is not None and at < now:
        steps = -(-int((now - at).total_seconds()) // (every * 3600))
        at = datetime.fromtimestamp(at.timestamp() + steps * every * 3600, UTC)
        shown["at"] = f"{at:%Y-%m-%dT%H:%M:%SZ}"
    day = told.get("as_of")
    source = " · ".join(str(part) for part in (each.get("source"), kind == "reminder" and each.get("basis")) if part)
    return DueRow(
        str(told["case"]), int(told["version"]), str(told["verdict"]), kind, str(each.get("code") or each["what"]),
        Bilingual(str(each.get("what_zh") or each["what"]), str(each["what"])), until or at, at if until else None,
        str(each.get("zone") or "UTC"), str(each.get("basis") or "none") if kind == "deadline" else "",
        str(each.get("quote") or ""), source, _moment(each.get("internal_at")),
        date.fromisoformat(str(day)) if day else (at or now).date(), running, shown,
    )  # fmt: skip


def _moment(text: object) -> datetime | None:
    return datetime.fromisoformat(str(text)) if text else None
