"""Clearing away: a delivered drop moves out of the inbox, where the desk is set so."""

from collections.abc import Iterable
from pathlib import Path

from casewright.desk.journal import Journal
from casewright.desk.ledger import DELIVERED, DropRow
from casewright.desk.scan import Candidate


def clear_away(each: Candidate, row: DropRow, *, done: Path, journal: Journal) -> None:
    """Move a delivered drop, with the evidence of a batch workbook, below ``done``; nothing there is written over."""
    if row.state != DELIVERED or not row.note:
        return
    goal = done / row.note
    number = 1
    while goal.exists():
        number += 1
        goal = done / f"{row.note}-{number}"
    goal.mkdir(parents=True)
    moved = [each.entry, *_beside(each)]
    try:
        for path in moved:
            path.rename(goal / path.name)
    except OSError as error:  # somebody has it open: the next look tries again
        journal.trouble(f"{each.name}: {error.strerror}")
        if not any(goal.iterdir()):
            goal.rmdir()


def _beside(each: Candidate) -> Iterable[Path]:
    """Return the evidence folders of a batch workbook."""
    if each.entry.is_dir():
        return ()
    heads = {Path(mark.file).relative_to(each.entry.parent).parts[0] for mark in each.files}
    return tuple(each.entry.parent / head for head in sorted(heads) if head != each.entry.name)
