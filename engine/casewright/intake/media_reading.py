"""What a reader of one kind of file hands back: measured facts, text, and what is wrong with the file."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from casewright.model import FileRef, Finding, Link, MediaFacts

#: Characters of text kept from a document or mail; a table of figures is read whole or not at all.
MAX_CHARS = 2_000_000
#: What ``MediaFacts.problem`` says of a file that cannot be used.
DAMAGED, BOMB, TOO_LARGE, LEGACY = "damaged", "too-many-pixels", "too-large", "legacy-office"
SLOW, CRASHED = "out-of-time", "crashed"


@dataclass(frozen=True, slots=True)
class Reading:
    """One file looked into."""

    media: MediaFacts
    text: str = ""
    found: tuple[Finding, ...] = ()
    links: tuple[Link, ...] = ()


#: Looks into one file; ``FileRef`` is the address that findings show, ``str`` the kind by content.
Reader = Callable[[Path, FileRef, str], Reading]


def tidy(text: str) -> str:
    """Return text with plain line ends, without NULs and form feeds, cut at the cap."""
    for mark, plain in (("\r\n", "\n"), ("\r", "\n"), ("\0", ""), ("\f", "\n"), ("\ufeff", "")):
        text = text.replace(mark, plain)
    return text[:MAX_CHARS]


def shown(text: str) -> str:
    """Return a label found in a file (a program's name) on one printable line of sensible length."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())[:120]
