"""Drops that lean on the work of another: the same content lay there twice, and one piece of work serves both.

Such a drop is done as soon as it is opened, but only for as long as that work is not given up: its own drop may be
changed by the clerk, or be overtaken. Then what leant on it is taken again, and made by itself.
"""

import sqlite3
from collections.abc import Iterable

#: What the ledger keeps of it.
LEANINGS = """
    create table leanings (key text not null, drop_name text not null, primary key (key, drop_name));
    """
Step = tuple[str, str, str, str]


def lean(base: sqlite3.Connection, key: str, drop: str) -> None:
    """Note that a drop has nothing to do but to wait for another's work."""
    base.execute(
        "insert or ignore into leanings select ?, ? where not exists (select 1 from jobs where key=? and drop_name=?)",
        (key, drop, key, drop),
    )


def unfinished(base: sqlite3.Connection, drop: str) -> tuple[str, ...]:
    """Return the keys of the work of a drop that is not done."""
    rows = base.execute("select key from jobs where drop_name=? and state in ('queued', 'working')", (drop,))
    return tuple(key for (key,) in rows.fetchall())


def forget(base: sqlite3.Connection, keys: Iterable[str]) -> list[Step]:
    """Forget pieces of work, and have taken again what leant on them; return the steps to tell."""
    steps: list[Step] = []
    for key in keys:
        for (name,) in base.execute("select drop_name from leanings where key=?", (key,)).fetchall():
            # One that is still on the line keeps its state: with no fingerprint it counts as changed.
            base.execute(
                "update drops set fingerprint='', "
                "state=case when state in ('queued', 'working') then state else 'seen' end where name=?",
                (name,),
            )
            steps.append(("drop", name, "seen", "released"))
        base.execute("delete from leanings where key=?", (key,))
        base.execute("delete from jobs where key=?", (key,))
    return steps


def settle(base: sqlite3.Connection, key: str, state: str) -> None:
    """Let what leant on a piece of work have its end."""
    if base.execute("select 1 from leanings where key=?", (key,)).fetchone() is None:
        return
    base.execute(
        "update drops set state=? where state='delivered' and name in (select drop_name from leanings where key=?)",
        (state, key),
    )
    base.execute("delete from leanings where key=?", (key,))
