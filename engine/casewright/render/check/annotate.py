"""A copy of a template with a comment of Word at each finding; the template itself is never touched."""

import io
from collections.abc import Iterator, Sequence
from zipfile import BadZipFile

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement

from casewright.model import Finding, Severity
from casewright.render.check.slips import Slip
from casewright.render.check.strays import AUTHOR
from casewright.render.fill.container import pack, read_members, write_members

_BODY = "word/document.xml"
#: Every comment carries this day, so that the same template gives the same copy.
_DAY = "2026-01-01T00:00:00Z"
_WEIGHTS = {
    Severity.ERROR: ("错误", "Error"), Severity.WARNING: ("提醒", "Warning"), Severity.INFO: ("说明", "Note"),
}  # fmt: skip


def annotated(data: bytes, slips: Sequence[Slip]) -> bytes | None:
    """Return the copy; None where the file cannot be opened as a Word document. The same slips give the same bytes."""
    try:
        read_members(data)
        document = Document(io.BytesIO(data))
    except (PackageNotFoundError, BadZipFile, KeyError, ValueError, SyntaxError):
        return None  # lxml reports broken XML as SyntaxError; a zip that is not to be opened is a ValueError
    paragraphs = list(document.element.iter(qn("w:p")))
    if not paragraphs:
        return None
    for slip in slips:
        inside = slip.part == _BODY and 0 <= slip.paragraph < len(paragraphs)
        paragraph = _outermost(paragraphs[slip.paragraph]) if inside else _first(paragraphs)
        here = inside and paragraph is paragraphs[slip.paragraph]
        _comment(document, paragraph, slip.finding, slip.runs if here else None, placed=here)
    out = io.BytesIO()
    document.save(out)
    return write_members(pack(name, blob) for name, blob in read_members(out.getvalue()).items())


def _comment(
    document: WordDocument, paragraph: BaseOxmlElement, finding: Finding, runs: tuple[int, int] | None, *, placed: bool
) -> None:
    comment = document.comments.add_comment(author=AUTHOR, initials="CW")
    comment._comment_elm.set(qn("w:date"), _DAY)
    first, *rest = _lines(finding, placed=placed)
    comment.paragraphs[0].add_run(first)
    for line in rest:
        comment.add_paragraph(line)
    start, end = OxmlElement("w:commentRangeStart"), OxmlElement("w:commentRangeEnd")
    reference, pointer = OxmlElement("w:r"), OxmlElement("w:commentReference")
    for element in (start, end, pointer):
        element.set(qn("w:id"), str(comment.comment_id))
    reference.append(pointer)
    held = _range(paragraph, runs)
    if held is None:
        properties = paragraph.find(qn("w:pPr"))
        paragraph.insert(0 if properties is None else 1, start)
        paragraph.append(end)
        paragraph.append(reference)
    else:
        held[0].addprevious(start)
        held[1].addnext(reference)
        held[1].addnext(end)


def _range(paragraph: BaseOxmlElement, runs: tuple[int, int] | None) -> tuple[BaseOxmlElement, BaseOxmlElement] | None:
    """Return the first and the last thing right in the paragraph that holds the runs; None for all of it."""
    if runs is None:
        return None
    own = [run for run in paragraph.iter(qn("w:r")) if next(run.iterancestors(qn("w:p"))) is paragraph]
    if runs[1] >= len(own):
        return None
    return _child(paragraph, own[runs[0]]), _child(paragraph, own[runs[1]])


def _child(paragraph: BaseOxmlElement, element: BaseOxmlElement) -> BaseOxmlElement:
    """Return the direct child of a paragraph that an element stands in: a link or a change keeps its runs together."""
    while element.getparent() is not paragraph:
        element = element.getparent()
    return element


def _outermost(paragraph: BaseOxmlElement) -> BaseOxmlElement:
    """Return the paragraph that a text box hangs on: Word takes no comment inside of one."""
    outer = list(paragraph.iterancestors(qn("w:p")))
    return outer[-1] if outer else paragraph


def _first(paragraphs: Sequence[BaseOxmlElement]) -> BaseOxmlElement:
    return _outermost(paragraphs[0])


def _lines(finding: Finding, *, placed: bool) -> Iterator[str]:
    zh, en = _WEIGHTS[finding.severity]
    place = finding.at.partition(", ")[2]
    if not placed and place:
        yield f"位置 Place: {place}"
    yield f"{zh}：{finding.text.zh}"
    if finding.fix.zh:
        yield f"→ {finding.fix.zh}"
    yield f"{en}: {finding.text.en}"
    if finding.fix.en:
        yield f"→ {finding.fix.en}"
