from collections.abc import Callable

from casewright.model import Finding
from casewright.rules import Rulebook
from casewright.sheets import ListSheet

Load = Callable[..., tuple[Rulebook | None, tuple[Finding, ...]]]


def table(name: str, reads: str, gives: str, policy: str = "FIRST") -> str:
    return f"{name} {policy}\nrule | if | then | note\nid | {reads} | {gives} | source\nR1 | {gives}x | {reads}x | S0"


def test_tables_decide_after_those_whose_conclusions_they_read(load: Load) -> None:
    rulebook, _ = load(table("third", "b", "c"), table("first", "case_fact", "a"), table("second", "a", "b"))
    assert rulebook is not None
    assert [each.name for each in rulebook.tables] == ["first", "second", "third"]


def test_a_collected_column_feeds_later_tables_under_its_list_name(load: Load) -> None:
    rulebook, _ = load(
        "use COLLECT\nrule | if | then | note\nid | causes | out | source\nU1 | late | x | S0",
        "root_causes COLLECT\nrule | then | note\nid | cause | source\nC1 | late | S0",
    )
    assert rulebook is not None
    assert [each.name for each in rulebook.tables] == ["root_causes", "use"]


def test_tables_that_wait_for_one_another_are_named(load: Load) -> None:
    rulebook, found = load(table("door", "strategy", "door_out"), table("way", "door_out", "strategy"))
    assert rulebook is None
    (finding,) = [each for each in found if each.code == "rules/tables-in-a-circle"]
    assert finding.at == "book.xlsx > door!A1"
    assert finding.text.en == "These tables wait for one another's conclusions: door → way → door."


def test_a_table_that_reads_its_own_conclusion_is_a_circle(load: Load) -> None:
    _, found = load(table("door", "a", "a"))
    assert "rules/tables-in-a-circle" in [each.code for each in found]


def test_a_conclusion_of_two_tables_cannot_be_read(load: Load) -> None:
    rulebook, found = load(table("one", "x", "a"), table("two", "y", "a"), table("reader", "a", "out"))
    assert rulebook is None
    assert [each.code for each in found if each.is_error] == ["rules/conclusion-from-two-tables"]


def test_a_condition_on_a_value_that_no_row_concludes_gets_the_nearest_one(
    load: Load, words: Callable[[str], ListSheet]
) -> None:
    rulebook, found = load(
        "first FIRST\nrule | then | note\nid | course | source\nF1 | dispute | S0",
        "second FIRST\nrule | if | then | note\nid | course | out | source\nG1 | disptue | x | S0",
        facts=words("other string"),
    )
    assert rulebook is not None
    (finding,) = found
    assert (finding.code, finding.at) == ("rules/value-never-concluded", "book.xlsx > second!B5")
    assert finding.fix.en == "Did you mean dispute?"
