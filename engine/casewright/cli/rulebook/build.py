"""casewright rulebook build."""

from pathlib import Path

import click

from casewright.cli.shared import shared_options, this_run
from casewright.model import Bilingual, DeskError
from casewright.model.errors import EXIT_OK
from casewright.rules import build_books


@click.command("build", help="由 rulebooks/text 生成 Excel。Build the workbooks from their text.")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), metavar="DIR", help="写到这里。Write here.")
@click.option(
    "--force", is_flag=True,
    help="覆盖改过的工作簿，原文件存入 .casewright/replaced。Write over edited workbooks, keeping copies there.",
)  # fmt: skip
@shared_options
def command(*, out: Path | None, force: bool) -> int:
    """Build every workbook of rulebooks/text; one that staff edited since is not written over."""
    shared = this_run()
    layout, _ = shared.open_desk()
    text = layout.rulebooks / "text"
    if not text.is_dir():
        raise DeskError(
            Bilingual(f"没有文件夹 {text}。", f"There is no folder {text}."),
            Bilingual("先运行 casewright rulebook export。", "Run casewright rulebook export first."),
        )
    made = build_books(text, out or layout.rulebooks, force=force, keep=layout.state / "replaced")
    for path in made:
        shared.print(layout.shown(path))
    shared.document({"made": [layout.shown(path) for path in made]})
    return EXIT_OK
