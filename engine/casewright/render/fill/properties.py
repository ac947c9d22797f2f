"""What a produced file says about itself: title, case, version, and the day it was made for; no person's name."""

from dataclasses import dataclass
from datetime import date
from xml.sax.saxutils import escape, quoteattr

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


@dataclass(frozen=True, slots=True)
class Properties:
    """The properties of one produced document; ``custom`` are name and text pairs."""

    title: str
    subject: str
    day: date
    custom: tuple[tuple[str, str], ...] = ()


def property_parts(properties: Properties) -> dict[str, bytes]:
    """Return the three property parts. They replace what Word wrote about the template's author and computer."""
    moment = f"{properties.day:%Y-%m-%d}T00:00:00Z"
    core = (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(properties.title)}</dc:title><dc:subject>{escape(properties.subject)}</dc:subject>"
        "<dc:creator>Casewright</dc:creator><cp:lastModifiedBy>Casewright</cp:lastModifiedBy><cp:revision>1</cp:revision>"
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


def declare(content_types: str, relations: str) -> tuple[str, str]:
    """Return [Content_Types].xml and _rels/.rels with the three property parts named in them."""
    for number, name in enumerate(sorted(_TYPES)):
        if f'"/{name}"' not in content_types:
            override = f'<Override PartName="/{name}" ContentType="{_TYPES[name]}"/>'
            content_types = content_types.replace("</Types>", f"{override}</Types>")
        if f'"{name}"' not in relations and f'"/{name}"' not in relations:
            relation = f'<Relationship Id="rIdCw{number}" Type="{_RELATIONS[name]}" Target="{name}"/>'
            relations = relations.replace("</Relationships>", f"{relation}</Relationships>")
    return content_types, relations
