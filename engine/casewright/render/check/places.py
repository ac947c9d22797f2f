"""Paragraphs of a template with their places in the reader's words: part, heading, table, row, column."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PARTS = {"document": "正文 body", "header": "页眉 header", "footer": "页脚 footer", "footnotes": "脚注 footnotes",
          "endnotes": "尾注 endnotes", "comments": "批注 comments"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Spot:
    """One paragraph: its text, the text of its table row, and where it stands."""

    place: str
    text: str
    row_text: str | None

    @property
    def in_table(self) -> bool:
        """Say whether the paragraph stands in a table."""
        return self.row_text is not None


@dataclass(slots=True)
class _Walk:
    part: str
    heading: str = ""
    tables: int = 0
    paragraphs: int = 0
    cell: tuple[int, int, int] | None = None
    row_text: str | None = None
    spots: list[Spot] = field(default_factory=list)

    def into(self, element: Element) -> None:
        for child in element:
            if child.tag == f"{_W}tbl":
                self._table(child)
            elif child.tag == f"{_W}p":
                self._paragraph(child)
            else:
                self.into(child)

    def _table(self, table: Element) -> None:
        self.tables += 1
        number, before = self.tables, (self.cell, self.row_text)
        for row, line in enumerate(table.findall(f"{_W}tr"), 1):
            row_text = "".join(_texts(line))
            for column, cell in enumerate(line.findall(f"{_W}tc"), 1):
                self.cell, self.row_text = (number, row, column), row_text
                self.into(cell)
        self.cell, self.row_text = before

    def _paragraph(self, paragraph: Element) -> None:
        self.paragraphs += 1
        text = "".join(_texts(paragraph, own=True))
        self.spots.append(Spot(self._place(), text, self.row_text))
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        name = (style.get(f"{_W}val") or "") if style is not None else ""
        if name.casefold().startswith("heading") and self.cell is None:
            self.heading = text.strip()
        for child in paragraph:
            self.into(child)  # text boxes hold paragraphs of their own

    def _place(self) -> str:
        place = self.part
        if self.heading:
            place += f" · “{self.heading[:40]}”"
        if self.cell:
            table, row, column = self.cell
            return f"{place} · 表 table {table}, 行 row {row}, 列 column {column}"
        return f"{place} · 第 {self.paragraphs} 段 paragraph {self.paragraphs}"


def spots(part: str, blob: bytes) -> tuple[Spot, ...]:
    """Return the paragraphs of a part in reading order; raise ParseError for broken XML."""
    name = part.rsplit("/", 1)[-1].removesuffix(".xml")
    walk = _Walk(_PARTS.get(name.rstrip("0123456789"), name))
    walk.into(fromstring(blob))
    return tuple(walk.spots)


def _texts(element: Element, *, own: bool = False) -> Iterator[str]:
    for child in element:
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag == f"{_W}tab":
            yield " "
        elif not (own and child.tag == f"{_W}p"):
            yield from _texts(child, own=own)
