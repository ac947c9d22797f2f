"""The way of plain docxtpl, for what only it can do: a whole document in the place of a paragraph, ``{{p name }}``.

docxtpl takes the document in, with its styles, lists, notes and pictures; the words of the template itself are rendered
in the same sandbox and with the same bounds as ever. Nothing is recovered from broken XML, what comes back is held to
all that templates are held to, and it is written anew with fixed dates. It takes some twenty times as long, which is
why a desk is told once that a template goes this way.
"""

import io
import re
from collections.abc import Iterable, Mapping
from itertools import count

from docx.opc.exceptions import OpcError
from docxtpl import DocxTemplate
from markupsafe import Markup

from casewright.render.fill.clean import Plain, Subdocument
from casewright.render.fill.container import UnsafePackageError, read_members
from casewright.render.fill.faults import BrokenPartError, MarkError
from casewright.render.fill.guard import refused
from casewright.render.fill.limits import Element, strict_root
from casewright.render.fill.parts import BODY

#: docxcompose numbers lists by chance; the same case has to give the same bytes.
_CHANCE = re.compile(r'(<w:nsid w:val=")[0-9A-Fa-f]{8}"')
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BLOCKS = frozenset(
    f"{_W}{name}" for name in ("body", "tbl", "tr", "tc", "p", "hdr", "ftr", "txbxContent", "sdtContent")
)
_TEXTS = frozenset(f"{_W}{name}" for name in ("t", "r", "p", "instrText", "delText"))


class Intake:
    """A package that takes whole documents in while its body is rendered."""

    def __init__(self, package: bytes) -> None:
        self._docxtpl = DocxTemplate(io.BytesIO(package))
        self._docxtpl.render_init()
        self._taken: dict[Subdocument, Markup] = {}

    def context(self, value: Plain) -> object:
        """Return a context in which each document is taken in where it is printed, and only there."""
        if isinstance(value, Subdocument):
            return _Whole(self, value)
        if isinstance(value, Mapping):
            return {name: self.context(inner) for name, inner in value.items()}
        if isinstance(value, list):
            return [self.context(inner) for inner in value]
        return value

    def take(self, document: Subdocument) -> Markup:
        """Take a document in, the first time that it is printed, and return its paragraphs and tables."""
        if document not in self._taken:
            try:
                refusal = refused(read_members(document.data))
                if refusal:
                    raise MarkError(BODY, f"并入的文档带有{refusal.zh} / the document to take in carries {refusal.en}")
                inner = self._docxtpl.new_subdoc(io.BytesIO(document.data))
            except UnsafePackageError as error:
                raise MarkError(BODY, f"并入的文档：{error.zh} / the document to take in: {error}") from error
            except (OpcError, KeyError, SyntaxError) as error:
                raise MarkError(BODY, "并入的文档打不开 / the document to take in cannot be opened") from error
            self._taken[document] = Markup(inner)  # noqa: S704 - XML that was checked above
        return self._taken[document]

    def finished(self, body: str) -> dict[str, bytes]:
        """Put the rendered body in and return the members of the package, checked.

        Raises BrokenPartError where a whole document stands in a text, or a text where a document belongs.
        """
        try:
            root = strict_root(BODY, body.encode())
            _each_in_its_place(root)
            self._docxtpl.map_tree(root.find(f"{_W}body"))
            self._docxtpl.is_rendered = True
            buffer = io.BytesIO()
            self._docxtpl.save(buffer)
            members = read_members(buffer.getvalue())
            refusal = refused(members)
        except UnsafePackageError as error:
            raise BrokenPartError(BODY, f"{error.zh} / {error}") from error
        if refusal:
            raise BrokenPartError(refusal.part, f"文件带有{refusal.zh} / the document carries {refusal.en}")
        if "word/numbering.xml" in members:
            numbers = count(1)
            xml = members["word/numbering.xml"].decode()
            members["word/numbering.xml"] = _CHANCE.sub(lambda one: f'{one[1]}{next(numbers):08X}"', xml).encode()
        return members


class _Whole:
    """A document where a template prints it."""

    def __init__(self, intake: Intake, document: Subdocument) -> None:
        self._intake, self._document = intake, document

    def __html__(self) -> str:
        return self._intake.take(self._document)


def _each_in_its_place(root: Element) -> None:
    for element in root.iter():
        if element.tag in _BLOCKS:
            loose: Iterable[str | None] = (element.text, *(child.tail for child in element))
            if any(text and text.strip() for text in loose):
                raise BrokenPartError(BODY, "{{p …}} 里只能放整份文档 / only a whole document may stand in {{p …}}")
            parent = element.getparent()
            if parent is not None and parent.tag in _TEXTS and element.tag in (f"{_W}p", f"{_W}tbl"):
                raise BrokenPartError(BODY, "整份文档要写成 {{p …}} / a whole document is written as {{p …}}")
