"""Pictures: known by their first bytes, bounded in size, placed as drawings that say in words what they show."""

import struct

from markupsafe import Markup, escape

from casewright.render.fill.faults import PictureError
from casewright.render.fill.making import current

MAX_PICTURE_BYTES = 10 << 20
MAX_SIDE = 20_000
MAX_WIDTH_MM = 420

_EMU = 36_000
#: Content types by file ending.
PICTURE_TYPES = {"png": "image/png", "jpeg": "image/jpeg", "gif": "image/gif"}
_A = "http://schemas.openxmlformats.org/drawingml/2006"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

#: A run of its own: what stood before is closed and what follows begins anew, in the middle of a text.
_DRAWING = (
    '</w:t></w:r><w:r><w:drawing><wp:inline xmlns:wp="{a}/wordprocessingDrawing" distT="0" distB="0" distL="0"'
    ' distR="0"><wp:extent cx="{cx}" cy="{cy}"/><wp:docPr id="0" name="Picture" descr="{alt}"/>'
    '<wp:cNvGraphicFramePr><a:graphicFrameLocks xmlns:a="{a}/main" noChangeAspect="1"/></wp:cNvGraphicFramePr>'
    '<a:graphic xmlns:a="{a}/main"><a:graphicData uri="{a}/picture"><pic:pic xmlns:pic="{a}/picture"><pic:nvPicPr>'
    '<pic:cNvPr id="0" name="Picture" descr="{alt}"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
    '<a:blip xmlns:r="{r}" r:embed="{id}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>'
    '<a:off x="0" y="0"/><a:ext cx="{cx}" cy="{cy}"/></a:xfrm><a:prstGeom prst="rect"/>'
    "</pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    '<w:r><w:t xml:space="preserve">'
)


def place_picture(data: bytes, *, width_mm: float, alt: str) -> Markup:
    """Return the drawing of a picture for the document that is being made; raise PictureError for no picture."""
    work = current()
    part = work.part if work else ""
    try:
        kind, width, height = measured(data)
    except ValueError as error:
        raise PictureError(part, str(error)) from error
    if work is None or not 0 < width_mm <= MAX_WIDTH_MM:
        raise PictureError(part, f"图片宽度 / a picture of {width_mm:g} mm")
    number = work.add_picture(data, extension=kind)
    cx = round(width_mm * _EMU)
    size = {"cx": cx, "cy": max(1, cx * height // width)}
    return Markup(_DRAWING.format(a=_A, r=_R, id=number, alt=escape(alt), **size))  # noqa: S704 - our own XML


def measured(data: bytes) -> tuple[str, int, int]:
    """Return what a picture is (png, jpeg, gif) and its pixels, by its bytes; raise ValueError for no such picture."""
    if len(data) > MAX_PICTURE_BYTES:
        raise ValueError(f"图片超过 / a picture is larger than {MAX_PICTURE_BYTES >> 20} MB")
    if data.startswith(b"\x89PNG\r\n\x1a\n") and data[12:16] == b"IHDR":
        kind, size = "png", data[16:24]
        width, height = struct.unpack(">II", size) if len(size) == 8 else (0, 0)
    elif data[:6] in (b"GIF87a", b"GIF89a"):
        kind, size = "gif", data[6:10]
        width, height = struct.unpack("<HH", size) if len(size) == 4 else (0, 0)
    elif data.startswith(b"\xff\xd8\xff"):
        kind, (width, height) = "jpeg", _jpeg_size(data)
    else:
        raise ValueError("图片不是 / a picture is no PNG, JPEG or GIF")
    if not (0 < width <= MAX_SIDE and 0 < height <= MAX_SIDE):
        raise ValueError(f"图片像素 / a picture of {width} x {height} pixels")
    return kind, width, height


def _jpeg_size(data: bytes) -> tuple[int, int]:
    """Walk the segments up to the frame header, which holds the size."""
    place = 2
    while place + 9 <= len(data) and data[place] == 0xFF:
        sign = data[place + 1]
        if sign == 0xFF:
            place += 1
            continue
        if 0xC0 <= sign <= 0xCF and sign not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", data[place + 5 : place + 9])
            return width, height
        if sign in (0x01, *range(0xD0, 0xD9)):
            place += 2
            continue
        place += 2 + int.from_bytes(data[place + 2 : place + 4], "big")
    return 0, 0
