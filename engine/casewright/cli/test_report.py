"""A run of a rulebook's tests as a person reads it, and as one JSON document."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from rich.console import Console
from rich.table import Table

from casewright.cli.rulebook_shelf import Shelved
from casewright.cli.shared import Shared
from casewright.model import Bilingual, Finding
from casewright.rules import DecisionTable, TestResult, TestRun

_HEADS = (
    Bilingual("测试", "test"), Bilingual("表", "table"), Bilingual("已知", "given"), Bilingual("应得", "expected"),
    Bilingual("实得", "got"), Bilingual("应命中", "rows expected"), Bilingual("实命中", "rows that apply"),
    Bilingual("结果", "result"),
)  # fmt: skip
_SUMS = (
    Bilingual("表", "table"), Bilingual("测试", "tests"), Bilingual("未通过", "failed"), Bilingual("行", "rows"),
    Bilingual("测到的行", "rows reached"), Bilingual("条件两面都试过", "cells seen met and not met"),
)  # fmt: skip
_PASSED, _FAILED, _NOT_RUN = Bilingual("通过", "pass"), Bilingual("未通过", "FAIL"), Bilingual("没有运行", "NOT RUN")
#: How wide a table is where no terminal says.
_WIDE = 160


def show_run(shared: Shared, shelved: Shelved, run: TestRun, *, every: bool) -> None:
    """Show failures first and in full, then each test where ``every`` asks for it, then what the tests reach."""
    if shared.as_json:
        return
    console = Console(
        width=None if Console().is_terminal else _WIDE, highlight=False, emoji=False, markup=False, soft_wrap=False
    )
    for result in run.failed:
        for line in _failure(shared, result):
            shared.print(line)
    if every and run.results:
        console.print(_tests(shared, sorted(run.results, key=lambda result: result.passed)))
    tables = shelved.rulebook.tables if shelved.rulebook else ()
    shown = [table for table in tables if table.name in run.coverage]
    shared.print("")
    shared.print(shelved.book.file)
    console.print(_coverage(shared, shown, run))
    for line in _bare(shared, shown, run):
        shared.print(line)


def _failure(shared: Shared, result: TestResult) -> Iterable[str]:
    test = result.test
    state = _FAILED if result.ran else _NOT_RUN
    yield f"{test.ref.at}: {shared.words(state)}  {test.id} ({test.table})"
    yield f"    {shared.words(_HEADS[2])}: {_pairs(test.given)}"
    yield f"    {shared.words(_HEADS[3])}: {_pairs(test.expect)}  [{_rows(test.rules)}]"
    if result.ran:
        yield f"    {shared.words(_HEADS[4])}: {_pairs(result.got)}  [{_rows(result.rules)}]"
    for why in result.why:
        for lang in (shared.lang,) if shared.lang else ("zh", "en"):
            yield f"    -> {why.lang(lang)}"
    yield ""


def _pairs(values: Mapping[str, str]) -> str:
    return ", ".join(f"{name}={value}" for name, value in values.items()) or "-"


def _rows(rules: Sequence[str] | None) -> str:
    return "*" if rules is None else ", ".join(rules) or "-"


def _tests(shared: Shared, results: Iterable[TestResult]) -> Table:
    table = Table(box=None, pad_edge=False)
    for place, head in enumerate(_HEADS):
        table.add_column(shared.words(head), overflow="fold", no_wrap=place in {0, 1, 7})
    for result in results:
        test = result.test
        got = {name: result.got.get(name, "") for name in test.expect}
        state = _PASSED if result.passed else _FAILED if result.ran else _NOT_RUN
        table.add_row(
            test.id, test.table, _pairs(test.given), _pairs(test.expect), _pairs(got) if result.ran else "-",
            _rows(test.rules), _rows(result.rules), shared.words(state),
        )  # fmt: skip
    return table


def _coverage(shared: Shared, tables: Iterable[DecisionTable], run: TestRun) -> Table:
    shown = Table(box=None, pad_edge=False)
    for place, head in enumerate(_SUMS):
        shown.add_column(shared.words(head), justify="right" if place else "left")
    for table in tables:
        mine = [result for result in run.results if result.test.table == table.name]
        rows = run.coverage[table.name]
        cells = sum(column.cells for column in run.columns[table.name])
        both = sum(column.both for column in run.columns[table.name])
        failed = sum(not result.passed for result in mine)
        reached = sum(bool(ids) for ids in rows.values())
        shown.add_row(
            table.name, str(len(mine)), str(failed), str(len(rows)), f"{reached}/{len(rows)}", f"{both}/{cells}"
        )
    return shown


def _bare(shared: Shared, tables: Iterable[DecisionTable], run: TestRun) -> Iterable[str]:
    places = _places(tables)
    bare = run.untested()
    if bare:
        yield shared.words(Bilingual("没有测试到的行：", "Rows that no test reaches:"))
    for table, rule in bare:
        yield f"    {places[table, rule]}: {rule}"


def _places(tables: Iterable[DecisionTable]) -> dict[tuple[str, str], str]:
    return {(table.name, rule.id): rule.origin.at for table in tables for rule in table.written}


def document_of(
    runs: Sequence[tuple[Shelved, TestRun]], found: Iterable[Finding], *, today: date, clean: bool
) -> dict[str, object]:
    """Return everything that the tests told as JSON has it."""
    return {
        "as_of": today.isoformat(), "clean": clean, "run": sum(len(run.results) for _, run in runs),
        "failed": sum(len(run.failed) for _, run in runs), "untested": sum(len(run.untested()) for _, run in runs),
        "findings": [finding.to_json() for finding in found],
        "books": [_book(shelved, run) for shelved, run in runs],
    }  # fmt: skip


def _book(shelved: Shelved, run: TestRun) -> dict[str, object]:
    tables = [table for table in (shelved.rulebook.tables if shelved.rulebook else ()) if table.name in run.coverage]
    places = _places(tables)
    bare = run.untested()
    return {
        "book": shelved.book.file,
        "tests": [_result(result) for result in sorted(run.results, key=lambda result: result.passed)],
        "coverage": [
            {
                "table": table.name, "hit_policy": str(table.hit_policy), "rows": len(run.coverage[table.name]),
                "reached": sum(bool(ids) for ids in run.coverage[table.name].values()),
                "untested": [{"rule": rule, "at": places[name, rule]} for name, rule in bare if name == table.name],
                "columns": [{"name": column.name, "cells": column.cells, "both": column.both}
                            for column in run.columns[table.name]],
            }
            for table in tables
        ],
    }  # fmt: skip


def _result(result: TestResult) -> dict[str, object]:
    test = result.test
    return {
        "id": test.id, "table": test.table, "at": test.ref.at, "on": test.on.isoformat() if test.on else None,
        "passed": result.passed, "ran": result.ran, "given": dict(test.given), "expected": dict(test.expect),
        "got": dict(result.got), "expected_rules": None if test.rules is None else list(test.rules),
        "rules": list(result.rules), "why": [{"zh": why.zh, "en": why.en} for why in result.why],
        "findings": [finding.to_json() for finding in result.findings],
    }  # fmt: skip
