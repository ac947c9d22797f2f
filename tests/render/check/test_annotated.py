"""The copy with comments: each at its place, the same bytes each time, and a file that Word opens."""

import io
import re
import zipfile
from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator

from casewright.render.check.annotate import annotated
from casewright.render.check.checked import examine
from casewright.render.starter.page import Column, package, para, run, table

COLUMN = Column(60, "A", "甲", (("TableText", "{{ c.idd }}"),))
BODY = (
    para("Normal", run("before "), run("{{ case"), run(".reff }}"), run(" after"))
    + table("t", (COLUMN,), loop="c in plan.summary")
    + para("Normal", "｛｛ case.ref ｝｝")
)


def made(body: str = BODY, header: str = "h") -> tuple[bytes, bytes | None]:
    data = package("t", body, para("Header", header), para("Footer", "f"))
    return data, annotated(data, examine("poa.docx", data).slips)


def part(data: bytes, name: str) -> str:
    return zipfile.ZipFile(io.BytesIO(data)).read(f"word/{name}.xml").decode()


def test_each_finding_is_a_comment_on_the_runs_that_it_is_about() -> None:
    data, copy = made()
    assert copy is not None
    assert part(copy, "comments").count("<w:comment ") == 3
    body = part(copy, "document")
    held = re.search(r'<w:commentRangeStart w:id="0"/>(.*?)<w:commentRangeEnd w:id="0"/>', body, re.DOTALL)
    assert held is not None
    assert re.sub(r"<[^>]+>", "", held[1]) == "{{ case.reff }}"
    assert "是不是想写“ref”？改成 {{ case.ref }}" in part(copy, "comments")
    assert "Write {{ case.ref }}" in part(copy, "comments")
    assert re.sub(r"<w:comment\w+ [^>]*/>|<w:r></w:r>|<w:r/>", "", body).count("<w:t") == part(data, "document").count(
        "<w:t"
    )


def test_a_finding_in_a_header_is_told_on_the_first_paragraph_with_its_place() -> None:
    _, copy = made(para("Normal", "x"), "{{ case.vers }}")
    assert copy is not None
    assert "位置 Place: 页眉 header" in part(copy, "comments")
    assert part(copy, "document").index("commentRangeStart") < part(copy, "document").index(">x<")


def test_the_same_template_gives_the_same_copy_under_one_name_and_day() -> None:
    assert made()[1] == made()[1]
    copy = made()[1]
    assert copy is not None
    assert set(re.findall(r'w:(?:author|date)="([^"]+)"', part(copy, "comments"))) == {
        "Casewright",
        "2026-01-01T00:00:00Z",
    }


def test_a_validator_finds_nothing_in_the_copy_that_was_not_in_the_template(tmp_path: Path) -> None:
    data, copy = made()
    assert copy is not None
    faults = []
    for name, blob in (("template.docx", data), ("copy.docx", copy)):
        (tmp_path / name).write_bytes(blob)
        faults.append({str(error) for error in OpenXmlValidator().validate(tmp_path / name).errors})
    assert faults[1] <= faults[0]


def test_the_copy_itself_is_no_template_until_its_comments_are_gone() -> None:
    _, copy = made()
    assert copy is not None
    codes = [one.code for one in examine("poa.docx", copy).findings]
    assert codes.count("render/check-comments-left") == 1
    assert codes.count("render/field-unknown") == 2


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 broken", b"words"])
def test_of_a_broken_file_there_is_no_copy(data: bytes) -> None:
    assert annotated(data, examine("poa.docx", data).slips) is None
