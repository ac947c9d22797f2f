"""casewright init."""

from pathlib import Path

import click

from casewright.cli.shared import shared_options, this_run
from casewright.desk import lay_out
from casewright.model import Bilingual
from casewright.model.errors import EXIT_OK


@click.command("init", help="新建一个 desk，已有的文件不动。Lay out a desk; what is there already is kept.")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), metavar="DIR", default=".")
@shared_options
def command(folder: Path) -> int:
    """Lay out a desk from the starter."""
    shared = this_run()
    made = lay_out(folder)
    for path in made:
        shared.print(f"{folder / path}")
    shared.document({"desk": str(folder), "made": [path.as_posix() for path in made]})
    shared.tell(
        Bilingual(
            f"desk 已就绪：把案件放进 {folder / 'inbox'}，然后运行 casewright --desk {folder} watch。",
            f"The desk is ready: put cases into {folder / 'inbox'}, then run casewright --desk {folder} watch.",
        )
    )
    return EXIT_OK
