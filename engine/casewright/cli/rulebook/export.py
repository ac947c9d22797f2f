"""casewright rulebook export."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import click

from casewright.cli.rulebook_shelf import workbooks
from casewright.cli.shared import Shared, shared_options, this_run
from casewright.model import FileRef, Finding, Kind, Severity
from casewright.model.errors import EXIT_INPUT, EXIT_OK, EXIT_PLAYBOOK
from casewright.rules import export_sheets

STALE = Kind(
    "rulebook/text-without-sheet", Severity.WARNING,
    "这个文本没有对应的工作表了，没有改动它。", "No sheet belongs to this text any more; it was left as it is.",
    "工作表确实删除或改名了，就删除这个文件；否则把工作表恢复。",
    "Delete the file where the sheet was meant to go or got another name; else bring the sheet back.",
)  # fmt: skip


@click.command(
    "export",
    help="把 Excel 写成文本（每张表一个文件），便于在 git 里比较。不写 BOOK 就写 desk 的全部工作簿。"
    "Write workbooks as text, a file per sheet, so that changes can be reviewed; all books of the desk by default."
    " Exit code 4: a sheet cannot be read as a table; 3: a text is left over whose sheet is gone.",
)
@click.argument("books", nargs=-1, type=click.Path(exists=True, path_type=Path, dir_okay=False), metavar="[BOOK]...")
@click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), metavar="DIR",
    help="写到这里，默认是工作簿旁边的 text。Write here; by default into text beside the workbook.",
)  # fmt: skip
@shared_options
def command(books: tuple[Path, ...], out: Path | None) -> int:
    """Write each sheet of each workbook to text/<book>/<sheet>.yaml."""
    shared = this_run()
    chosen = books or tuple(workbooks(shared.open_desk()[0].rulebooks))
    shown = _shown(shared, named=bool(books))
    made: list[Path] = []
    found: list[Finding] = []
    for book in chosen:
        texts, faults = export_sheets(book, name=shown(book))
        folder = (out or book.parent / "text") / book.stem
        made += _written(folder, texts)
        found += faults
        torn = any(finding.is_error for finding in faults)
        found += [] if torn else [STALE.at(FileRef(shown(path))) for path in _left_over(folder, texts)]
    if not books and out is None:
        found += [STALE.at(FileRef(shown(path))) for path in _left_over_books(chosen)]
    for path in made:
        shared.print(shown(path))
    shared.findings(found, err=True)
    shared.document({
        "made": [shown(path) for path in made],
        "stale": [finding.at for finding in found if finding.code == STALE.code],
        "findings": [finding.to_json() for finding in found],
    })  # fmt: skip
    if any(finding.is_error for finding in found):
        return EXIT_PLAYBOOK
    return EXIT_INPUT if any(finding.code == STALE.code for finding in found) else EXIT_OK


def _shown(shared: Shared, *, named: bool) -> Callable[[Path], str]:
    """Return how a path is shown: from the desk where its books are written, as given where books were named."""
    return str if named else shared.open_desk()[0].shown


def _written(folder: Path, texts: dict[str, str]) -> Iterator[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        path = folder / f"{name}.yaml"
        path.write_text(text, encoding="utf-8", newline="\n")
        yield path


def _left_over(folder: Path, texts: dict[str, str]) -> Iterator[Path]:
    yield from (path for path in sorted(folder.glob("*.yaml")) if path.stem not in texts)


def _left_over_books(books: Sequence[Path]) -> Iterator[Path]:
    """Yield the folders of texts whose workbook is gone."""
    for root in sorted({book.parent / "text" for book in books}):
        known = {book.stem for book in books}
        yield from (each for each in sorted(root.iterdir()) if each.is_dir() and each.name not in known)
