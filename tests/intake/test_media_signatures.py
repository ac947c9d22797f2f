"""Typing by content: the name of a file is a claim, its bytes are the fact."""

import io
import zipfile
from pathlib import Path

import pytest
from PIL import Image

from casewright.intake.signatures import sniff


def picture(kind: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (8, 8)).save(out, kind)
    return out.getvalue()


def archive(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name in names:
            made.writestr(zipfile.ZipInfo(name), "x" * 40)  # a fixed day: the bytes name the test
    return out.getvalue()


MAIL = b"Delivered-To: a@b.example\r\nSubject: hi\r\nFrom: x@y.example\r\n\r\nbody"
PAGE = b"<!DOCTYPE html><html><body>Notice</body></html>"


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (b"", "empty"),
        (b"%PDF-1.7\n...", "pdf"),
        (b"\r\n%PDF-1.4 after a blank line", "pdf"),
        (b"A text that mentions %PDF-1.4 in passing, no more.", "text"),
        (picture("PNG"), "png"),
        (picture("JPEG"), "jpeg"),
        (picture("GIF"), "gif"),
        (picture("TIFF"), "tiff"),
        (picture("WEBP"), "webp"),
        (picture("BMP"), "bmp"),
        (b"BMW parts were ordered on 2026-01-02.", "text"),
        (b"\0\0\0\x18ftypheic\0\0\0\0", "heic"),
        (b"\0\0\0\x18ftypavif\0\0\0\0", "avif"),
        (b"\0\0\0\x18ftypisom\0\0\0\0", "mp4"),
        (archive("[Content_Types].xml", "word/document.xml"), "docx"),
        (archive("[Content_Types].xml", "xl/workbook.xml"), "xlsx"),
        (archive("[Content_Types].xml", "ppt/presentation.xml"), "pptx"),
        (archive("OFD.xml", "Doc_0/Document.xml"), "ofd"),
        (archive("word/document.xml")[:60], "docx"),
        (archive("readme.txt"), "zip"),
        (b"7z\xbc\xaf\x27\x1c\0\4", "7z"),
        (b"Rar!\x1a\x07\0", "rar"),
        (b"{\\rtf1\\ansi Notice}", "rtf"),
        (b"MZ\x90\0\x03\0\0\0", "executable"),
        (b"\x7fELF\x02\x01\x01\0", "executable"),
        (PAGE, "html"),
        (b"<div style='color:#333'>\n<p>05/03/2026</p>\n<h2>Your listing</h2></div>", "html"),
        (b'<table width="100%"><tr><td><p>Notice</p></td></tr></table>', "html"),
        ("<div><p>尊敬的卖家</p><p>通知</p></div>".encode("utf-16"), "html"),
        (b"<p> is what opens a paragraph in such a page.", "text"),
        (b"<b0b7wq2nfc@example.com> wrote:\n> please see below", "text"),
        (b"\xef\xbb\xbf  \n<html lang='de'>", "html"),
        (MAIL, "eml"),
        (b"From: the desk\nTo whom it may concern, hello.", "text"),
        (b"Subject matter: nothing\nDear team, please look.", "text"),
        ("尊敬的卖家：\n您的账户已停用。".encode("gb18030"), "text"),
        ("Datum\tBewertung\n20.08.26\t1\n".encode("utf-16"), "csv"),
        ("Datum\tBewertung\n20.08.26\t1\n".encode("utf-16-le"), "csv"),
        (b"order-id\tsku\tqty\n302-0000001-0000001\tA\t1\n", "csv"),
        (b'"Date","FNSKU","Title"\n"1","2","a, b"\n', "csv"),
        (b"Dear seller, we write today.\nYour account, sadly, is closed, now.", "text"),
        (bytes(range(256)) * 8, "unknown"),
    ],
)  # fmt: skip
def test_content_decides_the_type(tmp_path: Path, raw: bytes, kind: str) -> None:
    path = tmp_path / "invoice.pdf"
    path.write_bytes(raw)
    assert sniff(path) == kind


def test_a_broken_ole_file_is_ole_and_nothing_worse(tmp_path: Path) -> None:
    path = tmp_path / "old.doc"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 900)
    assert sniff(path) == "ole"
