"""The wording sheet: what is wrong in it is said by cell, and what ships is clean."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from casewright.compose import KNOWN, Wording, wording
from casewright.model import Catalogue
from casewright.sheets import Book

Make = Callable[..., Any]
COLUMNS = "id section zh en must_cite"
APPROACHES = (
    "perf_fix", "perf_dispute", "ip_fix", "ip_authorised", "ip_noninfringement", "ip_retraction", "rp_fix",
    "rp_dispute", "linked_ours", "linked_not_ours", "quality_fix", "quality_documents", "verify_documents",
    "integrity_fix", "integrity_dispute", "catalogue_fix", "catalogue_dispute", "funds_appeal", "no_appeal",
)  # fmt: skip


def lint(small_book: Make, *row: str) -> list[tuple[str, str, str]]:
    _, found = wording(small_book("blocks", COLUMNS, row))
    return [(each.code, each.at, each.text.en) for each in found if each.code != "playbook/list-missing"]


def test_what_ships_is_clean(shipped_book: Book, catalogue: Catalogue) -> None:
    _, found = wording(shipped_book, catalogue=catalogue)
    assert [f"{each.at}: {each.text.en}" for each in found] == []


def test_every_approach_cause_and_action_has_its_words(shipped: Wording, catalogue: Catalogue) -> None:
    assert set(shipped.outlines) == set(APPROACHES)
    for approach in APPROACHES[:-1]:
        assert shipped.block("SUM", approach), approach
        assert shipped.block("REQ", approach), approach
    for metric in ("ODR", "LSR", "CXL", "VTR", "OTDR", "IDR"):
        assert shipped.block("MET", metric)
    for approach, outline in shipped.outlines.items():
        if "dispute" in outline.must:
            assert shipped.block("DIS", approach, "1"), approach
    assert all(shipped.block("RC", code) for code in catalogue.causes)


def test_a_missing_language_is_found_at_its_cell(small_book: Make) -> None:
    assert lint(small_book, "A", "summary", "你好", "", "") == [
        ("compose/one-language", "wording.xlsx > blocks!D4", 'Block "A" has no English text.')
    ]


def test_a_place_in_one_language_only_is_found(small_book: Make) -> None:
    ((code, _, text),) = lint(small_book, "A", "summary", "{store} 说明", "An account", "")
    assert (code, "store" in text) == ("compose/places-differ", True)


def test_a_place_that_is_optional_in_one_language_only_is_found(small_book: Make) -> None:
    ((code, _, _),) = lint(small_book, "A", "summary", "说明[ {store}]", "Note {store}", "")
    assert code == "compose/places-differ"


@pytest.mark.parametrize(
    "text", ["{store", "store}", "[ {store}", "{store} ]", "[nothing] {store}", "[[{store}]]", "{Store}"]
)
def test_marks_that_do_not_pair_up_are_found(small_book: Make, text: str) -> None:
    assert {code for code, _, _ in lint(small_book, "A", "summary", text, text, "")} == {"compose/marks-unreadable"}


def test_an_unknown_name_gets_the_nearest_known_one(small_book: Make) -> None:
    ((code, at, text),) = lint(small_book, "A", "summary", "{stor}", "{stor}", "")
    assert (code, at) == ("compose/name-unknown", "wording.xlsx > blocks!D4")
    assert "did you mean store" in text


def test_an_unknown_section_gets_the_nearest_known_one(small_book: Make) -> None:
    ((code, at, text),) = lint(small_book, "A", "sumary", "{store}", "{store}", "")
    assert (code, at) == ("compose/name-unknown", "wording.xlsx > blocks!B4")
    assert "did you mean summary" in text


@pytest.mark.parametrize("cite", ["exhibit", "proof:loa", "exhibit:", "loa"])
def test_a_citation_that_does_not_read_is_found(small_book: Make, cite: str) -> None:
    found = lint(small_book, "A", "summary", "{store}{exhibits}", "{store}{exhibits}", cite)
    assert [(code, at) for code, at, _ in found] == [("compose/cite-unreadable", "wording.xlsx > blocks!E4")]


@pytest.mark.parametrize(("cite", "near"), [("fact:root_couse", "root_cause"), ("case:stor_name", "store_name")])
def test_a_citation_of_an_unknown_thing_gets_the_nearest(small_book: Make, cite: str, near: str) -> None:
    ((_, _, text),) = lint(small_book, "A", "summary", "{store}", "{store}", cite)
    assert f"did you mean {near}" in text


def test_an_unknown_kind_of_evidence_is_found_with_the_catalogue(small_book: Make, catalogue: Catalogue) -> None:
    book = small_book(
        "blocks", COLUMNS, ("A", "summary", "{store}{exhibits}", "{store} {exhibits}", "exhibit:refund_recrd")
    )
    _, found = wording(book, catalogue=catalogue)
    assert any("did you mean refund_record" in each.text.en for each in found)


def test_an_exhibit_to_cite_needs_a_place_to_show_it(small_book: Make) -> None:
    ((code, _, _),) = lint(small_book, "A", "summary", "{store}", "{store}", "exhibit:pod")
    assert code == "compose/exhibits-not-shown"


def test_chinese_in_the_english_column_is_found(small_book: Make) -> None:
    ((code, _, _),) = lint(small_book, "A", "summary", "{store}", "{store} 店", "")
    assert code == "compose/chinese-in-english"


def test_a_faulty_row_is_left_out_and_the_others_stay(small_book: Make) -> None:
    book = small_book("blocks", COLUMNS, ("A", "summary", "{x", "{x", ""), ("B", "summary", "{store}", "{store}", ""))
    value, _ = wording(book)
    assert list(value.blocks) == ["B"]


def test_rows_out_of_force_are_not_used(small_book: Make) -> None:
    book = small_book(
        "blocks", f"{COLUMNS} effective_from effective_to",
        ("A", "summary", "{store}", "{store}", "", "2020-01-01", "2025-12-31"),
    )  # fmt: skip
    assert wording(book, on=date(2026, 1, 1))[0].blocks == {}
    assert list(wording(book, on=date(2025, 1, 1))[0].blocks) == ["A"]


def test_a_guide_step_with_a_wrong_order_or_topic_is_found(small_book: Make) -> None:
    book = small_book("guide", "id topic order zh en", ("G1", "befor", "x", "做", "Do it"))
    _, found = wording(book)
    assert {each.at for each in found if each.code == "compose/name-unknown"} == {
        "wording.xlsx > guide!B4", "wording.xlsx > guide!C4",
    }  # fmt: skip


def test_every_name_has_its_meaning_in_both_languages() -> None:
    assert all(label.zh and label.en for label in KNOWN.values())


def test_a_day_that_a_table_would_say_twice_is_told(small_book: Make) -> None:
    ((code, at, text),) = lint(small_book, "CA-X", "corrective", "{date}，已退款。", "On {date}, we refunded.", "")
    assert (code, at, "{date}" in text) == ("compose/repeats-a-column", "wording.xlsx > blocks!D4", True)
    assert lint(small_book, "CA-X", "corrective", "<{date}，>已退款。", "<On {date}, >we refunded.", "") == []


@pytest.mark.parametrize(
    ("section", "zh", "en"),
    [
        ("corrective", "<{detail}，>已退款。", "<{detail}, >we refunded."),
        ("root_cause", "<{date}，>出现了问题。", "<On {date}, >it arose."),
    ],
)
def test_what_no_column_shows_may_not_be_left_out_of_a_table(small_book: Make, section: str, zh: str, en: str) -> None:
    ((code, _, _),) = lint(small_book, "A", section, zh, en, "")
    assert code == "compose/lost-in-table"


@pytest.mark.parametrize(
    "zh", ["<{date}，已退款。", "{date}>，已退款。", "<已退款>{date}。", "<<{date}>>已退款。", "[<{date}>]已退款。"]
)
def test_marks_that_do_not_pair_up_are_told(small_book: Make, zh: str) -> None:
    assert lint(small_book, "A", "corrective", zh, "<On {date}, >we refunded.", "")[0][0] == "compose/marks-unreadable"


def test_marks_in_one_language_only_are_told(small_book: Make) -> None:
    ((code, _, text),) = lint(small_book, "A", "corrective", "{date}，已退款。", "<On {date}, >we refunded.", "")
    assert (code, "date" in text) == ("compose/places-differ", True)
