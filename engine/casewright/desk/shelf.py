"""The playbook in force: read again when a workbook or template changes, refused as a whole where it does not pass."""

import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from casewright import __version__
from casewright.desk.archive import archive, recall
from casewright.desk.copies import Copy, Marks, drop_copies, lay_down, load, marks_of, newest_of, read_shelves
from casewright.desk.engine import Engine
from casewright.desk.layout import Layout
from casewright.desk.problem_notes import clear_notes, notes_on, post_notes
from casewright.desk.standing import Good, Problem, Refused, Standing, read_standing, write_standing
from casewright.model import Bilingual, DeskError, FileRef, Finding, Kind, PlaybookError, Severity

REFUSED = Kind(
    "desk/playbook-refused", Severity.ERROR,
    "改过的规则或模板没有通过检查，共 {count} 处；{kept_zh}。",
    "The changed rulebooks or templates do not pass ({count}); {kept_en}.",
    "按下列位置修改后保存；出错的工作簿旁边放有“有误 PROBLEMS”说明。",
    "Mend the places below and save; a PROBLEMS note lies beside each workbook concerned.",
)  # fmt: skip
TAKEN = Kind(
    "desk/playbook-taken", Severity.INFO,
    "改过的规则和模板通过了检查，从下一个案件起执行（{short}）。",
    "The changed rulebooks and templates pass and hold from the next case on ({short}).", "", "",
)  # fmt: skip
NO_ROOM = Kind(
    "desk/playbook-not-copied", Severity.ERROR,
    "改过的规则存不进 .casewright：{why}。", "The changed rulebooks cannot be copied into .casewright: {why}.",
    "腾出磁盘空间或检查权限；之后会自动重试。", "Make room or look at the rights; it is tried again by itself.",
)  # fmt: skip
UNREAD = Kind(
    "desk/shelf-locked", Severity.ERROR,
    "规则或模板文件夹里有文件打不开：{why}。", "A file on the shelves cannot be opened: {why}.",
    "关闭正在占用它的程序，或检查文件权限和网络盘。",
    "Close the program that holds it, or look at its rights and the network drive.",
)  # fmt: skip
NOTE_NOT_WRITTEN = Kind(
    "desk/note-not-written", Severity.WARNING,
    "有误说明写不到规则文件夹旁边（{why}）；问题照样列在日志和 casewright status 里。",
    "The note on the problems cannot be laid beside the workbook ({why}); log and casewright status list them.",
    "如果文件夹只读是有意的，不用处理。", "Nothing to do where the folder is read-only on purpose.",
)  # fmt: skip

_BREATH = 0.05
_NOTHING = Bilingual("还没有任何一版可用", "no version has passed yet")
_STAYS = Bilingual("仍按 {zh}办理", "cases still go by the {en}")

#: What was seen of the shelves, and the day as of which they count.
Look = tuple[Marks, date]


@dataclass(frozen=True, slots=True)
class _Bad:
    """Content that did not pass: its name (empty where it cannot be read), since when it is seen, and why."""

    name: str
    problems: tuple[Finding, ...]
    since: float
    told: bool = False


class Shelf:
    """The shelves of a desk, and the last copy of them that passed.

    With ``patience`` (seconds) a fault is reported only where the same content is still there at a later look, that
    long after the first: a workbook that is being saved, replaced or copied is waited for. Reported faults then also
    lie as notes beside their workbooks. Without it, for a command that a person waits for, a fault is reported at once
    and no note is written.
    """

    def __init__(
        self, layout: Layout, engine: Engine, *,
        patience: float | None = None, clock: Callable[[], float] = time.monotonic,
    ) -> None:  # fmt: skip
        self._layout, self._engine = layout, engine
        self._patience, self._clock = patience, clock
        self._seen: Look | None = None
        self._pending: Look | None = None
        self._bad: _Bad | None = None
        self._in_force: Copy | None = None
        self._looked = (date.min, 0.0)
        self._fresh_start = True

    @property
    def refused(self) -> tuple[Finding, ...]:
        """Return why the present content is not in force, as far as it has been reported."""
        return self._bad.problems if self._bad and self._bad.told else ()

    @property
    def due(self) -> float | None:
        """Return the seconds until content that did not pass is to be looked at again, None where none waits."""
        if self._bad is None or self._bad.told or self._patience is None:
            return None
        return max(_BREATH, self._bad.since + self._patience - self._clock())

    def in_force(self, on: date, *, fresh: float = 0.0) -> tuple[Copy, tuple[Finding, ...]]:
        """Return the playbook of a day, and, once per change, why a changed one is refused or that it is taken.

        ``fresh``: the shelves are not looked at again for so many seconds after a look. Raises PlaybookError where
        the shelves do not pass and no earlier copy is known to be good; DeskError where our own disk is in the way of
        the first copy.
        """
        now, (day, then) = self._clock(), self._looked
        if self._in_force is not None and day == on and now - then < fresh:
            return self._in_force, ()
        self._looked = (on, now)
        told = self._look(on)
        self._in_force = self._in_force or self._last_good(on)
        while self._in_force is None and (due := self.due) is not None:
            time.sleep(min(due, 1.0))
            told = self._look(on)
        if self._in_force is None:
            raise _nothing_in_force(self.refused)
        return self._in_force, told

    # -- looking ----------------------------------------------------------------------------------------------------

    def _look(self, on: date) -> tuple[Finding, ...]:
        try:
            look = (marks_of(self._layout), on)
            if look == self._seen:
                return ()
            if self._bad is not None and look == self._pending:
                return self._judge(look, self._bad.name, self._bad.problems)
            content = read_shelves(self._layout)
        except OSError as error:  # locked by Excel, or replaced at this very moment
            return self._judge(None, "", (_fault(UNREAD, error),))
        try:
            return self._weigh(look, lay_down(self._layout, content), on)
        except OSError as error:
            if self._in_force is None:
                raise DeskError(*_worded(NO_ROOM, error)) from error
            return self._judge(None, "", (_fault(NO_ROOM, error),))

    def _weigh(self, look: Look, fresh: Path, on: date) -> tuple[Finding, ...]:
        """Load what is new, and run its own tests where this program has not yet seen it pass."""
        good = read_standing(self._layout).good
        known = good is not None and (good.copy, good.program) == (fresh.name, __version__)
        if known and good is not None and good.day == on:
            return self._take(look, Copy(fresh, good.sha256, on))
        playbook, found = load(self._engine, fresh, on)
        if playbook is not None and not known:
            found = self._engine.accept(playbook, fresh / "rulebooks")
        problems = tuple(finding for finding in found if finding.is_error)
        if playbook is not None and not problems:
            return self._take(look, Copy(fresh, playbook.sha256, on))
        if self._in_force is None or fresh != self._in_force.folder:
            self._forget_copy(fresh)
        return self._judge(look, fresh.name, problems)

    def _judge(self, look: Look | None, name: str, problems: tuple[Finding, ...]) -> tuple[Finding, ...]:
        """Report content that did not pass once it has proved to stay; say it once."""
        before, self._pending = self._bad, look
        if before is None or (before.name, before.problems) != (name, problems):
            self._bad = _Bad(name, problems, self._clock())
            if not self._at_once():
                return ()
        elif before.told or self._clock() - before.since < (self._patience or 0.0):
            return ()
        return self._report(look)

    def _at_once(self) -> bool:
        """Say whether a fault need not be seen twice: nobody watches, or it lay there long before we came."""
        start, self._fresh_start = self._fresh_start, False
        if not self._patience:
            return self._patience is None
        return start and time.time_ns() - newest_of(self._layout) >= self._patience * 1e9

    def _report(self, look: Look | None) -> tuple[Finding, ...]:
        assert self._bad is not None  # noqa: S101 - for the type checker: only called with it
        self._bad, self._seen = replace(self._bad, told=True), look
        problems = self._bad.problems
        good = read_standing(self._layout).good
        kept = _STAYS.fill({"zh": good.name.zh, "en": good.name.en}) if good else _NOTHING
        summary = REFUSED.at(
            FileRef(self._layout.rulebooks.name), count=len(problems), kept_zh=kept.zh, kept_en=kept.en
        )  # fmt: skip
        if self._patience is None:
            return (summary, *problems)
        refused = Refused(self._bad.name, _now(), tuple(Problem.of(finding) for finding in problems))
        return (summary, *problems, *self._keep(Standing(good, refused)))

    # -- taking -----------------------------------------------------------------------------------------------------

    def _take(self, look: Look, copy: Copy) -> tuple[Finding, ...]:
        archive(self._layout, copy.folder, sha256=copy.sha256)
        standing = read_standing(self._layout)
        before = standing.good
        since = before.since if before is not None and before.sha256 == copy.sha256 else _now()
        good = Good(copy.folder.name, copy.sha256, __version__, copy.on, since)
        told = self._keep(Standing(good)) if standing != Standing(good) or notes_on(self._layout) else ()
        drop_copies(self._layout, but=frozenset({good.copy, *([before.copy] if before else ())}))
        changed = self._in_force is not None and self._in_force.sha256 != copy.sha256
        if changed or self.refused:
            told = (TAKEN.at(FileRef(self._layout.rulebooks.name), short=good.short), *told)
        self._seen, self._in_force, self._bad, self._fresh_start = look, copy, None, False
        return told

    def _keep(self, standing: Standing) -> tuple[Finding, ...]:
        """Note what stands, for the next start and for staff; a shelf that cannot be written is told, no more."""
        write_standing(self._layout, standing)
        try:
            if standing.refused is None:
                clear_notes(self._layout)
            else:
                post_notes(self._layout, standing.refused, standing.good)
        except OSError as error:
            return (_fault(NOTE_NOT_WRITTEN, error),)
        return ()

    def _last_good(self, on: date) -> Copy | None:
        """Return what was in force before; as of the day it passed where its rows of this day do not."""
        good = read_standing(self._layout).good
        if good is None:
            return None
        folder = self._layout.playbooks / good.copy
        if not folder.is_dir() and recall(self._layout, good.sha256, folder) is None:
            return None
        for day in (on, good.day):
            playbook, _ = load(self._engine, folder, day)
            if playbook is not None:
                return Copy(folder, playbook.sha256, day)
        return None

    def _forget_copy(self, fresh: Path) -> None:
        good = read_standing(self._layout).good
        if good is None or good.copy != fresh.name:
            shutil.rmtree(fresh, ignore_errors=True)


def _now() -> str:
    return f"{datetime.now().astimezone():%Y-%m-%d %H:%M}"


def _worded(kind: Kind, error: OSError) -> tuple[Bilingual, Bilingual]:
    finding = _fault(kind, error)
    return finding.text, finding.fix


def _fault(kind: Kind, error: OSError) -> Finding:
    name = Path(str(error.filename or "")).name
    return kind.at(FileRef(name or "rulebooks"), why=error.strerror or type(error).__name__)


def _nothing_in_force(found: tuple[Finding, ...]) -> PlaybookError:
    first = found[0] if found else None
    place = f"{first.at}: " if first else ""
    text = first.text if first else Bilingual("规则或模板没有通过检查。", "The rulebooks or templates do not pass.")
    more = len(found) - 1
    rest = Bilingual(f"（另有 {more} 处）", f" (and {more} more)") if more > 0 else Bilingual("", "")
    return PlaybookError(
        Bilingual(f"{place}{text.zh}{rest.zh}", f"{place}{text.en}{rest.en}"),
        Bilingual(
            f"{first.fix.zh if first else ''} 还没有一版可用的规则；用 casewright rulebook check 看全部问题。".strip(),
            f"{first.fix.en if first else ''} No version has passed yet; casewright rulebook check shows every "
            "fault.".strip(),
        ),
    )
