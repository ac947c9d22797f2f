"""Revision marks: who, when, and a number that no other mark of the document has."""

from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from itertools import count

from casewright.render.versions.xml import Node, local, look, new, text_element, w

AUTHOR = "Casewright"
#: What may hang on a paragraph without being its content; it stays where the new document has it.
FURNITURE = frozenset({"bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd"})
_SIMPLE = frozenset({"rPr", "t", "tab", "br", "cr", "noBreakHyphen", "softHyphen"})
_IDS = frozenset({"bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "commentReference"})


def moment_of(day: date) -> str:
    """Return the moment that marks and comments of a day carry."""
    return f"{day.isoformat()}T00:00:00Z"


@dataclass(frozen=True, slots=True)
class Known:
    """Names that the new document defines; what only the old one knew is left out of copies of its content."""

    styles: frozenset[str]
    numbers: frozenset[str]


class Marker:
    """Makes the marks of one redline, numbered in order above what the document has."""

    def __init__(self, day: date, used: Iterable[int], known: Known) -> None:
        self._moment = moment_of(day)
        self._numbers = count(max(used, default=0) + 1)
        self._known = known

    def mark(self, kind: str) -> Node:
        """Return an empty ``ins``, ``del`` or ``pPrChange``."""
        return new(kind, id=str(next(self._numbers)), author=AUTHOR, date=self._moment)

    def wrapped(self, kind: str, runs: Iterable[Node]) -> Node:
        """Return runs as inserted or deleted."""
        box = self.mark(kind)
        for run in runs:
            if kind == "del":
                _as_deleted(run)
            box.append(run)
        return box

    def mark_paragraph(self, paragraph: Node, kind: str) -> None:
        """Mark the end of a paragraph as inserted or deleted."""
        properties = paragraph.find(w("pPr"))
        if properties is None:
            properties = new("pPr")
            paragraph.insert(0, properties)
        run = properties.find(w("rPr"))
        if run is None:
            run = new("rPr")
            after = [each for each in properties if local(each) in {"sectPr", "pPrChange"}]
            properties.insert(properties.index(after[0]) if after else len(properties), run)
        run.insert(0, self.mark(kind))

    def mark_row(self, row: Node, kind: str) -> None:
        """Mark a whole row as inserted or deleted."""
        properties = row.find(w("trPr"))
        if properties is None:
            properties = new("trPr")
            before = row.find(w("tblPrEx"))
            row.insert(0 if before is None else row.index(before) + 1, properties)
        if len(properties) == 0:  # the schema wants one property before the mark: the default, said aloud
            properties.append(new("cantSplit", val="0"))
        properties.append(self.mark(kind))

    def change_look(self, paragraph: Node, old: Node) -> None:
        """Record that a paragraph had the properties of an old one, where they differ."""
        before = self.kept_properties(old)
        if before is None:
            before = new("pPr")
        for child in [each for each in before if local(each) == "rPr"]:
            before.remove(child)
        if look(before) == look(_bare(paragraph.find(w("pPr")))):
            return
        properties = paragraph.find(w("pPr"))
        if properties is None:
            properties = new("pPr")
            paragraph.insert(0, properties)
        change = self.mark("pPrChange")
        change.append(before)
        properties.append(change)

    def kept_properties(self, paragraph: Node) -> Node | None:
        """Return a copy of a paragraph's properties without its section and without names that are not known here."""
        found = paragraph.find(w("pPr"))
        if found is None:
            return None
        copy = deepcopy(found)
        for child in list(copy):
            kind = local(child)
            unknown = (kind == "pStyle" and child.get(w("val")) not in self._known.styles) or (
                kind == "numPr" and not self._numbered(child)
            )
            if kind in {"sectPr", "pPrChange"} or unknown:
                copy.remove(child)
        return copy

    def kept_look(self, properties: Node | None) -> Node | None:
        """Return a copy of a run's properties without a style that is not known here."""
        if properties is None:
            return None
        copy = deepcopy(properties)
        for child in list(copy):
            if local(child) == "rStyle" and child.get(w("val")) not in self._known.styles:
                copy.remove(child)
        return copy

    def _numbered(self, properties: Node) -> bool:
        number = properties.find(w("numId"))
        return number is None or number.get(w("val")) in self._known.numbers


def _bare(properties: Node | None) -> Node:
    copy = new("pPr") if properties is None else deepcopy(properties)
    for child in list(copy):
        if local(child) in {"rPr", "sectPr", "pPrChange"}:
            copy.remove(child)
    return copy


def is_simple(run: Node) -> bool:
    """Say whether a run holds nothing but words, tabs and line breaks."""
    return all(local(child) in _SIMPLE for child in run)


def used_numbers(root: Node) -> list[int]:
    """Return the numbers that marks of a part have."""
    numbers = [node.get(w("id"), "") for node in root.iter() if local(node) in _IDS]
    return [int(number) for number in numbers if number.isdigit()]


def _as_deleted(run: Node) -> None:
    for text in list(run.iter(w("t"))):
        text.getparent().replace(text, text_element(text.text or "", gone=True))
    for text in list(run.iter(w("instrText"))):
        text.tag = w("delInstrText")
