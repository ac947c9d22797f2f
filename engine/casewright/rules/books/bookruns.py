"""The run of a rulebook's tests: what each table said, what it should have said, and which rows no test reaches."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from casewright.model import Bilingual, Finding, Kind, RowTrace, Severity, Value
from casewright.rules.books.booktests import BookTest, read_tests
from casewright.rules.books.bookwhy import why_failed
from casewright.rules.conclude import Concluded, conclude
from casewright.rules.fit import show_value
from casewright.rules.given import facts_from_lines
from casewright.rules.hit import aggregated_column
from casewright.rules.language.cursor import ConditionError
from casewright.rules.language.literal import read_value
from casewright.rules.language.vocabulary import did_you_mean
from casewright.rules.rows import is_default
from casewright.rules.runtime import engine_of
from casewright.rules.table import Column, DecisionTable, Kept, Rule, Rulebook
from casewright.sheets import Book

NO_SUCH_TABLE = Kind(
    "rules/test-table-unknown", Severity.ERROR,
    "测试 {id} 指向的表“{table}”不存在。", "Test {id} names the table \"{table}\", which does not exist.",
    "{hint_zh}", "{hint_en}",
)  # fmt: skip
NO_SUCH_COLUMN = Kind(
    "rules/test-conclusion-unknown", Severity.ERROR,
    "测试 {id} 期待的结论“{name}”不是表“{table}”的结论列。",
    "Test {id} expects a conclusion \"{name}\", which the table \"{table}\" does not have.",
    "{hint_zh}", "{hint_en}",
)  # fmt: skip
BAD_EXPECTED = Kind(
    "rules/test-expected-unreadable", Severity.ERROR,
    "测试 {id} 期待 {name} = “{value}”：{what_zh}。", "Test {id} expects {name} = \"{value}\": {what_en}.",
    "{fix_zh}", "{fix_en}",
)  # fmt: skip
NO_SUCH_ROW = Kind(
    "rules/test-rule-unknown", Severity.ERROR,
    "测试 {id} 期待规则“{rule}”，表“{table}”里没有这个编号。",
    "Test {id} expects the rule \"{rule}\", an id that the table \"{table}\" does not have.",
    "{hint_zh}", "{hint_en}",
)  # fmt: skip

DEFAULT = "default"


@dataclass(frozen=True, slots=True)
class TestResult:
    """What became of one test: conclusions and rows as shown, what the table said against them, and why it failed.

    ``ran`` False: the test cannot be run as it is written, and a finding says why.
    """

    __test__ = False  # not for pytest

    test: BookTest
    passed: bool
    got: Mapping[str, str]
    rules: tuple[str, ...]
    findings: tuple[Finding, ...] = ()
    why: tuple[Bilingual, ...] = ()
    ran: bool = True


@dataclass(frozen=True, slots=True)
class ColumnSeen:
    """How many condition cells of a column the tests saw both met and not met, out of how many."""

    name: str
    cells: int
    both: int


@dataclass(frozen=True, slots=True)
class TestRun:
    """All results, and for each row of each table the tests in which it applied."""

    __test__ = False  # not for pytest

    results: tuple[TestResult, ...]
    coverage: Mapping[str, Mapping[str, tuple[str, ...]]]
    columns: Mapping[str, tuple[ColumnSeen, ...]]

    @property
    def passed(self) -> bool:
        """Say whether every test held."""
        return all(result.passed for result in self.results)

    @property
    def failed(self) -> tuple[TestResult, ...]:
        """Return the tests that did not hold, in sheet order."""
        return tuple(result for result in self.results if not result.passed)

    def untested(self) -> tuple[tuple[str, str], ...]:
        """Return each (table, rule) that no test reaches."""
        return tuple((table, rule) for table, rules in self.coverage.items() for rule, ids in rules.items() if not ids)


def run_tests(book: Book, rulebook: Rulebook, *, table: str | None = None) -> tuple[TestRun, tuple[Finding, ...]]:
    """Run the book's tests, each on its own table; the findings are faults of the tests themselves.

    Rows count as of the day that the rulebook was loaded for, in a test with a day of its own as of that day.
    ``table`` runs the tests of one table only. A test that cannot be run does not pass. A row is reached by a test in
    which it applies; rows that are not in force need none.
    """
    tests, found = read_tests(book)
    if table is not None:
        tests = tuple(test for test in tests if test.table == table)
    faults = list(found)
    runner = _Runner(rulebook)
    results = tuple(runner.run(test, faults) for test in tests)
    tables = [each for each in rulebook.tables if table in (None, each.name)]
    reached = {
        each.name: {
            rule.id: tuple(r.test.id for r in results if r.test.table == each.name and rule.id in r.rules)
            for rule in (*each.rules, *((each.default,) if each.default else ()))
        }
        for each in tables
    }
    return TestRun(results, reached, {each.name: runner.seen(each) for each in tables}), tuple(faults)


class _Runner:
    """The rulebook as of each day that a test asks for, and which cells were seen met and not met."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook
        self.days: dict[date, Rulebook] = {}
        self.cells: dict[str, set[bool]] = {}

    def run(self, test: BookTest, faults: list[Finding]) -> TestResult:
        """Run one test."""
        book = self._on(test.on)
        table = book.table(test.table)
        if table is None:
            names = [each.name for each in book.tables]
            faults.append(_hinted(NO_SUCH_TABLE, test, "table", test.table, names, table=test.table))
            return TestResult(test, False, {}, (), ran=False)
        wanted, wrong = _wanted(test, table)
        facts, found = facts_from_lines(test.given, table=table, rulebook=book, origin=test.at("given"))
        faults += (*wrong, *found)
        if not test.sound or any(finding.is_error for finding in (*wrong, *found)):
            return TestResult(test, False, {}, (), ran=False)
        result = conclude(table, facts, engine=engine_of(book))
        self._note(result.trace)
        return _judge(test, result, wanted)

    def seen(self, table: DecisionTable) -> tuple[ColumnSeen, ...]:
        """Return how well the tests tried each condition column of a table."""
        made = []
        for column in table.inputs:
            cells = [cell.ref.at for rule in table.rules for cell in rule.conditions if cell.fact == column.name]
            made.append(ColumnSeen(column.name, len(cells), sum(len(self.cells.get(at, ())) == 2 for at in cells)))
        return tuple(made)

    def _note(self, trace: Iterable[RowTrace]) -> None:
        for row in trace:
            for cell in row.cells:
                self.cells.setdefault(cell.at, set()).add(cell.met)

    def _on(self, day: date | None) -> Rulebook:
        if day is None:
            return self.rulebook
        if day not in self.days:
            tables = tuple(_as_of(table, day) for table in self.rulebook.tables)
            self.days[day] = replace(self.rulebook, tables=tables, kept=Kept())
        return self.days[day]


def _as_of(table: DecisionTable, day: date) -> DecisionTable:
    """Return a table with the rows that are in force on a day, in sheet order."""
    rows = sorted(table.written, key=_row_number)
    rules = [rule for rule in rows if not is_default(rule.id)]
    otherwise = [rule for rule in rows if is_default(rule.id)]
    return replace(
        table, rules=tuple(rule for rule in rules if rule.in_force(day)),
        dormant=tuple(rule for rule in rows if not rule.in_force(day)),
        default=next((rule for rule in otherwise if rule.in_force(day)), None),
    )  # fmt: skip


def _row_number(rule: Rule) -> int:
    return int("".join(sign for sign in rule.origin.cell if sign.isdigit()) or 0)


def _hinted(kind: Kind, test: BookTest, column: str, word: str, known: Iterable[str], **values: object) -> Finding:
    hint = did_you_mean(word, known)
    return kind.at(test.at(column), id=test.id, hint_zh=hint.zh, hint_en=hint.en, **values)


#: What a test expects of a column: the values of the rows that apply, in their order; one value for a single hit.
Wanted = Mapping[str, tuple[Value, ...]]


def _wanted(test: BookTest, table: DecisionTable) -> tuple[Wanted, list[Finding]]:
    """Read what a test expects, typed as the table's conclusions are, and find what the table cannot conclude."""
    columns = {column.name: column for column in table.outputs}
    found: list[Finding] = []
    wanted: dict[str, tuple[Value, ...]] = {}
    for name, text in test.expect.items():
        if name not in columns:
            found.append(_hinted(NO_SUCH_COLUMN, test, "expect", name, columns, name=name, table=table.name))
            continue
        try:
            wanted[name] = _values(text, columns[name], table)
        except ConditionError as error:
            found.append(
                BAD_EXPECTED.at(
                    test.at("expect"), id=test.id, name=name, value=text, what_zh=error.what.zh,
                    what_en=error.what.en, fix_zh=error.fix.zh, fix_en=error.fix.en,
                )
            )  # fmt: skip
    known = [rule.id for rule in table.written]
    found += [
        _hinted(NO_SUCH_ROW, test, "rules", rule, known, rule=rule, table=table.name)
        for rule in test.rules or ()
        if rule not in known and not (is_default(rule) and any(map(is_default, known)))
    ]
    return wanted, found


def _values(text: str, column: Column, table: DecisionTable) -> tuple[Value, ...]:
    parts = [part for each in (text.split("|") if table.hit_policy.many else [text]) if (part := each.strip())]
    term = None if table.hit_policy.aggregates else column.term
    values = (read_value(part, term=term) for part in parts if part != "-")
    return tuple(value for value in values if value is not None)


def _judge(test: BookTest, result: Concluded, wanted: Wanted) -> TestResult:
    got = concluded_values(result)
    rules = tuple(rule.id for rule in result.fired)
    off = tuple(name for name, values in wanted.items() if not _same(got.get(name, ()), values))
    rows_right = test.rules is None or _ids(test.rules) == _ids(rules)
    passed = not any(finding.is_error for finding in result.findings) and not off and rows_right
    shown = {name: "|".join(show_value(value) for value in values) for name, values in got.items()
             if name in wanted or not name.endswith(("_zh", "_en"))}  # fmt: skip
    why = () if passed else why_failed(test, result, wanted=wanted, got=got, off=off)
    return TestResult(test, passed, shown, rules, result.findings, why)


def concluded_values(result: Concluded) -> dict[str, tuple[Value, ...]]:
    """Return what each conclusion column came to: the values of the rows that apply, or the one that sums them up."""
    summed = aggregated_column(result.table) if result.table.hit_policy.aggregates else None
    if summed is not None and (result.matched or not result.fired):
        return {summed.name: () if result.aggregate is None else (result.aggregate,)}
    return {
        column.name: tuple(value for rule in result.fired if (value := rule.outputs.get(column.name)) is not None)
        for column in result.table.outputs
    }


def _same(got: tuple[Value, ...], wanted: tuple[Value, ...]) -> bool:
    """Compare typed values: 1% is 0.01, but a flag is no number and a text no day."""
    return [(type(value), value) for value in got] == [(type(value), value) for value in wanted]


def _ids(rules: Iterable[str]) -> list[str]:
    return [DEFAULT if is_default(rule) else rule for rule in rules]
