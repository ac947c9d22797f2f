"""Plain text, tables and web pages: the encoding found, and only what a reader would see."""

from pathlib import Path

from casewright.intake.media_decode import decode
from casewright.intake.media_page import read_page
from casewright.intake.media_reading import DAMAGED, TOO_LARGE, Reading, tidy
from casewright.model import FileRef, Limits, MediaFacts

#: Text and tables above this are left to the person; 100,000 orders are 15 to 20 MB.
_MOST = Limits().text_mb << 20


def read_text(path: Path, ref: FileRef, kind: str, *, most: int = _MOST) -> Reading:
    """Read a text or table file whole: figures are counted from it, so half a table would be a wrong table."""
    del ref
    if path.stat().st_size > most:
        return Reading(MediaFacts(kind, problem=TOO_LARGE))
    raw = path.read_bytes()
    text = decode(raw).replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    return Reading(MediaFacts(kind, chars=_visible(text), text_extractable=True), text)


def read_html(path: Path, ref: FileRef, kind: str, *, most: int = _MOST) -> Reading:
    """Read what a browser would show of a page; what is hidden in it is told, not read."""
    if path.stat().st_size > most:
        return Reading(MediaFacts(kind, problem=TOO_LARGE))
    page = read_page(path.read_bytes())
    if page is None:
        return Reading(MediaFacts(kind, problem=DAMAGED))
    media = MediaFacts(kind, chars=_visible(page.text), text_extractable=bool(page.text))
    return Reading(media, tidy(page.text), tuple(page.told(ref)), page.links)


def _visible(text: str) -> int:
    return sum(not letter.isspace() for letter in text)
