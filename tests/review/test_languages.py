"""The further languages of a plan: the same figures, their own script, their own refused phrases."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casewright.model import Bilingual, Claim, Severity
from casewright.review import Phrases, difference, figures_of
from casewright.text import join_ids, show_day, show_number, show_percent

Make = Callable[..., Any]


@pytest.mark.req("S0-39")
@given(
    day=st.dates(date(2000, 1, 1), date(2099, 12, 31)), rate=st.fractions(0, 1), count=st.integers(0, 10**9),
    lang=st.sampled_from(["zh", "ja", "de", "fr", "it"]),
)  # fmt: skip
def test_what_the_house_shows_has_the_same_figures_in_every_language(
    day: date, rate: Fraction, count: int, lang: str
) -> None:
    def shown(in_: str) -> str:
        ids = join_ids(["C-2", "D-11"], in_)
        return f"{show_day(day, in_)} / {show_percent(rate, in_)} / {show_number(count, in_)} ({ids}) B0TESTAAA1"

    assert figures_of(shown(lang), lang) == figures_of(shown("en"), "en")


@pytest.mark.req("S0-39")
@given(count=st.integers(1, 99_999), other=st.integers(1, 99_999), lang=st.sampled_from(["ja", "de"]))
def test_a_number_changed_in_translation_always_shows(count: int, other: int, lang: str) -> None:
    one, two = f"refunded {show_number(count, 'en')} orders", f"{show_number(other, lang)} x"
    assert (difference(one, two, langs=("en", lang)) == ((), ())) == (count == other)


@pytest.mark.parametrize(
    ("lang", "text", "english"),
    [
        ("de", "Am 12. Februar 2026 wurden 1.212 Bestellungen zu 1,98 % erstattet (Anlagen C-2, C-3)",
         "On February 12, 2026, 1,212 orders were refunded at 1.98% (Exhibits C-2, C-3)"),
        ("de", "seit dem 12. Februar", "since February 12"), ("de", "im März 2026", "in March 2026"),
        ("de", "12.02.2026", "February 12, 2026"), ("de", "2,5 kg", "2.5 kg"),
        ("ja", "２０２６年２月１２日に１,２１２件、１.９８％（添付資料 C-2、C-3）",
         "On February 12, 2026, 1,212 orders, 1.98% (Exhibits C-2, C-3)"),
        ("ja", "令和8年2月12日", "February 12, 2026"), ("ja", "2月12日", "February 12"), ("ja", "3億件", "300,000,000"),
        ("fr", "le 12 février 2026, 1 212 commandes", "February 12, 2026: 1,212 orders"),
    ],
)  # fmt: skip
def test_a_faithful_translation_has_the_same_figures(lang: str, text: str, english: str) -> None:
    assert figures_of(text, lang) == figures_of(english)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("zh", "每天17点截单"), ("ja", "毎日17時に締め切り"), ("ja", "毎日17:00に締め切り"),
        ("de", "täglich um 17 Uhr"), ("de", "täglich um 17.00 Uhr"), ("de", "täglich um 17:00 Uhr"),
    ],
)  # fmt: skip
def test_an_hour_is_one_figure_however_its_minutes_are_written(lang: str, text: str) -> None:
    assert figures_of(text, lang) == figures_of("every day at 17:00")
    assert figures_of(text, lang) != figures_of("every day at 17:30")


def test_a_japanese_owner_and_its_registration_may_stand_in_the_english(judge: Make, plan: Make, case: Make) -> None:
    said = Bilingual(
        "权利人：みなと意匠；意匠登録第1654321号。", "Rights owner: みなと意匠; right relied on: 意匠登録第1654321号.",
        (("ja", "権利者はみなと意匠です。主張されている権利：意匠登録第1654321号。"),),
    )  # fmt: skip
    claim = Claim("C-5", "dispute", said, ("case.rights_owner",))
    whose = case(rights_owner="みなと意匠", registration_number="意匠登録第1654321号")
    _, found = judge(plan(claim), case=whose)
    assert [each.severity for each in found if each.code == "review/chinese-in-english"] == [Severity.WARNING]


@pytest.mark.req("S0-39")
@pytest.mark.parametrize(
    ("lang", "text", "only"),
    [
        ("de", "Am 12. Februar 2026 haben wir 15 Bestellungen erstattet.", "number 15"),
        ("ja", "2026年2月13日に14件の注文を返金しました。", "day 2026-02-13"),
    ],
)
def test_a_figure_that_differs_in_the_language_submitted_blocks(
    lang: str, text: str, only: str, judge: Make, plan: Make
) -> None:
    said = Bilingual("2026年2月12日退款14单。", "On February 12, 2026 we refunded 14 orders.", ((lang, text),))
    verdict, found = judge(plan(Claim("C-5", "corrective", said, ("case.store_name",), cause="lane")))
    (differs,) = [each for each in found if each.code == "review/figures-differ"]
    assert only in differs.text.en
    assert not verdict.ready


def test_a_sentence_not_translated_is_not_held_against_the_english(judge: Make, plan: Make) -> None:
    said = Bilingual("退款14单。", "We refunded 14 orders.", (("ja", "【待人工翻译】We refunded orders."),))
    claim = Claim("C-5", "corrective", said, ("case.store_name",), cause="lane", untranslated=("ja",))
    _, found = judge(plan(claim))
    assert "review/figures-differ" not in [each.code for each in found]


@pytest.mark.parametrize(
    ("lang", "text", "code"),
    [
        ("de", "Der Spediteur 燕文 wurde gestoppt.", "review/chinese-in-language"),
        ("ja", "我们已经停用承运商。", "review/not-japanese"),
        ("ja", "停止運送会社", "review/not-japanese"),
    ],
)
def test_chinese_left_in_a_translation_is_seen(lang: str, text: str, code: str, judge: Make, plan: Make) -> None:
    said = Bilingual("停用承运商。", "We stopped the carrier.", ((lang, text),))
    _, found = judge(plan(Claim("C-5", "corrective", said, ("case.store_name",), cause="lane")))
    assert code in [each.code for each in found]


def test_good_japanese_raises_no_doubt(judge: Make, plan: Make) -> None:
    said = Bilingual("停用承运商。", "We stopped the carrier.", (("ja", "運送会社の利用を停止しました。"),))
    verdict, _ = judge(plan(Claim("C-5", "corrective", said, ("case.store_name",), cause="lane")))
    assert verdict.ready


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ja", "誠に申し訳ございませんでした。"),
        ("ja", "二度とこのような問題を起こしません。"),
        ("ja", "法的措置を取ります。"),
        ("ja", "チャンスをください。"),
        ("de", "Wir entschuldigen uns für den Fehler."),
        ("de", "Wir versprechen, dass es nie wieder vorkommen wird."),
        ("de", "Wir werden rechtliche Schritte einleiten."),
        ("de", "Bitte geben Sie uns eine Chance."),
    ],
)
def test_pleas_promises_and_threats_are_refused_in_japanese_and_german(lang: str, text: str, shipped: Phrases) -> None:
    assert list(shipped.search(text, lang=lang))


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ja", "2026年2月12日、14件の注文を返金しました（添付資料 C-2）。"),
        ("de", "Am 12. Februar 2026 haben wir 14 Bestellungen erstattet (Anlage C-2)."),
    ],
)
def test_a_plain_fact_is_refused_in_no_language(lang: str, text: str, shipped: Phrases) -> None:
    assert not list(shipped.search(text, lang=lang))
