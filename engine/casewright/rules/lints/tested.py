"""Rows that no test reaches."""

from collections.abc import Iterator

from casewright.model import Bilingual, Finding, Severity
from casewright.rules.lints.lint import Lint, Subject

UNTESTED = Lint(
    "lint/untested", Severity.WARNING,
    Bilingual("新加的规则没有测试。", "A rule that no test reaches."),
    Bilingual("在测试表加一行：写出让它命中的事实、应得的结论和它的编号。",
              "Add a row to the tests: facts that make it match, what must follow, and its id."),
    Bilingual("没有测试的行，别人改动别的行时，坏了也没人知道。",
              "When somebody changes other rows, nobody sees an untested one break."),
    "D07 （没有测试 no test）", "T-D07 · door · violation=PERF-ODR · door=fix · D07",
)  # fmt: skip
_UNTESTED = UNTESTED.kind(
    "没有测试用到表“{table}”的规则 {id}。", "No test reaches rule {id} of the table \"{table}\".",
    "在测试表加一行，让它命中这条规则。", "Add a row to the tests that makes this rule match.",
)  # fmt: skip
TEST_LINTS = (UNTESTED,)


def tested(subject: Subject) -> Iterator[Finding]:
    """Yield each row in force that the run of the book's tests never reached; nothing where there was no run."""
    if subject.run is None:
        return
    rows = {(table.name, rule.id): rule for table in subject.rulebook.tables for rule in table.written}
    for table, rule in subject.run.untested():
        if (row := rows.get((table, rule))) is not None:
            yield _UNTESTED.at(row.origin, id=rule, table=table)
