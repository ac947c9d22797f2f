"""What a template may say as ``own``: the text in the document's own language."""

from dataclasses import replace

from casewright.model import Bilingual, Dossier
from casewright.render.views.context import context_of, titled


def spoken(dossier: Dossier) -> Dossier:
    claims = tuple(replace(claim, text=claim.text.also({"de": "Satz."})) for claim in dossier.plan.claims)
    words = {
        "metric.ODR": Bilingual("订单缺陷率", "Order Defect Rate", (("de", "Rate an Bestellmängeln"),)),
        "row.store": Bilingual("店铺名称", "Store", (("de", "Shop-Name"),)),
    }
    return replace(
        dossier, plan=replace(dossier.plan, claims=claims), languages=("de", "en"),
        catalogue=replace(dossier.catalogue, words=words),
    )  # fmt: skip


def test_own_is_the_documents_language_and_english_where_chinese_stands_beside(ready_case: Dossier) -> None:
    english, german = (context_of(spoken(ready_case), lang) for lang in ("en", "de"))
    first = german["plan"]["summary"][0]["text"]  # type: ignore[index,call-overload]
    assert first["own"] == "Satz."  # type: ignore[index,call-overload]
    assert first["en"] == english["plan"]["summary"][0]["text"]["own"]  # type: ignore[index,call-overload]


def test_figures_and_labels_are_in_the_documents_language_too(ready_case: Dossier) -> None:
    german = context_of(spoken(ready_case), "de")
    metric, row = german["metrics"][0], german["case"]["rows"][0]  # type: ignore[index,call-overload]
    assert metric["name"]["own"] == "Rate an Bestellmängeln"  # type: ignore[index,call-overload]
    assert metric["rate"].endswith(",98\u00a0%")  # type: ignore[index,call-overload,union-attr]
    assert row["label"] == {"zh": "店铺名称", "en": "Store", "own": "Shop-Name"}  # type: ignore[index,call-overload]


def test_what_is_not_translated_shows_the_mark_and_the_english(ready_case: Dossier) -> None:
    japanese = context_of(spoken(ready_case), "ja")
    assert japanese["plan"]["title"]["own"] == f"【待人工翻译】{ready_case.plan.title.en}"  # type: ignore[index,call-overload]
    title = Bilingual("行动计划书", "Plan of Action", (("ja", "改善計画書"),))
    assert titled(japanese, title, "ja")["doc"]["own"] == "改善計画書"  # type: ignore[index,call-overload]
