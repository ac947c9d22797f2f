"""PDFs as sellers send them: sound, locked, scanned, cut off, without a letter table, saved again."""

import io
import zlib
from pathlib import Path

import pikepdf
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFError, TTFont
from reportlab.pdfgen import canvas

from casewright.intake.media import inspect_files
from casewright.intake.media_pdf import legal_share, revisions
from casewright.model import Drop, EvidenceItem, Finding

CJK_FONT = Path("/usr/share/fonts/truetype/wqy/wqy-microhei.ttc")


def pdf(*pages: str, font: str = "Helvetica", creator: str = "Billing 4.1") -> bytes:
    out = io.BytesIO()
    page = canvas.Canvas(out, invariant=1)
    page.setCreator(creator)
    for text in pages:
        page.setFont(font, 12)
        for number, line in enumerate(text.split("\n")):
            page.drawString(72, 760 - 20 * number, line)
        page.showPage()
    page.save()
    return out.getvalue()


def scan(pages: int = 1) -> bytes:
    picture = ImageReader(Image.new("RGB", (600, 840), "lightgrey"))
    out = io.BytesIO()
    page = canvas.Canvas(out, pagesize=(595, 842), invariant=1)
    for _ in range(pages):
        page.drawImage(picture, 0, 0, 595, 842)
        page.showPage()
    page.save()
    return out.getvalue()


def chinese_font() -> str:
    try:
        pdfmetrics.registerFont(TTFont("cjk", str(CJK_FONT), subfontIndex=0))
    except (TTFError, OSError):
        pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
        return "STSong-Light"
    return "cjk"


def locked(raw: bytes, *, user: str, owner: str) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(raw)) as document:
        rights = pikepdf.Permissions(extract=False)
        document.save(out, encryption=pikepdf.Encryption(user=user, owner=owner, allow=rights))
    return out.getvalue()


def look(folder: Path, raw: bytes) -> tuple[EvidenceItem, dict[str, Finding]]:
    (folder / "paper.pdf").write_bytes(raw)
    (item,), found = inspect_files(Drop("case", folder))
    return item, {each.code: each for each in found}


def test_a_sound_pdf_tells_its_pages_text_and_maker(tmp_path: Path) -> None:
    item, found = look(tmp_path, pdf("Invoice INV-2026-014\nBuyer: Aurora Home", "Total 1,240.00 USD in words"))
    assert (item.media.kind, item.media.pages, item.media.encrypted) == ("pdf", 2, False)
    assert "Invoice INV-2026-014\nBuyer: Aurora Home" in item.text
    assert "Total 1,240.00 USD" in item.text
    assert "Billing 4.1" in item.media.made_with
    assert item.media.text_extractable
    assert item.media.legal_text_share == 1
    assert found == {}


def test_chinese_text_comes_out_as_it_was_written(tmp_path: Path) -> None:
    item, found = look(tmp_path, pdf("采购发票 编号 20260115\n购买方：深圳市极光家居有限公司", font=chinese_font()))
    assert "购买方：深圳市极光家居有限公司" in item.text
    assert found == {}


@pytest.mark.req("S0-67")
def test_a_pdf_with_an_open_password_is_named_and_not_read(tmp_path: Path) -> None:
    item, found = look(tmp_path, locked(pdf("Secret terms of supply"), user="u", owner="o"))
    assert item.media.encrypted
    assert item.media.pages is None
    assert item.text == ""
    assert "password" in found["intake/encrypted"].text.en


def test_a_pdf_with_an_owner_password_opens_silently_and_counts_as_encrypted(tmp_path: Path) -> None:
    item, found = look(tmp_path, locked(pdf("Terms of supply, page one"), user="", owner="o"))
    assert item.media.encrypted
    assert item.media.pages == 1
    assert item.media.text_extractable is False
    assert set(found) == {"intake/restricted-pdf"}


@pytest.mark.req("S0-68")
def test_a_scanned_pdf_is_told_from_one_with_text(tmp_path: Path) -> None:
    item, found = look(tmp_path, scan(pages=2))
    assert item.media.image_only
    assert item.media.chars == 0
    assert item.media.text_extractable is False
    assert set(found) == {"intake/image-only-pdf"}


def test_blank_pages_are_no_scan(tmp_path: Path) -> None:
    item, found = look(tmp_path, pdf(""))
    assert not item.media.image_only
    assert set(found) == {"intake/pdf-without-text"}


def test_a_scanned_page_among_others_is_named_by_number(tmp_path: Path) -> None:
    with pikepdf.open(io.BytesIO(pdf("Page one has words enough"))) as mixed, \
            pikepdf.open(io.BytesIO(scan())) as picture:  # fmt: skip
        mixed.pages.extend(picture.pages)
        mixed.save(tmp_path / "made.pdf")
    raw = (tmp_path / "made.pdf").read_bytes()
    (tmp_path / "made.pdf").unlink()
    item, found = look(tmp_path, raw)
    assert not item.media.image_only
    assert "on page 2" in found["intake/pdf-pages-without-text"].text.en


def test_a_cut_off_pdf_is_damaged_and_still_an_item(tmp_path: Path) -> None:
    whole = pdf("One page of text here", "Another page of text here")
    item, found = look(tmp_path, whole[: len(whole) * 6 // 10])
    assert item.media.problem == "damaged"
    assert found["intake/unreadable"].fix.zh


def test_a_pdf_with_a_broken_directory_is_read_after_repair_and_said_so(tmp_path: Path) -> None:
    item, found = look(tmp_path, pdf("Text behind a broken directory").replace(b"xref\n0", b"xrff\n0"))
    assert "Text behind a broken directory" in item.text
    assert item.media.problem == ""
    assert set(found) == {"intake/pdf-repaired"}


def test_garbage_after_a_pdf_header_is_a_finding_not_a_crash(tmp_path: Path) -> None:
    item, found = look(tmp_path, b"%PDF-1.7\n" + b"\x00\xffgarbage" * 200)
    assert item.media.problem == "damaged"
    assert set(found) == {"intake/unreadable"}


def test_text_that_copies_out_as_garbage_is_called_broken(tmp_path: Path) -> None:
    with pikepdf.open(io.BytesIO(pdf("采购发票购买方名称地址电话金额合计", font=chinese_font()))) as document:
        stripped = False
        for font in document.pages[0].Resources.Font.values():
            if "/ToUnicode" in font:
                private = "".join(f"<{code:02x}> <e0{code:02x}>\n" for code in range(64))
                font.ToUnicode.write(
                    b"begincmap 1 begincodespacerange <00> <ff> endcodespacerange 64 beginbfchar\n"
                    + private.encode() + b"endbfchar endcmap"
                )  # fmt: skip
                stripped = True
        out = io.BytesIO()
        document.save(out)
    if not stripped:
        pytest.skip("the font at hand has no letter table to break")
    item, found = look(tmp_path, out.getvalue())
    assert (item.media.legal_text_share or 0) < 0.5
    assert item.media.text_extractable is False
    assert "intake/broken-text-layer" in found


def test_the_share_of_legal_letters_ignores_blanks_and_soft_hyphens() -> None:
    assert legal_share("发票 A1\n") == 1
    assert legal_share("ab\x01\ue000") == 0.5
    assert legal_share("line\ufffebreak") == 1
    assert legal_share(" \n") is None


def test_saved_states_are_counted_by_start_marks_and_not_by_end_marks() -> None:
    assert revisions(b"startxref\n0\n%%EOF ... startxref\n116\n%%EOF") == 1
    assert revisions(b"startxref\n116\n%%EOF ... startxref\r\n2000\r\n%%EOF\n%%EOF") == 2


def test_a_pdf_saved_again_shows_two_states_and_a_signature_is_seen(tmp_path: Path) -> None:
    first = pdf("An invoice with enough words")
    again = first + b"\n% note\nxref\n0 0\ntrailer <<>>\nstartxref\n" + str(len(first)).encode() + b"\n%%EOF\n"
    assert revisions(again) == 2
    item, _ = look(tmp_path, first + b"\n%/ByteRange [0 1 2 3]\n%%EOF\n")
    assert item.media.signed


def test_a_long_pdf_is_read_in_part_and_says_so(tmp_path: Path) -> None:
    item, found = look(tmp_path, pdf(*(f"Page number {number} of the annexe" for number in range(1, 64))))
    assert item.media.pages == 63
    assert "first 60" in found["intake/pdf-partly-read"].text.en


def test_a_page_of_nonsense_operators_is_survived(tmp_path: Path) -> None:
    out = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.pages[0].Contents = document.make_stream(b"BT /F1 12 Tf (x) Tj " * 50 + zlib.compress(b"q" * 999))
        document.save(out)
    item, _ = look(tmp_path, out.getvalue())
    assert item.media.pages == 1


def test_a_page_that_unpacks_to_hundreds_of_megabytes_is_left_alone(tmp_path: Path) -> None:
    packer = zlib.compressobj(9)
    line = b"q 1 0 0 1 0 0 cm Q\n" * 60_000
    packed = b"".join(packer.compress(line) for _ in range(60)) + packer.flush()
    out = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        content = pikepdf.Stream(document, b"")
        content.write(packed, filter=pikepdf.Name.FlateDecode)
        document.pages[0].Contents = document.make_indirect(content)
        document.save(out, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    item, found = look(tmp_path, out.getvalue())
    assert item.media.problem == "too-large"
    assert "too large" in found["intake/file-too-large"].text.en


def test_a_long_page_packed_in_two_layers_is_no_bomb(tmp_path: Path) -> None:
    lines = "\n".join(f"{number} {zlib.crc32(str(number).encode()):x} " * 5 for number in range(4_000))
    item, _ = look(tmp_path, pdf(lines))
    assert item.media.problem == ""
    assert item.size > 50_000
