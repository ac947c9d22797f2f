"""Where a notice's links lead: kept whatever file it came in, beside the words that are shown."""

import io
import zipfile
from email.message import EmailMessage
from pathlib import Path

from reportlab.pdfgen import canvas

from casewright.intake.media import inspect_files
from casewright.model import Drop, Link


def links_in(folder: Path, name: str, raw: bytes) -> tuple[Link, ...]:
    (folder / name).write_bytes(raw)
    (item,), _ = inspect_files(Drop("case", folder))
    return item.links


def test_a_page_tells_the_words_and_the_target_of_each_link(tmp_path: Path) -> None:
    page = b"""<html><body><p>Go to <a href="https://sellercentral.amaz0n.example/x?a=1&amp;b=2"> Account
    <b>Health</b></a> now.</p><a href="#top">top</a><a href="https://img.example/"><img alt="Appeal" src="x.png"></a>
    <form action="https://collect.example/post"><input name="password"></form></body></html>"""
    assert links_in(tmp_path, "notice.html", page) == (
        Link("Account Health", "https://sellercentral.amaz0n.example/x?a=1&b=2"),
        Link("Appeal", "https://img.example/"),
        Link("", "https://collect.example/post"),
    )


def test_a_mail_keeps_its_pages_links_where_the_plain_part_is_read(tmp_path: Path) -> None:
    mail = EmailMessage()
    mail["From"] = "Amazon <no-reply@amazon.example>"
    mail["Subject"] = "Your account"
    words = "Your selling account was deactivated. Go to Account Health to send an appeal to us."
    mail.set_content(words)
    mail.add_alternative(words.replace("Account Health", '<a href="https://bad.example/">Account Health</a>'), "html")
    (tmp_path / "notice.eml").write_bytes(mail.as_bytes())
    (item,), _ = inspect_files(Drop("case", tmp_path))
    assert item.text.endswith(words)
    assert item.links == (Link("Account Health", "https://bad.example/"),)


def test_hidden_links_are_no_links_of_the_reader(tmp_path: Path) -> None:
    page = b'<html><body><p>words</p><div style="display:none"><a href="https://x.example">x</a></div></body></html>'
    assert links_in(tmp_path, "notice.html", page) == ()


def test_a_word_file_tells_tied_links_and_fields(tmp_path: Path) -> None:
    space = (
        'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    )
    body = (
        '<w:p><w:hyperlink r:id="rId1"><w:r><w:t>Seller </w:t></w:r><w:r><w:t>Central</w:t></w:r></w:hyperlink></w:p>'
        '<w:p><w:r><w:instrText> HYPERLINK "https://field.example/" </w:instrText></w:r></w:p>'
    )
    ties = (
        '<Relationships><Relationship Id="rId1" Target="https://tied.example/" TargetMode="External"/></Relationships>'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("word/document.xml", f"<w:document {space}><w:body>{body}</w:body></w:document>")
        made.writestr("word/_rels/document.xml.rels", ties)
    assert links_in(tmp_path, "notice.docx", out.getvalue()) == (
        Link("Seller Central", "https://tied.example/"),
        Link("", "https://field.example/"),
    )


def test_a_pdf_tells_the_words_under_each_link(tmp_path: Path) -> None:
    out = io.BytesIO()
    sheet = canvas.Canvas(out)
    sheet.drawString(72, 700, "Open Account Health")
    sheet.linkURL("https://pdf.example/appeal", (72, 695, 200, 712))
    sheet.save()
    assert links_in(tmp_path, "notice.pdf", out.getvalue()) == (
        Link("Open Account Health", "https://pdf.example/appeal"),
    )
