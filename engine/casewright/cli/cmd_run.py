"""casewright run."""

from datetime import date
from pathlib import Path

import click

from casewright.cli.interrupt import STOPPING, Stop, stop_on_signals
from casewright.cli.pdf_report import make_pdfs, office_of, printed_json
from casewright.cli.shared import Shared, as_of_option, cluster_of, cluster_option, shared_options, this_run, today_or
from casewright.cli.work_report import WorkReport
from casewright.desk import DELIVERED, FAILED, Foreman, Layout, Printed, Settings, Until
from casewright.model import Bilingual, DeskError
from casewright.model.errors import EXIT_INPUT, EXIT_INTERRUPTED, EXIT_OK, EXIT_PARTLY

#: How long a cluster may be away before a run gives up, with everything kept.
_PATIENCE = 60.0


@click.command(
    "run", help="生成收件箱里放稳的案件，或指定的案件。Produce what has settled in the inbox, or the drops named; once."
)
@click.argument("drops", nargs=-1, type=click.Path(exists=True, path_type=Path), metavar="[DROP]...")
@click.option("--workers", type=click.IntRange(1), metavar="N", help="并行进程数。Worker processes.")
@click.option("--until-idle", is_flag=True, help="做到没有事为止。Settle and produce until nothing is left to do.")
@click.option("--quiet", type=click.FloatRange(0), metavar="SECONDS", help="静止多久算放稳。How long a drop must rest.")
@click.option("--pdf/--no-pdf", default=None, help="交付后转 PDF。Make PDFs of what was delivered. [desk.toml: pdf]")
@cluster_option
@as_of_option
@shared_options
def command(
    *, drops: tuple[Path, ...], workers: int | None, until_idle: bool, quiet: float | None, as_of: date | None,
    pdf: bool | None, cluster: str | None,
) -> int:  # fmt: skip
    """Produce what has settled in the inbox, or the drops named, wherever they lie; once."""
    shared = this_run()
    layout, settings = shared.open_desk()
    with stop_on_signals(shared.words(STOPPING)) as stop, WorkReport(shared, layout) as report:
        with Foreman(
            layout, settings, shared.engine,
            listener=report, today=lambda: today_or(as_of), workers=workers, quiet=quiet,
            bench=cluster_of(shared, cluster, layout, patience=_PATIENCE),
        ) as foreman:  # fmt: skip
            stop.on_stop = foreman.wake
            if drops:
                foreman.run_named(drops, stop.event)
            if until_idle or not drops:
                foreman.run_inbox(stop.event, until=Until.IDLE if until_idle else Until.ONCE)
        wanted = settings.pdf if pdf is None else pdf
        printed = _pdfs(report, shared, layout, settings, stop) if wanted and not stop.event.is_set() else ()
        shared.document(_document(report, printed, layout, wanted=wanted))
        if stop.interrupted:
            shared.tell(Bilingual("已中断；没做完的下次接着做。", "Interrupted; the rest is taken up at the next run."))
            return EXIT_INTERRUPTED
    if not report.results and not report.remarks:
        shared.tell(Bilingual("没有新的案件。", "Nothing new to do."))
    code = report.exit_code
    if until_idle and all(result.state != FAILED for result in report.results):
        code = EXIT_OK
    missing = printed is None or any(each.failed for each in printed)
    return EXIT_PARTLY if missing and code in {EXIT_OK, EXIT_INPUT} else code


def _pdfs(
    report: WorkReport, shared: Shared, layout: Layout, settings: Settings, stop: Stop
) -> tuple[Printed, ...] | None:
    """Make the PDFs of what was delivered; None where there is no office program, which is said."""
    targets = [layout.outbox / each.target for each in report.results if each.state == DELIVERED and each.target]
    if not targets:
        return ()
    try:
        office = office_of(settings)
    except DeskError as error:
        shared.tell(Bilingual(f"{error.text.zh} {error.fix.zh}", f"{error.text.en} {error.fix.en}"))
        return None
    return make_pdfs(targets, shared, layout, office=office, stop=stop.event)


def _document(
    report: WorkReport, printed: tuple[Printed, ...] | None, layout: Layout, *, wanted: bool
) -> dict[str, object]:
    document = report.to_json()
    return {**document, "pdf": [printed_json(each, layout) for each in printed or ()]} if wanted else document
