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

pytestmark = [
    pytest.mark.slow, pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed"),
]  # fmt: skip


def test_why_this_strategy_takes_one_page_at_most(demo: Demo, tmp_path: Path) -> None:
    longest = sorted((path for each in demo.packages for path in each.glob("Diagnosis_*.docx")), key=_length)[-3:]
    assert len(longest) == 3
    for document, pages in _printed(longest, tmp_path).items():
        first = next(place for place, page in enumerate(pages) if WHY in page)
        lines = pages[first].splitlines()
        assert any(WHY in line for line in lines[:3]), f"{document}: it begins a page"
        if NEXT in pages[first]:
            continue
        below = [line for line in pages[first + 1].splitlines() if line.strip()]
        assert any(NEXT in line for line in below[:3]), f"{document}: {below[:6]}"


def _length(document: Path) -> int:
    """Return how much the diagnosis says between the two headings."""
    with zipfile.ZipFile(document) as package:
        body = package.read("word/document.xml").decode("utf-8")
    return body.rindex(NEXT) - body.index(WHY)


def _printed(documents: list[Path], folder: Path) -> dict[str, list[str]]:
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    subprocess.run(
        ["soffice", "--headless", "--norestore", profile, "--convert-to", "pdf", "--outdir", folder, *documents],
        check=True, capture_output=True, timeout=240,
    )  # fmt: skip
    return {document.name: _pages(folder / f"{document.stem}.pdf") for document in documents}


def _pages(path: Path) -> list[str]:
    with pypdfium2.PdfDocument(path) as pdf:
        return [page.get_textpage().get_text_bounded() for page in pdf]
