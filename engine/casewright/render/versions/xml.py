"""WordprocessingML as a tree: names, safe parsing, and paragraphs without what only Word's bookkeeping needs."""

from collections.abc import Iterator
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

#: An element of lxml, which brings no types of its own.
Node = Any

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_XML = "http://www.w3.org/XML/1998/namespace"
_HEAD = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

#: Attributes by which Word remembers editing sessions and paragraphs; copies of them would be doubles.
_SESSION = ("rsid", "paraId", "textId")
_MARKS = frozenset({"proofErr", "lastRenderedPageBreak", "permStart", "permEnd"})
_OLD_LOOKS = frozenset({
    "pPrChange", "rPrChange", "tblPrChange", "trPrChange", "tcPrChange", "sectPrChange", "tblGridChange",
    "tblPrExChange", "numberingChange", "cellIns", "cellDel", "cellMerge",
})  # fmt: skip
_DROPPED = frozenset({"del", "moveFrom"})
_UNWRAPPED = frozenset({"ins", "moveTo"})
_RANGES = frozenset({"moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd"})


class NotWordError(ValueError):
    """A part that is no well-formed WordprocessingML; the argument names it."""


def w(name: str) -> str:
    """Return a name of WordprocessingML as lxml writes it."""
    return f"{{{_W}}}{name}"


def new(name: str, **attributes: str) -> Node:
    """Return a new element with attributes of WordprocessingML."""
    element = etree.Element(w(name), nsmap={"w": _W})
    for key, value in attributes.items():
        element.set(w(key), value)
    return element


def local(node: Node) -> str:
    """Return the name of an element without its namespace, with a ``?`` before it where it is not Word's own."""
    if not isinstance(node.tag, str):
        return "?"
    space, _, name = node.tag[1:].partition("}")
    return name if space == _W else f"?{name}"


def parse(name: str, data: bytes) -> Node:
    """Parse a part strictly, without entities and without the network; raise NotWordError."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise NotWordError(name) from error
    if root.getroottree().docinfo.doctype:
        raise NotWordError(name)
    return root


def written(root: Node) -> bytes:
    """Return a part as bytes."""
    data: bytes = etree.tostring(root, encoding="UTF-8")
    return _HEAD + data


def look(node: Node | None) -> bytes:
    """Return an element in one form whatever its prefixes are, so that two can be compared."""
    if node is None:
        return b""
    data: bytes = etree.tostring(node, method="c14n", exclusive=True, with_tail=False)
    return data


def text_element(text: str, *, gone: bool = False) -> Node:
    """Return a text of a run that keeps its blanks; ``gone`` where it stands in a deletion."""
    element = new("delText" if gone else "t")
    element.set(f"{{{_XML}}}space", "preserve")
    element.text = text
    return element


def settle(root: Node) -> None:
    """Drop bookkeeping of Word from a tree, and accept the revisions that a template may carry from its editing."""
    for node in list(root.iter()):
        if not isinstance(node.tag, str):
            continue
        for name in [name for name in node.attrib if name.rpartition("}")[2].startswith(_SESSION)]:
            del node.attrib[name]
        kind, parent = local(node), node.getparent()
        if parent is None:
            continue
        if kind in _MARKS or kind in _OLD_LOOKS or kind in _RANGES:
            parent.remove(node)
        elif kind in _UNWRAPPED:
            _unwrap(node, parent)
        elif kind in _DROPPED:
            _drop_deleted(node, parent)


def _unwrap(node: Node, parent: Node) -> None:
    place = parent.index(node)
    for offset, child in enumerate(list(node)):
        parent.insert(place + offset, child)
    parent.remove(node)


def _drop_deleted(node: Node, parent: Node) -> None:
    kind = local(parent)
    if kind == "trPr":
        row = parent.getparent()
        if row is not None and row.getparent() is not None:
            row.getparent().remove(row)
    else:
        parent.remove(node)


def paragraphs(block: Node) -> Iterator[Node]:
    """Yield the paragraphs of a block in reading order; those of text boxes belong to their runs and are left out."""
    if local(block) == "p":
        yield block
        return
    for child in block:
        if isinstance(child.tag, str) and local(child) in {"p", "tbl", "tr", "tc", "sdt", "sdtContent", "customXml"}:
            yield from paragraphs(child)


def plain_text(block: Node) -> str:
    """Return the words of a block, a line for each paragraph."""
    return "\n".join(
        "".join(piece.text or "" for piece in paragraph.iter(w("t"))) for paragraph in paragraphs(block)
    )  # fmt: skip
