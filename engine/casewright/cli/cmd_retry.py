"""casewright retry."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from casewright.cli.interrupt import stop_on_signals
from casewright.cli.shared import as_of_option, shared_options, this_run, today_or
from casewright.cli.work_report import WorkReport
from casewright.desk import FAILED, Foreman, JobRow, Layout, Ledger, scan
from casewright.model import Bilingual, FileRef, Finding, Kind, Severity
from casewright.model.errors import EXIT_INTERRUPTED, EXIT_OK, EXIT_PARTLY

GONE = Kind(
    "desk/retry-gone", Severity.ERROR,
    "{name} 已经不在收件箱里，没法重做。", "{name} is no longer in the inbox, so it cannot be done again.",
    "把案件文件夹重新放进收件箱，会自动处理。", "Drop the case's folder into the inbox again; it is taken by itself.",
)  # fmt: skip


@click.command(
    "retry", help="重做程序出错的案件；不写名称就是全部。Run failed cases again: those named, or all of them."
)
@click.argument("names", nargs=-1, metavar="[CASE]...")
@click.option("--workers", type=click.IntRange(1), metavar="N", help="并行进程数。Worker processes.")
@as_of_option
@shared_options
def command(*, names: tuple[str, ...], workers: int | None, as_of: date | None) -> int:
    """Take the drops of failed cases once more; what was delivered or returned is left as it is."""
    shared = this_run()
    layout, settings = shared.open_desk()
    failed = _failed(layout, names)
    entries, gone = _where(layout, [job.drop_name for job in failed])
    with stop_on_signals() as stop, WorkReport(shared, layout) as report:
        for finding in gone:
            report.say(finding)
        if entries:
            with Foreman(
                layout, settings, shared.engine, listener=report, today=lambda: today_or(as_of), workers=workers
            ) as foreman:
                stop.on_stop = foreman.wake
                foreman.run_named(entries, stop.event)
        shared.document(report.to_json())
        if stop.interrupted:
            shared.tell(Bilingual("已中断；没做完的下次接着做。", "Interrupted; the rest is taken up at the next run."))
            return EXIT_INTERRUPTED
    if not failed:
        shared.tell(Bilingual("没有程序出错的案件。", "No case has failed."))
        return EXIT_OK
    code = report.exit_code
    return EXIT_PARTLY if gone and code == EXIT_OK else code


def _failed(layout: Layout, names: Sequence[str]) -> tuple[JobRow, ...]:
    """Return the failed work, of the cases or drops named. A name that has none is a slip of the caller's."""
    if not layout.ledger.is_file():
        return ()
    ledger = Ledger(layout.ledger)
    jobs = ledger.jobs()
    drops = {drop.name for drop in ledger.drops() if drop.state == FAILED}
    ledger.close()
    failed = {job.drop_name: job for job in jobs if job.state == FAILED}
    for name in drops - failed.keys():  # what failed before its cases were known
        failed[name] = JobRow(name, "", name, name, name, FAILED)
    if not names:
        return tuple(failed.values())
    found = tuple(job for job in failed.values() if {job.ref, job.drop_name} & set(names))
    unknown = [name for name in names if not any(name in {job.ref, job.drop_name} for job in found)]
    if unknown:
        raise click.UsageError(
            f"“{unknown[0]}”没有出错的记录；casewright status 列出每个案件。"
            f'No failure of "{unknown[0]}" is on record; casewright status lists each case.'
        )
    return found


def _where(layout: Layout, names: Sequence[str]) -> tuple[list[Path], list[Finding]]:
    """Return where drops lie that the ledger knows by name, and a finding for each that is gone."""
    lying = {each.name: each.entry for each in scan(layout.inbox)[0]}
    places = {name: lying.get(name) or Path(name) for name in names}
    there = [place for place in places.values() if place.is_absolute() and place.exists()]
    return there, [GONE.at(FileRef(name), name=name) for name, place in places.items() if place not in there]
