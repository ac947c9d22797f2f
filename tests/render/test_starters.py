"""The shipped templates: held to their builder, to the names that exist, and to the look of the house."""

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from casewright.render import TEMPLATE_NAMES, load_templates
from casewright.render.starter.templates import STARTERS, main, write_starters

Words = Callable[[Path | bytes], str]


def _part(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(f"word/{name}.xml").decode()


@pytest.mark.parametrize("name", TEMPLATE_NAMES)
def test_the_committed_template_says_what_the_builder_says(name: str, words: Words) -> None:
    """Staff may format a template in Word; where its words change on purpose, change the builder too."""
    committed = Path(__file__).parents[2] / "doc_templates" / f"{name}.docx"
    assert words(committed) == words(STARTERS[name]())


def test_every_committed_template_is_in_force() -> None:
    templates, found = load_templates(Path(__file__).parents[2] / "doc_templates")
    assert found == ()
    assert set(templates.by_name) == set(TEMPLATE_NAMES) == set(STARTERS)


def test_the_builder_gives_the_same_bytes_each_time(tmp_path: Path) -> None:
    first = [path.read_bytes() for path in write_starters(tmp_path / "a")]
    assert main([str(tmp_path / "b")]) == 0
    assert [(tmp_path / "b" / f"{name}.docx").read_bytes() for name in STARTERS] == first


def test_the_builder_wants_one_folder() -> None:
    assert main([]) == 2


@pytest.mark.req("S0-38")
@pytest.mark.parametrize("name", TEMPLATE_NAMES)
def test_each_template_has_the_houses_layout(name: str) -> None:
    data = STARTERS[name]()
    body, styles, footer = (_part(data, part) for part in ("document", "styles", "footer"))
    assert 'w:pgSz w:w="11906" w:h="16838"' in body
    assert 'w:eastAsia="Microsoft YaHei"' in styles
    assert "Theme" not in styles
    assert 'w:lang w:val="en-US" w:eastAsia="zh-CN"' in styles
    assert re.search(r"PAGE .*?separate.*?<w:t[^>]*>1</w:t>.*? NUMPAGES .*?separate.*?<w:t[^>]*>1</w:t>", footer)
    assert "case.ref" in _part(data, "header")
    assert "verdict.mark.en" in _part(data, "header")


@pytest.mark.parametrize("name", TEMPLATE_NAMES)
def test_tables_repeat_their_heads_and_can_be_read_aloud(name: str) -> None:
    body = _part(STARTERS[name](), "document")
    tables = re.findall(r"<w:tbl>.*?</w:tbl>", body)
    assert tables
    assert all(re.search(r'<w:tblCaption w:val="[^"]+"/>', table) for table in tables)
    headed = [table for table in tables if 'w:val="TableHead"' in table]
    assert all("<w:tblHeader/>" in table for table in headed)


@pytest.mark.parametrize("name", [name for name in TEMPLATE_NAMES if name != "poa_en"])
def test_heads_of_columns_stand_on_two_lines(name: str) -> None:
    body = _part(STARTERS[name](), "document")
    heads = re.findall(
        r'w:val="TableHead"/></w:pPr><w:r><w:t xml:space="preserve">([^<]*)</w:t></w:r></w:p><w:p>(.)', body
    )
    assert heads
    assert all(not re.search("[\u4e00-\u9fff]", english) for english, _ in heads)


@pytest.mark.parametrize("name", TEMPLATE_NAMES)
def test_behind_a_last_table_stands_the_lowest_paragraph_there_is(name: str) -> None:
    """Word wants a paragraph there; one with a height began an empty page where the table filled its own."""
    data = STARTERS[name]()
    tail = _part(data, "document").rpartition("</w:tbl>")[2]
    styles = re.findall(r'<w:pStyle w:val="(\w+)"', tail)
    if set(styles) <= {"Gap", "End", "Mark"}:
        assert "Gap" not in styles
        assert styles.count("End") == 1
    end = re.search(r'<w:style [^>]*w:styleId="End".*?</w:style>', _part(data, "styles"), re.DOTALL)
    assert end is not None
    assert 'w:line="20" w:lineRule="exact"' in end[0]
