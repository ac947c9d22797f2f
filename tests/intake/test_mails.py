"""Mails as clients pass them on: the part that says the notice, files that came along, mails within mails."""

import base64
from email.message import EmailMessage
from pathlib import Path

import pytest

from casewright.intake.media import inspect_files
from casewright.intake.media_parts import unflowed
from casewright.model import Drop, EvidenceItem, Finding

WORDS = "Your selling account was deactivated because the order defect rate is above 1%. Reply within 72 hours."


def look(folder: Path, raw: bytes, name: str = "notice.eml") -> tuple[EvidenceItem, list[Finding]]:
    (folder / name).write_bytes(raw)
    (item,), found = inspect_files(Drop("case", folder))
    return item, list(found)


def mail(body: str = WORDS, **headers: str) -> EmailMessage:
    message = EmailMessage()
    message["From"] = headers.get("sender", "Amazon <no-reply@amazon.example>")
    message["Subject"] = headers.get("subject", "Your account")
    message["Date"] = "Mon, 09 Feb 2026 08:14:00 +0000"
    message.set_content(body)
    return message


def page(words: str, more: str = "") -> bytes:
    return f"<html><body>{more}<p>{words}</p></body></html>".encode()


def test_a_part_that_only_points_to_the_page_gives_way_to_it(tmp_path: Path) -> None:
    message = mail("Please view this message in a program that shows HTML pages, thank you very much.")
    message.add_alternative(
        page(WORDS + " Send a plan of action with the root causes and what you did.").decode(), "html"
    )
    item, found = look(tmp_path, message.as_bytes())
    assert WORDS in item.text
    assert "view this message" not in item.text
    assert found == []


def test_two_parts_that_say_different_things_are_told_and_the_page_is_read(tmp_path: Path) -> None:
    message = mail("Hello friend, nothing happened here, enjoy your weekend with family, sunshine, music and flowers!")
    message.add_alternative(page(WORDS).decode(), "html")
    item, found = look(tmp_path, message.as_bytes())
    assert WORDS in item.text
    assert [each.code for each in found] == ["intake/mail-parts-differ"]


def test_style_rules_in_a_plain_part_are_not_the_notice(tmp_path: Path) -> None:
    message = mail("body { margin: 0; padding: 0 } .x { color: red } " + WORDS)
    message.add_alternative(page(WORDS).decode(), "html")
    item, _ = look(tmp_path, message.as_bytes())
    assert item.text.endswith(WORDS)
    assert "margin" not in item.text


def test_a_plain_part_that_is_really_a_page_is_shown_as_one(tmp_path: Path) -> None:
    item, _ = look(tmp_path, mail(page(WORDS, "<div><b>Hello</b></div><br>").decode()).as_bytes())
    assert item.text.endswith(f"Hello\n\n{WORDS}")


@pytest.mark.parametrize("form", ["html", "pdf", "docx", "eml", "txt"])
def test_a_notice_that_is_attached_is_read_under_its_name(form: str, tmp_path: Path) -> None:
    message = mail("请看附件。", sender="Li <li@client.example>", subject="Fwd")
    raw = {"html": page(WORDS), "eml": mail().as_bytes(), "txt": WORDS.encode()}.get(form) or made(form)
    message.add_attachment(raw, maintype="application", subtype="octet-stream", filename=f"notice.{form}")
    item, found = look(tmp_path, message.as_bytes())
    assert f"--- Attachment: notice.{form} ---" in item.text
    assert WORDS in " ".join(item.text.split())
    assert found == []


def made(form: str) -> bytes:
    import io

    out = io.BytesIO()
    if form == "pdf":
        from reportlab.pdfgen import canvas

        sheet = canvas.Canvas(out)
        half = WORDS.index("because")
        sheet.drawString(40, 700, WORDS[:half])
        sheet.drawString(40, 680, WORDS[half:])
        sheet.save()
    else:
        import docx

        document = docx.Document()
        document.add_paragraph(WORDS)
        document.save(out)
    return out.getvalue()


def test_a_mail_attached_to_a_mail_attached_to_a_mail_is_read(tmp_path: Path) -> None:
    middle = mail("see below", sender="Li <li@client.example>", subject="Fwd: Your account")
    middle.add_attachment(mail())
    outer = mail("please check", sender="Wang <w@agency.example>", subject="Fwd: Fwd: Your account")
    outer.add_attachment(middle)
    item, _ = look(tmp_path, outer.as_bytes())
    heads = [line for line in item.text.split("\n") if line.startswith("From:")]
    assert heads == ["From: Wang <w@agency.example>", "From: Li <li@client.example>",
                     "From: Amazon <no-reply@amazon.example>"]  # fmt: skip
    assert item.text.endswith(WORDS)


def test_a_winmail_dat_is_named_with_a_way_out(tmp_path: Path) -> None:
    message = mail("(empty)")
    message.add_attachment(b"\x78\x9f\x3e\x22rest", maintype="application", subtype="ms-tnef", filename="winmail.dat")
    _, found = look(tmp_path, message.as_bytes())
    assert [each.code for each in found] == ["intake/mail-attachment-unread"]
    assert ".msg" in found[0].fix.zh


def test_a_locked_attachment_is_named(tmp_path: Path) -> None:
    message = mail("see attached")
    message.add_attachment(b"%PDF-1.4 broken", maintype="application", subtype="pdf", filename="notice.pdf")
    _, found = look(tmp_path, message.as_bytes())
    assert "intake/mail-attachment-unread" in {each.code for each in found}


def test_flowing_lines_are_joined_and_quotes_and_signatures_kept_apart() -> None:
    text = "Your account was \ndeactivated.\n> quoted words \n> go on\n-- \nLi Wei"
    assert unflowed(text).split("\n") == ["Your account was deactivated.", "> quoted words go on", "-- ", "Li Wei"]
    assert unflowed("请在七十二 \n小时内回复", del_space=True) == "请在七十二小时内回复"


@pytest.mark.parametrize(
    ("charset", "text"),
    [
        ("gb2312", "您的账户已停用，请回复。珅"), ("gbk", "您的账户已停用。"), ("gb18030", "您的账户已停用。"),
        ("big5", "您的帳戶已停用，請回覆。"), ("iso-2022-jp", "出荷遅延率が目標を超えています。"),
        ("shift_jis", "出荷遅延率①が目標を超えています。"), ("windows-1252", "Ihr Konto wurde für „Prüfung“ gesperrt."),
    ],
)  # fmt: skip
@pytest.mark.parametrize("coding", ["base64", "quoted-printable", "8bit"])
def test_a_body_reads_the_same_in_every_encoding_of_mails(charset: str, text: str, coding: str, tmp_path: Path) -> None:
    real = {"gb2312": "gbk", "shift_jis": "cp932"}.get(charset, charset)
    raw = text.encode(real)
    if coding == "base64":
        raw = base64.encodebytes(raw)
    elif coding == "quoted-printable":
        raw = "".join(f"={byte:02X}" for byte in raw).encode()
    head = f"From: a@b.example\r\nContent-Type: text/plain; charset={charset}\r\n"
    item, _ = look(tmp_path, f"{head}Content-Transfer-Encoding: {coding}\r\n\r\n".encode() + raw)
    assert item.text.strip().endswith(text)


def test_names_of_files_and_subjects_are_decoded_in_both_ways(tmp_path: Path) -> None:
    raw = (
        "From: a@b.example\r\nSubject: =?gb2312?B?xPq1xNXLu6c=?= =?gb2312?B?0tHNo9PD?=\r\n"
        'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="x"\r\n\r\n'
        "--x\r\nContent-Type: text/plain\r\n\r\nhi\r\n"
        "--x\r\nContent-Type: image/png\r\nContent-Disposition: attachment;\r\n"
        " filename*0*=utf-8''%E9%80%9A;\r\n filename*1*=%E7%9F%A5.png\r\n\r\nx\r\n--x--\r\n"
    )
    item, _ = look(tmp_path, raw.encode())
    assert item.text.startswith("Subject: 您的账户已停用\n")
    assert "Attachment: 通知.png" in item.text


def test_a_page_saved_as_one_file_has_no_sender_and_no_date(tmp_path: Path) -> None:
    raw = (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://sellercentral.amazon.example/n\r\n"
        "Subject: Seller Central\r\nDate: Mon, 23 Feb 2026 10:00:00 +0800\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="x"\r\n\r\n--x\r\nContent-Type: text/html\r\n'
        "Content-Location: https://sellercentral.amazon.example/n\r\n\r\n"
        f'<html><body><div class="off">menu words that nobody sees</div><p>{WORDS}</p></body></html>\r\n'
        "--x\r\nContent-Type: text/css\r\n\r\n.off { display: none }\r\n--x--\r\n"
    )
    item, found = look(tmp_path, raw.encode(), "notice.mht")
    assert item.text == WORDS
    assert item.media.kind == "html"
    assert [each.code for each in found] == ["intake/hidden-text"]


def test_a_mail_whose_page_stands_in_its_first_lines_is_a_mail(tmp_path: Path) -> None:
    head = b"From: Amazon <a@amazon.example>\nSubject: s\nContent-Type: text/html\n\n"
    raw = head + b"<html><body><p>words</p></body></html>"
    item, _ = look(tmp_path, raw)
    assert item.media.kind == "eml"
    assert item.text.endswith("\n\nwords")


def test_a_mail_pasted_as_text_keeps_its_sent_line(tmp_path: Path) -> None:
    head = b"From: Amazon <a@amazon.example>\nSent: Monday, February 9, 2026 8:14 AM\nTo: b\nSubject: s\n\n"
    item, _ = look(tmp_path, head + b"words of the notice", "notice.txt")
    assert "Sent: Monday, February 9, 2026 8:14 AM" in item.text


def test_a_header_whose_encoded_words_were_cut_is_shown_as_it_stands_and_the_mail_is_read(tmp_path: Path) -> None:
    cut = b"=?utf-8?b?6YCaFrom: a@example.cSubject: =?utf-8?b?6YCa55+l?="
    item, found = look(tmp_path, b"From: a@example.com\nSubject: " + cut + b"\nDate: " + cut + b"\n\n" + WORDS.encode())
    assert item.media is not None
    assert item.media.problem == ""
    assert f"Subject: {cut.decode()}" in item.text
    assert item.text.endswith(WORDS)
    assert found == []
