"""The tests that live in a rulebook: given facts, expected conclusions and rows; and which rows no test reaches."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from casewright.model import CellRef, Finding, Kind, Severity
from casewright.rules.books.layout import TESTS_MARK, TESTS_ROW, split_lines
from casewright.rules.conclude import Concluded, conclude
from casewright.rules.fit import show_value
from casewright.rules.given import facts_from_lines
from casewright.rules.language.vocabulary import did_you_mean
from casewright.rules.runtime import engine_of
from casewright.rules.table import Rulebook
from casewright.sheets import Book, Sheet

NO_SUCH_TABLE = Kind(
    "rules/test-table-unknown", Severity.ERROR,
    "测试 {id} 指向的表“{table}”不存在。", "Test {id} names the table \"{table}\", which does not exist.",
    "{hint_zh}", "{hint_en}",
)  # fmt: skip
TEST_FORMULA = Kind(
    "rules/formula-in-test", Severity.ERROR,
    "测试里是公式“{formula}”。", "This test cell holds the formula \"{formula}\".",
    "设为“文本”格式后直接写内容。", "Format the cell as Text and type the content.",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class BookTest:
    """One row of the tests sheet. ``rules`` None leaves open which rows apply."""

    id: str
    table: str
    given: Mapping[str, str]
    expect: Mapping[str, str]
    rules: tuple[str, ...] | None
    ref: CellRef


@dataclass(frozen=True, slots=True)
class TestResult:
    """What became of one test: conclusions and rows as shown, and what the table said against them."""

    __test__ = False  # not for pytest

    test: BookTest
    passed: bool
    got: Mapping[str, str]
    rules: tuple[str, ...]
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class TestRun:
    """All results, and for each row of each table the tests in which it applied."""

    __test__ = False  # not for pytest

    results: tuple[TestResult, ...]
    coverage: Mapping[str, Mapping[str, tuple[str, ...]]]

    @property
    def passed(self) -> bool:
        """Say whether every test held."""
        return all(result.passed for result in self.results)

    def untested(self) -> tuple[tuple[str, str], ...]:
        """Return each (table, rule) that no test reaches."""
        return tuple((table, rule) for table, rules in self.coverage.items() for rule, ids in rules.items() if not ids)


def tests_sheet(book: Book) -> Sheet | None:
    """Return the sheet that holds a book's tests."""
    mark = TESTS_MARK.split()[0]
    return next((sheet for sheet in book.sheets if sheet.cell(1, 1).text.casefold().startswith(mark)), None)


def read_tests(book: Book) -> tuple[tuple[BookTest, ...], tuple[Finding, ...]]:
    """Read the tests sheet; a book without one has no tests."""
    sheet = tests_sheet(book)
    tests: list[BookTest] = []
    found: list[Finding] = []
    places = {cell.text: cell.column for cell in sheet.row(2) if cell.text} if sheet else {}
    for cells in sheet.filled_rows(TESTS_ROW) if sheet else ():
        found.extend(TEST_FORMULA.at(cell.ref, formula=cell.formula) for cell in cells if cell.formula is not None)
        texts = {name: cells[place - 1].text for name, place in places.items()}
        if not texts.get("id"):
            continue
        rules = texts.get("rules", "").replace("，", ",")
        wanted = tuple(part.strip() for part in rules.split(",") if part.strip() not in {"", "-"}) if rules else None
        tests.append(
            BookTest(
                texts["id"], texts.get("table", ""), split_lines(texts.get("given", "")),
                split_lines(texts.get("expect", "")), wanted, cells[0].ref,
            )
        )  # fmt: skip
    return tuple(tests), tuple(found)


def run_tests(book: Book, rulebook: Rulebook) -> tuple[TestRun, tuple[Finding, ...]]:
    """Run the book's tests, each on its own table; the findings are faults of the tests themselves."""
    tests, found = read_tests(book)
    faults = list(found)
    results: list[TestResult] = []
    names = [table.name for table in rulebook.tables]
    for test in tests:
        if test.table not in names:
            hint = did_you_mean(test.table, names)
            faults.append(NO_SUCH_TABLE.at(test.ref, id=test.id, table=test.table, hint_zh=hint.zh, hint_en=hint.en))
            continue
        results.append(_run(test, rulebook))
    coverage = {
        table.name: {
            rule.id: tuple(r.test.id for r in results if r.test.table == table.name and rule.id in r.rules)
            for rule in table.rules
        }
        for table in rulebook.tables
    }
    return TestRun(tuple(results), coverage), tuple(faults)


def _run(test: BookTest, rulebook: Rulebook) -> TestResult:
    table = next(table for table in rulebook.tables if table.name == test.table)
    facts, found = facts_from_lines(test.given, table=table, rulebook=rulebook, origin=test.ref)
    result = conclude(table, facts, engine=engine_of(rulebook))
    got = dict(_shown(result))
    rules = tuple(rule.id for rule in result.fired)
    findings = (*found, *result.findings)
    passed = (
        not any(finding.is_error for finding in findings)
        and all(_same(got.get(name, ""), wanted) for name, wanted in test.expect.items())
        and test.rules in (None, rules)
    )
    return TestResult(test, passed, got, rules, findings)


def _shown(result: Concluded) -> Iterator[tuple[str, str]]:
    """Yield each conclusion as text; the values of collected rows stand in row order, with ``|`` between."""
    for column in result.table.outputs:
        values = [show_value(rule.outputs.get(column.name)) for rule in result.fired]
        yield column.name, "|".join(value for value in values if value)


def _same(got: str, wanted: str) -> bool:
    return [part.strip() for part in got.split("|")] == [part.strip() for part in wanted.split("|")]
