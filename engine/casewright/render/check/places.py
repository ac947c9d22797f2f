"""Paragraphs of a template with their places in the reader's words: part, heading, table, row, column."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_COMPAT = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
PARTS = {"document": "正文 body", "header": "页眉 header", "footer": "页脚 footer", "footnotes": "脚注 footnotes",
         "endnotes": "尾注 endnotes", "comments": "批注 comments"}  # fmt: skip
_NOTES = {f"{W}footnote": "脚注 footnote", f"{W}endnote": "尾注 endnote", f"{W}comment": "批注 comment"}
_BLANKS = {f"{W}tab", f"{W}br", f"{W}cr", f"{W}ptab"}
_MARKS = ("{{", "{%", "{#")


@dataclass(frozen=True, slots=True)
class Spot:
    """One paragraph: its text as Jinja sees it, the text of its table row, and where it stands.

    ``index`` counts all paragraphs of the part from 0, in the order of the file; ``runs`` gives for each sign of the
    text the number of its run. ``cell`` names the table cell around it from the outside in, ``ground`` the place that
    marks must not leave (a note, a text box). ``inside`` is ``attribute`` for a text that is no paragraph's own.
    """

    place: str
    text: str
    row_text: str | None
    part: str = ""
    index: int = 0
    runs: tuple[int, ...] = ()
    cell: tuple[tuple[int, int, int], ...] = ()
    ground: str = ""
    inside: str = ""
    paragraph: Element | None = field(default=None, compare=False, repr=False)
    table: Element | None = field(default=None, compare=False, repr=False)

    @property
    def in_table(self) -> bool:
        """Say whether the paragraph stands in a table."""
        return self.row_text is not None


#: A row of a table, or a paragraph outside of tables.
Row = tuple[str, object]


def row_of(spot: Spot) -> Row:
    """Return the row of a table that a paragraph stands in; outside of tables the paragraph itself."""
    if not spot.cell:
        return spot.part, spot.index
    return spot.part, (spot.cell[:-1], spot.cell[-1][:2])


@dataclass(slots=True)
class _Own:
    """The text of one paragraph without that of text boxes in it; what stands in fields and tracked changes apart."""

    signs: list[str] = field(default_factory=list)
    runs: list[int] = field(default_factory=list)
    run: int = -1
    codes: list[str] = field(default_factory=list)
    results: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    new: list[str] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    attributes: list[str] = field(default_factory=list)
    _fields: list[tuple[list[str], bool]] = field(default_factory=list)

    def take(self, element: Element, *, new: bool = False, result: bool = False) -> None:
        for child in element:
            name = child.tag
            self.attributes += [value for value in child.attrib.values() if any(sign in value for sign in _MARKS)]
            if name == f"{_COMPAT}AlternateContent" or name.endswith("}txbxContent"):
                self.boxes.append(child)
            elif name in (f"{W}p", f"{W}rPr", f"{W}pPr"):
                continue
            elif name == f"{W}r":
                self.run += 1
                self.take(child, new=new, result=result)
            elif name == f"{W}fldSimple":
                self.codes.append(child.get(f"{W}instr") or "")
                self.take(child, new=new, result="HYPERLINK" not in (child.get(f"{W}instr") or ""))
            elif name in (f"{W}del", f"{W}moveFrom"):
                self.gone.append("".join(text.text or "" for text in child.iter(f"{W}delText")))
                self.gone.append("".join(text.text or "" for text in child.iter(f"{W}t")))
                self.run += sum(1 for _ in child.iter(f"{W}r"))
            else:
                self._piece(child, new=new, result=result)

    def _piece(self, child: Element, *, new: bool, result: bool) -> None:
        name = child.tag
        if name == f"{W}fldChar":
            self._field(child.get(f"{W}fldCharType") or "")
        elif name == f"{W}instrText":
            if self._fields:
                self._fields[-1][0].append(child.text or "")
        elif name == f"{W}t":
            self._text(child.text or "", new=new, result=result or any(shown for _, shown in self._fields))
        elif name in _BLANKS:
            self._text(" ", new=new, result=False)
        else:
            self.take(child, new=new or name in (f"{W}ins", f"{W}moveTo"), result=result)

    def _text(self, text: str, *, new: bool, result: bool) -> None:
        if result:
            self.results.append(text)
            return
        if new:
            self.new.append(text)
        self.signs.append(text)
        self.runs += [max(self.run, 0)] * len(text)

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append(([], False))
        elif kind == "separate" and self._fields:
            code = "".join(self._fields[-1][0])
            self._fields[-1] = ([code], "HYPERLINK" not in code)
        elif kind == "end" and self._fields:
            self.codes.append("".join(self._fields.pop()[0]))


@dataclass(slots=True)
class _Walk:
    part: str
    name: str
    headings: frozenset[str]
    heading: str = ""
    tables: int = 0
    paragraphs: int = 0
    index: int = 0
    cell: tuple[tuple[int, int, int], ...] = ()
    row_text: str | None = None
    around: Element | None = None
    ground: str = ""
    notes: int = 0
    spots: list[Spot] = field(default_factory=list)

    def into(self, element: Element) -> None:
        for child in element:
            if child.tag == f"{W}tbl":
                self._table(child)
            elif child.tag == f"{W}p":
                self._paragraph(child)
            elif child.tag in _NOTES:
                self._note(child)
            elif child.tag == f"{_COMPAT}AlternateContent":
                self._either(child)
            else:
                self.into(child)

    def _note(self, note: Element) -> None:
        if note.get(f"{W}type") in (None, "normal"):
            self.notes += 1
        before, self.ground = self.ground, f"{_NOTES[note.tag]} {self.notes}"
        self.paragraphs = 0
        self.into(note)
        self.ground = before

    def _table(self, table: Element) -> None:
        self.tables += 1
        number, before = self.tables, (self.cell, self.row_text, self.around)
        self._attributes(table.find(f"{W}tblPr"), number)
        for row, line in enumerate(_inner(table, "tr"), 1):
            row_text = "".join(_texts(line))
            for column, cell in enumerate(_inner(line, "tc"), 1):
                self.cell, self.row_text, self.around = (*before[0], (number, row, column)), row_text, table
                count, self.paragraphs = self.paragraphs, 0
                many = sum(1 for _ in _inner(cell, "p")) > 1
                self.paragraphs = 0 if many else -1_000_000
                self.into(cell)
                self.paragraphs = count
        self.cell, self.row_text, self.around = before

    def _attributes(self, properties: Element | None, number: int) -> None:
        for child in properties if properties is not None else ():
            for value in child.attrib.values():
                if any(sign in value for sign in _MARKS):
                    place = f"{self._front()} · 表 table {number}, 替代文字 alt text"
                    self.spots.append(Spot(place, value, None, self.name, self.index, inside="attribute"))

    def _paragraph(self, paragraph: Element) -> None:
        self.paragraphs += 1
        own = _Own()
        own.take(paragraph)
        text, place = "".join(own.signs), self._place()
        add = (
            ("", text, True), ("field", "".join(own.codes), bool(own.codes)), ("result", "".join(own.results), True),
            ("deleted", "".join(own.gone), True), ("new", "".join(own.new), True),
        )  # fmt: skip
        for inside, words, there in add:
            if not inside or (there and words):
                self.spots.append(self._spot(place, words, inside, paragraph, own.runs))
        for words in dict.fromkeys(own.attributes):
            self.spots.append(self._spot(f"{place} · 替代文字 alt text", words, "attribute", paragraph, []))
        if self._is_heading(paragraph) and not self.cell and not self.ground:
            self.heading, self.paragraphs = text.strip(), 0
        self.index += 1
        for box in own.boxes:
            if box.tag.endswith("}txbxContent"):
                self._box(box)
            else:
                self._either(box)

    def _spot(self, place: str, text: str, inside: str, paragraph: Element, runs: list[int]) -> Spot:
        return Spot(
            place, text, None if inside else self.row_text, self.name, self.index, () if inside else tuple(runs),
            self.cell, self.ground, inside, paragraph, self.around,
        )  # fmt: skip

    def _box(self, box: Element) -> None:
        before = (self.ground, self.paragraphs, self.cell, self.row_text)
        self.ground = f"{self.ground} · 文本框 text box".removeprefix(" · ")
        self.paragraphs = 0
        self.into(box)
        self.ground, self.paragraphs, self.cell, self.row_text = before

    def _either(self, choice: Element) -> None:
        """Walk what Word shows; of the copy for old programs only what says something else."""
        shown: list[str] = []
        for branch in choice:
            start = len(self.spots)
            for holder in branch.iter():
                if holder.tag.endswith("}txbxContent"):
                    self._box(holder)
            made = self.spots[start:]
            texts = [spot.text for spot in made]
            if branch.tag == f"{_COMPAT}Fallback":
                del self.spots[start:]
                if texts != shown:
                    self.spots += [_stale(spot) for spot in made if not spot.inside]
            else:
                shown = texts

    def _is_heading(self, paragraph: Element) -> bool:
        name = style_of(paragraph)
        return name in self.headings or name.casefold().startswith("heading")

    def _front(self) -> str:
        place = f"{self.part} · {self.ground}" if self.ground and self.ground.split()[0] == "文本框" else ""
        place = place or self.ground or self.part
        return f"{place} · “{_short(self.heading)}”" if self.heading else place

    def _place(self) -> str:
        place = self._front()
        for table, row, column in self.cell[-1:]:
            place += f" · 表 table {table}, 行 row {row}, 列 column {column}"
        if self.paragraphs < 0:
            return place
        mark = ", " if self.cell else " · "
        return f"{place}{mark}第 {self.paragraphs} 段 paragraph {self.paragraphs}"


def spots(
    part: str, blob: bytes, *, headings: frozenset[str] = frozenset(), shown: Mapping[str, str] | None = None
) -> tuple[Spot, ...]:
    """Return the paragraphs of a part in reading order; raise ParseError for broken XML.

    ``headings`` are the ids of styles that are headings, ``shown`` the words for parts such as a section's header.
    """
    name = part.rsplit("/", 1)[-1].removesuffix(".xml")
    words = (shown or {}).get(part) or PARTS.get(name.rstrip("0123456789"), name)
    walk = _Walk(words, part, headings)
    walk.into(fromstring(blob))
    return tuple(walk.spots)


def style_of(paragraph: Element) -> str:
    """Return the id of a paragraph's style, empty for the default one."""
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return (style.get(f"{W}val") or "") if style is not None else ""


def _short(heading: str) -> str:
    return heading if len(heading) <= 40 else f"{heading[:39]}…"


def _stale(spot: Spot) -> Spot:
    place = spot.place.replace("文本框 text box", "文本框的兼容副本 old-format copy of a text box")
    return Spot(place, spot.text, spot.row_text, spot.part, spot.index, (), spot.cell, spot.ground, "copy",
                spot.paragraph, spot.table)  # fmt: skip


def _inner(element: Element, name: str) -> Iterator[Element]:
    """Yield rows, cells or paragraphs, those in content controls too, none of a table further in."""
    for child in element:
        if child.tag == f"{W}{name}":
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins"):
            yield from _inner(child, name)


def _texts(element: Element) -> Iterator[str]:
    for child in element:
        if child.tag == f"{W}t":
            yield child.text or ""
        elif child.tag == f"{W}tab":
            yield " "
        else:
            yield from _texts(child)
