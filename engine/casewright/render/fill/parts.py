"""One part of a template: cleared of what Word leaves behind, patched by docxtpl, compiled, and what it will need."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from docxtpl import DocxTemplate
from jinja2 import Environment, Template, nodes
from jinja2.exceptions import SecurityError

from casewright.render.fill.bounds import bound
from casewright.render.fill.container import UnsafePackageError
from casewright.render.fill.faults import part_label
from casewright.render.fill.limits import Element, check_marks, strict_root, xml_text
from casewright.render.fill.links import RUN_FILTERS
from casewright.render.fill.relations import Types
from casewright.render.fill.sandbox import refused_nodes
from casewright.render.fill.signposts import with_signs

BODY = "word/document.xml"
#: Parts that are filled, by name; a part that says by its content type that it is one of these is one too.
RENDERED = re.compile(r"word/(?:document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml")
_KINDS = re.compile(
    r"application/vnd\.openxmlformats-officedocument\.wordprocessingml\."
    r"(?:document\.main|header|footer|footnotes|endnotes|comments)\+xml"
)
MARK = re.compile(r"\{\{|\{%|\{#|\{_[{%]")
#: A whole document in the place of a paragraph: what only docxtpl can do.
SUBDOCUMENT = re.compile(r"\{\{\s*p\s")

_NEW_COLUMNS = re.compile(r"\{%-?\s*(?:tc|colspan|hm)\b")
_ROW_MARK, _PARAGRAPH_MARK = re.compile(r"\{%-?tr\b"), re.compile(r"\{[{%]-?p\b")
_MARKED_TEXT = re.compile(r"\{[{%#].*?[}%#]\}", re.DOTALL)
_BLANKS = str.maketrans({"\n": " ", "\u00a0": " ", "\u3000": " ", "\u200b": "", "\ufeff": ""})
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_TRACES = re.compile(rf"\{{{re.escape(_W)}\}}rsid\w*|\{{{re.escape(_W14)}\}}(?:paraId|textId)")
_LAST_TAG = re.compile(r"<(/?)([\w:]+)[^<>]*?(/?)>([^<>]*)$|(<[\w:]+ [^<>]*)$")
_TEXT_TAGS = ("w:t", "w:delText", "w:instrText", "w:delInstrText")


@dataclass(frozen=True, slots=True)
class Part:
    """One part that holds marks.

    ``wide``: it makes columns; ``deep``: prefixes are declared inside of it, so that a parser has to mind them;
    ``drawings``: it holds drawings, which a loop can repeat; ``fields``: it holds field codes; ``whole``:
    whole documents are to be taken in; ``tables``: it
    holds tables; ``rows``, ``cells``, ``boxes`` and ``bookmarks`` as ``tidy`` takes them.
    """

    name: str
    template: Template
    wide: bool
    deep: bool
    drawings: bool
    fields: bool
    whole: bool
    tables: bool
    rows: bool
    cells: bool
    boxes: bool
    bookmarks: bool


def marked_parts(members: Mapping[str, bytes], types: Types) -> Iterator[str]:
    """Yield the parts that are to be filled."""
    for name, blob in members.items():
        if (RENDERED.fullmatch(name) or _KINDS.fullmatch(types.of(name))) and b"{" in blob:
            root = strict_root(name, blob)
            if MARK.search(_all_text(root)):
                yield name


def compile_part(name: str, blob: bytes, environment: Environment) -> Part:
    """Return one part, ready to be filled; raise jinja2.TemplateError where a mark says what it may not."""
    source, deep = patched(name, blob)
    tables, text = "<w:tbl>" in source, _all_text(strict_root(name, blob))
    whole = bool(SUBDOCUMENT.search(text))
    tree = environment.parse(with_signs(source) if tables and not whole else source)
    for what in refused_nodes(tree):
        raise SecurityError(f"{part_label(name)}: {what}")
    if whole and name != BODY:
        raise SecurityError(f"{part_label(name)}: {{{{p …}}}}")
    for what in () if whole else _misplaced(tree):
        raise SecurityError(f"{part_label(name)}: {what}")
    return Part(
        name, environment.from_string(bound(tree)), wide=bool(_NEW_COLUMNS.search(text)), deep=deep,
        whole=whole,
        drawings="docPr" in source, fields="nstrText" in source or "fldSimple" in source, tables=tables,
        rows=tables and bool(_ROW_MARK.search(text)) and _varies(source, "</w:tblGrid>", "</w:tblGrid><w:tr"),
        cells=tables and bool(_PARAGRAPH_MARK.search(text)) and _varies(source, "</w:tc>", "</w:p></w:tc>"),
        boxes="txbxContent" in source or name != BODY, bookmarks=whole or "<w:bookmarkStart" in source,
    )  # fmt: skip


def _varies(source: str, tag: str, safe: str) -> bool:
    """Say whether marks stand beside a tag anywhere, so that only the filled part shows what comes next to it."""
    return source.count(tag) > source.count(safe)


def patched(name: str, blob: bytes) -> tuple[str, bool]:
    """Return the Jinja source of a part, and whether prefixes are declared inside of it."""
    root = strict_root(name, blob)
    if root.nsmap.get("w") != _W:
        raise UnsafePackageError("以“严格 Open XML”格式保存", "it is saved as Strict Open XML")
    _clear(root, comments=name.endswith("comments.xml"))
    deep = any(element.nsmap != root.nsmap for element in root.iter())
    docxtpl = DocxTemplate(None)
    source = _MARKED_TEXT.sub(lambda match: match[0].translate(_BLANKS), xml_text(root))
    check_marks(name, source)
    return docxtpl.patch_xml(source).replace("\n", " "), deep


def _clear(root: Element, *, comments: bool) -> None:
    """Take away the traces of editing, which a loop would repeat, and what makes Word replace a filled text.

    A content control that is bound to a property or to a data store shows what lies there, whatever the text says;
    one that shows a hint is emptied at the first click.
    """
    for element in root.iter():
        for attribute in element.keys() if not comments else ():
            if _TRACES.fullmatch(attribute):
                del element.attrib[attribute]
        if element.tag == f"{{{_W}}}sdt" and MARK.search("".join(element.itertext())):
            for name in ("dataBinding", "showingPlcHdr"):
                for found in element.findall(f"{{{_W}}}sdtPr/{{{_W}}}{name}"):
                    element.find(f"{{{_W}}}sdtPr").remove(found)


def _misplaced(tree: nodes.Template) -> Iterator[str]:
    """Yield what would print a text where only runs may stand, or runs where only a text may stand.

    Both are well-formed, and in both Word loses the words without a sound.
    """
    in_text = True
    for node in tree.find_all(nodes.Output):
        for inner in node.nodes:
            if isinstance(inner, nodes.TemplateData):
                in_text = _ends_in_text(inner.data, before=in_text)
                continue
            runs = isinstance(inner, nodes.Filter) and inner.name in RUN_FILTERS
            nested = inner.find_all(nodes.Filter)
            if any(one.name in RUN_FILTERS for one in nested):
                yield "a link format inside of another expression"
            if runs and in_text:
                yield f"{inner.name} without {{{{r"  # type: ignore[attr-defined]
            elif not runs and not in_text:
                yield "{{r …}} or {{p …}} around a plain text"


def _ends_in_text(data: str, *, before: bool) -> bool:
    match = _LAST_TAG.search(data)
    if not match:
        return before
    if match[5]:
        return True  # inside of an attribute
    return not match[1] and not match[3] and match[2] in _TEXT_TAGS


def _all_text(root: Element) -> str:
    """Return all that a part says, and the attributes in which a mark could stand."""
    attributes = (str(value) for element in root.iter() for value in element.attrib.values())
    return "\n".join(("".join(root.itertext()), *(value for value in attributes if MARK.search(value))))
