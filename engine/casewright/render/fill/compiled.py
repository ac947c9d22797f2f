"""A template, patched by docxtpl and compiled by Jinja once per version, then rendered many times.

Nearly all of what docxtpl does for a document depends on the template alone. Here its patching is done once, each part
is rendered exactly once (docxtpl renders footnotes once per section, so that values become templates), every rendered
part is parsed strictly before it may leave, what has no marks leaves as the very bytes in which it came, and the zip is
written with fixed dates.
"""

import hashlib
from collections.abc import Mapping
from functools import lru_cache
from itertools import islice
from typing import cast
from xml.parsers import expat

from jinja2 import TemplateError
from jinja2.exceptions import TemplateRuntimeError

from casewright.render.fill import signposts
from casewright.render.fill.bounds import counting_environment
from casewright.render.fill.clean import Plain
from casewright.render.fill.columns import mend_columns
from casewright.render.fill.container import (
    Member,
    UnsafePackageError,
    pack,
    packed_members,
    read_members,
    store,
    write_members,
)
from casewright.render.fill.faults import BrokenPartError, FillError, MarkError, TooMuchError, part_label
from casewright.render.fill.guard import check_fields, refused
from casewright.render.fill.making import Making, making
from casewright.render.fill.parts import BODY, RENDERED, Part, compile_part, marked_parts
from casewright.render.fill.picture import PICTURE_TYPES
from casewright.render.fill.plain import Intake
from casewright.render.fill.properties import Properties, declare, property_marks, property_parts, with_filled
from casewright.render.fill.relations import (
    TYPES,
    Relation,
    add_types,
    read_relations,
    read_types,
    relations_of,
    write_relations,
)
from casewright.render.fill.rows import hold_rows
from casewright.render.fill.tidy import number_drawings, tidy

__all__ = ["RENDERED", "BrokenPartError", "CompiledTemplate", "FillError", "TooMuchError", "compile_template"]

MAX_CHARS = 30_000_000

#: Level 3 of zlib takes half the time of level 6 for a part a fifth larger.
_LEVEL = 3
_BATCH = 200
_HEAD = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_RELATIONS = "_rels/.rels"
_IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"


class CompiledTemplate:
    """One version of a template, ready to be filled. ``sha256`` is of its bytes."""

    def __init__(self, name: str, data: bytes) -> None:
        self.name = name
        self.sha256 = hashlib.sha256(data).hexdigest()
        self._data = data
        members = read_members(data)
        if refusal := refused(members):
            raise UnsafePackageError(refusal.zh, f"{part_label(refusal.part)}: {refusal.en}")
        environment = counting_environment()
        self._parts = {
            part: compile_part(part, members[part], environment)
            for part in sorted(marked_parts(members, read_types(members[TYPES])), key=_body_first)
        }
        plain = environment.overlay(autoescape=False)
        self._properties = {field: plain.from_string(text) for field, text in property_marks(members).items()}
        self._body = members[BODY] if self.plain else b""
        self._types, relations = declare(members[TYPES], members[_RELATIONS])
        self._relations = {part: members.get(relations_of(part)) for part in self._parts}
        self._still = {
            member.name: member
            for member in packed_members(data).values()
            if member.name not in self._parts and not member.name.startswith("docProps/")
        } | {TYPES: pack(TYPES, self._types), _RELATIONS: pack(_RELATIONS, relations)}

    def __reduce__(self) -> tuple[object, ...]:
        """Travel to another process as bytes, to be compiled there."""
        return compile_template, (self.name, self._data)

    @property
    def plain(self) -> bool:
        """Say whether whole documents are to be taken in, which is done by plain docxtpl."""
        return any(part.whole for part in self._parts.values())

    @property
    def parts(self) -> tuple[str, ...]:
        """Return the names of the parts that hold marks."""
        return tuple(sorted(self._parts))

    def render(self, context: Mapping[str, Plain], *, properties: Properties) -> bytes:
        """Return the .docx filled with a context of plain, cleaned data.

        Raises jinja2.TemplateError or FillError; the same context always gives the same bytes.
        """
        members = dict(self._still)
        drawn = 1
        with making() as work:
            for name, part in self._parts.items():
                if part.whole:
                    members[name] = pack(name, self._body)
                    continue
                xml, drawn = self._filled(part, context, work=work, drawn=drawn)
                members[name] = pack(name, xml, level=_LEVEL)
            filled = {field: template.render(context) for field, template in self._properties.items()}
            if work.files:
                members |= _pictures(work, types=self._types, relations=self._relations)
            parts = property_parts(with_filled(properties, filled))
            about = {name: store(name, blob) for name, blob in parts.items()}
            members |= about
            if self.plain:
                package = write_members(members.values())
                members = self._with_documents(package, context, work=work, drawn=drawn) | about
        return write_members(members.values())

    def render_part(self, name: str, context: Mapping[str, Plain]) -> bytes:
        """Return one part as checked XML."""
        with making() as work:
            return self._filled(self._parts[name], context, work=work, drawn=1)[0]

    def _filled(self, part: Part, context: Mapping[str, Plain], *, work: Making, drawn: int) -> tuple[bytes, int]:
        """Return a part as checked XML, and the next number for a drawing."""
        work.part = part.name
        xml, cells, rows = _joined(part, context), part.cells, part.rows
        if part.tables:
            xml, cells_stand = signposts.cells_stand(part.name, signposts.with_signs(xml) if part.whole else xml)
            xml, tables_stand = signposts.tables_stand(part.name, xml)
            cells, rows = cells and not cells_stand, rows and not tables_stand
        xml = tidy(xml, rows=rows, cells=cells, boxes=part.boxes, bookmarks=part.bookmarks)
        if part.tables:
            xml = hold_rows(part.name, xml)
        if part.wide:
            xml = mend_columns(part.name, xml)
        pictures = part.name in work.shown
        if part.drawings or pictures:
            xml, drawn = number_drawings(xml, drawn)
        try:
            data = _HEAD + xml.encode()
        except UnicodeEncodeError as error:  # half a character, written as \\ud800 in a mark
            raise BrokenPartError(part.name, f"半个字符 / half a character ({error.reason})") from error
        _parse(part.name, data, deep=part.deep or pictures)
        if part.fields:
            check_fields(part.name, xml)
        return data, drawn

    def _with_documents(
        self, package: bytes, context: Mapping[str, Plain], *, work: Making, drawn: int
    ) -> dict[str, Member]:
        """Fill the body by plain docxtpl in a package whose other parts are filled."""
        intake = Intake(package)
        values = cast("dict[str, Plain]", intake.context(context))
        body, _ = self._filled(self._parts[BODY], values, work=work, drawn=drawn)
        members = intake.finished(body.decode())
        xml, _ = number_drawings(members[BODY].decode(), drawn)
        types, relations = declare(members[TYPES], members[_RELATIONS])
        made = {
            name: pack(name, blob)
            for name, blob in {**members, BODY: xml.encode(), TYPES: types, _RELATIONS: relations}.items()
        }
        if BODY in work.shown:
            links = {BODY: members.get(relations_of(BODY))}
            made |= _pictures(work, types=types, relations=links)
        return made


@lru_cache(maxsize=64)
def compile_template(name: str, data: bytes) -> CompiledTemplate:
    """Return the compiled template of some bytes, the same object for the same version.

    Raises UnsafePackageError for what is no .docx or may not be used, and jinja2.TemplateError for marks that do not
    parse.
    """
    return CompiledTemplate(name, data)


def _pictures(work: Making, *, types: bytes, relations: Mapping[str, bytes | None]) -> dict[str, Member]:
    """Return the picture files, the relationships that lead to them, and their content types."""
    endings = {name.rsplit(".", 1)[1] for name in work.files}
    kinds = add_types(types, endings={end: PICTURE_TYPES[end] for end in sorted(endings)}, parts={})
    made = {TYPES: pack(TYPES, kinds)} | {
        f"word/{name}": store(f"word/{name}", blob) for name, blob in work.files.items()
    }
    for part, before in relations.items():
        if part in work.shown:
            known = read_relations(relations_of(part), before) if before else ()
            added = tuple(Relation(number, _IMAGE, name) for name, number in work.shown[part].items())
            made[relations_of(part)] = pack(relations_of(part), write_relations((*known, *added)))
    return made


def _joined(part: Part, context: Mapping[str, Plain]) -> str:
    """Render a part piece by piece, so that what grows without end is stopped on its way."""
    pieces: list[str] = []
    length = 0
    try:
        rendered = part.template.root_render_func(part.template.new_context(dict(context)))
        while batch := list(islice(rendered, _BATCH)):
            length += sum(map(len, batch))
            if length > MAX_CHARS:
                raise TooMuchError(part.name, f"超过 / more than {MAX_CHARS:,} characters")
            pieces += batch
    except TemplateError as error:
        raise TemplateRuntimeError(f"{part_label(part.name)}: {error}") from error
    except (TypeError, ValueError, ArithmeticError, RecursionError) as error:
        if isinstance(error, FillError):
            raise
        raise MarkError(part.name, str(error)) from error  # a number of a text, the first of a number
    return "".join(pieces)


def _parse(name: str, xml: bytes, *, deep: bool) -> None:
    """Hold a rendered part to the letter of XML.

    Where all prefixes are declared at the root, as Word writes them, none can be used outside of its declaration, and
    the parser need not mind them; that halves its time.
    """
    parser = expat.ParserCreate(namespace_separator=" ") if deep else expat.ParserCreate()
    try:
        parser.Parse(xml, True)
    except expat.ExpatError as error:
        raise BrokenPartError(name, f"标记拆断了文档结构 / the marks tear the document apart ({error})") from error


def _body_first(name: str) -> tuple[bool, str]:
    return name != BODY, name
