"""Templates that are awkward to fill, built from bare WordprocessingML, and the two ways of filling them."""

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from struct import pack
from typing import Any

import pytest
from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage
from lxml import etree  # type: ignore[import-untyped]

from casewright.render.fill.clean import Picture, Plain, Subdocument, clean_tree
from casewright.render.fill.compiled import CompiledTemplate
from casewright.render.fill.container import read_members
from casewright.render.fill.properties import Properties
from casewright.render.fill.sandbox import staff_environment

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_SPACES = (
    f'xmlns:w="{W}" xmlns:r="{_OFFICE}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
    ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
_ROOTS = {"header": "hdr", "footer": "ftr"}
DAY = date(2026, 3, 2)


@dataclass(frozen=True)
class Docx:
    """A template: the body, further parts by name (``header1``, ``footnotes``), what leads out of the body."""

    body: str
    parts: Mapping[str, str] = field(default_factory=dict)
    links: Mapping[str, str] = field(default_factory=dict)
    core: str = ""

    @property
    def data(self) -> bytes:
        kinds = "".join(
            f'<Override PartName="/word/{name}.xml" ContentType="{_WORD}.{_kind(name)}+xml"/>' for name in self.parts
        )
        rels = "".join(
            f'<Relationship Id="rIdPart{number}" Type="{_OFFICE}/{_kind(name)}" Target="{name}.xml"/>'
            for number, name in enumerate(self.parts, 1)
        ) + "".join(
            f'<Relationship Id="{name}" Type="{_OFFICE}/hyperlink" Target="{target}" TargetMode="External"/>'
            for name, target in self.links.items()
        )  # fmt: skip
        head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        files = {
            "[Content_Types].xml": f'{head}<Types xmlns="{_PACKAGE}/content-types">'
            f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml"'
            f' ContentType="{_WORD}.document.main+xml"/>{kinds}{_CORE_KIND if self.core else ""}</Types>',
            "_rels/.rels": f'{head}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1"'
            f' Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>{_CORE_LINK if self.core else ""}'
            "</Relationships>",
            "word/document.xml": f"{head}<w:document {_SPACES}><w:body>{self.body}</w:body></w:document>",
            "word/_rels/document.xml.rels": f'{head}<Relationships xmlns="{_PACKAGE}/relationships">{rels}'
            "</Relationships>",
        }
        for name, inner in self.parts.items():
            root = _ROOTS.get(_kind(name), _kind(name))
            files[f"word/{name}.xml"] = f"{head}<w:{root} {_SPACES}>{inner}</w:{root}>"
        if self.core:
            files["docProps/core.xml"] = f"{head}{self.core}"
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, text in files.items():
                archive.writestr(name, text)
        return buffer.getvalue()


_CORE_KIND = (
    '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
)
_CORE_LINK = (
    f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
)


def _kind(name: str) -> str:
    return name.rstrip("0123456789")


def _theirs(value: Plain, template: DocxTemplate) -> Any:
    if isinstance(value, Picture):
        return InlineImage(template, io.BytesIO(value.data), width=Mm(value.width_mm))
    if isinstance(value, Subdocument):
        return template.new_subdoc(io.BytesIO(value.data))
    if isinstance(value, dict):
        return {name: _theirs(inner, template) for name, inner in value.items()}
    return [_theirs(inner, template) for inner in value] if isinstance(value, list) else value


def same(part: bytes) -> str:
    """Return a part in one way of writing, without what may differ.

    Left out: the traces of editing (rsid, paraId), which ours drops since loops repeat them; the numbers of drawings
    and bookmarks, which ours makes unique in the whole document; names and words of pictures, which docxtpl does not
    know; declarations of prefixes; white space between elements; ``xml:space``, since both keep it where it matters.
    """
    root = etree.fromstring(part)
    for element in root.iter(etree.Element):
        local = etree.QName(element).localname
        for name in list(element.keys()):
            plain = etree.QName(name).localname
            if (
                plain.startswith("rsid")
                or plain in ("paraId", "textId", "space")
                or (local in ("docPr", "cNvPr", "bookmarkStart", "bookmarkEnd") and plain in ("id", "name", "descr"))
                or local in ("blip", "drawing", "inline")
            ):
                del element.attrib[name]
        if local not in ("t", "instrText") and not (element.text or "").strip():
            element.text = None
        if not (element.tail or "").strip():
            element.tail = None
    text: str = etree.tostring(root, method="c14n2", strip_text=False).decode()
    return re.sub(r' xmlns(:\w+)?="[^"]*"', "", text)


@pytest.fixture
def theirs() -> Callable[[Docx, Mapping[str, Plain]], dict[str, bytes]]:
    """Fill a template by plain docxtpl, in our sandbox."""

    def fill(template: Docx, context: Mapping[str, Plain]) -> dict[str, bytes]:
        docxtpl = DocxTemplate(io.BytesIO(template.data))
        docxtpl.render_init()
        docxtpl.render(_theirs(dict(context), docxtpl), jinja_env=staff_environment())
        buffer = io.BytesIO()
        docxtpl.save(buffer)
        return read_members(buffer.getvalue())

    return fill


@pytest.fixture
def ours() -> Callable[[Docx, Mapping[str, Plain]], dict[str, bytes]]:
    """Fill a template in the compiled way, twice: the bytes must be the same."""

    def fill(template: Docx, context: Mapping[str, Plain]) -> dict[str, bytes]:
        compiled = CompiledTemplate("awkward.docx", template.data)
        values: Any = clean_tree(dict(context))
        first, second = (compiled.render(values, properties=Properties("T", "s", DAY)) for _ in range(2))
        assert first == second
        return read_members(first)

    return fill


Fill = Callable[[Docx, Mapping[str, Plain]], dict[str, bytes]]


@pytest.fixture
def alike(ours: Fill, theirs: Fill) -> Callable[..., str]:
    """Fill a template both ways, hold the parts against each other, and return the words of the body."""

    def fill(template: Docx, context: Mapping[str, Plain], *parts: str) -> str:
        mine, other = ours(template, context), theirs(template, context)
        for part in parts or ("word/document.xml",):
            theirs_named = part if part in other else re.sub(r"\d*\.xml", ".xml", part)
            assert same(mine[part]) == same(other[theirs_named]), part
        return words(mine["word/document.xml"])

    return fill


def words(part: bytes) -> str:
    """Return the text of a part, a line for each paragraph."""
    lines = []
    for paragraph in etree.fromstring(part).iter(f"{{{W}}}p"):
        pieces = (
            "\n" if one.tag.endswith("}br") else one.text or "" for one in paragraph.iter(f"{{{W}}}t", f"{{{W}}}br")
        )
        lines.append("".join(pieces))
    return "|".join(lines)


@pytest.fixture
def docx() -> type[Docx]:
    return Docx


@pytest.fixture
def text_of() -> Callable[[bytes], str]:
    return words


@pytest.fixture
def png() -> bytes:
    """The smallest picture: one pixel."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return pack(">I", len(data)) + kind + data + pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", pack(">IIBBBBB", 2, 1, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\x00" + b"\x80" * 6)) + chunk(b"IEND", b"")
