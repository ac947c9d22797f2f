"""casewright rulebook export."""

from pathlib import Path

import click

from casewright.cli.shared import shared_options, this_run
from casewright.model.errors import EXIT_OK
from casewright.rules import export_book


@click.command("export", help="把 Excel 写回文本，便于比较。Write the workbooks back to text, for review.")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), metavar="DIR", help="写到这里。Write here.")
@shared_options
def command(out: Path | None) -> int:
    """Write each sheet of each workbook to rulebooks/text/<book>/<sheet>.yaml."""
    shared = this_run()
    layout, _ = shared.open_desk()
    made: list[Path] = []
    for book in sorted(path for path in layout.rulebooks.glob("*.xlsx") if not path.name.startswith(("~$", ".~"))):
        folder = (out or layout.rulebooks / "text") / book.stem
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in export_book(book).items():
            path = folder / (name if name.endswith(".yaml") else f"{name}.yaml")
            path.write_text(text, encoding="utf-8", newline="\n")
            made.append(path)
    for path in made:
        shared.print(layout.shown(path))
    shared.document({"made": [layout.shown(path) for path in made]})
    return EXIT_OK
