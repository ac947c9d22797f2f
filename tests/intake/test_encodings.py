"""Bytes and letters: read in the encoding they were saved in, put right where somebody read them wrong before."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casewright.intake.media import inspect_files
from casewright.intake.media_decode import decode
from casewright.intake.media_mojibake import put_right
from casewright.intake.signatures import sniff
from casewright.model import Drop, FileRef

REF = FileRef("notice.txt")
ZH = "您的销售账户已停用，原因是迟发率高于目标。请在七十二小时内提交行动计划，案件编号 15512345671。"
JA = "出荷遅延率が目標を超えているため、出品用アカウントを停止しました。72時間以内にご返信ください。"
DE = "Ihr Verkäuferkonto wurde gesperrt, weil die Rate verspäteter Lieferungen über dem Ziel von 4 % liegt."
FR = "Votre compte vendeur a été désactivé à cause d’un taux d’expédition tardive trop élevé."
ES = "Su cuenta de vendedor se desactivó porque la tasa de envíos con retraso superó el límite."
IT = "L’account è stato disattivato perché la percentuale di spedizioni in ritardo è superiore al 4%."
EN = "Your selling account was deactivated — the late shipment rate exceeded 4%. “Reply within 72 hours.”"


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("gb18030", ZH), ("big5", "您的銷售帳戶已停用，請於七十二小時內提交行動計畫，並說明根本原因。"), ("cp932", JA),
        ("iso2022_jp", "出荷遅延率が目標を超えているため、アカウントを停止しました。"), ("cp1252", DE), ("cp1252", FR),
        ("cp1252", ES), ("cp1252", IT), ("utf-16-le", ZH), ("utf-16-be", JA + "\n1"), ("utf-16-le", DE), ("utf-16", FR),
        ("utf-8-sig", ZH),
    ],
)  # fmt: skip
def test_a_notice_saved_as_text_reads_the_same_in_every_encoding(encoding: str, text: str, tmp_path: Path) -> None:
    raw = (text + "\n").encode(encoding)
    (tmp_path / "notice.txt").write_bytes(raw)
    assert sniff(tmp_path / "notice.txt") == "text"
    (item,), found = inspect_files(Drop("case", tmp_path))
    assert item.text.strip() == text
    assert found == ()


@pytest.mark.parametrize("label", ["iso-8859-1", "gb2312", "us-ascii", "windows-1252", "big5", "klingon", ""])
@pytest.mark.parametrize("text", [ZH, JA, DE])
def test_a_wrong_label_on_utf_8_is_not_believed(label: str, text: str) -> None:
    if text == DE and label in {"gb2312", "big5"}:
        pytest.skip("two accents in a line prove nothing")
    assert decode(text.encode(), label) == text


def test_a_right_label_is_believed() -> None:
    assert decode("联通".encode("gbk"), "gb2312") == "联通"
    assert decode(b"\x1b$B=P2Y\x1b(B ok", "iso-2022-jp") == "出荷 ok"
    assert decode("注文①".encode("cp932"), "shift_jis") == "注文①"


def test_utf_8_with_a_byte_lost_stays_utf_8() -> None:
    raw = bytearray(ZH.encode())
    del raw[61]
    text = decode(bytes(raw))
    assert text.startswith("您的销售账户已停用，")
    assert text.count("\ufffd") <= 2


@pytest.mark.parametrize("text", [ZH, JA, DE, FR, ES, IT, EN])
@pytest.mark.parametrize("wrong", ["latin-1", "cp1252"])
def test_utf_8_read_as_western_is_put_right_and_told(text: str, wrong: str) -> None:
    try:
        garbled = text.encode().decode(wrong)
    except UnicodeDecodeError:
        pytest.skip("some signs have no western letter at all")
    again, found = put_right(f"Hello\n{garbled}\nbye", REF)
    assert again == f"Hello\n{text}\nbye"
    assert [each.code for each in found] == ["intake/garbled-text-repaired"]
    assert "1 行" in found[0].text.zh


def test_chinese_read_as_western_is_put_right() -> None:
    again, found = put_right(ZH.encode("gb18030").decode("latin-1"), REF)
    assert "您的销售账户已停用" in again
    assert "迟发率" in again
    assert [each.code for each in found] == ["intake/garbled-text-repaired"]


def test_utf_8_read_as_chinese_is_put_right_but_for_what_was_lost() -> None:
    garbled = "您的账户已停用，请在七十二小时内回复。".encode().decode("gb18030", errors="replace")
    again, found = put_right(garbled, REF)
    assert again.startswith("您的账户已停用，请在七十二小时内回复")
    assert "intake/garbled-text-repaired" in {each.code for each in found}


def test_letters_that_are_lost_are_told_with_a_way_out() -> None:
    _, found = put_right("您的账户锟斤拷停用", REF)
    assert [each.code for each in found] == ["intake/letters-lost"]
    assert "Seller Central" in found[0].fix.en


CLEAN = [ZH, JA, DE, FR, ES, IT, EN, "Ã is a letter of Portuguese: NÃO, MAÇÃ, ÓRGÃO", "价格：€ 35,99 – „billig“",
         "ÄÖÜ äöü ß ÉÈÊ ÀÂ ÎÏ ÔÛ", "鎮江市的锅炉厂", "涓涓细流，汇成江海；鍟字少见", "São Paulo – «citação» … ™ ® ©",
         "Señal nº 5ª: ¿qué? ¡sí! £10 ½", "æøå ÆØÅ þð ÞÐ", "ｶﾀｶﾅ ﾊﾝｶｸ 全角ＡＢＣ"]  # fmt: skip


@pytest.mark.parametrize("text", CLEAN)
def test_clean_text_is_left_as_it_is(text: str) -> None:
    assert put_right(text, REF) == (text, ())


#: Words as they stand in notices, and letters as they follow one another in no word at all.
WORDS = sorted({word for text in CLEAN for word in text.split()})
ALPHABETS = [
    "abcdefghijklmnopqrstuvwxyz ABCDEFGHIJ 0123456789 .,;:!?-–—“”‘’…€£ äöüßÄÖÜ",
    "abceéèêëiïoôuùûüçàâ’ ÉÈÀ",
    "aáeéiíoóuúüñÑÁÉÍÓÚ¿¡ ",
    "aàeèéiìoòuù ÀÈÉÌÒÙ’ ",
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行"
    "学法所民得经账户停用请您亚马逊，。：；（）、“”",
    "あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほアイウエオ商品出荷注文番号、。「」ー",
]


@given(st.one_of(
    st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join),
    *(st.text(alphabet=letters, max_size=120) for letters in ALPHABETS),
))  # fmt: skip
def test_no_text_in_the_languages_of_notices_is_ever_taken_for_garbled(text: str) -> None:
    assert put_right(text, REF) == (text, ())
