"""The shipped templates: held to their builder, to the names that exist, and to the look of the house."""

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from casewright.render import TEMPLATE_NAMES, load_templates
from casewright.render.starter.templates import STARTERS, main, write_starters

KINDS = ("poa", "dispute_letter")
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
    body, footer = (_part(data, part) for part in ("document", "footer"))
    assert 'w:pgSz w:w="11906" w:h="16838"' in body
    assert re.search(r"PAGE .*?separate.*?<w:t[^>]*>1</w:t>.*? NUMPAGES .*?separate.*?<w:t[^>]*>1</w:t>", footer)
    assert "case.ref" in _part(data, "header")
    assert ("not verdict.ready" in _part(data, "header")) == (name != "no_appeal")  # what goes nowhere is no draft


@pytest.mark.parametrize(("name", "font", "lang"), [
    *((name, "Microsoft YaHei", 'w:val="en-US" w:eastAsia="zh-CN"') for name in TEMPLATE_NAMES if name[-3:-2] != "_"),
    ("poa_en", "Microsoft YaHei", 'w:val="en-US" w:eastAsia="zh-CN"'),
    ("poa_ja", "Yu Gothic", 'w:val="en-US" w:eastAsia="ja-JP"'),
    ("dispute_letter_ja", "Yu Gothic", 'w:val="en-US" w:eastAsia="ja-JP"'),
    ("poa_de", "Microsoft YaHei", 'w:val="de-DE" w:eastAsia="zh-CN"'),
    ("dispute_letter_de", "Microsoft YaHei", 'w:val="de-DE" w:eastAsia="zh-CN"'),
])  # fmt: skip
def test_every_style_has_fonts_and_languages_of_the_document(name: str, font: str, lang: str) -> None:
    styles = _part(STARTERS[name](), "styles")
    assert "Theme" not in styles
    assert "{" not in styles
    looks = re.findall(r"<w:rPr>(<w:rFonts [^>]*>.*?)</w:rPr>", styles)
    assert len(looks) > 30
    assert all(f'w:eastAsia="{font}"' in look and f"<w:lang {lang}" in look for look in looks)
    own = [style for style in re.findall(r"<w:style .*?</w:style>", styles) if 'w:type="paragraph"' in style]
    bare = [style for style in own if "w:eastAsia" not in style]
    assert all(re.search(r'<w:basedOn w:val="(TableHead|TableHeadZH|TableText|Enclosure)"/>', style) for style in bare)
    assert f'w:eastAsia="{lang[-6:-1]}"' in _part(STARTERS[name](), "settings")


@pytest.mark.parametrize("name", TEMPLATE_NAMES)
def test_every_style_in_use_is_there(name: str) -> None:
    data = STARTERS[name]()
    known = set(re.findall(r'w:styleId="(\w+)"', _part(data, "styles")))
    used = {
        style for part in ("document", "header", "footer")
        for style in re.findall(r'<w:[pr]Style w:val="(\w+)"', _part(data, part))
    }  # fmt: skip
    assert used <= known


@pytest.mark.parametrize("name", TEMPLATE_NAMES)
def test_tables_repeat_their_heads_hold_their_rows_and_can_be_read_aloud(name: str) -> None:
    tables = re.findall(r"<w:tbl>.*?</w:tbl>", _part(STARTERS[name](), "document"))
    assert tables or name.startswith(("dispute_letter", "retraction_request"))
    for table in tables:
        assert re.search(r'<w:tblCaption w:val="[^"]+"/><w:tblDescription w:val="[^"]+"/>', table)
        assert ("<w:tblHeader/>" in table) == ('w:val="TableHead' in table)
        rows = [row for row in re.findall(r"<w:tr>.*?</w:tr>", table) if "{%tr" not in row]
        assert all("<w:cantSplit/>" in row for row in rows)


@pytest.mark.parametrize(
    "name",
    [name for name in TEMPLATE_NAMES if not name.startswith(("poa_", "dispute_", "retraction_request"))]
    + ["poa_bilingual"],
)
def test_heads_of_columns_stand_on_two_lines(name: str) -> None:
    body = _part(STARTERS[name](), "document")
    heads = re.findall(
        r'w:val="TableHead(?:Right)?"/></w:pPr><w:r><w:t xml:space="preserve">([^<]*)</w:t></w:r></w:p><w:p>(.)', body
    )
    assert heads
    assert all(not re.search("[\u4e00-\u9fff]", english) for english, _ in heads)


@pytest.mark.parametrize("name", TEMPLATE_NAMES)
def test_headings_are_real_and_stay_with_what_follows(name: str) -> None:
    data = STARTERS[name]()
    styles, body = _part(data, "styles"), _part(data, "document")
    for style in ("Title", "Heading1", "Heading2", "TableTitle", "TableHead", "TableNote", "LetterHeading", "Subject"):
        look = re.search(rf'w:styleId="{style}".*?</w:style>', styles)
        assert look is not None
        assert "<w:keepNext/>" in look[0], style
    assert re.search(r'w:val="(Heading1|LetterHeading|LetterSubject)"', body)


def _label_words(data: bytes) -> str:
    """Return what stands in a template besides its marks."""
    text = " ".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)", "".join(_part(data, part) for part in _PARTS)))
    return re.sub(r"\{[{%].*?[%}]\}", " ", text)


_PARTS = ("document", "header", "footer")
#: What reads the same in both: names, and words that German took over.
_ALIKE = {"Amazon", "ASIN", "ASINs", "ID", "NOT_READY.txt", "Name", "Request", "Rate", "Seller", "Performance", "v"}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("lang", ["ja", "de"])
def test_a_template_of_another_language_holds_no_english_label(kind: str, lang: str) -> None:
    english, own = (_label_words(STARTERS[f"{kind}_{each}"]()) for each in ("en", lang))
    words = {word.strip(".,:;()") for word in english.split()} - _ALIKE
    assert sorted(words & {word.strip(".,:;()") for word in own.split()} - {"", "·", "–", "1", "in", "|"}) == []
    marks = re.findall(r"\{\{(.*?)\}\}", _part(STARTERS[f"{kind}_{lang}"](), "document"))
    assert not [mark for mark in marks if re.search(r"\.(en|zh)\b", mark)]


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
    assert 'w:line="1" w:lineRule="exact"' in end[0]
    assert "<w:vanish/>" in end[0]
