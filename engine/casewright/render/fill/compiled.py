"""A template, patched by docxtpl and compiled by Jinja once per version, then rendered many times.

Nearly all of what docxtpl does for a document depends on the template alone. Here its patching is done once, each part
is rendered exactly once (docxtpl renders footnotes once per section, so that values become templates), every rendered
part is parsed strictly before it may leave, and the zip is written with fixed dates.
"""

import hashlib
import io
import re
from collections.abc import Mapping
from functools import lru_cache
from xml.parsers import expat

from docx.opc.oxml import parse_xml
from docxtpl import DocxTemplate
from jinja2 import Environment, Template
from jinja2.exceptions import SecurityError

from casewright.render.fill.clean import Plain
from casewright.render.fill.container import Member, pack, read_members, write_members
from casewright.render.fill.properties import Properties, declare, property_parts
from casewright.render.fill.sandbox import refused_nodes, staff_environment
from casewright.render.fill.tidy import tidy

RENDERED = re.compile(r"word/(?:document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml")
MAX_CHARS = 30_000_000

_HEAD = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_NEW_COLUMNS = re.compile(r"\{%-?\s*(?:tc|colspan|hm)\b")
_TYPES, _RELATIONS = "[Content_Types].xml", "_rels/.rels"


class TooMuchError(ValueError):
    """A template that makes more text than any document holds."""


class BrokenPartError(ValueError):
    """A rendered part that is no well-formed XML; the argument names the part."""


class CompiledTemplate:
    """One version of a template, ready to be filled. ``sha256`` is of its bytes."""

    def __init__(self, name: str, data: bytes) -> None:
        self.name = name
        self.sha256 = hashlib.sha256(data).hexdigest()
        self._data = data
        self._docxtpl = DocxTemplate(io.BytesIO(data))
        members = read_members(data)
        types, relations = declare(members[_TYPES].decode("utf-8-sig"), members[_RELATIONS].decode("utf-8-sig"))
        members |= {_TYPES: types.encode(), _RELATIONS: relations.encode()}
        environment = staff_environment()
        self._parts: dict[str, Template] = {}
        self._wide: set[str] = set()
        self._still: dict[str, Member] = {}
        for member, blob in members.items():
            if RENDERED.fullmatch(member) and b"{" in blob:
                self._compile(member, blob, environment)
            elif not member.startswith("docProps/"):
                self._still[member] = pack(member, blob)

    def __reduce__(self) -> tuple[object, ...]:
        """Travel to another process as bytes, to be compiled there."""
        return compile_template, (self.name, self._data)

    def render(self, context: Mapping[str, Plain], *, properties: Properties) -> bytes:
        """Return the .docx filled with a context of plain, cleaned data.

        Raises jinja2.TemplateError, TooMuchError or BrokenPartError; the same context always gives the same bytes.
        """
        members = dict(self._still)
        for name in self._parts:
            members[name] = pack(name, self.render_part(name, context))
        members |= {name: pack(name, blob) for name, blob in property_parts(properties).items()}
        return write_members(members.values())

    @property
    def parts(self) -> tuple[str, ...]:
        """Return the names of the parts that hold marks."""
        return tuple(sorted(self._parts))

    def render_part(self, name: str, context: Mapping[str, Plain]) -> bytes:
        """Return one part as checked XML."""
        pieces: list[str] = []
        length = 0
        for piece in self._parts[name].generate(context):
            length += len(piece)
            if length > MAX_CHARS:
                raise TooMuchError(name)
            pieces.append(piece)
        xml = tidy("".join(pieces))
        if name in self._wide:
            xml = self._mend_columns(name, xml)
        data = _HEAD + xml.encode()
        _parse(name, data)
        return data

    def _compile(self, name: str, blob: bytes, environment: Environment) -> None:
        root = parse_xml(blob)  # type: ignore[arg-type] # bytes, since the XML names its own encoding
        source = self._docxtpl.patch_xml(self._docxtpl.xml_to_string(root))
        if _NEW_COLUMNS.search(blob.decode("utf-8", "replace")):
            self._wide.add(name)
        tree = environment.parse(source.replace("\n", " "))
        for what in refused_nodes(tree):
            raise SecurityError(f"{name}: {what}")
        self._parts[name] = environment.from_string(tree)

    def _mend_columns(self, name: str, xml: str) -> str:
        """Let docxtpl count the columns of tables that grew sideways; it recovers from broken XML, so check first."""
        _parse(name, xml.encode())
        tree = self._docxtpl.fix_tables(xml)
        mended: str = self._docxtpl.xml_to_string(tree)
        return mended


@lru_cache(maxsize=64)
def compile_template(name: str, data: bytes) -> CompiledTemplate:
    """Return the compiled template of some bytes, the same object for the same version.

    Raises UnsafePackageError for what is no .docx, SyntaxError for XML and jinja2.TemplateError for marks
    that do not parse.
    """
    return CompiledTemplate(name, data)


def _parse(name: str, data: bytes) -> None:
    try:
        expat.ParserCreate(namespace_separator=" ").Parse(data, True)
    except expat.ExpatError as error:
        raise BrokenPartError(name) from error
