"""casewright watch."""

import errno
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date

import click

from casewright.cli.cmd_tidy import summary
from casewright.cli.interrupt import STOPPING, Stop, stop_on_signals
from casewright.cli.ledger_trouble import LedgerTrouble
from casewright.cli.pdf_report import office_of, show_printed
from casewright.cli.shared import Shared, as_of_option, cluster_of, cluster_option, shared_options, this_run, today_or
from casewright.cli.work_report import WorkReport
from casewright.desk import (
    DELIVERED,
    Daily,
    Foreman,
    Layout,
    LedgerStuckError,
    Printer,
    Result,
    Settings,
    Until,
    read_limits,
)
from casewright.model import Bilingual, DeskError
from casewright.model.errors import EXIT_INTERRUPTED, EXIT_OK

#: Between two attempts to go on after the ledger's disk was full.
_PAUSE = 1.0
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EIO})


@click.command("watch", help="一直看着收件箱，放入即生成。Keep producing what is dropped into the inbox.")
@click.option("--quiet", type=click.FloatRange(0), metavar="SECONDS", help="静止多久算放稳。How long a drop must rest.")
@click.option("--poll", type=click.FloatRange(0), metavar="SECONDS", help="多久看一次收件箱。Time between looks.")
@click.option("--workers", type=click.IntRange(1), metavar="N", help="并行进程数。Worker processes.")
@cluster_option
@as_of_option
@shared_options
def command(
    *, quiet: float | None, poll: float | None, workers: int | None, cluster: str | None, as_of: date | None
) -> int:
    """Keep producing what is dropped into the inbox; Ctrl-C ends it after the case in work."""
    shared = this_run()
    layout, settings = shared.open_desk()
    with (
        stop_on_signals(shared.words(STOPPING)) as stop,
        WorkReport(shared, layout, bar=False, keeps=False) as report,
        _printing(report, shared, layout, settings),
        Daily(layout, settings, told=lambda done: shared.tell(summary(done, layout))),
    ):
        trouble = LedgerTrouble(report, shared)

        def begin() -> Foreman:
            return Foreman(
                layout, settings, shared.engine,
                listener=trouble, today=lambda: today_or(as_of), workers=workers, quiet=quiet, poll=poll,
                isolated=True, bench=cluster_of(shared, cluster, layout, patience=None),
            )  # fmt: skip

        _watch(begin, trouble, shared, layout, stop)
        shared.tell(Bilingual("已停止。", "Stopped."))
        return EXIT_INTERRUPTED if stop.interrupted else EXIT_OK


def _watch(begin: Callable[[], Foreman], trouble: LedgerTrouble, shared: Shared, layout: Layout, stop: Stop) -> None:
    """Watch until asked to stop; wait for a disk that is full under the ledger, then begin as after a kill."""
    greeted = False
    while not stop.event.is_set():
        try:
            with begin() as foreman:
                stop.on_stop = foreman.wake
                if not greeted:
                    greeted = True
                    inbox = layout.shown(layout.inbox)
                    shared.tell(Bilingual(f"正在看着 {inbox}，按 Ctrl-C 结束。", f"Watching {inbox}; Ctrl-C ends it."))
                foreman.run_inbox(stop.event, until=Until.STOPPED)
        except LedgerStuckError as error:
            trouble.heard(error)
        except OSError as error:
            if not trouble.stands or error.errno not in _FULL:
                raise
        stop.event.wait(_PAUSE)


@contextmanager
def _printing(report: WorkReport, shared: Shared, layout: Layout, settings: Settings) -> Iterator[None]:
    """Make PDFs beside the work where the desk is set so; without an office program the work goes on without."""
    if not settings.pdf:
        yield
        return
    try:
        office = office_of(settings)
    except DeskError as error:
        shared.tell(Bilingual(f"{error.text.zh} {error.fix.zh}", f"{error.text.en} {error.fix.en}"))
        yield
        return
    printer = Printer(
        office,
        limits=lambda: read_limits(layout.rulebooks),
        told=lambda printed: show_printed(printed, shared, layout, err=True),
    )

    def delivered(result: Result) -> None:
        if result.state == DELIVERED and result.target:
            printer.add(layout.outbox / result.target)

    report.on_case = delivered
    try:
        yield
    finally:
        printer.close()
