"""What a produced file says about itself: title, case, version, and the day it was made for; no person's name."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from xml.sax.saxutils import escape, quoteattr

from casewright.render.fill.limits import strict_root
from casewright.render.fill.relations import Relation, add_types, read_relations, write_relations

CORE, APP, CUSTOM = "docProps/core.xml", "docProps/app.xml", "docProps/custom.xml"

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = {
    CORE: "application/vnd.openxmlformats-package.core-properties+xml",
    APP: "application/vnd.openxmlformats-officedocument.extended-properties+xml",
    CUSTOM: "application/vnd.openxmlformats-officedocument.custom-properties+xml",
}
_RELATIONS = {
    CORE: f"{_PACKAGE}/relationships/metadata/core-properties",
    APP: f"{_OFFICE}/relationships/extended-properties",
    CUSTOM: f"{_OFFICE}/relationships/custom-properties",
}


#: Properties in which a template may hold marks; Word shows them under File, Info.
_OWN = {"title": "dc:title", "subject": "dc:subject", "description": "dc:description", "keywords": "cp:keywords",
        "category": "cp:category"}  # fmt: skip
_CUSTOM_PREFIX = "custom:"


@dataclass(frozen=True, slots=True)
class Properties:
    """The properties of one produced document; ``custom`` are name and text pairs, ``more`` further own ones."""

    title: str
    subject: str
    day: date
    custom: tuple[tuple[str, str], ...] = ()
    more: tuple[tuple[str, str], ...] = ()


def property_marks(members: Mapping[str, bytes]) -> dict[str, str]:
    """Return the properties of a template that hold marks, by name; a custom one as ``custom:Name``."""
    found: dict[str, str] = {}
    for part in (CORE, CUSTOM):
        if part not in members:
            continue
        for element in strict_root(part, members[part]):
            text = "".join(element.itertext())
            word = str(element.tag).rpartition("}")[2]
            name = f"{_CUSTOM_PREFIX}{element.get('name')}" if part == CUSTOM else word
            if ("{{" in text or "{%" in text) and (part == CUSTOM or word in _OWN):
                found[name] = text
    return found


def with_filled(properties: Properties, filled: Mapping[str, str]) -> Properties:
    """Return the properties with those that the template itself words; the case's own custom ones stay."""
    own = {name: text for name, text in filled.items() if not name.startswith(_CUSTOM_PREFIX)}
    taken = {name for name, _ in properties.custom}
    custom = tuple(
        (name.removeprefix(_CUSTOM_PREFIX), text)
        for name, text in filled.items()
        if name.startswith(_CUSTOM_PREFIX) and name.removeprefix(_CUSTOM_PREFIX) not in taken
    )
    return replace(
        properties, title=own.pop("title", properties.title), subject=own.pop("subject", properties.subject),
        custom=properties.custom + custom, more=tuple(own.items()),
    )  # fmt: skip


def property_parts(properties: Properties) -> dict[str, bytes]:
    """Return the three property parts. They replace what Word wrote about the template's author and computer."""
    moment = f"{properties.day:%Y-%m-%d}T00:00:00Z"
    more = "".join(f"<{_OWN[name]}>{escape(text)}</{_OWN[name]}>" for name, text in properties.more)
    core = (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(properties.title)}</dc:title><dc:subject>{escape(properties.subject)}</dc:subject>"
        "<dc:creator>Casewright</dc:creator><cp:lastModifiedBy>Casewright</cp:lastModifiedBy><cp:revision>1</cp:revision>"
        f"{more}"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{moment}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{moment}</dcterms:modified></cp:coreProperties>'
    )
    app = f'<Properties xmlns="{_OFFICE}/extended-properties"><Application>Casewright</Application></Properties>'
    items = "".join(
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{number}" name={quoteattr(name)}>'
        f"<vt:lpwstr>{escape(text)}</vt:lpwstr></property>"
        for number, (name, text) in enumerate(properties.custom, 2)
    )
    custom = f'<Properties xmlns="{_OFFICE}/custom-properties" xmlns:vt="{_OFFICE}/docPropsVTypes">{items}</Properties>'
    return {CORE: (_HEAD + core).encode(), APP: (_HEAD + app).encode(), CUSTOM: (_HEAD + custom).encode()}


def declare(types: bytes, relations: bytes) -> tuple[bytes, bytes]:
    """Return [Content_Types].xml and _rels/.rels with the three property parts named in them."""
    known = read_relations("_rels/.rels", relations)
    targets = {relation.target.lstrip("/") for relation in known}
    missing = tuple(
        Relation(f"rIdCw{number}", _RELATIONS[name], name)
        for number, name in enumerate(sorted(_TYPES)) if name not in targets
    )  # fmt: skip
    return add_types(types, endings={}, parts=_TYPES), write_relations((*known, *missing))
