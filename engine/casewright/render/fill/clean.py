"""Values made fit for XML: nothing that a part of a .docx cannot hold, and nothing dropped without a trace."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from casewright.render.fill.faults import MarkError
from casewright.render.fill.picture import place_picture

_BAD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")

#: Signs that turn what follows around, so that ``gpj.exe`` reads ``exe.jpg``. They print nothing and are dropped, so
#: letters stand in the order in which they were typed. The marks of direction (U+200E, U+200F, U+061C) that Arabic and
#: Hebrew need stay.
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that a template may print: the bytes of a PNG, JPEG or GIF, its width, and what it shows in words."""

    data: bytes = field(repr=False)
    width_mm: float
    alt: str

    def __html__(self) -> str:
        """Give the place that the picture will take; Jinja asks for this where it would escape a text."""
        return place_picture(self.data, width_mm=self.width_mm, alt=self.alt)


@dataclass(frozen=True, slots=True)
class Subdocument:
    """A whole .docx that a template may take in with ``{{p name }}``."""

    data: bytes = field(repr=False)

    def __html__(self) -> str:
        """Refuse to stand in a text: a document has paragraphs and takes the place of one."""
        raise MarkError("", "整份文档要写成 / a whole document is written as {{p …}}")


#: What stands in a document: texts, flags and numbers in lists and groups; pictures and documents as bytes. No object
#: with methods that a template could call ever gets in.
Plain = str | bool | int | Picture | Subdocument | Sequence["Plain"] | Mapping[str, "Plain"]


def clean(text: str) -> str:
    """Return the text with line ends as LF, half characters as U+FFFD, and control and turning signs gone."""
    text = _BREAKS.sub("\n", text)
    if not text.isascii():
        text = _TURNS.sub("", text)
    return _BAD.sub(lambda match: "\ufffd" if match[0] >= "\ud800" else "", text) if _BAD.search(text) else text


def clean_tree(value: Plain) -> Plain:
    """Return a copy of a context with each text cleaned; raise TypeError for anything that is no plain data."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, bool | int | Subdocument):
        return value
    if isinstance(value, Picture):
        return replace(value, alt=clean(value.alt))
    if isinstance(value, Mapping):
        return {name: clean_tree(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [clean_tree(inner) for inner in value]
    raise TypeError(f"{type(value).__name__} is not plain data for a template")
