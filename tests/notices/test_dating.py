"""The date of a notice: printed in it, in each language's own form, or in Amazon's own header."""

from typing import Any

import pytest

BODY = {
    "en": "We removed your listing because of a trademark complaint. Your order of March 3, 2026 is not affected.",
    "zh": "由于商标侵权投诉，我们已移除您的商品。2026年1月3日的订单不受影响。",
    "ja": "商標権に関する申告により、お客様の商品の出品を取り消しました。2026年1月3日のご注文には影響しません。",
    "de": "wir haben Ihr Angebot wegen einer Markenverletzung entfernt. Die Bestellung vom 3. Januar 2026 bleibt.",
    "fr": "nous avons supprimé votre offre pour une marque. La commande du 3 janvier 2026 est maintenue.",
    "es": "hemos retirado su oferta por una reclamación de marca. El pedido del 3 de enero de 2026 se mantiene.",
    "it": "abbiamo rimosso la tua offerta per una violazione del marchio. L'ordine del 3 gennaio 2026 resta valido.",
    "pt": "removemos a sua oferta por causa de uma marca. O pedido de 3 de janeiro de 2026 continua válido.",
    "nl": "wij hebben uw aanbieding verwijderd om een merk. De bestelling van 3 januari 2026 blijft.",
}  # fmt: skip


@pytest.mark.parametrize(("language", "line", "day"), [
    ("en", "March 5, 2026", "2026-03-05"),
    ("en", "                                        05-Mar-2026", "2026-03-05"),
    ("en", "Thursday, March 5th, 2026", "2026-03-05"),
    ("en", "Date of this notice: 5 March 2026", "2026-03-05"),
    ("en", "This notice is dated March 5, 2026.", "2026-03-05"),
    ("en", "0ctober 5, 2O26", "2026-10-05"),
    ("zh", "通知日期：2026年3月5日", "2026-03-05"),
    ("zh", "二〇二六年三月五日", "2026-03-05"),
    ("zh", "发送日期: 2026/3/5 星期四", "2026-03-05"),
    ("ja", "令和8年3月5日", "2026-03-05"),
    ("ja", "R8.3.5", "2026-03-05"),
    ("ja", "２０２６年３月５日（木）", "2026-03-05"),
    ("de", "München, den 5. März 2026", "2026-03-05"),
    ("de", "Datum: 05.03.2026", "2026-03-05"),
    ("fr", "Luxembourg, le 1er mars 2026", "2026-03-01"),
    ("es", "Fecha: 5 de marzo del 2026", "2026-03-05"),
    ("it", "Data: 5 marzo 2026", "2026-03-05"),
    ("nl", "Datum: 5 maart 2026", "2026-03-05"),
    ("en", "Amazon Seller Performance wrote on March 5, 2026 at 4:40 PM PDT:", "2026-03-05"),
    ("en", "This e-mail was generated automatically on 5 March 2026.", "2026-03-05"),
    ("en", "Generated 2026/03/05 14:10 UTC by Seller Performance", "2026-03-05"),
    ("en", "[5 March 2026] Policy warning", "2026-03-05"),
    ("ja", "【2026年3月5日】重要なお知らせ", "2026-03-05"),
    ("zh", "发送时间：2026年3月5日 08:30（太平洋夏令时间）", "2026-03-05"),
    ("zh", "本邮件由系统于2026年3月5日自动发送", "2026-03-05"),
    ("ja", "本メールの送信日：2026年3月5日", "2026-03-05"),
    ("ja", "R8.3.5付　アカウント停止のご連絡", "2026-03-05"),
    ("de", "Diese Nachricht wurde am 05.03.2026 automatisch erstellt.", "2026-03-05"),
    ("fr", "Le 5 mars 2026, 16 h 20 (HE)", "2026-03-05"),
    ("fr", "Courriel envoyé automatiquement le 5 mars 2026", "2026-03-05"),
    ("es", "Madrid, a 5 de marzo de 2026", "2026-03-05"),
    ("it", "(messaggio del 5 marzo 2026)", "2026-03-05"),
    ("pt", "Mensagem gerada automaticamente em 5 de março de 2026", "2026-03-05"),
])  # fmt: skip
def test_a_printed_date_is_read_in_each_form_and_no_date_of_an_order(
    read: Any, language: str, line: str, day: str
) -> None:
    reading, _ = read(f"{line}\n\n{BODY[language]}\n")
    assert reading.notice_date is not None
    assert reading.notice_date.isoformat() == day


@pytest.mark.parametrize("language", sorted(BODY))
def test_a_day_that_the_body_speaks_of_is_not_the_date_of_the_notice(read: Any, language: str) -> None:
    reading, _ = read(f"{BODY[language]}\n\n© 2019-2026 Amazon\n")
    assert reading.notice_date is None


@pytest.mark.parametrize(("language", "line"), [
    ("en", "Your account was created on March 5, 2024."),
    ("en", "Send the documents by March 5, 2026."),
    ("de", "Bestellt am: 05.03.2026"),
    ("zh", "请于2026年3月5日前发送"),
    ("ja", "提出期限：2026年3月5日"),
])  # fmt: skip
def test_a_line_that_tells_of_something_else_than_the_sending_is_not_the_date(
    read: Any, language: str, line: str
) -> None:
    reading, _ = read(f"{BODY[language]}\n\n{BODY[language]}\n\n{line}\n")
    assert reading.notice_date is None


def test_the_store_decides_how_a_day_in_digits_is_read(read: Any) -> None:
    american, _ = read(f"03/05/2026\n\n{BODY['en']} Amazon.com\n", marketplace="US")
    british, _ = read(f"03/05/2026\n\n{BODY['en']} Amazon.co.uk\n", marketplace="UK")
    nobody, found = read(f"03/05/2026\n\n{BODY['en']}\n")
    assert (american.notice_date.isoformat(), british.notice_date.isoformat()) == ("2026-03-05", "2026-05-03")
    assert nobody.notice_date is None
    assert "notices/date-unclear" in {finding.code for finding in found}


def test_a_printed_time_is_kept_in_its_own_zone(read: Any) -> None:
    reading, _ = read(f"Date: February 9, 2026 at 4:14 PM PST\n\n{BODY['en']}\n")
    assert reading.notice_at.isoformat() == "2026-02-09T16:14:00-08:00"


def test_a_moment_as_machines_write_it_is_in_utc(read: Any) -> None:
    reading, _ = read(f"2026-02-09T16:14:05Z\n\n{BODY['en']}\n")
    assert reading.notice_at.isoformat() == "2026-02-09T16:14:00+00:00"


def test_a_printed_time_without_a_zone_is_that_of_the_store(read: Any) -> None:
    reading, _ = read(f"2026年2月9日 16:14\n\n{BODY['ja']}\n", marketplace="JP")
    assert reading.notice_at.isoformat() == "2026-02-09T16:14:00+09:00"


def test_a_printed_date_goes_before_the_header_even_of_the_same_day(read: Any) -> None:
    mail = "From: Amazon <notice@amazon.com>\nDate: Mon, 09 Feb 2026 16:14:00 -0800\nSubject: Your listing\n\n"
    printed, _ = read(f"{mail}February 9, 2026\n\n{BODY['en']}\n")
    alone, _ = read(f"{mail}{BODY['en']}\n")
    assert printed.notice_date.isoformat() == "2026-02-09"
    assert printed.notice_at is None
    assert alone.notice_at.isoformat() == "2026-02-09T16:14:00-08:00"


def test_the_date_of_whoever_passed_it_on_is_not_taken(read: Any) -> None:
    mail = "From: Li Wei <liwei@client.example>\nDate: Wed, 11 Feb 2026 09:00:00 +0800\nSubject: Fwd: removed\n\n"
    reading, _ = read(f"{mail}{BODY['en']}\n")
    assert reading.notice_date is None


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("Date on letter: 19 October 2015", "2015-10-19"), ("亚马逊账户审核 2024/11/22", "2024-11-22"),
        ("From today, 14 June 2022, you can't create seller-fulfilled offers on Amazon.co.uk.", "2022-06-14"),
        ("Seit heute, 6. Mai 2025, ist Ihr Angebot auf Amazon.de ausgeblendet.", "2025-05-06"),
        ("Please answer by 14 June 2022", None), ("请处理这个订单，买家下单于 2024/11/22", None),
        ("Your offers on Amazon.co.uk are hidden since 14 June 2022", None),
    ],
)  # fmt: skip
def test_a_day_that_ends_a_line_of_the_head_is_the_notices_unless_it_is_that_of_something_else(
    read: Any, head: str, day: str | None
) -> None:
    body = BODY["zh" if "请" in head or "账户" in head else "de" if "heute" in head else "en"]
    reading, _ = read(f"{head}\n\n{body}\n")
    assert (reading.notice_date.isoformat() if reading.notice_date else None) == day
