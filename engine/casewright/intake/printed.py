"""A PDF that we printed ourselves, looked at as a stranger's would be: pages, text that can be copied, fonts inside."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pikepdf

from casewright.intake.media_pdf import read_pdf
from casewright.model import FileRef

_FONT_FILES = ("/FontFile", "/FontFile2", "/FontFile3")


@dataclass(frozen=True, slots=True)
class Printed:
    """What is in it. ``copyable`` says that words come out as words; ``loose_fonts`` are those it does not carry."""

    pages: int
    copyable: bool
    loose_fonts: tuple[str, ...]
    text: str


def inspect_print(path: Path) -> Printed | None:
    """Look into a PDF; None where it cannot be opened without a password or is damaged."""
    reading = read_pdf(path, FileRef(path.name), "pdf")
    media = reading.media
    if media.pages is None or media.problem:
        return None
    with pikepdf.open(path) as pdf:
        loose = tuple(sorted(set(_loose(pdf))))
    return Printed(media.pages, bool(media.text_extractable), loose, reading.text)


def _loose(pdf: pikepdf.Pdf) -> Iterator[str]:
    for thing in pdf.objects:
        if not isinstance(thing, pikepdf.Dictionary) or thing.get("/Type") != "/Font":
            continue
        if thing.get("/Subtype") in {"/Type0", "/Type3"}:  # the one names another that counts, the other draws itself
            continue
        descriptor = thing.get("/FontDescriptor")
        if descriptor is None or not any(name in descriptor for name in _FONT_FILES):
            yield str(thing.get("/BaseFont", "?")).removeprefix("/")
