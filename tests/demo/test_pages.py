"""The demo's documents as pages: none empty or half empty, none longer than its target, nothing torn apart."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2
import pytest

from casewright.render.pages.office import find_office, to_pdf

if TYPE_CHECKING:
    from collections.abc import Mapping

    from conftest import Demo

pytestmark = [pytest.mark.slow, pytest.mark.skipif(find_office() is None, reason="LibreOffice is not installed")]

#: The body of a page in points from below, between the running foot and the running head.
FOOT, HEAD = 54.0, 782.0
HALF, LAST = 0.5, 0.11
#: Sample cases of one violation: their plan in one language is two pages at most.
ONE_VIOLATION = ("BL-2611-LINK", "DX-2611-INAUTH", "HY-2611-PAT", "LJ-2611-ODR", "MX-2611-TM", "QH-2611-LSR",
                 "RZ-2611-LINK", "SK-2611-RPJ", "TC-2611-VAR")  # fmt: skip
_MONTH = (
    "January|February|March|April|June|July|August|September|October|November|December|Januar|Februar|März|Mai|Juni"
)
TORN = (
    re.compile(r"(?<![\w.-])\d{4}-(?:\d{2}-)?$"),
    re.compile(rf"\b(?:{_MONTH}) \d{{1,2}},$"),
    re.compile(rf"\d{{1,2}}\. (?:{_MONTH})$"),
)


@pytest.fixture(scope="module")
def printed(demo: Demo, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """Every document of the demo as PDF, by its name, from one run of the office program."""
    files = sorted(path for package in demo.packages for path in package.glob("*.docx"))
    done = to_pdf(files, into=tmp_path_factory.mktemp("pdf"), timeout=600)
    assert [one.source.name for one in done if one.pdf is None] == []
    return {one.source.stem: one.pdf for one in done if one.pdf is not None}


def _fullness(pdf: Path) -> list[float]:
    """Return how far down each page its body reaches, from 0 to 1."""
    pages = []
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            text = page.get_textpage()
            lows = [low for _, low, _, _ in map(text.get_rect, range(text.count_rects())) if FOOT - 4 < low < HEAD + 8]
            pages.append((HEAD - min(lows)) / (HEAD - FOOT) if lows else 0.0)
    return pages


def _texts(pdf: Path) -> list[str]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.get_textpage().get_text_bounded().replace("\r\n", "\n") for page in document]


def test_no_page_is_empty_and_none_before_the_last_is_half_empty(printed: Mapping[str, Path]) -> None:
    full = {name: _fullness(pdf) for name, pdf in printed.items()}
    assert {name: pages for name, pages in full.items() if min(pages) == 0} == {}
    assert {name: pages for name, pages in full.items() if any(page < HALF for page in pages[:-1])} == {}


def test_a_last_page_holds_more_than_a_rest(printed: Mapping[str, Path]) -> None:
    full = {name: _fullness(pdf) for name, pdf in printed.items()}
    assert {name: pages for name, pages in full.items() if len(pages) > 1 and pages[-1] < LAST} == {}


def test_the_plan_for_one_violation_takes_two_pages_at_most(printed: Mapping[str, Path]) -> None:
    plans = {
        name: len(_texts(pdf)) for name, pdf in printed.items()
        if re.fullmatch(rf"POA_(?:{'|'.join(ONE_VIOLATION)})_v1_[a-z]{{2}}", name)
    }  # fmt: skip
    assert {name.split("_")[1] for name in plans} == set(ONE_VIOLATION)
    assert {name: pages for name, pages in plans.items() if pages > 2} == {}


def test_the_head_of_a_table_stands_on_every_page_that_it_runs_over(printed: Mapping[str, Path]) -> None:
    pages = _texts(printed["Evidence_Index_LJ-2611-ODR_v1"])
    rows = [page for page in pages if "Usable" in page]
    assert len(rows) > 1
    assert all("Status and problems" in page for page in rows)


def test_no_day_is_torn_apart_at_the_end_of_a_line(printed: Mapping[str, Path]) -> None:
    torn = {
        name: lines
        for name, pdf in printed.items()
        if (lines := [line for page in _texts(pdf) for line in _torn(page)])
    }
    assert torn == {}


def _torn(page: str) -> list[str]:
    """Return the lines that end in half a day.

    A date in a file's name may part, as the name may be too long; a Chinese or Japanese day may, as in any book.
    """
    lines = [line.strip() for line in page.splitlines()]
    return [line for line in lines if not re.search(r"[_/]", line) and any(form.search(line) for form in TORN)]
