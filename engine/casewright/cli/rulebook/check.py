"""casewright rulebook check."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from threading import Timer

import click

from casewright.cli.check_report import explain_json, explain_lines, show_findings, summary
from casewright.cli.rulebook_shelf import vocabulary_for
from casewright.cli.shared import Shared, as_of_option, shared_options, this_run, today_or
from casewright.desk import Layout, nearest_desk, open_desk
from casewright.model import Bilingual, DeskError, Finding, sort_findings
from casewright.model.errors import EXIT_OK, EXIT_PLAYBOOK
from casewright.playbook import BOOKS, Checked, check_playbook
from casewright.rules import (
    EXPLAINED,
    TestRun,
    is_table,
    lint_book,
    lint_rulebook,
    read_tables,
    run_failures,
    run_tests,
)
from casewright.sheets import Book, is_list, read_book, read_list


@dataclass(frozen=True, slots=True)
class _Told:
    """What a check found. ``sha256`` is that of a playbook that may be used, None for single workbooks."""

    findings: tuple[Finding, ...]
    lints: tuple[Finding, ...]
    runs: tuple[TestRun, ...]
    sha256: str | None = None

    @property
    def all(self) -> tuple[Finding, ...]:
        """Return every finding."""
        return (*self.findings, *self.lints)

    @property
    def clean(self) -> bool:
        """Say whether nothing is an error and every test holds."""
        return not any(finding.is_error for finding in self.all) and all(run.passed for run in self.runs)


@click.command(
    "check",
    help="检查全部规则、词句和模板，并运行规则里的测试；写上 BOOK 只检查这些工作簿。--explain 说明一个代码。"
    "Check every workbook and template and run the books' tests; with BOOK, those workbooks only. --explain tells what"
    " a code means. Exit code 4: something is an error.",
)
@click.argument("books", nargs=-1, type=click.Path(exists=True, path_type=Path, dir_okay=False), metavar="[BOOK]...")
@as_of_option
@click.option(
    "--explain",
    "code",
    metavar="CODE",
    help="说明一个代码（all 说明全部）：避免什么、改成什么、为什么。What a code means, or all of them.",
)
@click.option("--all", "notes", is_flag=True, help="连同不影响执行的说明一起显示。Show the notes too, which can wait.")
@shared_options
def command(*, books: tuple[Path, ...], as_of: date | None, code: str | None, notes: bool) -> int:
    """Check the shelves as they lie there, or single workbooks, or explain a code."""
    shared = this_run()
    if code is not None:
        return _explain(shared, code)
    today = today_or(as_of)
    with _patience(shared):
        told = _single(shared, books, today) if books else _desk(shared, today)
    show_findings(shared, told.all, notes=notes)
    tests = [result for run in told.runs for result in run.results]
    failed = [result.test.id for result in tests if not result.passed]
    shared.document({
        "clean": told.clean, "as_of": today.isoformat(), "sha256": told.sha256,
        "findings": [finding.to_json() for finding in told.findings],
        "lints": [finding.to_json() for finding in told.lints],
        "tests": {"run": len(tests), "failed": failed},
    })  # fmt: skip
    if not shared.as_json:
        shared.tell(summary(told.all, tests=len(tests), failed=len(failed), notes=notes))
    return EXIT_OK if told.clean else EXIT_PLAYBOOK


def _desk(shared: Shared, today: date) -> _Told:
    layout, _ = shared.open_desk()
    return _of_shelves(check_playbook(layout.rulebooks, layout.templates, on=today))


def _of_shelves(checked: Checked) -> _Told:
    runs = (checked.run,) if checked.run else ()
    return _Told(checked.findings, checked.lints, runs, checked.playbook.sha256 if checked.playbook else None)


def _single(shared: Shared, paths: tuple[Path, ...], today: date) -> _Told:
    """Check workbooks one by one; one of the desk's own is checked together with the others it leans on."""
    findings: list[Finding] = []
    lints: list[Finding] = []
    runs: list[TestRun] = []
    shelves: dict[Path, Checked] = {}
    for path in paths:
        layout = _desk_of(shared, path)
        if layout is None:
            told = _alone(shared, path, today)
        else:
            if layout.rulebooks not in shelves:
                shelves[layout.rulebooks] = check_playbook(layout.rulebooks, layout.templates, on=today)
            told = _part(shelves[layout.rulebooks], f"{layout.rulebooks.name}/{path.name}")
        findings += told.findings
        lints += told.lints
        runs += told.runs
    return _Told(sort_findings(findings), sort_findings(lints), tuple(runs))


def _desk_of(shared: Shared, path: Path) -> Layout | None:
    """Return the desk on whose shelf a workbook lies, None for a workbook anywhere else."""
    try:
        layout, _ = shared.open_desk() if shared.desk else open_desk(nearest_desk(path.resolve().parent))
    except DeskError:
        return None
    return layout if path.stem in BOOKS and path.resolve().parent == layout.rulebooks.resolve() else None


def _part(checked: Checked, file: str) -> _Told:
    """Return what a check of the shelves says about one of the workbooks."""
    findings, lints = (
        tuple(finding for finding in found if finding.at.startswith((f"{file} >", f"{file},")) or finding.at == file)
        for found in (checked.findings, checked.lints)
    )
    run = checked.run
    tested = run is not None and any(result.test.ref.file == file for result in run.results)
    return _Told(findings, lints, (run,) if run and tested else ())


def _alone(shared: Shared, path: Path, today: date) -> _Told:
    book, found = read_book(path, name=path.name)
    if book is None:
        return _Told(found, (), ())
    found = (*found, *_lists(book))
    lints = lint_book(book, on=today)
    if not any(is_table(sheet) for sheet in book.sheets) and any(is_list(sheet) for sheet in book.sheets):
        return _Told(found, lints, ())
    vocabulary, faults = vocabulary_for(path, book)
    if vocabulary is None:
        shared.tell(
            Bilingual(
                f"{path.name} 旁边没有事实字典 facts.xlsx，类型只能从单元格推断。",
                f"There is no facts.xlsx beside {path.name}; types are taken from the cells alone.",
            )
        )
    rulebook, more = read_tables(book, vocabulary=vocabulary, on=today)
    more = (*faults, *more)
    found = (*found, *more)
    if any(finding.is_error for finding in more):
        return _Told(sort_findings(found), (*lints, *lint_rulebook(rulebook, on=today, whole=False)), ())
    run, faults = run_tests(book, rulebook)
    found = (*found, *faults, *run_failures(run))
    return _Told(sort_findings(found), (*lints, *lint_rulebook(rulebook, run=run, on=today)), (run,))


def _lists(book: Book) -> Iterator[Finding]:
    for sheet in book.sheets:
        if is_list(sheet):
            yield from read_list(book, sheet.cell(1, 2).text)[1]


def _explain(shared: Shared, code: str) -> int:
    """Print how a code explains itself; its last part is enough where only one code ends so."""
    wanted = code.strip().casefold()
    codes = list(EXPLAINED) if wanted == "all" else [each for each in EXPLAINED if each == wanted]
    codes = codes or [each for each in EXPLAINED if each.partition("/")[2] == wanted]
    if not codes:
        parts = {part: each for each in EXPLAINED for part in (each, each.partition("/")[2])}
        near = [parts[part] for part in get_close_matches(wanted, parts, n=1, cutoff=0.5)]
        hint = f"是否想写 {near[0]}？Did you mean {near[0]}?" if near else "--explain all 列出全部。It lists them all."
        raise click.UsageError(f"没有代码 {code}。There is no code {code}. {hint}")
    for place, each in enumerate(codes):
        for line in ([""] if place else []) + list(explain_lines(shared, EXPLAINED[each])):
            shared.print(line)
    shared.document([explain_json(EXPLAINED[each]) for each in codes])
    return EXIT_OK


@contextmanager
def _patience(shared: Shared) -> Iterator[None]:
    """Say that work is going on where it takes longer than a second."""
    timer = Timer(1.0, shared.tell, (Bilingual("正在检查……", "Checking..."),))
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
