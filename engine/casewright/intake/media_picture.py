"""Pictures: pixels, frames, when and with what they were taken or changed."""

import re
import struct
import warnings
from datetime import datetime
from pathlib import Path

from PIL import ExifTags, Image

from casewright.intake.media_pdf import creator_tool
from casewright.intake.media_reading import BOMB, DAMAGED, Reading, shown
from casewright.model import FileRef, MediaFacts

#: Pictures up to here are decoded whole, which is the only way to see that one is cut off.
MAX_DECODED = 60_000_000

_BROKEN = (OSError, SyntaxError, ValueError, TypeError, KeyError, IndexError, EOFError, struct.error, OverflowError,
           ZeroDivisionError, AttributeError, MemoryError)  # fmt: skip


def read_picture(path: Path, ref: FileRef, kind: str) -> Reading:
    """Look into a picture. HEIC is measured, not decoded.

    Pillow refuses a picture above twice ``Image.MAX_IMAGE_PIXELS`` (179 million) before it unpacks one; its warnings
    below that are about sloppy metadata and say nothing that a clerk could mend.
    """
    del ref
    if kind == "heic":
        return _heic(path, kind)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return Reading(_measure(path, kind))
    except Image.DecompressionBombError:
        return Reading(MediaFacts(kind, problem=BOMB))
    except _BROKEN:
        return Reading(MediaFacts(kind, problem=DAMAGED))


def _measure(path: Path, kind: str) -> MediaFacts:
    with Image.open(path) as picture:
        width, height = picture.size
        frames = int(getattr(picture, "n_frames", 1)) if kind == "tiff" else None
        exif = picture.getexif()
        inner = exif.get_ifd(ExifTags.IFD.Exif)
        camera = " ".join(dict.fromkeys(
            text for text in (_text(exif.get(ExifTags.Base.Make)), _text(exif.get(ExifTags.Base.Model))) if text
        ))  # fmt: skip
        tools = (_text(exif.get(ExifTags.Base.Software)), _text(picture.info.get("Software")), _xmp(picture))
        taken = inner.get(ExifTags.Base.DateTimeOriginal) or (exif.get(ExifTags.Base.DateTime) if camera else None)
        problem = "" if width * height > MAX_DECODED else _decoded(picture)
    return MediaFacts(
        kind, pages=frames, width=width, height=height, taken_at=_clock(taken), camera=camera,
        made_with=" / ".join(dict.fromkeys(tool for tool in tools if tool)), problem=problem,
    )  # fmt: skip


def _decoded(picture: Image.Image) -> str:
    try:
        picture.load()
    except _BROKEN:
        return DAMAGED
    return ""


def _text(value: object) -> str:
    return shown(value) if isinstance(value, str) else ""


def _xmp(picture: Image.Image) -> str:
    raw = picture.info.get("xmp") or picture.info.get("XML:com.adobe.xmp") or b""
    return creator_tool(raw.encode("utf-8", errors="replace") if isinstance(raw, str) else bytes(raw))


def _clock(value: object) -> datetime | None:
    """Read EXIF's ``2026:01:15 09:30:00``, which has no zone; cameras without a set clock write zeros."""
    try:
        return datetime.strptime(value if isinstance(value, str) else "", "%Y:%m:%d %H:%M:%S")  # noqa: DTZ007
    except ValueError:
        return None


def _heic(path: Path, kind: str) -> Reading:
    """Take the size from the ``ispe`` boxes: the largest is the whole picture, the others its tiles."""
    with path.open("rb") as file:
        head = file.read(1 << 18)
    sizes = [struct.unpack(">II", found) for found in re.findall(rb"ispe.{4}(.{8})", head, re.DOTALL)]
    if not sizes:
        return Reading(MediaFacts(kind, problem=DAMAGED))
    width, height = max(sizes, key=lambda size: size[0] * size[1])
    return Reading(MediaFacts(kind, width=width, height=height))
