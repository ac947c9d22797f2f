"""casewright watch."""

from datetime import date

import click

from casewright.cli.interrupt import stop_on_signals
from casewright.cli.shared import as_of_option, shared_options, this_run, today_or
from casewright.cli.work_report import WorkReport
from casewright.desk import Foreman, Until
from casewright.model import Bilingual
from casewright.model.errors import EXIT_INTERRUPTED, EXIT_OK


@click.command("watch", help="一直看着收件箱，放入即生成。Keep producing what is dropped into the inbox.")
@click.option("--quiet", type=click.FloatRange(0), metavar="SECONDS", help="静止多久算放稳。How long a drop must rest.")
@click.option("--poll", type=click.FloatRange(0), metavar="SECONDS", help="多久看一次收件箱。Time between looks.")
@click.option("--workers", type=click.IntRange(1), metavar="N", help="并行进程数。Worker processes.")
@as_of_option
@shared_options
def command(quiet: float | None, poll: float | None, workers: int | None, as_of: date | None) -> int:
    """Keep producing what is dropped into the inbox; Ctrl-C ends it after the case in work."""
    shared = this_run()
    layout, settings = shared.open_desk()
    with stop_on_signals() as stop, WorkReport(shared, layout, bar=False) as report:
        with Foreman(
            layout, settings, shared.engine,
            listener=report, today=lambda: today_or(as_of), workers=workers, quiet=quiet, poll=poll,
        ) as foreman:  # fmt: skip
            stop.on_stop = foreman.wake
            inbox = layout.shown(layout.inbox)
            shared.tell(
                Bilingual(f"正在看着 {inbox}，按 Ctrl-C 结束。", f"Watching {inbox}; Ctrl-C ends it.")
            )  # fmt: skip
            foreman.run_inbox(stop.event, until=Until.STOPPED)
        shared.tell(Bilingual("已停止。", "Stopped."))
        return EXIT_INTERRUPTED if stop.interrupted else EXIT_OK
