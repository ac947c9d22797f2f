"""Whether a rulebook keeps its own promises: each test of its tests sheet that does not hold, as a finding."""

from casewright.model import Finding, Kind, Severity
from casewright.rules.books.bookruns import TestResult, TestRun, run_tests
from casewright.rules.table import Rulebook
from casewright.sheets import Book

TEST_FAILS = Kind(
    "rules/test-fails", Severity.ERROR,
    "测试 {id}（表 {table}）没有通过：{why_zh}", "Test {id} (table {table}) fails: {why_en}",
    "规则改得对，就把这条测试改成新的结果；测试是对的，就把规则改回来。",
    "Where the rule is right, change this test to the new result; where the test is right, change the rule back.",
)  # fmt: skip


def failed_tests(book: Book, rulebook: Rulebook) -> tuple[Finding, ...]:
    """Run a book's tests; return a finding for each that fails (expected, got, why) or that cannot be run."""
    run, found = run_tests(book, rulebook)
    return (*found, *run_failures(run))


def run_failures(run: TestRun) -> tuple[Finding, ...]:
    """Return a finding for each test of a run that fails; one that cannot be run was found by the run itself."""
    return tuple(_finding(result) for result in run.failed if result.why)


def _finding(result: TestResult) -> Finding:
    test = result.test
    return TEST_FAILS.at(
        test.ref, id=test.id, table=test.table,
        why_zh="".join(why.zh for why in result.why), why_en=" ".join(why.en for why in result.why),
    )  # fmt: skip
