"""casewright rulebook check, build, export, eval."""

import json
from datetime import date
from pathlib import Path

import click

from casewright.cli.shared import Shared, as_of_option, shared_options, this_run, today_or
from casewright.desk import Layout
from casewright.model import Bilingual, DeskError, Finding
from casewright.model.errors import EXIT_INPUT, EXIT_OK, EXIT_PLAYBOOK
from casewright.playbook import Playbook, load_playbook
from casewright.rules import TestRun, build_books, evaluate_json, export_book, load_rulebook, run_tests
from casewright.sheets import Book, ListSheet, read_book, read_list


@click.group("rulebook", help="规则表：检查、构建、导出、试算。The rulebooks: check, build, export, try out.")
@shared_options
def command() -> None:
    """Hold the commands on the rulebooks."""


@command.command("check", help="检查全部规则、词句和模板。Check every workbook and template, and run the books' tests.")
@as_of_option
@shared_options
def check(as_of: date | None) -> int:
    """Load the shelves as they lie there, and run the tests in the strategy book."""
    shared = this_run()
    layout, _ = shared.open_desk()
    today = today_or(as_of)
    playbook, found = load_playbook(layout.rulebooks, layout.templates, on=today)
    run, faults = _tests(layout, playbook) if playbook else (None, ())
    found = (*found, *faults)
    failed = [result for result in run.results if not result.passed] if run else []
    shared.findings(found)
    for result in failed:
        got = ", ".join(f"{name}={value}" for name, value in result.got.items()) or "-"
        shared.print(f"{result.test.ref.at}: {result.test.id} {shared.words(Bilingual('未通过', 'failed'))}: {got}")
    clean = playbook is not None and not failed and not any(finding.is_error for finding in found)
    shared.document({
        "clean": clean, "sha256": playbook.sha256 if playbook else None,
        "findings": [finding.to_json() for finding in found],
        "tests": {"run": len(run.results) if run else 0, "failed": [result.test.id for result in failed]},
    })  # fmt: skip
    if clean and run:
        shared.tell(
            Bilingual(f"规则全部通过，{len(run.results)} 个测试。", f"The playbook is clean; {len(run.results)} tests.")
        )
    return EXIT_OK if clean else EXIT_PLAYBOOK


def _tests(layout: Layout, playbook: Playbook) -> tuple[TestRun | None, tuple[Finding, ...]]:
    book, found = read_book(layout.rulebooks / "strategy.xlsx", name="rulebooks/strategy.xlsx")
    return run_tests(book, playbook.rulebook) if book else (None, found)


@command.command("build", help="由 rulebooks/text 生成 Excel。Build the workbooks from their text.")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), metavar="DIR", help="写到这里。Write here.")
@shared_options
def build(out: Path | None) -> int:
    """Build every workbook of rulebooks/text."""
    shared = this_run()
    layout, _ = shared.open_desk()
    text = layout.rulebooks / "text"
    if not text.is_dir():
        raise DeskError(
            Bilingual(f"没有文件夹 {text}。", f"There is no folder {text}."),
            Bilingual("先运行 casewright rulebook export。", "Run casewright rulebook export first."),
        )
    made = build_books(text, out or layout.rulebooks)
    for path in made:
        shared.print(layout.shown(path))
    shared.document({"made": [layout.shown(path) for path in made]})
    return EXIT_OK


@command.command("export", help="把 Excel 写回文本，便于比较。Write the workbooks back to text, for review.")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), metavar="DIR", help="写到这里。Write here.")
@shared_options
def export(out: Path | None) -> int:
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


@command.command("eval", help="用给定事实试算一张表。The conclusions of one table for given facts.")
@click.argument("book", type=click.Path(exists=True, path_type=Path, dir_okay=False), metavar="BOOK")
@click.option("--table", required=True, metavar="T", help="表名。The table's name.")
@click.option(
    "--facts", required=True, type=click.Path(exists=True, path_type=Path, dir_okay=False), metavar="FACTS.json",
    help="事实，JSON 对象。The facts, a JSON object.",
)  # fmt: skip
@shared_options
def evaluate(book: Path, table: str, facts: Path) -> int:
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
