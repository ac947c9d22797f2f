"""Claims lead to their exhibits: links, the places they lead to, and ids that Word accepts."""

import re
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from casewright.model import Dossier
from casewright.render.fill.links import bookmark, claim_links, exhibit_links, exhibit_mark, linked
from casewright.render.fill.tidy import tidy
from casewright.render.views.glue import glued


def _body(path: Path) -> str:
    with zipfile.ZipFile(path) as archive:
        return archive.read("word/document.xml").decode()


@pytest.mark.parametrize("case", ["ready", "dispute", "sparse"])
def test_every_link_leads_to_a_place_and_every_place_has_its_own_number(
    case: str, sample_packages: Mapping[str, Path]
) -> None:
    for path in sample_packages[case].glob("*.docx"):
        body = _body(path)
        places = re.findall(r'<w:bookmarkStart w:id="(\d+)" w:name="([^"]+)"/>', body)
        assert len({number for number, _ in places}) == len({name for _, name in places}) == len(places)
        assert set(re.findall(r'w:anchor="([^"]+)"', body)) <= {name for _, name in places}, path.name


@pytest.mark.parametrize("name", ["POA_LJ-2602-ODR_v2_en-zh.docx", "POA_LJ-2602-ODR_v2_en.docx"])
def test_each_cited_exhibit_can_be_reached_from_a_claim(
    name: str, sample_packages: Mapping[str, Path], ready_case: Dossier
) -> None:
    anchors = set(re.findall(r'w:anchor="([^"]+)"', _body(sample_packages["ready"] / name)))
    cited = {each for claim in ready_case.plan.claims for each in (*claim.exhibits, *claim.records)}
    assert {bookmark("ex", each) for each in cited} <= anchors


def test_an_exhibit_and_a_claim_of_the_same_id_are_two_places() -> None:
    assert 'w:anchor="ex_C_1"' in exhibit_links(["C-1"])
    assert 'w:anchor="cl_C_1"' in claim_links(["C-1"])


@pytest.mark.parametrize("odd", ["A 1", "A_1", "甲-1", "x" * 80, "<A>&"])
def test_any_id_makes_a_name_that_word_takes(odd: str) -> None:
    name = bookmark("ex", odd)
    assert re.fullmatch(r"[A-Za-z]\w{1,39}", name, re.ASCII)
    assert name != bookmark("ex", odd + "?")


def test_a_sentence_keeps_its_words_and_gains_links() -> None:
    sentence = linked("Shown in (Exhibits C-1, C-12) & <more>.", ["C-1", "C-12"])
    assert re.findall(r'w:anchor="([^"]+)"', sentence) == ["ex_C_1", "ex_C_12"]
    assert (
        "".join(re.findall(r"<w:t[^>]*>([^<]*)</w:t>", sentence)) == "Shown in (Exhibits C-1, C-12) &amp; &lt;more&gt;."
    )


def test_a_link_without_a_place_becomes_plain_words() -> None:
    xml = tidy(f"<w:p>{exhibit_links(['A-1', 'A-2'])}{exhibit_mark('A-1')}</w:p>")
    assert re.findall(r'w:anchor="([^"]+)"', xml) == ["ex_A_1"]
    assert "<w:t>A-2</w:t>" in xml


def test_a_place_set_twice_counts_once() -> None:
    xml = tidy(f"<w:p>{exhibit_mark('A-1')}{exhibit_mark('A-1')}{exhibit_mark('A-2')}</w:p>")
    assert re.findall(r'bookmarkStart w:id="(\d+)" w:name="([^"]+)"', xml) == [("1", "ex_A_1"), ("2", "ex_A_2")]
    assert xml.count("<w:t>A-1</w:t>") == 2


@pytest.mark.parametrize("kept", ["(Exhibits F-3, F-12).", "2026年11月16日, 附件 F-3", "on 2026-11-03, at A-1"])
def test_no_letter_of_a_sentence_is_changed_to_hold_it_together(kept: str) -> None:
    assert glued(kept) == kept


def test_the_blanks_of_a_day_in_words_do_not_break() -> None:
    assert glued("On November 3, 2026, one.") == "On November\u00a03,\u00a02026, one."
    assert glued({"own": ["Am 3. November 2026."]}) == {"own": ["Am 3.\u00a0November\u00a02026."]}
