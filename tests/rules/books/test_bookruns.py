"""The tests of a rulebook are compared by value, say why they fail, and each fault of theirs has a place."""

from collections.abc import Callable
from datetime import date

import pytest

from casewright.model import CellRef, Finding
from casewright.rules import TestResult, TestRun, load_rulebook, run_tests
from casewright.sheets import Book, Cell, ListSheet, Sheet

DAY = date(2026, 11, 22)
FACTS = "rate number\nposition enum admits,partly,denies\ncauses list late,lost\nsince date\nurgent boolean"
DOOR = """
    door FIRST
    rule | if | if | then | note | note | note
    id | position | rate | door | source | effective_from | effective_to
    D1 | admits | > 1% | fix | S | 2020-01-01 |
    D2 | admits | - | none | S | |
    D3 | denies | - | dispute | S | |
    D4 | partly | - | fix | S | 2027-01-01 |
    D5 | partly | - | none | S | | 2026-12-31
"""
Row = tuple[str, ...]
Run = Callable[..., tuple[TestRun, tuple[Finding, ...]]]


@pytest.fixture
def run(book: Callable[..., Book], words: Callable[[str], ListSheet]) -> Run:
    """Run test rows (id, table, given, expect, rules, on) over tables written in the test."""

    def make(*rows: Row, tables: tuple[str, ...] = (DOOR,), heads: str = "id table given expect rules on",
             only: str | None = None) -> tuple[TestRun, tuple[Finding, ...]]:  # fmt: skip
        lines: list[Row] = [("tests 测试", "tests"), tuple(heads.split()), ("",), *rows]
        cells = {
            (row, column): Cell(value, CellRef("book.xlsx", "测试 Tests", f"{chr(64 + column)}{row}"), row, column)
            for row, line in enumerate(lines, start=1)
            for column, value in enumerate(line, start=1)
            if value
        }
        made = book(*tables)
        whole = Book(made.file, (*made.sheets, Sheet("book.xlsx", "测试 Tests", cells, len(lines), 6)))
        rulebook, found = load_rulebook(whole, vocabulary=words(FACTS), on=DAY)
        assert rulebook is not None, found
        return run_tests(whole, rulebook, table=only)

    return make


def one(told: tuple[TestRun, tuple[Finding, ...]]) -> TestResult:
    (run, found) = told
    assert [each.text.en for each in found] == []
    (result,) = run.results
    return result


def fault(told: tuple[TestRun, tuple[Finding, ...]]) -> tuple[str, str, str]:
    (finding,) = told[1]
    assert not told[0].passed or not told[0].results
    return finding.code, finding.at.rpartition("!")[2], finding.fix.en


AMOUNT = """
    amount UNIQUE
    rule | if | then | then | then | note
    id | position | share | until | flag | source
    A1 | admits | 1% | 2026-01-05 | true | S
"""


@pytest.mark.parametrize("expect", ["share=0.01", "share=1.0%", "until=2026-01-05", "flag=true", "flag=是", "share=1%"])
def test_expected_values_are_compared_by_value_and_not_as_texts(run: Run, expect: str) -> None:
    assert one(run(("T", "amount", "position=admits", expect), tables=(AMOUNT,))).passed


@pytest.mark.parametrize("expect", ["share=0.1%", "share=0.02", "until=2026-01-06", "flag=false", "share=-"])
def test_another_value_fails(run: Run, expect: str) -> None:
    assert not one(run(("T", "amount", "position=admits", expect), tables=(AMOUNT,))).passed


def test_a_failing_test_says_which_row_applied_instead_and_which_cells_kept_the_expected_one_back(run: Run) -> None:
    result = one(run(("T", "door", "position=admits\nrate=0.5%", "door=fix", "D1")))
    assert [why.en for why in result.why] == [
        "door: fix expected, none came.",
        "D2 (door!A6) applies; its conditions hold: position admits ← admits (door!B6).",
        "D1, which was expected, (door!A5) does not match: rate > 1% ← 0.005 (door!C5).",
    ]
    assert [why.zh for why in result.why] == [
        "“door”应为 fix，实为 none。",
        "实际采用 D2（door!A6），它的条件都满足：position admits ← admits (door!B6)。",
        "应采用的 D1（door!A5）有 1 个条件不满足：rate > 1% ← 0.005 (door!C5)。",
    ]


def test_where_no_row_is_named_the_nearest_ones_that_conclude_the_expected_are_told(run: Run) -> None:
    result = one(run(("T", "door", "position=admits\nrate=0.5%", "door=dispute")))
    assert result.why[-1].en == (
        "The nearest row that concludes this, D3, (door!A7) does not match: position denies ← admits (door!B7)."
    )


def test_a_row_that_a_row_above_keeps_from_applying_is_told_so(run: Run) -> None:
    result = one(run(("T", "door", "position=admits\nrate=2%", "", "D2")))
    assert result.why[-1].en.endswith("matches too, but D1 stands above it and FIRST takes the first.")


def test_no_row_at_all_is_told(run: Run) -> None:
    assert one(run(("T", "door", "rate=2%", "door=fix"))).why[1].en == "No row applies."


def test_a_test_may_have_a_day_of_its_own(run: Run) -> None:
    told, _ = run(
        ("T1", "door", "position=partly", "door=none", "D5"),
        ("T2", "door", "position=partly", "door=fix", "D4", "2027-01-01"),
        ("T3", "door", "position=admits", "door=fix", "D1", "2019-12-31"),
    )  # fmt: skip
    assert [result.passed for result in told.results] == [True, True, False]
    assert told.failed[0].why[-1].en == "D1, which was expected, (door!A5) is in force from 2020-01-01 only."
    assert "D4" not in told.coverage["door"]


def test_coverage_tells_rows_and_how_each_column_was_tried(run: Run) -> None:
    told, _ = run(("T1", "door", "position=admits\nrate=2%", "door=fix"), ("T2", "door", "position=denies", "", "D3"))
    assert told.untested() == (("door", "D2"), ("door", "D5"))
    assert [(column.name, column.cells, column.both) for column in told.columns["door"]] == [
        ("position", 4, 3), ("rate", 1, 1),
    ]  # fmt: skip


def test_one_table_may_be_tested_alone(run: Run) -> None:
    told, _ = run(("T1", "door", "position=denies", "door=dispute"), ("T2", "amount", "position=admits", "flag=true"),
                  tables=(DOOR, AMOUNT), only="amount")  # fmt: skip
    assert [result.test.id for result in told.results] == ["T2"]
    assert list(told.coverage) == ["amount"]


def test_collected_values_may_come_too_few_too_many_or_in_another_order(run: Run) -> None:
    risks = """
        flags COLLECT
        rule | if | then | note
        id | position | risk | source
        R1 | admits | late | S
        R2 | admits | lost | S
    """
    few = one(run(("T", "flags", "position=admits", "risk=late|gone", "R1"), tables=(risks,)))
    assert few.why[0].en == "risk: gone did not come; lost was not expected."
    order = one(run(("T", "flags", "position=admits", "risk=lost|late", "R2, R1"), tables=(risks,)))
    assert [why.en for why in order.why] == [
        "risk: the values are right, their order is not: lost|late expected, late|lost came.",
        "The rules are right, their order is not: R2, R1 expected, R1, R2 came.",
    ]
    assert one(run(("T", "flags", "position=admits", "risk=late|lost", "R1，R2"), tables=(risks,))).passed


def policy(name: str, ranked: str = "then") -> str:
    return f"""
        p {name}
        rule | if | {ranked} | note
        id | rate | level | source
        P1 | > 1 | 10 | S
        P2 | > 2 | 20 | S
        default | - | 0 | S
    """


@pytest.mark.parametrize(
    ("table", "given", "expect", "rules"),
    [
        ("COLLECT+", "3", "30", "P1, P2"), ("C<", "3", "10", "P1"), ("C>", "3", "20", "P2"),
        ("C#", "3", "2", "P1, P2"), ("FIRST", "3", "10", "P1"), ("R", "3", "10|20", "P1, P2"),
        ("C+", "1", "0", "default"), ("FIRST", "1", "0", "默认"), ("COLLECT", "1", "0", "default"),
    ],
)  # fmt: skip
def test_every_hit_policy_and_the_default_row_can_be_tested(
    run: Run, table: str, given: str, expect: str, rules: str
) -> None:
    result = one(run(("T", "p", f"rate={given}", f"level={expect}", rules), tables=(policy(table),)))
    assert result.passed, result.why


def test_the_ranked_policies_can_be_tested(run: Run) -> None:
    for name, expect, rules in (("PRIORITY", "20", "P2"), ("O", "20|10", "P2, P1")):
        table = policy(name, ranked="then: 20, 10, 0")
        result = one(run(("T", "p", "rate=3", f"level={expect}", rules), tables=(table,)))
        assert result.passed, result.why


def test_a_default_row_that_was_expected_in_vain_is_told(run: Run) -> None:
    result = one(run(("T", "p", "rate=3", "level=0", "default"), tables=(policy("FIRST"),)))
    assert result.why[-1].en == "The default row applies only where no other row matches; here P1, P2 matched."


@pytest.mark.parametrize(
    ("row", "code", "cell", "fix"),
    [
        (("T", "dor", "", "door=fix"), "rules/test-table-unknown", "B4", "Did you mean door?"),
        (("T", "door", "rate=viel", "door=fix"), "rules/given-unreadable", "C4", None),
        (("T", "door", "rate", "door=fix"), "rules/test-line-unreadable", "C4", None),
        (("T", "door", "rate=1\nrate=2", "door=fix"), "rules/test-name-twice", "C4", None),
        (("T", "door", "rate=2%", "dor=fix"), "rules/test-conclusion-unknown", "D4", "Did you mean door?"),
        (("T", "door", "rate=2%", "door=fix", "D9"), "rules/test-rule-unknown", "E4", None),
        (("T", "door", "rate=2%"), "rules/test-expects-nothing", "D4", None),
        (("T", "door", "rate=2%", "door=fix", "", "3/4/26"), "rules/test-day-unreadable", "F4", None),
        (("", "door", "rate=2%", "door=fix"), "rules/test-without-id", "A4", None),
    ],
)
def test_a_fault_of_a_test_is_told_at_its_cell_and_the_test_does_not_pass(
    run: Run, row: Row, code: str, cell: str, fix: str | None
) -> None:
    told = fault(run(row))
    assert told[:2] == (code, cell)
    assert fix in (None, told[2])


def test_an_id_twice_in_a_table_is_told_and_in_two_tables_is_fine(run: Run) -> None:
    rows = (("T", "door", "position=denies", "door=dispute"), ("T", "amount", "position=admits", "flag=true"))
    assert run(*rows, tables=(DOOR, AMOUNT))[1] == ()
    (finding,) = run(rows[0], rows[0])[1]
    assert (finding.code, finding.at) == ("rules/test-id-twice", "book.xlsx > 测试 Tests!A5")
    assert finding.text.en.endswith("also at book.xlsx > 测试 Tests!A4.")


def test_a_tests_sheet_without_a_needed_column_is_told(run: Run) -> None:
    told, found = run(("T", "door", "x"), heads="id table given expected")
    assert [finding.text.en for finding in found] == ['Row 2 of the tests sheet lacks the column "expect".']
    assert told.results == ()


def test_a_list_given_as_nothing_is_known_to_be_empty(run: Run) -> None:
    causes = """
        follow UNIQUE
        rule | if | then | note
        id | causes | next | source
        F1 | not(late) | ask | S
    """
    assert one(run(("T", "follow", "causes=", "next=ask"), tables=(causes,))).passed
    assert not one(run(("T", "follow", "", "next=ask"), tables=(causes,))).passed


def test_the_default_row_is_no_near_miss(run: Run) -> None:
    result = one(run(("T", "p", "rate=3", "level=0"), tables=(policy("FIRST"),)))
    assert [why.en for why in result.why] == ["level: 0 expected, 10 came."]
