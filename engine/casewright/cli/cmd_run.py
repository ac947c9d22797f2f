"""casewright run."""

from datetime import date
from pathlib import Path

import click

from casewright.cli.interrupt import stop_on_signals
from casewright.cli.shared import as_of_option, shared_options, this_run, today_or
from casewright.cli.work_report import WorkReport
from casewright.desk import FAILED, Foreman, Until
from casewright.model import Bilingual
from casewright.model.errors import EXIT_INTERRUPTED, EXIT_OK


@click.command(
    "run", help="生成收件箱里放稳的案件，或指定的案件。Produce what has settled in the inbox, or the drops named; once."
)
@click.argument("drops", nargs=-1, type=click.Path(exists=True, path_type=Path), metavar="[DROP]...")
@click.option("--workers", type=click.IntRange(1), metavar="N", help="并行进程数。Worker processes.")
@click.option("--until-idle", is_flag=True, help="做到没有事为止。Settle and produce until nothing is left to do.")
@click.option("--quiet", type=click.FloatRange(0), metavar="SECONDS", help="静止多久算放稳。How long a drop must rest.")
@as_of_option
@shared_options
def command(
    *, drops: tuple[Path, ...], workers: int | None, until_idle: bool, quiet: float | None, as_of: date | None
) -> int:
    """Produce what has settled in the inbox, or the drops named, wherever they lie; once."""
    shared = this_run()
    layout, settings = shared.open_desk()
    with stop_on_signals() as stop, WorkReport(shared, layout) as report:
        with Foreman(
            layout, settings, shared.engine,
            listener=report, today=lambda: today_or(as_of), workers=workers, quiet=quiet,
        ) as foreman:  # fmt: skip
            stop.on_stop = foreman.wake
            if drops:
                foreman.run_named(drops, stop.event)
            if until_idle or not drops:
                foreman.run_inbox(stop.event, until=Until.IDLE if until_idle else Until.ONCE)
        shared.document(report.to_json())
        if stop.interrupted:
            shared.tell(Bilingual("已中断；没做完的下次接着做。", "Interrupted; the rest is taken up at the next run."))
            return EXIT_INTERRUPTED
    if not report.results and not report.remarks:
        shared.tell(Bilingual("没有新的案件。", "Nothing new to do."))
    if until_idle and all(result.state != FAILED for result in report.results):
        return EXIT_OK
    return report.exit_code
