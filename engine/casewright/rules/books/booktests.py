"""The tests that live in a rulebook: given facts, expected conclusions and rows, as the tests sheet says them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from casewright.model import CellRef, Finding, Kind, Severity
from casewright.rules.books.layout import TESTS_MARK, TESTS_ROW
from casewright.sheets import Book, Cell, Sheet
from casewright.text import fold_width

TEST_FORMULA = Kind(
    "rules/formula-in-test", Severity.ERROR,
    "测试里是公式“{formula}”。", "This test cell holds the formula \"{formula}\".",
    "设为“文本”格式后直接写内容。", "Format the cell as Text and type the content.",
)  # fmt: skip
TEST_COLUMN = Kind(
    "rules/test-column-missing", Severity.ERROR,
    "测试工作表第 2 行缺少“{name}”列。", "Row 2 of the tests sheet lacks the column \"{name}\".",
    "把列名 {name} 补回第 2 行。", "Put the column name {name} back into row 2.",
)  # fmt: skip
TEST_WITHOUT_ID = Kind(
    "rules/test-without-id", Severity.ERROR,
    "这一行有测试内容，但没有测试编号，不会运行。", "This row holds a test without an id; it is not run.",
    "在第一列写上编号，例如 T-D07。", "Put an id into the first column, for example T-D07.",
)  # fmt: skip
TEST_TWICE = Kind(
    "rules/test-id-twice", Severity.ERROR,
    "表“{table}”的测试编号“{id}”出现两次，另一次在 {other}。",
    "The test id \"{id}\" of the table \"{table}\" stands twice; also at {other}.",
    "给其中一个测试换一个编号。", "Give one of the tests another id.",
)  # fmt: skip
TEST_LINE = Kind(
    "rules/test-line-unreadable", Severity.ERROR,
    "测试 {id}：“{line}”不是“名称=值”。", "Test {id}: \"{line}\" is not of the form name=value.",
    "每行写一个，例如 position=admits；不知道的事实不写。",
    "Write one a line, for example position=admits; a fact that is not known is left out.",
)  # fmt: skip
LINE_TWICE = Kind(
    "rules/test-name-twice", Severity.ERROR,
    "测试 {id}：“{name}”写了两次。", "Test {id}: \"{name}\" stands twice.",
    "只留一行；清单的几个值写在一行里，用 | 隔开。",
    "Keep one line; the values of a list stand on one line with | between them.",
)  # fmt: skip
TEST_DAY = Kind(
    "rules/test-day-unreadable", Severity.ERROR,
    "测试 {id} 的日期“{value}”读不懂。", "The day \"{value}\" of test {id} cannot be read.",
    "写成 2026-11-22 这样；留空就按运行当天。", "Write it like 2026-11-22; a blank means the day of the run.",
)  # fmt: skip
EXPECTS_NOTHING = Kind(
    "rules/test-expects-nothing", Severity.ERROR,
    "测试 {id} 没有写应得的结论，也没有写应命中的规则，等于什么都没有检查。",
    "Test {id} expects neither a conclusion nor a rule, so it checks nothing.",
    "在 expect 列写结论，或在 rules 列写规则编号（没有规则命中时写 -）。",
    "Write a conclusion into the column expect, or rule ids into rules (- where no rule applies).",
)  # fmt: skip

_NEEDED = ("id", "table", "given", "expect")
_ANY_ROW = frozenset({"-", ""})


@dataclass(frozen=True, slots=True)
class BookTest:
    """One row of the tests sheet. ``rules`` None leaves open which rows apply; ``on`` None takes the run's own day.

    ``cells`` are the addresses of its cells by column name; ``sound`` False: it cannot be run as it is written.
    """

    id: str
    table: str
    given: Mapping[str, str]
    expect: Mapping[str, str]
    rules: tuple[str, ...] | None
    ref: CellRef
    on: date | None = None
    day_text: str = ""
    cells: Mapping[str, CellRef] = field(default_factory=dict)
    sound: bool = True

    def at(self, column: str) -> CellRef:
        """Return the address of one of its cells."""
        return self.cells.get(column, self.ref)


def tests_sheet(book: Book) -> Sheet | None:
    """Return the sheet that holds a book's tests."""
    mark = TESTS_MARK.split()[0]
    return next((sheet for sheet in book.sheets if sheet.cell(1, 1).text.casefold().startswith(mark)), None)


def read_tests(book: Book) -> tuple[tuple[BookTest, ...], tuple[Finding, ...]]:
    """Read the tests sheet; a book without one has no tests."""
    sheet = tests_sheet(book)
    if sheet is None:
        return (), ()
    places = {cell.text: cell.column for cell in sheet.row(2) if cell.text}
    found = [TEST_COLUMN.at(sheet.cell(2, 1).ref, name=name) for name in _NEEDED if name not in places]
    if found:
        return (), tuple(found)
    tests: list[BookTest] = []
    seen: dict[tuple[str, str], CellRef] = {}
    for row in _rows(sheet):
        cells = {name: row[place - 1] for name, place in places.items()}
        faults = [TEST_FORMULA.at(cell.ref, formula=cell.formula) for cell in row if cell.formula is not None]
        test = _test(cells, faults)
        if test is not None:
            key = test.table, test.id
            if key in seen:
                faults.append(TEST_TWICE.at(test.ref, id=test.id, table=test.table, other=seen[key].at))
            seen.setdefault(key, test.ref)
            tests.append(test)
        found += faults
    return tuple(tests), tuple(found)


def _rows(sheet: Sheet) -> Iterator[tuple[Cell, ...]]:
    used = {row for (row, _), cell in sheet.cells.items()
            if row >= TESTS_ROW and (cell.text or cell.formula is not None)}  # fmt: skip
    for row in sorted(used):
        yield sheet.row(row)


def _test(cells: Mapping[str, Cell], faults: list[Finding]) -> BookTest | None:
    """Read one row; None where it is a remark or has no id."""
    texts = {name: cell.text for name, cell in cells.items()}
    first = cells["id"]
    if not texts["id"]:
        if any(texts[name] for name in _NEEDED):
            faults.append(TEST_WITHOUT_ID.at(first.ref))
        return None
    given = _lines(texts["id"], cells["given"], faults)
    expect = _lines(texts["id"], cells["expect"], faults)
    raw = fold_width(texts.get("rules", "")).replace("、", ",").replace("|", ",")
    rules = tuple(part for each in raw.split(",") if (part := each.strip()) not in _ANY_ROW) if raw else None
    if not expect and rules is None:
        faults.append(EXPECTS_NOTHING.at(cells["expect"].ref, id=texts["id"]))
    on, day_text = _day(texts["id"], cells.get("on"), faults)
    refs = {name: cell.ref for name, cell in cells.items()}
    return BookTest(
        texts["id"], texts["table"], given, expect, rules, first.ref, on, day_text, refs, sound=not faults
    )  # fmt: skip


def _lines(test: str, cell: Cell, faults: list[Finding]) -> dict[str, str]:
    """Read ``name=value`` lines; a line without ``=`` is told and stands as a name with nothing."""
    pairs: dict[str, str] = {}
    for line in cell.text.splitlines():
        if not line.strip():
            continue
        name, sign, value = line.replace("＝", "=").partition("=")
        if not sign or not name.strip():
            faults.append(TEST_LINE.at(cell.ref, id=test, line=line.strip()))
        elif name.strip() in pairs:
            faults.append(LINE_TWICE.at(cell.ref, id=test, name=name.strip()))
        pairs[name.strip()] = value.strip()
    return pairs


def _day(test: str, cell: Cell | None, faults: list[Finding]) -> tuple[date | None, str]:
    if cell is None or not cell.text:
        return None, ""
    try:
        day = cell.day()
    except ValueError:
        faults.append(TEST_DAY.at(cell.ref, id=test, value=cell.text))
        return None, cell.text
    return day, day.isoformat() if isinstance(cell.value, date) and day else cell.text
