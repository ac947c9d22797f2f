"""What to say where the disk under the ledger is in the way, and the file itself is sound."""

import sqlite3

from casewright.model import Bilingual, DeskError

_DISK = frozenset({sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR})


class LedgerStuckError(DeskError):
    """The disk under the ledger is full or fails: nothing can be entered, so nothing may be done until it is back."""


def is_stuck(error: sqlite3.Error) -> bool:
    """Say whether it is the disk that is to blame."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in _DISK


def stuck(error: sqlite3.Error) -> LedgerStuckError:
    """Say what is in the way."""
    return LedgerStuckError(
        Bilingual(
            f"台账写不进去：{error}。案件都还在，没有丢失。", f"The ledger cannot be written: {error}. No case is lost."
        ),
        Bilingual(
            "腾出 .casewright 所在磁盘的空间；之后会接着做。",
            "Make room on the disk of .casewright; work then goes on.",
        ),
    )


def stuck_or(error: sqlite3.Error) -> Exception:
    """Return what to raise for a change that failed."""
    return stuck(error) if is_stuck(error) else error
