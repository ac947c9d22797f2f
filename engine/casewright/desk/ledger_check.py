"""A look through the ledger's file that changes nothing in it."""

import sqlite3
from pathlib import Path

from casewright.model import Bilingual

_WAY_OUT = Bilingual(
    "停下工作台，先备份，再把它移开；重新运行会按收件箱和发件箱重建。",
    "Stop the desk, back it up and move it away; the next run rebuilds it from inbox and outbox.",
)


def ledger_trouble(path: Path) -> Bilingual | None:
    """Return what is wrong with a ledger and the way out, None where it is sound."""
    try:
        db = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=30)
        try:
            told = str(db.execute("pragma quick_check(1)").fetchone()[0])
        finally:
            db.close()
    except sqlite3.DatabaseError as error:
        told = str(error)
    if told == "ok":
        return None
    return Bilingual(f"已损坏（{told}）。{_WAY_OUT.zh}", f"damaged ({told}). {_WAY_OUT.en}")
