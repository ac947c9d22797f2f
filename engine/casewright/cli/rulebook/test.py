"""casewright rulebook test."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import click

from casewright.cli.rulebook_shelf import NOTICES, Shelved, notice_examples, shelved_books
from casewright.cli.shared import as_of_option, shared_options, this_run, today_or
from casewright.cli.test_report import document_of, show_run
from casewright.model import Bilingual, Finding
from casewright.model.errors import EXIT_INPUT, EXIT_OK, EXIT_PLAYBOOK
from casewright.notices import Example
from casewright.rules import TestRun, load_rulebook, run_tests


@click.command(
    "test",
    help="运行规则工作簿里“测试 Tests”表的例子，并列出没有测试到的规则。不写 BOOK 就测试 desk 的全部决策表。"
    "Run the examples on the Tests sheets, and list the rows that no example reaches; all books of the desk by default."
    " Exit code 4: a test fails or a book does not load; 3: a named book holds no decision table.",
)
@click.argument("books", nargs=-1, type=click.Path(exists=True, path_type=Path, dir_okay=False), metavar="[BOOK]...")
@click.option("--table", metavar="T", help="只测试这张表，并列出它的每个测试。This table only, each test listed.")
@click.option("--all", "every", is_flag=True, help="通过的测试也逐个列出。List the tests that pass, too.")
@as_of_option
@shared_options
def command(books: tuple[Path, ...], table: str | None, *, every: bool, as_of: date | None) -> int:
    """Run the tests that live in the rulebooks."""
    shared = this_run()
    today = today_or(as_of)
    shelved, found = shelved_books(shared, books)
    runs: list[tuple[Shelved, TestRun]] = []
    for each in shelved:
        if each.path.name == NOTICES:
            continue  # it holds no table; its examples are read below
        rulebook, faults = load_rulebook(each.book, vocabulary=each.vocabulary, on=today)
        if rulebook is None:
            found += faults
            continue
        if table is not None and rulebook.table(table) is None:
            continue
        run, wrong = run_tests(each.book, rulebook, table=table)
        found += wrong
        runs.append((each._replace(rulebook=rulebook), run))
    examples: tuple[Example, ...] = ()
    if table is None:
        examples, faults = notice_examples(shared, books, today)
        found += [*faults, *(each.finding() for each in examples if not each.passed)]
    if table is not None and not runs and not any(finding.is_error for finding in found):
        raise click.UsageError(f"没有叫 {table} 的决策表。There is no decision table {table}.")
    shared.findings(found)
    for each, run in runs:
        show_run(shared, each, run, every=every or table is not None)
    clean = all(run.passed for _, run in runs) and not any(finding.is_error for finding in found)
    shared.document(document_of(runs, found, today=today, clean=clean))
    if not shared.as_json:
        if examples:
            good = sum(each.passed for each in examples)
            shared.tell(Bilingual(
                f"通知样例 {len(examples)} 个，{good} 个读对。",
                f"{len(examples)} examples of notices, {good} read right.",
            ))  # fmt: skip
        shared.tell(_verdict(runs, found))
    return EXIT_OK if clean else EXIT_INPUT if _no_tables(found) and not runs else EXIT_PLAYBOOK


def _no_tables(found: Iterable[Finding]) -> bool:
    return all(finding.code == "rules/no-table" for finding in found if finding.is_error)


def _verdict(runs: list[tuple[Shelved, TestRun]], found: Iterable[Finding]) -> Bilingual:
    count = sum(len(run.results) for _, run in runs)
    bad = sum(len(run.failed) for _, run in runs)
    bare = sum(len(run.untested()) for _, run in runs)
    errors = sum(finding.is_error for finding in found)
    if errors and not count:
        return Bilingual(f"测试没有运行：有 {errors} 处错误，见上。", f"No test was run: {errors} faults, see above.")
    zh = f"{count} 个测试，{bad} 个没有通过；{bare} 行没有测试到。"
    en = f"{count} tests, {bad} failed; {bare} rows not reached."
    if errors:
        zh, en = f"{zh}另有 {errors} 处错误，见上。", f"{en} {errors} faults besides, see above."
    return Bilingual(zh, en)
