"""Overlaps, shadowed rows, gaps, empty cells, idle columns and duplicates: what each is called, and what is not one."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from casewright.model import Finding
from casewright.rules import Rulebook
from casewright.rules.lints import lint_rulebook
from casewright.rules.table import DecisionTable
from casewright.sheets import ListSheet

Load = Callable[..., tuple[Rulebook | None, tuple[Finding, ...]]]
Words = Callable[[str], ListSheet]
Look = Callable[..., list[Finding]]

GEOMETRY = ("overlap", "shadowed", "gap", "never-met", "idle-column", "duplicate-row")


@pytest.fixture
def look(load: Load, words: Words) -> Look:
    """Return what the geometric lints say of tables written in the test."""

    def see(*texts: str, facts: str = "", on: date | None = None) -> list[Finding]:
        rulebook, found = load(*texts, facts=words(facts) if facts else None, on=on)
        assert rulebook is not None, found
        wanted = {f"lint/{name}" for name in GEOMETRY}
        return [finding for finding in lint_rulebook(rulebook) if finding.code in wanted]

    return see


def codes(found: list[Finding]) -> list[str]:
    return [finding.code.removeprefix("lint/") for finding in found]


UNIQUE = """
t UNIQUE
rule | if   | then
id   | rate | out
R1   | {0}  | a
R2   | {1}  | b
"""


def test_two_rows_of_a_unique_table_that_share_their_edge_overlap_and_the_example_is_the_edge(look: Look) -> None:
    (found,) = look(UNIQUE.format(">= 1%", "< 1%, 1%"), facts="rate number")
    assert found.code == "lint/overlap"
    assert found.is_error
    assert found.at == "book.xlsx > t!A6"
    assert "R2 和 R1（book.xlsx > t!A5）" in found.text.zh
    assert found.text.en.endswith("\nrate=0.01")


def test_rows_that_only_touch_do_not_overlap(look: Look) -> None:
    assert look(UNIQUE.format(">= 1%", "< 1%"), facts="rate number") == []


def test_a_missing_value_is_not_in_two_rows_that_both_name_values(look: Look) -> None:
    found = look(
        """
        t UNIQUE
        rule | if      | then
        id   | brand   | out
        R1   | empty   | a
        R2   | not(A)  | b
        R3   | A       | c
        """,
        facts="brand string",
    )
    assert found == []


def test_an_example_names_only_the_facts_that_either_row_asks_about(look: Look) -> None:
    found = look(
        """
        t UNIQUE
        rule | if    | if     | if    | then
        id   | urgent| family | count | out
        R1   | true  | -      | -     | a
        R2   | -     | ip     | -     | b
        R3   | false | perf   | > 3   | c
        """,
        facts="urgent boolean\nfamily enum ip,perf\ncount number",
    )
    overlap = next(finding for finding in found if finding.code == "lint/overlap")
    assert overlap.text.en.endswith(":\nurgent=true\nfamily=ip")
    assert "count" not in overlap.text.en


def test_each_overlapping_pair_is_named_once(look: Look) -> None:
    found = look(
        """
        t UNIQUE
        rule | if  | then
        id   | n   | out
        R1   | > 1 | a
        R2   | > 2 | b
        R3   | > 3 | c
        R4   | <= 1| d
        """,
        facts="n number",
    )
    assert [(f.at[-2:], f.text.en.split(" (")[0]) for f in found] == [
        ("A6", "Rules R2 and R1"), ("A7", "Rules R3 and R1"), ("A7", "Rules R3 and R2"),
    ]  # fmt: skip


def test_under_any_only_rows_with_different_conclusions_are_named(look: Look) -> None:
    table = """
    t ANY
    rule | if   | then
    id   | n    | out
    R1   | >= 1 | a
    R2   | <= 1 | {0}
    """
    assert look(table.format("a"), facts="n number") == []
    (found,) = look(table.format("b"), facts="n number")
    assert found.code == "lint/overlap"
    assert "(out)" in found.text.en
    assert found.text.en.endswith("\nn=1")


def test_rows_that_follow_one_another_in_time_do_not_overlap(look: Look) -> None:
    table = """
    t UNIQUE
    rule | if  | then | note           | note
    id   | n   | out  | effective_from | effective_to
    R1   | -   | a    | 2020-01-01     | {0}
    R2   | -   | b    | 2026-01-01     |
    """
    assert look(table.format("2025-12-31"), facts="n number")[0].code == "lint/idle-column"
    assert "overlap" not in codes(look(table.format("2025-12-31"), facts="n number"))
    assert "overlap" in codes(look(table.format("2026-01-01"), facts="n number"))


def test_a_count_has_no_value_between_one_and_two(load: Load, words: Words) -> None:
    text = UNIQUE.format("> 1", "< 2").replace("rate", "count")
    rulebook, _ = load(text, facts=words("count number"))
    assert rulebook is not None
    with_unit = _with_unit(rulebook, "count")
    assert "lint/overlap" in {f.code for f in lint_rulebook(rulebook)}
    assert "lint/overlap" not in {f.code for f in lint_rulebook(with_unit)}


def _with_unit(rulebook: Rulebook, unit: str) -> Rulebook:
    def typed(table: DecisionTable) -> DecisionTable:
        columns = tuple(replace(c, term=replace(c.term, unit=unit) if c.term else None) for c in table.inputs)
        return replace(table, inputs=columns)

    return Rulebook(rulebook.file, tuple(map(typed, rulebook.tables)), rulebook.vocabulary)


FIRST = """
t FIRST
rule | if   | if     | then
id   | n    | urgent | out
R1   | {0}  | {1}    | a
R2   | {2}  | {3}    | b
R3   | {4}  | {5}    | c
"""
FACTS = "n number\nurgent boolean"


def test_a_narrow_row_under_a_wide_one_never_counts(look: Look) -> None:
    found = look(FIRST.format("> 1", "-", "> 2", "true", "-", "-"), facts=FACTS)
    assert codes(found) == ["shadowed"]
    assert found[0].at == "book.xlsx > t!A6"
    assert "matched first by R1 (book.xlsx > t!A5)" in found[0].text.en
    assert found[0].text.zh.endswith("\nn=3\nurgent=true")


def test_several_rows_together_can_cover_a_row(look: Look) -> None:
    found = look(FIRST.format("> 5", "-", "<= 5", "-", "not(null)", "true"), facts=FACTS)
    assert codes(found) == ["shadowed"]
    assert "R1 (book.xlsx > t!A5), R2 (book.xlsx > t!A6)" in found[0].text.en


def test_true_and_false_leave_the_case_in_which_nothing_is_known(look: Look) -> None:
    assert look(FIRST.format("-", "true", "-", "false", "-", "-"), facts=FACTS)[0].code == "lint/idle-column"
    assert "shadowed" not in codes(look(FIRST.format("-", "true", "-", "false", "-", "-"), facts=FACTS))
    assert "shadowed" in codes(look(FIRST.format("-", "true, empty", "-", "false", "> 3", "-"), facts=FACTS))


def test_a_row_that_takes_over_later_is_not_shadowed(look: Look) -> None:
    found = look(
        """
        t FIRST
        rule | if  | then | note
        id   | n   | out  | effective_to
        R1   | > 1 | a    | 2026-12-31
        R2   | > 1 | b    |
        R3   | -   | c    |
        """,
        facts="n number",
    )
    assert found == []


def test_a_list_that_holds_one_word_is_not_shadowed_by_another_word(look: Look) -> None:
    table = """
    t FIRST
    rule | if    | then
    id   | kinds | out
    R1   | {0}   | a
    R2   | {1}   | b
    R9   | -     | c
    """
    facts = "kinds list invoice,loa,other"
    assert look(table.format("invoice", "loa"), facts=facts) == []
    assert codes(look(table.format("invoice, loa", "loa"), facts=facts)) == ["shadowed"]
    assert codes(look(table.format("not(loa)", "empty"), facts=facts)) == []


def test_a_part_of_a_word_covers_the_word(look: Look) -> None:
    table = """
    t FIRST
    rule | if    | then
    id   | brand | out
    R1   | {0}   | a
    R2   | {1}   | b
    R9   | -     | c
    """
    assert codes(look(table.format('contains("ab")', 'contains("cabd")'), facts="brand string")) == ["shadowed"]
    assert look(table.format('contains("cabd")', 'contains("ab")'), facts="brand string") == []


def test_a_value_without_a_row_is_a_gap_and_a_default_row_fills_it(look: Look) -> None:
    table = """
    t UNIQUE
    rule | if     | then
    id   | family | out
    R1   | ip     | a
    R2   | perf   | b
    {0}
    """
    (found,) = look(table.format(""), facts="family enum ip,perf,funds,linked")
    assert (found.code, found.severity) == ("lint/gap", "warning")
    assert found.at == "book.xlsx > t!B3"
    assert "funds, linked" in found.text.zh
    assert found.text.en.endswith("\nfamily=funds")
    assert look(table.format("默认 | | c"), facts="family enum ip,perf,funds,linked") == []
    assert look(table.format("").replace("UNIQUE", "COLLECT"), facts="family enum ip,perf,funds,linked") == []


def test_a_combination_without_a_row_is_told_with_the_facts_that_matter(look: Look) -> None:
    found = look(
        """
        t UNIQUE
        rule | if   | if       | if     | then
        id   | n    | family   | urgent | out
        R1   | >= 5 | -        | -      | a
        R2   | < 5  | ip       | -      | b
        R3   | < 5  | perf     | true   | c
        """,
        facts="n number\nfamily enum ip,perf\nurgent boolean",
    )
    assert [(f.code, f.severity) for f in found] == [("lint/gap", "info")]
    assert "rule R3 comes nearest, short of urgent true" in found[0].text.en
    assert found[0].text.en.endswith(":\nn=0\nfamily=perf\nurgent=false")


def test_a_table_that_answers_every_known_case_has_no_gap_though_facts_may_be_missing(look: Look) -> None:
    assert look(UNIQUE.format(">= 1%", "< 1%"), facts="rate number") == []


def test_whole_numbers_leave_no_gap_between_neighbours(look: Look) -> None:
    assert look(UNIQUE.format("[0..17]", ">= 18"), facts="rate number") == []
    (found,) = look(UNIQUE.format("[0..17]", ">= 20"), facts="rate number")
    assert found.text.en.endswith("\nrate=18")


@pytest.mark.parametrize("cell", ["[5..1]", "(1..1)", "not(> 1, <= 1)", "[3..3)"])
def test_a_condition_that_no_number_meets_is_named_with_its_row(look: Look, cell: str) -> None:
    found = look(FIRST.format("> 1", "true", cell, "-", "-", "-"), facts=FACTS)
    assert codes(found) == ["never-met"]
    assert found[0].at == "book.xlsx > t!B6"
    assert f'"{cell}"' in found[0].text.en


def test_a_row_that_excludes_every_listed_value_never_matches(look: Look) -> None:
    table = """
    t FIRST
    rule | if     | then
    id   | family | out
    R1   | {0}    | a
    R9   | -      | c
    """
    assert codes(look(table.format("not(ip, perf)"), facts="family enum ip,perf")) == ["never-met"]
    assert look(table.format("not(ip)"), facts="family enum ip,perf") == []


def test_one_empty_part_of_a_cell_is_named_by_itself(look: Look) -> None:
    found = look(
        FIRST.format("[5..1], 7", "true", "-", "-", "-", "-").replace("R3   | -  | -    | c\n", ""), facts=FACTS
    )
    assert codes(found) == ["never-met"]
    assert '"[5..1]"' in found[0].text.en


def test_two_columns_on_one_fact_that_exclude_each_other_are_one_finding(look: Look) -> None:
    found = look(
        """
        t FIRST
        rule | if  | if  | then
        id   | n   | n   | out
        R1   | > 5 | < 3 | a
        R2   | > 1 | < 3 | b
        R9   | -   | -   | c
        """,
        facts="n number",
    )
    assert codes(found) == ["never-met"]
    assert "(< 3 and > 5)" in found[0].text.en


def test_a_conclusion_that_no_earlier_row_draws_is_waited_for_in_vain_and_overlaps_nothing(look: Look) -> None:
    found = look(
        """
        one FIRST
        rule | if  | then
        id   | n   | door
        A1   | > 1 | fix
        A2   | -   | dispute
        """,
        """
        two UNIQUE
        rule | if   | then
        id   | door | out
        B1   | fix, none | a
        B2   | none | b
        B3   | dispute | c
        """,
        facts="n number\ndoor enum fix,dispute,none",
    )
    assert codes(found) == ["never-met"]
    assert found[0].at == "book.xlsx > two!B6"


def test_a_column_that_no_row_uses_is_idle(look: Look) -> None:
    found = look(FIRST.format("> 1", "-", "> 0", "-", "-", "-"), facts=FACTS)
    assert [(f.code, f.severity, f.at) for f in found] == [("lint/idle-column", "info", "book.xlsx > t!C3")]


def test_a_column_that_a_row_out_of_force_uses_is_not_idle(look: Look) -> None:
    found = look(
        """
        t FIRST
        rule | if  | if | then | note
        id   | n   | m  | out  | effective_to
        R1   | > 1 | 1  | a    | 2020-12-31
        R2   | > 1 | -  | b    |
        R3   | -   | -  | c    |
        """,
        facts="n number\nm number",
        on=date(2026, 1, 1),
    )
    assert found == []


def test_a_copied_row_is_a_duplicate_and_not_also_shadowed(look: Look) -> None:
    rows = FIRST.format("> 1, 0", "true", "0, > 1", "true", "-", "-").replace("| b", "| a")
    found = look(rows, facts=FACTS)
    assert codes(found) == ["duplicate-row"]
    assert "R1 (book.xlsx > t!A5)" in found[0].text.en
    assert codes(look(rows.replace("FIRST", "COLLECT"), facts=FACTS)) == ["duplicate-row"]
    assert codes(look(rows.replace("| a\nR3", "| z\nR3"), facts=FACTS)) == ["shadowed"]


def test_texts_in_examples_are_quoted_only_where_the_tests_sheet_needs_it(look: Look) -> None:
    table = UNIQUE.replace("rate", "brand")
    (found,) = look(table.format('"true"', '"true", b'), facts="brand string")[:1]
    assert found.text.en.endswith("\nbrand=true")


def test_without_a_dictionary_types_follow_from_the_cells(look: Look) -> None:
    assert codes(look(UNIQUE.format("> 1", "< 3"))) == ["overlap"]
    assert codes(look(UNIQUE.format("a", "b"))) == ["gap"]
    assert codes(look(UNIQUE.format("2026-01-01", "<= 2026-01-01"))) == ["overlap", "gap"]


def test_a_list_that_nobody_declared_may_still_reach_the_lower_row(look: Look) -> None:
    table = """
    t FIRST
    rule | if    | then
    id   | kinds | out
    R1   | a     | a
    R2   | b     | b
    R3   | {0}   | c
    R9   | -     | d
    """
    assert look(table.format("not(a)")) == []
    assert codes(look(table.format("a, b"))) == ["shadowed"]


def test_a_long_list_column_is_only_sampled_and_says_nothing_that_is_not_certain(look: Look) -> None:
    words = [f"w{number}" for number in range(40)]
    rows = "\n".join(f"R{number} | {word} | a{number}" for number, word in enumerate(words))
    table = f"""t FIRST
    rule | if    | then
    id   | kinds | out
    {rows}
    R98  | not(w1, w2) | x
    R99  | w3 | y
    """
    facts = f"kinds list {','.join(words)},other"
    found = look(table, facts=facts)
    assert [(f.code, f.at) for f in found] == [("lint/shadowed", "book.xlsx > t!A46")]
