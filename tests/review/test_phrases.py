"""Refused phrases: each row catches what it is for and lets plain sentences pass."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from casewright.model import Severity
from casewright.review import Phrases, lint_text, phrases
from casewright.sheets import ListSheet

Make = Callable[..., Any]
SHELF = Path(__file__).parents[2] / "rulebooks" / "text"

#: Row id: what it catches, then a harmless sentence close by.
SAMPLES = {
    "PH-01": ("We are very sorry for the delay.", "The delay was two days."),
    "PH-02": ("Please accept our apologies.", "The refund was accepted on March 5, 2026."),
    "PH-03": ("我们深表歉意。", "我们已于3月5日退款。"),
    "PH-04": ("We promise not to do it.", "The promised date was March 5, 2026."),
    "PH-05": ("This will never happen again.", "The error happened on one lane."),
    "PH-06": ("我们保证不再发生。", "承运商提供保证金。"),
    "PH-07": ("Our goods are 100% authentic.", "100% of the 40 units were counted."),
    "PH-08": ("我们100%合规。", "40 件已100%清点。"),
    "PH-09": ("Our lawyer has written to you.", "The licence of the supplier is attached."),
    "PH-10": ("We will sue Amazon.", "The issue was found by Sue, the inspector."),
    "PH-11": ("我们将起诉。", "附上书面意见。"),
    "PH-12": ("It was a stupid mistake.", "It was an entry in the wrong column."),
    "PH-13": ("Please give us one more chance.", "There was a second scan at the depot."),
    "PH-14": ("Our family depends on this store.", "The lane depends on one carrier."),
    "PH-15": ("恳求给我们一次机会。", "已给买家退款。"),
    "PH-16": ("This is Amazon's mistake.", "The entry was our mistake."),
    "PH-17": ("A competitor attacked us with complaints.", "A competing offer stands on the page."),
    "PH-18": ("这是系统误判。", "系统库存与实物不符。"),
    "PH-19": ("竞争对手恶意投诉。", "竞品页面已截图。"),
    "PH-20": ("The customer is wrong.", "The customer received the wrong size."),
    "PH-21": ("都是物流的问题。", "物流轨迹已附上。"),
    "PH-22": ("We bought reviews from an agent.", "We bought packaging from a supplier."),
    "PH-23": ("We sold counterfeit goods.", "We sold 40 units."),
    "PH-24": ("We used more than one account.", "We used one account."),
    "PH-25": ("我们刷单了。", "我们核对了订单。"),
    "PH-26": ("We paid for guaranteed reinstatement.", "The carrier guaranteed nothing."),
    "PH-27": ("走加急通道。", "加急发货 3 单。"),
    "PH-28": ("Our store XXX was closed.", "Size XL was closed out."),
    "PH-29": ("Closed on [ ] by us.", "Closed (see Exhibit C-1) by us."),
    "PH-30": ("Closed on (date).", "Closed on March 5, 2026."),
    "PH-31": ("日期待确认。", "日期已确认。"),
    "PH-32": ("The password is hunter2.", "The password policy was changed."),
    "PH-33": ("密码：abc123。", "已修改密码。"),
    "PH-34": ("We wrote to notice@amazon.com.", "We wrote to the supplier."),
    "PH-35": ("See https://example.org/a.", "See Exhibit C-1."),
    "PH-36": ("As a new seller we made errors.", "A new carrier was chosen."),
    "PH-37": ("我们是新手卖家。", "卖家已完成盘点。"),
    "PH-38": ("We will close the listing.", "We closed the listing."),
    "PH-39": ("我们将关闭商品。", "我们已关闭商品。"),
    "PH-40": ("We strengthened training.", "Training took place on March 5, 2026."),
    "PH-41": ("We reply as soon as possible.", "We reply within 24 hours."),
    "PH-42": ("We strictly comply with the rules.", "Each listing is checked against the rules."),
    "PH-43": ("今后加强培训。", "3月5日培训 12 人。"),
    "PH-44": ("Thank you for your time.", "The time of the scan was 10:30."),
    "PH-45": ("We have ten years of experience.", "The contract runs three years."),
    "PH-46": ("尊敬的亚马逊团队。", "亚马逊账户状况页面已截图。"),
    "PH-47": ("这是不可抗力。", "仓库停电 2 小时。"),
    "PH-48": ("It was beyond our control.", "Our control of the lane failed."),
    "PH-49": ("Late orders fell by 40%.", "Late orders fell by 14."),
    "PH-50": ("迟发下降40%。", "迟发减少14单。"),
    "PH-51": ("Our product does not infringe.", "Our product has no hinge."),
    "PH-52": ("我们不侵权。", "我们的商品没有铰链。"),
    "PH-53": ("CSBA lowers claims by 42%.", "CSBA answers MFN messages."),
    "PH-54": ("换个新号继续卖。", "已注册新商标。"),
    "PH-55": ("We found a loophole.", "We found a hole in the box."),
    "PH-JA-01": ("誠に申し訳ございませんでした。", "14件の注文を返金しました。"),
    "PH-JA-02": ("再発しないことをお約束します。", "約束の日は2026年3月5日でした。"),
    "PH-JA-03": ("法的措置を取ります。", "法務担当が確認しました。"),
    "PH-JA-04": ("何卒ご容赦ください。", "資料を添付しました。"),
    "PH-DE-01": ("Wir entschuldigen uns für den Fehler.", "Der Fehler trat bei einer Linie auf."),
    "PH-DE-02": ("Wir versprechen Besserung.", "Das versprochene Datum war der 5. März 2026."),
    "PH-DE-03": ("Wir behalten uns rechtliche Schritte vor.", "Der Lieferant hat die Lizenz vorgelegt."),
    "PH-DE-04": ("Bitte geben Sie uns eine Chance.", "Die Anlagen sind beigefügt."),
    "PH-JA-05": ("当店の商品は100%正規品です。", "在庫40点の100%を数えました。"),
    "PH-JA-06": ("これはシステムの誤りです。", "入力の誤りは当店にありました。"),
    "PH-JA-07": ("実施日は（日付）です。", "実施日は2026年3月5日です。"),
    "PH-JA-08": ("規約を知りませんでした。", "新しい配送会社と契約しました。"),
    "PH-JA-09": ("再発防止に努めてまいります。", "毎週月曜日に点検します。"),
    "PH-DE-05": ("Unsere Ware ist 100 % echt.", "Alle 40 Einheiten (100 %) wurden gezählt."),
    "PH-DE-06": ("Diese Entscheidung ist ungerecht.", "Der Fehler lag in unserer Eingabe."),
    "PH-DE-07": ("Geschlossen am (Datum).", "Geschlossen am 5. März 2026."),
    "PH-DE-08": ("Dies geschah aus Unwissenheit.", "Wir haben einen Transportdienstleister gewählt."),
    "PH-DE-09": ("Wir antworten schnellstmöglich.", "Wir antworten innerhalb von 24 Stunden."),
}


def hits(book: Phrases, text: str, **how: Any) -> set[str]:
    found = set()
    for lang in ("en", "zh", "ja", "de"):
        for section in ("", "root_cause", "corrective"):
            found |= {phrase.id for phrase, _ in book.search(text, lang=lang, section=section, **how)}
    return found


def test_what_ships_is_clean(shipped_rows: ListSheet) -> None:
    _, found = phrases(shipped_rows)
    assert [f"{each.at}: {each.text.en}" for each in found] == []


def test_every_row_has_a_sample(shipped: Phrases) -> None:
    assert {phrase.id for phrase in shipped.rows} == set(SAMPLES)


@pytest.mark.req("S0-23", "S0-72", "S0-74", "S0-14", "S0-77", "S0-11", "S0-71")
@pytest.mark.parametrize(("id_", "bad", "good"), [(id_, *pair) for id_, pair in SAMPLES.items()])
def test_a_row_catches_its_sentence_and_passes_a_plain_one(shipped: Phrases, id_: str, bad: str, good: str) -> None:
    assert id_ in hits(shipped, bad)
    assert id_ not in hits(shipped, good)


@pytest.mark.req("S4-04", "S4-05", "S4-06", "S4-07", "S4-09")
@pytest.mark.parametrize("rate", ["42%", "38%", "37%", "30%"])
def test_figures_of_a_vendor_are_refused(shipped: Phrases, rate: str) -> None:
    assert "PH-53" in hits(shipped, f"Customer Service by Amazon lowered it by {rate}")
    assert "PH-53" not in hits(shipped, f"the rate fell by {rate}")


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ja", "ご迷惑をおかけし、お詫びいたします。"), ("ja", "今後は絶対にいたしません。"),
        ("ja", "弁護士から連絡します。"), ("ja", "二度といたしません。"), ("ja", "どうかお願いします。"),
        ("de", "Die Verspätung bitten wir zu entschuldigen."), ("de", "Dafür garantieren wir."),
        ("de", "Das wird nie wieder passieren."), ("de", "Unser Rechtsanwalt meldet sich."),
        ("de", "Geben Sie uns noch eine Chance."),
    ],
)  # fmt: skip
def test_other_words_for_the_same_plea_or_threat_are_refused(shipped: Phrases, lang: str, text: str) -> None:
    assert [each.id for each, _ in shipped.search(text, lang=lang) if each.severity is Severity.ERROR]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ja", "裁判所の命令を添付します。"), ("ja", "二〇〇六年に設立されました。"),
        ("ja", "この申し立てに関する法律意見書を添付します。"),
        ("de", "Ein schriftliches Rechtsgutachten ist beigefügt."), ("de", "Die Garantie des Herstellers liegt bei."),
    ],
)  # fmt: skip
def test_a_court_order_and_an_opinion_may_be_named(shipped: Phrases, lang: str, text: str) -> None:
    assert not list(shipped.search(text, lang=lang))


@pytest.mark.req("S4-23", "S4-24")
@pytest.mark.parametrize("text", ["利用漏洞申诉", "用特殊方式取款"])
def test_ways_around_the_rules_are_refused(shipped: Phrases, text: str) -> None:
    assert "PH-54" in hits(shipped, text)


@pytest.mark.req("S0-66")
def test_an_admission_is_excused_by_a_sign_off_only(shipped: Phrases) -> None:
    assert "PH-22" in hits(shipped, "We bought reviews.", admitted=False)
    assert "PH-22" not in hits(shipped, "We bought reviews.", admitted=True)


def test_a_legal_conclusion_is_excused_by_the_opinion_of_counsel_only(shipped: Phrases) -> None:
    text = "The product does not infringe."
    assert "PH-51" in hits(shipped, text, kinds=frozenset({"invoice"}))
    assert "PH-51" not in hits(shipped, text, kinds=frozenset({"counsel_opinion"}))


def test_curly_apostrophes_and_full_width_letters_hide_nothing(shipped: Phrases) -> None:
    assert "PH-16" in hits(shipped, "This is Amazon’s mistake.")
    assert "PH-28" in hits(shipped, "店铺ＸＸＸ")


def test_a_phrase_for_a_section_counts_there_only(shipped: Phrases) -> None:
    assert [each.id for each, _ in shipped.search("We will do it.", lang="en", section="corrective")] == ["PH-38"]
    assert [each.id for each, _ in shipped.search("We will do it.", lang="en", section="preventive")] == []


@pytest.mark.parametrize(
    ("change", "code", "column"),
    [
        ({"pattern": "re:("}, "review/pattern-unreadable", "C"), ({"pattern": ""}, "review/pattern-unreadable", "C"),
        ({"lang": "english"}, "review/value-unknown", "B"), ({"severity": "eror"}, "review/value-unknown", "D"),
        ({"sections": "correctiv"}, "review/value-unknown", "E"), ({"unless": "admited"}, "review/value-unknown", "F"),
        ({"fix_en": ""}, "review/unexplained", "J"),
    ],
)  # fmt: skip
def test_a_faulty_row_is_found_at_its_cell(phrase_rows: Make, change: dict[str, str], code: str, column: str) -> None:
    value, found = phrases(phrase_rows(change))
    assert [(each.code, each.at) for each in found] == [(code, f"review.xlsx > phrases!{column}4")]
    assert value.rows == ()


def test_an_unknown_word_gets_the_nearest_known_one(phrase_rows: Make) -> None:
    _, (finding,) = phrases(phrase_rows({"severity": "eror"}))
    assert "did you mean error" in finding.text.en


def test_limits_are_rows_of_the_same_list(phrase_rows: Make) -> None:
    value, found = phrases(phrase_rows({"id": "LIMIT-POA-WORDS", "severity": "limit", "pattern": "900"}))
    assert (value.limit("LIMIT-POA-WORDS"), value.limit("LIMIT-FIELD-CHARS"), found) == (900, None, ())
    _, found = phrases(phrase_rows({"id": "LIMIT-WORD", "severity": "limit", "pattern": "900"}))
    assert "did you mean LIMIT-POA-WORDS" in found[0].text.en


def test_any_text_can_be_read_as_a_reviewer_would(shipped: Phrases, phrase_rows: Make) -> None:
    at = phrase_rows().ref
    (finding,) = lint_text("We are sorry.", lang="en", phrases=shipped, origin=at)
    assert (finding.code, finding.severity) == ("review/phrase", Severity.ERROR)
    assert "we are sorry" in finding.text.en.lower()
    assert finding.fix.zh


@pytest.mark.req("S0-07", "S0-77")
@pytest.mark.parametrize("name", ["blocks", "guide"])
def test_our_own_texts_hold_none_of_it(shipped: Phrases, name: str) -> None:
    rows = yaml.safe_load((SHELF / "wording" / f"{name}.yaml").read_text(encoding="utf-8"))["rows"]
    marks = {"PH-29", "PH-09", "PH-11", "PH-27", "PH-26", "PH-54"} if name == "guide" else {"PH-29"}
    for row in rows:
        section = row.get("section", "")
        for lang in ("zh", "en"):
            found = {phrase.id for phrase, _ in shipped.search(row[lang], lang=lang, section=section)}
            assert found <= marks, (row["id"], found)
