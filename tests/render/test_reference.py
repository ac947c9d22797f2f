"""The compiled renderer against plain docxtpl: the same words in the same structure."""

import io
import re
import zipfile
from pathlib import Path

import pytest
from docx.opc.oxml import parse_xml
from docxtpl import DocxTemplate

from casewright.model import Bilingual, Dossier
from casewright.render import TEMPLATE_NAMES, Templates
from casewright.render.fill.properties import Properties
from casewright.render.fill.sandbox import staff_environment
from casewright.render.starter.templates import STARTERS
from casewright.render.views.context import context_of, titled

_NUMBERED = re.compile(r' w:id="\d+"')


def _plain(name: str, dossier: Dossier) -> dict[str, str]:
    template = DocxTemplate(io.BytesIO(STARTERS[name]()))
    template.render(titled(context_of(dossier), Bilingual("题", "T")), jinja_env=staff_environment())
    buffer = io.BytesIO()
    template.save(buffer)
    return _parts(buffer.getvalue())


def _parts(data: bytes) -> dict[str, str]:
    """Return each visible part, written in one way, without the numbers that docxtpl leaves alike."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {}
        for name in ("document", "header", "footer"):
            inner = next(one for one in archive.namelist() if re.fullmatch(rf"word/{name}\d*\.xml", one))
            tree = parse_xml(archive.read(inner))  # type: ignore[arg-type]
            text = DocxTemplate(None).xml_to_string(tree)
            parts[name] = _NUMBERED.sub("", re.sub(r"\s+(?=<)", "", text))
    return parts


@pytest.mark.parametrize("name", TEMPLATE_NAMES)
@pytest.mark.parametrize("case", ["ready_case", "dispute_case", "sparse_case"])
def test_both_renderers_give_the_same_document(
    name: str, case: str, templates: Templates, request: pytest.FixtureRequest
) -> None:
    """Left out of the comparison: links and places, which ours numbers, and drops where they lead nowhere; rows that
    ours holds together, which docxtpl knows nothing of; and what a list without rows leaves, which Word would mend.
    """
    dossier: Dossier = request.getfixturevalue(case)
    properties = Properties("T", "s", dossier.today)
    ours = templates.by_name[name].render(titled(context_of(dossier), Bilingual("题", "T")), properties=properties)
    mine, theirs = _parts(ours), _plain(name, dossier)
    for part in ("header", "footer"):
        assert mine[part] == theirs[part]
    dead = re.compile(r"<w:bookmark(?:Start|End)[^>]*>|<w:hyperlink [^>]*>|</w:hyperlink>|<w:keepNext/>")
    empty = re.compile(r"<w:tbl>(?:(?!<w:tbl>|</w:tbl>|<w:tr[ >]).)*</w:tbl>", re.DOTALL)
    reference = empty.sub("<w:p/>", theirs["document"]).replace("</w:tcPr></w:tc>", "</w:tcPr><w:p/></w:tc>")
    assert dead.sub("", mine["document"]) == dead.sub("", reference)


def test_our_own_files_open_in_python_docx(sample_packages: dict[str, Path]) -> None:
    from docx import Document

    for path in sample_packages["ready"].glob("*.docx"):
        document = Document(str(path))
        assert document.core_properties.author == "Casewright"
        assert any(
            ((paragraph.style and paragraph.style.name) or "").startswith("Heading")
            for paragraph in document.paragraphs
        )
