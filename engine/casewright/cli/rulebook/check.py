"""casewright rulebook check."""

from datetime import date

import click

from casewright.cli.shared import as_of_option, shared_options, this_run, today_or
from casewright.desk import Layout
from casewright.model import Bilingual, Finding
from casewright.model.errors import EXIT_OK, EXIT_PLAYBOOK
from casewright.playbook import Playbook, load_playbook
from casewright.rules import TestRun, run_tests
from casewright.sheets import read_book


@click.command("check", help="检查全部规则、词句和模板。Check every workbook and template, and run the books' tests.")
@as_of_option
@shared_options
def command(as_of: date | None) -> int:
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
