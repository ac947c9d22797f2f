"""Notices that come as pictures: read where they are the notice, marked as read from a picture, never for ever."""

import io
import subprocess
import sys
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import docx
import pytest
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen import canvas

from casewright.intake import media_notice_picture, media_ocr
from casewright.intake.media import inspect_files
from casewright.intake.media_lines import Word
from casewright.intake.media_ocr import NotReadError, PictureReader
from casewright.model import Drop, EvidenceItem, Finding

LATIN = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"
CJK = "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"

EN = [
    "Hello Aurora Home,", "", "Your Amazon.com selling account has been deactivated because your",
    "order defect rate of 1.98% exceeds our target of 1%.", "", "We reviewed order 112-0345678-1234567.",
    "ASIN: B0C1D8S5I0", "Submit your plan of action within 72 hours.", "Case ID 15512345671", "February 9, 2026",
]  # fmt: skip
ZH = [
    "尊敬的卖家：", "您的亚马逊销售账户已被停用，原因是迟发率高于目标。", "请在 72 小时内提交行动计划。",
    "通知日期：2026年2月9日",
]  # fmt: skip
JA = [
    "出品者様", "出荷遅延率が目標を超えているため、出品用アカウントを停止しました。",
    "72時間以内に改善計画をご提出ください。",
]  # fmt: skip

needs_fonts = pytest.mark.skipif(not Path(LATIN).is_file() or not Path(CJK).is_file(), reason="needs the fonts of CI")
needs_ocr = pytest.mark.skipif(not media_ocr.can_read_pictures(), reason="needs the [ocr] extra")


def drawn(lines: list[str], font: str = LATIN, *, size: int = 20, width: int = 900, bar: str = "") -> Image.Image:
    """Draw lines as a page of text; with ``bar`` as a browser shows it under its address."""
    letters = ImageFont.truetype(font, size)
    step = round(size * 1.6)
    picture = Image.new("RGB", (width, 60 + step * (len(lines) + 3)), "white")
    pen = ImageDraw.Draw(picture)
    top = 30
    if bar:
        pen.rectangle((0, 0, width, step + 20), fill="#dee1e6")
        pen.text((120, 12), bar, font=letters, fill="#202124")
        top = step + 40
    for line in lines:
        pen.text((30, top), line, font=letters, fill="#111111")
        top += step
    return picture


def look(folder: Path, *, notices: tuple[str, ...] = ()) -> tuple[dict[str, EvidenceItem], list[str]]:
    items, found = inspect_files(Drop("case", folder), notices=notices)
    return {item.path: item for item in items}, [finding.code for finding in found]


@pytest.fixture(autouse=True, scope="module")
def _closed() -> Iterator[None]:
    yield
    media_ocr.PICTURES.close()


@needs_ocr
@needs_fonts
@pytest.mark.slow
def test_a_screenshot_called_notice_is_read_line_by_line_and_marked(tmp_path: Path) -> None:
    bar = "sellercentral.amazon.com/performance/notifications"
    drawn(EN, size=15, width=1100, bar=bar).save(tmp_path / "notice.png")
    items, codes = look(tmp_path)
    item = items["notice.png"]
    assert item.text.split("\n") == [bar, "", *EN]
    assert item.media.ocr
    assert codes == ["intake/read-by-ocr"]


@needs_ocr
@needs_fonts
@pytest.mark.slow
@pytest.mark.parametrize("lines", [ZH, JA])
def test_chinese_and_japanese_screenshots_are_read(lines: list[str], tmp_path: Path) -> None:
    drawn(lines, CJK).save(tmp_path / "通知截图.png")
    items, _ = look(tmp_path)
    read = items["通知截图.png"].text.replace(" ", "")
    assert read.split("\n") == [line.replace(" ", "") for line in lines]


@needs_ocr
@needs_fonts
@pytest.mark.slow
def test_a_scanned_notice_in_a_pdf_is_read_page_by_page(tmp_path: Path) -> None:
    sheet = canvas.Canvas(str(tmp_path / "notice.pdf"), pagesize=(595, 842))
    for lines in (EN, ["Second page: case 15512345672"]):
        page = drawn(lines, size=30, width=1240)
        whole = Image.new("RGB", (1240, 1754), "white")
        whole.paste(page, (0, 0))
        raw = io.BytesIO()
        whole.save(raw, "PNG")
        sheet.drawImage(ImageReader(raw), 0, 0, 595, 842)
        sheet.showPage()
    sheet.save()
    items, codes = look(tmp_path)
    item = items["notice.pdf"]
    assert item.media.image_only
    assert item.media.ocr
    assert "deactivated because your\norder defect rate of 1.98%" in item.text
    assert item.text.endswith("Second page: case 15512345672")
    assert codes == ["intake/read-by-ocr"]


class Counting(PictureReader):
    """A reader that reads nothing and tells what it was asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []

    def read(self, path: Path, *, sha256: str, page: int | None = None) -> tuple[Word, ...]:
        del sha256, page
        self.asked.append(path.name)
        return (Word(0, 0, 100, 20, "password: hunter2secret"), Word(0, 30, 60, 50, "?x?", 0.4))


@pytest.fixture
def counting(monkeypatch: pytest.MonkeyPatch) -> Counting:
    reader = Counting()
    monkeypatch.setattr(media_notice_picture, "can_read_pictures", lambda: True)
    monkeypatch.setattr(media_notice_picture.read_notice_pictures, "__kwdefaults__", {"named": (), "reader": reader})
    return reader


def test_only_the_picture_that_is_the_notice_is_read_of_forty(tmp_path: Path, counting: Counting) -> None:
    for number in range(40):
        Image.new("RGB", (40, 40), (number, 0, 0)).save(tmp_path / f"photo {number:02}.png")
    Image.new("RGB", (40, 40)).save(tmp_path / "Notice 0209.png")
    look(tmp_path)
    assert counting.asked == ["Notice 0209.png"]


def test_a_picture_beside_a_notice_with_text_is_not_read(tmp_path: Path, counting: Counting) -> None:
    Image.new("RGB", (40, 40)).save(tmp_path / "notice.png")
    (tmp_path / "notice.txt").write_text("Your selling account was deactivated. " * 5, encoding="utf-8")
    items, codes = look(tmp_path)
    assert counting.asked == []
    assert not items["notice.png"].media.ocr
    assert codes == []


def test_the_file_that_the_sheet_calls_the_notice_is_read_whatever_its_name(tmp_path: Path, counting: Counting) -> None:
    Image.new("RGB", (40, 40)).save(tmp_path / "IMG_0017.png")
    look(tmp_path, notices=("img_0017",))
    assert counting.asked == ["IMG_0017.png"]


def test_a_secret_in_a_picture_is_blacked_out_and_hard_lines_are_told(tmp_path: Path, counting: Counting) -> None:
    Image.new("RGB", (40, 40)).save(tmp_path / "notice.png")
    items, codes = look(tmp_path)
    assert "hunter2secret" not in items["notice.png"].text
    assert codes == ["intake/read-by-ocr", "intake/ocr-unsure", "intake/secret-in-file"]


def test_without_the_extra_the_finding_says_how_to_install_it_and_how_to_do_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(media_notice_picture, "can_read_pictures", lambda: False)
    Image.new("RGB", (40, 40)).save(tmp_path / "notice.png")
    items, found = inspect_files(Drop("case", tmp_path))
    assert items[0].text == ""
    told = [finding for finding in found if finding.code == "intake/picture-not-read"]
    assert "uv sync --extra ocr" in told[0].fix.en
    assert "uv sync --extra ocr" in told[0].fix.zh
    assert "notice.txt" in told[0].fix.zh


def fake(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, code: str) -> None:
    """Put another program in the place of the process that reads pictures."""
    program = tmp_path / "reader.py"
    program.write_text(code, encoding="utf-8")
    real = subprocess.Popen

    def start(_: list[str], **more: object) -> object:
        return real([sys.executable, str(program)], **more)  # type: ignore[call-overload]

    monkeypatch.setattr(subprocess, "Popen", start)


HANGS = "import sys, time\nsys.stdin.readline()\ntime.sleep(600)\n"
DIES = "import sys\nsys.stdin.readline()\nsys.exit(9)\n"
COUNTS = (
    "import json, os, sys\nfor line in sys.stdin:\n"
    "    print(json.dumps({'boxes': [[0, 0, 9, 9, str(os.getpid()), 1.0]]}), flush=True)\n"
)


@pytest.mark.parametrize(("code", "slow"), [(HANGS, True), (DIES, False)])
def test_a_process_that_hangs_or_dies_is_ended_and_the_next_picture_gets_a_new_one(
    code: str, slow: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake(monkeypatch, tmp_path, code)
    reader = PictureReader(limit=0.5 if slow else 30, loading=0.1)
    with pytest.raises(NotReadError) as told:
        reader.read(tmp_path / "a.png", sha256="a")
    assert told.value.slow is slow
    monkeypatch.undo()
    fake(monkeypatch, tmp_path, COUNTS)
    assert PictureReader(limit=30).read(tmp_path / "a.png", sha256="a")[0].text.isdecimal()
    reader.close()


def test_a_picture_is_read_once_and_the_process_is_replaced_after_a_while(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake(monkeypatch, tmp_path, COUNTS)
    monkeypatch.setattr(media_ocr, "RECYCLED", 2)
    reader = PictureReader(limit=30)
    pids = [reader.read(tmp_path / "a.png", sha256=each)[0].text for each in ("a", "a", "b", "c", "a")]
    reader.close()
    assert pids[0] == pids[1] == pids[2] == pids[4]
    assert pids[3] != pids[0]


def test_what_was_read_is_kept_in_the_desks_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake(monkeypatch, tmp_path, COUNTS)
    first, second = PictureReader(limit=30), PictureReader(limit=30)
    first.folder = second.folder = tmp_path / "cache"
    one = first.read(tmp_path / "a.png", sha256="a", page=1)
    fake(monkeypatch, tmp_path, DIES)
    assert second.read(tmp_path / "a.png", sha256="a", page=1) == one
    first.close()


def test_a_picture_with_a_secret_in_it_is_kept_nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake(monkeypatch, tmp_path, COUNTS.replace("str(os.getpid())", "'password: hunter2secret'"))
    reader = PictureReader(limit=30)
    reader.folder = tmp_path / "cache"
    assert reader.read(tmp_path / "a.png", sha256="a")
    reader.close()
    assert not (tmp_path / "cache").exists()


def test_a_slow_picture_is_a_finding_with_a_way_out(
    tmp_path: Path, counting: Counting, monkeypatch: pytest.MonkeyPatch
) -> None:
    def out_of_time(*_: object, **__: object) -> tuple[Word, ...]:
        raise NotReadError(slow=True)

    monkeypatch.setattr(counting, "read", out_of_time)
    Image.new("RGB", (40, 40)).save(tmp_path / "notice.png")
    _, found = inspect_files(Drop("case", tmp_path))
    assert [finding.code for finding in found] == ["intake/picture-unreadable"]
    assert "超时" in found[0].text.zh
    assert isinstance(found[0], Finding)


def noise() -> bytes:
    """Return a picture that is larger than a logo."""
    out = io.BytesIO()
    Image.effect_noise((200, 200), 80).save(out, "PNG")
    return out.getvalue()


def test_a_screenshot_pasted_into_a_word_file_is_read(tmp_path: Path, counting: Counting) -> None:
    document = docx.Document()
    document.add_paragraph("通知截图如下")
    document.add_picture(io.BytesIO(noise()))
    document.save(str(tmp_path / "notice.docx"))
    items, codes = look(tmp_path)
    assert len(counting.asked) == 1
    assert items["notice.docx"].text.startswith("通知截图如下\n\n")
    assert "intake/read-by-ocr" in codes


def test_a_screenshot_inside_a_mail_is_read_where_the_mail_says_little(tmp_path: Path, counting: Counting) -> None:
    for name, words in (("notice.eml", "看图"), ("other.eml", "a mail that nobody calls the notice")):
        message = EmailMessage()
        message["From"], message["Subject"] = "Li <li@client.example>", "FW"
        message.set_content(words)
        message.add_attachment(noise(), maintype="image", subtype="png", filename="1.png")
        message.add_attachment(b"small", maintype="image", subtype="png", filename="logo.png")
        (tmp_path / name).write_bytes(message.as_bytes())
    items, _ = look(tmp_path)
    assert len(counting.asked) == 1
    assert items["notice.eml"].media.ocr
    assert not items["other.eml"].media.ocr
