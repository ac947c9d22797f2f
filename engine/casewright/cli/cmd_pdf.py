"""casewright pdf."""

from pathlib import Path

import click

from casewright.cli.interrupt import stop_on_signals
from casewright.cli.pdf_report import make_pdfs, office_of, printed_json
from casewright.cli.shared import shared_options, this_run
from casewright.desk import unprinted
from casewright.model import Bilingual
from casewright.model.errors import EXIT_INPUT, EXIT_INTERRUPTED, EXIT_OK, EXIT_PARTLY


@click.command("pdf", help="把材料包里的 Word 文件转成 PDF（需要 LibreOffice）。PDFs of packages, by LibreOffice.")
@click.argument(
    "packages", nargs=-1, type=click.Path(exists=True, path_type=Path, file_okay=False), metavar="[PACKAGE]..."
)
@click.option("--again", is_flag=True, help="已是最新的也重转。Make them again even where they are current.")
@shared_options
def command(packages: tuple[Path, ...], *, again: bool) -> int:
    """Make the PDFs of the packages named, or of all in the outbox that have none; exit 5 where a part came out."""
    shared = this_run()
    layout, settings = shared.open_desk()
    office = office_of(settings)
    named = packages or unprinted(layout.outbox)
    with stop_on_signals() as stop:
        made = make_pdfs(named, shared, layout, office=office, stop=stop.event, again=again)
    shared.document({"packages": [printed_json(each, layout) for each in made]})
    if stop.interrupted:
        shared.tell(Bilingual("已中断；没转完的下次接着转。", "Interrupted; the rest is made at the next run."))
        return EXIT_INTERRUPTED
    if not named:
        shared.tell(Bilingual("没有要转的：发件箱里的材料包都有 PDF。", "Nothing to do: every package has its PDFs."))
    failed = sum(each.failed for each in made)
    if failed:
        return EXIT_INPUT if failed == len(made) else EXIT_PARTLY
    return EXIT_OK
