"""casewright due."""

import json
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path

import click

from casewright.cli.shared import Shared, as_of_option, shared_options, this_run, today_or
from casewright.deliver import MANIFEST
from casewright.model import Bilingual
from casewright.model.errors import EXIT_OK
from casewright.text import three_clocks


@click.command("due", help="期限，最早的在前。Deadlines of the newest version of each case, soonest first.")
@as_of_option
@shared_options
def command(as_of: date | None) -> int:
    """Show the deadlines that stand in the outbox, soonest first; those of no known time last."""
    shared = this_run()
    layout, _ = shared.open_desk()
    rows = sorted(_rows(layout.outbox), key=lambda row: (row["at"] is None, str(row["at"]), str(row["case"])))
    start = datetime.combine(today_or(as_of), time()).astimezone()
    for row in rows:
        shared.print(_line(row, start, shared))
    shared.document(rows)
    if not rows:
        shared.tell(Bilingual("发件箱里没有期限。", "No deadline stands in the outbox."))
    return EXIT_OK


def _rows(outbox: Path) -> Iterator[dict[str, object]]:
    for folder in sorted(path for path in outbox.iterdir() if path.is_dir() and not path.name.startswith(".")):
        newest = max(folder.glob(f"v*/{MANIFEST}"), key=lambda path: _number(path.parent.name), default=None)
        if newest is None:
            continue
        try:
            told = json.loads(newest.read_bytes())
        except (OSError, ValueError):  # verify says what is wrong with it
            continue
        for deadline in told.get("deadlines", ()):
            yield {"case": told["case"], "version": told["version"], "verdict": told["verdict"], **deadline}


def _number(name: str) -> int:
    return int(name[1:]) if name[1:].isdigit() else 0


def _line(row: dict[str, object], start: datetime, shared: Shared) -> str:
    what = shared.words(Bilingual(str(row.get("what_zh") or row["what"]), str(row["what"])))
    basis = {
        "stated": Bilingual("通知写明", "stated"), "assumed": Bilingual("推定", "assumed"),
    }.get(str(row["basis"]), Bilingual("未知", "not known"))  # fmt: skip
    head = f"{row['case']}  v{row['version']}  {row['verdict']}  {what}  [{shared.words(basis)}]"
    if not row["at"]:
        return head
    moment = datetime.fromisoformat(str(row["at"]))
    past = f"  {shared.words(Bilingual('已过期', 'past'))}" if moment < start else ""
    return f"{head}  {'  '.join(dict.fromkeys(three_clocks(moment, str(row.get('zone') or 'UTC'))))}{past}"
