"""casewright due."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import click

from casewright.cli.due_rows import DueRow, due_rows
from casewright.cli.due_words import LOUD, QUIET, clocks, due_word, say, warning
from casewright.cli.shared import Shared, as_of_option, shared_options, this_run
from casewright.deadlines import write_calendar
from casewright.model import Bilingual
from casewright.model.errors import EXIT_INPUT, EXIT_OK
from casewright.model.labels import BASES, label
from casewright.text import day_span, hours_left

REMINDER = Bilingual("提醒", "reminder")
OPEN = Bilingual("正在此期间", "in this time now")
OVER = Bilingual("已过", "past")
CLOSED = Bilingual("已结束或已提交，仅供备查", "closed or answered, kept on record")


@click.command("due", help="期限与提醒，最早的在前。Deadlines and reminders of all open cases, soonest first.")
@click.option(
    "--within", type=click.IntRange(min=0), metavar="HOURS",
    help="只列多少小时内到期的，已过期的总会列出。Only what is due within so many hours, and what is past.",
)  # fmt: skip
@click.option("--all", "everything", is_flag=True, help="已恢复、已提交的也列出。Closed cases and answered limits too.")
@click.option(
    "--ics", "calendar", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
    help="另存为日历文件，可导入 Outlook、WPS、手机。Write a calendar file for Outlook, WPS and phones.",
)  # fmt: skip
@as_of_option
@shared_options
def command(as_of: date | None, calendar: Path | None, within: int | None, *, everything: bool) -> int:
    """Show what is due in the outbox, soonest first; what has no known time last."""
    shared = this_run()
    layout, _ = shared.open_desk()
    since, until = day_span(as_of) if as_of else (datetime.now(UTC), None)
    rows, found = due_rows(layout.outbox, since)
    rows = tuple(row for row in rows if _wanted(row, since, within=within, everything=everything))
    shared.findings(found, err=True)
    if not shared.as_json:
        _show(rows, since, until, shared)
    if calendar is not None:
        _write(calendar, rows, shared)
    shared.document([row.to_json(since, until) for row in rows])
    if not rows:
        shared.tell(Bilingual("发件箱里没有期限。", "No deadline stands in the outbox."))
    return EXIT_INPUT if found else EXIT_OK


def _wanted(row: DueRow, since: datetime, *, within: int | None, everything: bool) -> bool:
    if not (row.running or everything):
        return False
    if within is None:
        return True
    start = row.opens or row.at
    return start is not None and start <= since + timedelta(hours=within)


def _show(rows: tuple[DueRow, ...], since: datetime, until: datetime | None, shared: Shared) -> None:
    for row in rows:
        say(_lines(row, since, until, shared), LOUD if row.loud(since, until) else "" if row.running else QUIET)


def _lines(row: DueRow, since: datetime, until: datetime | None, shared: Shared) -> list[str]:
    state = row.state(since, until)
    marks = []
    if row.loud(since, until):
        marks.append(warning(due_word(state, moment=until is None), shared))
    elif row.kind == "reminder":
        marks.append(shared.words(REMINDER))
    if row.kind == "deadline":
        marks.append(f"[{shared.words(label(BASES, row.basis))}]")
    head = "  ".join((row.case, f"v{row.version}", row.verdict, *marks, shared.words(row.what)))
    lines = [head]
    if row.at is not None:
        if row.opens is not None:
            lines.append(f"    {clocks(row.opens, row.zone, shared)}  –")
        lines.append(f"    {clocks(row.at, row.zone, shared)}  {shared.words(_left(row, since, state))}")
    if row.basis == "assumed" or row.kind == "reminder":
        lines.append(f"    {shared.words(Bilingual('出处', 'source'))}: {row.source}")
    return lines


def _left(row: DueRow, since: datetime, state: str) -> Bilingual:
    if not row.running:
        return CLOSED
    if state == "open":
        return OPEN
    hours = hours_left(row.opens or row.at or since, since)
    if state == "past":
        return Bilingual(f"已过 {-hours} 小时", f"{-hours} h past") if hours else OVER
    return Bilingual(f"还剩 {hours} 小时", f"{hours} h left")


def _write(path: Path, rows: tuple[DueRow, ...], shared: Shared) -> None:
    entries = [entry for row in rows if (entry := row.entry()) is not None]
    try:
        path.write_bytes(write_calendar(entries))
    except OSError as error:
        raise click.BadParameter(
            f"{path} 写不进去（{error.strerror}）。It cannot be written ({error.strerror}).", param_hint="--ics"
        ) from error
    shared.tell(
        Bilingual(f"日历已写入 {path}（{len(entries)} 项）。", f"Calendar written to {path} ({len(entries)} entries).")
    )
