"""Which times are the seller's."""

import re
from typing import Any

import pytest

ENGLISH = "Your listings were removed because of trademark complaints.\n"
CHINESE = "您的商品因商标侵权投诉已被移除。\n"
JAPANESE = "商標権に関する申告により、お客様の商品を削除しました。\n"


def after_its_cause(text: str) -> str:
    """Put the usual opening before a sentence, in the sentence's own language."""
    if re.search("[\u3040-\u30ff]", text):
        return JAPANESE + text
    return (CHINESE if re.search("[\u4e00-\u9fff]", text) else ENGLISH) + text


@pytest.mark.req("S0-98")
@pytest.mark.parametrize(("text", "hours"), [
    ("Please send a plan of action within 72 hours.", 72),
    ("You must respond within seventy-two (72) hours of receiving this e-mail.", 72),
    ("You have 30 calendar days to appeal.", 720),
    ("If you do not reply within 7 days, the case will be closed.", 168),
    ("If we do not receive the documents within 14 days, funds may be held for 90 days.", 336),
    ("We will hold your funds if you do not answer us; respond within three weeks.", 504),
    ("Submit invoices dated within the last 365 days within 48 hours.", 48),
    ("Bitte antworten Sie innerhalb von 72 Stunden.", 72),
    ("Veuillez répondre sous 7 jours.", 168),
    ("Debe responder en un plazo de 72 horas.", 72),
    ("Ti preghiamo di rispondere entro 48 ore.", 48),
    ("请在收到通知后七十二小时内回复。", 72),
    ("请于 3 个工作日内提交文件。", 72),
    ("72時間以内にご返信ください。", 72),
    ("17日以内に改善計画書をご提出ください。", 408),
])  # fmt: skip
def test_a_time_that_is_set_to_the_seller_is_read(read: Any, text: str, hours: int) -> None:
    reading, _ = read(after_its_cause(text))
    assert reading.deadline is not None
    assert reading.deadline.hours == hours
    assert reading.deadline.quote in text


@pytest.mark.parametrize("text", [
    "Funds will be held for 90 days.",
    "After 90 days, you may request your funds.",
    "The violation will remain on your record for 180 days.",
    "Send invoices issued in the last 365 days.",
    "The utility bill must be dated within the last 90 days.",
    "We will review your appeal and respond within 48 hours.",
    "We usually reply within 2 business days.",
    "The review will take up to 30 days.",
    "If you do not remove your inventory within 90 days of this notice, we will dispose of it.",
    "Your metric over the past 60 days is too high.",
    "The complainant then has 10 days to file a lawsuit.",
    "Nous examinerons votre demande dans les 48 heures.",
    "Wir prüfen Ihre Angaben innerhalb von 48 Stunden.",
    "我们将在 48 小时内审核并回复。",
    "请提供最近 365 天内开具的发票。",
    "資金は90日間留保されます。",
    "Buyers expect their orders to be delivered within 3 days.",
])  # fmt: skip
def test_other_times_are_no_deadline(read: Any, text: str) -> None:
    reading, _ = read(after_its_cause(text))
    assert reading.deadline is None


@pytest.mark.parametrize(("text", "day"), [
    ("Please respond by February 26, 2026.", "2026-02-26"),
    ("Submit the documents no later than 26 February 2026.", "2026-02-26"),
    ("Bitte reichen Sie die Unterlagen bis zum 26. Februar 2026 ein.", "2026-02-26"),
    ("Veuillez répondre avant le 26 février 2026.", "2026-02-26"),
    ("请在2026年2月26日之前提交文件。", "2026-02-26"),
    ("2026年2月26日までにご提出ください。", "2026-02-26"),
])  # fmt: skip
def test_a_day_that_is_set_to_the_seller_is_read(read: Any, text: str, day: str) -> None:
    reading, _ = read(after_its_cause(text))
    assert reading.deadline is not None
    assert reading.deadline.on.isoformat() == day


def test_a_day_with_two_readings_is_taken_early_and_reported(read: Any) -> None:
    reading, found = read(ENGLISH + "You must reply by 03/04/2026.")
    assert reading.deadline.on.isoformat() == "2026-03-04"
    assert "notices/deadline-unclear" in {finding.code for finding in found}


def test_of_several_times_the_earliest_counts_and_the_others_are_told(read: Any) -> None:
    reading, found = read(ENGLISH + "Send a plan within 17 days. You must confirm the deletion within 72 hours.")
    assert reading.deadline.hours == 72
    assert "notices/several-deadlines" in {finding.code for finding in found}


def test_business_days_stay_business_days(read: Any) -> None:
    reading, _ = read("February 6, 2026\n\n" + ENGLISH + "Please respond within 3 business days.")
    assert reading.deadline.business_days == 3
