"""casewright rulebook eval."""

import json
from pathlib import Path

import click

from casewright.cli.shared import Shared, shared_options, this_run
from casewright.model.errors import EXIT_INPUT, EXIT_OK, EXIT_PLAYBOOK
from casewright.rules import evaluate_json, load_rulebook
from casewright.sheets import Book, ListSheet, read_book, read_list


@click.command("eval", help="用给定事实试算一张表。The conclusions of one table for given facts.")
@click.argument("book", type=click.Path(exists=True, path_type=Path, dir_okay=False), metavar="BOOK")
@click.option("--table", required=True, metavar="T", help="表名。The table's name.")
@click.option(
    "--facts", required=True, type=click.Path(exists=True, path_type=Path, dir_okay=False), metavar="FACTS.json",
    help="事实，JSON 对象。The facts, a JSON object.",
)  # fmt: skip
@shared_options
def command(book: Path, table: str, facts: Path) -> int:
    """Decide one table of any workbook for facts given as JSON."""
    shared = this_run()
    values = _facts(facts)
    read, found = read_book(book, name=book.name)
    rulebook, more = load_rulebook(read, vocabulary=_vocabulary(book, read), on=None) if read else (None, ())
    found = (*found, *more)
    if rulebook is None:
        shared.findings(found, err=True)
        error = "; ".join(f"{each.at}: {each.text.en}" for each in found if each.is_error) or "no table"
        shared.document({"table": table, "hit_policy": "", "matched": [], "outputs": None, "error": error})
        return EXIT_PLAYBOOK
    told = evaluate_json(rulebook, table, values)
    shared.document(told)
    _show(shared, told)
    return EXIT_INPUT if told["error"] else EXIT_OK


def _facts(path: Path) -> dict[str, object]:
    try:
        values = json.loads(path.read_text(encoding="utf-8-sig"))
    except ValueError as error:
        raise click.UsageError(f"{path}: 不是 JSON，not JSON: {error}") from error
    if not isinstance(values, dict):
        raise click.UsageError(f'{path}: 要写成 {{"事实": 值}}，an object {{"fact": value}} is needed')
    return values


def _vocabulary(path: Path, book: Book) -> ListSheet | None:
    """Return the facts dictionary: the book's own, else that of facts.xlsx beside it, else none."""
    own, _ = read_list(book, "facts")
    beside = path.with_name("facts.xlsx")
    if own is not None or not beside.is_file():
        return own
    facts, _ = read_book(beside, name=beside.name)
    return read_list(facts, "facts")[0] if facts else None


def _show(shared: Shared, told: dict[str, object]) -> None:
    matched = told["matched"]
    rows = ", ".join(str(each) for each in matched) if isinstance(matched, list) else ""
    shared.print(f"{told['table']}  {told['hit_policy']}  {rows or '-'}")
    shared.print(json.dumps(told["outputs"], ensure_ascii=False))
    if told["error"]:
        shared.print(str(told["error"]))
