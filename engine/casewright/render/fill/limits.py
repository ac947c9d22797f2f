"""How much a template may hold; more is refused before anything reads it with care."""

from typing import Any, TypeAlias
from xml.parsers import expat

from lxml import etree  # type: ignore[import-untyped]

from casewright.render.fill.container import UnsafePackageError
from casewright.render.fill.faults import part_label

MAX_PART_BYTES = 8 << 20
MAX_DEPTH = 150
MAX_ELEMENTS = 200_000
MAX_MARKS = 4_000

#: Nothing is fetched, nothing is expanded; a part of more than a few megabytes was refused before.
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)

#: An element of lxml, which brings no types.
Element: TypeAlias = Any


def strict_root(part: str, blob: bytes) -> Element:
    """Return the root of a part; raise UnsafePackageError for entities, depth without end, or what is no XML."""
    if len(blob) > MAX_PART_BYTES:
        size = f"{MAX_PART_BYTES >> 20} MB"
        raise UnsafePackageError(f"{part_label(part)}超过 {size}", f"{part_label(part)}: more than {size}")
    _look_through(part, blob)
    try:
        return etree.fromstring(blob, _PARSER)
    except etree.XMLSyntaxError as error:  # what expat reads and lxml does not, such as an encoding
        raise UnsafePackageError(f"{part_label(part)}的内容损坏", f"{part_label(part)}: damaged ({error})") from error


def xml_text(root: Element) -> str:
    """Return an element as XML."""
    text: str = etree.tostring(root, encoding="unicode")
    return text


def check_marks(part: str, text: str) -> None:
    """Raise UnsafePackageError for more marks in a part than anyone would write."""
    if text.count("{{") + text.count("{%") + text.count("{#") > MAX_MARKS:
        raise UnsafePackageError(
            f"{part_label(part)}的标记超过 {MAX_MARKS} 个", f"{part_label(part)}: more than {MAX_MARKS} marks"
        )


def _look_through(part: str, blob: bytes) -> None:
    depth = count = 0

    def down(_name: str, _attributes: dict[str, str]) -> None:
        nonlocal depth, count
        depth, count = depth + 1, count + 1
        if count > MAX_ELEMENTS:
            raise UnsafePackageError(
                f"{part_label(part)}的内部元素超过 {MAX_ELEMENTS:,} 个",
                f"{part_label(part)}: more than {MAX_ELEMENTS:,} elements",
            )
        if depth > MAX_DEPTH:
            raise UnsafePackageError(
                f"{part_label(part)}的内部结构层层嵌套超过 {MAX_DEPTH} 层",
                f"{part_label(part)}: nested more than {MAX_DEPTH} deep",
            )

    def up(_name: str) -> None:
        nonlocal depth
        depth -= 1

    def declared(*_: object) -> None:
        raise UnsafePackageError(f"{part_label(part)}声明了实体", f"{part_label(part)}: it declares entities")

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler, parser.EndElementHandler = down, up
    parser.StartDoctypeDeclHandler = declared
    try:
        parser.Parse(blob, True)
    except (expat.ExpatError, ValueError) as error:  # ValueError: an encoding that the parser does not know
        if isinstance(error, UnsafePackageError):
            raise
        raise UnsafePackageError(f"{part_label(part)}的内容损坏", f"{part_label(part)}: damaged ({error})") from error
