"""The diagnosis tells why this strategy on one page, printed by an office program."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2
import pytest

if TYPE_CHECKING:
    from conftest import Demo

WHY, NEXT = "Why this strategy", "Metrics and cross-check"
#: Points between the running foot and the running head; rows that hold together leave up to a tenth blank.
BODY = 728

pytestmark = [
    pytest.mark.slow, pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed"),
]  # fmt: skip


def test_why_this_strategy_takes_one_page_at_most(demo: Demo, tmp_path: Path) -> None:
    longest = sorted((path for each in demo.packages for path in each.glob("Diagnosis_*.docx")), key=_length)[-3:]
    assert len(longest) == 3
    for document, pages in _printed(longest, tmp_path).items():
        (first, begins), (last, ends) = (_place(pages, word) for word in (WHY, NEXT))
        assert (last - first) + (begins - ends) / BODY <= 1.1, f"{document}: it is longer than a page"


def _place(pages: list[dict[str, float]], word: str) -> tuple[int, float]:
    """Return the page of a heading, and how high on it the heading stands."""
    return next((number, heights[word]) for number, heights in enumerate(pages) if word in heights)


def _length(document: Path) -> int:
    """Return how much the diagnosis says between the two headings."""
    with zipfile.ZipFile(document) as package:
        body = package.read("word/document.xml").decode("utf-8")
    return body.rindex(NEXT) - body.index(WHY)


def _printed(documents: list[Path], folder: Path) -> dict[str, list[dict[str, float]]]:
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    subprocess.run(
        ["soffice", "--headless", "--norestore", profile, "--convert-to", "pdf", "--outdir", folder, *documents],
        check=True, capture_output=True, timeout=240,
    )  # fmt: skip
    return {document.name: _pages(folder / f"{document.stem}.pdf") for document in documents}


def _pages(path: Path) -> list[dict[str, float]]:
    """Return for each page the heights of the two headings that stand on it, in points from below."""
    with pypdfium2.PdfDocument(path) as pdf:
        texts = [page.get_textpage() for page in pdf]
        return [
            {word: text.get_charbox(found[0])[1] for word in (WHY, NEXT) if (found := text.search(word).get_next())}
            for text in texts
        ]
