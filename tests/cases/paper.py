"""The papers of the sample cases: PDFs with text, scans, screenshots with an address bar, photos, mails and tables.

Everything is invented and drawn here with fixed seeds, so that the same story gives the same files.
"""

from __future__ import annotations

import io
import random
import zlib
from collections.abc import Mapping, Sequence
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from casewright.sheets import fixed_bytes

FONT_FILE = "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc"
FONT = "MicroHei"
PAGE = (1240, 1754)
NOTE = "Sample paper of an invented company / 虚构样例"

Story = Mapping[str, Any]


def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONT_FILE, size)


def _lines(spec: Story) -> list[str]:
    return [str(line) for line in spec.get("lines", ())]


def pdf(spec: Story) -> bytes:
    """Draw a text PDF: title, lines, one table."""
    if FONT not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont(FONT, FONT_FILE, subfontIndex=0))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=True)
    canvas.setTitle(spec.get("title", ""))
    canvas.setCreator(spec.get("creator", "Scan station"))
    for number, chunk in enumerate(_pages(spec)):
        if number:
            canvas.showPage()
        _pdf_page(canvas, spec, chunk)
    canvas.save()
    return out.getvalue()


def _pages(spec: Story) -> list[list[Sequence[Any]]]:
    rows = list(spec.get("table", ()))
    return [rows[start : start + 34] for start in range(0, len(rows), 34)] or [[]]


def _pdf_page(canvas: Canvas, spec: Story, rows: list[Sequence[Any]]) -> None:
    width, height = A4
    canvas.setFillColorRGB(0.12, 0.2, 0.36)
    canvas.setFont(FONT, 15)
    canvas.drawString(56, height - 70, str(spec.get("title", "")))
    canvas.setStrokeColorRGB(0.12, 0.2, 0.36)
    canvas.line(56, height - 78, width - 56, height - 78)
    canvas.setFillColorRGB(0.1, 0.1, 0.1)
    canvas.setFont(FONT, 9.5)
    y = height - 100
    for line in _lines(spec):
        canvas.drawString(56, y, line)
        y -= 15
    y -= 6
    columns = max((len(row) for row in rows), default=1)
    step = (width - 112) / columns
    for number, row in enumerate(rows):
        canvas.setFont(FONT, 8.2)
        if number == 0:
            canvas.setFillColorRGB(0.9, 0.92, 0.96)
            canvas.rect(54, y - 4, width - 108, 14, stroke=0, fill=1)
            canvas.setFillColorRGB(0.1, 0.1, 0.1)
        for column, value in enumerate(row):
            canvas.drawString(58 + column * step, y, str(value))
        y -= 16
    canvas.setFillColorRGB(0.55, 0.55, 0.55)
    canvas.setFont(FONT, 7)
    canvas.drawString(56, 34, NOTE)
    canvas.setFillColorRGB(0, 0, 0)


def page_picture(spec: Story) -> Image.Image:
    """Draw the same page as a picture, as a flatbed scanner would give it: grey paper, a slight turn, specks."""
    seed = random.Random(zlib.crc32(str(spec.get("title", "")).encode()))
    page = Image.new("L", PAGE, 250)
    draw = ImageDraw.Draw(page)
    draw.text((110, 120), str(spec.get("title", "")), font=_font(34), fill=25)
    draw.line((110, 172, PAGE[0] - 110, 172), fill=60, width=2)
    y = 205
    for line in _lines(spec):
        draw.text((110, y), line, font=_font(23), fill=30)
        y += 36
    y += 20
    rows = list(spec.get("table", ()))
    step = (PAGE[0] - 220) // max((len(row) for row in rows), default=1)
    for row in rows:
        draw.line((110, y - 6, PAGE[0] - 110, y - 6), fill=170)
        for column, value in enumerate(row):
            draw.text((114 + column * step, y), str(value), font=_font(20), fill=35)
        y += 36
    if stamp := spec.get("stamp"):
        draw.ellipse((840, 1330, 1080, 1570), outline=110, width=7)
        draw.text((868, 1430), str(stamp), font=_font(24), fill=110)
    draw.text((110, PAGE[1] - 80), NOTE, font=_font(16), fill=150)
    for _ in range(420):
        page.putpixel((seed.randrange(PAGE[0]), seed.randrange(PAGE[1])), seed.randrange(120, 200))
    return page.rotate(seed.choice((-0.4, 0.3, 0.5)), fillcolor=246, resample=Image.Resampling.BICUBIC)


def scan(spec: Story) -> bytes:
    """Put the page picture into a PDF without a text layer."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=True)
    canvas.setCreator("Office scanner")
    shot = io.BytesIO()
    page_picture(spec).convert("L").save(shot, "JPEG", quality=55)
    picture = Image.open(shot)
    canvas.drawInlineImage(picture, 0, 0, width=A4[0], height=A4[1])
    canvas.save()
    return out.getvalue()


def picture(spec: Story) -> bytes:
    """Give the scanned page as PNG, for notices that take images only."""
    out = io.BytesIO()
    page_picture(spec).resize((930, 1316)).quantize(16).save(out, "PNG", optimize=True)
    return out.getvalue()


def screenshot(spec: Story) -> bytes:
    """Draw a full browser window on a desktop: tabs, address bar, page, taskbar with the clock."""
    window = _window(spec, (1440, 810))
    out = io.BytesIO()
    window.quantize(32).save(out, "PNG", optimize=True)
    return out.getvalue()


def _window(spec: Story, size: tuple[int, int]) -> Image.Image:
    width, height = size
    shot = Image.new("RGB", size, "white")
    draw = ImageDraw.Draw(shot)
    draw.rectangle((0, 0, width, 34), fill="#dfe3ea")
    draw.rectangle((10, 6, 330, 34), fill="white")
    draw.text((22, 11), str(spec.get("tab", "Seller Central")), font=_font(14), fill="#222222")
    draw.rectangle((0, 34, width, 72), fill="#f4f6f9")
    draw.rounded_rectangle((96, 40, width - 60, 66), radius=13, fill="white", outline="#c9ced8")
    draw.text((112, 44), str(spec["url"]), font=_font(15), fill="#1b1b1b")
    draw.rectangle((0, 72, width, 112), fill="#1f2f3f")
    draw.text((24, 82), str(spec.get("store", "seller central")), font=_font(16), fill="white")
    draw.text((34, 132), str(spec.get("title", "")), font=_font(24), fill="#111111")
    y = 178
    for line in _lines(spec):
        draw.text((34, y), line, font=_font(16), fill="#333333")
        y += 27
    rows = list(spec.get("table", ()))
    step = (width - 80) // max((len(row) for row in rows), default=1)
    for number, row in enumerate(rows):
        draw.rectangle((34, y, width - 40, y + 28), fill="#eef2f7" if number == 0 else "white", outline="#d9dee6")
        for column, value in enumerate(row):
            draw.text((42 + column * step, y + 5), str(value), font=_font(15), fill="#222222")
        y += 28
    draw.rectangle((0, height - 34, width, height), fill="#20242b")
    draw.text((width - 190, height - 27), str(spec["clock"]), font=_font(15), fill="white")
    return shot


def photo(spec: Story) -> bytes:
    """Take the screen with a phone: portrait, skewed, noisy, with the phone in EXIF and no address bar."""
    seed = random.Random(zlib.crc32(str(spec["clock"]).encode()))
    shot = _window(spec, (1440, 810)).crop((0, 112, 1440, 776)).resize((900, 1600))
    shot = shot.rotate(2.2, fillcolor=(40, 42, 46), resample=Image.Resampling.BICUBIC)
    pixels = shot.load()
    assert pixels is not None
    for _ in range(30_000):
        x, y = seed.randrange(shot.width), seed.randrange(shot.height)
        red, green, blue = pixels[x, y]  # type: ignore[misc]
        shift = seed.randrange(-18, 18)
        pixels[x, y] = tuple(max(0, min(255, part + shift)) for part in (red, green, blue))
    exif = Image.Exif()
    exif[0x010F], exif[0x0110], exif[0x0132] = "Huawei", "P60", str(spec["clock"]).replace("-", ":") + ":00"
    out = io.BytesIO()
    shot.save(out, "JPEG", quality=62, exif=exif)
    return out.getvalue()


def mail(spec: Story) -> bytes:
    """Write an .eml as a mail program saves it."""
    message = EmailMessage(policy=SMTP)
    message["From"], message["To"] = spec["from"], spec["to"]
    message["Subject"], message["Date"] = spec["subject"], spec["date"]
    message["Message-ID"] = f"<{zlib.crc32(str(spec['subject']).encode()):08x}@mail.example>"
    message.set_content(str(spec["body"]), cte="quoted-printable")
    return message.as_bytes()


def table(spec: Story) -> bytes:
    """Write a small .xlsx."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = str(spec.get("sheet", "Sheet1"))
    for row in spec["table"]:
        sheet.append(list(row))
    return fixed_bytes(book)


def text(spec: str, encoding: str = "utf-8") -> bytes:
    """Encode a text file as the client's computer did."""
    return spec.encode(encoding)


def write(path: Path, data: bytes) -> None:
    """Write one file of a case."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
