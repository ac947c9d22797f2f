"""What one worker does with one drop: open it, produce it, publish it. Runs in any process, knows no ledger."""

import errno
import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Self

from casewright import __version__
from casewright.deliver import (
    MANIFEST,
    RETURNED,
    Input,
    TargetTakenError,
    content_key,
    inputs_of,
    is_half_copy,
    is_outgrown,
    publish,
    ready_mark,
    seal_return,
    sha256_of,
)
from casewright.desk.copies import load
from casewright.desk.engine import Engine, InForce
from casewright.desk.names import folder_name
from casewright.desk.scan import look_at
from casewright.desk.withdrawal import Withdrawal
from casewright.model import Drop, Finding, Limits, PlaybookError, Urgency
from casewright.model.bilingual import Bilingual

#: The state of work whose drop was changed while it was done.
OVERTAKEN = "overtaken"

#: Not the case's fault and not ours: the disk is full, a quota is used up, a share is read-only or gone.
_DESK_TROUBLE = frozenset({
    errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO, errno.ESTALE, errno.ENODEV, errno.EHOSTDOWN, errno.ENOTCONN,
    errno.ETIMEDOUT,
})  # fmt: skip
#: The same where it is the outbox that says so.
_REFUSED = frozenset({errno.EACCES, errno.EPERM, errno.ENOENT, errno.ENOTDIR})


@dataclass(frozen=True, slots=True)
class OpenedCase:
    """One case of a drop: its reference, the two names of the work on it (see ``ledger.JobRow``), and how soon."""

    drop: Drop
    ref: str
    key: str
    content: str
    urgency: Urgency = field(default_factory=Urgency)


@dataclass(frozen=True, slots=True)
class Taken:
    """A drop as it lay when it was taken: where, the fingerprint of that state, and what any machine sees alike."""

    entry: Path
    fingerprint: str
    plain: str = ""

    @property
    def overtaken(self) -> bool:
        """Say whether the clerk has changed it since; one that was moved or removed has not changed."""
        try:
            seen = look_at(self.entry)
        except OSError:
            return False
        return seen is not None and bool(seen.files) and seen.fingerprint != self.fingerprint

    def seen_from_here(self) -> Self | None:
        """Return it as another machine sees it, where shares may show other times; None where it cannot be told.

        What that machine cannot tell, the desk's own look at the inbox does.
        """
        try:
            seen = look_at(self.entry)
        except OSError:
            return None
        if seen is None or not seen.files or seen.fingerprint == self.fingerprint:
            return self
        if not self.plain:
            return None
        return replace(self, fingerprint=seen.fingerprint) if seen.plain == self.plain else self


@dataclass(frozen=True, slots=True)
class Shelves:
    """The playbook that a drop is worked on with: its private copy, its hash, and the days that count.

    ``passed`` is the day as of which that playbook is known to pass: today, but for a row that comes into force badly.
    """

    folder: Path
    sha256: str
    passed: date
    today: date


@dataclass(frozen=True, slots=True)
class Opened:
    """What was found in a drop; ``findings`` where a part of it could not be opened."""

    cases: tuple[OpenedCase, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Order:
    """One case to produce; ``failed`` are findings to return with, ``taken`` the drop as it lay in the inbox.

    ``word`` has to be had before it is published.
    """

    drop: Drop
    ref: str
    shelves: Shelves
    staging: Path
    outbox: Path
    key: str = ""
    version: int = 0
    failed: tuple[Finding, ...] = ()
    taken: Taken | None = None
    word: Withdrawal | None = None

    @cached_property
    def folder(self) -> Path:
        """Return the case's folder in the outbox."""
        return self.outbox / folder_name(self.ref)


@dataclass(frozen=True, slots=True)
class Made:
    """What became of a case: ``delivered``, ``returned``, ``stuck`` where the desk was in the way.

    Or ``overtaken``, where the drop was changed meanwhile: what was made of the old state is not delivered.
    """

    state: str
    version: int
    target: Path
    verdict: str = ""
    course: str = ""
    errors: int = 0
    missing: int = 0
    findings: tuple[Finding, ...] = ()
    note: str = ""


def warm_up(engine: Engine, shelf: Path, on: date) -> None:
    """Load the playbook before the first case comes, so that it does not wait for it."""
    load(engine, shelf, on)


def open_source(
    engine: Engine, entry: Path, workdir: Path, shelves: Shelves, found: tuple[Finding, ...], *, rank: bool = False
) -> Opened:
    """Open a snapshot into ``workdir``; ``found`` is what the scan passed over in it.

    ``rank``: other work waits, so how soon each case must be done is looked up.
    """
    if os.path.exists(workdir):
        shutil.rmtree(workdir, ignore_errors=True)
    drops, findings = engine.open(entry, workdir)
    if len(drops) == 1:
        drops = (replace(drops[0], findings=_merged(drops[0].findings, findings, found)),)
        findings = ()
    playbook = _playbook(engine, shelves)[0] if rank else None
    return Opened(tuple(_opened(engine, drop, shelves, playbook) for drop in drops), findings)


def _merged(*groups: tuple[Finding, ...]) -> tuple[Finding, ...]:
    return tuple(dict.fromkeys(finding for group in groups for finding in group))


def _opened(engine: Engine, drop: Drop, shelves: Shelves, playbook: InForce | None) -> OpenedCase:
    case = opened_case(drop, engine.ref(drop) or drop.name, shelves.sha256)
    if playbook is None:
        return case
    return replace(case, urgency=engine.urgency(drop, playbook, today=shelves.today))


def opened_case(drop: Drop, ref: str, playbook: str) -> OpenedCase:
    """Name the work on a case by its content."""
    inputs = inputs_of(drop)
    return OpenedCase(
        drop,
        ref,
        key=content_key(ref, inputs, playbook=playbook, casewright=__version__),
        content=content_key(ref, inputs, playbook="", casewright=""),
    )


def produce_case(engine: Engine, order: Order) -> Made:
    """Produce one case and publish it; the package is visible when this returns ``delivered`` or ``returned``."""
    try:
        there = find_published(order.folder, order.key, order.drop.limits) if order.key else None
        if there is not None:  # by a desk or a worker that is gone and could not say so any more
            return Made(there.state, there.number, there.path, there.verdict, there.course, missing=there.missing)
        _lay_out(order.staging)
        return _give_back(engine, order) if order.failed else _produce(engine, order)
    except OSError as error:
        if not is_desk_trouble(error, order.outbox):
            raise
        return Made("stuck", 0, order.folder, note=error.strerror or type(error).__name__)
    finally:
        if os.path.exists(order.staging):
            shutil.rmtree(order.staging, ignore_errors=True)


def _lay_out(staging: Path) -> None:
    """Make an empty folder, whatever an earlier try left there."""
    try:
        os.mkdir(staging)
    except (FileExistsError, FileNotFoundError):
        shutil.rmtree(staging, ignore_errors=True)
        staging.parent.mkdir(exist_ok=True)
        staging.mkdir()


def is_desk_trouble(error: OSError, outbox: Path) -> bool:
    """Say whether a fault is that of the disk or the outbox, so that the work may be done again later."""
    if error.errno in _DESK_TROUBLE:
        return True
    places = [Path(str(name)) for name in (error.filename, error.filename2) if name]
    gone = not outbox.is_dir() or not os.access(outbox, os.W_OK)
    return error.errno in _REFUSED and any(place == outbox or (gone and outbox in place.parents) for place in places)


def _playbook(engine: Engine, shelves: Shelves) -> tuple[InForce | None, tuple[Finding, ...]]:
    playbook, found = load(engine, shelves.folder, shelves.today)
    if playbook is None:  # a row that comes into force today does not pass: it stays as it was
        playbook, found = load(engine, shelves.folder, shelves.passed)
    return playbook, found


def _produce(engine: Engine, order: Order) -> Made:
    shelves = order.shelves
    playbook, found = _playbook(engine, shelves)
    if playbook is None:
        name = shelves.folder.name
        raise PlaybookError(
            Bilingual(f"规则副本 {name} 读不出来。", f"The playbook copy {name} cannot be read."),
            found[0].fix if found else Bilingual("重新运行。", "Run again."),
        )
    drop = _after(order.drop, newest_below(order.folder, order.version))
    outcome = engine.produce(drop, playbook, today=shelves.today, staging=order.staging, version=order.version)
    if order.taken is not None and order.taken.overtaken:
        return Made(OVERTAKEN, 0, order.folder)
    errors = sum(finding.is_error for finding in outcome.findings)
    if outcome.state != "produced":
        if ready_mark(order.staging) is None:
            seal_return(
                order.ref, outcome.findings, outcome.artifacts,
                drop=order.drop, playbook=shelves.sha256, staging=order.staging,
            )  # fmt: skip
        return _publish_return(order, errors, outcome.findings)
    target = order.folder / f"v{order.version}"
    missing = _count_missing(f"{order.staging}/{MANIFEST}")
    _commit(order)
    publish(order.staging, target)
    return Made(
        "delivered", order.version, target, outcome.verdict, outcome.strategy, errors, missing, outcome.findings
    )


def _give_back(engine: Engine, order: Order) -> Made:
    artifacts = engine.annotate(order.drop, order.failed, out=order.staging)
    seal_return(
        order.ref, order.failed, artifacts, drop=order.drop, playbook=order.shelves.sha256, staging=order.staging
    )  # fmt: skip
    if order.taken is not None and order.taken.overtaken:
        return Made(OVERTAKEN, 0, order.folder)
    return _publish_return(order, sum(finding.is_error for finding in order.failed), order.failed)


def _commit(order: Order) -> None:
    """Ask whether the work still counts: raises WithdrawnError where it was given up."""
    if order.word is not None:
        order.word.commit()


def _publish_return(order: Order, errors: int, found: tuple[Finding, ...]) -> Made:
    while True:
        number = highest(order.folder, "returned-") + 1
        target = order.folder / f"returned-{number}"
        _commit(order)
        try:
            publish(order.staging, target)
        except TargetTakenError:  # another desk gave a drop of this case back at the same moment
            continue
        return Made("returned", number, target, "RETURNED", errors=errors, findings=found)


def _count_missing(manifest: str) -> int:
    with open(manifest, "rb") as file:
        told = json.loads(file.read())
    return sum([gap.get("need") == "must" for gap in told.get("missing", ())])


def highest(folder: Path, head: str) -> int:
    """Return the highest number of a case's folders that start with ``head`` (``v`` or ``returned-``), 0 for none.

    Half a copy that a crash left does not count: its number is taken again.
    """
    return max(
        (number for number, path in _numbered(folder, head, _names(folder)) if not is_half_copy(path)), default=0
    )


def _after(drop: Drop, before: Path | None) -> Drop:
    """Name the version before; one that another program holds shut is still named, and then told as unreadable."""
    if before is None:
        return drop
    try:
        return replace(drop, previous=sha256_of(before / MANIFEST), earlier=before)
    except OSError:
        return replace(drop, earlier=before)


def newest_below(folder: Path, version: int) -> Path | None:
    """Return the newest whole version of a case below a number: a version that staff took away is passed over."""
    found = _numbered(folder, "v", _names(folder))
    whole = [(number, path) for number, path in found if number < version and (path / MANIFEST).is_file()]
    return max(whole, default=(0, None))[1]


def _numbered(folder: Path, head: str, names: Iterable[str]) -> Iterator[tuple[int, Path]]:
    for name in names:
        digits = name.removeprefix(head)
        if name.startswith(head) and digits.isascii() and digits.isdigit():
            yield int(digits), folder / name


def _names(folder: Path) -> list[str]:
    try:
        return os.listdir(folder)
    except (FileNotFoundError, NotADirectoryError):
        return []


@dataclass(frozen=True, slots=True)
class Published:
    """A package that stands in the outbox, as its own manifest tells it."""

    path: Path
    number: int
    state: str
    verdict: str
    course: str
    missing: int


def find_published(folder: Path, key: str, limits: Limits) -> Published | None:
    """Return the package of a case that was made by the work of that key, told by its manifest alone.

    One of which something was held back by lower ``limits`` than these does not count.
    """
    heads = (("v", MANIFEST, "delivered"), ("returned-", RETURNED, "returned"))
    names = _names(folder)
    for head, name, state in heads if names else ():
        for number, path in sorted(_numbered(folder, head, names), reverse=True):
            told = _read(path / name)
            if told is not None and _key_of(told) == key and not is_outgrown(told, limits):
                return _published(path, number, state, told)
    return None


def _read(mark: Path) -> Mapping[str, object] | None:
    try:
        told = json.loads(mark.read_bytes())
    except (OSError, ValueError):
        return None
    return told if isinstance(told, dict) else None


def _key_of(told: Mapping[str, object]) -> str | None:
    inputs, playbook = told.get("inputs"), told.get("playbook")
    if not isinstance(inputs, list) or not isinstance(playbook, dict):
        return None
    files = [Input(str(each.get("path")), str(each.get("sha256")), each.get("row")) for each in inputs]
    return content_key(
        str(told.get("case")), files, playbook=str(playbook.get("sha256")), casewright=str(told.get("casewright"))
    )


def _published(path: Path, number: int, state: str, told: Mapping[str, object]) -> Published:
    decision, missing = told.get("decision"), told.get("missing")
    course = f"{decision.get('strategy')}/{decision.get('approach')}" if isinstance(decision, dict) else ""
    musts = sum(gap.get("need") == "must" for gap in missing) if isinstance(missing, list) else 0
    return Published(path, number, state, str(told.get("verdict")), course, musts)
