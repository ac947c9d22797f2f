"""Which part leads to which, and what each part is: relationships and content types, read strictly, written anew."""

from collections.abc import Mapping
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from casewright.render.fill.limits import strict_root

TYPES = "[Content_Types].xml"

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OUTSIDE = ' TargetMode="External"'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


@dataclass(frozen=True, slots=True)
class Relation:
    """One relationship; ``kind`` is the whole type, ``word`` its last word."""

    number: str
    kind: str
    target: str
    external: bool = False

    @property
    def word(self) -> str:
        """Return what kind it is: image, hyperlink, oleObject."""
        return self.kind.rstrip("/").rsplit("/", 1)[-1]


@dataclass(frozen=True, slots=True)
class Types:
    """The content types of a package: by file ending, and by part."""

    endings: Mapping[str, str]
    parts: Mapping[str, str]

    def of(self, part: str) -> str:
        """Return the content type of a part, empty where none is declared."""
        return self.parts.get(f"/{part}".casefold(), self.endings.get(part.rsplit(".", 1)[-1].casefold(), ""))


def read_types(blob: bytes) -> Types:
    """Return the content types; ``parts`` by their names in small letters with a slash in front."""
    endings, parts = {}, {}
    for element in strict_root(TYPES, blob):
        kind = element.get("ContentType") or ""
        if element.get("Extension") is not None:
            endings[str(element.get("Extension")).casefold()] = kind
        elif element.get("PartName") is not None:
            parts[str(element.get("PartName")).casefold()] = kind
    return Types(endings, parts)


def add_types(blob: bytes, *, endings: Mapping[str, str], parts: Mapping[str, str]) -> bytes:
    """Return the content types with those that are not yet declared."""
    root, known = strict_root(TYPES, blob), read_types(blob)
    lines = [f"<Default Extension={quoteattr(one.get('Extension'))} ContentType={quoteattr(one.get('ContentType'))}/>"
             for one in root if one.get("Extension") is not None]  # fmt: skip
    lines += [f"<Default Extension={quoteattr(name)} ContentType={quoteattr(kind)}/>"
              for name, kind in endings.items() if name not in known.endings]  # fmt: skip
    lines += [f"<Override PartName={quoteattr(one.get('PartName'))} ContentType={quoteattr(one.get('ContentType'))}/>"
              for one in root if one.get("PartName") is not None]  # fmt: skip
    lines += [f"<Override PartName={quoteattr(f'/{name}')} ContentType={quoteattr(kind)}/>"
              for name, kind in parts.items() if f"/{name}".casefold() not in known.parts]  # fmt: skip
    return f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">{"".join(lines)}</Types>'.encode()


def read_relations(part: str, blob: bytes) -> tuple[Relation, ...]:
    """Return the relationships of one file of relationships."""
    return tuple(
        Relation(
            one.get("Id") or "", one.get("Type") or "", one.get("Target") or "",
            external=(one.get("TargetMode") or "").casefold() == "external",
        )
        for one in strict_root(part, blob)
    )  # fmt: skip


def write_relations(relations: tuple[Relation, ...]) -> bytes:
    """Return a file of relationships."""
    lines = "".join(
        f"<Relationship Id={quoteattr(one.number)} Type={quoteattr(one.kind)} Target={quoteattr(one.target)}"
        f"{_OUTSIDE if one.external else ''}/>"
        for one in relations
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{lines}</Relationships>'.encode()


def relations_of(part: str) -> str:
    """Return the name of the file that holds the relationships of a part."""
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"
