"""Comments on a rendered document: anchors hold, what a template brings stays."""

import io
import zipfile
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from casewright.model import Bilingual, Change
from casewright.render.fill.container import pack, read_members, write_members
from casewright.render.starter.page import Column, fixed_table, heading, package, para
from casewright.render.versions.comments import QUOTED, Note, commented, notes_of

Parts = Callable[[bytes], dict[str, Any]]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DAY = date(2026, 3, 2)
MARK = '<w:r></w:r><w:bookmarkStart w:id="{0}" w:name="cl_{0}"/><w:r><w:t>{0}</w:t></w:r><w:bookmarkEnd w:id="{0}"/>'
LINK = '<w:r></w:r><w:hyperlink w:anchor="ex_A_1"><w:r><w:t>A-1</w:t></w:r></w:hyperlink>'
ORDER = [("C-1", "summary"), ("C-2", "corrective")]
WORDS = Bilingual("改了", "changed")


@pytest.fixture(scope="module")
def plain() -> bytes:
    """A sentence in a paragraph of its own, and one in a row beside its number, with a link in it."""
    row = fixed_table(
        "T", [Column(20, "", "", ()), Column(80, "", "", ())], [[(("TableText", "2"),), (("TableText", "words"),)]]
    )
    row = row.replace('<w:r><w:t xml:space="preserve">2</w:t></w:r>', MARK.format(2)).replace(
        "words</w:t></w:r>", f"words</w:t></w:r>{LINK}"
    )
    body = para("Title", "T") + f"<w:p>{MARK.format(1)}</w:p>" + heading(1, "Actions", "措施") + row
    return package("T", body, para("Header", "h"), para("Footer", "f"))


def anchored(data: bytes, parts: Parts, number: int) -> str:
    body = parts(data)["word/document.xml"]
    start = next(each for each in body.iter(f"{W}commentRangeStart") if each.get(f"{W}id") == str(number))
    return "".join(start.getparent().itertext())


def test_a_note_hangs_on_the_sentence_beside_its_number_or_on_its_paragraph(plain: bytes, parts: Parts) -> None:
    notes = [Note("C-1", "summary", WORDS), Note("C-2", "corrective", WORDS)]
    data = commented(plain, notes, day=DAY, order=ORDER)
    assert [anchored(data, parts, number) for number in (0, 1)] == ["1", "wordsA-1"]
    assert len(list(parts(data)["word/document.xml"].iter(f"{W}hyperlink"))) == 1


def test_a_note_on_a_sentence_that_is_gone_hangs_on_the_heading_of_its_section(plain: bytes, parts: Parts) -> None:
    data = commented(plain, [Note("", "corrective", WORDS)], day=DAY, order=ORDER)
    assert anchored(data, parts, 0) == "Actions  措施"


def test_where_section_and_sentence_are_gone_the_title_takes_the_note(plain: bytes, parts: Parts) -> None:
    data = commented(plain, [Note("", "dispute", WORDS), Note("C-9", "summary", WORDS)], day=DAY, order=ORDER)
    assert [anchored(data, parts, number) for number in (0, 1)] == ["T", "T"]


def test_comments_of_a_template_stay_and_keep_their_numbers(plain: bytes, parts: Parts) -> None:
    own = commented(plain, [Note("C-1", "summary", Bilingual("模板", "template"))], day=date(2025, 1, 1), order=ORDER)
    data = commented(own, [Note("C-1", "summary", WORDS)], day=DAY, order=ORDER)
    found = parts(data)
    listed = list(found["word/comments.xml"])
    assert [(each.get(f"{W}id"), each.get(f"{W}date")[:4]) for each in listed] == [("0", "2025"), ("1", "2026")]
    assert sum(each.get("PartName") == "/word/comments.xml" for each in found["[Content_Types].xml"]) == 1


def test_words_that_xml_cannot_hold_do_not_break_the_part(plain: bytes, parts: Parts) -> None:
    data = commented(plain, [Note("C-1", "summary", Bilingual("a\x00\ud800b", "<&>\n]]>"))], day=DAY, order=ORDER)
    assert "<&> ]]>" in "".join(parts(data)["word/comments.xml"].itertext())


def test_the_same_notes_give_the_same_bytes_and_the_other_parts_stay(plain: bytes) -> None:
    notes = [Note("C-1", "summary", WORDS)]
    once, twice = (commented(plain, notes, day=DAY, order=ORDER) for _ in range(2))
    assert once == twice
    before, after = read_members(plain), read_members(once)
    changed = {name for name in after if before.get(name) != after[name]}
    assert changed == {
        "word/document.xml", "word/comments.xml", "[Content_Types].xml", "word/_rels/document.xml.rels",
    }  # fmt: skip


def test_a_long_sentence_is_quoted_in_part() -> None:
    change = Change("changed", "claim", "C-1", WORDS, Bilingual("长" * 900, "long " * 300), WORDS, place="summary")
    (note,) = notes_of([change], since=1, version=2)
    assert len(note.text.zh) < QUOTED + 40
    assert note.text.zh.endswith("…")


def test_a_template_may_name_its_parts_as_it_likes(plain: bytes) -> None:
    members = read_members(plain)
    members["word/_rels/document.xml.rels"] = members["word/_rels/document.xml.rels"].replace(b'"rId3"', b'"anything"')
    odd = write_members(pack(name, data) for name, data in members.items())
    with zipfile.ZipFile(io.BytesIO(commented(odd, [Note("C-1", "summary", WORDS)], day=DAY, order=ORDER))) as archive:
        assert b'Id="rId7"' in archive.read("word/_rels/document.xml.rels")
