"""Limits that count from the notice's own day: by Friday, until tomorrow, by midnight, before the end of the month.

Every notice here is of Monday, 2 March 2026.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pytest

from casewright.model import NoticeReading

Told = Callable[[NoticeReading], str]

SET = [
    ("en", "2026-03-06", "Please send us your plan of action by Friday."),
    ("en", "2026-03-06", "We must receive your reply no later than Friday, otherwise your account will be closed."),
    ("en", "2026-03-09", "Please respond by Monday."),
    ("en", "2026-03-09", "You have until next Monday to appeal."),
    ("en", "2026-03-13", "Submit the invoices by Friday next week."),
    ("en", "2026-03-13", "Submit the invoices by Friday of next week."),
    ("en", "2026-03-06", "Reply to this message before this Friday."),
    ("en", "2026-03-06 17:00", "Please reply by 5 pm on Friday."),
    ("en", "2026-03-06 17:00", "Please reply by Friday at 5:00 PM."),
    ("en", "2026-03-06 23:59", "Please reply by close of business on Friday."),
    ("en", "2026-03-06", "Please reply by Friday, March 6, 2026."),
    ("en", "2026-03-06", "Please reply by Friday, 6 March."),
    ("en", "2026-03-06", "Please reply by Fri."),
    ("en", "2026-03-02", "Please send the documents by today."),
    ("en", "2026-03-02 23:59", "Please send the documents by end of day."),
    ("en", "2026-03-02 23:59", "Please send the documents by the end of the day today."),
    ("en", "2026-03-02 23:59", "You must reply by midnight."),
    ("en", "2026-03-02 18:00", "You must reply by 6 pm today."),
    ("en", "2026-03-03", "You must reply by tomorrow."),
    ("en", "2026-03-03 12:00", "You must reply by noon tomorrow."),
    ("en", "2026-03-04", "Please answer no later than the day after tomorrow."),
    ("en", "2026-03-31", "Please upload the test reports by the end of the month."),
    ("en", "2026-03-15", "Please upload the test reports by the 15th."),
    ("en", "2026-04-30", "Please upload the test reports by the end of April."),
    ("en", "h72", "Please reply with in 7 2 hours."),
    ("en", "h72", "Please reply with in 72 ho urs."),
    ("en", "h72", "Please reply wit-\nhin 72 hours."),
    ("en", "d7", "You must submit your plan of action within 7 da ys."),
    ("en", "b3", "You must submit your plan of action with in 3 busi ness days."),
    ("en", "2026-03-03", "Your deadline is tomorrow."),
    ("en", "2026-03-02 17:00", "Please send us the invoices by 5 pm."),
    ("en", "2026-03-02", "Please answer today."),
    ("zh", "2026-03-06", "请在本周五前提交行动计划。"),
    ("zh", "2026-03-06", "请于周五前回复。"),
    ("zh", "2026-03-09", "请在下周一之前提交文件。"),
    ("zh", "2026-03-13", "请最迟于下周五提交发票。"),
    ("zh", "2026-03-06", "请在星期五之前回复。"),
    ("zh", "2026-03-06 18:00", "请于本周五18:00前回复。"),
    ("zh", "2026-03-02", "请今天之内回复。"),
    ("zh", "2026-03-03 00:00", "请于今天24点前回复。"),
    ("zh", "2026-03-03 00:00", "请于24点前回复。"),
    ("zh", "2026-03-03", "请在明天之前提交。"),
    ("zh", "2026-03-03 12:00", "请于明天中午12点前提交材料。"),
    ("zh", "2026-03-03", "请于明日内提交材料。"),
    ("zh", "2026-03-31", "请于月底前提交材料。"),
    ("zh", "2026-03-15", "请在15号前提交材料。"),
    ("de", "2026-03-06", "Bitte antworten Sie bis Freitag."),
    ("de", "2026-03-06", "Bitte reichen Sie die Unterlagen spätestens bis Freitag ein."),
    ("de", "2026-03-06 12:00", "Bitte antworten Sie bis Freitag, 12 Uhr."),
    ("de", "2026-03-03", "Bitte antworten Sie bis morgen."),
    ("de", "2026-03-02", "Bitte antworten Sie noch heute."),
    ("de", "2026-03-02 18:00", "Bitte antworten Sie bis heute 18 Uhr."),
    ("de", "2026-03-31", "Bitte laden Sie die Nachweise bis Ende März hoch."),
    ("de", "2026-03-31", "Bitte laden Sie die Nachweise bis Monatsende hoch."),
    ("fr", "2026-03-06", "Veuillez répondre avant vendredi."),
    ("fr", "2026-03-06", "Merci de nous envoyer les factures d'ici vendredi."),
    ("fr", "2026-03-03", "Veuillez répondre avant demain."),
    ("fr", "2026-03-02", "Veuillez répondre aujourd'hui même."),
    ("fr", "2026-03-06 18:00", "Veuillez répondre avant vendredi 18 h."),
    ("es", "2026-03-06", "Responda antes del viernes."),
    ("es", "2026-03-06", "Debe enviar las facturas a más tardar el viernes."),
    ("es", "2026-03-03", "Responda antes de mañana."),
    ("es", "2026-03-02", "Envíe los documentos hoy mismo."),
    ("es", "2026-03-09", "Envíe los documentos antes del próximo lunes."),
    ("it", "2026-03-06", "Ti preghiamo di rispondere entro venerdì."),
    ("it", "2026-03-03", "Ti preghiamo di rispondere entro domani."),
    ("it", "2026-03-02", "Ti preghiamo di rispondere entro oggi."),
    ("pt", "2026-03-06", "Responda até sexta-feira."),
    ("pt", "2026-03-06", "Responda até sexta."),
    ("pt", "2026-03-03", "Responda até amanhã."),
    ("nl", "2026-03-06", "Wij verzoeken u uiterlijk vrijdag te antwoorden."),
    ("ja", "2026-03-06", "金曜日までにご返信ください。"),
    ("ja", "2026-03-09", "来週月曜日までに改善計画書をご提出ください。"),
    ("ja", "2026-03-02", "本日中にご返信ください。"),
    ("ja", "2026-03-02 18:00", "本日18時までにご返信ください。"),
    ("ja", "2026-03-03", "明日までに資料をご提出ください。"),
    ("ja", "2026-03-31", "月末までに資料をご提出ください。"),
]  # fmt: skip
NONE = [
    ("en", "We answer on Friday."),
    ("en", "Your sales have fallen since Monday."),
    ("en", "The parcel was delivered on Tuesday."),
    ("en", "We will review your appeal by Friday."),
    ("en", "Our team can be reached Monday to Friday."),
    ("en", "Our support is open from Monday until Friday."),
    ("en", "Funds will be paid out by Friday."),
    ("en", "As of today your listing cannot be bought."),
    ("en", "Until today we have received no answer from you."),
    ("en", "The order should have reached the buyer by Tuesday."),
    ("en", "The units arrived before Monday."),
    ("en", "You will receive our decision by tomorrow."),
    ("en", "We removed your listing today."),
    ("en", "A carrier will collect the stock by Wednesday."),
    ("en", "Last Friday we asked you for invoices."),
    ("en", "Calls are answered by 5 pm."),
    ("en", "You opened 46 cases about this in nine days."),
    ("en", "Please note that replies are read within two business days."),
    ("en", "If the claimant does not tell us within 10 business days that they sued, we may put the content back."),
    ("it", "Il marchio è stato cambiato due volte in un mese."),
    ("ja", "10日間および30日間のレポートをご確認ください。"),
    ("zh", "我们将在周五前回复您。"),
    ("zh", "我们会在明天之前完成审核。"),
    ("zh", "截至今天仍未收到您的回复。"),
    ("zh", "周一至周五为客服工作时间。"),
    ("zh", "该订单应在周五前送达买家。"),
    ("zh", "我们今天移除了您的商品。"),
    ("zh", "资金将于下周五前转账给您。"),
    ("de", "Wir antworten bis Freitag."),
    ("de", "Bis heute haben wir keine Antwort erhalten."),
    ("de", "Wir sind von Montag bis Freitag erreichbar."),
    ("de", "Das Paket wurde am Dienstag zugestellt."),
    ("fr", "Jusqu'à aujourd'hui, nous n'avons reçu aucune réponse."),
    ("fr", "Nous vous répondrons avant vendredi."),
    ("fr", "Nous sommes joignables du lundi au vendredi."),
    ("es", "Hasta hoy no hemos recibido su respuesta."),
    ("es", "Le responderemos antes del viernes."),
    ("es", "Atendemos de lunes a viernes."),
    ("it", "Ti risponderemo entro venerdì."),
    ("it", "Siamo disponibili dal lunedì al venerdì."),
    ("pt", "Até hoje não recebemos sua resposta."),
    ("pt", "Responderemos até sexta-feira."),
    ("ja", "金曜日までに審査結果をご連絡いたします。"),
    ("ja", "本日まで回答をいただいておりません。"),
    ("ja", "受付時間は月曜日から金曜日までです。"),
    ("ja", "火曜日に配達されました。"),
]  # fmt: skip


@pytest.mark.req("S0-98")
@pytest.mark.parametrize(("language", "limit", "text"), SET)
def test_a_day_that_counts_from_the_notice_is_read(
    read: Any, told: Told, openings: Mapping[str, str], language: str, limit: str, text: str
) -> None:
    reading, found = read(openings[language] + text)
    assert told(reading) == limit
    assert "notices/deadline-unclear" not in {finding.code for finding in found}


@pytest.mark.parametrize(("language", "text"), NONE)
def test_a_day_that_something_else_happens_on_is_no_limit(
    read: Any, openings: Mapping[str, str], language: str, text: str
) -> None:
    reading, _ = read(openings[language] + text)
    assert reading.deadline is None


@pytest.mark.parametrize(("language", "text"), [
    ("en", "Submit the invoices by next Friday."),
    ("de", "Bitte antworten Sie bis nächsten Freitag."),
    ("it", "Ti preghiamo di rispondere entro il prossimo venerdì."),
])  # fmt: skip
def test_next_friday_written_on_a_monday_is_read_as_the_earlier_and_asked(
    read: Any, openings: Mapping[str, str], language: str, text: str
) -> None:
    reading, found = read(openings[language] + text)
    assert reading.deadline is not None
    assert reading.deadline.on == date(2026, 3, 6)
    assert "notices/deadline-unclear" in {finding.code for finding in found}


@pytest.mark.parametrize(("day", "limit"), [("March 5, 2026", date(2026, 3, 6)), ("March 6, 2026", date(2026, 3, 13))])
def test_by_friday_is_the_next_friday_behind_the_day_of_the_notice(read: Any, day: str, limit: date) -> None:
    reading, _ = read(f"{day}\n\nYour listing was removed because of a trademark complaint.\nPlease respond by Friday.")
    assert reading.deadline is not None
    assert reading.deadline.on == limit


def test_without_the_day_of_the_notice_no_day_is_made_up_and_the_words_are_kept(read: Any) -> None:
    reading, _ = read("Your listing was removed because of a trademark complaint.\nPlease send invoices by Friday.")
    assert reading.notice_date is None
    assert reading.deadline is not None
    assert reading.deadline.on is None
    assert reading.deadline.hours is None
    assert reading.deadline.quote == "Please send invoices by Friday."


def test_words_that_a_scan_split_stay_as_they_stand_in_the_quote(read: Any, openings: Mapping[str, str]) -> None:
    reading, _ = read(openings["en"] + "Please reply with in 7 2 hours.")
    assert reading.deadline is not None
    assert reading.deadline.quote == "Please reply with in 7 2 hours."


def test_figures_of_two_numbers_are_not_put_together(read: Any, openings: Mapping[str, str]) -> None:
    reading, _ = read(openings["en"] + "Please answer the points of Section 3 7 days from now at the latest.")
    assert reading.deadline is None or reading.deadline.hours != 37 * 24


def test_a_letter_that_is_no_notice_sets_no_limit_by_a_weekday(read: Any) -> None:
    reading, _ = read("2 March 2026\n\nPlease confirm by Thursday so that we can hold the space on the vessel.")
    assert reading.deadline is None


@pytest.mark.parametrize(("language", "text"), [
    ("en", "Please send your invoices by the end of this week."), ("zh", "请在本周内提交发票。"),
    ("de", "Bitte senden Sie uns die Rechnungen bis Ende der Woche."),
])  # fmt: skip
def test_of_the_end_of_a_week_the_last_working_day_is_taken_and_the_doubt_told(
    read: Any, told: Told, openings: Mapping[str, str], language: str, text: str
) -> None:
    reading, found = read(openings[language] + text)
    assert told(reading) == "2026-03-06"
    assert "notices/deadline-unclear" in {finding.code for finding in found}
