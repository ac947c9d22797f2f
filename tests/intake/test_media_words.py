"""Mails, web pages, Word files and plain text: what a reader would see, whatever the encoding."""

import io
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casewright.intake.media import inspect_files
from casewright.intake.media_decode import decode
from casewright.intake.media_page import Page, read_page
from casewright.model import Drop, EvidenceItem, Finding


def look(folder: Path, name: str, raw: bytes) -> tuple[EvidenceItem, list[Finding]]:
    (folder / name).write_bytes(raw)
    (item,), found = inspect_files(Drop("case", folder))
    return item, list(found)


def mail(subject: str = "您的亚马逊账户", sender: str = "Amazon <notice@amazon.example>") -> EmailMessage:
    message = EmailMessage()
    message["Subject"] = subject
    message["From"] = sender
    message["Date"] = "Mon, 09 Feb 2026 08:14:00 +0000"
    return message


def test_a_mail_starts_with_its_headers_decoded(tmp_path: Path) -> None:
    message = mail()
    message.set_content("Your account has been deactivated because the order defect rate is above 1%.\n")
    item, found = look(tmp_path, "notice.eml", message.as_bytes())
    assert item.text.split("\n\n")[0].split("\n") == [
        "Subject: 您的亚马逊账户", "From: Amazon <notice@amazon.example>", "Date: Mon, 09 Feb 2026 08:14:00 +0000",
    ]  # fmt: skip
    assert "\n\nYour account has been deactivated" in item.text
    assert item.media.kind == "eml"
    assert found == []


def test_a_mail_with_html_alone_gives_its_visible_words(tmp_path: Path) -> None:
    message = mail()
    message.set_content(
        '<style>.x{display:none}</style><p class="x">hidden preheader</p><p>Your listing was <b>removed</b>.</p>',
        subtype="html",
    )
    item, _ = look(tmp_path, "notice.eml", message.as_bytes())
    assert item.text.endswith("\n\nYour listing was removed.")


def test_a_stub_of_plain_text_gives_way_to_the_page_beside_it(tmp_path: Path) -> None:
    message = mail()
    message.set_content("Please view as HTML.")
    message.add_alternative("<p>Your account was deactivated on 9 February 2026 for late shipment.</p>", subtype="html")
    item, _ = look(tmp_path, "notice.eml", message.as_bytes())
    assert "deactivated on 9 February 2026" in item.text
    assert "view as HTML" not in item.text


def test_attachments_are_named_not_mixed_into_the_text(tmp_path: Path) -> None:
    message = mail()
    message.set_content("See the attached table for each of the affected orders.")
    message.add_attachment(b"order-id\n302-1", maintype="text", subtype="plain", filename="订单.txt")
    item, _ = look(tmp_path, "notice.eml", message.as_bytes())
    assert "Attachment: 订单.txt" in item.text
    assert "302-1" not in item.text


def test_a_notice_forwarded_as_attachment_is_read_with_its_own_headers(tmp_path: Path) -> None:
    inner = mail(subject="Action required")
    inner.set_content("The original notice with its own long enough sentence.")
    outer = mail(subject="FW", sender="Wang <w@b.example>")
    outer.set_content("转发给你们，请看附件里的通知原文，谢谢。")
    outer.add_attachment(inner)
    item, _ = look(tmp_path, "notice.eml", outer.as_bytes())
    assert "Subject: FW" in item.text
    assert "Subject: Action required" in item.text
    assert "The original notice" in item.text


def test_a_mail_in_gbk_that_says_gb2312_is_read(tmp_path: Path) -> None:
    body = "您的账户已停用，请在七十二小时内回复，珅字超出GB2312。".encode("gb18030")
    raw = (
        b"From: a@b.example\r\nSubject: =?gb2312?B?zajWqg==?=\r\nContent-Type: text/plain; charset=gb2312\r\n\r\n"
        + body
    )
    item, _ = look(tmp_path, "notice.eml", raw)
    assert item.text.startswith("Subject: 通知\n")
    assert "珅字" in item.text


def test_a_mail_with_a_wrong_charset_and_broken_base64_is_still_read(tmp_path: Path) -> None:
    raw = (b"From: a@b.example\r\nSubject: =?nonsense?B?!!!?=\r\nMIME-Version: 1.0\r\n"
           b"Content-Type: text/plain; charset=klingon\r\n\r\nhello there, seller of the long sentence")  # fmt: skip
    item, _ = look(tmp_path, "notice.eml", raw)
    assert "hello there" in item.text


PAGE = """<html><head><title>t</title><script>var a=1</script><style>#pre,.off{visibility:hidden}</style></head>
<body><div id="pre">preheader</div><span class="off">x</span><p hidden>y</p><div style="display : none">z</div>
<p style="font-size:0px">tiny</p><p>Dear&nbsp;seller,</p><table><tr><td>ASIN</td><td>B0ABCDEFGH</td></tr></table>
<p style="font-size:0.9em">small print stays</p><!-- comment --></body></html>"""


def test_a_page_gives_what_a_browser_shows_and_no_more(tmp_path: Path) -> None:
    item, _ = look(tmp_path, "notice.html", PAGE.encode())
    assert item.text == "Dear seller,\n\nASIN\tB0ABCDEFGH\n\nsmall print stays"


def test_a_page_nested_a_thousand_deep_is_no_trouble() -> None:
    page = read_page(b"<div>" * 200 + b"deep" + b"</div>" * 200)
    assert page is not None
    assert page.text == "deep"
    assert read_page(b"") == Page("")


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-8", "Größe: 5 – 10 €"),
        ("utf-8-sig", "订单号\t数量"),
        ("utf-16", "Évaluation\tCommentaire"),
        ("cp1252", "Ware beschädigt, Rückgabe über Verkäufer, für 5 €"),
        ("cp1252", "Produit abîmé, reçu très tard, déçu"),
        ("gb18030", "亚马逊订单编号,站点,商品数量,退货日期,物流单号,客户要求退款并说明原因"),
        ("cp932", "この行はAmazonが使用しますので変更や削除しないでください。注文番号と出荷日を入力"),
    ],
)
def test_text_is_read_in_the_encoding_it_was_saved_in(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding)) == text


@given(st.binary(max_size=300))
def test_decoding_never_fails(raw: bytes) -> None:
    text = decode(raw)

    assert isinstance(text, str)
    assert text or not raw.strip(b"\xef\xbb\xbf\xff\xfe\x00")


def word(body: str, **more: str) -> bytes:
    out = io.BytesIO()
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("[Content_Types].xml", "<Types/>")
        made.writestr("word/document.xml", f"<w:document {space}><w:body>{body}</w:body></w:document>")
        for name, text in more.items():
            made.writestr(name.replace("__", "/").replace("_xml", ".xml").replace("_bin", ".bin"), text)
    return out.getvalue()


def run(text: str, look: str = "") -> str:
    return f"<w:r><w:rPr>{look}</w:rPr><w:t>{text}</w:t></w:r>"


def test_a_word_file_gives_paragraphs_and_table_rows(tmp_path: Path) -> None:
    table = f"<w:tbl><w:tr><w:tc><w:p>{run('日期')}</w:p></w:tc><w:tc><w:p>{run('签字')}</w:p></w:tc></w:tr></w:tbl>"
    raw = word(
        f"<w:p>{run('操作规程 ')}{run('SOP-01')}</w:p>{table}<w:p>{run('隐藏', '<w:vanish/>')}{run('可见')}</w:p>"
        f"<w:p><w:del><w:r><w:delText>deleted</w:delText></w:r></w:del>{run('kept')}</w:p>",
        docProps__app_xml="<Properties><Application>WPS Office</Application><Pages>3</Pages></Properties>",
    )
    item, found = look(tmp_path, "sop.docx", raw)
    assert item.text == "操作规程 SOP-01\n日期\t签字\n可见\nkept"
    assert (item.media.pages, item.media.made_with) == (3, "WPS Office")
    assert found == []


def test_macros_are_named_and_not_run(tmp_path: Path) -> None:
    _, found = look(tmp_path, "sop.docm", word(f"<w:p>{run('text')}</w:p>", word__vbaProject_bin="x"))
    assert [each.code for each in found] == ["intake/macros"]


def test_a_word_file_with_entities_is_refused(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE a [<!ENTITY b "bbbb">]><a>&b;</a>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("word/document.xml", bomb)
    item, found = look(tmp_path, "a.docx", out.getvalue())
    assert item.media.problem == "damaged"
    assert [each.code for each in found] == ["intake/unreadable"]


def test_an_old_office_file_is_named_with_the_way_out(tmp_path: Path) -> None:
    _, found = look(tmp_path, "old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    assert ".xlsx" in found[0].fix.en
