"""A plan in the language it is submitted in: whole, or marked and asked for by the cell."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from casewright.compose import Wording, compose, wording
from casewright.compose.template import UNTRANSLATED
from casewright.compose.words import BUILT_IN
from casewright.model import Bilingual, Catalogue, CellRef, Severity
from casewright.sheets import Book

Make = Callable[..., Any]
TODAY = date(2026, 4, 1)


@pytest.fixture
def refund(row: Make) -> Make:
    def make(**fields: Any) -> Any:
        known: dict[str, Any] = {
            "zh": "已退款", "en": "refunded", "on": date(2026, 3, 5), "cause": "carrier_lane_delay",
            "action": "orders_refunded", "evidence": ("E01",), "quantity": Decimal(1400),
        }  # fmt: skip
        return row("F04", "corrective", **{**known, **fields})

    return make


@pytest.fixture
def told(
    shipped: Wording, catalogue: Catalogue, case: Make, decide: Make, notice: Make, exhibit: Make
) -> Callable[..., Any]:
    """Return compose in given languages, over labels that have Japanese and German."""
    labels = replace(
        catalogue,
        words=shipped.words,
        violations={
            code: replace(kind, label=kind.label.also({"ja": "違反", "de": "Verstoß"}))
            for code, kind in catalogue.violations.items()
        },
        causes={
            code: replace(kind, label=kind.label.also({"ja": "原因", "de": "Ursache"}))
            for code, kind in catalogue.causes.items()
        },
    )

    def make(*rows: Any, languages: tuple[str, ...], of: Catalogue = labels) -> Any:
        return compose(
            decide(), case(*rows), notice=notice(), exhibits=(exhibit("C-1", "E01", "refund_record"),), metrics=(),
            wording=shipped, catalogue=of, today=TODAY, languages=languages,
        )  # fmt: skip

    return make


def of_language(found: Any, *codes: str) -> list[Any]:
    wanted = codes or ("compose/needs-language", "compose/block-needs-language", "compose/name-needs-language")
    return [each for each in found if each.code in wanted]


@pytest.mark.req("S0-39", "S0-50")
@pytest.mark.parametrize(
    ("lang", "said"),
    [("ja", ("2026年3月5日", "1,400", "（添付資料 C-1）")), ("de", ("5. März 2026", "1.400", "(Anlage C-1)"))],
)
def test_a_plan_is_written_in_the_language_submitted(
    lang: str, said: tuple[str, ...], told: Make, refund: Make
) -> None:
    plan, found = told(refund(), languages=(lang, "en"))
    (action,) = plan.of("corrective")
    assert not [part for part in said if part not in action.text.lang(lang)]
    assert all(claim.text.lang(lang) and not claim.untranslated for claim in plan.claims)
    assert plan.title.lang(lang)
    assert plan.subject.lang(lang)
    assert not of_language(found)


def test_english_and_chinese_are_the_same_whatever_is_written_besides(told: Make, refund: Make) -> None:
    alone, _ = told(refund(), languages=("en",))
    beside, _ = told(refund(), languages=("ja", "en"))
    assert [(each.text.zh, each.text.en) for each in alone.claims] == [
        (each.text.zh, each.text.en) for each in beside.claims
    ]
    assert all(claim.text.more == () for claim in alone.claims)


@pytest.mark.req("S0-39")
def test_what_the_client_gave_in_no_japanese_is_marked_and_asked_for_at_its_cell(told: Make, refund: Make) -> None:
    cell = CellRef("case.xlsx", "Facts 事实", "X9")
    row = refund(detail_zh="全额", detail_en="in full", places=(("detail_ja", cell),))
    plan, found = told(row, languages=("ja", "en"))
    (action,) = plan.of("corrective")
    assert f"{UNTRANSLATED}in full" in action.text.lang("ja")
    assert action.untranslated == ("ja",)
    assert action.translated
    (needs,) = of_language(found)
    assert (needs.at, needs.severity) == (cell.at, Severity.ERROR)
    assert "detail_ja" in needs.fix.zh


def test_only_the_language_submitted_blocks(told: Make, refund: Make) -> None:
    row = refund(detail_zh="全额", detail_en="in full", detail_more=(("ja", "全額"),))
    _, found = told(row, languages=("ja", "de", "en"))
    assert [(each.severity, "German" in each.text.en) for each in of_language(found)] == [(Severity.WARNING, True)]


def test_a_name_is_the_same_in_every_language(told: Make, refund: Make) -> None:
    plan, found = told(refund(detail_zh="JYT-West", detail_en="JYT-West"), languages=("ja", "en"))
    assert "JYT-West" in plan.of("corrective")[0].text.lang("ja")
    assert not of_language(found)


def test_a_name_of_the_catalogue_without_the_language_is_asked_for_at_its_row(
    told: Make, refund: Make, catalogue: Catalogue
) -> None:
    _, found = told(refund(), languages=("ja", "en"), of=catalogue)
    places = {each.at for each in of_language(found, "compose/name-needs-language")}
    assert "rulebooks/catalogue.xlsx > violations!PERF-ODR" in places


def test_a_block_without_the_language_shows_the_english_marked_and_names_its_cell(
    small_book: Make, catalogue: Catalogue, case: Make, decide: Make, notice: Make
) -> None:
    book = small_book("blocks", "id section zh en fr must_cite", ["SUM-X", "summary", "概述。", "Summary.", "", ""])
    shelf, _ = wording(book)
    assert shelf.languages == ("fr",)
    plan, found = compose(
        decide("x"), case(), notice=notice(), exhibits=(), metrics=(), wording=shelf, catalogue=catalogue, today=TODAY,
        languages=("fr", "en"),
    )  # fmt: skip
    assert [claim.text.lang("fr") for claim in plan.claims] == [f"{UNTRANSLATED}Summary."]
    (needs,) = of_language(found, "compose/block-needs-language")
    assert needs.at.endswith("blocks!E4")


@pytest.mark.parametrize(
    ("fr", "code"),
    [
        ("Le {date}.", "compose/places-differ"),
        ("Le {store.", "compose/marks-unreadable"),
        ("{store}。", "compose/chinese-in-english"),
    ],
)
def test_each_language_of_a_block_is_held_to_the_english(fr: str, code: str, small_book: Make) -> None:
    book = small_book(
        "blocks", "id section zh en fr must_cite", ["SUM-X", "summary", "{store}。", "{store}.", fr, ""]
    )  # fmt: skip
    shelf, found = wording(book)
    assert "SUM-X" not in shelf.blocks
    assert [each.at.endswith("blocks!E4") for each in found if each.code == code] == [True]


def test_the_shipped_words_say_in_chinese_and_english_what_is_built_in(shipped: Wording) -> None:
    for name, text in BUILT_IN.items():
        assert (shipped.words[name].zh, shipped.words[name].en) == (text.zh, text.en), name
        assert all(shipped.words[name].lang(lang) for lang in ("ja", "de")), name


def test_every_shipped_sentence_speaks_japanese_and_german(shipped: Wording) -> None:
    assert set(shipped.languages) >= {"ja", "de"}
    for block in shipped.blocks.values():
        # The letter to a rights owner is written in English, the language of the complaint's own form.
        if block.section != "retraction":
            assert {lang for lang, _ in block.sentence.more} >= {"ja", "de"}, block.id


def test_a_word_with_other_values_than_the_program_gives_is_found(shipped_book: Book, small_book: Make) -> None:
    words = small_book("words", "id zh en ja", ["exhibit.one", "（附件 {ids}）", "(Exhibit {ids})", "（添付 {id}）"])
    blocks = small_book("blocks", "id section zh en ja must_cite")
    _, found = wording(Book("wording.xlsx", (*words.sheets, *blocks.sheets)))
    assert [each.at for each in found if each.code == "compose/word-unreadable"] == ["wording.xlsx > words!D4"]


def test_a_text_that_reads_the_same_in_both_languages_reads_so_in_all() -> None:
    assert Bilingual("B0TESTAAA1", "B0TESTAAA1").lang("ja") == "B0TESTAAA1"
    assert Bilingual("退款", "refund").lang("ja") == ""
    assert Bilingual("A", "A", (("ja", ""),)).lang("ja") == ""
    filled = Bilingual("{n} 单", "{n} orders", (("ja", "{n}件"),)).fill({"n": 3})
    assert (filled.zh, filled.en, filled.lang("ja")) == ("3 单", "3 orders", "3件")
