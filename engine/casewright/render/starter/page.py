"""Paragraphs, tables and the package of a shipped template, written as WordprocessingML."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from xml.sax.saxutils import escape, quoteattr

from casewright.render.fill.container import pack, write_members
from casewright.render.fill.properties import Properties, declare, property_parts
from casewright.render.starter.styles import (
    FILL,
    HEAD,
    LINE,
    NAVY,
    TONGUES,
    W,
    fonts_xml,
    numbering_xml,
    settings_xml,
    styles_xml,
)

WIDTH = 9638  # twips between the margins of an A4 page with 20 mm on either side
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PARTS = ("styles", "numbering", "settings", "fontTable", "header", "footer")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: width in millimetres, the head in both languages, the cell as style and text pairs.

    ``right`` sets the head to the right, over numbers.
    """

    width: float
    en: str
    zh: str
    cell: tuple[tuple[str, str], ...]
    right: bool = False


_STYLE = re.compile(r'<w:pStyle w:val="(\w+)"')


def run(text: str, style: str = "") -> str:
    """Return one run."""
    look = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    pieces = "<w:tab/>".join(f'<w:t xml:space="preserve">{escape(piece)}</w:t>' for piece in text.split("\t"))
    return f"<w:r>{look}{pieces}</w:r>"


def para(style: str, *texts: str) -> str:
    """Return a paragraph of plain runs; a text that is XML already stays as it is."""
    look = "" if style == "Normal" else f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
    runs = "".join(text if text.startswith("<w:r>") else run(text) for text in texts)
    return f"<w:p>{look}{runs}</w:p>"


def mark(text: str) -> str:
    """Return a mark that takes its whole paragraph with it: ``if ready`` gives ``{%p if ready %}``."""
    return para("Mark", f"{{%p {text} %}}")


def heading(level: int, en: str, zh: str = "") -> str:
    """Return a numbered heading, English first."""
    return para(f"Heading{level}", f"{en}  {zh}" if zh else en)


def with_next(paragraphs: str) -> str:
    """Keep paragraphs on the page of what follows them."""
    kept = re.sub(r'(<w:pStyle w:val="(?!Mark")\w+"/>)', r"\1<w:keepNext/>", paragraphs)
    return kept.replace("<w:p><w:r>", "<w:p><w:pPr><w:keepNext/></w:pPr><w:r>")


def block(condition: str, *inner: str) -> str:
    """Return what stands only under a condition."""
    return mark(f"if {condition}") + "".join(inner) + mark("endif")


def either(condition: str, inner: str, otherwise: str) -> str:
    """Return one thing or the other."""
    return mark(f"if {condition}") + inner + mark("else") + otherwise + mark("endif")


def each(loop: str, *inner: str) -> str:
    """Return what is repeated."""
    return mark(f"for {loop}") + "".join(inner) + mark("endfor")


def table(title: str, columns: Sequence[Column], *, loop: str, head: bool = True) -> str:
    """Return a table that repeats one row; no row breaks over a page unless it is longer than one.

    ``title`` is what a screen reader says. Heads have a line for each language and repeat on every page.
    """
    rows = [_head(columns)] if head else []
    rows += [_mark_row(f"for {loop}", columns), _row(columns), _mark_row("endfor", columns)]
    return _table(title, columns, "".join(rows)) + para("Gap")


def fixed_table(title: str, columns: Sequence[Column], rows: Sequence[Sequence[tuple[tuple[str, str], ...]]]) -> str:
    """Return a table with set rows; each row gives its cells, its first cell shaded as a label."""
    lines = []
    for row in rows:
        cells = "".join(
            _cell(column, content, fill=FILL if not number else "")
            for number, (column, content) in enumerate(zip(columns, row, strict=True))
        )
        lines.append(f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>")
    return _table(title, columns, "".join(lines)) + para("Gap")


def grouped_table(title: str, columns: Sequence[Column], *, groups: str, label: str, loop: str) -> str:
    """Return a table whose rows stand in groups, each under a line of its own."""
    line = (
        f'<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr><w:tcW w:w="{_total(columns)}" w:type="dxa"/>'
        f'<w:gridSpan w:val="{len(columns)}"/></w:tcPr>{para("TableTitle", label)}</w:tc></w:tr>'
    )
    rows = (
        _head(columns), _mark_row(f"for {groups}", columns), line, _mark_row(f"for {loop}", columns),
        _row(columns), _mark_row("endfor", columns), _mark_row("endfor", columns),
    )  # fmt: skip
    return _table(title, columns, "".join(rows)) + para("Gap")


def _closed(body: str) -> str:
    """Let a body that ends with a table end in the lowest paragraph there is: a gap there may begin an empty page."""
    start, end, tail = body.rpartition("</w:tbl>")
    if end and set(_STYLE.findall(tail)) <= {"Gap", "Mark"}:
        tail = tail.replace(para("Gap"), para("End"), 1)
    return start + end + tail


def package(title: str, body: str, header: str, footer: str, *, lang: str = "en") -> bytes:
    """Return the template as a .docx in the styles of a language; the same words give the same bytes."""
    tongue = TONGUES[lang]
    section = (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId5"/><w:footerReference w:type="default" r:id="rId6"/>'
        '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1191" w:right="1134" w:bottom="1077" w:left="1134"'
        ' w:header="567" w:footer="510" w:gutter="0"/><w:cols w:space="708"/></w:sectPr>'
    )
    content = f"<w:body>{_closed(body)}{section}</w:body>"
    parts = {
        "word/document.xml": f"{HEAD}<w:document {W} {_R}>{content}</w:document>".encode(),
        "word/header.xml": f"{HEAD}<w:hdr {W}>{header}</w:hdr>".encode(),
        "word/footer.xml": f"{HEAD}<w:ftr {W}>{footer}</w:ftr>".encode(),
        "word/styles.xml": styles_xml(tongue), "word/numbering.xml": numbering_xml(),
        "word/settings.xml": settings_xml(tongue), "word/fontTable.xml": fonts_xml(tongue),
    }  # fmt: skip
    parts |= _declarations()
    parts |= property_parts(Properties(title=title, subject="Casewright template", day=date(2026, 1, 1)))
    return write_members(pack(name, data) for name, data in parts.items())


def page_line(left: str) -> str:
    """Return a footer line with page X of Y, the fields with a result in them as Word wants it."""
    english = (run(f"{left}\tPage "), _field("PAGE"), run(" of "), _field("NUMPAGES"))
    chinese = (run("  第 "), _field("PAGE"), run(" 页，共 "), _field("NUMPAGES"), run(" 页"))
    fields = "".join((*english, *chinese))
    return para("Footer", fields)


def own_page_line(left: str, before: str, between: str, after: str) -> str:
    """Return the same line in one language: ``Page 1 of 2``."""
    fields = "".join((run(f"{left}\t{before}"), _field("PAGE"), run(between), _field("NUMPAGES")))
    return para("Footer", fields + (run(after) if after else ""))


def _field(name: str) -> str:
    kinds = ("begin", "separate", "end")
    begin, middle, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in kinds)
    return f'{begin}<w:r><w:instrText xml:space="preserve"> {name} </w:instrText></w:r>{middle}{run("1")}{end}'


def _table(title: str, columns: Sequence[Column], rows: str) -> str:
    grid = "".join(f'<w:gridCol w:w="{_twips(column)}"/>' for column in columns)
    edge = "".join(
        f'<w:{side} w:val="single" w:sz="{size}" w:space="0" w:color="{color}"/>'
        for side, size, color in (("top", 8, NAVY), ("bottom", 8, NAVY), ("insideH", 4, LINE))
    )
    margins = "".join(
        f'<w:{side} w:w="{width}" w:type="dxa"/>'
        for side, width in (("top", 34), ("left", 80), ("bottom", 34), ("right", 80))
    )
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{_total(columns)}" w:type="dxa"/><w:tblBorders>{edge}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar><w:tblLook w:val="0020" w:firstRow="1"'
        ' w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        f"<w:tblCaption w:val={quoteattr(title)}/><w:tblDescription w:val={quoteattr(title)}/></w:tblPr>"
        f"<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )


def _head(columns: Sequence[Column]) -> str:
    cells = "".join(_cell(column, tuple(_head_lines(column)), fill=FILL) for column in columns)
    return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{cells}</w:tr>"


def _head_lines(column: Column) -> Iterator[tuple[str, str]]:
    style = "TableHeadRight" if column.right else "TableHead"
    if column.en:
        yield style, column.en
    if column.zh:
        yield f"{style}ZH", column.zh


def _row(columns: Sequence[Column]) -> str:
    cells = "".join(_cell(column, column.cell) for column in columns)
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>"


def _mark_row(text: str, columns: Sequence[Column]) -> str:
    span = f'<w:gridSpan w:val="{len(columns)}"/>' if len(columns) > 1 else ""
    look = f'<w:tcPr><w:tcW w:w="{_total(columns)}" w:type="dxa"/>{span}</w:tcPr>'
    return f"<w:tr><w:tc>{look}{para('Mark', f'{{%tr {text} %}}')}</w:tc></w:tr>"


def _cell(column: Column, content: tuple[tuple[str, str], ...], *, fill: str = "") -> str:
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    inner = "".join(para(style, words) for style, words in content) or para("TableText")
    return f'<w:tc><w:tcPr><w:tcW w:w="{_twips(column)}" w:type="dxa"/>{shade}</w:tcPr>{inner}</w:tc>'


def _twips(column: Column) -> int:
    return round(column.width * 1440 / 25.4)


def _total(columns: Sequence[Column]) -> int:
    return sum(_twips(column) for column in columns)


def _declarations() -> dict[str, bytes]:
    kinds = "".join(f'<Override PartName="/word/{name}.xml" ContentType="{_WORD}.{name}+xml"/>' for name in _PARTS)
    types = (
        f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_WORD}.document.main+xml"/>{kinds}</Types>'
    )
    relations = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    root = f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
    inner = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{name}" Target="{name}.xml"/>'
        for number, name in enumerate(_PARTS, 1)
    )
    kinds_of, top = declare(types.encode(), f"{HEAD}{relations}{root}</Relationships>".encode())
    return {
        "[Content_Types].xml": kinds_of, "_rels/.rels": top,
        "word/_rels/document.xml.rels": f"{HEAD}{relations}{inner}</Relationships>".encode(),
    }  # fmt: skip
