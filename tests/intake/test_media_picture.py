"""Pictures: pixels, clocks, cameras, retouching, bombs."""

import struct
import zlib
from datetime import datetime
from pathlib import Path

import pytest
from PIL import ExifTags, Image
from PIL.PngImagePlugin import PngInfo

from casewright.intake.media import inspect_files
from casewright.model import Drop, EvidenceItem, Finding


def look(folder: Path) -> tuple[EvidenceItem, list[Finding]]:
    (item,), found = inspect_files(Drop("case", folder))
    return item, list(found)


def test_a_screenshot_tells_its_pixels(tmp_path: Path) -> None:
    Image.new("RGB", (1920, 1080), "white").save(tmp_path / "dashboard.png")
    item, found = look(tmp_path)
    assert (item.media.width, item.media.height, item.media.camera) == (1920, 1080, "")
    assert found == []


def test_a_phone_photo_tells_its_camera_and_its_clock(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "Apple"
    exif[ExifTags.Base.Model] = "iPhone 15"
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = "2026:02:03 21:14:09"
    Image.new("RGB", (600, 800)).save(tmp_path / "screen.jpg", exif=exif)
    item, _ = look(tmp_path)
    assert item.media.camera == "Apple iPhone 15"
    assert item.media.taken_at == datetime(2026, 2, 3, 21, 14, 9)  # noqa: DTZ001 - EXIF's clock has no zone


def test_a_clock_of_zeros_is_no_date(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "Canon"
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = "0000:00:00 00:00:00"
    Image.new("RGB", (60, 80)).save(tmp_path / "a.jpg", exif=exif)
    assert look(tmp_path)[0].media.taken_at is None


@pytest.mark.parametrize("way", ["exif", "png", "xmp"])
def test_a_retouching_program_is_read_from_wherever_it_signs(tmp_path: Path, way: str) -> None:
    path = tmp_path / "a.png"
    picture = Image.new("RGB", (60, 80))
    exif, text = Image.Exif(), PngInfo()
    if way == "exif":
        exif[ExifTags.Base.Software] = "Adobe Photoshop 27.0"
    elif way == "png":
        text.add_text("Software", "Adobe Photoshop 27.0")
    else:
        text.add_itxt("XML:com.adobe.xmp", '<x xmp:CreatorTool="Adobe Photoshop 27.0"/>')
    picture.save(path, exif=exif, pnginfo=text)
    assert "Photoshop" in look(tmp_path)[0].media.made_with


def png_of(width: int, height: int) -> bytes:
    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 99)) + chunk(b"IEND", b"")


def test_a_pixel_bomb_is_refused_before_it_unpacks(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(png_of(60_000, 60_000))
    item, found = look(tmp_path)
    assert item.media.problem == "too-many-pixels"
    assert "pixels" in found[0].text.en


def test_a_cut_off_picture_is_damaged(tmp_path: Path) -> None:
    Image.effect_noise((400, 300), 80).save(tmp_path / "a.jpg")
    raw = (tmp_path / "a.jpg").read_bytes()
    (tmp_path / "a.jpg").write_bytes(raw[: len(raw) // 2])
    item, found = look(tmp_path)
    assert item.media.problem == "damaged"
    assert [each.code for each in found] == ["intake/unreadable"]


def test_a_heic_picture_is_measured_without_being_decoded(tmp_path: Path) -> None:
    tile = b"ispe\0\0\0\0" + struct.pack(">II", 512, 512)
    whole = b"ispe\0\0\0\0" + struct.pack(">II", 3024, 4032)
    (tmp_path / "a.heic").write_bytes(b"\0\0\0\x18ftypheic\0\0\0\0" + tile + whole + tile)
    item, _ = look(tmp_path)
    assert (item.media.kind, item.media.width, item.media.height) == ("heic", 3024, 4032)


def test_the_frames_of_a_tiff_are_its_pages(tmp_path: Path) -> None:
    frames = [Image.new("L", (40, 40)) for _ in range(3)]
    frames[0].save(tmp_path / "fax.tiff", save_all=True, append_images=frames[1:])
    assert look(tmp_path)[0].media.pages == 3
