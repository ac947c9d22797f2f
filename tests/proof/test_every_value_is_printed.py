"""What the awkward case says stands in the text of its printed documents: nothing is lost, cut or evaluated."""

import json
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from casewright.intake import inspect_print

Made = Any
Pages = dict[str, list[str]]

#: Codes that the sheet holds are printed by their names.
NAMES = {
    "level": "Seller-fulfilled offers", "stage": "Restricted", "position": "Admits", "marketplace": "United States",
    "service_scope": "With evidence",
    "what_happened": "What happened", "root_cause": "Root cause", "corrective": "Done since",
    "preventive": "Prevention",
    "carrier_lane_delay": "Delay on a carrier or lane", "orders_refunded": "Affected orders refunded",
    "carrier_stopped": "Failing carrier or lane stopped", "more_info": "More information needed",
    "notice_copy": "通知原文", "entrustment_signed": "Entrustment signed", "PERF-ODR": "Order",
}  # fmt: skip
#: A kind of paper is named by the catalogue; the index shows that name, which is another test's matter.
NAMED_ELSEWHERE = re.compile(r"evidence\.\d+\.kind|statements\.\d+\.action|violations")


def values(told: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield every value that the case gives, with its path."""
    if isinstance(told, dict):
        for key, value in told.items():
            yield from values(value, f"{path}.{key}" if path else key)
    elif isinstance(told, list):
        for number, value in enumerate(told):
            yield from values(value, f"{path}.{number}")
    elif not NAMED_ELSEWHERE.fullmatch(path):
        last = path.rpartition(".")[2]
        whole = NAMES.get(last) or NAMES.get(str(told)) or str(told)
        yield from ((path, part) for part in (whole.split("; ") if last in {"evidence", "record"} else [whole]))


def printable(text: str) -> str:
    """Return a text as it can be compared with what a PDF gives out.

    Without blanks: a line is broken where the column ends, between Chinese letters too, and LibreOffice sets a space
    between Chinese and Latin ones. Without emoji and the mark for half a character: LibreOffice draws them, but leaves
    them out of the table by which a reader copies letters; that they are in the document is tested beside.
    """
    return "".join(letter for letter in text if not letter.isspace() and ord(letter) < 0x10000 and letter != "\ufffd")


def flowing(pages: list[str]) -> str:
    """Return a document's text without what stands on each page: a sentence may run over the page's end."""
    lines = [[re.sub(r"\d+", "#", line.strip()) for line in page.splitlines()] for page in pages]
    seen = Counter(line for page in lines for line in set(page))
    kept = (
        line
        for page, masked in zip(pages, lines, strict=True)
        for line, mask in zip(page.splitlines(), masked, strict=True)
        if len(pages) == 1 or seen[mask] < len(pages)
    )
    return printable("".join(kept))


def document_text(path: Path) -> str:
    with zipfile.ZipFile(path) as archive:
        body = "".join(archive.read(name).decode() for name in archive.namelist() if name.startswith("word/"))
    text = unescape("".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", body)))
    return text.replace("\u00a0", " ")  # days in words are kept on one line


@pytest.mark.slow
@pytest.mark.req("S0-41")
def test_every_value_of_the_case_stands_in_a_printed_document(made: Made, pages_of: Pages) -> None:
    texts = [flowing(pages) for pages in pages_of.values()] + ["".join(map(printable, p)) for p in pages_of.values()]
    lost = {path: value for path, value in values(made.awkward)
            if not any(printable(value.replace("\ud83d", "")) in text for text in texts)}  # fmt: skip

    assert lost == {}


def test_every_value_stands_in_a_document_letter_by_letter_emoji_and_half_characters_too(made: Made) -> None:
    texts = [document_text(path) for path in made.awkward_package.glob("*.docx")]
    lost = {path: value for path, value in values(made.awkward)
            if not any(value.replace("\ud83d", "\ufffd") in text for text in texts)}  # fmt: skip

    assert lost == {}


@pytest.mark.slow
def test_nothing_that_looks_like_a_field_was_evaluated(pages_of: Pages) -> None:
    text = "".join(flowing(pages) for pages in pages_of.values())

    assert text.count("{{7*7}}") >= 3
    assert "49R" not in text
    assert "GmbH{{7*7}}{%raw%}" in text
    assert "{{case.ref}}{%ifx%}${y}%sstayedastyped" in text


@pytest.mark.slow
def test_each_document_shows_what_it_is_for(made: Made, pages_of: Pages) -> None:
    manifest = json.loads((made.awkward_package / "manifest.json").read_text(encoding="utf-8"))
    case, texts = made.awkward, {name: flowing(pages) for name, pages in pages_of.items()}
    asins = [row["asin"] for row in case["listings"]]
    plans = [text for name, text in texts.items() if name.startswith("POA_")]
    (index,) = [text for name, text in texts.items() if name.startswith("Evidence_Index")]
    (guide,) = [text for name, text in texts.items() if name.startswith("Submission_Guide")]

    for text in plans:
        expected = [case["store_name"], case["legal_name"], case["amazon_case_ids"], *asins]
        assert [each for each in expected if printable(str(each)) not in text] == []
    assert any(printable(case["statements"][1]["detail_zh"]) in text for text in plans)
    given = [exhibit for exhibit in manifest["exhibits"] if exhibit["source_sha256"]]
    assert len(given) == 40
    assert [each["id"] for each in given if each["source_sha256"] not in index or each["id"] not in index] == []
    # The index shows a file by its name inside the case: signs that Windows refuses are replaced, long names are cut.
    assert [each["source"] for each in given if printable(each["source"])[:60] not in index] == []
    for row in case["evidence"]:
        assert [each for each in (row["proves_zh"], row["proves_en"]) if printable(each) not in index] == []
    for row in case["submissions"]:
        assert [each for each in (row["channel"], row["version"], row["note"]) if printable(each) not in guide] == []


@pytest.mark.slow
def test_each_page_says_which_of_how_many_it_is(pages_of: Pages) -> None:
    for name, pages in pages_of.items():
        for number, page in enumerate(pages, 1):
            numbers = [re.findall(r"\d+", line)[-2:] for line in page.splitlines()]
            assert [str(number), str(len(pages))] in numbers, f"{name}, page {number}"


@pytest.mark.slow
def test_each_page_of_a_plan_that_is_not_ready_says_draft(made: Made, pages_of: Pages) -> None:
    assert (made.awkward_package / "NOT_READY.txt").is_file()
    for name, pages in pages_of.items():
        if name.startswith(("POA_", "Dispute_")):
            assert [number for number, page in enumerate(pages, 1) if "DRAFT" not in page] == [], name


@pytest.mark.slow
def test_fonts_are_in_the_file_and_text_can_be_copied(printed: dict[str, Path], pages_of: Pages) -> None:
    for name, pdf in printed.items():
        seen = inspect_print(pdf)
        assert seen is not None
        assert (seen.pages, seen.copyable, seen.loose_fonts) == (len(pages_of[name]), True, ()), name
        assert pdf.stat().st_size < 5 << 20
