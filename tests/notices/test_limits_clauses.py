"""Clauses of notices in every language: the time that each sets the seller, or that it sets none.

Expected: ``h72`` hours, ``d7`` calendar days, ``b3`` business days, a day with its clock and zone, ``-`` for no limit.
"""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casewright.text import fold_width
from casewright.text.spelled import han_number, number_ending, spelled_numbers

CLAUSES = """
en | h72 | Send us a plan of action within 72 hours.
en | h48 | You have 48 (forty-eight) hours to confirm that the offers are gone.
en | h72 | A written reply is needed inside seventy-two (72) hours of this message.
en | h24 | Only 24 hours remain to upload the invoices.
en | d7 | Your answer must reach us no later than seven (7) calendar days after the date of this notice.
en | d14 | There is a 14-day window for your appeal.
en | d10 | Please let us have the certificate in the next ten days.
en | d21 | The agreement has to be signed and returned within three weeks.
en | d14 | You may object within a fortnight.
en | b5 | Kindly share the test report within 5 business days.
en | b2 | Respond within two working days or the case is closed.
en | 2026-03-15 | Submit everything by March 15, 2026.
en | 2026-03-15 | Deadline: March 15, 2026
en | 2026-03-15 | Your response is due on 15 March 2026.
en | 2026-03-15 17:00 America/Los_Angeles | Please reply by 5:00 PM PST on March 15.
en | 2026-03-15 17:00 America/Los_Angeles | Please reply by 5 p.m. Pacific Time on Sunday, March 15, 2026.
en | 2026-03-15 23:59 UTC | You can appeal until 15 March 2026, 23:59 GMT.
en | 2026-03-15 12:00 | Documents are accepted up to and including March 15, 2026, noon.
en | 2026-03-15 18:00 Europe/London | Get in touch before 18:00 BST on 15 March 2026 with your explanation.
en | 2026-03-15 09:30 UTC+08:00 | Upload the form no later than 15 March 2026, 09:30 (UTC+8).
en | 2026-03-15 | If the licence is not with us by 15 March, the listing stays down.
en | 2026-03-15 | Unless you prove your right to sell, the account will be closed on March 15, 2026.
en | h72 | If we do not hear from you within 72 hours, funds may be held for 90 days.
en | d30 | We will review your appeal within 48 hours; you have thirty days to file it.
en | h72 | To keep selling, act within 72 hours.
en | d7 | Time limit for your reply: 7 days
en | d3 | The seller is given three days from receipt of this e-mail to correct the title.
en | d10 | Funds are reserved for 60 days, and the documents listed above are to be provided within 10 days.
en | - | Your funds will be held for 90 days.
en | - | You can ask for a disbursement after 90 days.
en | - | The complaint stays on your record for 180 days.
en | - | We answer appeals within 48 hours.
en | - | Our team normally gets back to sellers within two business days.
en | - | Expect to hear from us within 7 days.
en | - | Please allow up to 14 days for our review.
en | - | Invoices must be dated within the last 365 days.
en | - | Send a utility bill issued in the past 90 days.
en | - | The bill may not be older than 90 days.
en | - | Over the last 30 days your late shipment rate was 8%.
en | - | Buyers can return the item within 30 days of delivery.
en | - | Inventory left in our warehouses after 30 days will be removed.
en | - | If you do not create a removal order within 90 days, your inventory will be disposed of.
en | - | The listing will be live again within 24 to 48 hours.
en | - | A-to-z claims can take up to 90 days to be settled.
en | - | The complainant has 10 business days to bring a lawsuit.
en | - | You did not answer our message of February 20 within 72 hours.
en | - | Because you failed to respond within 7 days, we closed the case.
en | - | The deadline of February 28, 2026 has passed.
en | - | You may appeal a second time after 14 days.
en | - | Orders placed before February 20, 2026 are not affected.
en | - | The promotion runs until March 31, 2026 for all buyers.
en | - | We received your appeal on March 1, 2026.
en | - | The account was registered on 15 March 2019.
en | - | Once you submit the form, we will decide within 5 days.
en | - | Sellers answer customer messages within 24 hours on average.
zh | h72 | 请在收到本通知后72小时内提交行动计划。
zh | h48 | 您有48（四十八）小时的时间回复本邮件。
zh | d7 | 请于7天内上传发票。
zh | d7 | 请在七个自然日内提供授权书。
zh | b3 | 您须在 3 个工作日内答复我们。
zh | d21 | 请在三周内签署并寄回协议。
zh | d10 | 如果我们在10日内未收到您的回复，案件将关闭。
zh | 2026-03-15 | 请在2026年3月15日之前提交文件。
zh | 2026-03-15 | 截止日期：2026年3月15日
zh | 2026-03-15 | 最迟于3月15日完成修改。
zh | 2026-03-15 18:00 Asia/Shanghai | 请于北京时间3月15日18:00前回复。
zh | 2026-03-15 17:00 America/Los_Angeles | 请于2026年3月15日下午5点（太平洋时间）前提交申诉。
zh | 2026-03-15 17:00 Asia/Shanghai | 请在 2026-03-15 17:00 CST 之前提交。
zh | 2026-03-15 | 申诉截至2026年3月15日为止。
zh | d30 | 您可以在本通知之日起30天内提出申诉。
zh | h24 | 请务必在二十四小时内确认已删除商品。
zh | - | 资金将被保留90天。
zh | - | 我们将在48小时内审核您的申诉。
zh | - | 审核通常需要2个工作日。
zh | - | 请提供最近365天内开具的发票。
zh | - | 该违规记录将保留180天。
zh | - | 由于您未在72小时内回复，我们已关闭案件。
zh | - | 买家可在收货后30天内退货。
zh | - | 提交后，我们会在7天内与您联系。
zh | - | 您的库存将在30天后被弃置。
zh | - | 过去60天的订单缺陷率为2%。
zh | - | 商品信息将在24小时内恢复。
zh | - | 水电费账单须为近90天内出具。
zh | - | 我们于2026年2月20日收到投诉。
ja | h72 | 72時間以内に改善計画書をご提出ください。
ja | d7 | 本メール受信後7日以内にご返信をお願いいたします。
ja | b5 | 5営業日以内に必要書類をお送りください。
ja | d14 | 14日間以内に異議申し立てを行ってください。
ja | d14 | 二週間以内にご回答いただけない場合、出品を停止します。
ja | 2026-03-15 | 2026年3月15日までにご提出ください。
ja | 2026-03-15 | 回答期限：2026年3月15日
ja | 2026-03-15 | 令和8年3月15日までに請求書をアップロードしてください。
ja | 2026-03-15 17:00 Asia/Tokyo | 3月15日17時（日本時間）までにご連絡ください。
ja | 2026-03-15 17:30 | 2026年3月15日（日）午後5時30分までに修正してください。
ja | 2026-03-15 | 期限は3月15日です。お早めにご対応ください。
ja | h48 | 48時間以内にご対応いただけない場合は、アカウントを停止いたします。
ja | - | 売上金は90日間留保されます。
ja | - | 審査には最大で3営業日かかります。
ja | - | 過去365日以内に発行された請求書をご提出ください。
ja | - | 当社は48時間以内に回答いたします。
ja | - | この記録は180日間残ります。
ja | - | 72時間以内にご返信がなかったため、ケースを終了しました。
ja | - | 購入者は30日以内に返品できます。
ja | - | 在庫は30日後に廃棄されます。
ja | - | 直近30日間の出荷遅延率は8%です。
ja | - | 出品は24時間以内に再開されます。
de | h72 | Bitte antworten Sie innerhalb von 72 Stunden.
de | h48 | Senden Sie uns den Maßnahmenplan binnen achtundvierzig Stunden.
de | d14 | Sie haben 14 Tage Zeit, um Einspruch einzulegen.
de | d7 | Ihre Unterlagen müssen uns spätestens sieben Tage nach Erhalt dieser Nachricht vorliegen.
de | d14 | Wir setzen Ihnen eine Frist von zwei Wochen, um die Belege nachzureichen.
de | h72 | Es gilt eine 72-Stunden-Frist für Ihre Antwort.
de | b3 | Reichen Sie die Rechnung innerhalb von drei Werktagen ein.
de | 2026-03-15 | Bitte reichen Sie die Unterlagen bis zum 15. März 2026 ein.
de | 2026-03-15 12:00 Europe/Berlin | Wir benötigen die Erklärung bis zum 15.03.2026, 12 Uhr MEZ.
de | 2026-03-15 18:00 | Laden Sie die Dateien spätestens am 15. März um 18:00 Uhr hoch.
de | 2026-03-15 | Frist: 15.03.2026
de | 2026-03-15 | Wenn wir bis 15. März nichts von Ihnen hören, schließen wir den Fall.
de | - | Ihr Guthaben wird 90 Tage lang einbehalten.
de | - | Wir prüfen Ihre Angaben in der Regel innerhalb von 48 Stunden.
de | - | Die Rechnungen dürfen nicht älter als 365 Tage sein.
de | - | Die Prüfung dauert bis zu 30 Tage.
de | - | Weil Sie nicht innerhalb von 72 Stunden geantwortet haben, wurde das Konto gesperrt.
de | - | In den letzten 30 Tagen lag Ihre Rate bei 8 %.
de | - | Käufer können Artikel innerhalb von 30 Tagen zurückgeben.
de | - | Der Eintrag bleibt 180 Tage sichtbar.
de | - | Ihr Angebot ist innerhalb von 24 Stunden wieder verfügbar.
fr | h72 | Veuillez nous répondre dans les 72 heures.
fr | d7 | Vous disposez de sept jours pour contester cette décision.
fr | d15 | Merci de nous transmettre les factures dans un délai de quinze jours.
fr | b3 | Envoyez-nous le certificat sous 3 jours ouvrés.
fr | h48 | Sans réponse de votre part sous quarante-huit heures, votre compte sera fermé.
fr | 2026-03-15 | Veuillez fournir ces documents avant le 15 mars 2026.
fr | 2026-03-15 18:00 Europe/Paris | Répondez au plus tard le 15 mars à 18 h (heure de Paris).
fr | 2026-03-15 | Date limite : 15 mars 2026
fr | 2026-04-01 | Vous avez jusqu'au 1er avril 2026 pour faire appel.
fr | - | Vos fonds seront retenus pendant 90 jours.
fr | - | Nous examinerons votre appel dans les 48 heures.
fr | - | Les factures doivent dater de moins de 365 jours.
fr | - | Comme vous n'avez pas répondu dans les 72 heures, le dossier est clos.
fr | - | Votre offre sera de nouveau en ligne sous 24 heures.
fr | - | Les acheteurs peuvent retourner l'article dans les 30 jours.
es | h72 | Debe responder en un plazo de 72 horas.
es | d7 | Dispone de siete días para presentar la apelación.
es | b5 | Envíe las facturas en los próximos cinco días hábiles.
es | h48 | Tiene cuarenta y ocho (48) horas para eliminar la oferta.
es | 2026-03-15 | Presente los documentos antes del 15 de marzo de 2026.
es | 2026-03-15 17:00 Europe/Madrid | Responda a más tardar el 15 de marzo a las 17:00 (hora peninsular).
es | 2026-03-15 | Fecha límite: 15 de marzo del 2026
es | - | Sus fondos se retendrán durante 90 días.
es | - | Revisaremos su apelación en un plazo de 48 horas.
es | - | Las facturas deben ser de los últimos 365 días.
es | - | La revisión puede tardar hasta 30 días.
es | - | Dado que no respondió en 72 horas, hemos cerrado el caso.
es | - | Los compradores pueden devolver el producto en 30 días.
it | h72 | Ti preghiamo di rispondere entro 72 ore.
it | d10 | Hai dieci giorni per presentare ricorso.
it | b3 | Invia le fatture entro 3 giorni lavorativi dalla ricezione di questo messaggio.
it | 2026-03-15 | Carica i documenti entro il 15 marzo 2026.
it | 2026-03-15 18:00 Europe/Rome | Rispondi entro le ore 18:00 del 15 marzo 2026 (ora italiana).
it | 2026-03-15 | Scadenza: 15/03/2026
it | - | I fondi saranno trattenuti per 90 giorni.
it | - | Esamineremo il tuo ricorso entro 48 ore.
it | - | Le fatture devono essere degli ultimi 365 giorni.
it | - | Poiché non hai risposto entro 72 ore, abbiamo chiuso il caso.
pt | h72 | Envie o plano de ação em até 72 horas.
pt | d7 | Você tem sete dias para recorrer.
pt | b5 | Responda no prazo de 5 dias úteis.
pt | 2026-03-15 | Envie os documentos até 15 de março de 2026.
pt | 2026-03-15 18:00 America/Sao_Paulo | Responda até as 18h de 15 de março (horário de Brasília).
pt | - | Seus fundos ficarão retidos por 90 dias.
pt | - | Analisaremos o seu recurso em até 48 horas.
pt | - | As notas fiscais devem ser dos últimos 365 dias.
nl | h72 | Reageer binnen 72 uur op dit bericht.
nl | d14 | U heeft veertien dagen om bezwaar te maken.
nl | b3 | Stuur ons de facturen binnen drie werkdagen.
nl | 2026-03-15 | Dien de documenten uiterlijk op 15 maart 2026 in.
nl | 2026-03-15 12:00 | Wij ontvangen uw antwoord graag uiterlijk 15 maart om 12:00 uur.
nl | - | Uw tegoed wordt 90 dagen vastgehouden.
nl | - | Wij beoordelen uw bezwaar meestal binnen 48 uur.
nl | - | De facturen mogen niet ouder dan 365 dagen zijn.
"""

ROWS = [tuple(part.strip() for part in line.split("|", 2)) for line in CLAUSES.strip().splitlines()]


@pytest.mark.parametrize(("language", "expected", "clause"), ROWS)
def test_a_clause_sets_the_time_that_it_says(
    read: Any, told: Any, openings: dict[str, str], language: str, expected: str, clause: str
) -> None:
    reading, _ = read(openings[language] + clause + "\n")
    assert told(reading) == expected
    if reading.deadline is not None:
        assert reading.deadline.quote in fold_width(clause)


def test_the_table_is_long_enough_to_mean_something(openings: dict[str, str]) -> None:
    assert len(ROWS) >= 150
    assert {row[0] for row in ROWS} == set(openings)


UNITS = {
    "en": ("Please reply within {} {}.", "hours|days|business days|weeks"),
    "zh": ("请在{}{}内回复。", "小时|天|个工作日|周"),
    "ja": ("{}{}以内にご返信ください。", "時間|日|営業日|週間"),
    "de": ("Bitte antworten Sie innerhalb von {} {}.", "Stunden|Tagen|Werktagen|Wochen"),
    "fr": ("Veuillez répondre dans un délai de {} {}.", "heures|jours|jours ouvrés|semaines"),
    "es": ("Debe responder en un plazo de {} {}.", "horas|días|días hábiles|semanas"),
    "it": ("Devi rispondere entro {} {}.", "ore|giorni|giorni lavorativi|settimane"),
    "pt": ("Responda no prazo de {} {}.", "horas|dias|dias úteis|semanas"),
    "nl": ("Reageer binnen {} {}.", "uur|dagen|werkdagen|weken"),
}  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(language=st.sampled_from(sorted(UNITS)), count=st.integers(2, 120), unit=st.sampled_from("hdbw"))
def test_any_count_of_any_unit_is_read_in_every_language(
    read: Any, told: Any, openings: dict[str, str], language: str, count: int, unit: str
) -> None:
    pattern, names = UNITS[language]
    count = min(count, 26) if unit == "w" else count  # more than half a year is no time to answer in
    reading, _ = read(openings[language] + pattern.format(count, names.split("|")["hdbw".index(unit)]))
    assert told(reading) == (f"d{count * 7}" if unit == "w" else f"{unit}{count}")


@settings(max_examples=40, deadline=None)
@given(number=st.integers(1, 99))
def test_a_spelled_number_means_one_number_in_all_languages_together(number: int) -> None:
    words = [word for word, value in spelled_numbers().items() if value == number]
    assert words
    assert all(number_ending(f"x {word} ") == (number, 2) for word in words)


@given(number=st.integers(1, 999))
def test_numbers_in_han_signs_are_read_as_figures_are(number: int) -> None:
    hundreds, tens, ones = number // 100, number // 10 % 10, number % 10
    signs = "〇一二三四五六七八九"
    text = (f"{signs[hundreds]}百" if hundreds else "") + (
        f"{signs[tens] if tens > 1 or hundreds else ''}十" if tens else "零" if hundreds and ones else ""
    )
    assert han_number(text + (signs[ones] if ones else "")) == number
