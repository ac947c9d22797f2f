"""Deleting what is past its time, and the report of it: what, when, why and how much, without any case data.

A folder is first moved out of sight by one rename and then deleted, so that nobody ever sees half a package; what
somebody has open stays whole and is tried again at the next turn.
"""

import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from casewright.desk.expired import KEPT, Expired, expired
from casewright.desk.forgetting import Forgotten, forget
from casewright.desk.journal import Journal
from casewright.desk.layout import Layout
from casewright.desk.private import private_file, private_folder
from casewright.desk.settings import Settings
from casewright.model import Bilingual, DeskError

#: A turn by itself after a pause this long only notes the day: a clock that jumped ahead must not empty the desk.
_LONG_PAUSE = timedelta(days=40)
_DAY = timedelta(days=1)
_GOING = ".deleting-"
_TURN = "tidied.json"

CLOCK_BACK = Bilingual(
    "时钟比上次清理时还早，什么都没有删除；请校准时钟后再运行。",
    "The clock is earlier than at the last turn, so nothing was deleted; set the clock and run again.",
)
AFTER_A_PAUSE = Bilingual(
    "很久没有清理过（或时钟跳过），这次只记下日期，下一次再删除。",
    "The last turn is long ago (or the clock has jumped): this turn only notes the day, the next one deletes.",
)


@dataclass(frozen=True, slots=True)
class Gone:
    """One thing that was deleted, or would be."""

    setting: str
    name: str
    since: datetime
    files: int
    size: int
    days: int

    def to_json(self) -> dict[str, object]:
        """Return it as it stands in the report."""
        return {
            "what": KEPT[self.setting].en, "what_zh": KEPT[self.setting].zh, "name": self.name,
            "since": f"{self.since:%Y-%m-%d}", "why": f"{self.setting} = {self.days}",
            "files": self.files, "bytes": self.size,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Report:
    """What a turn deleted, what it could not, and where its report lies; ``note`` where it deleted nothing at all."""

    at: datetime
    gone: tuple[Gone, ...] = ()
    left: tuple[tuple[str, str], ...] = ()
    note: Bilingual | None = None
    dry: bool = False
    path: Path | None = None
    ledger: Forgotten = field(default_factory=Forgotten)

    def __bool__(self) -> bool:
        return bool(self.gone or self.left or self.ledger)

    @property
    def size(self) -> int:
        """Return how many bytes went in all."""
        return sum(each.size for each in self.gone)

    def to_json(self) -> dict[str, object]:
        """Return the report as data."""
        told: dict[str, object] = {
            "at": f"{self.at:%Y-%m-%dT%H:%M:%SZ}", "dry_run": self.dry, "bytes": self.size,
            "deleted": [each.to_json() for each in self.gone],
            "left": [{"name": name, "why": why} for name, why in self.left], "ledger": self.ledger.to_json(),
        }  # fmt: skip
        return {**told, "note": {"zh": self.note.zh, "en": self.note.en}} if self.note else told

    def lines(self) -> Iterator[Bilingual]:
        """Yield the report for people."""
        if self.note:
            yield self.note
        for each in self.gone:
            what, since = KEPT[each.setting], f"{each.since:%Y-%m-%d}"
            yield Bilingual(
                f"{each.name}：{what.zh}，{since} 起存放，{each.files} 个文件，{each.size} 字节；"
                f"{each.setting} = {each.days}",
                f"{each.name}: {what.en}, there since {since}, {each.files} files, {each.size} bytes; "
                f"{each.setting} = {each.days}",
            )
        if told := self.ledger:
            yield Bilingual(
                f"台账：{told.cases} 条案件记录、{told.drops} 条投放记录、{told.steps} 条步骤记录；"
                f"{told.shortened} 条记录不再写结论（材料包已经没有了）。",
                f"Ledger: {told.cases} rows of cases, {told.drops} of drops, {told.steps} steps; "
                f"{told.shortened} rows no longer tell the outcome (their packages are gone).",
            )
        for name, why in self.left:
            yield Bilingual(
                f"{name}：暂时删不掉（{why}），下次再试。",
                f"{name}: could not be deleted now ({why}); tried again next time.",
            )


def tidy(layout: Layout, settings: Settings, *, now: datetime, dry: bool = False, by_itself: bool = False) -> Report:
    """Delete what is past its time and leave a report; ``by_itself`` is the daily turn, which nobody looks at.

    Raises OSError where a folder cannot be listed or the report not be written.
    """
    now = now.astimezone(UTC)
    last = last_turn(layout)
    if last is not None and now < last - _DAY:
        return Report(now, note=CLOCK_BACK, dry=dry)
    if by_itself and (last is None or now - last > _LONG_PAUSE):
        _note_turn(layout, now)
        return Report(now, note=AFTER_A_PAUSE)
    if dry:
        would = tuple(_gone(each, settings) for each in expired(layout, settings, now=now))
        return Report(now, would, dry=True, ledger=forget(layout, settings, now=now, dry=True))
    _sweep(layout)
    gone: list[Gone] = []
    left: list[tuple[str, str]] = []
    for each in tuple(expired(layout, settings, now=now)):
        told = _gone(each, settings)
        why = _delete(layout, each)
        if why:
            left.append((told.name, why))
        else:
            gone.append(told)
    packages = frozenset(each.name for each in gone if each.setting == "keep_outbox_days")
    try:
        ledger = forget(layout, settings, now=now, deleted=packages)
    except (OSError, DeskError) as error:  # what was deleted is reported all the same
        ledger = Forgotten()
        left.append(("ledger", getattr(error, "strerror", "") or type(error).__name__))
    _note_turn(layout, now)
    return _kept(layout, Report(now, tuple(gone), tuple(left), ledger=ledger))


def last_turn(layout: Layout) -> datetime | None:
    """Return when the last turn was, None where there was none or its note is damaged."""
    try:
        told = json.loads((layout.state / _TURN).read_text(encoding="utf-8"))
        return datetime.fromisoformat(told["at"]).astimezone(UTC)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def is_due(layout: Layout, now: datetime) -> bool:
    """Say whether a day has gone by since the last turn."""
    last = last_turn(layout)
    return last is None or now.astimezone(UTC) - last >= _DAY


def _note_turn(layout: Layout, now: datetime) -> None:
    path = private_file(private_folder(layout.state) / _TURN)
    path.write_text(json.dumps({"at": now.isoformat()}), encoding="utf-8")


def _gone(each: Expired, settings: Settings) -> Gone:
    files = [each.path] if each.path.is_file() else [path for path in each.path.rglob("*") if path.is_file()]
    size = sum(path.lstat().st_size for path in files)
    return Gone(each.setting, each.name, each.since, len(files), size, getattr(settings, each.setting))


def _delete(layout: Layout, each: Expired) -> str:
    """Delete one thing; return why not, empty where it is gone."""
    try:
        if each.path.is_file():
            each.path.unlink()
            return ""
        going = _aside(layout, each) / f"{_GOING}{os.getpid()}-{os.urandom(4).hex()}"
        each.path.rename(going)
    except OSError as error:
        return error.strerror or type(error).__name__
    shutil.rmtree(going, ignore_errors=True)
    if each.setting in {"keep_done_days", "keep_outbox_days"} and not any(each.path.parent.iterdir()):
        each.path.parent.rmdir()
    return ""


def _aside(layout: Layout, each: Expired) -> Path:
    """Return where a folder can be moved by one rename and is seen by nobody."""
    if each.setting == "keep_outbox_days":
        layout.staging.mkdir(exist_ok=True)
        return layout.staging
    return layout.done if each.setting == "keep_done_days" else each.path.parent


def _sweep(layout: Layout) -> None:
    """Finish what an earlier turn had begun to delete."""
    for folder in (layout.staging, layout.done, layout.work):
        for path in folder.glob(f"{_GOING}*") if folder.is_dir() else ():
            shutil.rmtree(path, ignore_errors=True)


def _kept(layout: Layout, report: Report) -> Report:
    """Write the report down where anything was deleted or could not be, and a line of it to the log."""
    if not report:
        return report
    stem = private_folder(layout.state / "deletions") / f"{report.at:%Y%m%dT%H%M%SZ}"
    for ending, text in (("json", _json(report)), ("txt", _text(report))):
        private_file(stem.with_suffix(f".{ending}")).write_text(text, encoding="utf-8")
    journal = Journal(layout.logs)
    rows = report.ledger.cases + report.ledger.drops
    told = f"{len(report.gone)} items, {report.size} bytes, {len(report.left)} left, {rows} rows of the ledger"
    journal.step("tidy", "", "deleted", told)
    journal.close()
    return replace(report, path=stem.with_suffix(".txt"))


def _json(report: Report) -> str:
    return json.dumps(report.to_json(), ensure_ascii=False, indent=1)


def _text(report: Report) -> str:
    head = f"删除报告 Deletion report {report.at:%Y-%m-%d %H:%M} UTC\n共 in all: {report.size} 字节 bytes\n\n"
    return head + "\n".join(f"{line.zh}\n{line.en}\n" for line in report.lines())
