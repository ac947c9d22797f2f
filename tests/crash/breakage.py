"""Builds that are broken on purpose: each must be caught by the checker, or the checker is worth nothing."""

from __future__ import annotations

import importlib
import json
import random
import shutil
import uuid
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from casewright.deliver.verify import ready_mark
from casewright.desk import foreman, line, settle, work
from casewright.desk.ledger import DELIVERED
from casewright.desk.snapshot import Snapshot

publishing: Any = importlib.import_module("casewright.deliver.publish")  # the function of that name hides it


def no_staging() -> None:
    """A package is made where it is to stand."""
    produce = work.produce_case

    def produce_case(engine: Any, order: Any) -> Any:
        target = order.folder / f"v{order.version}"
        order.folder.mkdir(exist_ok=True)
        return produce(engine, replace(order, staging=target))

    def publish(staging: Path, target: Path) -> None:
        if staging != target:
            publishing.publish(staging, target)

    line.produce_case = produce_case
    work.publish = publish
    work.shutil = _Tidy(shutil)


class _Tidy:
    """``shutil`` that leaves packages alone."""

    def __init__(self, real: Any) -> None:
        self._real = real

    def rmtree(self, path: Path, **options: Any) -> None:
        if ".staging" in path.parts or ".casewright" in path.parts:
            self._real.rmtree(path, **options)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)


def no_quiet_period() -> None:
    """A drop is taken as soon as it is seen."""
    settle.Settler.wait_for = (  # type: ignore[method-assign]
        lambda self, seen, *, now, trust_age=False: 0.0 if seen.files else None  # noqa: ARG005
    )


def done_before_rename() -> None:
    """The ledger says that a package is delivered before it stands there."""
    start = line.Line._start

    def start_(self: Any, case: Any) -> None:
        start(self, case)
        version = self._working[case.key].order.version
        target = f"{case.order.folder.name}/v{version}"
        self._ledger.finish_job(case.key, DELIVERED, version=version, target=target)

    line.Line._start = start_  # type: ignore[method-assign]


def random_name() -> None:
    """A package stands under a name that nothing tells but the ledger."""
    work.publish = lambda staging, target: publishing.publish(staging, target.with_name(uuid.uuid4().hex[:8]))


def random_version() -> None:
    """A package stands under a version that was not counted."""
    work.publish = lambda staging, target: publishing.publish(
        staging, target.with_name(f"v{random.randrange(10, 10**6)}")
    )


def not_idempotent() -> None:
    """What was published is not looked for: after a kill it is made again."""
    line.find_published = work.find_published = lambda *_: None
    from casewright.desk import recover

    recover.find_published = lambda *_: None


def stale_result() -> None:
    """What is made of a state is delivered though the clerk has changed it since."""
    work.Taken.overtaken = property(lambda _: False)  # type: ignore[method-assign, assignment]
    line.Line.withdraw = lambda *_: None  # type: ignore[method-assign]


def no_snapshot() -> None:
    """Cases are produced from the inbox itself."""

    def take_snapshot(seen: Any, work: Path) -> Snapshot:
        work.mkdir(parents=True, exist_ok=True)
        (work / seen.name).symlink_to(seen.entry)
        return Snapshot(work / str(seen.name), json.dumps({"entry": seen.name, "files": {}}))

    foreman.take_snapshot = take_snapshot


def manifest_first() -> None:
    """A package is copied to its place file by file, what says that it is whole before the rest."""

    def publish(staging: Path, target: Path) -> None:
        target.mkdir(parents=True)
        mark = ready_mark(staging)
        for path in sorted(staging.iterdir(), key=lambda path: path != mark):
            shutil.copyfile(path, target / path.name)

    work.publish = publish


def staging_not_swept() -> None:
    """What a killed run left in staging stays there."""
    from casewright.desk import recover

    recover._children = lambda _: ()


def originals_touched() -> None:
    """Something is written into the drop itself."""
    take = foreman.take_snapshot

    def take_snapshot(seen: Any, work: Path) -> Any:
        taken = take(seen, work)
        if seen.entry.is_dir() and not (seen.entry / "seen.tmp").exists():
            (seen.entry / "seen.tmp").write_text("seen")
        return taken

    foreman.take_snapshot = take_snapshot


def files_not_flushed() -> None:
    """A package is shown before its bytes are on disk."""
    publishing.flush_file = lambda _: None


def folders_not_flushed() -> None:
    """A package is shown, and the names in its folder or its own may not be on disk."""
    publishing.flush_folder = lambda _: None


BREAKAGES: dict[str, Callable[[], None]] = {
    each.__name__: each
    for each in (
        no_staging, no_quiet_period, done_before_rename, random_name, random_version, not_idempotent, stale_result,
        no_snapshot, manifest_first, staging_not_swept, originals_touched, files_not_flushed, folders_not_flushed,
    )
}  # fmt: skip
