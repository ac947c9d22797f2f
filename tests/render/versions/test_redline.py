"""Two documents drawn into one: accept all is the new text, reject all the old one."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casewright.render.fill.properties import Properties
from casewright.render.starter.page import Column, fixed_table, package, para
from casewright.render.versions.redline import NoRedlineError, Said, redline

View = Callable[[bytes], list[Any]]
Parts = Callable[[bytes], dict[str, Any]]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DAY = date(2026, 3, 2)
LINE = "v1 → v2, internal 仅供内部"
SAID = Said(Properties("Redline", "R v2", DAY), LINE)
LINK = '<w:r></w:r><w:hyperlink w:anchor="{0}" w:history="1"><w:r><w:t>{1}</w:t></w:r></w:hyperlink>'
MARK = '<w:r></w:r><w:bookmarkStart w:id="{0}" w:name="cl_{0}"/><w:r><w:t>{0}</w:t></w:r><w:bookmarkEnd w:id="{0}"/>'


def document(*blocks: str) -> bytes:
    body = "".join(block if block.startswith("<w:") else para("Normal", block) for block in blocks)
    return package("T", body, para("Header", "head"), para("Footer", "foot"))


def table(*rows: tuple[str, ...], name: str = "T") -> str:
    columns = [Column(40, "", "", ())] * len(rows[0])
    cells = [[tuple(("TableText", line) for line in cell.split("|")) for cell in row] for row in rows]
    return fixed_table(name, columns, cells)


def drawn(old: bytes, new: bytes) -> bytes:
    return redline(old, new, day=DAY, said=SAID)


def texts(data: bytes, parts: Parts, name: str) -> list[str]:
    return ["".join(mark.itertext()) for mark in parts(data)["word/document.xml"].iter(f"{W}{name}")]


def test_a_word_that_changed_is_marked_and_the_rest_of_the_sentence_is_not(parts: Parts) -> None:
    red = drawn(document("We refunded the 24 orders affected."), document("We refunded the 31 orders affected."))
    assert texts(red, parts, "delText") == ["24"]
    assert [text for text in texts(red, parts, "ins") if text] == ["31"]


def test_chinese_is_compared_character_by_character(parts: Parts) -> None:
    red = drawn(document("我方已退款全部受影响订单共二十四笔。"), document("我方已退款全部受影响订单共三十一笔。"))
    assert texts(red, parts, "delText") == ["二十四"]


def test_a_row_that_came_is_marked_as_a_row_and_one_that_went_stays_in_its_place(
    parts: Parts, accepted: View, rejected: View
) -> None:
    old = document("a", table(("No.", "Action"), ("1", "We changed the carrier"), ("2", "We refunded all orders")))
    new = document("a", table(("No.", "Action"), ("1", "We refunded all orders"), ("2", "Staff were trained")))
    red = drawn(old, new)
    assert accepted(red) == accepted(new)
    assert rejected(red) == accepted(old)
    rows = list(parts(red)["word/document.xml"].iter(f"{W}tr"))
    fate = [[kind for kind in ("ins", "del") if row.find(f"{W}trPr/{W}{kind}") is not None] for row in rows]
    assert fate == [[], ["del"], [], ["ins"]]
    assert all(len(row.findall(f"{W}tc")) == 2 for row in rows)


def test_case_and_quotation_marks_count(accepted: View, rejected: View) -> None:
    old, new = document('He said "yes" today'), document("he said “yes” today")
    red = drawn(old, new)
    assert (accepted(red), rejected(red)) == (accepted(new), accepted(old))


def test_a_link_whose_target_is_gone_is_shown_as_words(parts: Parts, accepted: View, rejected: View) -> None:
    old = document(f"<w:p><w:r><w:t>See </w:t></w:r>{LINK.format('ex_A_1', 'A-1')}</w:p>")
    new = document(f"<w:p><w:r><w:t>See </w:t></w:r>{LINK.format('ex_A_2', 'A-2')}</w:p>")
    red = drawn(old, new)
    assert (accepted(red), rejected(red)) == (accepted(new), accepted(old))
    links = list(parts(red)["word/document.xml"].iter(f"{W}hyperlink"))
    assert [link.get(f"{W}anchor") for link in links] == ["ex_A_2"]
    assert links[0].find(f"{W}ins") is not None


def test_bookmarks_of_the_new_document_stand_once_and_no_number_twice(parts: Parts) -> None:
    old = document(*(f"<w:p>{MARK.format(n)}</w:p>" for n in (1, 2, 3)))
    new = document(*(f"<w:p>{MARK.format(n)}</w:p>" for n in (2, 3, 4)))
    root = parts(drawn(old, new))["word/document.xml"]
    names = [mark.get(f"{W}name") for mark in root.iter(f"{W}bookmarkStart")]
    assert sorted(names) == ["cl_2", "cl_3", "cl_4"]
    numbers = [mark.get(f"{W}id") for kind in ("ins", "del", "pPrChange") for mark in root.iter(f"{W}{kind}")]
    assert len(set(numbers)) == len(numbers)
    assert {"2", "3", "4"}.isdisjoint(numbers)


def test_tracking_is_on_and_the_header_says_that_it_is_internal(parts: Parts) -> None:
    found = parts(drawn(document("a"), document("b")))
    assert found["word/settings.xml"].find(f"{W}trackRevisions") is not None
    assert found["word/settings.xml"].find(f"{W}trackChanges") is None
    assert LINE in "".join(found["word/header.xml"].itertext())


def test_two_documents_that_are_alike_carry_no_mark(parts: Parts) -> None:
    same = document("a", table(("1", "b|c")), f"<w:p>{MARK.format(1)}{LINK.format('x', 'y')}</w:p>")
    root = parts(drawn(same, same))["word/document.xml"]
    assert not [node for kind in ("ins", "del", "pPrChange") for node in root.iter(f"{W}{kind}")]


def test_the_last_paragraph_of_a_cell_keeps_its_end_whatever_comes_or_goes(accepted: View, rejected: View) -> None:
    cells = ("one", "one|two", "two", "one|two|three", "three|one", "")
    for before in cells:
        for after in cells:
            old, new = document(table(("head", before))), document(table(("head", after)))
            red = drawn(old, new)
            assert accepted(red) == accepted(new), (before, after)
            assert rejected(red) == accepted(old), (before, after)


def test_the_same_two_documents_give_the_same_bytes() -> None:
    old, new = document("a", table(("1", "b"))), document("c", table(("1", "d"), ("2", "e")))
    assert drawn(old, new) == drawn(old, new)


def test_what_is_no_document_is_refused() -> None:
    with pytest.raises(NoRedlineError):
        drawn(b"PK not a zip", document("a"))


WORDS = st.lists(
    st.sampled_from(["refund", "the", "24", "orders", "退款", "订单", "，", "A-1", "“q”", "Q", "𠀀", " ", "&<>", "é"]),
    max_size=6,
).map(" ".join)
PLAIN = WORDS.map(lambda text: ("p", text))
TABLE = st.integers(1, 3).flatmap(
    lambda width: st.lists(
        st.lists(st.lists(WORDS, min_size=1, max_size=3).map("|".join), min_size=width, max_size=width).map(tuple),
        min_size=1, max_size=4,
    )
).map(lambda rows: ("t", rows))  # fmt: skip
MARKED = st.tuples(st.integers(1, 9), WORDS).map(lambda each: ("m", each))
BLOCKS = st.lists(st.one_of(PLAIN, TABLE, MARKED), min_size=0, max_size=6)


def build(blocks: list[Any]) -> bytes:
    made: list[str] = []
    seen: set[int] = set()
    for kind, what in blocks:
        if kind == "p":
            made.append(para("Normal", what))
        elif kind == "t":
            made.append(table(*what))
        else:
            number, text = what
            mark = MARK.format(number) if number not in seen else ""
            seen.add(number)
            made.append(f"{para('Normal', text)[:-6]}{mark}{LINK.format('ex_1', number)}</w:p>")
    return document(*made, para("Normal", "end"))


@st.composite
def versions(draw: st.DrawFn) -> tuple[bytes, bytes]:
    """Two documents, the second made from the first by edits, insertions, removals and moves."""
    blocks = draw(BLOCKS)
    after = [block for block in blocks if draw(st.integers(0, 4))]
    for block in draw(BLOCKS):
        after.insert(draw(st.integers(0, len(after))), block)
    for place, (kind, what) in enumerate(after):
        if kind == "t" and draw(st.booleans()):
            rows = [row for row in what if draw(st.booleans())] or list(what)
            added = draw(st.lists(st.tuples(*[WORDS] * len(what[0])), max_size=2))
            after[place] = ("t", draw(st.permutations([*rows, *added])))
        elif kind == "p" and draw(st.booleans()):
            after[place] = ("p", f"{what} {draw(WORDS)}")
    return build(blocks), build(draw(st.permutations(after)) if draw(st.booleans()) else after)


@given(versions())
@settings(max_examples=120, deadline=None)
def test_accepted_it_is_the_new_document_and_rejected_the_old_one(
    accepted: View, rejected: View, pair: tuple[bytes, bytes]
) -> None:
    old, new = pair
    red = drawn(old, new)
    assert accepted(red) == accepted(new)
    assert rejected(red) == accepted(old)
