"""What on a desk is past the days that its settings keep it for. Nothing is opened but the ledger and manifests."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from casewright.deliver import MANIFEST, is_whole
from casewright.desk import presence
from casewright.desk.journal import LOG, TRACEBACK
from casewright.desk.layout import Layout
from casewright.desk.ledger import Ledger
from casewright.desk.settings import Settings
from casewright.desk.standing import read_standing
from casewright.model import Bilingual
from casewright.text.secrets import clean_name

#: The settings, and what each of them keeps.
KEPT = {
    "keep_log_days": Bilingual("旧日志和程序错误记录", "old log or traceback"),
    "keep_work_days": Bilingual("已不需要的私有副本或读图结果", "private copy, or reading of a picture, not needed"),
    "keep_archive_days": Bilingual("规则存档", "archived playbook"),
    "keep_done_days": Bilingual("已完成案件的原件", "originals of a delivered case"),
    "keep_outbox_days": Bilingual("材料包", "package"),
}


@dataclass(frozen=True, slots=True)
class Expired:
    """One file or folder that may go: the setting that says so, its name without case data, since when it is there."""

    setting: str
    name: str
    path: Path
    since: datetime


def expired(layout: Layout, settings: Settings, *, now: datetime) -> Iterator[Expired]:
    """Yield what is past its time at a moment. What carries a time to come is kept: a clock was wrong.

    Raises OSError where a folder cannot be listed.
    """
    finders = {
        "keep_log_days": _logs, "keep_work_days": _work, "keep_archive_days": _archive, "keep_done_days": _done,
        "keep_outbox_days": _packages,
    }  # fmt: skip
    for setting, find in finders.items():
        days: int = getattr(settings, setting)
        if days == 0:
            continue
        limit = now - timedelta(days=days)
        for path, name, since in find(layout, limit):
            yield Expired(setting, clean_name(name), path, since)


_Found = Iterator[tuple[Path, str, datetime]]


def _time(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)


def _inside(folder: Path) -> tuple[Path, ...]:
    return tuple(sorted(folder.iterdir())) if folder.is_dir() else ()


def _logs(layout: Layout, limit: datetime) -> _Found:
    for path in _inside(layout.logs):
        old_log = path.name.startswith(f"{LOG}.")
        if (old_log or path.name.endswith(TRACEBACK)) and (since := _time(path)) < limit:
            yield path, path.name, since


def _work(layout: Layout, limit: datetime) -> _Found:
    """Yield copies that no drop in work needs and no running desk holds."""
    needed: set[str] = set()
    if layout.ledger.is_file():
        ledger = Ledger(layout.ledger)
        needed = {drop.work for drop in ledger.drops()}
        ledger.close()
    for path in _inside(layout.work):
        owner = path.name.partition(".")[0]
        if path.name in needed or presence.is_alive(layout.running, owner):
            continue
        if (since := _time(path)) < limit:
            yield path, path.name, since
    for path in sorted((layout.state / "cache").rglob("*")):  # read again where it is asked for again
        if path.is_file() and (since := _time(path)) < limit:
            yield path, path.name, since


def _archive(layout: Layout, limit: datetime) -> _Found:
    """Yield playbooks that are not in force and that no package names: without them it could not be explained."""
    old = [(path, since) for path in _inside(layout.archive) if (since := _time(path)) < limit]
    if not old:
        return
    good = read_standing(layout).good
    needed = {good.sha256} if good else set()
    needed |= {_playbook_of(path) for path in layout.outbox.glob(f"*/*/{MANIFEST}")}
    for path, since in old:
        if path.suffix == ".zip" and path.stem not in needed:
            yield path, path.name, since


def _playbook_of(manifest: Path) -> str:
    try:
        told = json.loads(manifest.read_bytes())
        return str(told["playbook"]["sha256"])
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def _done(layout: Layout, limit: datetime) -> _Found:
    for case in _inside(layout.done):
        if case.name.startswith(".") or not case.is_dir():
            continue
        for path in _inside(case):
            if (since := _time(path)) < limit:
                yield path, f"{case.name}/{path.name}", since


def _packages(layout: Layout, limit: datetime) -> _Found:
    """Yield the packages of cases whose newest one is past its time; what staff laid beside them is left alone."""
    for case in _inside(layout.outbox):
        if case.name.startswith(".") or not case.is_dir():
            continue
        packages = [(path, _time(path)) for path in _inside(case) if path.is_dir() and is_whole(path)]
        if packages and max(since for _, since in packages) < limit:
            yield from ((path, f"{case.name}/{path.name}", since) for path, since in packages)
