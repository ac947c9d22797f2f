"""How a word processor accepts or rejects every revision, written anew from the standard: the oracle."""

import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from lxml import etree  # type: ignore[import-untyped]

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
Node = Any
View = Callable[[bytes], list[Any]]


def settle(document: bytes, *, accept: bool) -> list[Any]:
    """Return the body as nested lists of texts after all revisions are accepted or rejected."""
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        body = etree.fromstring(archive.read("word/document.xml")).find(f"{W}body")
    goes, stays = ("del", "ins") if accept else ("ins", "del")
    for row in list(body.iter(f"{W}tr")):
        if row.find(f"{W}trPr/{W}{goes}") is not None:
            row.getparent().remove(row)
    for table in [each for each in body.iter(f"{W}tbl") if each.find(f"{W}tr") is None]:
        table.getparent().remove(table)
    return _blocks(body, goes, stays)


def _blocks(holder: Node, goes: str, stays: str) -> list[Any]:
    found: list[Any] = []
    carried: str | None = None
    children = [child for child in holder if child.tag in {f"{W}p", f"{W}tbl"}]
    for place, child in enumerate(children):
        if child.tag == f"{W}tbl":
            if carried:
                found.append(carried)  # words may not run into a table: the paragraph stays
            carried = None
            rows = child.findall(f"{W}tr")
            found.append([[_blocks(cell, goes, stays) for cell in row.findall(f"{W}tc")] for row in rows])
            continue
        text = (carried or "") + _text(child, goes, stays)
        ends = child.find(f"{W}pPr/{W}rPr/{W}{goes}") is None
        if ends or place == len(children) - 1:
            found.append(text)
            carried = None
        else:
            carried = text
    if carried:
        found.append(carried)
    return found


def _text(paragraph: Node, goes: str, stays: str) -> str:
    pieces: list[str] = []

    def walk(node: Node) -> None:
        name = etree.QName(node).localname if isinstance(node.tag, str) else ""
        if name == goes or name in {"pPr", "instrText", "delInstrText"}:
            return
        if name in {"t", "delText"}:
            pieces.append(node.text or "")
        elif name in {"tab", "br", "cr"}:
            pieces.append({"tab": "\t"}.get(name, "\n"))
        for child in node:
            walk(child)

    walk(paragraph)
    return "".join(pieces)


@pytest.fixture(scope="session")
def accepted() -> View:
    return lambda document: settle(document, accept=True)


@pytest.fixture(scope="session")
def rejected() -> View:
    return lambda document: settle(document, accept=False)


@pytest.fixture(scope="session")
def parts() -> Callable[[bytes], dict[str, Any]]:
    """Return the parsed XML parts of a .docx."""

    def read(document: bytes) -> dict[str, Any]:
        with zipfile.ZipFile(io.BytesIO(document)) as archive:
            return {name: etree.fromstring(archive.read(name)) for name in archive.namelist() if name.endswith("xml")}

    return read
