"""Clearing away: a delivered drop moves out of the inbox, where the desk is set so."""

import time
from collections.abc import Callable, Iterable
from pathlib import Path

from casewright.deliver import follow_mode
from casewright.desk.journal import Journal
from casewright.desk.ledger import DELIVERED, DropRow
from casewright.desk.scan import Candidate
from casewright.model import FileRef, Finding, Kind, Severity

NOT_MOVED = Kind(
    "desk/not-moved", Severity.WARNING,
    "{name} 已经产出，但移不进 inbox/.done（{what}），仍留在收件箱里，过一分钟再试。",
    "{name} is done, but cannot be moved to inbox/.done ({what}); it stays in the inbox, tried again in a minute.",
    "关闭正打开这个文件夹的程序；没有程序打开的，请管理员给运行账号这个文件夹的写权限。",
    "Close the program that has the folder open; where none has, have the desk's account given the right to write it.",
)  # fmt: skip
#: A drop that would not move is not tried again before so many seconds are over: each try is a change in the inbox,
#: and would bring about the next.
_PAUSE = 60.0


class Clearing:
    """Moves delivered drops, with the evidence of a batch workbook, below ``done``; nothing there is written over."""

    def __init__(
        self, done: Path, journal: Journal, say: Callable[[Finding], None], *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:  # fmt: skip
        self._done = done
        self._say = say
        self._journal = journal
        self._clock = clock
        self._stuck: dict[str, tuple[float, str]] = {}

    def clear_away(self, each: Candidate, row: DropRow) -> None:
        """Move a drop that was delivered; one that cannot be moved is said once, and tried again after a while."""
        if row.state != DELIVERED or not row.note:
            return
        tried, said = self._stuck.get(each.name, (None, ""))
        if tried is not None and self._clock() - tried < _PAUSE:
            return
        try:
            self._move(each, row.note)
        except OSError as error:  # somebody has it open, or it is another's to move
            trouble = f"{each.name}: {error.strerror}"
            if trouble != said:
                self._journal.trouble(trouble)
                self._say(NOT_MOVED.at(FileRef(each.name), name=each.name, what=error.strerror or type(error).__name__))
            self._stuck[each.name] = (self._clock(), trouble)
        else:
            self._stuck.pop(each.name, None)

    def _move(self, each: Candidate, note: str) -> None:
        goal = self._done / note
        number = 1
        while goal.exists():
            number += 1
            goal = self._done / f"{note}-{number}"
        missing = [folder for folder in (goal, *goal.parents) if not folder.exists()]
        goal.mkdir(parents=True)
        try:
            for folder in missing:  # whoever put it into the inbox may look at it here
                follow_mode(folder, self._done.parent)
            for path in (each.entry, *_beside(each)):
                path.rename(goal / path.name)
        except OSError:
            for folder in missing:
                if any(folder.iterdir()):
                    break
                folder.rmdir()
            raise


def _beside(each: Candidate) -> Iterable[Path]:
    """Return the evidence folders of a batch workbook."""
    if each.entry.is_dir():
        return ()
    heads = {Path(mark.file).relative_to(each.entry.parent).parts[0] for mark in each.files}
    return tuple(each.entry.parent / head for head in sorted(heads) if head != each.entry.name)
