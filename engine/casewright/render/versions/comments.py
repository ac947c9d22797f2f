"""Word comments on the passages that changed, in the bilingual working copy alone."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from casewright.model import Bilingual, Change
from casewright.render.fill.clean import clean
from casewright.render.fill.container import pack, read_members, write_members
from casewright.render.fill.links import bookmark
from casewright.render.versions.marks import AUTHOR, moment_of
from casewright.render.versions.xml import Node, local, new, parse, text_element, w, written

INITIALS = "CW"
#: So much of an older sentence is quoted; the whole stands in the redline and in the manifest.
QUOTED = 220

_BODY, _COMMENTS, _TYPES, _RELATIONS = (
    "word/document.xml", "word/comments.xml", "[Content_Types].xml", "word/_rels/document.xml.rels",
)  # fmt: skip
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_CONTENT_NS = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATION_NS = "http://schemas.openxmlformats.org/package/2006/relationships"
_NUMBERED = re.compile(r"rId(\d+)")


@dataclass(frozen=True, slots=True)
class Note:
    """One comment: what it says, and the number of the sentence that it hangs on."""

    claim: str
    section: str
    text: Bilingual


def notes_of(changes: Iterable[Change], *, since: int, version: int) -> tuple[Note, ...]:
    """Return the comments that changed sentences ask for, in the order of the list."""
    return tuple(
        Note(each.code if each.kind != "removed" else "", each.place, _said(each, since, version))
        for each in changes if each.topic == "claim"
    )  # fmt: skip


def _said(change: Change, since: int, version: int) -> Bilingual:
    was = Bilingual(_quoted(change.was.zh), _quoted(change.was.en))
    if change.kind == "added":
        return Bilingual(f"v{version} 新增。", f"New in v{version}.")
    if change.kind == "removed":
        return Bilingual(f"v{version} 删去一条。v{since} 原文：{was.zh}",
                         f"An item is left out in v{version}. v{since} said: {was.en}")  # fmt: skip
    if change.kind == "moved":
        return Bilingual(f"v{version} 移到这里。v{since} 在：{was.zh}", f"Moved in v{version}. In v{since}: {was.en}")
    if change.minor:
        return Bilingual(f"v{version} 只改了附件编号。v{since}：{was.zh}",
                         f"Only exhibit numbers changed in v{version}. v{since}: {was.en}")  # fmt: skip
    return Bilingual(f"v{version} 修改。v{since} 原文：{was.zh}", f"Changed in v{version}. v{since} said: {was.en}")


def _quoted(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= QUOTED else f"{line[:QUOTED].rstrip()}…"


def commented(document: bytes, notes: Sequence[Note], *, day: date, order: Sequence[tuple[str, str]]) -> bytes:
    """Return the document with the notes as comments; ``order`` are the sentences of this version, id and section.

    A sentence that is gone is noted at the heading of its section, or at the last place before it where no heading is.
    Comments that a template brings stay, and keep their numbers.
    """
    members = read_members(document)
    root = parse(_BODY, members[_BODY])
    listed = parse(_COMMENTS, members[_COMMENTS]) if _COMMENTS in members else new("comments")
    used = [int(each.get(w("id"), "0")) for each in listed if str(each.get(w("id"))).isdigit()]
    number = max(used, default=-1) + 1
    places = _Places(root, order)
    for note in notes:
        paragraph = places.of(note)
        if paragraph is None:
            continue
        _anchor(paragraph, str(number))
        listed.append(_comment(note.text, str(number), day))
        number += 1
    members[_BODY] = written(root)
    members[_COMMENTS] = written(listed)
    _declare(members)
    return write_members(pack(name, data) for name, data in members.items())


class _Places:
    """Where the sentences of a document stand."""

    def __init__(self, root: Node, order: Sequence[tuple[str, str]]) -> None:
        self._order = order
        self._body = root.find(w("body"))
        self._marks = {mark.get(w("name")): mark for mark in root.iter(w("bookmarkStart"))}

    def of(self, note: Note) -> Node | None:
        """Return the paragraph to hang a note on; None only in a document without any words."""
        if note.claim:
            mark = self._mark(note.claim)
            return self._title() if mark is None else _passage(mark)
        for claim, section in self._order:
            mark = self._mark(claim) if section == note.section else None
            if mark is not None:
                return self._heading(mark)
        return self._title()

    def _mark(self, claim: str) -> Node | None:
        return self._marks.get(bookmark("cl", claim.removeprefix("C-")))

    def _heading(self, mark: Node) -> Node:
        """Return the nearest heading before a sentence, the sentence itself where there is none."""
        block = mark
        while block.getparent() is not None and block.getparent() is not self._body:
            block = block.getparent()
        while block is not None:
            style = block.find(f"{w('pPr')}/{w('pStyle')}") if local(block) == "p" else None
            if style is not None and style.get(w("val"), "").lower().startswith("heading"):
                return block
            block = block.getprevious()
        return _passage(mark)

    def _title(self) -> Node | None:
        return next((each for each in self._body.iter(w("p")) if _has_words(each)), None)


def _passage(mark: Node) -> Node:
    """Return the sentence beside its number: the next cell of the row with words, else the paragraph of the number."""
    paragraph = _above(mark, "p")
    cell = _above(mark, "tc")
    if cell is not None:
        for other in cell.itersiblings(w("tc")):
            found = next((each for each in other.iter(w("p")) if _has_words(each)), None)
            if found is not None:
                return found
    return mark.getparent() if paragraph is None else paragraph


def _above(node: Node, kind: str) -> Node | None:
    return next(node.iterancestors(w(kind)), None)


def _has_words(paragraph: Node) -> bool:
    return any((piece.text or "").strip() for piece in paragraph.iter(w("t")))


def _anchor(paragraph: Node, number: str) -> None:
    """Hang a comment on a whole paragraph: links and bookmarks in it stay as they are."""
    properties = paragraph.find(w("pPr"))
    paragraph.insert(0 if properties is None else 1, new("commentRangeStart", id=number))
    paragraph.append(new("commentRangeEnd", id=number))
    run = new("r")
    run.append(new("commentReference", id=number))
    paragraph.append(run)


def _comment(text: Bilingual, number: str, day: date) -> Node:
    comment = new("comment", id=number, author=AUTHOR, date=moment_of(day), initials=INITIALS)
    for place, said in enumerate((text.zh, text.en)):
        paragraph, run = new("p"), new("r")
        if place == 0:
            sign = new("r")
            sign.append(new("annotationRef"))
            paragraph.append(sign)
        run.append(text_element(clean(said).replace("\n", " ").replace("\t", " ")))
        paragraph.append(run)
        comment.append(paragraph)
    return comment


def _declare(members: dict[str, bytes]) -> None:
    types = parse(_TYPES, members[_TYPES])
    if not any(each.get("PartName") == f"/{_COMMENTS}" for each in types):
        entry = types.makeelement(f"{{{_CONTENT_NS}}}Override", PartName=f"/{_COMMENTS}", ContentType=_KIND)
        types.append(entry)
        members[_TYPES] = written(types)
    relations = parse(_RELATIONS, members[_RELATIONS])
    if not any(each.get("Type") == _RELATION for each in relations):
        numbers = [int(found[1]) for each in relations if (found := _NUMBERED.fullmatch(each.get("Id", "")))]
        entry = relations.makeelement(
            f"{{{_RELATION_NS}}}Relationship", Id=f"rId{max(numbers, default=0) + 1}", Type=_RELATION,
            Target="comments.xml",
        )  # fmt: skip
        relations.append(entry)
        members[_RELATIONS] = written(relations)
