"""A limit that was raised counts as a change, for those cases alone of which it had held something back."""

import json
import sqlite3
from contextlib import closing
from dataclasses import asdict
from pathlib import Path

from casewright.deliver import MANIFEST, RETURNED, is_outgrown
from casewright.desk.layout import Layout
from casewright.desk.ledger import FAILED, FINAL, Ledger
from casewright.desk.ledger_stuck import stuck_or
from casewright.desk.private import private_file
from casewright.model import Limits

_NOTE = "limits.json"


def package_is_outgrown(package: Path, limits: Limits) -> bool:
    """Say so of a package or a return in the outbox; one that is gone or cannot be read is not."""
    for name in (MANIFEST, RETURNED):
        try:
            told = json.loads((package / name).read_bytes())
        except (OSError, ValueError):
            continue
        return isinstance(told, dict) and is_outgrown(told, limits)
    return False


def release_outgrown(layout: Layout, ledger: Ledger, limits: Limits) -> None:
    """Have drops taken again of whose packages a limit that was raised since the last start held something back.

    Looks at nothing where none was raised. Raises OSError or DeskError where our own disk fails.
    """
    note, now = layout.state / _NOTE, asdict(limits)
    before = _read(note)
    if before == now:
        return
    if any(now[name] > before.get(name, now[name]) for name in now):
        final = {drop.name for drop in ledger.drops() if drop.state in FINAL}
        outgrown = {
            job.drop_name for job in ledger.jobs()
            if job.state in FINAL - {FAILED} and job.drop_name in final and job.target
            and package_is_outgrown(layout.outbox / job.target, limits)
        }  # fmt: skip
        _count_as_changed(layout.ledger, outgrown)
    private_file(note).write_text(json.dumps(now), encoding="utf-8")


def _count_as_changed(ledger: Path, names: set[str]) -> None:
    """Take from rows the state in which their drops were taken last: the next look finds them changed."""
    try:
        with closing(sqlite3.connect(ledger, timeout=30)) as db, db:
            db.executemany("update drops set fingerprint='' where name=?", [(name,) for name in sorted(names)])
    except sqlite3.OperationalError as error:
        raise stuck_or(error) from error


def _read(note: Path) -> dict[str, int]:
    try:
        told = json.loads(note.read_bytes())
    except (OSError, ValueError):
        return {}
    return {name: most for name, most in told.items() if isinstance(most, int)} if isinstance(told, dict) else {}
