"""casewright rulebook eval."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import click

from casewright.cli.rulebook_shelf import vocabulary_for
from casewright.cli.shared import Shared, as_of_option, shared_options, this_run, today_or
from casewright.model import Bilingual
from casewright.model.errors import EXIT_INPUT, EXIT_OK, EXIT_PLAYBOOK
from casewright.rules import evaluate_book
from casewright.sheets import read_book


@click.command("eval", help="用给定事实试算一张表。The conclusions of one table for given facts.")
@click.argument("book", type=click.Path(exists=True, path_type=Path, dir_okay=False), metavar="BOOK")
@click.option("--table", required=True, metavar="T", help="表名。The table's name.")
@click.option(
    "--facts", required=True, type=click.Path(exists=True, path_type=Path, dir_okay=False), metavar="FACTS.json",
    help="事实，JSON 对象。The facts, a JSON object.",
)  # fmt: skip
@as_of_option
@shared_options
def command(book: Path, table: str, facts: Path, as_of: date | None) -> int:
    """Decide one table of any workbook for facts given as JSON."""
    shared = this_run()
    values = _facts(facts)
    read, found = read_book(book, name=book.name)
    if read is None:
        shared.findings(found, err=True)
        error = "; ".join(f"{each.at}: {each.text.en}" for each in found)
        shared.document({
            "table": table, "hit_policy": "", "matched": [], "fired": [], "outputs": None, "error": error,
        })  # fmt: skip
        return EXIT_PLAYBOOK
    vocabulary, faults = vocabulary_for(book, read)
    shared.findings(faults, err=True)
    told, more = evaluate_book(read, table, values, vocabulary=vocabulary, on=today_or(as_of))
    unread = not told["hit_policy"] and any(each.is_error for each in more)
    if unread:
        shared.findings((*found, *(each for each in more if each.is_error)), err=True)
    shared.document(told)
    _show(shared, told)
    if unread:
        return EXIT_PLAYBOOK
    return EXIT_INPUT if told["error"] else EXIT_OK


def _facts(path: Path) -> dict[str, object]:
    try:
        values = json.loads(path.read_text(encoding="utf-8-sig"), parse_float=Decimal, object_pairs_hook=_once)
    except (ValueError, ArithmeticError, RecursionError) as error:  # a number or a depth that no reader can hold
        raise click.UsageError(f"{path}: 不是 JSON，not JSON: {str(error) or type(error).__name__}") from error
    if not isinstance(values, dict):
        raise click.UsageError(f'{path}: 要写成 {{"事实": 值}}，an object {{"fact": value}} is needed')
    return values


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Take an object whose names stand once: of two values for a fact, neither is known to be the right one."""
    values = dict(pairs)
    if len(values) < len(pairs):
        twice = next(name for number, (name, _) in enumerate(pairs) if name in dict(pairs[:number]))
        raise ValueError(f"“{twice}”出现两次，stands twice")
    return values


def _show(shared: Shared, told: dict[str, object]) -> None:
    matched = told["matched"]
    rows = ", ".join(str(each) for each in matched) if isinstance(matched, list) else ""
    shared.print(f"{told['table']}  {told['hit_policy']}  {rows or '-'}")
    shared.print(json.dumps(told["outputs"], ensure_ascii=False))
    if told["error"]:
        shared.print(shared.words(Bilingual(str(told["error_zh"]), str(told["error"]))))
