"""The pictures in the README show what is made today: their text is compared, and none is left out."""

import shutil
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from beside import load

Made = Any
HERE = Path(__file__).parent
AGAIN = "python tests/proof/gallery.py makes the gallery anew"


@pytest.fixture(scope="module")
def gallery() -> ModuleType:
    return load(HERE / "gallery.py", "casewright_gallery")


def test_every_shipped_template_that_a_sample_fills_has_pictures_and_text(
    made: Made, gallery: ModuleType, root: Path
) -> None:
    templates = {path.stem for path in (root / "doc_templates").glob("*.docx")}
    documents = gallery.shown(made.desk / "outbox")

    assert templates == set(gallery.SHOWN)
    assert templates - set(documents) == {"dispute_letter_de", "dispute_letter_ja"}  # no sample disputes in these
    for name in documents:
        assert (gallery.GALLERY / f"{name}-1.png").is_file(), AGAIN
        assert (gallery.GALLERY / f"{name}.txt").is_file(), AGAIN


def test_every_picture_is_small_and_shows_a_template(gallery: ModuleType) -> None:
    pictures = list(gallery.GALLERY.glob("*.png"))

    assert pictures
    assert [path.name for path in pictures if path.stat().st_size > 150_000] == []
    assert {path.stem.rpartition("-")[0] for path in pictures} <= set(gallery.SHOWN)


@pytest.mark.slow
@pytest.mark.skipif(
    shutil.which("soffice") is None or shutil.which("pdftotext") is None,
    reason="LibreOffice and poppler print and read the pages; they are not installed",
)
def test_the_pictures_say_what_is_made_today(made: Made, gallery: ModuleType, tmp_path: Path) -> None:
    documents = gallery.shown(made.desk / "outbox")
    pdfs = gallery.printed(documents, into=tmp_path)
    stale = {
        name: first_difference(gallery.words_of(kept), gallery.words_of(text))
        for name, pdf in pdfs.items()
        if gallery.words_of(text := gallery.text_of(pdf, documents[name]))
        != gallery.words_of(kept := (gallery.GALLERY / f"{name}.txt").read_text(encoding="utf-8"))
    }

    assert stale == {}, AGAIN


def first_difference(kept: list[str], now: list[str]) -> str:
    pairs = zip(kept, now, strict=False)
    at = next((number for number, (one, other) in enumerate(pairs) if one != other), min(len(kept), len(now)))
    start = max(0, at - 40)
    return f"…{''.join(kept[start : at + 40])}… is now …{''.join(now[start : at + 40])}…"
