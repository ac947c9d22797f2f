"""Ids are found wherever they stand, once and whole; numbers that are something else are taken for no id."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casewright.notices import Lexicon
from casewright.notices.entities import entities
from casewright.sheets import Book

FEW = settings(max_examples=60, deadline=None)

digits = st.integers(10**9, 10**11 - 1).map(str)
asins = st.text("ABCDEFGHJKLMNPQRSTUVWXYZ0123456789", min_size=8, max_size=8).map(lambda tail: f"B0{tail}")
orders = st.tuples(st.integers(100, 999), st.integers(10**6, 10**7 - 1), st.integers(10**6, 10**7 - 1)).map(
    lambda parts: "-".join(map(str, parts))
)
CASES = (
    "Case ID: {}", "Please quote case {} here.", "案件编号：{}。", "ケースID：{}", "Ihre Fallnummer lautet {}.",
    "numéro de dossier : {}", "número de caso: {}", "ID caso: {}", "ID do caso: {}", "[CASE {}] Your appeal",
)  # fmt: skip
COMPLAINTS = (
    "Complaint ID: {}", "投诉编号：{}", "申し立て番号：{}", "Beschwerde-ID: {}", "Numéro de réclamation : {}",
    "ID de la reclamación: {}", "ID reclamo: {}", "ID da reclamação: {}",
)  # fmt: skip
AROUND = ("", "Hello,\n\n", "您好：\n", "Some of your 12 orders were late.\n")
BEHIND = ("", "\nThe limit is 1%.", "\n请在 72 小时内回复。", "\n\nAmazon.com")
NO_IDS = (
    "Call us: {}", "phone +86 {}", "电话：{}", "Tracking number: {}", "运单号 {}", "UPC {}", "EAN: {}", "balance {}",
    "we counted {} views", "PO Box {}", "DUNS {}", "Rechnung {}", "IBAN DE{}", "Merchant Token: A{}", "{}", "VAT GB{}",
    "https://www.amazon.com/x?ref={}", "Message-ID: <{}@mail.example>", "{}@mail.example", "Sendungsnummer {}",
)  # fmt: skip


@FEW
@given(digits, st.sampled_from(CASES), st.sampled_from(AROUND), st.sampled_from(BEHIND))
def test_a_labelled_case_is_found_once(words: Lexicon, number: str, template: str, before: str, behind: str) -> None:
    found = entities(before + template.format(number) + behind, words)
    assert (found.case_ids, found.complaint_ids, found.registrations) == ((number,), (), ())
    assert [mention.text for mention in found.mentions if mention.kind == "case"] == [number]


@FEW
@given(digits, st.sampled_from(COMPLAINTS), st.sampled_from(AROUND), st.sampled_from(BEHIND))
def test_a_labelled_complaint_is_found_once(
    words: Lexicon, number: str, template: str, before: str, behind: str
) -> None:
    found = entities(before + template.format(number) + behind, words)
    assert (found.case_ids, found.complaint_ids) == ((), (number,))


@FEW
@given(
    st.lists(digits, min_size=2, max_size=5, unique=True), st.sampled_from((", ", "、", "\n- ", " and ", "; ", "\n"))
)
def test_a_list_of_cases_is_found_whole(words: Lexicon, numbers: list[str], gap: str) -> None:
    assert entities(f"Case IDs: {gap.join(numbers)}", words).case_ids == tuple(numbers)


@FEW
@given(st.lists(asins, min_size=1, max_size=4, unique=True), st.sampled_from((", ", "、", "\n", " 和 ", " ")))
def test_asins_are_found_in_their_order(words: Lexicon, ids: list[str], gap: str) -> None:
    assert entities(f"商品 {gap.join(ids)} 已移除", words).asins == tuple(ids)


@FEW
@given(orders, st.sampled_from(("order {}", "（{}）", "订单{}的买家", "commande {}.", "{}")))
def test_an_order_is_an_order_and_nothing_else(words: Lexicon, order: str, template: str) -> None:
    found = entities(template.format(order), words)
    assert (found.order_ids, found.case_ids, found.complaint_ids, found.registrations) == ((order,), (), (), ())


@FEW
@given(st.integers(10**4, 10**14).map(str), st.sampled_from(NO_IDS))
def test_a_number_without_its_label_is_no_id(words: Lexicon, number: str, template: str) -> None:
    found = entities(template.format(number), words)
    assert (found.asins, found.order_ids, found.case_ids, found.complaint_ids, found.registrations) == ((),) * 5


@FEW
@given(st.dates(date(2015, 1, 1), date(2027, 12, 31)))
def test_days_are_dates_and_no_ids(words: Lexicon, day: date) -> None:
    text = f"Complaint received {day.isoformat()}; trademark registration: {day.isoformat()}; case of {day:%d/%m/%Y}"
    found = entities(text, words, day_first=True)
    assert found.dates == (day.isoformat(),)
    assert (found.case_ids, found.complaint_ids, found.registrations) == ((), (), ())


@FEW
@given(st.text(max_size=200))
def test_any_text_is_read_and_every_place_is_right(words: Lexicon, text: str) -> None:
    for mention in entities(text, words).mentions:
        assert text[mention.start : mention.end] == mention.text


@pytest.mark.parametrize("kind", ["case", "complaint", "trademark", "brand", "clause"])
@pytest.mark.parametrize("language", ["en", "zh", "ja", "de", "fr", "es", "it", "pt"])
def test_every_language_has_its_labels(notices_book: Book, kind: str, language: str) -> None:
    sheet = notices_book.sheet("labels")
    assert sheet is not None
    rows = [[str(cell.value) for cell in sheet.row(number)] for number in range(4, sheet.rows + 1)]
    if (kind, language) == ("clause", "fr"):
        return  # "section" and "article" are written as in English
    assert any(kind in row and language in row for row in rows)
