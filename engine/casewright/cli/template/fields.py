"""casewright template fields."""

from collections.abc import Callable, Iterable
from pathlib import Path

import click

from casewright.cli.shared import Shared, shared_options, this_run
from casewright.cli.template_sample import Samples
from casewright.cli.template_shelf import Shelved, put, shelved
from casewright.desk import find_starter
from casewright.model import Bilingual, DeskError
from casewright.model.errors import EXIT_OK
from casewright.render.check.checked import examine
from casewright.render.check.dictionary.entries import KINDS, Entry, entries
from casewright.render.check.dictionary.howto import FILTERS, MARKS, TESTS
from casewright.render.check.dictionary.written import document, documents_text, markdown, workbook
from casewright.render.views.context import context_of

_WRITERS: dict[str, Callable[[Iterable[Entry]], bytes]] = {".docx": document, ".xlsx": workbook, ".md": markdown}


@click.command(
    "fields",
    help="字段表：模板里能写的每个字段，含义、例子、用在哪些文件；写上 FILE 只列这些模板用到的。"
    "Every name that a template may use, with meaning, example and where it is used; with FILE, what those use.",
)
@click.argument("files", nargs=-1, type=click.Path(exists=True, path_type=Path, dir_okay=False), metavar="[FILE]...")
@click.option(
    "--out", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE.docx|.xlsx|.md",
    help="写成文件。Write it to a file.",
)  # fmt: skip
@shared_options
def command(*, files: tuple[Path, ...], out: Path | None) -> int:
    """Print the dictionary of names, or write it as a document, a workbook or Markdown."""
    shared = this_run()
    if out is not None and out.suffix.casefold() not in _WRITERS:
        raise click.UsageError("--out 要以 .docx、.xlsx 或 .md 结尾。--out ends with .docx, .xlsx or .md.")
    made = _entries(shared, files)
    written = put(out, _WRITERS[out.suffix.casefold()](made)) if out is not None else None
    shared.document({
        "fields": [entry.to_json() for entry in made],
        "marks": [_told(write, words) for write, words in MARKS],
        "filters": [{"name": name, **_told(*each)} for name, each in FILTERS.items()],
        "tests": [{"name": name, **_told(*each)} for name, each in TESTS.items()],
        "written": str(written) if written else None,
    })  # fmt: skip
    if written is not None:
        shared.print(str(written))
    else:
        _show(shared, made)
    return EXIT_OK


def _entries(shared: Shared, files: tuple[Path, ...]) -> tuple[Entry, ...]:
    """Return the names; where templates were named, those that they use."""
    named = [(each.path.stem, examine(each.shown, each.path.read_bytes()).used) for each in _templates(shared, files)]
    made = entries(context_of(Samples(shared).of("")), dict(named))
    return tuple(entry for entry in made if entry.documents) if files else made


def _templates(shared: Shared, files: tuple[Path, ...]) -> tuple[Shelved, ...]:
    try:
        return shelved(shared, files)
    except DeskError:
        if shared.desk is not None:
            raise
    starter = find_starter().templates
    return shelved(shared, tuple(sorted(starter.glob("*.docx"))))


def _told(write: str, words: Bilingual) -> dict[str, str]:
    return {"write": write, "zh": words.zh, "en": words.en}


def _show(shared: Shared, made: tuple[Entry, ...]) -> None:
    """Print the names; what stands under an earlier name again is not printed again."""
    for entry in made:
        if entry.repeated:
            continue
        indent = "  " * entry.depth
        shared.print(f"{indent}{entry.path}  [{shared.words(KINDS[entry.kind])}]  {shared.words(entry.meaning)}")
        if entry.write:
            shared.print(f"{indent}    {entry.write}")
        example = shared.words(entry.example)
        if example:
            shared.print(f"{indent}    = {example}")
        if entry.like:
            shared.print(f"{indent}    {shared.words(_like(entry.like))}")
        if entry.documents:
            shared.print(f"{indent}    @ {documents_text(entry.documents)}")
    shared.print("")
    for write, words in (*MARKS, *FILTERS.values(), *TESTS.values()):
        shared.print(f"{write}  {shared.words(words)}")


def _like(name: str) -> Bilingual:
    return Bilingual(f"每条的字段同 {name}", f"fields as under {name}")
